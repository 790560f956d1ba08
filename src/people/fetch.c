/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "people/fetch.h"

#include "base/text.h"
#include "people/transfer.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CONNECT_MS = 4000, URL_MOST = 2000 };

int64_t fetch_clock(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool is_here(const char *rest)
{
    static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_begins(rest, names[i]) && strchr(":/", rest[strlen(names[i])]))
            return true; /* also at the end: strchr finds the NUL */
    return false;
}

bool fetch_url_fits(const char *url)
{
    bool safe = text_begins(url, "https://");
    const char *rest = safe ? url + strlen("https://") : url + strlen("http://");

    if (!safe && !text_begins(url, "http://"))
        return false;
    size_t host = strcspn(rest, "/?#");
    return host && strlen(url) <= URL_MOST && !memchr(rest, '@', host) &&
           !strpbrk(url, " \t\r\n\"<>\\#") && (safe || is_here(rest));
}

static size_t take(char *at, size_t size, size_t n, void *arg)
{
    struct buf *body = arg;

    buf_put(body, at, size * n);
    return buf_over(body) ? 0 : size * n;
}

static void set_options(CURL *curl, const struct fetch *f, struct buf *body,
                        struct curl_slist *headers)
{
    const char *ca = getenv("VOINTI_CA");
    int64_t left = f->until - fetch_clock();

    curl_easy_setopt(curl, CURLOPT_URL, f->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
                     (long)(left < CONNECT_MS ? left : CONNECT_MS));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)left);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, body);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    if (ca && *ca)
        curl_easy_setopt(curl, CURLOPT_CAINFO, ca);
    if (f->form)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, f->form);
    if (f->user) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
        curl_easy_setopt(curl, CURLOPT_USERNAME, f->user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, f->password);
    }
}

bool fetch_do(struct visit *v, const struct fetch *f, long *status, const char **body, size_t *n)
{
    struct curl_slist *headers = curl_slist_append(NULL, "Accept: application/json");
    struct buf got = buf_new(f->most);
    CURLcode code = CURLE_OPERATION_TIMEDOUT;

    if (f->bearer)
        headers = curl_slist_append(headers, text(v, "Authorization: Bearer %s", f->bearer));
    CURL *curl = transfer_new();
    if (!headers)
        abort();
    if (fetch_url_fits(f->url) && f->until > fetch_clock()) {
        set_options(curl, f, &got, headers);
        code = curl_easy_perform(curl);
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
    }
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    *body = arena_copy(v->arena, got.n ? got.at : "", got.n);
    *n = got.n;
    buf_free(&got);
    if (code != CURLE_OK)
        fail_detail(v, "%s: %s", f->url, curl_easy_strerror(code));
    return code == CURLE_OK;
}

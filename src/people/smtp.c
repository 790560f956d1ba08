/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Mail over libcurl. */
#include "people/smtp.h"

#include "base/text.h"
#include "people/transfer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CONNECT_SECONDS = 15,
    SEND_SECONDS = 60,
    PASSWORD_MOST = 300,
    SAID_MOST = 200, /* of the server's own words */
    PERMANENT = 500  /* replies from here on mean never: RFC 5321 § 4.2.1 */
};

struct smtp {
    CURL *curl;
    char password[PASSWORD_MOST];
    const atomic_bool *stop;
    /* of the mail that is being sent */
    const struct smtp_mail *mail;
    size_t given;
    bool handed; /* before_end() was called */
    char said[SAID_MOST]; /* the server's last line */
};

/* ---- what the library asks ---- */

static size_t give(char *to, size_t size, size_t n, void *arg)
{
    struct smtp *s = arg;
    size_t room = size * n, left = s->mail->n - s->given;

    if (!left) {
        if (!s->handed && !s->mail->before_end(s->mail->arg))
            return CURL_READFUNC_ABORT;
        s->handed = true;
        return 0;
    }
    size_t now = left < room ? left : room;
    memcpy(to, s->mail->bytes + s->given, now);
    s->given += now;
    return now;
}

static int keep_on(void *arg, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const struct smtp *s = arg;

    (void)a, (void)b, (void)c, (void)d;
    return s->stop && *s->stop;
}

/* The server's latest no, for the words about a failure. */
static int hear(CURL *curl, curl_infotype type, char *line, size_t n, void *arg)
{
    struct smtp *s = arg;

    (void)curl;
    if (type != CURLINFO_HEADER_IN || !n || (*line != '4' && *line != '5'))
        return 0;
    size_t shown = 0;
    while (shown < n && shown < sizeof s->said - 1 && line[shown] != '\r' && line[shown] != '\n')
        shown++;
    memcpy(s->said, line, shown);
    s->said[shown] = '\0';
    return 0;
}

/* ---- the connection ---- */

/* A file of VOINTI_SMTP_PASSWORD_FILE, else of systemd's LoadCredential=. */
static bool password_read(struct visit *v, struct smtp *s)
{
    const char *path = getenv("VOINTI_SMTP_PASSWORD_FILE");
    const char *credentials = getenv("CREDENTIALS_DIRECTORY");
    bool demanded = path != NULL;

    if (!path && credentials)
        path = text(v, "%s/smtp_password", credentials);
    FILE *f = path ? fopen(path, "re") : NULL;
    if (!f)
        return !demanded || fail(v, FAIL_STORE, "%s",
                                 tr(v, "The file of VOINTI_SMTP_PASSWORD_FILE can't be read."));
    if (!fgets(s->password, sizeof s->password, f))
        *s->password = '\0';
    s->password[strcspn(s->password, "\r\n")] = '\0';
    fclose(f);
    return true;
}

static void set_options(struct visit *v, struct smtp *s, const char *url, const char *host)
{
    static const char starttls[] = "smtp+starttls://";
    bool demanded = text_begins(url, starttls);
    const char *ca = getenv("VOINTI_SMTP_CA");

    curl_easy_setopt(s->curl, CURLOPT_URL,
                     text(v, "%s%s/%s", demanded ? "smtp://" : "",
                          demanded ? url + sizeof starttls - 1 : url, host));
    curl_easy_setopt(s->curl, CURLOPT_USE_SSL, demanded ? (long)CURLUSESSL_ALL
                                                        : (long)CURLUSESSL_NONE);
    curl_easy_setopt(s->curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(s->curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(s->curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(s->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(s->curl, CURLOPT_TIMEOUT, (long)SEND_SECONDS);
    curl_easy_setopt(s->curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(s->curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(s->curl, CURLOPT_READDATA, s);
    curl_easy_setopt(s->curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(s->curl, CURLOPT_XFERINFOFUNCTION, keep_on);
    curl_easy_setopt(s->curl, CURLOPT_XFERINFODATA, s);
    curl_easy_setopt(s->curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(s->curl, CURLOPT_DEBUGFUNCTION, hear);
    curl_easy_setopt(s->curl, CURLOPT_DEBUGDATA, s);
    if (ca && *ca)
        curl_easy_setopt(s->curl, CURLOPT_CAINFO, ca);
    if (*s->password)
        curl_easy_setopt(s->curl, CURLOPT_PASSWORD, s->password);
}

struct smtp *smtp_open(struct visit *v, const char *url, const char *host,
                       const atomic_bool *stop)
{
    struct smtp *s = arena_alloc(v->arena, sizeof *s);

    s->stop = stop;
    if (!password_read(v, s))
        return NULL;
    s->curl = transfer_new();
    set_options(v, s, url, host);
    return s;
}

void smtp_close(struct smtp *s)
{
    if (s)
        curl_easy_cleanup(s->curl);
}

/* ---- a mail ---- */

const char *smtp_result_name(enum smtp_result result)
{
    static const char *const names[] = {
        [SMTP_SENT] = "sent", [SMTP_FAILED] = "not now",    [SMTP_REFUSED] = "refused",
        [SMTP_DOWN] = "down", [SMTP_UNSURE] = "no answer", [SMTP_STOPPED] = "stopped",
    };
    return names[result];
}

/* Before MAIL FROM nothing was asked of the server: the next mail would fare alike. */
static bool is_down(CURLcode code)
{
    static const CURLcode codes[] = {
        CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
        CURLE_WEIRD_SERVER_REPLY, CURLE_REMOTE_ACCESS_DENIED, CURLE_LOGIN_DENIED,
        CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED,
        CURLE_SSL_CACERT_BADFILE, CURLE_OPERATION_TIMEDOUT, CURLE_URL_MALFORMAT,
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (code == codes[i])
            return true;
    return false;
}

/* A refusal after the whole mail is an answer; silence is none. */
static enum smtp_result result_of(const struct smtp *s, CURLcode code)
{
    long reply = 0;

    if (code == CURLE_OK)
        return SMTP_SENT;
    curl_easy_getinfo(s->curl, CURLINFO_RESPONSE_CODE, &reply);
    if (s->handed)
        return reply >= PERMANENT ? SMTP_REFUSED : reply >= 400 ? SMTP_FAILED : SMTP_UNSURE;
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return SMTP_STOPPED;
    if (is_down(code))
        return SMTP_DOWN;
    return reply >= PERMANENT ? SMTP_REFUSED : SMTP_FAILED;
}

enum smtp_result smtp_send(struct visit *v, struct smtp *s, const struct smtp_mail *mail,
                           const char **words)
{
    char error[CURL_ERROR_SIZE] = "";
    struct curl_slist *to = curl_slist_append(NULL, mail->to);

    s->mail = mail;
    s->given = 0;
    s->handed = false;
    *s->said = '\0';
    curl_easy_setopt(s->curl, CURLOPT_ERRORBUFFER, error);
    curl_easy_setopt(s->curl, CURLOPT_MAIL_FROM, mail->from);
    curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, to);
    CURLcode code = curl_easy_perform(s->curl);
    curl_easy_setopt(s->curl, CURLOPT_ERRORBUFFER, NULL);
    curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(to);

    enum smtp_result result = result_of(s, code);
    const char *what = *error ? error : curl_easy_strerror(code);
    const char *all = *s->said ? text(v, "%s: %s", what, s->said) : what;
    *words = text_squeeze(v->arena, text_clean(v->arena, all, strlen(all)));
    return result;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A client that sends what it is told to, sound or not. */
#include "process/process.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { PIECE = 65536, BIGGEST = 64 << 20 };

int http_patience_ms = 20000;

static int dial_unix(const char *path)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
    if (s >= 0 && connect(s, (struct sockaddr *)&a, sizeof a) == 0)
        return s;
    close(s);
    return -1;
}

int http_dial(const char *address)
{
    struct sockaddr_in a = { .sin_family = AF_INET };
    const char *port = strrchr(address, ':');

    if (*address == '/')
        return dial_unix(address);
    a.sin_port = htons((uint16_t)strtol(port ? port + 1 : "0", NULL, 10));
    inet_pton(AF_INET, "127.0.0.1", &a.sin_addr);
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (s >= 0 && connect(s, (struct sockaddr *)&a, sizeof a) == 0)
        return s;
    close(s);
    return -1;
}

/* ---- a connection ---- */

bool wire_open(struct wire *w, const char *address)
{
    *w = (struct wire){ .socket = http_dial(address) };
    return w->socket >= 0;
}

bool wire_send(struct wire *w, const char *bytes, size_t n)
{
    for (size_t sent = 0; sent < n;) {
        ssize_t m = send(w->socket, bytes + sent, n - sent, MSG_NOSIGNAL);
        if (m <= 0)
            return false;
        sent += (size_t)m;
    }
    return true;
}

/* More bytes; false: no more come. */
static bool more(struct wire *w)
{
    struct pollfd ready = { .fd = w->socket, .events = POLLIN };

    if (w->n + PIECE + 1 > w->cap) {
        w->cap = w->cap ? w->cap * 2 : 4 * PIECE;
        w->at = w->cap > BIGGEST ? NULL : realloc(w->at, w->cap);
        if (!w->at)
            abort();
    }
    if (poll(&ready, 1, http_patience_ms) <= 0)
        return false;
    ssize_t got = recv(w->socket, w->at + w->n, PIECE, 0);
    if (got <= 0)
        return false;
    w->n += (size_t)got;
    w->at[w->n] = '\0';
    return true;
}

bool wire_closed(struct wire *w)
{
    char bytes[1000];
    struct pollfd ready = { .fd = w->socket, .events = POLLIN };

    while (poll(&ready, 1, http_patience_ms) == 1)
        if (recv(w->socket, bytes, sizeof bytes, 0) <= 0)
            return true;
    return false;
}

void wire_close(struct wire *w)
{
    if (w->socket >= 0)
        close(w->socket);
    free(w->at);
    *w = (struct wire){ .socket = -1 };
}

/* ---- an answer ---- */

static char *copy(const char *at, size_t n)
{
    char *out = malloc(n + 1);

    if (!out)
        abort();
    memcpy(out, at, n);
    out[n] = '\0';
    return out;
}

struct reply wire_reply(struct wire *w, bool body_follows)
{
    struct reply r = { 0 };
    const char *blank = w->n ? strstr(w->at, "\r\n\r\n") : NULL;

    while (!blank && more(w))
        blank = strstr(w->at, "\r\n\r\n");
    if (!blank || strncmp(w->at, "HTTP/1.", 7) != 0)
        return (struct reply){ .head = copy("", 0), .body = copy("", 0) };
    size_t head = (size_t)(blank - w->at) + 4;
    r.status = (int)strtol(w->at + 9, NULL, 10);
    r.head = copy(w->at, head);
    const char *length = reply_header(&r, "Content-Length");
    bool bare = !body_follows || r.status == 304 || r.status < 200;
    /* Without a length it goes on until the other side closes. */
    size_t wanted = bare ? 0 : *length ? strtoul(length, NULL, 10) : BIGGEST;
    while (w->n - head < wanted && more(w))
        ;
    r.whole = w->n - head >= wanted || (!bare && !*length);
    r.n = w->n - head < wanted ? w->n - head : wanted;
    r.body = copy(w->at + head, r.n);
    w->n -= head + r.n;
    memmove(w->at, w->at + head + r.n, w->n + 1);
    return r;
}

struct reply http_ask(const char *address, const char *method, const char *target,
                      const char *headers)
{
    char *request = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&request, &n);
    struct wire w;

    if (!f)
        abort();
    fprintf(f, "%s %s HTTP/1.1\r\nHost: vointi.example\r\n%sConnection: close\r\n\r\n", method,
            target, headers);
    fclose(f);
    if (wire_open(&w, address))
        wire_send(&w, request, n); /* it may have refused already */
    struct reply r = wire_reply(&w, strcmp(method, "HEAD") != 0);
    wire_close(&w);
    free(request);
    return r;
}

struct reply http_get(const char *address, const char *target)
{
    return http_ask(address, "GET", target, "");
}

const char *reply_header(const struct reply *r, const char *name)
{
    static _Thread_local char value[1000];
    size_t n = strlen(name);

    for (const char *line = r->head; line && *line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncasecmp(line, name, n) == 0 && line[n] == ':') {
            snprintf(value, sizeof value, "%.*s", (int)strcspn(line + n + 2, "\r\n"), line + n + 2);
            return value;
        }
    }
    return "";
}

bool reply_has(const struct reply *r, const char *text)
{
    return memmem(r->body, r->n, text, strlen(text)) != NULL;
}

void reply_free(struct reply *r)
{
    free(r->head);
    free(r->body);
    *r = (struct reply){ 0 };
}

struct reply http_post_bytes(const char *address, const char *target, const char *headers,
                             const char *body, size_t n)
{
    char head[3000];
    struct wire w;

    snprintf(head, sizeof head,
             "POST %s HTTP/1.1\r\nHost: vointi.example\r\n%sContent-Length: %zu\r\n"
             "Connection: close\r\n\r\n", target, headers, n);
    if (wire_open(&w, address) && wire_send(&w, head, strlen(head)))
        wire_send(&w, body, n); /* it may have refused already */
    struct reply r = wire_reply(&w, true);
    wire_close(&w);
    return r;
}

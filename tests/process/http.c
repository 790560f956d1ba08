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

enum { BIGGEST = 16 << 20 };

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

/* ---- reading an answer ---- */

struct coming {
    int socket;
    char *at;
    size_t n, cap;
};

/* More bytes; false: no more come. */
static bool more(struct coming *c)
{
    struct pollfd ready = { .fd = c->socket, .events = POLLIN };

    if (c->n + 65536 + 1 > c->cap) {
        c->cap = c->cap ? c->cap * 2 : 1 << 18;
        c->at = c->cap > BIGGEST ? NULL : realloc(c->at, c->cap);
        if (!c->at)
            abort();
    }
    if (poll(&ready, 1, http_patience_ms) <= 0)
        return false;
    ssize_t got = recv(c->socket, c->at + c->n, 65536, 0);
    if (got <= 0)
        return false;
    c->n += (size_t)got;
    c->at[c->n] = '\0';
    return true;
}

static char *copy(const char *at, size_t n)
{
    char *out = malloc(n + 1);

    if (!out)
        abort();
    memcpy(out, at, n);
    out[n] = '\0';
    return out;
}

static struct reply read_reply(int socket, bool body_follows)
{
    struct coming c = { .socket = socket };
    struct reply r = { 0 };
    const char *blank = NULL;

    while (!blank && more(&c))
        blank = strstr(c.at, "\r\n\r\n");
    if (!blank || strncmp(c.at, "HTTP/1.", 7) != 0) {
        free(c.at);
        return (struct reply){ .head = copy("", 0), .body = copy("", 0) };
    }
    size_t head = (size_t)(blank - c.at) + 4;
    r.status = (int)strtol(c.at + 9, NULL, 10);
    r.head = copy(c.at, head);
    const char *length = reply_header(&r, "Content-Length");
    size_t wanted = *length ? strtoul(length, NULL, 10) : BIGGEST / 2;
    if (!body_follows || r.status == 304 || r.status < 200)
        wanted = 0;
    while (c.n - head < wanted && more(&c))
        ;
    r.n = c.n - head < wanted || !*reply_header(&r, "Content-Length") ? c.n - head : wanted;
    r.body = copy(c.at + head, r.n);
    free(c.at);
    return r;
}

struct reply http_talk(int socket, const char *bytes, size_t n, bool body_follows)
{
    for (size_t sent = 0; sent < n;) {
        ssize_t m = send(socket, bytes + sent, n - sent, MSG_NOSIGNAL);
        if (m <= 0)
            break; /* it may have refused already */
        sent += (size_t)m;
    }
    return read_reply(socket, body_follows);
}

struct reply http_ask(const char *address, const char *method, const char *target,
                      const char *headers)
{
    char *request = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&request, &n);
    int socket = http_dial(address);

    if (!f)
        abort();
    fprintf(f, "%s %s HTTP/1.1\r\nHost: vointi.example\r\n%sConnection: close\r\n\r\n", method,
            target, headers);
    fclose(f);
    struct reply r = socket < 0 ? (struct reply){ .head = copy("", 0), .body = copy("", 0) }
                                : http_talk(socket, request, n, strcmp(method, "HEAD") != 0);
    if (socket >= 0)
        close(socket);
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

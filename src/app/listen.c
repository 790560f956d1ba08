/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/listen.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

enum { WAITING = 1024 };

static int refused(struct visit *v, int socket, const char *where)
{
    fail_detail(v, "%s", strerror(errno));
    if (socket >= 0)
        close(socket);
    if (errno == EADDRINUSE)
        fail(v, FAIL_INPUT, tr(v, "Another program already answers at %s. Stop it or choose "
                                  "another address with --listen."),
             where);
    else
        fail(v, FAIL_INPUT, tr(v, "It is not possible to listen at %s. Give an address and a "
                                  "port, such as 127.0.0.1:8080."),
             where);
    return -1;
}

static int listen_unix(struct visit *v, const char *path, char *address, size_t room)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    struct stat st;

    if (strlen(path) >= sizeof a.sun_path)
        return refused(v, -1, path);
    memcpy(a.sun_path, path, strlen(path) + 1);
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    /* A socket file is left behind when the program is killed. */
    if (stat(path, &st) == 0 && S_ISSOCK(st.st_mode)) {
        if (connect(s, (struct sockaddr *)&a, sizeof a) == 0) {
            errno = EADDRINUSE;
            return refused(v, s, path);
        }
        unlink(path);
    }
    if (s < 0 || bind(s, (struct sockaddr *)&a, sizeof a) != 0 || listen(s, WAITING) != 0)
        return refused(v, s, path);
    chmod(path, 0660);
    snprintf(address, room, "%s", path);
    return s;
}

/* The library would take 70000 for 4464. */
static bool is_port(const char *s)
{
    size_t n = strlen(s);
    return n && n < 6 && strspn(s, "0123456789") == n && strtol(s, NULL, 10) < 65536;
}

static int listen_inet(struct visit *v, const char *where, char *address, size_t room)
{
    const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
                                    .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV };
    struct addrinfo *found;
    struct sockaddr_storage bound;
    socklen_t n = sizeof bound;
    const char *colon = strrchr(where, ':');
    char host[100], port[16], shown[110];
    int on = 1;

    errno = EINVAL;
    if (!colon || (size_t)(colon - where) >= sizeof host || !is_port(colon + 1))
        return refused(v, -1, where);
    bool six = *where == '[' && colon > where + 1 && colon[-1] == ']';
    snprintf(host, sizeof host, "%.*s", (int)(colon - where) - 2 * six, where + six);
    if (getaddrinfo(host, colon + 1, &hints, &found) != 0)
        return refused(v, -1, where);
    int s = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = s >= 0 && setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
              bind(s, found->ai_addr, found->ai_addrlen) == 0 && listen(s, WAITING) == 0 &&
              getsockname(s, (struct sockaddr *)&bound, &n) == 0 &&
              getnameinfo((struct sockaddr *)&bound, n, host, sizeof host, port, sizeof port,
                          NI_NUMERICHOST | NI_NUMERICSERV) == 0;
    freeaddrinfo(found);
    if (!ok)
        return refused(v, s, where);
    snprintf(shown, sizeof shown, six ? "[%s]" : "%s", host);
    snprintf(address, room, "http://%s:%s/", shown, port);
    return s;
}

int listen_on(struct visit *v, const char *where, char *address, size_t room)
{
    static int handed = -1, taken;

    if (handed < 0)
        handed = sd_listen_fds(0) > 0 ? sd_listen_fds(0) : 0;
    if (taken < handed) { /* in the order of the unit: the door, then health */
        snprintf(address, room, "systemd socket %d", taken + 1);
        return SD_LISTEN_FDS_START + taken++;
    }
    return strchr(where, '/') ? listen_unix(v, where, address, room)
                              : listen_inet(v, where, address, room);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Opens the doors and closes them again: listeners, health, signals, the service
 * manager. In production nginx faces the net (docs/run.md). */
#include "app/serve.h"

#include "app/backroom.h"
#include "app/cache.h"
#include "app/importer.h"
#include "app/listen.h"
#include "app/mailer.h"
#include "app/metrics.h"
#include "app/request.h"
#include "app/worker.h"
#include "base/log.h"
#include "base/text.h"
#include "db/db.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>
#include <time.h>
#include <unistd.h>

enum {
    THREADS = ANSWERING,
    CONNECTIONS_MOST = 4000,
    HEALTH_CONNECTIONS_MOST = 16,
    OTHER_FILES_MOST = 64, /* databases, health, the log */
    IDLE_SECONDS = 30,
    MEMORY_A_CONNECTION = 32 * 1024, /* headers: more is answered with 431 */
    LAST_ANSWERS_MS = 5000, /* how long running answers may go on after SIGTERM */
    MOMENT_MS = 5
};

/* ---- health ---- */

static enum MHD_Result on_health(void *cls, struct MHD_Connection *c, const char *url,
                                 const char *method, const char *version, const char *data,
                                 size_t *size, void **con_cls)
{
    (void)cls;
    (void)version;
    (void)data;
    (void)con_cls;
    *size = 0;
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return http_send_wrong_method(c);
    if (strcmp(url, "/metrics") == 0) {
        struct buf out = buf_new(1 << 16);
        metrics_text(&out);
        struct MHD_Response *r =
            MHD_create_response_from_buffer(out.n, out.at, MHD_RESPMEM_MUST_FREE);
        http_header(r, "Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        http_common_headers(r);
        return http_send_response(c, 200, r);
    }
    if (strcmp(url, "/healthz") != 0)
        return http_send_plain(c, 404, "/healthz and /metrics are here\n");
    struct visit v = worker_visit();
    int64_t revision;
    bool well = worker_database(&v) && db_revision(&v, &revision);
    return http_send_plain(c, well ? 200 : 503, well ? "ok\n" : "the database does not answer\n");
}

/* ---- the daemon ---- */

static void __attribute__((format(printf, 2, 0)))
library_log(void *cls, const char *format, va_list args)
{
    char line[300];

    (void)cls;
    vsnprintf(line, sizeof line, format, args);
    line[strcspn(line, "\n")] = '\0';
    log_line("http: %s", line);
}

/* As many as there are file descriptors for: others wait in the queue of the socket,
 * and the database can always be opened. */
static unsigned connections_most(void)
{
    const rlim_t wanted = CONNECTIONS_MOST + OTHER_FILES_MOST;
    struct rlimit files;

    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return CONNECTIONS_MOST;
    if (files.rlim_cur < wanted) {
        files.rlim_cur = files.rlim_max < wanted ? files.rlim_max : wanted;
        setrlimit(RLIMIT_NOFILE, &files); /* up to rlim_max it is allowed to everybody */
    }
    if (files.rlim_cur >= wanted)
        return CONNECTIONS_MOST;
    return files.rlim_cur > OTHER_FILES_MOST + THREADS ? (unsigned)files.rlim_cur - OTHER_FILES_MOST
                                                       : THREADS;
}

static atomic_uint inside; /* connections that the porter has let in */

static void on_connection(void *cls, struct MHD_Connection *c, void **context,
                          enum MHD_ConnectionNotificationCode what)
{
    atomic_uint *counted = cls;

    (void)c;
    (void)context;
    if (counted && what == MHD_CONNECTION_NOTIFY_CLOSED)
        --*counted;
}

/* socket -1: a porter lets the visitors in. */
static struct MHD_Daemon *start(int socket, MHD_AccessHandlerCallback handler, unsigned threads,
                                unsigned connections)
{
    bool porter = socket < 0;
    const struct MHD_OptionItem from[] = {
        { porter ? MHD_OPTION_END : MHD_OPTION_LISTEN_SOCKET, socket, NULL },
        { MHD_OPTION_END, 0, NULL },
    };

    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG |
            (porter ? MHD_USE_NO_LISTEN_SOCKET : 0),
        0, NULL, NULL, handler, NULL, MHD_OPTION_EXTERNAL_LOGGER, library_log, NULL,
        MHD_OPTION_ARRAY, from, MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT,
        connections,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_NOTIFY_CONNECTION,
        on_connection, porter ? &inside : NULL, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)MEMORY_A_CONNECTION, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK,
        request_as_it_came, NULL, MHD_OPTION_URI_LOG_CALLBACK, request_target, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, request_completed, NULL, MHD_OPTION_END);
}

/* ---- the porter ---- */

/* Lets visitors in, to each thread in turn: were the threads to take them from the
 * socket themselves, one might get most of them while another is idle. */
struct porter {
    struct MHD_Daemon *door;
    int socket, signals; /* signals: readable when one has come */
    unsigned most;       /* inside; others wait in the queue of the socket */
    int64_t watchdog_ms; /* how often the service manager wants to hear; 0: never */
    int64_t told_ms;     /* when it has */
};

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void tell_manager(struct porter *p)
{
    if (!p->watchdog_ms || now_ms() - p->told_ms < p->watchdog_ms)
        return;
    sd_notify(0, "WATCHDOG=1");
    p->told_ms = now_ms();
}

static int wait_ms(const struct porter *p)
{
    int64_t left = p->told_ms + p->watchdog_ms - now_ms();

    return inside >= p->most ? MOMENT_MS : !p->watchdog_ms ? -1 : left > 0 ? (int)left : 0;
}

static void let_in(struct porter *p)
{
    struct sockaddr_storage from;
    socklen_t size = sizeof from;
    int visitor = accept(p->socket, (struct sockaddr *)&from, &size);

    if (visitor < 0) {
        poll(NULL, 0, MOMENT_MS); /* gone again, or no file descriptor is free */
        return;
    }
    inside++;
    if (!MHD_add_connection(p->door, visitor, (struct sockaddr *)&from, size))
        inside--; /* closed and logged by the library */
}

/* Until a signal asks to stop. */
static void keep_door(struct porter *p)
{
    struct pollfd at[] = { { .fd = p->signals, .events = POLLIN }, { .events = POLLIN } };
    struct signalfd_siginfo signal;

    for (;;) {
        at[1].fd = inside < p->most ? p->socket : -1;
        if (poll(at, 2, wait_ms(p)) > 0) {
            if (at[0].revents)
                break;
            let_in(p);
        }
        tell_manager(p);
    }
    if (read(p->signals, &signal, sizeof signal) < 0)
        log_line("http: the signal is lost: %s", strerror(errno));
    sd_notify(0, "STOPPING=1");
}

/* Nobody new comes in; those who wait for an answer get it, unless they are slow to
 * take it or another signal comes. */
static void close_door(const struct porter *p)
{
    struct pollfd at = { .fd = p->signals, .events = POLLIN };

    for (int i = 0; i < LAST_ANSWERS_MS / MOMENT_MS && requests_running() > 0; i++)
        if (poll(&at, 1, MOMENT_MS) > 0)
            break;
    backroom_end(); /* the library would wait for its connections for ever */
    MHD_stop_daemon(p->door);
    close(p->socket);
}

/* address: "http://127.0.0.1:8080/", or the path of a socket. */
static void print_first_link(struct visit *v, const char *address, const char *link)
{
    bool whole = text_begins(address, "http://");
    size_t n = whole ? strlen(address) - text_ends(address, "/") : 0;

    printf(tr(v, "Nobody can sign in yet. This link lets the first administrator in, once and "
                 "today:\n%.*s%s\n"),
           (int)n, address, link);
}

static bool open_door(struct visit *v, struct porter *p, const char *where, char *address,
                      size_t room)
{
    uint64_t watchdog_us = 0;
    sigset_t signals;

    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, NULL); /* in the library's threads too */
    sd_watchdog_enabled(0, &watchdog_us);
    *p = (struct porter){
        .socket = listen_on(v, where, address, room),
        .signals = signalfd(-1, &signals, SFD_CLOEXEC),
        .most = connections_most(),
        .watchdog_ms = (int64_t)(watchdog_us / 2000),
        .told_ms = now_ms(),
    };
    if (p->socket < 0 || p->signals < 0)
        return false;
    fcntl(p->socket, F_SETFL, fcntl(p->socket, F_GETFL) | O_NONBLOCK);
    p->door = start(-1, request_come, THREADS, p->most * THREADS);
    return p->door;
}

bool serve(struct visit *v, const struct serve_options *options)
{
    struct MHD_Daemon *health = NULL;
    char address[300], health_address[300];
    const struct sigaction ignore = { .sa_handler = SIG_IGN };
    struct porter porter;

    sigaction(SIGPIPE, &ignore, NULL);
    workers_begin(options->db);
    bool ok = open_door(v, &porter, options->listen, address, sizeof address);
    backroom_begin(); /* its threads leave the signals alone, too */
    if (ok && options->health) {
        int other = listen_on(v, options->health, health_address, sizeof health_address);
        if (other >= 0)
            health = start(other, on_health, 1, HEALTH_CONNECTIONS_MOST);
        ok = health;
    }
    if (ok) {
        sd_notify(0, "READY=1");
        printf(tr(v, "Vointi answers at %s\n"), address);
        if (health)
            printf(tr(v, "Health and metrics are at %s\n"), health_address);
        if (options->first_link)
            print_first_link(v, address, options->first_link);
        fflush(stdout);
        mailer_begin();
        importer_begin();
        keep_door(&porter);
    } else if (!failed(v)) {
        fail(v, FAIL_OURS, "%s", tr(v, "The HTTP server did not start."));
    }
    if (porter.door)
        close_door(&porter);
    backroom_end(); /* also when no door was opened */
    if (health)
        MHD_stop_daemon(health);
    mailer_end();
    importer_end();
    workers_end();
    cache_empty();
    return ok;
}

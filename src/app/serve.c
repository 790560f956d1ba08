/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * HTTP requests become visits and their bodies answers; finished pages are
 * kept. In production nginx faces the net (docs/run.md). */
#include "app/serve.h"

#include "app/cache.h"
#include "app/http.h"
#include "app/listen.h"
#include "app/metrics.h"
#include "app/rooms.h"
#include "base/log.h"
#include "base/text.h"
#include "web/hall.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <systemd/sd-daemon.h>
#include <time.h>
#include <unistd.h>

enum {
    THREADS = 2,
    CONNECTIONS_MOST = 4000,
    IDLE_SECONDS = 30,
    MEMORY_A_CONNECTION = 32 * 1024, /* headers: more is answered with 431 */
    TARGET_MOST = 4096,
    BODY_MOST = 1 << 20,
    LAST_ANSWERS_MS = 5000 /* how long running answers may go on after SIGTERM */
};

static const char *db_url;

/* ---- what a thread keeps ---- */

static _Thread_local struct {
    struct db *db;
    struct arena *arena;
} worker;

/* A visit in the thread's arena, on the thread's connection to the database. */
static struct visit begin_visit(void)
{
    if (!worker.arena)
        worker.arena = arena_new();
    arena_reset(worker.arena);
    struct visit v = {
        .arena = worker.arena,
        .host = "",
        .path = "/",
        .rest = "/",
        .plan_slug = "",
        .body = buf_new((size_t)64 << 20),
    };
    if (!worker.db)
        db_open(&v, db_url, false, &worker.db);
    v.db = worker.db;
    return v;
}

/* ---- one request ---- */

struct request {
    char target[TARGET_MOST]; /* path and query as they came */
    size_t target_n, body_n;
    bool begun, answered;
    uint64_t started;
};

static atomic_int running; /* answers that are made or sent */

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Called first, with the address before anything is decoded. */
static void *on_target(void *cls, const char *uri, struct MHD_Connection *c)
{
    struct request *r = calloc(1, sizeof *r);

    (void)cls;
    (void)c;
    if (!r)
        abort();
    r->started = now();
    r->target_n = strlen(uri);
    snprintf(r->target, sizeof r->target, "%s", r->target_n < sizeof r->target ? uri : "/");
    return r;
}

/* We decode addresses ourselves (web/find.c), so the library must not. */
static size_t as_it_came(void *cls, struct MHD_Connection *c, char *s)
{
    (void)cls;
    (void)c;
    return strlen(s);
}

static void on_completed(void *cls, struct MHD_Connection *c, void **con_cls,
                         enum MHD_RequestTerminationCode why)
{
    struct request *r = *con_cls;

    (void)cls;
    (void)c;
    (void)why;
    if (r && r->answered)
        running--;
    free(r);
    *con_cls = NULL;
}

static const char *const revalidate = "public, max-age=0, must-revalidate";

static struct MHD_Response *page_response(struct visit *v, const char *etag)
{
    size_t n = v->body.n;
    struct MHD_Response *r =
        MHD_create_response_from_buffer(n, n ? v->body.at : "", n ? MHD_RESPMEM_MUST_FREE
                                                                  : MHD_RESPMEM_PERSISTENT);
    v->body = buf_new(0); /* the response owns it now */
    http_header(r, "Content-Type", v->type);
    http_header(r, "Content-Language", lang_code(v->lang));
    http_header(r, "Location", v->location);
    http_header(r, "Allow", v->allow);
    if (v->filename)
        http_header(r, "Content-Disposition", text(v, "attachment; filename=\"%s\"", v->filename));
    http_header(r, "Cache-Control", v->status == 200 ? revalidate : "no-store");
    http_header(r, "ETag", v->status == 200 ? etag : NULL);
    if (v->status == 503)
        http_header(r, "Retry-After", "5");
    http_common_headers(r);
    return r;
}

static double ms_between(uint64_t from, uint64_t until)
{
    return until > from ? (double)(until - from) / 1e6 : 0;
}

static void time_header(struct visit *v, struct MHD_Response *r, uint64_t started)
{
    const uint64_t *s = v->step;
    char words[200];

    snprintf(words, sizeof words,
             "find;dur=%.2f, gate;dur=%.2f, form;dur=%.2f, do;dur=%.2f, dress;dur=%.2f",
             ms_between(started, s[STEP_PAGE]), ms_between(s[STEP_PAGE], s[STEP_GATE]),
             ms_between(s[STEP_GATE], s[STEP_FORM]), ms_between(s[STEP_FORM], s[STEP_DO]),
             ms_between(s[STEP_DO], s[STEP_DRESS]));
    http_header(r, "Server-Timing", words);
}

static void note(const struct visit *v, const struct request *r, const char *method, int status,
                 bool from_cache)
{
    uint64_t took = now() - r->started;

    metrics_answer(status, took, from_cache);
    if (from_cache)
        log_line("%s %.*s %d %.2f ms kept", method, (int)strcspn(r->target, "?"), r->target, status,
                 (double)took / 1e6);
    else
        log_line("%s %.*s %d %.2f ms %d statements%s%s", method, (int)strcspn(r->target, "?"),
                 r->target, status, (double)took / 1e6, v->statements,
                 v->fail.detail ? " " : "", v->fail.detail ? v->fail.detail : "");
}

/* ---- the page cache ---- */

struct kept {
    struct MHD_Response *response;
    char etag[40];
};

struct asking {
    struct MHD_Connection *connection;
    enum MHD_Result result;
    int status;
};

static void answer_kept(void *arg, void *answer)
{
    struct asking *a = arg;
    const struct kept *k = answer;

    if (http_etag_matches(a->connection, k->etag)) {
        a->status = 304;
        a->result = http_send_304(a->connection, k->etag, revalidate);
    } else {
        a->status = 200;
        a->result = MHD_queue_response(a->connection, 200, k->response);
    }
}

static void drop_kept(void *answer)
{
    struct kept *k = answer;
    MHD_destroy_response(k->response);
    free(k);
}

/* ---- the walk of a request ---- */

static const char *host_of(struct visit *v, struct MHD_Connection *c)
{
    const char *host = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host");

    if (!host || strlen(host) > 255)
        return "";
    return text_lower(v->arena, arena_copy(v->arena, host, strcspn(host, ":")));
}

static enum MHD_Result answer_page(struct visit *v, struct MHD_Connection *c, struct request *r,
                                   const char *method)
{
    const char *key = text(v, "%s\n%s", v->host, r->target);
    struct asking asking = { .connection = c, .result = MHD_NO };
    int64_t revision = 0;

    if (!failed(v) && v->method == METHOD_GET && db_revision(v, &revision) &&
        cache_use(key, revision, answer_kept, &asking)) {
        note(v, r, method, asking.status, true);
        return asking.result;
    }
    visit_address(v, r->target); /* also after a failure: its page has a language */
    visit_walk(v, &app_house);

    struct kept *k = calloc(1, sizeof *k);
    if (!k)
        abort();
    uint64_t size = v->body.n;
    bool keep = v->status == 200 && v->method == METHOD_GET && v->revision != 0;
    if (v->status == 200)
        http_etag_of(&v->body, k->etag);
    k->response = page_response(v, k->etag);
    note(v, r, method, v->status, false);
    if (!keep)
        time_header(v, k->response, r->started);
    enum MHD_Result result;
    if (v->status == 200 && http_etag_matches(c, k->etag))
        result = http_send_304(c, k->etag, revalidate);
    else
        result = MHD_queue_response(c, (unsigned)v->status, k->response);
    if (keep)
        cache_keep(key, v->revision, k, size, drop_kept);
    else
        drop_kept(k);
    return result;
}

/* Of two readers of a doubtful request one may see more requests after it, so the
 * connection ends with what is refused here. */
static enum MHD_Result refuse(struct MHD_Connection *c, const struct request *r,
                              const char *method, unsigned status, const char *words)
{
    metrics_answer((int)status, now() - r->started, false);
    log_line("%s %.*s %u refused", method, (int)strcspn(r->target, "?"), r->target, status);
    return http_send_last(c, status, words);
}

/* What is seen before a body is read. An answer here makes the library leave it unread. */
static enum MHD_Result at_the_door(struct MHD_Connection *c, const struct request *r,
                                   const char *method, const char *version)
{
    size_t line = strlen(method) + 1 + r->target_n + 1 + strlen(version) + strlen("\r\n");
    const char *length = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Length");

    if (*r->target != '/' || http_doubtful(c, line, version))
        return refuse(c, r, method, 400, "This request can be understood in two ways.\n");
    if (r->target_n >= sizeof r->target)
        return refuse(c, r, method, 414, "The address is too long.\n");
    if (length && strtoull(length, NULL, 10) > BODY_MOST)
        return refuse(c, r, method, 413, "This is too much.\n");
    return MHD_YES;
}

static enum MHD_Result answer(struct MHD_Connection *c, struct request *r, const char *method)
{
    enum MHD_Result result;
    bool get = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;

    r->answered = true;
    running++;
    if (http_send_file(c, r->target, get, &result))
        return result;

    struct visit v = begin_visit();
    v.method = get ? METHOD_GET : strcmp(method, "POST") == 0 ? METHOD_POST : METHOD_OTHER;
    v.host = host_of(&v, c);
    result = answer_page(&v, c, r, method);
    buf_free(&v.body);
    return result;
}

/* The library calls this when the headers are there, with each piece of a
 * body, and at the end. No page of ours takes a body yet: it is read and left. */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *c, const char *url,
                                  const char *method, const char *version, const char *data,
                                  size_t *size, void **con_cls)
{
    struct request *r = *con_cls;

    (void)cls;
    (void)url;
    (void)data;
    if (!r->begun) {
        r->begun = true;
        return at_the_door(c, r, method, version);
    }
    if (!*size)
        return answer(c, r, method);
    r->body_n += *size;
    *size = 0;
    return r->body_n > BODY_MOST ? MHD_NO : MHD_YES; /* MHD_NO: the connection ends */
}

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
    struct visit v = begin_visit();
    int64_t revision;
    bool well = !failed(&v) && db_revision(&v, &revision);
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

static struct MHD_Daemon *start(int socket, MHD_AccessHandlerCallback handler, unsigned threads)
{
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC | MHD_USE_ERROR_LOG, 0, NULL, NULL, handler, NULL,
        MHD_OPTION_EXTERNAL_LOGGER, library_log, NULL, MHD_OPTION_LISTEN_SOCKET, socket,
        MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)CONNECTIONS_MOST, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY_A_CONNECTION,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_UNESCAPE_CALLBACK, as_it_came, NULL,
        MHD_OPTION_URI_LOG_CALLBACK, on_target, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_completed,
        NULL, MHD_OPTION_END);
}

/* Until a signal asks to stop; tells the service manager that we live. */
static void wait_for_end(const sigset_t *signals)
{
    uint64_t watchdog_us = 0;

    sd_watchdog_enabled(0, &watchdog_us);
    uint64_t half_us = watchdog_us ? watchdog_us / 2 : 3600000000u;
    struct timespec every = { .tv_sec = (time_t)(half_us / 1000000),
                              .tv_nsec = (long)(half_us % 1000000) * 1000 };
    while (sigtimedwait(signals, NULL, &every) < 0)
        sd_notify(0, "WATCHDOG=1");
    sd_notify(0, "STOPPING=1");
}

/* Nobody new comes in; those who wait for an answer get it, unless they are slow to
 * take it or another signal comes. */
static void close_door(struct MHD_Daemon *door, const sigset_t *signals)
{
    const struct timespec moment = { .tv_nsec = 5000000 };
    uint64_t until = now() + (uint64_t)LAST_ANSWERS_MS * 1000000u;
    int socket = MHD_quiesce_daemon(door);

    if (socket >= 0)
        close(socket);
    while (running > 0 && now() < until && sigtimedwait(signals, NULL, &moment) < 0)
        ;
    MHD_stop_daemon(door);
}

bool serve(struct visit *v, const struct serve_options *options)
{
    struct MHD_Daemon *door = NULL, *health = NULL;
    char address[300], health_address[300];
    const struct sigaction ignore = { .sa_handler = SIG_IGN };
    sigset_t signals;

    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
    db_url = options->db;

    int socket = listen_on(v, options->listen, address, sizeof address);
    if (socket >= 0)
        door = start(socket, on_request, THREADS);
    if (socket >= 0 && options->health) {
        int other = listen_on(v, options->health, health_address, sizeof health_address);
        health = other >= 0 ? start(other, on_health, 1) : NULL;
    }
    bool ok = door && (health || !options->health);
    if (ok) {
        sd_notify(0, "READY=1");
        printf(tr(v, "Vointi answers at %s\n"), address);
        if (health)
            printf(tr(v, "Health and metrics are at %s\n"), health_address);
        fflush(stdout);
        wait_for_end(&signals);
    } else if (!failed(v)) {
        fail(v, FAIL_OURS, "%s", tr(v, "The HTTP server did not start."));
    }
    if (door)
        close_door(door, &signals);
    if (health)
        MHD_stop_daemon(health);
    cache_empty();
    return ok;
}

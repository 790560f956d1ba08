/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/request.h"

#include "app/backroom.h"
#include "app/cache.h"
#include "app/importer.h"
#include "app/mailer.h"
#include "app/metrics.h"
#include "app/rooms.h"
#include "app/worker.h"
#include "base/log.h"
#include "base/text.h"
#include "people/people.h"
#include "web/hall.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    TARGET_MOST = 4096,
    BODY_MOST = 1 << 20,
    LARGE_AT_ONCE = 4,         /* bodies above that: each is held in memory */
    FORGOTTEN_MOST = 512 << 20 /* what is too much is read to its end up to this, to say so */
};

struct request {
    struct backroom_job job;  /* first: the room gives it back */
    char target[TARGET_MOST]; /* path and query as they came */
    size_t target_n;
    struct buf body; /* of a POST */
    size_t forgotten;  /* bytes of a body that is too large */
    bool begun, answered;
    bool large;   /* its body may be larger than any form: it is counted */
    bool forgets; /* nobody who may send it: it is read to its end, and the page asks to sign in */
    uint64_t started;
    /* of a page that is made in the back room */
    struct MHD_Connection *connection;
    const char *method;
    struct MHD_Response *response; /* NULL: not made yet */
    int status;
};

static atomic_int running, large_running;

int requests_running(void)
{
    return running;
}

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void *request_target(void *cls, const char *uri, struct MHD_Connection *c)
{
    struct request *r = calloc(1, sizeof *r);

    (void)cls;
    (void)c;
    if (!r)
        abort();
    r->started = now();
    r->body = buf_new(BODY_MOST);
    r->target_n = strlen(uri);
    snprintf(r->target, sizeof r->target, "%s", r->target_n < sizeof r->target ? uri : "/");
    return r;
}

size_t request_as_it_came(void *cls, struct MHD_Connection *c, char *s)
{
    (void)cls;
    (void)c;
    return strlen(s);
}

void request_completed(void *cls, struct MHD_Connection *c, void **con_cls,
                       enum MHD_RequestTerminationCode why)
{
    struct request *r = *con_cls;

    (void)cls;
    (void)c;
    (void)why;
    if (r && r->answered)
        running--;
    if (r && r->large)
        large_running--;
    if (r)
        buf_free(&r->body);
    if (r && r->response)
        MHD_destroy_response(r->response);
    free(r);
    *con_cls = NULL;
}

static const char *const revalidate = "public, max-age=0, must-revalidate";

/* A page that belongs to somebody, or that says who they are from now on; that of a
 * personal link names them to whoever holds it. */
static bool is_private(const struct visit *v)
{
    return v->session || v->bearer || v->new_session || (v->page && v->page->right != RIGHT_PUBLIC);
}

static bool has_etag(const struct visit *v)
{
    return v->status == 200 &&
           (!is_private(v) ||
            (v->bearer && v->method == METHOD_GET && v->format == FORMAT_JSON));
}

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
    http_header(r, "Cache-Control", v->status == 200 && !is_private(v) ? revalidate : "no-store");
    /* Programs change with If-Match what they have read. */
    http_header(r, "ETag", has_etag(v) ? etag : NULL);
    http_header(r, "Link", v->link);
    if (v->status == 401)
        http_header(r, "WWW-Authenticate",
                    v->bearer ? "Bearer realm=\"vointi\", error=\"invalid_token\""
                              : "Bearer realm=\"vointi\"");
    http_cookie(v, r);
    if (v->status == 503 || v->status == 429)
        http_header(r, "Retry-After", v->status == 503 ? "5" : "900");
    if (v->sandboxed)
        http_sandbox_headers(r);
    else
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

/* Whoever reads the log must not be able to come in by what stands there: the address of
 * a personal link ends before its token, also when the request was not understood. */
static void path_said(const struct request *r, char out[TARGET_MOST])
{
    static const char link[] = "/linkki/";
    size_t n = strcspn(r->target, "?");
    const char *at = strstr(r->target, link);

    if (at && at < r->target + n)
        snprintf(out, TARGET_MOST, "%.*s{token}",
                 (int)(at - r->target) + (int)strlen(link), r->target);
    else
        snprintf(out, TARGET_MOST, "%.*s", (int)n, r->target);
}

static void note(struct visit *v, const struct request *r, const char *method, int status,
                 bool from_cache)
{
    uint64_t took = now() - r->started;
    char path[TARGET_MOST];

    path_said(r, path);
    if (args_get(&v->parts, "token")) /* however it was spelled */
        snprintf(path, sizeof path, "/linkki/{token}");
    metrics_answer(status, took, from_cache);
    if (from_cache)
        log_line("%s %s %d %.2f ms kept", method, path, status, (double)took / 1e6);
    else
        log_line("%s %s %d %.2f ms %d statements%s%s", method, path, status, (double)took / 1e6,
                 v->statements, v->fail.detail ? " " : "", v->fail.detail ? v->fail.detail : "");
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

static void read_form(struct visit *v, struct MHD_Connection *c, const struct request *r)
{
    const char *type = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Type");
    const struct buf *body = &r->body;

    v->too_much = r->forgotten > 0;
    if (failed(v) || v->too_much || !body->n)
        return;
    if (type && text_begins(type, "multipart/form-data") && v->page && v->page->body_most)
        visit_posted_files(v, type, body->at, body->n);
    else if (type && strncasecmp(type, "application/json", strlen("application/json")) == 0)
        visit_json(v, body->at, body->n);
    else if (type && text_begins(type, "application/x-www-form-urlencoded"))
        visit_posted(v, body->at, body->n);
    else
        fail(v, FAIL_TYPE, "%s",
             tr(v, "Send the form as application/x-www-form-urlencoded, or JSON."));
}

static struct visit visit_of(struct MHD_Connection *c, const struct request *r, const char *method)
{
    struct visit v = worker_visit();
    bool get = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;

    v.method = get ? METHOD_GET : strcmp(method, "POST") == 0 ? METHOD_POST : METHOD_OTHER;
    v.house = &app_house;
    http_visit(c, &v);
    visit_address(&v, r->target); /* before what may fail: that has a language */
    worker_database(&v);
    return v;
}

static void walk(struct visit *v, struct MHD_Connection *c, const struct request *r)
{
    read_form(v, c, r);
    visit_walk(v, &app_house);
    session_seen(v);
    visit_afterwards(v);
    if (v->mail_waits && !failed(v))
        mailer_tell();
    if (v->work_waits && !failed(v))
        importer_tell();
}

static enum MHD_Result answer_page(struct visit *v, struct MHD_Connection *c, struct request *r,
                                   const char *method, const char *key)
{
    walk(v, c, r);

    struct kept *k = calloc(1, sizeof *k);
    if (!k)
        abort();
    uint64_t size = v->body.n;
    bool keep = v->status == 200 && v->method == METHOD_GET && v->revision != 0 && !is_private(v);
    if (has_etag(v))
        etag_of(&v->body, k->etag);
    k->response = page_response(v, k->etag);
    note(v, r, method, v->status, false);
    if (!keep)
        time_header(v, k->response, r->started);
    enum MHD_Result result;
    if (v->status == 200 && !is_private(v) && http_etag_matches(c, k->etag))
        result = http_send_304(c, k->etag, revalidate);
    else
        result = MHD_queue_response(c, (unsigned)v->status, k->response);
    if (keep)
        cache_keep(key, v->revision, k, size, drop_kept);
    else
        drop_kept(k);
    return result;
}

/* ---- pages that take long ---- */

/* In a thread of the back room, while the library leaves the connection alone. */
static void make_slowly(struct backroom_job *job)
{
    struct request *r = (struct request *)job;
    struct visit v = visit_of(r->connection, r, r->method);

    walk(&v, r->connection, r);
    r->response = page_response(&v, NULL);
    r->status = v.status;
    note(&v, r, r->method, v.status, false);
    MHD_resume_connection(r->connection); /* r may be gone from here on */
}

static void leave_alone(struct backroom_job *job)
{
    MHD_suspend_connection(((struct request *)job)->connection);
}

/* True: it is on its way. The library asks again when the answer is made. */
static bool hand_over(struct visit *v, struct MHD_Connection *c, struct request *r,
                      const char *method)
{
    if (failed(v) || !page_find(v) || !v->page->slow)
        return false;
    r->job.run = make_slowly;
    r->connection = c;
    r->method = method;
    if (backroom_take(&r->job, leave_alone))
        return true;
    read_form(v, c, r); /* it goes back with the answer */
    fail(v, FAIL_BUSY, "%s",
         tr(v, "Too many are signing in just now. Try again in a few seconds."));
    return false;
}

static enum MHD_Result send_made(struct MHD_Connection *c, struct request *r)
{
    struct MHD_Response *made = r->response;

    r->response = NULL;
    return http_send_response(c, (unsigned)r->status, made);
}

/* A program that sends or asks for JSON is refused in JSON, in its language. */
static bool is_program(struct MHD_Connection *c, const struct request *r)
{
    const char *type = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Type");
    size_t path = strcspn(r->target, "?"), ending = strlen(".json");

    return (type && strncasecmp(type, "application/json", strlen("application/json")) == 0) ||
           (path > ending && strncmp(r->target + path - ending, ".json", ending) == 0);
}

static enum MHD_Result send_problem(struct MHD_Connection *c, const struct request *r,
                                    enum fail_kind kind)
{
    struct visit v = worker_visit();

    visit_address(&v, r->target);
    v.format = FORMAT_JSON;
    fail(&v, kind, "%s", kind == FAIL_SIZE
                             ? tr(&v, "This is more than is taken at a time.")
                             : tr(&v, "Others are sending files just now. Try again soon."));
    dress_failure(&v);
    return http_send_response(c, (unsigned)v.status, page_response(&v, NULL));
}

/* Of two readers of a doubtful request one may see more requests after it, so the
 * connection ends with what is refused here. */
static enum MHD_Result refuse(struct MHD_Connection *c, const struct request *r,
                              const char *method, unsigned status, const char *words)
{
    char path[TARGET_MOST];

    path_said(r, path);
    metrics_answer((int)status, now() - r->started, false);
    log_line("%s %s %u refused", method, path, status);
    if ((status == 413 || status == 503) && is_program(c, r))
        return send_problem(c, r, status == 413 ? FAIL_SIZE : FAIL_BUSY);
    return http_send_plain(c, status, words);
}

/* Makes room for the files of a page that takes them, from somebody who may send them. False:
 * so much may not come. */
static bool large_body(struct MHD_Connection *c, struct request *r, unsigned long long bytes)
{
    struct visit v = worker_visit();

    v.method = METHOD_POST;
    http_visit(c, &v);
    r->large = visit_address(&v, r->target) && worker_database(&v) &&
               visit_may_send(&v, &app_house);
    buf_free(&v.body);
    size_t most = v.page ? v.page->body_most : 0;
    if (!r->large) {
        r->forgets = bytes <= most;
        return r->forgets;
    }
    r->body = buf_new(most);
    return ++large_running <= LARGE_AT_ONCE;
}

/* What is seen before a body is read. After an answer here the library reads no more
 * from the connection and closes it. */
static enum MHD_Result at_the_door(struct MHD_Connection *c, struct request *r,
                                   const char *method, const char *version)
{
    size_t line = strlen(method) + 1 + r->target_n + 1 + strlen(version) + strlen("\r\n");
    const char *length = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Content-Length");

    if (*r->target != '/' || http_doubtful(c, line, version))
        return refuse(c, r, method, 400, "This request can be understood in two ways.\n");
    if (r->target_n >= sizeof r->target)
        return refuse(c, r, method, 414, "The address is too long.\n");
    unsigned long long bytes = length ? strtoull(length, NULL, 10) : 0;
    if (bytes > FORGOTTEN_MOST || (bytes > BODY_MOST && !large_body(c, r, bytes)))
        return r->large ? refuse(c, r, method, 503, "Others are sending files. Try again soon.\n")
                        : refuse(c, r, method, 413, "This is too much.\n");
    return MHD_YES;
}

static enum MHD_Result answer(struct MHD_Connection *c, struct request *r, const char *method)
{
    struct asking asking = { .connection = c, .result = MHD_NO };
    int64_t revision = 0;

    if (r->response)
        return send_made(c, r);
    r->answered = true;
    running++;
    if (http_send_file(c, r->target, strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0,
                       &asking.result))
        return asking.result;

    struct visit v = visit_of(c, r, method);
    const char *key = text(&v, "%s\n%s", v.base, r->target); /* feeds name the whole address */
    if (!failed(&v) && v.method == METHOD_GET && !v.session && !v.bearer &&
        db_revision(&v, &revision) && cache_use(key, revision, answer_kept, &asking))
        note(&v, r, method, asking.status, true);
    else
        asking.result = hand_over(&v, c, r, method) ? MHD_YES : answer_page(&v, c, r, method, key);
    buf_free(&v.body);
    return asking.result;
}

enum MHD_Result request_come(void *cls, struct MHD_Connection *c, const char *url,
                             const char *method, const char *version, const char *data,
                             size_t *size, void **con_cls)
{
    struct request *r = *con_cls;

    (void)cls;
    (void)url;
    if (!r->begun) {
        r->begun = true;
        return at_the_door(c, r, method, version);
    }
    if (!*size)
        return answer(c, r, method);
    if (!r->forgotten && !r->forgets)
        buf_put(&r->body, data, *size);
    if (r->forgotten || r->forgets || buf_over(&r->body)) {
        buf_free(&r->body);
        r->forgotten += *size;
    }
    *size = 0;
    bool goes_on = !r->forgotten || r->large || r->forgets;
    return goes_on && r->forgotten <= FORGOTTEN_MOST ? MHD_YES : MHD_NO; /* NO: it ends here */
}

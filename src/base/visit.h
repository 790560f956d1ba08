/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A visit: one request, command, scheduled job or import on its way through
 * the house. Everything it borrows is given back when it ends. The struct is
 * cut in the order of the walk: what came in, who came, what was found, what
 * goes out. It knows nothing of HTTP libraries, databases or plans. */
#ifndef BASE_VISIT_H
#define BASE_VISIT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/fail.h"
#include "base/lang.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct page;
struct view;
struct house;
struct site;

enum method { METHOD_GET, METHOD_POST, METHOD_OTHER };
enum format {
    FORMAT_HTML,
    FORMAT_JSON,
    FORMAT_CSV,
    FORMAT_ICS,
    FORMAT_SVG,
    FORMAT_XLSX,
    FORMAT_TEXT,
    FORMAT_ATOM,
    FORMATS
};

/* What a person may be; a guest is none of these. Who may do what is decided in
 * one place, web/gate.c. */
enum role {
    ROLE_CONTACT,     /* of an organisation: reports its own rows */
    ROLE_APPROVER,    /* of an organisation: answers for what its contacts send */
    ROLE_COUNCIL,     /* council or group: reads drafts */
    ROLE_COORDINATOR, /* of a plan */
    ROLE_ADMIN,       /* of the whole instance */
    ROLES
};
#define ROLE_BIT(role) (1u << (role))

/* What a personal token may do of what its owner may. Every token reads. */
enum scope {
    SCOPE_READ,
    SCOPE_REPORT, /* saves and sends what organisations tell of their rows */
    SCOPE_MANAGE, /* all else that changes the plan, its people and its rounds */
    SCOPES
};
#define SCOPE_BIT(scope) (1u << (scope))

/* What somebody who has begun to sign in still has to do; until then they are a guest. */
enum owes {
    OWES_NOTHING,
    OWES_CODE,  /* of their second factor */
    OWES_FACTOR /* to turn a second factor on: their role asks for one */
};

/* A named value that came in: query argument, form field, part of the path. */
struct arg {
    const char *name, *value;
};

struct args {
    struct arg *at;
    size_t n, cap;
};

/* A file that came with a form. */
struct posted_file {
    const char *field, *name; /* name: without folders, as the browser said it */
    const char *at;           /* of the body: n bytes of anything, until the visit ends */
    size_t n;
};

/* A fault in what came in: the name of the input and what to do, for the person. */
struct input_fault {
    const char *name, *words;
};

struct visit {
    struct arena *arena;
    struct db *db;
    struct fail fail;
    enum lang lang;

    /* what came in */
    enum method method;
    const char *host;  /* lower case, without port; "" for a command */
    const char *path;  /* decoded, begins with '/' */
    struct args query; /* as sent */
    struct args posted; /* the fields of a form, as sent */
    bool posted_json;    /* … as a JSON object: a program sent it */
    const char *bearer;  /* a program's personal token, instead of a session; NULL: none */
    const char *network; /* the address that the request came from; "": not known */
    const char *if_match;    /* the ETag that a program saw last; NULL: it does not ask */
    const char *request_key; /* Idempotency-Key: the same request again; NULL: none */
    struct {
        struct posted_file *at;
        size_t n, cap;
    } files;             /* those of a form that sends files */
    bool too_much;       /* more came than the page takes: it was read to its end and forgotten */
    const char *session; /* the token of the browser's session; NULL: none */
    const char *flow;    /* what the browser keeps of a sign-in elsewhere; NULL: nothing */
    const char *base;    /* how an address of ours begins elsewhere: "https://plan.example"; "" */
    const char *browser; /* what the browser calls itself; "" for a command */
    bool from_elsewhere; /* a browser sent it from another site's page */
    bool secure;         /* came over TLS: cookies stay there too */
    struct args parts; /* {name} parts of the page's path */
    struct args form;  /* query or body after web/form.c checked it */
    struct {
        struct input_fault *at;
        size_t n, cap;
    } faults; /* of the form; the page is shown again with them */
    enum format format;

    /* who came */
    int64_t person;     /* 0: a guest or a command */
    enum owes owes;     /* then person is 0 */
    int64_t half;       /* who it is that owes */
    unsigned roles;     /* in the plan of the address: ROLE_BIT()s */
    unsigned scopes;    /* of the token: what it may do of what its owner may; SCOPE_BIT()s */
    const char *name;   /* for history: "import", an e-mail address, ... */
    const char *called; /* how to call the person */
    /* What a visit that only looked leaves to be kept in mind (visit_afterwards()); NULL:
     * nothing. It begins and commits by itself, and is not worth failing for. */
    void (*afterwards)(struct visit *v);
    const void *afterwards_of;
    bool session_unseen; /* the session is used again after a while: to be kept in mind */
    const char *session_longest; /* when it ends in any case */
    bool session_old; /* begun so long ago that it alone proves little: FRESH_SECONDS */
    struct {
        int64_t *at;
        size_t n, cap;
    } organisations; /* whose rows a contact or an approver may write */

    /* what was found (web/page.h) */
    const struct house *house;
    const struct page *page;
    const char *asked_plan; /* slug in the address; NULL: the default plan */
    const char *rest;       /* the path without language, plan and format */
    const struct site *site;
    int64_t plan;
    const char *plan_slug; /* "" for the default plan: how addresses are made */

    /* what goes out */
    const struct view *view;
    const void *data;
    struct buf body;
    int status;
    const char *type, *location, *filename;
    const char *link, *next; /* where a list goes on: the header Link, the address; NULL: it ends */
    const char *new_session; /* a token to keep from now on; "": forget the old one */
    const char *new_flow;    /* … to keep for a while; "": forget it */
    bool sandboxed;          /* bytes that somebody sent: browsers must not run anything of it */
    bool mail_waits;         /* the visit put mail into the queue */
    bool work_waits;         /* … or left work for later */
    bool shows_work;         /* the page is about work that goes on: it loads itself again */
    const char *allow; /* with 405: the methods that the address knows */
    int64_t revision; /* of the database in the visit's snapshot; 0: not known */
    int statements; /* how many the visit ran: told by the benchmark and the log */
    /* Told of work that may take over a second; NULL: nobody watches. */
    void (*progress)(const char *what, size_t done, size_t all);
    uint64_t step[8]; /* monotonic ns at the end of each step of the walk */
};

/* A visit for a command or a test, in English; body limit 64 MiB. */
struct visit visit_new(void);
void visit_end(struct visit *v);

/* Keeps the first failure and returns false, so: return fail(v, FAIL_INPUT, tr(v, "...")); */
bool fail(struct visit *v, enum fail_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* What the library said: for the log, never for the person. */
void fail_detail(struct visit *v, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* How far some work is: call it as often as you like. */
static inline void visit_progress(const struct visit *v, const char *what, size_t done, size_t all)
{
    if (v->progress)
        v->progress(what, done, all);
}

static inline bool failed(const struct visit *v) { return v->fail.kind != FAIL_NONE; }

/* Texts in the visit's language. xgettext finds them by these names. */
#define tr(v, source) lang_text((v)->lang, source)
#define tr_plural(v, one, many, n) lang_plural((v)->lang, one, many, n)
/* Marks a text that a table holds; tr() is called where it is shown. */
#define N_(source) source

/* printf into the visit's arena. */
const char *text(struct visit *v, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* NULL when there is none. */
const char *args_get(const struct args *args, const char *name);
void args_add(struct visit *v, struct args *args, const char *name, const char *value);

#endif

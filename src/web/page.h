/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Pages are rows of tables: reading a room's table is reading its site map.
 * The walk (visit_walk) takes every visit through the same steps, so no handler
 * looks at permission, input or format by itself. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "web/view.h"

/* Who may enter a page. The one comparison is in gate.c. */
enum right {
    RIGHT_PUBLIC,
    RIGHT_DOOR,        /* the way in: for everybody, also where there is no plan to see */
    RIGHT_CODE,        /* whoever has begun to sign in and owes a code */
    RIGHT_FACTOR,      /* whoever is signed in, or owes a second factor */
    RIGHT_PERSON,      /* whoever is signed in; needs no plan */
    RIGHT_OWN,         /* contacts, approvers and coordinators: the handler asks whose row it is */
    RIGHT_COUNCIL,     /* readers of drafts, and coordinators */
    RIGHT_COORDINATOR,
    RIGHT_ADMIN,       /* needs no plan */
    RIGHTS
};

/* What may come in: one row for each query argument or form field. What is not
 * in the table is not read. All faults are collected before the visit fails. */
enum input_kind {
    INPUT_TEXT,   /* a line of at most max characters */
    INPUT_LINES,  /* several lines of at most max characters together */
    INPUT_EMAIL,  /* an e-mail address, in lower case */
    INPUT_SECRET, /* a password: as it was typed, and never shown again */
    INPUT_NUMBER, /* a whole number from 1 to max, or one of choices ("kaikki") if there are any */
    INPUT_CHOICE  /* one of choices */
};

struct input {
    const char *name; /* "done-*": each field of a form that begins so */
    enum input_kind kind;
    int64_t max;
    const char *const *choices; /* ends with NULL; an empty value is always allowed */
    const char *label;          /* N_(): what the form calls it; NULL: its name */
    const char *missing;        /* N_(): what to do when it is empty; NULL: it may be */
};

struct page {
    enum method method;
    const char *path; /* "/tavoitteet/{code}" */
    enum right right;
    const struct input *inputs; /* ends with name NULL; NULL: none */
    bool (*handler)(struct visit *v);
    const struct view *view; /* its formats are the page's formats */
    const char *menu;        /* its name in the main menu (N_()), NULL: not there */
    unsigned menu_of;        /* SITE_…: only in the menu of plans that have such things */
    const char *bar;         /* … in the work bar of those who may enter it */
    size_t body_most;        /* bytes that its form may send with files; 0: as any form */
    bool slow; /* takes long (a hash, another server): readers must not wait for it */
};

/* What a plan may have, each a bit: its menu shows only what is there. */
enum { SITE_RATED = 1 /* ease and impact of sub-goals */ };

/* What every page shows of the plan that its address belongs to. */
struct site {
    int64_t plan;
    const char *slug, *title, *area, *state, *colour;
    const char *starts, *ends;
    const char *decided_body, *decided_on, *case_number; /* who put it in force; NULL: not told */
    enum lang lang;        /* the plan's own */
    bool title_translated; /* the title is in the visit's language, not in the plan's own */
    unsigned has; /* SITE_… */
    bool is_default;
    bool demo; /* an instance with example data says so on every page */
};

/* The plan of the address is not there, or nobody else's business; which of the two does
 * not show. Fails with FAIL_ABSENT; true for a page that does without a plan. */
bool site_absent(struct visit *v);

struct document;
struct xlsx_table;
struct report_news;

/* The house as app/ knows it: the hall can serve rooms that it cannot see. */
struct house {
    const struct page *const *rooms; /* tables, each ends with path NULL; NULL */
    /* The plan of a slug (NULL: of the host, else the default one); fails with
     * FAIL_ABSENT. Fills v->site and v->plan. */
    bool (*find_site)(struct visit *v, const char *slug);
    /* Who v->session is, and their roles in v->plan: v->person, v->roles, v->name. */
    bool (*find_person)(struct visit *v);
    /* An organisation's workbook has sheets of two rooms, which do not know each other.
     * Its part of the plan: */
    bool (*plan_sheet)(struct visit *v, int64_t organisation, struct xlsx_table *out);
    /* Slugs of goals where a sheet that came back says otherwise than the plan; "": none. */
    bool (*plan_differs)(struct visit *v, const struct document *d, int64_t organisation,
                         const char **goals);
    /* Its reports, as a document has them: what they would change (plan/report_news.h), and with
     * the number of an import, changes it. The visit has a plan and the rights of who sent it. */
    bool (*report_news)(struct visit *v, const struct document *d, int64_t import,
                        struct report_news *out);
    /* Takes back what came in with an import. */
    bool (*report_undo)(struct visit *v, int64_t import, struct report_news *out);
};

/* Whether the first segment of a path belongs to the pages (or is a language),
 * so that no plan may have it as its slug. */
bool page_reserves(const struct house *house, const char *path);

/* Takes the visit from its path to its body; v->db is open. Always leaves a
 * status and a body, of the page or of the failure. */
void visit_walk(struct visit *v, const struct house *house);

/* After the answer is made: what the visit left to be kept in mind. */
void visit_afterwards(struct visit *v);

/* Splits an address with query into v->path and v->query, decoding %XX. False:
 * not an address (broken encoding, NUL, too long): FAIL_REQUEST is set. */
bool visit_address(struct visit *v, const char *target);

/* Reads a form (application/x-www-form-urlencoded) into v->posted. */
bool visit_posted(struct visit *v, const char *body, size_t n);

/* The same from a JSON object with the names of the form's fields: each value a text, a
 * whole number, true ("1"), false or null (""). */
bool visit_json(struct visit *v, const char *body, size_t n);

/* gate.c. Whether a POST page is for programs, too: JSON in, JSON out. Signing in and
 * the account are for people only. */
bool page_takes_json(const struct page *p);
/* Whether a page is to be had in a format. */
bool page_has_format(const struct page *p, enum format format);
/* "read", "report", "manage" */
const char *scope_code(enum scope scope);
/* What a token needs for a page. */
enum scope page_scope(const struct page *p);

/* The same from a text that fields were kept in, and the text; the fields end up in the
 * visit's arena. */
bool fields_read(struct visit *v, const char *fields, struct args *into);
const char *fields_written(struct visit *v, const struct args *args);
/* multipart.c. The same for a form that sends files (multipart/form-data, RFC 7578); type is
 * the whole Content-Type. Files go to v->files and stay parts of body. */
bool visit_posted_files(struct visit *v, const char *type, const char *body, size_t n);

/* Whether the visitor may send as much as the page of the address takes: what is larger
 * than any form is read only from somebody who may enter. Has its own snapshot of the
 * database; v->page is NULL where there is no such page. */
bool visit_may_send(struct visit *v, const struct house *house);

/* gate.c. Whether the visitor may enter pages of a right, in this plan. */
bool has_right(const struct visit *v, enum right right);
/* Whether they are a contact or an approver of an organisation. */
bool is_own_organisation(const struct visit *v, int64_t organisation);
/* Whether they may change an organisation's entries, or propose it. */
bool may_propose(const struct visit *v, int64_t organisation);

/* For handlers. A part of the path: {code}. Never NULL for a name in the path. */
const char *part(const struct visit *v, const char *name);
/* An input; "" when it was not given. */
const char *given(const struct visit *v, const char *name);
/* INPUT_NUMBER; otherwise when no number was given. */
int64_t given_number(const struct visit *v, const char *name, int64_t otherwise);
/* Whether an input was given this value: for selected, checked. */
bool chosen(const struct visit *v, const char *name, const char *value);
/* What a form shows before anything is typed into an input. */
void fill(struct visit *v, const char *name, const char *value);
enum { EMAIL_MOST = 254 }; /* RFC 5321 § 4.5.3.1.3 */
/* Something that mail could be sent to: one @ with something on both sides, a dot after
 * it or "localhost", and nothing that would break a header or a link. */
bool email_fits(const char *s);
/* What is wrong with an input, for the person; NULL: nothing. */
const char *fault_of(const struct visit *v, const char *name);
/* Tells a fault that only a rule sees; returns false, so: return fault(v, "email", tr(…)).
 * A form is shown again with what was typed and all its faults: the row with method
 * GET and the same path shows it. */
bool fault(struct visit *v, const char *name, const char *words);
/* A form that met an ended session goes through the sign-in as hidden fields "mukana-…",
 * so that nothing typed is lost. What an INPUT_SECRET of the page takes does not. */
bool is_carried(const struct visit *v, const struct arg *field);
/* Whether there are such fields. */
bool carries(const struct visit *v);
const char *carried_name(struct visit *v, const char *name);
/* The name that a carried field had; NULL: it is none. */
const char *carried_from(const char *name);
/* 303 to an address made by to(). */
bool go(struct visit *v, const char *address);

#endif

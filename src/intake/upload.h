/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Documents on their way into a plan: sent, read, checked, brought in, taken back. A person
 * decides on pages (upload_page.c); what takes long is done between them (upload_work.c).
 * docs/adr/0010-uploads.md. */
#ifndef INTAKE_UPLOAD_H
#define INTAKE_UPLOAD_H

#include "intake/answer.h"
#include "intake/import.h"
#include "intake/import.sql.h"
#include "intake/upload.sql.h"

enum {
    UPLOAD_BYTES = 40 << 20,    /* of one lot, in all */
    UPLOAD_FILES = 50,
    UPLOADS_WAITING = 400 << 20 /* of one plan's that nobody has brought in or thrown away */
};

enum upload_state {
    UPLOAD_READING,   /* work: documents to a recognised plan */
    UPLOAD_FAILED,    /* they can't be used; trouble says why */
    UPLOAD_REVIEW,    /* a person looks at the doubts */
    UPLOAD_COMPARING, /* work: what would change */
    UPLOAD_READY,     /* a person confirms */
    UPLOAD_STORING,   /* work: into the plan */
    UPLOAD_DONE,
    UPLOAD_UNDOING,   /* work: taken back */
    UPLOAD_UNDONE,
    UPLOAD_STATES
};
const char *upload_state_code(enum upload_state state);
enum upload_state upload_state_of(const char *code); /* UPLOAD_STATES when unknown */
const char *upload_state_name(enum upload_state state); /* N_() */
/* Whether the program is at it, not a person. */
bool upload_is_work(enum upload_state state);

/* How far work is that this process does; done and all 0: not known. */
struct upload_progress {
    const char *what; /* in the language of who sent it; NULL: not begun here */
    size_t done, all;
};
struct upload_progress upload_progress(int64_t upload);

/* ---- what the pages show ---- */

/* The work of one lot that is to be looked at. */
struct upload {
    const struct upload_get_row *row;
    enum upload_state state;
    struct upload_files_rows files;
    struct upload_progress progress;
};
/* Of the visit's plan; fails with FAIL_ABSENT. */
bool upload_load(struct visit *v, const char *number, struct upload *u);

/* The plan that was recognised, as it was, and the doubts with their answers. */
bool upload_found(struct visit *v, const struct upload *u, struct plan *plan,
                  struct doubt_answers *answers);

/* A doubt as it stands in the review. */
struct review_doubt {
    struct doubt_answer *answer;
    const struct doubt_offer *offer;
    const char *words;          /* what stands in the field of words at first */
    int entry;                  /* in the plan; -1: of none */
    enum field_kind field;
};

struct review_row {
    const struct entry *entry;
    const struct goal *goal;
    struct review_doubt *doubts; /* of this entry */
    size_t n;
};

struct review_part {
    const char *name;  /* of the organisation */
    size_t doubts, missing, rows;
};

/* One organisation's recognised table; part 0 is what is about no row. */
struct review {
    struct upload upload;
    struct plan plan;
    struct doubt_answers answers;
    struct review_doubt *doubts;
    size_t n_doubts, n_answered;
    struct review_part *parts; /* [0]: the documents as a whole */
    size_t n_parts, part;
    enum review_show { REVIEW_DOUBTS, REVIEW_MISSING, REVIEW_ALL } show;
    struct review_row *rows;
    size_t n_rows, tables, entries, doubted;
    struct upload_organisations_rows known;
};
/* The words of a cell, a value a line; "" when there are none. */
const char *review_cell(struct visit *v, const struct entry *e, enum field_kind field);
/* "valinta-12": the name of a doubt's field in the form. */
const char *review_field(struct visit *v, const char *what, const struct review_doubt *d);
/* Whether a choice is the one that was made. */
bool review_chosen(struct visit *v, const struct review_doubt *d, const char *choice);
/* What stands in its field of words: typed just now, answered, or as it was recognised. */
const char *review_words(struct visit *v, const struct review_doubt *d);
/* The column of the review's table that a field stands in: others stand with the actions. */
enum field_kind review_column(enum field_kind field);
/* Whether a row has doubts in a column. */
bool review_doubts_in(const struct review_row *row, enum field_kind column);
/* Whether a later part has questions. */
bool review_has_next(const struct review *r);
/* "Table 3, row 5": where it stood. */
const char *review_place(struct visit *v, const struct review *r, const struct place *p);
/* The address of a part, and of what is shown of it. */
const char *review_address(struct visit *v, const struct review *r, size_t part,
                           enum review_show show);

/* What would change, or did. */
struct confirm {
    struct upload upload;
    struct upload_changes_rows changes;
    size_t shown;        /* of the changes */
    int64_t n[5][MERGE_KINDS]; /* goals, entries, actions, organisations, plan: how many */
    int64_t changing;    /* all that is new, changed or gone */
    bool first;          /* the plan was empty: only actions are counted */
    bool can_undo;       /* it is the latest run */
};
enum confirm_of { CONFIRM_GOALS, CONFIRM_ENTRIES, CONFIRM_ACTIONS };
/* "Bring in 204 actions". */
const char *confirm_button(struct visit *v, const struct confirm *c);
const char *change_kind_name(struct visit *v, const struct upload_changes_row *c);
const char *change_where(struct visit *v, const struct upload_changes_row *c);

struct upload_list {
    struct uploads_of_rows waiting;
    const struct import_latest_row *latest; /* NULL: nothing was brought in */
    struct upload_organisations_rows organisations;
};

/* ---- the work ---- */

/* Does what waits, one piece of work; *worked: there was some. Has its own transactions. */
bool upload_work(struct visit *v, bool *worked);
/* When a process begins that does work: what another one was at goes on here. */
bool upload_work_begin(struct visit *v);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What changed in a plan between two days: rows of history put together, so that what came
 * and went again, or was changed back, is no change. */
#ifndef PLAN_CHANGES_H
#define PLAN_CHANGES_H

#include "plan/changes.sql.h"
#include "plan/difference.h"
#include "plan/overview.h"

enum change_kind { CHANGE_ADDED, CHANGE_DROPPED, CHANGE_CHANGED, CHANGE_KINDS };

/* "added", "dropped", "changed": in JSON and CSV. */
const char *change_code(enum change_kind kind);
const char *change_name(enum change_kind kind); /* N_() */

struct change_field {
    const char *field;         /* as in history: "title", "metric", "title:sv" */
    const char *before, *after; /* as in history; NULL: nothing */
};

/* A row of the plan that is otherwise than before. */
struct change_item {
    enum change_kind kind;
    const char *row_kind; /* plan, goal, entry, action, organisation */
    int64_t row_id;       /* an action's number */
    const char *title;    /* in the plan's own language; NULL: of an entry */
    int64_t goal;             /* DB_NULL: of none; it may be gone */
    const char *goal_code, *organisation_name; /* as they were called then; NULL: of none */
    const char *goal_slug, *organisation_slug; /* NULL: gone */
    const char *changed_at; /* the latest */
    int64_t first_id;       /* of history: how items are told apart and in order */
    struct change_field *at; /* of what was there before and after */
    size_t n, cap;
};

struct change_items {
    struct change_item *at;
    size_t n, cap;
    int64_t tally[CHANGE_KINDS];
};

/* From where on history is public: '' or a time. A draft is read by those who make it, with
 * all its history. */
const char *change_since(const struct visit *v, const struct changes_since_row *row);

/* rows: put into the order in which they were written. */
bool change_items_of(struct visit *v, struct changes_between_rows *rows, struct change_items *out);

/* ---- words (change_words.c) ---- */

/* "Metric"; for a whole row: what it is. */
const char *change_field_said(struct visit *v, const char *field);
/* Codes of the database become the words that pages use. */
const char *change_value_said(struct visit *v, const char *field, const char *value);
/* Word by word, as people read it. */
struct differences change_words(struct visit *v, const struct change_field *f);
/* "Action 12: Perhekahvila", "Entry: Kotka, I.3". */
const char *change_item_said(struct visit *v, const struct change_item *c);
/* A public page names no person by an e-mail address. import: DB_NULL when there was none. */
const char *change_who(struct visit *v, const char *by_name, int64_t import,
                       const char *file_name);
/* The page of what was changed; NULL: it has none, or is gone. */
const char *change_address(struct visit *v, const struct change_item *c);

/* ---- the page (changes_page.c) ---- */

struct change_line {
    const char *code, *name, *address; /* of a goal or an organisation; address NULL: it is gone */
    int order;                         /* in the plan; what is gone comes last */
    int64_t tally[CHANGE_KINDS];
};

struct change_lines {
    struct change_line *at;
    size_t n, cap;
};

/* What the argument of a line's own changes is: a slug. */
const char *change_line_value(struct visit *v, const struct change_line *l, const char *argument);
/* In CSV each field has a line; what came or went has one. */
size_t change_line_count(const struct change_item *c);
const struct change_field *change_line_field(const struct change_item *c, size_t i);

struct changes {
    struct goal_items goals;
    struct organisation_items organisations;
    const char *from, *until;  /* both days belong to it: 2026-01-31 */
    const char *public_since;  /* NULL: since ever */
    struct change_items items; /* all that fit */
    size_t first, end;         /* those that are shown */
    struct change_lines by_goal, by_organisation;
};

#endif

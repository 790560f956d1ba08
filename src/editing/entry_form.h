/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * An entry as a form: what stands in its fields, the buttons that add, move and take
 * away rows, and the way back to an entry. No database. */
#ifndef EDITING_ENTRY_FORM_H
#define EDITING_ENTRY_FORM_H

#include "plan/difference.h"
#include "plan/plan.h"
#include "web/page.h"

enum {
    WORDS_MOST = 20000, /* characters of a value: what documents had must fit */
    AIM_MOST = 200,
    FORM_ROWS = 1200    /* actions, and values in all */
};

/* A value of a cell. */
struct value_row {
    enum field_kind field;
    const char *name;  /* FIELD_EXTRA: the column's heading; else "" */
    const char *words;
    bool not_measured;
    const char *unit, *baseline, *target, *target_year; /* "" when not told */
    const char *was;   /* FIELD_METRIC: its words in the plan when the form was made; "" new */
    int action;        /* index of the action that it belongs to; -1: the entry */
};

struct action_row {
    int number; /* 0: new */
    const char *title;
    struct translations titles; /* "" none; NULL: the form did not have it, so it stays */
};

struct reference_row {
    enum field_kind field; /* FIELD_KINDS: the whole row */
    const char *goal;      /* its slug in addresses; "" until chosen */
    const char *words;
};

struct entry_form {
    int64_t rev; /* of the entry that was shown; 0: none was there yet */
    struct {
        struct action_row *at;
        size_t n, cap;
    } actions;
    struct {
        struct value_row *at;
        size_t n, cap;
    } values;
    struct {
        struct reference_row *at;
        size_t n, cap;
    } references;
    bool not_ours;
    const char *reason;
};

/* The inputs of a page that takes an entry's form. */
extern const struct input entry_inputs[];

/* What an entry of the plan has. */
void entry_form_fill(struct visit *v, const struct plan *p, const struct entry *e,
                     struct entry_form *f);
/* What somebody sent. Fields in no order, or of rows that are not there, do no harm. */
void entry_form_read(struct visit *v, const struct args *sent, struct entry_form *f);

/* Does what a button asks: "lisaa-metric", "lisaa-action", "lisaa-reference",
 * "oma-3" (a value of its own for action 3, of the kind chosen beside it), "ylos-3",
 * "alas-3", "pois-3" (an action), "poisarvo-5", "poisviite-0". False: it asks for
 * something else. */
bool entry_form_do(struct visit *v, struct entry_form *f, const char *what);

/* The entry that the form means, settled. What stands in `current` in the same words
 * keeps what is known of it: its number, its place in a document, its meaning. p is the
 * plan of both; details and references point into its lists. */
struct entry entry_form_entry(struct visit *v, const struct entry_form *f, const struct plan *p,
                              const struct entry *current);
/* Tells faults that only rules see; false when there are any. */
bool entry_form_sound(struct visit *v, const struct entry_form *f, const struct plan *p);

/* One difference between two entries of the same plan. */
struct entry_change {
    const char *what; /* "Action 12", "Metric" */
    const char *before, *after; /* NULL: there is none */
    struct differences words;
};
struct entry_changes {
    struct entry_change *at;
    size_t n, cap;
};
void entry_compare(struct visit *v, const struct plan *p, const struct entry *before,
                   const struct entry *after, struct entry_changes *out);

/* For the view: the name of a field of a row, "title-3". */
const char *row_field(struct visit *v, const char *what, size_t row);
/* … of an action's title in another language, "title-sv-3". */
const char *title_field(struct visit *v, enum lang lang, size_t row);

#endif

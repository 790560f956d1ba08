/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Three plans into one: what a new document says, without losing what was
 * edited by hand since the latest import. Undo is the same the other way
 * round. Pure: no database. */
#ifndef INTAKE_MERGE_H
#define INTAKE_MERGE_H

#include "plan/plan.h"

enum merge_kind {
    MERGE_SAME,    /* nothing to do */
    MERGE_CHANGED, /* takes what the document says */
    MERGE_NEW,
    MERGE_GONE,    /* the document no longer has it */
    MERGE_KEPT,    /* edited by hand since: stays, although the document differs */
    MERGE_KINDS
};
const char *merge_kind_code(enum merge_kind kind); /* "same" "changed" "new" "gone" "kept" */

/* One row of the report; old and new are texts, NULL when there is none. */
struct merge_row {
    enum merge_kind kind;
    const char *what;         /* "plan" "organisation" "goal" "entry" "action" */
    const char *organisation; /* name; NULL for a goal or the plan */
    const char *code;         /* of the goal; NULL for an organisation or the plan */
    int number;               /* of the action; 0 when it is new or none */
    const char *field;        /* what differs: "title", "metric", …; "" the whole row */
    const char *old_value, *new_value;
};

struct merge_report {
    struct merge_row *at; /* all but the same */
    size_t n, cap;
    size_t goals[MERGE_KINDS], actions[MERGE_KINDS], entries[MERGE_KINDS];
    const char **left; /* organisations that the document does not speak of */
    size_t n_left;
};

/* base: the plan as the latest import left it, NULL when there was none (then
 * nothing counts as edited by hand). current: as it is now. wanted: the
 * document. All settled; out becomes settled too and carries the ids of current,
 * so that its rows are updated and not made anew; matched actions keep their
 * numbers. whole: wanted speaks for every organisation and for the plan (undo);
 * otherwise the organisations it lacks, and the facts of the plan, are left.
 *
 * A value that nobody edited takes wanted; one edited by hand stays, and is told
 * as kept where wanted changed it too (in an undo always). What wanted lacks
 * goes, unless it was made or edited by hand. Goals are matched by code and
 * likeness of title; one that was reported on or rated counts as edited by hand (goal.told,
 * goal.rated), so that no report and no rating goes with it. Organisations by any of their
 * names, actions by equal text (also as it was before an edit by hand, which comes first, also
 * moved within their organisation), then by likeness within their entry; in an undo by their
 * number first. An action that was removed by hand does not come back, and is told as kept. A
 * plan that was empty gives counts and no rows; one that never gave a number
 * (next_number 0) takes those of wanted. */
bool merge_plans(struct visit *v, const struct plan *base, const struct plan *current,
                 const struct plan *wanted, bool whole, struct plan *out,
                 struct merge_report *report);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the files share that put answers into a recognised plan; private to answer_*.c. */
#ifndef INTAKE_ANSWER_PARTS_H
#define INTAKE_ANSWER_PARTS_H

#include "intake/answer.h"

struct applying {
    struct visit *v;
    struct plan *plan;
    const struct cell_index *index; /* made anew when entries move */
};

/* NULL: there is none. */
struct entry *answer_entry(struct plan *p, int goal, int organisation);

/* ---- answer_above.c ---- */

/* Whether a value of an entry stood on each of its actions (plan_settle() lifts those): there is
 * an action in its row, which would have it otherwise. */
bool answer_is_common(const struct entry *e, const struct detail *d);

void answer_goal(struct applying *ap, const struct doubt_answer *a);
void answer_organisation(struct applying *ap, const struct doubt_answer *a);
/* All of one organisation becomes another's, and the first goes. */
void answer_organisation_into(struct applying *ap, int from, int to);

/* ---- answer_split.c ---- */

/* A goal becomes two. */
void answer_apart(struct applying *ap, const struct doubt_answer *a, int goal);
/* Also without a choice: then as it was guessed. Last of all, when names are right. */
void answer_documents(struct applying *ap, const struct doubt_answer *a);

#endif

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

void answer_goal(struct applying *ap, const struct doubt_answer *a);
void answer_organisation(struct applying *ap, const struct doubt_answer *a);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which goal, entry and action of one plan is which of another. Private to the
 * merge. */
#ifndef INTAKE_MERGE_MATCH_H
#define INTAKE_MERGE_MATCH_H

#include "base/lookup.h"
#include "plan/plan.h"

/* to[i]: index in the other plan of this plan's i-th; -1 none. */
struct matching {
    int *to;
    size_t n;
};

struct matching match_organisations(struct visit *v, const struct plan *from,
                                    const struct plan *to);
struct matching match_goals(struct visit *v, const struct plan *from, const struct plan *to);

/* Pairs within one entry: by equal text, then the likest first. to[i] is the
 * index in the other list. earlier: other spellings of `to`'s titles (as they
 * were before somebody edited them), NULL or one for each. */
struct matching match_actions(struct visit *v, const struct actions *from,
                              const struct actions *to, const char *const *earlier);

#endif

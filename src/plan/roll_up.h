/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What is computed from a plan and kept, so that pages need not compute it: the
 * list of actions and the search index. Whatever changes actions, their entries,
 * goals, organisations or schedules calls roll_up() in the same transaction. */
#ifndef PLAN_ROLL_UP_H
#define PLAN_ROLL_UP_H

#include "plan/roll_up.sql.h"

/* Makes it anew for a plan; one that is gone leaves nothing. */
bool roll_up(struct visit *v, int64_t plan);
/* The same for one entry that changes: read before, put right after. Only what is inside
 * the entry may change meanwhile. */
struct entry_roll {
    int64_t plan, entry;
    struct indexing *words;
    struct roll_up_numbers_rows numbers;
};
bool roll_up_before(struct visit *v, int64_t plan, int64_t entry, struct entry_roll *roll);
bool roll_up_after(struct visit *v, const struct entry_roll *roll);

/* The same for every plan; n: how many there were. */
bool roll_up_all(struct visit *v, size_t *n);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What is computed from a plan and kept, so that pages need not compute it: the
 * list of actions and the search index. Whatever changes actions, their entries,
 * goals, organisations or schedules calls roll_up() in the same transaction. */
#ifndef PLAN_ROLL_UP_H
#define PLAN_ROLL_UP_H

#include "base/visit.h"

/* Makes it anew for a plan; one that is gone leaves nothing. */
bool roll_up(struct visit *v, int64_t plan);
/* The same for every plan; n: how many there were. */
bool roll_up_all(struct visit *v, size_t *n);

#endif

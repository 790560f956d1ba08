/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Changing the shape of a whole plan by hand: goals and organisations that come, go, move,
 * join. Pure rules on a settled plan; it is settled again afterwards. Indexes of goals and
 * organisations change, so each call is the last that uses the old ones. */
#ifndef PLAN_RESHAPE_H
#define PLAN_RESHAPE_H

#include "plan/plan.h"

enum { GOAL_LEVELS_MOST = 9 }; /* as in docs/api/plan-json.md */

/* What goes with a goal or an organisation. */
struct loss {
    int64_t goals;      /* sub-goals below it */
    int64_t entries;    /* with something in them */
    int64_t actions;
    int64_t references; /* from elsewhere to what goes */
};

/* A new goal under a parent (-1: a main goal), as its last. False: too deep. */
bool goal_put(struct visit *v, struct plan *p, int parent, const struct goal *goal);
/* Whether a goal with all below it may stand under a parent: not under itself, and not
 * deeper than GOAL_LEVELS_MOST. */
bool goal_may_move(const struct plan *p, int goal, int parent);
/* Under another parent, as its last. */
bool goal_move(struct visit *v, struct plan *p, int goal, int parent);
/* Changes places with the sibling before (step -1) or after (1); nothing where there is none. */
bool goal_step(struct visit *v, struct plan *p, int goal, int step);
/* With all below it and all that is written there. */
struct loss goal_loss(const struct plan *p, int goal);
bool goal_drop(struct visit *v, struct plan *p, int goal);
/* All that is written under one goal goes under another, and who referred to it refers
 * there; the goal is gone. Both are without goals below them. What is "not ours" gives way
 * to what is written. */
bool goal_join(struct visit *v, struct plan *p, int from, int into);
/* Actions with these numbers go from one goal under another, within their organisations.
 * Each takes along what the entry says of all its actions; moved: how many there were. */
bool goal_split(struct visit *v, struct plan *p, int from, int into, const int *numbers, size_t n,
                size_t *moved);

/* As the last of the plan. */
bool organisation_put(struct visit *v, struct plan *p, const struct organisation *o);
bool organisation_step(struct visit *v, struct plan *p, int organisation, int step);
struct loss organisation_loss(const struct plan *p, int organisation);
bool organisation_drop(struct visit *v, struct plan *p, int organisation);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Plans made and kept on the screen: from nothing, as a copy, from draft to in force to
 * superseded. */
#ifndef EDITING_PLANS_H
#define EDITING_PLANS_H

#include "editing/plans.sql.h"
#include "plan/plan_tree.h"
#include "web/page.h"

enum plan_state { PLAN_DRAFT, PLAN_IN_FORCE, PLAN_SUPERSEDED, PLAN_STATES };
const char *plan_state_code(enum plan_state state);
enum plan_state plan_state_of(const char *code); /* PLAN_STATES when unknown */
const char *plan_state_name(enum plan_state state); /* N_() */
/* Forward only, but what was superseded by mistake may come in force again. */
bool plan_state_may(enum plan_state from, enum plan_state to);

struct plans {
    struct plans_all_rows rows;
};

struct plan_edit {
    struct plan plan; /* its own facts; nothing inside */
    enum plan_state state;
    const struct plan_decided_row *decided;
    struct plans_all_rows others; /* that the visitor may supersede */
    bool clashes;
};

/* A new plan that is a draft: `made` with what is in it, in nobody's way. Whoever makes it
 * coordinates it. slug: how it stands in addresses. */
bool plan_make(struct visit *v, struct plan *made, const char **slug);
/* What a copy takes along. */
enum plan_part { PART_NOTHING, PART_STRUCTURE, PART_EVERYTHING };
/* Leaves of a loaded plan what a copy takes, without anything that ties it to its rows. */
void plan_unbind(struct plan *p, enum plan_part part);

#endif

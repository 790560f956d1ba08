/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The whole plan between the database and memory: what import, undo and export
 * work on. Pages do not use it; they ask just what they show (plan.sql). */
#ifndef PLAN_PLAN_TREE_H
#define PLAN_PLAN_TREE_H

#include "plan/plan.h"

/* Who makes a change, for the history. */
struct author {
    const char *name;
    const char *at;  /* ISO 8601, UTC */
    int64_t import;  /* the run of intake; DB_NULL when by hand */
};

/* The plan with a slug, settled as it was saved. p->id is 0 when there is none. */
bool plan_tree_load(struct visit *v, const char *slug, struct plan *p);

/* Makes the database hold `wanted` instead of `current` (as loaded; id 0: the
 * plan is new). Rows of wanted with an id are updated where they differ, those
 * without are added and get one, rows of current that wanted lacks are deleted.
 * Every difference writes a row of history. Inside a write transaction. */
bool plan_tree_save(struct visit *v, const struct plan *current, struct plan *wanted,
                    const struct author *by);

/* One entry, with all organisations and goals of the plan: p->entries holds just the entry
 * of the goal and the organisation with these slugs in addresses; its id is 0 when there
 * is none yet. Fails with FAIL_ABSENT where there is no such goal or organisation. */
bool plan_entry_load(struct visit *v, const char *slug, const char *goal, const char *organisation,
                     struct plan *p);
/* The same as plan_tree_save() for that entry alone, as fast in a large plan as in a small
 * one; goals and organisations are left as they are. */
bool plan_entry_save(struct visit *v, const struct plan *current, struct plan *wanted,
                     const struct author *by);

/* Takes a whole plan away, row by row, so that the history has all of it, and
 * organisations that take part in no plan any more. */
bool plan_tree_delete(struct visit *v, const struct plan *current, const struct author *by);

/* Organisations already in the database that go by these names or aliases get
 * their id and slug into the plan, the others get slugs that are free. What is
 * known of one that takes part in another plan too replaces what the plan says. */
bool plan_tree_known(struct visit *v, struct plan *p);

/* Forgets organisations that take part in no plan. */
bool plan_tree_tidy(struct visit *v);

/* What is of the instance, not of a document; NULL and false: as it is. */
struct plan_looks {
    const char *colour, *host;
    bool is_default; /* lives at / */
};
bool plan_looks_save(struct visit *v, int64_t plan, const struct plan_looks *looks,
                     const struct author *by);

#endif

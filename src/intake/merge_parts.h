/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the files of the merge share. Private to merge.c and merge_entries.c. */
#ifndef INTAKE_MERGE_PARTS_H
#define INTAKE_MERGE_PARTS_H

#include "intake/merge.h"
#include "intake/merge_match.h"

struct merging {
    struct visit *v;
    const struct plan *base, *current, *wanted;
    bool whole;
    struct plan *out;
    struct merge_report *report;
    /* wanted → current and base → current; current → out. */
    struct matching organisations, goals, base_organisations, base_goals;
    int *organisation_out, *goal_out, *wanted_organisation_out;
    int *base_goal_of, *base_organisation_of; /* current → base */
    struct lookup base_numbers;               /* an action's number to the index of base_actions */
    struct {
        const struct action **at;
        size_t n, cap;
    } base_actions;
    struct lookup loose; /* organisation and title of an action of current without a pair yet */
    struct {
        struct loose_action {
            const struct action *action;
            bool taken;
        } *at;
        size_t n, cap;
    } loose_actions;
};

void merging_tell(struct merging *m, struct merge_row row);
bool merging_same(const char *a, const char *b);
/* What becomes of a text; base is where both came from, known: there is one. */
const char *merging_three(bool known, const char *base, const char *current, const char *wanted,
                          enum merge_kind *kind);
/* Edited by hand and untouched by the document is not worth telling. */
bool merging_untouched(bool known, const char *base, const char *wanted);

/* merge_entries.c: entries with their actions and details; goals and
 * organisations are merged already. */
void merging_entries(struct merging *m);

#endif

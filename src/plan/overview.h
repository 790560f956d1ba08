/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The plan from above: goals and organisations with their counts, in the
 * visit's language. What is inside the entries comes from sheet.h. */
#ifndef PLAN_OVERVIEW_H
#define PLAN_OVERVIEW_H

#include "base/ids.h"
#include "plan/overview.sql.h"
#include "plan/status.h"

struct goal_item {
    const struct overview_goals_row *row;
    int parent;         /* index in the list, -1 for a main goal */
    int end;            /* one past the last goal below it */
    int leaves;         /* how many of those it stands for have no goals below them */
    struct tally tally; /* of its own entries and of all goals below it */
    const char *address;
};

struct goal_items {
    struct goal_item *at; /* parents before children, in the plan's order */
    int n, main, leaves; /* all, those without a parent, those with entries to write */
    struct ids ids;      /* of rows, to indexes */
    struct tally all;
};

struct organisation_item {
    const struct overview_organisations_row *row;
    enum organisation_kind kind;
    struct tally tally;
    const char *address;
};

struct organisation_items {
    struct organisation_item *at; /* in the plan's order */
    int n;
    struct ids ids;
    struct tally all;
};

/* The goals of the visit's plan, without counts. */
bool goal_items_load(struct visit *v, struct goal_items *list);
/* Counts for the goals with index first to end - 1; all: their sum. */
bool goal_items_count(struct visit *v, struct goal_items *list, int first, int end);
/* The goal with this slug in addresses; -1: none. */
int goal_items_find(const struct goal_items *list, const char *slug);
/* The index of the main goal that one is under, or is. */
int goal_items_main(const struct goal_items *list, int goal);
/* The goal of the same kind before (step -1) or after (step 1) one: leaves follow
 * each other also over the borders of main goals; -1: none. */
int goal_items_neighbour(const struct goal_items *list, int goal, int step);

bool organisation_items_load(struct visit *v, struct organisation_items *list);
/* Counts for one organisation of the list; NULL: for all, and their sum. */
bool organisation_items_count(struct visit *v, struct organisation_items *list,
                              const struct organisation_item *only);
int organisation_items_find(const struct organisation_items *list, const char *slug);
bool organisation_items_has_kind(const struct organisation_items *list,
                                 enum organisation_kind kind);

/* For the lang attribute of a text: NULL when it is in the page's language. */
const char *foreign_lang(const struct visit *v, bool translated);
/* The same for a text whose languages are known ("fi sv": the first one counts). */
const char *foreign_lang_of(const struct visit *v, const char *languages);

/* "Eleven": a number that begins a sentence, in words up to twelve. */
const char *number_first(struct visit *v, int64_t n);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The list of actions: what the visit asks for, a page of it or all. */
#ifndef PLAN_ACTION_ITEMS_H
#define PLAN_ACTION_ITEMS_H

#include "plan/action.sql.h"
#include "plan/overview.h"
#include "plan/search.h"
#include "web/page.h"

enum { ACTIONS_A_PAGE = 50 };

struct action_item {
    const struct action_rows_row *row; /* the first of n_schedules rows, or the only one */
    size_t n_schedules;
    const char *title;
    bool translated; /* the title is in the visit's language, not in the plan's own */
    const struct goal_item *goal;
    const struct organisation_item *organisation;
    /* Where the words are that were looked for, when they are not in the title:
     * "Metric", and the line with them. NULL: not told. */
    const char *found_in, *found_lang;
    struct pieces found;
};

struct action_items {
    struct goal_items goals;
    struct organisation_items organisations;
    struct action_item *at;
    size_t n;
    size_t fitting;        /* on all pages */
    size_t before;         /* on the pages before this one */
    int64_t page, pages;   /* from 1; page 0: all are shown */
    const char *base;      /* the address of an action without its number */
    struct search *search; /* NULL: no words were asked */
};

/* The query arguments: haku, tavoite, tyyppi, organisaatio, kesto, sivu. */
extern const struct input action_inputs[];

/* A page of what the visit asks for, in the order of numbers, or best hits
 * first; all of it where the format is for programs. Fails with FAIL_ABSENT for
 * a page past the last one. */
bool action_items_load(struct visit *v, struct action_items *list);
/* Whether the visit asks to leave out anything. */
bool action_items_limited(const struct visit *v);
/* What was asked, for people: "I.3, Municipality, “lapsi”". */
const char *action_items_limits(struct visit *v, const struct action_items *list);
/* The values of its schedule on lines of their own, for CSV. */
const char *action_item_schedule(struct visit *v, const struct action_item *a);

#endif

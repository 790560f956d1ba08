/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The actions: all of them with search and filters, and one with its origin
 * and history. */
#include "plan/action_gone.view.h"
#include "plan/action_list.view.h"
#include "plan/action_show.view.h"
#include "plan/pages.h"

#include <stdlib.h>
#include <string.h>

static bool action_list(struct visit *v)
{
    struct action_items *list = arena_alloc(v->arena, sizeof *list);

    return action_items_load(v, list) && show_action_list(v, list);
}

/* 1 to 999999999, in its one shape; 0: no number. */
static int64_t number_in(const char *s)
{
    char *end;
    long long n = *s >= '1' && *s <= '9' && strlen(s) < 10 ? strtoll(s, &end, 10) : 0;
    return n && !*end ? n : 0;
}

/* What is gone is told as it was: the number may stand on paper. */
static bool action_gone(struct visit *v, int64_t number)
{
    struct action_gone *gone = arena_alloc(v->arena, sizeof *gone);

    if (!action_gone_load(v, number, gone))
        return false;
    if (!gone->title)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such action in this plan."));
    v->status = fail_status(FAIL_ABSENT);
    return show_action_gone(v, gone);
}

static bool action_show(struct visit *v)
{
    struct action_known *known = arena_alloc(v->arena, sizeof *known);
    int64_t number = number_in(part(v, "number"));

    if (!action_known_load(v, number, known))
        return false;
    return known->row ? show_action_show(v, known) : action_gone(v, number);
}

const struct page action_pages[] = {
    { METHOD_GET, "/toimenpiteet", RIGHT_PUBLIC, action_inputs, action_list, &action_list_view,
      N_("Actions") },
    { METHOD_GET, "/toimenpiteet/{number}", RIGHT_PUBLIC, NULL, action_show, &action_show_view,
      NULL },
    { 0 },
};

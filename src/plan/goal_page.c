/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The goals of a plan, and one goal with all its organisations side by side. */
#include "plan/goal_list.view.h"
#include "plan/goal_show.view.h"
#include "plan/pages.h"

#include "base/text.h"

enum { CRUMB_MOST = 36 };

static bool goal_list(struct visit *v)
{
    struct goal_list *g = arena_alloc(v->arena, sizeof *g);

    return goal_items_load(v, &g->goals) && goal_items_count(v, &g->goals, 0, g->goals.n) &&
           show_goal_list(v, g);
}

/* The way to a goal: the list of goals, and the goals above it. */
static void goal_crumbs(struct visit *v, struct goal_show *g)
{
    struct crumb *crumbs = arena_alloc(v->arena, ((size_t)g->goals.n + 1) * sizeof *crumbs);
    int above = g->goal->parent;
    size_t n = 1;

    for (int i = above; i >= 0; i = g->goals.at[i].parent)
        n++;
    g->crumbs = crumbs;
    g->n_crumbs = n;
    for (; above >= 0; above = g->goals.at[above].parent) {
        g->main = &g->goals.at[above];
        crumbs[--n] = (struct crumb){
            g->main->address,
            text(v, "%s %s", g->main->row->code,
                 text_cut(v->arena, g->main->row->title, CRUMB_MOST)),
        };
    }
    crumbs[0] = (struct crumb){ to(v, "/tavoitteet"), tr(v, "Goals") };
}

static const struct goal_item *neighbour(const struct goal_show *g, int at, int step)
{
    int other = goal_items_neighbour(&g->goals, at, step);
    return other < 0 ? NULL : &g->goals.at[other];
}

static bool goal_found(struct visit *v, struct goal_show *g, int at)
{
    g->goal = &g->goals.at[at];
    g->first_below = at + 1;
    g->previous = neighbour(g, at, -1);
    g->next = neighbour(g, at, 1);
    goal_crumbs(v, g);
    return goal_items_count(v, &g->goals, at, g->goal->end) &&
           organisation_items_load(v, &g->organisations);
}

/* A page shows the goal's own entries; a CSV file has the goals below it too. */
static bool goal_entries(struct visit *v, struct goal_show *g)
{
    int at = g->first_below - 1, end = v->format == FORMAT_CSV ? g->goal->end : at + 1;

    if (!sheet_load(v, &g->sheet, &g->goals, &g->organisations, at, end, NULL))
        return false;
    g->has_entries = g->sheet.n > 0;
    return sheet_filter(v, &g->sheet);
}

/* "/tavoitteet/I.3", as somebody types it from paper. */
static bool goal_typed(struct visit *v, const struct goal_items *goals)
{
    int at = goal_items_find(goals, goal_slug(v, part(v, "code")));

    return at >= 0 ? go(v, goals->at[at].address)
                   : fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such goal in this plan."));
}

static bool goal_show(struct visit *v)
{
    struct goal_show *g = arena_alloc(v->arena, sizeof *g);

    if (!goal_items_load(v, &g->goals))
        return false;
    int at = goal_items_find(&g->goals, part(v, "code"));
    if (at < 0)
        return goal_typed(v, &g->goals);
    return goal_found(v, g, at) && goal_entries(v, g) && show_goal_show(v, g);
}

const struct page goal_pages[] = {
    { METHOD_GET, "/tavoitteet", RIGHT_PUBLIC, NULL, goal_list, &goal_list_view, N_("Goals") },
    { METHOD_GET, "/tavoitteet/{code}", RIGHT_PUBLIC, sheet_inputs, goal_show, &goal_show_view,
      NULL },
    { 0 },
};

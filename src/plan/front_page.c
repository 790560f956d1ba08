/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The front page: what the plan is and how it stands, on one screen. */
#include "plan/front.view.h"
#include "plan/pages.h"

#include "base/text.h"

#include <stdlib.h>

enum { HEADING_MOST = 110, GAPS_MOST = 9 };

static int by_gaps(const void *x, const void *y)
{
    const struct organisation_item *a = *(const struct organisation_item *const *)x;
    const struct organisation_item *b = *(const struct organisation_item *const *)y;
    int64_t more = b->tally.entries[STATUS_MISSING] - a->tally.entries[STATUS_MISSING];

    return more > 0 ? 1 : more < 0 ? -1 : (a > b) - (a < b);
}

static void find_gaps(struct visit *v, struct front *f)
{
    const struct organisation_items *list = &f->organisations;

    f->gaps = arena_alloc(v->arena, ((size_t)list->n + 1) * sizeof *f->gaps);
    for (int i = 0; i < list->n; i++)
        if (list->at[i].tally.entries[STATUS_MISSING])
            f->gaps[f->n_gaps++] = &list->at[i];
    qsort(f->gaps, (size_t)f->n_gaps, sizeof *f->gaps, by_gaps);
    if (f->n_gaps > GAPS_MOST)
        f->n_gaps = GAPS_MOST;
}

static bool front_facts(struct visit *v, struct front *f)
{
    struct overview_plan_row *plan;
    struct overview_imported_row *imported;

    if (!overview_plan(v, &plan, v->plan, lang_code(v->lang)) ||
        !overview_imported(v, &imported, v->plan) ||
        !overview_others(v, &f->others, v->plan, lang_code(v->lang)))
        return false;
    f->vision = plan->vision;
    f->vision_translated = plan->translated;
    f->vision_heads = plan->vision && text_length(plan->vision) <= HEADING_MOST;
    f->imported = imported ? text(v, "%.10s", imported->imported_at) : NULL;
    return true;
}

static bool front(struct visit *v)
{
    struct front *f = arena_alloc(v->arena, sizeof *f);

    f->site = v->site;
    if (!front_facts(v, f) || !goal_items_load(v, &f->goals) ||
        !goal_items_count(v, &f->goals, 0, f->goals.n) ||
        !organisation_items_load(v, &f->organisations) ||
        !organisation_items_count(v, &f->organisations, NULL))
        return false;
    find_gaps(v, f);
    return show_front(v, f);
}

const struct page front_pages[] = {
    { METHOD_GET, "/", RIGHT_PUBLIC, NULL, front, &front_view, N_("Front page") },
    { 0 },
};

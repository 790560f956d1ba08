/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "plan/overview.h"

#include "base/put.h"
#include "web/address.h"

#include <string.h>

/* ---- goals ---- */

/* Parents stand before their children, so what is below grows from the last goal up. */
static void look_below(struct goal_items *list)
{
    for (int i = list->n - 1; i >= 0; i--) {
        struct goal_item *g = &list->at[i];
        g->leaves += g->row->is_leaf;
        if (g->end <= i)
            g->end = i + 1;
        if (g->parent < 0) {
            list->main++;
            list->leaves += g->leaves;
            continue;
        }
        struct goal_item *above = &list->at[g->parent];
        above->leaves += g->leaves;
        if (above->end < g->end)
            above->end = g->end;
    }
}

bool goal_items_load(struct visit *v, struct goal_items *list)
{
    struct overview_goals_rows rows;

    if (!overview_goals(v, &rows, v->plan, lang_code(v->lang)))
        return false;
    *list = (struct goal_items){
        .at = arena_alloc(v->arena, (rows.n + 1) * sizeof *list->at),
        .n = (int)rows.n,
        .ids = ids_new(v->arena, rows.n),
    };
    for (int i = 0; i < list->n; i++) {
        const struct overview_goals_row *r = &rows.at[i];
        ids_put(&list->ids, r->id, i);
        list->at[i] = (struct goal_item){
            .row = r,
            .parent = ids_find(&list->ids, r->parent),
            .address = to(v, "/tavoitteet/%s", r->goal_slug),
        };
    }
    look_below(list);
    return true;
}

bool goal_items_count(struct visit *v, struct goal_items *list, int first, int end)
{
    struct overview_goal_kinds_rows rows = { 0 };

    if (first < end &&
        !overview_goal_kinds(v, &rows, v->plan, list->at[first].row->goal_order,
                             list->at[end - 1].row->goal_order))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct overview_goal_kinds_row *r = &rows.at[i];
        struct tally *own = &list->at[ids_find(&list->ids, r->goal)].tally;
        tally_count(own, r->entry_kind, r->status, r->entries, r->actions);
    }
    for (int i = end - 1; i >= first; i--) {
        const struct goal_item *g = &list->at[i];
        bool counted_above = g->parent >= first;
        tally_add(counted_above ? &list->at[g->parent].tally : &list->all, &g->tally);
    }
    return true;
}

int goal_items_find(const struct goal_items *list, const char *slug)
{
    for (int i = 0; i < list->n; i++)
        if (strcmp(list->at[i].row->goal_slug, slug) == 0)
            return i;
    return -1;
}

int goal_items_main(const struct goal_items *list, int goal)
{
    while (list->at[goal].parent >= 0)
        goal = list->at[goal].parent;
    return goal;
}

int goal_items_neighbour(const struct goal_items *list, int goal, int step)
{
    const struct overview_goals_row *from = list->at[goal].row;

    for (int i = goal + step; i >= 0 && i < list->n; i += step) {
        const struct overview_goals_row *r = list->at[i].row;
        if (r->is_leaf == from->is_leaf && (r->is_leaf || r->level == from->level))
            return i;
    }
    return -1;
}

/* ---- organisations ---- */

bool organisation_items_load(struct visit *v, struct organisation_items *list)
{
    struct overview_organisations_rows rows;

    if (!overview_organisations(v, &rows, v->plan, lang_code(v->lang)))
        return false;
    *list = (struct organisation_items){
        .at = arena_alloc(v->arena, (rows.n + 1) * sizeof *list->at),
        .n = (int)rows.n,
        .ids = ids_new(v->arena, rows.n),
    };
    for (int i = 0; i < list->n; i++) {
        const struct overview_organisations_row *r = &rows.at[i];
        ids_put(&list->ids, r->id, i);
        list->at[i] = (struct organisation_item){
            .row = r,
            .kind = organisation_kind_of(r->organisation_kind),
            .address = to(v, "/organisaatiot/%s", r->slug),
        };
    }
    return true;
}

bool organisation_items_count(struct visit *v, struct organisation_items *list,
                              const struct organisation_item *only)
{
    struct overview_organisation_kinds_rows rows;

    if (!overview_organisation_kinds(v, &rows, v->plan, only ? only->row->id : 0,
                                     only ? only->row->id : INT64_MAX))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct overview_organisation_kinds_row *r = &rows.at[i];
        int at = ids_find(&list->ids, r->organisation);
        if (at >= 0)
            tally_count(&list->at[at].tally, r->entry_kind, r->status, r->entries,
                        r->actions);
    }
    for (int i = 0; i < list->n; i++)
        tally_add(&list->all, &list->at[i].tally);
    return true;
}

int organisation_items_find(const struct organisation_items *list, const char *slug)
{
    for (int i = 0; i < list->n; i++)
        if (strcmp(list->at[i].row->slug, slug) == 0)
            return i;
    return -1;
}

bool organisation_items_has_kind(const struct organisation_items *list,
                                 enum organisation_kind kind)
{
    for (int i = 0; i < list->n; i++)
        if (list->at[i].kind == kind)
            return true;
    return false;
}

/* ---- words ---- */

const char *foreign_lang(const struct visit *v, bool translated)
{
    return translated || v->site->lang == v->lang ? NULL : lang_code(v->site->lang);
}

const char *foreign_lang_of(const struct visit *v, const char *languages)
{
    for (enum lang l = 0; l < LANGS; l++)
        if (strncmp(languages, lang_code(l), 2) == 0)
            return l == v->lang ? NULL : lang_code(l);
    return NULL;
}

const char *number_first(struct visit *v, int64_t n)
{
    static const char *const words[] = { N_("One"),   N_("Two"),    N_("Three"), N_("Four"),
                                         N_("Five"),  N_("Six"),    N_("Seven"), N_("Eight"),
                                         N_("Nine"),  N_("Ten"),    N_("Eleven"),
                                         N_("Twelve") };
    return n >= 1 && n <= 12 ? tr(v, words[n - 1]) : say_int(v, n);
}

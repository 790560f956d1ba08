/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Those who carry out a plan, and one of them through all goals. */
#include "plan/organisation_list.view.h"
#include "plan/organisation_show.view.h"
#include "plan/pages.h"

static bool organisation_list(struct visit *v)
{
    struct organisation_list *l = arena_alloc(v->arena, sizeof *l);

    return organisation_items_load(v, &l->organisations) &&
           organisation_items_count(v, &l->organisations, NULL) && show_organisation_list(v, l);
}

static bool load_others(struct visit *v, struct organisation_show *o)
{
    struct organisation_others_rows rows;
    const struct overview_organisations_row *own = o->organisation->row;

    if (!organisation_others(v, &rows, own->id, v->plan, lang_code(v->lang)))
        return false;
    o->others = arena_alloc(v->arena, (rows.n + 1) * sizeof *o->others);
    o->n_others = rows.n;
    for (size_t i = 0; i < rows.n; i++)
        o->others[i] = (struct organisation_other){
            .title = rows.at[i].title,
            .title_lang = foreign_lang_of(v, rows.at[i].title_lang),
            .address = to_plan(v, rows.at[i].is_default ? "" : rows.at[i].slug,
                               "/organisaatiot/%s", own->slug),
        };
    return true;
}

static bool load_years(struct visit *v, struct organisation_show *o)
{
    struct told_years_rows rows;

    if (!told_years(v, &rows, v->plan))
        return false;
    o->years = arena_alloc(v->arena, (rows.n + 1) * sizeof *o->years);
    o->n_years = 0;
    for (size_t i = 0; i < rows.n; i++)
        if (rows.at[i].organisation == o->organisation->row->id)
            o->years[o->n_years++] = (struct organisation_year){
                .year = rows.at[i].year,
                .address = text(v, "%s/%lld", o->organisation->address,
                                (long long)rows.at[i].year),
            };
    return true;
}

static bool find_organisation(struct visit *v, struct organisation_show *o)
{
    if (!organisation_items_load(v, &o->organisations))
        return false;
    int at = organisation_items_find(&o->organisations, part(v, "slug"));
    if (at < 0)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such organisation in this plan."));
    o->organisation = &o->organisations.at[at];
    o->previous = at > 0 ? o->organisation - 1 : NULL;
    o->next = at + 1 < o->organisations.n ? o->organisation + 1 : NULL;
    o->crumb = (struct crumb){ to(v, "/organisaatiot"), tr(v, "Organisations") };
    return organisation_items_count(v, &o->organisations, o->organisation);
}

static bool organisation_show(struct visit *v)
{
    struct organisation_show *o = arena_alloc(v->arena, sizeof *o);

    return find_organisation(v, o) &&
           organisation_aliases(v, &o->aliases, o->organisation->row->id) && load_others(v, o) &&
           load_years(v, o) && goal_items_load(v, &o->goals) &&
           sheet_load(v, &o->sheet, &o->goals, &o->organisations, 0, o->goals.n,
                      o->organisation) &&
           show_organisation_show(v, o);
}

const struct page organisation_pages[] = {
    { METHOD_GET, "/organisaatiot", RIGHT_PUBLIC, NULL, organisation_list,
      &organisation_list_view, N_("Organisations") },
    { METHOD_GET, "/organisaatiot/{slug}", RIGHT_PUBLIC, NULL, organisation_show,
      &organisation_show_view, NULL },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The public pages of what organisations have told. */
#include "followup/told.h"

#include "followup/pages.h"
#include "followup/told_list.view.h"
#include "followup/told_show.view.h"
#include "web/address.h"

/* ---- one organisation's year ---- */

bool told_has_values(const struct desk_entry *e)
{
    for (size_t i = 0; i < e->n_metrics; i++)
        if (*e->metrics[i].value || *e->metrics[i].before)
            return true;
    return false;
}

const char *told_files(struct visit *v, const struct desk_entry *e)
{
    const char *all = "";

    for (size_t i = 0; i < e->n_files; i++)
        all = text(v, "%s%s%s", all, i ? "\n" : "",
                   to(v, "/todisteet/%lld", (long long)e->files[i]->id));
    return all;
}

/* Leaves what is told elsewhere or by others, unless it was told of. */
static void keep_told(struct told_show *t)
{
    struct desk *d = &t->desk;
    size_t n = 0;

    for (size_t i = 0; i < d->n; i++) {
        const struct desk_entry *e = &d->at[i];
        if (!e->now && !e->to_report)
            continue;
        if (e->to_report)
            tally_count(&t->tally, e->entry->row->entry_kind,
                        e->reported ? e->now->status : NULL, 1, 0);
        d->at[n++] = *e;
    }
    d->n = n;
}

static bool years_beside(struct visit *v, struct told_show *t)
{
    struct told_years_rows rows;

    if (!told_years(v, &rows, v->plan))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.at[i].organisation != t->desk.organisation->row->id)
            continue;
        if (rows.at[i].year > t->desk.round->year)
            t->next = rows.at[i].year; /* the newest come first: the last one is the nearest */
        else if (rows.at[i].year < t->desk.round->year && !t->previous)
            t->previous = rows.at[i].year;
    }
    return true;
}

static bool told_show(struct visit *v)
{
    struct told_show *t = arena_alloc(v->arena, sizeof *t);

    *t = (struct told_show){ 0 };
    if (!desk_load_told(v, part(v, "vuosi"), part(v, "slug"), &t->desk) || !years_beside(v, t))
        return false;
    t->base = t->desk.organisation->address;
    t->crumbs[0] = (struct crumb){ to(v, "/organisaatiot"), tr(v, "Organisations") };
    t->crumbs[1] = (struct crumb){ t->base, t->desk.organisation->row->name };
    keep_told(t);
    return show_told_show(v, t);
}

/* ---- all of them ---- */

/* A row for each status follows each other; a year of one organisation is one line. */
static void add_year(struct visit *v, struct told_list *l, const struct told_counts_row *r)
{
    struct told_year *last = l->n ? &l->at[l->n - 1] : NULL;
    const struct organisation_item *o =
        &l->organisations.at[ids_find(&l->organisations.ids, r->organisation)];

    if (!last || last->year != r->year || last->organisation != o) {
        last = &l->at[l->n++];
        *last = (struct told_year){
            .year = r->year,
            .organisation = o,
            .accepted_at = r->accepted_at,
            .address = to(v, "/organisaatiot/%s/%lld", o->row->slug, (long long)r->year),
        };
    }
    if (r->status)
        last->tally.entries[status_of_code(r->status)] += r->entries;
}

static bool told_list(struct visit *v)
{
    struct told_list *l = arena_alloc(v->arena, sizeof *l);
    struct told_counts_rows rows;

    *l = (struct told_list){ 0 };
    if (!organisation_items_load(v, &l->organisations) || !told_counts(v, &rows, v->plan))
        return false;
    l->at = arena_alloc(v->arena, (rows.n + 1) * sizeof *l->at);
    for (size_t i = 0; i < rows.n; i++)
        add_year(v, l, &rows.at[i]);
    return show_told_list(v, l);
}

const struct page told_pages[] = {
    { METHOD_GET, "/vuodet", RIGHT_PUBLIC, NULL, told_list, &told_list_view },
    { METHOD_GET, "/organisaatiot/{slug}/{vuosi}", RIGHT_PUBLIC, NULL, told_show,
      &told_show_view },
    { 0 },
};

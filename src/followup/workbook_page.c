/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * An organisation's workbook to take along: its part of the plan, and the year that is open.
 * It comes back on the update view (desk_page.c) or as an import. */
#include "db/db.h"
#include "followup/pages.h"
#include "followup/workbook.h"

#include <string.h>

/* The round that is answered now; NULL: none is open. */
static bool open_round(struct visit *v, const struct round_list_row **out)
{
    struct round_list_rows rounds;

    *out = NULL;
    if (!round_list(v, &rounds, v->plan))
        return false;
    for (size_t i = 0; i < rounds.n && !*out; i++)
        if (round_state_of(rounds.at[i].round_state) == ROUND_OPEN)
            *out = &rounds.at[i];
    return true;
}

static bool organisation_of(struct visit *v, const char *slug, int64_t *id)
{
    struct organisation_items list;

    if (!organisation_items_load(v, &list))
        return false;
    int at = organisation_items_find(&list, slug);
    if (at < 0)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such organisation in this plan."));
    *id = list.at[at].row->id;
    return is_own_organisation(v, *id) || has_right(v, RIGHT_COORDINATOR) ||
           fail(v, FAIL_FORBIDDEN, "%s", tr(v, "These are another organisation's rows."));
}

static void dress(struct visit *v, const void *data)
{
    const struct bytes *file = data;
    buf_put(&v->body, file->at, file->n);
}

static const struct view workbook_view = { .name = "workbook", .dress = { [FORMAT_XLSX] = dress } };

static bool workbook(struct visit *v)
{
    struct xlsx_table sheets[1 + WORKBOOK_SHEETS];
    struct desk *d = arena_alloc(v->arena, sizeof *d);
    struct bytes *file = arena_alloc(v->arena, sizeof *file);
    const struct round_list_row *round;
    const char *slug = part(v, "slug");
    struct buf out = buf_new((size_t)48 << 20);
    int64_t organisation = 0;
    size_t n = 1;

    if (!organisation_of(v, slug, &organisation) || !open_round(v, &round) ||
        (round && !desk_load(v, text(v, "%lld", (long long)round->year), slug, d)) ||
        !v->house->plan_sheet(v, organisation, &sheets[0]))
        return false;
    n += round ? workbook_sheets(v, d, &sheets[1]) : 0;
    if (xlsx_write_book(v, sheets, n, &out))
        *file = (struct bytes){ arena_copy(v->arena, out.at, out.n), out.n };
    buf_free(&out);
    v->view = &workbook_view;
    v->data = file;
    return !failed(v);
}

const struct page workbook_pages[] = {
    { METHOD_GET, "/organisaatiot/{slug}/taulukko", RIGHT_OWN, NULL, workbook, &workbook_view },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Puts together what the page of one action shows. Its history: action_history.c. */
#include "plan/action_known.h"

#include "plan/action_history.h"
#include "plan/said.h"
#include "web/address.h"

#include <assert.h>
#include <string.h>

/* ---- cells ---- */

/* A heading of its own for each extra column. */
static struct action_cell *cell_of(struct visit *v, struct action_known *known,
                                   enum field_kind field, const char *extra)
{
    for (size_t i = 0; i < known->cells.n; i++) {
        struct action_cell *c = &known->cells.at[i];
        if (c->field == field && (field != FIELD_EXTRA || strcmp(c->name, extra) == 0))
            return c;
    }
    struct action_cell *c = arena_push(v->arena, &known->cells);
    *c = (struct action_cell){
        .field = field,
        .name = field == FIELD_EXTRA ? extra : field_said(v, field),
        .name_translated = field != FIELD_EXTRA,
        .shared = true,
    };
    return c;
}

static struct action_value value_of(struct visit *v, const struct action_details_row *d)
{
    struct action_value value = { .row = d, .said = "" };

    if (d->schedule_kind)
        value.said = schedule_said(v, schedule_kind_of(d->schedule_kind), d->starts, d->ends,
                                   d->every_years == DB_NULL ? 0 : d->every_years);
    if (field_kind_of(d->field) == FIELD_METRIC)
        value.said = aim_said(v, d->unit, d->baseline, d->target, d->target_year);
    if (strcmp(value.said, d->words) == 0)
        value.said = "";
    return value;
}

static bool load_cells(struct visit *v, struct action_known *known)
{
    struct action_details_rows rows;

    if (!action_details(v, &rows, known->row->entry, known->row->id))
        return false;
    cell_of(v, known, FIELD_METRIC, ""); /* a hole there is told */
    for (enum field_kind f = FIELD_METRIC; f < FIELD_KINDS; f++)
        for (size_t i = 0; i < rows.n; i++) {
            const struct action_details_row *d = &rows.at[i];
            if (field_kind_of(d->field) != f)
                continue;
            struct action_cell *c = cell_of(v, known, f, d->field_name ? d->field_name : "");
            *arena_push(v->arena, c) = value_of(v, d);
            c->shared = c->shared && d->action == DB_NULL;
        }
    return true;
}

static bool all_shared(const struct action_known *known)
{
    for (size_t i = 0; i < known->cells.n; i++)
        if (!known->cells.at[i].shared)
            return false;
    return known->siblings.n > 1;
}

static bool load_references(struct visit *v, struct action_known *known)
{
    struct action_references_rows rows;

    if (!action_references(v, &rows, known->row->entry))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        int goal = ids_find(&known->goals.ids, rows.at[i].goal);
        enum field_kind field = field_kind_of(rows.at[i].field);
        assert(goal >= 0);
        *arena_push(v->arena, &known->references) = (struct action_reference){
            .field = field,
            .name = field_said(v, field),
            .words = rows.at[i].words,
            .goal = &known->goals.at[goal],
        };
    }
    return true;
}

bool action_refers(const struct action_known *known, enum field_kind field)
{
    for (size_t i = 0; i < known->references.n; i++)
        if (known->references.at[i].field == field)
            return true;
    return false;
}

/* ---- its place in the plan and in the document ---- */

static bool load_siblings(struct visit *v, struct action_known *known)
{
    if (!action_siblings(v, &known->siblings, v->plan, known->row->entry, lang_code(v->lang)))
        return false;
    for (size_t i = 0; i < known->siblings.n; i++)
        if (known->siblings.at[i].number == known->row->number) {
            known->previous = i ? &known->siblings.at[i - 1] : NULL;
            known->next = i + 1 < known->siblings.n ? &known->siblings.at[i + 1] : NULL;
        }
    return true;
}

static bool load_reports(struct visit *v, struct action_known *known)
{
    struct action_reports_rows rows;

    if (!action_reports(v, &rows, known->row->entry, known->row->id))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct action_reports_row *r = &rows.at[i];
        struct action_report *report = arena_push(v->arena, &known->reports);
        report->row = r;
        bool own = r->own_status && *r->own_status;
        report->status = status_of_code(own ? r->own_status : r->status);
        if (!action_report_values(v, &report->values, r->update_id))
            return false;
    }
    return true;
}

static int number(int64_t n)
{
    return n == DB_NULL ? 0 : (int)n;
}

static const char *origin(struct visit *v, const struct action_get_row *r)
{
    const struct place place = {
        .sheet = r->sheet,
        .table = number(r->table_no),
        .row = number(r->row_no),
        .column = number(r->column_no),
        .line = number(r->line_no),
    };
    return r->file_name ? place_said(v, r->file_name, &place) : NULL;
}

static void find_owners(struct action_known *known)
{
    int goal = ids_find(&known->goals.ids, known->row->goal);
    int organisation = ids_find(&known->organisations.ids, known->row->organisation);

    assert(goal >= 0 && organisation >= 0);
    known->goal = &known->goals.at[goal];
    known->organisation = &known->organisations.at[organisation];
}

static struct crumb to_all_actions(struct visit *v)
{
    return (struct crumb){ to(v, "/toimenpiteet"), tr(v, "Actions") };
}

bool action_known_load(struct visit *v, int64_t number_, struct action_known *known)
{
    struct action_get_row *row;

    if (!action_get(v, &row, v->plan, number_, lang_code(v->lang)))
        return false;
    known->row = row;
    if (!row)
        return true;
    known->crumb = to_all_actions(v);
    known->base = known->crumb.address;
    known->origin = origin(v, row);
    if (!goal_items_load(v, &known->goals) || !organisation_items_load(v, &known->organisations))
        return false;
    find_owners(known);
    if (!load_cells(v, known) || !load_references(v, known) || !load_siblings(v, known))
        return false;
    known->all_shared = all_shared(known);
    return load_reports(v, known) && action_history_load(v, number_, row->entry, &known->history);
}

/* The latest row that says that it went. */
static void find_last(struct action_gone *gone)
{
    for (size_t i = 0; i < gone->history.n && !gone->title; i++)
        for (size_t k = 0; k < gone->history.at[i].n; k++) {
            const struct action_history_row *r = gone->history.at[i].at[k].row;
            if (!*r->field && r->old_value && !r->new_value) {
                gone->title = r->old_value;
                gone->gone_at = r->changed_at;
            }
        }
}

bool action_gone_load(struct visit *v, int64_t number_, struct action_gone *gone)
{
    *gone = (struct action_gone){ .number = number_, .crumb = to_all_actions(v) };
    if (!action_history_load(v, number_, 0, &gone->history))
        return false;
    find_last(gone);
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Puts the rows of the four lists together, and tells what stands in which
 * column. What is left out on request: sheet_filter.c. */
#include "plan/sheet.h"

#include "base/lookup.h"
#include "base/text.h"

#include <string.h>

struct loading {
    struct visit *v;
    struct sheet *sheet;
    const struct goal_items *goals;
    const struct organisation_items *organisations;
    struct sheet_entries_rows entries;
    struct sheet_actions_rows actions;
    struct sheet_details_rows details;
    struct sheet_references_rows references;
    struct sheet_detail *detail;       /* as details, with what their codes mean */
    struct sheet_reference *reference; /* as references, resolved */
    size_t next_action, next_detail, next_reference;
};

/* Most pages of a plan's first year need no more than this look at what is there. */
static bool load_told(struct loading *l)
{
    for (size_t i = 0; i < l->entries.n; i++)
        if (l->entries.at[i].status)
            return told_years(l->v, &l->sheet->told, l->v->plan);
    return true;
}

static bool load_rows(struct loading *l, int from, int end,
                      const struct organisation_item *organisation)
{
    struct visit *v = l->v;
    int64_t first = l->goals->at[from].row->goal_order;
    int64_t last = l->goals->at[end - 1].row->goal_order;
    int64_t least = organisation ? organisation->row->id : 0;
    int64_t most = organisation ? organisation->row->id : INT64_MAX;

    return sheet_entries(v, &l->entries,
                         &(struct sheet_entries_args){ v->plan, first, last, least, most }) &&
           sheet_actions(v, &l->actions,
                         &(struct sheet_actions_args){ v->plan, first, last, least, most,
                                                       lang_code(v->lang) }) &&
           sheet_details(v, &l->details,
                         &(struct sheet_details_args){ v->plan, first, last, least, most }) &&
           sheet_references(v, &l->references,
                            &(struct sheet_references_args){ v->plan, first, last, least, most });
}

static void understand_details(struct loading *l)
{
    bool seen[FIELD_KINDS] = { false };

    l->detail = arena_alloc(l->v->arena, (l->details.n + 1) * sizeof *l->detail);
    for (size_t i = 0; i < l->details.n; i++) {
        enum field_kind field = field_kind_of(l->details.at[i].field);
        l->detail[i] = (struct sheet_detail){ .field = field, .row = &l->details.at[i] };
        seen[field] = true;
    }
    l->sheet->has.schedules = seen[FIELD_SCHEDULE];
    l->sheet->has.actors = seen[FIELD_ACTOR];
    l->sheet->has.followups = seen[FIELD_FOLLOWUP];
    l->sheet->has.extras = seen[FIELD_EXTRA];
}

/* The values from the next one on that belong to one action (DB_NULL: to the entry). */
static size_t take_details(struct loading *l, int64_t entry, int64_t action,
                           const struct sheet_detail **at)
{
    size_t n = 0;

    *at = l->detail + l->next_detail;
    while (l->next_detail < l->details.n && l->details.at[l->next_detail].entry == entry &&
           l->details.at[l->next_detail].action == action) {
        l->next_detail++;
        n++;
    }
    return n;
}

static void take_actions(struct loading *l, struct sheet_entry *e)
{
    size_t n = 0, first = l->next_action;
    struct sheet_action *actions;
    bool own = false;

    while (first + n < l->actions.n && l->actions.at[first + n].entry == e->row->id)
        n++;
    actions = arena_alloc(l->v->arena, (n + 1) * sizeof *actions);
    for (size_t i = 0; i < n; i++) {
        actions[i].row = &l->actions.at[first + i];
        actions[i].n_details =
            take_details(l, e->row->id, actions[i].row->id, &actions[i].details);
        own |= actions[i].n_details > 0;
    }
    e->actions = actions;
    e->n_actions = n;
    e->rows = own ? n : 1;
    l->next_action += n;
}

/* What is referred to stands in the same organisation's entry of the other goal. */
static void take_references(struct loading *l, struct sheet_entry *e)
{
    e->references = l->reference + l->next_reference;
    for (; l->next_reference < l->references.n &&
           l->references.at[l->next_reference].entry == e->row->id;
         l->next_reference++, e->n_references++) {
        const struct sheet_references_row *r = &l->references.at[l->next_reference];
        const struct goal_item *goal = &l->goals->at[ids_find(&l->goals->ids, r->goal)];
        l->reference[l->next_reference] = (struct sheet_reference){
            .field = *r->field ? field_kind_of(r->field) : FIELD_KINDS,
            .words = r->words,
            .goal = goal,
            .address = text(l->v, "%s#%s", goal->address, e->organisation->row->slug),
        };
    }
}

static void put_together(struct loading *l)
{
    struct sheet *sheet = l->sheet;

    understand_details(l);
    l->reference = arena_alloc(l->v->arena, (l->references.n + 1) * sizeof *l->reference);
    sheet->at = arena_alloc(l->v->arena, (l->entries.n + 1) * sizeof *sheet->at);
    sheet->n = l->entries.n;
    for (size_t i = 0; i < sheet->n; i++) {
        struct sheet_entry *e = &sheet->at[i];
        e->row = &l->entries.at[i];
        e->goal = &l->goals->at[ids_find(&l->goals->ids, e->row->goal)];
        e->organisation = &l->organisations->at[ids_find(&l->organisations->ids,
                                                         e->row->organisation)];
        e->status = status_of_entry(entry_kind_of(e->row->entry_kind), e->row->status);
        e->n_details = take_details(l, e->row->id, DB_NULL, &e->details);
        take_actions(l, e);
        take_references(l, e);
        sheet->actions += (int64_t)e->n_actions;
    }
}

bool sheet_load(struct visit *v, struct sheet *sheet, const struct goal_items *goals,
                const struct organisation_items *organisations, int first, int end,
                const struct organisation_item *organisation)
{
    struct loading l = {
        .v = v, .sheet = sheet, .goals = goals, .organisations = organisations
    };
    struct sheet_metrics_row *plan;

    *sheet = (struct sheet){ 0 };
    if (first == end)
        return true;
    if (!load_rows(&l, first, end, organisation) || !load_told(&l) ||
        !sheet_metrics(v, &plan, v->plan))
        return false;
    sheet->has.metrics = plan->metrics;
    put_together(&l);
    return true;
}

const char *sheet_told_address(struct visit *v, const struct sheet *sheet,
                               const struct sheet_entry *e)
{
    for (size_t i = 0; i < sheet->told.n; i++)
        if (sheet->told.at[i].organisation == e->organisation->row->id &&
            sheet->told.at[i].year == e->row->status_year)
            return text(v, "%s/%lld#%s", e->organisation->address,
                        (long long)e->row->status_year, e->goal->row->goal_slug);
    return NULL;
}

/* ---- columns ---- */

static enum sheet_column column_of(enum field_kind field)
{
    static const enum sheet_column of[FIELD_KINDS] = {
        [FIELD_ACTION] = COLUMN_ACTION,     [FIELD_METRIC] = COLUMN_METRIC,
        [FIELD_SCHEDULE] = COLUMN_WHEN,     [FIELD_ACTOR] = COLUMN_WHEN,
        [FIELD_FOLLOWUP] = COLUMN_FOLLOWUP, [FIELD_EXTRA] = COLUMN_FOLLOWUP,
    };
    return of[field];
}

bool sheet_has(const struct sheet *sheet, enum sheet_column column)
{
    switch (column) {
    case COLUMN_METRIC:
        return sheet->has.metrics;
    case COLUMN_WHEN:
        return sheet->has.schedules || sheet->has.actors;
    case COLUMN_FOLLOWUP:
        return sheet->has.followups || sheet->has.extras;
    default:
        return true;
    }
}

int sheet_columns_n(const struct sheet *sheet)
{
    int n = 0;
    for (enum sheet_column c = 0; c < COLUMNS; c++)
        n += sheet_has(sheet, c);
    return n;
}

const char *sheet_heading(struct visit *v, const struct sheet *sheet, enum sheet_column column)
{
    switch (column) {
    case COLUMN_METRIC:
        return tr(v, "Metric");
    case COLUMN_WHEN:
        return !sheet->has.actors      ? tr(v, "When")
               : !sheet->has.schedules ? tr(v, "Who")
                                        : tr(v, "When and who");
    case COLUMN_FOLLOWUP:
        return sheet->has.followups ? tr(v, "Follow-up") : tr(v, "More");
    default:
        return tr(v, "What is done");
    }
}

bool sheet_has_own(const struct sheet_entry *e, enum sheet_column column)
{
    if (e->rows == 1 || column == COLUMN_ACTION)
        return true;
    for (size_t i = 0; i < e->n_actions; i++)
        for (size_t k = 0; k < e->actions[i].n_details; k++)
            if (column_of(e->actions[i].details[k].field) == column)
                return true;
    return false;
}

static bool any(const struct sheet_detail *at, size_t n, enum field_kind field)
{
    for (size_t i = 0; i < n; i++)
        if (at[i].field == field)
            return true;
    return false;
}

bool sheet_has_field(const struct sheet_entry *e, size_t row, enum field_kind field)
{
    for (size_t i = 0; i < e->n_references; i++)
        if (e->references[i].field == field)
            return true;
    return any(e->details, e->n_details, field) ||
           (e->rows > 1 && any(e->actions[row].details, e->actions[row].n_details, field));
}

/* ---- for CSV ---- */

static void join(struct buf *out, const struct sheet_detail *at, size_t n, enum field_kind field,
                 const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (at[i].field == field && (!name || strcmp(at[i].row->field_name, name) == 0))
            buf_printf(out, "%s%s", out->n ? "\n" : "", at[i].row->words);
}

static const char *joined(struct visit *v, struct buf *out)
{
    const char *copy = out->n ? arena_copy(v->arena, out->at, out->n) : "";
    buf_free(out);
    return copy;
}

const char *sheet_joined(struct visit *v, const struct sheet_entry *e, size_t action,
                         enum field_kind field, const char *name)
{
    struct buf out = buf_new(1 << 20);

    join(&out, e->details, e->n_details, field, name);
    if (action < e->n_actions)
        join(&out, e->actions[action].details, e->actions[action].n_details, field, name);
    return joined(v, &out);
}

const char *sheet_joined_references(struct visit *v, const struct sheet_entry *e)
{
    struct buf out = buf_new(1 << 20);

    for (size_t i = 0; i < e->n_references; i++) {
        const struct sheet_reference *r = &e->references[i];
        buf_printf(&out, "%s%s%s%s", out.n ? "\n" : "",
                   r->field < FIELD_KINDS ? field_kind_code(r->field) : "",
                   r->field < FIELD_KINDS ? ":" : "", r->goal->row->code);
    }
    return joined(v, &out);
}

static void note_extras(struct visit *v, struct lookup *seen, struct sheet_extras *list,
                        const struct sheet_detail *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *name = at[i].row->field_name;
        if (at[i].field != FIELD_EXTRA || lookup_find(seen, name) >= 0)
            continue;
        lookup_put(v->arena, seen, name, 0);
        *arena_push(v->arena, list) = name;
    }
}

struct sheet_extras sheet_extras(struct visit *v, const struct sheet *sheet)
{
    struct sheet_extras list = { 0 };
    struct lookup seen = { 0 };

    for (size_t i = 0; i < sheet->n; i++) {
        const struct sheet_entry *e = &sheet->at[i];
        note_extras(v, &seen, &list, e->details, e->n_details);
        for (size_t k = 0; k < e->n_actions; k++)
            note_extras(v, &seen, &list, e->actions[k].details, e->actions[k].n_details);
    }
    return list;
}

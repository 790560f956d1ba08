/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A settled plan as one table, a line for each action. What belongs to an entry is
 * repeated on each of its lines; plan_settle() brings it together again. */
#include "base/lookup.h"
#include "base/text.h"
#include "intake/exchange_parts.h"

#include <string.h>

/* What a line is about; NULL where the plan has none of it. */
struct row {
    const struct organisation *organisation;
    const struct entry *entry;
    const struct action *action;
    int goal; /* -1: none */
    bool first;
};

struct filler {
    struct visit *v;
    const struct plan *plan;
    struct {
        struct row *at;
        size_t n, cap;
    } rows;
    bool alike; /* some goals can't be told apart by number and title */
};

static void add_row(struct filler *f, struct row row)
{
    row.first = !f->rows.n;
    *arena_push(f->v->arena, &f->rows) = row;
}

static void add_entry_rows(struct filler *f, const struct entry *e)
{
    struct row row = { .organisation = &f->plan->organisations.at[e->organisation],
                       .entry = e,
                       .goal = e->goal };

    for (size_t i = 0; i < e->actions.n; i++) {
        row.action = &e->actions.at[i];
        add_row(f, row);
    }
    if (!e->actions.n)
        add_row(f, row);
}

/* A plan without goals or organisations still has lines for what it has. */
static void add_rows(struct filler *f)
{
    const struct plan *p = f->plan;

    for (size_t i = 0; i < p->entries.n; i++)
        add_entry_rows(f, &p->entries.at[i]);
    for (size_t i = 0; !p->goals.n && i < p->organisations.n; i++)
        add_row(f, (struct row){ .organisation = &p->organisations.at[i], .goal = -1 });
    for (int i = 0; !p->organisations.n && i < (int)p->goals.n; i++)
        if (goal_is_leaf(p, i))
            add_row(f, (struct row){ .goal = i });
    if (!f->rows.n)
        add_row(f, (struct row){ .goal = -1 });
}

/* The goal's ancestor at a level, itself at its own and at level 0; NULL below it. */
static const struct goal *goal_at(const struct plan *p, int goal, int level)
{
    if (goal < 0 || p->goals.at[goal].level < level)
        return NULL;
    while (level && p->goals.at[goal].level > level)
        goal = p->goals.at[goal].parent;
    return &p->goals.at[goal];
}

static bool goals_alike(struct visit *v, const struct plan *p)
{
    struct lookup seen = { 0 };

    for (size_t i = 0; i < p->goals.n; i++) {
        const struct goal *g = &p->goals.at[i];
        const char *key = text(v, "%d\n%s\n%s", g->parent, g->number, g->title);
        if ((!*g->number && !*g->title) || lookup_find(&seen, key) >= 0)
            return true;
        lookup_put(v->arena, &seen, key, 1);
    }
    return false;
}

/* "1.2": the goal's place among its siblings, from the top. */
static const char *position_path(struct visit *v, const struct plan *p, int goal)
{
    const char *path = "";

    for (; goal >= 0; goal = p->goals.at[goal].parent)
        path = text(v, "%d%s%s", p->goals.at[goal].position, *path ? "." : "", path);
    return path;
}

static void collect(struct visit *v, struct exchange_values *out, const struct details *list,
                    const struct exchange_column *c)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct detail *d = &list->at[i];
        if (d->field == c->field && (d->field != FIELD_EXTRA || strcmp(d->name, c->extra) == 0))
            *arena_push(v->arena, out) = d->words;
    }
}

static const char *field_cell(struct visit *v, const struct row *row,
                              const struct exchange_column *c)
{
    struct exchange_values values = { 0 };

    if (row->entry)
        collect(v, &values, &row->entry->details, c);
    if (row->action)
        collect(v, &values, &row->action->details, c);
    return exchange_join(v, &values);
}

static bool collect_facts(struct visit *v, struct exchange_values *out, const struct details *list,
                          enum metric_fact fact)
{
    bool any = false;

    for (size_t i = 0; i < list->n; i++) {
        if (list->at[i].field != FIELD_METRIC)
            continue;
        const char *value = metric_fact(&list->at[i], fact);
        any |= value != NULL;
        *arena_push(v->arena, out) = exchange_dashed(v, value);
    }
    return any;
}

static const char *fact_cell(struct visit *v, const struct row *row, enum metric_fact fact)
{
    struct exchange_values values = { 0 };
    bool any = row->entry && collect_facts(v, &values, &row->entry->details, fact);

    any |= row->action && collect_facts(v, &values, &row->action->details, fact);
    return any ? exchange_join(v, &values) : NULL;
}

/* words: the words of each, not its code. */
static const char *refers_cell(struct filler *f, const struct row *row, bool words)
{
    struct exchange_values values = { 0 };
    bool any = !words;

    for (size_t i = 0; row->entry && i < row->entry->references.n; i++) {
        const struct reference *r = &row->entry->references.at[i];
        const char *code = exchange_reference(f->v, f->plan, r);
        any |= r->words != NULL;
        *arena_push(f->v->arena, &values) = words ? exchange_dashed(f->v, r->words) : code;
    }
    return any ? exchange_join(f->v, &values) : "";
}

static const char *goal_cell(const struct plan *p, const struct row *row,
                             const struct exchange_column *c)
{
    const struct goal *g = goal_at(p, row->goal, c->level);
    const struct goal *own = row->goal < 0 ? NULL : &p->goals.at[row->goal];

    switch (c->what) {
    case EXCHANGE_NUMBER:
        return g ? g->number : NULL;
    case EXCHANGE_TITLE:
        return g ? g->title : NULL;
    case EXCHANGE_TITLE_IN:
        return g ? g->titles.in[c->lang] : NULL;
    default: /* EXCHANGE_QUESTION: a goal's own stands in the column without a level */
        return g && (g == own) == !c->level ? g->question : NULL;
    }
}

static const char *organisation_cell(struct visit *v, const struct organisation *o,
                                     const struct exchange_column *c)
{
    switch (c->what) {
    case EXCHANGE_ORGANISATION:
        return o->name;
    case EXCHANGE_ORGANISATION_NAME:
        return o->names.in[c->lang];
    case EXCHANGE_SHORT_NAME:
        return o->short_name;
    case EXCHANGE_ALIAS:
        return exchange_join(
            v, &(struct exchange_values){ o->aliases.at, o->aliases.n, o->aliases.cap });
    default: /* EXCHANGE_ORGANISATION_KIND: only where the name does not tell it */
        return o->kind == organisation_kind_from_name(v, o->name)
                   ? NULL
                   : organisation_kind_code(o->kind);
    }
}

static const char *plan_cell(const struct plan *p, const struct exchange_column *c)
{
    switch (c->what) {
    case EXCHANGE_PLAN:
        return p->title;
    case EXCHANGE_PLAN_IN:
        return p->titles.in[c->lang];
    case EXCHANGE_VISION:
        return p->vision;
    case EXCHANGE_VISION_IN:
        return p->visions.in[c->lang];
    case EXCHANGE_AREA:
        return p->area;
    case EXCHANGE_STARTS:
        return p->starts;
    case EXCHANGE_ENDS:
        return p->ends;
    case EXCHANGE_LANGUAGES:
        return p->languages;
    default:
        return p->state;
    }
}

static const char *action_cell(const struct row *row)
{
    return row->action ? row->action->title : row->entry ? row->entry->reason : NULL;
}

/* NULL or "": empty. */
static const char *cell_of(struct filler *f, const struct row *row, const struct exchange_column *c)
{
    switch (c->what) {
    case EXCHANGE_ORGANISATION:
    case EXCHANGE_ORGANISATION_NAME:
    case EXCHANGE_SHORT_NAME:
    case EXCHANGE_ORGANISATION_KIND:
    case EXCHANGE_ALIAS:
        return row->organisation ? organisation_cell(f->v, row->organisation, c) : NULL;
    case EXCHANGE_NUMBER:
    case EXCHANGE_TITLE:
    case EXCHANGE_TITLE_IN:
    case EXCHANGE_QUESTION:
        return goal_cell(f->plan, row, c);
    case EXCHANGE_POSITION:
        return f->alike ? position_path(f->v, f->plan, row->goal) : NULL;
    case EXCHANGE_ACTION:
        return action_cell(row);
    case EXCHANGE_ACTION_IN:
        return row->action ? row->action->titles.in[c->lang] : NULL;
    case EXCHANGE_FIELD:
        return field_cell(f->v, row, c);
    case EXCHANGE_FACT:
        return fact_cell(f->v, row, c->fact);
    case EXCHANGE_REFERS:
    case EXCHANGE_REFERS_WORDS:
        return refers_cell(f, row, c->what == EXCHANGE_REFERS_WORDS);
    case EXCHANGE_NOT_APPLICABLE:
        return row->entry && row->entry->kind == ENTRY_NOT_OURS ? "1" : NULL;
    default:
        return row->first ? plan_cell(f->plan, c) : NULL;
    }
}

static void name_extras(struct visit *v, struct lookup *seen, const struct details *list,
                        struct exchange_columns *out)
{
    for (size_t i = 0; i < list->n; i++) {
        const char *name = list->at[i].name;
        if (list->at[i].field != FIELD_EXTRA || lookup_find(seen, name) >= 0)
            continue;
        lookup_put(v->arena, seen, name, 1);
        *arena_push(v->arena, out) = exchange_column_extra(v, name);
    }
}

/* All columns there can be, the plan's extra ones after the goals'. */
static void possible_columns(struct visit *v, const struct plan *p, struct exchange_columns *out)
{
    struct exchange_columns all = { 0 };
    struct lookup seen = { 0 };
    size_t i = 0;

    exchange_columns_all(v, &all);
    for (; all.at[i].what != EXCHANGE_ORGANISATION_NAME; i++)
        *arena_push(v->arena, out) = all.at[i];
    for (size_t k = 0; k < p->entries.n; k++) {
        const struct entry *e = &p->entries.at[k];
        name_extras(v, &seen, &e->details, out);
        for (size_t a = 0; a < e->actions.n; a++)
            name_extras(v, &seen, &e->actions.at[a].details, out);
    }
    for (; i < all.n; i++)
        *arena_push(v->arena, out) = all.at[i];
}

static bool column_needed(struct filler *f, const struct exchange_column *c)
{
    for (size_t i = 0; i < f->rows.n; i++) {
        const char *cell = cell_of(f, &f->rows.at[i], c);
        if (cell && *cell)
            return true;
    }
    return false;
}

void exchange_table_fill(struct visit *v, const struct plan *p, struct exchange_table *out)
{
    struct filler f = { .v = v, .plan = p, .alike = goals_alike(v, p) };
    struct exchange_columns possible = { 0 };

    add_rows(&f);
    possible_columns(v, p, &possible);
    *out = (struct exchange_table){ .rows = f.rows.n };
    for (size_t i = 0; i < possible.n; i++)
        if (i < EXCHANGE_ALWAYS || column_needed(&f, &possible.at[i]))
            *arena_push(v->arena, &out->columns) = possible.at[i];
    out->cells = arena_alloc(v->arena, out->rows * out->columns.n * sizeof *out->cells);
    for (size_t row = 0; row < out->rows; row++)
        for (size_t i = 0; i < out->columns.n; i++) {
            const char *cell = cell_of(&f, &f.rows.at[row], &out->columns.at[i]);
            out->cells[row * out->columns.n + i] = cell ? cell : "";
        }
}

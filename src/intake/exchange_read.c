/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The exchange table back into a plan. What each cell means is told by its column
 * alone; how lines become goals and entries is in exchange_rows.c. */
#include "base/lookup.h"
#include "base/put.h"
#include "base/text.h"
#include "intake/exchange_read.h"

#include <string.h>

/* The text of a cell as exchange_table_fill() had it; "" for an empty one. */
static const char *text_at(struct visit *v, const struct table *t, int row, int column)
{
    const struct cell *c = t->cells[row * t->columns + column];
    return !c || !c->n ? "" : csv_bare(c->n == 1 ? c->at[0].text : cell_text(v, c));
}

static struct place place_at(const struct table *t, int row, int column)
{
    const struct cell *c = t->cells[row * t->columns + column];
    return (struct place){ .table = t->number,
                           .row = row + 1,
                           .column = column + 1,
                           .line = c ? c->line : 0,
                           .sheet = t->name };
}

/* ---- the heading ---- */

static bool heading_has(const struct table *t, const char *name)
{
    for (int i = 0; i < t->columns; i++) {
        const struct cell *c = t->cells[i];
        if (c && c->n == 1 && strcmp(c->at[0].text, name) == 0)
            return true;
    }
    return false;
}

/* Plans in English have tables with "organisation", "goal" and "action" too; only
 * ours have the other names. */
static bool is_exchange_table(const struct table *t)
{
    static const char *const ours[] = { "goal_number", "subgoal_number", "refers_to",
                                        "not_applicable" };
    bool found = false;

    if (!t || t->rows < 1)
        return false;
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        found |= heading_has(t, ours[i]);
    return found && heading_has(t, "organisation") && heading_has(t, "goal") &&
           heading_has(t, "action");
}

bool exchange_recognise(const struct document *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (is_exchange_table(d->at[i].table))
            return true;
    return false;
}

static bool column_is_empty(struct visit *v, const struct table *t, int column)
{
    for (int row = 1; row < t->rows; row++)
        if (*text_at(v, t, row, column))
            return false;
    return true;
}

/* A column whose heading we do not know, or that stands there twice. */
static struct exchange_column unknown_column(struct exchange_reading *r, const struct table *t,
                                             int column, const char *name)
{
    if (!column_is_empty(r->v, t, column))
        exchange_doubt(r, DOUBT_COLUMN, place_at(t, 0, column), name, NULL);
    return exchange_column_extra(r->v, name);
}

static struct exchange_column *read_heading(struct exchange_reading *r, const struct table *t)
{
    struct visit *v = r->v;
    struct exchange_column *columns = arena_alloc(v->arena, (size_t)t->columns * sizeof *columns);
    struct exchange_columns all = { 0 };
    struct lookup names = { 0 };

    exchange_columns_all(v, &all);
    for (size_t i = 0; i < all.n; i++)
        lookup_put(v->arena, &names, all.at[i].name, (int)i);
    for (int i = 0; i < t->columns; i++) {
        const char *name = text_squeeze(v->arena, text_at(v, t, 0, i));
        int known = lookup_find(&names, name);
        if (known >= 0 && all.at[known].name) {
            columns[i] = all.at[known];
            all.at[known].name = NULL;
        } else if (text_begins(name, "extra:")) {
            columns[i] = exchange_column_extra(v, text_squeeze(v->arena, name + strlen("extra:")));
        } else {
            columns[i] = unknown_column(r, t, i, name);
        }
    }
    return columns;
}

/* ---- a line ---- */

static void take_field(struct exchange_reading *r, struct exchange_line *line,
                       const struct exchange_column *c, struct place place, const char *cell)
{
    struct exchange_values values = { 0 };

    exchange_split(r->v, cell, &values);
    for (size_t i = 0; i < values.n; i++) {
        struct detail *d = arena_push(r->v->arena, &line->details);
        *d = (struct detail){ .field = c->field,
                              .name = c->extra,
                              .words = values.at[i],
                              .place = place,
                              .organisation = -1 };
        if (d->field == FIELD_SCHEDULE)
            schedule_parse(r->v, d);
        d->not_measured = d->field == FIELD_METRIC && value_not_measured(r->v, d->words);
    }
}

/* Where a cell that holds one text goes; NULL for the other columns. */
static const char **slot_of(struct exchange_line *line, struct plan *p,
                            const struct exchange_column *c)
{
    struct exchange_goal_cells *goal = &line->goals[c->level];

    switch (c->what) {
    case EXCHANGE_ORGANISATION:
        return &line->organisation.name;
    case EXCHANGE_ORGANISATION_NAME:
        return &line->organisation.names.in[c->lang];
    case EXCHANGE_SHORT_NAME:
        return &line->organisation.short_name;
    case EXCHANGE_ORGANISATION_KIND:
        return &line->organisation_kind;
    case EXCHANGE_ALIAS:
        return &line->aliases;
    case EXCHANGE_NUMBER:
        return &goal->number;
    case EXCHANGE_TITLE:
        return &goal->title;
    case EXCHANGE_TITLE_IN:
        return &goal->titles.in[c->lang];
    case EXCHANGE_QUESTION:
        return &goal->question;
    case EXCHANGE_POSITION:
        return &line->position;
    case EXCHANGE_ACTION:
        return &line->action;
    case EXCHANGE_ACTION_IN:
        return &line->actions.in[c->lang];
    case EXCHANGE_REFERS:
        return &line->refers;
    case EXCHANGE_REFERS_WORDS:
        return &line->refers_words;
    case EXCHANGE_NOT_APPLICABLE:
        return &line->not_applicable;
    case EXCHANGE_FACT:
        return &line->facts[c->fact].cell;
    case EXCHANGE_FIELD:
        return NULL;
    case EXCHANGE_PLAN:
        return &p->title;
    case EXCHANGE_PLAN_IN:
        return &p->titles.in[c->lang];
    case EXCHANGE_VISION:
        return &p->vision;
    case EXCHANGE_VISION_IN:
        return &p->visions.in[c->lang];
    case EXCHANGE_AREA:
        return &p->area;
    case EXCHANGE_STARTS:
        return &p->starts;
    case EXCHANGE_ENDS:
        return &p->ends;
    case EXCHANGE_LANGUAGES:
        return &p->languages;
    case EXCHANGE_STATE:
        return &p->state;
    }
    return NULL;
}

/* The lines of a cell of facts are those of the cell of metrics; an empty one empties them all. */
static void take_facts(struct exchange_reading *r, struct exchange_line *line,
                       enum metric_fact fact)
{
    const struct exchange_fact_cell *from = &line->facts[fact];
    struct exchange_values values = { 0 };
    size_t n = 0;

    exchange_split(r->v, text_or_empty(from->cell), &values);
    for (size_t i = 0; i < line->details.n; i++) {
        struct detail *d = &line->details.at[i];
        if (d->field != FIELD_METRIC)
            continue;
        const char *value = n < values.n ? exchange_undashed(values.at[n]) : NULL;
        metric_fact_set(d, fact, value);
        d->facts_told |= 1u << fact;
        d->not_measured = d->not_measured && !value;
        n++;
    }
    if (values.n && values.n != n)
        exchange_doubt(r, DOUBT_FACTS, from->place, from->cell, metric_fact_code(fact));
}

static void read_line(struct exchange_reading *r, const struct table *t,
                      const struct exchange_column *columns, int row)
{
    struct exchange_line line = { .place = place_at(t, row, 0), .words = "" };

    line.place.column = 0;
    for (int i = 0; i < t->columns; i++) {
        const char *cell = text_at(r->v, t, row, i);
        const char **slot = slot_of(&line, &r->out->plan, &columns[i]);
        if (columns[i].what == EXCHANGE_FACT)
            line.facts[columns[i].fact] =
                (struct exchange_fact_cell){ true, NULL, place_at(t, row, i) };
        if (!*cell)
            continue;
        if (!slot)
            take_field(r, &line, &columns[i], place_at(t, row, i), cell);
        else if (!*slot || !**slot)
            *slot = cell;
        if (columns[i].what == EXCHANGE_ACTION)
            line.action_place = place_at(t, row, i);
        if (!*line.words || columns[i].what == EXCHANGE_ACTION)
            line.words = cell;
    }
    for (enum metric_fact f = 0; f < METRIC_FACTS; f++)
        if (line.facts[f].told)
            take_facts(r, &line, f);
    if (*line.words)
        exchange_line_place(r, &line);
}

static void read_table(struct exchange_reading *r, const struct table *t)
{
    const struct exchange_column *columns = read_heading(r, t);

    for (int row = 1; row < t->rows; row++)
        read_line(r, t, columns, row);
}

/* ---- the document ---- */

void exchange_doubt(struct exchange_reading *r, enum doubt_kind kind, struct place place,
                    const char *words, const char *guess)
{
    *arena_push(r->v->arena, &r->out->doubts) = (struct doubt){
        .kind = kind, .place = place, .words = text_cut(r->v->arena, words, 300), .guess = guess
    };
}

/* What stands beside the tables has no place in the plan. */
static void doubt_block(struct exchange_reading *r, const struct block *b)
{
    const struct table *t = b->table;

    if (!t) {
        exchange_doubt(r, DOUBT_UNPLACED, (struct place){ .line = b->line }, b->text, NULL);
        return;
    }
    for (int i = 0; i < t->rows * t->columns; i++) {
        int row = i / t->columns, column = i % t->columns;
        const char *cell = text_at(r->v, t, row, column);
        if (*cell) {
            exchange_doubt(r, DOUBT_TABLE_SKIPPED, place_at(t, row, column), cell, NULL);
            return;
        }
    }
}

static const char *name_of_document(struct visit *v, const struct document *d)
{
    const char *dot = strrchr(d->name, '.');
    return dot && dot > d->name ? arena_copy(v->arena, d->name, (size_t)(dot - d->name)) : d->name;
}

bool exchange_read(struct visit *v, const struct document *d, const char *organisation,
                   struct recognised *out)
{
    *out = (struct recognised){ .plan.title = "" };
    struct exchange_reading r = { .v = v,
                                  .out = out,
                                  .organisation = organisation ? organisation
                                                               : name_of_document(v, d),
                                  .organisation_given = organisation != NULL };

    for (size_t i = 0; i < d->n && !failed(v); i++)
        if (is_exchange_table(d->at[i].table))
            read_table(&r, d->at[i].table);
        else
            doubt_block(&r, &d->at[i]);
    return !failed(v) && exchange_finish(&r);
}

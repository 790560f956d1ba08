/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which tables are the plan's, where a document has others that look like one: the
 * annual clock, a list of tasks, what became of the plan before; and where tables
 * begin that a sheet has under each other. Where some table is
 * a plan beyond doubt, one that only may be is left out. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

enum { ROWS_LOOKED_AT = 40, LEVEL_OF_LINE = 20 };

/* A heading opens until the next one that stands as high. Lines that nobody styled
 * stand lowest. */
void over_read(struct finder *f, const struct block *b, struct over *over)
{
    int level = b->kind == BLOCK_HEADING ? b->level : LEVEL_OF_LINE;

    if (b->kind == BLOCK_TABLE || b->contents || !*b->text ||
        text_length(b->text) > HEADING_LONGEST)
        return;
    if (over->past >= level)
        over->past = 0;
    if (over->other >= level)
        over->other = 0;
    if (!over->past && heading_is_past(f->v, b->text))
        over->past = level;
    if (!over->other && heading_is_other(f->v, b->text))
        over->other = level;
}

/* A row for each month is an annual clock. */
static bool is_month(struct visit *v, const char *name)
{
    static const char *const words[] = { "kuukausi", "kk", "viikko", "månad", "vecka", "month",
                                         "week", NULL };
    for (const char *const *w = words; *w; w++)
        if (name && text_same(name, *w))
            return true;
    return name && heading_is_other(v, name);
}

/* "Riski | Toimenpide | Vastuu": a table about something else than goals. */
static bool is_about_other(const struct columns *c)
{
    for (int i = 0; i < c->n; i++)
        if (c->at[i].name && c->at[i].kind != COLUMN_NUMBER)
            return !c->at[i].kind || c->at[i].kind == COLUMN_EXTRA;
    return false;
}

bool table_is_plan(struct finder *f, const struct columns *c, const struct over *over)
{
    bool goal = false, action = false, aside = is_about_other(c);

    if (over->past)
        return false;
    for (int i = 0; i < c->n; i++) {
        const struct column *at = &c->at[i];
        goal |= at->kind == COLUMN_GOAL && at->name && !at->weak;
        action |= (at->kind == COLUMN_ACTION || at->kind == COLUMN_MEASURE) && !at->weak;
        aside |= !at->kind && is_month(f->v, at->name);
    }
    return goal || (action && !aside && !over->other);
}

/* Where lines that stand alone begin that lead to another heading; t->rows: nowhere.
 * heading: the row after which there is at least one of data. */
static int next_lines(struct finder *f, const struct table *t, int heading)
{
    const struct cell *only;
    int lines = -1, data = 0;

    for (int r = heading + 1; r < t->rows; r++) {
        int n = grid_filled(t, r, &only);
        if (n <= 1 && !(n && only->column) && data) {
            lines = lines < 0 ? r : lines;
            continue;
        }
        if (n > 1 && lines >= 0 && columns_may_begin(f, t, r))
            return lines;
        lines = -1;
        data += n > 0;
    }
    return t->rows;
}

struct sheet_part sheet_part(struct finder *f, const struct table *t, int first)
{
    struct sheet_part part = { .first = first, .table = first };
    const struct cell *only;

    while (part.table < t->rows && grid_filled(t, part.table, &only) <= 1)
        part.table++;
    part.end = next_lines(f, t, part.table);
    if (!first && part.end == t->rows)
        part.table = 0; /* all of it is one table */
    return part;
}

struct table *sheet_table(struct finder *f, const struct table *t, const struct sheet_part *part)
{
    struct table *out = arena_alloc(f->v->arena, sizeof *out);

    *out = *t;
    out->cells = t->cells + (size_t)part->table * (size_t)t->columns;
    out->rows = part->end - part->table;
    return out;
}

static void look(struct finder *f, const struct table *t, struct over *over)
{
    struct sheet_part part;

    for (int first = 0; first < t->rows && !f->strict; first = part.end) {
        part = sheet_part(f, t, first);
        for (int r = part.first; r < part.table; r++) {
            const char *words = grid_line(f, grid_cell(t, r, 0));
            over_read(f, &(struct block){ .kind = BLOCK_PARAGRAPH, .text = words }, over);
        }
        const struct table *own = sheet_table(f, t, &part);
        for (int r = 0; !f->strict && r < own->rows && r < ROWS_LOOKED_AT; r++) {
            struct columns found;
            f->strict = columns_look(f, own, r, &found) && table_is_plan(f, &found, over);
        }
    }
}

void tables_look(struct finder *f)
{
    struct over over = { 0, 0 };

    for (size_t i = 0; i < f->document->n && !f->strict; i++) {
        const struct block *b = &f->document->at[i];
        over_read(f, b, &over);
        if (b->kind == BLOCK_TABLE)
            look(f, b->table, &over);
    }
}

static struct cell *turned_cell(struct visit *v, const struct cell *c)
{
    struct cell *out = arena_alloc(v->arena, sizeof *out);

    *out = *c;
    out->row = c->column;
    out->column = c->row;
    out->rows = c->columns;
    out->columns = c->rows;
    return out;
}

/* The end of the card that begins on this row; its first row where it is none. */
static int card_end(struct finder *f, const struct table *t, int from)
{
    const char *first = grid_line(f, grid_cell(t, from, 0));
    int known = 0, r = from;
    bool action = false;

    for (; r < t->rows && r < from + ROWS_LOOKED_AT; r++) {
        const struct cell *c = grid_cell(t, r, 0);
        struct column column;
        if (!c || !c->n || c->columns > 1)
            break;
        const char *label = grid_line(f, c);
        if (!heading_read(f->v, label, &column) || !column.plain ||
            (r > from && text_same(label, first)))
            break;
        known++;
        action |= column.kind == COLUMN_ACTION && !column.weak;
    }
    return action && known > 2 ? r : from;
}

struct table *table_turned(struct finder *f, const struct table *t, int from, int *end)
{
    *end = t->columns > 1 && t->columns <= ROWS_LOOKED_AT ? card_end(f, t, from) : from;
    if (*end == from)
        return NULL;
    struct table *out = arena_alloc(f->v->arena, sizeof *out);
    *out = *t;
    out->rows = t->columns;
    out->columns = *end - from;
    out->cells = arena_alloc(f->v->arena, (size_t)(out->rows * out->columns) * sizeof *out->cells);
    for (int r = from; r < *end; r++)
        for (int c = 0; c < t->columns; c++) {
            struct cell *at = grid_cell(t, r, c), **to = &out->cells[c * out->columns + r - from];
            if (at && r > from && at == grid_cell(t, r - 1, c))
                *to = to[-1];
            else if (at && c && at == grid_cell(t, r, c - 1))
                *to = *(to - out->columns);
            else
                *to = at ? turned_cell(f->v, at) : NULL;
        }
    return out;
}

/* A table that only lays out the text of a cell gives its lines to the cell. True: it
 * stands for nothing else. */
static bool fills_cell(struct finder *f, const struct table *t)
{
    struct cell *to = t->around;

    if (!to || !(t->rows == 1 || t->columns == 1 || grid_is_layout(t)))
        return false;
    for (int r = 0; r < t->rows; r++)
        for (int c = 0; c < t->columns; c++) {
            const struct cell *from = grid_cell(t, r, c);
            bool begins = from && from->row == r && from->column == c;
            for (size_t i = 0; begins && i < from->n; i++)
                *arena_push(f->v->arena, to) = from->at[i];
        }
    return true;
}

/* Nested tables follow the one around them, so the innermost come first. */
void tables_fill_cells(struct finder *f)
{
    for (size_t i = f->document->n; i-- > 0;) {
        struct block *b = &f->document->at[i];
        if (b->kind == BLOCK_TABLE && fills_cell(f, b->table))
            b->table->columns = b->table->rows = 0;
    }
}

bool table_name_is_given(struct visit *v, const char *name)
{
    static const char *const words[] = { "table", "taulukko", "taul", "tabell", "sheet", "blad",
                                         "sivu",  "page",     "sida", NULL };
    const char *lower = text_lower(v->arena, name);

    for (const char *const *w = words; *w; w++)
        if (text_begins(lower, *w) && strspn(lower + strlen(*w), " 0123456789") ==
                                          strlen(lower + strlen(*w)))
            return true;
    return false;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "document/html_table.h"

/* The standard's own limits for spans; rowspan="0" reaches to the section's end.
 * Columns that will be dropped may take the grid past the limit for a while. */
enum { MOST_COLUMNS = 1000, MOST_ROWS = 65534, MOST_POSITIONS = 10 * DOCUMENT_CELLS };

void html_table_row_end(struct html_table *t)
{
    if (!t->row_open)
        return;
    t->row_open = false;
    if (t->header_rows == t->rows - 1 && t->column && (t->in_head || !t->plain))
        t->header_rows = t->rows;
}

void html_table_row(struct html_table *t)
{
    html_table_row_end(t);
    t->row_open = true;
    t->plain = false;
    t->rows++;
    t->column = 0;
}

/* Cells do not reach over the end of their section. */
void html_table_section(struct html_table *t, bool in_head)
{
    html_table_row_end(t);
    for (size_t i = t->section; i < t->cells.n; i++) {
        struct cell *c = t->cells.at[i];
        if (c->row + c->rows > t->rows)
            c->rows = t->rows - c->row;
    }
    for (size_t i = 0; i < t->free_from.n; i++)
        if (t->free_from.at[i] > t->rows)
            t->free_from.at[i] = t->rows;
    t->section = t->cells.n;
    t->in_head = in_head;
}

static int clamp(int n, int least, int most)
{
    return n < least ? least : n > most ? most : n;
}

/* Marks the columns as taken down to row `until`. */
static void take_columns(struct visit *v, struct html_table *t, int columns, int until)
{
    for (int i = t->column; i < t->column + columns; i++) {
        while ((size_t)i >= t->free_from.n)
            *arena_push(v->arena, &t->free_from) = 0;
        if (t->free_from.at[i] < until)
            t->free_from.at[i] = until;
    }
}

bool html_table_cell(struct visit *v, struct html_table *t, bool header, int rows, int columns,
                     int line)
{
    if (!t->row_open)
        html_table_row(t);
    int row = t->rows - 1;
    while ((size_t)t->column < t->free_from.n && t->free_from.at[t->column] > row)
        t->column++;
    if (t->cells.n >= DOCUMENT_CELLS || (int64_t)t->rows * (t->column + 1) > MOST_POSITIONS)
        return document_too_big(v);

    rows = rows ? clamp(rows, 1, MOST_ROWS) : MOST_ROWS;
    columns = clamp(columns, 1, MOST_COLUMNS);
    t->open = arena_alloc(v->arena, sizeof *t->open);
    *t->open = (struct cell){
        .row = row, .column = t->column, .rows = rows, .columns = columns, .line = line
    };
    *arena_push(v->arena, &t->cells) = t->open;
    take_columns(v, t, columns, row + rows);
    t->column += columns;
    t->plain |= !header;
    return true;
}

/* Columns where no cell begins come from sloppy spans, as in <td colspan="100">:
 * they are left out. Renumbers the cells and tells how many columns are left. */
static int drop_columns(struct visit *v, struct html_table *t)
{
    size_t n = t->free_from.n;
    int *begun = arena_alloc(v->arena, (n + 1) * sizeof *begun), columns = 0;

    for (size_t i = 0; i < t->cells.n; i++)
        begun[t->cells.at[i]->column] = 1;
    for (size_t i = 0; i < n; i++) { /* from here on: columns begun to the left */
        int here = begun[i];
        begun[i] = columns;
        columns += here;
    }
    begun[n] = columns;
    for (size_t i = 0; i < t->cells.n; i++) {
        struct cell *c = t->cells.at[i];
        int right = begun[c->column + c->columns];
        c->column = begun[c->column];
        c->columns = right - c->column;
    }
    return columns;
}

bool html_table_end(struct visit *v, struct document *d, struct html_table *t)
{
    html_table_section(t, false);
    if (!t->cells.n)
        return true;
    struct table *table = document_table(v, d, t->rows, drop_columns(v, t));
    if (!table)
        return false;
    const struct table *outer = t->outer ? t->outer->made : NULL;
    t->made = table;
    if (outer && t->around && t->around->column < outer->columns)
        table->around = outer->cells[t->around->row * outer->columns + t->around->column];
    document_last(d)->line = t->line;
    table->name = t->name;
    table->nested = t->nested;
    table->header_rows = t->header_rows;
    for (size_t i = 0; i < t->cells.n; i++) {
        struct cell *from = t->cells.at[i];
        struct cell *c = table_cell(v, table, from->row, from->column, from->rows, from->columns);
        if (c) {
            c->at = from->at;
            c->n = from->n;
            c->cap = from->cap;
            c->line = from->line;
        }
    }
    return true;
}

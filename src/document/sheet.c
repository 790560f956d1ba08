/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "document/sheet.h"

#include "base/text.h"
#include "document/readers.h"

#include <string.h>

/* A sheet up to its last cell may have so many empty positions for each one in
 * use; past it, rows and columns in between are left out. */
enum { EMPTY_FOR_EACH = 50, EMPTY_ALWAYS = 20 * 1000 };

bool sheet_cell(struct visit *v, struct sheet *s, struct sheet_cell cell)
{
    if (cell.row < 0 || cell.row >= SHEET_ROWS || cell.column < 0 || cell.column >= SHEET_COLUMNS)
        return true;
    if (!cell.text[strspn(cell.text, " \t\r\n")])
        return true;
    if (s->cells.n == DOCUMENT_LINES)
        return document_too_big(v);
    *arena_push(v->arena, &s->cells) = cell;
    return true;
}

void sheet_merge(struct visit *v, struct sheet *s, struct sheet_merge merge)
{
    if (merge.row >= 0 && merge.column >= 0 && merge.rows * (int64_t)merge.columns > 1)
        *arena_push(v->arena, &s->merges) = merge;
}

/* Where a sheet's row or column goes in the table: at[] of the sheet's own. */
struct axis {
    int n; /* up to the last one in use */
    int *at;
};

static void axis_reach(struct axis *a, int i)
{
    a->n = i >= a->n ? i + 1 : a->n;
}

/* Turns marks of use into positions; at[n] is where the last one ends. Of unused
 * ones in a row the first stays when squeezed: it keeps two tables apart. */
static void axis_settle(struct axis *a, bool squeeze)
{
    int position = 0;
    bool last = true;

    for (int i = 0; i <= a->n; i++) {
        bool used = a->at[i];
        a->at[i] = position;
        position += used || last || !squeeze;
        last = used;
    }
}

static void place_merges(struct visit *v, const struct sheet *s, struct table *t,
                         const struct axis *rows, const struct axis *columns)
{
    for (size_t i = 0; i < s->merges.n; i++) {
        const struct sheet_merge *m = &s->merges.at[i];
        if (m->row >= rows->n || m->column >= columns->n)
            continue;
        int down = m->rows < rows->n - m->row ? m->rows : rows->n - m->row;
        int right = m->columns < columns->n - m->column ? m->columns : columns->n - m->column;
        int row = rows->at[m->row], column = columns->at[m->column];
        int high = rows->at[m->row + down] - row, wide = columns->at[m->column + right] - column;
        if (high * wide > 1)
            table_cell(v, t, row, column, high, wide);
    }
}

/* What stands under a merged cell is not shown, so it is not read either. */
static bool place_cell(struct visit *v, struct document *d, struct table *t, int row, int column,
                       const struct sheet_cell *from)
{
    struct cell *c = t->cells[row * t->columns + column];

    if (!c)
        c = table_cell(v, t, row, column, 1, 1);
    if (c->row != row || c->column != column)
        return true;
    return cell_add(v, d, c, (struct line){ .text = from->text, .strong = from->strong });
}

static bool put_table(struct visit *v, const struct sheet *s, struct document *d,
                      const struct axis *rows, const struct axis *columns)
{
    struct table *t = document_table(v, d, rows->at[rows->n], columns->at[columns->n]);

    if (!t)
        return false;
    t->name = s->name && *s->name ? text_squeeze(v->arena, s->name) : NULL;
    t->header_rows = s->header_rows < t->rows ? s->header_rows : t->rows;
    place_merges(v, s, t, rows, columns);
    for (size_t i = 0; i < s->cells.n; i++) {
        const struct sheet_cell *from = &s->cells.at[i];
        if (!place_cell(v, d, t, rows->at[from->row], columns->at[from->column], from))
            return false;
    }
    return true;
}

/* Finds the rows and columns in use. */
static void measure(struct arena *a, const struct sheet *s, struct axis *rows, struct axis *columns)
{
    for (size_t i = 0; i < s->cells.n; i++) {
        axis_reach(rows, s->cells.at[i].row);
        axis_reach(columns, s->cells.at[i].column);
    }
    rows->at = arena_alloc(a, ((size_t)rows->n + 1) * sizeof(int));
    columns->at = arena_alloc(a, ((size_t)columns->n + 1) * sizeof(int));
    for (size_t i = 0; i < s->cells.n; i++)
        rows->at[s->cells.at[i].row] = columns->at[s->cells.at[i].column] = 1;
    int64_t positions = (int64_t)rows->n * columns->n;
    bool squeeze = positions > DOCUMENT_CELLS ||
                   (positions > EMPTY_ALWAYS && positions / EMPTY_FOR_EACH > (int64_t)s->cells.n);
    axis_settle(rows, squeeze);
    axis_settle(columns, squeeze);
}

bool sheet_end(struct visit *v, struct sheet *s, struct document *d)
{
    /* Its own, because the last row in use may be the millionth of each sheet. */
    struct arena *scratch = arena_new();
    struct axis rows = { 0 }, columns = { 0 };

    measure(scratch, s, &rows, &columns);
    bool ok = !s->cells.n || put_table(v, s, d, &rows, &columns);
    arena_free(scratch);
    return ok;
}

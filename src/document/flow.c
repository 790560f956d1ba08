/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "document/flow.h"

#include "base/text.h"
#include "document/readers.h"

#include <string.h>

/* A table being collected. Its cells are complete, except that they are not yet
 * laid out on positions. */
struct grid {
    struct grid *outer;
    struct {
        struct cell **at;
        size_t n, cap;
    } cells;
    struct {
        struct cell **at; /* the lowest cell so far in each column */
        size_t n, cap;
    } lowest;
    struct {
        struct grid **at;
        size_t n, cap;
    } nested;
    struct cell *cell; /* the open one */
    struct cell *around; /* of the outer grid; NULL: none */
    struct table *made;
    const char *name;
    int row, column; /* of the open row, -1 before the first; its next free column */
    int rows, columns;
    int header_rows;
};

enum { WIDEST = 16 * 1024, LONGEST = 1 << 20 }; /* columns and rows of the largest spreadsheet */

static struct cell *open_cell(const struct flow *f)
{
    return f->grid ? f->grid->cell : NULL;
}

size_t flow_mark(const struct flow *f)
{
    struct cell *c = open_cell(f);
    return c ? c->n : f->d->n;
}

/* Moves the elements that came last, from index added on, to index mark. */
static void move_back(struct visit *v, void *list, size_t size, size_t mark, size_t added, size_t n)
{
    if (mark >= added || added == n)
        return;
    char *at = list, *last = arena_alloc(v->arena, (n - added) * size);
    memcpy(last, at + added * size, (n - added) * size);
    memmove(at + (mark + n - added) * size, at + mark * size, (added - mark) * size);
    memcpy(at + mark * size, last, (n - added) * size);
}

/* Where a page number at the end begins: after a tab, after dots, or up to three
 * figures after a space (four are a year). The end of the text when there is none. */
static size_t find_page_number(const char *text)
{
    const char *tab = strrchr(text, '\t');
    size_t n = strlen(text), at = n;

    if (tab && strspn(tab + 1, "0123456789ivxlcIVXLC ") == strlen(tab + 1))
        return (size_t)(tab - text);
    while (at && text_is_digit((unsigned char)text[at - 1]))
        at--;
    if (!at || at == n)
        return n;
    bool dots = text[at - 1] == '.' || (at >= 3 && memcmp(text + at - 3, "…", 3) == 0);
    return dots || (text[at - 1] == ' ' && n - at <= 3) ? at : n;
}

/* "2.1 Kymsote ..... 11" → "2.1 Kymsote" */
static const char *cut_page_number(struct visit *v, const char *text)
{
    size_t n = find_page_number(text);

    for (;;) {
        if (n >= 3 && memcmp(text + n - 3, "…", 3) == 0)
            n -= 3;
        else if (n && strchr(" .\t", text[n - 1]))
            n--;
        else
            return arena_copy(v->arena, text, n);
    }
}

/* The text with its printed number, and without its page number. */
static const char *whole_text(struct visit *v, const struct paragraph *p)
{
    const char *words = p->contents ? cut_page_number(v, p->text) : p->text;
    return *p->mark ? text(v, "%s %s", p->mark, words) : words;
}

static bool add_to_cell(struct flow *f, const struct paragraph *p, const char *words, bool item)
{
    struct line line = { words, item, item ? p->level : 0, p->strong || p->heading };
    return cell_add(f->v, f->d, open_cell(f), line);
}

static bool add_block(struct flow *f, const struct paragraph *p, const char *words, bool item)
{
    enum block_kind kind = p->heading ? BLOCK_HEADING : item ? BLOCK_ITEM : BLOCK_PARAGRAPH;
    int level = p->heading ? p->heading : item ? p->level : 0;
    size_t n = f->d->n;

    if (!document_add(f->v, f->d, kind, level, words, 0))
        return false;
    if (f->d->n > n) {
        document_last(f->d)->strong = p->strong;
        document_last(f->d)->contents = p->contents;
    }
    return true;
}

/* A line broken by hand begins a new one: people type lists and addresses so. Of
 * an item only the first line is one. A heading stays whole. */
static bool add_lines(struct flow *f, const struct paragraph *p, const char *words)
{
    bool item = p->item;

    if (p->heading && !open_cell(f))
        return add_block(f, p, words, false);
    for (const char *at = words;; at++) {
        size_t n = strcspn(at, "\n");
        const char *line = arena_copy(f->v->arena, at, n);
        if (line[strspn(line, " \t")]) {
            if (!(open_cell(f) ? add_to_cell : add_block)(f, p, line, item))
                return false;
            item = false;
        }
        at += n;
        if (!*at)
            return true;
    }
}

bool flow_add(struct flow *f, const struct paragraph *p, size_t mark)
{
    struct cell *c = open_cell(f);
    size_t added = flow_mark(f);
    const char *words = whole_text(f->v, p);

    if (!add_lines(f, p, words))
        return false;
    if (c)
        move_back(f->v, c->at, sizeof *c->at, mark, added, c->n);
    else
        move_back(f->v, f->d->at, sizeof *f->d->at, mark, added, f->d->n);
    return true;
}

void flow_table(struct flow *f)
{
    struct grid *g = arena_alloc(f->v->arena, sizeof *g);

    g->outer = f->grid;
    g->around = open_cell(f);
    g->row = -1;
    f->grid = g;
}

void flow_table_name(struct flow *f, const char *name)
{
    f->grid->name = *name ? name : NULL;
}

void flow_row(struct flow *f, bool heading)
{
    struct grid *g = f->grid;

    if (g->row == LONGEST)
        document_too_big(f->v);
    else
        g->row++;
    g->column = 0;
    g->cell = NULL;
    if (heading && g->header_rows == g->row)
        g->header_rows++;
}

static bool is_covered(const struct grid *g, int column)
{
    const struct cell *c = (size_t)column < g->lowest.n ? g->lowest.at[column] : NULL;
    return c && c->row + c->rows > g->row;
}

int flow_column(struct flow *f, int column)
{
    struct grid *g = f->grid;

    column = column < 0 ? 0 : column < WIDEST ? column : WIDEST;
    while (is_covered(g, column))
        column++;
    return g->column = column;
}

/* The cell above that the row's next one goes on; NULL when there is none. */
static struct cell *cell_above(const struct grid *g)
{
    struct cell *c = (size_t)g->column < g->lowest.n ? g->lowest.at[g->column] : NULL;
    return c && c->column == g->column && c->row + c->rows == g->row ? c : NULL;
}

static struct cell *cell_left(const struct grid *g)
{
    struct cell *c = g->cells.n ? g->cells.at[g->cells.n - 1] : NULL;
    return c && c->row == g->row && c->column + c->columns == g->column ? c : NULL;
}

static struct cell *cell_new(struct flow *f, int rows, int columns)
{
    struct grid *g = f->grid;
    struct cell *c = arena_alloc(f->v->arena, sizeof *c);

    *c = (struct cell){ .row = g->row, .column = g->column, .rows = rows, .columns = columns };
    *arena_push(f->v->arena, &g->cells) = c;
    return c;
}

void flow_cell(struct flow *f, int rows, int columns, enum flow_join join)
{
    struct grid *g = f->grid;

    if (g->row < 0)
        flow_row(f, false);
    if (g->column >= WIDEST) {
        document_too_big(f->v);
        return;
    }
    columns = columns < 1 ? 1 : columns < WIDEST - g->column ? columns : WIDEST - g->column;
    rows = rows < 1 ? 1 : rows < DOCUMENT_CELLS ? rows : DOCUMENT_CELLS;
    struct cell *c = join == FLOW_DOWN ? cell_above(g) : join == FLOW_RIGHT ? cell_left(g) : NULL;
    if (!c)
        c = cell_new(f, rows, columns);
    else if (join == FLOW_DOWN)
        c->rows++;
    else
        c->columns += columns;
    while (g->lowest.n < (size_t)(g->column + columns))
        *arena_push(f->v->arena, &g->lowest) = NULL;
    for (int i = 0; i < columns; i++)
        g->lowest.at[g->column + i] = c;
    g->cell = c;
    g->column += columns;
    g->rows = g->row + 1;
    g->columns = g->column > g->columns ? g->column : g->columns;
}

void flow_cell_end(struct flow *f)
{
    f->grid->cell = NULL;
}

/* A new cell with what stands in another: they share the lines, and one that
 * gets more of them takes a copy. */
static void copy_cell(struct flow *f, const struct cell *from)
{
    flow_cell(f, from->rows, from->columns, FLOW_NEW);
    if (!f->grid->cell)
        return;
    f->grid->cell->at = from->at;
    f->grid->cell->n = f->grid->cell->cap = from->n;
    flow_cell_end(f);
}

void flow_repeat_cell(struct flow *f, int times)
{
    struct grid *g = f->grid;
    const struct cell *last = g->cells.n ? g->cells.at[g->cells.n - 1] : NULL;

    while (last && --times > 0 && !failed(f->v))
        copy_cell(f, last);
}

void flow_repeat_row(struct flow *f, int times)
{
    struct grid *g = f->grid;
    const int row = g->row;
    size_t first = g->cells.n;

    while (first && g->cells.at[first - 1]->row == row)
        first--;
    const size_t end = g->cells.n;
    while (--times > 0 && !failed(f->v)) {
        if (g->cells.n > DOCUMENT_CELLS)
            document_too_big(f->v);
        flow_row(f, false);
        for (size_t i = first; i < end; i++) {
            g->column = g->cells.at[i]->column;
            copy_cell(f, g->cells.at[i]);
        }
    }
}

/* Puts a collected cell on its positions; one whose place is taken (only
 * damaged tables have them) gives its lines to the cell that stands there. */
static void place_cell(struct visit *v, struct table *t, const struct cell *from)
{
    struct cell *to = table_cell(v, t, from->row, from->column, from->rows, from->columns);

    if (to) {
        to->at = from->at;
        to->n = from->n;
        to->cap = from->cap;
        return;
    }
    to = t->cells[from->row * t->columns + from->column];
    for (size_t i = 0; i < from->n; i++)
        *arena_push(v->arena, to) = from->at[i];
}

static struct cell *cell_around(const struct grid *g)
{
    const struct table *t = g->outer ? g->outer->made : NULL;
    return t && g->around ? t->cells[g->around->row * t->columns + g->around->column] : NULL;
}

static bool add_table(struct flow *f, struct grid *g, int nested)
{
    if (g->rows && g->columns) {
        struct table *t = g->made = document_table(f->v, f->d, g->rows, g->columns);
        if (!t)
            return false;
        t->around = cell_around(g);
        t->name = g->name;
        t->nested = nested;
        t->header_rows = g->header_rows < g->rows ? g->header_rows : g->rows;
        for (size_t i = 0; i < g->cells.n; i++)
            place_cell(f->v, t, g->cells.at[i]);
    }
    for (size_t i = 0; i < g->nested.n; i++)
        if (!add_table(f, g->nested.at[i], 1))
            return false;
    return true;
}

bool flow_table_end(struct flow *f)
{
    struct grid *g = f->grid, *outer = g->outer;

    f->grid = outer;
    if (!outer)
        return add_table(f, g, 0);
    *arena_push(f->v->arena, &outer->nested) = g;
    return true;
}

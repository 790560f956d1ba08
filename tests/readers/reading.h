/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A document written out as text a person can read, so that a test of a reader
 * is a comparison of two texts:
 *
 *   # title of the file's properties
 *   h2 heading    p paragraph    i0 item    c line of the contents    p! all bold
 *   T 2x3 head=1 nested name=Sheet1
 *   | cell | first line / *item / **item inside / !bold | < | ^ | ~ |
 *
 * "<" is covered by the cell to the left, "^" by the one above, "~" is no cell. */
#ifndef TESTS_READERS_READING_H
#define TESTS_READERS_READING_H

#include "base/text.h"
#include "document/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline void shown_position(struct buf *b, const struct table *t, int row, int column)
{
    const struct cell *c = t->cells[row * t->columns + column];

    if (!c || c->row < row || c->column < column) {
        buf_puts(b, !c ? " ~ |" : c->row < row ? " ^ |" : " < |");
        return;
    }
    for (size_t i = 0; i < c->n; i++)
        buf_printf(b, " %s%s%.*s%s", i ? "/ " : "", c->at[i].strong ? "!" : "",
                   c->at[i].item ? c->at[i].level + 1 : 0, "*********", c->at[i].text);
    buf_puts(b, " |");
}

static inline void shown_table(struct buf *b, const struct table *t)
{
    buf_printf(b, "T %dx%d", t->rows, t->columns);
    if (t->header_rows)
        buf_printf(b, " head=%d", t->header_rows);
    buf_printf(b, "%s%s%s\n", t->nested ? " nested" : "", t->name ? " name=" : "",
               t->name ? t->name : "");
    for (int r = 0; r < t->rows; r++) {
        buf_putc(b, '|');
        for (int c = 0; c < t->columns; c++)
            shown_position(b, t, r, c);
        buf_putc(b, '\n');
    }
}

static inline void shown_block(struct buf *b, const struct block *at)
{
    const char *strong = at->strong ? "!" : "";

    if (at->kind == BLOCK_TABLE)
        shown_table(b, at->table);
    else if (at->contents)
        buf_printf(b, "c%s %s\n", strong, at->text);
    else if (at->kind == BLOCK_PARAGRAPH)
        buf_printf(b, "p%s %s\n", strong, at->text);
    else
        buf_printf(b, "%c%d%s %s\n", at->kind == BLOCK_HEADING ? 'h' : 'i', at->level, strong,
                   at->text);
}

/* Free it with buf_free(). */
static inline struct buf shown_document(const struct document *d)
{
    struct buf b = buf_new((size_t)1 << 30);

    buf_puts(&b, "");
    if (d->title)
        buf_printf(&b, "# %s\n", d->title);
    for (size_t i = 0; i < d->n; i++)
        shown_block(&b, &d->at[i]);
    return b;
}

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A table of contents that nobody marked as one: typed by hand, or plain
 * paragraphs after a conversion. Dots that lead to a page number give it away,
 * or page numbers that grow after a line that says "Contents". */
#include "document/outline.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST = 2 }; /* one line with dots may be a form to fill in */

static bool with_leaders(const struct block *b, struct contents_line *found)
{
    if (b->kind == BLOCK_TABLE || b->contents)
        return false;
    struct span all = { b->text, strlen(b->text) };
    return outline_contents(all, found) && found->leaders;
}

/* "1 Seurattavat indikaattorit 3": a line of the list whose tab was lost. */
static bool without_leaders(const struct block *b)
{
    if (b->kind == BLOCK_TABLE || b->contents || !text_is_digit((unsigned char)*b->text))
        return false;
    return outline_contents_title((struct span){ b->text, strlen(b->text) }).n < strlen(b->text);
}

static void mark(struct visit *v, struct block *b)
{
    struct span title = outline_contents_title((struct span){ b->text, strlen(b->text) });

    b->text = arena_copy(v->arena, title.at, title.n);
    b->kind = BLOCK_PARAGRAPH;
    b->level = 0;
    b->contents = true;
}

/* Lines of blocks [from, to) without a table between them. */
static void mark_run(struct visit *v, struct document *d, size_t from, size_t to)
{
    struct contents_line found;
    size_t n = 0, first = to, last = from;

    for (size_t i = from; i < to; i++)
        if (with_leaders(&d->at[i], &found)) {
            n++;
            first = i < first ? i : first;
            last = i;
        }
    if (n < LEAST)
        return;
    while (first > from && without_leaders(&d->at[first - 1]))
        first--;
    while (last + 1 < to && without_leaders(&d->at[last + 1]))
        last++;
    for (size_t i = first; i <= last; i++)
        if (with_leaders(&d->at[i], &found) || without_leaders(&d->at[i]))
            mark(v, &d->at[i]);
}

/* The only cell with text in a row, when that is one line; NULL otherwise. */
static struct cell *lone_cell(const struct table *t, int row)
{
    struct cell *lone = NULL;

    for (int i = 0; i < t->columns; i++) {
        struct cell *c = t->cells[row * t->columns + i];
        if (!c || !c->n || c == lone)
            continue;
        if (lone || c->n > 1)
            return NULL;
        lone = c;
    }
    return lone;
}

/* A sheet holds all of a document, its list of contents too: those rows become
 * blocks of their own in `out`, before the table. */
static void take_from_table(struct visit *v, const struct table *t, struct document *out)
{
    struct document lines = { 0 };
    struct {
        struct cell **at;
        size_t n, cap;
    } cells = { 0 };

    for (int row = 0; row < t->rows; row++) {
        struct cell *c = lone_cell(t, row);
        if (!c)
            continue;
        *arena_push(v->arena, &cells) = c;
        *arena_push(v->arena, &lines) =
            (struct block){ .kind = BLOCK_PARAGRAPH, .text = c->at[0].text, .line = c->line };
    }
    mark_run(v, &lines, 0, lines.n);
    for (size_t i = 0; i < lines.n; i++)
        if (lines.at[i].contents) {
            *arena_push(v->arena, out) = lines.at[i];
            cells.at[i]->n = 0;
        }
}

/* Lines after the heading d->at[i] that end with a page number. */
static void mark_after_heading(struct visit *v, struct document *d, size_t i)
{
    long page = 0;

    while (++i < d->n && (d->at[i].kind == BLOCK_PARAGRAPH || d->at[i].kind == BLOCK_ITEM)) {
        const char *s = d->at[i].text;
        const char *end = s + outline_contents_title((struct span){ s, strlen(s) }).n;
        long found = strtol(end + strcspn(end, "0123456789"), NULL, 10);
        if (d->at[i].contents || !*end || found < page)
            return; /* a line that the reader knew: it knows the others too */
        mark(v, &d->at[i]);
        page = found;
    }
}

void document_find_contents(struct visit *v, struct document *d)
{
    struct document all = *d;

    for (size_t from = 0, to; from < d->n; from = to + 1) {
        for (to = from; to < d->n && d->at[to].kind != BLOCK_TABLE;)
            to++;
        mark_run(v, d, from, to);
    }
    for (size_t i = 0; i < d->n; i++)
        if (d->at[i].text && outline_is_contents_heading(d->at[i].text))
            mark_after_heading(v, d, i);
    all.n = all.cap = 0;
    all.at = NULL;
    for (size_t i = 0; i < d->n; i++) {
        if (d->at[i].kind == BLOCK_TABLE)
            take_from_table(v, d->at[i].table, &all);
        *arena_push(v->arena, &all) = d->at[i];
    }
    *d = all;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A table of contents that nobody marked as one: typed by hand, or plain
 * paragraphs after a conversion. Dots that lead to a page number give it away. */
#include "document/outline.h"

#include "base/text.h"

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

void document_find_contents(struct visit *v, struct document *d)
{
    for (size_t from = 0, to; from < d->n; from = to + 1) {
        for (to = from; to < d->n && d->at[to].kind != BLOCK_TABLE;)
            to++;
        mark_run(v, d, from, to);
    }
}

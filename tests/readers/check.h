/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What holds for every document, whatever the file was: for fuzz targets and for
 * tests with hostile files. */
#ifndef TESTS_READERS_CHECK_H
#define TESTS_READERS_CHECK_H

#include "base/text.h"
#include "document/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MUST(holds)                                                                               \
    do {                                                                                          \
        if (!(holds)) {                                                                           \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #holds);                           \
            abort();                                                                              \
        }                                                                                         \
    } while (0)

/* One line of clean text that is not empty. */
static inline void check_line(const char *s)
{
    MUST(s && *s && text_valid(s, strlen(s)));
    MUST(!strpbrk(s, "\t\r\n"));
    MUST(*s != ' ' && s[strlen(s) - 1] != ' ');
}

static inline void check_cell(struct visit *v, const struct table *t, const struct cell *c)
{
    struct marked marked = { 0 };

    MUST(c->row >= 0 && c->column >= 0 && c->rows > 0 && c->columns > 0);
    MUST(c->row + c->rows <= t->rows && c->column + c->columns <= t->columns);
    for (size_t i = 0; i < c->n; i++) {
        check_line(c->at[i].text);
        MUST(c->at[i].level >= 0);
    }
    document_split_marks(v, cell_text(v, c), &marked);
    MUST((marked.n > 0) == (c->n > 0));
    for (size_t i = 0; i < marked.n; i++)
        check_line(marked.at[i].text);
}

static inline void check_table(struct visit *v, const struct table *t)
{
    MUST(t->rows >= 0 && t->columns >= 0 && t->header_rows >= 0 && t->header_rows <= t->rows);
    for (int i = 0; i < t->rows * t->columns; i++) {
        const struct cell *c = t->cells[i];
        int row = i / (t->columns ? t->columns : 1), column = i - row * t->columns;
        if (!c)
            continue;
        MUST(row >= c->row && row < c->row + c->rows);
        MUST(column >= c->column && column < c->column + c->columns);
        MUST(t->cells[c->row * t->columns + c->column] == c);
        if (row == c->row && column == c->column)
            check_cell(v, t, c);
    }
}

static inline void check_document(struct visit *v, const struct document *d)
{
    int tables = 0;

    for (size_t i = 0; i < d->n; i++) {
        const struct block *b = &d->at[i];
        MUST((b->kind == BLOCK_TABLE) == (b->table != NULL));
        if (b->table) {
            MUST(b->table->number == ++tables);
            check_table(v, b->table);
            continue;
        }
        check_line(b->text);
        MUST(b->kind != BLOCK_HEADING || b->level >= 1);
        MUST(b->level >= 0);
    }
    MUST(tables == d->tables);
    MUST(d->bytes <= DOCUMENT_TEXT_BYTES * (size_t)3 && d->lines <= DOCUMENT_LINES);
}

/* Reads the bytes with one reader and checks what comes: the body of a fuzz target. */
static inline void check_reader(bool (*read)(struct visit *, const char *, size_t,
                                             struct document *),
                                const uint8_t *bytes, size_t n)
{
    struct visit v = visit_new();
    struct document d = { .name = "x", .format = "x" };

    if (read(&v, (const char *)bytes, n, &d))
        check_document(&v, &d);
    else
        MUST(v.fail.kind == FAIL_DOCUMENT && *v.fail.text);
    visit_end(&v);
}

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For the fuzz targets of the zip-based readers. An input that begins like a zip
 * file is one. Any other is the XML of some parts with a NUL between them, which
 * is put into a package first: past the checksums, into the reader. */
#ifndef TESTS_FUZZ_PACKAGE_H
#define TESTS_FUZZ_PACKAGE_H

#include "base/text.h"
#include "document/readers.h"
#include "document/zip_part.h"
#include "../office.h"

#include <assert.h>

enum { FUZZ_PARTS = 12 };

/* What every reader promises of a document. */
static inline void fuzz_check_cell(const struct table *t, int row, int column)
{
    const struct cell *c = t->cells[row * t->columns + column];

    if (!c)
        return;
    assert(c->row <= row && row < c->row + c->rows && c->row + c->rows <= t->rows);
    assert(c->column <= column && column < c->column + c->columns);
    assert(c->column + c->columns <= t->columns);
    assert(t->cells[c->row * t->columns + c->column] == c);
    for (size_t i = 0; i < c->n; i++) {
        assert(*c->at[i].text && text_valid(c->at[i].text, strlen(c->at[i].text)));
        assert(!strchr(c->at[i].text, '\n') && c->at[i].level >= 0);
    }
}

static inline void fuzz_check(const struct document *d)
{
    int tables = 0;

    for (size_t i = 0; i < d->n; i++) {
        const struct block *b = &d->at[i];
        if (!b->table) {
            assert(*b->text && text_valid(b->text, strlen(b->text)) && b->level >= 0);
            assert(b->kind != BLOCK_HEADING || b->level > 0);
            continue;
        }
        assert(b->kind == BLOCK_TABLE && b->table->number == ++tables);
        assert(b->table->header_rows >= 0 && b->table->header_rows <= b->table->rows);
        for (int k = 0; k < b->table->rows * b->table->columns; k++)
            fuzz_check_cell(b->table, k / b->table->columns, k % b->table->columns);
    }
    assert(tables == d->tables);
}

static inline void fuzz_read(bool (*read)(struct visit *, const char *, size_t, struct document *),
                             const char *bytes, size_t n)
{
    struct visit v = visit_new();
    struct document d = { 0 };

    if (read(&v, bytes, n, &d))
        fuzz_check(&d);
    else
        assert(v.fail.kind == FAIL_DOCUMENT && *v.fail.text);
    visit_end(&v);
}

/* names: of the parts that the input holds, in this order; fixed: the others. */
static inline void fuzz_package(bool (*read)(struct visit *, const char *, size_t,
                                             struct document *),
                                const char *const *names, const struct office_part *fixed,
                                const uint8_t *at, size_t n)
{
    struct office_part parts[FUZZ_PARTS] = { 0 };
    size_t count = 0, size;

    if (package_sniff((const char *)at, n)) {
        fuzz_read(read, (const char *)at, n);
        return;
    }
    for (; *names && n; names++) {
        const uint8_t *end = memchr(at, '\0', n);
        size_t length = end ? (size_t)(end - at) : n;
        if (length)
            parts[count++] = (struct office_part){
                .name = *names, .bytes = (const char *)at, .n = length, .store = true
            };
        at += length + (end != NULL);
        n -= length + (end != NULL);
    }
    for (; fixed->name; fixed++)
        parts[count++] = *fixed;
    assert(count < FUZZ_PARTS);
    char *bytes = office_zip(parts, &size);
    fuzz_read(read, bytes, size);
    free(bytes);
}

#endif

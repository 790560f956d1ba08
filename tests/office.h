/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For tests of the readers: makes packages out of XML, and writes a document
 * down as text that can be compared. */
#ifndef TESTS_OFFICE_H
#define TESTS_OFFICE_H

#include "document/document.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct office_part {
    const char *name, *bytes;
    size_t n;   /* 0: up to the NUL */
    bool store; /* not packed */
};

/* A zip file of the parts (at least one, up to a NULL name), in memory that the caller frees. */
static inline char *office_zip(const struct office_part *parts, size_t *n)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    for (; parts->name; parts++) {
        size_t size = parts->n ? parts->n : strlen(parts->bytes);
        zip_int64_t at = zip_file_add(
            zip, parts->name, zip_source_buffer(zip, parts->bytes, size, 0), ZIP_FL_ENC_UTF_8);
        if (at < 0 || zip_set_file_compression(zip, (zip_uint64_t)at,
                                               parts->store ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 1))
            abort();
    }
    if (zip_close(zip))
        abort();
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    char *bytes = malloc(stat.size);
    zip_source_open(source);
    *n = (size_t)zip_source_read(source, bytes, stat.size);
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

static inline void office_put_line(struct buf *out, const struct line *line)
{
    if (line->item)
        buf_printf(out, "(%d) ", line->level);
    buf_printf(out, line->strong ? "*%s*" : "%s", line->text);
}

static inline void office_put_table(struct buf *out, const struct table *t)
{
    buf_printf(out, "table %d: %d x %d", t->number, t->rows, t->columns);
    if (t->name)
        buf_printf(out, " \"%s\"", t->name);
    if (t->header_rows)
        buf_printf(out, " heading %d", t->header_rows);
    buf_puts(out, t->nested ? " nested\n" : "\n");
    for (int i = 0; i < t->rows * t->columns; i++) {
        const struct cell *c = t->cells[i];
        if (!c || c->row * t->columns + c->column != i)
            continue;
        buf_printf(out, "  %d,%d", c->row, c->column);
        if (c->rows > 1 || c->columns > 1)
            buf_printf(out, " [%dx%d]", c->rows, c->columns);
        for (size_t k = 0; k < c->n; k++) {
            buf_puts(out, k ? " | " : " ");
            office_put_line(out, &c->at[k]);
        }
        buf_puts(out, "\n");
    }
}

/* A line for each block ("h2 …", "p …", "(0) …", "toc …") and each cell; marked
 * *strong*. The caller frees out with buf_free(). */
static inline void office_put(struct buf *out, const struct document *d)
{
    if (d->title)
        buf_printf(out, "title %s\n", d->title);
    for (size_t i = 0; i < d->n; i++) {
        const struct block *b = &d->at[i];
        struct line line = { b->text, b->kind == BLOCK_ITEM, b->level, b->strong };
        if (b->kind == BLOCK_TABLE) {
            office_put_table(out, b->table);
            continue;
        }
        if (b->contents)
            buf_puts(out, "toc ");
        else if (b->kind == BLOCK_HEADING)
            buf_printf(out, "h%d ", b->level);
        else if (b->kind == BLOCK_PARAGRAPH)
            buf_puts(out, "p ");
        office_put_line(out, &line);
        buf_puts(out, "\n");
    }
}

#endif

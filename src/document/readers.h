/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For the readers of this room only: each reader's two functions (one file
 * read_FORMAT.c for each, a row in document.c), and what readers share. */
#ifndef DOCUMENT_READERS_H
#define DOCUMENT_READERS_H

#include "document/document.h"

/* Whether the bytes look like the format. Cheap: looks at the beginning, or for
 * zip packages at the names of their parts. The name of the file is not asked. */
bool sniff_docx(const char *bytes, size_t n);
bool sniff_odt(const char *bytes, size_t n);
bool sniff_xlsx(const char *bytes, size_t n);
bool sniff_ods(const char *bytes, size_t n);
bool sniff_html(const char *bytes, size_t n);
bool sniff_csv(const char *bytes, size_t n); /* any text that is not HTML */
bool sniff_txt(const char *bytes, size_t n); /* the same: the file name decides */

/* Bytes to blocks; document_read() has set d->name and d->format and checked
 * the size. false: failed with FAIL_DOCUMENT. */
bool read_docx(struct visit *v, const char *bytes, size_t n, struct document *d);
bool read_odt(struct visit *v, const char *bytes, size_t n, struct document *d);
bool read_xlsx(struct visit *v, const char *bytes, size_t n, struct document *d);
bool read_ods(struct visit *v, const char *bytes, size_t n, struct document *d);
bool read_html(struct visit *v, const char *bytes, size_t n, struct document *d);
bool read_csv(struct visit *v, const char *bytes, size_t n, struct document *d);
bool read_txt(struct visit *v, const char *bytes, size_t n, struct document *d);

/* Part of a text that somebody else owns; not NUL-terminated. */
struct span {
    const char *at;
    size_t n;
};

/* Whether the bytes are a text of any kind (HTML too) and nothing foreign. */
bool document_is_text(const char *bytes, size_t n);
/* The bytes of a text file as valid UTF-8 without NULs: knows byte order marks,
 * UTF-16, UTF-8 (also damaged) and Windows-1252. Points into bytes where it can. */
bool document_decode(struct visit *v, const char *bytes, size_t n, struct span *out);

/* A new cell whose upper left corner is at row, column (from 0), over the
 * rectangle of rows × columns positions; what goes over the table's edge or
 * over an earlier cell is left out. NULL when the corner itself is outside or
 * taken. Counts nothing: document_table() counted the positions. */
struct cell *table_cell(struct visit *v, struct table *t, int row, int column, int rows,
                        int columns);

/* For a block just added (strong, contents): the last one of the document. */
static inline struct block *document_last(struct document *d) { return &d->at[d->n - 1]; }

/* The sentence for bytes that begin like a known format we don't read; NULL: none. */
const char *document_foreign(const char *bytes, size_t n);
/* The sentence for a file that no reader knows: tells what it seems to be and
 * what to do instead. Returns false. */
bool document_refuse(struct visit *v, const char *bytes, size_t n);
/* The sentence for a file past one of the limits of document.h. Returns false. */
bool document_too_big(struct visit *v);
/* The sentence for a damaged file; detail is for the log (may be NULL). Returns false. */
bool document_damaged(struct visit *v, const char *detail);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A document as every reader gives it: blocks in reading order, each with
 * where it stood. Knows nothing of plans. Everything lives in the visit's
 * arena; all text is clean (base/text.h). */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "base/visit.h"

enum block_kind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_ITEM, BLOCK_TABLE };

/* A paragraph or list item, in the body or inside a cell. */
struct line {
    const char *text; /* trimmed; one line; marks of real lists are not in it */
    bool item;        /* a real list item in the source (w:numPr, <li>, text:list …) */
    int level;        /* depth of a list item, from 0 */
    bool strong;      /* all of it bold: often a heading nobody styled */
};

struct cell {
    struct line *at;
    size_t n, cap;
    int row, column; /* of its upper left corner in the grid, from 0 */
    int rows, columns;
    int line; /* line of the source it began on (text formats), else 0 */
    size_t bytes; /* of its lines as they came */
};

/* Positions that a merged cell covers point to the same cell; NULL where a row
 * is short. cells[row * columns + column]. */
struct table {
    struct cell **cells;
    int rows, columns;
    int number;        /* from 1, in reading order */
    int header_rows;   /* rows marked as heading in the source, 0 when unknown */
    const char *name;  /* sheet name, table caption; NULL when none */
    int nested;        /* 1 when it stood inside a cell of another table */
    struct cell *around; /* that cell; NULL when none */
};

struct block {
    enum block_kind kind;
    int level;         /* heading level from 1; depth of a list item from 0 */
    const char *text;  /* heading, paragraph, item; NULL for a table */
    bool strong;
    bool contents;     /* a line of the table of contents (page number cut off) */
    struct table *table;
    int line;          /* line of the source (text formats), else 0 */
};

struct document {
    const char *name;   /* file name without folders */
    const char *format; /* "docx", "txt", … : row of the table of readers */
    const char *title;  /* from the file's properties; NULL when none */
    struct block *at;
    size_t n, cap;
    int tables;
    size_t bytes, lines, positions; /* counted against the limits below */
};

/* What a reader may use; past a limit it fails with FAIL_DOCUMENT. */
enum {
    DOCUMENT_FILE_BYTES = 64 << 20,    /* the file itself */
    DOCUMENT_UNPACKED_BYTES = 96 << 20,/* one XML part of a zip */
    DOCUMENT_POSITIONS = 1000 * 1000,  /* of all tables together, most of them may be empty */
    DOCUMENT_CELLS = 400 * 1000,       /* those that a reader may fill */
    DOCUMENT_LINES = 500 * 1000,       /* blocks and lines of cells together */
    DOCUMENT_LINE_BYTES = 8 << 20,     /* one paragraph */
    DOCUMENT_CELL_BYTES = 1 << 20,     /* one cell: a page that shows it has to be read */
    DOCUMENT_TEXT_BYTES = 48 << 20     /* all text together */
};

/* One reader: a file each in this room, a row each in document.c. sniff() says
 * whether the bytes look like this format (a wrong extension does not matter). */
struct reader {
    const char *format; /* also the file name extension */
    bool (*sniff)(const char *bytes, size_t n);
    bool (*read)(struct visit *v, const char *bytes, size_t n, struct document *d);
};
extern const struct reader document_readers[]; /* ends with format NULL */

/* Bytes to blocks. The format is found from the bytes, the file name only
 * decides between txt and csv. Fails with FAIL_DOCUMENT and one sentence that
 * says what the person can do. */
bool document_read(struct visit *v, const char *name, const char *bytes, size_t n,
                   struct document *d);
/* The bytes of a file; free them with buf_free(). FAIL_INPUT when it can't be
 * opened, FAIL_DOCUMENT when it is too big. */
bool document_load(struct visit *v, const char *path, struct buf *bytes);
/* The same from a file. */
bool document_open(struct visit *v, const char *path, struct document *d);

/* For readers: append to a document or to a cell, counting against the limits
 * (false: failed). Text is cleaned here and its white space squeezed; an empty
 * text adds nothing. In a block a newline becomes a space, in a cell a new line. */
bool document_add(struct visit *v, struct document *d, enum block_kind kind, int level,
                  const char *text, int line);
/* A new table block with rows × columns empty positions; NULL: failed. */
struct table *document_table(struct visit *v, struct document *d, int rows, int columns);
bool cell_add(struct visit *v, struct document *d, struct cell *c, struct line line);

/* The cell's lines joined with newlines. */
const char *cell_text(struct visit *v, const struct cell *c);

/* Splits a text into list items by the marks that plans use when the list was
 * typed by hand or lost in conversion: "•", "- ", "– ", "1." "a)", private-use
 * bullets. Text before the first mark is an item of its own with lead = true.
 * A text without marks is one item. Appends to out; text is clean. (document/marks.c
 * tells the exact rules.) */
struct marked {
    struct {
        const char *text;
        bool lead;
    } *at;
    size_t n, cap;
};
void document_split_marks(struct visit *v, const char *text, struct marked *out);

/* The way out: one table of texts as a spreadsheet. */
struct xlsx_table {
    const char *name;  /* of the sheet: at most 31 characters, none of []:*?/\ */
    const char *title; /* of the document */
    size_t rows, columns;
    const char **cells; /* cells[row * columns + column], never NULL; row 0 is the heading */
    const int *widths;  /* of the columns, in characters */
    const char *const *choices; /* offered in one column under the heading; NULL: nowhere */
    size_t choices_in;          /* which column */
};

/* write_xlsx.c: appends the file's bytes; the same table gives the same bytes. The heading is bold
 * and stays in view. Fails with FAIL_SIZE when a text or the table is too big for a
 * spreadsheet, with FAIL_STORE when the temporary file can't be written. */
bool xlsx_write(struct visit *v, const struct xlsx_table *sheet, struct buf *out);
/* Several sheets in one file; the title is the first one's. */
bool xlsx_write_book(struct visit *v, const struct xlsx_table *sheets, size_t n, struct buf *out);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A sheet of a spreadsheet being read: cells that hold text come in any order,
 * anywhere on a sheet that has room for 17 billion of them; what is made of it
 * is a table no bigger than what is in use. */
#ifndef DOCUMENT_SHEET_H
#define DOCUMENT_SHEET_H

#include "document/document.h"

enum { SHEET_ROWS = 1 << 20, SHEET_COLUMNS = 1 << 14 };

struct sheet_cell {
    int row, column; /* from 0 */
    const char *text;
    bool strong;
};

struct sheet_merge {
    int row, column, rows, columns;
};

struct sheet {
    const char *name;
    struct {
        struct sheet_cell *at;
        size_t n, cap;
    } cells;
    struct {
        struct sheet_merge *at;
        size_t n, cap;
    } merges;
    int header_rows;
};

/* Notes a cell; one outside the sheet or without text is left out. false: failed. */
bool sheet_cell(struct visit *v, struct sheet *s, struct sheet_cell cell);
void sheet_merge(struct visit *v, struct sheet *s, struct sheet_merge merge);

/* Adds the sheet to the document as a table whose rows and columns are those of
 * the sheet, up to the last ones in use; where that would be too many (a stray
 * cell far away), rows and columns without any text are left out. An empty sheet
 * adds nothing. false: failed. */
bool sheet_end(struct visit *v, struct sheet *s, struct document *d);

#endif

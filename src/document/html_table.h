/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A table of HTML on its way to a struct table: cells are placed as they come,
 * the size is known at the end. Placing follows the HTML standard (4.9.12):
 * a cell takes the first free column of its row and may reach down and right. */
#ifndef DOCUMENT_HTML_TABLE_H
#define DOCUMENT_HTML_TABLE_H

#include "document/readers.h"

struct html_table {
    struct html_table *outer; /* the one whose cell it stands in; NULL: none */
    struct cell *open;        /* the cell being read; NULL: between cells */
    struct cell *around;      /* the outer one's, as it was when this began */
    struct table *made;       /* once it is in the document */
    const char *name;         /* caption; NULL: none */
    int line, nested;

    /* html_table.c's own */
    struct {
        struct cell **at;
        size_t n, cap;
    } cells;
    struct {
        int *at; /* for each column the first row where it is free */
        size_t n, cap;
    } free_from;
    int rows, column;      /* rows begun; next column of the latest */
    size_t section;        /* first cell of the row group at hand */
    int section_row;       /* and its first row */
    bool in_head, plain;   /* inside <thead>; the latest row has a <td> */
    bool row_open;
    int header_rows;
};

/* Begin and end of <tr>, of <thead>, <tbody>, <tfoot> (in_head tells which). */
void html_table_row(struct html_table *t);
void html_table_row_end(struct html_table *t);
void html_table_section(struct html_table *t, bool in_head);

/* A new cell becomes t->open. False: failed. */
bool html_table_cell(struct visit *v, struct html_table *t, bool header, int rows, int columns,
                     int line);

/* Adds the table to the document. */
bool html_table_end(struct visit *v, struct document *d, struct html_table *t);

#endif

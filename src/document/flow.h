/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The flow of a word processor's text as docx and odt give it: paragraphs, and
 * tables whose size is known only when they end. Paragraphs go to the cell that
 * is open, else to the body; a table inside a cell follows the table around it. */
#ifndef DOCUMENT_FLOW_H
#define DOCUMENT_FLOW_H

#include "document/document.h"

struct paragraph {
    const char *text; /* as written; '\n' where a line was broken by hand */
    const char *mark; /* the number printed before it ("1.2"); "" for none */
    int heading;      /* level from 1; 0: not a heading */
    bool item;        /* an item with a bullet; one with a number has it as its mark */
    int level;        /* its depth from 0 */
    bool strong, contents;
};

struct flow {
    struct visit *v;
    struct document *d;
    struct grid *grid; /* the innermost open table; NULL in the body */
};

/* Where the next paragraph would go. */
size_t flow_mark(const struct flow *f);
/* Adds a paragraph at a mark taken in the same cell or body: before what was
 * added since (a paragraph stands before the text boxes anchored in it). */
bool flow_add(struct flow *f, const struct paragraph *p, size_t mark);

void flow_table(struct flow *f);
/* What was flow_table()d last; adds it to the document when it is the outermost. */
bool flow_table_end(struct flow *f);
void flow_table_name(struct flow *f, const char *name);

/* heading: the table's author marked the row as a heading row. */
void flow_row(struct flow *f, bool heading);
/* The row's next cell begins in this column (from 0), or in the first one after
 * it that no merged cell covers; tells which. Without it, after the last. */
int flow_column(struct flow *f, int column);

enum flow_join {
    FLOW_NEW,   /* a cell of its own */
    FLOW_DOWN,  /* goes on the cell above */
    FLOW_RIGHT, /* goes on the cell to the left */
};
/* Opens the row's next cell. Spans below 1 count as 1. */
void flow_cell(struct flow *f, int rows, int columns, enum flow_join join);
void flow_cell_end(struct flow *f);

/* The cell, or row, that ended last stands there so many times in all. */
void flow_repeat_cell(struct flow *f, int times);
void flow_repeat_row(struct flow *f, int times);

#endif

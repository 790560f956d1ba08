/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a plain line of a text file is: a heading, a list item, a line of the
 * table of contents or just text. Guessed from its look, for there are no styles. */
#ifndef DOCUMENT_OUTLINE_H
#define DOCUMENT_OUTLINE_H

#include "document/readers.h"

struct outline {
    struct visit *v;
    struct document *d;
    int numbered;    /* level of the latest numbered heading; 0: none yet */
    bool in_contents; /* the latest block was a line of the contents or their heading */
    int page;        /* the latest page number in it */
};

/* A line of the table of contents: "2.1 Clubs.....11", "2.1\tClubs\t11". */
struct contents_line {
    struct span title; /* dots, page number and what is between cut off */
    int page;
    bool leaders; /* dots between: surely a contents line */
};
bool outline_contents(struct span line, struct contents_line *out);
/* The title of a line that is known to be one. */
struct span outline_contents_title(struct span line);
/* contents.c: marks the lines of a list of contents that the reader did not know
 * as one; for every format, when all blocks are there. */
void document_find_contents(struct visit *v, struct document *d);
/* Whether a line says "Contents", "Sisällys" or the like. */
bool outline_is_contents_heading(const char *s);
bool outline_add_contents(struct outline *o, struct contents_line found, int line);

/* Adds a line of the body. alone: no other body line above or below it. */
bool outline_add(struct outline *o, struct span text, int line, bool alone);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The loose markup found in cells and lines of converted text files: tags of
 * HTML that may never be closed, lists without <li>, **bold**, entities. */
#ifndef DOCUMENT_MARKUP_H
#define DOCUMENT_MARKUP_H

#include "document/readers.h"

struct markup {
    struct visit *v;
    bool (*line)(struct markup *m, struct line line); /* takes each line found; false: stop */
    void *owner;                                      /* the taker's own */
    bool wrapped; /* a newline before a small letter is a space: lines were cut there */

    /* markup.c's own */
    struct buf text;
    int depth;      /* of open lists */
    bool items;     /* the list has real <li> */
    int bold;       /* open <b>, <strong>, ** */
    size_t thin, fat; /* bytes outside and inside bold, white space left out */
};

/* Cuts a text into lines. In a list (<ul>, <ol>) each item is a line with
 * item = true; a list without <li> is split by its marks. */
bool markup_read(struct markup *m, struct span text);

#endif

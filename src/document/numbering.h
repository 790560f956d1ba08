/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Numbers that a word processor counts and prints but does not store: "1.2."
 * before a heading, "b)" before an item. */
#ifndef DOCUMENT_NUMBERING_H
#define DOCUMENT_NUMBERING_H

#include "base/visit.h"

enum { NUMBERING_LEVELS = 10 };

enum number_kind {
    NUMBER_DECIMAL,
    NUMBER_PADDED, /* 01, 02 */
    NUMBER_ROMAN,
    NUMBER_ROMAN_SMALL,
    NUMBER_LETTER,
    NUMBER_LETTER_SMALL,
    NUMBER_BULLET,
    NUMBER_NONE
};

struct numbering_level {
    enum number_kind kind;
    const char *text; /* "%1.%2." : %N is the number of level N, from 1 */
    int start;
    bool decimal; /* all its numbers are shown as plain figures */
};

/* How far each level has been counted; begun[] says whether it was at all. */
struct numbering_count {
    int at[NUMBERING_LEVELS];
    bool begun[NUMBERING_LEVELS];
};

/* Counts one more paragraph on the level (from 0) and gives what is printed
 * before it; "" for a bullet and where nothing is printed. */
const char *numbering_next(struct visit *v, const struct numbering_level *levels,
                           struct numbering_count *count, int level);

#endif

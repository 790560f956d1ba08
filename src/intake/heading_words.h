/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#ifndef INTAKE_HEADING_WORDS_H
#define INTAKE_HEADING_WORDS_H

#include "intake/recognise_parts.h"

struct heading_word {
    const char *word; /* lower case, no hyphens; '*' at an end: any letters */
    enum column_kind kind;
    enum goal_rank rank;
    bool weak; /* gives way to another column with a plainer heading */
};

extern const struct heading_word heading_words[]; /* ends with word NULL */

#endif

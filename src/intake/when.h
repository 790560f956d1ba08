/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The years, seasons, months and days that a text names, in Finnish, Swedish and
 * English. What the words around them mean is in schedule.c. */
#ifndef INTAKE_WHEN_H
#define INTAKE_WHEN_H

#include "base/visit.h"

/* A year, a month of it, or a day of that; 0 where it is not told. */
struct moment {
    int year, month, day;
};

struct when {
    struct span {
        struct moment first, last; /* "syksy 2021": 2021-09 to 2021-11 */
    } *at;
    size_t n, cap;
    bool open_after;  /* a dash and nothing more: "2021 -" */
    bool open_before; /* "-2023" */
};

/* "2020", "2020-09" or "2020-09-30". */
const char *moment_text(struct visit *v, struct moment m);

/* Whether a text is a date as moment_text() writes it. */
bool moment_is(const char *text);

/* In the order of the text; a text without dates gives none. */
struct when when_find(struct visit *v, const char *words);

#endif

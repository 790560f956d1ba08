/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the program answered to a command or a visit, and what must hold of every
 * answer, whatever the plan holds. */
#ifndef VISITS_ANSWER_H
#define VISITS_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

struct answer {
    int exit;   /* of the process; 128 and more: killed */
    int status; /* of a visit */
    char *type, *location; /* "" when there was none */
    char link[500], etag[60];
    char *body;            /* ends with a NUL that n does not count */
    size_t n;
    char *errors;
};

/* Runs the program (VOINTI) with words[1] …; visit: the output begins with headers. */
struct answer answer_of(char *const words[], bool visit);
void answer_free(struct answer *a);

/* Records of CSV, line ends inside quotes not counted. */
int answer_rows(const struct answer *a);

/* Tells what is wrong with a visit's answer:
 * - the process ends as its status says, and says one line about a failure
 * - HTML: no script, no image, no style attribute, no empty address: all texts
 *   come from plans, so such markup is somebody's text that was not escaped
 * - JSON: a parser takes it
 * - CSV: a byte order mark, CR LF, as many cells in each record, no cell that a
 *   spreadsheet would run */
void answer_check(const struct answer *a, void (*tell)(void *arg, const char *fault), void *arg);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a workbook's reports change, and what of them is unsure: told by the room of follow-up,
 * shown by that of intake, which do not know each other. */
#ifndef PLAN_REPORT_NEWS_H
#define PLAN_REPORT_NEWS_H

#include "plan/plan.h"

struct report_row {
    const char *organisation, *code; /* of the goal */
    bool kept;          /* it does not come in; why */
    const char *why;    /* for the person, when kept, or when a part of it does not come in */
    const char *before, *after; /* what is told; NULL: nothing yet */
};

enum { REPORT_DOUBTS = 500 }; /* of a document; after that rows are only counted */

/* A cell that was not understood. What it should have said may be written in its place and
 * the document read again. */
enum report_wrong {
    REPORT_WRONG_STATE,  /* no state of ours: the rest of the row comes in */
    REPORT_WRONG_NUMBER, /* a value without figures: it comes in as it is written */
    REPORT_WRONG_METRIC, /* no metric of that entry: the row is left out */
    REPORT_WRONG_ROW,    /* no row of the organisation's year, or twice: left out */
    REPORT_WRONG_LONG,   /* a text too long: the row is left out */
    REPORT_WRONG_VALUE,  /* a value too long: it is left out */
    REPORT_WRONGS
};

struct report_doubt {
    enum report_wrong wrong;
    struct place place;
    const char *words, *guess; /* guess: what the cell means most likely; NULL: unknown */
};

struct report_news {
    struct report_row *at; /* all that differs */
    size_t n, cap;
    struct {
        struct report_doubt *at;
        size_t n, cap;
    } doubts;
    const char **sheets; /* names of the sheets that were read */
    size_t n_sheets;
};

#endif

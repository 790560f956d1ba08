/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a workbook's reports change: told by the room of follow-up, shown by that of intake,
 * which do not know each other. */
#ifndef PLAN_REPORT_NEWS_H
#define PLAN_REPORT_NEWS_H

#include "base/visit.h"

struct report_row {
    const char *organisation, *code; /* of the goal */
    bool kept;          /* it does not come in; why */
    const char *why;    /* for the person, when kept */
    const char *before, *after; /* what is told; NULL: nothing yet */
    const char *sheet;
};

struct report_news {
    struct report_row *at; /* all that differs */
    size_t n, cap;
    const char **sheets; /* names of the sheets that were read */
    size_t n_sheets;
};

#endif

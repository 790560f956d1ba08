/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The columns of a year's sheets; private to workbook*.c. */
#ifndef FOLLOWUP_WORKBOOK_PARTS_H
#define FOLLOWUP_WORKBOOK_PARTS_H

#include "followup/workbook.h"

enum report_column {
    REPORT_ORGANISATION,
    REPORT_CODE,
    REPORT_GOAL,
    REPORT_PLANNED,
    REPORT_STATUS_BEFORE,
    REPORT_DONE_BEFORE,
    REPORT_STATUS, /* from here to REPORT_EVIDENCE: what is told of an entry */
    REPORT_REASON,
    REPORT_DONE,
    REPORT_LEARNT,
    REPORT_EVIDENCE,
    REPORT_REV,
    REPORT_METRIC,
    REPORT_VALUE_BEFORE,
    REPORT_VALUE,
    REPORT_COLUMNS
};

/* One row that tells something. */
struct report_line {
    int year;
    bool is_metric;
    bool has[REPORT_COLUMNS]; /* the sheet has the column */
    const char *words[REPORT_COLUMNS];
    const char *sheet;
};

struct report_lines {
    struct report_line *at;
    size_t n, cap;
    struct {
        const char **at;
        size_t n, cap;
    } sheets;
};

void report_lines_read(struct visit *v, const struct document *d, struct report_lines *out);

#endif

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

/* The texts of an entry's row: columns, fields of the form, and how long they may be. */
enum { REPORT_TEXTS = 4 };
extern const struct report_text {
    enum report_column column;
    const char *field;
    size_t most;
} report_texts[REPORT_TEXTS];

/* One row that tells something. */
struct report_line {
    int year;
    bool is_metric;
    bool has[REPORT_COLUMNS]; /* the sheet has the column */
    const char *words[REPORT_COLUMNS];
    struct place place[REPORT_COLUMNS];
    bool used; /* a row of some entry's */
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
/* The first row of an entry, or of one of its metrics; NULL: the workbook tells nothing of it. */
struct report_line *report_line_of(const struct report_lines *lines, const struct desk *d,
                                   const struct desk_entry *e, const char *metric);
/* Whether a row is of the desk's organisation and year. */
bool report_line_is_of(const struct report_line *line, const struct desk *d);

/* ---- workbook_doubt.c ---- */

/* In any of the languages; PROGRESSES: no such state. */
enum progress report_state(struct visit *v, const char *words);
/* Whether a state is written there that is none. */
bool report_state_wrong(struct visit *v, const struct report_line *line);
/* Why a whole row can't be used, and the field of the form; NULL: it can. */
const char *report_line_wrong(struct visit *v, const struct desk_entry *e,
                              const struct report_line *line, const char **field);
/* What is unsure of the rows of a desk; those that are used were marked. */
void report_doubts_find(struct visit *v, const struct desk *d, const struct report_lines *lines,
                        struct report_news *out);
/* A row that is nobody's. */
void report_doubt_row(struct visit *v, const struct report_line *line, struct report_news *out);
/* Sentences for the person who fills in the workbook: “Follow-up 2025, row 4: …”. */
const char *report_doubt_said(struct visit *v, const struct report_doubt *d);

#endif

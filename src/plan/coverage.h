/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Who does what: goals down, organisations across. A column stands for one
 * organisation, or for all of one kind where there are too many to be read. */
#ifndef PLAN_COVERAGE_H
#define PLAN_COVERAGE_H

#include "plan/overview.h"
#include "web/page.h"

/* More organisations than this are shown by kind first; more columns than fit
 * on a screen scroll sideways. */
enum { COVERAGE_ORGANISATIONS = 16, COVERAGE_FIT = 14 };

struct coverage_column {
    const char *name, *head;  /* head: short, with soft hyphens */
    const char *address;      /* of the organisation; of the kind's own table */
    const struct organisation_item *organisation; /* NULL: all of the kind */
    enum organisation_kind kind;
    struct tally tally;
};

struct coverage_row {
    const struct goal_item *goal;
    const struct tally *cells; /* one for each column; NULL: only a heading */
    struct tally tally;        /* of the cells */
};

struct coverage {
    struct goal_items goals;
    struct organisation_items organisations;
    struct coverage_column *columns;
    int n_columns;
    struct coverage_row *rows;
    int n_rows;
    struct tally all; /* of the columns that are shown */
    bool by_kind;
    bool one_kind;         /* only the organisations of one kind */
    bool can_group;        /* there are many organisations, of many kinds */
    const char *show;      /* "", "tekstit", "puuttuvat", "kaikki" */
    const char **findings; /* what the table tells, in sentences */
    int n_findings;
};

extern const struct input coverage_inputs[];

/* The visit's plan and choices; by_kind only for people. */
bool coverage_load(struct visit *v, struct coverage *c);
/* What a cell shows: the loudest thing in it; STATUSES when nothing was to be
 * written there. */
enum status coverage_status(const struct tally *cell);
/* Whether JSON and CSV tell of a cell: with nayta=puuttuvat only the missing. */
bool coverage_lists(const struct coverage *c, const struct tally *cell);
/* Where a cell leads. */
const char *coverage_address(struct visit *v, const struct coverage_row *row,
                             const struct coverage_column *column);
/* "Missing, Kotka I.3", for those who do not see the table. */
const char *coverage_words(struct visit *v, const struct coverage_row *row,
                           const struct coverage_column *column, const struct tally *cell);
/* Fills the findings from the counts. */
void coverage_find(struct visit *v, struct coverage *c);

/* A name for a narrow column: long words may be broken where Finnish and
 * Swedish syllables meet. */
const char *soft_hyphens(struct visit *v, const char *text);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the files of the exchange formats share: the columns of the table. Private
 * to exchange*.c. */
#ifndef INTAKE_EXCHANGE_PARTS_H
#define INTAKE_EXCHANGE_PARTS_H

#include "intake/exchange.h"

enum { EXCHANGE_LEVELS = 9 }; /* of goals */

enum exchange_what {
    EXCHANGE_ORGANISATION,
    EXCHANGE_ORGANISATION_NAME, /* in another language */
    EXCHANGE_SHORT_NAME,
    EXCHANGE_ORGANISATION_KIND,
    EXCHANGE_ALIAS,
    EXCHANGE_NUMBER, /* of the goal at a level */
    EXCHANGE_TITLE,
    EXCHANGE_TITLE_IN, /* in another language */
    EXCHANGE_QUESTION, /* level 0: of the goal that the row is about */
    EXCHANGE_POSITION,
    EXCHANGE_ACTION,
    EXCHANGE_ACTION_IN,
    EXCHANGE_FIELD,
    EXCHANGE_FACT, /* of metrics: a line for each of the cell of metrics */
    EXCHANGE_REFERS,
    EXCHANGE_REFERS_WORDS,
    EXCHANGE_NOT_APPLICABLE,
    EXCHANGE_PLAN, /* the rest stand on the first row only */
    EXCHANGE_PLAN_IN,
    EXCHANGE_VISION,
    EXCHANGE_VISION_IN,
    EXCHANGE_AREA,
    EXCHANGE_STARTS,
    EXCHANGE_ENDS,
    EXCHANGE_LANGUAGES,
    EXCHANGE_STATE
};

struct exchange_column {
    const char *name;
    enum exchange_what what;
    int level;             /* of goals, from 1 */
    enum lang lang;        /* …_IN, …_NAME */
    enum field_kind field; /* EXCHANGE_FIELD */
    const char *extra;     /* FIELD_EXTRA: its name */
    enum metric_fact fact; /* EXCHANGE_FACT */
};

struct exchange_columns {
    struct exchange_column *at;
    size_t n, cap;
};

enum { EXCHANGE_ALWAYS = 12 }; /* the first columns, written also when empty */

/* Every column there can be, but for extra ones, in the order of writing. */
void exchange_columns_all(struct visit *v, struct exchange_columns *out);
/* A column of the plan's own: "extra:NAME". */
struct exchange_column exchange_column_extra(struct visit *v, const char *name);

/* The plan as lines of cells: cells[row * columns.n + column], never NULL. */
struct exchange_table {
    struct exchange_columns columns;
    const char **cells;
    size_t rows;
};
void exchange_table_fill(struct visit *v, const struct plan *p, struct exchange_table *out);

/* Several values in one cell stand on lines of their own. A value's further lines
 * begin with "¦ " (which also Windows-1252 has, in case a spreadsheet saves in that);
 * a value that itself begins with ¦ gets a backslash before it. */
struct exchange_values {
    const char **at;
    size_t n, cap;
};
const char *exchange_join(struct visit *v, const struct exchange_values *values);
void exchange_split(struct visit *v, const char *cell, struct exchange_values *out);

/* A value of a cell that has one for each value of another cell: a dash where there is none
 * (NULL); one that is itself a dash gets a backslash before it. And back. */
const char *exchange_dashed(struct visit *v, const char *value);
const char *exchange_undashed(const char *value);

/* "I.5", or "metric:I.2" for one field. */
const char *exchange_reference(struct visit *v, const struct plan *p, const struct reference *r);

/* What can't be a plan's period, state or languages goes, with a doubt. */
void exchange_check_plan(struct visit *v, struct recognised *out);

bool exchange_write_csv(struct visit *v, const struct plan *p, struct buf *out);
bool exchange_write_xlsx(struct visit *v, const struct plan *p, struct buf *out);
bool exchange_write_json(struct visit *v, const struct plan *p, struct buf *out);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the two files that read the exchange table share: exchange_read.c takes the
 * cells of a line, exchange_rows.c puts the line into the plan. */
#ifndef INTAKE_EXCHANGE_READ_H
#define INTAKE_EXCHANGE_READ_H

#include "base/lookup.h"
#include "intake/exchange_parts.h"

struct exchange_goal_cells {
    const char *number, *title, *question;
    struct translations titles;
};

/* One line of the table; NULL: empty cell. */
struct exchange_line {
    struct organisation organisation;       /* its texts */
    const char *organisation_kind, *aliases;
    struct exchange_goal_cells goals[EXCHANGE_LEVELS + 1]; /* [0]: the goal of the line */
    const char *position;
    const char *action;
    struct translations actions;
    struct details details;
    struct exchange_fact_cell {
        bool told; /* there is such a column */
        const char *cell;
        struct place place;
    } facts[METRIC_FACTS];
    const char *refers, *refers_words, *not_applicable;
    struct place place, action_place;
    const char *words; /* something of the line, to be quoted; "": the line is empty */
};

struct exchange_reading {
    struct visit *v;
    struct recognised *out;
    const char *organisation; /* for lines that name none */
    bool organisation_given;  /* on the command line */
    struct lookup organisations, goals, entries, references;
    struct {
        struct asked {
            int entry; /* index in the plan's entries */
            const char *code, *words;
            struct place place;
        } *at;
        size_t n, cap;
    } asked; /* references, until all goals are known */
};

/* exchange_read.c */
void exchange_doubt(struct exchange_reading *r, enum doubt_kind kind, struct place place,
                    const char *words, const char *guess);

/* exchange_rows.c */
void exchange_line_place(struct exchange_reading *r, const struct exchange_line *line);
/* When all lines are placed: references and actors find what they mean. */
bool exchange_finish(struct exchange_reading *r);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the pages of rounds show. */
#ifndef FOLLOWUP_ROUNDS_H
#define FOLLOWUP_ROUNDS_H

#include "followup/desk.h"

struct round_overview {
    struct round_list_rows rounds;
    int64_t next_year; /* that a new round is offered for */
};

struct round_line {
    const struct answers_of_round_row *row;
    enum answer_state state;
};

struct round_show {
    const struct round_list_row *round;
    enum round_state state;
    struct round_line *at; /* in the order of the table: those who are missing first */
    size_t n;
    int64_t expected, reported;
};

/* The desk of a person: what waits for them. */
struct own_desk {
    struct own_task {
        const char *organisation, *slug, *due_on;
        int64_t year, expected, reported;
        enum answer_state state;
        bool open;
    } *at;
    size_t n;
    bool coordinates;
    const struct desk_proposals_row **proposals; /* of the person's organisations */
    size_t n_proposals;
    int64_t waiting; /* proposals that the coordinator has not decided */
    struct round_list_rows rounds;
};

#endif

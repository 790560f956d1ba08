/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the pages of rounds show. */
#ifndef FOLLOWUP_ROUNDS_H
#define FOLLOWUP_ROUNDS_H

#include "followup/desk.h"
#include "followup/quality.h"
#include "followup/remind.h"

struct round_overview {
    struct round_list_rows rounds;
    int64_t next_year; /* that a new round is offered for */
    const struct rhythm_of_row *rhythm; /* by which rounds are made; NULL: by hand */
};

struct round_line {
    const struct answers_of_round_row *row;
    enum answer_state state;
    struct remind_standing standing;
    const char *contacts; /* names of its contact persons; "" nobody */
    const char *whom; /* who a reminder by hand would reach now; "" nobody */
};

/* How the organisations of a round are put together. */
enum round_group { ROUND_MISSING, ROUND_WAITING, ROUND_ACCEPTED, ROUND_GROUPS };

enum round_group round_group_of(enum answer_state state);
const char *round_group_name(enum round_group group); /* N_() */
/* A part of all in percent, for the width of a bar. */
const char *round_share(struct visit *v, int64_t part, int64_t all);

struct round_show {
    const struct round_list_row *round;
    enum round_state state;
    struct round_line *at; /* in the order of the table: those who are missing first */
    size_t n;
    int64_t expected, reported;
    size_t groups[ROUND_GROUPS]; /* how many there are in each */
    size_t waiting;          /* how many organisations a reminder would reach now */
    bool mails;              /* mail is set up */
    const char *reminded;    /* which organisation, just now; NULL: none */
};

enum answer_state answer_state_of_row(const struct answers_of_round_row *row);

/* How far every organisation is. */
bool round_show_load(struct visit *v, const struct round_list_row *round, struct round_show *r);

/* Opens rounds whose day has come: planned ones, and those of each plan's rhythm. Inside a
 * write transaction. */
bool rounds_open_due(struct visit *v);

/* The desk of a person: what waits for them. */
struct own_desk {
    struct own_task {
        const char *organisation, *slug, *due_on;
        int64_t year, expected, reported;
        enum answer_state state;
        bool open;
        bool passed; /* the contact persons did not answer: it has come to the approver */
    } *at;
    size_t n;
    bool coordinates, approves, tells; /* what the person is here */
    const struct desk_proposals_row **proposals; /* of the person's organisations */
    size_t n_proposals;
    int64_t waiting; /* proposals that the coordinator has not decided */
    struct round_list_rows rounds;
    struct own_lines {
        struct own_line {
            const char *organisation, *slug;
            int64_t year;
            size_t times; /* reminded */
        } *at;
        size_t n, cap;
    } silent, /* those who do not answer and have come to the coordinator */
      sent;   /* those whose answers wait to be read */
    const struct round_show *round;  /* the latest that is open, for its coordinator; NULL */
    const struct quality *quality;   /* for the coordinator; NULL */
};

#endif

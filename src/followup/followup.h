/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Follow-up: once a year each organisation tells how its entries go. The rules,
 * without a database: docs/adr/0006-follow-up.md. */
#ifndef FOLLOWUP_FOLLOWUP_H
#define FOLLOWUP_FOLLOWUP_H

#include "base/visit.h"

enum {
    YEAR_LEAST = 2000,
    YEAR_MOST = 2100,
    TOLD_MOST = 4000,  /* characters of what was done, and of what was learnt */
    REASON_MOST = 500,
    VALUE_MOST = 200,
    EVIDENCE_MOST = 2000
};

/* A plan's year of follow-up. */
enum round_state {
    ROUND_PLANNED, /* not yet: only the coordinator sees it */
    ROUND_OPEN,    /* organisations answer */
    ROUND_CLOSED,  /* no more answers but of those who got more time */
    ROUND_LOCKED,  /* nothing changes any more: it is in a report */
    ROUND_STATES
};

const char *round_state_code(enum round_state state);
/* ROUND_STATES when unknown. */
enum round_state round_state_of(const char *code);
const char *round_state_name(enum round_state state); /* N_() */

/* How far one organisation is with its answer. */
enum answer_state {
    ANSWER_NOT_OPENED,
    ANSWER_OPENED,
    ANSWER_BEGUN,
    ANSWER_SENT,
    ANSWER_RETURNED,
    ANSWER_ACCEPTED,
    ANSWER_STATES
};

/* When what happened, ISO 8601 UTC; NULL: not yet. */
struct answer_times {
    const char *opened_at, *begun_at, *sent_at, *returned_at, *accepted_at;
};

/* The latest of sent, returned and accepted counts. */
enum answer_state answer_state_of(const struct answer_times *t);
const char *answer_state_code(enum answer_state state);
const char *answer_state_name(enum answer_state state); /* N_() */
/* The end of the classes and icons of a state: "missing", "progress" … */
const char *answer_state_icon(enum answer_state state);

/* N_(): what was said of an answer: "Returned". */
const char *review_name(const char *review_kind);

/* Whether an organisation may still write. today, extended_to: 2026-02-13, the last day
 * counts; extended_to NULL: no more time than others. */
bool answer_is_open(enum round_state round, enum answer_state answer, const char *today,
                    const char *extended_to);

/* How an entry goes, as its organisation says. */
enum progress {
    PROGRESS_NOTSTARTED,
    PROGRESS_GOING,
    PROGRESS_DONE,
    PROGRESS_STOPPED,
    PROGRESS_NA,
    PROGRESSES
};

/* "progress": in addresses, JSON and CSV, and the end of its classes and icons. */
const char *progress_code(enum progress progress);
/* PROGRESSES when unknown or ''. */
enum progress progress_of(const char *code);
const char *progress_name(enum progress progress); /* N_() */
/* Stopped and "not ours" say why. */
bool progress_needs_reason(enum progress progress);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Reminding those whose answer is missing. The rules, without a database; then who is
 * reminded now, and putting that into the queue of mail. */
#ifndef FOLLOWUP_REMIND_H
#define FOLLOWUP_REMIND_H

#include "followup/followup.h"

/* ---- rules ---- */

/* Reminders that come by themselves, counted from the last day to answer. */
enum remind_step {
    REMIND_BEFORE, /* 7 days before */
    REMIND_DAY,
    REMIND_AFTER,  /* 3 days after */
    REMIND_LAST,   /* 10 days after */
    REMIND_STEPS
};

const char *remind_step_code(enum remind_step step);
/* From the last day: -7. */
int remind_step_days(enum remind_step step);

/* The latest step whose day has come: who was down for a week does not send them all.
 * REMIND_STEPS: none yet, no last day (due NULL), or over a month late. Days as 2026-02-13. */
enum remind_step remind_step_on(const char *today, const char *due);

/* Nothing goes to those who have sent, or who have nothing to report or no more time. */
bool remind_waits_for(enum round_state round, enum answer_state answer, int64_t expected,
                      const char *today, const char *extended_to);

/* Who is reminded of an answer after so many reminders: bits of ROLE_CONTACT, ROLE_APPROVER
 * and ROLE_COORDINATOR (who gets a list). Two without an answer pass on to the approver,
 * three to the coordinator; at once where there is nobody else to ask. */
unsigned remind_audience(size_t times, bool has_contact, bool has_approver);

/* Nobody is reminded of the same answer by itself more often than this. */
enum { REMIND_DAYS_BETWEEN = 2 };
bool remind_too_soon(const char *today, const char *last_on);

/* ---- who is reminded now ---- */

/* One person, one answer. */
struct remind_item {
    int64_t person, round, organisation, year, expected, reported;
    const char *email, *person_name;
    enum role role;
    const char *organisation_name, *slug;
    const char *due;  /* NULL: no last day */
    const char *key;  /* the reason: reminder_key */
    size_t times;     /* how often the organisation was reminded before */
};

/* One mail: a person and all that they are reminded of. */
struct remind_digest {
    const struct remind_item *items;
    size_t n;
};

struct reminders {
    struct remind_digest *at;
    size_t n;
    size_t n_people; /* who get a reminder; coordinators with their lists do not count */
};

/* Of the visit's plan. by_hand: all whose answer is missing, once a day; else those whose
 * step has come. */
bool reminders_load(struct visit *v, bool by_hand, struct reminders *out);
/* The same by hand of one organisation in one round. */
bool reminders_load_one(struct visit *v, int64_t round, int64_t organisation,
                        struct reminders *out);

/* How an unanswered year stands. */
struct remind_standing {
    size_t times;    /* reminded since the answer was last sent */
    unsigned passed; /* ROLE_BIT()s of those whom it has passed on to */
};

struct round_list_row;
struct answers_of_round_rows;
/* One for each row of answers; those who are not waited for have nothing. */
bool remind_standings(struct visit *v, const struct round_list_row *round,
                      const struct answers_of_round_rows *rows, struct remind_standing **out);

/* Subject and body, in the visit's language. */
const char *remind_subject(struct visit *v, const struct remind_digest *d);
const char *remind_body(struct visit *v, const struct remind_digest *d);
const char *returned_subject(struct visit *v, const struct remind_item *item);
const char *returned_body(struct visit *v, const struct remind_item *item, const char *words);
/* Into the queue, in the plan's language; inside the visit's write transaction. */
bool reminders_queue(struct visit *v, const struct reminders *r);

/* An answer went back with the coordinator's words: mailed to the organisation's contacts,
 * to its approvers where there is none. Nothing when mail is not set up. */
struct desk;
bool returned_queue(struct visit *v, const struct desk *d, const char *words);

/* What is due by itself in all plans; when mail is set up, and not in the small hours. */
bool remind_due(struct visit *v);

#endif

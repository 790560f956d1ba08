/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a person answers to the doubts of a document, and what that does to the plan that
 * was recognised. Pure: no database. */
#ifndef INTAKE_ANSWER_H
#define INTAKE_ANSWER_H

#include "intake/recognise.h"

/* What can be answered to a kind of doubt, besides leaving it as it was guessed. */
enum offer {
    OFFER_FIELD = 1,        /* "field:metric": it belongs to another column */
    OFFER_GOAL = 2,         /* "goal:I.3" */
    OFFER_ORGANISATION = 4, /* "who:Kotkan kaupunki" */
    OFFER_DROP = 8,         /* "drop" */
    OFFER_LINE = 16,        /* other words */
    OFFER_LINES = 32,       /* … one on each line */
    OFFER_WHO = 64,         /* beside a goal: whose */
    OFFER_APART = 128,      /* "apart": they are two */
    OFFER_DOCUMENTS = 256   /* "join", "first", "second": of two documents */
};

/* The form's part of one kind of doubt; texts are N_(). A doubt about a cell of a report mends the
 * document, not the plan: upload_reports.c. */
struct doubt_offer {
    unsigned offers;      /* offer bits */
    const char *question;
    const char *as_is;    /* the choice that is made already; NULL: only words are asked */
    const char *drop;     /* OFFER_DROP */
};
const struct doubt_offer *doubt_offer(enum doubt_kind kind);
enum doubt_kind doubt_kind_of(const char *code); /* DOUBT_KINDS when unknown */

/* A doubt and its answer; "" in all three: it stays as it was guessed. */
struct doubt_answer {
    int64_t id;
    struct doubt doubt; /* its place's document is the number of a file */
    const char *choice, *words, *who;
};

struct doubt_answers {
    struct doubt_answer *at;
    size_t n, cap;
};

/* Where the cells of a plan's entries stood. */
struct cell_index;
struct cell_index *cell_index_make(struct visit *v, const struct plan *p);
/* The entry that a doubt is about, and the field of its cell; -1: of none. */
int cell_index_find(struct visit *v, const struct cell_index *index, const struct doubt *d,
                    enum field_kind *field);
/* Whether something of an entry stood in the doubt's cell or row. */
bool doubt_covers(const struct doubt *d, const struct place *p);
/* Full words, as the doubt quotes them (it may cut). */
bool doubt_quotes(struct visit *v, const struct doubt *d, const char *words);

/* The goal that a doubt is about; -1: none. */
int doubt_goal(struct visit *v, const struct plan *p, const struct doubt *d);
/* The organisation; -1: none, or several. */
int doubt_organisation(const struct plan *p, const struct doubt *d);

/* What stands in the form's field of words before anybody writes there. */
const char *doubt_words(struct visit *v, const struct plan *p, const struct cell_index *index,
                        const struct doubt *d);
/* Whether a choice is one that the kind offers, and its goal is in the plan. */
bool doubt_choice_fits(struct visit *v, const struct plan *p, enum doubt_kind kind,
                       const char *choice);

/* Answers one after another, then plan_settle(). What does not fit any more does nothing. */
bool answers_apply(struct visit *v, struct plan *p, const struct doubt_answers *answers);

#endif

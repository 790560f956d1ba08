/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * How well the plan itself is made, and what to mend first. The rules stand on the
 * page: a filled entry should have an actor, a metric (or why nothing is measured), a
 * schedule that is not over, and a report of the latest year that was asked. */
#ifndef FOLLOWUP_QUALITY_H
#define FOLLOWUP_QUALITY_H

#include "plan/overview.h"
#include "web/page.h"

enum lack { LACK_ACTOR, LACK_METRIC, LACK_SCHEDULE, LACK_OVER, LACK_REPORT, LACKS };

/* "metric": in addresses, JSON and CSV. */
const char *lack_code(enum lack lack);
/* N_(): "No metric". */
const char *lack_name(enum lack lack);

struct quality_entry {
    const struct goal_item *goal;
    const struct organisation_item *organisation;
    int64_t told; /* the year it was told about last; DB_NULL: never */
    unsigned lacks; /* bits of enum lack */
    int n;          /* how many */
};

struct quality {
    struct goal_items goals;
    struct organisation_items organisations;
    int64_t asked; /* the year that everybody should have told about; DB_NULL: none yet */
    size_t entries; /* filled ones */
    size_t sound;   /* … that lack nothing */
    size_t all[LACKS];
    struct quality_row {
        size_t entries, sound, lacks[LACKS];
    } *of;                     /* for each organisation */
    struct quality_entry *at;  /* those that lack something and fit the limits: the most first */
    size_t n, shown;           /* shown: of them on the page */
};

/* organisaatio, puute */
extern const struct input quality_inputs[];

bool quality_load(struct visit *v, struct quality *q);
/* "No metric, no schedule": what an entry lacks. */
const char *quality_words(struct visit *v, const struct quality_entry *e);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * How an entry stands, as every page shows and counts it: a shape and a word,
 * and numbers that agree from page to page because they are counted here only. */
#ifndef PLAN_STATUS_H
#define PLAN_STATUS_H

#include "plan/plan.h"

/* In the order in which pages list them and bars are drawn: the missing ones
 * stand last, where they are seen. */
enum status {
    STATUS_DONE,
    STATUS_PROGRESS,
    STATUS_NOTSTARTED,
    STATUS_STOPPED,
    STATUS_PLANNED, /* there is content, and nothing has been reported of it yet */
    STATUS_REFERS,
    STATUS_NA,
    STATUS_MISSING,
    STATUSES
};

/* "planned": in addresses, JSON and CSV, and the end of the classes and icons
 * that belong to it (c-planned, f-planned, i-planned). */
const char *status_code(enum status status);
/* STATUSES when unknown. */
enum status status_of_code(const char *code);
/* N_(): "Recorded". */
const char *status_name(enum status status);
/* The one place where content becomes a status. reported: the code of what its
 * organisation said last and the coordinator accepted; NULL, and for the parts of an
 * entry that is not filled: content alone counts. */
enum status status_of_entry(enum entry_kind kind, const char *reported);
/* Whether the organisation's own content stands there. */
bool status_is_recorded(enum status status);

/* Entries by status, and the actions in them. */
struct tally {
    int64_t entries[STATUSES];
    int64_t actions;
};

void tally_add(struct tally *to, const struct tally *from);
/* Counts one group of entries: its kind as in the database. */
void tally_count(struct tally *to, const char *entry_kind, const char *reported, int64_t entries,
                 int64_t actions);
int64_t tally_all(const struct tally *t);
/* Those with content of their own, however they go. */
int64_t tally_recorded(const struct tally *t);
/* Those whose organisation has told how they go. */
int64_t tally_reported(const struct tally *t);
/* Those that were to be written: all but what is not the organisation's task. */
int64_t tally_expected(const struct tally *t);

/* A bar of 100 units with narrow gaps between its parts. */
double bar_from(const struct tally *t, enum status status);
double bar_width(const struct tally *t, enum status status);

/* N_(): "Municipality"; for one organisation, and for all of the kind. */
const char *organisation_kind_name(enum organisation_kind kind);
const char *organisation_kind_plural(enum organisation_kind kind);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What is kept of people and for how long: docs/personal-data.md, which must say the same. */
#ifndef PEOPLE_PERSONAL_H
#define PEOPLE_PERSONAL_H

#include "people/oidc.sql.h"
#include "people/people.sql.h"
#include "people/personal.sql.h"
#include "people/token.sql.h"

/* A copy of all that is kept of one person. */
struct personal_data {
    struct personal_person_row *person;
    struct memberships_of_rows roles;
    struct identities_of_rows identities;
    struct tokens_of_rows tokens;
    struct personal_events_rows events;
    struct personal_messages_rows messages;
    struct personal_reminders_rows reminders;
    struct personal_updates_rows updates;
    struct personal_files_rows files;
    struct personal_reviews_rows reviews;
    struct personal_changes_rows changes;
};

bool personal_load(struct visit *v, int64_t person, struct personal_data *d);

/* Forgets somebody; what organisations reported stays without the name. The last
 * administrator can't be forgotten: FAIL_INPUT. Inside a write transaction. */
bool person_forget(struct visit *v, int64_t person);
/* May not come in any more, anywhere; closed false: may again. The same for the last one. */
bool person_shut(struct visit *v, int64_t person, bool closed);

enum {
    KEPT_EVENT_DAYS = 365,
    KEPT_MESSAGE_DAYS = 365,
    KEPT_LINK_DAYS = 30,       /* after their end */
    KEPT_ANSWER_DAYS = 1,      /* to programs, for the same request again */
    KEPT_REMINDER_DAYS = 2 * 365,
    KEPT_UNUSED_DAYS = 365     /* accounts without a role that nobody uses */
};

/* What was kept long enough goes. forgotten: how many accounts. Inside a write transaction. */
bool retention_run(struct visit *v, size_t *forgotten);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "people/personal.h"

#include "base/date.h"
#include "people/door.sql.h"
#include "people/mail.sql.h"
#include "people/people.h"
#include "web/repeat.sql.h"

/* Stands where a name stood. */
static const char nobody[] = "–";

bool personal_load(struct visit *v, int64_t person, struct personal_data *d)
{
    if (!personal_person(v, &d->person, person))
        return false;
    const char *email = d->person->email;
    return memberships_of(v, &d->roles, person) && identities_of(v, &d->identities, person) &&
           tokens_of(v, &d->tokens, person, date_now(v)) &&
           personal_events(v, &d->events, person) && personal_messages(v, &d->messages, person) &&
           personal_reminders(v, &d->reminders, person) &&
           personal_updates(v, &d->updates, email) && personal_files(v, &d->files, email) &&
           personal_reviews(v, &d->reviews, email) && personal_changes(v, &d->changes, email);
}

/* ---- forgetting and closing ---- */

static bool is_admin(struct visit *v, int64_t person, bool *admin)
{
    struct memberships_of_rows roles;

    *admin = false;
    if (!memberships_of(v, &roles, person))
        return false;
    for (size_t i = 0; i < roles.n; i++)
        *admin |= role_of(roles.at[i].role) == ROLE_ADMIN;
    return true;
}

/* Somebody must be left who can give roles. */
static bool is_spared(struct visit *v, int64_t person)
{
    struct admins_open_row *left;
    bool admin;

    if (!is_admin(v, person, &admin) || !admins_open(v, &left))
        return false;
    return !admin || left->admins > 1 ||
           fail(v, FAIL_INPUT, "%s",
                tr(v, "This is the last administrator. Make another one first."));
}

static bool person_find(struct visit *v, int64_t person, struct person_of_email_row **p)
{
    return person_get(v, p, person) &&
           (*p || fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such person.")));
}

bool person_forget(struct visit *v, int64_t person)
{
    struct person_of_email_row *p;

    return person_find(v, person, &p) && (p->closed_at || is_spared(v, person)) &&
           forget_updates(v, p->email, nobody) &&
           forget_updates_before(v, p->email, nobody) && forget_files(v, p->email, nobody) &&
           forget_reviews(v, p->email, nobody) && forget_changes(v, p->email, nobody) &&
           forget_grants(v, p->email, nobody) && forget_messages(v, person, p->email) &&
           forget_events(v, secret_digested(v, p->email)) && forget_person(v, person);
}

bool person_shut(struct visit *v, int64_t person, bool closed)
{
    struct person_of_email_row *p;

    if (!person_find(v, person, &p))
        return false;
    if (!closed)
        return person_close(v, person, NULL) &&
               door_event_add(v, DOOR_REOPENED, p->email, person);
    return (p->closed_at || is_spared(v, person)) && person_close(v, person, date_now(v)) &&
           session_drop_others(v, person, "") && links_drop(v, person) &&
           tokens_drop(v, person) && door_event_add(v, DOOR_CLOSED, p->email, person);
}

/* ---- what was kept long enough ---- */

static const char *days_ago(struct visit *v, int64_t days)
{
    return date_after(v, date_now(v), -days * 24 * 3600);
}

bool retention_run(struct visit *v, size_t *forgotten)
{
    struct people_left_rows left;

    *forgotten = 0;
    if (!door_sweep(v, days_ago(v, KEPT_EVENT_DAYS)) || !door_sweep_sessions(v, date_now(v)) ||
        !links_sweep(v, days_ago(v, KEPT_LINK_DAYS)) || !tokens_sweep(v, date_now(v)) ||
        !kept_answers_sweep(v, days_ago(v, KEPT_ANSWER_DAYS)) ||
        !messages_sweep(v, days_ago(v, KEPT_MESSAGE_DAYS)) ||
        !reminders_sweep(v, days_ago(v, KEPT_REMINDER_DAYS)) ||
        !people_left(v, &left, days_ago(v, KEPT_UNUSED_DAYS)))
        return false;
    for (; *forgotten < left.n; ++*forgotten)
        if (!person_forget(v, left.at[*forgotten].id))
            return false;
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Who is reminded of what, and putting the mail into the queue. */
#include "followup/remind.h"

#include "base/date.h"
#include "base/text.h"
#include "db/db.h"
#include "followup/desk.h"
#include "followup/remind.sql.h"
#include "followup/round.sql.h"
#include "people/mail.h"
#include "people/people.h"
#include "plan/site.h"

#include <stdlib.h>
#include <string.h>

enum { DAY = 24 * 3600, LINK_AFTER_DUE = 60 * DAY, LINK_LEAST = 30 * DAY };

struct collecting {
    struct visit *v;
    bool by_hand;
    int64_t only_round, only_organisation; /* 0: all */
    const char *today;
    struct keepers_of_plan_rows keepers;
    const struct round_list_row *round;
    struct reminded_of_round_rows reminded; /* of the round */
    struct {
        struct remind_item *at;
        size_t n, cap;
    } items;
};

/* ---- one answer ---- */

static bool has_keeper(const struct collecting *c, int64_t organisation, enum role role)
{
    for (size_t i = 0; i < c->keepers.n; i++)
        if (c->keepers.at[i].organisation == organisation &&
            role_of(c->keepers.at[i].role) == (int)role)
            return true;
    return false;
}

/* How often its people were reminded since the answer was last sent: reasons, not people. */
static size_t times_reminded(const struct collecting *c, const struct answers_of_round_row *a)
{
    const char *last = "";
    size_t n = 0;

    for (size_t i = 0; i < c->reminded.n; i++) {
        const struct reminded_of_round_row *r = &c->reminded.at[i];
        if (r->organisation != a->id || role_of(r->role) == ROLE_COORDINATOR ||
            (a->sent_at && strcmp(r->reminded_at, a->sent_at) < 0) ||
            strcmp(r->reminder_key, last) == 0)
            continue;
        last = r->reminder_key;
        n++;
    }
    return n;
}

/* For the same reason already, or not long ago. */
static bool was_reminded(const struct collecting *c, const struct remind_item *item)
{
    for (size_t i = 0; i < c->reminded.n; i++) {
        const struct reminded_of_round_row *r = &c->reminded.at[i];
        if (r->organisation == item->organisation && r->person == item->person &&
            (strcmp(r->reminder_key, item->key) == 0 ||
             (!c->by_hand && remind_too_soon(c->today, r->reminded_at))))
            return true;
    }
    return false;
}

static bool is_listed(const struct collecting *c, const struct remind_item *item)
{
    for (size_t i = 0; i < c->items.n; i++)
        if (c->items.at[i].person == item->person && c->items.at[i].round == item->round &&
            c->items.at[i].organisation == item->organisation)
            return true;
    return false;
}

/* In the order of ROLE_…: who is both contact and coordinator is reminded as a contact. */
static void add_people(struct collecting *c, struct remind_item item, enum role role)
{
    for (size_t i = 0; i < c->keepers.n; i++) {
        const struct keepers_of_plan_row *k = &c->keepers.at[i];
        if (role_of(k->role) != (int)role ||
            (role_has_organisation(role) && k->organisation != item.organisation))
            continue;
        item.person = k->id;
        item.email = k->email;
        item.person_name = k->person_name;
        item.role = role;
        if (!was_reminded(c, &item) && !is_listed(c, &item))
            *arena_push(c->v->arena, &c->items) = item;
    }
}

static void add_answer(struct collecting *c, const struct answers_of_round_row *a)
{
    struct visit *v = c->v;
    enum answer_state state = answer_state_of(&(struct answer_times){
        a->opened_at, a->begun_at, a->sent_at, a->returned_at, a->accepted_at });
    const char *due = a->extended_to ? a->extended_to : c->round->due_on;
    enum remind_step step = remind_step_on(c->today, due);

    if (!remind_waits_for(round_state_of(c->round->round_state), state, a->expected, c->today,
                          a->extended_to) ||
        (!c->by_hand && step == REMIND_STEPS))
        return;
    struct remind_item item = {
        .round = c->round->id,
        .organisation = a->id,
        .year = c->round->year,
        .expected = a->expected,
        .reported = a->reported,
        .organisation_name = a->name,
        .slug = a->slug,
        .due = due,
        .key = c->by_hand ? text(v, "hand %s", c->today)
                          : text(v, "%s %s", remind_step_code(step), due),
        .times = times_reminded(c, a),
    };
    unsigned audience = remind_audience(item.times, has_keeper(c, a->id, ROLE_CONTACT),
                                        has_keeper(c, a->id, ROLE_APPROVER));
    for (enum role r = 0; r < ROLES; r++)
        if ((audience & ROLE_BIT(r)) && !(c->by_hand && r == ROLE_COORDINATOR))
            add_people(c, item, r);
}

static bool add_round(struct collecting *c)
{
    struct answers_of_round_rows answers;

    if (!answers_of_round(c->v, &answers, c->v->plan, c->round->id) ||
        !reminded_of_round(c->v, &c->reminded, c->round->id))
        return false;
    for (size_t i = 0; i < answers.n; i++)
        if (!c->only_organisation || c->only_organisation == answers.at[i].id)
            add_answer(c, &answers.at[i]);
    return true;
}

/* ---- one mail for each person ---- */

static int by_person(const void *a, const void *b)
{
    const struct remind_item *x = a, *y = b;
    int by = (x->role == ROLE_COORDINATOR) - (y->role == ROLE_COORDINATOR);

    by = by ? by : strcmp(x->email, y->email);
    by = by ? by : (x->year > y->year) - (x->year < y->year);
    return by ? by : strcmp(x->organisation_name, y->organisation_name);
}

static bool same_mail(const struct remind_item *a, const struct remind_item *b)
{
    return a->person == b->person &&
           (a->role == ROLE_COORDINATOR) == (b->role == ROLE_COORDINATOR);
}

static void make_digests(struct visit *v, struct remind_item *items, size_t n,
                         struct reminders *out)
{
    if (n)
        qsort(items, n, sizeof *items, by_person);
    out->at = arena_alloc(v->arena, (n + 1) * sizeof *out->at);
    for (size_t i = 0; i < n; i++) {
        if (i && same_mail(&items[i - 1], &items[i])) {
            out->at[out->n - 1].n++;
            continue;
        }
        out->at[out->n++] = (struct remind_digest){ &items[i], 1 };
        out->n_people += items[i].role != ROLE_COORDINATOR;
    }
}

static bool load(struct collecting *c, struct reminders *out)
{
    struct visit *v = c->v;
    struct round_list_rows rounds;

    *out = (struct reminders){ 0 };
    if (!round_list(v, &rounds, v->plan) || !keepers_of_plan(v, &c->keepers, v->plan))
        return false;
    for (size_t i = 0; i < rounds.n; i++) {
        c->round = &rounds.at[i];
        if ((!c->only_round || c->only_round == c->round->id) && !add_round(c))
            return false;
    }
    make_digests(v, c->items.at, c->items.n, out);
    return true;
}

bool reminders_load(struct visit *v, bool by_hand, struct reminders *out)
{
    struct collecting c = { .v = v, .by_hand = by_hand, .today = date_today(v) };
    return load(&c, out);
}

bool reminders_load_one(struct visit *v, int64_t round, int64_t organisation,
                        struct reminders *out)
{
    struct collecting c = { .v = v, .by_hand = true, .today = date_today(v), .only_round = round,
                            .only_organisation = organisation };
    return load(&c, out);
}

/* ---- how it stands ---- */

/* Those who have been asked, or would be, besides the contact persons. */
static struct remind_standing standing_of(const struct collecting *c,
                                          const struct answers_of_round_row *a)
{
    enum answer_state state = answer_state_of(&(struct answer_times){
        a->opened_at, a->begun_at, a->sent_at, a->returned_at, a->accepted_at });

    if (!remind_waits_for(round_state_of(c->round->round_state), state, a->expected, c->today,
                          a->extended_to))
        return (struct remind_standing){ 0 };
    size_t times = times_reminded(c, a);
    unsigned asked = remind_audience(times, has_keeper(c, a->id, ROLE_CONTACT),
                                     has_keeper(c, a->id, ROLE_APPROVER));
    return (struct remind_standing){ times, asked & ~ROLE_BIT(ROLE_CONTACT) };
}

bool remind_standings(struct visit *v, const struct round_list_row *round,
                      const struct answers_of_round_rows *rows, struct remind_standing **out)
{
    struct collecting c = { .v = v, .today = date_today(v), .round = round };

    *out = arena_alloc(v->arena, (rows->n + 1) * sizeof **out);
    if (!keepers_of_plan(v, &c.keepers, v->plan) ||
        !reminded_of_round(v, &c.reminded, round->id))
        return false;
    for (size_t i = 0; i < rows->n; i++)
        (*out)[i] = standing_of(&c, &rows->at[i]);
    return true;
}

/* ---- into the queue ---- */

/* Until well after the last day; closing the round ends them too. */
static int64_t link_seconds(const struct remind_item *item, const char *today)
{
    int64_t left = item->due ? (date_day_number(item->due) - date_day_number(today)) * DAY : 0;

    return left + LINK_AFTER_DUE > LINK_LEAST ? left + LINK_AFTER_DUE : LINK_LEAST;
}

static bool queue_one(struct visit *v, const struct remind_digest *d)
{
    const struct remind_item *first = &d->items[0];
    bool list = first->role == ROLE_COORDINATOR;
    const char *now = date_now(v);
    int64_t message;

    if (!mail_put(v,
                  &(struct mail){
                      .to = first->email,
                      .subject = remind_subject(v, d),
                      .body = remind_body(v, d),
                      .kind = list ? MESSAGE_LIST : MESSAGE_REMINDER,
                      .person = first->person,
                      .plan = v->plan,
                      .round = list ? 0 : first->round,
                      .once = list, /* a coordinator can change much */
                      .link_seconds = list ? LINK_INVITATION_SECONDS : link_seconds(first, now),
                  },
                  &message))
        return false;
    for (size_t i = 0; i < d->n; i++)
        if (!reminder_add(v, &(struct reminder_add_args){
                                 .round = d->items[i].round,
                                 .organisation = d->items[i].organisation,
                                 .person = first->person,
                                 .role = role_code(d->items[i].role),
                                 .reminder_key = d->items[i].key,
                                 .reminded_at = now,
                                 .message = message,
                             }))
            return false;
    return true;
}

bool reminders_queue(struct visit *v, const struct reminders *r)
{
    enum lang lang = v->lang;
    bool ok = true;

    v->lang = v->site->lang;
    for (size_t i = 0; ok && i < r->n; i++)
        ok = queue_one(v, &r->at[i]);
    v->lang = lang;
    return ok;
}

static bool queue_returned(struct visit *v, const struct remind_item *item, const char *words)
{
    return mail_put(v,
                    &(struct mail){
                        .to = item->email,
                        .subject = returned_subject(v, item),
                        .body = returned_body(v, item, words),
                        .kind = MESSAGE_RETURNED,
                        .person = item->person,
                        .plan = v->plan,
                        .round = item->round,
                        .link_seconds = link_seconds(item, date_now(v)),
                    },
                    NULL);
}

bool returned_queue(struct visit *v, const struct desk *d, const char *words)
{
    struct collecting c = { .v = v };
    enum lang lang = v->lang;
    bool mails, ok = true;

    if (!mail_is_set_up(v, &mails) || !keepers_of_plan(v, &c.keepers, v->plan))
        return false;
    int64_t organisation = d->organisation->row->id;
    add_people(&c,
               (struct remind_item){ .round = d->round->id,
                                     .organisation = organisation,
                                     .year = d->round->year,
                                     .organisation_name = d->organisation->row->name,
                                     .slug = d->organisation->row->slug,
                                     .due = desk_due(d),
                                     .key = "" },
               has_keeper(&c, organisation, ROLE_CONTACT) ? ROLE_CONTACT : ROLE_APPROVER);
    v->lang = v->site->lang;
    for (size_t i = 0; ok && mails && i < c.items.n; i++)
        ok = queue_returned(v, &c.items.at[i], words);
    v->lang = lang;
    return ok;
}

/* ---- by itself ---- */

/* Six o'clock in UTC is eight or nine in Finland: nobody's telephone rings at night. */
static bool is_night(const char *now)
{
    return strcmp(now + strlen("2026-02-13T"), "06") < 0;
}

static bool each_plan(struct visit *v, bool queue, size_t *n)
{
    struct plans_with_rounds_rows plans;

    *n = 0;
    if (!plans_with_rounds(v, &plans))
        return false;
    for (size_t i = 0; i < plans.n; i++) {
        struct reminders r;
        if (!plan_site(v, plans.at[i].slug) || !reminders_load(v, false, &r) ||
            (queue && !reminders_queue(v, &r)))
            return false;
        *n += r.n;
    }
    return true;
}

/* Looks first: the database is locked for writing only when somebody is to be reminded. */
bool remind_due(struct visit *v)
{
    struct mail_settings settings;
    size_t n = 0;

    if (is_night(date_now(v)))
        return true;
    if (!db_begin_read(v) || !mail_settings_load(v, &settings) ||
        (settings.smtp_url && !each_plan(v, false, &n)))
        return false;
    db_end(v);
    return !n || (db_begin_write(v) && each_plan(v, true, &n) && db_commit(v));
}

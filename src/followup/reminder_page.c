/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The coordinator's page of reminders: whom, what it says, and how all mail went. */
#include "followup/reminder_list.h"

#include "base/date.h"
#include "base/put.h"
#include "followup/pages.h"
#include "followup/reminder_list.view.h"
#include "people/people.h"
#include "web/address.h"

#include <string.h>

const char *remind_button(struct visit *v, size_t n)
{
    static const char *const words[] = {
        NULL,          N_("Remind one"),   N_("Remind two"),   N_("Remind three"),
        N_("Remind four"), N_("Remind five"), N_("Remind six"), N_("Remind seven"),
        N_("Remind eight"), N_("Remind nine"), N_("Remind ten"),
    };
    if (n && n < sizeof words / sizeof *words)
        return tr(v, words[n]);
    return text(v, tr(v, "Remind %s people"), say(v, (int64_t)n));
}

enum mail_state message_state(const struct messages_of_plan_row *m)
{
    return mail_state(&(struct mail_times){ m->handed_at, m->sent_at, m->given_up_at, m->tries });
}

const char *remind_day(struct visit *v, const char *due, enum remind_step step)
{
    const int64_t day = 24 * 3600;
    const char *noon = text(v, "%sT12:00:00Z", due);

    return text(v, "%.10s", date_after(v, noon, remind_step_days(step) * day));
}

/* Those who are shown, and for which answers. */
static const char *digest_of(struct visit *v, const struct reminders *r)
{
    const char *all = "";

    for (size_t i = 0; i < r->n; i++)
        for (size_t k = 0; k < r->at[i].n; k++)
            all = text(v, "%s%lld %lld %lld\n", all, (long long)r->at[i].items[k].person,
                       (long long)r->at[i].items[k].round,
                       (long long)r->at[i].items[k].organisation);
    return secret_digested(v, all);
}

/* The text as it will be: in the plan's language, without links. */
static void preview(struct visit *v, struct reminder_list *l)
{
    enum lang lang = v->lang;

    if (!l->now.n)
        return;
    v->lang = v->site->lang;
    l->subject = remind_subject(v, &l->now.at[0]);
    l->body = mail_shown(v, remind_body(v, &l->now.at[0]));
    v->lang = lang;
}

static bool list_load(struct visit *v, struct reminder_list *l)
{
    if (!mail_is_set_up(v, &l->mails) || !reminders_load(v, true, &l->now) ||
        !round_list(v, &l->rounds, v->plan) || !messages_of_plan(v, &l->messages, v->plan))
        return false;
    l->who = digest_of(v, &l->now);
    preview(v, l);
    return true;
}

static bool reminders_show(struct visit *v)
{
    struct reminder_list *l = arena_alloc(v->arena, sizeof *l);

    return list_load(v, l) && show_reminder_list(v, l);
}

static bool reminders_send(struct visit *v)
{
    struct reminder_list *l = arena_alloc(v->arena, sizeof *l);

    if (!list_load(v, l))
        return false;
    if (!l->mails)
        return fault(v, "who", tr(v, "Mail is not set up: nothing was sent."));
    if (strcmp(l->who, given(v, "who")) != 0)
        return fault(v, "who", tr(v, "Something has changed meanwhile. Look at the list again."));
    size_t queued = l->now.n_people;
    if (!reminders_queue(v, &l->now) || !list_load(v, l))
        return false;
    l->queued = queued;
    return show_reminder_list(v, l);
}

static const struct input who_inputs[] = {
    { "who", INPUT_TEXT, 100, .missing = N_("Something has changed meanwhile. Look at the list "
                                            "again.") },
    { 0 },
};

const struct page reminder_pages[] = {
    { METHOD_GET, "/muistutukset", RIGHT_COORDINATOR, NULL, reminders_show, &reminder_list_view,
      .bar = N_("Reminders") },
    { METHOD_POST, "/muistutukset", RIGHT_COORDINATOR, who_inputs, reminders_send,
      &reminder_list_view },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a reminder says. */
#include "followup/remind.h"

#include "base/date.h"
#include "base/put.h"
#include "people/mail.h"
#include "web/address.h"

#include <string.h>

static const char *year_of(struct visit *v, const struct remind_item *item)
{
    return text(v, "%lld", (long long)item->year);
}

/* The earliest last day; NULL: none has one. */
static const char *first_due(const struct remind_digest *d)
{
    const char *due = NULL;

    for (size_t i = 0; i < d->n; i++)
        if (d->items[i].due && (!due || strcmp(d->items[i].due, due) < 0))
            due = d->items[i].due;
    return due;
}

/* Below 0: it is still to come. */
static int64_t days_late(struct visit *v, const char *due)
{
    return date_day_number(date_now(v)) - date_day_number(due);
}

const char *remind_subject(struct visit *v, const struct remind_digest *d)
{
    const char *year = year_of(v, &d->items[0]), *due = first_due(d);

    if (d->items[0].role == ROLE_COORDINATOR)
        return text(v, tr_plural(v, "Follow-up %s: %s organisation has not answered",
                                 "Follow-up %s: %s organisations have not answered",
                                 (int64_t)d->n),
                    year, say(v, (int64_t)d->n));
    if (!due)
        return text(v, tr(v, "Follow-up %s: your answer is awaited"), year);
    return days_late(v, due) > 0
               ? text(v, tr(v, "Follow-up %s: the last day was %s"), year, say_date(v, due))
               : text(v, tr(v, "Follow-up %s: answer by %s"), year, say_date(v, due));
}

static const char *when(struct visit *v, const char *due)
{
    if (!due)
        return "";
    int64_t late = days_late(v, due);
    if (!late)
        return tr(v, "Today is the last day.");
    return text(v, late > 0 ? tr(v, "The last day was %s. You can still answer.")
                            : tr(v, "The last day is %s."), say_date(v, due));
}

static const char *how_far(struct visit *v, const struct remind_item *item)
{
    return text(v, tr(v, "%s: %s of %s rows reported."), item->organisation_name,
                say(v, item->reported), say(v, item->expected));
}

static const char *list_body(struct visit *v, const struct remind_digest *d)
{
    const char *out = text(
        v, "%s%s", mail_hello(v, d->items[0].person_name),
        mail_words(v, text(v, tr(v, "%s: these organisations have not answered for %s although "
                                    "they were reminded, or there is nobody to remind. A call "
                                    "may help."), v->site->title, year_of(v, &d->items[0]))));
    for (size_t i = 0; i < d->n; i++) {
        const struct remind_item *item = &d->items[i];
        out = text(v, "%s%s", out,
                   mail_words(v, text(v, "%s %s", how_far(v, item),
                                      text(v, tr_plural(v, "Reminded %s time.",
                                                        "Reminded %s times.",
                                                        (int64_t)item->times),
                                           say(v, (int64_t)item->times)))));
    }
    return text(v, "%s%s%s", out,
                mail_link(v, to(v, "/seuranta/%lld", (long long)d->items[0].year)),
                mail_goodbye(v));
}

static bool for_approver(const struct remind_digest *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->items[i].role == ROLE_APPROVER && d->items[i].times)
            return true;
    return false;
}

const char *remind_body(struct visit *v, const struct remind_digest *d)
{
    const struct remind_item *first = &d->items[0];

    if (first->role == ROLE_COORDINATOR)
        return list_body(v, d);
    const char *out = text(
        v, "%s%s", mail_hello(v, first->person_name),
        mail_words(v, text(v, tr(v, "%s: tell how the year %s went. Choose for each row how it "
                                    "goes and tell shortly what was done; you may go on later. %s"),
                           v->site->title, year_of(v, first), when(v, first_due(d)))));
    if (for_approver(d))
        out = text(v, "%s%s", out,
                   mail_words(v, tr(v, "You get this as the approver, because the contact persons "
                                       "have not answered.")));
    for (size_t i = 0; i < d->n; i++)
        out = text(v, "%s%s%s", out, mail_words(v, how_far(v, &d->items[i])),
                   mail_link(v, to(v, "/paivitys/%lld/%s", (long long)d->items[i].year,
                                   d->items[i].slug)));
    return text(v, "%s%s", out, mail_goodbye(v));
}

/* ---- an answer that went back ---- */

const char *returned_subject(struct visit *v, const struct remind_item *item)
{
    return text(v, tr(v, "Follow-up %s: your answer was returned to be mended"), year_of(v, item));
}

const char *returned_body(struct visit *v, const struct remind_item *item, const char *words)
{
    return text(v, "%s%s%s%s%s", mail_hello(v, item->person_name),
                mail_words(v, text(v, tr(v, "%s, %s: the coordinator has read your answer for %s "
                                            "and asks you to mend it. All that you wrote is "
                                            "there. Send it again when it is ready."),
                                   v->site->title, item->organisation_name, year_of(v, item))),
                mail_words(v, text(v, tr(v, "The coordinator says: %s"), words)),
                mail_link(v, to(v, "/paivitys/%s/%s", year_of(v, item), item->slug)),
                mail_goodbye(v));
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Reading an answer: accepting it, returning it, giving more time. */
#include "base/date.h"
#include "followup/answer_show.view.h"
#include "followup/days.h"
#include "followup/pages.h"
#include "followup/remind.h"
#include "followup/rounds.h"
#include "plan/progress.h"
#include "web/address.h"

#include <string.h>

static bool answer_show(struct visit *v)
{
    struct desk *d = arena_alloc(v->arena, sizeof *d);

    if (!desk_load(v, part(v, "vuosi"), part(v, "slug"), d))
        return false;
    fill(v, "extended_to",
         d->answer && d->answer->extended_to ? say_date(v, d->answer->extended_to) : "");
    return show_answer_show(v, d);
}

/* Of an action only what is otherwise than its entry. */
static bool publish_actions(struct visit *v, const struct desk *d, const struct desk_entry *e)
{
    const struct sheet_entry *s = e->entry;

    for (size_t i = 0; i < s->n_actions; i++) {
        const struct sheet_actions_row *row = s->actions[i].row;
        const char *own = i < e->n_actions ? e->actions[i].status : "";
        const char *status = *own ? own : NULL;
        if ((status || row->status) &&
            !action_report(v, row->id, row->number, d->organisation->row->name, row->status,
                           status, d->round->year))
            return false;
    }
    return true;
}

/* From now on everybody sees how the entries go. An older year does not overwrite. */
static bool publish(struct visit *v, const struct desk *d)
{
    for (size_t i = 0; i < d->n; i++) {
        const struct desk_entry *e = &d->at[i];
        const struct sheet_entries_row *row = e->entry->row;
        bool older = row->status_year != DB_NULL && row->status_year > d->round->year;
        if (e->reported && !older &&
            (!entry_report(v, row->id, d->organisation->row->name, row->status, e->now->status,
                           d->round->year) ||
             !publish_actions(v, d, e)))
            return false;
    }
    return true;
}

/* What stands against a review; NULL: nothing. Nobody accepts what they did not see. */
static const char *review_fault(struct visit *v, const struct desk *d, bool accept)
{
    if (d->state < ANSWER_SENT)
        return tr(v, "Nothing has been sent yet.");
    if (round_state_of(d->round->round_state) == ROUND_LOCKED)
        return tr(v, "This year is locked: nothing of it changes any more.");
    if (d->state == ANSWER_RETURNED)
        return tr(v, "It was returned. Wait until the organisation has sent it again.");
    if (accept && d->state == ANSWER_ACCEPTED)
        return tr(v, "It has been accepted already.");
    if (accept && (d->hidden || given_number(v, "seen", 0) != d->seen))
        return tr(v, "The organisation has changed its answer meanwhile. Read it again.");
    return accept || *given(v, "words") ? NULL : tr(v, "Say in the comment what is to be mended.");
}

static bool review(struct visit *v)
{
    struct desk *d = arena_alloc(v->arena, sizeof *d);
    const char *kind = given(v, "review_kind"), *now;
    bool accept = strcmp(kind, "accepted") == 0;

    if (!desk_load(v, part(v, "vuosi"), part(v, "slug"), d))
        return false;
    if (review_fault(v, d, accept))
        return fault(v, "words", review_fault(v, d, accept));
    if (accept && !publish(v, d))
        return false;
    now = desk_now(v, d);
    return (accept ? answer_accept(v, d->answer->id, now) : answer_return(v, d->answer->id, now)) &&
           review_add(v, &(struct review_add_args){
                             .answer = d->answer->id,
                             .review_kind = kind,
                             .words = given(v, "words"),
                             .happened_at = now,
                             .by_name = v->name,
                         }) &&
           (accept || returned_queue(v, d, given(v, "words"))) &&
           go(v, to(v, "/seuranta/%s", part(v, "vuosi")));
}

/* ---- more time ---- */

/* From today for a year at most; empty: as the others. */
static bool more_time(struct visit *v)
{
    struct desk *d = arena_alloc(v->arena, sizeof *d);
    const char *day, *today = date_today(v);

    if (!desk_load(v, part(v, "vuosi"), part(v, "slug"), d) || !day_given(v, "extended_to", &day))
        return false;
    if (round_state_of(d->round->round_state) == ROUND_LOCKED)
        return fault(v, "extended_to",
                     tr(v, "This year is locked: nothing of it changes any more."));
    if (day && (strcmp(day, today) < 0 || date_day_number(day) - date_day_number(today) > 366))
        return fault(v, "extended_to", tr(v, "Choose a day from today on, within a year."));
    return answer_extend(v, d->round->id, d->organisation->row->id, day) &&
           go(v, to(v, "/seuranta/%s", part(v, "vuosi")));
}

static const char *const kinds[] = { "accepted", "returned", NULL };
static const struct input review_inputs[] = {
    { "review_kind", INPUT_CHOICE, 0, kinds, .missing = N_("Accept the answer or return it.") },
    { "words", INPUT_LINES, TOLD_MOST, .label = N_("The comment") },
    { "seen", INPUT_NUMBER, INT64_MAX / 10 },
    { 0 },
};

static const struct input time_inputs[] = {
    { "extended_to", INPUT_TEXT, 20, .label = N_("The last day") },
    { 0 },
};

const struct page review_pages[] = {
    { METHOD_GET, "/seuranta/{vuosi}/{slug}", RIGHT_COORDINATOR, NULL, answer_show,
      &answer_show_view },
    { METHOD_POST, "/seuranta/{vuosi}/{slug}", RIGHT_COORDINATOR, review_inputs, review,
      &answer_show_view },
    { METHOD_GET, "/seuranta/{vuosi}/{slug}/lisaaika", RIGHT_COORDINATOR, NULL, answer_show,
      &answer_show_view },
    { METHOD_POST, "/seuranta/{vuosi}/{slug}/lisaaika", RIGHT_COORDINATOR, time_inputs, more_time,
      &answer_show_view },
    { 0 },
};

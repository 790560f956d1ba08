/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The coordinator's rounds and reviews, and the desk of whoever has something to tell. */
#include "followup/rounds.h"

#include "base/date.h"
#include "base/text.h"
#include "followup/answer_show.view.h"
#include "followup/own_desk.view.h"
#include "followup/remind.sql.h"
#include "followup/pages.h"
#include "followup/round_list.view.h"
#include "followup/round_show.view.h"
#include "plan/progress.h"
#include "web/address.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- days ---- */

/* NULL in *day: none was given. */
static bool due_given(struct visit *v, const char **day)
{
    const char *words = given(v, "due_on");

    *day = *words ? date_read(v, words) : NULL;
    return !*words || *day ||
           fault(v, "due_on", tr(v, "Write the day like 13.2.2026."));
}

/* ---- rounds ---- */

static bool rounds_show(struct visit *v)
{
    struct round_overview *o = arena_alloc(v->arena, sizeof *o);

    if (!round_list(v, &o->rounds, v->plan))
        return false;
    o->next_year = o->rounds.n ? o->rounds.at[0].year + 1 : strtoll(date_now(v), NULL, 10) - 1;
    fill(v, "year", text(v, "%lld", (long long)o->next_year));
    return show_round_list(v, o);
}

static bool round_begin(struct visit *v)
{
    int64_t year = given_number(v, "year", 0);
    struct round_list_row *there;
    const char *due;

    if (!due_given(v, &due) || !round_of(v, &there, v->plan, year))
        return false;
    if (year < YEAR_LEAST)
        return fault(v, "year", tr(v, "Write the year with four digits."));
    if (there)
        return fault(v, "year", tr(v, "This year is there already. Open it from the table."));
    return round_add(v, &(struct round_add_args){
                            .plan = v->plan,
                            .year = year,
                            .round_state = round_state_code(ROUND_OPEN),
                            .opens_on = date_today(v),
                            .due_on = due,
                        }) &&
           go(v, to(v, "/seuranta/%lld", (long long)year));
}

static bool round_find(struct visit *v, struct round_list_row **round)
{
    const char *year = part(v, "vuosi");

    return round_of(v, round, v->plan, strtoll(year, NULL, 10)) &&
           ((*round && strcmp(year, text(v, "%lld", (long long)(*round)->year)) == 0) ||
            fail(v, FAIL_ABSENT, tr(v, "The follow-up of the year %s has not been opened."),
                 text_cut(v->arena, text_squeeze(v->arena, year), 10)));
}

/* Those who are missing first: they are what the coordinator has to do. */
static int by_state(const void *a, const void *b)
{
    static const int order[ANSWER_STATES] = {
        [ANSWER_SENT] = 0,  [ANSWER_NOT_OPENED] = 1, [ANSWER_OPENED] = 2,
        [ANSWER_BEGUN] = 3, [ANSWER_RETURNED] = 4,   [ANSWER_ACCEPTED] = 5,
    };
    const struct round_line *x = a, *y = b;
    int by = order[x->state] - order[y->state];
    return by ? by : x->row < y->row ? -1 : x->row > y->row;
}

static enum answer_state state_of(const struct answers_of_round_row *r)
{
    return answer_state_of(&(struct answer_times){ r->opened_at, r->begun_at, r->sent_at,
                                                   r->returned_at, r->accepted_at });
}

static bool round_show(struct visit *v)
{
    struct round_show *r = arena_alloc(v->arena, sizeof *r);
    struct answers_of_round_rows rows;
    struct round_list_row *round;

    if (!round_find(v, &round) || !answers_of_round(v, &rows, v->plan, round->id))
        return false;
    r->round = round;
    r->state = round_state_of(round->round_state);
    r->at = arena_alloc(v->arena, (rows.n + 1) * sizeof *r->at);
    for (size_t i = 0; i < rows.n; i++) {
        r->at[r->n++] = (struct round_line){ &rows.at[i], state_of(&rows.at[i]) };
        r->expected += rows.at[i].expected;
        r->reported += rows.at[i].reported;
    }
    qsort(r->at, r->n, sizeof *r->at, by_state);
    fill(v, "round_state", round->round_state);
    fill(v, "due_on", round->due_on ? say_date(v, round->due_on) : "");
    return show_round_show(v, r);
}

/* Personal links of a round end with it; while somebody has got more time, a month later. */
static bool links_end(struct visit *v, const struct round_list_row *round, enum round_state state)
{
    const int64_t month = 30 * 24 * 3600;
    const char *now = date_now(v);

    if (state == ROUND_LOCKED)
        return round_links_end(v, round->id, now);
    return state != ROUND_CLOSED || round_links_end(v, round->id, date_after(v, now, month));
}

static bool round_change(struct visit *v)
{
    struct round_list_row *round;
    const char *due;

    return round_find(v, &round) && due_given(v, &due) &&
           round_set(v, round->id, given(v, "round_state"), due) &&
           links_end(v, round, round_state_of(given(v, "round_state"))) &&
           go(v, to(v, "/seuranta/%s", part(v, "vuosi")));
}

/* ---- review ---- */

static bool answer_show(struct visit *v)
{
    struct desk *d = arena_alloc(v->arena, sizeof *d);

    return desk_load(v, part(v, "vuosi"), part(v, "slug"), d) && show_answer_show(v, d);
}

/* From now on everybody sees how the entries go. An older year does not overwrite. */
static bool publish(struct visit *v, const struct desk *d)
{
    for (size_t i = 0; i < d->n; i++) {
        const struct desk_entry *e = &d->at[i];
        const struct sheet_entries_row *row = e->entry->row;
        bool older = row->status_year != DB_NULL && row->status_year > d->round->year;
        if (e->reported && !older &&
            !entry_report(v, row->id, d->organisation->row->name, row->status, e->now->status,
                          d->round->year))
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
    const char *kind = given(v, "review_kind"), *now = date_now(v);
    bool accept = strcmp(kind, "accepted") == 0;

    if (!desk_load(v, part(v, "vuosi"), part(v, "slug"), d))
        return false;
    if (review_fault(v, d, accept))
        return fault(v, "words", review_fault(v, d, accept));
    if (accept && !publish(v, d))
        return false;
    return (accept ? answer_accept(v, d->answer->id, now) : answer_return(v, d->answer->id, now)) &&
           review_add(v, &(struct review_add_args){
                             .answer = d->answer->id,
                             .review_kind = kind,
                             .words = given(v, "words"),
                             .happened_at = now,
                             .by_name = v->name,
                         }) &&
           go(v, to(v, "/seuranta/%s", part(v, "vuosi")));
}

/* ---- own desk ---- */

static bool add_tasks(struct visit *v, struct own_desk *d, const struct round_list_row *round)
{
    struct answers_of_round_rows rows;
    enum round_state state = round_state_of(round->round_state);
    const char *today = date_today(v);

    if (state == ROUND_PLANNED || state == ROUND_LOCKED)
        return true;
    if (!answers_of_round(v, &rows, v->plan, round->id))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct answers_of_round_row *r = &rows.at[i];
        if (!is_own_organisation(v, r->id))
            continue;
        d->at[d->n++] = (struct own_task){
            .organisation = r->name,
            .slug = r->slug,
            .due_on = r->extended_to ? r->extended_to : round->due_on,
            .year = round->year,
            .expected = r->expected,
            .reported = r->reported,
            .state = state_of(r),
            .open = answer_is_open(state, state_of(r), today, r->extended_to),
        };
    }
    return true;
}

/* The latest are enough on the desk: the list of all is a page. */
static bool add_proposals(struct visit *v, struct own_desk *d)
{
    enum { SHOWN = 5 };
    struct desk_proposals_rows rows;

    if (!desk_proposals(v, &rows, v->plan))
        return false;
    d->proposals = arena_alloc(v->arena, SHOWN * sizeof *d->proposals);
    for (size_t i = 0; i < rows.n; i++) {
        d->waiting += !rows.at[i].decision;
        if (d->n_proposals < SHOWN && is_own_organisation(v, rows.at[i].organisation))
            d->proposals[d->n_proposals++] = &rows.at[i];
    }
    return true;
}

static bool own_desk(struct visit *v)
{
    struct own_desk *d = arena_alloc(v->arena, sizeof *d);

    if (!round_list(v, &d->rounds, v->plan))
        return false;
    d->coordinates = has_right(v, RIGHT_COORDINATOR);
    d->at = arena_alloc(v->arena, (d->rounds.n * v->organisations.n + 1) * sizeof *d->at);
    for (size_t i = 0; i < d->rounds.n; i++)
        if (!add_tasks(v, d, &d->rounds.at[i]))
            return false;
    return add_proposals(v, d) && show_own_desk(v, d);
}

static const char *const states[] = { "planned", "open", "closed", "locked", NULL };
static const char *const kinds[] = { "accepted", "returned", NULL };
static const struct input year_inputs[] = {
    { "year", INPUT_NUMBER, YEAR_MOST, .label = N_("The year"),
      .missing = N_("Write the year with four digits.") },
    { "due_on", INPUT_TEXT, 20, .label = N_("The last day") },
    { 0 },
};
static const struct input state_inputs[] = {
    { "round_state", INPUT_CHOICE, 0, states, .missing = N_("Choose the state.") },
    { "due_on", INPUT_TEXT, 20, .label = N_("The last day") },
    { 0 },
};
static const struct input review_inputs[] = {
    { "review_kind", INPUT_CHOICE, 0, kinds, .missing = N_("Accept the answer or return it.") },
    { "words", INPUT_LINES, TOLD_MOST, .label = N_("The comment") },
    { "seen", INPUT_NUMBER, INT64_MAX / 10 },
    { 0 },
};

const struct page round_pages[] = {
    { METHOD_GET, "/tyopoyta", RIGHT_OWN, NULL, own_desk, &own_desk_view, .bar = N_("Own desk") },
    { METHOD_GET, "/seuranta", RIGHT_COORDINATOR, NULL, rounds_show, &round_list_view,
      .bar = N_("Follow-up") },
    { METHOD_POST, "/seuranta", RIGHT_COORDINATOR, year_inputs, round_begin, &round_list_view },
    { METHOD_GET, "/seuranta/{vuosi}", RIGHT_COORDINATOR, NULL, round_show, &round_show_view },
    { METHOD_POST, "/seuranta/{vuosi}", RIGHT_COORDINATOR, state_inputs, round_change,
      &round_show_view },
    { METHOD_GET, "/seuranta/{vuosi}/{slug}", RIGHT_COORDINATOR, NULL, answer_show,
      &answer_show_view },
    { METHOD_POST, "/seuranta/{vuosi}/{slug}", RIGHT_COORDINATOR, review_inputs, review,
      &answer_show_view },
    { 0 },
};

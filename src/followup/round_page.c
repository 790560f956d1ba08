/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The coordinator's rounds: opened, changed, and who is how far. */
#include "followup/rounds.h"

#include "base/date.h"
#include "base/text.h"
#include "followup/days.h"
#include "followup/remind.sql.h"
#include "followup/pages.h"
#include "followup/round_list.view.h"
#include "followup/round_show.view.h"
#include "people/mail.h"
#include "web/address.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- rounds ---- */

static bool rounds_show(struct visit *v)
{
    struct round_overview *o = arena_alloc(v->arena, sizeof *o);

    if (!round_list(v, &o->rounds, v->plan))
        return false;
    o->next_year = o->rounds.n ? o->rounds.at[0].year + 1 : strtoll(date_now(v), NULL, 10) - 1;
    fill(v, "year", text(v, "%lld", (long long)o->next_year));
    struct rhythm_of_row *rhythm;
    if (!rhythm_of(v, &rhythm, v->plan))
        return false;
    o->rhythm = rhythm;
    fill(v, "opens_md", rhythm ? month_day_said(v, rhythm->opens_md) : "");
    fill(v, "due_md", rhythm ? month_day_said(v, rhythm->due_md) : "");
    return show_round_list(v, o);
}

static bool round_begin(struct visit *v)
{
    int64_t year = given_number(v, "year", 0);
    struct round_list_row *there;
    const char *due;

    if (!day_given(v, "due_on", &due) || !round_of(v, &there, v->plan, year))
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

/* ---- by themselves ---- */

/* Both days, or neither: then rounds are made by hand. */
static bool rhythm_change(struct visit *v)
{
    const char *opens = given(v, "opens_md"), *due = given(v, "due_md");

    if (!*opens && !*due)
        return rhythm_drop(v, v->plan) && go(v, to(v, "/seuranta"));
    const char *first = month_day_read(v, opens), *last = month_day_read(v, due);
    if (!first)
        fault(v, "opens_md", tr(v, "Write the day of opening like 12.1."));
    if (!last)
        fault(v, "due_md", tr(v, "Write the last day like 13.2."));
    return first && last && rhythm_put(v, v->plan, first, last) && go(v, to(v, "/seuranta"));
}

/* The year before the one in which it opens; what is due before the opening is due the
 * next year. Nothing is made up afterwards for years that went by. */
static bool open_by_rhythm(struct visit *v, const struct rhythms_row *r, const char *today)
{
    int64_t now = strtoll(today, NULL, 10);
    bool same_year = strcmp(r->due_md, r->opens_md) >= 0;
    const char *opens = text(v, "%lld-%s", (long long)now, r->opens_md);
    const char *due = text(v, "%lld-%s", (long long)now + !same_year, r->due_md);
    struct round_list_row *there;

    if (strcmp(today, opens) < 0 || strcmp(today, due) > 0 ||
        !round_of(v, &there, r->plan, now - 1))
        return !failed(v);
    return there || round_add(v, &(struct round_add_args){ .plan = r->plan,
                                                           .year = now - 1,
                                                           .round_state = "open",
                                                           .opens_on = opens,
                                                           .due_on = due });
}

bool rounds_open_due(struct visit *v)
{
    struct rounds_planned_rows planned;
    struct rhythms_rows rhythm;
    const char *today = date_today(v);

    if (!rounds_planned(v, &planned, today) || !rhythms(v, &rhythm))
        return false;
    for (size_t i = 0; i < planned.n; i++)
        if (!round_set(v, planned.at[i].id, round_state_code(ROUND_OPEN), planned.at[i].due_on))
            return false;
    for (size_t i = 0; i < rhythm.n; i++)
        if (!open_by_rhythm(v, &rhythm.at[i], today))
            return false;
    return true;
}

static bool round_find(struct visit *v, struct round_list_row **round)
{
    const char *year = part(v, "vuosi");

    return round_of(v, round, v->plan, strtoll(year, NULL, 10)) &&
           ((*round && strcmp(year, text(v, "%lld", (long long)(*round)->year)) == 0) ||
            fail(v, FAIL_ABSENT, tr(v, "The follow-up of the year %s has not been opened."),
                 text_cut(v->arena, text_squeeze(v->arena, year), 10)));
}

enum round_group round_group_of(enum answer_state state)
{
    return state == ANSWER_SENT       ? ROUND_WAITING
           : state == ANSWER_ACCEPTED ? ROUND_ACCEPTED
                                      : ROUND_MISSING;
}

const char *round_group_name(enum round_group group)
{
    static const char *const names[ROUND_GROUPS] = { N_("An answer is missing"),
                                                     N_("Waits to be read"), N_("Accepted") };
    return names[group];
}

const char *round_share(struct visit *v, int64_t part, int64_t all)
{
    return text(v, "%lld", all ? (long long)(100 * part / all) : 0);
}

/* Those who are missing first: they are what the coordinator has to do. */
static int by_state(const void *a, const void *b)
{
    static const int order[ANSWER_STATES] = {
        [ANSWER_NOT_OPENED] = 0, [ANSWER_OPENED] = 1, [ANSWER_BEGUN] = 2,
        [ANSWER_RETURNED] = 3,   [ANSWER_SENT] = 4,   [ANSWER_ACCEPTED] = 5,
    };
    const struct round_line *x = a, *y = b;
    int by = order[x->state] - order[y->state];
    return by ? by : x->row < y->row ? -1 : x->row > y->row;
}

enum answer_state answer_state_of_row(const struct answers_of_round_row *r)
{
    return answer_state_of(&(struct answer_times){ r->opened_at, r->begun_at, r->sent_at,
                                                   r->returned_at, r->accepted_at });
}

static const char *contacts_of(struct visit *v, const struct keepers_of_plan_rows *keepers,
                               int64_t organisation)
{
    const char *out = "";

    for (size_t i = 0; i < keepers->n; i++) {
        const struct keepers_of_plan_row *k = &keepers->at[i];
        if (k->organisation == organisation && strcmp(k->role, "contact") == 0)
            out = text(v, "%s%s%s", out, *out ? ", " : "",
                       *k->person_name ? k->person_name : k->email);
    }
    return out;
}

/* The addresses that a reminder by hand would go to. */
static const char *whom(struct visit *v, const struct reminders *now, int64_t round,
                        int64_t organisation)
{
    const char *out = "";

    for (size_t i = 0; i < now->n; i++)
        for (size_t k = 0; k < now->at[i].n; k++) {
            const struct remind_item *item = &now->at[i].items[k];
            if (item->round == round && item->organisation == organisation)
                out = text(v, "%s%s%s", out, *out ? ", " : "", item->email);
        }
    return out;
}

bool round_show_load(struct visit *v, const struct round_list_row *round, struct round_show *r)
{
    struct remind_standing *standings;
    struct reminders now = { 0 };
    struct answers_of_round_rows rows;
    struct keepers_of_plan_rows keepers;

    *r = (struct round_show){ 0 };
    if (!answers_of_round(v, &rows, v->plan, round->id) ||
        !remind_standings(v, round, &rows, &standings) || !mail_is_set_up(v, &r->mails) ||
        !keepers_of_plan(v, &keepers, v->plan) || !reminders_load(v, true, &now))
        return false;
    r->round = round;
    r->state = round_state_of(round->round_state);
    r->at = arena_alloc(v->arena, (rows.n + 1) * sizeof *r->at);
    for (size_t i = 0; i < rows.n; i++) {
        const struct answers_of_round_row *row = &rows.at[i];
        r->at[r->n++] = (struct round_line){ row, answer_state_of_row(row), standings[i],
                                             contacts_of(v, &keepers, row->id),
                                             whom(v, &now, round->id, row->id) };
        r->groups[round_group_of(r->at[i].state)]++;
        r->waiting += *r->at[i].whom != '\0';
        r->expected += row->expected;
        r->reported += row->reported;
    }
    qsort(r->at, r->n, sizeof *r->at, by_state);
    return true;
}

static bool round_load(struct visit *v, struct round_show *r)
{
    struct round_list_row *round;

    if (!round_find(v, &round) || !round_show_load(v, round, r))
        return false;
    fill(v, "round_state", round->round_state);
    fill(v, "due_on", round->due_on ? say_date(v, round->due_on) : "");
    return true;
}

static bool round_show(struct visit *v)
{
    struct round_show *r = arena_alloc(v->arena, sizeof *r);

    if (!round_load(v, r))
        return false;
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->at[i].row->slug, given(v, "muistutettu")) == 0 && r->at[i].standing.times)
            r->reminded = r->at[i].row->name;
    return show_round_show(v, r);
}

/* One organisation, at once. */
static bool remind_one(struct visit *v)
{
    struct round_show *r = arena_alloc(v->arena, sizeof *r);
    const struct round_line *line = NULL;
    struct reminders now;

    if (!round_load(v, r))
        return false;
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->at[i].row->slug, part(v, "slug")) == 0)
            line = &r->at[i];
    if (!line)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such organisation in this plan."));
    if (!r->mails)
        return fail(v, FAIL_INPUT, "%s", tr(v, "Mail is not set up: nothing was sent."));
    if (!*line->whom)
        return fail(v, FAIL_INPUT, "%s",
                    tr(v, "There is nobody to remind, or they were reminded today already."));
    return reminders_load_one(v, r->round->id, line->row->id, &now) && reminders_queue(v, &now) &&
           go(v, to(v, "/seuranta/%s?muistutettu=%s", part(v, "vuosi"), line->row->slug));
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

    return round_find(v, &round) && day_given(v, "due_on", &due) &&
           round_set(v, round->id, given(v, "round_state"), due) &&
           links_end(v, round, round_state_of(given(v, "round_state"))) &&
           go(v, to(v, "/seuranta/%s", part(v, "vuosi")));
}

static const char *const states[] = { "planned", "open", "closed", "locked", NULL };
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
static const struct input rhythm_inputs[] = {
    { "opens_md", INPUT_TEXT, 10, .label = N_("The day of opening") },
    { "due_md", INPUT_TEXT, 10, .label = N_("The last day") },
    { 0 },
};

static const struct input shown_query[] = { { "muistutettu", INPUT_TEXT, 60 }, { 0 } };

const struct page round_pages[] = {
    { METHOD_GET, "/seuranta", RIGHT_COORDINATOR, NULL, rounds_show, &round_list_view,
      .bar = N_("Follow-up") },
    { METHOD_POST, "/seuranta", RIGHT_COORDINATOR, year_inputs, round_begin, &round_list_view },
    { METHOD_GET, "/seuranta/rytmi", RIGHT_COORDINATOR, NULL, rounds_show, &round_list_view },
    { METHOD_POST, "/seuranta/rytmi", RIGHT_COORDINATOR, rhythm_inputs, rhythm_change,
      &round_list_view },
    { METHOD_POST, "/seuranta/{vuosi}/{slug}/muistuta", RIGHT_COORDINATOR, NULL, remind_one,
      &round_show_view },
    { METHOD_GET, "/seuranta/{vuosi}", RIGHT_COORDINATOR, shown_query, round_show,
      &round_show_view },
    { METHOD_POST, "/seuranta/{vuosi}", RIGHT_COORDINATOR, state_inputs, round_change,
      &round_show_view },
    { 0 },
};

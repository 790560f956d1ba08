/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What changed between any two days, by goal and by organisation. */
#include "base/date.h"
#include "base/lookup.h"
#include "plan/change_list.view.h"
#include "plan/feed.view.h"
#include "plan/pages.h"
#include "web/address.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_MOST = 200, YEAR = 365 };

/* ---- the days ---- */

static const char *day_after(struct visit *v, const char *day, int64_t days)
{
    return text(v, "%.10s", date_after(v, text(v, "%sT12:00:00Z", day), days * 24 * 3600));
}

/* A day that was asked for, or another one. */
static bool day_given(struct visit *v, const char *name, const char *otherwise, const char **day)
{
    const char *words = given(v, name);

    *day = *words ? date_read(v, words) : otherwise;
    return *day || fault(v, name, tr(v, "Write the day like 13.2.2026."));
}

static bool days_find(struct visit *v, struct changes *c)
{
    const char *today = date_today(v);

    return day_given(v, "loppu", today, &c->until) &&
           day_given(v, "alku", day_after(v, c->until, -YEAR), &c->from) &&
           (strcmp(c->from, c->until) <= 0 ||
            fault(v, "alku", tr(v, "The first day must not be after the last.")));
}

/* ---- what belongs where ---- */

static struct lookup places_of_organisations(struct visit *v, const struct organisation_items *list)
{
    struct lookup places = { 0 };

    for (int i = 0; i < list->n; i++)
        lookup_put(v->arena, &places, list->at[i].row->slug, i);
    return places;
}

static int place_of(const struct lookup *places, const char *key)
{
    return key ? lookup_find(places, key) : -1;
}

/* -1: of none, or of one that is gone. */
static int goal_of(const struct changes *c, const struct change_item *x)
{
    return x->goal_code ? ids_find(&c->goals.ids, x->goal) : -1;
}

/* What belongs to the goal and the organisation that were asked for. */
static bool keep_asked(struct visit *v, struct changes *c, const struct lookup *organisations)
{
    int goal = goal_items_find(&c->goals, given(v, "tavoite"));
    int organisation = organisation_items_find(&c->organisations, given(v, "organisaatio"));
    struct change_items kept = { 0 };

    if ((goal < 0 && *given(v, "tavoite")) || (organisation < 0 && *given(v, "organisaatio")))
        return fail(v, FAIL_ABSENT, "%s", tr(v, "The plan has no such goal or organisation."));
    if (goal < 0 && organisation < 0)
        return true;
    for (size_t i = 0; i < c->items.n; i++) {
        const struct change_item *x = &c->items.at[i];
        int at = goal_of(c, x);
        if ((goal >= 0 && (at < goal || at >= c->goals.at[goal].end)) ||
            (organisation >= 0 && place_of(organisations, x->organisation_slug) != organisation))
            continue;
        *arena_push(v->arena, &kept) = *x;
        kept.tally[x->kind]++;
    }
    c->items = kept;
    return true;
}

static void count(struct visit *v, struct change_lines *lines, struct lookup *known,
                  const struct change_line *of, enum change_kind kind)
{
    const char *key = text(v, "%s %s", of->address ? "here" : "gone", of->code);
    int at = lookup_find(known, key);

    if (at < 0) {
        at = (int)lines->n;
        lookup_put(v->arena, known, key, at);
        *arena_push(v->arena, lines) = *of;
    }
    lines->at[at].tally[kind]++;
}

static int by_order(const void *a, const void *b)
{
    const struct change_line *x = a, *y = b;
    return x->order != y->order ? (x->order < y->order ? -1 : 1) : strcmp(x->code, y->code);
}

static void count_all(struct visit *v, struct changes *c, const struct lookup *organisations)
{
    struct lookup known_goals = { 0 }, known_organisations = { 0 };

    for (size_t i = 0; i < c->items.n; i++) {
        const struct change_item *x = &c->items.at[i];
        int g = goal_of(c, x), o = place_of(organisations, x->organisation_slug);
        const struct goal_item *goal = g < 0 ? NULL : &c->goals.at[g];
        const struct organisation_item *of = o < 0 ? NULL : &c->organisations.at[o];
        struct change_line line = { .code = goal ? goal->row->code : x->goal_code,
                                    .name = goal ? goal->row->title : "",
                                    .address = goal ? goal->address : NULL,
                                    .order = goal ? g : INT32_MAX };
        if (x->goal_code)
            count(v, &c->by_goal, &known_goals, &line, x->kind);
        line = (struct change_line){ .code = of ? of->row->slug : x->organisation_name,
                                     .name = of ? of->row->name : x->organisation_name,
                                     .address = of ? of->address : NULL,
                                     .order = of ? o : INT32_MAX };
        if (x->organisation_name)
            count(v, &c->by_organisation, &known_organisations, &line, x->kind);
    }
    if (c->by_goal.n)
        qsort(c->by_goal.at, c->by_goal.n, sizeof *c->by_goal.at, by_order);
    if (c->by_organisation.n)
        qsort(c->by_organisation.at, c->by_organisation.n, sizeof *c->by_organisation.at, by_order);
}

const char *change_line_value(struct visit *v, const struct change_line *l, const char *argument)
{
    return strcmp(argument, "tavoite") == 0 ? goal_slug(v, l->code) : l->code;
}

size_t change_line_count(const struct change_item *c)
{
    return c->n ? c->n : 1;
}

const struct change_field *change_line_field(const struct change_item *c, size_t i)
{
    static const struct change_field none = { "", NULL, NULL };
    return c->n ? &c->at[i] : &none;
}

/* ---- the page ---- */

/* People see the latest; programs all, or as many at a time as they ask. */
static void choose_shown(struct visit *v, struct changes *c)
{
    size_t most = (size_t)given_number(v, "limit", INT32_MAX);
    int64_t after = given_number(v, "next", 0);

    c->end = c->items.n;
    if (v->format == FORMAT_HTML) {
        c->first = c->items.n > SHOWN_MOST ? c->items.n - SHOWN_MOST : 0;
        return;
    }
    while (c->first < c->items.n && c->items.at[c->first].first_id <= after)
        c->first++;
    if (c->items.n - c->first > most)
        c->end = c->first + most;
    if (c->end < c->items.n)
        link_next(v, text(v, "%lld", (long long)c->items.at[c->end - 1].first_id));
}

static bool changes_load(struct visit *v, struct changes *c)
{
    struct changes_since_row *since;
    struct changes_between_rows rows;

    if (!goal_items_load(v, &c->goals) || !organisation_items_load(v, &c->organisations) ||
        !changes_since(v, &since, v->plan) ||
        !changes_between(v, &rows, v->plan, change_since(v, since), c->from,
                         day_after(v, c->until, 1)) ||
        !change_items_of(v, &rows, &c->items))
        return false;
    struct lookup organisations = places_of_organisations(v, &c->organisations);
    c->public_since = since->public_since;
    if (!keep_asked(v, c, &organisations))
        return false;
    count_all(v, c, &organisations);
    choose_shown(v, c);
    return true;
}

static bool changes_show(struct visit *v)
{
    struct changes *c = arena_alloc(v->arena, sizeof *c);

    if (!days_find(v, c) || !changes_load(v, c))
        return false;
    fill(v, "alku", c->from);
    fill(v, "loppu", c->until);
    return show_change_list(v, c);
}

static const struct input changes_inputs[] = {
    { "alku", INPUT_TEXT, 10, .label = N_("The first day") },
    { "loppu", INPUT_TEXT, 10, .label = N_("The last day") },
    { "tavoite", INPUT_TEXT, 60 },
    { "organisaatio", INPUT_TEXT, 60 },
    { "limit", INPUT_NUMBER, LIMIT_MOST },
    { "next", INPUT_NUMBER, INT64_MAX / 10 },
    { 0 },
};

const struct page changes_pages[] = {
    { METHOD_GET, "/muutokset", RIGHT_PUBLIC, changes_inputs, changes_show, &change_list_view },
    { METHOD_GET, "/syote", RIGHT_PUBLIC, feed_inputs, feed_show, &feed_view },
    { 0 },
};

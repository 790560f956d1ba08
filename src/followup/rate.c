/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * One page where a contact or the coordinator rates all sub-goals. */
#include "base/date.h"
#include "db/db.h"
#include "followup/pages.h"
#include "followup/rate.view.h"
#include "followup/rate_choose.view.h"
#include "followup/rating.h"

#include <stdlib.h>
#include <string.h>

const char *rate_field(struct visit *v, const char *what, const struct goal_item *g)
{
    return text(v, "%s-%lld", what, (long long)g->row->id);
}

/* This year or the last: older ones are what was thought then. */
static bool year_of(struct visit *v, int64_t *year)
{
    const char *asked = part(v, "vuosi");
    int64_t now = strtoll(date_today(v), NULL, 10);

    for (*year = now; *year >= now - 1; --*year)
        if (strcmp(asked, text(v, "%lld", (long long)*year)) == 0)
            return true;
    return fail(v, FAIL_ABSENT, "%s", tr(v, "Only this year and the last one can be rated."));
}

/* ---- for whom ---- */

static bool rate_index(struct visit *v)
{
    struct rate_choose *c = arena_alloc(v->arena, sizeof *c);
    struct organisation_items organisations;

    if (!year_of(v, &c->year) || !organisation_items_load(v, &organisations))
        return false;
    c->at = arena_alloc(v->arena, ((size_t)organisations.n + 1) * sizeof *c->at);
    for (int i = 0; i < organisations.n; i++)
        if (is_own_organisation(v, organisations.at[i].row->id))
            c->at[c->n++] = (struct rate_choice){ organisations.at[i].row->slug,
                                                  organisations.at[i].row->name };
    if (has_right(v, RIGHT_COORDINATOR))
        c->at[c->n++] = (struct rate_choice){ coordinator_slug, tr(v, "Coordinator") };
    if (c->n == 1)
        return go(v, to(v, "/arviot/%lld/%s", (long long)c->year, c->at[0].slug));
    return show_rate_choose(v, c);
}

static bool find_whose(struct visit *v, struct rate *r)
{
    r->slug = part(v, "slug");
    if (strcmp(r->slug, coordinator_slug) == 0 && has_right(v, RIGHT_COORDINATOR)) {
        r->called = tr(v, "Coordinator");
        return true;
    }
    int at = organisation_items_find(&r->organisations, r->slug);
    if (at < 0 || !is_own_organisation(v, r->organisations.at[at].row->id))
        return fail(v, FAIL_ABSENT, "%s", tr(v, "These are not yours to rate."));
    r->organisation = r->organisations.at[at].row->id;
    r->called = r->organisations.at[at].row->name;
    return true;
}

static bool rate_load(struct visit *v, struct rate *r)
{
    if (!year_of(v, &r->year) || !goal_items_load(v, &r->goals) ||
        !organisation_items_load(v, &r->organisations) || !find_whose(v, r) ||
        !ratings_of(v, &r->rows, v->plan, r->year, r->organisation))
        return false;
    for (size_t i = 0; i < r->rows.n; i++)
        r->seen += r->rows.at[i].rev;
    return true;
}

/* ---- the page ---- */

static bool rate_show(struct visit *v)
{
    struct rate *r = arena_alloc(v->arena, sizeof *r);

    if (!rate_load(v, r))
        return false;
    for (size_t i = 0; i < r->rows.n; i++) {
        const struct ratings_of_row *row = &r->rows.at[i];
        const struct goal_item *g = &r->goals.at[ids_find(&r->goals.ids, row->goal)];
        fill(v, rate_field(v, "helppous", g), text(v, "%lld", (long long)row->ease));
        fill(v, rate_field(v, "vaikutus", g), text(v, "%lld", (long long)row->impact));
    }
    r->saved = chosen(v, "tallennettu", "kylla");
    return show_rate(v, r);
}

static const struct ratings_of_row *rated_before(const struct rate *r, int64_t goal)
{
    for (size_t i = 0; i < r->rows.n; i++)
        if (r->rows.at[i].goal == goal)
            return &r->rows.at[i];
    return NULL;
}

static bool save_one(struct visit *v, const struct rate *r, const struct goal_item *g)
{
    int64_t ease = given_number(v, rate_field(v, "helppous", g), 0);
    int64_t impact = given_number(v, rate_field(v, "vaikutus", g), 0);
    const struct ratings_of_row *was = rated_before(r, g->row->id);

    if (was ? was->ease == ease && was->impact == impact : !ease)
        return true;
    if (!ease)
        return rating_drop(v, v->plan, r->year, g->row->id, r->organisation);
    return rating_put(v, &(struct rating_put_args){ .plan = v->plan,
                                                    .year = r->year,
                                                    .goal = g->row->id,
                                                    .organisation = r->organisation,
                                                    .ease = ease,
                                                    .impact = impact,
                                                    .rated_at = date_now(v),
                                                    .rated_by = v->name });
}

static bool rate_save(struct visit *v)
{
    struct rate *r = arena_alloc(v->arena, sizeof *r);
    bool ok = rate_load(v, r);

    if (ok && given_number(v, "seen", 0) != r->seen)
        return fault(v, "seen", tr(v, "Somebody else of you saved ratings meanwhile. Yours stand "
                                      "here as you gave them: check them and save again."));
    for (int i = 0; ok && i < r->goals.n; i++) {
        const struct goal_item *g = &r->goals.at[i];
        const char *ease = rate_field(v, "helppous", g), *impact = rate_field(v, "vaikutus", g);
        if (!g->row->is_leaf)
            continue;
        if (!*given(v, ease) != !*given(v, impact))
            fault(v, *given(v, ease) ? impact : ease,
                  text(v, tr(v, "%s: give both ratings, or neither."), g->row->code));
        else
            ok = save_one(v, r, g);
    }
    return ok && (v->faults.n ? false
                              : go(v, to(v, "/arviot/%lld/%s?tallennettu=kylla",
                                         (long long)r->year, r->slug)));
}

static const char *const one_to_five[] = { "1", "2", "3", "4", "5", NULL };
static const char *const yes[] = { "kylla", NULL };
static const struct input rate_inputs[] = {
    { "helppous-*", INPUT_CHOICE, 0, one_to_five },
    { "vaikutus-*", INPUT_CHOICE, 0, one_to_five },
    { "seen", INPUT_NUMBER, INT64_MAX / 10 },
    { "tallennettu", INPUT_CHOICE, 0, yes },
    { 0 },
};

const struct page rate_pages[] = {
    { METHOD_GET, "/arviot/{vuosi}", RIGHT_OWN, NULL, rate_index, &rate_choose_view },
    { METHOD_GET, "/arviot/{vuosi}/{slug}", RIGHT_OWN, rate_inputs, rate_show, &rate_view },
    { METHOD_POST, "/arviot/{vuosi}/{slug}", RIGHT_OWN, rate_inputs, rate_save, &rate_view },
    { 0 },
};

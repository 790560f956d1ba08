/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The desk of whoever has something to tell, to approve or to coordinate. */
#include "base/date.h"
#include "followup/own_desk.view.h"
#include "followup/pages.h"
#include "followup/rounds.h"

#include <string.h>

/* What waits for the coordinator: answers to be read, and silence that has come so far. */
static void add_silent(struct visit *v, struct own_desk *d, const struct round_list_row *round,
                       const struct answers_of_round_rows *rows,
                       const struct remind_standing *standings)
{
    if (!d->coordinates)
        return;
    for (size_t i = 0; i < rows->n; i++) {
        const struct answers_of_round_row *r = &rows->at[i];
        struct own_line line = { r->name, r->slug, round->year, standings[i].times };
        if (standings[i].times && (standings[i].passed & ROLE_BIT(ROLE_COORDINATOR)))
            *arena_push(v->arena, &d->silent) = line;
        else if (answer_state_of_row(r) == ANSWER_SENT)
            *arena_push(v->arena, &d->sent) = line;
    }
}

static bool add_tasks(struct visit *v, struct own_desk *d, const struct round_list_row *round)
{
    struct remind_standing *standings;
    struct answers_of_round_rows rows;
    enum round_state state = round_state_of(round->round_state);
    const char *today = date_today(v);

    if (state == ROUND_PLANNED || state == ROUND_LOCKED)
        return true;
    if (!answers_of_round(v, &rows, v->plan, round->id))
        return false;
    if (!remind_standings(v, round, &rows, &standings))
        return false;
    add_silent(v, d, round, &rows, standings);
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
            .state = answer_state_of_row(r),
            .open = answer_is_open(state, answer_state_of_row(r), today, r->extended_to),
            .passed = d->approves && (standings[i].passed & ROLE_BIT(ROLE_APPROVER)),
        };
    }
    return true;
}

/* What a coordinator sees besides: how the year goes, and how the plan is made. */
static bool add_view(struct visit *v, struct own_desk *d)
{
    struct quality *quality = arena_alloc(v->arena, sizeof *quality);
    struct round_show *round = arena_alloc(v->arena, sizeof *round);

    d->quality = quality;
    for (size_t i = 0; i < d->rounds.n && !d->round; i++)
        if (round_state_of(d->rounds.at[i].round_state) == ROUND_OPEN) {
            if (!round_show_load(v, &d->rounds.at[i], round))
                return false;
            d->round = round;
        }
    return quality_load(v, quality);
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
    d->tells = v->roles & ROLE_BIT(ROLE_CONTACT);
    d->approves = v->roles & ROLE_BIT(ROLE_APPROVER);
    d->coordinates = has_right(v, RIGHT_COORDINATOR);
    d->at = arena_alloc(v->arena, (d->rounds.n * v->organisations.n + 1) * sizeof *d->at);
    for (size_t i = 0; i < d->rounds.n; i++)
        if (!add_tasks(v, d, &d->rounds.at[i]))
            return false;
    return add_proposals(v, d) && (!d->coordinates || add_view(v, d)) && show_own_desk(v, d);
}

const struct page own_desk_pages[] = {
    { METHOD_GET, "/tyopoyta", RIGHT_OWN, NULL, own_desk, &own_desk_view, .bar = N_("Own desk") },
    { 0 },
};

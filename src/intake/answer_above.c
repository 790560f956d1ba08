/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Answers about what stands above the rows: goals and organisations. */
#include "base/text.h"
#include "intake/answer_parts.h"

#include <string.h>

void answer_goal(struct applying *ap, const struct doubt_answer *a)
{
    int at = doubt_goal(ap->v, ap->plan, &a->doubt);

    if (at >= 0 && *a->words) {
        if (a->doubt.kind == DOUBT_GOAL_NUMBER)
            ap->plan->goals.at[at].number = a->words;
        else
            ap->plan->goals.at[at].title = a->words;
    }
    if (at >= 0 && strcmp(a->choice, "apart") == 0)
        answer_apart(ap, a, at);
}

static void details_renumber(struct details *d, int from, int to)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->at[i].organisation == from)
            d->at[i].organisation = to;
}

bool answer_is_common(const struct entry *e, const struct detail *d)
{
    for (size_t i = 0; i < e->actions.n; i++) {
        const struct place *p = &e->actions.at[i].place;
        if (p->document == d->place.document && p->table == d->place.table &&
            p->row == d->place.row)
            return true;
    }
    return false;
}

/* What is common to an entry's actions is said of each again, before others stand beside them. */
static void push_down(struct applying *ap, struct entry *e)
{
    struct details was = e->details;

    e->details = (struct details){ 0 };
    for (size_t i = 0; i < was.n; i++) {
        bool common = answer_is_common(e, &was.at[i]);
        for (size_t k = 0; common && k < e->actions.n; k++)
            *arena_push(ap->v->arena, &e->actions.at[k].details) = was.at[i];
        if (!common)
            *arena_push(ap->v->arena, &e->details) = was.at[i];
    }
}

static void entry_join(struct applying *ap, struct entry *to, struct entry *from)
{
    push_down(ap, to);
    push_down(ap, from);
    if (to->kind == ENTRY_MISSING) {
        to->kind = from->kind;
        to->place = from->place;
    }
    to->reason = to->reason ? to->reason : from->reason;
    for (size_t i = 0; i < from->actions.n; i++)
        *arena_push(ap->v->arena, &to->actions) = from->actions.at[i];
    for (size_t i = 0; i < from->details.n; i++)
        *arena_push(ap->v->arena, &to->details) = from->details.at[i];
    for (size_t i = 0; i < from->references.n; i++)
        *arena_push(ap->v->arena, &to->references) = from->references.at[i];
}

struct entry *answer_entry(struct plan *p, int goal, int organisation)
{
    for (size_t i = 0; i < p->entries.n; i++)
        if (p->entries.at[i].goal == goal && p->entries.at[i].organisation == organisation)
            return &p->entries.at[i];
    return NULL;
}

/* All of one organisation becomes another's; the first stays without anything and goes. */
static void organisation_into(struct applying *ap, int from, int to)
{
    struct plan *p = ap->plan;

    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry *e = &p->entries.at[i], *other;
        details_renumber(&e->details, from, to);
        for (size_t k = 0; k < e->actions.n; k++)
            details_renumber(&e->actions.at[k].details, from, to);
        if (e->organisation != from)
            continue;
        other = answer_entry(p, e->goal, to);
        if (other)
            entry_join(ap, other, e);
        else
            e->organisation = to;
        if (other)
            *e = (struct entry){ .goal = e->goal, .organisation = from };
    }
}

static void organisation_remove(struct plan *p, int at)
{
    size_t n = 0;

    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry e = p->entries.at[i];
        if (e.organisation == at)
            continue;
        e.organisation -= e.organisation > at;
        for (size_t k = 0; k < e.details.n; k++)
            e.details.at[k].organisation -= e.details.at[k].organisation > at;
        for (size_t k = 0; k < e.actions.n; k++)
            for (size_t m = 0; m < e.actions.at[k].details.n; m++)
                e.actions.at[k].details.at[m].organisation -=
                    e.actions.at[k].details.at[m].organisation > at;
        p->entries.at[n++] = e;
    }
    p->entries.n = n;
    memmove(p->organisations.at + at, p->organisations.at + at + 1,
            (--p->organisations.n - (size_t)at) * sizeof *p->organisations.at);
}

void answer_organisation_into(struct applying *ap, int from, int to)
{
    organisation_into(ap, from, to);
    organisation_remove(ap->plan, from);
    ap->index = cell_index_make(ap->v, ap->plan); /* entries moved */
}

void answer_organisation(struct applying *ap, const struct doubt_answer *a)
{
    struct plan *p = ap->plan;
    int at = doubt_organisation(p, &a->doubt), other;
    const char *name = *a->words ? a->words
                       : text_begins(a->choice, "who:") ? a->choice + strlen("who:")
                                                        : "";

    if (at < 0 || !*name || strcmp(p->organisations.at[at].name, name) == 0)
        return;
    other = organisation_find(p, name);
    if (other >= 0 && other != at) {
        answer_organisation_into(ap, at, other);
        return;
    }
    p->organisations.at[at] = (struct organisation){
        .name = name,
        .kind = organisation_kind_from_name(ap->v, name),
    };
}

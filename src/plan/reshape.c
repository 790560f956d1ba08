/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Goals and organisations are laid anew in the order of a key each; everything that
 * points at them follows. */
#include "plan/reshape.h"

#include <string.h>

/* ---- goals laid anew ---- */

struct laying {
    int *key;   /* of each goal: siblings stand in the order of it */
    bool *gone;
    int *to;    /* where each went; -1: gone */
};

static struct laying laying_new(struct visit *v, const struct plan *p)
{
    size_t n = p->goals.n + 1;
    struct laying l = { arena_alloc(v->arena, n * sizeof(int)), arena_alloc(v->arena, n),
                        arena_alloc(v->arena, n * sizeof(int)) };

    for (int i = 0; i < (int)p->goals.n; i++) {
        l.key[i] = 2 * i;
        l.to[i] = -1;
    }
    return l;
}

/* The child of a goal with the smallest key past `after`; -1: none. */
static int next_child(const struct plan *p, const struct laying *l, int parent, int after)
{
    int best = -1;

    for (int i = 0; i < (int)p->goals.n; i++)
        if (!l->gone[i] && p->goals.at[i].parent == parent && l->key[i] > after &&
            (best < 0 || l->key[i] < l->key[best]))
            best = i;
    return best;
}

/* Depth is bounded by GOAL_LEVELS_MOST and what documents may have. */
static void lay_children(struct visit *v, struct plan *p, struct laying *l, int parent,
                         struct goals *out)
{
    int after = -1;

    for (int i; (i = next_child(p, l, parent, after)) >= 0; after = l->key[i]) {
        l->to[i] = (int)out->n;
        struct goal *g = arena_push(v->arena, out);
        *g = p->goals.at[i];
        g->parent = parent < 0 ? -1 : l->to[parent];
        lay_children(v, p, l, i, out);
    }
}

static void lay_references(struct visit *v, const struct laying *l, struct references *list)
{
    struct references out = { 0 };

    for (size_t i = 0; i < list->n; i++) {
        struct reference r = list->at[i];
        r.goal = l->to[r.goal];
        if (r.goal >= 0)
            *arena_push(v->arena, &out) = r;
    }
    *list = out;
}

static bool lay_goals(struct visit *v, struct plan *p, struct laying *l)
{
    struct goals goals = { 0 };
    struct entries entries = { 0 };

    lay_children(v, p, l, -1, &goals);
    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry e = p->entries.at[i];
        e.goal = l->to[e.goal];
        if (e.goal < 0)
            continue;
        lay_references(v, l, &e.references);
        *arena_push(v->arena, &entries) = e;
    }
    p->goals = goals;
    p->entries = entries;
    return plan_settle(v, p);
}

/* The goals below i stand after it; the first that does not. */
static int end_of(const struct plan *p, int goal)
{
    int end = goal + 1;

    while (end < (int)p->goals.n && p->goals.at[end].level > p->goals.at[goal].level)
        end++;
    return end;
}

bool goal_put(struct visit *v, struct plan *p, int parent, const struct goal *goal)
{
    if (parent >= 0 && p->goals.at[parent].level >= GOAL_LEVELS_MOST)
        return fail(v, FAIL_INPUT, "%s", tr(v, "Goals can't be deeper than nine levels."));
    struct goal *g = arena_push(v->arena, &p->goals);
    *g = *goal;
    g->parent = parent;
    struct laying l = laying_new(v, p);
    return lay_goals(v, p, &l);
}

bool goal_may_move(const struct plan *p, int goal, int parent)
{
    int deepest = 0, end = end_of(p, goal);

    for (int i = goal; i < end; i++)
        if (p->goals.at[i].level - p->goals.at[goal].level > deepest)
            deepest = p->goals.at[i].level - p->goals.at[goal].level;
    if (parent >= goal && parent < end)
        return false;
    return (parent < 0 ? 1 : p->goals.at[parent].level + 1) + deepest <= GOAL_LEVELS_MOST;
}

bool goal_move(struct visit *v, struct plan *p, int goal, int parent)
{
    struct laying l = laying_new(v, p);

    if (!goal_may_move(p, goal, parent))
        return fail(v, FAIL_INPUT, "%s", tr(v, "A goal can't stand under itself, or deeper than "
                                              "nine levels."));
    p->goals.at[goal].parent = parent;
    l.key[goal] = 2 * (int)p->goals.n;
    return lay_goals(v, p, &l);
}

bool goal_step(struct visit *v, struct plan *p, int goal, int step)
{
    struct laying l = laying_new(v, p);
    int parent = p->goals.at[goal].parent, other = goal + step;

    while (other >= 0 && other < (int)p->goals.n && p->goals.at[other].parent != parent)
        other += step;
    if (other < 0 || other >= (int)p->goals.n)
        return true;
    l.key[goal] = 2 * other;
    l.key[other] = 2 * goal;
    return lay_goals(v, p, &l);
}

static bool says_something(const struct entry *e)
{
    return e->kind != ENTRY_MISSING;
}

struct loss goal_loss(const struct plan *p, int goal)
{
    struct loss loss = { .goals = end_of(p, goal) - goal - 1 };

    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        bool goes = e->goal >= goal && e->goal <= goal + loss.goals;
        loss.entries += goes && says_something(e);
        loss.actions += goes ? (int64_t)e->actions.n : 0;
        for (size_t k = 0; k < e->references.n && !goes; k++)
            loss.references += e->references.at[k].goal >= goal &&
                               e->references.at[k].goal <= goal + loss.goals;
    }
    return loss;
}

bool goal_drop(struct visit *v, struct plan *p, int goal)
{
    struct laying l = laying_new(v, p);
    int end = end_of(p, goal);

    for (int i = goal; i < end; i++)
        l.gone[i] = true;
    return lay_goals(v, p, &l);
}

/* ---- what is written moves ---- */

static struct entry *entry_at(struct visit *v, struct plan *p, int goal, int organisation)
{
    struct entry *e = entry_find(p, goal, organisation);

    if (e)
        return e;
    e = arena_push(v->arena, &p->entries);
    *e = (struct entry){ .goal = goal, .organisation = organisation };
    return e;
}

/* A copy with a list of its own. */
static struct details details_copy(struct visit *v, const struct details *list)
{
    struct details out = { 0 };

    for (size_t i = 0; i < list->n; i++)
        *arena_push(v->arena, &out) = list->at[i];
    return out;
}

/* What an entry says of all its actions becomes each action's own, so that it stays true
 * wherever the action goes; settling gives it back to the entry where it is common. */
static void own_details(struct visit *v, const struct entry *from, struct action *a)
{
    struct details own = details_copy(v, &a->details);

    for (size_t i = 0; i < from->details.n; i++)
        *arena_push(v->arena, &own) = from->details.at[i];
    a->details = own;
}

static bool is_chosen(int number, const int *numbers, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (numbers[i] == number)
            return true;
    return false;
}

static size_t entry_split(struct visit *v, struct plan *p, size_t at, int into,
                          const int *numbers, size_t n)
{
    struct entry from = p->entries.at[at];
    struct actions stay = { 0 }, go = { 0 };

    for (size_t i = 0; i < from.actions.n; i++) {
        struct action a = from.actions.at[i];
        bool goes = is_chosen(a.number, numbers, n);
        if (goes)
            own_details(v, &from, &a);
        *arena_push(v->arena, goes ? &go : &stay) = a;
    }
    if (!go.n)
        return 0;
    struct entry *to = entry_at(v, p, into, from.organisation);
    /* What was common to the actions that are there already stays theirs. */
    for (size_t i = 0; to->actions.n && i < to->actions.n; i++)
        own_details(v, to, &to->actions.at[i]);
    if (to->actions.n)
        to->details = (struct details){ 0 };
    if (to->kind == ENTRY_NOT_OURS)
        to->reason = NULL;
    to->kind = ENTRY_FILLED;
    for (size_t i = 0; i < go.n; i++)
        *arena_push(v->arena, &to->actions) = go.at[i];
    struct entry *left = &p->entries.at[at]; /* the list may have moved */
    left->actions = stay;
    if (!stay.n)
        left->details = (struct details){ 0 };
    return go.n;
}

bool goal_split(struct visit *v, struct plan *p, int from, int into, const int *numbers, size_t n,
                size_t *moved)
{
    size_t entries = p->entries.n;

    *moved = 0;
    for (size_t i = 0; i < entries; i++)
        if (p->entries.at[i].goal == from)
            *moved += entry_split(v, p, i, into, numbers, n);
    return plan_settle(v, p);
}

/* One entry's content into another of the same organisation. */
static void entry_pour(struct visit *v, struct entry *to, const struct entry *from)
{
    struct actions go = { 0 };

    if (from->kind == ENTRY_MISSING || (from->kind == ENTRY_NOT_OURS && to->kind != ENTRY_MISSING))
        return;
    if (to->kind == ENTRY_NOT_OURS)
        to->reason = NULL;
    for (size_t i = 0; i < from->actions.n; i++) {
        struct action a = from->actions.at[i];
        own_details(v, from, &a);
        *arena_push(v->arena, &go) = a;
    }
    for (size_t i = 0; go.n && i < to->actions.n; i++)
        own_details(v, to, &to->actions.at[i]);
    if (go.n && to->actions.n)
        to->details = (struct details){ 0 };
    for (size_t i = 0; i < go.n; i++)
        *arena_push(v->arena, &to->actions) = go.at[i];
    for (size_t i = 0; !go.n && i < from->details.n; i++)
        *arena_push(v->arena, &to->details) = from->details.at[i];
    for (size_t i = 0; i < from->references.n; i++)
        *arena_push(v->arena, &to->references) = from->references.at[i];
    to->kind = from->kind;
    to->reason = from->kind == ENTRY_NOT_OURS ? from->reason : to->reason;
}

/* Who referred to the goal that goes refers to the other; nobody refers to itself. */
static void refer_to(struct visit *v, struct entry *e, int from, int into)
{
    struct references out = { 0 };

    for (size_t i = 0; i < e->references.n; i++) {
        struct reference r = e->references.at[i];
        r.goal = r.goal == from ? into : r.goal;
        if (r.goal != e->goal)
            *arena_push(v->arena, &out) = r;
    }
    e->references = out;
}

bool goal_join(struct visit *v, struct plan *p, int from, int into)
{
    struct laying l = laying_new(v, p);
    size_t entries = p->entries.n;

    for (size_t i = 0; i < entries; i++) {
        struct entry e = p->entries.at[i];
        if (e.goal != from)
            continue;
        entry_pour(v, entry_at(v, p, into, e.organisation), &e);
        p->entries.at[i].actions.n = 0;
    }
    for (size_t i = 0; i < p->entries.n; i++)
        refer_to(v, &p->entries.at[i], from, into);
    l.gone[from] = true;
    return lay_goals(v, p, &l);
}

/* ---- organisations ---- */

static void lay_actors(struct visit *v, struct details *list, const int *to)
{
    *list = details_copy(v, list);
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].organisation >= 0)
            list->at[i].organisation = to[list->at[i].organisation];
}

/* to: where each organisation goes, -1: away; n: how many are left. */
static bool lay_organisations(struct visit *v, struct plan *p, const int *to, size_t n)
{
    struct organisation *out = arena_alloc(v->arena, (n + 1) * sizeof *out);
    struct entries entries = { 0 };

    for (size_t i = 0; i < p->organisations.n; i++)
        if (to[i] >= 0)
            out[to[i]] = p->organisations.at[i];
    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry e = p->entries.at[i];
        e.organisation = to[e.organisation];
        if (e.organisation < 0)
            continue;
        lay_actors(v, &e.details, to);
        for (size_t k = 0; k < e.actions.n; k++)
            lay_actors(v, &e.actions.at[k].details, to);
        *arena_push(v->arena, &entries) = e;
    }
    p->organisations.at = out;
    p->organisations.n = p->organisations.cap = n;
    p->entries = entries;
    return plan_settle(v, p);
}

static int *places(struct visit *v, const struct plan *p)
{
    int *to = arena_alloc(v->arena, (p->organisations.n + 1) * sizeof *to);

    for (int i = 0; i < (int)p->organisations.n; i++)
        to[i] = i;
    return to;
}

bool organisation_put(struct visit *v, struct plan *p, const struct organisation *o)
{
    *arena_push(v->arena, &p->organisations) = *o;
    return plan_settle(v, p);
}

bool organisation_step(struct visit *v, struct plan *p, int organisation, int step)
{
    int *to = places(v, p), other = organisation + step;

    if (other < 0 || other >= (int)p->organisations.n)
        return true;
    to[organisation] = other;
    to[other] = organisation;
    return lay_organisations(v, p, to, p->organisations.n);
}

struct loss organisation_loss(const struct plan *p, int organisation)
{
    struct loss loss = { 0 };

    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        if (e->organisation != organisation)
            continue;
        loss.entries += says_something(e);
        loss.actions += (int64_t)e->actions.n;
    }
    return loss;
}

bool organisation_drop(struct visit *v, struct plan *p, int organisation)
{
    int *to = places(v, p);

    for (int i = organisation; i < (int)p->organisations.n; i++)
        to[i] = i == organisation ? -1 : i - 1;
    return lay_organisations(v, p, to, p->organisations.n - 1);
}

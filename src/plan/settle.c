/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The canonical shape of a whole plan: its texts, the order of its goals,
 * organisations and entries. One entry's own shape is in entry.c. */
#include "base/lookup.h"
#include "base/text.h"
#include "plan/plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* NULL when nothing is left. */
static const char *line_or_null(struct visit *v, const char *s)
{
    s = s ? text_squeeze(v->arena, s) : "";
    return *s ? s : NULL;
}

static const char *line(struct visit *v, const char *s)
{
    return text_squeeze(v->arena, s ? s : "");
}

static const char *tidy_or_null(struct visit *v, const char *s)
{
    s = s ? text_tidy(v->arena, s) : "";
    return *s ? s : NULL;
}

static void settle_lines(struct visit *v, struct translations *t)
{
    for (int i = 0; i < LANGS; i++)
        t->in[i] = line_or_null(v, t->in[i]);
}

static void settle_texts(struct visit *v, struct plan *p)
{
    p->title = line(v, p->title);
    p->area = line_or_null(v, p->area);
    p->vision = tidy_or_null(v, p->vision);
    settle_lines(v, &p->titles);
    for (int i = 0; i < LANGS; i++)
        p->visions.in[i] = tidy_or_null(v, p->visions.in[i]);
    for (size_t i = 0; i < p->goals.n; i++) {
        struct goal *g = &p->goals.at[i];
        g->number = line(v, g->number);
        g->title = line(v, g->title);
        g->question = tidy_or_null(v, g->question);
        settle_lines(v, &g->titles);
    }
}

/* Where each goal goes when every parent is followed by its children: a walk of
 * the tree with lists of children linked by index. to[old] = new. */
static int *goals_walk(struct visit *v, const struct plan *p)
{
    int n = (int)p->goals.n, place = 0;
    int *first = arena_alloc(v->arena, ((size_t)n + 1) * sizeof *first);
    int *next = arena_alloc(v->arena, ((size_t)n + 1) * sizeof *next);
    int *to = arena_alloc(v->arena, ((size_t)n + 1) * sizeof *to);

    /* Lists are kept with index + 1 so that 0 ends them; first[0]: main goals. */
    for (int i = n; i-- > 0;) {
        int parent = p->goals.at[i].parent;
        assert(parent >= -1 && parent < n);
        next[i] = first[parent + 1];
        first[parent + 1] = i + 1;
    }
    for (int at = first[0]; at;) {
        int goal = at - 1;
        to[goal] = place++;
        at = first[goal + 1];
        for (; !at && goal >= 0; goal = p->goals.at[goal].parent)
            at = next[goal];
    }
    assert(place == n); /* none hangs on itself */
    return to;
}

void goals_order(struct visit *v, struct plan *p)
{
    int *to = goals_walk(v, p);
    struct goal *out = arena_alloc(v->arena, (p->goals.n + 1) * sizeof *out);

    for (size_t i = 0; i < p->goals.n; i++) {
        out[to[i]] = p->goals.at[i];
        if (out[to[i]].parent >= 0)
            out[to[i]].parent = to[out[to[i]].parent];
    }
    p->goals.at = out;
    p->goals.cap = p->goals.n;
    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry *e = &p->entries.at[i];
        assert(e->goal >= 0 && e->goal < (int)p->goals.n);
        e->goal = to[e->goal];
        for (size_t k = 0; k < e->references.n; k++) {
            struct reference *r = &e->references.at[k];
            assert(r->goal >= 0 && r->goal < (int)p->goals.n);
            r->goal = to[r->goal];
        }
    }
}

/* Slugs that are there already keep their claim against those made of names. */
static void settle_slug(struct visit *v, struct lookup *taken, struct organisation *o)
{
    const char *base = text_slug(v->arena, o->slug ? o->slug : o->name);
    int suffix = 1;

    o->slug = base;
    while (lookup_find(taken, o->slug) >= 0)
        o->slug = text(v, "%s-%d", base, ++suffix);
    lookup_put(v->arena, taken, o->slug, 0);
}

static void settle_aliases(struct visit *v, struct organisation *o)
{
    struct lookup seen = { 0 };
    size_t n = 0;

    lookup_put(v->arena, &seen, o->name, 0);
    if (o->short_name)
        lookup_put(v->arena, &seen, o->short_name, 0);
    for (size_t i = 0; i < o->aliases.n; i++) {
        const char *alias = line(v, o->aliases.at[i]);
        if (!*alias || lookup_find(&seen, alias) >= 0)
            continue;
        lookup_put(v->arena, &seen, alias, 0);
        o->aliases.at[n++] = alias;
    }
    o->aliases.n = n;
}

static void settle_organisations(struct visit *v, struct plan *p)
{
    struct lookup taken = { 0 };
    struct organisations *list = &p->organisations;

    for (size_t i = 0; i < list->n; i++) {
        struct organisation *o = &list->at[i];
        o->name = line(v, o->name);
        o->short_name = line_or_null(v, o->short_name);
        settle_lines(v, &o->names);
        settle_aliases(v, o);
        if (o->kind == ORGANISATION_OTHER)
            o->kind = organisation_kind_from_name(v, o->name);
        if (o->slug)
            settle_slug(v, &taken, o);
    }
    for (size_t i = 0; i < list->n; i++)
        if (!list->at[i].slug)
            settle_slug(v, &taken, &list->at[i]);
}

/* The second entry of the same goal and organisation joins the first. */
static void entry_join(struct visit *v, struct entry *to, const struct entry *from)
{
    for (size_t i = 0; i < from->actions.n; i++)
        *arena_push(v->arena, &to->actions) = from->actions.at[i];
    for (size_t i = 0; i < from->details.n; i++)
        *arena_push(v->arena, &to->details) = from->details.at[i];
    for (size_t i = 0; i < from->references.n; i++)
        *arena_push(v->arena, &to->references) = from->references.at[i];
    if (from->reason)
        to->reason = to->reason ? text(v, "%s\n%s", to->reason, from->reason) : from->reason;
    if (from->kind == ENTRY_NOT_OURS)
        to->kind = ENTRY_NOT_OURS;
    to->id = to->id ? to->id : from->id;
}

struct position {
    int organisation, goal;
    size_t index;
};

static int position_compare(const void *x, const void *y)
{
    const struct position *a = x, *b = y;
    return a->organisation != b->organisation ? (a->organisation > b->organisation) * 2 - 1
           : a->goal != b->goal               ? (a->goal > b->goal) * 2 - 1
                                              : (a->index > b->index) * 2 - 1;
}

static const struct position *entry_positions(struct visit *v, const struct plan *p)
{
    struct position *at = arena_alloc(v->arena, (p->entries.n + 1) * sizeof *at);

    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        assert(e->organisation >= 0 && e->organisation < (int)p->organisations.n);
        at[i] = (struct position){ e->organisation, e->goal, i };
    }
    qsort(at, p->entries.n, sizeof *at, position_compare);
    return at;
}

/* Entries in order, one for each organisation and leaf. */
static void settle_entries(struct visit *v, struct plan *p)
{
    const struct position *at = entry_positions(v, p), *end = at + p->entries.n;
    struct entries out = { .cap = p->organisations.n * p->goals.n };

    out.at = arena_alloc(v->arena, (out.cap + 1) * sizeof *out.at);
    for (int o = 0; o < (int)p->organisations.n; o++)
        for (int g = 0; g < (int)p->goals.n; g++) {
            /* The goals stand in order: a goal's first child follows it. */
            bool leaf = g + 1 == (int)p->goals.n || p->goals.at[g + 1].parent != g;
            struct entry e = { .goal = g, .organisation = o };
            bool first = true;
            for (; at < end && at->organisation == o && at->goal == g; at++, first = false)
                if (first)
                    e = p->entries.at[at->index];
                else
                    entry_join(v, &e, &p->entries.at[at->index]);
            entry_settle(v, &e);
            if (leaf || e.kind != ENTRY_MISSING)
                *arena_push(v->arena, &out) = e;
        }
    p->entries = out;
}

/* Extra columns in the order in which the plan first has them. */
static void name_extras(struct visit *v, struct lookup *extras, const struct details *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].name && lookup_find(extras, list->at[i].name) < 0)
            lookup_put(v->arena, extras, list->at[i].name, (int)extras->n);
}

static void order_details(struct visit *v, const struct lookup *extras, struct details *list)
{
    struct position *at = arena_alloc(v->arena, (list->n + 1) * sizeof *at);
    struct detail *out = arena_alloc(v->arena, (list->n + 1) * sizeof *out);

    for (size_t i = 0; i < list->n; i++) {
        const struct detail *d = &list->at[i];
        at[i] = (struct position){ (int)d->field, d->name ? lookup_find(extras, d->name) : 0, i };
    }
    qsort(at, list->n, sizeof *at, position_compare);
    for (size_t i = 0; i < list->n; i++)
        out[i] = list->at[at[i].index];
    list->at = out;
    list->cap = list->n;
}

static void settle_details(struct visit *v, struct plan *p)
{
    struct lookup extras = { 0 };

    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry *e = &p->entries.at[i];
        name_extras(v, &extras, &e->details);
        for (size_t k = 0; k < e->actions.n; k++)
            name_extras(v, &extras, &e->actions.at[k].details);
    }
    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry *e = &p->entries.at[i];
        if (e->details.n > 1)
            order_details(v, &extras, &e->details);
        for (size_t k = 0; k < e->actions.n; k++)
            if (e->actions.at[k].details.n > 1)
                order_details(v, &extras, &e->actions.at[k].details);
    }
}

bool plan_settle(struct visit *v, struct plan *p)
{
    if (p->goals.n * p->organisations.n > PLAN_ENTRIES)
        return fail(v, FAIL_DOCUMENT,
                    tr(v, "There are too many organisations and goals for one plan. Check that "
                          "each row names the right organisation and goal, or divide the "
                          "document into several plans."));
    settle_texts(v, p);
    goals_order(v, p);
    goals_number(v, p);
    settle_organisations(v, p);
    settle_entries(v, p);
    settle_details(v, p);
    return true;
}

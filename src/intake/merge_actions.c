/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which action of the document is which of the plan, and what becomes of each. An
 * action keeps its number as long as it lives; base and current know each other by
 * it. Texts are looked up, so that thousands of actions stay quick. */
#include "base/text.h"
#include "intake/merge_parts.h"

#include <stdlib.h>
#include <string.h>

/* From this likeness (text_likeness) on two texts of an entry are taken for one. */
#define LIKE 0.6

/* Of an entry with very many leftovers only those are compared that stand near. */
enum { MOST_PAIRS = 40 * 1000, NEAR = 50 };

struct item {
    const struct action *action;
    int entry;    /* index in out's entries */
    int pair;     /* wanted: item of current; current: item of wanted; -1: none */
    int base;     /* current: item of base; -1: none */
    bool removed; /* wanted: somebody removed it by hand */
};

struct items {
    struct item *at;
    size_t n, cap;
};

struct pairing {
    struct merging *m;
    struct items items[SIDES];
    struct lookup base_numbers, current_numbers;
    struct {
        struct kin *at;
        size_t n, cap;
    } *places; /* of out's entries: the items of each of their actions */
};

static const char *number_key(struct visit *v, const struct action *a)
{
    return a->number ? text(v, "%d", a->number) : NULL;
}

static int find_number(struct visit *v, const struct lookup *numbers, const struct action *a)
{
    const char *key = number_key(v, a);
    return key ? lookup_find(numbers, key) : -1;
}

/* ---- gathering ---- */

static void gather_entry(struct pairing *p, enum side side, int entry, const struct actions *list)
{
    for (size_t i = 0; i < list->n; i++)
        *arena_push(p->m->v->arena, &p->items[side]) =
            (struct item){ .action = &list->at[i], .entry = entry, .pair = -1, .base = -1 };
}

static void know_numbers(struct visit *v, const struct items *list, struct lookup *numbers)
{
    for (size_t i = 0; i < list->n; i++) {
        const char *key = number_key(v, list->at[i].action);
        if (key)
            lookup_put(v->arena, numbers, key, (int)i);
    }
}

static void gather(struct pairing *p)
{
    struct merging *m = p->m;
    struct items *current = &p->items[CURRENT];

    for (int i = 0; i < (int)m->out->entries.n; i++) {
        const struct entry *e = &m->out->entries.at[i];
        if (!merging_spoken(m, e->organisation))
            continue;
        for (int side = 0; side < SIDES; side++) {
            const struct entry *from = merging_entry(m, side, e->goal, e->organisation);
            gather_entry(p, side, i, &from->actions);
        }
    }
    know_numbers(m->v, &p->items[BASE], &p->base_numbers);
    know_numbers(m->v, current, &p->current_numbers);
    for (size_t i = 0; i < current->n; i++)
        current->at[i].base = find_number(m->v, &p->base_numbers, current->at[i].action);
}

/* ---- pairing ---- */

enum pairing_key { BY_NUMBER, BY_ENTRY, BY_ENTRY_BEFORE, BY_ORGANISATION, BY_ORGANISATION_BEFORE };

/* NULL: not to be paired in this way. before: as it was when imported. */
static const char *key_of(struct pairing *p, enum side side, const struct item *item,
                          enum pairing_key by)
{
    struct visit *v = p->m->v;
    bool before = by == BY_ENTRY_BEFORE || by == BY_ORGANISATION_BEFORE;
    const struct action *a = item->action;

    if (by == BY_NUMBER)
        return number_key(v, a);
    if (before && side == CURRENT) {
        if (item->base < 0)
            return NULL;
        a = p->items[BASE].at[item->base].action;
    }
    int where = by == BY_ENTRY || by == BY_ENTRY_BEFORE
                    ? item->entry
                    : p->m->out->entries.at[item->entry].organisation;
    return text(v, "%d\n%s", where, a->title);
}

static void pair(struct pairing *p, int wanted, int current)
{
    p->items[WANTED].at[wanted].pair = current;
    p->items[CURRENT].at[current].pair = wanted;
}

/* Items with the same key, first with first. */
static void pair_by(struct pairing *p, enum pairing_key by)
{
    struct visit *v = p->m->v;
    struct items *wanted = &p->items[WANTED], *current = &p->items[CURRENT];
    int *next = arena_alloc(v->arena, (current->n + 1) * sizeof *next);
    struct lookup keys = { 0 };

    for (int i = (int)current->n; i-- > 0;) {
        const struct item *item = &current->at[i];
        const char *key = item->pair < 0 ? key_of(p, CURRENT, item, by) : NULL;
        if (!key)
            continue;
        next[i] = lookup_find(&keys, key);
        lookup_put(v->arena, &keys, key, i);
    }
    for (int i = 0; i < (int)wanted->n; i++) {
        const struct item *item = &wanted->at[i];
        const char *key = item->pair < 0 && !item->removed ? key_of(p, WANTED, item, by) : NULL;
        int k = key ? lookup_find(&keys, key) : -1;
        if (k < 0)
            continue;
        pair(p, i, k);
        lookup_put(v->arena, &keys, key, next[k]);
    }
}

/* What base had and current has no more was removed by hand, and stays away. */
static void see_removed(struct pairing *p)
{
    struct visit *v = p->m->v;
    struct lookup removed = { 0 };

    for (size_t i = 0; i < p->items[BASE].n; i++) {
        const struct item *item = &p->items[BASE].at[i];
        const char *key = key_of(p, BASE, item, BY_ENTRY);
        if (item->action->number && find_number(v, &p->current_numbers, item->action) < 0) {
            int times = lookup_find(&removed, key);
            lookup_put(v->arena, &removed, key, times > 0 ? times + 1 : 1);
        }
    }
    for (size_t i = 0; removed.n && i < p->items[WANTED].n; i++) {
        struct item *item = &p->items[WANTED].at[i];
        const char *key = item->pair < 0 ? key_of(p, WANTED, item, BY_ENTRY) : NULL;
        int times = key ? lookup_find(&removed, key) : 0;
        if (times <= 0)
            continue;
        item->removed = true;
        lookup_put(v->arena, &removed, key, times - 1);
    }
}

struct likeness {
    double like;
    int apart; /* of equals those that stand nearest */
    int wanted, current;
};

static int likest_first(const void *x, const void *y)
{
    const struct likeness *a = x, *b = y;
    return a->like != b->like       ? (a->like < b->like) - (a->like > b->like)
           : a->apart != b->apart   ? a->apart - b->apart
           : a->wanted != b->wanted ? a->wanted - b->wanted
                                    : a->current - b->current;
}

static double like(const struct pairing *p, const struct item *wanted, const struct item *current)
{
    const char *title = wanted->action->title, *now = current->action->title;
    const char *before =
        current->base < 0 ? now : p->items[BASE].at[current->base].action->title;
    double like_now = text_likeness(title, now);
    double like_before = strcmp(now, before) == 0 ? 0 : text_likeness(title, before);

    return like_now > like_before ? like_now : like_before;
}

/* Items of one entry without a pair, as indexes. */
struct left {
    int *at;
    size_t n, cap;
};

/* from: the first item of the entry; moved past its last. */
static struct left left_of(struct pairing *p, enum side side, int entry, size_t *from)
{
    struct items *list = &p->items[side];
    struct left left = { 0 };

    for (; *from < list->n && list->at[*from].entry == entry; ++*from)
        if (list->at[*from].pair < 0 && !list->at[*from].removed)
            *arena_push(p->m->v->arena, &left) = (int)*from;
    return left;
}

static void pair_likest(struct pairing *p, const struct left *wanted, const struct left *current)
{
    struct {
        struct likeness *at;
        size_t n, cap;
    } all = { 0 };
    bool near_only = wanted->n * current->n > MOST_PAIRS;

    for (size_t i = 0; i < wanted->n; i++) {
        size_t middle = i * current->n / wanted->n;
        size_t first = near_only && middle > NEAR ? middle - NEAR : 0;
        size_t last = near_only && middle + NEAR < current->n ? middle + NEAR : current->n;
        for (size_t k = first; k < last; k++) {
            int w = wanted->at[i], c = current->at[k];
            double likeness = like(p, &p->items[WANTED].at[w], &p->items[CURRENT].at[c]);
            int apart = abs((int)k - (int)middle);
            if (likeness >= LIKE)
                *arena_push(p->m->v->arena, &all) = (struct likeness){ likeness, apart, w, c };
        }
    }
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, likest_first);
    for (size_t i = 0; i < all.n; i++)
        if (p->items[WANTED].at[all.at[i].wanted].pair < 0 &&
            p->items[CURRENT].at[all.at[i].current].pair < 0)
            pair(p, all.at[i].wanted, all.at[i].current);
}

static void pair_alike(struct pairing *p)
{
    size_t wanted_from = 0, current_from = 0;

    for (int entry = 0; entry < (int)p->m->out->entries.n; entry++) {
        struct left wanted = left_of(p, WANTED, entry, &wanted_from),
                    current = left_of(p, CURRENT, entry, &current_from);
        if (wanted.n && current.n)
            pair_likest(p, &wanted, &current);
    }
}

/* ---- what becomes of each ---- */

static struct merge_row row_of(const struct merging *m, int entry, const struct action *a)
{
    const struct entry *e = &m->out->entries.at[entry];

    return (struct merge_row){ .what = "action",
                               .organisation = m->out->organisations.at[e->organisation].name,
                               .code = m->out->goals.at[e->goal].code,
                               .number = a->number,
                               .field = "" };
}

/* Adds an action to an entry of out. b, c, w: its items, NULL where there is none. */
static struct action *add_action(struct pairing *p, int entry, const struct item *b,
                                 const struct item *c, const struct item *w)
{
    struct visit *v = p->m->v;
    const struct item *const items[SIDES] = { b, c, w };
    struct kin kin;

    for (int side = 0; side < SIDES; side++)
        kin.at[side] = items[side] && items[side]->entry == entry
                           ? (int)(items[side] - p->items[side].at)
                           : -1;
    *arena_push(v->arena, &p->places[entry]) = kin;
    return arena_push(v->arena, &p->m->out->entries.at[entry].actions);
}

/* Tells a row for the whole action. */
static void tell(struct merging *m, enum merge_kind kind, int entry, const struct action *a)
{
    struct merge_row row = row_of(m, entry, a);

    row.kind = kind;
    *(kind == MERGE_NEW ? &row.new_value : &row.old_value) = a->title;
    m->report->actions[kind]++;
    merging_tell(m, row);
}

static const char *code_at(const struct merging *m, int entry)
{
    return entry < 0 ? NULL : m->out->goals.at[m->out->entries.at[entry].goal].code;
}

/* The entry it belongs to: moved by hand stays moved. */
static int merge_where(struct merging *m, const struct item *b, const struct item *c,
                       const struct item *w, struct merge_row row, enum merge_kind *worst)
{
    const int entries[SIDES] = { b ? b->entry : -1, c->entry, w->entry };
    const char *const codes[SIDES] = { code_at(m, entries[BASE]), code_at(m, c->entry),
                                       code_at(m, w->entry) };
    row.field = "goal";
    return entries[merging_three(m, row, codes, worst)];
}

static void merge_action(struct pairing *p, const struct item *w)
{
    static const struct action none = { 0 };
    struct merging *m = p->m;
    const struct item *c = &p->items[CURRENT].at[w->pair],
                      *b = c->base < 0 ? NULL : &p->items[BASE].at[c->base];
    const struct action *const value[SIDES] = { b ? b->action : &none, c->action, w->action };
    const struct translations *titles[SIDES];
    const struct details *details[SIDES];
    const char *title[SIDES];
    struct merge_row row = row_of(m, c->entry, c->action);
    enum merge_kind worst = MERGE_SAME;
    struct action out = *w->action;

    for (int side = 0; side < SIDES; side++) {
        title[side] = value[side]->title;
        titles[side] = &value[side]->titles;
        details[side] = &value[side]->details;
    }
    int entry = merge_where(m, b, c, w, row, &worst);
    out.id = c->action->id;
    out.number = c->action->number;
    row.field = "title";
    out.title = title[merging_three(m, row, title, &worst)];
    merging_translations(m, row, titles, &out.titles, &worst);
    merging_details(m, row, details, &out.details, &worst);
    m->report->actions[worst]++;
    *add_action(p, entry, b, c, w) = out;
}

/* A number that an action had before it was taken away, or that a file gives to a
 * new plan, is its own again; numbers of others are not taken. */
static void new_action(struct pairing *p, const struct item *w)
{
    struct merging *m = p->m;
    struct visit *v = m->v;
    struct action *out = add_action(p, w->entry, NULL, NULL, w);
    bool own = (m->whole || !m->plan[CURRENT]->next_number) && w->action->number &&
               find_number(v, &p->current_numbers, w->action) < 0;

    *out = *w->action;
    out->id = 0;
    out->number = own ? w->action->number : 0;
    if (own)
        lookup_put(v->arena, &p->current_numbers, number_key(v, out), 0);
    out->details = (struct details){ 0 };
    merging_copy_details(m, WANTED, &w->action->details, &out->details);
    tell(m, MERGE_NEW, w->entry, out);
}

static bool edited_by_hand(const struct pairing *p, const struct item *c)
{
    if (!p->m->known)
        return false;
    const struct item *b = c->base < 0 ? NULL : &p->items[BASE].at[c->base];
    return !b || b->entry != c->entry || strcmp(b->action->title, c->action->title) != 0 ||
           !merging_same_details(&b->action->details, &c->action->details);
}

/* An action that wanted lacks. */
static void leave_action(struct pairing *p, const struct item *c)
{
    struct merging *m = p->m;
    bool stays = edited_by_hand(p, c) || m->out->entries.at[c->entry].told;

    if (stays && c->base < 0 && !m->whole)
        m->report->actions[MERGE_SAME]++; /* made by hand: the document never had it */
    else
        tell(m, stays ? MERGE_KEPT : MERGE_GONE, c->entry, c->action);
    if (!stays)
        return;
    const struct item *b = c->base < 0 ? NULL : &p->items[BASE].at[c->base];
    struct action *out = add_action(p, c->entry, b, c, NULL);
    *out = *c->action;
    out->details = (struct details){ 0 };
    merging_copy_details(m, CURRENT, &c->action->details, &out->details);
}

/* The document still has what somebody removed by hand. */
static void tell_removed(struct pairing *p, const struct item *w)
{
    struct merge_row row = row_of(p->m, w->entry, w->action);

    row.kind = MERGE_KEPT;
    row.new_value = w->action->title;
    p->m->report->actions[MERGE_KEPT]++;
    merging_tell(p->m, row);
}

static void see_wanted(struct pairing *p, const struct item *w)
{
    if (w->pair >= 0)
        merge_action(p, w);
    else if (!w->removed)
        new_action(p, w);
    else
        tell_removed(p, w);
}

static void order_actions(struct pairing *p, int entry)
{
    struct actions *list = &p->m->out->entries.at[entry].actions;
    struct action *at = arena_alloc(p->m->v->arena, (list->n + 1) * sizeof *at);
    const int *order = merging_order(p->m, p->places[entry].at, list->n, NULL);

    for (size_t i = 0; i < list->n; i++)
        at[i] = list->at[order[i]];
    list->at = at;
    list->cap = list->n;
}

void merge_actions(struct merging *m)
{
    size_t n = m->out->entries.n;
    struct pairing p = { .m = m };

    p.places = arena_alloc(m->v->arena, (n + 1) * sizeof *p.places);

    gather(&p);
    if (m->whole)
        pair_by(&p, BY_NUMBER);
    if (m->known) /* first: a text written by hand may be like another's of the document */
        pair_by(&p, BY_ENTRY_BEFORE);
    pair_by(&p, BY_ENTRY);
    if (m->known)
        see_removed(&p);
    if (m->known)
        pair_by(&p, BY_ORGANISATION_BEFORE);
    pair_by(&p, BY_ORGANISATION);
    pair_alike(&p);
    for (size_t i = 0; i < p.items[WANTED].n; i++)
        see_wanted(&p, &p.items[WANTED].at[i]);
    for (size_t i = 0; i < p.items[CURRENT].n; i++)
        if (p.items[CURRENT].at[i].pair < 0)
            leave_action(&p, &p.items[CURRENT].at[i]);
    for (int i = 0; i < (int)n; i++)
        if (p.places[i].n > 1)
            order_actions(&p, i);
}

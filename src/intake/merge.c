/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The order of a merge, the rule for one value, and the facts of the plan. */
#include "intake/merge_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_codes[MERGE_KINDS] = { "same", "changed", "new", "gone", "kept" };

const char *merge_kind_code(enum merge_kind kind)
{
    return kind_codes[kind];
}

void merging_tell(struct merging *m, struct merge_row row)
{
    if (!m->first)
        *arena_push(m->v->arena, m->report) = row;
}

bool merging_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

enum side merging_three(struct merging *m, struct merge_row row, const char *const value[SIDES],
                        enum merge_kind *worst)
{
    if (merging_same(value[CURRENT], value[WANTED]))
        return WANTED;
    bool edited = m->known && !merging_same(value[CURRENT], value[BASE]);
    if (edited && !m->whole && merging_same(value[WANTED], value[BASE]))
        return CURRENT;
    row.kind = edited             ? MERGE_KEPT
               : !value[WANTED]   ? MERGE_GONE
               : !value[CURRENT]  ? MERGE_NEW
                                  : MERGE_CHANGED;
    row.old_value = value[CURRENT];
    row.new_value = value[WANTED];
    merging_tell(m, row);
    if (*worst < MERGE_KEPT)
        *worst = edited ? MERGE_KEPT : MERGE_CHANGED;
    return edited ? CURRENT : WANTED;
}

void merging_translations(struct merging *m, struct merge_row row,
                          const struct translations *const value[SIDES], struct translations *out,
                          enum merge_kind *worst)
{
    const char *field = row.field;

    for (int lang = 0; lang < LANGS; lang++) {
        const char *const texts[SIDES] = { value[BASE]->in[lang], value[CURRENT]->in[lang],
                                           value[WANTED]->in[lang] };
        row.field = text(m->v, "%s:%s", field, lang_code(lang));
        /* A document in one language says nothing of the others. */
        out->in[lang] = !texts[WANTED] && !m->whole
                            ? texts[CURRENT]
                            : texts[merging_three(m, row, texts, worst)];
    }
}

/* ---- order ---- */

struct stand {
    int place, index;
};

static int stand_compare(const void *x, const void *y)
{
    return ((const struct stand *)x)->place - ((const struct stand *)y)->place;
}

/* What stands in one plan, in its order; ends with index -1. */
static struct stand *stands(struct merging *m, const struct kin *at, size_t n, enum side side)
{
    struct stand *list = arena_alloc(m->v->arena, (n + 1) * sizeof *list);
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        if (at[i].at[side] >= 0)
            list[count++] = (struct stand){ at[i].at[side], (int)i };
    qsort(list, count, sizeof *list, stand_compare);
    list[count].index = -1;
    return list;
}

/* Whether wanted has what it shares with base in another order. */
static bool order_changed(const struct kin *at, const struct stand *wanted)
{
    int last = -1;

    for (; wanted->index >= 0; wanted++) {
        int place = at[wanted->index].at[BASE];
        if (place >= 0 && place < last)
            return true;
        last = place >= 0 ? place : last;
    }
    return false;
}

/* Puts those of list that are not linked yet after the nearest before them that may
 * be their neighbour; next[] is linked by index + 1. */
static void link_between(int *next, bool *linked, const struct stand *list, const int *parent)
{
    for (size_t i = 0; list[i].index >= 0; i++) {
        int index = list[i].index;
        size_t before = i;
        if (linked[index])
            continue;
        while (before > 0 && parent && parent[list[before - 1].index] != parent[index])
            before--;
        int after = before > 0 ? list[before - 1].index + 1 : 0;
        next[index + 1] = next[after];
        next[after] = index + 1;
        linked[index] = true;
    }
}

int *merging_order(struct merging *m, const struct kin *at, size_t n, const int *parent)
{
    struct stand *current = stands(m, at, n, CURRENT), *wanted = stands(m, at, n, WANTED);
    bool by_wanted = !m->known || order_changed(at, wanted);
    const struct stand *leader = by_wanted ? wanted : current;
    int *next = arena_alloc(m->v->arena, (n + 1) * sizeof *next);
    int *order = arena_alloc(m->v->arena, (n + 1) * sizeof *order);
    bool *linked = arena_alloc(m->v->arena, n + 1);
    int last = 0, count = 0;

    for (; leader->index >= 0; leader++) {
        next[last] = leader->index + 1;
        last = leader->index + 1;
        linked[leader->index] = true;
    }
    link_between(next, linked, by_wanted ? current : wanted, parent);
    for (int i = next[0]; i; i = next[i])
        order[count++] = i - 1;
    return order;
}

/* ---- the facts of the plan ---- */

/* A document that does not tell a fact leaves it. */
static const char *merge_fact(struct merging *m, const char *field, const char *base,
                              const char *current, const char *wanted)
{
    const char *const value[SIDES] = { base, current, wanted };
    struct merge_row row = { .what = "plan", .field = field };
    enum merge_kind worst = MERGE_SAME;
    bool told = wanted && *wanted;

    return !told && !m->whole ? current : value[merging_three(m, row, value, &worst)];
}

static void merge_facts(struct merging *m)
{
    const struct plan *b = m->plan[BASE], *c = m->plan[CURRENT], *w = m->plan[WANTED];
    const struct translations *const titles[] = { &b->titles, &c->titles, &w->titles };
    const struct translations *const visions[] = { &b->visions, &c->visions, &w->visions };
    struct merge_row row = { .what = "plan", .field = "title" };
    enum merge_kind worst = MERGE_SAME;
    struct plan *out = m->out;

    *out = (struct plan){ .id = c->id,
                          .slug = c->slug ? c->slug : w->slug,
                          .next_number = c->next_number ? c->next_number : w->next_number };
    out->title = merge_fact(m, "title", b->title, c->title, w->title);
    out->area = merge_fact(m, "area", b->area, c->area, w->area);
    out->vision = merge_fact(m, "vision", b->vision, c->vision, w->vision);
    out->starts = merge_fact(m, "starts", b->starts, c->starts, w->starts);
    out->ends = merge_fact(m, "ends", b->ends, c->ends, w->ends);
    out->languages = merge_fact(m, "languages", b->languages, c->languages, w->languages);
    out->state = merge_fact(m, "state", b->state, c->state, w->state);
    merging_translations(m, row, titles, &out->titles, &worst);
    row.field = "vision";
    merging_translations(m, row, visions, &out->visions, &worst);
}

bool merge_plans(struct visit *v, const struct plan *base, const struct plan *current,
                 const struct plan *wanted, bool whole, struct plan *out,
                 struct merge_report *report)
{
    static const struct plan none = { 0 };
    struct merging m = {
        .v = v,
        .plan = { base ? base : &none, current, wanted },
        .known = base != NULL,
        .whole = whole,
        .first = !current->goals.n && !current->organisations.n,
        .out = out,
        .report = report,
    };

    *report = (struct merge_report){ 0 };
    merge_facts(&m);
    match_organisations(&m);
    match_goals(&m);
    merge_organisations(&m);
    merge_goals(&m);
    if (out->goals.n * out->organisations.n > PLAN_ENTRIES)
        return plan_settle(v, out); /* fails with what to do */
    merge_entries(&m);
    merge_actions(&m);
    merge_goals_drop(&m);
    return plan_settle(v, out);
}

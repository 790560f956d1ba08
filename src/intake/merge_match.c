/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "intake/merge_match.h"

#include "base/text.h"

#include <string.h>

/* Likenesses (text_likeness) from which two texts are taken for one. */
#define GOAL_SAME_CODE 0.5
#define GOAL_OTHER_CODE 0.8
#define ACTION 0.6

static struct matching matching_new(struct visit *v, size_t n)
{
    struct matching m = { arena_alloc(v->arena, (n + 1) * sizeof *m.to), n };

    for (size_t i = 0; i < n; i++)
        m.to[i] = -1;
    return m;
}

struct matching match_organisations(struct visit *v, const struct plan *from,
                                    const struct plan *to)
{
    struct matching m = matching_new(v, from->organisations.n);

    for (size_t i = 0; i < m.n; i++) {
        const struct organisation *o = &from->organisations.at[i];
        m.to[i] = organisation_find(to, o->name);
        for (size_t k = 0; m.to[i] < 0 && k < o->aliases.n; k++)
            m.to[i] = organisation_find(to, o->aliases.at[k]);
        for (size_t k = 0; m.to[i] >= 0 && k < i; k++)
            if (m.to[k] == m.to[i])
                m.to[i] = -1; /* taken by another of the same name */
    }
    return m;
}

/* ---- goals ---- */

struct goals_matching {
    const struct plan *from, *to;
    struct matching m;
    bool *taken;
};

static void pair(struct goals_matching *g, size_t i, int k)
{
    g->m.to[i] = k;
    g->taken[k] = true;
}

static bool no_title(const struct goal *g)
{
    return !*g->title;
}

/* Same code, and titles that may well be one. */
static void by_code(struct goals_matching *g)
{
    for (size_t i = 0; i < g->m.n; i++) {
        const struct goal *a = &g->from->goals.at[i];
        int k = goal_find(g->to, a->code);
        if (k < 0 || g->taken[k])
            continue;
        const struct goal *b = &g->to->goals.at[k];
        if (no_title(a) || no_title(b) || text_likeness(a->title, b->title) >= GOAL_SAME_CODE)
            pair(g, i, k);
    }
}

/* Of the goals left on the same level, the likest. */
static void by_title(struct goals_matching *g)
{
    for (size_t i = 0; i < g->m.n; i++) {
        const struct goal *a = &g->from->goals.at[i];
        double best = GOAL_OTHER_CODE;
        int found = -1;
        for (size_t k = 0; g->m.to[i] < 0 && k < g->to->goals.n; k++) {
            const struct goal *b = &g->to->goals.at[k];
            if (g->taken[k] || b->level != a->level || no_title(a) || no_title(b))
                continue;
            double likeness = text_likeness(a->title, b->title);
            if (likeness >= best) {
                best = likeness;
                found = (int)k;
            }
        }
        if (found >= 0)
            pair(g, i, found);
    }
}

struct matching match_goals(struct visit *v, const struct plan *from, const struct plan *to)
{
    struct goals_matching g = { from, to, matching_new(v, from->goals.n),
                                arena_alloc(v->arena, to->goals.n + 1) };

    by_code(&g);
    by_title(&g);
    return g.m;
}

/* ---- actions ---- */

struct matching match_actions(struct visit *v, const struct actions *from,
                              const struct actions *to, const char *const *earlier)
{
    struct matching m = matching_new(v, from->n);
    bool *taken = arena_alloc(v->arena, to->n + 1);

    for (size_t i = 0; i < from->n; i++)
        for (size_t k = 0; m.to[i] < 0 && k < to->n; k++)
            if (!taken[k] &&
                (strcmp(from->at[i].title, to->at[k].title) == 0 ||
                 (earlier && earlier[k] && strcmp(from->at[i].title, earlier[k]) == 0))) {
                m.to[i] = (int)k;
                taken[k] = true;
            }
    for (;;) {
        double best = ACTION;
        int a = -1, b = -1;
        for (size_t i = 0; i < from->n; i++)
            for (size_t k = 0; m.to[i] < 0 && k < to->n; k++) {
                double likeness =
                    taken[k] ? 0 : text_likeness(from->at[i].title, to->at[k].title);
                if (likeness >= best && (likeness > best || a < 0)) {
                    best = likeness;
                    a = (int)i;
                    b = (int)k;
                }
            }
        if (a < 0)
            return m;
        m.to[a] = b;
        taken[b] = true;
    }
}

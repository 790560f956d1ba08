/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which organisation and goal of one plan is which of another. What stands in base
 * is found through it too: a goal whose title was edited by hand is still the
 * document's. Texts are looked up; likeness is asked only of what is left over. */
#include "base/text.h"
#include "intake/merge_parts.h"

#include <inttypes.h>
#include <string.h>

/* Likenesses (text_likeness) from which two titles are taken for one. */
#define SAME_CODE 0.5
#define OTHER_CODE 0.8

/* Past this many pairs of leftovers likeness is not asked: they have nothing in common. */
enum { MOST_PAIRS = 250 * 1000 };

/* Pairs between two plans: index in one to index in the other; -1: none. */
struct pairs {
    int *to, *from;
    size_t n, m;
};

static int *nowhere(struct visit *v, size_t n)
{
    int *at = arena_alloc(v->arena, (n + 1) * sizeof *at);
    memset(at, 0xFF, (n + 1) * sizeof *at);
    return at;
}

static struct pairs pairs_new(struct visit *v, size_t n, size_t m)
{
    return (struct pairs){ nowhere(v, n), nowhere(v, m), n, m };
}

static void pair(struct pairs *p, int a, int b)
{
    if (a >= 0 && b >= 0 && p->to[a] < 0 && p->from[b] < 0) {
        p->to[a] = b;
        p->from[b] = a;
    }
}

/* wanted to current: through base first, then what is left by itself. */
static void pair_through(struct pairs *wc, const struct pairs *wb, const struct pairs *bc)
{
    for (size_t i = 0; i < wb->n; i++)
        if (wb->to[i] >= 0)
            pair(wc, (int)i, bc->to[wb->to[i]]);
}

/* ---- organisations ---- */

static void put_name(struct visit *v, struct lookup *names, const char *name, int at)
{
    const char *plain = name ? text_plain(v->arena, name) : "";
    if (*plain && lookup_find(names, plain) < 0)
        lookup_put(v->arena, names, plain, at);
}

/* Names win over other names of another organisation. */
static struct lookup names_of(struct visit *v, const struct organisations *list)
{
    struct lookup names = { 0 };

    for (int i = 0; i < (int)list->n; i++)
        put_name(v, &names, list->at[i].name, i);
    for (int i = 0; i < (int)list->n; i++) {
        const struct organisation *o = &list->at[i];
        put_name(v, &names, o->short_name, i);
        for (size_t k = 0; k < o->aliases.n; k++)
            put_name(v, &names, o->aliases.at[k], i);
    }
    return names;
}

static int find_name(struct visit *v, const struct lookup *names, const char *name)
{
    return name ? lookup_find(names, text_plain(v->arena, name)) : -1;
}

static void pair_organisations(struct visit *v, struct pairs *p, const struct organisations *a,
                               const struct organisations *b)
{
    struct lookup names = names_of(v, b);

    for (int i = 0; i < (int)a->n; i++)
        pair(p, i, find_name(v, &names, a->at[i].name));
    for (int i = 0; i < (int)a->n; i++) {
        const struct organisation *o = &a->at[i];
        for (size_t k = 0; k < o->aliases.n; k++)
            pair(p, i, find_name(v, &names, o->aliases.at[k]));
        pair(p, i, find_name(v, &names, o->short_name));
    }
}

/* What comes from the same database has the same ids; a document has none. */
static const char *id_key(struct visit *v, int64_t id)
{
    return id ? text(v, "%" PRId64, id) : NULL;
}

static void pair_organisation_ids(struct visit *v, struct pairs *p, const struct organisations *a,
                                  const struct organisations *b)
{
    struct lookup ids = { 0 };

    for (int i = 0; i < (int)b->n; i++)
        if (b->at[i].id)
            lookup_put(v->arena, &ids, id_key(v, b->at[i].id), i);
    for (int i = 0; i < (int)a->n; i++)
        if (a->at[i].id)
            pair(p, i, lookup_find(&ids, id_key(v, a->at[i].id)));
}

static void pair_all_organisations(struct visit *v, struct pairs *p,
                                   const struct organisations *a, const struct organisations *b)
{
    pair_organisation_ids(v, p, a, b);
    pair_organisations(v, p, a, b);
}

/* ---- goals ---- */

enum goal_key { BY_ID, BY_CODE_AND_TITLE, BY_PARENT_AND_TITLE, BY_TITLE, BY_CODE };

/* parent: of the goal, as an index in the plan that is matched to. */
static const char *key_of(struct visit *v, const struct goal *g, enum goal_key by, int parent)
{
    const char *title = text_plain(v->arena, g->title);
    const char *code = text_lower(v->arena, g->code);

    switch (by) {
    case BY_ID:
        return id_key(v, g->id);
    case BY_CODE_AND_TITLE:
        return text(v, "%s\n%s", code, title);
    case BY_PARENT_AND_TITLE:
        return *title ? text(v, "%d\n%s", parent, title) : NULL;
    case BY_TITLE:
        return *title ? title : NULL;
    default:
        return code;
    }
}

/* least: how like titles must be; one without a title is like any. */
static void pair_goals_by(struct visit *v, struct pairs *p, const struct goals *a,
                          const struct goals *b, enum goal_key by, double least)
{
    struct lookup keys = { 0 };

    for (int i = (int)b->n; i-- > 0;) { /* backwards: of equal keys the first is found */
        const char *key = p->from[i] < 0 ? key_of(v, &b->at[i], by, b->at[i].parent) : NULL;
        if (key)
            lookup_put(v->arena, &keys, key, i);
    }
    for (int i = 0; i < (int)a->n; i++) {
        const struct goal *g = &a->at[i];
        int parent = g->parent < 0 ? -1 : p->to[g->parent];
        const char *key = p->to[i] < 0 ? key_of(v, g, by, parent) : NULL;
        int k = key ? lookup_find(&keys, key) : -1;
        if (k >= 0 && (!*g->title || !*b->at[k].title ||
                       text_likeness(g->title, b->at[k].title) >= least))
            pair(p, i, k);
    }
}

static size_t count_left(const int *to, size_t n)
{
    size_t left = 0;
    for (size_t i = 0; i < n; i++)
        left += to[i] < 0;
    return left;
}

/* Of what is left the likest; goals of the same level first. */
static void pair_likest(struct pairs *p, const struct goals *a, const struct goals *b)
{
    if (count_left(p->to, p->n) * count_left(p->from, p->m) > MOST_PAIRS)
        return;
    for (int i = 0; i < (int)a->n; i++) {
        double best = OTHER_CODE;
        int found = -1;
        for (int k = 0; p->to[i] < 0 && *a->at[i].title && k < (int)b->n; k++) {
            if (p->from[k] >= 0 || !*b->at[k].title)
                continue;
            double likeness = text_likeness(a->at[i].title, b->at[k].title) +
                              (a->at[i].level == b->at[k].level ? 0.01 : 0);
            if (likeness >= best) {
                best = likeness + 0.001; /* of equals the first */
                found = k;
            }
        }
        pair(p, i, found);
    }
}

static void pair_goals(struct visit *v, struct pairs *p, const struct goals *a,
                       const struct goals *b)
{
    pair_goals_by(v, p, a, b, BY_ID, 0);
    pair_goals_by(v, p, a, b, BY_CODE_AND_TITLE, 0);
    pair_goals_by(v, p, a, b, BY_PARENT_AND_TITLE, 0);
    pair_goals_by(v, p, a, b, BY_TITLE, 0);
    pair_goals_by(v, p, a, b, BY_CODE, SAME_CODE);
    pair_likest(p, a, b);
}

/* ---- families ---- */

static void family_new(struct merging *m, struct family *f, const size_t n[SIDES])
{
    *f = (struct family){ 0 };
    for (int side = 0; side < SIDES; side++)
        f->out[side] = nowhere(m->v, n[side]);
}

static void family_add(struct merging *m, struct family *f, struct kin kin)
{
    for (int side = 0; side < SIDES; side++)
        if (kin.at[side] >= 0)
            f->out[side][kin.at[side]] = (int)f->n;
    *arena_push(m->v->arena, f) = kin;
}

static void add_current(struct merging *m, struct family *f, const struct pairs *wc,
                        const struct pairs *bc, bool matched)
{
    for (int i = 0; i < (int)wc->m; i++)
        if (matched || wc->from[i] < 0)
            family_add(m, f, (struct kin){ { bc->from[i], i, wc->from[i] } });
}

static void add_wanted(struct merging *m, struct family *f, const struct pairs *wc,
                       const struct pairs *wb, const struct pairs *bc, bool matched)
{
    for (int i = 0; i < (int)wc->n; i++) {
        int current = wc->to[i], base = current >= 0 ? bc->from[current] : wb->to[i];
        if (matched || current < 0)
            family_add(m, f, (struct kin){ { base, current, i } });
    }
}

/* In the order of current, new ones at the end; an undo brings the old order back. */
void match_organisations(struct merging *m)
{
    const struct organisations *list[SIDES];
    size_t n[SIDES];

    for (int side = 0; side < SIDES; side++) {
        list[side] = &m->plan[side]->organisations;
        n[side] = list[side]->n;
    }
    struct pairs bc = pairs_new(m->v, n[BASE], n[CURRENT]),
                 wb = pairs_new(m->v, n[WANTED], n[BASE]),
                 wc = pairs_new(m->v, n[WANTED], n[CURRENT]);
    pair_all_organisations(m->v, &bc, list[BASE], list[CURRENT]);
    pair_all_organisations(m->v, &wb, list[WANTED], list[BASE]);
    pair_through(&wc, &wb, &bc);
    pair_all_organisations(m->v, &wc, list[WANTED], list[CURRENT]);

    family_new(m, &m->organisations, n);
    if (m->whole)
        add_wanted(m, &m->organisations, &wc, &wb, &bc, true);
    add_current(m, &m->organisations, &wc, &bc, !m->whole);
    if (!m->whole)
        add_wanted(m, &m->organisations, &wc, &wb, &bc, false);
}

/* In the order of wanted; those that it lacks are put in by merge_goals(). */
void match_goals(struct merging *m)
{
    const struct goals *list[SIDES];
    size_t n[SIDES];

    for (int side = 0; side < SIDES; side++) {
        list[side] = &m->plan[side]->goals;
        n[side] = list[side]->n;
    }
    struct pairs bc = pairs_new(m->v, n[BASE], n[CURRENT]),
                 wb = pairs_new(m->v, n[WANTED], n[BASE]),
                 wc = pairs_new(m->v, n[WANTED], n[CURRENT]);
    pair_goals(m->v, &bc, list[BASE], list[CURRENT]);
    pair_goals_by(m->v, &bc, list[BASE], list[CURRENT], BY_CODE, 0); /* edited beyond likeness */
    pair_goals(m->v, &wb, list[WANTED], list[BASE]);
    pair_through(&wc, &wb, &bc);
    pair_goals(m->v, &wc, list[WANTED], list[CURRENT]);

    family_new(m, &m->goals, n);
    add_wanted(m, &m->goals, &wc, &wb, &bc, true);
    add_current(m, &m->goals, &wc, &bc, false);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The organisations and the tree of goals of the merged plan. What wanted lacks is
 * taken in at first, since something may stay on it, and goes at the end if not. */
#include "base/text.h"
#include "intake/merge_parts.h"

#include <string.h>

/* ---- organisations ---- */

static const struct organisation *organisation_at(const struct merging *m, const struct kin *kin,
                                                  enum side side)
{
    static const struct organisation none;
    return kin->at[side] < 0 ? &none : &m->plan[side]->organisations.at[kin->at[side]];
}

/* Spellings that a document adds are kept for good. */
static void merge_aliases(struct merging *m, struct organisation *out,
                          const struct organisation *wanted)
{
    size_t n = out->aliases.n;
    const char **at = arena_alloc(m->v->arena, (n + wanted->aliases.n + 2) * sizeof *at);

    for (size_t i = 0; i < n; i++)
        at[i] = out->aliases.at[i];
    for (size_t i = 0; i < wanted->aliases.n; i++)
        at[n++] = wanted->aliases.at[i];
    if (!text_same(wanted->name, out->name))
        at[n++] = wanted->name;
    out->aliases.at = at;
    out->aliases.n = n;
    out->aliases.cap = n;
}

/* The name is what the database knows it by: only an undo changes it. */
static void merge_organisation(struct merging *m, const struct kin *kin, struct organisation *out)
{
    const struct organisation *b = organisation_at(m, kin, BASE),
                              *c = organisation_at(m, kin, CURRENT),
                              *w = organisation_at(m, kin, WANTED);
    const char *const short_names[] = { b->short_name, c->short_name, w->short_name };
    const struct translations *const names[] = { &b->names, &c->names, &w->names };
    struct merge_row row = { .what = "organisation", .organisation = c->name,
                             .field = "short_name" };
    enum merge_kind worst = MERGE_SAME;

    *out = *c;
    if (m->whole) {
        *out = *w;
        out->id = c->id;
        out->slug = c->slug;
    } else {
        merge_aliases(m, out, w);
    }
    if (w->short_name || m->whole)
        out->short_name = short_names[merging_three(m, row, short_names, &worst)];
    row.field = "name";
    merging_translations(m, row, names, &out->names, &worst);
}

void merge_organisations(struct merging *m)
{
    const struct family *f = &m->organisations;

    m->report->left = arena_alloc(m->v->arena, (f->n + 1) * sizeof *m->report->left);
    for (size_t i = 0; i < f->n; i++) {
        const struct kin *kin = &f->at[i];
        struct organisation *out = arena_push(m->v->arena, &m->out->organisations);
        if (kin->at[CURRENT] < 0) {
            *out = *organisation_at(m, kin, WANTED);
            out->id = 0; /* the database may know it by its name */
            merging_tell(m, (struct merge_row){ .kind = MERGE_NEW, .what = "organisation",
                                                .organisation = out->name, .field = "",
                                                .new_value = out->name });
        } else if (kin->at[WANTED] < 0) {
            *out = *organisation_at(m, kin, CURRENT);
            if (!m->whole)
                m->report->left[m->report->n_left++] = out->name;
        } else {
            merge_organisation(m, kin, out);
        }
    }
}

/* ---- goals ---- */

static const struct goal *goal_at(const struct merging *m, const struct kin *kin, enum side side)
{
    static const struct goal none = { .parent = -1, .number = "", .title = "", .code = "" };
    return kin->at[side] < 0 ? &none : &m->plan[side]->goals.at[kin->at[side]];
}

/* The parent of a kin in one of the plans, among kins. */
static int parent_in(const struct merging *m, int at, enum side side)
{
    const struct kin *kin = &m->goals.at[at];
    int parent = goal_at(m, kin, side)->parent;

    return kin->at[side] < 0 || parent < 0 ? -1 : m->goals.out[side][parent];
}

/* The tree is wanted's, and what it lacks hangs where it hung. by_hand: what was
 * moved by hand stays moved, if wanted has not moved it. */
static int parent_of(const struct merging *m, int at, bool by_hand)
{
    const struct kin *kin = &m->goals.at[at];
    bool moved = by_hand && m->known && kin->at[BASE] >= 0 && kin->at[CURRENT] >= 0 &&
                 parent_in(m, at, WANTED) == parent_in(m, at, BASE);

    return parent_in(m, at, kin->at[WANTED] < 0 || moved ? CURRENT : WANTED);
}

/* Kins from parents to children, siblings in the order given; false: some hang on
 * each other in a ring. Lists are linked by index + 1, so that 0 ends them. */
static bool walk_tree(struct merging *m, const int *order, const int *parent, int *out)
{
    size_t n = m->goals.n, place = 0;
    int *first = arena_alloc(m->v->arena, (n + 1) * sizeof *first);
    int *next = arena_alloc(m->v->arena, (n + 1) * sizeof *next);

    for (size_t i = n; i-- > 0;) {
        next[order[i]] = first[parent[order[i]] + 1];
        first[parent[order[i]] + 1] = order[i] + 1;
    }
    for (int at = first[0]; at;) {
        int goal = at - 1;
        out[place++] = goal;
        at = first[goal + 1];
        for (; !at && goal >= 0; goal = parent[goal])
            at = next[goal];
    }
    return place == n;
}

/* Puts the kins in the order of out and tells their parents. */
static int *order_goals(struct merging *m)
{
    struct family *f = &m->goals;
    struct kin *at = arena_alloc(m->v->arena, (f->n + 1) * sizeof *at);
    int *parent = arena_alloc(m->v->arena, (f->n + 1) * sizeof *parent);
    int *order = arena_alloc(m->v->arena, (f->n + 1) * sizeof *order);
    int *place = arena_alloc(m->v->arena, (f->n + 1) * sizeof *place);
    int *parents = arena_alloc(m->v->arena, (f->n + 1) * sizeof *parents);

    for (int by_hand = 1; by_hand >= 0; by_hand--) {
        for (int i = 0; i < (int)f->n; i++)
            parent[i] = parent_of(m, i, by_hand);
        if (walk_tree(m, merging_order(m, f->at, f->n, parent), parent, order))
            break;
    }
    for (int i = 0; i < (int)f->n; i++)
        place[order[i]] = i;
    for (int i = 0; i < (int)f->n; i++) {
        at[i] = f->at[order[i]];
        parents[i] = parent[order[i]] < 0 ? -1 : place[parent[order[i]]];
        for (int side = 0; side < SIDES; side++)
            if (at[i].at[side] >= 0)
                f->out[side][at[i].at[side]] = i;
    }
    f->at = at;
    f->cap = f->n;
    return parents;
}

/* A document in which no goal has a guiding question does not speak of them. */
static bool asks_questions(const struct plan *p)
{
    for (size_t i = 0; i < p->goals.n; i++)
        if (p->goals.at[i].question)
            return true;
    return false;
}

static void merge_goal(struct merging *m, const struct kin *kin, bool questions_told,
                       struct goal *out)
{
    const struct goal *b = goal_at(m, kin, BASE), *c = goal_at(m, kin, CURRENT),
                      *w = goal_at(m, kin, WANTED);
    const char *const titles[] = { b->title, c->title, w->title };
    const char *const numbers[] = { b->number, c->number, w->number };
    const char *const questions[] = { b->question, c->question, w->question };
    const struct translations *const others[] = { &b->titles, &c->titles, &w->titles };
    struct merge_row row = { .what = "goal", .code = w->code, .field = "title" };
    enum merge_kind worst = MERGE_SAME;

    *out = *w;
    out->id = c->id;
    out->title = titles[merging_three(m, row, titles, &worst)];
    merging_translations(m, row, others, &out->titles, &worst);
    row.field = "number";
    out->number = numbers[merging_three(m, row, numbers, &worst)];
    row.field = "question";
    out->question = questions_told ? questions[merging_three(m, row, questions, &worst)]
                                   : c->question;
    m->report->goals[worst]++;
}

static void new_goal(struct merging *m, const struct kin *kin, struct goal *out)
{
    *out = *goal_at(m, kin, WANTED);
    out->id = 0;
    m->report->goals[MERGE_NEW]++;
    merging_tell(m, (struct merge_row){ .kind = MERGE_NEW, .what = "goal", .code = out->code,
                                        .field = "", .new_value = out->title });
}

void merge_goals(struct merging *m)
{
    const int *parents = order_goals(m);
    bool questions_told = m->whole || asks_questions(m->plan[WANTED]);

    for (int i = 0; i < (int)m->goals.n; i++) {
        const struct kin *kin = &m->goals.at[i];
        struct goal *out = arena_push(m->v->arena, &m->out->goals);
        if (kin->at[CURRENT] < 0)
            new_goal(m, kin, out);
        else if (kin->at[WANTED] < 0)
            *out = *goal_at(m, kin, CURRENT);
        else
            merge_goal(m, kin, questions_told, out);
        out->parent = parents[i];
    }
}

/* ---- what wanted lacks ---- */

static bool goal_by_hand(const struct merging *m, const struct kin *kin)
{
    const struct goal *b = goal_at(m, kin, BASE), *c = goal_at(m, kin, CURRENT);

    return m->known && (kin->at[BASE] < 0 || !merging_same(b->title, c->title) ||
                        !merging_same(b->number, c->number) ||
                        !merging_same(b->question, c->question));
}

/* What somebody said of it would go with it. */
static bool goal_is_spoken_of(const struct goal *g)
{
    return g->told || g->rated;
}

static bool has_content(const struct entry *e)
{
    return e->kind == ENTRY_NOT_OURS || e->actions.n || e->details.n || e->references.n;
}

/* Marks goals and organisations that something stands on or refers to. */
static void see_needs(const struct merging *m, bool *goals, bool *organisations)
{
    for (size_t i = 0; i < m->out->entries.n; i++) {
        const struct entry *e = &m->out->entries.at[i];
        if (!has_content(e))
            continue;
        goals[e->goal] = organisations[e->organisation] = true;
        for (size_t k = 0; k < e->references.n; k++)
            goals[e->references.at[k].goal] = true;
    }
}

/* Goals stay that wanted has, that were made by hand, reported on or rated, or that are needed; so
 * do the parents of those that stay. */
static void decide_goals(struct merging *m, bool *stays)
{
    for (int i = (int)m->goals.n; i-- > 0;) {
        int parent = m->out->goals.at[i].parent;
        stays[i] |= m->goals.at[i].at[WANTED] >= 0 || goal_by_hand(m, &m->goals.at[i]) ||
                    goal_is_spoken_of(goal_at(m, &m->goals.at[i], CURRENT));
        if (stays[i] && parent >= 0)
            stays[parent] = true;
    }
    for (size_t i = 0; i < m->goals.n; i++) {
        const struct kin *kin = &m->goals.at[i];
        const struct goal *c = goal_at(m, kin, CURRENT);
        bool never = m->known && kin->at[BASE] < 0 && !m->whole; /* the document had it */
        bool kept = (goal_by_hand(m, kin) && !never) || goal_is_spoken_of(c);
        enum merge_kind kind = kept ? MERGE_KEPT : stays[i] ? MERGE_SAME : MERGE_GONE;
        if (kin->at[WANTED] >= 0)
            continue;
        m->report->goals[kind]++;
        if (kind != MERGE_SAME)
            merging_tell(m, (struct merge_row){ .kind = kind, .what = "goal", .code = c->code,
                                                .field = c->told    ? "reported"
                                                         : c->rated ? "rated"
                                                                    : "",
                                                .old_value = c->title });
    }
}

static void decide_organisations(struct merging *m, bool *stays)
{
    for (size_t i = 0; i < m->organisations.n; i++) {
        const struct kin *kin = &m->organisations.at[i];
        bool by_hand = m->known && kin->at[BASE] < 0;
        if (kin->at[WANTED] >= 0 || !m->whole) {
            stays[i] = true;
            continue;
        }
        stays[i] |= by_hand;
        const char *name = m->out->organisations.at[i].name;
        merging_tell(m, (struct merge_row){ .kind = stays[i] ? MERGE_KEPT : MERGE_GONE,
                                            .what = "organisation", .organisation = name,
                                            .field = "", .old_value = name });
    }
}

/* to[]: the new index of what stays, -1 for what goes. */
static int *renumbered(struct visit *v, const bool *stays, size_t n)
{
    int *to = arena_alloc(v->arena, (n + 1) * sizeof *to), place = 0;

    for (size_t i = 0; i < n; i++)
        to[i] = stays[i] ? place++ : -1;
    return to;
}

static void renumber_actors(struct details *list, const int *to)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].organisation >= 0)
            list->at[i].organisation = to[list->at[i].organisation];
}

static void renumber_entry(struct entry *e, const int *goals, const int *organisations)
{
    e->goal = goals[e->goal];
    e->organisation = organisations[e->organisation];
    renumber_actors(&e->details, organisations);
    for (size_t i = 0; i < e->actions.n; i++)
        renumber_actors(&e->actions.at[i].details, organisations);
    for (size_t i = 0; i < e->references.n; i++)
        e->references.at[i].goal = goals[e->references.at[i].goal];
}

void merge_goals_drop(struct merging *m)
{
    struct visit *v = m->v;
    struct plan *out = m->out;
    bool *goal_stays = arena_alloc(v->arena, out->goals.n + 1),
         *organisation_stays = arena_alloc(v->arena, out->organisations.n + 1);
    size_t n = 0;

    see_needs(m, goal_stays, organisation_stays);
    decide_goals(m, goal_stays);
    decide_organisations(m, organisation_stays);
    int *goals = renumbered(v, goal_stays, out->goals.n),
        *organisations = renumbered(v, organisation_stays, out->organisations.n);
    for (size_t i = 0; i < out->entries.n; i++) {
        struct entry e = out->entries.at[i];
        if (goals[e.goal] < 0 || organisations[e.organisation] < 0)
            continue;
        renumber_entry(&e, goals, organisations);
        out->entries.at[n++] = e;
    }
    out->entries.n = n;
    n = 0;
    for (size_t i = 0; i < out->goals.n; i++) {
        struct goal g = out->goals.at[i];
        g.parent = g.parent < 0 ? -1 : goals[g.parent];
        if (goal_stays[i])
            out->goals.at[n++] = g;
    }
    out->goals.n = n;
    n = 0;
    for (size_t i = 0; i < out->organisations.n; i++)
        if (organisation_stays[i])
            out->organisations.at[n++] = out->organisations.at[i];
    out->organisations.n = n;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "intake/merge_parts.h"

#include "base/text.h"

#include <string.h>

static const char *const kind_codes[] = { "same", "changed", "new", "gone", "kept" };

const char *merge_kind_code(enum merge_kind kind)
{
    return kind_codes[kind];
}

/* ---- the report ---- */

void merging_tell(struct merging *m, struct merge_row row)
{
    *arena_push(m->v->arena, m->report) = row;
}

/* ---- one text, three ways ---- */

bool merging_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

const char *merging_three(bool known, const char *base, const char *current, const char *wanted,
                         enum merge_kind *kind)
{
    if (merging_same(current, wanted))
        return current;
    if (!known || merging_same(current, base)) {
        *kind = MERGE_CHANGED;
        return wanted;
    }
    *kind = MERGE_KEPT;
    return current;
}

bool merging_untouched(bool known, const char *base, const char *wanted)
{
    return known && merging_same(base, wanted);
}

/* ---- organisations ---- */

static void merge_organisations(struct merging *m)
{
    struct visit *v = m->v;
    const struct organisations *now = &m->current->organisations, *new = &m->wanted->organisations;
    bool *spoken = arena_alloc(v->arena, now->n + 1);

    for (size_t i = 0; i < new->n; i++)
        if (m->organisations.to[i] >= 0)
            spoken[m->organisations.to[i]] = true;
    m->report->left = arena_alloc(v->arena, (now->n + 1) * sizeof *m->report->left);
    for (size_t i = 0; i < now->n; i++) {
        m->organisation_out[i] = -1;
        if (!spoken[i] && m->whole)
            continue;
        if (!spoken[i])
            m->report->left[m->report->n_left++] = now->at[i].name;
        m->organisation_out[i] = (int)m->out->organisations.n;
        *arena_push(v->arena, &m->out->organisations) = now->at[i];
    }
    for (size_t i = 0; i < new->n; i++) {
        int old = m->organisations.to[i];
        if (old >= 0) {
            m->wanted_organisation_out[i] = m->organisation_out[old];
            continue;
        }
        m->wanted_organisation_out[i] = (int)m->out->organisations.n;
        *arena_push(v->arena, &m->out->organisations) = new->at[i];
        if (now->n)
            merging_tell(m, (struct merge_row){ .kind = MERGE_NEW, .what = "organisation",
                                        .organisation = new->at[i].name, .field = "",
                                        .new_value = new->at[i].name });
    }
}

/* ---- goals ---- */

static const struct goal *base_goal(const struct merging *m, int current)
{
    int at = m->base_goal_of[current];
    return at < 0 ? NULL : &m->base->goals.at[at];
}

static void merge_goal(struct merging *m, int wanted)
{
    const struct goal *w = &m->wanted->goals.at[wanted];
    struct goal *g = arena_push(m->v->arena, &m->out->goals);
    int at = m->goals.to[wanted];
    enum merge_kind kind = at < 0 ? MERGE_NEW : MERGE_SAME;

    *g = *w;
    if (at >= 0) {
        const struct goal *c = &m->current->goals.at[at], *b = base_goal(m, at);
        m->goal_out[at] = wanted;
        g->id = c->id;
        g->title = merging_three(b, b ? b->title : NULL, c->title, w->title, &kind);
        enum merge_kind question = MERGE_SAME;
        g->question = merging_three(b, b ? b->question : NULL, c->question, w->question, &question);
        if (kind != MERGE_SAME && !merging_untouched(b, b ? b->title : NULL, w->title))
            merging_tell(m, (struct merge_row){ .kind = kind, .what = "goal", .code = w->code,
                                        .field = "title", .old_value = c->title,
                                        .new_value = w->title });
        for (int l = 0; l < LANGS; l++)
            if (!g->titles.in[l])
                g->titles.in[l] = c->titles.in[l];
    } else if (m->current->goals.n) {
        merging_tell(m, (struct merge_row){ .kind = MERGE_NEW, .what = "goal", .code = w->code,
                                    .field = "", .new_value = w->title });
    }
    m->report->goals[kind]++;
}

/* Whether something stays on a goal that the document lacks. */
static bool goal_needed(const struct merging *m, int goal)
{
    const struct goal *c = &m->current->goals.at[goal], *b = base_goal(m, goal);

    if (m->base && (!b || !merging_same(b->title, c->title)))
        return true; /* made or edited by hand */
    for (size_t i = 0; i < m->current->entries.n; i++) {
        const struct entry *e = &m->current->entries.at[i];
        bool spoken = m->whole;
        if (e->goal != goal || e->kind == ENTRY_MISSING)
            continue;
        for (size_t k = 0; k < m->organisations.n; k++)
            spoken |= m->organisations.to[k] == e->organisation;
        if (!spoken)
            return true;
        for (size_t k = 0; m->base && k < e->actions.n; k++)
            if (lookup_find(&m->base_numbers, text(m->v, "%d", e->actions.at[k].number)) < 0)
                return true;
    }
    for (int k = 0; k < (int)m->current->goals.n; k++)
        if (m->current->goals.at[k].parent == goal && (m->goal_out[k] >= 0 || goal_needed(m, k)))
            return true;
    return false;
}

/* Goals of current that the document lacks: gone, or kept for what hangs on them. */
static void leave_goals(struct merging *m)
{
    for (int i = 0; i < (int)m->current->goals.n; i++) {
        const struct goal *c = &m->current->goals.at[i];
        if (m->goal_out[i] >= 0)
            continue;
        bool stays = goal_needed(m, i);
        if (stays) {
            m->goal_out[i] = (int)m->out->goals.n;
            struct goal *g = arena_push(m->v->arena, &m->out->goals);
            *g = *c;
            g->parent = c->parent < 0 ? -1 : m->goal_out[c->parent];
        }
        enum merge_kind kind = stays ? MERGE_KEPT : MERGE_GONE;
        m->report->goals[kind]++;
        merging_tell(m, (struct merge_row){ .kind = kind, .what = "goal", .code = c->code, .field = "",
                                    .old_value = c->title });
    }
}

/* ---- all of it ---- */

/* The other way round: to[] of b → a as a → b. */
static int *reversed(struct visit *v, const struct matching *m, size_t n)
{
    int *out = arena_alloc(v->arena, (n + 1) * sizeof *out);

    for (size_t i = 0; i < n; i++)
        out[i] = -1;
    for (size_t i = 0; m->to && i < m->n; i++)
        if (m->to[i] >= 0)
            out[m->to[i]] = (int)i;
    return out;
}

static void know_base(struct merging *m)
{
    struct visit *v = m->v;

    if (m->base) {
        m->base_organisations = match_organisations(v, m->base, m->current);
        m->base_goals = match_goals(v, m->base, m->current);
        for (size_t i = 0; i < m->base->entries.n; i++)
            for (size_t k = 0; k < m->base->entries.at[i].actions.n; k++) {
                const struct action *a = &m->base->entries.at[i].actions.at[k];
                lookup_put(v->arena, &m->base_numbers, text(v, "%d", a->number),
                           (int)m->base_actions.n);
                *arena_push(v->arena, &m->base_actions) = a;
            }
    }
    m->base_goal_of = reversed(v, &m->base_goals, m->current->goals.n);
    m->base_organisation_of = reversed(v, &m->base_organisations, m->current->organisations.n);
}

static int *indexes(struct visit *v, size_t n)
{
    int *out = arena_alloc(v->arena, (n + 1) * sizeof *out);

    for (size_t i = 0; i <= n; i++)
        out[i] = -1;
    return out;
}

bool merge_plans(struct visit *v, const struct plan *base, const struct plan *current,
                 const struct plan *wanted, bool whole, struct plan *out,
                 struct merge_report *report)
{
    struct merging m = {
        .v = v,
        .base = base,
        .current = current,
        .wanted = wanted,
        .whole = whole,
        .out = out,
        .report = report,
        .organisations = match_organisations(v, wanted, current),
        .goals = match_goals(v, wanted, current),
        .organisation_out = indexes(v, current->organisations.n),
        .wanted_organisation_out = indexes(v, wanted->organisations.n),
        .goal_out = indexes(v, current->goals.n),
    };

    *report = (struct merge_report){ 0 };
    *out = *wanted;
    out->id = current->id;
    out->next_number = current->next_number;
    out->goals = (struct goals){ 0 };
    out->organisations = (struct organisations){ 0 };
    out->entries = (struct entries){ 0 };
    know_base(&m);
    merge_organisations(&m);
    for (int i = 0; i < (int)wanted->goals.n; i++)
        merge_goal(&m, i);
    leave_goals(&m);
    merging_entries(&m);
    return plan_settle(v, out);
}

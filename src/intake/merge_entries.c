/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "intake/merge_parts.h"

#include "base/text.h"

#include <string.h>

static struct merge_row row_of(const struct merging *m, enum merge_kind kind, const char *what,
                               const struct entry *e, const struct action *a)
{
    return (struct merge_row){
        .kind = kind,
        .what = what,
        .organisation = m->out->organisations.at[e->organisation].name,
        .code = m->out->goals.at[e->goal].code,
        .number = a ? a->number : 0,
        .field = "",
    };
}

/* ---- details ---- */

static bool of_field(const struct detail *d, enum field_kind field, const char *name)
{
    return d->field == field && merging_same(d->name, name);
}

static const char *words_of(struct merging *m, const struct details *d, enum field_kind field,
                            const char *name)
{
    const char *all = NULL;

    for (size_t i = 0; d && i < d->n; i++)
        if (of_field(&d->at[i], field, name))
            all = text(m->v, "%s%s%s", all ? all : "", all ? "\n" : "", d->at[i].words);
    return all;
}

static void copy_field(struct merging *m, struct details *to, const struct details *from,
                       enum field_kind field, const char *name, const int *organisations)
{
    for (size_t i = 0; i < from->n; i++)
        if (of_field(&from->at[i], field, name)) {
            struct detail *d = arena_push(m->v->arena, to);
            *d = from->at[i];
            d->organisation = d->organisation < 0 ? -1 : organisations[d->organisation];
        }
}

/* One field of three lists of details; extra columns are fields by their name. */
static void merge_field(struct merging *m, enum field_kind field, const char *name, bool known,
                        const struct details *base, const struct details *current,
                        const struct details *wanted, struct details *out, struct merge_row row,
                        enum merge_kind *kind)
{
    const char *b = words_of(m, base, field, name), *c = words_of(m, current, field, name),
               *w = words_of(m, wanted, field, name);
    enum merge_kind what = MERGE_SAME;
    const char *takes = merging_three(known, b, c, w, &what);

    if (merging_same(takes, w))
        copy_field(m, out, wanted, field, name, m->wanted_organisation_out);
    else
        copy_field(m, out, current, field, name, m->organisation_out);
    if (what == MERGE_SAME || merging_untouched(known, b, w))
        return;
    *kind = *kind == MERGE_KEPT ? MERGE_KEPT : what;
    row.kind = what;
    row.field = field == FIELD_EXTRA ? name : field_kind_code(field);
    row.old_value = c;
    row.new_value = w;
    merging_tell(m, row);
}

static enum merge_kind merge_details(struct merging *m, bool known, const struct details *base,
                                     const struct details *current, const struct details *wanted,
                                     struct details *out, struct merge_row row)
{
    const struct details *const lists[] = { wanted, current };
    enum merge_kind kind = MERGE_SAME;
    struct lookup done = { 0 };

    *out = (struct details){ 0 };
    for (enum field_kind f = FIELD_METRIC; f < FIELD_EXTRA; f++)
        merge_field(m, f, NULL, known, base, current, wanted, out, row, &kind);
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists[l]->n; i++) {
            const char *name = lists[l]->at[i].name;
            if (lists[l]->at[i].field != FIELD_EXTRA || lookup_find(&done, name) >= 0)
                continue;
            lookup_put(m->v->arena, &done, name, 1);
            merge_field(m, FIELD_EXTRA, name, known, base, current, wanted, out, row, &kind);
        }
    return kind;
}

/* ---- actions ---- */

static const struct action *base_action(const struct merging *m, int number)
{
    int at = lookup_find(&m->base_numbers, text(m->v, "%d", number));
    return at < 0 ? NULL : m->base_actions.at[at];
}

static void merge_action(struct merging *m, const struct entry *into, const struct action *current,
                         const struct action *wanted, struct action *out)
{
    static const struct details none = { 0 };
    const struct action *b = base_action(m, current->number);
    enum merge_kind kind = MERGE_SAME;

    *out = *wanted;
    out->id = current->id;
    out->number = current->number;
    out->title = merging_three(b, b ? b->title : NULL, current->title, wanted->title, &kind);
    struct merge_row row = row_of(m, kind, "action", into, out);
    if (merging_untouched(b, b ? b->title : NULL, wanted->title))
        kind = MERGE_SAME;
    if (kind != MERGE_SAME) {
        row.field = "title";
        row.old_value = current->title;
        row.new_value = wanted->title;
        merging_tell(m, row);
    }
    for (int l = 0; l < LANGS; l++)
        if (!out->titles.in[l] && merging_same(current->title, wanted->title))
            out->titles.in[l] = current->titles.in[l];
    enum merge_kind cells =
        merge_details(m, m->base != NULL && b, b ? &b->details : &none, &current->details,
                      &wanted->details, &out->details, row);
    m->report->actions[cells > kind ? cells : kind]++;
}

/* An action that the document lacks: gone, unless it was made or edited by hand. */
static bool action_stays(struct merging *m, const struct entry *into, const struct action *a)
{
    const struct action *b = base_action(m, a->number);
    bool stays = m->base && (!b || !merging_same(b->title, a->title));
    struct merge_row row = row_of(m, stays ? MERGE_KEPT : MERGE_GONE, "action", into, a);

    row.old_value = a->title;
    merging_tell(m, row);
    m->report->actions[row.kind]++;
    return stays;
}

static void copy_details(struct merging *m, struct details *d, const int *organisations)
{
    struct details all = *d;

    *d = (struct details){ 0 };
    for (size_t i = 0; i < all.n; i++) {
        struct detail *to = arena_push(m->v->arena, d);
        *to = all.at[i];
        to->organisation = to->organisation < 0 ? -1 : organisations[to->organisation];
    }
}

static const char *loose_key(struct merging *m, int organisation, const char *title)
{
    return text(m->v, "%d\n%s", organisation, title);
}

/* An action of current that moved here from another entry of its organisation. */
static const struct action *moved_here(struct merging *m, int organisation, const char *title)
{
    int at = lookup_find(&m->loose, loose_key(m, organisation, title));

    if (at < 0 || m->loose_actions.at[at].taken)
        return NULL;
    m->loose_actions.at[at].taken = true;
    return m->loose_actions.at[at].action;
}

static bool took_part(struct merging *m, int organisation, const struct action *a)
{
    int at = lookup_find(&m->loose, loose_key(m, organisation, a->title));
    return at >= 0 && m->loose_actions.at[at].action == a && m->loose_actions.at[at].taken;
}

static const char **titles_before(struct merging *m, const struct actions *current)
{
    const char **out = arena_alloc(m->v->arena, (current->n + 1) * sizeof *out);

    for (size_t i = 0; i < current->n; i++) {
        const struct action *b = base_action(m, current->at[i].number);
        out[i] = b ? b->title : NULL;
    }
    return out;
}

static const struct actions no_actions;

static struct matching pairs_of(struct merging *m, const struct entry *w, const struct entry *c)
{
    return match_actions(m->v, &w->actions, c ? &c->actions : &no_actions,
                         c ? titles_before(m, &c->actions) : NULL);
}

static void merge_actions(struct merging *m, const struct entry *w, const struct entry *c,
                          const struct matching *pairs, struct entry *e)
{
    struct visit *v = m->v;
    bool *paired = arena_alloc(v->arena, (c ? c->actions.n : 0) + 1);
    int organisation = c ? c->organisation : -1;

    e->actions = (struct actions){ 0 };
    for (size_t i = 0; i < w->actions.n; i++) {
        const struct action *from = &w->actions.at[i];
        const struct action *old = pairs->to[i] >= 0 ? &c->actions.at[pairs->to[i]]
                                   : c ? moved_here(m, organisation, from->title)
                                       : NULL;
        struct action *to = arena_push(v->arena, &e->actions);
        if (pairs->to[i] >= 0)
            paired[pairs->to[i]] = true;
        if (old) {
            merge_action(m, e, old, from, to);
            continue;
        }
        *to = *from;
        to->id = 0;
        to->number = 0;
        copy_details(m, &to->details, m->wanted_organisation_out);
        m->report->actions[MERGE_NEW]++;
        if (m->current->id) {
            struct merge_row row = row_of(m, MERGE_NEW, "action", e, to);
            row.new_value = to->title;
            merging_tell(m, row);
        }
    }
    for (size_t k = 0; c && k < c->actions.n; k++) {
        const struct action *a = &c->actions.at[k];
        if (paired[k] || took_part(m, organisation, a) || !action_stays(m, e, a))
            continue;
        struct action *to = arena_push(v->arena, &e->actions);
        *to = *a;
        copy_details(m, &to->details, m->organisation_out);
    }
}

/* ---- entries ---- */

static const struct entry *base_entry(const struct merging *m, const struct entry *c)
{
    int goal = m->base_goal_of[c->goal], organisation = m->base_organisation_of[c->organisation];

    return m->base && goal >= 0 && organisation >= 0 ? entry_find(m->base, goal, organisation)
                                                     : NULL;
}

static void merge_entry(struct merging *m, const struct entry *w, const struct entry *c,
                        const struct matching *pairs)
{
    static const struct details none = { 0 };
    struct entry *e = arena_push(m->v->arena, &m->out->entries);
    const struct entry *b = c ? base_entry(m, c) : NULL;
    enum merge_kind kind = MERGE_SAME;

    *e = *w;
    e->id = c ? c->id : 0;
    e->organisation = m->wanted_organisation_out[w->organisation];
    if (c)
        e->reason = merging_three(b, b ? b->reason : NULL, c->reason, w->reason, &kind);
    merge_actions(m, w, c, pairs, e);
    if (!c) {
        copy_details(m, &e->details, m->wanted_organisation_out);
        m->report->entries[MERGE_NEW]++;
        return;
    }
    struct merge_row row = row_of(m, kind, "entry", e, NULL);
    enum merge_kind cells = merge_details(m, b != NULL, b ? &b->details : &none, &c->details,
                                          &w->details, &e->details, row);
    m->report->entries[cells > kind ? cells : kind]++;
}

/* Entries of current that the document does not speak of stay as they are. */
static void leave_entries(struct merging *m, const bool *spoken)
{
    struct visit *v = m->v;

    for (size_t i = 0; i < m->current->entries.n; i++) {
        const struct entry *c = &m->current->entries.at[i];
        int organisation = m->organisation_out[c->organisation], goal = m->goal_out[c->goal];
        if (spoken[i])
            continue;
        if (organisation < 0 || goal < 0) {
            m->report->actions[MERGE_GONE] += c->actions.n;
            continue;
        }
        struct entry *e = arena_push(v->arena, &m->out->entries);
        *e = *c;
        e->goal = goal;
        e->organisation = organisation;
        copy_details(m, &e->details, m->organisation_out);
        e->actions = (struct actions){ 0 };
        for (size_t k = 0; k < c->actions.n; k++) {
            struct action *a = arena_push(v->arena, &e->actions);
            *a = c->actions.at[k];
            copy_details(m, &a->details, m->organisation_out);
        }
        e->references = (struct references){ 0 };
        for (size_t k = 0; k < c->references.n; k++) {
            struct reference r = c->references.at[k];
            r.goal = m->goal_out[r.goal];
            if (r.goal >= 0)
                *arena_push(v->arena, &e->references) = r;
        }
        m->report->entries[MERGE_SAME]++;
        m->report->actions[MERGE_SAME] += c->actions.n;
    }
}

/* Actions of current without a pair in their own entry, to be found elsewhere. */
static void gather_loose(struct merging *m, const struct entry *c, const struct matching *pairs)
{
    bool *paired = arena_alloc(m->v->arena, c->actions.n + 1);

    for (size_t i = 0; i < pairs->n; i++)
        if (pairs->to[i] >= 0)
            paired[pairs->to[i]] = true;
    for (size_t k = 0; k < c->actions.n; k++) {
        const struct action *a = &c->actions.at[k];
        const char *key = paired[k] ? NULL : loose_key(m, c->organisation, a->title);
        if (!key || lookup_find(&m->loose, key) >= 0)
            continue;
        lookup_put(m->v->arena, &m->loose, key, (int)m->loose_actions.n);
        *arena_push(m->v->arena, &m->loose_actions) = (struct loose_action){ a, false };
    }
}

void merging_entries(struct merging *m)
{
    struct visit *v = m->v;
    size_t n = m->wanted->entries.n;
    const struct entry **old = arena_alloc(v->arena, (n + 1) * sizeof *old);
    struct matching *pairs = arena_alloc(v->arena, (n + 1) * sizeof *pairs);
    bool *spoken = arena_alloc(v->arena, m->current->entries.n + 1);

    for (size_t i = 0; i < n; i++) {
        const struct entry *w = &m->wanted->entries.at[i];
        int goal = m->goals.to[w->goal], organisation = m->organisations.to[w->organisation];
        old[i] = goal >= 0 && organisation >= 0 ? entry_find(m->current, goal, organisation) : NULL;
        pairs[i] = pairs_of(m, w, old[i]);
        if (old[i]) {
            spoken[old[i] - m->current->entries.at] = true;
            gather_loose(m, old[i], &pairs[i]);
        }
    }
    for (size_t i = 0; i < n; i++)
        merge_entry(m, &m->wanted->entries.at[i], old[i], &pairs[i]);
    leave_entries(m, spoken);
}

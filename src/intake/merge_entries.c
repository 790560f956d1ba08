/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The entries of the merged plan, one for each of its organisations and goals, with
 * all that belongs to an entry but its actions. */
#include "base/text.h"
#include "intake/merge_parts.h"

#include <string.h>

bool merging_spoken(const struct merging *m, int organisation)
{
    return m->whole || m->organisations.at[organisation].at[WANTED] >= 0;
}

const struct entry *merging_entry(const struct merging *m, enum side side, int goal,
                                  int organisation)
{
    static const struct entry none = { .kind = ENTRY_MISSING };
    int g = m->goals.at[goal].at[side], o = m->organisations.at[organisation].at[side];
    const struct entries *list = &m->plan[side]->entries;
    size_t low = 0, high = list->n;

    while (low < high) { /* entry_find() would search a settled plan twice for what it lacks */
        size_t middle = low + (high - low) / 2;
        const struct entry *e = &list->at[middle];
        if (e->organisation < o || (e->organisation == o && e->goal < g))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = g >= 0 && o >= 0 && low < list->n && list->at[low].organisation == o &&
                 list->at[low].goal == g;
    return found ? &list->at[low] : &none;
}

/* ---- details ---- */

static bool of_field(const struct detail *d, enum field_kind field, const char *name)
{
    return d->field == field && merging_same(d->name, name);
}

/* The words of one field, a value a line; NULL when there are none. */
static const char *words_of(struct merging *m, const struct details *list, enum field_kind field,
                            const char *name)
{
    const char *all = NULL;

    for (size_t i = 0; i < list->n; i++)
        if (of_field(&list->at[i], field, name))
            all = all ? text(m->v, "%s\n%s", all, list->at[i].words) : list->at[i].words;
    return all;
}

static struct detail as_ours(const struct merging *m, enum side side, struct detail d)
{
    if (d.organisation >= 0)
        d.organisation = m->organisations.out[side][d.organisation];
    return d;
}

void merging_copy_details(struct merging *m, enum side side, const struct details *from,
                          struct details *out)
{
    for (size_t i = 0; i < from->n; i++)
        *arena_push(m->v->arena, out) = as_ours(m, side, from->at[i]);
}

static bool same_aim(const struct detail *a, const struct detail *b)
{
    bool same = true;

    for (enum metric_fact f = 0; f < METRIC_FACTS; f++)
        same &= merging_same(metric_fact(a, f), metric_fact(b, f));
    return same;
}

bool merging_same_details(const struct details *a, const struct details *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!of_field(&a->at[i], b->at[i].field, b->at[i].name) ||
            strcmp(a->at[i].words, b->at[i].words) != 0 || !same_aim(&a->at[i], &b->at[i]))
            return false;
    return true;
}

/* The nth metric with these words; NULL: there is none. */
static const struct detail *metric_of(const struct details *list, const char *words, size_t nth)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].field == FIELD_METRIC && strcmp(list->at[i].words, words) == 0 && !nth--)
            return &list->at[i];
    return NULL;
}

static size_t count_metric(const struct details *list, const char *words)
{
    size_t n = 0;

    while (metric_of(list, words, n))
        n++;
    return n;
}

/* Whether the document has a say about a fact: most tell only what a metric is called. */
static bool fact_spoken(const struct merging *m, const struct detail *wanted,
                        enum metric_fact fact)
{
    return wanted && (m->whole || metric_fact(wanted, fact) ||
                      (wanted->facts_told >> fact & 1));
}

/* What the metric aims at, whose words are decided already; nth: among its own words. */
static void merge_facts(struct merging *m, struct merge_row row,
                        const struct details *const value[SIDES], size_t nth, struct detail *d,
                        enum merge_kind *worst)
{
    const struct detail *metric[SIDES];

    for (int side = 0; side < SIDES; side++)
        metric[side] = metric_of(value[side], d->words, nth);
    for (enum metric_fact f = 0; metric[CURRENT] && f < METRIC_FACTS; f++) {
        const char *facts[SIDES];
        for (int side = 0; side < SIDES; side++)
            facts[side] = metric[side] ? metric_fact(metric[side], f) : NULL;
        row.field = text(m->v, "metric:%s", metric_fact_code(f));
        metric_fact_set(d, f, fact_spoken(m, metric[WANTED], f)
                                  ? facts[merging_three(m, row, facts, worst)]
                                  : facts[CURRENT]);
    }
}

/* The same words are read the same way: nobody corrected by hand what they mean. */
static bool same_meaning(const struct merging *m, const struct details *base,
                         const struct details *current, enum field_kind field, const char *name)
{
    size_t k = 0;

    for (size_t i = 0; i < current->n; i++) {
        if (!of_field(&current->at[i], field, name))
            continue;
        while (k < base->n && !of_field(&base->at[k], field, name))
            k++;
        if (k == base->n)
            return false;
        struct detail c = as_ours(m, CURRENT, current->at[i]), b = as_ours(m, BASE, base->at[k++]);
        if (c.schedule != b.schedule || !merging_same(c.starts, b.starts) ||
            !merging_same(c.ends, b.ends) || c.every != b.every ||
            c.organisation != b.organisation || c.not_measured != b.not_measured)
            return false;
    }
    return true;
}

static void merge_field(struct merging *m, struct merge_row row,
                        const struct details *const value[SIDES], enum field_kind field,
                        const char *name, struct details *out, enum merge_kind *worst)
{
    const char *words[SIDES];

    for (int side = 0; side < SIDES; side++)
        words[side] = words_of(m, value[side], field, name);
    row.field = field == FIELD_EXTRA ? name : field_kind_code(field);
    enum side from = merging_three(m, row, words, worst);
    if (from == WANTED && m->known && merging_same(words[CURRENT], words[WANTED]) &&
        merging_same(words[CURRENT], words[BASE]) &&
        !same_meaning(m, value[BASE], value[CURRENT], field, name))
        from = CURRENT;
    for (size_t i = 0; i < value[from]->n; i++)
        if (of_field(&value[from]->at[i], field, name)) {
            struct detail d = as_ours(m, from, value[from]->at[i]);
            if (field == FIELD_METRIC)
                merge_facts(m, row, value, count_metric(out, d.words), &d, worst);
            *arena_push(m->v->arena, out) = d;
        }
}

void merging_details(struct merging *m, struct merge_row row,
                     const struct details *const value[SIDES], struct details *out,
                     enum merge_kind *worst)
{
    struct lookup done = { 0 };

    *out = (struct details){ 0 };
    for (enum field_kind field = FIELD_METRIC; field < FIELD_EXTRA; field++)
        merge_field(m, row, value, field, NULL, out, worst);
    for (int side = WANTED; side >= CURRENT; side--)
        for (size_t i = 0; i < value[side]->n; i++) {
            const char *name = value[side]->at[i].name;
            if (value[side]->at[i].field != FIELD_EXTRA || lookup_find(&done, name) >= 0)
                continue;
            lookup_put(m->v->arena, &done, name, 1);
            merge_field(m, row, value, FIELD_EXTRA, name, out, worst);
        }
}

/* ---- the rest of an entry ---- */

/* Not ours, and why: one value, because both change together. */
static const char *not_ours_of(const struct entry *e)
{
    return e->kind != ENTRY_NOT_OURS ? NULL : e->reason ? e->reason : "-";
}

/* The same goal is written the same way in all three, also where its code changed. */
static const char *references_of(struct merging *m, enum side side, const struct references *list)
{
    const char *all = NULL;

    for (size_t i = 0; i < list->n; i++) {
        const struct reference *r = &list->at[i];
        int goal = m->goals.out[side][r->goal];
        const char *code = goal < 0 ? m->plan[side]->goals.at[r->goal].code
                                    : m->out->goals.at[goal].code;
        all = text(m->v, "%s%s%s%s%s%s%s", all ? all : "", all ? "\n" : "",
                   r->field < FIELD_KINDS ? field_kind_code(r->field) : "",
                   r->field < FIELD_KINDS ? ":" : "", code, r->words ? " " : "",
                   r->words ? r->words : "");
    }
    return all;
}

static void copy_references(struct merging *m, enum side side, const struct references *from,
                            struct references *out)
{
    for (size_t i = 0; i < from->n; i++) {
        struct reference r = from->at[i];
        r.goal = m->goals.out[side][r.goal];
        if (r.goal >= 0)
            *arena_push(m->v->arena, out) = r;
    }
}

static void merge_entry(struct merging *m, const struct entry *const value[SIDES],
                        struct entry *out)
{
    const struct details *details[SIDES];
    const char *not_ours[SIDES], *references[SIDES];
    struct merge_row row = { .what = "entry",
                             .organisation = m->out->organisations.at[out->organisation].name,
                             .code = m->out->goals.at[out->goal].code,
                             .field = "not_ours" };
    enum merge_kind worst = MERGE_SAME;

    for (int side = 0; side < SIDES; side++) {
        details[side] = &value[side]->details;
        not_ours[side] = not_ours_of(value[side]);
        references[side] = references_of(m, side, &value[side]->references);
    }
    enum side from = merging_three(m, row, not_ours, &worst);
    out->kind = value[from]->kind;
    out->reason = value[from]->reason;
    row.field = "refers_to";
    from = merging_three(m, row, references, &worst);
    copy_references(m, from, &value[from]->references, &out->references);
    merging_details(m, row, details, &out->details, &worst);
    if (value[CURRENT]->kind != ENTRY_MISSING || value[WANTED]->kind != ENTRY_MISSING) {
        bool gone = value[WANTED]->kind == ENTRY_MISSING && worst != MERGE_KEPT,
             new = value[CURRENT]->kind == ENTRY_MISSING && worst != MERGE_KEPT;
        m->report->entries[gone ? MERGE_GONE : new ? MERGE_NEW : worst]++;
    }
}

/* All but its actions, as it is. */
static void leave_cells(struct merging *m, const struct entry *current, struct entry *out)
{
    out->kind = current->kind;
    out->reason = current->reason;
    merging_copy_details(m, CURRENT, &current->details, &out->details);
    copy_references(m, CURRENT, &current->references, &out->references);
}

/* An entry that wanted does not speak of, as it is. */
static void leave_entry(struct merging *m, const struct entry *current, struct entry *out)
{
    leave_cells(m, current, out);
    for (size_t i = 0; i < current->actions.n; i++) {
        struct action *a = arena_push(m->v->arena, &out->actions);
        *a = current->actions.at[i];
        a->details = (struct details){ 0 };
        merging_copy_details(m, CURRENT, &current->actions.at[i].details, &a->details);
    }
    m->report->entries[MERGE_SAME] += current->kind != ENTRY_MISSING;
    m->report->actions[MERGE_SAME] += current->actions.n;
}

/* Its goal would go, and with it what was reported: that counts as edited by hand. */
static bool is_lost_report(const struct merging *m, int goal, const struct entry *current)
{
    return current->told && m->goals.at[goal].at[WANTED] < 0;
}

/* Its actions may have moved to another goal: merge_actions() keeps those that have not. */
static void keep_entry(struct merging *m, const struct entry *current, struct entry *out)
{
    out->told = true;
    leave_cells(m, current, out);
    m->report->entries[MERGE_KEPT] += current->kind != ENTRY_MISSING;
}

static bool is_known(const struct place *p)
{
    return p->table || p->row || p->line;
}

void merge_entries(struct merging *m)
{
    struct plan *out = m->out;

    out->entries.cap = out->organisations.n * out->goals.n;
    out->entries.at = arena_alloc(m->v->arena, (out->entries.cap + 1) * sizeof *out->entries.at);
    for (int o = 0; o < (int)out->organisations.n; o++)
        for (int g = 0; g < (int)out->goals.n; g++) {
            const struct entry *value[SIDES];
            struct entry *e = &out->entries.at[out->entries.n++];
            for (int side = 0; side < SIDES; side++)
                value[side] = merging_entry(m, side, g, o);
            *e = (struct entry){ .id = value[CURRENT]->id, .goal = g, .organisation = o };
            bool stood = m->whole || is_known(&value[WANTED]->place);
            e->place = value[stood ? WANTED : CURRENT]->place;
            if (is_lost_report(m, g, value[CURRENT]))
                keep_entry(m, value[CURRENT], e);
            else if (merging_spoken(m, o))
                merge_entry(m, value, e);
            else
                leave_entry(m, value[CURRENT], e);
        }
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The canonical shape of one entry: what belongs to an action, what to the
 * entry, and of which kind the entry is. The whole plan's is in settle.c. */
#include "base/lookup.h"
#include "base/text.h"
#include "plan/plan.h"

#include <assert.h>
#include <string.h>

/* NULL when nothing is left. */
static const char *tidy(struct visit *v, const char *s)
{
    s = s ? text_tidy(v->arena, s) : NULL;
    return s && *s ? s : NULL;
}

/* Only a metric that is measured aims at something. */
static void tidy_aim(struct visit *v, struct detail *d)
{
    for (enum metric_fact f = 0; f < METRIC_FACTS; f++)
        metric_fact_set(d, f, d->field == FIELD_METRIC && !d->not_measured
                                  ? tidy(v, metric_fact(d, f))
                                  : NULL);
}

static void tidy_details(struct visit *v, struct details *list)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        struct detail d = list->at[i];
        assert(d.field > FIELD_ACTION && d.field < FIELD_KINDS);
        d.words = tidy(v, d.words);
        d.name = d.field == FIELD_EXTRA ? text_squeeze(v->arena, d.name ? d.name : "") : NULL;
        d.not_measured = d.not_measured && d.field == FIELD_METRIC;
        tidy_aim(v, &d);
        if (d.field != FIELD_ACTOR)
            d.organisation = -1;
        if (d.field != FIELD_SCHEDULE) {
            d.schedule = SCHEDULE_WORDS;
            d.starts = d.ends = NULL;
            d.every = 0;
        }
        if (d.words)
            list->at[n++] = d;
    }
    list->n = n;
}

/* A title in another language is better than none. */
static void tidy_titles(struct visit *v, struct action *a)
{
    a->title = tidy(v, a->title);
    for (int i = 0; i < LANGS; i++) {
        a->titles.in[i] = tidy(v, a->titles.in[i]);
        if (!a->title) {
            a->title = a->titles.in[i];
            a->titles.in[i] = NULL;
        }
    }
}

/* Details of an action without a title belong to the entry. */
static void tidy_actions(struct visit *v, struct entry *e)
{
    size_t n = 0;

    for (size_t i = 0; i < e->actions.n; i++) {
        struct action a = e->actions.at[i];
        tidy_titles(v, &a);
        tidy_details(v, &a.details);
        if (a.title) {
            e->actions.at[n++] = a;
            continue;
        }
        for (size_t k = 0; k < a.details.n; k++)
            *arena_push(v->arena, &e->details) = a.details.at[k];
    }
    e->actions.n = n;
}

/* How often each detail of the first action stands on every action. A plan may
 * have thousands of actions in an entry, so texts are looked up, and what is no
 * longer common is not looked at again. */
struct common {
    struct lookup keys; /* field, name, words and aim: index in at[] */
    struct {
        int most, here; /* on all actions so far; on the action being counted */
    } *at;
    size_t n;
    int *alive; /* those with most > 0 */
    size_t living;
};

static const char *detail_key(struct visit *v, const struct detail *d)
{
    const char *key = text(v, "%d\n%s\n%s", (int)d->field, d->name ? d->name : "", d->words);

    for (enum metric_fact f = 0; d->field == FIELD_METRIC && f < METRIC_FACTS; f++)
        key = text(v, "%s\x1f%s", key, text_or_empty(metric_fact(d, f)));
    return key;
}

static int common_find(struct visit *v, const struct common *c, const struct detail *d)
{
    return lookup_find(&c->keys, detail_key(v, d));
}

static struct common common_new(struct visit *v, const struct details *first)
{
    struct common c = { .at = arena_alloc(v->arena, (first->n + 1) * sizeof *c.at),
                        .alive = arena_alloc(v->arena, (first->n + 1) * sizeof *c.alive) };

    for (size_t i = 0; i < first->n; i++) {
        const char *key = detail_key(v, &first->at[i]);
        int k = lookup_find(&c.keys, key);
        if (k < 0) {
            k = (int)c.n++;
            c.alive[c.living++] = k;
            lookup_put(v->arena, &c.keys, key, k);
        }
        c.at[k].most++;
    }
    return c;
}

/* Keeps what stands on this action too, as often as it does on both. */
static void common_meet(struct visit *v, struct common *c, const struct details *list)
{
    size_t living = 0;

    for (size_t i = 0; i < list->n; i++) {
        int k = common_find(v, c, &list->at[i]);
        if (k >= 0)
            c->at[k].here++;
    }
    for (size_t i = 0; i < c->living; i++) {
        int k = c->alive[i];
        if (c->at[k].here < c->at[k].most)
            c->at[k].most = c->at[k].here;
        c->at[k].here = 0;
        if (c->at[k].most)
            c->alive[living++] = k;
    }
    c->living = living;
}

/* Takes the common ones out of an action; into the entry from the first action. */
static void common_take(struct visit *v, struct common *c, struct details *from,
                        struct details *to)
{
    size_t n = 0;

    for (size_t i = 0; i < from->n; i++) {
        int k = common_find(v, c, &from->at[i]);
        if (k < 0 || c->at[k].here >= c->at[k].most) {
            from->at[n++] = from->at[i];
            continue;
        }
        c->at[k].here++;
        if (to)
            *arena_push(v->arena, to) = from->at[i];
    }
    from->n = n;
    for (size_t i = 0; i < c->living; i++)
        c->at[c->alive[i]].here = 0;
}

static void lift_common_details(struct visit *v, struct entry *e)
{
    struct actions *actions = &e->actions;

    if (!actions->n || !actions->at[0].details.n)
        return;
    struct common c = common_new(v, &actions->at[0].details);
    for (size_t i = 1; c.living && i < actions->n; i++)
        common_meet(v, &c, &actions->at[i].details);
    for (size_t i = 0; c.living && i < actions->n; i++)
        common_take(v, &c, &actions->at[i].details, i ? NULL : &e->details);
}

/* One reference for each field and goal. */
static void tidy_references(struct visit *v, struct references *list)
{
    struct lookup seen = { 0 };
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        struct reference r = list->at[i];
        const char *key = text(v, "%d %d", (int)r.field, r.goal);
        int first = lookup_find(&seen, key);
        r.words = tidy(v, r.words);
        if (first < 0) {
            lookup_put(v->arena, &seen, key, (int)n);
            list->at[n++] = r;
        } else if (!list->at[first].words) {
            list->at[first].words = r.words;
        }
    }
    list->n = n;
}

static void decide_kind(struct visit *v, struct entry *e)
{
    bool not_ours = e->kind == ENTRY_NOT_OURS || e->reason;

    if (e->reason && !*text_plain(v->arena, e->reason))
        e->reason = NULL; /* "-" says only that it is not ours */
    if (e->reason && e->actions.n) {
        *arena_push(v->arena, &e->actions) =
            (struct action){ .title = e->reason, .place = e->place };
        e->reason = NULL;
    }
    e->kind = e->actions.n                    ? ENTRY_FILLED
              : not_ours                      ? ENTRY_NOT_OURS
              : e->details.n                  ? ENTRY_FILLED
              : e->references.n               ? ENTRY_REFERS
                                              : ENTRY_MISSING;
}

void entry_settle(struct visit *v, struct entry *e)
{
    e->reason = tidy(v, e->reason);
    tidy_details(v, &e->details);
    tidy_actions(v, e);
    lift_common_details(v, e);
    tidy_references(v, &e->references);
    decide_kind(v, e);
}

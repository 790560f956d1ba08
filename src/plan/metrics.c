/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "plan/metrics.h"

#include "base/lookup.h"
#include "base/text.h"
#include "plan/tree.sql.h"

#include <string.h>

/* From this likeness (text_likeness) on a metric is taken for one that was written anew. */
#define LIKE 0.6

/* Past this many pairs of leftovers likeness is not asked: they have nothing in common. */
enum { MOST_PAIRS = 10 * 1000 };

/* The metrics of an entry, each once: its words are its name in what is told of years. */
struct names {
    struct lookup by_words;
    struct {
        const char *words, *was;
        int other; /* of the entry after or before; -1: none yet */
    } *at;
    size_t n, cap;
};

static void add_names(struct visit *v, struct names *names, const struct details *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct detail *d = &list->at[i];
        if (d->field != FIELD_METRIC || d->not_measured ||
            lookup_find(&names->by_words, d->words) >= 0)
            continue;
        lookup_put(v->arena, &names->by_words, d->words, (int)names->n);
        *arena_push(v->arena, names) = (__typeof__(*names->at)){ d->words, d->was, -1 };
    }
}

static struct names names_of(struct visit *v, const struct entry *e)
{
    struct names names = { 0 };

    add_names(v, &names, &e->details);
    for (size_t i = 0; i < e->actions.n; i++)
        add_names(v, &names, &e->actions.at[i].details);
    return names;
}

static void pair(struct names *before, struct names *after, int b, int a)
{
    if (b < 0 || a < 0 || before->at[b].other >= 0 || after->at[a].other >= 0)
        return;
    before->at[b].other = a;
    after->at[a].other = b;
}

static size_t alone(const struct names *names)
{
    size_t n = 0;

    for (size_t i = 0; i < names->n; i++)
        n += names->at[i].other < 0;
    return n;
}

static void pair_likest(struct names *before, struct names *after)
{
    if (alone(before) * alone(after) > MOST_PAIRS)
        return;
    for (size_t b = 0; b < before->n; b++) {
        double best = LIKE;
        int found = -1;
        for (size_t a = 0; before->at[b].other < 0 && a < after->n; a++) {
            if (after->at[a].other >= 0)
                continue;
            double like = text_likeness(before->at[b].words, after->at[a].words);
            if (like >= best) {
                best = like + 0.001; /* of equals the first */
                found = (int)a;
            }
        }
        pair(before, after, (int)b, found);
    }
}

void metrics_paired(struct visit *v, const struct entry *before, const struct entry *after,
                    struct metric_pairs *out)
{
    struct names b = names_of(v, before), a = names_of(v, after);

    *out = (struct metric_pairs){ 0 };
    for (size_t i = 0; i < a.n; i++)
        if (a.at[i].was)
            pair(&b, &a, lookup_find(&b.by_words, a.at[i].was), (int)i);
    for (size_t i = 0; i < a.n; i++)
        pair(&b, &a, lookup_find(&b.by_words, a.at[i].words), (int)i);
    pair_likest(&b, &a);
    for (size_t i = 0; i < b.n; i++)
        *arena_push(v->arena, out) = (struct metric_pair){
            b.at[i].words, b.at[i].other < 0 ? NULL : a.at[b.at[i].other].words
        };
}

static bool is_renamed(const struct metric_pair *p)
{
    return p->after && strcmp(p->before, p->after) != 0;
}

bool metrics_follow(struct visit *v, const struct entry *before, const struct entry *after)
{
    struct metric_pairs pairs;

    metrics_paired(v, before, after, &pairs);
    /* Two may change names with each other, so all step aside first: no words of a plan
     * begin with a line break. */
    for (size_t i = 0; i < pairs.n; i++)
        if (is_renamed(&pairs.at[i]) &&
            !metric_values_rename(v, before->id, pairs.at[i].before, text(v, "\n%zu", i)))
            return false;
    for (size_t i = 0; i < pairs.n; i++)
        if (is_renamed(&pairs.at[i]) &&
            !(metric_values_rename(v, before->id, text(v, "\n%zu", i), pairs.at[i].after) &&
              /* A year that has told of the new words, too, keeps both as they are. */
              metric_values_rename(v, before->id, text(v, "\n%zu", i), pairs.at[i].before)))
            return false;
    return true;
}

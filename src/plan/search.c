/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * From typed words to actions. */
#include "plan/search.h"

#include "base/text.h"
#include "plan/search.sql.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORDS_MOST = 8,
    FORMS_MOST = 6, /* the parameters of word_find */
    SHORT_WORD = 3, /* letters: a shorter word is "ja" or "on" */
    BEGINNING_LEAST = 3,
    LONG_WORD = 8 /* letters: two of them may be wrong */
};

struct hits {
    struct hit {
        int64_t number, weight;
    } *at;
    size_t n, cap;
};

/* ---- hits ---- */

/* "12:5 15:1" */
static void hits_read(struct visit *v, const char *s, struct hits *out)
{
    while (*s) {
        char *end;
        struct hit h = { .number = strtoll(s, &end, 10) };
        if (*end != ':')
            return;
        h.weight = strtoll(end + 1, &end, 10);
        *arena_push(v->arena, out) = h;
        s = end + (*end == ' ');
    }
}

static int by_number(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    return x->number < y->number ? -1 : x->number > y->number;
}

static int by_weight(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return by_number(a, b);
}

/* Each action once, in the order of numbers. */
static void hits_sum(struct hits *h)
{
    size_t n = 0;

    if (h->n)
        qsort(h->at, h->n, sizeof *h->at, by_number);
    for (size_t i = 0; i < h->n; i++) {
        if (n && h->at[n - 1].number == h->at[i].number)
            h->at[n - 1].weight += h->at[i].weight;
        else
            h->at[n++] = h->at[i];
    }
    h->n = n;
}

/* Keeps what both lists have; both stand in the order of numbers. */
static void hits_agree(struct hits *all, const struct hits *other)
{
    size_t n = 0;

    for (size_t i = 0, k = 0; i < all->n && k < other->n;) {
        if (all->at[i].number < other->at[k].number) {
            i++;
        } else if (all->at[i].number > other->at[k].number) {
            k++;
        } else {
            all->at[n] = all->at[i++];
            all->at[n++].weight += other->at[k++].weight;
        }
    }
    all->n = n;
}

/* ---- one word ---- */

/* Adds up what the rows of the index say; false words are not marked later. */
static void take(struct visit *v, struct search *s, const struct word_find_rows *rows,
                 struct hits *out)
{
    for (size_t i = 0; i < rows->n; i++) {
        hits_read(v, rows->at[i].hits, out);
        *arena_push(v->arena, &s->words) = (struct search_word){ rows->at[i].lemma, false };
    }
    hits_sum(out);
}

static bool find_forms(struct visit *v, struct search *s, int64_t plan, const struct lemmas *forms,
                       struct hits *out)
{
    const char *f[FORMS_MOST] = { "", "", "", "", "", "" };
    struct word_find_rows rows;
    size_t n = 0;

    for (size_t i = 0; i < forms->n && n < FORMS_MOST; i++)
        if (forms->at[i].weight == LEMMA_WHOLE)
            f[n++] = forms->at[i].text;
    if (!word_find(v, &rows, &(struct word_find_args){ plan, "action", f[0], f[1], f[2], f[3], f[4],
                                                       f[5] }))
        return false;
    take(v, s, &rows, out);
    return true;
}

/* "perhek%", with the signs of LIKE escaped. */
static const char *beginning(struct visit *v, const char *lower)
{
    char *out = arena_alloc(v->arena, strlen(lower) * 2 + 2);
    size_t n = 0;

    for (; *lower; lower++) {
        if (strchr("!%_", *lower))
            out[n++] = '!';
        out[n++] = *lower;
    }
    out[n] = '%';
    return out;
}

static bool find_beginning(struct visit *v, struct search *s, int64_t plan, const char *word,
                           struct hits *out)
{
    const char *lower = text_lower(v->arena, word);
    struct word_find_rows rows;

    if (text_length(lower) < BEGINNING_LEAST)
        return true;
    if (!word_find_beginning(v, &rows, plan, "action", beginning(v, lower)))
        return false;
    for (size_t i = 0; i < rows.n; i++)
        hits_read(v, rows.at[i].hits, out);
    hits_sum(out);
    if (rows.n)
        *arena_push(v->arena, &s->words) = (struct search_word){ lower, true };
    return true;
}

static bool find_parts(struct visit *v, struct search *s, int64_t plan, const struct lemmas *forms,
                       struct hits *out)
{
    size_t parts = 0;

    for (size_t i = 0; i < forms->n; i++) {
        if (forms->at[i].weight != LEMMA_PART)
            continue;
        struct lemma part = { .text = forms->at[i].text, .weight = LEMMA_WHOLE };
        struct hits some = { 0 };
        if (!find_forms(v, s, plan, &(struct lemmas){ &part, 1, 1 }, &some))
            return false;
        if (parts++)
            hits_agree(out, &some);
        else
            *out = some;
    }
    return true;
}

static bool find_word(struct visit *v, struct search *s, int64_t plan, const char *word,
                      struct hits *out)
{
    struct lemmas forms = { 0 };

    lemma_word(v, word, &forms);
    return find_forms(v, s, plan, &forms, out) &&
           (out->n || find_beginning(v, s, plan, word, out)) &&
           (out->n || find_parts(v, s, plan, &forms, out));
}

/* ---- all words ---- */

struct words {
    const char *at[WORDS_MOST];
    size_t n;
};

static bool is_short(const char *word)
{
    return text_length(word) < SHORT_WORD && !strpbrk(word, "0123456789");
}

static struct words words_of(struct visit *v, const char *asked)
{
    struct words all = { .n = 0 }, out = { .n = 0 };

    for (const char *begin; all.n < WORDS_MOST && lemma_next(&asked, &begin);)
        if ((size_t)(asked - begin) < LEMMA_WORD_MOST)
            all.at[all.n++] = arena_copy(v->arena, begin, (size_t)(asked - begin));
    for (size_t i = 0; i < all.n; i++)
        if (!is_short(all.at[i]))
            out.at[out.n++] = all.at[i];
    return out.n ? out : all;
}

static bool find_all(struct visit *v, struct search *s, int64_t plan, const struct words *words,
                     struct hits *all, bool missed[WORDS_MOST])
{
    for (size_t i = 0; i < words->n; i++) {
        struct hits some = { 0 };
        if (!find_word(v, s, plan, words->at[i], &some))
            return false;
        missed[i] = !some.n;
        if (i)
            hits_agree(all, &some);
        else
            *all = some;
    }
    return true;
}

/* ---- another spelling ---- */

/* The word of the index nearest to one that finds nothing; of two equally near
 * the one that leads to more. */
static bool nearest(struct visit *v, int64_t plan, const char *word, const char **out)
{
    struct word_list_rows list;
    const char *lower = text_lower(v->arena, word);
    size_t length = text_length(lower), best = (length < LONG_WORD ? 1 : 2) + 1;
    int64_t hits = 0;

    if (length < SHORT_WORD)
        return true;
    if (!word_list(v, &list, plan, "action", (int64_t)(length - best + 1),
                   (int64_t)(length + best - 1)))
        return false;
    for (size_t i = 0; i < list.n; i++) {
        size_t d = text_distance(lower, list.at[i].lemma, best);
        if (d > best || (d == best && (!*out || list.at[i].hits_n <= hits)))
            continue;
        best = d;
        hits = list.at[i].hits_n;
        *out = list.at[i].lemma;
    }
    return true;
}

/* Only what really finds something is worth suggesting. */
static bool suggest(struct visit *v, int64_t plan, const struct words *words,
                    const bool missed[WORDS_MOST], const char **out)
{
    struct words better = *words;
    struct search unused = { 0 };
    struct hits found = { 0 };
    bool again[WORDS_MOST];
    const char *all = "";

    for (size_t i = 0; i < words->n; i++) {
        const char *other = NULL;
        if (missed[i] && !nearest(v, plan, words->at[i], &other))
            return false;
        if (other)
            better.at[i] = other;
        all = text(v, "%s%s%s", all, i ? " " : "", better.at[i]);
    }
    if (!find_all(v, &unused, plan, &better, &found, again))
        return false;
    *out = found.n ? all : NULL;
    return true;
}

bool search_find(struct visit *v, int64_t plan, const char *asked, struct search *out)
{
    struct words words = words_of(v, asked);
    bool missed[WORDS_MOST] = { false };
    struct hits all = { 0 };

    *out = (struct search){ .asked = asked,
                            .hits = arena_alloc(v->arena, sizeof *out->hits) };
    if (!find_all(v, out, plan, &words, &all, missed))
        return false;
    if (all.n)
        qsort(all.at, all.n, sizeof *all.at, by_weight);
    out->found.n = all.n;
    out->found.at = arena_alloc(v->arena, (all.n + 1) * sizeof *out->found.at);
    for (size_t i = 0; i < all.n; i++)
        out->found.at[i] = all.at[i].number;
    return all.n || !words.n || suggest(v, plan, &words, missed, &out->suggestion);
}

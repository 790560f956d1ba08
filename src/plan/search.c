/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * From typed words to actions. */
#include "plan/search.h"

#include "base/text.h"
#include "plan/search.sql.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 8, FORMS_MOST = 6, SUGGEST_DISTANCE = 2 };

/* Rows found so far: number of an action to its weight; every word must agree. */
struct hits {
    struct word_find_row *at;
    size_t n;
};

/* Both lists stand in the order of row_id. */
static void agree(struct hits *all, const struct word_find_rows *rows, bool first)
{
    size_t n = 0;

    if (first) {
        *all = (struct hits){ rows->at, rows->n };
        return;
    }
    for (size_t i = 0, k = 0; i < all->n && k < rows->n;) {
        if (all->at[i].row_id < rows->at[k].row_id) {
            i++;
        } else if (all->at[i].row_id > rows->at[k].row_id) {
            k++;
        } else {
            all->at[n] = all->at[i++];
            all->at[n++].weight += rows->at[k++].weight;
        }
    }
    all->n = n;
}

/* "perhek" to "perhek%", with what LIKE would understand made plain. */
static const char *beginning(struct visit *v, const char *word)
{
    char *out = arena_alloc(v->arena, strlen(word) * 2 + 2);
    size_t n = 0;

    for (word = text_lower(v->arena, word); *word; word++) {
        if (strchr("!%_", *word))
            out[n++] = '!';
        out[n++] = *word;
    }
    out[n] = '%';
    return out;
}

static bool find_word(struct visit *v, int64_t plan, const char *word, const struct lemmas *forms,
                      struct word_find_rows *rows)
{
    const char *f[FORMS_MOST];

    for (size_t i = 0; i < FORMS_MOST; i++)
        f[i] = forms->at[i < forms->n ? i : 0].text;
    if (!word_find(v, rows, &(struct word_find_args){ plan, "action", f[0], f[1], f[2], f[3], f[4],
                                                      f[5] }))
        return false;
    return rows->n || text_length(word) < 3 ||
           word_find_beginning(v, rows, plan, "action", beginning(v, word));
}

/* The word of the index nearest to a word that finds nothing; the one with
 * more rows of two equally near. */
static const char *nearest(const struct word_list_rows *list, const char *word)
{
    const char *best = NULL;
    size_t best_distance = SUGGEST_DISTANCE + 1;
    int64_t best_n = 0;
    size_t length = text_length(word);

    for (size_t i = 0; i < list->n; i++) {
        size_t limit = length < 5 ? 1 : SUGGEST_DISTANCE;
        size_t d = text_distance(word, list->at[i].lemma, limit);
        if (d <= limit && (d < best_distance || (d == best_distance && list->at[i].n > best_n))) {
            best = list->at[i].lemma;
            best_distance = d;
            best_n = list->at[i].n;
        }
    }
    return best;
}

static int by_weight(const void *a, const void *b)
{
    const struct word_find_row *x = a, *y = b;

    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return x->row_id < y->row_id ? -1 : x->row_id > y->row_id;
}

static void keep(struct visit *v, struct search *out, struct hits *all)
{
    if (all->n)
        qsort(all->at, all->n, sizeof *all->at, by_weight);
    out->found.n = all->n;
    out->found.at = arena_alloc(v->arena, (all->n + 1) * sizeof *out->found.at);
    for (size_t i = 0; i < all->n; i++)
        out->found.at[i] = all->at[i].row_id;
}

bool search_find(struct visit *v, int64_t plan, const char *asked, struct search *out)
{
    struct hits all = { 0 };
    struct word_list_rows list = { 0 };
    const char *at = asked, *begin, *better = "";
    bool suggested = false;

    *out = (struct search){ .asked = asked };
    for (int i = 0; i < WORDS_MOST && lemma_next(&at, &begin); i++) {
        const char *word = arena_copy(v->arena, begin, (size_t)(at - begin));
        struct lemmas forms = { 0 };
        struct word_find_rows rows;
        lemma_word(v, word, &forms);
        if (!find_word(v, plan, word, &forms, &rows))
            return false;
        if (!rows.n && !list.n && !word_list(v, &list, plan, "action"))
            return false;
        const char *other = rows.n ? NULL : nearest(&list, text_lower(v->arena, word));
        suggested |= other != NULL;
        better = text(v, "%s%s%s", better, *better ? " " : "", other ? other : word);
        agree(&all, &rows, i == 0);
        for (size_t k = 0; k < forms.n; k++)
            *arena_push(v->arena, &out->words) = forms.at[k];
    }
    keep(v, out, &all);
    out->suggestion = suggested && !out->found.n ? better : NULL;
    return true;
}

static bool is_hit(struct visit *v, const struct search *s, const char *word)
{
    struct lemmas forms = { 0 };

    lemma_word(v, word, &forms);
    for (size_t i = 0; i < forms.n; i++)
        for (size_t k = 0; k < s->words.n; k++)
            if (strcmp(forms.at[i].text, s->words.at[k].text) == 0)
                return true;
    /* Found as the beginning of a word. */
    const char *lower = text_lower(v->arena, word);
    for (size_t k = 0; k < s->words.n; k++)
        if (text_length(s->words.at[k].text) >= 3 && text_begins(lower, s->words.at[k].text))
            return true;
    return false;
}

struct pieces search_mark(struct visit *v, const struct search *s, const char *words)
{
    struct pieces out = { 0 };
    const char *at = words, *begin, *from = words;

    while (s->words.n && lemma_next(&at, &begin)) {
        const char *word = arena_copy(v->arena, begin, (size_t)(at - begin));
        if (!is_hit(v, s, word))
            continue;
        if (begin > from)
            *arena_push(v->arena, &out) =
                (struct piece){ arena_copy(v->arena, from, (size_t)(begin - from)), false };
        *arena_push(v->arena, &out) = (struct piece){ word, true };
        from = at;
    }
    if (*from)
        *arena_push(v->arena, &out) = (struct piece){ from, false };
    return out;
}

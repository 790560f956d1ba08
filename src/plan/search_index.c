/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The index: for each action the forms of its words, with weights. */
#include "plan/search.h"
#include "plan/search.sql.h"

#include <string.h>

enum { TITLE = 4, OTHER = 1 };

/* Forms already found for a word: texts repeat themselves a lot. */
struct known_words {
    struct lookup at;
    struct {
        struct lemmas *at;
        size_t n, cap;
    } lists;
};

static const struct lemmas *forms(struct visit *v, struct known_words *known, const char *begin,
                                  size_t n)
{
    const char *word = arena_copy(v->arena, begin, n);
    int at = lookup_find(&known->at, word);

    if (at < 0) {
        at = (int)known->lists.n;
        lemma_word(v, word, arena_push(v->arena, &known->lists));
        lookup_put(v->arena, &known->at, word, at);
    }
    return &known->lists.at[at];
}

/* The words of one row with their weights. */
struct row_words {
    struct lookup seen;
    struct lemmas list;
};

static void collect(struct visit *v, struct known_words *known, struct row_words *row,
                    const char *words, int factor)
{
    const char *begin;

    while (lemma_next(&words, &begin)) {
        const struct lemmas *list = forms(v, known, begin, (size_t)(words - begin));
        for (size_t i = 0; i < list->n; i++) {
            int at = lookup_find(&row->seen, list->at[i].text);
            if (at < 0) {
                at = (int)row->list.n;
                *arena_push(v->arena, &row->list) = (struct lemma){ list->at[i].text, 0 };
                lookup_put(v->arena, &row->seen, list->at[i].text, at);
            }
            row->list.at[at].weight += list->at[i].weight * factor;
        }
    }
}

static bool store(struct visit *v, int64_t plan, int64_t number, const struct row_words *row)
{
    for (size_t i = 0; i < row->list.n; i++)
        if (!word_add(v, &(struct word_add_args){ plan, row->list.at[i].text, "action", number,
                                                  row->list.at[i].weight }))
            return false;
    return true;
}

/* Details stand in the order of entries, as the actions do. */
static size_t add_details(struct visit *v, struct known_words *known, struct row_words *row,
                          const struct search_actions_row *a,
                          const struct search_details_rows *details, size_t from)
{
    while (from < details->n && details->at[from].entry < a->entry)
        from++;
    for (size_t i = from; i < details->n && details->at[i].entry == a->entry; i++)
        if (details->at[i].action == DB_NULL || details->at[i].action == a->id)
            collect(v, known, row, details->at[i].words, OTHER);
    return from;
}

bool search_index(struct visit *v, int64_t plan)
{
    struct search_actions_rows actions;
    struct search_details_rows details;
    struct search_translations_rows others;
    struct known_words known = { 0 };
    size_t detail = 0;

    if (!word_clear(v, plan) || !search_actions(v, &actions, plan) ||
        !search_details(v, &details, plan) || !search_translations(v, &others, plan))
        return false;
    for (size_t i = 0; i < actions.n; i++) {
        const struct search_actions_row *a = &actions.at[i];
        struct row_words row = { 0 };
        collect(v, &known, &row, a->title, TITLE);
        collect(v, &known, &row, a->goal_title, OTHER);
        collect(v, &known, &row, a->organisation_name, OTHER);
        detail = add_details(v, &known, &row, a, &details, detail);
        for (size_t k = 0; k < others.n; k++)
            if (others.at[k].row_id == a->number)
                collect(v, &known, &row, others.at[k].words, TITLE);
        if (!store(v, plan, a->number, &row))
            return false;
    }
    return true;
}

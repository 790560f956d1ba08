/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The index: for each form of a word the actions where it stands, with weights.
 * It is made in memory whole and written once. */
#include "plan/search.h"

#include "base/lookup.h"
#include "plan/search.sql.h"

#include <stdlib.h>
#include <string.h>

/* What a form weighs in a title and in the other cells. */
enum { IN_TITLE = 4, IN_OTHERS = 1 };

/* Where a form leads; the actions come in the order of their numbers. */
struct posting {
    const char *lemma;
    bool is_word; /* not only the stem of some words */
    struct hit {
        int64_t number;
        int weight;
    } *at;
    size_t n, cap;
};

/* The forms of a word as it is written: texts repeat themselves a lot. */
struct word_forms {
    struct form {
        int posting, weight;
    } *at;
    size_t n, cap;
};

struct indexing {
    struct visit *v;
    int64_t number; /* of the action in hand */
    struct lookup words, lemmas;
    struct {
        struct word_forms *at;
        size_t n, cap;
    } forms;
    struct {
        struct posting *at;
        size_t n, cap;
    } postings;
    struct search_actions_rows actions;
    struct search_details_rows details;
    struct search_names_rows names;
};

static int posting_of(struct indexing *x, const char *lemma)
{
    int at = lookup_find(&x->lemmas, lemma);

    if (at < 0) {
        at = (int)x->postings.n;
        arena_push(x->v->arena, &x->postings)->lemma = lemma;
        lookup_put(x->v->arena, &x->lemmas, lemma, at);
    }
    return at;
}

static const struct word_forms *forms_of(struct indexing *x, const char *word)
{
    int at = lookup_find(&x->words, word);
    struct lemmas list = { 0 };

    if (at >= 0)
        return &x->forms.at[at];
    struct word_forms forms = { 0 };
    lemma_word(x->v, word, &list);
    for (size_t i = 0; i < list.n; i++) {
        int posting = posting_of(x, list.at[i].text);
        x->postings.at[posting].is_word |= !list.at[i].stem;
        *arena_push(x->v->arena, &forms) = (struct form){ posting, list.at[i].weight };
    }
    lookup_put(x->v->arena, &x->words, arena_strdup(x->v->arena, word), (int)x->forms.n);
    *arena_push(x->v->arena, &x->forms) = forms;
    return &x->forms.at[x->forms.n - 1];
}

static void hit(struct indexing *x, struct posting *p, int weight)
{
    if (!p->n || p->at[p->n - 1].number != x->number)
        *arena_push(x->v->arena, p) = (struct hit){ x->number, 0 };
    p->at[p->n - 1].weight += weight;
}

static void add_text(struct indexing *x, const char *words, int factor)
{
    char word[LEMMA_WORD_MOST];

    for (const char *begin; lemma_next(&words, &begin);) {
        size_t n = (size_t)(words - begin);
        if (n >= sizeof word)
            continue;
        memcpy(word, begin, n);
        word[n] = '\0';
        const struct word_forms *forms = forms_of(x, word);
        for (size_t i = 0; i < forms->n; i++)
            hit(x, &x->postings.at[forms->at[i].posting], forms->at[i].weight * factor);
    }
}

/* ---- the texts of an action ---- */

static int name_order(const struct search_names_row *r, const char *row_kind, int64_t row_id)
{
    int kind = strcmp(r->row_kind, row_kind);
    return kind ? kind : r->row_id < row_id ? -1 : r->row_id > row_id;
}

/* Names stand in the order of kind and id. */
static void add_names(struct indexing *x, const char *row_kind, int64_t row_id, int factor)
{
    size_t low = 0, high = x->names.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (name_order(&x->names.at[middle], row_kind, row_id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < x->names.n && name_order(&x->names.at[low], row_kind, row_id) == 0; low++)
        add_text(x, x->names.at[low].words, factor);
}

/* Details stand in the order of entries. */
static void add_details(struct indexing *x, int64_t entry, int64_t action)
{
    const struct search_details_row *at = x->details.at;
    size_t low = 0, high = x->details.n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (at[middle].entry < entry)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < x->details.n && at[low].entry == entry; low++)
        if (at[low].action == DB_NULL || at[low].action == action)
            add_text(x, at[low].words, IN_OTHERS);
}

/* ---- into the database ---- */

static bool store(struct indexing *x, int64_t plan, const struct posting *p, struct buf *hits)
{
    hits->n = 0;
    for (size_t i = 0; i < p->n; i++)
        buf_printf(hits, "%s%lld:%d", i ? " " : "", (long long)p->at[i].number, p->at[i].weight);
    return word_add(x->v, &(struct word_add_args){ plan, "action", p->lemma, hits->at,
                                                   (int64_t)p->n, p->is_word });
}

static bool store_all(struct indexing *x, int64_t plan)
{
    struct buf hits = buf_new((size_t)64 << 20);
    bool ok = true;

    for (size_t i = 0; ok && i < x->postings.n; i++)
        ok = store(x, plan, &x->postings.at[i], &hits);
    buf_free(&hits);
    return ok;
}

static void add_actions(struct indexing *x)
{
    struct visit *v = x->v;

    for (size_t i = 0; i < x->actions.n; i++) {
        const struct search_actions_row *a = &x->actions.at[i];
        visit_progress(v, tr(v, "Indexing"), i + 1, x->actions.n);
        x->number = a->number;
        add_text(x, a->title, IN_TITLE);
        add_names(x, "action", a->number, IN_TITLE);
        add_names(x, "goal", a->goal, IN_OTHERS);
        add_names(x, "organisation", a->organisation, IN_OTHERS);
        add_details(x, a->entry, a->id);
    }
}

bool search_index(struct visit *v, int64_t plan)
{
    struct indexing x = { .v = v };

    if (!word_clear(v, plan) || !search_actions(v, &x.actions, plan) ||
        !search_details(v, &x.details, plan) || !search_names(v, &x.names, plan))
        return false;
    add_actions(&x);
    return store_all(&x, plan);
}

/* ---- one entry ---- */

bool search_entry_read(struct visit *v, int64_t plan, int64_t entry, struct indexing **before)
{
    struct indexing *x = arena_alloc(v->arena, sizeof *x);

    x->v = v;
    *before = x;
    if (!search_actions_of(v, &x->actions, entry) || !search_details_of(v, &x->details, entry) ||
        !search_names_of(v, &x->names, plan, entry))
        return false;
    add_actions(x);
    return true;
}

static const struct posting *posting_find(const struct indexing *x, const char *lemma)
{
    static const struct posting none = { 0 };
    int at = lookup_find(&x->lemmas, lemma);
    return at < 0 ? &none : &x->postings.at[at];
}

static bool postings_same(const struct posting *a, const struct posting *b)
{
    for (size_t i = 0; a->n == b->n && i < a->n; i++)
        if (a->at[i].number != b->at[i].number || a->at[i].weight != b->at[i].weight)
            return false;
    return a->n == b->n;
}

static bool has_number(const struct posting *p, int64_t number)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->at[i].number == number)
            return true;
    return false;
}

static void put_hit(struct buf *out, int64_t *n, int64_t number, long weight)
{
    buf_printf(out, "%s%lld:%ld", (*n)++ ? " " : "", (long long)number, weight);
}

/* The hits of a word without those of `old` and with those of `new`; numbers rise. */
static int64_t splice(const char *hits, const struct posting *old, const struct posting *new,
                      struct buf *out)
{
    int64_t n = 0;
    size_t next = 0;
    char *end;

    for (const char *at = hits; *at; at = *end ? end + 1 : end) {
        int64_t number = strtoll(at, &end, 10);
        long weight = strtol(end + (*end == ':'), &end, 10);
        for (; next < new->n && new->at[next].number <= number; next++)
            put_hit(out, &n, new->at[next].number, new->at[next].weight);
        if (!has_number(old, number) && !has_number(new, number))
            put_hit(out, &n, number, weight);
    }
    for (; next < new->n; next++)
        put_hit(out, &n, new->at[next].number, new->at[next].weight);
    return n;
}

static bool change_word(struct visit *v, int64_t plan, const char *lemma,
                        const struct posting *old, const struct posting *new, struct buf *out)
{
    struct word_hits_row *row;

    if (postings_same(old, new))
        return true;
    if (!word_hits(v, &row, plan, "action", lemma))
        return false;
    out->n = 0;
    int64_t n = splice(row ? row->hits : "", old, new, out);
    return n ? word_set(v, &(struct word_set_args){ plan, "action", lemma, out->at, n,
                                                    new->is_word })
             : word_delete(v, plan, "action", lemma);
}

bool search_entry_changed(struct visit *v, int64_t plan, int64_t entry,
                          const struct indexing *before)
{
    struct buf hits = buf_new((size_t)64 << 20);
    struct indexing *x;
    bool ok = search_entry_read(v, plan, entry, &x);

    for (size_t i = 0; ok && i < x->postings.n; i++) {
        const struct posting *p = &x->postings.at[i];
        ok = change_word(v, plan, p->lemma, posting_find(before, p->lemma), p, &hits);
    }
    for (size_t i = 0; ok && i < before->postings.n; i++) {
        const struct posting *p = &before->postings.at[i];
        if (lookup_find(&x->lemmas, p->lemma) < 0)
            ok = change_word(v, plan, p->lemma, p, posting_find(x, p->lemma), &hits);
    }
    buf_free(&hits);
    return ok;
}

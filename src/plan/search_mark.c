/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Shows in a text where the words are that were looked for. */
#include "base/text.h"
#include "plan/search.h"

#include <string.h>

/* How much of a long text is shown around its first hit, in characters. */
enum { BEFORE_HIT = 50, LINE = 160 };

static bool same(const struct search_word *w, const char *form)
{
    return w->beginning ? text_begins(form, w->text) : strcmp(form, w->text) == 0;
}

static bool has_form(struct visit *v, const struct search *s, const char *word)
{
    struct lemmas forms = { 0 };

    lemma_word(v, word, &forms);
    for (size_t i = 0; i < forms.n; i++)
        for (size_t k = 0; k < s->words.n; k++)
            if (same(&s->words.at[k], forms.at[i].text))
                return true;
    return false;
}

/* Each word is looked at once: texts repeat themselves a lot. */
static bool is_hit(struct visit *v, const struct search *s, const char *at, size_t n)
{
    char word[LEMMA_WORD_MOST];

    if (n >= sizeof word)
        return false;
    memcpy(word, at, n);
    word[n] = '\0';
    int known = lookup_find(s->hits, word);
    if (known < 0) {
        known = has_form(v, s, word);
        lookup_put(v->arena, s->hits, arena_strdup(v->arena, word), known);
    }
    return known;
}

static void add(struct visit *v, struct pieces *out, const char *from, const char *until, bool hit)
{
    if (until > from)
        *arena_push(v->arena, out) =
            (struct piece){ arena_copy(v->arena, from, (size_t)(until - from)), hit };
    out->hit |= hit;
}

struct pieces search_mark(struct visit *v, const struct search *s, const char *words)
{
    struct pieces out = { 0 };
    const char *at = words, *begin, *from = words;

    while (s->words.n && lemma_next(&at, &begin)) {
        if (!is_hit(v, s, begin, (size_t)(at - begin)))
            continue;
        add(v, &out, from, begin, false);
        add(v, &out, begin, at, true);
        from = at;
    }
    add(v, &out, from, from + strlen(from), false);
    return out;
}

/* The last n characters, from the beginning of a word. */
static const char *tail(struct visit *v, const char *s, size_t n)
{
    size_t length = text_length(s);

    if (length <= n)
        return s;
    for (; length > n; length--)
        text_next(&s);
    while (*s && !text_is_space((unsigned char)*s))
        text_next(&s);
    return text(v, "…%s", s);
}

struct pieces search_line(struct visit *v, const struct search *s, const char *words)
{
    struct pieces all = search_mark(v, s, text_squeeze(v->arena, words)), out = { .hit = all.hit };
    size_t room = LINE;

    for (size_t i = 0; i < all.n && room; i++) {
        struct piece p = all.at[i];
        if (i == 0 && !p.hit && all.hit)
            p.text = tail(v, p.text, BEFORE_HIT);
        size_t n = text_length(p.text);
        if (n > room && !p.hit)
            p.text = text_cut(v->arena, p.text, room);
        room -= n < room ? n : room;
        *arena_push(v->arena, &out) = p;
    }
    return out;
}

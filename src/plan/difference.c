/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The longest common run of words, by the table that everybody uses; texts of
 * a plan are short, and the table has a limit. */
#include "plan/difference.h"

#include "base/text.h"

#include <string.h>

enum { WORDS_MOST = 400 };

/* A word with the white space after it. */
struct token {
    const char *at;
    size_t n, word; /* bytes in all and without the white space */
};

struct tokens {
    struct token *at;
    size_t n, cap;
};

static struct tokens tokens_of(struct visit *v, const char *s)
{
    struct tokens out = { 0 };

    while (*s && out.n <= WORDS_MOST) {
        size_t word = strcspn(s, " \t\n"), n = word + strspn(s + word, " \t\n");
        *arena_push(v->arena, &out) = (struct token){ s, n, word };
        s += n;
    }
    return out;
}

static bool same(const struct token *a, const struct token *b)
{
    return a->word == b->word && memcmp(a->at, b->at, a->word) == 0;
}

/* Pieces of one kind that follow each other become one. */
static void add(struct visit *v, struct differences *out, int kind, const char *at, size_t n)
{
    struct difference *last = out->n ? &out->at[out->n - 1] : NULL;
    const char *piece = arena_copy(v->arena, at, n);

    if (n && last && (int)last->kind == kind)
        last->text = text(v, "%s%s", last->text, piece);
    else if (n)
        *arena_push(v->arena, out) = (struct difference){ kind, piece };
}

static void add_all(struct visit *v, struct differences *out, const char *before,
                    const char *after)
{
    if (before)
        add(v, out, TEXT_GONE, before, strlen(before));
    if (before && *before && after && *after)
        add(v, out, TEXT_SAME, "\n", 1);
    if (after)
        add(v, out, TEXT_NEW, after, strlen(after));
}

/* length[i][j]: common words of a from i and b from j. */
static uint16_t *common(struct visit *v, const struct tokens *a, const struct tokens *b)
{
    size_t width = b->n + 1;
    uint16_t *length = arena_alloc(v->arena, (a->n + 1) * width * sizeof *length);

    for (size_t i = a->n; i-- > 0;)
        for (size_t j = b->n; j-- > 0;) {
            uint16_t down = length[(i + 1) * width + j], right = length[i * width + j + 1];
            length[i * width + j] = same(&a->at[i], &b->at[j])
                                        ? (uint16_t)(length[(i + 1) * width + j + 1] + 1)
                                        : (down > right ? down : right);
        }
    return length;
}

static void walk(struct visit *v, const struct tokens *a, const struct tokens *b,
                 const uint16_t *length, struct differences *out)
{
    size_t i = 0, j = 0, width = b->n + 1;

    while (i < a->n || j < b->n) {
        if (i < a->n && j < b->n && same(&a->at[i], &b->at[j])) {
            /* A line of a list keeps its end also when it is now the last. */
            const struct token *t = a->at[i].n > b->at[j].n ? &a->at[i] : &b->at[j];
            add(v, out, TEXT_SAME, t->at, t->n);
            i++;
            j++;
        } else if (j == b->n || (i < a->n && length[(i + 1) * width + j] >=
                                                  length[i * width + j + 1])) {
            add(v, out, TEXT_GONE, a->at[i].at, a->at[i].n);
            i++;
        } else {
            add(v, out, TEXT_NEW, b->at[j].at, b->at[j].n);
            j++;
        }
    }
}

/* White space at the end of a change is not worth marking. */
static struct differences tidy(struct visit *v, const struct differences *list)
{
    struct differences out = { 0 };

    for (size_t i = 0; i < list->n; i++) {
        const char *s = list->at[i].text;
        size_t n = strlen(s), word = n;
        while (word && strchr(" \t\n", s[word - 1]))
            word--;
        if (list->at[i].kind == TEXT_SAME)
            word = n;
        add(v, &out, list->at[i].kind, s, word);
        add(v, &out, TEXT_SAME, s + word, n - word);
    }
    return out;
}

struct differences difference_words(struct visit *v, const char *before, const char *after)
{
    struct differences out = { 0 };
    struct tokens a = tokens_of(v, before ? before : ""), b = tokens_of(v, after ? after : "");
    size_t longer = a.n > b.n ? a.n : b.n;

    if (a.n == 0 || b.n == 0 || longer > WORDS_MOST) {
        add_all(v, &out, before, after);
        return tidy(v, &out);
    }
    const uint16_t *length = common(v, &a, &b);
    /* Under a third in common, single words between changes say nothing. */
    if ((size_t)length[0] * 3 < longer)
        add_all(v, &out, before, after);
    else
        walk(v, &a, &b, length, &out);
    return tidy(v, &out);
}

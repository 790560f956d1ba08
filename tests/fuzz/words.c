/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What people type and what plans hold: the first line is looked for in the rest,
 * and compared with it. Marking loses no letter, comparing no word. */
#include "base/text.h"
#include "plan/difference.h"
#include "plan/search.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct search asked_for(struct visit *v, const char *words)
{
    struct search s = { .asked = words, .hits = arena_alloc(v->arena, sizeof *s.hits) };

    for (const char *begin; lemma_next(&words, &begin);) {
        struct lemmas forms = { 0 };
        assert(begin < words);
        lemma_word(v, arena_copy(v->arena, begin, (size_t)(words - begin)), &forms);
        for (size_t i = 0; i < forms.n; i++)
            *arena_push(v->arena, &s.words) = (struct search_word){ forms.at[i].text, i % 2 };
    }
    return s;
}

static void mark(struct visit *v, const struct search *s, const char *words)
{
    struct pieces marked = search_mark(v, s, words), line = search_line(v, s, words);
    const char *at = words;

    for (size_t i = 0; i < marked.n; i++) {
        size_t n = strlen(marked.at[i].text);
        assert(n && strncmp(at, marked.at[i].text, n) == 0);
        at += n;
    }
    assert(!*at);
    for (size_t i = 0; i < line.n; i++)
        assert(text_valid(line.at[i].text, strlen(line.at[i].text)));
}

static void compare(struct visit *v, const char *before, const char *after)
{
    struct differences d = difference_words(v, before, after);
    const char *old_text = "", *new_text = "";

    for (size_t i = 0; i < d.n; i++) {
        if (d.at[i].kind != TEXT_NEW)
            old_text = text(v, "%s%s", old_text, d.at[i].text);
        if (d.at[i].kind != TEXT_GONE)
            new_text = text(v, "%s%s", new_text, d.at[i].text);
    }
    assert(text_same(old_text, before));
    assert(text_same(new_text, after));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct visit v = visit_new();
    const char *all = text_clean(v.arena, (const char *)data, size < 4096 ? size : 4096);
    size_t n = strcspn(all, "\n");
    const char *first = arena_copy(v.arena, all, n), *rest = all[n] ? all + n + 1 : "";
    struct search s = asked_for(&v, first);

    mark(&v, &s, rest);
    compare(&v, first, rest);
    visit_end(&v);
    return 0;
}

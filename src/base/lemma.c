/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/lemma.h"

#include "base/lookup.h"
#include "base/text.h"

#include <libstemmer.h>
#include <libvoikko/voikko.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MOST = 100, ANALYSES_MOST = 3, PART_LEAST = 3 };

/* Neither library may be shared between threads. */
static _Thread_local struct {
    struct VoikkoHandle *voikko;
    struct sb_stemmer *swedish;
    bool tried;
} mine;

static pthread_key_t at_thread_end;

static void close_handles(void *unused)
{
    (void)unused;
    if (mine.voikko)
        voikkoTerminate(mine.voikko);
    if (mine.swedish)
        sb_stemmer_delete(mine.swedish);
    memset(&mine, 0, sizeof mine);
}

static void close_at_exit(void)
{
    close_handles(NULL);
}

static void make_key(void)
{
    pthread_key_create(&at_thread_end, close_handles);
    atexit(close_at_exit);
}

static void open_handles(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    const char *error = NULL;

    if (mine.tried)
        return;
    pthread_once(&once, make_key);
    pthread_mutex_lock(&lock);
    mine.tried = true;
    mine.voikko = voikkoInit(&error, "fi", NULL);
    mine.swedish = sb_stemmer_new("swedish", "UTF_8");
    pthread_mutex_unlock(&lock);
    pthread_setspecific(at_thread_end, &mine);
}

bool lemma_knows_finnish(void)
{
    open_handles();
    return mine.voikko != NULL;
}

static void add(struct visit *v, struct lemmas *out, const char *at, size_t n, int weight)
{
    const char *s = text_lower(v->arena, arena_copy(v->arena, at, n));

    for (size_t i = 0; i < out->n; i++)
        if (strcmp(out->at[i].text, s) == 0) {
            if (out->at[i].weight < weight)
                out->at[i].weight = weight;
            return;
        }
    if (*s)
        *arena_push(v->arena, out) = (struct lemma){ s, weight };
}

/* "+nuoriso(nuoriso)+valtuusto(valtuusto)": the dictionary form of each part
 * stands in brackets. One that begins with + is an ending, not a word. */
static void add_parts(struct visit *v, struct lemmas *out, const char *bases)
{
    for (const char *open; (open = strchr(bases, '(')); ) {
        const char *close = strchr(open, ')');
        if (!close)
            return;
        char part[WORD_MOST];
        size_t n = 0;
        for (const char *p = open + 1; p < close && n < sizeof part; p++)
            if (*p != '=')
                part[n++] = *p;
        if (open[1] != '+' && n >= PART_LEAST)
            add(v, out, part, n, 1);
        bases = close;
    }
}

static bool finnish(struct visit *v, const char *word, struct lemmas *out)
{
    struct voikko_mor_analysis **all =
        mine.voikko ? voikkoAnalyzeWordCstr(mine.voikko, word) : NULL;
    bool known = all && all[0];

    for (size_t i = 0; all && all[i] && i < ANALYSES_MOST; i++) {
        char *base = voikko_mor_analysis_value_cstr(all[i], "BASEFORM");
        char *parts = voikko_mor_analysis_value_cstr(all[i], "WORDBASES");
        if (base)
            add(v, out, base, strlen(base), 3);
        if (parts)
            add_parts(v, out, parts);
        if (base)
            voikko_free_mor_analysis_value_cstr(base);
        if (parts)
            voikko_free_mor_analysis_value_cstr(parts);
    }
    if (all)
        voikko_free_mor_analysis(all);
    return known;
}

static void swedish(struct visit *v, const char *word, struct lemmas *out)
{
    if (!mine.swedish)
        return;
    const sb_symbol *stem =
        sb_stemmer_stem(mine.swedish, (const sb_symbol *)word, (int)strlen(word));
    if (stem)
        add(v, out, (const char *)stem, (size_t)sb_stemmer_length(mine.swedish), 3);
}

/* A word without hyphens, or the whole of one with them. */
static void whole(struct visit *v, const char *word, struct lemmas *out)
{
    if (!finnish(v, word, out))
        swedish(v, text_lower(v->arena, word), out);
}

void lemma_word(struct visit *v, const char *word, struct lemmas *out)
{
    open_handles();
    if (strlen(word) >= WORD_MOST)
        word = arena_copy(v->arena, word, 0); /* no word of a language is so long */
    add(v, out, word, strlen(word), 3);
    whole(v, word, out);
    /* "LAPE-kärkihankkeeseen" is unknown as a whole, its parts are not. */
    if (strchr(word, '-'))
        for (const char *p = word; *p;) {
            size_t n = strcspn(p, "-");
            const char *piece = arena_copy(v->arena, p, n);
            if (n >= PART_LEAST) {
                add(v, out, piece, n, 1);
                whole(v, piece, out);
            }
            p += n + (p[n] == '-');
        }
}

static bool of_word(uint32_t c)
{
    return text_is_letter(c) || text_is_digit(c);
}

bool lemma_next(const char **at, const char **begin)
{
    const char *p = *at, *end = NULL;

    *begin = NULL;
    for (uint32_t c; *p; ) {
        const char *here = p;
        c = text_next(&p);
        if (of_word(c)) {
            if (!*begin)
                *begin = here;
            end = p;
        } else if (*begin && !(c == '-' && end == here)) {
            break;
        }
    }
    *at = end ? end : p;
    return *begin != NULL;
}

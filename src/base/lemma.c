/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/lemma.h"

#include "base/text.h"

#include <libstemmer.h>
#include <libvoikko/voikko.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    ANALYSES_MOST = 3,
    PART_LEAST = 3,     /* bytes of a part of a compound */
    HYPHENED_LEAST = 2, /* the same between hyphens: "4H-yhdistys" */
    KNOWN_SLOTS = 8192
};

/* Neither library may be shared between threads. */
static _Thread_local struct {
    struct VoikkoHandle *voikko;
    struct sb_stemmer *swedish;
    char **known; /* the words met so far, see remember() */
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
    for (size_t i = 0; mine.known && i < KNOWN_SLOTS; i++)
        free(mine.known[i]);
    free(mine.known);
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
    const char *wish = getenv("VOINTI_VOIKKO");
    mine.tried = true;
    mine.voikko = wish && strcmp(wish, "off") == 0 ? NULL : voikkoInit(&error, "fi", NULL);
    mine.swedish = sb_stemmer_new("swedish", "UTF_8");
    mine.known = calloc(KNOWN_SLOTS, sizeof *mine.known);
    pthread_mutex_unlock(&lock);
    if (!mine.swedish || !mine.known)
        abort();
    pthread_setspecific(at_thread_end, &mine);
}

bool lemma_knows_finnish(void)
{
    open_handles();
    return mine.voikko != NULL;
}

/* ---- the forms of a word ---- */

static void add(struct visit *v, struct lemmas *out, size_t from, const char *at, size_t n,
                int weight)
{
    const char *s = text_lower(v->arena, arena_copy(v->arena, at, n));

    for (size_t i = from; i < out->n; i++)
        if (strcmp(out->at[i].text, s) == 0) {
            if (out->at[i].weight < weight)
                out->at[i].weight = weight;
            return;
        }
    if (*s)
        *arena_push(v->arena, out) = (struct lemma){ .text = s, .weight = weight };
}

/* "+nuoriso(nuoriso)+valtuusto(valtuusto)": the dictionary form of each part
 * stands in brackets. One that begins with + is an ending, not a word. */
static void add_parts(struct visit *v, struct lemmas *out, size_t from, const char *bases)
{
    for (const char *open; (open = strchr(bases, '('));) {
        const char *close = strchr(open, ')');
        if (!close)
            return;
        char part[LEMMA_WORD_MOST];
        size_t n = 0;
        for (const char *p = open + 1; p < close && n < sizeof part; p++)
            if (*p != '=')
                part[n++] = *p;
        if (open[1] != '+' && n >= PART_LEAST)
            add(v, out, from, part, n, LEMMA_PART);
        bases = close;
    }
}

static bool finnish(struct visit *v, const char *word, struct lemmas *out, size_t from, int weight)
{
    struct voikko_mor_analysis **all =
        mine.voikko ? voikkoAnalyzeWordCstr(mine.voikko, word) : NULL;
    bool known = all && all[0];

    for (size_t i = 0; all && all[i] && i < ANALYSES_MOST; i++) {
        char *base = voikko_mor_analysis_value_cstr(all[i], "BASEFORM");
        char *parts = voikko_mor_analysis_value_cstr(all[i], "WORDBASES");
        if (base)
            add(v, out, from, base, strlen(base), weight);
        if (parts)
            add_parts(v, out, from, parts);
        if (base)
            voikko_free_mor_analysis_value_cstr(base);
        if (parts)
            voikko_free_mor_analysis_value_cstr(parts);
    }
    if (all)
        voikko_free_mor_analysis(all);
    return known;
}

bool lemma_is_common(const char *word)
{
    bool known = lemma_knows_finnish() && strlen(word) < LEMMA_WORD_MOST, common = known;
    struct voikko_mor_analysis **all = known ? voikkoAnalyzeWordCstr(mine.voikko, word) : NULL;

    for (size_t i = 0; all && all[i] && i < ANALYSES_MOST; i++) {
        char *class = voikko_mor_analysis_value_cstr(all[i], "CLASS");
        common &= class && !text_ends(class, "nimi"); /* etunimi, sukunimi, paikannimi, nimi */
        if (class)
            voikko_free_mor_analysis_value_cstr(class);
    }
    common &= all && all[0];
    if (all)
        voikko_free_mor_analysis(all);
    return common;
}

/* "skolan" to "skola", "mötet" to "möt": the definite forms that the stemmer leaves. */
static const char *indefinite(struct visit *v, const char *stem)
{
    size_t n = strlen(stem), cut = text_ends(stem, "an") ? 1 : text_ends(stem, "et") ? 2 : 0;
    return cut && n > 4 ? arena_copy(v->arena, stem, n - cut) : stem;
}

/* Until nothing more comes off: "ungdomars", "ungdomar", "ungdom". */
static void swedish(struct visit *v, const char *word, struct lemmas *out, size_t from, int weight)
{
    const char *stem = text_lower(v->arena, word);

    for (size_t n = 0; n != strlen(stem);) {
        n = strlen(stem);
        const sb_symbol *s = sb_stemmer_stem(mine.swedish, (const sb_symbol *)stem, (int)n);
        if (!s)
            abort(); /* out of memory */
        stem = indefinite(v, arena_copy(v->arena, (const char *)s,
                                        (size_t)sb_stemmer_length(mine.swedish)));
    }
    size_t n = out->n;
    add(v, out, from, stem, strlen(stem), weight);
    if (out->n > n) /* else it is the word itself */
        out->at[n].stem = true;
}

static void forms(struct visit *v, const char *word, struct lemmas *out, size_t from, int weight)
{
    add(v, out, from, word, strlen(word), weight);
    if (!finnish(v, word, out, from, weight))
        swedish(v, word, out, from, weight);
}

/* "LAPE-kärkihankkeeseen" is unknown as a whole, its parts are not. */
static void analyse(struct visit *v, const char *word, struct lemmas *out, size_t from)
{
    forms(v, word, out, from, LEMMA_WHOLE);
    for (const char *p = strchr(word, '-') ? word : ""; *p;) {
        size_t n = strcspn(p, "-");
        if (n >= HYPHENED_LEAST)
            forms(v, arena_copy(v->arena, p, n), out, from, LEMMA_PART);
        p += n + (p[n] == '-');
    }
}

/* ---- words met before ---- */

static char **slot_of(const char *word)
{
    uint32_t h = 2166136261u;
    for (const char *p = word; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    return &mine.known[(h ^ h >> 15) % KNOWN_SLOTS];
}

/* The word, then each form after its weight, a digit, or a letter for a stem;
 * every text ends in NUL, the whole in another. Of two words with one slot the
 * later one stays. */
static void remember(char **slot, const char *word, const struct lemmas *list, size_t from)
{
    struct buf b = buf_new(1 << 16);

    buf_put(&b, word, strlen(word) + 1);
    for (size_t i = from; i < list->n; i++) {
        buf_putc(&b, (char)((list->at[i].stem ? 'a' : '0') + list->at[i].weight));
        buf_put(&b, list->at[i].text, strlen(list->at[i].text) + 1);
    }
    buf_putc(&b, '\0');
    free(*slot);
    *slot = realloc(b.at, b.n); /* a buffer is roomy, and there are many of these */
    if (!*slot)
        abort();
}

static void recall(struct visit *v, const char *kept, struct lemmas *out)
{
    for (const char *p = kept + strlen(kept) + 1; *p; p += strlen(p) + 1)
        *arena_push(v->arena, out) = (struct lemma){
            .text = arena_strdup(v->arena, p + 1),
            .weight = *p - (*p >= 'a' ? 'a' : '0'),
            .stem = *p >= 'a',
        };
}

void lemma_word(struct visit *v, const char *word, struct lemmas *out)
{
    size_t from = out->n;

    open_handles();
    if (!*word || strlen(word) >= LEMMA_WORD_MOST)
        return;
    char **slot = slot_of(word);
    if (*slot && strcmp(*slot, word) == 0) {
        recall(v, *slot, out);
    } else {
        analyse(v, word, out, from);
        remember(slot, word, out, from);
    }
}

/* ---- the words of a text ---- */

static bool of_word(uint32_t c)
{
    return text_is_letter(c) || text_is_digit(c);
}

bool lemma_next(const char **at, const char **begin)
{
    const char *p = *at, *end = NULL;

    *begin = NULL;
    while (*p) {
        const char *here = p;
        uint32_t c = text_next(&p);
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

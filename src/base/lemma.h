/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Words as a dictionary has them, so that "lapsi" finds "lasten" and
 * "valtuusto" finds "nuorisovaltuuston". Finnish by libvoikko (voikko-fi), what
 * it does not know by the Swedish stemmer of libstemmer. Without voikko-fi
 * plain words are left. Each thread has its own handles and remembers the words
 * it has met, because texts repeat themselves and an analysis takes 15 µs. */
#ifndef BASE_LEMMA_H
#define BASE_LEMMA_H

#include "base/visit.h"

/* A longer run of letters is no word of a language: it is passed over. */
enum { LEMMA_WORD_MOST = 100 };

enum { LEMMA_WHOLE = 3, LEMMA_PART = 1 };

struct lemma {
    const char *text; /* lower case */
    int weight;       /* LEMMA_WHOLE: the word or its dictionary form; LEMMA_PART: of a compound */
    bool stem;        /* without its ending: no word that people write */
};

struct lemmas {
    struct lemma *at; /* each once */
    size_t n, cap;
};

/* Whether Finnish is understood (voikko-fi is installed). VOINTI_VOIKKO=off in
 * the environment stands in for a machine without it. */
bool lemma_knows_finnish(void);

/* Adds the forms of one word of letters, digits and hyphens: the word itself
 * first. Nothing for a word of LEMMA_WORD_MOST bytes or more. */
void lemma_word(struct visit *v, const char *word, struct lemmas *out);

/* Whether Finnish has the word and it can't be a name: "Hankitaan", not "Kotkan" or
 * "Mikko". False for words that are not Finnish, and where Finnish is not understood. */
bool lemma_is_common(const char *word);

/* The next word of a text, or false at its end. *at moves on; the word is
 * [*begin, *at). Hyphens inside belong to it. */
bool lemma_next(const char **at, const char **begin);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Words as a dictionary has them, so that "lapsi" finds "lasten" and
 * "valtuusto" finds "nuorisovaltuuston". Finnish by libvoikko (voikko-fi), what
 * it does not know by the Swedish stemmer of libstemmer. Without voikko-fi
 * plain words are left. Each thread has its own handles. */
#ifndef BASE_LEMMA_H
#define BASE_LEMMA_H

#include "base/visit.h"

struct lemma {
    const char *text; /* lower case */
    int weight;       /* 3 the word itself or its dictionary form, 1 a part of a compound */
};

struct lemmas {
    struct lemma *at; /* each once */
    size_t n, cap;
};

/* Whether Finnish is understood (voikko-fi is installed). */
bool lemma_knows_finnish(void);

/* One word: letters, digits and hyphens. At least the word itself. */
void lemma_word(struct visit *v, const char *word, struct lemmas *out);

/* The next word of a text, or false at its end. *at moves on; the word is
 * [*begin, *at). Hyphens inside belong to it. */
bool lemma_next(const char **at, const char **begin);

#endif

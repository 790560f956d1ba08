/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Finding actions by words: "lapsi" finds "lasten". */
#ifndef PLAN_SEARCH_H
#define PLAN_SEARCH_H

#include "base/lemma.h"
#include "base/lookup.h"

/* Makes the index of a plan anew; inside a write transaction. */
bool search_index(struct visit *v, int64_t plan);

/* What somebody looks for. */
struct search {
    const char *asked;      /* as typed */
    struct lemmas words;    /* all forms of all words, to mark them in a text */
    struct {
        int64_t *at;        /* numbers of actions, best first */
        size_t n;
    } found;
    const char *suggestion; /* another spelling that would find something; NULL */
};

/* Actions that hold every word, in any form; a word that none holds is tried as
 * the beginning of words. */
bool search_find(struct visit *v, int64_t plan, const char *asked, struct search *out);

/* A text in pieces, those marked that are what was looked for. */
struct pieces {
    struct piece {
        const char *text;
        bool hit;
    } *at;
    size_t n, cap;
};
struct pieces search_mark(struct visit *v, const struct search *s, const char *text);

#endif

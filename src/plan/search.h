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

/* What the index has of one entry's actions: read before a change and given back after it,
 * so that a save costs as little in a large plan as in a small one. Whether a form is a
 * word fit to suggest is not taken back until the index is made anew. */
struct indexing;
bool search_entry_read(struct visit *v, int64_t plan, int64_t entry, struct indexing **before);
bool search_entry_changed(struct visit *v, int64_t plan, int64_t entry,
                          const struct indexing *before);

/* What somebody looks for. */
struct search {
    const char *asked; /* as typed */
    struct {
        struct search_word {
            const char *text; /* lower case */
            bool beginning;   /* words that begin so are hits too */
        } *at;
        size_t n, cap;
    } words;             /* what the index knew of it */
    struct lookup *hits; /* words of texts: 1 is a hit, 0 is none; search_mark() fills it */
    struct {
        int64_t *at; /* numbers of actions, best first */
        size_t n;
    } found;
    const char *suggestion; /* another spelling, which finds something; NULL */
};

/* The actions that hold every word, in any form. A word that none holds is
 * tried as the beginning of words, then as a compound whose parts may stand
 * apart. Words of one or two letters count only where there are no others; past
 * the eighth word nothing is read. Nothing to look for finds nothing. */
bool search_find(struct visit *v, int64_t plan, const char *asked, struct search *out);

/* A text in pieces, those marked that are what was looked for. */
struct pieces {
    struct piece {
        const char *text;
        bool hit;
    } *at;
    size_t n, cap;
    bool hit; /* any of them */
};
struct pieces search_mark(struct visit *v, const struct search *s, const char *words);
/* The part of a long text around its first hit, on one line. */
struct pieces search_line(struct visit *v, const struct search *s, const char *words);

#endif

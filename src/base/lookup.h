/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Finds the number of a text fast: a hash table from text to int, for lists
 * that would otherwise be searched once for each of their elements. Starts as
 * { 0 }; lives in an arena; nothing is ever taken out. */
#ifndef BASE_LOOKUP_H
#define BASE_LOOKUP_H

#include "base/arena.h"

struct lookup {
    struct lookup_slot {
        const char *key; /* NULL: free */
        int value;
    } *slots;
    size_t n, cap;
};

/* Keeps the key's pointer, not a copy; a key put again gets the new value. */
void lookup_put(struct arena *a, struct lookup *x, const char *key, int value);
/* -1 when the key was never put. */
int lookup_find(const struct lookup *x, const char *key);

#endif

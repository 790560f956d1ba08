/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/lookup.h"

#include <stdint.h>
#include <string.h>

/* FNV-1a, its high bits folded in: slots are chosen by the low ones. */
static size_t hash(const char *key)
{
    uint64_t h = 14695981039346656037u;
    for (const unsigned char *p = (const unsigned char *)key; *p; p++)
        h = (h ^ *p) * 1099511628211u;
    return (size_t)(h ^ h >> 32);
}

/* The slot of a key, or the free one where it would go; cap is a power of two. */
static struct lookup_slot *slot_of(const struct lookup *x, const char *key)
{
    for (size_t i = hash(key);; i++) {
        struct lookup_slot *slot = &x->slots[i & (x->cap - 1)];
        if (!slot->key || strcmp(slot->key, key) == 0)
            return slot;
    }
}

static void grow(struct arena *a, struct lookup *x)
{
    struct lookup old = *x;

    x->cap = old.cap ? old.cap * 2 : 16;
    x->slots = arena_alloc(a, x->cap * sizeof *x->slots);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].key)
            *slot_of(x, old.slots[i].key) = old.slots[i];
}

void lookup_put(struct arena *a, struct lookup *x, const char *key, int value)
{
    if (x->n * 2 >= x->cap)
        grow(a, x);
    struct lookup_slot *slot = slot_of(x, key);
    x->n += !slot->key;
    *slot = (struct lookup_slot){ key, value };
}

int lookup_find(const struct lookup *x, const char *key)
{
    struct lookup_slot *slot = x->cap ? slot_of(x, key) : NULL;
    return slot && slot->key ? slot->value : -1;
}

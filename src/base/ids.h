/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Finds the place of a row's id in a list fast: how rows that came from
 * different statements are put together. Lives in an arena. */
#ifndef BASE_IDS_H
#define BASE_IDS_H

#include "base/arena.h"

#include <stdint.h>

struct ids {
    struct ids_slot {
        int64_t id; /* 0: free */
        int at;
    } *slots;
    size_t cap;
};

/* Room for n ids; more must not be put. */
struct ids ids_new(struct arena *a, size_t n);
/* id > 0; an id put again gets the new place. */
void ids_put(struct ids *ids, int64_t id, int at);
/* -1: never put. */
int ids_find(const struct ids *ids, int64_t id);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/ids.h"

struct ids ids_new(struct arena *a, size_t n)
{
    struct ids ids = { .cap = 16 };
    while (ids.cap < n * 2)
        ids.cap *= 2;
    ids.slots = arena_alloc(a, ids.cap * sizeof *ids.slots);
    return ids;
}

static size_t slot(const struct ids *ids, int64_t id)
{
    size_t i = ((uint64_t)id * 0x9E3779B97F4A7C15u >> 20) & (ids->cap - 1);
    while (ids->slots[i].id && ids->slots[i].id != id)
        i = (i + 1) & (ids->cap - 1);
    return i;
}

void ids_put(struct ids *ids, int64_t id, int at)
{
    ids->slots[slot(ids, id)] = (struct ids_slot){ id, at };
}

int ids_find(const struct ids *ids, int64_t id)
{
    if (id <= 0 || !ids->cap)
        return -1;
    size_t i = slot(ids, id);
    return ids->slots[i].id ? ids->slots[i].at : -1;
}

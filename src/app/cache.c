/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 4096, BYTES_MOST = 48 << 20, ONE_MOST = 16 << 20 };

struct slot {
    char *key;
    int64_t revision;
    uint64_t size;
    void *answer;
    void (*drop)(void *answer);
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct slot slots[SLOTS];
static uint64_t bytes;

/* One answer a slot: of two keys that meet, the later one stays. */
static struct slot *slot_of(const char *key)
{
    uint32_t h = 2166136261u;
    for (const char *p = key; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    return &slots[(h ^ h >> 15) % SLOTS];
}

static void empty(struct slot *s)
{
    if (!s->key)
        return;
    s->drop(s->answer);
    free(s->key);
    bytes -= s->size;
    *s = (struct slot){ 0 };
}

bool cache_use(const char *key, int64_t revision, void (*use)(void *arg, void *answer), void *arg)
{
    pthread_mutex_lock(&lock);
    struct slot *s = slot_of(key);
    bool found = s->key && s->revision == revision && strcmp(s->key, key) == 0;
    if (found)
        use(arg, s->answer);
    pthread_mutex_unlock(&lock);
    return found;
}

void cache_keep(const char *key, int64_t revision, void *answer, uint64_t size,
                void (*drop)(void *answer))
{
    char *copy = size <= ONE_MOST ? strdup(key) : NULL;

    if (!copy) {
        drop(answer);
        return;
    }
    pthread_mutex_lock(&lock);
    struct slot *s = slot_of(key);
    empty(s);
    for (size_t i = 0; bytes + size > BYTES_MOST && i < SLOTS; i++)
        empty(&slots[i]);
    *s = (struct slot){ copy, revision, size, answer, drop };
    bytes += size;
    pthread_mutex_unlock(&lock);
}

void cache_empty(void)
{
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < SLOTS; i++)
        empty(&slots[i]);
    pthread_mutex_unlock(&lock);
}

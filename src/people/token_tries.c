/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Wrong tokens of a network address, counted in a table of fixed size: an address that
 * falls on the place of another takes it over. */
#include "base/digest.h"
#include "people/token.h"

#include <pthread.h>
#include <string.h>

enum { PLACES = 1024 };

static struct tries {
    uint64_t who; /* 0: free */
    int64_t since;
    int wrong;
} places[PLACES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static uint64_t who_of(const char *network)
{
    return digest_fast(network, strlen(network)) | 1;
}

static struct tries *place_of(uint64_t who)
{
    return &places[(who >> 32) % PLACES];
}

static bool is_recent(const struct tries *t, uint64_t who, int64_t seconds)
{
    return t->who == who && seconds - t->since < TOKEN_TRIES_SECONDS;
}

bool token_tries_left(const char *network, int64_t seconds)
{
    uint64_t who = who_of(network);

    if (!*network)
        return true;
    pthread_mutex_lock(&lock);
    const struct tries *t = place_of(who);
    bool left = !is_recent(t, who, seconds) || t->wrong < TOKEN_TRIES;
    pthread_mutex_unlock(&lock);
    return left;
}

void token_try_failed(const char *network, int64_t seconds)
{
    uint64_t who = who_of(network);

    if (!*network)
        return;
    pthread_mutex_lock(&lock);
    struct tries *t = place_of(who);
    if (!is_recent(t, who, seconds))
        *t = (struct tries){ .who = who, .since = seconds };
    t->wrong++;
    pthread_mutex_unlock(&lock);
}

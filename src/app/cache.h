/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Finished answers to guests, kept as long as nothing in the database has
 * changed: each is good for one revision (db_revision), so a change by any
 * process on either engine empties it at once. Threads share it. */
#ifndef APP_CACHE_H
#define APP_CACHE_H

#include <stdbool.h>
#include <stdint.h>

/* Calls use(arg, answer) while nobody can take the answer away. False: there is
 * none for this key and revision. */
bool cache_use(const char *key, int64_t revision, void (*use)(void *arg, void *answer), void *arg);

/* Takes over the answer; drop(answer) when it has to go, at once when it is too
 * large to keep. size in bytes. */
void cache_keep(const char *key, int64_t revision, void *answer, uint64_t size,
                void (*drop)(void *answer));

void cache_empty(void);

#endif

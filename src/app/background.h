/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A thread for work between visits: it looks each minute, and at once when it is told. */
#ifndef APP_BACKGROUND_H
#define APP_BACKGROUND_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct background {
    const char *name;   /* for the log */
    void (*look)(void); /* does what waits */
    atomic_bool stop;   /* for look(): it is time to end */
    bool running, told;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t news;
};
#define BACKGROUND(words, function)                                                               \
    { .name = (words), .look = (function), .lock = PTHREAD_MUTEX_INITIALIZER,                     \
      .news = PTHREAD_COND_INITIALIZER }

void background_begin(struct background *b);
void background_tell(struct background *b);
/* Returns when look() has. */
void background_end(struct background *b);

#endif

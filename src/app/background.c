/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/background.h"

#include "base/log.h"

#include <stdbool.h>
#include <time.h>

enum { EVERY_SECONDS = 60 };

/* Until the minute is over or somebody tells; false: it is time to end. */
static bool wait_for_news(struct background *b)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += EVERY_SECONDS;
    pthread_mutex_lock(&b->lock);
    while (!b->told && !b->stop)
        if (pthread_cond_timedwait(&b->news, &b->lock, &until) != 0)
            break;
    b->told = false;
    bool go_on = !b->stop;
    pthread_mutex_unlock(&b->lock);
    return go_on;
}

static void *work(void *arg)
{
    struct background *b = arg;

    do
        b->look();
    while (wait_for_news(b));
    return NULL;
}

void background_begin(struct background *b)
{
    b->stop = b->told = false;
    b->running = pthread_create(&b->thread, NULL, work, b) == 0;
    if (!b->running)
        log_line("%s: no thread could be started", b->name);
}

void background_tell(struct background *b)
{
    pthread_mutex_lock(&b->lock);
    b->told = true;
    pthread_cond_signal(&b->news);
    pthread_mutex_unlock(&b->lock);
}

void background_end(struct background *b)
{
    pthread_mutex_lock(&b->lock);
    b->stop = true;
    pthread_cond_signal(&b->news);
    pthread_mutex_unlock(&b->lock);
    if (b->running)
        pthread_join(b->thread, NULL);
    b->running = false;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/backroom.h"

#include "base/log.h"

#include <pthread.h>

static pthread_t threads[BACKROOM_THREADS];
static size_t threads_n;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t news = PTHREAD_COND_INITIALIZER;
static struct backroom_job *first, **last = &first;
static size_t waiting;
static bool open;

static struct backroom_job *next_job(void)
{
    pthread_mutex_lock(&lock);
    while (!first && open)
        pthread_cond_wait(&news, &lock);
    struct backroom_job *job = first;
    if (job) {
        first = job->next;
        if (!first)
            last = &first;
        waiting--;
    }
    pthread_mutex_unlock(&lock);
    return job;
}

static void *work(void *arg)
{
    (void)arg;
    for (struct backroom_job *job; (job = next_job());)
        job->run(job);
    return NULL;
}

void backroom_begin(void)
{
    open = true;
    while (threads_n < BACKROOM_THREADS &&
           pthread_create(&threads[threads_n], NULL, work, NULL) == 0)
        threads_n++;
    if (!threads_n) {
        open = false;
        log_line("no thread could be started for signing in");
    }
}

bool backroom_take(struct backroom_job *job, void (*before)(struct backroom_job *job))
{
    pthread_mutex_lock(&lock);
    bool room = open && waiting < BACKROOM_WAITING;
    if (room) {
        before(job);
        job->next = NULL;
        *last = job;
        last = &job->next;
        waiting++;
        pthread_cond_signal(&news);
    }
    pthread_mutex_unlock(&lock);
    return room;
}

void backroom_end(void)
{
    pthread_mutex_lock(&lock);
    open = false;
    pthread_cond_broadcast(&news);
    pthread_mutex_unlock(&lock);
    while (threads_n)
        pthread_join(threads[--threads_n], NULL);
}

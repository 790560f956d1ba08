/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/mailer.h"

#include "app/daily.h"
#include "app/worker.h"
#include "base/log.h"
#include "db/db.h"
#include "followup/remind.h"

#include <pthread.h>
#include <time.h>

enum { EVERY_SECONDS = 60 };

static pthread_t thread;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t news = PTHREAD_COND_INITIALIZER;
static bool running, told;
static atomic_bool stop;

bool mailer_round(struct visit *v, const atomic_bool *stop_wanted, struct mail_sent *out)
{
    return remind_due(v) && mail_send_due(v, stop_wanted, out);
}

static void look(void)
{
    struct visit v = worker_visit();
    struct mail_sent sent = { 0 };

    v.name = "vointi mail";
    if (!worker_database(&v) || !daily_due(&v) || !mailer_round(&v, &stop, &sent))
        log_line("mail: %s", v.fail.detail ? v.fail.detail : v.fail.text);
    else if (sent.sent || sent.failed || sent.given_up || sent.unsure)
        log_line("mail: %zu sent, %zu failed, %zu given up, %zu without an answer, %zu wait",
                 sent.sent, sent.failed, sent.given_up, sent.unsure, sent.waiting);
    if (v.db)
        db_end(&v);
}

/* Until the minute is over or somebody tells; false: it is time to end. */
static bool wait_for_news(void)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += EVERY_SECONDS;
    pthread_mutex_lock(&lock);
    while (!told && !stop)
        if (pthread_cond_timedwait(&news, &lock, &until) != 0)
            break;
    told = false;
    bool go_on = !stop;
    pthread_mutex_unlock(&lock);
    return go_on;
}

static void *work(void *arg)
{
    (void)arg;
    do
        look();
    while (wait_for_news());
    return NULL;
}

void mailer_begin(void)
{
    stop = told = false;
    running = pthread_create(&thread, NULL, work, NULL) == 0;
    if (!running)
        log_line("mail: no thread could be started; use vointi mail");
}

void mailer_tell(void)
{
    pthread_mutex_lock(&lock);
    told = true;
    pthread_cond_signal(&news);
    pthread_mutex_unlock(&lock);
}

void mailer_end(void)
{
    pthread_mutex_lock(&lock);
    stop = true;
    pthread_cond_signal(&news);
    pthread_mutex_unlock(&lock);
    if (running)
        pthread_join(thread, NULL);
    running = false;
}

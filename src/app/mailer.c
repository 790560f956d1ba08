/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/mailer.h"

#include "app/background.h"
#include "app/daily.h"
#include "app/worker.h"
#include "base/log.h"
#include "db/db.h"
#include "followup/remind.h"

static void look(void);
static struct background mailer = BACKGROUND("mail", look);

bool mailer_round(struct visit *v, const atomic_bool *stop_wanted, struct mail_sent *out)
{
    return remind_due(v) && mail_send_due(v, stop_wanted, out);
}

static void look(void)
{
    struct visit v = worker_visit();
    struct mail_sent sent = { 0 };

    v.name = "vointi mail";
    if (!worker_database(&v) || !daily_due(&v) || !mailer_round(&v, &mailer.stop, &sent))
        log_line("mail: %s", v.fail.detail ? v.fail.detail : v.fail.text);
    else if (sent.sent || sent.failed || sent.given_up || sent.unsure)
        log_line("mail: %zu sent, %zu failed, %zu given up, %zu without an answer, %zu wait",
                 sent.sent, sent.failed, sent.given_up, sent.unsure, sent.waiting);
    if (v.db)
        db_end(&v);
}

void mailer_begin(void)
{
    background_begin(&mailer);
}

void mailer_tell(void)
{
    background_tell(&mailer);
}

void mailer_end(void)
{
    background_end(&mailer);
}

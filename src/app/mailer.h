/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Scheduled work: reminders that are due go into the queue, and mail goes out. */
#ifndef APP_MAILER_H
#define APP_MAILER_H

#include "people/mail.h"

/* Once. stop may be NULL. */
bool mailer_round(struct visit *v, const atomic_bool *stop, struct mail_sent *out);

/* A thread that looks each minute, and at once when it is told that mail waits. */
void mailer_begin(void);
void mailer_tell(void);
/* Returns when a mail on its way has been given up or sent. */
void mailer_end(void);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the page of reminders shows. */
#ifndef FOLLOWUP_REMINDER_LIST_H
#define FOLLOWUP_REMINDER_LIST_H

#include "followup/remind.h"
#include "followup/round.sql.h"
#include "people/mail.h"
#include "people/mail.sql.h"

struct reminder_list {
    bool mails;             /* mail is set up */
    struct reminders now;   /* who the button reminds */
    const char *who;        /* a digest of them: the button reminds only those who were shown */
    const char *subject, *body; /* of the first; NULL: nobody */
    struct round_list_rows rounds; /* open ones with a last day: when the next go by themselves */
    struct messages_of_plan_rows messages;
    size_t queued;          /* just now */
};

/* "Remind five"; more than ten in figures. */
const char *remind_button(struct visit *v, size_t n);
enum mail_state message_state(const struct messages_of_plan_row *m);
/* The day of a step of a round, 2026-02-06. */
const char *remind_day(struct visit *v, const char *due, enum remind_step step);

#endif

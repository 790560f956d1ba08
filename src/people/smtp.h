/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Giving a mail to the server of outgoing mail (libcurl, SMTP). */
#ifndef PEOPLE_SMTP_H
#define PEOPLE_SMTP_H

#include "base/visit.h"

#include <stdatomic.h>

struct smtp; /* a connection that goes on from mail to mail */

enum smtp_result {
    SMTP_SENT,
    SMTP_FAILED,  /* the server said: not now */
    SMTP_REFUSED, /* the server said: never (5xx) */
    SMTP_DOWN,    /* nothing of the mail was asked: no connection, no greeting, no sign-in */
    SMTP_UNSURE,  /* all was given to the server, and it did not answer */
    SMTP_STOPPED  /* before all was given: we were asked to stop */
};

/* For the log: "refused". */
const char *smtp_result_name(enum smtp_result result);

struct smtp_mail {
    const char *from, *to;
    const char *bytes; /* letter_write() */
    size_t n;
    /* Called right before the end of the mail is given: from then on it may have gone.
     * False stops it. */
    bool (*before_end)(void *arg);
    void *arg;
};

/* url: smtp_url_fault(); host: what we call ourselves. The password comes from the file of
 * VOINTI_SMTP_PASSWORD_FILE or the systemd credential smtp_password, other authorities than
 * the system's from the file of VOINTI_SMTP_CA. stop: ends waiting when it becomes true; may
 * be NULL. NULL with a failure of the visit: a file can't be read. */
struct smtp *smtp_open(struct visit *v, const char *url, const char *host,
                       const atomic_bool *stop);
/* *words: what went wrong, for the one who runs the service, in the visit's arena. */
enum smtp_result smtp_send(struct visit *v, struct smtp *s, const struct smtp_mail *mail,
                           const char **words);
void smtp_close(struct smtp *s);

#endif

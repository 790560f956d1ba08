/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Asking another server for something small (libcurl, HTTP): bounded in size and time, no
 * redirections, certificates checked. */
#ifndef PEOPLE_FETCH_H
#define PEOPLE_FETCH_H

#include "base/visit.h"

struct fetch {
    const char *url;            /* https://; http:// to this machine only */
    const char *form;           /* sent as a form; NULL: a GET */
    const char *user, *password; /* for Basic; NULL: none */
    const char *bearer;         /* a token; NULL: none */
    size_t most;                /* bytes of an answer */
    int64_t until;              /* fetch_clock() when it must have ended */
};

/* Milliseconds of a clock that never goes back. */
int64_t fetch_clock(void);
/* https, or http to localhost; nothing that could mean another server. */
bool fetch_url_fits(const char *url);

/* False: no answer, with what happened in the visit's fail.detail. Any status is an answer;
 * *body is NUL-terminated, in the arena. */
bool fetch_do(struct visit *v, const struct fetch *f, long *status, const char **body, size_t *n);

#endif

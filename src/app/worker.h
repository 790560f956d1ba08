/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What each thread that answers keeps from visit to visit: an arena and a
 * connection to the database, opened when the first visit wants it. */
#ifndef APP_WORKER_H
#define APP_WORKER_H

#include "base/visit.h"

enum {
    ANSWERING = 2,    /* threads that answer */
    WORKERS_MOST = 9  /* those, health, mail, imports, and four of the back room */
};

/* url must stay until the end. */
void workers_begin(const char *url);
/* A visit in this thread's arena, until its next visit; not yet with a database. */
struct visit worker_visit(void);
/* Gives the visit this thread's connection. False: failed, with words for visitors. */
bool worker_database(struct visit *v);
/* Gives everything back, once no thread answers any more. */
void workers_end(void);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Pages that take long by nature (hashes of passwords, talks with other servers) are
 * answered in threads of their own, so that reading never waits for them:
 * docs/adr/0012-identity-provider-and-back-room.md. */
#ifndef APP_BACKROOM_H
#define APP_BACKROOM_H

#include <stdbool.h>
#include <stddef.h>

enum {
    BACKROOM_THREADS = 4, /* two for hashes, two for talks with an identity provider */
    BACKROOM_WAITING = 16 /* who would be the next is told to try again shortly */
};

/* One thing to do. Its memory is the caller's, from backroom_take() until done() returns. */
struct backroom_job {
    void (*run)(struct backroom_job *job);
    struct backroom_job *next;
};

void backroom_begin(void);
/* False: too many wait. before() is called first, when there is room, and before run()
 * can begin in another thread. */
bool backroom_take(struct backroom_job *job, void (*before)(struct backroom_job *job));
/* Takes no more; what waits and what runs is finished first. */
void backroom_end(void);

#endif

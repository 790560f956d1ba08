/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the pages of the second factor show. */
#ifndef PEOPLE_SECOND_FACTOR_PAGE_H
#define PEOPLE_SECOND_FACTOR_PAGE_H

#include "people/second_factor.h"

struct second_factor_shown {
    const char *turned_on_at; /* NULL: it is off, and a key is offered */
    struct factor_offer offer;
    int64_t codes_left;
    bool has_password;
    bool must; /* the person's role asks for it before anything else */
};

struct recovery_codes {
    const char *at[RECOVERY_CODES];
    size_t n;
    const char *onward; /* where the person was going */
};

/* The page where a code is asked, and the one that offers a key or tells that it is on. */
bool code_show(struct visit *v);
bool factor_show(struct visit *v);

/* door_page.c: after the door to an address, by way of what is owed, with what was typed
 * before the session ended. */
bool door_go_on(struct visit *v, const char *leads_to);

#endif

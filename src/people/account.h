/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a person sees of their own account. */
#ifndef PEOPLE_ACCOUNT_H
#define PEOPLE_ACCOUNT_H

#include "people/door.sql.h"
#include "people/people.sql.h"
#include "people/second_factor.sql.h"
#include "people/token.h"
#include "people/token.sql.h"

struct account {
    struct person_of_email_row *person;
    struct memberships_of_rows roles;
    struct sessions_of_rows sessions;
    struct tokens_of_rows tokens;
    struct sign_in_events_of_rows events;
    struct factor_of_row *factor; /* NULL: the second factor is off */
    const char *here; /* digest of this browser's session; "" for a command */
};

/* The page, also with the faults of any of its forms. */
bool account_show(struct visit *v);
/* What to do where v->session_old is no proof. */
const char *come_again_words(struct visit *v);
bool is_session_here(const struct account *a, const struct sessions_of_row *s);

#endif

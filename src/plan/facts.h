/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What those who run an instance tell of it: for the pages that law or good
 * manners ask for, and how mail is sent. "vointi set" writes them. */
#ifndef PLAN_FACTS_H
#define PLAN_FACTS_H

#include "base/visit.h"

enum fact {
    FACT_OWNER,
    FACT_CONTACT_EMAIL,
    FACT_LICENCE,
    FACT_SMTP_URL,  /* how mail is sent: people/mail.h */
    FACT_MAIL_FROM,
    FACT_ADDRESS,
    FACT_OIDC_ISSUER, /* signing in elsewhere: people/oidc.h */
    FACT_OIDC_CLIENT,
    FACT_OIDC_SECRET, /* kept encrypted */
    FACT_OIDC_GROUPS,
    FACT_SECOND_FACTOR, /* required or optional: people/session.c */
    FACTS
};

/* "contact_email": in the database and on the command line. */
const char *fact_code(enum fact fact);

struct facts {
    const char *at[FACTS]; /* NULL: not told */
};

bool facts_load(struct visit *v, struct facts *facts);

/* Keeps a fact; "" forgets it. FAIL_INPUT for a key that is none of ours and for
 * a value that can't be right. Inside a write transaction. */
bool fact_set(struct visit *v, const char *code, const char *value);

#endif

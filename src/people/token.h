/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Personal tokens: a program does with one what its owner may, within its scopes. */
#ifndef PEOPLE_TOKEN_H
#define PEOPLE_TOKEN_H

#include "base/visit.h"

enum { TOKEN_NAME_MOST = 60, TOKENS_MOST = 20, TOKEN_DAYS_MOST = 365 };

/* N_(): "Save and send reports". */
const char *scope_name(enum scope scope);
/* "read report" to bits; words that are none open nothing. */
unsigned scopes_of(const char *codes);
const char *scopes_codes(struct visit *v, unsigned scopes);

/* Who v->bearer is: v->person, v->scopes, v->name. Fails when it is not known or has
 * ended, and with FAIL_TOO_MANY after many wrong ones from the same network address. */
bool token_find(struct visit *v);
/* Keeps in mind that it is used; inside a transaction. */
bool token_seen(struct visit *v);

/* ---- limited tries; in memory, for each process ---- */

enum { TOKEN_TRIES = 30, TOKEN_TRIES_SECONDS = 15 * 60 };
/* Where the address is not known nobody is counted: 256 random bits can't be guessed, and
 * who shares an address with others must not shut them out. */
bool token_tries_left(const char *network, int64_t seconds);
void token_try_failed(const char *network, int64_t seconds);

/* ---- pages ---- */

struct token_made {
    const char *token, *name, *scopes, *ends_at;
};

#endif

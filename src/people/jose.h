/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Signed tokens (JWS, RFC 7515) against a provider's keys (JWKS, RFC 7517). The only door
 * to cjose. */
#ifndef PEOPLE_JOSE_H
#define PEOPLE_JOSE_H

#include "base/visit.h"

enum jose_answer {
    JOSE_RIGHT,
    JOSE_WRONG,  /* not signed by any of the keys, or in a way that is not trusted */
    JOSE_NO_KEY  /* names a key that is not there: the provider may have a new one */
};

enum { JOSE_TOKEN_MOST = 16 << 10 };

/* Takes RS256, PS256 and ES256 and no other; never a key that the token brings along.
 * keys: the text of a key set. *claims: the text that was signed, in the arena. What is wrong
 * stands in the visit's fail.detail; the visit does not fail. */
enum jose_answer jose_verify(struct visit *v, const char *token, const char *keys,
                             const char **claims);

#endif

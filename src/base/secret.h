/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What nobody may guess or read back: tokens and passwords (libsodium). The
 * database keeps digests of tokens and argon2id hashes of passwords, so that a
 * copy of it opens no door. */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include <stdbool.h>

enum {
    SECRET_TOKEN = 44,  /* 256 random bits in base64url, and a NUL */
    SECRET_DIGEST = 65, /* 256 bits in hexadecimal, and a NUL */
    SECRET_HASH = 128   /* crypto_pwhash_STRBYTES */
};

void secret_token(char out[SECRET_TOKEN]);
/* What is kept of a token. */
void secret_digest(const char *token, char out[SECRET_DIGEST]);

/* argon2id, 64 MB and about 150 ms each (OWASP Password Storage Cheat Sheet), at
 * most two at once: others wait. False: there is no memory. */
bool secret_hash(const char *password, char out[SECRET_HASH]);
/* hash NULL: takes as long as a wrong password, so that nobody learns by the
 * clock whether there is an account. */
bool secret_fits(const char *hash, const char *password);

#endif

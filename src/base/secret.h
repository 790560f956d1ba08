/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What nobody may guess or read back: tokens and passwords (libsodium). The
 * database keeps digests of tokens and argon2id hashes of passwords, so that a
 * copy of it opens no door. */
#ifndef BASE_SECRET_H
#define BASE_SECRET_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    SECRET_TOKEN = 44,  /* 256 random bits in base64url, and a NUL */
    SECRET_DIGEST = 65, /* 256 bits in hexadecimal, and a NUL */
    SECRET_HASH = 128,  /* crypto_pwhash_STRBYTES */
    SECRET_KEY = 32,    /* bytes */
    SECRET_KEY_TEXT = 65 /* a key in hexadecimal, and a NUL */
};

void secret_token(char out[SECRET_TOKEN]);
/* SHA-256 in base64url, as PKCE sends it (RFC 7636 § 4.2). */
void secret_challenge(const char *verifier, char out[SECRET_TOKEN]);
/* What is kept of a token. */
void secret_digest(const char *token, char out[SECRET_DIGEST]);

/* argon2id, 64 MB and about 150 ms each (OWASP Password Storage Cheat Sheet), at
 * most two at once: others wait. False: there is no memory. */
bool secret_hash(const char *password, char out[SECRET_HASH]);
/* hash NULL: takes as long as a wrong password, so that nobody learns by the
 * clock whether there is an account. */
bool secret_fits(const char *hash, const char *password);

/* Random bytes that nobody can guess. */
void secret_bytes(void *out, size_t n);
/* Whether n bytes are the same; takes as long wherever they differ. */
bool secret_same(const void *a, const void *b, size_t n);
/* Forgets what is not needed any more; the compiler does not leave it out. */
void secret_wipe(void *at, size_t n);

/* ---- with a key ---- */

/* 64 hexadecimal digits, white space around them: how a key stands in a file. */
void secret_key_text(const unsigned char key[SECRET_KEY], char out[SECRET_KEY_TEXT]);
bool secret_key_read(const char *words, unsigned char key[SECRET_KEY]);

/* Encrypted and protected against changes (XChaCha20-Poly1305), as base64url. What was
 * sealed with a label opens only with the same: a row put into another's place does not. */
const char *secret_seal(struct arena *a, const unsigned char key[SECRET_KEY], const char *label,
                        const void *plain, size_t n);
/* False: another key or label, or not n bytes sealed by us. */
bool secret_open(const unsigned char key[SECRET_KEY], const char *label, const char *sealed,
                 void *plain, size_t n);
/* What is kept of words too short for secret_digest(): without the key nobody can try
 * them out, and with it they take no longer. */
void secret_keyed_digest(const unsigned char key[SECRET_KEY], const char *words,
                         char out[SECRET_DIGEST]);

#endif

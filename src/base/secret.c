/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/secret.h"

#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { HASHES_AT_ONCE = 2, TOKEN_BYTES = 32, DIGEST_BYTES = 32 };

_Static_assert(SECRET_HASH == crypto_pwhash_STRBYTES, "libsodium says how long a hash is");

static void begin(void)
{
    if (sodium_init() < 0)
        abort();
}

/* libsodium has to be begun before its random numbers and hashes. */
static void ready(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, begin);
}

void secret_token(char out[SECRET_TOKEN])
{
    unsigned char bytes[TOKEN_BYTES];

    ready();
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(out, SECRET_TOKEN, bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void secret_digest(const char *token, char out[SECRET_DIGEST])
{
    unsigned char digest[DIGEST_BYTES];

    crypto_generichash(digest, sizeof digest, (const unsigned char *)token, strlen(token), NULL, 0);
    sodium_bin2hex(out, SECRET_DIGEST, digest, sizeof digest);
}

/* ---- passwords ---- */

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t left = PTHREAD_COND_INITIALIZER;
static int inside;

static void enter(void)
{
    ready();
    pthread_mutex_lock(&gate);
    while (inside == HASHES_AT_ONCE)
        pthread_cond_wait(&left, &gate);
    inside++;
    pthread_mutex_unlock(&gate);
}

static void leave(void)
{
    pthread_mutex_lock(&gate);
    inside--;
    pthread_cond_signal(&left);
    pthread_mutex_unlock(&gate);
}

bool secret_hash(const char *password, char out[SECRET_HASH])
{
    enter();
    int code = crypto_pwhash_str(out, password, strlen(password),
                                 crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                 crypto_pwhash_MEMLIMIT_INTERACTIVE);
    leave();
    return code == 0;
}

bool secret_fits(const char *hash, const char *password)
{
    char unused[SECRET_HASH];

    if (!hash) {
        secret_hash(password, unused);
        return false;
    }
    enter();
    int code = crypto_pwhash_str_verify(hash, password, strlen(password));
    leave();
    return code == 0;
}

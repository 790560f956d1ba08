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

void secret_challenge(const char *verifier, char out[SECRET_TOKEN])
{
    unsigned char digest[crypto_hash_sha256_BYTES];

    crypto_hash_sha256(digest, (const unsigned char *)verifier, strlen(verifier));
    sodium_bin2base64(out, SECRET_TOKEN, digest, sizeof digest,
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

/* ---- with a key ---- */

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    SEALED_MOST = 2048
};

/* Each use of a key has a key of its own, made from it. */
enum { USE_SEAL = 1, USE_DIGEST };

static void key_of(int use, const unsigned char key[SECRET_KEY], unsigned char out[SECRET_KEY])
{
    ready();
    crypto_kdf_derive_from_key(out, SECRET_KEY, (uint64_t)use, "vointi  ", key);
}

void secret_bytes(void *out, size_t n)
{
    ready();
    randombytes_buf(out, n);
}

bool secret_same(const void *a, const void *b, size_t n)
{
    return sodium_memcmp(a, b, n) == 0;
}

void secret_wipe(void *at, size_t n)
{
    sodium_memzero(at, n);
}

void secret_key_text(const unsigned char key[SECRET_KEY], char out[SECRET_KEY_TEXT])
{
    sodium_bin2hex(out, SECRET_KEY_TEXT, key, SECRET_KEY);
}

bool secret_key_read(const char *words, unsigned char key[SECRET_KEY])
{
    const char *at = words + strspn(words, " \t\r\n"), *end;
    size_t n;

    return sodium_hex2bin(key, SECRET_KEY, at, strlen(at), NULL, &n, &end) == 0 &&
           n == SECRET_KEY && !end[strspn(end, " \t\r\n")];
}

const char *secret_seal(struct arena *a, const unsigned char key[SECRET_KEY], const char *label,
                        const void *plain, size_t n)
{
    unsigned char own[SECRET_KEY], *bytes = arena_alloc(a, NONCE + n + TAG);
    size_t room = sodium_base64_encoded_len(NONCE + n + TAG,
                                            sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *out = arena_alloc(a, room);

    key_of(USE_SEAL, key, own);
    randombytes_buf(bytes, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + NONCE, NULL, plain, n,
                                               (const unsigned char *)label, strlen(label), NULL,
                                               bytes, own);
    sodium_memzero(own, sizeof own);
    return sodium_bin2base64(out, room, bytes, NONCE + n + TAG,
                             sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool secret_open(const unsigned char key[SECRET_KEY], const char *label, const char *sealed,
                 void *plain, size_t n)
{
    unsigned char own[SECRET_KEY], bytes[SEALED_MOST];
    size_t had;

    if (sodium_base642bin(bytes, sizeof bytes, sealed, strlen(sealed), NULL, &had, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        had != NONCE + n + TAG)
        return false;
    key_of(USE_SEAL, key, own);
    int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, NULL, NULL, bytes + NONCE, n + TAG, (const unsigned char *)label, strlen(label),
        bytes, own);
    sodium_memzero(own, sizeof own);
    return code == 0;
}

void secret_keyed_digest(const unsigned char key[SECRET_KEY], const char *words,
                         char out[SECRET_DIGEST])
{
    unsigned char own[SECRET_KEY], digest[DIGEST_BYTES];

    key_of(USE_DIGEST, key, own);
    crypto_generichash(digest, sizeof digest, (const unsigned char *)words, strlen(words), own,
                       sizeof own);
    sodium_memzero(own, sizeof own);
    sodium_bin2hex(out, SECRET_DIGEST, digest, sizeof digest);
}

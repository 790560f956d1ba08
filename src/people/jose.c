/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "people/jose.h"

#include "base/json.h"
#include "base/text.h"

#include <cjose/cjose.h>
#include <string.h>

enum { RSA_LEAST = 2048, KEYS_MOST = 100 };

/* An algorithm is good only with its own kind of key. */
static const struct {
    const char *alg, *kty;
} algorithms[] = { { "RS256", "RSA" }, { "PS256", "RSA" }, { "ES256", "EC" } };

/* NULL: an algorithm that is not trusted ("none", those with a shared key, the unknown). */
static const char *kty_of(const char *alg)
{
    for (size_t i = 0; alg && i < sizeof algorithms / sizeof *algorithms; i++)
        if (strcmp(algorithms[i].alg, alg) == 0)
            return algorithms[i].kty;
    return NULL;
}

static bool is_number(const char *s)
{
    return *s && !s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")];
}

/* Only the public numbers of a key, written anew. NULL: another kind of key, or not for
 * signing. */
static const char *key_text(struct visit *v, const struct node *key, const char *kty)
{
    const char *its = "", *use = "sig", *a = "", *b = "", *curve = "";
    bool ec = strcmp(kty, "EC") == 0;

    if (!node_text(v, key, "kty", &its) || !node_text(v, key, "use", &use) ||
        !node_text(v, key, ec ? "x" : "n", &a) || !node_text(v, key, ec ? "y" : "e", &b) ||
        !node_text(v, key, "crv", &curve) || strcmp(its, kty) != 0 || strcmp(use, "sig") != 0 ||
        !is_number(a) || !is_number(b) || (ec && strcmp(curve, "P-256") != 0))
        return NULL;
    return ec ? text(v, "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}", a, b)
              : text(v, "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}", a, b);
}

/* The key of that name; without a name the only one there is. */
static const char *key_choose(struct visit *v, const struct node *keys, const char *kid,
                              const char *kty)
{
    const char *found = NULL;
    size_t n = node_count(keys);

    for (size_t i = 0; i < n && i < KEYS_MOST; i++) {
        struct node key = node_item(keys, i);
        const char *its = "", *words = key_text(v, &key, kty);
        if (!words || !node_text(v, &key, "kid", &its) || (kid && strcmp(kid, its) != 0))
            continue;
        if (found)
            return NULL; /* two could be meant */
        found = words;
    }
    return found;
}

static const char *key_of(struct visit *v, const char *keys, const char *kid, const char *kty)
{
    struct fail before = v->fail;
    const char *found = NULL;
    struct node root;

    if (node_parse(v, keys, strlen(keys), &root)) {
        struct node list = node_child(&root, "keys");
        found = key_choose(v, &list, kid, kty);
    }
    node_free(&root);
    v->fail = before; /* a key that is not as it should be is none */
    return found;
}

/* Whether its key signed it; what was signed goes into the arena. */
static bool is_signed(struct visit *v, cjose_jws_t *jws, const char *key, const char **claims)
{
    cjose_err error = { 0 };
    cjose_jwk_t *jwk = cjose_jwk_import(key, strlen(key), &error);
    bool strong = jwk && (cjose_jwk_get_kty(jwk, &error) != CJOSE_JWK_KTY_RSA ||
                          cjose_jwk_get_keysize(jwk, &error) >= RSA_LEAST);
    uint8_t *plain;
    size_t n;
    bool right = strong && cjose_jws_verify(jws, jwk, &error) &&
                 cjose_jws_get_plaintext(jws, &plain, &n, &error);

    if (right)
        *claims = arena_copy(v->arena, (const char *)plain, n);
    else
        fail_detail(v, "id token: %s", !strong && jwk ? "a weak key" : "its signature is wrong");
    if (jwk)
        cjose_jwk_release(jwk);
    return right;
}

static enum jose_answer verify(struct visit *v, cjose_jws_t *jws, const char *keys,
                               const char **claims)
{
    cjose_err error = { 0 };
    cjose_header_t *head = cjose_jws_get_protected(jws); /* belongs to the token */
    const char *alg = cjose_header_get(head, "alg", &error);
    const char *kid = cjose_header_get(head, "kid", &error), *kty = kty_of(alg);
    char *critical = cjose_header_get_raw(head, "crit", &error);

    if (critical)
        cjose_get_dealloc()(critical);
    if (!kty || critical) {
        fail_detail(v, "id token: signed in a way that is not trusted");
        return JOSE_WRONG;
    }
    const char *key = key_of(v, keys, kid, kty);
    if (!key) {
        fail_detail(v, "id token: the provider shows no such key");
        return JOSE_NO_KEY;
    }
    return is_signed(v, jws, key, claims) ? JOSE_RIGHT : JOSE_WRONG;
}

enum jose_answer jose_verify(struct visit *v, const char *token, const char *keys,
                             const char **claims)
{
    cjose_err error = { 0 };
    size_t n = strlen(token);
    cjose_jws_t *jws = n <= JOSE_TOKEN_MOST ? cjose_jws_import(token, n, &error) : NULL;

    if (!jws) {
        fail_detail(v, "id token: not a signed token");
        return JOSE_WRONG;
    }
    enum jose_answer answer = verify(v, jws, keys, claims);
    cjose_jws_release(jws);
    return answer;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/digest.h"

#include <sodium.h>
#include <string.h>

enum { BYTES = (DIGEST_TEXT - 1) / 2 };

void digest_text(const void *at, size_t n, char out[DIGEST_TEXT])
{
    unsigned char hash[BYTES];

    crypto_generichash(hash, sizeof hash, at, n, NULL, 0);
    sodium_bin2hex(out, DIGEST_TEXT, hash, sizeof hash);
}

/* Every step can be turned back, so a change in one place never goes unseen. */
static uint64_t mixed(uint64_t h, uint64_t x)
{
    h = (h ^ x) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

uint64_t digest_fast(const void *at, size_t n)
{
    const unsigned char *p = at;
    uint64_t h = mixed(0, n), x;

    for (; n >= sizeof x; n -= sizeof x, p += sizeof x) {
        memcpy(&x, p, sizeof x);
        h = mixed(h, x);
    }
    x = 0;
    if (n)
        memcpy(&x, p, n);
    return mixed(h, x);
}

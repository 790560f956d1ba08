/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/digest.h"

#include <sodium.h>

enum { BYTES = (DIGEST_TEXT - 1) / 2 };

void digest_text(const void *at, size_t n, char out[DIGEST_TEXT])
{
    unsigned char hash[BYTES];

    crypto_generichash(hash, sizeof hash, at, n, NULL, 0);
    sodium_bin2hex(out, DIGEST_TEXT, hash, sizeof hash);
}

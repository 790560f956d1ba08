/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A digest tells whether two runs of bytes are the same (BLAKE2b of libsodium). */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { DIGEST_TEXT = 33 };

/* 128 bits as 32 hexadecimal digits and a NUL. */
void digest_text(const void *at, size_t n, char out[DIGEST_TEXT]);

/* The same for our own bytes, where nobody gains from making two alike: some ten
 * times as fast. */
uint64_t digest_fast(const void *at, size_t n);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Codes of a second factor (liboath): TOTP of RFC 6238 with SHA-1, six digits and
 * half a minute, which is what every program on a phone understands. Pure: it keeps
 * nothing and does not look at the clock. */
#ifndef BASE_TOTP_H
#define BASE_TOTP_H

#include <stdint.h>

enum {
    TOTP_KEY = 20,      /* bytes; RFC 4226 § 4 asks for 160 bits */
    TOTP_KEY_TEXT = 33, /* the same in base32, and a NUL */
    TOTP_CODE = 7,      /* digits and a NUL */
    TOTP_STEP_SECONDS = 30
};

/* How the key is written for somebody who can't show the picture to the phone. */
void totp_key_text(const unsigned char key[TOTP_KEY], char out[TOTP_KEY_TEXT]);

/* step: seconds since 1970 / TOTP_STEP_SECONDS. */
void totp_code(const unsigned char key[TOTP_KEY], int64_t step, char out[TOTP_CODE]);

/* The step that a code is of: now's, the one before or the one after, as clocks differ,
 * and later than last_step, so that a code works once; 0: of none. Takes as long for any
 * six digits. */
int64_t totp_step_of(const unsigned char key[TOTP_KEY], const char *code, int64_t seconds,
                     int64_t last_step);

#endif

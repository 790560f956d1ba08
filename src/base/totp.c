/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/totp.h"

#include "base/secret.h"

#include <liboath/oath.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static void begin(void)
{
    if (oath_init() != OATH_OK)
        abort();
}

static void ready(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, begin);
}

void totp_key_text(const unsigned char key[TOTP_KEY], char out[TOTP_KEY_TEXT])
{
    char *text;
    size_t n;

    ready();
    if (oath_base32_encode((const char *)key, TOTP_KEY, &text, &n) != OATH_OK ||
        n != TOTP_KEY_TEXT - 1)
        abort(); /* no memory: 20 bytes are always 32 letters */
    memcpy(out, text, TOTP_KEY_TEXT);
    secret_wipe(text, n);
    free(text);
}

void totp_code(const unsigned char key[TOTP_KEY], int64_t step, char out[TOTP_CODE])
{
    ready();
    if (oath_hotp_generate((const char *)key, TOTP_KEY, (uint64_t)step, TOTP_CODE - 1, false,
                           OATH_HOTP_DYNAMIC_TRUNCATION, out) != OATH_OK)
        abort();
}

int64_t totp_step_of(const unsigned char key[TOTP_KEY], const char *code, int64_t seconds,
                     int64_t last_step)
{
    int64_t now = seconds / TOTP_STEP_SECONDS, found = 0;
    char own[TOTP_CODE];

    if (strlen(code) != TOTP_CODE - 1)
        return 0;
    for (int64_t step = now - 1; step <= now + 1; step++) {
        totp_code(key, step, own);
        if (secret_same(own, code, TOTP_CODE - 1) && step > last_step && !found)
            found = step;
    }
    secret_wipe(own, sizeof own);
    return found;
}

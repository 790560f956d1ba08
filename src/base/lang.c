/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/lang.h"

#include <string.h>

static const char *const codes[LANGS] = { "fi", "sv", "en" };

const char *lang_code(enum lang lang)
{
    return codes[lang];
}

enum lang lang_of(const char *code)
{
    for (int i = 0; i < LANGS; i++)
        if (strcmp(codes[i], code) == 0)
            return i;
    return LANGS;
}

const char *lang_text(enum lang lang, const char *source)
{
    (void)lang;
    return source;
}

const char *lang_plural(enum lang lang, const char *one, const char *many, int64_t n)
{
    (void)lang;
    return n == 1 ? one : many;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/lang_table.h"

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

/* FNV-1a, as in tools/langgen. */
static uint32_t hash(const char *s)
{
    uint32_t h = 2166136261u;
    for (; *s; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

static const char *find(enum lang lang, const char *source, int many)
{
    for (uint32_t at = hash(source);; at++) {
        int i = lang_slots[at & (lang_slots_n - 1)];
        if (i < 0)
            return NULL;
        if (strcmp(lang_entries[i].source, source) == 0)
            return lang_entries[i].words[lang][many];
    }
}

const char *lang_text(enum lang lang, const char *source)
{
    const char *words = find(lang, source, 0);
    return words ? words : source;
}

const char *lang_plural(enum lang lang, const char *one, const char *many, int64_t n)
{
    const char *words = find(lang, one, n != 1);
    return words ? words : n == 1 ? one : many;
}

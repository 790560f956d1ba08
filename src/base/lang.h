/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The words of the program in Finnish, Swedish and English. Source texts are
 * English; tools/langgen turns lang/fi.po, sv.po and en.po into tables inside
 * the binary (all three: plural when n != 1), so nothing is read at run time. */
#ifndef BASE_LANG_H
#define BASE_LANG_H

#include <stdint.h>

enum lang { LANG_FI, LANG_SV, LANG_EN, LANGS };

/* "fi", "sv", "en": ISO 639-1. */
const char *lang_code(enum lang lang);
/* LANGS when the code is none of ours. */
enum lang lang_of(const char *code);

/* The text in a language. The build fails when one is missing; only a test's
 * own text is not in the table, and comes back as it is. */
const char *lang_text(enum lang lang, const char *source) __attribute__((format_arg(2)));
const char *lang_plural(enum lang lang, const char *one, const char *many, int64_t n)
    __attribute__((format_arg(2), format_arg(3)));

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * UTF-8 text. All texts in the program are valid UTF-8 with no NUL inside;
 * readers and the front door make sure of that with text_clean(). */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The next code point, moving *s on; 0 at the end; U+FFFD for a broken byte. */
uint32_t text_next(const char **s);
/* Writes a code point to out[4] and tells how many bytes it took. */
size_t text_encode(uint32_t c, char out[4]);

bool text_valid(const char *at, size_t n);
/* Valid UTF-8 without control characters except tab and newline: broken bytes
 * become U+FFFD, CR LF and CR become newline, U+FEFF and soft hyphens go. */
char *text_clean(struct arena *a, const char *at, size_t n);
/* Windows-1252 to UTF-8. */
char *text_from_1252(struct arena *a, const char *at, size_t n);

/* Unicode lower case, simple mappings (Ä to ä); length may change. */
char *text_lower(struct arena *a, const char *s);
/* White space of every kind (also no-break spaces) to single spaces, none at the ends. */
char *text_squeeze(struct arena *a, const char *s);
/* The same in place, for clean text. */
void text_squeeze_here(char *s);
/* White space trimmed from both ends; newlines inside are kept. */
char *text_trim(struct arena *a, const char *s);
/* Each line squeezed and empty lines left out; s itself when it already is so. */
const char *text_tidy(struct arena *a, const char *s);
/* Letters and digits only, in lower case: equal for texts that are text_same(). */
char *text_plain(struct arena *a, const char *s);
/* " kotkan kaupunki 2 0 ": runs of letters or digits in lower case, a space before
 * and after each, so that strstr() finds whole words. " " when there are none. */
char *text_words(struct arena *a, const char *s);

bool text_is_space(uint32_t c);
bool text_is_letter(uint32_t c);
bool text_is_upper(uint32_t c);
bool text_is_digit(uint32_t c);

/* Number of code points. */
size_t text_length(const char *s);
/* At most n code points; "…" added where cut. */
char *text_cut(struct arena *a, const char *s, size_t n);

/* Nothing, as forms send it, and NULL, as databases keep it. */
const char *text_or_null(const char *s);
const char *text_or_empty(const char *s);
bool text_begins(const char *s, const char *with);
bool text_ends(const char *s, const char *with);
/* Same letters and digits when case, white space and punctuation are left out. */
bool text_same(const char *a, const char *b);

/* Edit distance in code points (insert, delete, change, swap of neighbours),
 * at most limit + 1. */
size_t text_distance(const char *a, const char *b, size_t limit);
/* 1 equal … 0 nothing in common: shared pairs of letters (Dice), case and
 * punctuation left out. Works on long texts too. */
double text_likeness(const char *a, const char *b);

/* "IV" to 4; 0 when it is not a Roman numeral of 1 to 99. */
int text_roman(const char *s);
const char *text_to_roman(struct arena *a, int n);

/* Lower-case ASCII words joined by '-', for addresses: "Kotkan kaupunki" to
 * "kotkan-kaupunki", å ä to a, ö to o; "" becomes "x". At most 60 bytes. */
char *text_slug(struct arena *a, const char *s);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What changed between two texts, word by word, for people. */
#ifndef PLAN_DIFFERENCE_H
#define PLAN_DIFFERENCE_H

#include "base/visit.h"

struct difference {
    enum { TEXT_SAME, TEXT_GONE, TEXT_NEW } kind;
    const char *text;
};

/* Read without the new pieces it is the old text, without those gone the new
 * one, but for white space. */
struct differences {
    struct difference *at;
    size_t n, cap;
};

/* NULL: there was none. Texts that have little in common, or are very long,
 * come whole, the old one first. */
struct differences difference_words(struct visit *v, const char *before, const char *after);

#endif

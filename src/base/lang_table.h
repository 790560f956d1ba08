/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The table that tools/langgen makes; only lang.c reads it. */
#ifndef BASE_LANG_TABLE_H
#define BASE_LANG_TABLE_H

#include "base/lang.h"

struct lang_entry {
    const char *source;
    const char *words[LANGS][2]; /* for one, for many */
};

extern const struct lang_entry lang_entries[];
extern const int lang_slots[]; /* index of an entry, -1: empty; a power of two of them */
extern const uint32_t lang_slots_n;

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The page tables of this room. */
#ifndef PEOPLE_PAGES_H
#define PEOPLE_PAGES_H

#include "web/page.h"

extern const struct page door_pages[];
extern const struct page oidc_pages[];
extern const struct page account_pages[];
extern const struct page people_pages[];
extern const struct page second_factor_pages[];
extern const struct page token_pages[];

#endif

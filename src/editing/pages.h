/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The page tables of this room. */
#ifndef EDITING_PAGES_H
#define EDITING_PAGES_H

#include "web/page.h"

extern const struct page entry_pages[];
extern const struct page proposal_pages[];
extern const struct page goal_edit_pages[];
extern const struct page organisation_edit_pages[];
extern const struct page plan_edit_pages[];

#endif

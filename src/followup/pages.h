/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The page tables of this room. */
#ifndef FOLLOWUP_PAGES_H
#define FOLLOWUP_PAGES_H

#include "web/page.h"

extern const struct page desk_pages[];
extern const struct page evidence_pages[];
extern const struct page own_desk_pages[];
extern const struct page review_pages[];
extern const struct page round_pages[];
extern const struct page reminder_pages[];
extern const struct page workbook_pages[];
extern const struct page told_pages[];
extern const struct page quality_pages[];
extern const struct page rating_pages[];
extern const struct page rate_pages[];

#endif

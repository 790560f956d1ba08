/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The page tables of this room. */
#ifndef PLAN_PAGES_H
#define PLAN_PAGES_H

#include "web/page.h"

extern const struct page front_pages[];
extern const struct page goal_pages[];
extern const struct page coverage_pages[];
extern const struct page action_pages[];
extern const struct page organisation_pages[];
extern const struct page service_pages[];
extern const struct page changes_pages[];

#endif

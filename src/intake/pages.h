/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The page tables of this room. */
#ifndef INTAKE_PAGES_H
#define INTAKE_PAGES_H

#include "web/page.h"

extern const struct page open_data_pages[];
extern const struct page upload_pages[];
extern const struct page upload_review_pages[];

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Reports that came in with an import: what they were before is kept until it is taken back.
 * docs/adr/0016-whole-imports-are-taken-back.md. */
#ifndef FOLLOWUP_IMPORTED_H
#define FOLLOWUP_IMPORTED_H

#include "followup/desk.h"
#include "plan/report_news.h"

/* Around desk_save(): what the rows of the form were, and which ones it made. */
bool imported_keep_before(struct visit *v, const struct desk *d, int64_t import);
bool imported_keep_made(struct visit *v, const struct desk *d, int64_t import);

/* For the house (web/page.h): each report becomes what it was before the import, but for those
 * that were changed, sent or accepted since; out tells all of them. */
bool imported_undo(struct visit *v, int64_t import, struct report_news *out);

#endif

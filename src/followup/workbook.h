/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * An organisation's year as sheets of a workbook, for those who will not come to the page:
 * a row for each entry, and one for each metric. What comes back goes through the same
 * gate as the form of the update view (desk_save), as if it had been typed there. */
#ifndef FOLLOWUP_WORKBOOK_H
#define FOLLOWUP_WORKBOOK_H

#include "document/document.h"
#include "followup/desk.h"
#include "plan/report_news.h"

enum { WORKBOOK_BYTES = 10 << 20, WORKBOOK_SHEETS = 2 };

/* Sheets of a loaded desk, in the visit's language: n of them. */
size_t workbook_sheets(struct visit *v, const struct desk *d, struct xlsx_table *out);

/* Whether a document has such sheets. */
bool workbook_has_report(struct visit *v, const struct document *d);

/* Puts what a workbook says into the fields of the form, row by row as the form itself
 * would send it, with the revision that the workbook was made of. Faults are told of what
 * can't be understood; false: it is another year's or organisation's. */
bool workbook_type(struct visit *v, const struct document *d, const struct desk *desk);

/* "Done: the club began": a report in one line. */
const char *report_said(struct visit *v, const char *status, const char *done);

/* For the house (web/page.h): all reports of a document; import 0: they are only told. */
bool report_news_of(struct visit *v, const struct document *d, int64_t import,
                    struct report_news *out);

#endif

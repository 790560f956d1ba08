/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the files of the work share; private to upload_work.c and upload_reports.c. */
#ifndef INTAKE_UPLOAD_PARTS_H
#define INTAKE_UPLOAD_PARTS_H

#include "intake/upload.h"
#include "plan/report_news.h"

/* Whether a file of this format may have sheets of a year. */
bool upload_is_workbook(const char *format);
/* What the files tell of years; import: it is saved as part of that run; 0: not saved. The
 * visit has entered the plan. */
bool upload_reports(struct visit *v, int64_t upload, const struct import_read *read,
                    const struct doubt_answers *answers, int64_t import, struct report_news *all);
/* As rows of what would change. */
bool upload_reports_add(struct visit *v, int64_t upload, int64_t *position,
                        const struct report_news *news);
/* Of a file that was read: sheets of a year are no doubt, but what in them is unsure. */
bool upload_see_reports(struct visit *v, const struct upload_files_row *file,
                          const struct upload_content_row *row, struct import_read *one);

#endif

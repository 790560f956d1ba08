/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The year that a workbook tells beside the plan: the room of follow-up reads and saves it,
 * through the house; here it is part of an import. */
#include "intake/upload_parts.h"

#include "web/page.h"

#include <string.h>

bool upload_is_workbook(const char *format)
{
    return strcmp(format, "xlsx") == 0 || strcmp(format, "ods") == 0;
}

bool upload_reports(struct visit *v, int64_t upload, const struct import_read *read, int64_t import,
                    struct report_news *all)
{
    struct upload_content_row *row;
    struct report_news one;

    v->form.n = 0;
    for (size_t i = 0; i < read->files.n; i++) {
        struct document d = { .name = read->files.at[i].name };
        if (!upload_is_workbook(read->files.at[i].format))
            continue;
        if (!upload_content(v, &row, upload, (int64_t)i + 1) ||
            !document_read(v, d.name, row->content.at, row->content.n, &d) ||
            !v->house->report_news(v, &d, import, &one))
            return false;
        for (size_t k = 0; k < one.n; k++)
            *arena_push(v->arena, all) = one.at[k];
    }
    return true;
}

bool upload_reports_add(struct visit *v, int64_t upload, int64_t *position,
                        const struct report_news *news)
{
    for (size_t i = 0; i < news->n; i++) {
        const struct report_row *r = &news->at[i];
        enum merge_kind kind = r->kept      ? MERGE_KEPT
                               : !r->after  ? MERGE_GONE
                               : !r->before ? MERGE_NEW
                                            : MERGE_CHANGED;
        if (!upload_change_add(v, &(struct upload_change_add_args){
                                      .upload = upload, .position = ++*position,
                                      .merge_kind = merge_kind_code(kind), .change_of = "report",
                                      .organisation_name = r->organisation, .code = r->code,
                                      .field = r->why ? r->why : "", .old_value = r->before,
                                      .new_value = r->after }))
            return false;
    }
    return true;
}

bool upload_leave_reports(struct visit *v, const struct upload_files_row *file,
                          const struct upload_content_row *row, struct import_read *one)
{
    struct document d = { .name = file->file_name };
    struct doubts *doubts = &one->found.doubts;
    struct report_news news;
    size_t n = 0;

    v->form.n = 0;
    if (!document_read(v, d.name, row->content.at, row->content.n, &d) ||
        !v->house->report_news(v, &d, 0, &news))
        return false;
    for (size_t i = 0; i < doubts->n; i++) {
        bool of_report = false;
        for (size_t k = 0; k < news.n_sheets; k++)
            of_report |= doubts->at[i].kind == DOUBT_TABLE_SKIPPED && doubts->at[i].place.sheet &&
                         strcmp(doubts->at[i].place.sheet, news.sheets[k]) == 0;
        if (!of_report)
            doubts->at[n++] = doubts->at[i];
    }
    doubts->n = n;
    return true;
}

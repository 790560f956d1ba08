/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The year that a workbook tells beside the plan: the room of follow-up reads and saves it,
 * through the house; here it is part of an import. Answers to doubts about its cells are
 * written into the document before it is read. */
#include "intake/upload_parts.h"

#include "base/text.h"
#include "web/page.h"

#include <string.h>

bool upload_is_workbook(const char *format)
{
    return strcmp(format, "xlsx") == 0 || strcmp(format, "ods") == 0;
}

/* ---- doubts ---- */

static const enum doubt_kind kinds[REPORT_WRONGS] = {
    [REPORT_WRONG_STATE] = DOUBT_REPORT_STATE,   [REPORT_WRONG_NUMBER] = DOUBT_REPORT_NUMBER,
    [REPORT_WRONG_METRIC] = DOUBT_REPORT_METRIC, [REPORT_WRONG_ROW] = DOUBT_REPORT_ROW,
    [REPORT_WRONG_LONG] = DOUBT_REPORT_LONG,     [REPORT_WRONG_VALUE] = DOUBT_REPORT_LONG,
};

static bool is_of_report(enum doubt_kind kind)
{
    for (enum report_wrong w = 0; w < REPORT_WRONGS; w++)
        if (kinds[w] == kind)
            return true;
    return false;
}

/* What the cell says now; NULL: as it is. */
static const char *meant(const struct doubt_answer *a)
{
    return strcmp(a->choice, "drop") == 0       ? ""
           : text_begins(a->choice, "goal:")    ? a->choice + strlen("goal:")
           : *a->words                          ? a->words
                                                : a->doubt.guess;
}

static const struct table *table_of(const struct document *d, int number)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->at[i].table && d->at[i].table->number == number)
            return d->at[i].table;
    return NULL;
}

static void mend_cell(struct visit *v, const struct document *d, const struct place *p,
                      const char *words)
{
    const struct table *t = table_of(d, p->table);

    if (!t || p->row < 1 || p->row > t->rows || p->column < 1 || p->column > t->columns)
        return;
    struct cell *cell = arena_alloc(v->arena, sizeof *cell);
    if (*words)
        *arena_push(v->arena, cell) = (struct line){ .text = words };
    t->cells[(p->row - 1) * t->columns + p->column - 1] = cell;
}

/* file: from 1. */
static void mend(struct visit *v, const struct document *d, const struct doubt_answers *answers,
                 int64_t file)
{
    for (size_t i = 0; i < answers->n; i++) {
        const struct doubt_answer *a = &answers->at[i];
        const char *words = is_of_report(a->doubt.kind) ? meant(a) : NULL;
        if (words && a->doubt.place.document == file)
            mend_cell(v, d, &a->doubt.place, words);
    }
}

/* ---- the rows ---- */

/* Of two files about one row the first comes in: the other is of an older version then. */
static void told_before(struct visit *v, const struct report_news *all, struct report_row *r)
{
    for (size_t i = 0; i < all->n; i++)
        if (!all->at[i].kept && all->at[i].code && r->code &&
            strcmp(all->at[i].organisation, r->organisation) == 0 &&
            strcmp(all->at[i].code, r->code) == 0) {
            r->kept = true;
            r->why = tr(v, "Left out: another file tells of the same row");
        }
}

bool upload_reports(struct visit *v, int64_t upload, const struct import_read *read,
                    const struct doubt_answers *answers, int64_t import, struct report_news *all)
{
    struct upload_content_row *row;
    struct report_news one;

    v->form.n = 0;
    for (size_t i = 0; i < read->files.n; i++) {
        struct document d = { .name = read->files.at[i].name };
        if (!upload_is_workbook(read->files.at[i].format))
            continue;
        if (!upload_content(v, &row, upload, (int64_t)i + 1) ||
            !document_read(v, d.name, row->content.at, row->content.n, &d))
            return false;
        mend(v, &d, answers, (int64_t)i + 1);
        if (!v->house->report_news(v, &d, import, &one))
            return false;
        for (size_t k = 0; k < one.n; k++) {
            told_before(v, all, &one.at[k]);
            *arena_push(v->arena, all) = one.at[k];
        }
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

/* ---- when the documents are read ---- */

/* Nothing is to be asked of a year's sheets as tables of the plan. */
static void leave_sheets(struct doubts *doubts, const struct report_news *news)
{
    size_t n = 0;

    for (size_t i = 0; i < doubts->n; i++) {
        const struct doubt *d = &doubts->at[i];
        bool of_report = false;
        for (size_t k = 0; k < news->n_sheets; k++)
            of_report |= d->kind == DOUBT_TABLE_SKIPPED && d->place.sheet &&
                         strcmp(d->place.sheet, news->sheets[k]) == 0;
        if (!of_report)
            doubts->at[n++] = *d;
    }
    doubts->n = n;
}

bool upload_see_reports(struct visit *v, const struct upload_files_row *file,
                        const struct upload_content_row *row, struct import_read *one)
{
    struct document d = { .name = file->file_name };
    struct doubts *doubts = &one->found.doubts;
    struct report_news news;

    v->form.n = 0;
    if (!document_read(v, d.name, row->content.at, row->content.n, &d) ||
        !v->house->report_news(v, &d, 0, &news))
        return false;
    leave_sheets(doubts, &news);
    for (size_t i = 0; i < news.doubts.n; i++) {
        const struct report_doubt *r = &news.doubts.at[i];
        struct doubt *to = arena_push(v->arena, doubts);
        *to = (struct doubt){ .kind = kinds[r->wrong], .place = r->place, .guess = r->guess,
                              .words = text_cut(v->arena, r->words, 300) };
        to->place.document = 1;
    }
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Reports that came in with an import, and taking them back with it: what was changed or sent
 * since stays, and is told. */
#include "followup/imported.h"

#include "followup/imported.sql.h"
#include "followup/workbook.h"

#include "base/date.h"

#include <string.h>

/* ---- in ---- */

bool imported_keep_before(struct visit *v, const struct desk *d, int64_t import)
{
    for (size_t i = 0; i < d->n; i++) {
        const struct desk_entry *e = &d->at[i];
        if (e->now && desk_differs(v, e) &&
            !(report_keep(v, import, e->now->id, date_now(v)) &&
              metrics_keep(v, import, e->now->id)))
            return false;
    }
    return true;
}

bool imported_keep_made(struct visit *v, const struct desk *d, int64_t import)
{
    for (size_t i = 0; i < d->n; i++) {
        const struct desk_entry *e = &d->at[i];
        if (!e->now && desk_differs(v, e) &&
            !report_made(v, import, d->round->id, e->entry->row->id, date_now(v)))
            return false;
    }
    return true;
}

/* ---- out ---- */

static bool since(const char *at, const struct reports_of_import_row *r)
{
    return at && strcmp(at, r->kept_at) >= 0;
}

/* Why a report stays; NULL: it goes back. */
static const char *stays(struct visit *v, const struct reports_of_import_row *r)
{
    if (r->rev_now != r->rev_after || r->files)
        return tr(v, "Stays: the report was changed after the import.");
    if (since(r->accepted_at, r))
        return tr(v, "Stays: the report was accepted after the import.");
    if (since(r->sent_at, r))
        return tr(v, "Stays: the report was sent after the import.");
    return NULL;
}

static bool restore(struct visit *v, const struct reports_of_import_row *r)
{
    struct update_set_row *set;

    return update_set(v, &set, &(struct update_set_args){
                                   .id = r->entry_update, .rev = r->rev_now, .status = r->status,
                                   .reason = r->reason, .done = r->done, .learnt = r->learnt,
                                   .evidence = r->evidence, .saved_at = r->saved_at,
                                   .saved_by = r->saved_by, .on_behalf = r->on_behalf }) &&
           metrics_forget(v, r->entry_update) && metrics_return(v, r->id) &&
           report_known_again(v, r->entry_update, r->rev_now + 1, r->rev_after - 1);
}

static bool take_back(struct visit *v, const struct reports_of_import_row *r)
{
    return r->was_there ? restore(v, r)
                        : report_drop(v, r->entry_update, r->rev_now) &&
                              answer_unbegin(v, r->round, r->organisation);
}

bool imported_undo(struct visit *v, int64_t import, struct report_news *out)
{
    struct reports_of_import_rows rows;

    *out = (struct report_news){ 0 };
    if (!reports_of_import(v, &rows, import))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct reports_of_import_row *r = &rows.at[i];
        const char *why = stays(v, r);
        *arena_push(v->arena, out) = (struct report_row){
            .organisation = r->organisation_name,
            .code = r->code,
            .kept = why,
            .why = why,
            .before = report_said(v, r->status_now, r->done_now),
            .after = r->was_there ? report_said(v, r->status, r->done) : NULL,
        };
        if (!why && !take_back(v, r))
            return false;
    }
    return reports_forget(v, import);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Documents are sent, and a lot of them is brought in, thrown away or taken back. The
 * review of what was recognised is in review_page.c. */
#include "intake/upload.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/text.h"
#include "db/db.h"
#include "intake/pages.h"
#include "intake/upload_confirm.view.h"
#include "intake/upload_list.view.h"
#include "web/address.h"

#include <string.h>

/* ---- sending ---- */

static bool list_show(struct visit *v)
{
    struct upload_list *list = arena_alloc(v->arena, sizeof *list);
    struct import_latest_row *latest;

    if (!uploads_of(v, &list->waiting, v->plan) || !import_latest(v, &latest, v->site->slug) ||
        !upload_organisations(v, &list->organisations, v->plan))
        return false;
    list->latest = latest;
    return show_upload_list(v, list);
}

static size_t bytes_sent(const struct visit *v)
{
    size_t n = 0;

    for (size_t i = 0; i < v->files.n; i++)
        n += v->files.at[i].n;
    return n;
}

static const char *const file_field = "tiedosto";

static bool files_fit(struct visit *v)
{
    struct uploads_waiting_row *waiting;
    size_t n = bytes_sent(v);

    if (v->too_much || n > UPLOAD_BYTES)
        return fault(v, file_field,
                     text(v, tr(v, "The files are too large: at most %d megabytes at once. Leave "
                                   "pictures out of the document, or send it in parts."),
                          UPLOAD_BYTES >> 20));
    if (!v->files.n)
        return fault(v, file_field, tr(v, "Choose the document, or several of them."));
    if (v->files.n > UPLOAD_FILES)
        return fault(v, file_field,
                     text(v, tr(v, "At most %d files at once."), UPLOAD_FILES));
    for (size_t i = 0; i < v->files.n; i++)
        if (!v->files.at[i].n)
            return fault(v, file_field, text(v, tr(v, "The file %s is empty. Choose another."),
                                             v->files.at[i].name));
    if (!uploads_waiting(v, &waiting, v->plan))
        return false;
    return waiting->waiting_bytes + (int64_t)n <= UPLOADS_WAITING ||
           fault(v, file_field,
                 tr(v, "Too many documents wait here already. Bring them in or throw them away "
                       "first."));
}

static bool files_keep(struct visit *v, int64_t upload)
{
    for (size_t i = 0; i < v->files.n; i++) {
        const struct posted_file *f = &v->files.at[i];
        char digest[DIGEST_TEXT];
        digest_text(f->at, f->n, digest);
        if (!upload_file_add(v, &(struct upload_file_add_args){
                                    upload, (int64_t)i + 1, *f->name ? f->name : "x",
                                    (int64_t)f->n, digest, { f->at, f->n } }))
            return false;
    }
    return true;
}

static bool list_post(struct visit *v)
{
    struct upload_add_row *row;

    if (!files_fit(v) ||
        !upload_add(v, &row, &(struct upload_add_args){
                                 v->plan, date_now(v), v->name, lang_code(v->lang),
                                 upload_state_code(UPLOAD_READING), given(v, "organisaatio") }) ||
        !files_keep(v, row->id))
        return false;
    v->work_waits = true;
    return go(v, to(v, "/tuonti/%lld/tarkistus", (long long)row->id));
}

/* ---- confirming ---- */

enum { CHANGES_SHOWN = 500 };

static bool counts_load(struct visit *v, struct confirm *c)
{
    static const char *const of[] = { "goal", "entry", "action" };
    struct upload_counts_rows rows;

    if (!upload_counts(v, &rows, c->upload.row->id))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct upload_counts_row *r = &rows.at[i];
        if (strcmp(r->change_of, "row") == 0)
            c->changing = r->how_many;
        for (size_t k = 0; k < sizeof of / sizeof *of; k++)
            for (enum merge_kind m = 0; m < MERGE_KINDS; m++)
                if (strcmp(r->change_of, of[k]) == 0 &&
                    strcmp(r->merge_kind, merge_kind_code(m)) == 0)
                    c->n[k][m] = r->how_many;
    }
    c->first = !c->changing && c->n[CONFIRM_ACTIONS][MERGE_NEW];
    return true;
}

static bool confirm_load(struct visit *v, struct confirm *c)
{
    struct import_latest_row *latest;

    if (!upload_load(v, part(v, "nro"), &c->upload) || !counts_load(v, c) ||
        !upload_changes(v, &c->changes, c->upload.row->id) ||
        !import_latest(v, &latest, v->site->slug))
        return false;
    c->shown = c->changes.n < CHANGES_SHOWN ? c->changes.n : CHANGES_SHOWN;
    c->can_undo = c->upload.state == UPLOAD_DONE && latest && latest->id == c->upload.row->import;
    return true;
}

static bool confirm_show(struct visit *v)
{
    struct confirm *c = arena_alloc(v->arena, sizeof *c);

    if (!confirm_load(v, c))
        return false;
    if (c->upload.state <= UPLOAD_REVIEW)
        return go(v, to(v, "/tuonti/%s/tarkistus", part(v, "nro")));
    return show_upload_confirm(v, c);
}

static bool confirm_post(struct visit *v)
{
    struct upload u;

    if (!upload_load(v, part(v, "nro"), &u))
        return false;
    v->shows_work = false;
    if (u.state != UPLOAD_READY || given_number(v, "rev", 0) != u.row->rev)
        return fault(v, "vahvista", tr(v, "This import has changed since you saw it. Look at the "
                                          "numbers again and then confirm."));
    v->work_waits = true;
    return upload_moved(v, u.row->id, false) &&
           upload_state_set(v, u.row->id, upload_state_code(UPLOAD_STORING)) &&
           go(v, to(v, "/tuonti/%s/vahvistus", part(v, "nro")));
}

/* ---- throwing away and taking back ---- */

static bool throw_post(struct visit *v)
{
    struct upload u;

    if (!upload_load(v, part(v, "nro"), &u))
        return false;
    if (u.state >= UPLOAD_STORING)
        return fail(v, FAIL_CLASH, "%s", tr(v, "This has been brought in already. It can be taken "
                                               "back on its own page."));
    return upload_delete(v, u.row->id) && go(v, to(v, "/tuonti"));
}

/* The lot that a run brought in; a run of the command “vointi import” has none yet. */
static bool undo_row(struct visit *v, int64_t run, int64_t *id)
{
    const char *state = upload_state_code(UPLOAD_UNDOING), *lang = lang_code(v->lang);
    struct upload_of_import_row *known;
    struct upload_add_row *added;

    if (!upload_of_import(v, &known, v->plan, run))
        return false;
    if (known) {
        *id = known->id;
        return true;
    }
    if (!upload_add(v, &added, &(struct upload_add_args){ v->plan, date_now(v), v->name, lang,
                                                          state, "" }))
        return false;
    *id = added->id;
    return upload_import_set(v, *id, run);
}

static bool undo_post(struct visit *v)
{
    struct import_latest_row *latest;
    int64_t run = given_number(v, "tuonti", 0), id;

    if (!import_latest(v, &latest, v->site->slug))
        return false;
    if (!latest || latest->id != run)
        return fail(v, FAIL_CLASH, "%s", tr(v, "This is not the latest import any more. Look again "
                                               "at what was brought in last."));
    v->work_waits = true;
    return undo_row(v, run, &id) &&
           upload_state_set(v, id, upload_state_code(UPLOAD_UNDOING)) &&
           go(v, to(v, "/tuonti/%lld/vahvistus", (long long)id));
}

static const struct input list_inputs[] = {
    { "organisaatio", INPUT_TEXT, 200, .label = N_("The organisation") },
    { 0 },
};
static const struct input confirm_inputs[] = {
    { "rev", INPUT_NUMBER, INT64_MAX / 10 },
    { 0 },
};
static const struct input undo_inputs[] = {
    { "tuonti", INPUT_NUMBER, INT64_MAX / 10 },
    { 0 },
};

const struct page upload_pages[] = {
    { METHOD_GET, "/tuonti", RIGHT_COORDINATOR, NULL, list_show, &upload_list_view,
      .bar = N_("Import") },
    { METHOD_POST, "/tuonti", RIGHT_COORDINATOR, list_inputs, list_post, &upload_list_view,
      .body_most = UPLOAD_BYTES + (1 << 20) },
    { METHOD_GET, "/tuonti/{nro}/vahvistus", RIGHT_COORDINATOR, NULL, confirm_show,
      &upload_confirm_view },
    { METHOD_POST, "/tuonti/{nro}/vahvistus", RIGHT_COORDINATOR, confirm_inputs, confirm_post,
      &upload_confirm_view },
    { METHOD_POST, "/tuonti/{nro}/poista", RIGHT_COORDINATOR, NULL, throw_post,
      &upload_list_view },
    { METHOD_POST, "/tuonti/peru", RIGHT_COORDINATOR, undo_inputs, undo_post, &upload_list_view },
    { 0 },
};

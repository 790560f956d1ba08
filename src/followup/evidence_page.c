/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The files of a row: added and taken away on a page of their own, so that nothing else of
 * the form is lost when one is refused; and given to those who may see them. */
#include "followup/evidence.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/text.h"
#include "db/db.h"
#include "followup/evidence_files.view.h"
#include "followup/pages.h"
#include "web/address.h"

#include <stdlib.h>
#include <string.h>

/* ---- the page ---- */

static bool page_load(struct visit *v, struct evidence_page *p)
{
    if (!desk_load(v, part(v, "vuosi"), part(v, "slug"), &p->desk))
        return false;
    p->entry = desk_row(&p->desk, part(v, "code"));
    return (p->entry && p->entry->to_report) ||
           fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such page. It may have moved."));
}

static bool files_show(struct visit *v)
{
    struct evidence_page *p = arena_alloc(v->arena, sizeof *p);

    return page_load(v, p) && show_evidence_files(v, p);
}

static bool go_back(struct visit *v)
{
    return go(v, to(v, "/paivitys/%s/%s/%s/tiedostot", part(v, "vuosi"), part(v, "slug"),
                    part(v, "code")));
}

/* Closed, or typed by the organisation and not sent: then it is not for others to change. */
static bool may_change(struct visit *v, const struct evidence_page *p)
{
    return (p->desk.open && !p->entry->hidden) ||
           fault(v, "tiedosto", tr(v, "This year is closed, or the organisation has begun to "
                                      "answer by itself: nothing was changed."));
}

/* ---- adding ---- */

/* A file hangs on a row, which may have nothing else yet. */
static bool row_make(struct visit *v, const struct evidence_page *p, int64_t *update)
{
    struct update_add_row *added;

    if (p->entry->now) {
        *update = p->entry->now->id;
        return true;
    }
    if (!update_add(v, &added, &(struct update_add_args){
                                   .round = p->desk.round->id,
                                   .entry = p->entry->entry->row->id,
                                   .status = "",
                                   .reason = "",
                                   .done = "",
                                   .learnt = "",
                                   .evidence = "",
                                   .saved_at = desk_now(v, &p->desk),
                                   .saved_by = v->name,
                                   .on_behalf = p->desk.on_behalf,
                               }))
        return false;
    *update = added ? added->id : 0;
    return added || fail(v, FAIL_CLASH, "%s",
                         tr(v, "Something has changed meanwhile. Try again."));
}

/* Each refused file is told with its name; the others are kept. */
static void refuse(struct visit *v, const struct posted_file *f, const char *why)
{
    fault(v, "tiedosto", text(v, tr(v, "%s: %s."), *f->name ? f->name : "–", why));
}

static const char *too_many(struct visit *v, const struct evidence_page *p, size_t more,
                            int64_t bytes)
{
    if (p->entry->n_files + more >= EVIDENCE_ROW_MOST)
        return tr(v, "a row has at most ten files");
    if (p->desk.n_files + more >= EVIDENCE_ANSWER_MOST ||
        p->desk.files_bytes + bytes > EVIDENCE_ANSWER_BYTES)
        return tr(v, "a year's answer has at most 50 files and 100 MB in all");
    return NULL;
}

static bool keep(struct visit *v, const struct evidence_page *p, int64_t update,
                 const struct posted_file *f, const struct evidence *e)
{
    struct evidence_file_add_row *row;
    char digest[DIGEST_TEXT];

    digest_text(e->bytes.at, e->bytes.n, digest);
    return evidence_file_add(v, &row,
                             &(struct evidence_file_add_args){
                                 .entry_update = update,
                                 .file_name = text_cut(v->arena, f->name, EVIDENCE_NAME_MOST),
                                 .format = evidence_code(e->format),
                                 .size_bytes = (int64_t)e->bytes.n,
                                 .digest = digest,
                                 .added_at = desk_now(v, &p->desk),
                                 .added_by = v->name,
                                 .on_behalf = p->desk.on_behalf,
                             }) &&
           (!row || evidence_bytes_add(v, row->id, (struct bytes){ e->bytes.at, e->bytes.n }));
}

static bool add_all(struct visit *v, const struct evidence_page *p, int64_t update, size_t *n)
{
    int64_t bytes = 0;
    bool ok = true;

    for (size_t i = 0; ok && i < v->files.n; i++) {
        struct evidence e = { 0 };
        const struct posted_file *f = &v->files.at[i];
        const char *why = evidence_clean(v, f->at, f->n, &e);
        why = why ? why : too_many(v, p, *n, bytes + (int64_t)e.bytes.n);
        if (why) {
            refuse(v, f, why);
        } else {
            ok = keep(v, p, update, f, &e);
            bytes += (int64_t)e.bytes.n;
            ++*n;
        }
        buf_free(&e.bytes);
    }
    return ok;
}

static bool files_add(struct visit *v)
{
    struct evidence_page *p = arena_alloc(v->arena, sizeof *p);
    int64_t update;
    size_t n = 0;

    if (!page_load(v, p) || !may_change(v, p))
        return false;
    if (v->too_much)
        return fault(v, "tiedosto", tr(v, "This was more than 10 MB at once, so nothing was kept. "
                                          "Make the file smaller, or send the files one by one."));
    if (!v->files.n)
        return fault(v, "tiedosto", tr(v, "Choose a file first."));
    if (!row_make(v, p, &update) || !add_all(v, p, update, &n))
        return false;
    if (n && !answer_begin(v, p->desk.round->id, p->desk.organisation->row->id, date_now(v)))
        return false;
    /* What is sound is kept, also when another is refused. */
    return v->faults.n ? n && db_commit(v) && false : go_back(v);
}

static bool file_take(struct visit *v)
{
    struct evidence_page *p = arena_alloc(v->arena, sizeof *p);
    struct evidence_file_drop_row *row;

    if (!page_load(v, p) || !may_change(v, p))
        return false;
    return evidence_file_drop(v, &row, strtoll(part(v, "id"), NULL, 10),
                              p->entry->now ? p->entry->now->id : 0) &&
           (row || fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such file any more."))) &&
           go_back(v);
}

/* ---- giving ---- */

static void put_file(struct visit *v, const void *data)
{
    const struct evidence_file_get_row *f = data;

    v->type = evidence_type(evidence_of(f->format));
    buf_put(&v->body, f->bytes.at, f->bytes.n);
}

static const struct view evidence_bytes_view = { "evidence_bytes", { [FORMAT_HTML] = put_file } };

/* Everybody when the answer was accepted with it; before that its organisation, and the
 * coordinator once it was sent. */
static bool may_see(struct visit *v, const struct evidence_file_get_row *f)
{
    struct answer_times t = { .sent_at = f->sent_at, .returned_at = f->returned_at,
                              .accepted_at = f->accepted_at };

    if (answer_state_of(&t) == ANSWER_ACCEPTED && strcmp(f->added_at, f->accepted_at) <= 0)
        return true;
    if (is_own_organisation(v, f->organisation))
        return true;
    return has_right(v, RIGHT_COORDINATOR) &&
           (f->on_behalf || (f->sent_at && strcmp(f->added_at, f->sent_at) <= 0));
}

static bool file_give(struct visit *v)
{
    struct evidence_file_get_row *f;

    if (!evidence_file_get(v, &f, strtoll(part(v, "id"), NULL, 10), v->plan))
        return false;
    if (!f || !may_see(v, f))
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such file."));
    v->revision = 0; /* too large for the kept pages */
    v->sandboxed = true;
    v->filename = text(v, "vointi-%lld.%s", (long long)f->id,
                       evidence_ending(evidence_of(f->format)));
    v->view = &evidence_bytes_view;
    v->data = f;
    return true;
}

static const struct input no_inputs[] = { { 0 } };

const struct page evidence_pages[] = {
    { METHOD_GET, "/paivitys/{vuosi}/{slug}/{code}/tiedostot", RIGHT_OWN, NULL, files_show,
      &evidence_files_view },
    { METHOD_POST, "/paivitys/{vuosi}/{slug}/{code}/tiedostot", RIGHT_OWN, no_inputs, files_add,
      &evidence_files_view, .body_most = EVIDENCE_BODY_MOST },
    { METHOD_POST, "/paivitys/{vuosi}/{slug}/{code}/tiedostot/{id}", RIGHT_OWN, NULL, file_take,
      &evidence_files_view },
    { METHOD_GET, "/todisteet/{id}", RIGHT_PUBLIC, NULL, file_give, &evidence_bytes_view },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What takes long of an import, done between the pages: reading the documents, finding out
 * what would change, bringing it in and taking it back. Each is claimed by one process, and
 * does nothing where it was done already. */
#include "intake/upload.h"

#include "base/date.h"
#include "base/text.h"
#include "db/db.h"
#include "intake/exchange.h"
#include "intake/upload_parts.h"
#include "web/page.h"

#include <pthread.h>
#include <string.h>

enum { CLAIM_MINUTES = 30, CHANGES_KEPT = 5000 };

/* ---- how far it is ---- */

static struct {
    pthread_mutex_t lock;
    int64_t upload;
    struct upload_progress at;
    char what[200];
} now = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void progress_begin(int64_t upload)
{
    pthread_mutex_lock(&now.lock);
    now.upload = upload;
    now.at = (struct upload_progress){ 0 };
    pthread_mutex_unlock(&now.lock);
}

static void progress_told(const char *what, size_t done, size_t all)
{
    pthread_mutex_lock(&now.lock);
    size_t n = strnlen(what, sizeof now.what - 1);
    memcpy(now.what, what, n);
    now.what[n] = '\0';
    now.at = (struct upload_progress){ now.what, done, all };
    pthread_mutex_unlock(&now.lock);
}

struct upload_progress upload_progress(int64_t upload)
{
    static _Thread_local char what[sizeof now.what];
    struct upload_progress out = { 0 };

    pthread_mutex_lock(&now.lock);
    if (now.upload == upload && now.at.what) {
        out = now.at;
        memcpy(what, now.what, sizeof what);
        out.what = what;
    }
    pthread_mutex_unlock(&now.lock);
    return out;
}

/* What a piece of work has found out before it writes. */
struct found {
    struct import_read read;
    struct import_report report;
    struct report_news reports; /* of workbooks with a year in them */
    const char *words; /* the recognised plan as a snapshot; the digest of the plan there is */
};

/* ---- the plan and its doubts ---- */

static struct place place_of(const struct upload_doubts_row *r)
{
    return (struct place){ .document = r->file_no, .sheet = r->sheet, .table = (int)r->table_no,
                           .row = (int)r->row_no, .column = (int)r->column_no,
                           .line = (int)r->line_no };
}

static bool answers_load(struct visit *v, int64_t upload, struct doubt_answers *out)
{
    struct upload_doubts_rows rows;

    *out = (struct doubt_answers){ 0 };
    if (!upload_doubts(v, &rows, upload))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct upload_doubts_row *r = &rows.at[i];
        enum doubt_kind kind = doubt_kind_of(r->doubt_kind);
        if (kind == DOUBT_KINDS)
            continue; /* of an older program */
        *arena_push(v->arena, out) = (struct doubt_answer){
            .id = r->id,
            .doubt = { .kind = kind, .place = place_of(r), .words = r->words, .guess = r->guess,
                       .about = r->about },
            .choice = r->choice,
            .words = r->answer_words,
            .who = r->answer_for,
        };
    }
    return true;
}

bool upload_found(struct visit *v, const struct upload *u, struct plan *plan,
                  struct doubt_answers *answers)
{
    *plan = (struct plan){ 0 };
    return u->row->plan_json &&
           exchange_read_snapshot(v, u->row->plan_json, strlen(u->row->plan_json), plan) &&
           answers_load(v, u->row->id, answers);
}

/* ---- reading ---- */

/* The visit becomes one of the plan's coordinator, who sent the documents. */
static bool upload_enter(struct visit *v, const struct upload_claim_row *work, const char **slug)
{
    struct upload_plan_row *row;

    if (!upload_plan(v, &row, work->plan))
        return false;
    if (!row)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "The plan is not there any more."));
    v->roles = ROLE_BIT(ROLE_COORDINATOR);
    *slug = row->slug;
    return v->house->find_site(v, row->slug);
}


static bool read_file(struct visit *v, const struct upload_claim_row *work,
                      const struct upload_files_row *file, struct import_read *all)
{
    const char *organisation = *work->organisation_name ? work->organisation_name : NULL;
    struct upload_content_row *row;
    struct import_read one;

    if (!upload_content(v, &row, work->id, file->position))
        return false;
    if (!import_read(v, file->file_name, row->content.at, row->content.n, organisation, &one)) {
        if (v->fail.kind == FAIL_DOCUMENT) /* which of them */
            v->fail.text = text(v, "%s: %s", file->file_name, v->fail.text);
        return false;
    }
    if (upload_is_workbook(one.files.at[0].format) && !upload_see_reports(v, file, row, &one))
        return false;
    return import_join(v, all, &one);
}

/* A list of organisations that were guessed at once is a doubt for each. */
static bool doubt_add(struct visit *v, int64_t upload, const struct doubt *d)
{
    const struct place *p = &d->place;

    return upload_doubt_add(v, &(struct upload_doubt_add_args){
                                   upload, doubt_kind_code(d->kind), p->document, p->sheet,
                                   p->table, p->row, p->column, p->line, d->words ? d->words : "",
                                   d->guess, d->about });
}

static bool doubts_add(struct visit *v, int64_t upload, const struct import_read *read)
{
    const struct doubts *doubts = &read->found.doubts;

    for (size_t i = 0; i < doubts->n; i++) {
        const struct doubt *d = &doubts->at[i];
        bool several = d->kind == DOUBT_ORGANISATION_GUESSED && !d->guess && !d->place.table;
        const struct organisations *o = &read->found.plan.organisations;
        for (size_t k = 0; several && k < o->n; k++) {
            struct doubt one = *d;
            if (!strstr(d->words, o->at[k].name))
                continue;
            one.words = one.guess = o->at[k].name;
            if (!doubt_add(v, upload, &one))
                return false;
        }
        if (!several && !doubt_add(v, upload, d))
            return false;
    }
    return true;
}

static const char *snapshot(struct visit *v, const struct plan *p)
{
    struct buf out = buf_new((size_t)64 << 20);
    const char *copy = exchange_write_snapshot(v, p, &out) ? arena_copy(v->arena, out.at, out.n)
                                                           : NULL;
    buf_free(&out);
    return copy;
}

/* A title or period that was only guessed does not replace the plan's own. */
static void leave_guessed_facts(struct import_read *read)
{
    struct doubts *doubts = &read->found.doubts;
    struct plan *p = &read->found.plan;
    size_t n = 0;

    for (size_t i = 0; i < doubts->n; i++) {
        const struct doubt *d = &doubts->at[i];
        bool period = d->guess && p->starts && text_begins(d->guess, p->starts);
        if (d->kind != DOUBT_TITLE)
            doubts->at[n++] = *d;
        else if (period)
            p->starts = p->ends = NULL;
        else
            p->title = NULL;
    }
    doubts->n = n;
}

static bool read_look(struct visit *v, const struct upload_claim_row *work, struct found *found)
{
    struct upload_files_rows files;
    const char *slug;

    if (!upload_enter(v, work, &slug) || !upload_files(v, &files, work->id))
        return false;
    for (size_t i = 0; i < files.n; i++) {
        visit_progress(v, tr(v, "Reading the documents"), i, files.n);
        if (!read_file(v, work, &files.at[i], &found->read))
            return false;
    }
    leave_guessed_facts(&found->read);
    found->words = snapshot(v, &found->read.found.plan);
    return found->words;
}

static bool read_keep(struct visit *v, const struct upload_claim_row *work,
                      const struct found *found)
{
    for (size_t i = 0; i < found->read.files.n; i++)
        if (!upload_file_read(v, work->id, (int64_t)i + 1, found->read.files.at[i].format))
            return false;
    return doubts_add(v, work->id, &found->read) && upload_recognised(v, work->id, found->words);
}

/* ---- comparing ---- */

/* What is stored: the plan that was recognised with the answers in it. */
static bool mended(struct visit *v, const struct upload_claim_row *work, struct import_read *read,
                   struct doubt_answers *answers)
{
    struct upload_get_row *row;
    struct upload_files_rows files;

    *read = (struct import_read){ 0 };
    if (!upload_get(v, &row, work->plan, work->id) || !row || !upload_files(v, &files, work->id))
        return false;
    struct upload u = { .row = row };
    if (!upload_found(v, &u, &read->found.plan, answers) ||
        !answers_apply(v, &read->found.plan, answers))
        return false;
    for (size_t i = 0; i < files.n; i++) {
        const struct upload_files_row *f = &files.at[i];
        *arena_push(v->arena, &read->files) =
            (struct import_file){ f->file_name, f->format, f->digest, f->size_bytes };
    }
    read->exact = files.n == 1 && strcmp(files.at[0].format, "json") == 0;
    for (size_t i = 0; i < answers->n; i++)
        *arena_push(v->arena, &read->found.doubts) = answers->at[i].doubt;
    return true;
}

static bool counts_add(struct visit *v, int64_t upload, const struct merge_report *r)
{
    static const char *const names[] = { "goal", "entry", "action" };
    const size_t *const counts[] = { r->goals, r->entries, r->actions };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (enum merge_kind k = 0; k < MERGE_KINDS; k++)
            if (counts[i][k] &&
                !upload_count_add(v, upload, names[i], merge_kind_code(k), (int64_t)counts[i][k]))
                return false;
    return true;
}

static bool changes_add(struct visit *v, int64_t upload, const struct merge_report *r,
                        const struct report_news *news)
{
    int64_t position = 0, changing = 0;

    for (size_t i = 0; i < r->n; i++)
        changing += r->at[i].kind != MERGE_KEPT;
    for (size_t i = 0; i < news->n; i++)
        changing += !news->at[i].kept;
    if (changing && !upload_count_add(v, upload, "row", merge_kind_code(MERGE_CHANGED), changing))
        return false;
    if (!upload_reports_add(v, upload, &position, news))
        return false;
    for (size_t i = 0; i < r->n && i < CHANGES_KEPT; i++) {
        const struct merge_row *m = &r->at[i];
        if (!upload_change_add(v, &(struct upload_change_add_args){
                                      upload, ++position, merge_kind_code(m->kind), m->what,
                                      m->organisation, m->code, m->number, m->field,
                                      m->old_value, m->new_value }))
            return false;
    }
    for (size_t i = 0; i < r->n_left; i++)
        if (!upload_change_add(v, &(struct upload_change_add_args){
                                      .upload = upload, .position = ++position,
                                      .merge_kind = "left", .change_of = "organisation",
                                      .organisation_name = r->left[i], .field = "" }))
            return false;
    return true;
}

static bool report_add(struct visit *v, int64_t upload, const struct import_report *report,
                       const struct report_news *news)
{
    return upload_changes_forget(v, upload) && upload_counts_forget(v, upload) &&
           changes_add(v, upload, &report->rows, news) && counts_add(v, upload, &report->rows);
}

static bool compare_look(struct visit *v, const struct upload_claim_row *work,
                         struct found *found)
{
    struct import_request request = { 0 };
    struct doubt_answers answers;

    visit_progress(v, tr(v, "Comparing with the plan"), 0, 0);
    return upload_enter(v, work, &request.slug) && mended(v, work, &found->read, &answers) &&
           import_compare(v, &request, &found->read, &found->report) &&
           upload_reports(v, work->id, &found->read, &answers, 0, &found->reports) &&
           import_plan_digest(v, request.slug, &found->words);
}

static bool compare_keep(struct visit *v, const struct upload_claim_row *work,
                         const struct found *found)
{
    return report_add(v, work->id, &found->report, &found->reports) &&
           upload_compared(v, work->id, found->words);
}

/* ---- into the plan and out of it ---- */

static bool store_keep(struct visit *v, const struct upload_claim_row *work,
                       const struct found *found)
{
    struct import_request request = { 0 };
    struct import_read read;
    struct import_report report;
    const char *digest;
    struct report_news news = { 0 };
    struct doubt_answers answers;
    int64_t run;

    (void)found;
    visit_progress(v, tr(v, "Storing"), 0, 0);
    if (!upload_enter(v, work, &request.slug) || !import_plan_digest(v, request.slug, &digest))
        return false;
    /* The person agreed to other numbers: they are shown anew. */
    if (!work->plan_digest || strcmp(digest, work->plan_digest) != 0)
        return upload_moved(v, work->id, true) &&
               upload_state_set(v, work->id, upload_state_code(UPLOAD_COMPARING));
    return mended(v, work, &read, &answers) &&
           import_store_inside(v, &request, &read, &report, &run) &&
           upload_reports(v, work->id, &read, &answers, run, &news) &&
           report_add(v, work->id, &report, &news) && upload_files_forget(v, work->id) &&
           upload_done(v, work->id, run, date_now(v));
}

static bool undo_keep(struct visit *v, const struct upload_claim_row *work,
                      const struct found *found)
{
    struct import_report report;
    const char *slug;

    (void)found;
    visit_progress(v, tr(v, "Taking back"), 0, 0);
    return upload_enter(v, work, &slug) && import_undo_inside(v, slug, work->import, &report) &&
           report_add(v, work->id, &report, &report.reports) &&
           upload_undone(v, work->id, date_now(v));
}

/* ---- whatever waits ---- */

static const struct job {
    bool (*look)(struct visit *v, const struct upload_claim_row *work, struct found *found);
    bool (*keep)(struct visit *v, const struct upload_claim_row *work, const struct found *found);
    bool shown; /* it changes what everybody sees */
} jobs[UPLOAD_STATES] = {
    [UPLOAD_READING] = { read_look, read_keep, false },
    [UPLOAD_COMPARING] = { compare_look, compare_keep, false },
    [UPLOAD_STORING] = { NULL, store_keep, true },
    [UPLOAD_UNDOING] = { NULL, undo_keep, true },
};

/* Where it stays when it fails. What was brought in stays so when it can't be taken back. */
static enum upload_state failed_state(enum upload_state state)
{
    return state == UPLOAD_UNDOING ? UPLOAD_DONE : UPLOAD_FAILED;
}

/* A database that is busy or away is asked again later; anything else is told. */
static bool give_up(struct visit *v, const struct upload_claim_row *work)
{
    struct fail why = v->fail;
    enum upload_state state = upload_state_of(work->upload_state);

    db_end(v);
    if (why.kind == FAIL_BUSY || why.kind == FAIL_STORE)
        return false;
    v->fail = (struct fail){ 0 };
    return db_begin_unseen(v) &&
           upload_failed(v, work->id, upload_state_code(failed_state(state)), why.text) &&
           db_commit(v);
}

static bool claim(struct visit *v, struct upload_claim_row **work)
{
    const char *at = date_now(v);

    return db_begin_unseen(v) &&
           upload_claim(v, work, date_after(v, at, CLAIM_MINUTES * 60), at) && db_commit(v);
}

/* What is found out by reading alone holds up nobody who writes. */
static bool look(struct visit *v, const struct job *job, const struct upload_claim_row *work,
                 struct found *found)
{
    bool ok = !job->look || (db_begin_read(v) && job->look(v, work, found));

    db_end(v);
    return ok;
}

/* Nothing, where it was thrown away or another process has done it meanwhile. */
static bool keep(struct visit *v, const struct job *job, const struct upload_claim_row *work,
                 const struct found *found)
{
    struct upload_still_row *still;

    return (job->shown ? db_begin_write(v) : db_begin_unseen(v)) &&
           upload_still(v, &still, work->id, work->upload_state) &&
           (!still || job->keep(v, work, found)) && db_commit(v);
}

bool upload_work(struct visit *v, bool *worked)
{
    struct upload_claim_row *work = NULL;

    *worked = claim(v, &work) && work;
    db_end(v);
    if (!*worked)
        return !failed(v);
    const struct job *job = &jobs[upload_state_of(work->upload_state)];
    struct found found = { 0 };
    v->lang = lang_of(work->lang) < LANGS ? lang_of(work->lang) : LANG_FI;
    v->name = work->by_name;
    v->progress = progress_told;
    progress_begin(work->id);
    bool ok = look(v, job, work, &found) && keep(v, job, work, &found);
    db_end(v);
    v->progress = NULL;
    return ok || give_up(v, work);
}

bool upload_work_begin(struct visit *v)
{
    bool ok = db_begin_unseen(v) && uploads_unclaim(v) && db_commit(v);

    db_end(v);
    return ok;
}

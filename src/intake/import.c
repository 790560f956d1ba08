/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Reading, merging and storing a document as one transaction. */
#include "intake/import.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/text.h"
#include "db/db.h"
#include "intake/exchange.h"
#include "intake/import.sql.h"
#include "intake/import_parts.h"
#include "plan/plan_tree.h"
#include "plan/roll_up.h"
#include "plan/tree.sql.h"
#include "web/page.h"

#include <string.h>

/* One import on its way. */
struct running {
    const struct import_request *request;
    struct import_read *read;
    struct plan current;
    struct author by;
    const char *before;
};

/* ---- what the document says ---- */

static bool recognise(struct visit *v, struct document *d, const char *bytes, size_t n,
                      const char *organisation, struct import_read *out)
{
    if ((out->exact = exchange_is_json(bytes, n))) {
        d->format = "json";
        return exchange_read_json(v, bytes, n, &out->found);
    }
    if (!document_read(v, d->name, bytes, n, d))
        return false;
    return exchange_recognise(d) ? exchange_read(v, d, organisation, &out->found)
                                 : recognise_plan(v, d, organisation, &out->found);
}

bool import_read(struct visit *v, const char *name, const char *bytes, size_t n,
                 const char *organisation, struct import_read *out)
{
    struct document d = { .name = strrchr(name, '/') ? strrchr(name, '/') + 1 : name };
    char digest[DIGEST_TEXT];

    *out = (struct import_read){ 0 };
    if (!recognise(v, &d, bytes, n, organisation, out))
        return false;
    digest_text(bytes, n, digest);
    *arena_push(v->arena, &out->files) = (struct import_file){
        d.name, d.format, arena_strdup(v->arena, digest), (int64_t)n
    };
    import_places(&out->found, NULL, 1);
    return true;
}

/* "2025–2028" to its years; one year is both. */
static bool period_read(struct visit *v, const char *period, struct plan *p)
{
    char years[2][5] = { "", "" };
    int n = 0, digits = 0;

    for (; *period && n < 2; period++) {
        digits = *period >= '0' && *period <= '9' ? digits + 1 : 0;
        if (digits == 4)
            memcpy(years[n++], period - 3, 4);
    }
    if (!n || strcmp(years[0], years[n - 1]) > 0)
        return fail(v, FAIL_USAGE, "%s", tr(v, "A period is written so: 2025-2028."));
    p->starts = arena_strdup(v->arena, years[0]);
    p->ends = arena_strdup(v->arena, years[n - 1]);
    return true;
}

/* What the person said wins; what the document did not tell stays as it was. */
static bool facts(struct visit *v, const struct running *run, struct plan *p)
{
    const struct import_request *r = run->request;
    const struct plan *current = &run->current;
    const char *name = run->read->files.n ? run->read->files.at[0].name : "";

    if (r->title)
        p->title = r->title;
    if (!p->title || !*p->title)
        p->title = *current->title ? current->title
                                   : arena_copy(v->arena, name, strcspn(name, "."));
    p->area = r->area ? r->area : p->area ? p->area : current->area;
    p->vision = r->vision ? r->vision : p->vision ? p->vision : current->vision;
    if (!p->starts && !p->ends) {
        p->starts = current->starts;
        p->ends = current->ends;
    }
    if (!p->languages || !*p->languages)
        p->languages = current->languages;
    p->slug = current->slug;
    if (current->id || !p->state || !*p->state) /* a draft that is brought in stays a draft */
        p->state = current->state;
    return !r->period || period_read(v, r->period, p);
}

/* ---- storing ---- */

static const char *snapshot_of(struct visit *v, const struct plan *p)
{
    struct buf out = buf_new((size_t)64 << 20);
    const char *copy = NULL;

    if (exchange_write_snapshot(v, p, &out))
        copy = arena_copy(v->arena, out.at, out.n);
    buf_free(&out);
    return copy;
}

/* A plan's row is there before its documents: both name each other. */
static bool plan_row(struct visit *v, struct running *run, const struct plan *wanted)
{
    struct plan empty = *wanted;

    if (run->current.id)
        return true;
    empty.goals.n = empty.entries.n = empty.organisations.n = 0;
    if (!plan_tree_save(v, &run->current, &empty, &run->by))
        return false;
    run->current = empty;
    run->current.next_number = 0; /* none was given yet */
    return true;
}

static bool document_row(struct visit *v, const struct running *run, const struct import_file *f,
                         int64_t *id)
{
    struct import_document_known_row *known;
    struct import_document_add_row *added;
    int64_t plan = run->current.id;

    if (!import_document_known(v, &known, plan, f->digest))
        return false;
    if (!known &&
        !import_document_add(v, &added,
                             &(struct import_document_add_args){ plan, f->name, f->format, f->size,
                                                                 f->digest, run->by.at }))
        return false;
    *id = known ? known->id : added->id;
    return true;
}

/* *first: of the first file. */
static bool document_rows(struct visit *v, struct running *run, int64_t *first)
{
    size_t n = run->read->files.n;
    int64_t *ids = arena_alloc(v->arena, (n + 1) * sizeof *ids);

    for (size_t i = 0; i < n; i++)
        if (!document_row(v, run, &run->read->files.at[i], &ids[i]))
            return false;
    import_places(&run->read->found, ids, 0);
    *first = n ? ids[0] : DB_NULL;
    return true;
}

static bool store_doubts(struct visit *v, int64_t import, int64_t document,
                         const struct doubts *doubts)
{
    struct place_add_row *place;

    for (size_t i = 0; i < doubts->n; i++) {
        const struct doubt *d = &doubts->at[i];
        const struct place *p = &d->place;
        if (!place_add(v, &place,
                       &(struct place_add_args){ p->document ? p->document : document, p->sheet,
                                                 p->table, p->row, p->column, p->line }) ||
            !import_doubt_add(v, &(struct import_doubt_add_args){
                                     import, doubt_kind_code(d->kind), place->id, d->words,
                                     d->guess }))
            return false;
    }
    return true;
}

/* The plan as the latest run left it: what was edited by hand is what differs. Empty
 * where every run was taken back: all that is there is by hand. */
static bool base_plan(struct visit *v, const char *slug, struct plan *base)
{
    struct import_latest_row *row;

    *base = (struct plan){ 0 };
    if (!import_latest(v, &row, slug) || !row)
        return !failed(v);
    return exchange_read_snapshot(v, row->after_json, strlen(row->after_json), base);
}

/* What the person says beside the document counts as edited by hand: it stays. */
static bool merged(struct visit *v, struct running *run, struct import_report *out)
{
    const struct import_request *r = run->request;
    const struct plan *wanted = &run->read->found.plan;
    struct plan base, current = run->current;

    current.title = r->title ? r->title : current.title;
    current.area = r->area ? r->area : current.area;
    current.vision = r->vision ? r->vision : current.vision;
    if (r->period) {
        current.starts = wanted->starts;
        current.ends = wanted->ends;
    }
    return base_plan(v, current.slug, &base) &&
           merge_plans(v, out->first ? NULL : &base, &current, wanted, false, &out->plan,
                       &out->rows) &&
           plan_tree_known(v, &out->plan);
}

/* Our own format says itself who the actors are; elsewhere also the names tell that
 * the plan knew before. */
static void link_actors(struct visit *v, const struct running *run, struct plan *p)
{
    if (!run->read->exact)
        actors_link(v, p);
}

static bool store(struct visit *v, struct running *run, struct import_report *out)
{
    struct import_next_row *next;
    struct plan *p = &run->read->found.plan;
    int64_t document;

    if (!import_next(v, &next))
        return false;
    run->by = (struct author){ v->name, date_now(v), next->next_id };
    run->before = run->current.id ? snapshot_of(v, &run->current) : NULL;
    if (failed(v) || !plan_row(v, run, p) || !document_rows(v, run, &document) ||
        !merged(v, run, out))
        return false;
    link_actors(v, run, &out->plan);
    if (!plan_tree_save(v, &run->current, &out->plan, &run->by))
        return false;
    const char *after = snapshot_of(v, &out->plan);
    return after &&
           import_add(v, &(struct import_add_args){ run->by.import, out->plan.id, document,
                                                    run->by.at, v->name, run->before, after }) &&
           store_doubts(v, run->by.import, document, &run->read->found.doubts) &&
           roll_up(v, out->plan.id);
}

/* Colour, host name and default are of the instance, not of the document. */
static bool looks(struct visit *v, const struct running *run, int64_t plan)
{
    const struct import_request *r = run->request;
    const struct plan_looks looks = {
        .colour = r->colour ? r->colour + (*r->colour == '#') : NULL,
        .host = r->host ? text_lower(v->arena, r->host) : NULL,
        .is_default = r->is_default,
    };
    return plan_looks_save(v, plan, &looks, &run->by);
}

/* The plan as it is, and what the documents do not tell. */
static bool run_begin(struct visit *v, struct running *run, struct import_report *out)
{
    const struct import_request *r = run->request;
    const struct plan *found = &run->read->found.plan;
    const char *slug = r->slug;

    *out = (struct import_report){ .doubts = run->read->found.doubts };
    if (!slug)
        slug = text_slug(v->arena, r->title         ? r->title
                                   : *found->title  ? found->title
                                                    : run->read->files.at[0].name);
    if (!plan_tree_load(v, slug, &run->current) || !facts(v, run, &run->read->found.plan))
        return false;
    out->first = !run->current.id;
    return true;
}

bool import_store_inside(struct visit *v, const struct import_request *r,
                         struct import_read *read, struct import_report *out, int64_t *number)
{
    struct running run = { .request = r, .read = read };

    if (!run_begin(v, &run, out) || !store(v, &run, out) || !looks(v, &run, out->plan.id))
        return false;
    *number = run.by.import;
    return true;
}

bool import_store(struct visit *v, const struct import_request *r, struct import_read *read,
                  struct import_report *out)
{
    int64_t number;
    bool ok = db_begin_write(v) && import_store_inside(v, r, read, out, &number) &&
              (r->dry_run || db_commit(v));

    db_end(v);
    return ok;
}

bool import_compare(struct visit *v, const struct import_request *r, struct import_read *read,
                    struct import_report *out)
{
    struct running run = { .request = r, .read = read };

    if (!run_begin(v, &run, out) || !merged(v, &run, out))
        return false;
    link_actors(v, &run, &out->plan);
    return true;
}

bool import_plan_digest(struct visit *v, const char *slug, const char **out)
{
    char digest[DIGEST_TEXT];
    struct plan p;

    if (!plan_tree_load(v, slug, &p))
        return false;
    const char *all = snapshot_of(v, &p);
    if (!all)
        return false;
    digest_text(all, strlen(all), digest);
    *out = arena_strdup(v->arena, digest);
    return true;
}

/* ---- taking back ---- */

static bool any_kept(const struct merge_report *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->at[i].kind == MERGE_KEPT)
            return true;
    return false;
}

/* The plan before and after a run. Where there was none before, its own facts are what
 * the run left, so that those edited by hand since are seen. */
static bool undo_read(struct visit *v, const struct import_latest_row *row, struct plan *before,
                      struct plan *after)
{
    if (!exchange_read_snapshot(v, row->after_json, strlen(row->after_json), after))
        return false;
    if (row->before_json)
        return exchange_read_snapshot(v, row->before_json, strlen(row->before_json), before);
    *before = *after;
    before->goals.n = before->organisations.n = before->entries.n = 0;
    return true;
}

static bool undo_into(struct visit *v, const struct import_latest_row *row, struct plan *current,
                      struct import_report *out)
{
    struct plan before, after;
    struct author by = { v->name, date_now(v), row->id };

    if (!undo_read(v, row, &before, &after) ||
        !merge_plans(v, &after, current, &before, true, &out->plan, &out->rows))
        return false;
    if (!row->before_json && !any_kept(&out->rows)) {
        out->plan.id = 0;
        return plan_tree_delete(v, current, &by) && roll_up(v, current->id);
    }
    return plan_tree_known(v, &out->plan) && plan_tree_save(v, current, &out->plan, &by) &&
           import_undone(v, row->id, by.at) && plan_tree_tidy(v) && roll_up(v, current->id);
}

bool import_undo_inside(struct visit *v, const char *slug, int64_t run, struct import_report *out)
{
    struct import_latest_row *row;
    struct plan current;

    *out = (struct import_report){ 0 };
    if (!import_latest(v, &row, slug))
        return false;
    if (!row)
        return fail(v, FAIL_ABSENT, tr(v, "The plan %s has no import to take back."), slug);
    if (run && row->id != run)
        return fail(v, FAIL_CLASH, "%s", tr(v, "Something else was brought in after that, so it "
                                               "can't be taken back alone."));
    /* First: an entry that is not reported on any more may go. Without a house nobody reports. */
    return (!v->house || v->house->report_undo(v, row->id, &out->reports)) &&
           plan_tree_load(v, slug, &current) && undo_into(v, row, &current, out);
}

bool import_undo(struct visit *v, const char *slug, struct import_report *out)
{
    bool ok = db_begin_write(v) && import_undo_inside(v, slug, 0, out) && db_commit(v);

    db_end(v);
    return ok;
}

bool export_plan(struct visit *v, const char *slug, const char *format, struct buf *out)
{
    const struct exchange_format *f = exchange_format_find(format);
    struct plan p;

    if (!f)
        return fail(v, FAIL_USAGE, tr(v, "There is no format %s: csv, json, xlsx."), format);
    bool ok = db_begin_read(v) && plan_tree_load(v, slug, &p);
    db_end(v);
    if (ok && !p.id)
        ok = fail(v, FAIL_ABSENT, tr(v, "There is no plan %s. “vointi plans” lists them."), slug);
    return ok && f->write(v, &p, out);
}

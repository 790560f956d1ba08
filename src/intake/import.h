/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A document into a plan of the database, and back out again. Reading and
 * recognising know no database; here everything becomes one transaction. */
#ifndef INTAKE_IMPORT_H
#define INTAKE_IMPORT_H

#include "intake/merge.h"
#include "intake/recognise.h"
#include "plan/report_news.h"

/* A file that documents came in. */
struct import_file {
    const char *name, *format, *digest; /* digest_text() of its bytes */
    int64_t size;
};

/* Documents that were read, not stored yet: what was found may still be mended. The document
 * of a place is the file's number, from 1. */
struct import_read {
    struct {
        struct import_file *at;
        size_t n, cap;
    } files;
    bool exact; /* our own JSON, which says itself who the actors are */
    struct recognised found;
};

struct import_request {
    const char *slug; /* of the plan; NULL: made of its title */
    bool dry_run;     /* tells what would happen and changes nothing */
    /* Facts that win over what the document says; NULL: the document's. */
    const char *title, *area, *vision, *period, *colour, *host;
    bool is_default;
};

struct import_report {
    struct plan plan;         /* as it is stored now, or would be */
    struct doubts doubts;
    struct merge_report rows; /* same, changed, new, gone, kept: row by row */
    bool first;               /* the plan did not exist */
    struct report_news reports; /* undo: those that had come in with the run */
};

/* Any document to a plan: our own exchange formats exactly, others recognised.
 * organisation: whose document it is; NULL: found in it. No database. */
bool import_read(struct visit *v, const char *name, const char *bytes, size_t n,
                 const char *organisation, struct import_read *out);

/* Puts what another file tells beside it. An organisation that both speak of stands under two
 * names, with a doubt (DOUBT_TWO_DOCUMENTS) that answers_apply() settles. Doubts of both stay. */
bool import_join(struct visit *v, struct import_read *into, const struct import_read *other);

/* All or nothing: one transaction, committed unless dry_run. */
bool import_store(struct visit *v, const struct import_request *r, struct import_read *read,
                  struct import_report *out);
/* The same inside a write transaction of the caller's, who commits; *run: its number. */
bool import_store_inside(struct visit *v, const struct import_request *r,
                         struct import_read *read, struct import_report *out, int64_t *run);
/* What would happen, found out by reading alone. */
bool import_compare(struct visit *v, const struct import_request *r, struct import_read *read,
                    struct import_report *out);
/* Another text whenever something of the plan has changed that an import could change. */
bool import_plan_digest(struct visit *v, const char *slug, const char **out);

/* Takes the latest run back: the plan becomes what it was before, and so do the reports that
 * came in with it, but what was edited by hand since stays and is told as kept. out->plan.id is
 * 0 when the run had made the plan and nothing of it stays. FAIL_ABSENT: nothing to undo. */
bool import_undo(struct visit *v, const char *slug, struct import_report *out);
/* The same inside a write transaction of the caller's, who commits. run: which one it has to
 * be, 0: whichever. FAIL_CLASH when the latest is another. */
bool import_undo_inside(struct visit *v, const char *slug, int64_t run, struct import_report *out);

/* The whole plan in the format "csv", "json" or "xlsx". */
bool export_plan(struct visit *v, const char *slug, const char *format, struct buf *out);

#endif

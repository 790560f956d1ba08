/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A document into a plan of the database, and back out again. Reading and
 * recognising know no database; here everything becomes one transaction. */
#ifndef INTAKE_IMPORT_H
#define INTAKE_IMPORT_H

#include "intake/merge.h"
#include "intake/recognise.h"

/* A document that was read, not stored yet: what was found may still be mended. */
struct import_read {
    const char *bytes;
    size_t n;
    struct document document;
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
};

/* Any document to a plan: our own exchange formats exactly, others recognised.
 * organisation: whose document it is; NULL: found in it. No database. */
bool import_read(struct visit *v, const char *name, const char *bytes, size_t n,
                 const char *organisation, struct import_read *out);

/* All or nothing: one transaction, committed unless dry_run. */
bool import_store(struct visit *v, const struct import_request *r, struct import_read *read,
                  struct import_report *out);

/* Takes the latest run back: the plan becomes what it was before, but what was
 * edited by hand since stays and is told as kept. out->plan.id is 0 when the run
 * had made the plan and nothing of it stays. FAIL_ABSENT: nothing to undo. */
bool import_undo(struct visit *v, const char *slug, struct import_report *out);

/* The whole plan in the format "csv", "json" or "xlsx". */
bool export_plan(struct visit *v, const char *slug, const char *format, struct buf *out);

#endif

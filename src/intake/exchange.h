/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A whole plan as a file and back without loss: JSON for programs, and one table
 * (CSV, XLSX, ODS) for people, a line for each action. docs/api/plan-json.md and
 * docs/api/plan-table.md tell the formats. Pure but for exchange_plan_*(). Nothing
 * is guessed here: documents in other shapes are for recognise.h. */
#ifndef INTAKE_EXCHANGE_H
#define INTAKE_EXCHANGE_H

#include "intake/recognise.h"

/* Ways out, in a table for the command line and the pages; the plan is settled.
 * The same plan gives the same bytes. Fails with FAIL_SIZE past the limit of the
 * buffer, and where a format can't hold a text. */
struct exchange_format {
    const char *name; /* "csv" "json" "xlsx": also the file name extension */
    const char *type; /* for HTTP */
    bool (*write)(struct visit *v, const struct plan *p, struct buf *out);
};
extern const struct exchange_format exchange_formats[]; /* ends with name NULL */
/* The table as a sheet of a workbook; and only what one organisation of the visit's plan has
 * in it, from the database. */
void exchange_sheet(struct visit *v, const struct plan *p, struct xlsx_table *out);
bool exchange_plan_sheet(struct visit *v, int64_t organisation, struct xlsx_table *out);
/* The other way: goals whose rows say otherwise in the document than in the plan, as slugs with
 * commas between; "": none, or the document has no such sheet. Nothing is changed. */
bool exchange_plan_differs(struct visit *v, const struct document *d, int64_t organisation,
                           const char **goals);
/* NULL when there is no such format. */
const struct exchange_format *exchange_format_find(const char *name);

/* Whether a table of the document has the heading that exchange_formats write. */
bool exchange_recognise(const struct document *d);
/* The plan of that table, settled. Columns may stand in any order; those that we do
 * not know are kept as extra columns, each with a doubt. What the columns do not
 * tell is empty: the slug NULL, the title "". organisation: for rows that name none;
 * NULL: the document's name, with a doubt. */
bool exchange_read(struct visit *v, const struct document *d, const char *organisation,
                   struct recognised *out);

/* Whether bytes are a plan in JSON. */
bool exchange_is_json(const char *bytes, size_t n);
/* Fails with FAIL_DOCUMENT and a sentence with the path of the first fault,
 * "entries[3].actions[0].title". Keys that we do not know are doubts. */
bool exchange_read_json(struct visit *v, const char *bytes, size_t n, struct recognised *out);

/* The same JSON with what only this database understands: ids of goals and
 * organisations, and the documents that places are in. For keeping a plan as it
 * was, never for a file that somebody gives. */
bool exchange_write_snapshot(struct visit *v, const struct plan *p, struct buf *out);
bool exchange_read_snapshot(struct visit *v, const char *bytes, size_t n, struct plan *out);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Finds a plan in a document's blocks: tables, sections, organisations,
 * references, schedules, and says what it was not sure of. Pure: no database.
 * Nothing is dropped silently: what could not be placed is a doubt. */
#ifndef INTAKE_RECOGNISE_H
#define INTAKE_RECOGNISE_H

#include "document/document.h"
#include "plan/plan.h"

/* Every doubt has a place, the words it is about and a reason; the reason's
 * sentence in three languages is made by doubt_text(). */
enum doubt_kind {
    DOUBT_UNPLACED,            /* words that found no place in the plan */
    DOUBT_COLUMN,              /* a column whose heading we do not know: kept as extra */
    DOUBT_COLUMN_GUESSED,      /* no heading: a column's meaning was guessed */
    DOUBT_GOAL_NO_TITLE,       /* a goal whose heading is lost */
    DOUBT_GOAL_MERGED,         /* slightly different titles taken as one sub-goal */
    DOUBT_GOAL_NUMBER,         /* printed numbers repeat or jump */
    DOUBT_ORGANISATION_GUESSED,/* from the contents list, a file name, … */
    DOUBT_ORGANISATION_NONE,   /* no organisation found: the plan's own was used */
    DOUBT_REFERENCE,           /* a reference whose target was not found */
    DOUBT_REFERENCE_GUESSED,
    DOUBT_NOT_OURS_NO_REASON,
    DOUBT_ROW_JOINED,          /* a row cut by a page break was joined */
    DOUBT_LIST_SPLIT,          /* where one item ends was guessed */
    DOUBT_REPEATED,            /* the same action twice in one entry */
    DOUBT_MISPLACED,           /* looks like it belongs to another column */
    DOUBT_TABLE_SKIPPED,       /* a table that does not look like a plan */
    DOUBT_TITLE,               /* the plan's title or period was guessed or not found */
    DOUBT_FACTS,               /* not as many units (guess: "unit"), targets … as metrics */
    DOUBT_TWO_DOCUMENTS,       /* of one lot both speak of an organisation */
    DOUBT_REPORT_STATE,        /* in the sheets of a year (plan/report_news.h): */
    DOUBT_REPORT_NUMBER,
    DOUBT_REPORT_METRIC,
    DOUBT_REPORT_ROW,
    DOUBT_REPORT_LONG,
    DOUBT_KINDS
};

struct doubt {
    enum doubt_kind kind;
    struct place place;
    const char *words; /* what stood there, quoted; may be cut to 300 code points */
    const char *guess; /* what was done with it: an organisation, a goal code …; may be NULL */
    /* DOUBT_GOAL_MERGED: rows of the place's document that stood under it, "2:5 2:6" (table and
     * row); DOUBT_TWO_DOCUMENTS: the organisation's name, and on a line of its own the name
     * under which the later document's part stands; else NULL. */
    const char *about;
};

struct doubts {
    struct doubt *at;
    size_t n, cap;
};

const char *doubt_kind_code(enum doubt_kind kind);
/* One sentence in the visit's language: what was found and what to check. */
const char *doubt_text(struct visit *v, const struct doubt *d);

struct recognised {
    struct plan plan; /* settled (plan_settle) */
    struct doubts doubts;
};

/* organisation: the name given on the command line or NULL. Fails with
 * FAIL_DOCUMENT and a sentence when the document holds no plan table. */
bool recognise_plan(struct visit *v, const struct document *d, const char *organisation,
                    struct recognised *out);

/* actors.c: finds the organisation of each actor that has none yet by its name, short
 * name or an alias among the words; -1 when there is none, or more than one. */
void actors_link(struct visit *v, struct plan *p);

/* values.c: "ei mitata": a metric that says that there is none. */
bool value_not_measured(struct visit *v, const char *text);

/* schedule.c: fills schedule, starts, ends, every from the words. */
void schedule_parse(struct visit *v, struct detail *d);
/* A cell may hold several: "Vuoden 2023 loppuun. 2022-2025." gives two. Every part
 * tells a time, but for the only one; no words are lost, white space is squeezed. */
void schedule_split(struct visit *v, const char *words, struct marked *out);

#endif

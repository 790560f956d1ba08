/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A piece of the plan's great table with everything in its cells: one goal with
 * all its organisations, one organisation through all goals. */
#ifndef PLAN_SHEET_H
#define PLAN_SHEET_H

#include "plan/overview.h"
#include "plan/search.h"
#include "plan/sheet.sql.h"
#include "web/page.h"

struct sheet_detail {
    enum field_kind field;
    const struct sheet_details_row *row;
};

struct sheet_reference {
    enum field_kind field; /* FIELD_KINDS: the whole row */
    const char *words;
    const struct goal_item *goal;
    const char *address; /* of what is referred to */
};

struct sheet_action {
    const struct sheet_actions_row *row;
    const struct sheet_detail *details; /* its own */
    size_t n_details;
};

struct sheet_entry {
    const struct sheet_entries_row *row;
    const struct goal_item *goal;
    const struct organisation_item *organisation;
    enum status status;
    const struct sheet_action *actions;
    size_t n_actions;
    const struct sheet_detail *details; /* of the entry as a whole */
    size_t n_details;
    const struct sheet_reference *references;
    size_t n_references;
    size_t rows; /* in a table: one, or one for each action where actions have details */
};

struct sheet {
    struct sheet_has {
        bool metrics; /* in the whole plan: where it has them, their lack is told */
        bool schedules, actors, followups, extras; /* in these entries */
    } has;
    struct sheet_entry *at;
    size_t n;
    int64_t actions;             /* in all entries of the list */
    struct told_years_rows told; /* what has been accepted of whom; empty where nothing is told */
    const struct search *search; /* what is marked in the texts; NULL: nothing */
};

/* The goals with index first to end - 1; one organisation, NULL: all. */
bool sheet_load(struct visit *v, struct sheet *sheet, const struct goal_items *goals,
                const struct organisation_items *organisations, int first, int end,
                const struct organisation_item *organisation);

/* Where everybody reads what was told of an entry in its latest year; NULL: nowhere. */
const char *sheet_told_address(struct visit *v, const struct sheet *sheet,
                               const struct sheet_entry *e);

/* The query arguments of sheet_filter(). */
extern const struct input sheet_inputs[];
/* What may be chosen of duration: codes, and N_() names for people. */
enum duration { DURATION_PERMANENT, DURATION_PROJECT, DURATION_DATED, DURATIONS };
const char *duration_code(enum duration duration);
const char *duration_name(enum duration duration);
/* DURATIONS: the words tell no duration. */
enum duration duration_of_schedule(enum schedule_kind kind);

/* Leaves the entries that fit what the visit asks: tyyppi, tilanne, kesto, haku. */
bool sheet_filter(struct visit *v, struct sheet *sheet);
/* Whether the visit asks to leave out anything. */
bool sheet_is_filtered(const struct visit *v);
/* What was asked, for people: "Municipality, Recorded". */
const char *sheet_filter_words(struct visit *v);

/* The columns of the table that people see; the first has organisations or goals. */
enum sheet_column { COLUMN_ACTION, COLUMN_METRIC, COLUMN_WHEN, COLUMN_FOLLOWUP, COLUMNS };
bool sheet_has(const struct sheet *sheet, enum sheet_column column);
int sheet_columns_n(const struct sheet *sheet);
/* Its heading, in the visit's language. */
const char *sheet_heading(struct visit *v, const struct sheet *sheet, enum sheet_column column);
/* Whether actions of an entry have values of their own in a column, so that it
 * has a cell for each action and not one for the whole entry. */
bool sheet_has_own(const struct sheet_entry *e, enum sheet_column column);
/* Whether a row of an entry has any value or reference of a field. */
bool sheet_has_field(const struct sheet_entry *e, size_t row, enum field_kind field);

/* All values of a field in a row of an entry on lines of their own, for CSV. */
const char *sheet_joined(struct visit *v, const struct sheet_entry *e, size_t action,
                         enum field_kind field, const char *name);
/* References as in the exchange format: "I.5", "metric:I.2". */
const char *sheet_joined_references(struct visit *v, const struct sheet_entry *e);
/* The headings of extra columns, in the order in which they come. */
struct sheet_extras {
    const char **at;
    size_t n, cap;
};
struct sheet_extras sheet_extras(struct visit *v, const struct sheet *sheet);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * All that is known of one action: its cells and its entry's, where it came
 * from, who changed what. */
#ifndef PLAN_ACTION_KNOWN_H
#define PLAN_ACTION_KNOWN_H

#include "plan/action.sql.h"
#include "plan/difference.h"
#include "plan/overview.h"
#include "web/layout.h"

struct action_value {
    const struct action_details_row *row;
    const char *said; /* a schedule as it was understood; "" when it says no more than the words */
};

/* The values of one field, or of one extra column. */
struct action_cell {
    enum field_kind field;
    const char *name;     /* in the visit's language; the heading of an extra column */
    bool name_translated; /* false: a heading of the plan, in the plan's language */
    bool shared;          /* all its values belong to the whole entry */
    struct action_value *at;
    size_t n, cap;
};

struct action_reference {
    enum field_kind field; /* FIELD_KINDS: the whole row */
    const char *name;      /* of the field */
    const char *words;
    const struct goal_item *goal;
};

struct action_change {
    const struct action_history_row *row;
    const char *what; /* "Metric" */
    struct differences words;
};

/* What one import or one person changed at a time. */
struct action_revision {
    const char *changed_at; /* ISO 8601, UTC */
    const char *who;        /* "Import: plan.docx" */
    struct action_change *at;
    size_t n, cap;
};

struct action_revisions {
    struct action_revision *at; /* the newest first */
    size_t n, cap;
};

/* What its organisation told of a year, and the coordinator accepted. */
struct action_report {
    const struct action_reports_row *row;
    enum status status; /* the action's own, else its entry's; STATUSES: not told */
    struct action_report_values_rows values;
};

struct action_known {
    struct goal_items goals;
    struct organisation_items organisations;
    const struct action_get_row *row;
    const struct goal_item *goal;
    const struct organisation_item *organisation;
    struct {
        struct action_cell *at;
        size_t n, cap;
    } cells; /* in the order of fields; none is empty but the metric */
    struct {
        struct action_reference *at;
        size_t n, cap;
    } references;
    bool all_shared; /* every value belongs to the whole entry, which has other actions too */
    struct action_siblings_rows siblings; /* the actions of its entry, itself too */
    const struct action_siblings_row *previous, *next; /* NULL: none */
    const char *origin;                                /* NULL: not known */
    struct action_revisions history;
    struct {
        struct action_report *at; /* the newest first */
        size_t n, cap;
    } reports;
    struct crumb crumb;
    const char *base; /* the address of an action without its number */
};

/* An action that the plan had once. */
struct action_gone {
    int64_t number;
    const char *title;   /* as it was last */
    const char *gone_at; /* ISO 8601, UTC */
    struct action_revisions history;
    struct crumb crumb;
};

/* known->row is NULL when the plan has no such action. */
bool action_known_load(struct visit *v, int64_t number, struct action_known *known);
/* Whether its entry refers to another goal for a field. */
bool action_refers(const struct action_known *known, enum field_kind field);
/* gone->title is NULL when it never had. */
bool action_gone_load(struct visit *v, int64_t number, struct action_gone *gone);

#endif

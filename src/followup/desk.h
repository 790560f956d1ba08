/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * One organisation's year: its entries with what was told of them this year and
 * the year before. What the update view shows, saves and sends. */
#ifndef FOLLOWUP_DESK_H
#define FOLLOWUP_DESK_H

#include "followup/evidence.sql.h"
#include "followup/followup.h"
#include "followup/round.sql.h"
#include "followup/update.sql.h"
#include "plan/overview.h"
#include "plan/sheet.h"

struct desk_metric {
    const char *words;         /* as in the plan */
    const char *field;         /* "value-12-ed19f0fd": where it is typed */
    const struct sheet_details_row *row; /* NULL: it has left the plan since it was told of */
    const char *value, *before; /* "" when none */
};

/* An action of the entry, which may go otherwise. */
struct desk_action {
    const struct sheet_action *action;
    const char *status; /* "" as the entry */
};

struct desk_entry {
    const struct sheet_entry *entry;
    const struct updates_of_row *now, *before; /* NULL: nothing told */
    struct desk_metric *metrics;
    size_t n_metrics, n_gone; /* after them: those that have left the plan and were told of */
    struct desk_action *actions;
    size_t n_actions;
    const struct evidence_files_of_row **files; /* those that may be seen */
    size_t n_files;
    bool to_report; /* a filled entry; others need no report */
    bool reported;  /* also of what is hidden: whether something was told, not what */
    bool hidden;    /* typed by the organisation and not sent: now is NULL for others */
    bool clashes;   /* somebody else saved it meanwhile: both texts are shown */
    struct args lost; /* values in the form of which the row has no metric any more */
    bool refused;   /* what was typed could not be saved: it is shown to be copied */
    bool folded;    /* told and kept, nothing asks for a look: shown as a line to be opened */
};

struct desk {
    struct goal_items goals;
    struct organisation_items organisations;
    const struct organisation_item *organisation;
    struct sheet sheet;
    const struct round_list_row *round;
    const struct answer_of_row *answer; /* NULL: not opened */
    enum answer_state state;
    bool open;      /* may be written */
    bool on_behalf; /* by the coordinator, for the organisation */
    bool told;      /* for everybody: what was accepted, and nothing else */
    struct desk_entry *at;
    size_t n, expected, reported, hidden;
    size_t n_files;      /* of the whole answer, also those that are hidden */
    int64_t files_bytes;
    int64_t seen; /* another number whenever a row that can be read was changed */
    const char *saved_at; /* the latest of rows and files; NULL: nothing yet */
    struct reviews_of_rows reviews;
    bool asks; /* sending with rows that are not reported: asks once */
    bool sent; /* just now */
};

/* Of the visit's plan: year, organisation's slug in addresses. Fails when there is no such
 * round or organisation, or the visitor has no business with it. */
bool desk_load(struct visit *v, const char *year, const char *slug, struct desk *d);

/* The same for everybody, of an answer that was accepted; fails with FAIL_ABSENT where there is
 * none. The year before counts when it was accepted, too. */
bool desk_load_told(struct visit *v, const char *year, const char *slug, struct desk *d);

/* "done-12": the name of a field of an entry's row. */
const char *desk_field(struct visit *v, const char *what, const struct desk_entry *e);
/* A metric is its words (docs/adr/0017-metrics-keep-their-values.md) and so is its field: when
 * the plan changes while the form is open, a value goes to its own metric or to none. */
const char *desk_value_field(struct visit *v, const struct desk_entry *e, const char *metric);
const char *desk_action_field(struct visit *v, const struct desk_entry *e, size_t action);
/* Whether one of its actions goes otherwise, by what stands in the form. */
bool desk_has_own_states(struct visit *v, const struct desk_entry *e);
/* The row of a goal by its slug; NULL: none. */
const struct desk_entry *desk_row(const struct desk *d, const char *goal_slug);

/* For the view. The main goal above the entry at i; NULL: it hangs on a main goal itself. */
const struct goal_item *desk_main(const struct desk *d, size_t i);
/* The end of the name of its icon. */
const char *desk_icon(const struct desk_entry *e);
/* What the save bar says: "Saved at 10.42. 7 rows not reported". */
const char *desk_message(struct visit *v, const struct desk *d);
/* What is known of a metric: "2024: 11, aim 16". */
const char *metric_hint(struct visit *v, const struct desk *d, const struct desk_metric *m);
/* Whether the row's goal is in a list of slugs with commas between. */
bool desk_is_named(const char *slugs, const struct desk_entry *e);
/* The last day for this organisation. */
const char *desk_due(const struct desk *d);

/* Whether the form has something else than what is kept. */
bool desk_differs(struct visit *v, const struct desk_entry *e);
/* The values in the form that would go to no metric of the row, and stand nowhere in it yet. */
struct args desk_lost(struct visit *v, const struct desk_entry *e);
/* The words of the metric that a field was for; "": not known any more. */
const char *desk_gone_words(const struct desk_entry *e, const char *field);

/* Now, and later than all that happened to the answer: sent, returned, accepted. */
const char *desk_now(struct visit *v, const struct desk *d);

/* Saves the rows of a form that differ from what is kept, with the rule of rev. clashes:
 * how many somebody else has changed meanwhile, or lost the metric of a value; those are left
 * as they are. */
bool desk_save(struct visit *v, struct desk *d, size_t *clashes);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Rows of history into words: who, what, and the difference. */
#include "plan/action_history.h"

#include "plan/said.h"
#include "plan/status.h"

#include <string.h>

/* A public page names no person by an e-mail address. */
static const char *who(struct visit *v, const struct action_history_row *r)
{
    bool import = r->import != DB_NULL, undo = strcmp(r->by_name, "undo") == 0;

    if (import && r->file_name)
        return undo ? text(v, tr(v, "Import taken back: %s"), r->file_name)
                    : text(v, tr(v, "Import: %s"), r->file_name);
    if (import)
        return undo ? tr(v, "Import taken back") : tr(v, "Import");
    return strchr(r->by_name, '@') ? tr(v, "A signed-in user") : r->by_name;
}

static const char *what_field(struct visit *v, const struct action_history_row *r)
{
    enum field_kind field = field_kind_of(r->field);

    if (!*r->field)
        return r->new_value ? tr(v, "Added") : tr(v, "Removed");
    if (strcmp(r->field, "title") == 0)
        return tr(v, "Action");
    if (strcmp(r->field, "entry") == 0)
        return tr(v, "Goal");
    if (strcmp(r->field, "entry_kind") == 0 || strcmp(r->field, "status") == 0)
        return tr(v, "How it stands");
    if (strcmp(r->field, "reason") == 0)
        return tr(v, "Reason");
    return field < FIELD_KINDS ? field_said(v, field) : r->field;
}

static const char *what(struct visit *v, const struct action_history_row *r)
{
    return strcmp(r->row_kind, "entry") == 0
               ? text(v, tr(v, "%s (the whole entry)"), what_field(v, r))
               : what_field(v, r);
}

/* Codes of the database become the words that pages use. */
static const char *value(struct visit *v, const struct action_history_row *r, const char *value)
{
    if (value && strcmp(r->field, "status") == 0 && status_of_code(value) < STATUSES)
        return tr(v, status_name(status_of_code(value)));
    if (!value || strcmp(r->field, "entry_kind") != 0 || entry_kind_of(value) == ENTRY_KINDS)
        return value;
    return tr(v, status_name(status_of_entry(entry_kind_of(value), NULL)));
}

static bool together(const struct action_history_row *a, const struct action_history_row *b)
{
    return a->import == b->import && strcmp(a->changed_at, b->changed_at) == 0 &&
           strcmp(a->by_name, b->by_name) == 0;
}

static bool added(const struct action_history_row *r)
{
    return !*r->field && strcmp(r->row_kind, "action") == 0 && !r->old_value;
}

/* The rows from first to end - 1. Values that came with the action itself are
 * no changes: its page shows them. */
static void add_revision(struct visit *v, const struct action_history_row *first,
                         const struct action_history_row *end, struct action_revisions *out)
{
    struct action_revision revision = { .changed_at = first->changed_at, .who = who(v, first) };
    bool new_action = false;

    for (const struct action_history_row *r = first; r < end; r++)
        new_action |= added(r);
    for (const struct action_history_row *r = first; r < end; r++) {
        if (new_action && !r->old_value && !added(r))
            continue;
        *arena_push(v->arena, &revision) = (struct action_change){
            .row = r,
            .what = what(v, r),
            .words = difference_words(v, value(v, r, r->old_value), value(v, r, r->new_value)),
        };
    }
    if (revision.n)
        *arena_push(v->arena, out) = revision;
}

bool action_history_load(struct visit *v, int64_t number, int64_t entry,
                         struct action_revisions *out)
{
    struct action_history_rows rows;

    if (!action_history(v, &rows, v->plan, number, entry))
        return false;
    for (size_t i = 0, end; i < rows.n; i = end) {
        for (end = i + 1; end < rows.n && together(&rows.at[i], &rows.at[end]);)
            end++;
        add_revision(v, &rows.at[i], &rows.at[end], out);
    }
    return true;
}

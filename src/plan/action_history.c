/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Rows of history into words: who, what, and the difference. */
#include "plan/action_history.h"

#include "plan/changes.h"

#include <string.h>

static const char *what_field(struct visit *v, const struct action_history_row *r)
{
    if (!*r->field)
        return r->new_value ? tr(v, "Added") : tr(v, "Removed");
    return strcmp(r->field, "title") == 0 ? tr(v, "Action") : change_field_said(v, r->field);
}

static const char *what(struct visit *v, const struct action_history_row *r)
{
    return strcmp(r->row_kind, "entry") == 0
               ? text(v, tr(v, "%s (the whole entry)"), what_field(v, r))
               : what_field(v, r);
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
    struct action_revision revision = { .changed_at = first->changed_at,
                                        .who = change_who(v, first->by_name, first->import,
                                                          first->file_name) };
    bool new_action = false;

    for (const struct action_history_row *r = first; r < end; r++)
        new_action |= added(r);
    for (const struct action_history_row *r = first; r < end; r++) {
        if (new_action && !r->old_value && !added(r))
            continue;
        *arena_push(v->arena, &revision) = (struct action_change){
            .row = r,
            .what = what(v, r),
            .words = difference_words(v, change_value_said(v, r->field, r->old_value),
                                      change_value_said(v, r->field, r->new_value)),
        };
    }
    if (revision.n)
        *arena_push(v->arena, out) = revision;
}

bool action_history_load(struct visit *v, int64_t number, int64_t entry,
                         struct action_revisions *out)
{
    struct action_history_rows rows;
    struct changes_since_row *since;

    if (!changes_since(v, &since, v->plan) ||
        !action_history(v, &rows, v->plan, number, entry, change_since(v, since)))
        return false;
    for (size_t i = 0, end; i < rows.n; i = end) {
        for (end = i + 1; end < rows.n && together(&rows.at[i], &rows.at[end]);)
            end++;
        add_revision(v, &rows.at[i], &rows.at[end], out);
    }
    return true;
}

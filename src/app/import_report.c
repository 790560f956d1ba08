/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What an import or undo did, told to a person: how much there is, what
 * changed row by row, and each doubt with its place. */
#include "app/plan_commands.h"
#include "base/put.h"
#include "base/text.h"
#include "intake/import.h"

#include <stdio.h>

static const char *place_words(struct visit *v, const struct place *p)
{
    const char *sheet = p->sheet ? text(v, tr(v, "sheet %s, "), p->sheet) : "";

    if (p->table && p->row && p->column)
        return text(v, tr(v, "%stable %d, row %d, column %d"), sheet, p->table, p->row, p->column);
    if (p->table && p->row)
        return text(v, tr(v, "%stable %d, row %d"), sheet, p->table, p->row);
    if (p->table)
        return text(v, tr(v, "%stable %d"), sheet, p->table);
    return p->line ? text(v, tr(v, "line %d"), p->line) : tr(v, "the whole document");
}

static void sizes(struct visit *v, const struct plan *p)
{
    int64_t kinds[ENTRY_KINDS] = { 0 }, actions = 0, leaves = 0;

    for (size_t i = 0; i < p->entries.n; i++) {
        kinds[p->entries.at[i].kind]++;
        actions += (int64_t)p->entries.at[i].actions.n;
    }
    for (int i = 0; i < (int)p->goals.n; i++)
        leaves += goal_is_leaf(p, i);
    int64_t who = (int64_t)p->organisations.n;
    printf("%s (%s): %s, %s, %s.\n", p->title, p->slug,
           text(v, tr_plural(v, "%s organisation", "%s organisations", who), say(v, who)),
           text(v, tr_plural(v, "%s sub-goal", "%s sub-goals", leaves), say(v, leaves)),
           text(v, tr_plural(v, "%s action", "%s actions", actions), say(v, actions)));
    printf(tr(v, "Entries: %s filled, %s refer elsewhere, %s not theirs, %s missing.\n"),
           say(v, kinds[ENTRY_FILLED]), say(v, kinds[ENTRY_REFERS]),
           say(v, kinds[ENTRY_NOT_OURS]), say(v, kinds[ENTRY_MISSING]));
}

static void counts(struct visit *v, const struct merge_report *r)
{
    const size_t *n = r->actions;

    printf(tr(v, "Actions: %s new, %s changed, %s gone, %s the same, %s kept as edited by hand.\n"),
           say(v, (int64_t)n[MERGE_NEW]), say(v, (int64_t)n[MERGE_CHANGED]),
           say(v, (int64_t)n[MERGE_GONE]), say(v, (int64_t)n[MERGE_SAME]),
           say(v, (int64_t)n[MERGE_KEPT]));
    for (size_t i = 0; i < r->n_left; i++)
        printf(tr(v, "Left as it was: %s. The document does not speak of it.\n"), r->left[i]);
}

static const char *kind_word(struct visit *v, enum merge_kind kind)
{
    static const char *const words[MERGE_KINDS] = { N_("same"), N_("changed"), N_("new"),
                                                    N_("gone"), N_("kept") };
    return tr(v, words[kind]);
}

static void row(struct visit *v, const struct merge_row *r)
{
    const char *old = r->old_value ? text_cut(v->arena, r->old_value, 120) : "–";
    const char *new = r->new_value ? text_cut(v->arena, r->new_value, 120) : "–";

    printf("  %s: %s%s%s", kind_word(v, r->kind), r->organisation ? r->organisation : "",
           r->organisation && r->code ? ", " : "", r->code ? r->code : "");
    if (!r->organisation && !r->code)
        printf("%s", tr(v, "the plan"));
    if (r->number)
        printf(" #%d", r->number);
    if (*r->field)
        printf(" (%s)", r->field);
    if (r->kind == MERGE_NEW)
        printf(": %s\n", new);
    else if (r->kind == MERGE_GONE || !r->new_value)
        printf(": %s\n", old);
    else
        printf(": “%s” → “%s”\n", old, new);
}

static void doubts(struct visit *v, const struct doubts *d)
{
    if (!d->n) {
        puts(tr(v, "Nothing was left unclear."));
        return;
    }
    printf(tr_plural(v, "%s thing to check:\n", "%s things to check:\n", (int64_t)d->n),
           say(v, (int64_t)d->n));
    for (size_t i = 0; i < d->n; i++)
        printf("  %s: %s\n", place_words(v, &d->at[i].place), doubt_text(v, &d->at[i]));
}

void report_import(struct visit *v, const struct import_report *r, bool dry_run)
{
    sizes(v, &r->plan);
    counts(v, &r->rows);
    for (size_t i = 0; !r->first && i < r->rows.n; i++)
        row(v, &r->rows.at[i]);
    doubts(v, &r->doubts);
    if (dry_run)
        puts(tr(v, "This was a dry run: nothing was stored."));
}

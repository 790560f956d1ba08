/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What organisations propose for their entries: seen by them and the coordinator only,
 * beside what the plan says now; accepted, returned with a word, or taken back. */
#include "editing/entry.h"

#include "base/date.h"
#include "base/put.h"
#include "editing/pages.h"
#include "editing/proposal_list.view.h"
#include "editing/proposal_show.view.h"
#include "web/address.h"

#include <stdlib.h>
#include <string.h>

/* ---- decisions ---- */

static const struct {
    const char *code, *name, *icon;
} decisions[] = {
    { "accepted", N_("Accepted"), "done" },
    { "returned", N_("Returned"), "refers" },
    { "withdrawn", N_("Taken back"), "na" },
};

const char *decision_name(const char *decision)
{
    for (size_t i = 0; decision && i < sizeof decisions / sizeof *decisions; i++)
        if (strcmp(decisions[i].code, decision) == 0)
            return decisions[i].name;
    return N_("Waits");
}

const char *decision_icon(const char *decision)
{
    for (size_t i = 0; decision && i < sizeof decisions / sizeof *decisions; i++)
        if (strcmp(decisions[i].code, decision) == 0)
            return decisions[i].icon;
    return "planned";
}

/* ---- showing ---- */

static bool list_show(struct visit *v)
{
    struct proposal_list *list = arena_alloc(v->arena, sizeof *list);
    struct proposal_list_rows rows;

    if (!proposal_list(v, &rows, v->plan))
        return false;
    list->decides = has_right(v, RIGHT_COORDINATOR);
    list->at = arena_alloc(v->arena, (rows.n + 1) * sizeof *list->at);
    for (size_t i = 0; i < rows.n; i++)
        if (may_propose(v, rows.at[i].organisation))
            list->at[list->n++] = (struct proposal_item){
                &rows.at[i], to(v, "/ehdotukset/%lld", (long long)rows.at[i].id)
            };
    return show_proposal_list(v, list);
}

/* "12" to 12; 0: no number. */
static int64_t id_in(const char *s)
{
    char *end;
    long long n = *s >= '1' && *s <= '9' && strlen(s) < 18 ? strtoll(s, &end, 10) : 0;
    return n && !*end ? n : 0;
}

static bool proposal_load(struct visit *v, struct proposal_show *p)
{
    struct proposal_of_row *row;
    struct args sent = { 0 };

    if (!proposal_of(v, &row, v->plan, id_in(part(v, "id"))))
        return false;
    if (!row || !may_propose(v, row->organisation)) /* of others' proposals nothing is told */
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such proposal."));
    p->row = row;
    p->decides = !row->decision && has_right(v, RIGHT_COORDINATOR);
    p->own = !row->decision && is_own_organisation(v, row->organisation);
    if (!entry_edit_load(v, row->goal_slug, row->slug, &p->edit) ||
        !fields_read(v, row->fields, &sent))
        return false;
    entry_form_read(v, &sent, &p->edit.form);
    p->moved = p->edit.entry->rev != row->entry_rev;
    struct entry wanted = entry_form_entry(v, &p->edit.form, &p->edit.plan, p->edit.entry);
    entry_compare(v, &p->edit.plan, p->edit.entry, &wanted, &p->changes);
    return true;
}

static bool proposal_page(struct visit *v)
{
    struct proposal_show *p = arena_alloc(v->arena, sizeof *p);
    return proposal_load(v, p) && show_proposal_show(v, p);
}

/* ---- deciding ---- */

static bool decide(struct visit *v, const struct proposal_show *p, const char *decision)
{
    return proposal_decide(v, &(struct proposal_decide_args){ p->row->id, decision, date_now(v),
                                                              v->name, given(v, "words") }) &&
           go(v, to(v, "/ehdotukset"));
}

static bool accept(struct visit *v, struct proposal_show *p)
{
    struct entry wanted = entry_form_entry(v, &p->edit.form, &p->edit.plan, p->edit.entry);

    if (given_number(v, "rev", 0) != p->row->rev ||
        strcmp(given(v, "seen"), text(v, "%lld", (long long)p->edit.entry->rev)) != 0)
        return fault(v, "words", tr(v, "The proposal or the entry was changed after you opened "
                                       "this page. Read it again, then decide."));
    return entry_form_sound(v, &p->edit.form, &p->edit.plan) &&
           (!p->changes.n || entry_store(v, &p->edit, &wanted, p->row->proposed_by)) &&
           decide(v, p, "accepted");
}

static bool proposal_post(struct visit *v)
{
    struct proposal_show *p = arena_alloc(v->arena, sizeof *p);
    const char *decision = given(v, "decision");
    bool withdraws = strcmp(decision, "withdrawn") == 0;

    if (!proposal_load(v, p))
        return false;
    if (p->row->decision)
        return fault(v, "words", tr(v, "This proposal has been decided already."));
    if (withdraws ? !p->own : !p->decides)
        return fail(v, FAIL_FORBIDDEN, "%s", tr(v, "This page is not for your role."));
    if (withdraws)
        return decide(v, p, decision);
    if (strcmp(decision, "accepted") == 0)
        return accept(v, p);
    return *given(v, "words") ? decide(v, p, decision)
                              : fault(v, "words",
                                      tr(v, "Say in the comment what is to be mended."));
}

static const char *const choices[] = { "accepted", "returned", "withdrawn", NULL };
static const struct input decision_inputs[] = {
    { "decision", INPUT_CHOICE, 0, choices, .missing = N_("Accept the proposal or return it.") },
    { "words", INPUT_LINES, 2000, .label = N_("The comment") },
    { "rev", INPUT_NUMBER, INT64_MAX / 10 },
    { "seen", INPUT_TEXT, 20 },
    { 0 },
};

const struct page proposal_pages[] = {
    { METHOD_GET, "/ehdotukset", RIGHT_OWN, NULL, list_show, &proposal_list_view,
      .bar = N_("Proposals") },
    { METHOD_GET, "/ehdotukset/{id}", RIGHT_OWN, NULL, proposal_page, &proposal_show_view },
    { METHOD_POST, "/ehdotukset/{id}", RIGHT_OWN, decision_inputs, proposal_post,
      &proposal_show_view },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * One entry on one page, to be changed: the coordinator saves, an organisation proposes. */
#include "editing/entry.h"

#include "base/date.h"
#include "base/put.h"
#include "db/db.h"
#include "editing/entry_edit.view.h"
#include "editing/pages.h"
#include "plan/roll_up.h"
#include "plan/said.h"
#include "web/address.h"

#include <string.h>

/* ---- the entry ---- */

static bool may_edit(struct visit *v, struct entry_edit *e)
{
    e->proposes = !has_right(v, RIGHT_COORDINATOR);
    return !e->proposes || is_own_organisation(v, e->organisation->id) ||
           fail(v, FAIL_FORBIDDEN, "%s", tr(v, "These are another organisation's rows."));
}

/* What a browser can send in one form: see POSTED_MOST in web/find.c. */
static bool fits(struct visit *v, const struct entry *e)
{
    enum { FIELDS_MOST = 3600 };
    size_t fields = (2 + LANGS) * e->actions.n + 10 * e->details.n;

    for (size_t i = 0; i < e->actions.n; i++)
        fields += 10 * e->actions.at[i].details.n;
    return fields < FIELDS_MOST ||
           fail(v, FAIL_INPUT, "%s", tr(v, "This entry is too long to be edited on one page. Mend "
                                          "it in the document and import that again."));
}

bool entry_edit_load(struct visit *v, const char *goal, const char *organisation,
                     struct entry_edit *e)
{
    *e = (struct entry_edit){ .goal_slug = goal };
    if (!plan_entry_load(v, v->site->slug, goal, organisation, &e->plan))
        return false;
    struct entry *entry = &e->plan.entries.at[0];
    e->entry = entry;
    e->goal = &e->plan.goals.at[entry->goal];
    e->organisation = &e->plan.organisations.at[entry->organisation];
    if (!entry->id && !goal_is_leaf(&e->plan, entry->goal))
        return fail(v, FAIL_ABSENT, "%s", tr(v, "Entries are written under the sub-goals."));
    return may_edit(v, e) && fits(v, entry) &&
           entry_last(v, &e->last, v->plan, entry->id) &&
           proposal_waiting(v, &e->proposal, e->goal->id, e->organisation->id);
}

bool entry_store(struct visit *v, struct entry_edit *e, const struct entry *wanted,
                 const char *by)
{
    struct author author = { by, date_now(v), DB_NULL };
    struct plan changed = e->plan;
    struct entry entry = *wanted;
    struct entry_roll roll;

    changed.entries = (struct entries){ &entry, 1, 1 };
    if (!e->entry->id) { /* the entry that was not there has nothing to compare with */
        e->plan.entries.n = 0;
    }
    if (!roll_up_before(v, v->plan, e->entry->id, &roll) ||
        !plan_entry_save(v, &e->plan, &changed, &author))
        return false;
    roll.entry = entry.id;
    return roll_up_after(v, &roll);
}

/* ---- what the view asks ---- */

const char *value_called(struct visit *v, const struct entry_form *f, size_t at)
{
    const struct value_row *r = &f->values.at[at];
    int64_t n = 1;

    for (size_t i = 0; i < at; i++)
        n += f->values.at[i].field == r->field && f->values.at[i].action == r->action;
    return text(v, "%s %s", field_said(v, r->field), say(v, n));
}

bool title_faulty(struct visit *v, size_t action)
{
    for (enum lang l = 0; l < LANGS; l++)
        if (fault_of(v, title_field(v, l, action)))
            return true;
    return false;
}

bool may_refer_to(const struct entry_edit *e, size_t goal)
{
    return (int)goal != e->entry->goal && goal_is_leaf(&e->plan, (int)goal);
}

/* ---- showing ---- */

static bool form_shown(struct visit *v, struct entry_edit *e)
{
    const struct args *sent = &v->form;
    struct args kept = { 0 };

    if (v->posted.n && args_get(sent, "whole")) {
        entry_form_read(v, sent, &e->form);
        return true;
    }
    e->shows_proposal = e->proposes && e->proposal;
    if (!e->shows_proposal) {
        entry_form_fill(v, &e->plan, e->entry, &e->form);
        return true;
    }
    if (!fields_read(v, e->proposal->fields, &kept))
        return false;
    entry_form_read(v, &kept, &e->form);
    fill(v, "words", e->proposal->words);
    return true;
}

/* The rev that was shown is not the one that is kept: the form comes back with both
 * texts, and the next save knows what it overwrites. */
static void look_at_clash(struct visit *v, struct entry_edit *e)
{
    e->clashes = fault_of(v, "rev") != NULL;
    if (e->clashes) {
        struct entry mine = entry_form_entry(v, &e->form, &e->plan, e->entry);
        entry_compare(v, &e->plan, e->entry, &mine, &e->changes);
    }
    e->form.rev = e->entry->rev;
}

static bool entry_show(struct visit *v)
{
    struct entry_edit *e = arena_alloc(v->arena, sizeof *e);

    if (!entry_edit_load(v, part(v, "code"), part(v, "slug"), e) || !form_shown(v, e))
        return false;
    look_at_clash(v, e);
    return show_entry_edit(v, e);
}

/* ---- saving ---- */

static bool differs(struct visit *v, const struct entry_edit *e, const struct entry *wanted)
{
    struct entry_changes changes;

    entry_compare(v, &e->plan, e->entry, wanted, &changes);
    return changes.n > 0;
}

/* What came in, without what belongs to this one sending. */
static const char *fields_kept(struct visit *v)
{
    struct args kept = { 0 };

    for (size_t i = 0; i < v->form.n; i++) {
        const struct arg *a = &v->form.at[i];
        if (*a->value && strcmp(a->name, "tee") != 0 && strcmp(a->name, "rev") != 0 &&
            strcmp(a->name, "words") != 0)
            args_add(v, &kept, a->name, a->value);
    }
    return fields_written(v, &kept);
}

static bool propose(struct visit *v, struct entry_edit *e)
{
    const char *fields = fields_kept(v), *words = given(v, "words"), *now = date_now(v);
    struct proposal_add_row *added;
    int64_t id;

    if (e->proposal) {
        id = e->proposal->id;
        if (!proposal_set(v, &(struct proposal_set_args){ id, e->entry->rev, fields, words, now,
                                                          v->name }))
            return false;
    } else {
        if (!proposal_add(v, &added,
                          &(struct proposal_add_args){ v->plan, e->goal->id, e->organisation->id,
                                                       e->entry->rev, fields, words, now,
                                                       v->name }))
            return false;
        id = added->id;
    }
    return go(v, to(v, "/ehdotukset/%lld", (long long)id));
}

static bool save(struct visit *v, struct entry_edit *e)
{
    struct entry wanted = entry_form_entry(v, &e->form, &e->plan, e->entry);

    if (!differs(v, e, &wanted))
        return e->proposes ? fault(v, "words", tr(v, "Nothing was changed yet: change the entry "
                                                     "first, then propose it."))
                           : go(v, to(v, "/tavoitteet/%s#%s", e->goal_slug, e->organisation->slug));
    if (e->proposes)
        return propose(v, e);
    return entry_store(v, e, &wanted, v->name) &&
           go(v, to(v, "/tavoitteet/%s#%s", e->goal_slug, e->organisation->slug));
}

static bool entry_post(struct visit *v)
{
    struct entry_edit *e = arena_alloc(v->arena, sizeof *e);

    if (!entry_edit_load(v, part(v, "code"), part(v, "slug"), e))
        return false;
    entry_form_read(v, &v->form, &e->form);
    /* Buttons are for people: they save nothing, and a program has no form to get back. */
    if (v->format == FORMAT_HTML && entry_form_do(v, &e->form, given(v, "tee")))
        return show_entry_edit(v, e);
    if (*given(v, "tee"))
        return fault(v, "tee", tr(v, "Choose what to do."));
    if (e->form.rev != e->entry->rev && v->format == FORMAT_JSON)
        return fail(v, FAIL_CLASH, "%s", tr(v, "Somebody else saved this entry meanwhile"));
    if (e->form.rev != e->entry->rev)
        return fault(v, "rev", tr(v, "Somebody else saved this entry meanwhile. Nothing was "
                                     "overwritten: both texts are here. Choose which one stays."));
    return entry_form_sound(v, &e->form, &e->plan) && save(v, e);
}

const struct page entry_pages[] = {
    { METHOD_GET, "/muokkaa/{code}/{slug}", RIGHT_OWN, NULL, entry_show, &entry_edit_view },
    { METHOD_POST, "/muokkaa/{code}/{slug}", RIGHT_OWN, entry_inputs, entry_post,
      &entry_edit_view },
    { 0 },
};

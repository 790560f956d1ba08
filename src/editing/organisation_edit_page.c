/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The organisations of a plan: added, named, ordered, taken out. */
#include "editing/structure.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/put.h"
#include "base/text.h"
#include "editing/organisation_edit.view.h"
#include "editing/pages.h"
#include "editing/structure_organisations.view.h"
#include "plan/roll_up.h"
#include "plan/tree.sql.h"
#include "web/address.h"

#include <string.h>

/* ---- all of them ---- */

static bool organisations_show(struct visit *v)
{
    struct structure_organisations *s = arena_alloc(v->arena, sizeof *s);

    if (!plan_tree_load(v, v->site->slug, &s->plan))
        return false;
    struct loss *loss = arena_alloc(v->arena, (s->plan.organisations.n + 1) * sizeof *loss);
    for (int i = 0; i < (int)s->plan.organisations.n; i++)
        loss[i] = organisation_loss(&s->plan, i);
    s->loss = loss;
    return show_structure_organisations(v, s);
}

/* A line each. */
static void aliases_given(struct visit *v, struct organisation *o)
{
    const char *at = given(v, "aliases");

    o->aliases.at = NULL;
    o->aliases.n = o->aliases.cap = 0;
    while (*at) {
        size_t n = strcspn(at, "\n");
        const char *alias = text_squeeze(v->arena, arena_copy(v->arena, at, n));
        if (*alias)
            *arena_push(v->arena, &o->aliases) = alias;
        at += n + (at[n] == '\n');
    }
}

static bool organisation_added(struct visit *v)
{
    struct structure s;
    struct organisation o = { .name = given(v, "name"),
                              .short_name = text_or_null(given(v, "short_name")) };

    if (!structure_load(v, &s))
        return false;
    if (organisation_find(&s.changed, o.name) >= 0)
        return fault(v, "name", tr(v, "This organisation takes part in the plan already."));
    aliases_given(v, &o);
    return organisation_put(v, &s.changed, &o) && structure_save(v, &s) &&
           go(v, to(v, "/rakenne/organisaatiot"));
}

/* ---- one of them ---- */

static const char *aliases_of(struct visit *v, const struct organisation *o)
{
    const char *all = "";

    for (size_t i = 0; i < o->aliases.n; i++)
        all = text(v, "%s%s%s", all, i ? "\n" : "", o->aliases.at[i]);
    return all;
}

/* Stands for all that the form shows, so that nobody overwrites what they did not see. */
static const char *seen_of(struct visit *v, const struct organisation *o)
{
    const char *all = text(v, "%s\n%s\n%d\n%s", o->name, o->short_name ? o->short_name : "",
                           (int)o->kind, aliases_of(v, o));
    char *out = arena_alloc(v->arena, DIGEST_TEXT);

    for (enum lang l = 0; l < LANGS; l++)
        all = text(v, "%s\n%s", all, o->names.in[l] ? o->names.in[l] : "");
    digest_text(all, strlen(all), out);
    return out;
}

static bool organisation_loaded(struct visit *v, struct organisation_edit *e, const struct plan *p)
{
    struct organisation_reports_row *reports;
    struct organisation_plans_rows plans;

    *e = (struct organisation_edit){ .plan = *p };
    e->at = structure_organisation(p, part(v, "slug"));
    if (e->at < 0)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such organisation in this plan."));
    e->organisation = &p->organisations.at[e->at];
    e->loss = organisation_loss(p, e->at);
    e->seen = seen_of(v, e->organisation);
    if (!organisation_reports(v, &reports, v->plan, e->organisation->id) ||
        !organisation_plans(v, &plans, e->organisation->id))
        return false;
    e->reports = reports->reports;
    e->others = (int64_t)plans.n - 1;
    return true;
}

static bool organisation_page(struct visit *v)
{
    struct organisation_edit *e = arena_alloc(v->arena, sizeof *e);
    struct plan p;

    if (!plan_tree_load(v, v->site->slug, &p) || !organisation_loaded(v, e, &p))
        return false;
    e->asks = chosen(v, "poista", "kysy");
    e->clashes = fault_of(v, "seen") != NULL;
    fill(v, "name", e->organisation->name);
    fill(v, "short_name", e->organisation->short_name ? e->organisation->short_name : "");
    fill(v, "aliases", aliases_of(v, e->organisation));
    fill(v, "kind", organisation_kind_code(e->organisation->kind));
    for (enum lang l = 0; l < LANGS; l++)
        fill(v, text(v, "name-%s", lang_code(l)),
             e->organisation->names.in[l] ? e->organisation->names.in[l] : "");
    return show_organisation_edit(v, e);
}

/* Another name, in all its plans: their search finds it by the new one. */
static bool rename_organisation(struct visit *v, const struct organisation *o, const char *name)
{
    struct organisation_named_row *other;

    if (strcmp(o->name, name) == 0)
        return true;
    if (!organisation_named(v, &other, name))
        return false;
    if (other && other->id != o->id)
        return fault(v, "name", tr(v, "Another organisation has this name already."));
    return organisation_rename(v, o->id, name) &&
           history_add(v, &(struct history_add_args){
                              .changed_at = date_now(v),
                              .by_name = v->name,
                              .plan = v->plan,
                              .import = DB_NULL,
                              .row_kind = "organisation",
                              .row_id = o->id,
                              .field = "name",
                              .old_value = o->name,
                              .new_value = name,
                          });
}

static bool roll_up_others(struct visit *v, int64_t organisation)
{
    struct organisation_plans_rows plans;
    bool ok = organisation_plans(v, &plans, organisation);

    for (size_t i = 0; ok && i < plans.n; i++)
        ok = plans.at[i].plan == v->plan || roll_up(v, plans.at[i].plan);
    return ok;
}

/* What takes part in other plans too is theirs as well: plan_tree_known() would take
 * back what is changed here, so the facts are written past it. */
static bool organisation_saved(struct visit *v, struct structure *s, struct organisation_edit *e)
{
    struct organisation *o = &s->changed.organisations.at[e->at];
    struct author by = { v->name, date_now(v), DB_NULL };

    if (!*given(v, "name"))
        return fault(v, "name", tr(v, "Write the organisation’s name."));
    if (!rename_organisation(v, o, given(v, "name")))
        return false;
    o->name = given(v, "name");
    o->short_name = text_or_null(given(v, "short_name"));
    if (*given(v, "kind"))
        o->kind = organisation_kind_of(given(v, "kind"));
    aliases_given(v, o);
    if (strcmp(e->organisation->name, o->name) != 0) /* the next document may still say it */
        *arena_push(v->arena, &o->aliases) = e->organisation->name;
    for (enum lang l = 0; l < LANGS; l++)
        if (is_other_language(&e->plan, l))
            o->names.in[l] = text_or_null(given(v, text(v, "name-%s", lang_code(l))));
    return plan_settle(v, &s->changed) && plan_tree_save(v, &s->kept, &s->changed, &by) &&
           roll_up(v, v->plan) && roll_up_others(v, o->id) &&
           go(v, to(v, "/rakenne/organisaatiot"));
}

static bool organisation_post(struct visit *v)
{
    struct organisation_edit *e = arena_alloc(v->arena, sizeof *e);
    const char *what = given(v, "tee");
    struct structure s;

    if (!structure_load(v, &s) || !organisation_loaded(v, e, &s.kept))
        return false;
    if (strcmp(given(v, "seen"), e->seen) != 0)
        return fault(v, "seen", tr(v, "Somebody else changed this organisation meanwhile. Nothing "
                                      "was overwritten: compare and save again."));
    if (strcmp(what, "tallenna") == 0)
        return organisation_saved(v, &s, e);
    if (strcmp(what, "poista") == 0) {
        if (given_number(v, "loss", 0) != 1 + e->loss.entries + e->loss.actions)
            return fault(v, "loss", tr(v, "Something was changed in its entries after you opened "
                                          "the page. Look at the numbers again."));
        return organisation_drop(v, &s.changed, e->at) && structure_save(v, &s) &&
               go(v, to(v, "/rakenne/organisaatiot"));
    }
    return organisation_step(v, &s.changed, e->at, *what == 'y' ? -1 : 1) &&
           structure_save(v, &s) && go(v, to(v, "/rakenne/organisaatiot"));
}

static const char *const what[] = { "tallenna", "poista", "ylos", "alas", NULL };
static const char *const kinds[] = { "other",       "county", "municipality", "parish",
                                     "association", "police", "school",       NULL };
static const struct input ask_inputs[] = {
    { "poista", INPUT_TEXT, 10 },
    { 0 },
};
static const struct input add_inputs[] = {
    { "name", INPUT_TEXT, CALLED_MOST, .label = N_("The name"),
      .missing = N_("Write the organisation’s name.") },
    { "short_name", INPUT_TEXT, CALLED_MOST, .label = N_("The short name") },
    { "aliases", INPUT_LINES, QUESTION_MOST, .label = N_("Other names") },
    { 0 },
};
static const struct input organisation_inputs[] = {
    { "seen", INPUT_TEXT, 200 },
    { "loss", INPUT_NUMBER, INT64_MAX / 10 },
    { "tee", INPUT_CHOICE, 0, what, .missing = N_("Choose what to do.") },
    { "name", INPUT_TEXT, CALLED_MOST, .label = N_("The name") },
    { "name-*", INPUT_TEXT, CALLED_MOST, .label = N_("The name") },
    { "short_name", INPUT_TEXT, CALLED_MOST, .label = N_("The short name") },
    { "aliases", INPUT_LINES, QUESTION_MOST, .label = N_("Other names") },
    { "kind", INPUT_CHOICE, 0, kinds },
    { 0 },
};

const struct page organisation_edit_pages[] = {
    { METHOD_GET, "/rakenne/organisaatiot", RIGHT_COORDINATOR, NULL, organisations_show,
      &structure_organisations_view },
    { METHOD_POST, "/rakenne/organisaatiot", RIGHT_COORDINATOR, add_inputs, organisation_added,
      &structure_organisations_view },
    { METHOD_GET, "/rakenne/organisaatiot/{slug}", RIGHT_COORDINATOR, ask_inputs,
      organisation_page, &organisation_edit_view },
    { METHOD_POST, "/rakenne/organisaatiot/{slug}", RIGHT_COORDINATOR, organisation_inputs,
      organisation_post, &organisation_edit_view },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The plans of the instance, and one plan's own facts: what it is called, whose it is,
 * whether it is in force and by whose decision. */
#include "editing/plans.h"

#include "base/date.h"
#include "base/put.h"
#include "base/text.h"
#include "editing/pages.h"
#include "editing/plan_edit.view.h"
#include "editing/plans.view.h"
#include "plan/tree.sql.h"
#include "web/address.h"

#include <string.h>

enum { FACT_MOST = 300, VISION_MOST = 4000, YEARS_MOST = 20 };

static bool years_sound(struct visit *v)
{
    const char *starts = given(v, "starts"), *ends = given(v, "ends");

    if (!date_is_year(starts))
        fault(v, "starts", tr(v, "Write the year with four digits."));
    if (!date_is_year(ends))
        fault(v, "ends", tr(v, "Write the year with four digits."));
    if (!v->faults.n && *starts && *ends && strcmp(starts, ends) > 0)
        fault(v, "ends", tr(v, "The plan can't end before it begins."));
    return !v->faults.n;
}

/* "fi sv": the plan's own first. */
static const char *languages_given(struct visit *v)
{
    const char *own = *given(v, "language") ? given(v, "language") : "fi", *all = own;

    for (enum lang l = 0; l < LANGS; l++)
        if (strcmp(own, lang_code(l)) != 0 && *given(v, text(v, "also-%s", lang_code(l))))
            all = text(v, "%s %s", all, lang_code(l));
    return all;
}

static void facts_given(struct visit *v, struct plan *p)
{
    p->title = given(v, "title");
    p->area = text_or_null(given(v, "area"));
    p->starts = text_or_null(given(v, "starts"));
    p->ends = text_or_null(given(v, "ends"));
}

/* ---- all plans ---- */

static bool plans_show(struct visit *v)
{
    struct plans *p = arena_alloc(v->arena, sizeof *p);

    return plans_all(v, &p->rows) && show_plans(v, p);
}

static bool plan_begun(struct visit *v)
{
    struct plan p = { .languages = languages_given(v) };
    const char *slug;

    facts_given(v, &p);
    return years_sound(v) && plan_make(v, &p, &slug) &&
           go(v, to_plan(v, slug, "/rakenne/tavoitteet"));
}

/* ---- one plan ---- */

static bool plan_loaded(struct visit *v, struct plan_edit *e)
{
    struct plan_decided_row *decided;

    if (!plan_tree_load(v, v->site->slug, &e->plan) || !plan_decided(v, &decided, v->plan))
        return false;
    e->decided = decided;
    e->state = plan_state_of(e->plan.state);
    return has_right(v, RIGHT_ADMIN) ? plans_all(v, &e->others)
                                     : plans_coordinated(v, &e->others, v->person);
}

static void fill_plan(struct visit *v, const struct plan_edit *e)
{
    const struct plan *p = &e->plan;

    fill(v, "title", p->title);
    fill(v, "area", p->area ? p->area : "");
    fill(v, "starts", p->starts ? p->starts : "");
    fill(v, "ends", p->ends ? p->ends : "");
    fill(v, "vision", p->vision ? p->vision : "");
    fill(v, "language", arena_copy(v->arena, p->languages, strcspn(p->languages, " ")));
    for (enum lang l = 0; l < LANGS; l++) {
        const char *code = lang_code(l);
        fill(v, text(v, "title-%s", code), p->titles.in[l] ? p->titles.in[l] : "");
        fill(v, text(v, "vision-%s", code), p->visions.in[l] ? p->visions.in[l] : "");
        if (!v->posted.n)
            fill(v, text(v, "also-%s", code), strstr(p->languages, code) ? "1" : "");
    }
    fill(v, "decided_body", e->decided->decided_body ? e->decided->decided_body : "");
    fill(v, "decided_on", e->decided->decided_on ? say_date(v, e->decided->decided_on) : "");
    fill(v, "case_number", e->decided->case_number ? e->decided->case_number : "");
}

static bool plan_page(struct visit *v)
{
    struct plan_edit *e = arena_alloc(v->arena, sizeof *e);

    if (!plan_loaded(v, e))
        return false;
    e->clashes = fault_of(v, "rev") != NULL;
    fill_plan(v, e);
    return show_plan_edit(v, e);
}

static bool store(struct visit *v, struct plan_edit *e, struct plan *changed)
{
    struct author by = { v->name, date_now(v), DB_NULL };

    return plan_settle(v, changed) && plan_tree_save(v, &e->plan, changed, &by);
}

static bool save_facts(struct visit *v, struct plan_edit *e)
{
    struct plan changed;

    if (!*given(v, "title"))
        fault(v, "title", tr(v, "Write the plan’s title."));
    if (!years_sound(v) || !plan_tree_load(v, v->site->slug, &changed))
        return false;
    facts_given(v, &changed);
    changed.vision = text_or_null(given(v, "vision"));
    changed.languages = languages_given(v);
    for (enum lang l = 0; l < LANGS; l++) {
        bool other = strstr(changed.languages, lang_code(l)) > changed.languages;
        const char *code = lang_code(l);
        changed.titles.in[l] = other ? text_or_null(given(v, text(v, "title-%s", code))) : NULL;
        changed.visions.in[l] = other ? text_or_null(given(v, text(v, "vision-%s", code))) : NULL;
    }
    return store(v, e, &changed) && plan_touch(v, v->plan);
}

/* ---- its state ---- */

static bool note(struct visit *v, int64_t plan, const char *field, const char *before,
                 const char *after)
{
    if (before == after || (before && after && strcmp(before, after) == 0))
        return true;
    return history_add(v, &(struct history_add_args){
                              .changed_at = date_now(v),
                              .by_name = v->name,
                              .plan = plan,
                              .import = DB_NULL,
                              .row_kind = "plan",
                              .row_id = plan,
                              .field = field,
                              .old_value = before,
                              .new_value = after,
                          });
}

static bool save_decision(struct visit *v, const struct plan_edit *e)
{
    const struct plan_decided_row *was = e->decided;
    const char *body = text_or_null(given(v, "decided_body"));
    const char *number = text_or_null(given(v, "case_number"));
    const char *words = given(v, "decided_on"), *on = *words ? date_read(v, words) : NULL;

    if (*words && !on)
        return fault(v, "decided_on", tr(v, "Write the day like 13.2.2026."));
    return plan_decide(v, v->plan, body, on, number) &&
           note(v, v->plan, "decided_body", was->decided_body, body) &&
           note(v, v->plan, "decided_on", was->decided_on, on) &&
           note(v, v->plan, "case_number", was->case_number, number);
}

static bool decision_sound(struct visit *v)
{
    if (!*given(v, "decided_body"))
        fault(v, "decided_body", tr(v, "Say who decided on the plan."));
    if (!*given(v, "decided_on"))
        fault(v, "decided_on", tr(v, "Say when it was decided, like 13.2.2026."));
    return !v->faults.n;
}

/* The plan that it follows gives way, also at the front address. */
static bool supersede(struct visit *v, const struct plan_edit *e)
{
    const char *slug = given(v, "replaces");

    for (size_t i = 0; *slug && i < e->others.n; i++) {
        const struct plans_all_row *o = &e->others.at[i];
        if (o->id == v->plan || strcmp(o->slug, slug) != 0)
            continue;
        return plan_supersede(v, o->id) && note(v, o->id, "state", o->state, "superseded") &&
               (!o->is_default || (plan_default_set(v, v->plan) &&
                                   note(v, v->plan, "is_default", "0", "1")));
    }
    return !*slug || fault(v, "replaces", tr(v, "There is no such plan that you coordinate."));
}

static bool save_state(struct visit *v, struct plan_edit *e)
{
    enum plan_state state = plan_state_of(given(v, "state"));
    struct plan changed;

    if (state == PLAN_STATES || state == e->state)
        return save_decision(v, e);
    if (!plan_state_may(e->state, state))
        return fault(v, "state", tr(v, "A plan goes from draft to in force, and from there to no "
                                       "longer in force."));
    if (state == PLAN_IN_FORCE && !decision_sound(v))
        return false;
    if (!plan_tree_load(v, v->site->slug, &changed))
        return false;
    changed.state = plan_state_code(state);
    return save_decision(v, e) && store(v, e, &changed) &&
           (state != PLAN_IN_FORCE || supersede(v, e));
}

/* ---- a copy ---- */

static bool copy(struct visit *v)
{
    struct plan p;
    const char *slug, *part_given = given(v, "part");
    enum plan_part part = strcmp(part_given, "everything") == 0  ? PART_EVERYTHING
                          : strcmp(part_given, "structure") == 0 ? PART_STRUCTURE
                                                                 : PART_NOTHING;

    if (!*given(v, "title"))
        fault(v, "title", tr(v, "Write the plan’s title."));
    if (!years_sound(v) || !plan_tree_load(v, v->site->slug, &p))
        return false;
    plan_unbind(&p, part);
    facts_given(v, &p);
    p.titles = (struct translations){ { NULL } };
    p.area = v->site->area;
    if (part == PART_NOTHING)
        p.vision = NULL;
    if (part == PART_NOTHING)
        p.visions = (struct translations){ { NULL } };
    return plan_make(v, &p, &slug) && go(v, to_plan(v, slug, "/suunnitelma"));
}

static bool plan_post(struct visit *v)
{
    struct plan_edit *e = arena_alloc(v->arena, sizeof *e);
    const char *what = given(v, "tee");

    if (strcmp(what, "kopioi") == 0)
        return copy(v);
    if (!plan_loaded(v, e))
        return false;
    if (strcmp(given(v, "rev"), text(v, "%lld", (long long)e->decided->rev)) != 0)
        return fault(v, "rev", tr(v, "Somebody else changed the plan’s facts meanwhile. Nothing "
                                     "was overwritten: compare and save again."));
    return (strcmp(what, "tila") == 0 ? save_state(v, e) : save_facts(v, e)) &&
           go(v, to(v, "/suunnitelma"));
}

static const char *const whats[] = { "tallenna", "tila", "kopioi", NULL };
static const char *const codes[] = { "fi", "sv", "en", NULL };
static const char *const states[] = { "draft", "in_force", "superseded", NULL };
static const char *const parts[] = { "nothing", "structure", "everything", NULL };
static const char *const yes[] = { "1", NULL };
static const struct input new_inputs[] = {
    { "title", INPUT_TEXT, FACT_MOST, .label = N_("The title"),
      .missing = N_("Write the plan’s title.") },
    { "area", INPUT_TEXT, FACT_MOST, .label = N_("The area") },
    { "starts", INPUT_TEXT, YEARS_MOST },
    { "ends", INPUT_TEXT, YEARS_MOST },
    { "language", INPUT_CHOICE, 0, codes },
    { 0 },
};
static const struct input plan_inputs[] = {
    { "rev", INPUT_TEXT, 20 },
    { "tee", INPUT_CHOICE, 0, whats, .missing = N_("Choose what to do.") },
    { "title", INPUT_TEXT, FACT_MOST, .label = N_("The title") },
    { "title-*", INPUT_TEXT, FACT_MOST, .label = N_("The title") },
    { "area", INPUT_TEXT, FACT_MOST, .label = N_("The area") },
    { "starts", INPUT_TEXT, YEARS_MOST },
    { "ends", INPUT_TEXT, YEARS_MOST },
    { "vision", INPUT_LINES, VISION_MOST, .label = N_("The vision") },
    { "vision-*", INPUT_LINES, VISION_MOST, .label = N_("The vision") },
    { "language", INPUT_CHOICE, 0, codes },
    { "also-*", INPUT_CHOICE, 0, yes },
    { "state", INPUT_CHOICE, 0, states },
    { "decided_body", INPUT_TEXT, FACT_MOST, .label = N_("Who decided") },
    { "decided_on", INPUT_TEXT, YEARS_MOST, .label = N_("The day") },
    { "case_number", INPUT_TEXT, FACT_MOST, .label = N_("The case number") },
    { "replaces", INPUT_TEXT, 100 },
    { "part", INPUT_CHOICE, 0, parts },
    { 0 },
};

const struct page plan_edit_pages[] = {
    { METHOD_GET, "/suunnitelma", RIGHT_COORDINATOR, NULL, plan_page, &plan_edit_view,
      .bar = N_("The plan") },
    { METHOD_POST, "/suunnitelma", RIGHT_COORDINATOR, plan_inputs, plan_post, &plan_edit_view },
    { METHOD_GET, "/suunnitelmat", RIGHT_ADMIN, NULL, plans_show, &plans_view,
      .bar = N_("Plans") },
    { METHOD_POST, "/suunnitelmat", RIGHT_ADMIN, new_inputs, plan_begun, &plans_view },
    { 0 },
};

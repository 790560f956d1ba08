/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "editing/plans.h"

#include "base/date.h"
#include "base/text.h"
#include "db/db.h"
#include "people/people.h"
#include "people/people.sql.h"
#include "plan/roll_up.h"

#include <string.h>

static const struct {
    const char *code, *name;
} states[PLAN_STATES] = {
    [PLAN_DRAFT] = { "draft", N_("Draft") },
    [PLAN_IN_FORCE] = { "in_force", N_("In force") },
    [PLAN_SUPERSEDED] = { "superseded", N_("No longer in force") },
};

const char *plan_state_code(enum plan_state state)
{
    return states[state].code;
}

enum plan_state plan_state_of(const char *code)
{
    enum plan_state s = PLAN_DRAFT;

    while (s < PLAN_STATES && strcmp(states[s].code, code) != 0)
        s++;
    return s;
}

const char *plan_state_name(enum plan_state state)
{
    return states[state].name;
}

bool plan_state_may(enum plan_state from, enum plan_state to)
{
    return (from == PLAN_DRAFT && to == PLAN_IN_FORCE) ||
           (from == PLAN_IN_FORCE && to == PLAN_SUPERSEDED) ||
           (from == PLAN_SUPERSEDED && to == PLAN_IN_FORCE);
}

/* ---- a copy ---- */

static void unbind_details(struct details *list)
{
    for (size_t i = 0; i < list->n; i++) {
        list->at[i].id = 0;
        list->at[i].place = (struct place){ 0 };
    }
}

static void unbind_entry(struct entry *e)
{
    e->id = e->rev = 0;
    e->place = (struct place){ 0 };
    unbind_details(&e->details);
    for (size_t i = 0; i < e->actions.n; i++) {
        struct action *a = &e->actions.at[i];
        a->id = 0;
        a->number = 0;
        a->place = (struct place){ 0 };
        unbind_details(&a->details);
    }
}

void plan_unbind(struct plan *p, enum plan_part part)
{
    p->id = 0;
    p->next_number = 0;
    if (part < PART_EVERYTHING)
        p->entries.n = 0;
    if (part < PART_STRUCTURE)
        p->goals.n = p->organisations.n = 0;
    for (size_t i = 0; i < p->goals.n; i++) {
        p->goals.at[i].id = p->goals.at[i].rev = 0;
        p->goals.at[i].place = (struct place){ 0 };
    }
    for (size_t i = 0; i < p->entries.n; i++)
        unbind_entry(&p->entries.at[i]);
}

/* ---- a new plan ---- */

/* No other plan has it, and no page. */
static bool free_slug(struct visit *v, const struct plan *p, const char **slug)
{
    const char *base = text_slug(v->arena, text(v, "%s %s", p->title, p->starts ? p->starts : ""));
    struct plans_all_rows rows;
    bool taken = true;

    if (!plans_all(v, &rows))
        return false;
    *slug = base;
    for (int n = 1; taken; n++) {
        *slug = n == 1 ? base : text(v, "%s-%d", base, n);
        taken = page_reserves(v->house, text(v, "/%s", *slug));
        for (size_t i = 0; i < rows.n; i++)
            taken |= strcmp(rows.at[i].slug, *slug) == 0;
    }
    return true;
}

bool plan_make(struct visit *v, struct plan *made, const char **slug)
{
    struct author by = { v->name, date_now(v), DB_NULL };
    struct plan none = { 0 };

    if (!free_slug(v, made, slug))
        return false;
    made->slug = *slug;
    made->state = plan_state_code(PLAN_DRAFT);
    if (!plan_settle(v, made) || !plan_tree_known(v, made) ||
        !plan_tree_save(v, &none, made, &by) || !roll_up(v, made->id))
        return false;
    return !v->person || (v->roles & ROLE_BIT(ROLE_ADMIN)) ||
           membership_add(v, &(struct membership_add_args){
                                 .person = v->person,
                                 .role = role_code(ROLE_COORDINATOR),
                                 .plan = made->id,
                                 .organisation = DB_NULL,
                                 .created_at = date_now(v),
                                 .by_name = v->name,
                             });
}

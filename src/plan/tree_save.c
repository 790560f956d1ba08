/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A struct plan into the database: what differs is written, and each
 * difference leaves a row of history. Entries are in tree_rows.c. */
#include "plan/saving.h"
#include "plan/tree.sql.h"

/* ---- the plan and its organisations ---- */

static bool save_plan(struct saving *s)
{
    struct visit *v = s->v;
    struct plan *p = s->plan;
    const struct plan *o = s->old;
    struct plan_add_row *row;

    if (!o->id) {
        if (!plan_add(v, &row,
                      &(struct plan_add_args){ p->slug, p->title, p->vision, p->area, p->starts,
                                               p->ends, p->languages, p->state }))
            return false;
        p->id = row->id;
        return saving_note(s, "plan", p->id, "", NULL, p->title);
    }
    p->id = o->id;
    bool same = saving_same(o->title, p->title) && saving_same(o->vision, p->vision) &&
                saving_same(o->area, p->area) && saving_same(o->starts, p->starts) &&
                saving_same(o->ends, p->ends) && saving_same(o->languages, p->languages) &&
                saving_same(o->state, p->state);
    return same || (plan_set(v, &(struct plan_set_args){ p->id, p->title, p->vision, p->area,
                                                         p->starts, p->ends, p->languages,
                                                         p->state }) &&
                    saving_change(s, "plan", p->id, "title", o->title, p->title) &&
                    saving_change(s, "plan", p->id, "vision", o->vision, p->vision) &&
                    saving_change(s, "plan", p->id, "area", o->area, p->area) &&
                    saving_change(s, "plan", p->id, "starts", o->starts, p->starts) &&
                    saving_change(s, "plan", p->id, "ends", o->ends, p->ends) &&
                    saving_change(s, "plan", p->id, "languages", o->languages, p->languages) &&
                    saving_change(s, "plan", p->id, "state", o->state, p->state));
}

static const struct organisation *old_organisation(const struct saving *s, int64_t id)
{
    for (size_t i = 0; i < s->old->organisations.n; i++)
        if (s->old->organisations.at[i].id == id)
            return &s->old->organisations.at[i];
    return NULL;
}

static bool save_organisation(struct saving *s, struct organisation *o, int64_t position)
{
    struct visit *v = s->v;
    struct organisation_add_row *row;
    bool known = o->id != 0, here = old_organisation(s, o->id) != NULL;
    const char *short_name = o->short_name ? o->short_name : o->name;

    if (!known) {
        if (!organisation_add(v, &row, o->slug, o->name, short_name,
                              organisation_kind_code(o->kind)))
            return false;
        o->id = row->id;
    } else if (!organisation_set(v, o->id, short_name, organisation_kind_code(o->kind))) {
        return false;
    }
    for (size_t i = 0; i < o->aliases.n; i++)
        if (!alias_add(v, o->id, o->aliases.at[i]))
            return false;
    return plan_organisation_set(v, s->plan->id, o->id, position) &&
           saving_translations(s, 0, "organisation", o->id, "name", &o->names) &&
           (here || saving_note(s, "organisation", o->id, "", NULL, o->name));
}

static bool drop_organisations(struct saving *s)
{
    for (size_t i = 0; i < s->old->organisations.n; i++) {
        const struct organisation *o = &s->old->organisations.at[i];
        bool stays = false;
        for (size_t k = 0; k < s->plan->organisations.n; k++)
            stays |= s->plan->organisations.at[k].id == o->id;
        if (!stays && !(plan_organisation_delete(s->v, s->plan->id, o->id) &&
                        saving_note(s, "organisation", o->id, "", o->name, NULL)))
            return false;
    }
    return true;
}

/* ---- goals ---- */

static const struct goal *old_goal(const struct saving *s, int64_t id)
{
    for (size_t i = 0; id && i < s->old->goals.n; i++)
        if (s->old->goals.at[i].id == id)
            return &s->old->goals.at[i];
    return NULL;
}

static bool save_goal(struct saving *s, int at)
{
    struct visit *v = s->v;
    struct goal *g = &s->plan->goals.at[at];
    const struct goal *o = old_goal(s, g->id);
    int64_t parent = g->parent < 0 ? DB_NULL : s->plan->goals.at[g->parent].id, place;
    const char *slug = goal_slug(v, g->code);
    bool leaf = goal_is_leaf(s->plan, at);
    struct goal_add_row *row;

    if (o && saving_same_place(&o->place, &g->place))
        g->place.id = o->place.id;
    if (!saving_place(s, &g->place, &place))
        return false;
    if (o)
        return goal_set(v, &(struct goal_set_args){ g->id, parent, g->level, g->position, at + 1,
                                                    g->number, g->code, slug, g->title, g->question,
                                                    leaf, place }) &&
               saving_change(s, "goal", g->id, "code", o->code, g->code) &&
               saving_change(s, "goal", g->id, "title", o->title, g->title) &&
               saving_change(s, "goal", g->id, "question", o->question, g->question);
    if (!goal_add(v, &row, &(struct goal_add_args){ s->plan->id, parent, g->level, g->position,
                                                    at + 1, g->number, g->code, slug, g->title,
                                                    g->question, leaf, place }))
        return false;
    g->id = row->id;
    return saving_note(s, "goal", g->id, "", NULL, text(v, "%s %s", g->code, g->title));
}

static bool save_goals(struct saving *s)
{
    /* Codes may change places with each other, so all step aside first. */
    if (s->old->goals.n && !goal_park(s->v, s->plan->id))
        return false;
    for (int i = 0; i < (int)s->plan->goals.n; i++) {
        struct goal *g = &s->plan->goals.at[i];
        const struct goal *o = old_goal(s, g->id);
        if (!save_goal(s, i))
            return false;
        if ((!o || !saving_same_translations(&o->titles, &g->titles)) &&
            !(translation_delete(s->v, s->plan->id, "goal", g->id) &&
              saving_translations(s, s->plan->id, "goal", g->id, "title", &g->titles)))
            return false;
    }
    return true;
}

/* After the entries have moved away from them. Children go before parents. */
static bool drop_goals(struct saving *s)
{
    for (size_t i = s->old->goals.n; i-- > 0;) {
        const struct goal *o = &s->old->goals.at[i];
        bool stays = false;
        for (size_t k = 0; k < s->plan->goals.n; k++)
            stays |= s->plan->goals.at[k].id == o->id;
        if (!stays && !(goal_delete(s->v, o->id) &&
                        translation_delete(s->v, s->plan->id, "goal", o->id) &&
                        saving_note(s, "goal", o->id, "", text(s->v, "%s %s", o->code, o->title), NULL)))
            return false;
    }
    return true;
}

/* Numbers are never given twice, also not after an action is gone. */
static int first_free_number(const struct plan *p)
{
    int next = p->next_number > 1 ? p->next_number : 1;

    for (size_t i = 0; i < p->entries.n; i++)
        for (size_t k = 0; k < p->entries.at[i].actions.n; k++)
            if (p->entries.at[i].actions.at[k].number >= next)
                next = p->entries.at[i].actions.at[k].number + 1;
    return next;
}

bool plan_tree_save(struct visit *v, const struct plan *current, struct plan *wanted,
                    const struct author *by)
{
    struct saving s = { .v = v, .old = current, .plan = wanted, .by = by };

    if (!save_plan(&s))
        return false;
    wanted->next_number = current->next_number;
    wanted->next_number = first_free_number(wanted);
    for (size_t i = 0; i < wanted->organisations.n; i++)
        if (!save_organisation(&s, &wanted->organisations.at[i], (int64_t)i + 1))
            return false;
    return save_goals(&s) && saving_entries(&s) && saving_drop_rows(&s) && drop_goals(&s) &&
           drop_organisations(&s) &&
           translation_delete(v, wanted->id, "plan", wanted->id) &&
           saving_translations(&s, wanted->id, "plan", wanted->id, "title", &wanted->titles) &&
           saving_translations(&s, wanted->id, "plan", wanted->id, "vision", &wanted->visions) &&
           plan_numbers_set(v, wanted->id, wanted->next_number);
}

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

/* Where rows stand in the plan, by their ids. */
static struct ids organisation_ids(struct visit *v, const struct plan *p)
{
    struct ids ids = ids_new(v->arena, p->organisations.n);

    for (size_t i = 0; i < p->organisations.n; i++)
        if (p->organisations.at[i].id)
            ids_put(&ids, p->organisations.at[i].id, (int)i);
    return ids;
}

static struct ids goal_ids(struct visit *v, const struct plan *p)
{
    struct ids ids = ids_new(v->arena, p->goals.n);

    for (size_t i = 0; i < p->goals.n; i++)
        if (p->goals.at[i].id)
            ids_put(&ids, p->goals.at[i].id, (int)i);
    return ids;
}

static const struct organisation *old_organisation(const struct saving *s, int64_t id)
{
    int at = ids_find(&s->old_organisations, id);
    return at < 0 ? NULL : &s->old->organisations.at[at];
}

static const char *short_name_of(const struct organisation *o)
{
    return o->short_name ? o->short_name : o->name;
}

static bool save_aliases(struct saving *s, const struct organisation *old,
                         const struct organisation *o)
{
    struct lookup stays = { 0 };

    for (size_t i = 0; i < o->aliases.n; i++) {
        lookup_put(s->v->arena, &stays, o->aliases.at[i], 1);
        if (!alias_add(s->v, o->id, o->aliases.at[i]))
            return false;
    }
    for (size_t i = 0; old && i < old->aliases.n; i++)
        if (lookup_find(&stays, old->aliases.at[i]) < 0 &&
            !alias_delete(s->v, o->id, old->aliases.at[i]))
            return false;
    return true;
}

/* What history tells of one that was in the plan already. */
static bool note_organisation(struct saving *s, const struct organisation *old,
                              const struct organisation *o)
{
    if (!old)
        return saving_note(s, "organisation", o->id, "", NULL, o->name);
    return saving_change(s, "organisation", o->id, "short_name", short_name_of(old),
                         short_name_of(o)) &&
           saving_change(s, "organisation", o->id, "organisation_kind",
                         organisation_kind_code(old->kind), organisation_kind_code(o->kind));
}

static bool save_organisation(struct saving *s, struct organisation *o, int64_t position)
{
    struct visit *v = s->v;
    struct organisation_add_row *row;
    const struct organisation *old = old_organisation(s, o->id);
    const char *short_name = short_name_of(o), *kind = organisation_kind_code(o->kind);

    if (o->id && !organisation_set(v, o->id, short_name, kind))
        return false;
    if (!o->id) {
        if (!organisation_add(v, &row, o->slug, o->name, short_name, kind))
            return false;
        o->id = row->id;
    }
    return save_aliases(s, old, o) && plan_organisation_set(v, s->plan->id, o->id, position) &&
           saving_translations(s, 0, "organisation", o->id, "name", old ? &old->names : NULL,
                               &o->names) &&
           note_organisation(s, old, o);
}

static bool drop_organisations(struct saving *s)
{
    struct ids stays = organisation_ids(s->v, s->plan);

    for (size_t i = 0; i < s->old->organisations.n; i++) {
        const struct organisation *o = &s->old->organisations.at[i];
        if (ids_find(&stays, o->id) < 0 &&
            !(plan_organisation_delete(s->v, s->plan->id, o->id) &&
              saving_note(s, "organisation", o->id, "", o->name, NULL)))
            return false;
    }
    return true;
}

/* ---- goals ---- */

static const struct goal *old_goal(const struct saving *s, int64_t id)
{
    int at = ids_find(&s->old_goals, id);
    return at < 0 ? NULL : &s->old->goals.at[at];
}

/* Whether a goal says something else, not only stands elsewhere in the list. */
static bool goal_differs(const struct saving *s, const struct goal *o, const struct goal *g)
{
    int64_t above = g->parent < 0 ? 0 : s->plan->goals.at[g->parent].id;

    for (int i = 0; i < LANGS; i++)
        if (!saving_same(o->titles.in[i], g->titles.in[i]))
            return true;
    return !saving_same(o->code, g->code) || !saving_same(o->number, g->number) ||
           !saving_same(o->title, g->title) || !saving_same(o->question, g->question) ||
           (o->parent < 0 ? 0 : s->old->goals.at[o->parent].id) != above;
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
                                                    leaf, place, goal_differs(s, o, g) }) &&
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
        if (!save_goal(s, i) ||
            !saving_translations(s, s->plan->id, "goal", g->id, "title", o ? &o->titles : NULL,
                                 &g->titles))
            return false;
    }
    return true;
}

/* After the entries have moved away from them. Children go before parents. */
static bool drop_goals(struct saving *s)
{
    struct ids stays = goal_ids(s->v, s->plan);

    for (size_t i = s->old->goals.n; i-- > 0;) {
        const struct goal *o = &s->old->goals.at[i];
        if (ids_find(&stays, o->id) < 0 &&
            !(saving_note(s, "goal", o->id, "", text(s->v, "%s %s", o->code, o->title), NULL) &&
              goal_delete(s->v, o->id) && translation_delete(s->v, s->plan->id, "goal", o->id)))
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
    struct saving s = { .v = v, .old = current, .plan = wanted, .by = by,
                        .old_organisations = organisation_ids(v, current),
                        .old_goals = goal_ids(v, current) };

    if (!save_plan(&s))
        return false;
    if (wanted->next_number < current->next_number)
        wanted->next_number = current->next_number;
    wanted->next_number = first_free_number(wanted);
    for (size_t i = 0; i < wanted->organisations.n; i++)
        if (!save_organisation(&s, &wanted->organisations.at[i], (int64_t)i + 1))
            return false;
    return save_goals(&s) && saving_entries(&s) && saving_drop_rows(&s) && drop_goals(&s) &&
           drop_organisations(&s) &&
           saving_translations(&s, wanted->id, "plan", wanted->id, "title", &current->titles,
                               &wanted->titles) &&
           saving_translations(&s, wanted->id, "plan", wanted->id, "vision", &current->visions,
                               &wanted->visions) &&
           plan_numbers_set(v, wanted->id, wanted->next_number);
}

bool plan_entry_save(struct visit *v, const struct plan *current, struct plan *wanted,
                     const struct author *by)
{
    struct saving s = { .v = v, .old = current, .plan = wanted, .by = by };

    wanted->next_number = first_free_number(wanted);
    return saving_entries(&s) && saving_drop_rows(&s) &&
           plan_numbers_set(v, wanted->id, wanted->next_number);
}

/* ---- the plan as a whole ---- */

bool plan_tree_tidy(struct visit *v)
{
    return organisations_tidy(v) && organisation_names_tidy(v);
}

bool plan_tree_delete(struct visit *v, const struct plan *current, const struct author *by)
{
    struct plan empty = *current;
    struct saving s = { .v = v, .plan = &empty, .by = by };

    empty.goals.n = empty.organisations.n = empty.entries.n = 0;
    empty.titles = empty.visions = (struct translations){ { NULL } };
    return plan_tree_save(v, current, &empty, by) && plan_delete(v, empty.id) &&
           saving_note(&s, "plan", empty.id, "", current->title, NULL) &&
           plan_default_needed(v) && plan_tree_tidy(v);
}

bool plan_looks_save(struct visit *v, int64_t plan, const struct plan_looks *looks,
                     const struct author *by)
{
    struct plan p = { .id = plan };
    struct saving s = { .v = v, .plan = &p, .by = by };
    struct plan_looks_row *old;

    return plan_looks(v, &old, plan) &&
           (!looks->colour ||
            (plan_colour_set(v, plan, looks->colour) &&
             saving_change(&s, "plan", plan, "colour", old->colour, looks->colour))) &&
           (!looks->host || (plan_host_set(v, plan, looks->host) &&
                             saving_change(&s, "plan", plan, "host", old->host, looks->host))) &&
           (!looks->is_default || old->is_default ||
            (plan_default_set(v, plan) &&
             saving_note(&s, "plan", plan, "is_default", "0", "1")));
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Database rows to a struct plan: each list is read once, ids become indexes. */
#include "base/ids.h"
#include "base/text.h"
#include "plan/plan_tree.h"
#include "plan/tree.sql.h"

#include <string.h>

struct loading {
    struct visit *v;
    struct plan *plan;
    struct ids organisations, goals, entries;
    struct ids actions; /* index within the entry */
    int64_t entry;      /* only this one; 0: all */
    int64_t goal, organisation; /* whose entry it is */
};

static int number(int64_t i)
{
    return i == DB_NULL ? 0 : (int)i;
}

/* The columns that every statement with a place has, as a struct place. */
#define PLACE(from)                                                                                \
    (struct place)                                                                                 \
    {                                                                                              \
        .id = (from)->place == DB_NULL ? 0 : (from)->place,                                        \
        .document = (from)->document == DB_NULL ? 0 : (from)->document,                            \
        .table = number((from)->table_no), .row = number((from)->row_no),                          \
        .column = number((from)->column_no), .line = number((from)->line_no),                      \
        .sheet = (from)->sheet                                                                     \
    }

static bool load_organisations(struct loading *l)
{
    struct visit *v = l->v;
    struct tree_organisations_rows rows;
    struct tree_aliases_rows aliases;

    if (!tree_organisations(v, &rows, l->plan->id) || !tree_aliases(v, &aliases, l->plan->id))
        return false;
    l->organisations = ids_new(v->arena, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct tree_organisations_row *r = &rows.at[i];
        ids_put(&l->organisations, r->id, (int)i);
        *arena_push(v->arena, &l->plan->organisations) = (struct organisation){
            .id = r->id,
            .slug = r->slug,
            .name = r->name,
            .short_name = strcmp(r->short_name, r->name) == 0 ? NULL : r->short_name,
            .kind = organisation_kind_of(r->organisation_kind),
        };
    }
    for (size_t i = 0; i < aliases.n; i++) {
        int at = ids_find(&l->organisations, aliases.at[i].organisation);
        *arena_push(v->arena, &l->plan->organisations.at[at].aliases) = aliases.at[i].alias;
    }
    return true;
}

static bool load_goals(struct loading *l)
{
    struct visit *v = l->v;
    struct tree_goals_rows rows;

    if (!tree_goals(v, &rows, l->plan->id))
        return false;
    l->goals = ids_new(v->arena, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct tree_goals_row *r = &rows.at[i];
        ids_put(&l->goals, r->id, (int)i);
        *arena_push(v->arena, &l->plan->goals) = (struct goal){
            .id = r->id,
            .parent = ids_find(&l->goals, r->parent),
            .level = (int)r->level,
            .position = (int)r->position,
            .number = r->goal_number,
            .code = r->code,
            .title = r->title,
            .question = r->question,
            .rev = r->rev,
            .place = PLACE(r),
        };
    }
    return true;
}

static bool load_entries(struct loading *l)
{
    struct visit *v = l->v;
    struct tree_entries_rows rows;

    if (!(l->goal ? tree_entry(v, &rows, l->goal, l->organisation)
                  : tree_entries(v, &rows, l->plan->id)))
        return false;
    if (l->goal)
        l->entry = rows.n ? rows.at[0].id : 0;
    l->entries = ids_new(v->arena, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct tree_entries_row *r = &rows.at[i];
        ids_put(&l->entries, r->id, (int)i);
        *arena_push(v->arena, &l->plan->entries) = (struct entry){
            .id = r->id,
            .goal = ids_find(&l->goals, r->goal),
            .organisation = ids_find(&l->organisations, r->organisation),
            .kind = entry_kind_of(r->entry_kind),
            .reason = r->reason,
            .rev = r->rev,
            .place = PLACE(r),
        };
    }
    return true;
}

static bool load_told(struct loading *l)
{
    struct tree_told_rows rows;
    struct tree_rated_rows rated;

    if (!tree_told(l->v, &rows, l->plan->id) || !tree_rated(l->v, &rated, l->plan->id))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        int entry = ids_find(&l->entries, rows.at[i].id);
        int goal = ids_find(&l->goals, rows.at[i].goal);
        if (entry >= 0)
            l->plan->entries.at[entry].told = true;
        if (goal >= 0)
            l->plan->goals.at[goal].told = true;
    }
    for (size_t i = 0; i < rated.n; i++) {
        int goal = ids_find(&l->goals, rated.at[i].goal);
        if (goal >= 0)
            l->plan->goals.at[goal].rated = true;
    }
    return true;
}

static bool load_actions(struct loading *l)
{
    struct visit *v = l->v;
    struct tree_actions_rows rows;

    if (!(l->entry ? tree_actions_of(v, &rows, l->entry) : tree_actions(v, &rows, l->plan->id)))
        return false;
    l->actions = ids_new(v->arena, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct tree_actions_row *r = &rows.at[i];
        struct actions *into = &l->plan->entries.at[ids_find(&l->entries, r->entry)].actions;
        ids_put(&l->actions, r->id, (int)into->n);
        *arena_push(v->arena, into) = (struct action){
            .id = r->id,
            .number = (int)r->number,
            .title = r->title,
            .place = PLACE(r),
        };
    }
    return true;
}

static bool load_details(struct loading *l)
{
    struct visit *v = l->v;
    struct tree_details_rows rows;

    if (!(l->entry ? tree_details_of(v, &rows, l->entry) : tree_details(v, &rows, l->plan->id)))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct tree_details_row *r = &rows.at[i];
        struct entry *e = &l->plan->entries.at[ids_find(&l->entries, r->entry)];
        int action = r->action == DB_NULL ? -1 : ids_find(&l->actions, r->action);
        struct details *into = action < 0 ? &e->details : &e->actions.at[action].details;
        *arena_push(v->arena, into) = (struct detail){
            .id = r->id,
            .field = field_kind_of(r->field),
            .name = r->field_name,
            .words = r->words,
            .not_measured = r->not_measured,
            .schedule = r->schedule_kind ? schedule_kind_of(r->schedule_kind) : SCHEDULE_WORDS,
            .starts = r->starts,
            .ends = r->ends,
            .every = number(r->every_years),
            .unit = r->unit,
            .baseline = r->baseline,
            .target = r->target,
            .target_year = r->target_year,
            .organisation = r->actor == DB_NULL ? -1 : ids_find(&l->organisations, r->actor),
            .place = PLACE(r),
        };
    }
    return true;
}

static bool load_references(struct loading *l)
{
    struct visit *v = l->v;
    struct tree_references_rows rows;

    if (!(l->entry ? tree_references_of(v, &rows, l->entry)
                   : tree_references(v, &rows, l->plan->id)))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct tree_references_row *r = &rows.at[i];
        struct entry *e = &l->plan->entries.at[ids_find(&l->entries, r->entry)];
        *arena_push(v->arena, &e->references) = (struct reference){
            .field = *r->field ? field_kind_of(r->field) : FIELD_KINDS,
            .goal = ids_find(&l->goals, r->goal),
            .words = r->words,
        };
    }
    return true;
}

/* Where a translated text belongs; NULL when its row is not in this plan. */
static struct translations *translated(struct loading *l, const struct tree_translations_row *r,
                                       const struct ids *numbers, struct action **actions)
{
    struct plan *p = l->plan;

    if (strcmp(r->row_kind, "plan") == 0)
        return strcmp(r->field, "title") == 0 ? &p->titles : &p->visions;
    if (strcmp(r->row_kind, "goal") == 0) {
        int at = ids_find(&l->goals, r->row_id);
        return at < 0 ? NULL : &p->goals.at[at].titles;
    }
    if (strcmp(r->row_kind, "organisation") == 0) {
        int at = ids_find(&l->organisations, r->row_id);
        return at < 0 ? NULL : &p->organisations.at[at].names;
    }
    int at = ids_find(numbers, r->row_id);
    return at < 0 ? NULL : &actions[at]->titles;
}

static bool load_translations(struct loading *l)
{
    struct visit *v = l->v;
    struct tree_translations_rows rows;
    size_t n = 0;

    if (!(l->entry ? tree_translations_of(v, &rows, l->plan->id, l->entry)
                   : tree_translations(v, &rows, l->plan->id)))
        return false;
    for (size_t i = 0; i < l->plan->entries.n; i++)
        n += l->plan->entries.at[i].actions.n;
    struct ids numbers = ids_new(v->arena, n);
    struct action **actions = arena_alloc(v->arena, (n + 1) * sizeof *actions);
    n = 0;
    for (size_t i = 0; i < l->plan->entries.n; i++)
        for (size_t k = 0; k < l->plan->entries.at[i].actions.n; k++, n++) {
            actions[n] = &l->plan->entries.at[i].actions.at[k];
            ids_put(&numbers, actions[n]->number, (int)n);
        }
    for (size_t i = 0; i < rows.n; i++) {
        struct translations *to = translated(l, &rows.at[i], &numbers, actions);
        enum lang lang = lang_of(rows.at[i].lang);
        if (to && lang < LANGS)
            to->in[lang] = rows.at[i].words;
    }
    return true;
}

/* True and p->id 0 when there is none. */
static bool load_plan(struct visit *v, const char *slug, struct plan *p)
{
    struct tree_plan_row *row;

    *p = (struct plan){ .slug = slug, .title = "", .languages = "fi", .state = "in_force" };
    if (!tree_plan(v, &row, slug) || !row)
        return !failed(v);
    p->id = row->id;
    p->slug = row->slug;
    p->title = row->title;
    p->vision = row->vision;
    p->area = row->area;
    p->starts = row->starts;
    p->ends = row->ends;
    p->languages = row->languages;
    p->state = row->state;
    p->next_number = (int)row->next_number;
    return true;
}

static bool load_inside(struct loading *l)
{
    return load_actions(l) && load_details(l) && load_references(l) && load_translations(l);
}

bool plan_tree_load(struct visit *v, const char *slug, struct plan *p)
{
    struct loading l = { .v = v, .plan = p };

    return load_plan(v, slug, p) &&
           (!p->id || (load_organisations(&l) && load_goals(&l) && load_entries(&l) &&
                       load_told(&l) && load_inside(&l)));
}

static int64_t goal_called(struct visit *v, const struct plan *p, const char *slug)
{
    for (size_t i = 0; i < p->goals.n; i++)
        if (strcmp(goal_slug(v, p->goals.at[i].code), slug) == 0)
            return p->goals.at[i].id;
    return 0;
}

static int64_t organisation_called(const struct plan *p, const char *slug)
{
    for (size_t i = 0; i < p->organisations.n; i++)
        if (strcmp(p->organisations.at[i].slug, slug) == 0)
            return p->organisations.at[i].id;
    return 0;
}

bool plan_entry_load(struct visit *v, const char *slug, const char *goal, const char *organisation,
                     struct plan *p)
{
    struct loading l = { .v = v, .plan = p };

    if (!load_plan(v, slug, p) || (p->id && !(load_organisations(&l) && load_goals(&l))))
        return false;
    l.goal = goal_called(v, p, goal);
    l.organisation = organisation_called(p, organisation);
    if (!l.goal || !l.organisation)
        return fail(v, FAIL_ABSENT, "%s",
                    tr(v, "There is no such goal or organisation in this plan."));
    if (!load_entries(&l))
        return false;
    if (l.entry)
        return load_inside(&l);
    *arena_push(v->arena, &p->entries) = (struct entry){
        .goal = ids_find(&l.goals, l.goal),
        .organisation = ids_find(&l.organisations, l.organisation),
    };
    return true;
}

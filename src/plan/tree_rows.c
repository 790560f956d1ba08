/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Entries, actions, values and references of a plan into the database. */
#include "plan/metrics.h"
#include "plan/saving.h"
#include "plan/tree.sql.h"

/* ---- details and references ---- */

static bool details_equal(const struct details *a, const struct details *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        const struct detail *x = &a->at[i], *y = &b->at[i];
        if (x->field != y->field || !saving_same(x->name, y->name) ||
            !saving_same(x->words, y->words) || x->not_measured != y->not_measured ||
            x->schedule != y->schedule || !saving_same(x->starts, y->starts) ||
            !saving_same(x->ends, y->ends) || x->every != y->every ||
            !saving_same(x->unit, y->unit) || !saving_same(x->baseline, y->baseline) ||
            !saving_same(x->target, y->target) || !saving_same(x->target_year, y->target_year) ||
            x->organisation != y->organisation || !saving_same_place(&x->place, &y->place))
            return false;
    }
    return true;
}

static bool save_details(struct saving *s, int64_t entry, int64_t action, struct details *d)
{
    for (size_t i = 0; i < d->n; i++) {
        struct detail *x = &d->at[i];
        int64_t place;
        if (!saving_place(s, &x->place, &place) ||
            !detail_add(s->v,
                        &(struct detail_add_args){
                            .plan = s->plan->id,
                            .entry = entry,
                            .action = action,
                            .field = field_kind_code(x->field),
                            .field_name = x->name,
                            .position = (int64_t)i + 1,
                            .words = x->words,
                            .not_measured = x->not_measured,
                            .schedule_kind = x->field == FIELD_SCHEDULE
                                                 ? schedule_kind_code(x->schedule)
                                                 : NULL,
                            .starts = x->starts,
                            .ends = x->ends,
                            .every_years = x->every ? x->every : DB_NULL,
                            .actor = x->organisation < 0
                                         ? DB_NULL
                                         : s->plan->organisations.at[x->organisation].id,
                            .unit = x->unit,
                            .baseline = x->baseline,
                            .target = x->target,
                            .target_year = x->target_year,
                            .place = place,
                        }))
            return false;
    }
    return true;
}

/* The words of one field, a value a line: what the history shows. */
static const char *field_words(struct visit *v, const struct details *d, enum field_kind field)
{
    const char *all = NULL;

    for (size_t i = 0; i < d->n; i++) {
        const struct detail *x = &d->at[i];
        const char *aim = metric_aim(v, x->unit, x->baseline, x->target, x->target_year);
        if (x->field == field)
            all = text(v, "%s%s%s%s%s%s", all ? all : "", all ? "\n" : "", x->words,
                       *aim ? " [" : "", aim, *aim ? "]" : "");
    }
    return all;
}

static bool note_details(struct saving *s, const char *row_kind, int64_t row_id,
                         const struct details *old, const struct details *new)
{
    for (enum field_kind f = FIELD_METRIC; f < FIELD_KINDS; f++)
        if (!saving_change(s, row_kind, row_id, field_kind_code(f), field_words(s->v, old, f),
                         field_words(s->v, new, f)))
            return false;
    return true;
}

static bool references_equal(const struct saving *s, const struct references *a,
                             const struct references *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->at[i].field != b->at[i].field ||
            s->old->goals.at[a->at[i].goal].id != s->plan->goals.at[b->at[i].goal].id ||
            !saving_same(a->at[i].words, b->at[i].words))
            return false;
    return true;
}

static bool save_references(struct saving *s, int64_t entry, const struct references *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (!reference_add(s->v, &(struct reference_add_args){
                                     entry,
                                     r->at[i].field == FIELD_KINDS
                                         ? ""
                                         : field_kind_code(r->at[i].field),
                                     s->plan->goals.at[r->at[i].goal].id, (int64_t)i + 1,
                                     r->at[i].words }))
            return false;
    return true;
}

/* Targets as the history shows them: "I.3", or "metric:I.3" for one field, one a line. */
static const char *targets(struct visit *v, const struct plan *p, const struct references *list)
{
    const char *all = NULL;

    for (size_t i = 0; i < list->n; i++) {
        const struct reference *r = &list->at[i];
        const char *field = r->field == FIELD_KINDS ? "" : field_kind_code(r->field);
        all = text(v, "%s%s%s%s%s", all ? all : "", all ? "\n" : "", field, *field ? ":" : "",
                   p->goals.at[r->goal].code);
    }
    return all;
}

static bool change_references(struct saving *s, const struct entry *o, const struct entry *e)
{
    static const struct references none = { 0 };

    if (o ? references_equal(s, &o->references, &e->references) : !e->references.n)
        return true;
    return (!o || references_delete(s->v, e->id)) && save_references(s, e->id, &e->references) &&
           saving_change(s, "entry", e->id, "refers_to",
                         targets(s->v, s->old, o ? &o->references : &none),
                         targets(s->v, s->plan, &e->references));
}

/* ---- entries and actions ---- */

struct old_rows {
    struct lookup entries, actions; /* id as text to index; number as text to entry index */
};

static const char *key(struct visit *v, int64_t id)
{
    return text(v, "%lld", (long long)id);
}

static const struct action *old_action(const struct saving *s, const struct old_rows *rows,
                                       int64_t id, const struct entry **of)
{
    int at = id ? lookup_find(&rows->actions, key(s->v, id)) : -1;

    if (at < 0)
        return NULL;
    *of = &s->old->entries.at[at];
    for (size_t i = 0; i < (*of)->actions.n; i++)
        if ((*of)->actions.at[i].id == id)
            return &(*of)->actions.at[i];
    return NULL;
}

static bool action_titles(struct saving *s, const struct action *o, const struct action *a)
{
    return saving_translations(s, s->plan->id, "action", a->number, "title",
                               o ? &o->titles : NULL, &a->titles);
}

static bool save_action(struct saving *s, const struct old_rows *rows, const struct entry *e,
                        size_t at)
{
    struct visit *v = s->v;
    struct action *a = &e->actions.at[at];
    const struct entry *from = NULL;
    const struct action *o = old_action(s, rows, a->id, &from);
    struct action_add_row *row;
    int64_t place, position = (int64_t)at + 1;

    if (o && saving_same_place(&o->place, &a->place))
        a->place.id = o->place.id;
    if (!saving_place(s, &a->place, &place))
        return false;
    if (!o) {
        if (!a->number)
            a->number = s->plan->next_number++;
        if (!action_add(v, &row, &(struct action_add_args){ s->plan->id, e->id, a->number, position,
                                                            a->title, place }))
            return false;
        a->id = row->id;
        return action_titles(s, NULL, a) && saving_note(s, "action", a->number, "", NULL, a->title);
    }
    bool moved = from->id != e->id;
    bool same = !moved && saving_same(o->title, a->title) && o == &from->actions.at[at] &&
                saving_same_place(&o->place, &a->place);
    s->changes += !same;
    return (same || action_set(v, &(struct action_set_args){ a->id, e->id, position, a->title,
                                                             place })) &&
           action_titles(s, o, a) &&
           saving_change(s, "action", a->number, "title", o->title, a->title) &&
           (!moved ||
            saving_note(s, "action", a->number, "entry", s->old->goals.at[from->goal].code,
                        s->plan->goals.at[e->goal].code)) &&
           note_details(s, "action", a->number, &o->details, &a->details);
}

/* All values of an entry's cells are written anew when any of them differs. */
static bool save_cells(struct saving *s, const struct entry *o, struct entry *e, bool actions_same)
{
    struct visit *v = s->v;
    bool same = o && actions_same && details_equal(&o->details, &e->details);

    for (size_t i = 0; same && i < e->actions.n; i++)
        same = details_equal(&o->actions.at[i].details, &e->actions.at[i].details);
    if (!same) {
        s->changes++;
        if ((o && !(metrics_follow(v, o, e) && details_delete(v, e->id))) ||
            !save_details(s, e->id, DB_NULL, &e->details))
            return false;
        for (size_t i = 0; i < e->actions.n; i++)
            if (!save_details(s, e->id, e->actions.at[i].id, &e->actions.at[i].details))
                return false;
    }
    return change_references(s, o, e);
}

static bool save_entry_row(struct saving *s, const struct entry *o, struct entry *e)
{
    struct visit *v = s->v;
    int64_t goal = s->plan->goals.at[e->goal].id, place;
    const char *kind = entry_kind_code(e->kind);
    struct entry_add_row *row;

    if (o && saving_same_place(&o->place, &e->place))
        e->place.id = o->place.id;
    if (!saving_place(s, &e->place, &place))
        return false;
    if (!o) {
        if (!entry_add(v, &row, &(struct entry_add_args){
                                    s->plan->id, goal,
                                    s->plan->organisations.at[e->organisation].id, kind, e->reason,
                                    place }))
            return false;
        e->id = row->id;
        return e->kind == ENTRY_MISSING || saving_note(s, "entry", e->id, "", NULL, kind);
    }
    bool same = o->kind == e->kind && saving_same(o->reason, e->reason) &&
                saving_same_place(&o->place, &e->place);
    return same || (entry_set(v, e->id, kind, e->reason, place) &&
                    saving_change(s, "entry", e->id, "entry_kind", entry_kind_code(o->kind),
                                  kind) &&
                    saving_change(s, "entry", e->id, "reason", o->reason, e->reason));
}

static bool save_entry(struct saving *s, const struct old_rows *rows, struct entry *e)
{
    static const struct details none = { 0 };
    int at = e->id ? lookup_find(&rows->entries, key(s->v, e->id)) : -1;
    const struct entry *o = at < 0 ? NULL : &s->old->entries.at[at];
    bool actions_same = o && o->actions.n == e->actions.n;
    size_t before = s->changes;

    if (!save_entry_row(s, o, e))
        return false;
    for (size_t i = 0; i < e->actions.n; i++) {
        actions_same = actions_same && o->actions.at[i].id == e->actions.at[i].id;
        if (!save_action(s, rows, e, i))
            return false;
    }
    return save_cells(s, o, e, actions_same) &&
           note_details(s, "entry", e->id, o ? &o->details : &none, &e->details) &&
           (!o || s->changes == before || entry_touch(s->v, e->id));
}

/* ---- what is gone ---- */

/* Whether the ids of the new tree hold an id. */
static bool stays(struct saving *s, const struct lookup *ids, int64_t id)
{
    return lookup_find(ids, key(s->v, id)) >= 0;
}

/* What was told of an entry is not lost with it: then an empty one stays, and the entry
 * that comes back to its place has it again. */
static bool drop_entry(struct visit *v, int64_t id)
{
    return entry_delete(v, id) && details_delete(v, id) && references_delete(v, id) &&
           entry_set(v, id, entry_kind_code(ENTRY_MISSING), NULL, DB_NULL);
}

bool saving_drop_rows(struct saving *s)
{
    struct visit *v = s->v;
    struct lookup entries = { 0 }, actions = { 0 };

    for (size_t i = 0; i < s->plan->entries.n; i++) {
        const struct entry *e = &s->plan->entries.at[i];
        lookup_put(v->arena, &entries, key(v, e->id), (int)i);
        for (size_t k = 0; k < e->actions.n; k++)
            lookup_put(v->arena, &actions, key(v, e->actions.at[k].id), (int)i);
    }
    for (size_t i = 0; i < s->old->entries.n; i++) {
        const struct entry *o = &s->old->entries.at[i];
        for (size_t k = 0; k < o->actions.n; k++) {
            const struct action *a = &o->actions.at[k];
            if (!stays(s, &actions, a->id) && /* noted first, while it is known where it belongs */
                !(saving_note(s, "action", a->number, "", a->title, NULL) &&
                  action_delete(v, a->id) &&
                  translation_delete(v, s->plan->id, "action", a->number)))
                return false;
        }
        if (!stays(s, &entries, o->id) &&
            !((o->kind == ENTRY_MISSING ||
               saving_note(s, "entry", o->id, "", entry_kind_code(o->kind), NULL)) &&
              drop_entry(v, o->id)))
            return false;
    }
    return true;
}

bool saving_entries(struct saving *s)
{
    struct visit *v = s->v;
    struct old_rows rows = { 0 };

    for (size_t i = 0; i < s->old->entries.n; i++) {
        const struct entry *o = &s->old->entries.at[i];
        lookup_put(v->arena, &rows.entries, key(v, o->id), (int)i);
        for (size_t k = 0; k < o->actions.n; k++)
            lookup_put(v->arena, &rows.actions, key(v, o->actions.at[k].id), (int)i);
    }
    for (size_t i = 0; i < s->plan->entries.n; i++) {
        visit_progress(v, tr(v, "Storing"), i + 1, s->plan->entries.n);
        if (!save_entry(s, &rows, &s->plan->entries.at[i]))
            return false;
    }
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Several documents of one lot become one recognised plan: what two of them say of the same
 * organisation or goal is a doubt. */
#include "base/text.h"
#include "intake/import_parts.h"

#include <string.h>

/* ---- where the cells stood ---- */

/* to[n - 1]: the document of file n; NULL: all are of document one. */
static void place_belongs(struct place *p, const int64_t *to, int64_t one)
{
    p->document = !to ? one : p->document ? to[p->document - 1] : 0;
}

static void places_of_details(struct details *d, const int64_t *to, int64_t one)
{
    for (size_t i = 0; i < d->n; i++)
        place_belongs(&d->at[i].place, to, one);
}

/* Readers know neither the number of their file nor that of its document in the database. */
void import_places(struct recognised *r, const int64_t *to, int64_t one)
{
    for (size_t i = 0; i < r->doubts.n; i++)
        place_belongs(&r->doubts.at[i].place, to, one);
    for (size_t i = 0; i < r->plan.goals.n; i++)
        place_belongs(&r->plan.goals.at[i].place, to, one);
    for (size_t i = 0; i < r->plan.entries.n; i++) {
        struct entry *e = &r->plan.entries.at[i];
        place_belongs(&e->place, to, one);
        places_of_details(&e->details, to, one);
        for (size_t k = 0; k < e->actions.n; k++) {
            place_belongs(&e->actions.at[k].place, to, one);
            places_of_details(&e->actions.at[k].details, to, one);
        }
    }
}

static const double NEARLY_SAME = 0.85; /* as goals of one document are joined: goals.c */

/* ---- two parts of one organisation ---- */

/* How many rows an organisation fills; *file: where the first of them stood, from 1. */
static size_t rows_filled(const struct plan *p, int organisation, int64_t *file)
{
    size_t n = 0;

    *file = 1;
    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        if (e->organisation != organisation || e->kind == ENTRY_MISSING)
            continue;
        if (!n++ && e->place.document)
            *file = e->place.document;
    }
    return n;
}

static bool fills(const struct plan *p, int organisation, const char *title)
{
    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        if (e->organisation == organisation && e->kind != ENTRY_MISSING &&
            text_likeness(p->goals.at[e->goal].title, title) >= NEARLY_SAME)
            return true;
    }
    return false;
}

/* Whether both fill a row of the same goal. */
static bool meet(const struct plan *a, int one, const struct plan *b, int other)
{
    for (size_t i = 0; i < b->entries.n; i++) {
        const struct entry *e = &b->entries.at[i];
        if (e->organisation == other && e->kind != ENTRY_MISSING &&
            fills(a, one, b->goals.at[e->goal].title))
            return true;
    }
    return false;
}

/* Doubts about whose rows they are follow the name. */
static void rename_doubts(struct doubts *doubts, const char *from, const char *to)
{
    for (size_t i = 0; i < doubts->n; i++) {
        struct doubt *d = &doubts->at[i];
        if ((d->kind == DOUBT_ORGANISATION_GUESSED || d->kind == DOUBT_ORGANISATION_NONE) &&
            text_same(text_or_empty(d->guess), from))
            d->guess = to;
    }
}

/* Both parts stay, under two names, until somebody says which of them counts. */
static void tell_two(struct visit *v, const struct import_read *into, int first,
                     struct import_read *next, int second)
{
    const struct plan *plan = &into->found.plan;
    struct organisation *o = &next->found.plan.organisations.at[second];
    const char *name = plan->organisations.at[first].name, *file = next->files.at[0].name;
    int64_t from, unused;
    size_t filled = rows_filled(plan, first, &from), more = rows_filled(&next->found.plan, second,
                                                                        &unused);
    bool both = meet(plan, first, &next->found.plan, second);
    const char *as = text(v, "%s (%s)", name, file);

    if (organisation_find(plan, as) >= 0)
        as = text(v, "%s (%s, %zu)", name, file, into->files.n + 1);
    rename_doubts(&next->found.doubts, o->name, as);
    *o = (struct organisation){ .name = as, .kind = o->kind };
    *arena_push(v->arena, &next->found.doubts) = (struct doubt){
        .kind = DOUBT_TWO_DOCUMENTS,
        .place.document = (int64_t)into->files.n + 1,
        .words = text(v, "%s: %s (%zu), %s (%zu)", name, into->files.at[from - 1].name, filled,
                      file, more),
        .guess = both ? "second" : "join",
        .about = text(v, "%s\n%s", name, as),
    };
}

static void tell_overlaps(struct visit *v, const struct import_read *into,
                          struct import_read *next)
{
    const struct plan *plan = &into->found.plan;
    struct organisations *list = &next->found.plan.organisations;
    int64_t unused;

    for (int i = 0; i < (int)list->n; i++) {
        int first = organisation_find(plan, list->at[i].name);
        if (first >= 0 && rows_filled(plan, first, &unused) &&
            rows_filled(&next->found.plan, i, &unused))
            tell_two(v, into, first, next, i);
    }
}

/* ---- goals ---- */

/* "2:5 2:6": the rows of what stands under a goal. */
static const char *rows_under(struct visit *v, const struct plan *p, int goal)
{
    struct buf b = buf_new((size_t)4 << 20);

    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        int g = e->goal;
        while (g >= 0 && g != goal)
            g = p->goals.at[g].parent;
        if (g < 0 || e->kind == ENTRY_MISSING)
            continue;
        buf_printf(&b, " %d:%d", e->place.table, e->place.row);
        for (size_t k = 0; k < e->actions.n; k++)
            buf_printf(&b, " %d:%d", e->actions.at[k].place.table, e->actions.at[k].place.row);
        for (size_t k = 0; k < e->details.n; k++)
            buf_printf(&b, " %d:%d", e->details.at[k].place.table, e->details.at[k].place.row);
    }
    const char *all = arena_copy(v->arena, b.n ? b.at + 1 : "", b.n ? b.n - 1 : 0);
    buf_free(&b);
    return all;
}

/* Goals that are written a little differently in the two: as in one document, the first way
 * stands, and what the other has under it can be parted again. */
static void tell_joined_goals(struct visit *v, const struct merge_report *rows,
                              struct import_read *next, struct plan *both)
{
    for (size_t i = 0; i < rows->n; i++) {
        const struct merge_row *row = &rows->at[i];
        int in_next = row->code ? goal_find(&next->found.plan, row->code) : -1;
        if (strcmp(row->what, "goal") != 0 || strcmp(row->field, "title") != 0 ||
            !row->old_value || !row->new_value || in_next < 0 ||
            text_same(row->old_value, row->new_value))
            continue;
        for (size_t k = 0; k < both->goals.n; k++)
            if (strcmp(both->goals.at[k].title, row->new_value) == 0)
                both->goals.at[k].title = row->old_value;
        *arena_push(v->arena, &next->found.doubts) = (struct doubt){
            .kind = DOUBT_GOAL_MERGED,
            .place = next->found.plan.goals.at[in_next].place,
            .words = row->new_value,
            .guess = row->old_value,
            .about = rows_under(v, &next->found.plan, in_next),
        };
    }
}

bool import_join(struct visit *v, struct import_read *into, const struct import_read *other)
{
    struct import_read next = *other;
    struct merge_report rows;
    struct plan both;

    if (!into->files.n) {
        *into = next;
        return true;
    }
    import_places(&next.found, NULL, (int64_t)into->files.n + 1);
    tell_overlaps(v, into, &next);
    if (!merge_plans(v, NULL, &into->found.plan, &next.found.plan, false, &both, &rows))
        return false;
    tell_joined_goals(v, &rows, &next, &both);
    into->found.plan = both;
    into->exact = false;
    for (size_t i = 0; i < next.files.n; i++)
        *arena_push(v->arena, &into->files) = next.files.at[i];
    for (size_t i = 0; i < next.found.doubts.n; i++)
        *arena_push(v->arena, &into->found.doubts) = next.found.doubts.at[i];
    return true;
}

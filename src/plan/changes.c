/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "plan/changes.h"

#include "base/ids.h"
#include "web/page.h"

#include <stdlib.h>
#include <string.h>

const char *change_code(enum change_kind kind)
{
    static const char *const codes[CHANGE_KINDS] = { "added", "dropped", "changed" };
    return codes[kind];
}

const char *change_name(enum change_kind kind)
{
    static const char *const names[CHANGE_KINDS] = { N_("Added"), N_("Removed"), N_("Changed") };
    return names[kind];
}

const char *change_since(const struct visit *v, const struct changes_since_row *row)
{
    bool draft = strcmp(v->site->state, "draft") == 0;
    return row->public_since && !draft ? row->public_since : "";
}

/* A row while its history is read. */
struct reading {
    struct change_item item;
    bool known; /* whether it was there before is seen from its first row of history */
    bool before, after;
};

struct readings {
    struct reading *at;
    size_t n, cap;
    struct ids places; /* of key_of() */
};

/* One number for a row of any kind. */
static int64_t key_of(const struct changes_between_row *r)
{
    static const char *const kinds[] = { "plan", "goal", "entry", "action", "organisation" };
    enum { KINDS = sizeof kinds / sizeof *kinds };
    int kind = 0;

    while (kind < KINDS - 1 && strcmp(kinds[kind], r->row_kind) != 0)
        kind++;
    return r->row_id * KINDS + kind + 1;
}

static struct reading *reading_of(struct visit *v, struct readings *all,
                                  const struct changes_between_row *r)
{
    int64_t key = key_of(r);
    int at = ids_find(&all->places, key);

    if (at >= 0)
        return &all->at[at];
    ids_put(&all->places, key, (int)all->n);
    struct reading *new = arena_push(v->arena, all);
    *new = (struct reading){ .item = { .row_kind = r->row_kind, .row_id = r->row_id,
                                       .first_id = r->id },
                             .before = true, .after = true };
    return new;
}

/* Its title, as far as this row knows: later rows know better. */
static const char *title_in(const struct changes_between_row *r)
{
    bool whole = !*r->field && strcmp(r->row_kind, "entry") != 0;

    if (whole)
        return r->new_value ? r->new_value : r->old_value;
    return strcmp(r->field, "title") == 0 && r->new_value && strcmp(r->row_kind, "goal") != 0
               ? r->new_value
               : NULL;
}

static void read_field(struct visit *v, struct change_item *c, const struct changes_between_row *r)
{
    for (size_t i = 0; i < c->n; i++)
        if (strcmp(c->at[i].field, r->field) == 0) {
            c->at[i].after = r->new_value;
            return;
        }
    *arena_push(v->arena, c) = (struct change_field){ r->field, r->old_value, r->new_value };
}

static void read_row(struct visit *v, struct reading *x, const struct changes_between_row *r)
{
    struct change_item *c = &x->item;
    const char *title = title_in(r);

    if (!*r->field && !x->known)
        x->before = r->old_value != NULL;
    if (!*r->field)
        x->after = r->new_value != NULL;
    x->known |= !*r->field;
    if (*r->field)
        read_field(v, c, r);
    c->title = title ? title : c->title ? c->title : r->row_title;
    if (x->before || !c->changed_at) /* what is new is as old as it is */
        c->changed_at = r->changed_at;
    c->goal = r->goal_code ? r->goal : c->goal;
    c->goal_code = r->goal_code ? r->goal_code : c->goal_code;
    c->goal_slug = r->goal_slug ? r->goal_slug : c->goal_slug;
    c->organisation_name = r->organisation_name ? r->organisation_name : c->organisation_name;
    c->organisation_slug = r->organisation_slug ? r->organisation_slug : c->organisation_slug;
}

static bool is_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Fields that are as they were before are none. */
static void drop_same(struct change_item *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->n; i++)
        if (!is_same(c->at[i].before, c->at[i].after))
            c->at[n++] = c->at[i];
    c->n = n;
}

static void finish(struct visit *v, struct reading *x, struct change_items *out)
{
    struct change_item *c = &x->item;

    if (!x->before && !x->after)
        return;
    c->kind = !x->before ? CHANGE_ADDED : !x->after ? CHANGE_DROPPED : CHANGE_CHANGED;
    if (c->kind == CHANGE_CHANGED)
        drop_same(c);
    else
        c->n = 0; /* its values came and went with it */
    if (c->kind == CHANGE_CHANGED && !c->n)
        return;
    *arena_push(v->arena, out) = *c;
    out->tally[c->kind]++;
}

static int by_id(const void *a, const void *b)
{
    const struct changes_between_row *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* They come by their time, which is nearly always the order that they were written in. */
static void put_in_order(struct changes_between_rows *rows)
{
    size_t i = 1;

    while (i < rows->n && rows->at[i - 1].id < rows->at[i].id)
        i++;
    if (i < rows->n)
        qsort(rows->at, rows->n, sizeof *rows->at, by_id);
}

bool change_items_of(struct visit *v, struct changes_between_rows *rows, struct change_items *out)
{
    struct readings all = { .places = ids_new(v->arena, rows->n) };

    *out = (struct change_items){ 0 };
    put_in_order(rows);
    for (size_t i = 0; i < rows->n; i++)
        read_row(v, reading_of(v, &all, &rows->at[i]), &rows->at[i]);
    for (size_t i = 0; i < all.n; i++)
        finish(v, &all.at[i], out);
    return !failed(v);
}

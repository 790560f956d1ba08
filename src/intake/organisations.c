/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The organisations of a plan: one for each name, whether it is written "Kotka"
 * or "Kotkan kaupunki". */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

static int count_words(const char *s)
{
    int n = 1;
    for (; *s; s++)
        n += *s == ' ';
    return n;
}

/* "kotka" for "Kotka", "Kotkan kaupunki" and "Kotka stad"; else the whole name. */
static const char *name_key(struct visit *v, const char *name)
{
    bool region;
    const char *town = municipality_find(v, name, &region);
    enum organisation_kind kind = organisation_kind_from_name(v, name);
    bool itself = town && !region &&
                  (text_same(town, name) ||
                   (kind == ORGANISATION_MUNICIPALITY && count_words(name) == 2));

    return text_plain(v->arena, itself ? town : name);
}

int organisation_get(struct finder *f, const char *name)
{
    struct organisations *list = &f->out->plan.organisations;
    const char *raw = text(f->v, "=%s", name);
    int found = lookup_find(&f->organisations, raw);

    if (found >= 0)
        return found;
    const char *key = name_key(f->v, name);
    found = lookup_find(&f->organisations, key);
    lookup_put(f->v->arena, &f->organisations, raw, found >= 0 ? found : (int)list->n);
    if (found >= 0) {
        struct organisation *o = &list->at[found];
        if (!text_same(o->name, name))
            *arena_push(f->v->arena, &o->aliases) = name;
        return found;
    }
    lookup_put(f->v->arena, &f->organisations, key, (int)list->n);
    *arena_push(f->v->arena, list) = (struct organisation){ .name = name };
    return (int)list->n - 1;
}

/* A short name where there is a shorter one. */
static void shorten(struct finder *f, struct organisation *o)
{
    bool region;
    const char *town = municipality_find(f->v, o->name, &region);
    size_t n = strlen(o->name);

    if (town && !region && count_words(o->name) == 2 &&
        organisation_kind_from_name(f->v, o->name) == ORGANISATION_MUNICIPALITY)
        o->short_name = town;
    else if (text_ends(o->name, " ry") || text_ends(o->name, " rf"))
        o->short_name = arena_copy(f->v->arena, o->name, n - 3);
    else if (text_ends(o->name, " ry.") || text_ends(o->name, " r.f."))
        o->short_name = arena_copy(f->v->arena, o->name, n - 4);
}

void organisations_finish(struct finder *f)
{
    struct plan *p = &f->out->plan;
    bool region;

    for (size_t i = 0; i < p->organisations.n; i++)
        shorten(f, &p->organisations.at[i]);
    if (!p->area && p->organisations.n == 1)
        p->area = municipality_find(f->v, p->organisations.at[0].name, &region);
    actors_link(f->v, p);
}

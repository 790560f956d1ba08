/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The organisations of a plan: one for each name, whether it is written "Kotka"
 * or "Kotkan kaupunki", and which of them an actor's name means. */
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
    const char *key = name_key(f->v, name);
    int found = lookup_find(&f->organisations, key);

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

/* Whether a text holds a name as words of their own. */
static bool holds(const char *text, const char *name)
{
    size_t n = strlen(name);

    for (const char *p = text; n > 2 && (p = strstr(p, name)); p++) {
        const char *after = p + n;
        bool begins = p == text || (!text_is_letter((unsigned char)p[-1]) && !(p[-1] & 0x80));
        if (begins && !text_is_letter(text_next(&after)))
            return true;
    }
    return false;
}

/* -1: none, or more than one. */
static int actor_organisation(struct finder *f, const char *words)
{
    const struct organisations *list = &f->out->plan.organisations;
    const char *lower = text_lower(f->v->arena, words);
    int found = -1;

    for (size_t i = 0; i < list->n; i++) {
        const struct organisation *o = &list->at[i];
        if (!holds(lower, f->lower_names[i]) &&
            !(o->short_name && holds(lower, text_lower(f->v->arena, o->short_name))))
            continue;
        if (found >= 0)
            return -1;
        found = (int)i;
    }
    return found;
}

static void link_actors(struct finder *f, struct details *list, struct lookup *known)
{
    for (size_t i = 0; i < list->n; i++) {
        struct detail *d = &list->at[i];
        if (d->field != FIELD_ACTOR)
            continue;
        int met = lookup_find(known, d->words);
        if (met < 0) {
            met = actor_organisation(f, d->words) + 1;
            lookup_put(f->v->arena, known, d->words, met);
        }
        d->organisation = met - 1;
    }
}

void organisations_finish(struct finder *f)
{
    struct plan *p = &f->out->plan;
    struct lookup known = { 0 };

    f->lower_names = arena_alloc(f->v->arena, (p->organisations.n + 1) * sizeof *f->lower_names);
    for (size_t i = 0; i < p->organisations.n; i++) {
        shorten(f, &p->organisations.at[i]);
        f->lower_names[i] = text_lower(f->v->arena, p->organisations.at[i].name);
    }
    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry *e = &p->entries.at[i];
        link_actors(f, &e->details, &known);
        for (size_t k = 0; k < e->actions.n; k++)
            link_actors(f, &e->actions.at[k].details, &known);
    }
}

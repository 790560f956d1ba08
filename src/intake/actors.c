/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which of a plan's organisations the words of an actor mean. */
#include "base/lookup.h"
#include "base/text.h"
#include "intake/recognise.h"

#include <string.h>

/* Every name of every organisation, in lower case. */
struct names {
    struct {
        const char *lower;
        int organisation;
    } *at;
    size_t n, cap;
};

static void add_name(struct visit *v, struct names *names, const char *name, int organisation)
{
    enum { SHORTEST = 3 };

    if (!name || strlen(name) < SHORTEST)
        return;
    arena_push(v->arena, names);
    names->at[names->n - 1].lower = text_lower(v->arena, name);
    names->at[names->n - 1].organisation = organisation;
}

/* Whether a text holds a name as words of their own. */
static bool holds(const char *text, const char *name)
{
    size_t n = strlen(name);

    for (const char *p = text; (p = strstr(p, name)); p++) {
        const char *after = p + n;
        bool begins = p == text || (!text_is_letter((unsigned char)p[-1]) && !(p[-1] & 0x80));
        if (begins && !text_is_letter(text_next(&after)))
            return true;
    }
    return false;
}

/* -1: none, or more than one. */
static int organisation_in(struct visit *v, const struct names *names, const char *words)
{
    const char *lower = text_lower(v->arena, words);
    int found = -1;

    for (size_t i = 0; i < names->n; i++) {
        if (names->at[i].organisation == found || !holds(lower, names->at[i].lower))
            continue;
        if (found >= 0)
            return -1;
        found = names->at[i].organisation;
    }
    return found;
}

/* known: words met before, to organisation + 1. */
static void link_details(struct visit *v, const struct names *names, struct lookup *known,
                         struct details *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct detail *d = &list->at[i];
        if (d->field != FIELD_ACTOR || d->organisation >= 0)
            continue;
        int met = lookup_find(known, d->words);
        if (met < 0) {
            met = organisation_in(v, names, d->words) + 1;
            lookup_put(v->arena, known, d->words, met);
        }
        d->organisation = met - 1;
    }
}

void actors_link(struct visit *v, struct plan *p)
{
    struct names names = { 0 };
    struct lookup known = { 0 };

    for (int i = 0; i < (int)p->organisations.n; i++) {
        const struct organisation *o = &p->organisations.at[i];
        add_name(v, &names, o->name, i);
        add_name(v, &names, o->short_name, i);
        for (size_t k = 0; k < o->aliases.n; k++)
            add_name(v, &names, o->aliases.at[k], i);
    }
    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry *e = &p->entries.at[i];
        link_details(v, &names, &known, &e->details);
        for (size_t k = 0; k < e->actions.n; k++)
            link_details(v, &names, &known, &e->actions.at[k].details);
    }
}

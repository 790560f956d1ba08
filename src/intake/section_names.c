/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Names for sections that have no heading of their own, as where headings were
 * pictures: the lines of the contents list, in their order. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

/* The names of a group of lines of the contents list. */
struct group {
    const char *parent;
    const char **at;
    size_t n, cap;
    int sure;
};

struct groups {
    struct group *at;
    size_t n, cap;
};

/* "2.1" stands under "2"; lines without numbers go by their level. */
static const char *parent_number(struct visit *v, const struct piece *p, const char *number)
{
    const char *dot = strrchr(number, '.');

    if (!*number)
        return text(v, "level %d", p->level);
    return dot ? arena_copy(v->arena, number, (size_t)(dot - number)) : "";
}

static struct groups contents_groups(struct finder *f)
{
    struct groups groups = { 0 };

    for (size_t i = 0; i < f->pieces.n; i++) {
        const struct piece *p = &f->pieces.at[i];
        const char *number, *title;
        bool sure = false;
        if (p->role != ROLE_CONTENTS)
            continue;
        number_and_title(f->v, p->text, &number, &title);
        const char *parent = parent_number(f->v, p, number);
        struct group *g = groups.n ? &groups.at[groups.n - 1] : NULL;
        for (size_t k = groups.n; k-- > 0 && (!g || strcmp(g->parent, parent) != 0);)
            g = &groups.at[k];
        if (!g || strcmp(g->parent, parent) != 0) {
            g = arena_push(f->v->arena, &groups);
            g->parent = parent;
        }
        const char **slot = arena_push(f->v->arena, g);
        *slot = title;
        g->sure += line_organisation(f->v, title, &sure) && sure;
    }
    return groups;
}

/* The names of n sections without headings: the group of the contents list with as
 * many lines, the likeliest of them. NULL: there is none. */
static const struct group *find_group(const struct groups *groups, size_t n)
{
    const struct group *best = NULL;

    for (size_t i = 0; i < groups->n; i++) {
        const struct group *g = &groups->at[i];
        if (g->n == n && (!best || g->sure > best->sure))
            best = g;
    }
    return best;
}

/* The same goals again and again, and one organisation whose plan it is: no
 * sections, but tables for different years or the like. */
static void join_sections(struct finder *f, const char *name)
{
    struct plan *p = &f->out->plan;

    p->organisations.n = 1;
    p->organisations.at[0].name = name;
    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry *e = &p->entries.at[i];
        const char *key = text(f->v, "%d 0", e->goal);
        e->organisation = 0;
        if (lookup_find(&f->entries, key) < 0)
            lookup_put(f->v->arena, &f->entries, key, (int)i);
    }
}

void sections_name(struct finder *f)
{
    struct organisations *list = &f->out->plan.organisations;
    struct groups groups = contents_groups(f);
    const struct group *group = find_group(&groups, list->n);
    const char *own = f->organisation ? f->organisation : line_owner(f->v, f->out->plan.title);
    const char *names = "";

    if (!group && own) {
        join_sections(f, own);
        return;
    }
    for (size_t i = 0; i < list->n; i++) {
        struct organisation *o = &list->at[i];
        o->name = group ? group->at[i] : text(f->v, tr(f->v, "Organisation %d"), (int)i + 1);
        names = text(f->v, "%s%s%s", names, i ? "; " : "", o->name);
    }
    finder_doubt(f, group ? DOUBT_ORGANISATION_GUESSED : DOUBT_ORGANISATION_NONE,
                 (struct place){ 0 }, names, NULL);
}

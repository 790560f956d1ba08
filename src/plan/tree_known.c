/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which organisations of a document the database knows already. One that takes
 * part in another plan too belongs to both: a document does not change it. */
#include "base/ids.h"
#include "base/text.h"
#include "plan/plan_tree.h"
#include "plan/tree.sql.h"

#include <string.h>

struct known {
    struct visit *v;
    struct organisation_all_rows all;
    struct alias_all_rows aliases;
    struct organisation_names_rows names;
    struct ids at;     /* of an id in all */
    struct ids shared; /* with other plans */
    bool *taken;       /* in this plan already */
};

static bool known_load(struct known *k, const struct plan *p)
{
    struct visit *v = k->v;
    struct organisation_shared_rows shared;

    if (!organisation_all(v, &k->all) || !alias_all(v, &k->aliases) ||
        !organisation_names(v, &k->names) || !organisation_shared(v, &shared, p->id))
        return false;
    k->at = ids_new(v->arena, k->all.n);
    for (size_t i = 0; i < k->all.n; i++)
        ids_put(&k->at, k->all.at[i].id, (int)i);
    k->shared = ids_new(v->arena, shared.n);
    for (size_t i = 0; i < shared.n; i++)
        ids_put(&k->shared, shared.at[i].organisation, 1);
    k->taken = arena_alloc(v->arena, k->all.n + 1);
    for (size_t i = 0; i < p->organisations.n; i++)
        if (ids_find(&k->at, p->organisations.at[i].id) >= 0)
            k->taken[ids_find(&k->at, p->organisations.at[i].id)] = true;
    return true;
}

/* Index of the row that an organisation of a document is, by name or another
 * spelling; -1: none. */
static int find(const struct known *k, const struct organisation *o)
{
    for (size_t i = 0; i < k->all.n; i++)
        if (!k->taken[i] && text_same(k->all.at[i].name, o->name))
            return (int)i;
    for (size_t i = 0; i < k->aliases.n; i++) {
        int at = ids_find(&k->at, k->aliases.at[i].organisation);
        if (at >= 0 && !k->taken[at] && text_same(k->aliases.at[i].alias, o->name))
            return at;
    }
    return -1;
}

/* All that is known of it, and nothing else. */
static void take_facts(struct known *k, struct organisation *o,
                       const struct organisation_all_row *row)
{
    o->name = row->name;
    o->short_name = strcmp(row->short_name, row->name) == 0 ? NULL : row->short_name;
    o->kind = organisation_kind_of(row->organisation_kind);
    o->names = (struct translations){ { NULL } };
    for (size_t i = 0; i < k->names.n; i++)
        if (k->names.at[i].row_id == row->id && lang_of(k->names.at[i].lang) < LANGS)
            o->names.in[lang_of(k->names.at[i].lang)] = k->names.at[i].words;
    o->aliases.at = NULL;
    o->aliases.n = o->aliases.cap = 0;
    for (size_t i = 0; i < k->aliases.n; i++)
        if (k->aliases.at[i].organisation == row->id)
            *arena_push(k->v->arena, &o->aliases) = k->aliases.at[i].alias;
}

/* The one it brings along, as long as nobody else has it. */
static const char *free_slug(struct known *k, const struct organisation *o, const struct plan *p)
{
    const char *base = o->slug ? o->slug : text_slug(k->v->arena, o->name), *slug = base;

    for (int n = 2;; n++) {
        bool taken = false;
        for (size_t i = 0; i < k->all.n; i++)
            taken |= strcmp(k->all.at[i].slug, slug) == 0;
        for (const struct organisation *x = p->organisations.at; x != o; x++)
            taken |= strcmp(x->slug, slug) == 0;
        if (!taken)
            return slug;
        slug = text(k->v, "%s-%d", base, n);
    }
}

bool plan_tree_known(struct visit *v, struct plan *p)
{
    struct known k = { .v = v };

    if (!known_load(&k, p))
        return false;
    for (size_t i = 0; i < p->organisations.n; i++) {
        struct organisation *o = &p->organisations.at[i];
        int at = o->id ? ids_find(&k.at, o->id) : find(&k, o);
        if (at < 0) {
            o->slug = free_slug(&k, o, p);
            continue;
        }
        k.taken[at] = true;
        o->id = k.all.at[at].id;
        o->slug = k.all.at[at].slug;
        if (ids_find(&k.shared, o->id) >= 0)
            take_facts(&k, o, &k.all.at[at]);
    }
    return true;
}

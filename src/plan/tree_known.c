/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which organisations of a document the database knows already. */
#include "base/text.h"
#include "plan/plan_tree.h"
#include "plan/tree.sql.h"

#include <string.h>

static void take(struct organisation *o, const struct organisation_all_row *row)
{
    o->id = row->id;
    o->slug = row->slug;
}

/* The row that an organisation of a document is, by name or another spelling. */
static const struct organisation_all_row *known(const struct organisation *o,
                                                const struct organisation_all_rows *all,
                                                const struct alias_all_rows *aliases)
{
    for (size_t i = 0; i < all->n; i++)
        if (text_same(all->at[i].name, o->name))
            return &all->at[i];
    for (size_t i = 0; i < aliases->n; i++)
        if (text_same(aliases->at[i].alias, o->name))
            for (size_t k = 0; k < all->n; k++)
                if (all->at[k].id == aliases->at[i].organisation)
                    return &all->at[k];
    return NULL;
}

static const char *free_slug(struct visit *v, const struct organisation *o,
                             const struct organisation_all_rows *all, const struct plan *p)
{
    const char *base = text_slug(v->arena, o->name), *slug = base;

    for (int n = 2;; n++) {
        bool taken = false;
        for (size_t i = 0; i < all->n; i++)
            taken |= strcmp(all->at[i].slug, slug) == 0;
        for (const struct organisation *x = p->organisations.at; x != o; x++)
            taken |= strcmp(x->slug, slug) == 0;
        if (!taken)
            return slug;
        slug = text(v, "%s-%d", base, n);
    }
}

bool plan_tree_known(struct visit *v, struct plan *p)
{
    struct organisation_all_rows all;
    struct alias_all_rows aliases;

    if (!organisation_all(v, &all) || !alias_all(v, &aliases))
        return false;
    for (size_t i = 0; i < p->organisations.n; i++) {
        struct organisation *o = &p->organisations.at[i];
        const struct organisation_all_row *row = o->id ? NULL : known(o, &all, &aliases);
        if (row)
            take(o, row);
        else if (!o->id)
            o->slug = free_slug(v, o, &all, p);
    }
    return true;
}

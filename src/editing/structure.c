/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "editing/structure.h"

#include "base/date.h"
#include "db/db.h"
#include "plan/roll_up.h"

#include <string.h>

bool structure_load(struct visit *v, struct structure *s)
{
    return plan_tree_load(v, v->site->slug, &s->kept) &&
           plan_tree_load(v, v->site->slug, &s->changed);
}

bool structure_save(struct visit *v, struct structure *s)
{
    struct author by = { v->name, date_now(v), DB_NULL };

    return plan_settle(v, &s->changed) && plan_tree_known(v, &s->changed) &&
           plan_tree_save(v, &s->kept, &s->changed, &by) && roll_up(v, v->plan);
}

int structure_goal(struct visit *v, const struct plan *p, const char *slug)
{
    for (int i = 0; i < (int)p->goals.n; i++)
        if (strcmp(goal_slug(v, p->goals.at[i].code), slug) == 0)
            return i;
    return -1;
}

int structure_organisation(const struct plan *p, const char *slug)
{
    for (int i = 0; i < (int)p->organisations.n; i++)
        if (strcmp(p->organisations.at[i].slug, slug) == 0)
            return i;
    return -1;
}

/* "fi sv": the first is the plan's own. */
bool is_other_language(const struct plan *p, enum lang lang)
{
    const char *at = strstr(p->languages, lang_code(lang));
    return at && at != p->languages;
}

bool has_other_languages(const struct plan *p)
{
    return strchr(p->languages, ' ') != NULL;
}

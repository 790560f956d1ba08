/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "plan/site.h"

#include "plan/site.sql.h"

#include <string.h>

static bool find(struct visit *v, const char *slug, struct site_default_row **row)
{
    *row = NULL;
    if (slug)
        return site_of_slug(v, row, slug);
    if (*v->host && !site_of_host(v, row, v->host))
        return false;
    return *row || site_default(v, row);
}

/* The title in the visit's language where it was given. */
static bool title(struct visit *v, const struct site_default_row *row, struct site *site)
{
    struct site_title_row *other;

    if (!site_title(v, &other, row->id, lang_code(v->lang)))
        return false;
    site->title = other ? other->words : row->title;
    site->title_translated = other != NULL;
    return true;
}

/* "fi sv": the first language is the plan's own. */
static enum lang own_language(struct visit *v, const char *languages)
{
    enum lang lang = lang_of(arena_copy(v->arena, languages, strcspn(languages, " ")));
    return lang < LANGS ? lang : LANG_FI;
}

bool plan_site(struct visit *v, const char *slug)
{
    struct site_default_row *row;
    struct instance_get_row *demo;
    struct site *site = arena_alloc(v->arena, sizeof *site);

    if (!find(v, slug, &row))
        return false;
    if (!row)
        return site_absent(v);
    *site = (struct site){
        .plan = row->id,
        .slug = row->slug,
        .area = row->area,
        .state = row->state,
        .colour = row->colour,
        .starts = row->starts,
        .ends = row->ends,
        .decided_body = row->decided_body,
        .decided_on = row->decided_on,
        .case_number = row->case_number,
        .lang = own_language(v, row->languages),
        .has = row->rated ? SITE_RATED : 0,
        .is_default = row->is_default,
    };
    if (!title(v, row, site) || !instance_get(v, &demo, "demo"))
        return false;
    site->demo = demo != NULL;
    v->site = site;
    v->plan = row->id;
    v->plan_slug = slug && !row->is_default ? row->slug : "";
    return true;
}

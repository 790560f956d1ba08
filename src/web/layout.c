/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "web/layout.h"

#include "web/hall.h"

#include <string.h>

static bool in_menu(const struct visit *v, const struct page *p)
{
    return p->menu && !(p->menu_of & ~(v->site ? v->site->has : 0));
}

static bool in_bar(const struct visit *v, const struct page *p)
{
    return p->bar && has_right(v, p->right) && (v->site || !needs_plan(p));
}

/* The next page that is in a menu, after p (NULL: from the start). */
static const struct page *after(const struct visit *v, const struct page *p,
                                bool (*in)(const struct visit *v, const struct page *p))
{
    bool seen = !p;

    for (const struct page *const *room = v->house ? v->house->rooms : NULL; room && *room; room++)
        for (const struct page *q = *room; q->path; q++) {
            if (seen && in(v, q))
                return q;
            seen |= q == p;
        }
    return NULL;
}

const struct page *menu_first(const struct visit *v)
{
    return after(v, NULL, in_menu);
}

const struct page *menu_next(const struct visit *v, const struct page *p)
{
    return after(v, p, in_menu);
}

const struct page *bar_first(const struct visit *v)
{
    return after(v, NULL, in_bar);
}

const struct page *bar_next(const struct visit *v, const struct page *p)
{
    return after(v, p, in_bar);
}

bool menu_is_here(const struct visit *v, const struct page *p)
{
    size_t n = strlen(p->path);

    if (n == 1)
        return strcmp(v->rest, "/") == 0;
    return strncmp(v->rest, p->path, n) == 0 && (!v->rest[n] || v->rest[n] == '/');
}

const char *site_name(const struct visit *v)
{
    return v->site ? v->site->title : "Vointi";
}

bool is_site_name(const struct visit *v, const char *title)
{
    return strcmp(title, site_name(v)) == 0;
}

const char *site_theme(struct visit *v)
{
    return v->site && v->site->colour ? text(v, "/assets/teema-%s.css", v->site->colour) : NULL;
}

const char *site_notice(const struct site *site)
{
    return strcmp(site->state, "draft") == 0        ? N_("A draft: this plan is not in force yet.")
           : strcmp(site->state, "superseded") == 0 ? N_("This plan is no longer in force.")
                                                    : NULL;
}

const char *language_name(enum lang lang)
{
    static const char *const names[LANGS] = { "Suomi", "Svenska", "English" };
    return names[lang];
}

const char *failure_heading(enum fail_kind kind)
{
    switch (kind) {
    case FAIL_ABSENT:
        return N_("The page was not found");
    case FAIL_SIGN_IN:
        return N_("Sign in first");
    case FAIL_FORBIDDEN:
        return N_("This is not for your role");
    case FAIL_INPUT:
    case FAIL_REQUEST:
    case FAIL_METHOD:
    case FAIL_DOCUMENT:
    case FAIL_TYPE:
        return N_("Something needs mending");
    case FAIL_STALE:
        return N_("It has changed meanwhile");
    case FAIL_BUSY:
    case FAIL_TOO_MANY:
        return N_("Busy just now");
    default:
        return N_("This did not work");
    }
}

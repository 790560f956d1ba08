/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the frame of every page asks: its menu, its name, its theme. */
#ifndef WEB_LAYOUT_H
#define WEB_LAYOUT_H

#include "web/page.h"

struct crumb {
    const char *address, *name;
};

/* The pages with a name in the menu, in the order of the rooms; NULL at the end. */
const struct page *menu_first(const struct visit *v);
const struct page *menu_next(const struct visit *v, const struct page *p);
/* The same for the work bar: only what the person may enter. */
const struct page *bar_first(const struct visit *v);
const struct page *bar_next(const struct visit *v, const struct page *p);
/* The page itself or one under it. */
bool menu_is_here(const struct visit *v, const struct page *p);

/* For the title of the window: the plan's, or the program's. */
const char *site_name(const struct visit *v);
bool is_site_name(const struct visit *v, const char *title);
/* The address of the theme of the plan's colour; NULL: the default theme. */
const char *site_theme(struct visit *v);
/* N_(): what a reader must know of a plan that is not in force; NULL when it is. */
const char *site_notice(const struct site *site);
/* "Suomi", "Svenska", "English". */
const char *language_name(enum lang lang);
/* N_() text: the heading of a failure page. */
const char *failure_heading(enum fail_kind kind);

#endif

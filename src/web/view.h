/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A view: one page in all its dresses. tools/viewgen makes one of each set of
 * files with the same name (goal_show.html, goal_show.json, …). */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include "base/put.h"

struct view {
    const char *name;
    void (*dress[FORMATS])(struct visit *v, const void *data); /* NULL: not in this format */
};

/* Markup that is known to be safe; {{raw}} takes nothing else. Only our own
 * code makes one, of constants and of what put_…() escaped. */
struct html {
    const char *at;
};

static inline void put_raw(struct visit *v, struct html html)
{
    buf_puts(&v->body, html.at);
}

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The latest public changes as a feed: Atom (RFC 4287) and JSON Feed 1.1. */
#ifndef PLAN_FEED_H
#define PLAN_FEED_H

#include "plan/changes.h"
#include "web/page.h"

/* What was changed at a time, by one import or one person. */
struct feed_item {
    const char *id; /* urn:uuid, the same as long as the history is */
    const char *title, *text, *address, *changed_at, *who;
};

struct feed {
    const char *id, *title, *updated; /* updated: of the latest item */
    const char *home, *self;          /* whole addresses */
    struct feed_item *at;             /* the newest first */
    size_t n, cap;
};

/* tavoite, organisaatio: slugs */
extern const struct input feed_inputs[];
bool feed_show(struct visit *v);
/* With the goal and organisation that the visit asks for. */
const char *feed_address(struct visit *v, enum format format);

#endif

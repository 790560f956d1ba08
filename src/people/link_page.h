/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the pages of the way in show. */
#ifndef PEOPLE_LINK_PAGE_H
#define PEOPLE_LINK_PAGE_H

#include "base/visit.h"

struct link_open {
    bool works;
    const char *email, *called; /* NULL when it does not work */
};

struct sign_in_page {
    bool mails; /* a link can be asked for by mail */
    bool asked; /* just now */
    bool elsewhere; /* an identity provider is set up */
    const char *words; /* what happened there; NULL: nothing */
};

/* The page of the way in; words: NULL, or what happened. */
bool sign_in_shown(struct visit *v, const char *words);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the pages of the way in show. */
#ifndef PEOPLE_LINK_PAGE_H
#define PEOPLE_LINK_PAGE_H

#include <stdbool.h>

struct link_open {
    bool works;
    const char *email, *called; /* NULL when it does not work */
};

struct sign_in_page {
    bool mails; /* a link can be asked for by mail */
    bool asked; /* just now */
};

#endif

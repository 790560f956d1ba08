/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the page of a personal link shows. */
#ifndef PEOPLE_LINK_PAGE_H
#define PEOPLE_LINK_PAGE_H

#include <stdbool.h>

struct link_open {
    bool works;
    const char *email, *called; /* NULL when it does not work */
};

#endif

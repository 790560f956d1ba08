/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the page of a plan's people shows. */
#ifndef PEOPLE_PEOPLE_LIST_H
#define PEOPLE_PEOPLE_LIST_H

#include "people/people.sql.h"

struct people_list {
    struct people_of_plan_rows rows;
    struct plan_organisations_rows organisations;
    bool mails; /* invitations go by mail */
    /* Just invited: without mail their links are shown this once. */
    struct invited_link {
        const char *email, *link; /* NULL: it goes by mail, or the person comes in as before */
        bool is_new;
    } *invited;
    size_t n_invited;
};

#endif

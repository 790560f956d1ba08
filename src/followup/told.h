/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What organisations have told of years, as everybody reads it once it was accepted: one
 * organisation's year, and where all of them are. */
#ifndef FOLLOWUP_TOLD_H
#define FOLLOWUP_TOLD_H

#include "followup/desk.h"
#include "followup/told.sql.h"
#include "web/layout.h"

struct told_show {
    struct desk desk;       /* of it only entries that are reported, or should be */
    struct tally tally;     /* how they went; those that were not reported as recorded */
    struct crumb crumbs[2];
    int64_t previous, next; /* the years beside it that were accepted; 0: none */
    const char *base;       /* the address of the organisation */
};

/* Whether any year of a metric of the entry has a value. */
bool told_has_values(const struct desk_entry *e);
/* The addresses of its files on lines of their own, for CSV. */
const char *told_files(struct visit *v, const struct desk_entry *e);

struct told_list {
    struct organisation_items organisations;
    struct told_year {
        int64_t year;
        const struct organisation_item *organisation;
        const char *accepted_at, *address;
        struct tally tally; /* of what was reported */
    } *at; /* the newest year first, organisations in the plan's order */
    size_t n;
};

#endif

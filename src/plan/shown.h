/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the handlers of the plan's pages give to their views. */
#ifndef PLAN_SHOWN_H
#define PLAN_SHOWN_H

#include "plan/overview.h"
#include "plan/sheet.h"
#include "web/layout.h"

struct front {
    const struct site *site;
    const char *vision;     /* NULL: none */
    bool vision_translated;
    bool vision_heads;      /* short enough to be the heading of the page */
    const char *imported;   /* the day, 2026-11-21; NULL: not known */
    struct goal_items goals;
    struct organisation_items organisations;
    const struct organisation_item **gaps; /* those with something missing, the most first */
    int n_gaps;
    struct overview_others_rows others;
};

struct goal_list {
    struct goal_items goals;
};

struct goal_show {
    struct goal_items goals;
    struct organisation_items organisations;
    const struct goal_item *goal, *main;     /* main: the highest above it, NULL for a main goal */
    const struct goal_item *previous, *next; /* NULL: none */
    int first_below;                         /* index of its first sub-goal */
    const struct crumb *crumbs;
    size_t n_crumbs;
    bool has_entries; /* something stands under the goal itself */
    struct sheet sheet; /* its own entries; in CSV also those of the goals below */
};

struct organisation_list {
    struct organisation_items organisations;
};

struct organisation_show {
    struct goal_items goals;
    struct organisation_items organisations;
    const struct organisation_item *organisation;
    const struct organisation_item *previous, *next; /* NULL: none */
    struct crumb crumb;
    struct organisation_aliases_rows aliases;
    struct organisation_other {
        const char *title, *title_lang, *address;
    } *others; /* its part in other plans */
    size_t n_others;
    struct organisation_year {
        int64_t year;
        const char *address;
    } *years; /* that it has told about, the newest first */
    size_t n_years;
    struct sheet sheet;
};

#endif

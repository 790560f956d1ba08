/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * How easy each sub-goal is to reach and how much it would change, rated 1 to 5 by the
 * contacts of organisations and by the coordinator: the picture and the table. */
#ifndef FOLLOWUP_RATING_H
#define FOLLOWUP_RATING_H

#include "followup/rating.sql.h"
#include "plan/overview.h"
#include "web/page.h"

enum { RATE_LEAST = 1, RATE_MOST = 5 };

/* Where a goal falls when both scales are cut in the middle; the middle itself is high. */
enum quarter { QUARTER_FIRST, QUARTER_LONG, QUARTER_BESIDE, QUARTER_CONSIDER, QUARTERS };

enum quarter quarter_of(double ease, double impact);
const char *quarter_code(enum quarter quarter);
/* N_(): "Do first". */
const char *quarter_name(enum quarter quarter);

/* In the addresses of pages, where an organisation's slug would stand. */
extern const char coordinator_slug[];

/* ---- the picture ---- */

struct rated {
    const struct goal_item *goal;
    int shape;           /* 0 disc, 1 square, 2 hexagon: by its main goal */
    double ease, impact; /* means; raters 0: none */
    int64_t raters;
    enum quarter quarter;
};

struct ratings {
    struct goal_items goals;
    struct organisation_items organisations;
    struct rating_years_rows years;
    int64_t year;       /* shown; 0: nobody has rated anything */
    struct rated *at;   /* sub-goals: those of the most ease and impact first, then unrated */
    size_t n, rated;
};

/* Places of the goals in a picture of a size, in whole units; those that would lie on
 * each other are moved a little. */
struct picture {
    int width, height, left, top, right, bottom; /* the margins */
    struct point {
        int x, y;
    } *at; /* for each rated goal */
};

extern const struct input ratings_inputs[];
bool ratings_load(struct visit *v, struct ratings *r);
/* How many goals fall into a quarter. */
size_t ratings_in(const struct ratings *r, enum quarter quarter);
struct picture *picture_of(struct visit *v, const struct ratings *r, int width, int height);
/* Its corners, for a shape 1 or 2 of the picture. */
const char *picture_corners(struct visit *v, struct point at, int shape);

/* ---- one's own ---- */

struct rate {
    struct goal_items goals;
    struct organisation_items organisations;
    int64_t year, organisation; /* 0: the coordinator */
    const char *slug, *called;  /* whose ratings they are */
    struct ratings_of_rows rows;
    int64_t seen; /* another number whenever somebody saves */
    bool saved;
};

/* Whom the visitor may rate for: slugs of organisations and coordinator_slug. */
struct rate_choose {
    int64_t year;
    struct rate_choice {
        const char *slug, *name;
    } *at;
    size_t n;
};

/* "helppous-12" */
const char *rate_field(struct visit *v, const char *what, const struct goal_item *g);

#endif

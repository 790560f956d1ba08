/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Everybody's ratings: means, quarters, and where the goals stand in the picture. */
#include "followup/rating.h"

#include "db/db.h"
#include "followup/pages.h"
#include "followup/ratings.view.h"

#include <stdlib.h>
#include <string.h>

const char coordinator_slug[] = "koordinaattori";

static const struct {
    const char *code, *name;
} quarters[QUARTERS] = {
    [QUARTER_FIRST] = { "first", N_("Do first") },
    [QUARTER_LONG] = { "long", N_("Invest with patience") },
    [QUARTER_BESIDE] = { "beside", N_("Do along the way") },
    [QUARTER_CONSIDER] = { "consider", N_("Consider together") },
};

enum quarter quarter_of(double ease, double impact)
{
    const double middle = (RATE_LEAST + RATE_MOST) / 2.0;

    return impact >= middle ? ease >= middle ? QUARTER_FIRST : QUARTER_LONG
           : ease >= middle ? QUARTER_BESIDE
                            : QUARTER_CONSIDER;
}

const char *quarter_code(enum quarter quarter)
{
    return quarters[quarter].code;
}

const char *quarter_name(enum quarter quarter)
{
    return quarters[quarter].name;
}

const struct input ratings_inputs[] = {
    { "kenen", INPUT_TEXT, 60, NULL },
    { "tavoite", INPUT_TEXT, 60, NULL },
    { "vuosi", INPUT_NUMBER, 9999, NULL },
    { 0 },
};

/* ---- means ---- */

/* Whose ratings are asked for: an organisation's id, 0 the coordinator's; -1 everybody's,
 * -2 nobody's: there is no such organisation. */
static int64_t whose(struct visit *v, const struct ratings *r)
{
    const char *slug = given(v, "kenen");
    int at = organisation_items_find(&r->organisations, slug);

    return !*slug                                  ? -1
           : strcmp(slug, coordinator_slug) == 0 ? 0
           : at < 0                                ? -2
                                                   : r->organisations.at[at].row->id;
}

/* The sub-goals that are asked for. */
static void add_goals(struct visit *v, struct ratings *r, struct rated **of)
{
    const char *only = given(v, "tavoite");
    int shape = -1;

    for (int i = 0; i < r->goals.n; i++) {
        const struct goal_item *g = &r->goals.at[i];
        shape += g->parent < 0;
        const char *main = r->goals.at[goal_items_main(&r->goals, i)].row->goal_slug;
        if (!g->row->is_leaf || (*only && strcmp(main, only) != 0))
            continue;
        of[i] = &r->at[r->n++];
        *of[i] = (struct rated){ .goal = g, .shape = shape % 3 };
    }
}

static int most_first(const void *a, const void *b)
{
    const struct rated *x = a, *y = b;
    double by = (y->raters ? y->ease + y->impact : 0) - (x->raters ? x->ease + x->impact : 0);

    return by < 0 ? -1 : by > 0 ? 1 : x->goal < y->goal ? -1 : x->goal > y->goal;
}

static bool add_ratings(struct visit *v, struct ratings *r)
{
    struct rated **of = arena_alloc(v->arena, ((size_t)r->goals.n + 1) * sizeof *of);
    struct rating_list_rows rows;
    int64_t only = whose(v, r);

    r->at = arena_alloc(v->arena, ((size_t)r->goals.n + 1) * sizeof *r->at);
    add_goals(v, r, of);
    if (!rating_list(v, &rows, v->plan, r->year))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const struct rating_list_row *row = &rows.at[i];
        struct rated *g = of[ids_find(&r->goals.ids, row->goal)];
        if (!g || (only != -1 && only != row->organisation))
            continue;
        g->ease += (double)row->ease;
        g->impact += (double)row->impact;
        g->raters++;
    }
    for (size_t i = 0; i < r->n; i++) {
        struct rated *g = &r->at[i];
        if (!g->raters)
            continue;
        g->ease /= (double)g->raters;
        g->impact /= (double)g->raters;
        g->quarter = quarter_of(g->ease, g->impact);
        r->rated++;
    }
    qsort(r->at, r->n, sizeof *r->at, most_first);
    return true;
}

bool ratings_load(struct visit *v, struct ratings *r)
{
    if (!goal_items_load(v, &r->goals) || !organisation_items_load(v, &r->organisations) ||
        !rating_years(v, &r->years, v->plan))
        return false;
    r->year = given_number(v, "vuosi", r->years.n ? r->years.at[0].year : 0);
    return add_ratings(v, r);
}

size_t ratings_in(const struct ratings *r, enum quarter quarter)
{
    size_t n = 0;

    for (size_t i = 0; i < r->rated; i++)
        n += r->at[i].quarter == quarter;
    return n;
}

/* ---- the picture ---- */

enum { APART = 15 }; /* half of what a goal's mark takes */

static bool is_free(const struct picture *p, size_t n, struct point at)
{
    for (size_t i = 0; i < n; i++)
        if (abs(p->at[i].x - at.x) < 2 * APART && abs(p->at[i].y - at.y) < 2 * APART)
            return false;
    return true;
}

/* The part of the picture that a goal's quarter takes: no mark leaves it. */
struct room {
    int left, top, right, bottom;
};

static struct room room_of(const struct picture *p, enum quarter q)
{
    int right = p->width - p->right, bottom = p->height - p->bottom;
    int x = (p->left + right) / 2, y = (p->top + bottom) / 2;
    bool easy = q == QUARTER_FIRST || q == QUARTER_BESIDE;
    bool high = q == QUARTER_FIRST || q == QUARTER_LONG;

    return (struct room){ (easy ? x : p->left) + APART, (high ? p->top : y) + APART,
                          (easy ? right : x) - APART, (high ? y : bottom) - APART };
}

/* The nearest free place in rings around it; on top of others where there is none. */
static struct point place_near(const struct picture *p, size_t n, struct room room,
                               struct point at)
{
    static const int ways[][2] = { { 1, 0 }, { 0, 1 },  { -1, 0 }, { 0, -1 },
                                   { 1, 1 }, { 1, -1 }, { -1, 1 }, { -1, -1 } };

    for (int ring = 0; ring < 16; ring++)
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
            struct point to = { at.x + ways[i][0] * ring * 2 * APART,
                                at.y + ways[i][1] * ring * 2 * APART };
            if (to.x >= room.left && to.x <= room.right && to.y >= room.top &&
                to.y <= room.bottom && is_free(p, n, to))
                return to;
        }
    return at;
}

static int between(int from, int to, double value, int least, int most)
{
    int at = from + (int)((to - from) * (value - RATE_LEAST) / (RATE_MOST - RATE_LEAST));

    return at < least ? least : at > most ? most : at;
}

static struct point place(const struct picture *p, size_t n, const struct rated *g)
{
    struct room room = room_of(p, g->quarter);
    struct point at = {
        between(p->left, p->width - p->right, g->ease, room.left, room.right),
        between(p->height - p->bottom, p->top, g->impact, room.top, room.bottom),
    };

    return place_near(p, n, room, at);
}

struct picture *picture_of(struct visit *v, const struct ratings *r, int width, int height)
{
    struct picture *p = arena_alloc(v->arena, sizeof *p);

    *p = (struct picture){ .width = width, .height = height, .left = 34, .top = 4, .right = 4,
                           .bottom = 44 };
    p->at = arena_alloc(v->arena, (r->rated + 1) * sizeof *p->at);
    for (size_t i = 0; i < r->rated; i++)
        p->at[i] = place(p, i, &r->at[i]);
    return p;
}

const char *picture_corners(struct visit *v, struct point at, int shape)
{
    int x = at.x, y = at.y, a = 13, b = shape == 1 ? 13 : 8, h = 11;

    return text(v, "%d,%d %d,%d %d,%d %d,%d %d,%d %d,%d", x - a - (shape == 2 ? 4 : 0), y, x - b,
                y - h, x + b, y - h, x + a + (shape == 2 ? 4 : 0), y, x + b, y + h, x - b, y + h);
}

static bool ratings(struct visit *v)
{
    struct ratings *r = arena_alloc(v->arena, sizeof *r);

    return ratings_load(v, r) && show_ratings(v, r);
}

const struct page rating_pages[] = {
    { METHOD_GET, "/helppous-ja-vaikutus", RIGHT_PUBLIC, ratings_inputs, ratings, &ratings_view,
      N_("Ease and impact"), SITE_RATED },
    { 0 },
};

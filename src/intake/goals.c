/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The tree of goals as it is met in the document. The same goal is written
 * slightly differently in different places: same number under the same parent
 * and a title that is much alike is one goal; the commonest title stands. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <stdlib.h>
#include <string.h>

enum { SIBLINGS_LOOKED_AT = 200 };

static const double MUCH_ALIKE = 0.6, NEARLY_SAME = 0.85;

static const char *key_number(struct finder *f, int parent, const char *number)
{
    return text(f->v, "%d|%s", parent, text_plain(f->v->arena, number));
}

static const char *key_full(struct finder *f, int parent, const char *number, const char *title)
{
    return text(f->v, "%s|%s", key_number(f, parent, number), text_plain(f->v->arena, title));
}

static struct goal *goal_at(struct finder *f, int goal)
{
    return &f->out->plan.goals.at[goal];
}

/* Counts the titles under which a goal is written. */
static void note_title(struct finder *f, int goal, const struct printed *p)
{
    struct goal_notes *notes = &f->notes[goal];
    const char *plain = text_plain(f->v->arena, p->title);

    if (!*plain)
        return;
    for (size_t i = 0; i < notes->n; i++)
        if (strcmp(notes->at[i].plain, plain) == 0) {
            notes->at[i].times++;
            notes->last = i;
            return;
        }
    notes->last = notes->n;
    *arena_push(f->v->arena, notes) = (struct goal_variant){
        .title = p->title, .plain = plain, .times = 1, .place = p->place
    };
}

void goal_note_row(struct finder *f, int goal, const struct place *place)
{
    for (; goal >= 0; goal = goal_at(f, goal)->parent) {
        struct goal_notes *notes = &f->notes[goal];
        struct goal_variant *as = notes->n ? &notes->at[notes->last] : NULL;
        if (as)
            *arena_push(f->v->arena, &as->rows) = (struct row_place){ place->table, place->row };
    }
}

static int goal_new(struct finder *f, int parent, const struct printed *p)
{
    struct plan *plan = &f->out->plan;
    int goal = (int)plan->goals.n;

    *arena_push(f->v->arena, &plan->goals) = (struct goal){
        .parent = parent,
        .level = parent < 0 ? 1 : plan->goals.at[parent].level + 1,
        .number = p->number,
        .title = p->title,
        .place = p->place,
    };
    f->notes = arena_grow(f->v->arena, f->notes, (size_t)goal, &f->notes_cap, sizeof *f->notes);
    f->notes[goal] = (struct goal_notes){ 0 };
    lookup_put(f->v->arena, &f->goals, key_full(f, parent, p->number, p->title), goal);
    if (*p->number && lookup_find(&f->goals, key_number(f, parent, p->number)) < 0)
        lookup_put(f->v->arena, &f->goals, key_number(f, parent, p->number), goal);
    return goal;
}

static bool numbers_agree(const char *a, const char *b)
{
    return !*a || !*b || text_same(a, b);
}

/* A sibling whose title is nearly the same, when numbers do not forbid it. */
static int find_by_title(struct finder *f, int parent, const struct printed *p)
{
    const struct goals *goals = &f->out->plan.goals;
    int looked = 0;

    for (size_t i = goals->n; *p->title && i-- > 0 && looked < SIBLINGS_LOOKED_AT;) {
        const struct goal *g = &goals->at[i];
        if (g->parent != parent)
            continue;
        looked++;
        if (numbers_agree(g->number, p->number) &&
            text_likeness(g->title, p->title) >= NEARLY_SAME)
            return (int)i;
    }
    return -1;
}

/* Slips of the pen, or a title that is cut short. */
static bool titles_agree(struct visit *v, const char *a, const char *b)
{
    const char *x = text_plain(v->arena, a), *y = text_plain(v->arena, b);

    return text_begins(x, y) || text_begins(y, x) || text_likeness(a, b) >= MUCH_ALIKE;
}

/* -1: not met before. */
static int goal_find_met(struct finder *f, int parent, const struct printed *p)
{
    int goal = lookup_find(&f->goals, key_full(f, parent, p->number, p->title));

    if (goal < 0 && *p->number) {
        goal = lookup_find(&f->goals, key_number(f, parent, p->number));
        if (goal >= 0 && !titles_agree(f->v, goal_at(f, goal)->title, p->title))
            goal = -1;
    }
    return goal >= 0 ? goal : find_by_title(f, parent, p);
}

static bool is_first_number(const char *number)
{
    return text_same(number, "1") || text_same(number, "I") || text_same(number, "a");
}

/* A goal heading between the parent's last sub-goal and this one is lost: the
 * numbers begin again with another title. Finds or makes the parent's sibling. */
static int lost_parent(struct finder *f, int parent, const struct printed *p)
{
    struct goal *g = goal_at(f, parent);
    int place = text_roman(g->number), grand = g->parent;
    char *end;
    struct printed lost = { .number = "", .title = "", .place = p->place };

    for (size_t i = 0; i < f->out->plan.goals.n; i++) {
        const struct goal *other = goal_at(f, (int)i);
        if (other->parent >= 0 && other->parent != parent && text_same(other->number, p->number) &&
            text_likeness(other->title, p->title) >= NEARLY_SAME)
            return other->parent;
    }
    if (place)
        lost.number = text_to_roman(f->v->arena, place + 1);
    else if (strtol(g->number, &end, 10) > 0 && !*end)
        lost.number = text(f->v, "%ld", strtol(g->number, &end, 10) + 1);
    int met = *lost.number ? lookup_find(&f->goals, key_number(f, grand, lost.number)) : -1;
    if (met >= 0)
        return met;
    return goal_new(f, grand, &lost);
}

int goal_get(struct finder *f, int parent, const struct printed *p, bool fresh)
{
    int goal = goal_find_met(f, parent, p);

    if (goal < 0 && parent >= 0 && fresh && is_first_number(p->number) &&
        lookup_find(&f->goals, key_number(f, parent, p->number)) >= 0) {
        parent = lost_parent(f, parent, p);
        goal = goal_find_met(f, parent, p);
    } else if (goal < 0 && *p->number &&
               lookup_find(&f->goals, key_number(f, parent, p->number)) >= 0) {
        finder_doubt(f, DOUBT_GOAL_NUMBER, p->place, text(f->v, "%s %s", p->number, p->title),
                     NULL);
    }
    if (goal < 0)
        goal = goal_new(f, parent, p);
    struct goal *g = goal_at(f, goal);
    if (!*g->number)
        g->number = p->number;
    if (!*g->title)
        g->title = p->title;
    note_title(f, goal, p);
    /* So that the next one like this is found at once. */
    lookup_put(f->v->arena, &f->goals, key_full(f, parent, p->number, p->title), goal);
    return goal;
}

static bool has_letter(const struct goal *g, char letter)
{
    const char *p = g->title;
    uint32_t first = text_next(&p), space = first ? text_next(&p) : 0, next = space ? text_next(&p)
                                                                                    : 0;
    return !*g->number && first == (uint32_t)(unsigned char)letter && space == ' ' &&
           text_is_upper(next);
}

/* "A Arki", "B Osallisuus": letters are numbers only where siblings have them in turn. */
void goals_letters(struct finder *f)
{
    struct goals *goals = &f->out->plan.goals;

    for (size_t i = 0; i < goals->n; i++) {
        int parent = goals->at[i].parent, letters = 0;
        if (!has_letter(&goals->at[i], 'A'))
            continue;
        for (size_t k = i; k < goals->n; k++)
            letters += goals->at[k].parent == parent && letters < 8 &&
                       has_letter(&goals->at[k], (char)('A' + letters));
        for (size_t k = i; k < goals->n && letters > 1; k++) {
            struct goal *g = &goals->at[k];
            if (g->parent != parent || !has_letter(g, *g->title))
                continue;
            g->number = arena_copy(f->v->arena, g->title, 1);
            for (size_t n = 0; n < f->notes[k].n; n++)
                if (text_begins(f->notes[k].at[n].title, text(f->v, "%s ", g->number)))
                    f->notes[k].at[n].title += 2;
            g->title += 2;
        }
    }
}

/* What stands under a goal without a title, to find the place in the document. */
static const char *first_child(struct finder *f, int goal)
{
    for (size_t i = (size_t)goal + 1; i < f->out->plan.goals.n; i++)
        if (goal_at(f, (int)i)->parent == goal)
            return text(f->v, "%s %s", goal_at(f, (int)i)->number, goal_at(f, (int)i)->title);
    return goal_at(f, goal)->number;
}

/* "2:5 2:6": struct doubt.about. */
static const char *rows_said(struct visit *v, const struct goal_variant *as)
{
    struct buf b = buf_new((size_t)4 << 20);

    for (size_t i = 0; i < as->rows.n; i++)
        buf_printf(&b, "%s%d:%d", i ? " " : "", as->rows.at[i].table, as->rows.at[i].row);
    const char *all = arena_copy(v->arena, b.at ? b.at : "", b.n);
    buf_free(&b);
    return all;
}

/* The commonest title stands; every other way of writing it is told once. */
void goals_finish(struct finder *f)
{
    for (size_t i = 0; i < f->out->plan.goals.n; i++) {
        struct goal_notes *notes = &f->notes[i];
        size_t best = 0;
        for (size_t k = 1; k < notes->n; k++)
            best = notes->at[k].times > notes->at[best].times ? k : best;
        struct goal *g = goal_at(f, (int)i);
        if (!notes->n) {
            if (*g->number)
                finder_doubt(f, DOUBT_GOAL_NO_TITLE, g->place, first_child(f, (int)i), g->code);
            continue;
        }
        g->title = notes->at[best].title;
        for (size_t k = 0; k < notes->n; k++)
            if (k != best && finder_doubt(f, DOUBT_GOAL_MERGED, notes->at[k].place,
                                          notes->at[k].title, g->title))
                f->out->doubts.at[f->out->doubts.n - 1].about =
                    rows_said(f->v, &notes->at[k]);
    }
}

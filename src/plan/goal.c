/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * How goals get their numbers and codes, and are found by them. */
#include "base/lookup.h"
#include "base/text.h"
#include "plan/plan.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool goal_is_leaf(const struct plan *p, int goal)
{
    /* In a settled plan the first child is the next goal. */
    for (int i = goal + 1; i < (int)p->goals.n; i++)
        if (p->goals.at[i].parent == goal)
            return false;
    return true;
}

enum { NUMBER_BYTES = 40 };

/* The printed number as it may stand in a code: "1)" to "1", "1 a" to "1-a". */
static const char *plain_number(struct visit *v, const char *number)
{
    char *out = arena_alloc(v->arena, NUMBER_BYTES + 4);
    size_t n = 0;

    for (uint32_t c; n < NUMBER_BYTES && (c = text_next(&number));) {
        if (text_is_letter(c) || text_is_digit(c))
            n += text_encode(c, out + n);
        else if (n && out[n - 1] != '.' && out[n - 1] != '-')
            out[n++] = c == '.' ? '.' : '-';
    }
    while (n && (out[n - 1] == '.' || out[n - 1] == '-'))
        n--;
    out[n] = '\0';
    return out;
}

/* Where a number goes on after the parent's: "1.2" under "1" at ".2", "A2" under "A" at
 * "2", "1.2" under "I" at ".2". NULL: it says nothing of the parent. */
static const char *after_parent(const char *own, const char *parent)
{
    size_t n = strlen(parent), digits = strspn(own, "0123456789");
    int roman = text_roman(parent);

    if (n && strncasecmp(own, parent, n) == 0) {
        bool figure = text_is_digit((unsigned char)own[n]);
        bool letter = text_is_letter((unsigned char)own[n]);
        bool apart = text_is_digit((unsigned char)parent[n - 1]) ? letter : figure;
        return own[n] == '.' || apart ? own + n : NULL;
    }
    return roman && digits && digits < 4 && own[digits] == '.' && strtol(own, NULL, 10) == roman
               ? own + digits
               : NULL;
}

/* The number of a goal without its own: its position. roman: its siblings have Roman figures. */
static const char *own_number(struct visit *v, const struct goal *g, bool roman)
{
    const char *own = plain_number(v, g->number);

    if (*own)
        return own;
    return roman && g->position < 100 ? text_to_roman(v->arena, g->position)
                                      : text(v, "%d", g->position);
}

/* parent: NULL for a main goal, else its code is made already. */
static const char *make_code(struct visit *v, const struct goal *g, const struct goal *parent,
                             bool roman)
{
    const char *own = own_number(v, g, roman), *rest, *last;

    if (!parent)
        return own;
    size_t n = strlen(parent->code);
    if (strncasecmp(own, parent->code, n) == 0 && own[n] == '.')
        return own;
    last = strrchr(parent->code, '.');
    last = *parent->number ? plain_number(v, parent->number) : last ? last + 1 : parent->code;
    rest = after_parent(own, last);
    return text(v, "%s%s%s", parent->code, rest ? "" : ".", rest ? rest : own);
}

static bool has_roman_number(struct visit *v, const struct goal *g)
{
    return text_roman(plain_number(v, g->number)) > 0;
}

const char *goal_code(struct visit *v, const struct plan *p, int goal)
{
    struct goal g = p->goals.at[goal];
    struct goal parent;
    bool roman = false;

    if (g.parent >= 0) {
        parent = p->goals.at[g.parent];
        parent.code = parent.code ? parent.code : goal_code(v, p, g.parent);
    }
    g.position = 0;
    for (size_t i = 0; i < p->goals.n; i++) {
        if (p->goals.at[i].parent != g.parent)
            continue;
        g.position += (int)i <= goal;
        roman |= has_roman_number(v, &p->goals.at[i]);
    }
    return make_code(v, &g, g.parent < 0 ? NULL : &parent, roman);
}

/* What may not repeat is the code as it stands in addresses, where "I.1" and "i-1" are
 * one. taken: the last suffix tried for each. */
static const char *unique_code(struct visit *v, struct lookup *taken, const char *code)
{
    const char *wanted = goal_slug(v, code);
    const char *result = code;
    int suffix = lookup_find(taken, wanted);

    if (suffix > 0) {
        do
            result = text(v, "%s-%d", code, ++suffix);
        while (lookup_find(taken, goal_slug(v, result)) > 0);
        lookup_put(v->arena, taken, goal_slug(v, result), 1);
    }
    lookup_put(v->arena, taken, wanted, suffix > 0 ? suffix : 1);
    return result;
}

void goals_number(struct visit *v, struct plan *p)
{
    size_t n = p->goals.n;
    struct goal *goals = p->goals.at;
    struct lookup taken = { 0 };
    /* Slot 0 for the main goals, slot i + 1 for the children of goal i. */
    struct {
        int children;
        bool roman;
    } *of = arena_alloc(v->arena, (n + 1) * sizeof *of);

    for (size_t i = 0; i < n; i++) {
        struct goal *g = &goals[i];
        g->position = ++of[g->parent + 1].children;
        g->level = g->parent < 0 ? 1 : goals[g->parent].level + 1;
        of[g->parent + 1].roman |= has_roman_number(v, g);
    }
    for (size_t i = 0; i < n; i++) {
        const struct goal *parent = goals[i].parent < 0 ? NULL : &goals[goals[i].parent];
        bool roman = of[goals[i].parent + 1].roman;
        goals[i].code = unique_code(v, &taken, make_code(v, &goals[i], parent, roman));
    }
}

int goal_find(const struct plan *p, const char *code)
{
    size_t n = strlen(code);

    while (n && (code[n - 1] == '.' || code[n - 1] == ' '))
        n--;
    for (size_t i = 0; i < p->goals.n; i++) {
        const char *own = p->goals.at[i].code;
        if (own && strncasecmp(own, code, n) == 0 && !own[n])
            return (int)i;
    }
    return -1;
}

const char *goal_slug(struct visit *v, const char *code)
{
    char *slug = text_lower(v->arena, code);
    for (char *p = slug; *p; p++)
        if (*p == '.')
            *p = '-';
    return slug;
}

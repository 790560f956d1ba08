/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Goals and organisations that come, go, move, join and split: on a small plan by hand,
 * and on many made-up ones by what must hold of all of them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "plan/reshape.h"

#include "unit/plans.h"
#include "unit/visit.h"

#include <cmocka.h> /* last: it has a macro fail() */

enum { SEEDS = 300 };

static int add_goal(struct plan *p, int parent, const char *number, const char *title)
{
    *arena_push(v.arena, &p->goals) =
        (struct goal){ .parent = parent, .number = number, .title = title };
    return (int)p->goals.n - 1;
}

static struct entry *written(struct plan *p, int goal, int organisation, const char *title,
                             int number, const char *metric)
{
    struct entry *e = arena_push(v.arena, &p->entries);

    *e = (struct entry){ .goal = goal, .organisation = organisation };
    *arena_push(v.arena, &e->actions) = (struct action){ .title = title, .number = number };
    if (metric)
        *arena_push(v.arena, &e->details) =
            (struct detail){ .field = FIELD_METRIC, .words = metric, .organisation = -1 };
    return e;
}

/* I (1, 2, 3), II (1); two organisations. Goals: 0 I, 1–3 I.1–I.3, 4 II, 5 II.1. */
static struct plan small(void)
{
    struct plan p = { .title = "Plan", .languages = "fi", .state = "draft" };
    int one = add_goal(&p, -1, "I", "First"), two;

    add_goal(&p, one, "1", "A");
    add_goal(&p, one, "2", "B");
    add_goal(&p, one, "", "C");
    two = add_goal(&p, -1, "II", "Second");
    add_goal(&p, two, "1", "D");
    *arena_push(v.arena, &p.organisations) = (struct organisation){ .name = "North" };
    *arena_push(v.arena, &p.organisations) = (struct organisation){ .name = "South" };
    struct entry *e = written(&p, 1, 0, "Club", 1, "Visitors");
    *arena_push(v.arena, &e->actions) = (struct action){ .title = "Camp", .number = 2 };
    written(&p, 2, 0, "Café", 3, "Cups");
    written(&p, 1, 1, "Park", 4, NULL);
    e = arena_push(v.arena, &p.entries);
    *e = (struct entry){ .goal = 2, .organisation = 1, .kind = ENTRY_NOT_OURS, .reason = "No" };
    e = arena_push(v.arena, &p.entries);
    *e = (struct entry){ .goal = 5, .organisation = 0 };
    *arena_push(v.arena, &e->references) = (struct reference){ FIELD_KINDS, 1, NULL };
    assert_true(plan_settle(&v, &p));
    return p;
}

static const char *codes(const struct plan *p)
{
    const char *all = "";

    for (size_t i = 0; i < p->goals.n; i++)
        all = text(&v, "%s%s%s %s", all, *all ? ", " : "", p->goals.at[i].code,
                   p->goals.at[i].title);
    return all;
}

static const char *content(const struct plan *p, int goal, int organisation)
{
    const struct entry *e = entry_find(p, goal, organisation);
    const char *all = entry_kind_code(e->kind);

    for (size_t i = 0; i < e->actions.n; i++) {
        all = text(&v, "%s, %d %s", all, e->actions.at[i].number, e->actions.at[i].title);
        for (size_t k = 0; k < e->actions.at[i].details.n; k++)
            all = text(&v, "%s (%s)", all, e->actions.at[i].details.at[k].words);
    }
    for (size_t i = 0; i < e->details.n; i++)
        all = text(&v, "%s [%s]", all, e->details.at[i].words);
    for (size_t i = 0; i < e->references.n; i++)
        all = text(&v, "%s -> %s", all, p->goals.at[e->references.at[i].goal].code);
    return all;
}

static void goals_come_and_stand_in_order(void **state)
{
    struct plan p = small();
    (void)state;

    assert_string_equal(codes(&p), "I First, I.1 A, I.2 B, I.3 C, II Second, II.1 D");
    assert_true(goal_put(&v, &p, 0, &(struct goal){ .number = "", .title = "E" }));
    assert_true(goal_put(&v, &p, -1, &(struct goal){ .number = "", .title = "Third" }));
    assert_string_equal(codes(&p),
                        "I First, I.1 A, I.2 B, I.3 C, I.4 E, II Second, II.1 D, III Third");
    assert_true(goal_step(&v, &p, 3, -1));
    assert_string_equal(codes(&p),
                        "I First, I.1 A, I.2 C, I.2-2 B, I.4 E, II Second, II.1 D, III Third");
    assert_string_equal(content(&p, 3, 0), "filled, 3 Café [Cups]");
    assert_true(goal_step(&v, &p, 1, -1)); /* the first stays */
    assert_true(goal_step(&v, &p, 0, 1));
    assert_string_equal(codes(&p),
                        "II Second, II.1 D, I First, I.1 A, I.2 C, I.2-2 B, I.4 E, III Third");
    assert_string_equal(content(&p, 1, 0), "refers -> I.1");
}

static void goals_move_with_what_is_below_them(void **state)
{
    struct plan p = small();
    (void)state;

    assert_true(goal_move(&v, &p, 1, 4));
    assert_string_equal(codes(&p), "I First, I.2 B, I.2-2 C, II Second, II.1 D, II.1-2 A");
    assert_string_equal(content(&p, 5, 0), "filled, 1 Club, 2 Camp [Visitors]");
    assert_string_equal(content(&p, 4, 0), "refers -> II.1-2");
    assert_true(goal_move(&v, &p, 0, 3)); /* a whole branch */
    assert_string_equal(codes(&p), "II Second, II.1 D, II.1-2 A, II.I First, II.I.2 B, II.I.2-2 C");
    assert_false(goal_may_move(&p, 0, 4));
    assert_false(goal_may_move(&p, 0, 0));
    assert_true(goal_may_move(&p, 3, -1));
    assert_false(goal_move(&v, &p, 0, 4));
    assert_int_equal(v.fail.kind, FAIL_INPUT);
}

static void goals_are_never_too_deep(void **state)
{
    struct plan p = { .title = "Deep", .languages = "fi", .state = "draft" };
    (void)state;

    for (int i = 0; i < GOAL_LEVELS_MOST; i++)
        assert_true(goal_put(&v, &p, i - 1, &(struct goal){ .number = "", .title = "G" }));
    assert_true(goal_put(&v, &p, -1, &(struct goal){ .number = "", .title = "Top" }));
    assert_true(goal_put(&v, &p, GOAL_LEVELS_MOST, &(struct goal){ .number = "", .title = "T" }));
    assert_false(goal_may_move(&p, GOAL_LEVELS_MOST, GOAL_LEVELS_MOST - 2));
    assert_true(goal_may_move(&p, GOAL_LEVELS_MOST, GOAL_LEVELS_MOST - 3));
    assert_false(goal_put(&v, &p, GOAL_LEVELS_MOST - 1, &(struct goal){ .title = "X" }));
}

static void what_goes_is_told_exactly(void **state)
{
    struct plan p = small();
    struct loss loss = goal_loss(&p, 0);
    (void)state;

    assert_int_equal(loss.goals, 3);
    assert_int_equal(loss.entries, 4);
    assert_int_equal(loss.actions, 4);
    assert_int_equal(loss.references, 1);
    loss = organisation_loss(&p, 1);
    assert_int_equal(loss.entries, 2);
    assert_int_equal(loss.actions, 1);
    assert_true(goal_drop(&v, &p, 1));
    assert_string_equal(codes(&p), "I First, I.2 B, I.2-2 C, II Second, II.1 D");
    assert_string_equal(content(&p, 4, 0), "missing");
    assert_true(organisation_drop(&v, &p, 0));
    assert_int_equal(p.organisations.n, 1);
    assert_string_equal(content(&p, 1, 0), "not_ours");
}

static void joined_goals_keep_all_that_was_written(void **state)
{
    struct plan p = small();
    (void)state;

    assert_true(goal_join(&v, &p, 1, 2));
    assert_string_equal(codes(&p), "I First, I.2 B, I.2-2 C, II Second, II.1 D");
    /* What the entry said of all its actions is true of those only. */
    assert_string_equal(content(&p, 1, 0),
                        "filled, 3 Café (Cups), 1 Club (Visitors), 2 Camp (Visitors)");
    /* "Not ours" gives way to what is written. */
    assert_string_equal(content(&p, 1, 1), "filled, 4 Park");
    assert_string_equal(content(&p, 4, 0), "refers -> I.2");
    /* Whoever referred to the other goal does not refer to itself. */
    assert_true(goal_join(&v, &p, 1, 4));
    assert_string_equal(content(&p, 3, 0),
                        "filled, 3 Café (Cups), 1 Club (Visitors), 2 Camp (Visitors)");
}

static void split_actions_take_along_what_is_said_of_them(void **state)
{
    struct plan p = small();
    const int club[] = { 1, 77 };
    size_t moved;
    (void)state;

    assert_true(goal_split(&v, &p, 1, 3, club, 2, &moved));
    assert_int_equal(moved, 1);
    assert_string_equal(content(&p, 1, 0), "filled, 2 Camp [Visitors]");
    assert_string_equal(content(&p, 3, 0), "filled, 1 Club [Visitors]");
    assert_true(goal_split(&v, &p, 3, 2, club, 1, &moved));
    assert_string_equal(content(&p, 2, 0), "filled, 3 Café (Cups), 1 Club (Visitors)");
    assert_string_equal(content(&p, 3, 0), "missing");
    assert_true(goal_split(&v, &p, 3, 2, club, 1, &moved));
    assert_int_equal(moved, 0);
}

/* ---- what holds of every plan ---- */

static size_t actions_of(const struct plan *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->entries.n; i++)
        n += p->entries.at[i].actions.n;
    return n;
}

static const char *whole(const struct plan *p)
{
    const char *all = codes(p);

    for (size_t i = 0; i < p->entries.n; i++)
        all = text(&v, "%s\n%s", all,
                   content(p, p->entries.at[i].goal, p->entries.at[i].organisation));
    return all;
}

static void settled(struct plan *p)
{
    const char *once = whole(p);

    for (size_t i = 0; i < p->goals.n; i++)
        assert_true(p->goals.at[i].parent < (int)i);
    assert_true(plan_settle(&v, p));
    assert_string_equal(whole(p), once);
}

static void any_plan(uint64_t seed, struct inventor *i, struct plan *p)
{
    *i = (struct inventor){ .v = &v, .p = p, .random = seed * 7919 + 1 };
    plan_invent(&v, seed, true, p);
}

static void moving_loses_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct inventor i;
        struct plan p;
        any_plan(seed, &i, &p);
        if (!p.goals.n)
            continue;
        size_t goals = p.goals.n, actions = actions_of(&p);
        int goal = any(&i, (int)goals), parent = any(&i, (int)goals + 1) - 1;
        if (goal_may_move(&p, goal, parent))
            assert_true(goal_move(&v, &p, goal, parent));
        assert_true(goal_step(&v, &p, any(&i, (int)goals), any(&i, 2) ? 1 : -1));
        if (p.organisations.n)
            assert_true(organisation_step(&v, &p, any(&i, (int)p.organisations.n), 1));
        assert_int_equal(p.goals.n, goals);
        assert_int_equal(actions_of(&p), actions);
        settled(&p);
    }
}

static void joining_loses_nothing_and_dropping_what_was_told(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct inventor i;
        struct plan p;
        any_plan(seed, &i, &p);
        if (p.goals.n < 2)
            continue;
        int from = any(&i, (int)p.goals.n), into = any(&i, (int)p.goals.n);
        size_t actions = actions_of(&p);
        if (from != into && goal_is_leaf(&p, from) && goal_is_leaf(&p, into)) {
            assert_true(goal_join(&v, &p, from, into));
            assert_true(actions_of(&p) >= actions); /* a reason may become an action */
            settled(&p);
        }
        from = any(&i, (int)p.goals.n);
        struct loss loss = goal_loss(&p, from);
        size_t goals = p.goals.n;
        actions = actions_of(&p);
        assert_true(goal_drop(&v, &p, from));
        assert_int_equal(p.goals.n, goals - 1 - (size_t)loss.goals);
        assert_int_equal(actions_of(&p), actions - (size_t)loss.actions);
        settled(&p);
        if (!p.organisations.n)
            continue;
        loss = organisation_loss(&p, 0);
        actions = actions_of(&p);
        assert_true(organisation_drop(&v, &p, 0));
        assert_int_equal(actions_of(&p), actions - (size_t)loss.actions);
        settled(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(goals_come_and_stand_in_order, before, after),
        cmocka_unit_test_setup_teardown(goals_move_with_what_is_below_them, before, after),
        cmocka_unit_test_setup_teardown(goals_are_never_too_deep, before, after),
        cmocka_unit_test_setup_teardown(what_goes_is_told_exactly, before, after),
        cmocka_unit_test_setup_teardown(joined_goals_keep_all_that_was_written, before, after),
        cmocka_unit_test_setup_teardown(split_actions_take_along_what_is_said_of_them, before,
                                        after),
        cmocka_unit_test_setup_teardown(moving_loses_nothing, before, after),
        cmocka_unit_test_setup_teardown(joining_loses_nothing_and_dropping_what_was_told, before,
                                        after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The pure rules of a plan: codes, numbers, names, and its canonical shape. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "base/lookup.h"
#include "base/text.h"
#include "plan/plan.h"

#include "unit/visit.h"

#include <cmocka.h> /* last: it has a macro fail() */

static int add_goal(struct plan *p, int parent, const char *number, const char *title)
{
    *arena_push(v.arena, &p->goals) =
        (struct goal){ .parent = parent, .number = number, .title = title };
    return (int)p->goals.n - 1;
}

static int add_organisation(struct plan *p, const char *name)
{
    *arena_push(v.arena, &p->organisations) = (struct organisation){ .name = name };
    return (int)p->organisations.n - 1;
}

static struct entry *add_entry(struct plan *p, int goal, int organisation)
{
    struct entry *e = arena_push(v.arena, &p->entries);
    *e = (struct entry){ .goal = goal, .organisation = organisation };
    return e;
}

static struct action *add_action(struct entry *e, const char *title)
{
    struct action *a = arena_push(v.arena, &e->actions);
    *a = (struct action){ .title = title };
    return a;
}

static void add_detail(struct details *list, enum field_kind field, const char *words)
{
    *arena_push(v.arena, list) = (struct detail){ .field = field, .words = words };
}

static void add_extra(struct details *list, const char *name, const char *words)
{
    *arena_push(v.arena, list) =
        (struct detail){ .field = FIELD_EXTRA, .name = name, .words = words };
}

/* The words of a list in one line, to compare with. */
static const char *words_of(const struct details *list)
{
    const char *s = "";
    for (size_t i = 0; i < list->n; i++)
        s = text(&v, "%s%s%s", s, i ? "|" : "", list->at[i].words);
    return s;
}

static void codes_are_told_and_found(void **state)
{
    (void)state;
    for (int i = 0; i < ENTRY_KINDS; i++)
        assert_int_equal(entry_kind_of(entry_kind_code(i)), i);
    for (int i = 0; i < FIELD_KINDS; i++)
        assert_int_equal(field_kind_of(field_kind_code(i)), i);
    for (int i = 0; i < SCHEDULE_KINDS; i++)
        assert_int_equal(schedule_kind_of(schedule_kind_code(i)), i);
    for (int i = 0; i < ORGANISATION_KINDS; i++)
        assert_int_equal(organisation_kind_of(organisation_kind_code(i)), i);
    assert_int_equal(field_kind_of("nothing"), FIELD_KINDS);
    assert_int_equal(entry_kind_of(""), ENTRY_KINDS);
    assert_string_equal(entry_kind_code(ENTRY_NOT_OURS), "not_ours");
    assert_string_equal(schedule_kind_code(SCHEDULE_SCHOOL_YEAR), "school_year");
}

static void organisations_are_told_by_their_names(void **state)
{
    static const struct {
        const char *name;
        enum organisation_kind kind;
    } names[] = {
        { "Kotkan kaupunki", ORGANISATION_MUNICIPALITY },
        { "Pyhtään kunta", ORGANISATION_MUNICIPALITY },
        { "Miehikkälän ja Virolahden kunnat", ORGANISATION_MUNICIPALITY },
        { "KOUVOLAN KAUPUNKI", ORGANISATION_MUNICIPALITY },
        { "Kotkan kaupungin opetustoimi", ORGANISATION_MUNICIPALITY },
        { "Borgå stad", ORGANISATION_MUNICIPALITY },
        { "Sibbo kommun", ORGANISATION_MUNICIPALITY },
        { "City of Kotka", ORGANISATION_MUNICIPALITY },
        { "Haminan seurakunta", ORGANISATION_PARISH },
        { "Ev. lut. seurakunnat", ORGANISATION_PARISH },
        { "Kotkan-Kymin seurakuntayhtymä", ORGANISATION_PARISH },
        { "Pargas svenska församling", ORGANISATION_PARISH },
        { "Kirkkonummi parish", ORGANISATION_PARISH },
        { "Kymenlaakson hyvinvointialue", ORGANISATION_COUNTY },
        { "Eksoten kuntayhtymä", ORGANISATION_COUNTY },
        { "Östra Nylands välfärdsområde", ORGANISATION_COUNTY },
        { "Kårkulla samkommun", ORGANISATION_COUNTY },
        { "Wellbeing services county of Lapland", ORGANISATION_COUNTY },
        { "Pohjois-Savon sairaanhoitopiiri", ORGANISATION_COUNTY },
        { "Kaakkois-Suomen poliisilaitos, ennalta estävä toiminta", ORGANISATION_POLICE },
        { "Polisinrättningen i Österbotten", ORGANISATION_POLICE },
        { "Kuntapolku ry", ORGANISATION_ASSOCIATION },
        { "Lasten leiri ry.", ORGANISATION_ASSOCIATION },
        { "Leiri r.y.", ORGANISATION_ASSOCIATION },
        { "Folkets hus rf", ORGANISATION_ASSOCIATION },
        { "Järjestö 2.0", ORGANISATION_ASSOCIATION },
        { "Mannerheimin Lastensuojeluliitto", ORGANISATION_ASSOCIATION },
        { "Kouvolan ammattiopisto", ORGANISATION_SCHOOL },
        { "Seudun koulutuskuntayhtymä", ORGANISATION_SCHOOL },
        { "Borgå gymnasium", ORGANISATION_SCHOOL },
        { "Laanilan koulu", ORGANISATION_SCHOOL },
        { "Kymen maakunta", ORGANISATION_OTHER },
        { "Nuorten työpaja", ORGANISATION_OTHER },
        { "", ORGANISATION_OTHER },
        { "ry", ORGANISATION_ASSOCIATION },
        { "Harry Oy", ORGANISATION_OTHER },
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        enum organisation_kind kind = organisation_kind_from_name(&v, names[i].name);
        if (kind != names[i].kind)
            fail_msg("%s: %s", names[i].name, organisation_kind_code(kind));
    }
}

static void organisations_are_found_by_every_name(void **state)
{
    struct plan p = { 0 };
    (void)state;
    add_organisation(&p, "Kotkan kaupunki");
    int o = add_organisation(&p, "Kymen verkosto ry");
    p.organisations.at[o].short_name = "KVY";
    *arena_push(v.arena, &p.organisations.at[o].aliases) = "KVY ry";

    assert_int_equal(organisation_find(&p, "kotkan  KAUPUNKI"), 0);
    assert_int_equal(organisation_find(&p, "KVY"), 1);
    assert_int_equal(organisation_find(&p, "kvy r.y."), 1);
    assert_int_equal(organisation_find(&p, "Kotka"), -1);
}

struct goal_row {
    int parent;
    const char *number, *code;
};

static void check_codes(const struct goal_row *rows, size_t n)
{
    struct plan p = { 0 };

    for (size_t i = 0; i < n; i++)
        add_goal(&p, rows[i].parent, rows[i].number, "x");
    goals_number(&v, &p);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(p.goals.at[i].code, rows[i].code);
}

static void codes_are_whole_paths(void **state)
{
    static const struct goal_row roman[] = {
        { -1, "I", "I" }, { 0, "1", "I.1" },   { 0, "2.", "I.2" }, { -1, "", "II" },
        { 3, "", "II.1" }, { 3, "2", "II.2" }, { -1, "III", "III" }, { 6, "1)", "III.1" },
    };
    static const struct goal_row nested[] = {
        { -1, "1", "1" },   { 0, "1.1", "1.1" }, { 1, "1.1.1", "1.1.1" }, { 1, "a", "1.1.a" },
        { -1, "12", "12" }, { 4, "1.2", "12.1.2" }, { -1, "", "3" },
    };
    static const struct goal_row twice[] = {
        { -1, "I", "I" },   { 0, "3", "I.3" }, { 0, "3", "I.3-2" }, { 0, "3", "I.3-3" },
        { -1, "i", "i-2" }, { 4, "1", "i-2.1" }, { 0, "3-2", "I.3-2-2" },
    };
    static const struct goal_row odd[] = {
        { -1, "Tavoite: 1", "Tavoite-1" }, { -1, " . ", "2" }, { -1, "Ä/b\n", "Ä-b" },
        { -1, "...", "4" },
    };
    (void)state;
    check_codes(roman, sizeof roman / sizeof *roman);
    check_codes(nested, sizeof nested / sizeof *nested);
    check_codes(twice, sizeof twice / sizeof *twice);
    check_codes(odd, sizeof odd / sizeof *odd);
}

static void a_code_is_told_before_the_plan_is_settled(void **state)
{
    struct plan p = { 0 };
    (void)state;
    int first = add_goal(&p, -1, "", "A");
    int second = add_goal(&p, -1, "II", "B");
    int child = add_goal(&p, second, "", "C");
    assert_string_equal(goal_code(&v, &p, first), "I");
    assert_string_equal(goal_code(&v, &p, child), "II.1");
}

static void ten_thousand_same_numbers_get_codes_of_their_own(void **state)
{
    struct plan p = { 0 };
    struct lookup seen = { 0 };
    (void)state;
    for (int i = 0; i < 10000; i++)
        add_goal(&p, -1, i % 2 ? "1" : "1-2", "x");
    goals_number(&v, &p);
    for (size_t i = 0; i < p.goals.n; i++) {
        assert_int_equal(lookup_find(&seen, p.goals.at[i].code), -1);
        lookup_put(v.arena, &seen, p.goals.at[i].code, 1);
    }
}

static void goals_are_found_by_their_codes(void **state)
{
    struct plan p = { 0 };
    (void)state;
    int a = add_goal(&p, -1, "I", "A"), b = add_goal(&p, a, "1", "B");
    goals_number(&v, &p);
    assert_int_equal(goal_find(&p, "I.1"), b);
    assert_int_equal(goal_find(&p, "i.1. "), b);
    assert_int_equal(goal_find(&p, "I."), a);
    assert_int_equal(goal_find(&p, "I.12"), -1);
    assert_int_equal(goal_find(&p, ""), -1);
    assert_false(goal_is_leaf(&p, a));
    assert_true(goal_is_leaf(&p, b));
}

static void goals_stand_parent_then_children(void **state)
{
    struct plan p = { 0 };
    (void)state;
    int one = add_goal(&p, -1, "I", "one"), two = add_goal(&p, -1, "II", "two");
    int o = add_organisation(&p, "X");
    add_goal(&p, two, "1", "two one");
    int late = add_goal(&p, one, "1", "one one");
    add_goal(&p, late, "a", "one one a");
    struct entry *e = add_entry(&p, late + 1, o);
    add_action(e, "Do");
    *arena_push(v.arena, &e->references) = (struct reference){ FIELD_KINDS, 2, NULL };
    assert_true(plan_settle(&v, &p));

    static const char *const titles[] = { "one", "one one", "one one a", "two", "two one" };
    static const char *const codes[] = { "I", "I.1", "I.1.a", "II", "II.1" };
    static const int parents[] = { -1, 0, 1, -1, 3 }, levels[] = { 1, 2, 3, 1, 2 };
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(p.goals.at[i].title, titles[i]);
        assert_string_equal(p.goals.at[i].code, codes[i]);
        assert_int_equal(p.goals.at[i].parent, parents[i]);
        assert_int_equal(p.goals.at[i].level, levels[i]);
    }
    struct entry *moved = entry_find(&p, 2, o);
    assert_string_equal(moved->actions.at[0].title, "Do");
    assert_int_equal(moved->references.at[0].goal, 4);
}

static void every_organisation_has_every_leaf(void **state)
{
    struct plan p = { 0 };
    (void)state;
    int a = add_goal(&p, -1, "I", "A");
    for (int i = 0; i < 99; i++)
        add_goal(&p, a, "", "x");
    for (int i = 0; i < 100; i++)
        add_organisation(&p, text(&v, "Org %d", i));
    add_action(add_entry(&p, 5, 70), "late");
    add_action(add_entry(&p, 5, 3), "early");
    add_action(add_entry(&p, 5, 3), "early too");
    assert_true(plan_settle(&v, &p));

    assert_int_equal(p.entries.n, 100 * 99);
    for (size_t i = 1; i < p.entries.n; i++)
        assert_true(p.entries.at[i - 1].organisation < p.entries.at[i].organisation ||
                    p.entries.at[i - 1].goal < p.entries.at[i].goal);
    assert_int_equal(entry_find(&p, 5, 3)->actions.n, 2);
    assert_int_equal(entry_find(&p, 5, 3)->kind, ENTRY_FILLED);
    assert_string_equal(entry_find(&p, 5, 70)->actions.at[0].title, "late");
    assert_int_equal(entry_find(&p, 99, 99)->kind, ENTRY_MISSING);
    assert_null(entry_find(&p, 0, 0));
    for (int o = 0; o < 100; o++)
        for (int g = 1; g < 100; g++)
            assert_ptr_equal(entry_find(&p, g, o), &p.entries.at[o * 99 + g - 1]);
}

static void what_stands_on_a_goal_with_children_stays(void **state)
{
    struct plan p = { 0 };
    (void)state;
    int a = add_goal(&p, -1, "I", "A"), o = add_organisation(&p, "X");
    add_goal(&p, a, "1", "B");
    add_action(add_entry(&p, a, o), "on the main goal");
    assert_true(plan_settle(&v, &p));
    assert_int_equal(p.entries.n, 2);
    assert_int_equal(p.entries.at[0].goal, a);
    assert_int_equal(p.entries.at[1].kind, ENTRY_MISSING);
}

/* How an entry was built, and what it becomes. */
static void kinds_follow_from_what_is_in_the_entry(void **state)
{
    static const struct {
        enum entry_kind given;
        const char *action, *metric, *reason;
        bool refers;
        enum entry_kind kind;
        const char *kept;
        size_t actions;
    } rows[] = {
        { ENTRY_MISSING, NULL, NULL, NULL, false, ENTRY_MISSING, NULL, 0 },
        { ENTRY_FILLED, NULL, NULL, NULL, false, ENTRY_MISSING, NULL, 0 },
        { ENTRY_FILLED, " \n ", "", NULL, false, ENTRY_MISSING, NULL, 0 },
        { ENTRY_MISSING, "Do", NULL, NULL, false, ENTRY_FILLED, NULL, 1 },
        { ENTRY_MISSING, NULL, "5", NULL, false, ENTRY_FILLED, NULL, 0 },
        { ENTRY_FILLED, NULL, NULL, NULL, true, ENTRY_REFERS, NULL, 0 },
        { ENTRY_REFERS, "Do", NULL, NULL, true, ENTRY_FILLED, NULL, 1 },
        { ENTRY_REFERS, NULL, "5", NULL, true, ENTRY_FILLED, NULL, 0 },
        { ENTRY_NOT_OURS, NULL, NULL, NULL, false, ENTRY_NOT_OURS, NULL, 0 },
        { ENTRY_NOT_OURS, NULL, NULL, "-", false, ENTRY_NOT_OURS, NULL, 0 },
        { ENTRY_NOT_OURS, NULL, "5", "No role", true, ENTRY_NOT_OURS, "No role", 0 },
        { ENTRY_MISSING, NULL, NULL, "No role", false, ENTRY_NOT_OURS, "No role", 0 },
        { ENTRY_NOT_OURS, "Do", NULL, "No role", false, ENTRY_FILLED, NULL, 2 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct entry e = { .kind = rows[i].given, .reason = rows[i].reason };
        if (rows[i].action)
            add_action(&e, rows[i].action);
        if (rows[i].metric)
            add_detail(&e.details, FIELD_METRIC, rows[i].metric);
        if (rows[i].refers)
            *arena_push(v.arena, &e.references) = (struct reference){ .field = FIELD_KINDS };
        for (int twice = 0; twice < 2; twice++) {
            entry_settle(&v, &e);
            assert_string_equal(entry_kind_code(e.kind), entry_kind_code(rows[i].kind));
            assert_int_equal(e.actions.n, rows[i].actions);
            assert_int_equal(!e.reason, !rows[i].kept);
            if (e.reason)
                assert_string_equal(e.reason, rows[i].kept);
        }
    }
}

static void what_stands_on_every_action_belongs_to_the_entry(void **state)
{
    struct entry e = { 0 };
    (void)state;
    struct action *a = add_action(&e, "A");
    add_detail(&a->details, FIELD_METRIC, "own a");
    add_detail(&a->details, FIELD_ACTOR, "Nuva");
    add_detail(&a->details, FIELD_METRIC, "both");
    add_detail(&a->details, FIELD_METRIC, "both");
    add_extra(&a->details, "Money", "5");
    a = add_action(&e, "B");
    add_detail(&a->details, FIELD_METRIC, "both");
    add_detail(&a->details, FIELD_FOLLOWUP, "Nuva");
    add_extra(&a->details, "Funds", "5");
    add_detail(&a->details, FIELD_METRIC, "own b");
    add_detail(&e.details, FIELD_METRIC, "entry's");

    for (int twice = 0; twice < 2; twice++) {
        entry_settle(&v, &e);
        assert_string_equal(words_of(&e.details), "entry's|both");
        assert_string_equal(words_of(&e.actions.at[0].details), "own a|Nuva|both|5");
        assert_string_equal(words_of(&e.actions.at[1].details), "Nuva|5|own b");
    }
}

static void a_lone_action_gives_its_details_to_the_entry(void **state)
{
    struct entry e = { 0 };
    (void)state;
    add_detail(&add_action(&e, "A")->details, FIELD_METRIC, " both \n\n lines ");
    add_detail(&add_action(&e, "  ")->details, FIELD_METRIC, "homeless");
    entry_settle(&v, &e);
    assert_int_equal(e.actions.n, 1);
    assert_string_equal(words_of(&e.details), "homeless|both\nlines");
}

static void many_actions_with_many_details_settle_fast(void **state)
{
    struct entry e = { 0 };
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct action *a = add_action(&e, text(&v, "action %d", i));
        for (int k = 0; k < 40000; k++)
            add_detail(&a->details, FIELD_METRIC, text(&v, "%d", i ? k : 39999 - k));
    }
    for (int i = 0; i < 40000; i++)
        add_detail(&add_action(&e, "more")->details, FIELD_METRIC, "7");
    entry_settle(&v, &e);
    assert_string_equal(words_of(&e.details), "7");
    assert_int_equal(e.actions.at[1].details.n, 39999);
}

static void details_stand_in_the_order_of_fields(void **state)
{
    struct plan p = { 0 };
    (void)state;
    add_goal(&p, -1, "1", "A");
    add_goal(&p, -1, "2", "B");
    add_organisation(&p, "X");
    struct entry *e = add_entry(&p, 0, 0);
    add_extra(&e->details, "Zeta", "z");
    add_extra(&e->details, "Alpha", "a");
    add_detail(&e->details, FIELD_ACTOR, "who");
    add_detail(&e->details, FIELD_METRIC, "m1");
    e = add_entry(&p, 1, 0);
    add_extra(&e->details, "Alpha", "a");
    add_extra(&e->details, "Zeta", "z");
    add_detail(&e->details, FIELD_METRIC, "m2");
    add_detail(&e->details, FIELD_METRIC, "m1");
    assert_true(plan_settle(&v, &p));
    assert_string_equal(words_of(&p.entries.at[0].details), "m1|who|z|a");
    assert_string_equal(words_of(&p.entries.at[1].details), "m2|m1|z|a");
}

static void slugs_and_aliases_are_unique(void **state)
{
    struct plan p = { 0 };
    (void)state;
    add_goal(&p, -1, "1", "A");
    add_organisation(&p, "Kotkan  kaupunki");
    add_organisation(&p, "Kotkan Kaupunki!");
    int o = add_organisation(&p, "Hamina");
    p.organisations.at[o].slug = "kotkan-kaupunki";
    *arena_push(v.arena, &p.organisations.at[o].aliases) = "Hamina";
    *arena_push(v.arena, &p.organisations.at[o].aliases) = " ";
    *arena_push(v.arena, &p.organisations.at[o].aliases) = "Haminan kaupunki";
    *arena_push(v.arena, &p.organisations.at[o].aliases) = "Haminan  kaupunki";
    assert_true(plan_settle(&v, &p));
    assert_string_equal(p.organisations.at[0].name, "Kotkan kaupunki");
    assert_string_equal(p.organisations.at[0].slug, "kotkan-kaupunki-2");
    assert_string_equal(p.organisations.at[1].slug, "kotkan-kaupunki-3");
    assert_string_equal(p.organisations.at[2].slug, "kotkan-kaupunki");
    assert_int_equal(p.organisations.at[0].kind, ORGANISATION_MUNICIPALITY);
    assert_int_equal(p.organisations.at[2].aliases.n, 1);
    assert_string_equal(p.organisations.at[2].aliases.at[0], "Haminan kaupunki");
}

static void references_are_told_once(void **state)
{
    struct entry e = { 0 };
    (void)state;
    *arena_push(v.arena, &e.references) = (struct reference){ FIELD_KINDS, 3, NULL };
    *arena_push(v.arena, &e.references) = (struct reference){ FIELD_METRIC, 3, "Kts. ed" };
    *arena_push(v.arena, &e.references) = (struct reference){ FIELD_KINDS, 3, "Ks. edellinen" };
    entry_settle(&v, &e);
    assert_int_equal(e.references.n, 2);
    assert_string_equal(e.references.at[0].words, "Ks. edellinen");
    assert_int_equal(e.references.at[1].field, FIELD_METRIC);
}

static void a_plan_without_end_is_refused(void **state)
{
    struct plan p = { 0 };
    (void)state;
    for (int i = 0; i < 500; i++)
        add_goal(&p, -1, "", "x");
    for (int i = 0; i < 401; i++)
        add_organisation(&p, text(&v, "%d", i));
    assert_false(plan_settle(&v, &p));
    assert_int_equal(v.fail.kind, FAIL_DOCUMENT);
}

static void an_empty_plan_settles(void **state)
{
    struct plan p = { 0 };
    (void)state;
    assert_true(plan_settle(&v, &p));
    assert_int_equal(p.entries.n, 0);
    assert_string_equal(p.title, "");
}

static void texts_become_tidy_and_plain(void **state)
{
    (void)state;
    const char *same = "one line\nanother";
    assert_ptr_equal(text_tidy(v.arena, same), same);
    assert_string_equal(text_tidy(v.arena, " a \xC2\xA0 b\t\n\n \n c "), "a b\nc");
    assert_string_equal(text_tidy(v.arena, "\n\n"), "");
    assert_string_equal(text_tidy(v.arena, "a\n"), "a");
    assert_string_equal(text_tidy(v.arena, ""), "");
    assert_string_equal(text_plain(v.arena, "Äiti, 2.0 – R.Y."), "äiti20ry");
    assert_string_equal(text_plain(v.arena, "-"), "");
    assert_string_equal(text_words(v.arena, "(Äiti, 2.0) – R.Y."), " äiti 2 0 r y ");
    assert_string_equal(text_words(v.arena, ""), " ");
}

static void lookups_hold_thousands(void **state)
{
    struct lookup x = { 0 };
    (void)state;
    assert_int_equal(lookup_find(&x, "0"), -1);
    for (int i = 0; i < 5000; i++)
        lookup_put(v.arena, &x, text(&v, "%d", i), i);
    lookup_put(v.arena, &x, "7", 70);
    assert_int_equal(x.n, 5000);
    for (int i = 0; i < 5000; i++)
        assert_int_equal(lookup_find(&x, text(&v, "%d", i)), i == 7 ? 70 : i);
    assert_int_equal(lookup_find(&x, "5000"), -1);
    assert_int_equal(lookup_find(&x, ""), -1);
}

#define T(test) cmocka_unit_test_setup_teardown(test, before, after)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(codes_are_told_and_found),
        T(organisations_are_told_by_their_names),
        T(organisations_are_found_by_every_name),
        T(codes_are_whole_paths),
        T(a_code_is_told_before_the_plan_is_settled),
        T(ten_thousand_same_numbers_get_codes_of_their_own),
        T(goals_are_found_by_their_codes),
        T(goals_stand_parent_then_children),
        T(every_organisation_has_every_leaf),
        T(what_stands_on_a_goal_with_children_stays),
        T(kinds_follow_from_what_is_in_the_entry),
        T(what_stands_on_every_action_belongs_to_the_entry),
        T(a_lone_action_gives_its_details_to_the_entry),
        T(many_actions_with_many_details_settle_fast),
        T(details_stand_in_the_order_of_fields),
        T(slugs_and_aliases_are_unique),
        T(references_are_told_once),
        T(a_plan_without_end_is_refused),
        T(an_empty_plan_settles),
        T(texts_become_tidy_and_plain),
        T(lookups_hold_thousands),
    };
    return cmocka_run_group_tests_name("plan rules", tests, NULL, NULL);
}

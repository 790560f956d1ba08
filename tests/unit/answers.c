/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What answers to doubts do to a plan that was recognised: for each kind, the plan before
 * and after. A document is recognised, a doubt answered, and the table compared. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "intake/answer.h"
#include "intake/import.h"

#include "unit/visit.h"

#include <cmocka.h>

static struct import_read read_in;
static struct doubt_answers answers;

static void recognise(const char *name, const char *bytes)
{
    answers = (struct doubt_answers){ 0 };
    if (!import_read(&v, name, bytes, strlen(bytes), NULL, &read_in))
        fail_msg("%s", v.fail.text);
}

/* The n-th doubt of a kind; fails when there is none. */
static const struct doubt *doubt_at(enum doubt_kind kind)
{
    for (size_t i = 0; i < read_in.found.doubts.n; i++)
        if (read_in.found.doubts.at[i].kind == kind)
            return &read_in.found.doubts.at[i];
    for (size_t i = 0; i < read_in.found.doubts.n; i++)
        print_message("# %s: %s\n", doubt_kind_code(read_in.found.doubts.at[i].kind),
                      read_in.found.doubts.at[i].words);
    fail_msg("no doubt %s", doubt_kind_code(kind));
    return NULL;
}

static void answer(enum doubt_kind kind, const char *choice, const char *words, const char *who)
{
    *arena_push(v.arena, &answers) =
        (struct doubt_answer){ .doubt = *doubt_at(kind), .choice = choice, .words = words,
                               .who = who };
}

static struct plan *apply(void)
{
    assert_true(answers_apply(&v, &read_in.found.plan, &answers));
    return &read_in.found.plan;
}

static struct entry *entry_of(struct plan *p, const char *code, const char *organisation)
{
    struct entry *e = entry_find(p, goal_find(p, code), organisation_find(p, organisation));
    assert_non_null(e);
    return e;
}

static const char *words_of(const struct entry *e, enum field_kind field)
{
    for (size_t i = 0; i < e->details.n; i++)
        if (e->details.at[i].field == field)
            return e->details.at[i].words;
    for (size_t k = 0; k < e->actions.n; k++)
        for (size_t i = 0; i < e->actions.at[k].details.n; i++)
            if (e->actions.at[k].details.at[i].field == field)
                return e->actions.at[k].details.at[i].words;
    return "";
}

static void mark_places(void)
{
    assert_int_equal(read_in.found.doubts.at[0].place.document, 1);
}

#define ODD "Organisaatio;Välitavoite;Toimenpide;Aikataulu;Kummallinen\n" \
            "Kotka;1 Apua saa;Kerho;2025;Kävijät\n"                          \
            "Kotka;2 Ystäviä;Leiri;;\n"                                      \
            "Hamina;1 Apua saa;Kahvila;;Lapset\n"

static void a_column_becomes_another(void **state)
{
    (void)state;
    recognise("a.csv", ODD);
    mark_places();
    assert_string_equal(words_of(entry_of(&read_in.found.plan, "1", "Kotka"), FIELD_EXTRA),
                        "Kävijät");
    answer(DOUBT_COLUMN, "field:metric", "", "");
    struct plan *p = apply();
    assert_string_equal(words_of(entry_of(p, "1", "Kotka"), FIELD_METRIC), "Kävijät");
    assert_string_equal(words_of(entry_of(p, "1", "Hamina"), FIELD_METRIC), "Lapset");
    assert_string_equal(words_of(entry_of(p, "1", "Kotka"), FIELD_EXTRA), "");
}

static void a_column_becomes_actions(void **state)
{
    (void)state;
    recognise("a.csv", ODD);
    answer(DOUBT_COLUMN, "field:action", "", "");
    struct plan *p = apply();
    assert_int_equal(entry_of(p, "1", "Kotka")->actions.n, 2);
    assert_int_equal(entry_of(p, "2", "Kotka")->actions.n, 1);
}

static void a_column_is_left_out(void **state)
{
    (void)state;
    recognise("a.csv", ODD);
    answer(DOUBT_COLUMN, "drop", "", "");
    struct plan *p = apply();
    assert_string_equal(words_of(entry_of(p, "1", "Kotka"), FIELD_EXTRA), "");
    assert_int_equal(entry_of(p, "1", "Kotka")->actions.n, 1);
}

#define REFERS "Organisaatio;Välitavoite;Toimenpide;Aikataulu\n" \
               "Kotka;1 Apua saa;Kerho;2025\n"                   \
               "Kotka;2 Ystäviä;Ks. kohta 77;\n"

static void a_reference_finds_its_goal(void **state)
{
    (void)state;
    recognise("a.csv", REFERS);
    assert_int_equal(entry_of(&read_in.found.plan, "2", "Kotka")->kind, ENTRY_FILLED);
    answer(DOUBT_REFERENCE, "goal:1", "", "");
    struct plan *p = apply();
    struct entry *e = entry_of(p, "2", "Kotka");
    assert_int_equal(e->kind, ENTRY_REFERS);
    assert_int_equal(e->references.n, 1);
    assert_int_equal(e->references.at[0].goal, goal_find(p, "1"));
    assert_int_equal(e->actions.n, 0);
}

static void a_reference_is_left_out(void **state)
{
    (void)state;
    recognise("a.csv", REFERS);
    answer(DOUBT_REFERENCE, "drop", "", "");
    assert_int_equal(entry_of(apply(), "2", "Kotka")->kind, ENTRY_MISSING);
}

static void an_organisation_is_another(void **state)
{
    (void)state;
    recognise("Kotka.csv", "Välitavoite;Toimenpide;Aikataulu\n1 Apua saa;Kerho;2025\n");
    struct plan *p = &read_in.found.plan;
    assert_int_equal(p->organisations.n, 1);
    enum doubt_kind kind = DOUBT_ORGANISATION_NONE;
    for (size_t i = 0; i < read_in.found.doubts.n; i++)
        if (read_in.found.doubts.at[i].kind == DOUBT_ORGANISATION_GUESSED)
            kind = DOUBT_ORGANISATION_GUESSED;
    answer(kind, "who:Haminan kaupunki", "", "");
    apply();
    assert_int_equal(p->organisations.n, 1);
    assert_string_equal(p->organisations.at[0].name, "Haminan kaupunki");
    assert_int_equal(p->organisations.at[0].kind, ORGANISATION_MUNICIPALITY);
    assert_int_equal(entry_of(p, "1", "Haminan kaupunki")->actions.n, 1);
}

/* Two that are one: their entries come together, and nobody's rows are lost. */
static void two_organisations_become_one(void **state)
{
    (void)state;
    recognise("a.csv", ODD);
    struct doubt d = { .kind = DOUBT_ORGANISATION_GUESSED, .words = "Hamina", .guess = "Hamina" };
    *arena_push(v.arena, &answers) =
        (struct doubt_answer){ .doubt = d, .choice = "who:Kotka", .words = "", .who = "" };
    struct plan *p = apply();
    assert_int_equal(p->organisations.n, 1);
    assert_int_equal(entry_of(p, "1", "Kotka")->actions.n, 2);
    assert_int_equal(entry_of(p, "2", "Kotka")->actions.n, 1);
}

static void items_are_written_anew(void **state)
{
    (void)state;
    recognise("a.csv", ODD);
    struct doubt d = { .kind = DOUBT_LIST_SPLIT, .words = "Kerho",
                       .place = entry_of(&read_in.found.plan, "1", "Kotka")->actions.at[0].place };
    const struct cell_index *index = cell_index_make(&v, &read_in.found.plan);
    assert_string_equal(doubt_words(&v, &read_in.found.plan, index, &d), "Kerho");
    *arena_push(v.arena, &answers) =
        (struct doubt_answer){ .doubt = d, .choice = "", .words = "Kerho\n\n  Toinen  kerho \nx",
                               .who = "" };
    struct entry *e = entry_of(apply(), "1", "Kotka");
    assert_int_equal(e->actions.n, 3);
    assert_string_equal(e->actions.at[1].title, "Toinen kerho");
    assert_int_equal(entry_of(&read_in.found.plan, "1", "Hamina")->actions.n, 1);
}

static void a_repeated_action_is_kept_once(void **state)
{
    (void)state;
    recognise("a.csv", "Organisaatio;Välitavoite;Toimenpide;Aikataulu\n"
                       "Kotka;1 Apua saa;Kerho;2025\nKotka;1 Apua saa;Kerho;2026\n");
    answer(DOUBT_REPEATED, "drop", "", "");
    assert_int_equal(entry_of(apply(), "1", "Kotka")->actions.n, 1);
}

static void what_found_no_place_finds_one(void **state)
{
    (void)state;
    recognise("a.csv", ODD);
    struct doubt d = { .kind = DOUBT_UNPLACED, .words = "Unohtunut kerho" };
    *arena_push(v.arena, &answers) =
        (struct doubt_answer){ .doubt = d, .choice = "goal:2", .words = "", .who = "Hamina" };
    *arena_push(v.arena, &answers) =
        (struct doubt_answer){ .doubt = d, .choice = "goal:2", .words = "", .who = "Uusi seura ry" };
    struct plan *p = apply();
    assert_string_equal(entry_of(p, "2", "Hamina")->actions.at[0].title, "Unohtunut kerho");
    assert_string_equal(entry_of(p, "2", "Uusi seura ry")->actions.at[0].title, "Unohtunut kerho");
}

static void a_goal_gets_its_title_and_number(void **state)
{
    (void)state;
    recognise("a.csv", ODD);
    struct doubt merged = { .kind = DOUBT_GOAL_MERGED, .words = "Ystavia", .guess = "Ystäviä" };
    struct doubt number = { .kind = DOUBT_GOAL_NUMBER, .words = "1 Apua saa" };
    *arena_push(v.arena, &answers) =
        (struct doubt_answer){ .doubt = merged, .choice = "", .words = "Ystäviä on", .who = "" };
    *arena_push(v.arena, &answers) =
        (struct doubt_answer){ .doubt = number, .choice = "", .words = "7", .who = "" };
    struct plan *p = apply();
    assert_true(goal_find(p, "7") >= 0);
    assert_string_equal(p->goals.at[goal_find(p, "2")].title, "Ystäviä on");
}

/* ---- one and two ---- */

#define GOALS "Tavoite;Organisaatio;Toimenpide;Mittari\n"

/* Titles of a goal's actions, of one organisation. */
static const char *actions_of(struct plan *p, const char *title, const char *organisation)
{
    const char *all = "";

    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        if (strcmp(p->goals.at[e->goal].title, title) != 0 ||
            strcmp(p->organisations.at[e->organisation].name, organisation) != 0)
            continue;
        for (size_t k = 0; k < e->actions.n; k++)
            all = text(&v, "%s%s%s", all, *all ? ", " : "", e->actions.at[k].title);
        for (size_t k = 0; k < e->details.n; k++)
            all = text(&v, "%s (%s)", all, e->details.at[k].words);
    }
    return all;
}

static void goals_are_two(void **state)
{
    static const char one[] = "Lasten osallisuus lisääntyy arjessa",
                      two[] = "Lasten osallisuus lisääntyi arjessa";
    (void)state;
    recognise("a.csv", GOALS "Lasten osallisuus lisääntyy arjessa;Kotka;Kerho;Määrä\n"
                             "Lasten osallisuus lisääntyy arjessa;Hamina;Leiri;Päivät\n"
                             "Lasten osallisuus lisääntyi arjessa;Kotka;Raati;Määrä\n"
                             "Lasten osallisuus lisääntyi arjessa;Virolahti;Tupa;Kävijät\n");
    assert_int_equal(read_in.found.plan.goals.n, 1);
    answer(DOUBT_GOAL_MERGED, "apart", "", "");
    struct plan *p = apply();
    assert_int_equal(p->goals.n, 2);
    assert_string_equal(actions_of(p, one, "Kotka"), "Kerho (Määrä)");
    assert_string_equal(actions_of(p, two, "Kotka"), "Raati (Määrä)");
    assert_string_equal(actions_of(p, one, "Hamina"), "Leiri (Päivät)");
    assert_string_equal(actions_of(p, two, "Hamina"), "");
    assert_string_equal(actions_of(p, one, "Virolahti"), "");
    assert_string_equal(actions_of(p, two, "Virolahti"), "Tupa (Kävijät)");
}

/* What hangs on a main goal goes with it, and what hangs on both is in both. */
static void main_goals_are_two(void **state)
{
    (void)state;
    recognise("a.csv", "Päätavoite;Tavoite;Organisaatio;Toimenpide\n"
                       "1 Lapsi voi hyvin kotona;1 Apua saa;Kotka;Kerho\n"
                       "1 Lapsi voi hyvin kotona;2 Ystäviä on;Kotka;Leiri\n"
                       "1 Lapsi voi hyvin koulussa;1 Apua saa;Hamina;Raati\n"
                       "1 Lapsi voi hyvin koulussa;3 Ruoka maistuu;Hamina;Pata\n");
    assert_int_equal(read_in.found.plan.goals.n, 4);
    answer(DOUBT_GOAL_MERGED, "apart", "", "");
    struct plan *p = apply();
    assert_int_equal(p->goals.n, 6);
    assert_int_equal(entry_of(p, "1.1", "Kotka")->actions.n, 1);
    assert_int_equal(entry_of(p, "1.1", "Hamina")->actions.n, 0);
    assert_string_equal(entry_of(p, "1-3.1", "Hamina")->actions.at[0].title, "Raati");
    assert_string_equal(entry_of(p, "1-3.3", "Hamina")->actions.at[0].title, "Pata");
    assert_int_equal(goal_find(p, "1.3"), -1);
}

/* A lot of two files, in their order. */
static void recognise_two(const char *a, const char *b)
{
    struct import_read all = { 0 };

    recognise("a.csv", a);
    assert_true(import_join(&v, &all, &read_in));
    recognise("b.csv", b);
    assert_true(import_join(&v, &all, &read_in));
    read_in = all;
}

static void two_documents(const char *choice, const char *arki, const char *koti)
{
    recognise_two(GOALS "Arki sujuu;Kotka;Kerho;Määrä\n"
                        "Koti on turva;Kotka;Neuvola;\n"
                        "Arki sujuu;Hamina;Leiri;\n",
                  GOALS "Arki sujuu;Kotka;Kerho;Kävijät\n"
                        "Arki sujuu;Kotka;Raati;\n"
                        "Arki sujuu;Virolahti;Tupa;\n");
    assert_int_equal(read_in.found.plan.organisations.n, 4);
    assert_string_equal(doubt_at(DOUBT_TWO_DOCUMENTS)->words, "Kotka: a.csv (2), b.csv (1)");
    answer(DOUBT_TWO_DOCUMENTS, choice, "", "");
    struct plan *p = apply();
    assert_int_equal(p->organisations.n, 3);
    assert_string_equal(actions_of(p, "Arki sujuu", "Kotka"), arki);
    assert_string_equal(actions_of(p, "Koti on turva", "Kotka"), koti);
    assert_string_equal(actions_of(p, "Arki sujuu", "Hamina"), "Leiri");
    assert_string_equal(actions_of(p, "Arki sujuu", "Virolahti"), "Tupa");
}

static void of_two_documents_one_counts_or_both(void **state)
{
    (void)state;
    two_documents("first", "Kerho (Määrä)", "Neuvola");
    two_documents("second", "Kerho, Raati", "");
    two_documents("", "Kerho, Raati", "");
    two_documents("join", "Kerho, Raati", "Neuvola");
    struct entry *e = entry_of(&read_in.found.plan, "1", "Kotka");
    assert_int_equal(e->actions.at[0].details.n, 2); /* of the club, from both */
    assert_int_equal(e->actions.at[1].details.n, 0);
}

/* Where they fill other rows both are guessed; a reason is not lost. */
static void documents_that_do_not_meet_are_joined(void **state)
{
    (void)state;
    recognise_two(GOALS "Arki sujuu;Kotka;Kerho;\n",
                  "organisation;goal_number;goal;action;not_applicable\n"
                  "Kotka;;Koti on turva;Kuuluu muille;1\n");
    assert_string_equal(doubt_at(DOUBT_TWO_DOCUMENTS)->guess, "join");
    answer(DOUBT_TWO_DOCUMENTS, "", "", "");
    struct plan *p = apply();
    assert_int_equal(p->organisations.n, 1);
    assert_string_equal(actions_of(p, "Arki sujuu", "Kotka"), "Kerho");
    assert_string_equal(entry_of(p, "2", "Kotka")->reason, "Kuuluu muille");
}

/* Goals of two documents that are joined although they differ are asked about, too. */
static void goals_of_two_documents_are_two(void **state)
{
    (void)state;
    recognise_two(GOALS "1.1 Lapsi voi hyvin kotona;Kotka;Kerho;\n",
                  GOALS "1.1 Lapsi voi hyvin koulussa;Hamina;Leiri;\n");
    assert_int_equal(read_in.found.plan.goals.n, 1);
    assert_string_equal(doubt_at(DOUBT_GOAL_MERGED)->guess, "Lapsi voi hyvin kotona");
    answer(DOUBT_GOAL_MERGED, "apart", "", "");
    struct plan *p = apply();
    assert_int_equal(p->goals.n, 2);
    assert_string_equal(actions_of(p, "Lapsi voi hyvin kotona", "Kotka"), "Kerho");
    assert_string_equal(actions_of(p, "Lapsi voi hyvin koulussa", "Hamina"), "Leiri");
}

static void facts_are_left_as_the_plan_has_them(void **state)
{
    (void)state;
    recognise("a.csv", "organisation;goal_number;goal;action;metric;metric:target;metric:unit\n"
                       "Kotka;1;Arki;Kerho;A;\"1\n2\";kpl\n");
    answer(DOUBT_FACTS, "drop", "", "");
    const struct detail *d = entry_of(apply(), "1", "Kotka")->details.at;
    assert_null(d->target);
    assert_string_equal(d->unit, "kpl");
    assert_int_equal(d->facts_told, 1 << METRIC_UNIT);
}

/* What a browser could send and no form offers. */
static void only_what_is_offered_fits(void **state)
{
    static const char *const wrong[] = { "goal:9", "goal:", "field:x", "field:", "who:", "who",
                                         "keep", "drop2", "goal:1\n", " drop" };
    (void)state;
    recognise("a.csv", ODD);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        for (enum doubt_kind k = 0; k < DOUBT_KINDS; k++)
            assert_false(doubt_choice_fits(&v, &read_in.found.plan, k, wrong[i]));
    assert_true(doubt_choice_fits(&v, &read_in.found.plan, DOUBT_REFERENCE, "goal:1"));
    assert_false(doubt_choice_fits(&v, &read_in.found.plan, DOUBT_TITLE, "goal:1"));
    assert_false(doubt_choice_fits(&v, &read_in.found.plan, DOUBT_LIST_SPLIT, "drop"));
}

/* Any answer to any doubt of a document with many of them leaves a sound plan. */
static void any_answer_leaves_a_sound_plan(void **state)
{
    static const char *const choices[] = { "", "drop", "field:action", "field:schedule",
                                           "field:extra", "goal:1", "goal:2", "who:Kotka",
                                           "who:Uusi", "apart", "join", "second" };
    (void)state;
    for (size_t c = 0; c < sizeof choices / sizeof *choices; c++)
        for (enum doubt_kind k = 0; k < DOUBT_KINDS; k++) {
            recognise("a.csv", ODD REFERS);
            for (size_t i = 0; i < read_in.found.plan.entries.n; i++) {
                const struct entry *e = &read_in.found.plan.entries.at[i];
                struct doubt d = { .kind = k, .words = "Kerho", .guess = "Kotka",
                                   .about = i % 2 ? "1:2 1:3" : "Kotka\nHamina",
                                   .place = e->actions.n ? e->actions.at[0].place : e->place };
                *arena_push(v.arena, &answers) = (struct doubt_answer){
                    .doubt = d, .choice = choices[c], .words = "a\nb", .who = "Hamina"
                };
            }
            struct plan *p = apply();
            for (size_t i = 0; i < p->entries.n; i++) {
                assert_in_range(p->entries.at[i].goal, 0, p->goals.n - 1);
                assert_in_range(p->entries.at[i].organisation, 0, p->organisations.n - 1);
            }
        }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, before, after)
    const struct CMUnitTest tests[] = {
        TEST(goals_are_two),
        TEST(main_goals_are_two),
        TEST(of_two_documents_one_counts_or_both),
        TEST(documents_that_do_not_meet_are_joined),
        TEST(goals_of_two_documents_are_two),
        TEST(facts_are_left_as_the_plan_has_them),
        TEST(a_column_becomes_another),
        TEST(a_column_becomes_actions),
        TEST(a_column_is_left_out),
        TEST(a_reference_finds_its_goal),
        TEST(a_reference_is_left_out),
        TEST(an_organisation_is_another),
        TEST(two_organisations_become_one),
        TEST(items_are_written_anew),
        TEST(a_repeated_action_is_kept_once),
        TEST(what_found_no_place_finds_one),
        TEST(a_goal_gets_its_title_and_number),
        TEST(only_what_is_offered_fits),
        TEST(any_answer_leaves_a_sound_plan),
    };

    return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}

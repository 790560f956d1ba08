/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Imports with edits by hand between them, taking back, and big plans: each state
 * compared as a whole. */
#include <time.h>

#include "intake/exchange.h"
#include "unit/plans.h"

#include "unit/importing.h" /* last: cmocka has a macro fail() */

/* ---- edited by hand ---- */

static void what_was_edited_by_hand_stays_and_is_told(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    by_hand("update action set title = 'Avoin kerho joka päivä' where title like 'Avoin%'");
    by_hand("update detail set words = 'Odotusaika' where words = 'Jonot'");
    by_hand("update goal set title = 'Apu tulee heti' where code = 'I.1'");
    by_hand("update plan set vision = 'Kaikki voivat hyvin', title = 'Meidän suunnitelma'");
    /* The document changes the same things, and one more. */
    import_named("a", "plan.csv",
                 HEAD "Kotkan kaupunki;I;Arki sujuu;1;Apua saa hyvin ajoissa;"
                      "Avoin kerho keskiviikkoiltaisin;Kävijät;2025-2028;Kaupunki;Puolivuosittain;;\n"
                      "Kotkan kaupunki;I;Arki sujuu;1;Apua saa hyvin ajoissa;"
                      "Perheneuvola vastaa päivässä;Jonojen pituus;jatkuva;Kaupunki;Puolivuosittain;;\n"
                      KOTKA_2 ";;;;;I.1;\n"
                      "Haminan seurakunta;I;Arki sujuu;1;Apua saa hyvin ajoissa;"
                      "Vauvojen laulutuokio torstaisin;;lukuvuosittain;Seurakunta;;;\n"
                      HAMINA_2 "ei kuulu meille;;;;;;1\n");
    assert_int_equal(told(MERGE_KEPT, "action", "title", "Avoin kerho joka päivä"), 1);
    assert_int_equal(told(MERGE_KEPT, "action", "metric", "Odotusaika"), 1);
    assert_int_equal(told(MERGE_KEPT, "goal", "title", "Apu tulee heti"), 1);
    assert_int_equal(told(MERGE_CHANGED, "entry", "followup", "Vuosittain"), 1);
    assert_string_equal(asked("select title from action where title like 'Avoin%'"),
                        "Avoin kerho joka päivä");
    assert_string_equal(asked("select words from detail where words like 'Odotus%'"), "Odotusaika");
    assert_string_equal(asked("select title from goal where code = 'I.1'"), "Apu tulee heti");
    assert_string_equal(asked("select vision from plan"), "Kaikki voivat hyvin");
    assert_string_equal(asked("select title from plan"), "Meidän suunnitelma");
    counted(1, 0, 0, 0, 2);
}

static void what_was_made_by_hand_stays_when_the_document_lacks_it(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA "Kaksi leiriä;;;;;;\n"
                     KOTKA_2 "Kolme pajaa;Kävijät;;;;;\n" KOTKA_2 "Neljä retkeä;;;;;;\n");
    by_hand("insert into action (plan, entry, number, position, title) select plan, entry, 90, 9, "
            "'Itse lisätty' from action where title = 'Kolme pajaa'");
    by_hand("update detail set words = 'Laskettu käsin' where words = 'Kävijät'");
    /* The second sub-goal is not in the document any more: what is by hand keeps it. */
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA "Kaksi leiriä;;;;;;\n");
    counted(3, 0, 0, 1, 1);
    assert_int_equal(told(MERGE_KEPT, "action", "", "Kolme pajaa"), 1);
    assert_int_equal(told(MERGE_GONE, "action", "", "Neljä retkeä"), 1);
    assert_string_equal(asked("select title from goal where code = 'I.2'"), "Ruoka maistuu");
    assert_int_equal(number_of("Itse lisätty"), 90);
    assert_string_equal(asked("select words from detail"), "Laskettu käsin");
    /* A number given by hand is never given again. */
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA "Kaksi leiriä;;;;;;\n"
                     KOTKA "Jotain aivan muuta;;;;;;\n");
    assert_true(number_of("Jotain aivan muuta") > 90);
}

static void references_and_not_ours_are_three_way_too(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    by_hand("update entry set entry_kind = 'missing', reason = null where entry_kind = 'not_ours'");
    by_hand("delete from reference");
    import_rows("a", KOTKA "Avoin kerho keskiviikkoisin;Kävijät;2025-2028;Kaupunki;Vuosittain;;\n"
                     KOTKA "Perheneuvola vastaa päivässä;Jonot;jatkuva;Kaupunki;Vuosittain;;\n"
                     KOTKA_2 ";;;;;metric:I.1;\n"
                     HAMINA "Vauvojen laulutuokio torstaisin;;lukuvuosittain;Seurakunta;;;\n"
                     HAMINA_2 "kuuluu kunnalle;;;;;;1\n");
    assert_int_equal(told(MERGE_KEPT, "entry", "not_ours", NULL), 1);
    assert_int_equal(told(MERGE_KEPT, "entry", "refers_to", NULL), 1);
    assert_string_equal(asked("select cast(count(*) as text) from reference"), "0");
    assert_string_equal(asked("select cast(count(*) as text) from entry where entry_kind = "
                              "'not_ours'"), "0");
}

static void a_changed_reference_is_told_and_in_history(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Kerho;;;;;;\n" KOTKA_2 ";;;;;I.1;\n"
                     "Kotkan kaupunki;I;Arki sujuu;3;Liikutaan;Juoksu;;;;;;\n");
    import_rows("a", KOTKA "Kerho;;;;;;\n" KOTKA_2 ";;;;;I.3;\n"
                     "Kotkan kaupunki;I;Arki sujuu;3;Liikutaan;Juoksu;;;;;;\n");
    counted(2, 0, 0, 0, 0);
    assert_int_equal(told(MERGE_CHANGED, "entry", "refers_to", "I.1"), 1);
    assert_int_equal(history("row_kind = 'entry' and field = 'refers_to' and old_value = 'I.1' and "
                             "new_value = 'I.3'"), 1);
}

static void translations_stay_when_the_document_has_none(void **state)
{
    (void)state;
    import_named("a", "plan.json",
                 "{\"format\":\"vointi-plan\",\"version\":1,\"title\":\"S\",\"titles\":{\"sv\":\"P\"},"
                 "\"vision\":\"V\",\"visions\":{\"sv\":\"W\"},\"languages\":\"fi sv\",\"area\":\"Kymi\","
                 "\"goals\":[{\"number\":\"I\",\"code\":\"I\",\"title\":\"Arki\",\"titles\":{\"sv\":\"Vardag\"},"
                 "\"question\":\"Miten?\"}],"
                 "\"organisations\":[{\"name\":\"Kotka\"}],\"entries\":[{\"organisation\":\"kotka\","
                 "\"goal\":\"I\",\"actions\":[{\"title\":\"Kerho\",\"titles\":{\"sv\":\"Klubb\"}}]}]}");
    const char *before = state_of("a");
    import_rows("a", "Kotka;I;Arki;;;Kerho;;;;;;\n");
    for (size_t i = 0; i < report.rows.n; i++)
        fail_msg("%s %s: %s, %s", report.rows.at[i].what, report.rows.at[i].field,
                 report.rows.at[i].old_value, report.rows.at[i].new_value);
    const char *after = state_of("a");
    for (const char *const *words = (const char *const[]){ "\"P\"", "\"W\"", "Vardag", "Klubb",
                                                           "fi sv", "Kymi", "Miten?", NULL };
         *words; words++)
        assert_non_null(strstr(after, *words));
    undo("a");
    same_state(before, state_of("a"));
}

/* ---- taking back ---- */

/* The rows that a plan is made of, but for what only counts changes, with where each
 * cell stood. */
static const char *all_rows(void)
{
    const char *all = "";
    static const char *const questions[] = {
        "select coalesce(sum(a.number * 7 + a.position + p.row_no * 31 + p.table_no * 3 + "
        "p.document * 101), 0) from action a left join place p on p.id = a.place",
        "select coalesce(sum(coalesce(p.row_no, 0) * 31 + coalesce(p.document, 0)), 0) "
        "from entry e left join place p on p.id = e.place",
        "select coalesce(sum(d.position + p.column_no * 31 + p.row_no + p.document * 101), 0) "
        "from detail d join place p on p.id = d.place",
        "select coalesce(sum(g.goal_order * 7 + coalesce(p.row_no, 0) + coalesce(p.document, 0)), "
        "0) from goal g left join place p on p.id = g.place",
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        all = text(&v, "%s %s", all, asked(text(&v, "select cast((%s) as text)", questions[i])));
    return all;
}

static void undo_takes_the_whole_import_back(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    const char *before = state_of("a"), *rows = all_rows();
    import_named("a", "toinen.csv",
                 HEAD "Kotkan kaupunki;I;Arki sujuu hienosti;1;Ruoka maistuu;Avoin kerho;Uusi;;;;;\n"
                      "Kotkan kaupunki;I;Arki sujuu hienosti;2;Uusi tavoite;Uusi asia;;;;;;\n"
                      "Haminan seurakunta;I;Arki sujuu hienosti;2;Uusi tavoite;"
                      "Vauvojen laulutuokio;;;;;;\n"
                      "Nuoret ry;I;Arki sujuu hienosti;2;Uusi tavoite;Leiri;;;;;;\n");
    assert_string_not_equal(state_of("a"), before);
    undo("a");
    same_state(before, state_of("a"));
    assert_string_equal(all_rows(), rows);
    assert_int_equal(told(MERGE_KEPT, "action", "", NULL), 0);
    assert_string_equal(asked("select name from organisation where name = 'Nuoret ry'"), "");
    /* What came and what went is in the history, both ways. */
    assert_int_equal(history("new_value = 'Leiri' and field = '' and row_kind = 'action'"), 1);
    assert_int_equal(history("old_value = 'Leiri' and field = '' and row_kind = 'action'"), 1);
    refused(import_undo(&v, "b", &report));
}

static void undo_twice_goes_two_imports_back(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n");
    const char *first = state_of("a");
    import_rows("a", KOTKA "Kaksi leiriä;;;;;;\n");
    const char *second = state_of("a");
    import_rows("a", KOTKA "Kolme pajaa;;;;;;\n" KOTKA_2 "Neljä retkeä;;;;;;\n");
    undo("a");
    same_state(second, state_of("a"));
    undo("a");
    same_state(first, state_of("a"));
    assert_int_equal(number_of("Yksi kerho"), 1);
    undo("a");
    assert_string_equal(state_of("a"), "");
    refused(import_undo(&v, "a", &report));
    assert_string_equal(asked("select cast(count(*) as text) from word"), "0");
    assert_string_equal(asked("select cast(count(*) as text) from organisation"), "0");
}

static void undo_keeps_what_was_edited_by_hand(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;Kävijät;;;;;\n" KOTKA "Kaksi leiriä;;;;;;\n");
    import_rows("a", KOTKA "Yksi kerho;Ihmiset;;;;;\n" KOTKA "Kaksi leiriä;;;;;;\n"
                     KOTKA "Kolme pajaa;;;;;;\n" KOTKA "Neljä retkeä;;;;;;\n"
                     HAMINA "Laulu;;;;;;\n" HAMINA "Soitto;;;;;;\n");
    by_hand("update action set title = 'Kolme verstasta' where title = 'Kolme pajaa'");
    by_hand("update action set title = 'Kaksi retkeä' where title = 'Kaksi leiriä'");
    by_hand("update action set title = 'Laulu joka ilta' where title = 'Laulu'");
    undo("a");
    assert_int_equal(told(MERGE_KEPT, "action", "", "Kolme verstasta"), 1);
    assert_int_equal(told(MERGE_KEPT, "action", "title", "Kaksi retkeä"), 1);
    assert_int_equal(told(MERGE_KEPT, "action", "", "Laulu joka ilta"), 1);
    assert_int_equal(told(MERGE_GONE, "action", "", "Neljä retkeä"), 1);
    assert_int_equal(told(MERGE_GONE, "action", "", "Soitto"), 1);
    assert_int_equal(told(MERGE_KEPT, "organisation", "", "Haminan seurakunta"), 1);
    assert_true(number_of("Kolme verstasta") > 0);
    assert_true(number_of("Laulu joka ilta") > 0);
    assert_int_equal(number_of("Soitto"), 0);
    assert_string_equal(asked("select words from detail"), "Kävijät");
    /* And the one before: all that the documents brought goes, what is by hand stays. */
    undo("a");
    assert_string_equal(asked("select cast(count(*) as text) from action"), "3");
    assert_int_equal(number_of("Yksi kerho"), 0);
    assert_true(number_of("Kaksi retkeä") > 0);
    refused(import_undo(&v, "a", &report));
    /* Nothing is taken for granted afterwards either. */
    import_rows("a", HAMINA "Huuto;;;;;;\n");
    assert_int_equal(told(MERGE_GONE, "action", "", NULL), 0);
    assert_true(number_of("Laulu joka ilta") > 0);
}

static void undo_of_the_first_import_keeps_edited_facts(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    by_hand("update plan set title = 'Oma otsikko'");
    undo("a");
    assert_int_equal(told(MERGE_KEPT, "plan", "title", "Oma otsikko"), 1);
    assert_string_equal(asked("select title from plan"), "Oma otsikko");
    assert_string_equal(asked("select cast(count(*) as text) from action"), "0");
    assert_string_equal(asked("select cast(count(*) as text) from organisation"), "0");
}

static void numbers_are_never_given_again(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA "Kaksi leiriä;;;;;;\n");
    int two = number_of("Kaksi leiriä");
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n");
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA "Jotain ihan muuta;;;;;;\n");
    assert_int_equal(number_of("Jotain ihan muuta"), two + 1);
    undo("a");
    undo("a"); /* brings the second one back, under its own number */
    assert_int_equal(number_of("Kaksi leiriä"), two);
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA "Kaksi leiriä;;;;;;\n"
                     KOTKA "Vielä yksi uusi;;;;;;\n");
    assert_int_equal(number_of("Vielä yksi uusi"), two + 2);
}

static void history_does_not_mix_plans_and_runs(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n");
    import_rows("b", KOTKA "Kaksi leiriä;;;;;;\n");
    const char *b = asked("select cast(id as text) from plan where slug = 'b'");
    const char *goal = asked("select cast(max(id) as text) from goal");
    undo("b");
    assert_int_equal(history(text(&v, "plan = %s and row_kind = 'plan' and field = '' and "
                                      "new_value is null", b)), 1);
    assert_int_equal(history(text(&v, "plan = %s and row_kind = 'action' and old_value = "
                                      "'Kaksi leiriä' and new_value is null", b)), 1);
    undo("a");
    import_rows("c", KOTKA "Kolme pajaa;;;;;;\n");
    assert_string_not_equal(asked("select cast(id as text) from plan"), b);
    assert_int_equal(history(text(&v, "row_kind = 'goal' and row_id = %s and plan <> %s", goal, b)), 0);
    assert_int_equal(history("import = 3 and plan = (select id from plan)"),
                     history("plan = (select id from plan)"));
}

static void a_dry_run_changes_nothing(void **state)
{
    struct import_request r = { .slug = "a", .dry_run = true };
    struct import_read read;
    const char *rows = HEAD KOTKA "Yksi kerho;;;;;;\n";
    (void)state;
    assert_true(import_read(&v, "plan.csv", rows, strlen(rows), NULL, &read) &&
                import_store(&v, &r, &read, &report));
    counted(0, 0, 1, 0, 0);
    assert_string_equal(state_of("a"), "");
    assert_int_equal(history("true"), 0);
}

/* ---- any plan over any other ---- */

static const char *invented(uint64_t seed)
{
    struct buf out = buf_new(64 << 20);
    struct plan p;

    plan_invent(&v, seed, true, &p);
    assert_true(exchange_format_find("json")->write(&v, &p, &out));
    const char *copy = arena_copy(v.arena, out.at, out.n);
    buf_free(&out);
    return copy;
}

/* Plans of hostile texts, one over the other: each import can be taken back whole,
 * and importing what came out changes nothing. */
static void any_plan_over_any_other_can_be_taken_back(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct db *db = v.db;
        import_named("a", "plan.json", invented(seed * 2));
        const char *first = state_of("a");
        import_named("a", "plan.json", invented(seed * 2 + 1));
        const char *second = state_of("a");
        import_named("a", "plan.json", second);
        if (report.rows.n)
            fail_msg("seed %u: %s %s", (unsigned)seed, report.rows.at[0].what,
                     report.rows.at[0].field);
        same_state(second, state_of("a"));
        undo("a");
        same_state(second, state_of("a"));
        undo("a");
        same_state(first, state_of("a"));
        undo("a");
        assert_string_equal(state_of("a"), "");
        visit_end(&v);
        v = visit_new();
        v.db = db;
        v.name = "test";
    }
}

/* ---- size ---- */

static const char *big_plan(int organisations, int goals, const char *more)
{
    struct buf out = buf_new(64 << 20);

    buf_puts(&out, HEAD);
    for (int o = 0; o < organisations; o++)
        for (int g = 0; g < goals; g++)
            for (int a = 0; a < 2; a++)
                buf_printf(&out, "Järjestö numero %d ry;I;Arki;%d;Tavoite numero %d;"
                                 "Toiminta lasten hyväksi numero %d %d %d%s;Mittari %d;jatkuva;;;;\n",
                           o, g + 1, g + 1, o, g, a, a ? more : "", g);
    const char *copy = arena_copy(v.arena, out.at, out.n);
    buf_free(&out);
    return copy;
}

/* Statements and memory of a first import and of one that rewords half of it. */
static void cost(const char *slug, int organisations, int goals, double out[3])
{
    int statements = v.statements;
    size_t used = arena_used(v.arena);
    clock_t began = clock();

    import_named(slug, "plan.csv", big_plan(organisations, goals, ""));
    counted(0, 0, (size_t)organisations * (size_t)goals * 2, 0, 0);
    import_named(slug, "plan.csv", big_plan(organisations, goals, " uudella tavalla"));
    counted((size_t)organisations * (size_t)goals, (size_t)organisations * (size_t)goals, 0, 0, 0);
    out[0] = v.statements - statements;
    out[1] = (double)(arena_used(v.arena) - used);
    out[2] = (double)(clock() - began) / CLOCKS_PER_SEC;
}

static void four_times_the_actions_cost_four_times_as_much(void **state)
{
    double small[3], big[3];
    (void)state;
    cost("a", 25, 100, small);
    cost("b", 100, 100, big);
    print_message("# 5,000 and 20,000 actions, imported twice: statements %.0f and %.0f, memory "
                  "%.0f and %.0f MB, seconds %.1f and %.1f\n",
                  small[0], big[0], small[1] / 1e6, big[1] / 1e6, small[2], big[2]);
    assert_true(big[0] < 4.2 * small[0]);
    assert_true(big[1] < 5 * small[1]);
}

static void thousands_of_reworded_actions_in_one_entry(void **state)
{
    enum { MANY = 3000 };
    struct buf first = buf_new(8 << 20), second = buf_new(8 << 20);
    (void)state;
    for (int i = 0; i < MANY; i++) {
        buf_printf(&first, KOTKA "Toiminta joka on numero %d ja vielä vähän;;;;;;\n", i);
        buf_printf(&second, KOTKA "Toiminta joka on numero %d ja vielä paljon;;;;;;\n", i);
    }
    import_rows("a", arena_copy(v.arena, first.at, first.n));
    clock_t began = clock();
    import_rows("a", arena_copy(v.arena, second.at, second.n));
    print_message("# %d actions of one entry reworded: %.1f s\n", MANY,
                  (double)(clock() - began) / CLOCKS_PER_SEC);
    counted(0, MANY, 0, 0, 0);
    buf_free(&first);
    buf_free(&second);
}

#define ROW(test) { #test, test },
static const struct importing_test tests[] = {
    ROW(what_was_edited_by_hand_stays_and_is_told)
    ROW(what_was_made_by_hand_stays_when_the_document_lacks_it)
    ROW(references_and_not_ours_are_three_way_too)
    ROW(a_changed_reference_is_told_and_in_history)
    ROW(translations_stay_when_the_document_has_none)
    ROW(undo_takes_the_whole_import_back)
    ROW(undo_twice_goes_two_imports_back)
    ROW(undo_keeps_what_was_edited_by_hand)
    ROW(undo_of_the_first_import_keeps_edited_facts)
    ROW(numbers_are_never_given_again)
    ROW(history_does_not_mix_plans_and_runs)
    ROW(a_dry_run_changes_nothing)
    ROW(any_plan_over_any_other_can_be_taken_back)
};

static const struct importing_test big_tests[] = {
    ROW(four_times_the_actions_cost_four_times_as_much)
    ROW(thousands_of_reworded_actions_in_one_entry)
};

int main(void)
{
    return importing_run("import_undo", tests, sizeof tests / sizeof *tests, big_tests,
                         sizeof big_tests / sizeof *big_tests);
}

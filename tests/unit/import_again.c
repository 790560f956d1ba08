/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Importing again: what is the same row, what is told, what is in the history. */
#include "unit/importing.h"

/* ---- importing again ---- */

static void the_same_again_is_all_the_same(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    assert_true(report.first);
    counted(0, 0, 3, 0, 0);
    assert_int_equal(report.rows.n, 0);
    const char *before = state_of("a");
    int rows = history("true");
    import_rows("a", two_organisations);
    assert_false(report.first);
    counted(3, 0, 0, 0, 0);
    assert_int_equal(report.rows.n, 0);
    assert_int_equal(history("true"), rows);
    same_state(before, state_of("a"));
}

static void what_is_exported_comes_back_the_same(void **state)
{
    static const char *const formats[] = { "json", "csv" };
    (void)state;
    import_rows("a", two_organisations);
    for (size_t i = 0; i < 2; i++) {
        struct buf out = buf_new(1 << 20);
        const char *before = state_of("a");
        assert_true(export_plan(&v, "a", formats[i], &out));
        buf_putc(&out, '\0');
        import_named("a", text(&v, "plan.%s", formats[i]), arena_copy(v.arena, out.at, out.n));
        buf_free(&out);
        assert_int_equal(report.rows.n, 0);
        if (i == 0)
            same_state(before, state_of("a"));
    }
}

static void an_exported_plan_moves_with_its_numbers_and_state(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    import_rows("a", KOTKA "Perheneuvola vastaa päivässä;Jonot;jatkuva;Kaupunki;Vuosittain;;\n"
                     HAMINA "Vauvojen laulutuokio torstaisin;;lukuvuosittain;Seurakunta;;;\n");
    by_hand("update plan set state = 'draft'");
    int family = number_of("Perheneuvola vastaa päivässä");
    const char *json = exported("a");
    undo("a");
    by_hand("delete from plan");
    import_named("a", "plan.json", json);
    same_state(json, exported("a"));
    assert_int_equal(number_of("Perheneuvola vastaa päivässä"), family);
    assert_string_equal(asked("select state from plan"), "draft");
    /* A document does not put a plan into force, nor out of it. */
    by_hand("update plan set state = 'in_force'");
    import_named("a", "plan.json", json);
    assert_string_equal(asked("select state from plan"), "in_force");
}

static void rows_in_another_order_keep_their_numbers(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA "Kaksi leiriä;;;;;;\n"
                     KOTKA "Kolme pajaa;;;;;;\n");
    int one = number_of("Yksi kerho"), three = number_of("Kolme pajaa");
    import_rows("a", KOTKA "Kolme pajaa;;;;;;\n" KOTKA "Yksi kerho;;;;;;\n"
                     KOTKA "Kaksi leiriä;;;;;;\n");
    counted(3, 0, 0, 0, 0);
    assert_int_equal(number_of("Yksi kerho"), one);
    assert_int_equal(number_of("Kolme pajaa"), three);
    assert_string_equal(asked("select title from action where position = 1"), "Kolme pajaa");
}

static void reworded_actions_keep_their_numbers(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    int club = number_of("Avoin kerho keskiviikkoisin");
    import_rows("a", KOTKA "Avoin kerho keskiviikkoisin ja torstaisin;Kävijät;2025-2028;Kaupunki;"
                           "Vuosittain;;\n"
                     KOTKA "Perheneuvola vastaa päivässä;Jonot;jatkuva;Kaupunki;Vuosittain;;\n"
                     KOTKA_2 ";;;;;I.1;\n"
                     HAMINA "Vauvojen laulutuokio torstaisin;;lukuvuosittain;Seurakunta;;;\n"
                     HAMINA_2 "ei kuulu meille;;;;;;1\n");
    counted(2, 1, 0, 0, 0);
    assert_int_equal(report.rows.n, 1);
    assert_int_equal(told(MERGE_CHANGED, "action", "title", "Avoin kerho keskiviikkoisin"), 1);
    assert_string_equal(title_of(club), "Avoin kerho keskiviikkoisin ja torstaisin");
    assert_int_equal(history(text(&v, "row_kind = 'action' and row_id = %d and field = 'title' and "
                                      "old_value = 'Avoin kerho keskiviikkoisin' and "
                                      "new_value like '%%torstaisin' and import = 2", club)), 1);
}

static void the_likest_text_is_the_reworded_one(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Koulujen kerhot kouluissa;;;;;;\n"
                     KOTKA "Koulujen kerhot kouluissa ja nuorisotaloilla;;;;;;\n");
    int schools = number_of("Koulujen kerhot kouluissa"),
        both = number_of("Koulujen kerhot kouluissa ja nuorisotaloilla");
    import_rows("a", KOTKA "Koulujen kerhot kouluissa ja nuorisotaloissa;;;;;;\n"
                     KOTKA "Koulujen kerhot koulussa;;;;;;\n");
    counted(0, 2, 0, 0, 0);
    assert_string_equal(title_of(schools), "Koulujen kerhot koulussa");
    assert_string_equal(title_of(both), "Koulujen kerhot kouluissa ja nuorisotaloissa");
}

static void moved_actions_keep_their_numbers(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA "Kaksi leiriä;;;;;;\n"
                     KOTKA_2 "Kolme pajaa;Kävijät;;;;;\n");
    int two = number_of("Kaksi leiriä"), three = number_of("Kolme pajaa");
    /* One to a sub-goal that is there, one to a new one. */
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA_2 "Kaksi leiriä;;;;;;\n"
                     "Kotkan kaupunki;I;Arki sujuu;3;Liikutaan;Kolme pajaa;Kävijät;;;;;\n");
    counted(1, 2, 0, 0, 0);
    assert_int_equal(told(MERGE_CHANGED, "action", "goal", "I.1"), 1);
    assert_int_equal(told(MERGE_CHANGED, "action", "goal", "I.2"), 1);
    assert_int_equal(number_of("Kaksi leiriä"), two);
    assert_int_equal(number_of("Kolme pajaa"), three);
    assert_int_equal(history(text(&v, "row_id = %d and field = 'entry' and old_value = 'I.1' and "
                                      "new_value = 'I.2'", two)), 1);
    assert_string_equal(asked("select d.words from detail d join goal g on g.code = 'I.3' "
                              "join entry e on e.goal = g.id and e.id = d.entry"), "Kävijät");
}

static void two_actions_that_change_places_are_not_reworded(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Kerho ykkösille;;;;;;\n" KOTKA_2 "Kerho kakkosille;;;;;;\n");
    int one = number_of("Kerho ykkösille"), two = number_of("Kerho kakkosille");
    import_rows("a", KOTKA "Kerho kakkosille;;;;;;\n" KOTKA_2 "Kerho ykkösille;;;;;;\n");
    counted(0, 2, 0, 0, 0);
    assert_int_equal(number_of("Kerho ykkösille"), one);
    assert_int_equal(number_of("Kerho kakkosille"), two);
}

static void the_same_text_many_times_is_as_many_actions(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Tiedotetaan;;;;;;\n" KOTKA_2 "Tiedotetaan;;;;;;\n"
                     HAMINA "Tiedotetaan;;;;;;\n" HAMINA_2 "Tiedotetaan;;;;;;\n");
    counted(0, 0, 4, 0, 0);
    const char *before = state_of("a");
    import_rows("a", KOTKA "Tiedotetaan;;;;;;\n" KOTKA_2 "Tiedotetaan;;;;;;\n"
                     HAMINA "Tiedotetaan;;;;;;\n" HAMINA_2 "Tiedotetaan;;;;;;\n");
    counted(4, 0, 0, 0, 0);
    same_state(before, state_of("a"));
    /* Both of Kotka's move to a new sub-goal: two numbers, none doubled. */
    import_rows("a", "Kotkan kaupunki;I;Arki sujuu;3;Liikutaan;Tiedotetaan;;;;;;\n"
                     "Kotkan kaupunki;I;Arki sujuu;4;Levätään;Tiedotetaan;;;;;;\n");
    counted(2, 2, 0, 0, 0);
}

/* ---- goals ---- */

static void renumbered_goals_are_the_same_goals(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA_2 "Kaksi leiriä;;;;;;\n");
    int one = number_of("Yksi kerho");
    const char *id = asked("select cast(id as text) from goal where title = 'Apua saa ajoissa'");
    import_rows("a", "Kotkan kaupunki;I;Arki sujuu;1;Ensin ihan uusi tavoite;Uusi asia;;;;;;\n"
                     "Kotkan kaupunki;I;Arki sujuu;2;Apua saa ajoissa;Yksi kerho;;;;;;\n"
                     "Kotkan kaupunki;I;Arki sujuu;3;Ruoka maistuu;Kaksi leiriä;;;;;;\n");
    counted(2, 0, 1, 0, 0);
    assert_int_equal(number_of("Yksi kerho"), one);
    assert_string_equal(asked("select cast(id as text) from goal where code = 'I.2'"), id);
    assert_int_equal(told(MERGE_CHANGED, "goal", "number", "1"), 1);
    assert_int_equal(told(MERGE_CHANGED, "goal", "number", "2"), 1);
    assert_int_equal(told(MERGE_NEW, "goal", "", NULL), 1);
    assert_int_equal(history(text(&v, "row_kind = 'goal' and row_id = %s and field = 'code' and "
                                      "old_value = 'I.1' and new_value = 'I.2'", id)), 1);
}

static void goals_that_change_numbers_with_each_other(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA_2 "Kaksi leiriä;;;;;;\n");
    import_rows("a", "Kotkan kaupunki;I;Arki sujuu;1;Ruoka maistuu;Kaksi leiriä;;;;;;\n"
                     "Kotkan kaupunki;I;Arki sujuu;2;Apua saa ajoissa;Yksi kerho;;;;;;\n");
    counted(2, 0, 0, 0, 0);
    assert_string_equal(asked("select title from goal where code = 'I.2'"), "Apua saa ajoissa");
    assert_string_equal(asked("select title from goal where goal_order = 2"), "Ruoka maistuu");
}

static void a_reworded_goal_is_the_same_goal(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    const char *id = asked("select cast(id as text) from goal where code = 'I.1'");
    import_rows("a", "Kotkan kaupunki;I;Arki sujuu;1;Apua saa oikeaan aikaan;"
                     "Avoin kerho keskiviikkoisin;Kävijät;2025-2028;Kaupunki;Vuosittain;;\n"
                     "Kotkan kaupunki;I;Arki sujuu;1;Apua saa oikeaan aikaan;"
                     "Perheneuvola vastaa päivässä;Jonot;jatkuva;Kaupunki;Vuosittain;;\n"
                     KOTKA_2 ";;;;;I.1;\n");
    counted(3, 0, 0, 0, 0);
    assert_int_equal(told(MERGE_CHANGED, "goal", "title", "Apua saa ajoissa"), 1);
    assert_string_equal(asked("select cast(id as text) from goal where code = 'I.1'"), id);
}

static void a_goal_that_is_gone_takes_what_hung_on_it(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA_2 "Kaksi leiriä;;;;;;\n");
    int two = number_of("Kaksi leiriä");
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n");
    counted(1, 0, 0, 1, 0);
    assert_int_equal(told(MERGE_GONE, "goal", "", "Ruoka maistuu"), 1);
    assert_int_equal(told(MERGE_GONE, "action", "", "Kaksi leiriä"), 1);
    assert_string_equal(title_of(two), "");
    assert_int_equal(history(text(&v, "row_kind = 'action' and row_id = %d and field = '' and "
                                      "old_value = 'Kaksi leiriä' and new_value is null", two)), 1);
    assert_int_equal(history("row_kind = 'goal' and field = '' and new_value is null and "
                             "old_value = 'I.2 Ruoka maistuu'"), 1);
}

/* What somebody said of a goal does not go with it: its action does. */
static void a_goal_that_was_rated_stays_with_its_ratings(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" KOTKA_2 "Kaksi leiriä;;;;;;\n");
    by_hand("insert into rating (plan, year, goal, organisation, ease, impact, rated_at, rated_by) "
            "select plan, 2026, id, 0, 4, 5, '2026-01-12', 'x' from goal where code = 'I.2'");
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n");
    assert_int_equal(told(MERGE_KEPT, "goal", "rated", "Ruoka maistuu"), 1);
    assert_int_equal(told(MERGE_GONE, "action", "", "Kaksi leiriä"), 1);
    assert_string_equal(asked("select cast(count(*) as text) from rating"), "1");
    undo("a");
    assert_string_equal(asked("select cast(count(*) as text) from rating"), "1");
    assert_true(number_of("Kaksi leiriä") > 0);
}

/* ---- organisations ---- */

static void a_new_organisation_changes_no_other(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n");
    int one = number_of("Yksi kerho");
    import_rows("a", KOTKA "Yksi kerho;;;;;;\n" HAMINA "Laulu;;;;;;\n");
    counted(1, 0, 1, 0, 0);
    assert_int_equal(told(MERGE_NEW, "organisation", "", NULL), 1);
    assert_int_equal(number_of("Yksi kerho"), one);
    assert_int_equal(history("row_kind = 'organisation' and new_value = 'Haminan seurakunta'"), 1);
}

static void a_document_of_one_organisation_leaves_the_others(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    int song = number_of("Vauvojen laulutuokio torstaisin");
    const char *kotka = asked("select cast(max(a.id) as text) from action a join entry e on "
                              "e.id = a.entry join organisation o on o.id = e.organisation and "
                              "o.name = 'Kotkan kaupunki'");
    /* Only the second sub-goal, and only for Hamina. */
    import_rows("a", HAMINA_2 "Keittolounas;;;;;;\n");
    counted(2, 0, 1, 1, 0);
    assert_int_equal(report.rows.n_left, 1);
    assert_string_equal(report.rows.left[0], "Kotkan kaupunki");
    assert_string_equal(title_of(song), "");
    assert_string_equal(asked(text(&v, "select cast(id as text) from action where id = %s", kotka)),
                        kotka);
    assert_string_equal(asked("select title from goal where goal_order = 2"), "Apua saa ajoissa");
    assert_string_equal(asked("select title from goal where goal_order = 3"), "Ruoka maistuu");
    assert_int_equal(told(MERGE_GONE, "goal", "", NULL), 0);
}

static void an_organisation_under_another_name_is_the_same(void **state)
{
    (void)state;
    import_named("a", "plan.json",
                 "{\"format\":\"vointi-plan\",\"version\":1,\"title\":\"S\",\"goals\":[{\"code\":\"I\","
                 "\"title\":\"Arki\"}],\"organisations\":[{\"name\":\"Kymen verkosto ry\",\"aliases\":"
                 "[\"KVY\"]}],\"entries\":[{\"organisation\":\"kymen-verkosto-ry\",\"goal\":\"I\","
                 "\"actions\":[{\"title\":\"Kerho\"}]}]}");
    int club = number_of("Kerho");
    import_rows("a", "KVY;I;Arki;;;Kerho;;;KVY;;;\n");
    counted(1, 0, 0, 0, 0);
    assert_int_equal(number_of("Kerho"), club);
    assert_string_equal(asked("select cast(count(*) as text) from organisation"), "1");
    /* The actor is known by the alias that the plan had. */
    assert_string_equal(asked("select o.name from detail d join organisation o on o.id = d.actor"),
                        "Kymen verkosto ry");
}

/* ---- two plans with an organisation in common ---- */

static void plans_do_not_touch_each_other(void **state)
{
    (void)state;
    import_named("a", "plan.json",
                 "{\"format\":\"vointi-plan\",\"version\":1,\"title\":\"A\",\"goals\":[{\"code\":\"I\","
                 "\"title\":\"Arki\"}],\"organisations\":[{\"name\":\"Kotkan kaupunki\",\"short_name\":"
                 "\"Kotka\",\"names\":{\"sv\":\"Kotka stad\"},\"kind\":\"county\"}],\"entries\":[{"
                 "\"organisation\":\"kotkan-kaupunki\",\"goal\":\"I\",\"actions\":[{\"title\":"
                 "\"Kerho\"}]}]}");
    const char *a = state_of("a");
    import_named("b", "plan.json",
                 "{\"format\":\"vointi-plan\",\"version\":1,\"title\":\"B\",\"goals\":[{\"code\":\"I\","
                 "\"title\":\"Arki\"}],\"organisations\":[{\"name\":\"Kotkan kaupunki\",\"short_name\":"
                 "\"KTK\",\"names\":{\"sv\":\"Kotkas stad\"},\"aliases\":[\"Kotkalaiset\"]},"
                 "{\"name\":\"Nuoret ry\"}],\"entries\":[{\"organisation\":\"kotkan-kaupunki\","
                 "\"goal\":\"I\",\"actions\":[{\"title\":\"Leiri\"}]}]}");
    same_state(a, state_of("a"));
    assert_string_equal(asked("select cast(count(*) as text) from organisation"), "2");
    const char *b = state_of("b");
    assert_non_null(strstr(b, "\"Kotka\""));
    import_rows("a", "Kotkan kaupunki;I;Arki;;;Kerho perjantaisin;;;;;;\n");
    same_state(b, state_of("b"));
    undo("a");
    same_state(a, state_of("a"));
    same_state(b, state_of("b"));
    undo("b");
    same_state(a, state_of("a"));
    assert_string_equal(state_of("b"), "");
    assert_string_equal(asked("select cast(count(*) as text) from organisation"), "1");
    assert_string_equal(asked("select cast(count(*) as text) from translation"), "1");
}

static void an_organisation_stays_while_a_plan_has_it(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Kerho;;;;;;\n");
    import_rows("b", KOTKA "Leiri;;;;;;\n");
    undo("a");
    assert_string_equal(state_of("a"), "");
    assert_string_equal(asked("select name from organisation"), "Kotkan kaupunki");
    assert_string_equal(asked("select slug from plan where is_default"), "b");
    undo("b");
    assert_string_equal(asked("select name from organisation"), "");
}

static void an_exported_organisation_keeps_its_address(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Kerho;;;;;;\n");
    const char *json = exported("a"), *at = strstr(json, "kotkan-kaupunki");
    assert_non_null(at);
    undo("a");
    /* every place where the slug stands */
    const char *own = "";
    for (; (at = strstr(json, "kotkan-kaupunki")); json = at + strlen("kotkan-kaupunki"))
        own = text(&v, "%s%.*s%s", own, (int)(at - json), json, "kotka-meri");
    import_named("b", "plan.json", text(&v, "%s%s", own, json));
    assert_string_equal(asked("select slug from organisation"), "kotka-meri");
}

#define ROW(test) { #test, test },
static const struct importing_test tests[] = {
    ROW(the_same_again_is_all_the_same)
    ROW(what_is_exported_comes_back_the_same)
    ROW(an_exported_plan_moves_with_its_numbers_and_state)
    ROW(rows_in_another_order_keep_their_numbers)
    ROW(reworded_actions_keep_their_numbers)
    ROW(the_likest_text_is_the_reworded_one)
    ROW(moved_actions_keep_their_numbers)
    ROW(two_actions_that_change_places_are_not_reworded)
    ROW(the_same_text_many_times_is_as_many_actions)
    ROW(renumbered_goals_are_the_same_goals)
    ROW(goals_that_change_numbers_with_each_other)
    ROW(a_reworded_goal_is_the_same_goal)
    ROW(a_goal_that_is_gone_takes_what_hung_on_it)
    ROW(a_goal_that_was_rated_stays_with_its_ratings)
    ROW(a_new_organisation_changes_no_other)
    ROW(a_document_of_one_organisation_leaves_the_others)
    ROW(an_organisation_under_another_name_is_the_same)
    ROW(plans_do_not_touch_each_other)
    ROW(an_organisation_stays_while_a_plan_has_it)
    ROW(an_exported_organisation_keeps_its_address)
};

int main(void)
{
    return importing_run("import_again", tests, sizeof tests / sizeof *tests, NULL, 0);
}

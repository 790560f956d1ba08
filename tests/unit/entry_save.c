/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * One entry saved by itself: the database holds what was meant, its history and rev tell of
 * it, and the search and the list of actions are as if they were made anew. */
#include "plan/plan_tree.h"
#include "plan/roll_up.h"

#include "unit/importing.h"
#include "unit/plans.h"

enum { EDITS = 60 };

static const char one_club[] = KOTKA "Avoin kerho keskiviikkoisin;Kävijät;2025-2028;Kaupunki;;;\n";

/* One entry changes; what its row says afterwards is in `changed`. */
static void edit(const char *goal, const char *organisation, void (*change)(struct entry *e),
                 struct plan *changed)
{
    struct author by = { "koo@example.org", "2026-01-12T10:00:00Z", DB_NULL };
    struct entry_roll roll;
    struct plan kept;

    assert_true(db_begin_write(&v));
    assert_true(plan_entry_load(&v, "a", goal, organisation, &kept) &&
                plan_entry_load(&v, "a", goal, organisation, changed));
    change(&changed->entries.at[0]);
    entry_settle(&v, &changed->entries.at[0]);
    assert_true(roll_up_before(&v, kept.id, kept.entries.at[0].id, &roll));
    assert_true(plan_entry_save(&v, &kept, changed, &by));
    roll.entry = changed->entries.at[0].id;
    assert_true(roll_up_after(&v, &roll));
    assert_true(db_commit(&v));
    db_end(&v);
}

static int64_t rev_of(const char *goal, const char *organisation)
{
    struct plan p;

    assert_true(db_begin_read(&v) && plan_entry_load(&v, "a", goal, organisation, &p));
    db_end(&v);
    return p.entries.at[0].rev;
}

/* All words with their hits, all rows of the list. */
static const char *rolled(void)
{
    const char *words = *store.schema
        ? asked("select string_agg(lemma || ' ' || hits || ' ' || hits_n, chr(10) order by lemma "
                "collate \"C\") from word")
        : asked("select group_concat(w, char(10)) from (select lemma || ' ' || hits || ' ' || "
                "hits_n as w from word order by lemma)");
    const char *rows = *store.schema
        ? asked("select string_agg(number || title || coalesce(schedule, ''), chr(10) order by "
                "number || title || coalesce(schedule, '') collate \"C\") from action_list")
        : asked("select group_concat(w, char(10)) from (select number || title || "
                "coalesce(schedule, '') as w from action_list order by 1)");
    return text(&v, "%s\n%s", words, rows);
}

static void as_if_made_anew(void)
{
    const char *now = rolled();
    size_t n;

    assert_true(db_begin_write(&v) && roll_up_all(&v, &n) && db_commit(&v));
    db_end(&v);
    same_state(now, rolled());
}

static void rename_first(struct entry *e)
{
    e->actions.at[0].title = "Laulava kerho torstaisin";
}

static void swap_two(struct entry *e)
{
    struct action kept = e->actions.at[0];
    e->actions.at[0] = e->actions.at[1];
    e->actions.at[1] = kept;
}

static void add_one(struct entry *e)
{
    *arena_push(v.arena, &e->actions) = (struct action){ .title = "Uusi leiri" };
}

static void aim(struct entry *e)
{
    e->details.at[0].target = "200";
}

static void nothing(struct entry *e)
{
    (void)e;
}

static void empty(struct entry *e)
{
    e->actions.n = e->details.n = 0;
}

static void what_changes_is_told(void **state)
{
    struct plan p;
    (void)state;

    import_rows("a", one_club);
    const char *before = state_of("a");
    int rows = history("1 = 1");
    int64_t rev = rev_of("i-1", "kotkan-kaupunki");
    edit("i-1", "kotkan-kaupunki", nothing, &p);
    same_state(before, state_of("a"));
    assert_int_equal(history("1 = 1"), rows);
    assert_int_equal(rev_of("i-1", "kotkan-kaupunki"), rev);

    edit("i-1", "kotkan-kaupunki", add_one, &p);
    assert_true(rev_of("i-1", "kotkan-kaupunki") > rev);
    assert_int_equal(history("import is null and new_value = 'Uusi leiri'"), 1);
    as_if_made_anew();

    /* Where they stand is no history, but nobody overwrites it unseen. */
    rev = rev_of("i-1", "kotkan-kaupunki");
    rows = history("1 = 1");
    edit("i-1", "kotkan-kaupunki", swap_two, &p);
    assert_true(rev_of("i-1", "kotkan-kaupunki") > rev);
    assert_int_equal(history("1 = 1"), rows);

    edit("i-1", "kotkan-kaupunki", aim, &p);
    assert_int_equal(history("import is null and field = 'metric' and new_value like '%→ 200%'"),
                     1);
    edit("i-1", "kotkan-kaupunki", empty, &p);
    assert_int_equal(history("import is null and row_kind = 'action' and new_value is null"), 2);
    as_if_made_anew();
}

static void an_import_and_its_undo_keep_it(void **state)
{
    struct plan p;
    (void)state;

    import_rows("a", one_club);
    edit("i-1", "kotkan-kaupunki", rename_first, &p);
    edit("i-1", "kotkan-kaupunki", aim, &p);
    import_rows("a", one_club);
    assert_int_equal(number_of("Laulava kerho torstaisin"), 1);
    assert_non_null(strstr(exported("a"), "\"target\": \"200\""));
    undo("a");
    assert_int_equal(number_of("Laulava kerho torstaisin"), 1);
    assert_non_null(strstr(exported("a"), "\"target\": \"200\""));
    as_if_made_anew();
}

/* A document that names one more metric leaves the aim of the other. */
static void a_new_metric_leaves_the_aim(void **state)
{
    struct plan p;
    (void)state;

    import_rows("a", KOTKA "Kerho;Kävijät;2025;;;;\n");
    edit("i-1", "kotkan-kaupunki", aim, &p);
    import_rows("a", KOTKA "Kerho;\"Kävijät\nKäynnit\";2025;;;;\n");
    const char *json = exported("a");
    assert_non_null(strstr(json, "Käynnit"));
    assert_non_null(strstr(json, "\"target\": \"200\""));
    undo("a");
    json = exported("a");
    assert_null(strstr(json, "Käynnit"));
    assert_non_null(strstr(json, "\"target\": \"200\""));
}

#define FACTS "organisation;goal_number;goal;subgoal_number;subgoal;action;metric"
#define KOTKA_METRIC KOTKA "Kerho;Kävijät;"

static void import_facts(const char *columns, const char *cells)
{
    import_named("a", "plan.csv", text(&v, FACTS ";%s\n" KOTKA_METRIC "%s\n", columns, cells));
}

static bool aims(const char *what)
{
    return strstr(exported("a"), what) != NULL;
}

/* Only a file that has a column of a fact speaks of it, and then an empty cell empties it. */
static void columns_of_facts_change_and_empty_them(void **state)
{
    struct plan p;
    (void)state;

    import_facts("metric:unit;metric:target", "kpl;100");
    assert_true(aims("\"unit\": \"kpl\", \"target\": \"100\""));
    import_facts("followup", "");
    assert_true(aims("\"unit\": \"kpl\", \"target\": \"100\""));
    import_facts("metric:target", "");
    assert_true(aims("\"unit\": \"kpl\"") && !aims("\"target\""));
    undo("a");
    assert_true(aims("\"unit\": \"kpl\", \"target\": \"100\""));

    edit("i-1", "kotkan-kaupunki", aim, &p);
    import_facts("metric:unit;metric:target", "%;150");
    assert_true(aims("\"unit\": \"%\", \"target\": \"200\"")); /* by hand */
    assert_int_equal(report.rows.n, 2);
    assert_string_equal(report.rows.at[0].field, "metric:unit");
    assert_int_equal(report.rows.at[0].kind, MERGE_CHANGED);
    assert_string_equal(report.rows.at[1].field, "metric:target");
    assert_int_equal(report.rows.at[1].kind, MERGE_KEPT);
    undo("a");
    assert_true(aims("\"unit\": \"kpl\", \"target\": \"200\""));
    as_if_made_anew();
}

static struct inventor dice;

static void anything(struct entry *e)
{
    struct plan p = { 0 };
    size_t n = e->actions.n;

    dice.p = &p; /* of no organisations: actors stay words */
    if (n && any(&dice, 2))
        e->actions.at[any(&dice, (int)n)].title = any_text(&dice);
    if (n && !any(&dice, 3))
        e->actions.at[any(&dice, (int)n)] = e->actions.at[--e->actions.n];
    if (any(&dice, 2))
        *arena_push(v.arena, &e->actions) = (struct action){ .title = any_text(&dice) };
    if (any(&dice, 2))
        any_details(&dice, &e->details);
    if (e->actions.n && any(&dice, 2))
        any_details(&dice, &e->actions.at[0].details);
    if (!any(&dice, 8))
        e->actions.n = e->details.n = 0;
}

static void search_and_list_follow_any_edit(void **state)
{
    static const char *const where[][2] = { { "i-1", "kotkan-kaupunki" },
                                            { "i-2", "kotkan-kaupunki" },
                                            { "i-1", "haminan-seurakunta" },
                                            { "i-2", "haminan-seurakunta" } };
    (void)state;
    import_rows("a", KOTKA "Avoin kerho;Kävijät;2025;Kaupunki;;;\n"
                     KOTKA "Leiri;Kävijät;2026;;;;\n"
                     KOTKA_2 "Kouluruoka;;;;;;\n"
                     HAMINA "Kerho nuorille;;2025-2026;;;;\n"
                     HAMINA_2 "Ruokapiiri;;;;;;\n");
    dice = (struct inventor){ .v = &v, .random = 20260112, .all = true };
    for (int i = 0; i < EDITS; i++) {
        struct plan p;
        const char *const *at = where[any(&dice, 4)];
        edit(at[0], at[1], anything, &p);
        const char *after = state_of("a");
        edit(at[0], at[1], nothing, &p); /* what was saved is what is loaded */
        same_state(after, state_of("a"));
        if (i % 10 == 9)
            as_if_made_anew();
    }
    as_if_made_anew();
}

int main(void)
{
    static const struct importing_test both[] = {
        { "what changes is told", what_changes_is_told },
        { "an import and its undo keep it", an_import_and_its_undo_keep_it },
        { "a new metric leaves the aim", a_new_metric_leaves_the_aim },
        { "columns of facts change and empty them", columns_of_facts_change_and_empty_them },
        { "search and list follow any edit", search_and_list_follow_any_edit },
    };
    return importing_run("entry_save", both, sizeof both / sizeof *both, NULL, 0);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Importing, editing by hand and taking back through a database, for tests that run
 * on both engines. */
#ifndef UNIT_IMPORTING_H
#define UNIT_IMPORTING_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "intake/import.h"

#include "unit/engines.h"

#include <cmocka.h> /* last: it has a macro fail() */

#define HEAD "organisation;goal_number;goal;subgoal_number;subgoal;action;metric;schedule;actor;" \
             "followup;refers_to;not_applicable\n"

static struct visit v;
static struct store store;

static inline int begin(enum engine engine)
{
    if (!store_begin(engine, &store)) {
        print_message("there is no PostgreSQL\n");
        return -1;
    }
    v = visit_new();
    v.name = "test";
    if (!db_open(&v, store.url, true, &v.db)) {
        print_message("%s: %s (%s)\n", store.url, v.fail.text, v.fail.detail);
        return -1;
    }
    return 0;
}

static inline int on_sqlite(void **state)
{
    (void)state;
    return begin(ON_SQLITE);
}

static inline int on_postgres(void **state)
{
    (void)state;
    return begin(ON_POSTGRES);
}

static inline int after(void **state)
{
    (void)state;
    db_end(&v);
    db_close(v.db);
    visit_end(&v);
    store_end(&store);
    return 0;
}

/* ---- what the tests do ---- */

static struct import_report report;

static inline void import_named(const char *slug, const char *name, const char *bytes)
{
    struct import_request r = { .slug = slug };
    struct import_read read;

    if (!import_read(&v, name, bytes, strlen(bytes), NULL, &read) ||
        !import_store(&v, &r, &read, &report))
        fail_msg("import: %s (%s)", v.fail.text, v.fail.detail ? v.fail.detail : "");
}

static inline void import_rows(const char *slug, const char *rows)
{
    import_named(slug, "plan.csv", text(&v, HEAD "%s", rows));
}

static inline void undo(const char *slug)
{
    if (!import_undo(&v, slug, &report))
        fail_msg("undo: %s (%s)", v.fail.text, v.fail.detail ? v.fail.detail : "");
}

/* Something fails as it should; the visit goes on. */
static inline void refused(bool ok)
{
    assert_false(ok);
    assert_true(failed(&v));
    v.fail = (struct fail){ 0 };
}

static inline const char *exported(const char *slug)
{
    struct buf out = buf_new(64 << 20);
    const char *copy = "";

    if (export_plan(&v, slug, "json", &out))
        copy = arena_copy(v.arena, out.at, out.n);
    else
        refused(false);
    buf_free(&out);
    return copy;
}

/* The whole plan as JSON; "" when there is none. Without the number of the next new
 * action, which never goes back. */
static inline const char *state_of(const char *slug)
{
    const char *json = exported(slug), *next = strstr(json, "\"next_number\"");

    return next ? text(&v, "%.*s%s", (int)(next - json), json, next + strcspn(next, "\n")) : json;
}

static inline void same_state(const char *a, const char *b)
{
    size_t same = 0;

    while (a[same] && a[same] == b[same])
        same++;
    size_t from = same < 300 ? 0 : same - 300;
    if (a[same] || b[same])
        fail_msg("%.600s\n-------- became\n%.600s", a + from, b + from);
}

static inline void by_hand(const char *sql)
{
    if (!store_script(&v, sql))
        fail_msg("%s: %s", sql, v.fail.detail);
}

/* One text of the database. */
static inline const char *asked(const char *sql)
{
    const struct db_column column = { .name = "answer", .type = DB_TEXT, .nullable = true };
    struct db_statement *st = arena_alloc(v.arena, sizeof *st);
    struct { const char *text; } *row;

    *st = (struct db_statement){ .name = sql, .file = __FILE__, .sql = sql, .columns = &column,
                                 .n_columns = 1, .row_size = sizeof *row };
    if (!db_maybe(&v, st, NULL, (void **)&row))
        fail_msg("%s: %s (%s)", sql, v.fail.text, v.fail.detail);
    return row && row->text ? row->text : "";
}

static inline int number_of(const char *title)
{
    return (int)strtol(asked(text(&v, "select cast(number as text) from action where title = '%s'",
                                  title)), NULL, 10);
}

static inline const char *title_of(int number)
{
    return asked(text(&v, "select title from action where number = %d", number));
}

/* How many rows of the report are of a kind and hold a text. */
static inline int told(enum merge_kind kind, const char *what, const char *field, const char *old_value)
{
    int n = 0;

    for (size_t i = 0; i < report.rows.n; i++) {
        const struct merge_row *r = &report.rows.at[i];
        n += r->kind == kind && strcmp(r->what, what) == 0 && strcmp(r->field, field) == 0 &&
             (!old_value || (r->old_value && strcmp(r->old_value, old_value) == 0));
    }
    return n;
}

static inline void counted(size_t same, size_t changed, size_t new, size_t gone, size_t kept)
{
    const size_t wanted[] = { same, changed, new, gone, kept };

    for (int i = 0; i < MERGE_KINDS; i++)
        if (report.rows.actions[i] != wanted[i])
            fail_msg("actions %s: %zu, not %zu", merge_kind_code(i), report.rows.actions[i],
                     wanted[i]);
}

static inline int history(const char *where)
{
    return (int)strtol(asked(text(&v, "select cast(count(*) as text) from history where %s",
                                  where)), NULL, 10);
}

/* ---- plans to begin with ---- */

#define KOTKA "Kotkan kaupunki;I;Arki sujuu;1;Apua saa ajoissa;"
#define KOTKA_2 "Kotkan kaupunki;I;Arki sujuu;2;Ruoka maistuu;"
#define HAMINA "Haminan seurakunta;I;Arki sujuu;1;Apua saa ajoissa;"
#define HAMINA_2 "Haminan seurakunta;I;Arki sujuu;2;Ruoka maistuu;"

static const char two_organisations[] =
    KOTKA "Avoin kerho keskiviikkoisin;Kävijät;2025-2028;Kaupunki;Vuosittain;;\n"
    KOTKA "Perheneuvola vastaa päivässä;Jonot;jatkuva;Kaupunki;Vuosittain;;\n"
    KOTKA_2 ";;;;;I.1;\n"
    HAMINA "Vauvojen laulutuokio torstaisin;;lukuvuosittain;Seurakunta;;;\n"
    HAMINA_2 "ei kuulu meille;;;;;;1\n";

/* Tests that run on SQLite and, where there is a server, on PostgreSQL. */
struct importing_test {
    const char *name;
    void (*run)(void **state);
};

/* Without a server those on PostgreSQL are one test that is skipped. */
static inline void there_is_a_postgresql(void **state)
{
    (void)state;
    if (!getenv("VOINTI_TEST_PG"))
        skip();
}

enum { IMPORTING_TESTS = 100 };

/* alone: tests that run on SQLite only. */
static inline int importing_run(const char *name, const struct importing_test *both, size_t n_both,
                                const struct importing_test *alone, size_t n_alone)
{
    static struct CMUnitTest tests[IMPORTING_TESTS];
    static char names[IMPORTING_TESTS][100];
    size_t n = 0;

    for (size_t i = 0; i < n_both; i++, n++) {
        snprintf(names[n], sizeof names[n], "%s, sqlite", both[i].name);
        tests[n] = (struct CMUnitTest){ names[n], both[i].run, on_sqlite, after, NULL };
    }
    for (size_t i = 0; i < n_alone; i++, n++)
        tests[n] = (struct CMUnitTest){ alone[i].name, alone[i].run, on_sqlite, after, NULL };
    for (size_t i = 0; i < n_both && getenv("VOINTI_TEST_PG"); i++, n++) {
        snprintf(names[n], sizeof names[n], "%s, postgresql", both[i].name);
        tests[n] = (struct CMUnitTest){ names[n], both[i].run, on_postgres, after, NULL };
    }
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(there_is_a_postgresql);
    return _cmocka_run_group_tests(name, tests, n, NULL, NULL);
}

#endif

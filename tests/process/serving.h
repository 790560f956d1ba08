/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A server with a small plan in a database of its own, for the suites that talk
 * to one. */
#ifndef PROCESS_SERVING_H
#define PROCESS_SERVING_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include "process/process.h"
#include "unit/engines.h"

#include <signal.h>

#include <cmocka.h> /* last: it has a macro fail() */

static struct store store;
static struct process server;
static char address[400], health[400];
static char folder[150];

#define HEAD "organisation;goal_number;goal;subgoal_number;subgoal;action;metric;schedule;actor;" \
             "followup;refers_to;not_applicable\n"

/* A file in the suite's folder; its path stays until the next call. */
static inline const char *path_of(const char *name)
{
    static char path[250];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static inline void import_rows(const char *slug, const char *rows)
{
    FILE *f = fopen(path_of("plan.csv"), "w");

    if (!f || fputs(HEAD, f) < 0 || fputs(rows, f) < 0 || fclose(f) != 0)
        fail_msg("%s can't be written", path_of("plan.csv"));
    assert_int_equal(run("vointi", "import", path_of("plan.csv"), "--db", store.url, "--plan", slug,
                         NULL), 0);
}

#define FIRST "Kotka;I;Arki sujuu;1;Apua saa;Avoin kerho;;;;;;\n" \
              "Kotka;I;Arki sujuu;1;Apua saa;Neuvola;;;;;;\n"
#define SECOND "Kotka;I;Arki sujuu;1;Apua saa;Avoin kerho ja leikkipuisto;;;;;;\n"

/* The last word of a line: where it is reached. */
static inline void address_of(const char *line, char *out, size_t room)
{
    const char *last = strrchr(line, ' ');
    snprintf(out, room, "%s", last ? last + 1 : line);
}

static inline void server_start(void)
{
    const char *const words[] = { "vointi", "serve", "--db", store.url, "--listen", "127.0.0.1:0",
                                  "--health", "127.0.0.1:0", NULL };
    char second[400];

    assert_true(process_start(&server, words, true));
    assert_true(process_line(&server, second, sizeof second));
    address_of(server.line, address, sizeof address);
    address_of(second, health, sizeof health);
}

static inline int serving_end(void **state)
{
    (void)state;
    int status = process_end(&server, SIGTERM, NULL); /* not 0: a sanitizer found something */
    unlink(path_of("plan.csv"));
    rmdir(folder);
    store_end(&store);
    return status;
}

/* One server for all tests of an engine; a test that harms it starts another. */
static inline int serving_on(enum engine engine)
{
    static int now = -1;

    if (now == (int)engine)
        return 0;
    if (now >= 0 && serving_end(NULL) != 0)
        return -1;
    now = (int)engine;
    process_name("serve", folder, sizeof folder);
    if (!store_begin(engine, &store) || !mkdtemp(folder))
        return -1;
    import_rows("a", FIRST);
    server_start();
    return 0;
}

static inline int serving_on_sqlite(void **state)
{
    (void)state;
    return serving_on(ON_SQLITE);
}

static inline int serving_on_postgres(void **state)
{
    (void)state;
    return serving_on(ON_POSTGRES);
}

static inline void there_is_a_postgresql(void **state)
{
    (void)state;
    if (!getenv("VOINTI_TEST_PG"))
        skip();
}

enum { SERVING_TESTS = 60 };

/* The tests on SQLite and then, where there is a server, on PostgreSQL. */
static inline int serving_run(const char *name, const struct CMUnitTest *tests, size_t n)
{
    static struct CMUnitTest all[SERVING_TESTS + 1];
    static char names[SERVING_TESTS][100];
    size_t to = 0;

    for (int e = ON_SQLITE; e <= ON_POSTGRES; e++)
        for (size_t i = 0; i < n && (e == ON_SQLITE || getenv("VOINTI_TEST_PG")); i++, to++) {
            snprintf(names[to], sizeof names[to], "%s, %s", tests[i].name,
                     e == ON_SQLITE ? "sqlite" : "postgresql");
            all[to] = tests[i];
            all[to].name = names[to];
            all[to].setup_func = e == ON_SQLITE ? serving_on_sqlite : serving_on_postgres;
        }
    all[to++] = (struct CMUnitTest)cmocka_unit_test(there_is_a_postgresql);
    return _cmocka_run_group_tests(name, all, to, NULL, serving_end);
}

#endif

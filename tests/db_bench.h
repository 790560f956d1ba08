/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For tests that ask the same of both engines: an empty database of its own for
 * each test (in PostgreSQL a schema, which is made faster), and a table "sample"
 * with a column of every type. VOINTI_TEST_PG is the URL of a PostgreSQL of the
 * tests; without it those tests are skipped. Included first. */
#ifndef TESTS_DB_BENCH_H
#define TESTS_DB_BENCH_H

#define _GNU_SOURCE /* nftw */
#include "db/driver.h"

#include <ftw.h>
#include <libpq-fe.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

struct bench {
    bool postgres;
    char dir[64], name[64];
    char url[256]; /* of this test's database */
};

/* One statement to the server's own database: make, drop, terminate. */
static inline __attribute__((format(printf, 1, 2))) bool bench_server(const char *format, ...)
{
    char sql[200];
    PGconn *c = PQconnectdb(getenv("VOINTI_TEST_PG"));
    va_list args;

    va_start(args, format);
    vsnprintf(sql, sizeof sql, format, args);
    va_end(args);
    PGresult *r = PQexec(c, sql);
    bool ok = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
    if (!ok)
        print_message("# %s: %s", sql, PQerrorMessage(c));
    PQclear(r);
    PQfinish(c);
    return ok;
}

static inline int bench_begin(void **state, bool postgres)
{
    struct bench *b = calloc(1, sizeof *b);
    const char *server = getenv("VOINTI_TEST_PG");

    *state = b;
    b->postgres = postgres;
    if (!b)
        return 1;
    snprintf(b->dir, sizeof b->dir, "/tmp/vointi-db-XXXXXX");
    if (!mkdtemp(b->dir))
        return 1;
    if (!postgres) {
        snprintf(b->url, sizeof b->url, "%s/test.db", b->dir);
        return 0;
    }
    if (!server)
        return 0;
    static int number;
    snprintf(b->name, sizeof b->name, "test_%d_%d", (int)getpid(), ++number);
    snprintf(b->url, sizeof b->url, "%s?options=-csearch_path%%3D%s", server, b->name);
    return bench_server("create schema \"%s\"", b->name) ? 0 : 1;
}

static inline int bench_sqlite(void **state) { return bench_begin(state, false); }
static inline int bench_postgres(void **state) { return bench_begin(state, true); }

static inline int bench_remove(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

static inline int bench_end(void **state)
{
    struct bench *b = *state;

    if (*b->name)
        bench_server("set client_min_messages = error; set lock_timeout = '3s'; drop schema \"%s\" cascade", b->name);
    nftw(b->dir, bench_remove, 8, FTW_DEPTH | FTW_PHYS);
    free(b);
    return 0;
}

#define ON_SQLITE(test) { #test " (sqlite)", test, bench_sqlite, bench_end, NULL }
#define ON_POSTGRES(test) { #test " (postgresql)", test, bench_postgres, bench_end, NULL }
#define ON_BOTH(test) ON_SQLITE(test), ON_POSTGRES(test)

/* The test's bench; skips the test when there is no server for it. */
static inline struct bench *bench_of(void **state)
{
    struct bench *b = *state;
    if (b->postgres && !*b->url)
        skip();
    return b;
}

/* A new connection; the schema is made when it lacks. */
static inline struct db *bench_open(const struct bench *b)
{
    struct visit v = visit_new();
    struct db *db = NULL;

    if (!db_open(&v, b->url, true, &db))
        fail_msg("%s (%s)", v.fail.text, v.fail.detail);
    visit_end(&v);
    return db;
}

static inline struct visit visit_of(struct db *db)
{
    struct visit v = visit_new();
    v.lang = LANG_EN;
    v.db = db;
    return v;
}

/* What a request does at its end. */
static inline void visit_over(struct visit *v)
{
    db_end(v);
    visit_end(v);
}

#define assert_well(v)                                                                            \
    do {                                                                                          \
        if (failed(v))                                                                            \
            fail_msg("%s (%s)", (v)->fail.text, (v)->fail.detail);                                \
    } while (0)

#define assert_failed(v, wanted, part)                                                            \
    do {                                                                                          \
        assert_int_equal((v)->fail.kind, wanted);                                                 \
        if (!strstr((v)->fail.text, part))                                                        \
            fail_msg("\"%s\" does not say \"%s\"", (v)->fail.text, part);                         \
    } while (0)

/* ---- the table ---- */

struct sample {
    int64_t id, many;
    const char *words;
    double share;
    bool open;
    struct bytes picture;
};

static const struct db_column sample_columns[] = {
    { "id", DB_INT, false, offsetof(struct sample, id) },
    { "many", DB_INT, true, offsetof(struct sample, many) },
    { "words", DB_TEXT, true, offsetof(struct sample, words) },
    { "share", DB_DOUBLE, true, offsetof(struct sample, share) },
    { "open", DB_BOOL, true, offsetof(struct sample, open) },
    { "picture", DB_BYTES, true, offsetof(struct sample, picture) },
};

static const struct db_statement sample_add = {
    .name = "sample_add",
    .file = __FILE__,
    .sql = "insert into sample (id, many, words, share, open, picture)"
           " values ($1, $2, $3, $4, $5, $6)",
    .params = sample_columns,
    .n_params = 6,
};

static const struct db_statement sample_list = {
    .name = "sample_list",
    .file = __FILE__,
    .sql = "select id, many, words, share, open, picture from sample order by id",
    .columns = sample_columns,
    .n_columns = 6,
    .row_size = sizeof(struct sample),
};

static inline bool sample_make(struct visit *v)
{
    return v->db->driver->script(v, v->db,
                                 "create table sample (id bigint primary key, many bigint,"
                                 " words text, share double precision, open boolean,"
                                 " picture bytea)");
}

static inline bool sample_put(struct visit *v, const struct sample *s)
{
    const union db_value values[] = { { .i = s->id },    { .i = s->many }, { .s = s->words },
                                      { .d = s->share }, { .i = s->open }, { .b = s->picture } };
    return db_run(v, &sample_add, values, NULL);
}

/* A row with only a number, and the number of rows. */
static inline bool sample_put_id(struct visit *v, int64_t id)
{
    return sample_put(v, &(struct sample){ .id = id, .many = id });
}

static inline size_t sample_count(struct visit *v)
{
    struct db_rows rows = { 0 };
    return db_run(v, &sample_list, NULL, &rows) ? rows.n : (size_t)-1;
}

#endif

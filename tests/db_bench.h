/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For the tests of db/: each runs with an empty database of its own on one engine
 * or both, and with a table "sample" that has a column of every type. */
#ifndef TESTS_DB_BENCH_H
#define TESTS_DB_BENCH_H

#include "unit/engines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

static inline int bench_begin(void **state, enum engine engine)
{
    struct store *s = calloc(1, sizeof *s);

    *state = s;
    if (!s)
        return 1;
    if (!store_begin(engine, s))
        *s->url = '\0';
    return engine == ON_SQLITE && !*s->url;
}

static inline int bench_sqlite(void **state) { return bench_begin(state, ON_SQLITE); }
static inline int bench_postgres(void **state) { return bench_begin(state, ON_POSTGRES); }

static inline int bench_end(void **state)
{
    store_end(*state);
    free(*state);
    return 0;
}

#define WITH_SQLITE(test) { #test " (sqlite)", test, bench_sqlite, bench_end, NULL }
#define WITH_POSTGRES(test) { #test " (postgresql)", test, bench_postgres, bench_end, NULL }
#define WITH_BOTH(test) WITH_SQLITE(test), WITH_POSTGRES(test)

/* The test's database; skips the test when there is no server for it. */
static inline struct store *bench_of(void **state)
{
    struct store *s = *state;
    if (!*s->url)
        skip();
    return s;
}

/* A new connection; the schema is made when it lacks. */
static inline struct db *bench_open(const struct store *s)
{
    struct visit v = visit_new();
    struct db *db = NULL;

    if (!db_open(&v, s->url, true, &db))
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

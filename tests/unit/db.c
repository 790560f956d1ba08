/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The cellar when all is well, on both engines: migrations, statements, values,
 * transactions, snapshots. What may go wrong is in db_trouble.c. */
#include "db_bench.h"

#include "base/text.h"

#include <math.h>
#include <pthread.h>

static int64_t revision_of(struct db *db)
{
    struct visit v = visit_of(db);
    int64_t revision = 0;

    db_revision(&v, &revision);
    assert_well(&v);
    visit_over(&v);
    return revision;
}

static struct db *with_sample(const struct store *b)
{
    struct db *db = bench_open(b);
    struct visit v = visit_of(db);

    sample_make(&v);
    assert_well(&v);
    visit_over(&v);
    return db;
}

/* ---- the schema ---- */

static void a_new_database_gets_the_schema(void **state)
{
    struct store *b = bench_of(state);
    struct db *db = bench_open(b);
    struct visit v = visit_of(db);
    int64_t version = 0, migrations = 0;

    while (db_migrations[migrations].name)
        migrations++;
    assert_string_equal(db_engine(db), *b->schema ? "postgresql" : "sqlite");
    assert_true(db->driver->schema_version(&v, db, &version));
    assert_int_equal(version, migrations);
    assert_int_equal(revision_of(db), 1);
    visit_over(&v);
    db_close(db);

    db = bench_open(b); /* the second time there is nothing to do */
    assert_int_equal(revision_of(db), 1);
    db_close(db);
}

static void every_statement_of_the_program_is_understood(void **state)
{
    struct db *db = bench_open(bench_of(state));
    int n = 0, faults = 0;

    for (const struct db_statement *const *const *list = db_all_statements; *list; list++)
        for (const struct db_statement *const *st = *list; *st; st++, n++) {
            struct visit v = visit_of(db);
            if (!db_prepare(&v, *st)) {
                faults++;
                print_message("# %s:%d: %s: %s\n# %s\n", (*st)->file, (*st)->line, (*st)->name,
                              v.fail.text, v.fail.detail ? v.fail.detail : "");
            }
            visit_over(&v);
        }
    assert_true(n > 10);
    assert_int_equal(faults, 0);
    db_close(db);
}

static void a_wrong_type_is_seen(void **state)
{
    static const struct db_column text_id = { "id", DB_TEXT, false, 0 };
    static const struct db_statement wrong_column = {
        .name = "wrong_column", .file = "wrong.sql", .line = 7,
        .sql = "select id from plan", .columns = &text_id, .n_columns = 1,
    };
    static const struct db_statement wrong_param = {
        .name = "wrong_param", .file = "wrong.sql", .line = 8,
        .sql = "delete from plan where id = $1", .params = &text_id, .n_params = 1,
    };
    struct db *db = bench_open(bench_of(state));
    struct visit v = visit_of(db);

    assert_false(db_prepare(&v, &wrong_column));
    assert_failed(&v, FAIL_OURS, "wrong.sql:7: wrong_column: column id has type 20");
    visit_over(&v);
    v = visit_of(db);
    assert_false(db_prepare(&v, &wrong_param));
    assert_failed(&v, FAIL_OURS, "wrong.sql:8: wrong_param: parameter id has type 20");
    visit_over(&v);
    db_close(db);
}

enum { OPENERS = 6 };

static void *open_one(void *arg)
{
    struct visit v = visit_new();
    struct db *db = NULL;
    bool ok = db_open(&v, ((struct store *)arg)->url, true, &db);

    if (!ok)
        print_message("# %s (%s)\n", v.fail.text, v.fail.detail);
    db_close(db);
    visit_end(&v);
    return ok ? arg : NULL;
}

static void open_all_at_once(struct store *b)
{
    pthread_t threads[OPENERS];
    void *ok;

    for (int i = 0; i < OPENERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, open_one, b), 0);
    for (int i = 0; i < OPENERS; i++) {
        pthread_join(threads[i], &ok);
        assert_non_null(ok);
    }
    struct db *db = bench_open(b);
    assert_int_equal(revision_of(db), 1);
    db_close(db);
}

/* SQLite's file meets them while its journal mode changes: for a moment only, so many times. */
static void many_programs_make_the_same_database_at_once(void **state)
{
    struct store *b = bench_of(state), fresh;

    open_all_at_once(b);
    for (int i = 0; !*b->schema && i < 40; i++) {
        assert_true(store_begin(ON_SQLITE, &fresh));
        open_all_at_once(&fresh);
        store_end(&fresh);
    }
}

/* ---- values ---- */

/* Puts one row in and gives back what came out. */
static struct sample back(struct visit *v, const struct sample *s)
{
    struct db_rows rows = { 0 };

    assert_true(db_begin_write(v));
    assert_true(sample_put(v, s));
    assert_true(db_run(v, &sample_list, NULL, &rows));
    assert_well(v);
    assert_int_equal(rows.n, 1);
    db_end(v);
    return *(struct sample *)rows.at;
}

static void null_comes_back_as_null(void **state)
{
    struct db *db = with_sample(bench_of(state));
    struct visit v = visit_of(db);
    struct sample s = back(&v, &(struct sample){ .id = 1, .many = DB_NULL, .share = NAN });

    assert_int_equal(s.many, DB_NULL);
    assert_null(s.words);
    assert_true(isnan(s.share));
    assert_null(s.picture.at);

    s = back(&v, &(struct sample){ .id = 1, .words = "", .picture = { "", 0 } });
    assert_string_equal(s.words, "");
    assert_non_null(s.picture.at);
    assert_int_equal(s.picture.n, 0);
    visit_over(&v);
    db_close(db);
}

static void null_where_none_may_be_is_our_mistake(void **state)
{
    static const struct db_column never = { "words", DB_TEXT, false, 0 };
    static const struct db_statement words_list = {
        .name = "words_list", .file = __FILE__, .sql = "select words from sample",
        .columns = &never, .n_columns = 1, .row_size = sizeof(const char *),
    };
    struct db *db = with_sample(bench_of(state));
    struct visit v = visit_of(db);
    struct db_rows rows = { 0 };

    assert_true(sample_put_id(&v, 1));
    assert_false(db_run(&v, &words_list, NULL, &rows));
    assert_failed(&v, FAIL_OURS, "words");
    visit_over(&v);
    db_close(db);
}

static void numbers_come_back_as_they_were(void **state)
{
    static const int64_t ints[] = { 0, 1, -1, INT64_MAX, INT64_MIN + 1, 1LL << 53 };
    static const double doubles[] = { 0, 0.1, -1.5, 1e308, -1e-308, 5e-324, 1.0 / 3, INFINITY };
    struct db *db = with_sample(bench_of(state));
    struct visit v = visit_of(db);

    for (size_t i = 0; i < sizeof ints / sizeof *ints; i++)
        assert_int_equal(back(&v, &(struct sample){ .id = 1, .many = ints[i] }).many, ints[i]);
    for (size_t i = 0; i < sizeof doubles / sizeof *doubles; i++) {
        double d = back(&v, &(struct sample){ .id = 1, .share = doubles[i] }).share;
        assert_memory_equal(&d, &doubles[i], sizeof d);
    }
    assert_true(back(&v, &(struct sample){ .id = 1, .open = true }).open);
    assert_false(back(&v, &(struct sample){ .id = 1, .open = false }).open);
    visit_over(&v);
    db_close(db);
}

static void text_may_hold_all_of_unicode(void **state)
{
    struct db *db = with_sample(bench_of(state));
    struct visit v = visit_of(db);
    struct buf all = buf_new((size_t)8 << 20);

    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        char bytes[4];
        if (c < 0xD800 || c > 0xDFFF)
            buf_put(&all, bytes, text_encode(c, bytes));
    }
    struct sample s = back(&v, &(struct sample){ .id = 1, .words = all.at });
    assert_int_equal(strlen(s.words), all.n);
    assert_memory_equal(s.words, all.at, all.n);
    buf_free(&all);
    visit_over(&v);
    db_close(db);
}

static void text_is_never_sql(void **state)
{
    static const char *const texts[] = { "'; drop table sample; --", "\"", "\\", "\\'", "$1", ":id",
                                         "%s", "\\x41", "a\nb\tc", "ä' or '1'='1" };
    struct db *db = with_sample(bench_of(state));
    struct visit v = visit_of(db);

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(back(&v, &(struct sample){ .id = 1, .words = texts[i] }).words,
                            texts[i]);
    visit_over(&v);
    db_close(db);
}

static void bytes_may_be_any(void **state)
{
    unsigned char any[70000];
    struct db *db = with_sample(bench_of(state));
    struct visit v = visit_of(db);

    for (size_t i = 0; i < sizeof any; i++)
        any[i] = (unsigned char)(i ^ (i >> 8));
    struct sample s = back(&v, &(struct sample){ .id = 1, .picture = { any, sizeof any } });
    assert_int_equal(s.picture.n, sizeof any);
    assert_memory_equal(s.picture.at, any, sizeof any);
    visit_over(&v);
    db_close(db);
}

static void one_and_maybe_mean_it(void **state)
{
    struct db *db = with_sample(bench_of(state));
    struct visit v = visit_of(db);
    void *row;

    assert_true(db_maybe(&v, &sample_list, NULL, &row));
    assert_null(row);
    assert_false(db_one(&v, &sample_list, NULL, &row));
    assert_failed(&v, FAIL_ABSENT, "no such page");
    visit_over(&v);

    v = visit_of(db);
    assert_true(sample_put_id(&v, 7) && db_one(&v, &sample_list, NULL, &row));
    assert_int_equal(((struct sample *)row)->id, 7);
    assert_true(sample_put_id(&v, 8));
    assert_false(db_maybe(&v, &sample_list, NULL, &row));
    assert_failed(&v, FAIL_OURS, "sample_list gave 2 rows");
    visit_over(&v);
    db_close(db);
}

static void lists_grow_and_keep_their_order(void **state)
{
    enum { MANY = 1000 };
    struct db *db = with_sample(bench_of(state));
    struct visit v = visit_of(db);
    struct db_rows rows = { 0 };

    assert_true(db_begin_write(&v));
    for (int64_t i = MANY; i > 0; i--)
        sample_put_id(&v, i);
    assert_true(db_run(&v, &sample_list, NULL, &rows));
    assert_int_equal(rows.n, MANY);
    for (int64_t i = 0; i < MANY; i++)
        assert_int_equal(((struct sample *)rows.at)[i].id, i + 1);
    visit_over(&v);
    db_close(db);
}

/* ---- transactions ---- */

static void what_is_not_committed_never_was(void **state)
{
    struct db *db = with_sample(bench_of(state));
    struct visit v = visit_of(db);

    assert_true(db_begin_write(&v) && sample_put_id(&v, 1));
    visit_over(&v); /* no commit */
    v = visit_of(db);
    assert_int_equal(sample_count(&v), 0);
    assert_int_equal(revision_of(db), 1);
    assert_true(db_begin_write(&v) && sample_put_id(&v, 1) && db_commit(&v));
    visit_over(&v);
    v = visit_of(db);
    assert_int_equal(sample_count(&v), 1);
    visit_over(&v);
    db_close(db);
}

static void after_a_failure_nothing_more_is_done(void **state)
{
    struct db *db = with_sample(bench_of(state));
    struct visit v = visit_of(db);

    assert_true(db_begin_write(&v) && sample_put_id(&v, 1));
    assert_false(sample_put_id(&v, 1));
    assert_failed(&v, FAIL_CLASH, "Somebody else changed the same thing");
    int asked = v.statements;
    assert_false(sample_put_id(&v, 2));
    assert_false(db_prepare(&v, &sample_list));
    assert_false(db_begin_read(&v));
    assert_int_equal(v.statements, asked);
    assert_false(db_commit(&v));
    assert_failed(&v, FAIL_CLASH, "Somebody else changed the same thing"); /* still the first */
    visit_over(&v);

    v = visit_of(db);
    assert_int_equal(sample_count(&v), 0);
    assert_true(db_begin_write(&v) && sample_put_id(&v, 3) && db_commit(&v));
    visit_over(&v);
    db_close(db);
}

static void readers_see_one_moment(void **state)
{
    struct store *b = bench_of(state);
    struct db *db = with_sample(b), *other = bench_open(b);
    struct visit reader = visit_of(db), writer = visit_of(other);
    int64_t before = 0, after = 0;

    assert_true(db_begin_read(&reader) && db_revision(&reader, &before));
    assert_int_equal(sample_count(&reader), 0);
    assert_true(db_begin_write(&writer) && sample_put_id(&writer, 1) && db_commit(&writer));
    assert_int_equal(sample_count(&reader), 0);
    assert_true(db_revision(&reader, &after));
    assert_int_equal(after, before);
    assert_true(db_commit(&reader));
    assert_int_equal(sample_count(&reader), 1);
    visit_over(&reader);
    visit_over(&writer);
    db_close(db);
    db_close(other);
}

static void the_revision_grows_with_each_write(void **state)
{
    struct store *b = bench_of(state);
    struct db *db = with_sample(b), *other = bench_open(b);

    for (int64_t i = 1; i <= 3; i++) {
        struct visit v = visit_of(db);
        assert_true(db_begin_write(&v) && sample_put_id(&v, i) && db_commit(&v));
        visit_over(&v);
        assert_int_equal(revision_of(other), 1 + i);
    }
    struct visit v = visit_of(db);
    assert_true(db_begin_read(&v) && db_commit(&v));
    visit_over(&v);
    assert_int_equal(revision_of(other), 4);
    db_close(db);
    db_close(other);
}

enum { WRITERS = 4, WRITES = 25 };

static void *write_many(void *arg)
{
    struct db *db = bench_open(arg);
    bool ok = true;

    for (int i = 0; i < WRITES && ok; i++) {
        struct visit v = visit_of(db);
        ok = db_begin_write(&v) && db_commit(&v);
        visit_over(&v);
    }
    db_close(db);
    return ok ? arg : NULL;
}

static void writers_wait_for_each_other(void **state)
{
    struct store *b = bench_of(state);
    struct db *db = bench_open(b);
    pthread_t threads[WRITERS];
    void *ok;

    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, write_many, b), 0);
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(threads[i], &ok);
        assert_non_null(ok);
    }
    assert_int_equal(revision_of(db), 1 + WRITERS * WRITES);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOTH(a_new_database_gets_the_schema),
        WITH_BOTH(every_statement_of_the_program_is_understood),
        WITH_POSTGRES(a_wrong_type_is_seen),
        WITH_BOTH(many_programs_make_the_same_database_at_once),
        WITH_BOTH(null_comes_back_as_null),
        WITH_BOTH(null_where_none_may_be_is_our_mistake),
        WITH_BOTH(numbers_come_back_as_they_were),
        WITH_BOTH(text_may_hold_all_of_unicode),
        WITH_BOTH(text_is_never_sql),
        WITH_BOTH(bytes_may_be_any),
        WITH_BOTH(one_and_maybe_mean_it),
        WITH_BOTH(lists_grow_and_keep_their_order),
        WITH_BOTH(what_is_not_committed_never_was),
        WITH_BOTH(after_a_failure_nothing_more_is_done),
        WITH_BOTH(readers_see_one_moment),
        WITH_BOTH(the_revision_grows_with_each_write),
        WITH_BOTH(writers_wait_for_each_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The cellar when something is wrong: others hold the lock, the disk is full, the
 * file is not ours, the server goes away, the program is killed. Each ends in a
 * sentence that says what to do, nothing is half-done, and the next visit works. */
#include "db_bench.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void sample_begin(struct db *db)
{
    struct visit v = visit_of(db);
    sample_make(&v);
    assert_well(&v);
    visit_over(&v);
}

static bool write_id(struct visit *v, int64_t id)
{
    return db_begin_write(v) && sample_put_id(v, id) && db_commit(v);
}

/* One more row can be written, and there are so many then. */
static void assert_goes_on(struct db *db, int64_t id, size_t rows)
{
    struct visit v = visit_of(db);

    write_id(&v, id);
    assert_well(&v);
    assert_int_equal(sample_count(&v), rows);
    visit_over(&v);
}

/* Opening fails with a sentence that says this. */
static void refused(const char *url, bool create, enum fail_kind kind, const char *part)
{
    struct visit v = visit_of(NULL);
    struct db *db = NULL;

    assert_false(db_open(&v, url, create, &db));
    assert_null(db);
    assert_failed(&v, kind, part);
    visit_end(&v);
}

static void file_write(const char *path, const char *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_int_equal(write(fd, bytes, n), n);
    close(fd);
}

/* ---- somebody else is there ---- */

static void a_locked_database_is_busy_after_the_wait(void **state)
{
    struct store *b = bench_of(state);
    struct db *other = bench_open(b); /* makes the schema, for which all may wait longer */
    setenv("VOINTI_DB_WAIT_MS", "300", 1);
    struct db *db = bench_open(b);
    unsetenv("VOINTI_DB_WAIT_MS");
    sample_begin(db);
    struct visit holder = visit_of(other), v = visit_of(db);

    assert_true(db_begin_write(&holder) && sample_put_id(&holder, 1));
    double began = seconds();
    assert_false(db_begin_write(&v));
    assert_failed(&v, FAIL_BUSY, "Another program is using the database. Nothing was changed.");
    assert_true(seconds() - began > 0.25 && seconds() - began < 8);
    visit_over(&v);

    v = visit_of(db);
    assert_int_equal(sample_count(&v), 0); /* reading goes on */
    visit_over(&v);
    assert_true(db_commit(&holder));
    visit_over(&holder);
    assert_goes_on(db, 2, 2);
    db_close(db);
    db_close(other);
}

struct later {
    struct db *db;
    struct visit v;
};

static void *commit_later(void *arg)
{
    struct later *l = arg;
    nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
    return db_commit(&l->v) ? l : NULL;
}

static void a_lock_that_goes_is_waited_for(void **state)
{
    struct store *b = bench_of(state);
    struct db *db = bench_open(b), *other = bench_open(b);
    struct later later = { .db = other, .v = visit_of(other) };
    pthread_t thread;
    void *ok;

    sample_begin(db);
    assert_true(db_begin_write(&later.v) && sample_put_id(&later.v, 1));
    assert_int_equal(pthread_create(&thread, NULL, commit_later, &later), 0);
    assert_goes_on(db, 2, 2);
    pthread_join(thread, &ok);
    assert_non_null(ok);
    visit_over(&later.v);
    db_close(db);
    db_close(other);
}

/* ---- the disk ---- */

/* Writes rows of 64 KiB until it fails; gives how many were committed. */
static int64_t fill_up(struct db *db, struct visit *v)
{
    static char much[1 << 16];
    int64_t id = 0;

    memset(much, 'x', sizeof much - 1);
    for (;;) {
        *v = visit_of(db);
        if (!db_begin_write(v) || !sample_put(v, &(struct sample){ .id = id + 1, .words = much }) ||
            !db_commit(v))
            return id;
        visit_over(v);
        id++;
    }
}

static void a_full_disk_loses_nothing(void **state)
{
    struct store *b = bench_of(state);
    struct visit v;

    if (geteuid() != 0 || mount("vointi-test", b->folder, "tmpfs", 0, "size=2m") != 0) {
        print_message("# no small disk can be mounted here\n");
        skip();
    }
    struct db *db = bench_open(b);
    sample_begin(db);
    int64_t rows = fill_up(db, &v);
    enum fail_kind kind = v.fail.kind;
    bool said = strstr(v.fail.text, "The disk is full. Nothing was changed.") != NULL;
    visit_over(&v);
    v = visit_of(db);
    size_t seen = sample_count(&v);
    visit_over(&v);
    db_close(db);
    db = bench_open(b); /* what is in the log goes into the database, or waits */
    v = visit_of(db);
    size_t again = sample_count(&v);
    visit_over(&v);
    db_close(db);
    umount2(b->folder, MNT_DETACH);
    assert_int_equal(kind, FAIL_STORE);
    assert_true(said);
    assert_true(rows > 3);
    assert_int_equal(seen, rows);
    assert_int_equal(again, rows);
}

static void a_limit_of_the_file_size_loses_nothing(void **state)
{
    struct db *db = bench_open(bench_of(state));
    struct rlimit was, small;
    struct visit v;

    sample_begin(db);
    sigaction(SIGXFSZ, &(struct sigaction){ .sa_handler = SIG_IGN }, NULL);
    getrlimit(RLIMIT_FSIZE, &was);
    small = (struct rlimit){ (rlim_t)4 << 20, was.rlim_max }; /* the schema alone takes one */
    setrlimit(RLIMIT_FSIZE, &small);
    int64_t rows = fill_up(db, &v);
    setrlimit(RLIMIT_FSIZE, &was);
    assert_failed(&v, FAIL_STORE, "Nothing was changed.");
    visit_over(&v);
    assert_true(rows > 3);
    assert_goes_on(db, 1000, (size_t)rows + 1);
    db_close(db);
}

static void a_file_that_may_only_be_read_is_said_so(void **state)
{
    struct store *b = bench_of(state);
    struct visit v = visit_of(NULL);
    struct db *db = bench_open(b);

    sample_begin(db);
    db_close(db);
    assert_int_equal(chmod(b->url, 0444) | chmod(b->folder, 0555), 0);
    if (geteuid() == 0)
        assert_int_equal(seteuid(65534), 0); /* root may write anyway */
    bool ok = db_open(&v, b->url, true, &v.db) && db_begin_write(&v);
    db_end(&v);
    db_close(v.db);
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
    chmod(b->folder, 0700);
    assert_false(ok);
    assert_failed(&v, FAIL_STORE, "can't be opened or written. Check that the file and its folder");
    visit_end(&v);
}

/* ---- files that are no databases of ours ---- */

static void other_files_are_refused(void **state)
{
    struct store *b = bench_of(state);
    static char zeros[5000];
    sqlite3 *c;
    char path[300];

    refused(b->url, false, FAIL_INPUT, "There is no database");
    refused(b->folder, true, FAIL_STORE, "can't be opened or written");
    refused("/nonexistent/x.db", true, FAIL_STORE, "can't be opened or written");

    file_write(b->url, "", 0);
    refused(b->url, false, FAIL_STORE, "This database is empty.");
    file_write(b->url, zeros, sizeof zeros);
    refused(b->url, true, FAIL_STORE, "not a sound Vointi database. Restore it from a backup.");
    file_write(b->url, "Hyvinvointisuunnitelma 2025-2028\nTavoite I\tToimenpide\n", 54);
    refused(b->url, true, FAIL_STORE, "not a sound Vointi database");

    snprintf(path, sizeof path, "%s/bookmarks.db", b->folder);
    assert_int_equal(sqlite3_open(path, &c), SQLITE_OK);
    assert_int_equal(sqlite3_exec(c, "create table schema_version (version bigint)", 0, 0, 0), 0);
    sqlite3_close(c);
    refused(path, true, FAIL_STORE, "another program's database");
}

static void a_cut_database_is_refused_or_fails(void **state)
{
    struct store *b = bench_of(state);
    struct visit v = visit_of(NULL);
    struct db *db = bench_open(b);

    sample_begin(db);
    assert_goes_on(db, 1, 1);
    db_close(db);
    assert_int_equal(truncate(b->url, 4096 * 2 + 100), 0);
    bool ok = db_open(&v, b->url, false, &v.db) && write_id(&v, 2);
    assert_false(ok);
    assert_failed(&v, FAIL_STORE, "not a sound Vointi database. Restore it from a backup.");
    db_end(&v);
    db_close(v.db);
    visit_end(&v);
}

static void a_newer_schema_is_left_alone(void **state)
{
    struct store *b = bench_of(state);
    struct db *db = bench_open(b);
    struct visit v = visit_of(db);

    db->driver->script(&v, db, "update schema_version set version = 9999");
    assert_well(&v);
    visit_over(&v);
    db_close(db);
    refused(b->url, true, FAIL_STORE, "made by a newer Vointi. Install that version.");
    refused(b->url, false, FAIL_STORE, "made by a newer Vointi. Install that version.");
}

static void an_empty_database_says_how_to_fill_it(void **state)
{
    struct store *b = bench_of(state);
    refused(b->url, false, FAIL_STORE, "This database is empty. \"vointi import\" puts a plan");
}

/* ---- the server ---- */

static void server_ends(struct db *db)
{
    char sql[80];
    snprintf(sql, sizeof sql, "select pg_terminate_backend(%d, 5000)",
             PQbackendPID(db->connection));
    assert_true(store_server(sql));
}

static void a_lost_connection_is_made_anew(void **state)
{
    struct db *db = bench_open(bench_of(state));

    sample_begin(db);
    assert_goes_on(db, 1, 1); /* its statements are prepared in a session that ends */
    server_ends(db);
    assert_goes_on(db, 2, 2);

    struct visit v = visit_of(db);
    server_ends(db);
    assert_true(db_begin_read(&v));
    assert_int_equal(sample_count(&v), 2);
    visit_over(&v);
    db_close(db);
}

static void a_connection_lost_in_a_transaction_fails_it(void **state)
{
    struct db *db = bench_open(bench_of(state));
    struct visit v = visit_of(db);

    sample_begin(db);
    assert_true(db_begin_write(&v) && sample_put_id(&v, 1));
    server_ends(db);
    assert_false(sample_put_id(&v, 2));
    assert_failed(&v, FAIL_BUSY, "does not answer. Nothing was changed. Try again");
    visit_over(&v);
    assert_goes_on(db, 3, 1);

    v = visit_of(db);
    assert_true(db_begin_write(&v) && sample_put_id(&v, 4));
    server_ends(db);
    assert_false(db_commit(&v));
    assert_failed(&v, FAIL_BUSY, "Look whether the change is there before you try again.");
    visit_over(&v);
    assert_goes_on(db, 5, 2);
    db_close(db);
}

static void a_server_that_is_not_there(void **state)
{
    (void)state;
    refused("postgresql://vointi@127.0.0.1:1/vointi", true, FAIL_BUSY,
            "The database server does not answer. Check the address after --db");
}

static void a_server_that_lets_nobody_in(void **state)
{
    const char *server = getenv("VOINTI_TEST_PG");
    char url[400];

    bench_of(state);
    snprintf(url, sizeof url, "%.*s/no_such_database", (int)(strrchr(server, '/') - server),
             server);
    refused(url, true, FAIL_BUSY, "answers but does not let us in. Check the user");
}

static void a_server_where_we_may_only_read(void **state)
{
    struct store *b = bench_of(state), reader = *b;
    struct db *db = bench_open(b);

    snprintf(reader.url + strlen(b->url), sizeof reader.url - strlen(b->url),
             "%%20-cdefault_transaction_read_only%%3Don");
    struct db *other = bench_open(&reader);
    struct visit v = visit_of(other);
    assert_false(db_begin_write(&v));
    assert_failed(&v, FAIL_STORE, "does not allow this. Give the user");
    visit_over(&v);
    db_close(other);
    sample_begin(db);
    assert_goes_on(db, 1, 1);
    db_close(db);
}

static void a_database_without_all_letters(void **state)
{
    struct store *b = bench_of(state);
    const char *server = getenv("VOINTI_TEST_PG");
    char url[400], sql[200];

    snprintf(sql, sizeof sql, "create database %s encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'"
                              " template template0", b->schema);
    assert_true(store_server(sql));
    snprintf(url, sizeof url, "%.*s/%s", (int)(strrchr(server, '/') - server), server, b->schema);
    refused(url, true, FAIL_STORE, "createdb -E UTF8");
    snprintf(sql, sizeof sql, "drop database %s with (force)", b->schema);
    store_server(sql);
}

/* ---- backups ---- */

static atomic_bool write_on;

/* Pairs of rows, always both or none. */
static void *write_pairs(void *arg)
{
    struct db *db = bench_open(arg);
    bool ok = true;

    for (int64_t i = 0; ok && (write_on || i < 20); i += 2) {
        struct visit v = visit_of(db);
        ok = db_begin_write(&v) && sample_put_id(&v, i) && sample_put_id(&v, i + 1) && db_commit(&v);
        visit_over(&v);
    }
    db_close(db);
    return ok ? arg : NULL;
}

static void assert_sound(const char *path)
{
    sqlite3 *c;
    sqlite3_stmt *s;

    assert_int_equal(sqlite3_open(path, &c), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(c, "pragma integrity_check", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(s, 0), "ok");
    sqlite3_finalize(s);
    sqlite3_close(c);
}

static void a_backup_is_one_moment_while_others_write(void **state)
{
    struct store *b = bench_of(state), copy = *b;
    struct db *db = bench_open(b);
    pthread_t thread;
    void *ok;

    sample_begin(db);
    write_on = true;
    assert_int_equal(pthread_create(&thread, NULL, write_pairs, b), 0);
    for (int i = 0; i < 5; i++) {
        struct visit v = visit_of(db);
        snprintf(copy.url, sizeof copy.url, "%s/copy-%d.db", b->folder, i);
        assert_true(db_backup(&v, copy.url));
        visit_over(&v);
        assert_sound(copy.url);
        struct db *other = bench_open(&copy);
        v = visit_of(other);
        size_t n = sample_count(&v);
        assert_int_equal(n % 2, 0);
        assert_goes_on(other, 1000000, n + 1);
        visit_over(&v);
        db_close(other);
    }
    write_on = false;
    pthread_join(thread, &ok);
    assert_non_null(ok);
    db_close(db);
}

static void a_backup_never_writes_over_a_file(void **state)
{
    struct store *b = bench_of(state);
    struct db *db = bench_open(b);
    struct visit v = visit_of(db);

    assert_false(db_backup(&v, b->url));
    assert_failed(&v, FAIL_INPUT, "There is already a file");
    visit_over(&v);
    v = visit_of(db);
    assert_false(db_backup(&v, "/nonexistent/copy.db"));
    assert_failed(&v, FAIL_STORE, "can't be opened or written");
    visit_over(&v);
    sample_begin(db);
    assert_goes_on(db, 1, 1);
    db_close(db);
}

static void postgresql_has_a_backup_of_its_own(void **state)
{
    struct db *db = bench_open(bench_of(state));
    struct visit v = visit_of(db);

    assert_false(db_backup(&v, "/tmp/copy.db"));
    assert_failed(&v, FAIL_INPUT, "pg_dump");
    visit_over(&v);
    db_close(db);
}

/* ---- the program is killed ---- */

/* A child writes row after row and tells each number when it is committed. */
static void write_until_killed(const struct store *b, int64_t from, int told)
{
    struct db *db = bench_open(b);
    for (int64_t id = from;; id++) {
        struct visit v = visit_of(db);
        if (!write_id(&v, id) || write(told, &id, sizeof id) != sizeof id)
            _exit(1);
        visit_over(&v);
    }
}

/* Kills it after some milliseconds; gives the last number it told. */
static int64_t kill_writer(const struct store *b, int64_t from, int ms)
{
    int64_t last = from - 1, id;
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0)
        write_until_killed(b, from, ends[1]);
    close(ends[1]);
    if (read(ends[0], &id, sizeof id) == sizeof id)
        last = id;
    nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000L }, NULL);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    while (read(ends[0], &id, sizeof id) == sizeof id)
        last = id;
    close(ends[0]);
    return last;
}

/* Every row it told is there, at most the one it was at besides, and none half. */
static void a_killed_program_leaves_what_it_confirmed(void **state)
{
    struct store *b = bench_of(state);
    struct db *db = bench_open(b);
    int64_t next = 1;

    sample_begin(db);
    db_close(db);
    for (int round = 0; round < 8; round++) {
        int64_t told = kill_writer(b, next, round * 7);
        db = bench_open(b);
        struct visit v = visit_of(db);
        size_t rows = sample_count(&v);
        assert_well(&v);
        visit_over(&v);
        db_close(db);
        assert_true(told >= next);
        assert_true((int64_t)rows == told || (int64_t)rows == told + 1);
        next = (int64_t)rows + 1;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOTH(a_locked_database_is_busy_after_the_wait),
        WITH_BOTH(a_lock_that_goes_is_waited_for),
        WITH_SQLITE(a_full_disk_loses_nothing),
        WITH_SQLITE(a_limit_of_the_file_size_loses_nothing),
        WITH_SQLITE(a_file_that_may_only_be_read_is_said_so),
        WITH_SQLITE(other_files_are_refused),
        WITH_SQLITE(a_cut_database_is_refused_or_fails),
        WITH_BOTH(a_newer_schema_is_left_alone),
        WITH_POSTGRES(an_empty_database_says_how_to_fill_it),
        WITH_POSTGRES(a_lost_connection_is_made_anew),
        WITH_POSTGRES(a_connection_lost_in_a_transaction_fails_it),
        WITH_SQLITE(a_server_that_is_not_there),
        WITH_POSTGRES(a_server_that_lets_nobody_in),
        WITH_POSTGRES(a_server_where_we_may_only_read),
        WITH_POSTGRES(a_database_without_all_letters),
        WITH_SQLITE(a_backup_is_one_moment_while_others_write),
        WITH_SQLITE(a_backup_never_writes_over_a_file),
        WITH_POSTGRES(postgresql_has_a_backup_of_its_own),
        WITH_BOTH(a_killed_program_leaves_what_it_confirmed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

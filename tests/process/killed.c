/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * kill -9 at any moment: while a plan is brought in, taken back, or changed in small
 * steps. What is found afterwards is what was there before or all that was done; what
 * was told as done is there; and the next command works. */
#include "plan/facts.h"

#include "process/process.h"
#include "unit/importing.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>

enum {
    ORGANISATIONS = 6,
    GOALS = 10,
    ACTIONS = 4,
    ROUNDS_LEAST = 6,
    ROUNDS_MOST = 60,
    SMALL_WRITES = 1000
};
static const double seconds_most = 2; /* for one test; slow builds do the least rounds */

static char folder[200], first[300], second[300];
static uint64_t dice;

/* ---- what is imported ---- */

/* Version 2 has other words, other actions and another organisation. */
static void write_plan(const char *path, int version)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    fputs(HEAD, f);
    for (int o = version; o < ORGANISATIONS + version; o++)
        for (int g = 1; g <= GOALS; g++)
            for (int a = 1; a <= ACTIONS; a++)
                fprintf(f, "Seura %d;I;Arki sujuu;%d;Kohta %d;%s kerho %d ryhmälle;Kävijät;jatkuva;"
                           "Seura %d;Vuosittain;;\n",
                        o, g, g, (g + a + version) % 3 ? "Avoin" : "Suljettu", a + version, o);
    assert_int_equal(fclose(f), 0);
}

static int files_begin(void **state)
{
    const char *seed = getenv("VOINTI_TEST_SEED"), *tmp = getenv("TMPDIR");

    (void)state;
    dice = seed ? strtoull(seed, NULL, 10) : (uint64_t)(seconds_now() * 1e6) | 1;
    print_message("# VOINTI_TEST_SEED=%llu\n", (unsigned long long)dice);
    snprintf(folder, sizeof folder, "%s/vointi-killed-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(folder))
        return -1;
    snprintf(first, sizeof first, "%s/first.csv", folder);
    snprintf(second, sizeof second, "%s/second.csv", folder);
    write_plan(first, 1);
    write_plan(second, 2);
    return 0;
}

static int files_end(void **state)
{
    (void)state;
    store_remove(folder);
    return 0;
}

/* From 0 to 1. */
static double any_part(void)
{
    dice ^= dice >> 12;
    dice ^= dice << 25;
    dice ^= dice >> 27;
    return (double)(dice * 2685821657736338717u >> 40) / (double)(1 << 24);
}

/* ---- what is there ---- */

struct state {
    char *plan;     /* as CSV; "" when there is none */
    char rows[800]; /* how many of each table */
    char search[40], undone[40];
};

static void state_free(struct state *s)
{
    free(s->plan);
    *s = (struct state){ 0 };
}

static const char *tables_sql(void)
{
    return strcmp(db_engine(v.db), "sqlite") == 0
               ? "select group_concat(name, ' ') from (select name from sqlite_schema"
                 " where type = 'table' and name not like 'sqlite%' order by name)"
               : "select string_agg(tablename, ' ' order by tablename) from pg_tables"
                 " where schemaname = current_schema()";
}

static void count_rows(struct state *s)
{
    size_t n = 0;

    for (const char *at = asked(tables_sql()); *at; at += strcspn(at, " "), at += *at == ' ') {
        int length = (int)strcspn(at, " ");
        n += (size_t)snprintf(s->rows + n, sizeof s->rows - n, "%.*s %s, ", length, at,
                              asked(text(&v, "select cast(count(*) as text) from %.*s", length,
                                         at)));
        assert_true(n < sizeof s->rows);
    }
}

static void assert_sound_file(void)
{
    sqlite3 *c;
    sqlite3_stmt *s;

    if (!*store.folder)
        return;
    assert_int_equal(sqlite3_open(store.url, &c), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(c, "pragma integrity_check", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(s, 0), "ok");
    sqlite3_finalize(s);
    assert_int_equal(sqlite3_prepare_v2(c, "pragma foreign_key_check", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_DONE);
    sqlite3_finalize(s);
    sqlite3_close(c);
}

/* CSV tells no numbers of actions: those that were given are not given again. */
static char *plan_as_csv(void)
{
    struct buf out = buf_new(64 << 20);

    if (!export_plan(&v, "a", "csv", &out)) {
        assert_int_equal(v.fail.kind, FAIL_ABSENT);
        v.fail = (struct fail){ 0 };
    }
    char *copy = strndup(out.at ? out.at : "", out.n);
    buf_free(&out);
    assert_non_null(copy);
    return copy;
}

/* The lock of a writer is taken first: a server may still be at the killed one's commit. */
static struct state state_now(void)
{
    struct state s = { 0 };

    assert_sound_file();
    v = visit_new();
    if (!db_open(&v, store.url, true, &v.db) || !db_begin_write(&v))
        fail_msg("it does not open: %s (%s)", v.fail.text, v.fail.detail);
    db_end(&v);
    s.plan = plan_as_csv();
    count_rows(&s);
    snprintf(s.search, sizeof s.search, "%s", asked("select cast(sum(hits_n) as text) from word"));
    snprintf(s.undone, sizeof s.undone, "%s",
             asked("select cast(count(*) as text) from import where undone_at is not null"));
    db_close(v.db);
    visit_end(&v);
    return s;
}

/* ---- killing ---- */

static struct ran import_of(const char *file)
{
    return ran("vointi", "import", file, "--db", store.url, "--plan", "a", NULL);
}

static void must(struct ran r)
{
    if (r.status)
        fail_msg("status %d: %s%s", r.status, r.out, r.err);
    ran_free(&r);
}

/* Starts a command and kills it after a part of the time that it takes. Whether it had
 * told that all was done. */
static bool killed(const char *const *words, double seconds)
{
    struct process p;
    char said[100];

    assert_true(process_start(&p, words, false));
    double until = seconds_now() + seconds * 1.5 * any_part();
    while (seconds_now() < until)
        ;
    int out = dup(p.out);
    process_end(&p, SIGKILL, NULL);
    bool told = read(out, said, sizeof said) > 0;
    close(out);
    return told;
}

struct rounds {
    double began, one; /* one: how long the command takes when nobody disturbs it */
    int n, done, told;
};

static bool another(struct rounds *r)
{
    return r->n < ROUNDS_LEAST ||
           (r->n < ROUNDS_MOST && seconds_now() - r->began < seconds_most);
}

/* All or nothing: gives whether it was all. */
static bool assert_whole(struct rounds *r, const struct state *before, const struct state *after,
                         const char *all, bool told)
{
    bool done = strcmp(before->plan, after->plan) != 0;

    if (done && strcmp(after->plan, all) != 0)
        fail_msg("round %d: the plan is half done", r->n);
    if (told && !done)
        fail_msg("round %d: it was told as done and is not there", r->n);
    if (!done && (strcmp(before->rows, after->rows) != 0 ||
                  strcmp(before->search, after->search) != 0 ||
                  strcmp(before->undone, after->undone) != 0))
        fail_msg("round %d: something stayed\n%s\n%s", r->n, before->rows, after->rows);
    r->n++;
    r->done += done;
    r->told += told;
    return done;
}

static void rounds_tell(const struct rounds *r)
{
    print_message("# %d rounds of %.0f ms: %d times all was done, %d times told\n", r->n,
                  r->one * 1e3, r->done, r->told);
}

/* The two plans as they are exported, and how long the second import takes. */
static struct rounds begin_with_first(struct state *one, struct state *two)
{
    struct rounds r = { 0 };

    must(import_of(first));
    *one = state_now();
    double began = seconds_now();
    must(import_of(second));
    r.one = seconds_now() - began;
    *two = state_now();
    assert_string_not_equal(one->plan, two->plan);
    must(ran("vointi", "undo", "--db", store.url, "--plan", "a", NULL));
    r.began = seconds_now();
    return r;
}

static void an_import_is_whole_or_not_there(void **state)
{
    const char *const words[] = { "vointi", "import", second, "--db", store.url, "--plan", "a",
                                  NULL };
    struct state one, two;
    (void)state;
    struct rounds r = begin_with_first(&one, &two);

    while (another(&r)) {
        struct state before = state_now();
        assert_string_equal(before.plan, one.plan);
        bool told = killed(words, r.one);
        struct state after = state_now();
        if (assert_whole(&r, &before, &after, two.plan, told))
            must(ran("vointi", "undo", "--db", store.url, "--plan", "a", NULL));
        state_free(&before);
        state_free(&after);
    }
    must(import_of(second));
    struct state end = state_now();
    assert_string_equal(end.plan, two.plan);
    assert_string_equal(end.search, two.search);
    rounds_tell(&r);
    state_free(&end);
    state_free(&one);
    state_free(&two);
}

static void an_undo_is_whole_or_not_there(void **state)
{
    const char *const words[] = { "vointi", "undo", "--db", store.url, "--plan", "a", NULL };
    struct state one, two;
    (void)state;
    struct rounds r = begin_with_first(&one, &two);

    while (another(&r)) {
        must(import_of(second));
        struct state before = state_now();
        assert_string_equal(before.plan, two.plan);
        bool told = killed(words, r.one);
        struct state after = state_now();
        if (!assert_whole(&r, &before, &after, one.plan, told))
            must(ran("vointi", "undo", "--db", store.url, "--plan", "a", NULL));
        state_free(&before);
        state_free(&after);
    }
    struct state end = state_now();
    assert_string_equal(end.plan, one.plan);
    assert_string_equal(end.search, one.search);
    rounds_tell(&r);
    state_free(&end);
    state_free(&one);
    state_free(&two);
}

/* Also while the tables are made. */
static void a_new_database_can_be_made_again(void **state)
{
    enum engine engine = *store.schema ? ON_POSTGRES : ON_SQLITE;
    struct rounds r = { .one = 0 };
    const char *all = NULL;
    (void)state;

    for (r.began = seconds_now(); another(&r);) {
        const char *const words[] = { "vointi", "import", first, "--db", store.url, "--plan", "a",
                                      NULL };
        bool told = r.one > 0 && killed(words, r.one);
        struct state after = state_now();
        if (told)
            assert_true(*after.plan);
        if (*after.plan && all)
            assert_string_equal(after.plan, all);
        r.n++;
        r.done += *after.plan != '\0';
        r.told += told;
        state_free(&after);
        double began = seconds_now();
        must(import_of(first));
        r.one = r.one > 0 ? r.one : seconds_now() - began;
        after = state_now();
        if (all) {
            assert_string_equal(after.plan, all);
            free(after.plan);
        } else {
            all = after.plan;
        }
        store_end(&store);
        assert_true(store_begin(engine, &store));
    }
    rounds_tell(&r);
    free((char *)all);
}

/* ---- small writes ---- */

/* Two facts in each transaction; tells the number of each that is done. */
static void __attribute__((noreturn)) write_small(int from, int told)
{
    struct visit own = visit_new();

    if (!db_open(&own, store.url, false, &own.db))
        _exit(1);
    for (int i = from;; i++) {
        const char *number = text(&own, "%d", i);
        if (!db_begin_write(&own) || !fact_set(&own, "owner", number) ||
            !fact_set(&own, "licence", number) || !db_commit(&own) ||
            write(told, &i, sizeof i) != sizeof i)
            _exit(1);
    }
}

/* Kills it some time after it has told so many; gives the last number it told. */
static int write_until_killed(int from, int count)
{
    int ends[2], last = from - 1, i;

    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0)
        write_small(from, ends[1]);
    close(ends[1]);
    for (; count > 0 && read(ends[0], &i, sizeof i) == sizeof i; count--)
        last = i;
    double until = seconds_now() + 0.001 * any_part();
    while (seconds_now() < until)
        ;
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    while (read(ends[0], &i, sizeof i) == sizeof i)
        last = i;
    close(ends[0]);
    assert_int_equal(count, 0);
    return last;
}

static int fact_now(const char *key)
{
    const char *sql = text(&v, "select instance_value from instance where instance_key = '%s'", key);
    return (int)strtol(asked(sql), NULL, 10);
}

static void what_was_told_of_small_writes_is_there(void **state)
{
    int next = 1, kills = 0;
    (void)state;

    must(import_of(first));
    for (; next <= SMALL_WRITES; kills++) {
        int told = write_until_killed(next, 1 + (int)(100 * any_part()));
        v = visit_new();
        if (!db_open(&v, store.url, false, &v.db) || !db_begin_write(&v))
            fail_msg("it does not open: %s (%s)", v.fail.text, v.fail.detail);
        int owner = fact_now("owner"), licence = fact_now("licence");
        db_end(&v);
        db_close(v.db);
        visit_end(&v);
        assert_int_equal(owner, licence);
        assert_true(owner == told || owner == told + 1);
        next = owner + 1;
    }
    assert_sound_file();
    print_message("# %d writes, killed %d times\n", next - 1, kills);
    must(ran("vointi", "set", "owner", "Kotka", "--db", store.url, NULL));
}

/* ---- which database ---- */

static int store_sqlite(void **state)
{
    (void)state;
    return store_begin(ON_SQLITE, &store) ? 0 : -1;
}

static int store_server_of_its_own(void **state)
{
    (void)state;
    return store_begin(ON_POSTGRES, &store) ? 0 : -1;
}

static int store_over(void **state)
{
    (void)state;
    store_end(&store);
    return 0;
}

#define ON(test, engine, setup) { #test ", " engine, test, setup, store_over, NULL }
#define ALL_ON(engine, setup)                                                                      \
    ON(an_import_is_whole_or_not_there, engine, setup),                                            \
    ON(an_undo_is_whole_or_not_there, engine, setup),                                              \
    ON(a_new_database_can_be_made_again, engine, setup),                                           \
    ON(what_was_told_of_small_writes_is_there, engine, setup)

int main(void)
{
    const struct CMUnitTest here[] = {
        ALL_ON("sqlite", store_sqlite),
        cmocka_unit_test(there_is_a_postgresql),
    };
    const struct CMUnitTest everywhere[] = {
        ALL_ON("sqlite", store_sqlite),
        ALL_ON("postgresql", store_server_of_its_own),
    };
    return getenv("VOINTI_TEST_PG") ? cmocka_run_group_tests(everywhere, files_begin, files_end)
                                    : cmocka_run_group_tests(here, files_begin, files_end);
}

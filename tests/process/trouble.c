/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Every command with a database file that it can't use: locked by others, not to be
 * written, on a full disk, not ours, broken, of a newer program, not there. Each says
 * in the user's language what to do, exits with 1 and changes nothing; when the
 * trouble is over the next command works. */
#include "base/digest.h"

#include "unit/engines.h"

#include "process/refusing.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <linux/capability.h>

static struct store store;
static char file[300], big[300], copy[300];
static char *whole; /* the plan as it is exported */

/* ---- the commands ---- */

static const struct order {
    const char *words[ORDER_WORDS];
    bool writes;
} orders[] = {
    { { "vointi", "import", file, "--db", store.url, "--plan", "a" }, true },
    { { "vointi", "undo", "--db", store.url, "--plan", "a" }, true },
    { { "vointi", "set", "owner", "Kotka", "--db", store.url }, true },
    { { "vointi", "rebuild", "--db", store.url }, true },
    { { "vointi", "demo", "--db", store.url }, true },
    { { "vointi", "export", "--db", store.url, "--plan", "a" }, false },
    { { "vointi", "plans", "--db", store.url }, false },
    { { "vointi", "backup", copy, "--db", store.url }, false },
    { { "vointi", "serve", "--db", store.url, "--listen", "127.0.0.1:0" }, false },
    { { "vointi", "visit", "GET", "/", "--db", store.url }, false },
};
enum { ORDERS = sizeof orders / sizeof *orders };

static bool is(const struct order *o, const char *name)
{
    return strcmp(o->words[1], name) == 0;
}

static void must(struct ran r)
{
    if (r.status)
        fail_msg("status %d: %s%s", r.status, r.out, r.err);
    ran_free(&r);
}

/* ---- the databases ---- */

static int begin(void **state)
{
    (void)state;
    setenv("VOINTI_DB_WAIT_MS", "60", 1);
    in_language(LANG_EN);
    if (!store_begin(ON_SQLITE, &store))
        return -1;
    snprintf(file, sizeof file, "%s/plan.csv", store.folder);
    snprintf(big, sizeof big, "%s/big.csv", store.folder);
    snprintf(copy, sizeof copy, "%s/copy.db", store.folder);
    write_plan(file, 9);
    write_plan(big, 2000);
    must(ran_list(orders[0].words));
    struct ran r = ran_list(orders[5].words);
    whole = r.out;
    free(r.err);
    return r.status;
}

static int end(void **state)
{
    (void)state;
    process_before = NULL;
    chmod(store.folder, 0700);
    umount2(store.folder, MNT_DETACH);
    store_end(&store);
    free(whole);
    whole = NULL;
    return 0;
}

static sqlite3 *other_program(const char *sql)
{
    sqlite3 *c;

    assert_int_equal(sqlite3_open(store.url, &c), SQLITE_OK);
    if (sqlite3_exec(c, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(c));
    return c;
}

/* The trouble is over: nothing was changed, and all goes on. */
static void assert_goes_on(void)
{
    sqlite3 *c;
    sqlite3_stmt *s;
    struct ran r = ran_list(orders[5].words);

    assert_int_equal(r.status, 0);
    assert_string_equal(r.out, whole);
    ran_free(&r);
    assert_int_not_equal(access(copy, F_OK), 0);
    assert_int_equal(sqlite3_open(store.url, &c), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(c, "pragma integrity_check", -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(s, 0), "ok");
    sqlite3_finalize(s);
    sqlite3_close(c);
    must(ran("vointi", "import", big, "--db", store.url, "--plan", "a", NULL));
    must(ran("vointi", "undo", "--db", store.url, "--plan", "a", NULL));
    must(ran("vointi", "backup", copy, "--db", store.url, NULL));
    unlink(copy);
}

/* What commands say that read, that make a database where none is, and that only write;
 * NULL: these go on. */
static void each_refuses(const char *readers, const char *makers, const char *writers)
{
    for (size_t i = 0; i < ORDERS; i++) {
        const struct order *o = &orders[i];
        bool makes = is(o, "import") || is(o, "demo");
        const char *source = makes ? makers : o->writes ? writers : readers;
        if (source)
            assert_refuses(o->words, 1, source, "");
        else if (!is(o, "serve"))
            must(ran_list(o->words));
        unlink(copy);
    }
    in_language(LANG_EN);
}

static const char busy[] = "Another program is using the database. Nothing was changed. "
                           "Try again in a moment.",
                  closed[] = "The database file can't be opened or written. Check that the file "
                             "and its folder exist and belong to this user.",
                  broken[] = "The file is not a sound Vointi database. Restore it from a backup.",
                  newer[] = "This database was made by a newer Vointi. Install that version.",
                  foreign[] = "The file is another program's database. Choose another name for "
                              "the database of Vointi.",
                  absent[] = "There is no database %s. \"vointi import\" makes one.",
                  empty[] = "This database is empty. \"vointi import\" puts a plan into it.",
                  unreadable[] = "The disk could not be read or written. Nothing was changed. "
                                 "Check that there is room on it.";

/* ---- others use it ---- */

static void another_program_writes(void **state)
{
    (void)state;
    sqlite3 *c = other_program("begin immediate; update revision set revision = revision + 1");
    each_refuses(NULL, busy, busy);
    sqlite3_close(c);
    assert_goes_on();
}

static void another_program_has_it_alone(void **state)
{
    (void)state;
    sqlite3 *c = other_program("pragma locking_mode = exclusive; begin immediate;"
                               "update revision set revision = revision + 1");
    each_refuses(busy, busy, busy);
    sqlite3_close(c);
    assert_goes_on();
}

/* ---- rights ---- */

/* root may write everything: without this right it is like others. */
static void like_others(void)
{
    prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
    prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
}

static void it_may_only_be_read(void **state)
{
    (void)state;
    assert_int_equal(chmod(store.url, 0444) | chmod(store.folder, 0555), 0);
    process_before = like_others;
    for (size_t i = 0; i < ORDERS; i++)
        if (orders[i].writes)
            assert_refuses(orders[i].words, 1, closed, "");
    process_before = NULL;
    assert_int_equal(chmod(store.folder, 0700) | chmod(store.url, 0600), 0);
    assert_goes_on();
}

static void it_may_not_even_be_read(void **state)
{
    (void)state;
    assert_int_equal(chmod(store.url, 0), 0);
    process_before = like_others;
    each_refuses(closed, closed, closed);
    process_before = NULL;
    assert_int_equal(chmod(store.url, 0600), 0);
    assert_goes_on();
}

/* ---- what stands there is no database of ours ---- */

static void put_file(const char *bytes, size_t n)
{
    int fd = open(store.url, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_int_equal(write(fd, bytes, n), n);
    close(fd);
}

/* Of all that stands in the file. */
static uint64_t file_digest(void)
{
    struct buf bytes = buf_new(64 << 20);
    char piece[4096];
    size_t n;
    FILE *f = fopen(store.url, "rb");

    assert_non_null(f);
    while ((n = fread(piece, 1, sizeof piece, f)) > 0)
        buf_put(&bytes, piece, n);
    fclose(f);
    uint64_t digest = digest_fast(bytes.at ? bytes.at : "", bytes.n) + bytes.n;
    buf_free(&bytes);
    return digest;
}

static void all_refuse_and_leave_it(const char *source)
{
    uint64_t before = file_digest();

    each_refuses(source, source, source);
    assert_true(file_digest() == before);
}

static void set_aside(char *path, size_t room)
{
    snprintf(path, room, "%s.aside", store.url);
    assert_int_equal(rename(store.url, path), 0);
}

static void it_is_another_file(void **state)
{
    static const char text[] = "Hyvinvointisuunnitelma 2025-2028\nTavoite I\tToimenpide\n";
    char aside[500];
    (void)state;

    set_aside(aside, sizeof aside);
    for (size_t i = 0; i < ORDERS; i++)
        if (!is(&orders[i], "import") && !is(&orders[i], "demo")) /* these make one */
            assert_refuses(orders[i].words, 1, absent, store.url);
    assert_int_not_equal(access(store.url, F_OK), 0);
    put_file(text, sizeof text - 1);
    all_refuse_and_leave_it(broken);
    put_file("", 0);
    for (size_t i = 0; i < ORDERS; i++)
        if (!is(&orders[i], "import") && !is(&orders[i], "demo"))
            assert_refuses(orders[i].words, 1, empty, "");
    struct stat s;
    assert_int_equal(stat(store.url, &s), 0);
    assert_int_equal(s.st_size, 0);
    assert_int_equal(unlink(store.url) | mkdir(store.url, 0700), 0);
    each_refuses(closed, closed, closed);
    assert_int_equal(rmdir(store.url) | rename(aside, store.url), 0);
    assert_goes_on();
}

static void it_is_of_another_program(void **state)
{
    char aside[500];
    (void)state;

    set_aside(aside, sizeof aside);
    sqlite3_close(other_program("create table bookmark (title text)"));
    all_refuse_and_leave_it(foreign);
    assert_int_equal(unlink(store.url) | rename(aside, store.url), 0);
    assert_goes_on();
}

static void it_is_of_a_newer_program(void **state)
{
    (void)state;
    sqlite3_close(other_program("update schema_version set version = version + 1000"));
    all_refuse_and_leave_it(newer);
    sqlite3_close(other_program("update schema_version set version = version - 1000"));
    assert_goes_on();
}

static void it_was_cut(void **state)
{
    char aside[500];
    (void)state;

    must(ran("vointi", "backup", copy, "--db", store.url, NULL));
    set_aside(aside, sizeof aside);
    assert_int_equal(rename(copy, store.url) | truncate(store.url, 3 * 4096 + 100), 0);
    for (size_t i = 0; i < ORDERS; i++)
        if (!is(&orders[i], "serve") && !is(&orders[i], "visit")) /* it sees it page by page */
            assert_refuses(orders[i].words, 1, broken, "");
    assert_int_equal(rename(aside, store.url), 0);
    assert_goes_on();
}

/* ---- folders ---- */

static void its_folder_is_missing(void **state)
{
    static const char path[] = "/nonexistent/folder/plan.db";
    const char *const import[ORDER_WORDS] = { "vointi", "import", file, "--db", path };
    const char *const plans[ORDER_WORDS] = { "vointi", "plans", "--db", path };
    const char *const backup[ORDER_WORDS] = { "vointi", "backup", path, "--db", store.url };
    (void)state;

    assert_refuses(import, 1, closed, "");
    assert_refuses(plans, 1, absent, path);
    assert_refuses(backup, 1, closed, "");
    assert_goes_on();
}

static void a_backup_never_writes_over_a_file(void **state)
{
    const char *const onto[ORDER_WORDS] = { "vointi", "backup", file, "--db", store.url };
    const char *const itself[ORDER_WORDS] = { "vointi", "backup", store.url, "--db", store.url };
    const char *const folder[ORDER_WORDS] = { "vointi", "backup", store.folder, "--db", store.url };
    static const char there[] = "There is already a file %s. Choose another name.";
    (void)state;

    assert_refuses(onto, 1, there, file);
    assert_refuses(itself, 1, there, store.url);
    assert_refuses(folder, 1, there, store.folder);
    assert_goes_on();
}

/* ---- the disk is full ---- */

static void small_files_only(void)
{
    const struct rlimit small = { 96 << 10, 96 << 10 };
    setrlimit(RLIMIT_FSIZE, &small);
}

/* Which of the two sentences depends on what is written when there is no room. */
static void assert_no_room(struct ran r)
{
    static const char full[] = "The disk is full. Nothing was changed. Make room and try again.";
    const char *sentence = strstr(r.err, full) ? full : unreadable;
    assert_refused(r, 1, sentence);
}

static void assert_nothing_fits(void)
{
    assert_no_room(ran("vointi", "import", big, "--db", store.url, "--plan", "a", NULL));
    assert_no_room(ran("vointi", "import", big, "--db", store.url, "--plan", "b", NULL));
    assert_no_room(ran("vointi", "demo", "--db", store.url, NULL));
    assert_no_room(ran("vointi", "backup", copy, "--db", store.url, NULL));
    char part[400];
    snprintf(part, sizeof part, "%s.part", copy);
    assert_int_not_equal(access(part, F_OK), 0);
    must(ran("vointi", "plans", "--db", store.url, NULL));
}

static void files_may_not_grow(void **state)
{
    (void)state;
    process_before = small_files_only;
    assert_nothing_fits();
    process_before = NULL;
    assert_goes_on();
}

static void the_disk_is_full(void **state)
{
    char path[400], bytes[4096] = { 0 };
    (void)state;

    if (geteuid() != 0 || mount("vointi-test", store.folder, "tmpfs", 0, "size=24m") != 0) {
        print_message("# no small disk can be mounted here\n");
        skip();
    }
    write_plan(file, 9);
    write_plan(big, 2000);
    must(ran_list(orders[0].words));
    snprintf(path, sizeof path, "%s/rest", store.folder);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    while (write(fd, bytes, sizeof bytes) > 0)
        ;
    assert_int_equal(ftruncate(fd, lseek(fd, 0, SEEK_END) - (128 << 10)), 0); /* what is left */
    close(fd);
    assert_nothing_fits();
    assert_int_equal(unlink(path), 0);
    assert_goes_on();
}

#define IN_TROUBLE(test) { #test, test, begin, end, NULL }

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_TROUBLE(another_program_writes),
        IN_TROUBLE(another_program_has_it_alone),
        IN_TROUBLE(it_may_only_be_read),
        IN_TROUBLE(it_may_not_even_be_read),
        IN_TROUBLE(it_is_another_file),
        IN_TROUBLE(it_is_of_another_program),
        IN_TROUBLE(it_is_of_a_newer_program),
        IN_TROUBLE(it_was_cut),
        IN_TROUBLE(its_folder_is_missing),
        IN_TROUBLE(a_backup_never_writes_over_a_file),
        IN_TROUBLE(files_may_not_grow),
        IN_TROUBLE(the_disk_is_full),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

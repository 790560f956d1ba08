/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The command line: each command used rightly (0), refused (1) and used wrongly (2),
 * in the three languages; its help; and output that can't be written. The commands come
 * from the program's own table: one that is not tried here fails. */
#include "app/cli.h"

#include "unit/engines.h"

#include "process/refusing.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

static struct store store;
static char file[300], copy[300], absent[300], demo[300], big[300];

static const struct use {
    const char *words[ORDER_WORDS];
    int status;
    const char *said; /* 0: part of what is printed, in each language; else the sentence */
    const char *word; /* its %s */
} uses[] = {
#define DB "--db", store.url
    { { "vointi", "version" }, 0, "vointi 0.", "" },
    { { "vointi", "help" }, 0, "Vointi turns a wellbeing plan into a living public plan.", "" },
    { { "vointi", "--help" }, 0, "DB is a file or a postgresql:// address.", "" },
    { { "vointi" }, 2, "Say what to do: vointi help lists the commands.", "" },
    { { "vointi", "tuo" }, 2, "Say what to do: vointi help lists the commands.", "" },
    { { "vointi", "help", "tuo" }, 2, "Say what to do: vointi help lists the commands.", "" },

    { { "vointi", "import", file, DB, "--plan", "a" }, 0, "Nothing was left unclear.", "" },
    { { "vointi", "import", file, DB, "--plan", "a", "--dry-run" }, 0,
      "This was a dry run: nothing was stored.", "" },
    { { "vointi", "import", "--db", store.url, "--plan=a", "--", file }, 0,
      "Nothing was left unclear.", "" },
    { { "vointi", "import", absent, DB }, 1,
      "The file %s can't be opened. Check its name and that you may read it.", absent },
    { { "vointi", "import", file, DB, "--plan", "Ö y" }, 2,
      "The plan's name in addresses has only letters a-z, numbers and hyphens: try --plan %s",
      "o-y" },
    { { "vointi", "import", file, DB, "--plan", "tavoitteet" }, 2,
      "The name %s belongs to a page. Choose another --plan.", "tavoitteet" },
    { { "vointi", "import", file, DB, "--plan", "sv" }, 2,
      "The name %s belongs to a page. Choose another --plan.", "sv" },
    { { "vointi", "import", file, DB, "--plan", "a", "--plan", "b" }, 2, "--%s was given twice.",
      "plan" },
    { { "vointi", "import", file, DB, "--dry-run=1" }, 2, "--%s takes no value.", "dry-run" },
    { { "vointi", "import", file, DB, "--colour", "punainen" }, 2,
      "A colour is written so: 1f5f7a.", "" },
    { { "vointi", "import", file, DB, "--period", "2028-2025" }, 2,
      "A period is written so: 2025-2028.", "" },
    { { "vointi", "import", file, DB, "--period", "pian" }, 2,
      "A period is written so: 2025-2028.", "" },
    { { "vointi", "import", file, DB, "--host", "a b/c" }, 2,
      "A host name is written so: plan.example.fi.", "" },

    { { "vointi", "export", DB, "--plan", "a" }, 0, "organisation;goal_number;goal;", "" },
    { { "vointi", "export", DB, "--plan", "a", "--format", "json" }, 0, "\"vointi-plan\"", "" },
    { { "vointi", "export", DB, "--plan", "a", "--format", "xlsx" }, 0, "PK", "" },
    { { "vointi", "export", DB, "--plan", "puuttuu" }, 1,
      "There is no plan %s. “vointi plans” lists them.", "puuttuu" },
    { { "vointi", "export", DB }, 2,
      "Say which plan: --plan NAME. “vointi plans” lists them.", "" },

    { { "vointi", "plans", DB }, 0, "a *: ", "" },
    { { "vointi", "visit", "GET", "/tavoitteet", DB }, 0, "<h1>Tavoitteet</h1>", "" },
    { { "vointi", "visit", "GET", "/tavoitteet.json", DB, "--as", "admin" }, 0, "{", "" },
    { { "vointi", "visit", "GET", "/", DB, "--as", "kuningas" }, 2,
      "There is no role %s: contact, approver, council, coordinator, admin.", "kuningas" },
    { { "vointi", "visit", "GET", "/tili", DB, "--as", "nobody@example.org" }, 1,
      "Nobody has the e-mail address %s.", "nobody@example.org" },
    { { "vointi", "user", "add", "maija@example.org", DB, "--role", "coordinator" }, 0,
      "http://127.0.0.1:8080/linkki/", "" },
    { { "vointi", "user", "add", "maija", DB, "--role", "admin" }, 1,
      "Write the e-mail address in full, like maija@example.org.", "" },
    { { "vointi", "user", "drop", "maija@example.org", DB }, 2,
      "vointi user knows “add” and “reset”, not “%s”.", "drop" },
    { { "vointi", "user", "add", "maija@example.org", DB }, 2,
      "Say the role: --role contact, approver, council, coordinator or admin.", "" },
    { { "vointi", "user", "add", "maija@example.org", DB, "--role", "contact" }, 2,
      "Say whose: --organisation NAME.", "" },
    { { "vointi", "backup", copy, DB }, 0, "The backup is in %s\n", copy },
    { { "vointi", "backup", file, DB }, 1,
      "There is already a file %s. Choose another name.", file },
    { { "vointi", "daily", DB }, 0, "", "" },
    { { "vointi", "rebuild", DB }, 0,
      "The list of actions and the search index of %s plan were made anew.\n", "1" },
    { { "vointi", "set", "owner", "Kotka", DB }, 0, "", "" },
    { { "vointi", "set", "second_factor", "optional", DB }, 0, "", "" },
    { { "vointi", "set", "second_factor", "perhaps", DB }, 1,
      "The second factor is required or optional: write one of the two words.", "" },
    { { "vointi", "set", "smtp_url", "smtp://u@mail.example", DB }, 1,
      "A user name goes only over TLS: write smtps:// or smtp+starttls://.", "" },
    { { "vointi", "set", "smtp_url", "smtp://127.0.0.1:1", DB }, 0, "", "" },
    { { "vointi", "set", "smtp_url", "", DB }, 0, "", "" },
    { { "vointi", "mail", DB }, 0, "", "" },
    { { "vointi", "set", "contact_email", "kotka", DB }, 1, "This is not an e-mail address: %s",
      "kotka" },
    { { "vointi", "serve", DB, "--listen", "kotka" }, 1,
      "It is not possible to listen at %s. Give an address and a port, such as 127.0.0.1:8080.",
      "kotka" },
    { { "vointi", "serve", DB, "--listen", "127.0.0.1:99999" }, 1,
      "It is not possible to listen at %s. Give an address and a port, such as 127.0.0.1:8080.",
      "127.0.0.1:99999" },
    { { "vointi", "serve", DB, "--listen", "127.0.0.1:0", "--health", "x/y/z" }, 1,
      "It is not possible to listen at %s. Give an address and a port, such as 127.0.0.1:8080.",
      "x/y/z" },
    { { "vointi", "undo", DB, "--plan", "puuttuu" }, 1,
      "The plan %s has no import to take back.", "puuttuu" },
    { { "vointi", "undo", DB }, 2, "Say which plan: --plan NAME. “vointi plans” lists them.",
      "" },
    { { "vointi", "undo", DB, "--plan", "a" }, 0, "The latest import was taken back.", "" },
    { { "vointi", "demo", "--db", demo }, 0, "The demonstration is ready. “vointi serve” shows it.", "" },
#undef DB
};
enum { USES = sizeof uses / sizeof *uses };

static int begin(void **state)
{
    (void)state;
    in_language(LANG_EN);
    if (!store_begin(ON_SQLITE, &store))
        return -1;
    snprintf(file, sizeof file, "%s/plan.csv", store.folder);
    snprintf(copy, sizeof copy, "%s/copy.db", store.folder);
    snprintf(demo, sizeof demo, "%s/demo.db", store.folder);
    snprintf(absent, sizeof absent, "%s/absent.docx", store.folder);
    snprintf(big, sizeof big, "%s/big.csv", store.folder);
    write_plan(file, 9);
    write_plan(big, 4000); /* an export is larger than a pipe holds */
    return 0;
}

static int end(void **state)
{
    (void)state;
    process_before = NULL;
    store_end(&store);
    return 0;
}

/* ---- as they are used ---- */

static void assert_used(const struct use *u, enum lang lang)
{
    struct ran r = ran_list(u->words);

    if (u->status) {
        assert_refused(r, u->status, said_in(lang, u->said, u->word));
        return;
    }
    const char *said = said_in(lang, u->said, u->word);
    /* Slow machines show how far it is. */
    if (r.status || strstr(r.err, "vointi:") || !strstr(r.out, said))
        fail_msg("vointi %s: status %d, %s%.2000s\nwanted: %s", u->words[1], r.status, r.err, r.out,
                 said);
    ran_free(&r);
}

/* In their order: each language ends without a plan, as it began. */
static void commands_say_what_they_do(void **state)
{
    (void)state;
    for (enum lang l = 0; l < LANGS; l++)
        for (size_t i = 0; i < USES; i++) {
            in_language(l);
            assert_used(&uses[i], l);
            unlink(copy);
            unlink(demo);
        }
    in_language(LANG_EN);
}

/* Every command of the program, done, and used wrongly or refused. */
static void no_command_is_left_out(void **state)
{
    (void)state;
    for (const struct command *c = commands; c->name; c++) {
        bool done = strcmp(c->name, "serve") == 0, /* in other suites */
            refused = !*c->usage || strcmp(c->name, "plans") == 0 ||
                      strcmp(c->name, "daily") == 0 ||
                      strcmp(c->name, "rebuild") == 0 || strcmp(c->name, "mail") == 0 || strcmp(c->name, "demo") == 0;
        for (size_t i = 0; i < USES; i++)
            if (uses[i].words[1] && strcmp(uses[i].words[1], c->name) == 0) {
                done |= uses[i].status == 0;
                refused |= uses[i].status != 0;
            }
        if (!done || !refused)
            fail_msg("%s is not tried%s", c->name, done ? " wrongly" : "");
    }
}

/* ---- wrong use that is alike for all ---- */

/* The usage as it stands in the table: "FILE --db DB" has one word. */
static void fill(const struct command *c, const char *words[ORDER_WORDS], size_t n_words, bool db)
{
    size_t n = 0;

    words[n++] = "vointi";
    words[n++] = c->name;
    while (n_words--)
        words[n++] = "x";
    if (db && c->db != DB_NONE) {
        words[n++] = "--db";
        words[n++] = store.url;
    }
}

/* Status 2, the way to use it in the sentence, and nothing done. */
static void assert_wrong(const struct command *c, const char *const words[ORDER_WORDS],
                         const char *source)
{
    struct stat before, after;

    stat(store.url, &before);
    for (enum lang l = 0; l < LANGS; l++) {
        char part[200];
        const char *text = lang_text(l, source);
        in_language(l);
        struct ran r = ran_list(words);
        size_t n = strcspn(text, "%");
        snprintf(part, sizeof part, "vointi: %.*s", (int)n, text);
        if (r.status != 2 || *r.out || strncmp(r.err, part, strlen(part)) != 0)
            fail_msg("%s: %d %s%s\nwanted: %s", c->name, r.status, r.out, r.err, text);
        assert_true(strchr(r.err, '\n') == r.err + strlen(r.err) - 1);
        ran_free(&r);
    }
    in_language(LANG_EN);
    stat(store.url, &after);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
}

static void wrong_use_is_told(void **state)
{
    (void)state;
    for (const struct command *c = commands; c->name; c++) {
        const char *words[ORDER_WORDS] = { NULL }, *few[ORDER_WORDS] = { NULL },
                   *bare[ORDER_WORDS] = { NULL }, *unknown[ORDER_WORDS] = { NULL },
                   *open[ORDER_WORDS] = { NULL }, *letters[ORDER_WORDS] = { NULL };
        fill(c, words, c->words + 1, true);
        assert_wrong(c, words, "Use it so: vointi %s %s");
        if (c->words) {
            fill(c, few, c->words - 1, true);
            assert_wrong(c, few, "Use it so: vointi %s %s");
        }
        fill(c, bare, c->words, false);
        if (c->db != DB_NONE)
            assert_wrong(c, bare, "Say which database: --db FILE.db. Use it so: vointi %s %s");
        fill(c, unknown, c->words, false);
        unknown[2 + c->words] = "--tietokanta=x";
        assert_wrong(c, unknown, "There is no option --%s. Use it so: vointi %s %s");
        fill(c, open, c->words, false);
        open[2 + c->words] = "--db";
        if (c->db != DB_NONE)
            assert_wrong(c, open, "--%s needs a value after it.");
        open[2 + c->words] = "--db=";
        if (c->db != DB_NONE)
            assert_wrong(c, open, "--%s needs a value after it.");
        fill(c, letters, c->words, true);
        letters[2] = "\xE4\xE4";
        assert_wrong(c, letters, "The command line is not UTF-8.");
    }
}

static void each_command_has_its_help(void **state)
{
    (void)state;
    for (const struct command *c = commands; c->name; c++)
        for (enum lang l = 0; l < LANGS; l++) {
            in_language(l);
            struct ran a = ran("vointi", "help", c->name, NULL),
                       b = ran("vointi", c->name, "--help", NULL), all = ran("vointi", "help", NULL);
            assert_int_equal(a.status | b.status | all.status, 0);
            assert_string_equal(a.out, b.out);
            assert_non_null(strstr(a.out, c->usage));
            assert_non_null(strstr(a.out, lang_text(l, c->summary)));
            assert_non_null(strstr(all.out, lang_text(l, c->summary)));
            ran_free(&a);
            ran_free(&b);
            ran_free(&all);
        }
    in_language(LANG_EN);
}

/* What the environment says of language, strangest first. */
static void the_language_is_that_of_the_user(void **state)
{
    static const struct {
        const char *all, *messages, *lang;
        enum lang said;
    } users[] = {
        { "sv_FI.UTF-8", "fi_FI.UTF-8", "en_US", LANG_SV },
        { "", "fi_FI.UTF-8", "sv_SE.UTF-8", LANG_FI },
        { NULL, NULL, "sv", LANG_SV },
        { NULL, NULL, "de_DE.UTF-8", LANG_EN },
        { "C", NULL, "fi_FI.UTF-8", LANG_EN },
        { "f", NULL, NULL, LANG_EN },
        { NULL, NULL, NULL, LANG_EN },
    };
    (void)state;
    for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
        const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
        const char *const values[] = { users[i].all, users[i].messages, users[i].lang };
        for (int n = 0; n < 3; n++)
            values[n] ? setenv(names[n], values[n], 1) : unsetenv(names[n]);
        assert_refused(ran("vointi", NULL), 2,
                       said_in(users[i].said, "Say what to do: vointi help lists the commands.",
                               ""));
    }
    in_language(LANG_EN);
}

/* ---- output that goes nowhere ---- */

static const char nowhere[] = "The output could not be written. Check that there is room where "
                              "it goes.";

static void into_a_full_disk(void)
{
    dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO);
}

static void into_nothing(void)
{
    close(STDOUT_FILENO);
}

static void without_any(void)
{
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    close(STDERR_FILENO);
}

static void assert_no_output(void (*before)(void))
{
    static const char *const orders[][ORDER_WORDS] = {
        { "vointi", "export", "--db", store.url, "--plan", "a" },
        { "vointi", "export", "--db", store.url, "--plan", "a", "--format", "xlsx" },
        { "vointi", "plans", "--db", store.url },
        { "vointi", "visit", "GET", "/", "--db", store.url },
        { "vointi", "rebuild", "--db", store.url },
        { "vointi", "version" },
        { "vointi", "help" },
    };
    process_before = before;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        assert_refuses(orders[i], 1, nowhere, "");
    process_before = NULL;
}

static void output_that_can_not_be_written_is_told(void **state)
{
    (void)state;
    assert_int_equal(run("vointi", "import", big, "--db", store.url, "--plan", "a", NULL), 0);
    struct ran before = ran("vointi", "export", "--db", store.url, "--plan", "a", NULL);
    assert_no_output(into_a_full_disk);
    assert_no_output(into_nothing);
    process_before = without_any;
    struct ran r = ran("vointi", "import", big, "--db", store.url, "--plan", "a", NULL);
    assert_int_equal(r.status, 1); /* there is nowhere to say it */
    ran_free(&r);
    process_before = NULL;
    r = ran("vointi", "export", "--db", store.url, "--plan", "a", NULL);
    assert_string_equal(before.out, r.out);
    ran_free(&r);
    ran_free(&before);
}

/* As "vointi export … | head": no word, as with other programs. */
static void a_reader_that_leaves_is_no_trouble(void **state)
{
    static const char *const formats[] = { "csv", "json", "xlsx" };
    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        const char *const words[] = { "vointi", "export", "--db", store.url, "--plan", "a",
                                      "--format", formats[i], NULL };
        struct process p;
        char some[10];
        assert_true(process_start(&p, words, false));
        assert_int_equal(read(p.out, some, sizeof some), sizeof some);
        close(p.out);
        while (process_lives(&p))
            sleep_ms(1);
        struct stat log;
        assert_int_equal(stat(p.log, &log), 0);
        assert_int_equal(log.st_size, 0);
        p.out = -1;
        assert_int_equal(process_end(&p, 0, NULL), 128 + SIGPIPE);
    }
    assert_int_equal(run("vointi", "undo", "--db", store.url, "--plan", "a", NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_say_what_they_do),
        cmocka_unit_test(no_command_is_left_out),
        cmocka_unit_test(wrong_use_is_told),
        cmocka_unit_test(each_command_has_its_help),
        cmocka_unit_test(the_language_is_that_of_the_user),
        cmocka_unit_test(output_that_can_not_be_written_is_told),
        cmocka_unit_test(a_reader_that_leaves_is_no_trouble),
    };

    return cmocka_run_group_tests(tests, begin, end);
}

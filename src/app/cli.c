/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * From argv to a command, and from its failure to a sentence and exit status. */
#include "app/cli.h"

#include "base/text.h"
#include "db/db.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

const char *option(const struct command_line *line, const char *name)
{
    return args_get(&line->options, name);
}

/* Whether a list of words separated by spaces has a word. */
static bool listed(const char *list, const char *word)
{
    size_t n = strlen(word);

    for (const char *at = list; at && *at; at += strcspn(at, " "), at += *at == ' ')
        if (strcspn(at, " ") == n && strncmp(at, word, n) == 0)
            return true;
    return false;
}

static const struct command *find(const char *name)
{
    for (const struct command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

/* fi, sv or en from the environment; English where it tells nothing. */
static enum lang language(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) {
            char code[3] = { value[0], value[0] ? value[1] : '\0', '\0' };
            return lang_of(code) < LANGS ? lang_of(code) : LANG_EN;
        }
    }
    return LANG_EN;
}

static bool usage(struct visit *v, const struct command *c)
{
    return fail(v, FAIL_USAGE, tr(v, "Use it so: vointi %s %s"), c->name, c->usage);
}

static bool option_read(struct visit *v, const struct command *c, struct command_line *line,
                        char **argv, int argc, int *at)
{
    const char *name = argv[*at] + 2, *equals = strchr(name, '=');
    const char *bare = equals ? arena_copy(v->arena, name, (size_t)(equals - name)) : name;

    bool flag = listed(c->flags, bare);
    if (!flag && !listed(c->valued, bare))
        return fail(v, FAIL_USAGE, tr(v, "There is no option --%s. Use it so: vointi %s %s"), bare,
                    c->name, c->usage);
    if (option(line, bare))
        return fail(v, FAIL_USAGE, tr(v, "--%s was given twice."), bare);
    if (flag && equals)
        return fail(v, FAIL_USAGE, tr(v, "--%s takes no value."), bare);
    if (flag) {
        args_add(v, &line->options, bare, "1");
        return true;
    }
    if (!equals && *at + 1 == argc)
        return fail(v, FAIL_USAGE, tr(v, "--%s needs a value after it."), bare);
    const char *value = equals ? equals + 1 : argv[++*at];
    args_add(v, &line->options, bare, value);
    return *value || fail(v, FAIL_USAGE, tr(v, "--%s needs a value after it."), bare);
}

static bool line_read(struct visit *v, const struct command *c, int argc, char **argv,
                      struct command_line *line)
{
    bool only_words = false;

    line->words = arena_alloc(v->arena, ((size_t)argc + 1) * sizeof *line->words);
    for (int i = 2; i < argc; i++) {
        if (!text_valid(argv[i], strlen(argv[i])))
            return fail(v, FAIL_USAGE, "%s", tr(v, "The command line is not UTF-8."));
        if (!only_words && strcmp(argv[i], "--") == 0)
            only_words = true;
        else if (!only_words && text_begins(argv[i], "--")) {
            if (!option_read(v, c, line, argv, argc, &i))
                return false;
        } else {
            line->words[line->n_words++] = argv[i];
        }
    }
    return line->n_words == c->words || usage(v, c);
}

/* On standard error, once the work has taken over a second. */
static void show_progress(const char *what, size_t done, size_t all)
{
    static struct timespec begun, shown;
    static const char *now_at;
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!begun.tv_sec)
        begun = now;
    bool new_step = !now_at || strcmp(now_at, what) != 0;
    if (now.tv_sec - begun.tv_sec < 1 || (!new_step && now.tv_sec == shown.tv_sec && done < all))
        return;
    fprintf(stderr, "\r%s %3.0f %%%s", what, all ? 100.0 * (double)done / (double)all : 100.0,
            done == all ? "\n" : "");
    now_at = what;
    shown = now;
}

bool cli_database(struct visit *v, const struct command_line *line)
{
    return v->db || db_open(v, option(line, "db"), line->command->db == DB_MADE, &v->db);
}

static bool database(struct visit *v, const struct command_line *line)
{
    const struct command *c = line->command;

    if (c->db != DB_NONE && !option(line, "db"))
        return fail(v, FAIL_USAGE, tr(v, "Say which database: --db FILE.db. "
                                         "Use it so: vointi %s %s"),
                    c->name, c->usage);
    return c->db != DB_EXISTS || cli_database(v, line);
}

static void help_command(struct visit *v, const struct command *c)
{
    printf("  vointi %s%s%s\n      %s\n", c->name, *c->usage ? " " : "", c->usage,
           tr(v, c->summary));
}

/* Of one command, or of all. */
static void help(struct visit *v, const struct command *only)
{
    if (!only) {
        puts(tr(v, "Vointi turns a wellbeing plan into a living public plan."));
        putchar('\n');
    }
    for (const struct command *c = commands; c->name; c++)
        if (!only || c == only)
            help_command(v, c);
    putchar('\n');
    puts(tr(v, "DB is a file or a postgresql:// address."));
}

static bool is_help(const char *word)
{
    return strcmp(word, "help") == 0 || strcmp(word, "--help") == 0;
}

static void run(struct visit *v, struct command_line *line, int argc, char **argv)
{
    const struct command *c = argc > 1 ? find(argv[1]) : NULL;

    line->command = c;
    if (c && argc == 3 && strcmp(argv[2], "--help") == 0)
        help(v, c);
    else if (argc == 2 && is_help(argv[1]))
        help(v, NULL);
    else if (argc == 3 && is_help(argv[1]) && find(argv[2]))
        help(v, find(argv[2]));
    else if (!c)
        fail(v, FAIL_USAGE, "%s", tr(v, "Say what to do: vointi help lists the commands."));
    else if (line_read(v, c, argc, argv, line) && database(v, line))
        c->run(v, line);
}

/* A file that was closed for us would be opened anew as the next one, a database
 * perhaps, and printed into. /dev/null opened the wrong way round: printing fails. A
 * file that may not grow fails like a full disk and does not end the program. */
static void stand_firm(void)
{
    const struct sigaction ignore = { .sa_handler = SIG_IGN };

    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            abort();
    sigaction(SIGXFSZ, &ignore, NULL);
}

/* What is printed may still wait in memory; a full disk shows only now. */
static void output_end(struct visit *v)
{
    bool broken = ferror(stdout) != 0;

    v->lang = language(); /* a page that was printed may have had another */
    if ((fflush(stdout) != 0 || broken) && !failed(v))
        fail(v, FAIL_STORE, "%s", tr(v, "The output could not be written. Check that there is "
                                        "room where it goes."));
}

int cli_run(int argc, char **argv)
{
    struct visit v = visit_new();
    struct command_line line = { 0 };

    stand_firm();
    v.lang = language();
    v.name = "vointi";
    v.progress = show_progress;
    run(&v, &line, argc, argv);
    output_end(&v);
    if (failed(&v)) {
        fprintf(stderr, "vointi: %s\n", v.fail.text);
        if (v.fail.detail && getenv("VOINTI_DETAIL"))
            fprintf(stderr, "(%s)\n", v.fail.detail);
    }
    int status = fail_exit(v.fail.kind);
    db_end(&v);
    db_close(v.db);
    visit_end(&v);
    return status;
}

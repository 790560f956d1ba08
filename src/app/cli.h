/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The command line: argv to a row of the table of commands. Exit status: 0
 * done, 1 refused or failed with a sentence, 2 wrong use. */
#ifndef APP_CLI_H
#define APP_CLI_H

#include "base/visit.h"

struct command;

struct command_line {
    const struct command *command;
    struct args options; /* without "--"; a flag has the value "1" */
    const char **words;  /* the rest, in order */
    size_t n_words;
};

enum command_db {
    DB_NONE,   /* the command needs no database, or opens it by itself */
    DB_EXISTS, /* --db must be there */
    DB_MADE    /* made when it is not there; the command opens it (cli_database) when it has
                * something to put in, so that a failure leaves no empty file behind */
};

struct command {
    const char *name, *usage; /* usage: what comes after the name */
    const char *summary;      /* N_() */
    const char *valued;       /* options with a value, separated by spaces */
    const char *flags;        /* options without */
    size_t words;             /* how many words it takes, exactly */
    enum command_db db;
    bool (*run)(struct visit *v, const struct command_line *line);
};

extern const struct command commands[]; /* ends with name NULL */

/* NULL when it was not given. */
const char *option(const struct command_line *line, const char *name);

/* Opens --db; nothing to do when it is open already. */
bool cli_database(struct visit *v, const struct command_line *line);

/* Exit status. */
int cli_run(int argc, char **argv);

#endif

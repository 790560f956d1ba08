/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The commands, a short function each. */
#include "app/cli.h"
#include "app/rooms.h"
#include "app/serve.h"
#include "db/db.h"
#include "web/hall.h"

#include <stdio.h>
#include <string.h>

#ifndef VOINTI_VERSION
#define VOINTI_VERSION "0.1.0"
#endif

static bool version(struct visit *v, const struct command_line *line)
{
    (void)v;
    (void)line;
    puts("vointi " VOINTI_VERSION);
    return true;
}

static bool run_serve(struct visit *v, const struct command_line *line)
{
    struct serve_options o = {
        .db = option(line, "db"),
        .listen = option(line, "listen"),
        .health = option(line, "health"),
    };

    if (!o.listen)
        o.listen = "127.0.0.1:8080";
    return serve(v, &o);
}

static bool role_given(struct visit *v, const char *as)
{
    static const char *const names[ROLES] = { "guest", "coordinator", "admin" };

    for (enum role r = 0; as && r < ROLES; r++)
        if (strcmp(names[r], as) == 0) {
            v->role = r;
            return true;
        }
    return !as || fail(v, FAIL_USAGE, tr(v, "There is no role %s: guest, coordinator, admin."), as);
}

/* A page without a socket: what browsers get, for tests, manuals and bug reports. */
static bool run_visit(struct visit *v, const struct command_line *line)
{
    const char *host = option(line, "host");

    if (!role_given(v, option(line, "as")))
        return false;
    v->method = strcmp(line->words[0], "GET") == 0    ? METHOD_GET
                : strcmp(line->words[0], "POST") == 0 ? METHOD_POST
                                                      : METHOD_OTHER;
    v->host = host ? host : "";
    v->lang = LANG_FI;
    visit_address(v, line->words[1]);
    visit_walk(v, &app_house);
    if (option(line, "headers")) {
        printf("%d\n", v->status);
        if (v->type)
            printf("Content-Type: %s\n", v->type);
        if (v->location)
            printf("Location: %s\n", v->location);
        if (v->filename)
            printf("Content-Disposition: attachment; filename=\"%s\"\n", v->filename);
        putchar('\n');
    }
    fwrite(v->body.at, 1, v->body.n, stdout);
    return !failed(v);
}

static bool run_backup(struct visit *v, const struct command_line *line)
{
    return db_backup(v, line->words[0]) &&
           printf(tr(v, "The backup is in %s\n"), line->words[0]) > 0;
}

const struct command commands[] = {
    { "serve", "--db DB [--listen 127.0.0.1:8080] [--health 127.0.0.1:8081]",
      N_("answers browsers until it is stopped"), "db listen health", "", 0, DB_EXISTS, run_serve },
    { "visit", "GET /tavoitteet --db DB [--as coordinator] [--host NAME] [--headers]",
      N_("prints a page as a browser would get it"), "db as host", "headers", 2, DB_EXISTS,
      run_visit },
    { "backup", "FILE --db DB", N_("copies the database while others go on"), "db", "", 1,
      DB_EXISTS, run_backup },
    { "version", "", N_("prints the version"), "", "", 0, DB_NONE, version },
    { 0 },
};

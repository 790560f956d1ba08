/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The commands, a short function each. */
#include "app/cli.h"
#include "app/plan_commands.h"
#include "app/rooms.h"
#include "app/serve.h"
#include "base/lemma.h"
#include "base/log.h"
#include "base/put.h"
#include "db/db.h"
#include "plan/facts.h"
#include "plan/roll_up.h"
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
    if (!lemma_knows_finnish())
        log_line("%s", tr(v, "Finnish is not understood: the search looks for plain words. "
                             "Install the package voikko-fi and start again."));
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
    if (v->body.n) /* a redirection has none */
        fwrite(v->body.at, 1, v->body.n, stdout);
    if (!failed(v) && v->status >= 400) /* a page about what is not there any more */
        return fail(v, FAIL_ABSENT, tr(v, "The answer is %s."), say(v, v->status));
    return !failed(v);
}

static bool run_backup(struct visit *v, const struct command_line *line)
{
    return db_backup(v, line->words[0]) &&
           printf(tr(v, "The backup is in %s\n"), line->words[0]) > 0;
}

/* What pages tell of those who run the instance. */
static bool run_set(struct visit *v, const struct command_line *line)
{
    return db_begin_write(v) && fact_set(v, line->words[0], line->words[1]) && db_commit(v);
}

/* What can be made anew from the plans themselves; both engines, one change. */
static bool run_rebuild(struct visit *v, const struct command_line *line)
{
    size_t n;

    (void)line;
    if (!db_begin_write(v) || !roll_up_all(v, &n) || !db_commit(v))
        return false;
    printf(tr_plural(v, "The list of actions and the search index of %s plan were made anew.\n",
                     "The lists of actions and the search indexes of %s plans were made anew.\n",
                     (int64_t)n),
           say(v, (int64_t)n));
    return true;
}

const struct command commands[] = {
    { "serve", "--db DB [--listen 127.0.0.1:8080] [--health 127.0.0.1:8081]",
      N_("answers browsers until it is stopped"), "db listen health", "", 0, DB_EXISTS, run_serve },
    { "import",
      "FILE --db DB [--plan NAME] [--organisation NAME] [--dry-run] [--title TEXT] "
      "[--area TEXT] [--period 2025-2028] [--vision TEXT] [--colour 1f5f7a] "
      "[--host NAME] [--default]",
      N_("brings a plan document in (docx, odt, xlsx, ods, html, csv, txt, json)"),
      "db plan organisation title area period vision colour host", "dry-run default", 1, DB_MADE,
      run_import },
    { "export", "--db DB --plan NAME [--format csv|json|xlsx]",
      N_("prints a whole plan, to be imported again"), "db plan format", "", 0, DB_EXISTS,
      run_export },
    { "undo", "--db DB --plan NAME", N_("takes the latest import of a plan back"), "db plan", "", 0,
      DB_EXISTS, run_undo },
    { "plans", "--db DB", N_("lists the plans"), "db", "", 0, DB_EXISTS, run_plans },
    { "demo", "--db DB", N_("fills a database with a made-up region"), "db", "", 0, DB_MADE,
      run_demo },
    { "visit", "GET /tavoitteet --db DB [--as coordinator] [--host NAME] [--headers]",
      N_("prints a page as a browser would get it"), "db as host", "headers", 2, DB_EXISTS,
      run_visit },
    { "backup", "FILE --db DB", N_("copies the database while others go on"), "db", "", 1,
      DB_EXISTS, run_backup },
    { "rebuild", "--db DB", N_("makes the list of actions and the search index anew"), "db", "", 0,
      DB_EXISTS, run_rebuild },
    { "set", "owner|contact_email|licence VALUE --db DB",
      N_("tells who is responsible, whom to write to, and the licence of the data"), "db", "", 2,
      DB_EXISTS, run_set },
    { "version", "", N_("prints the version"), "", "", 0, DB_NONE, version },
    { 0 },
};

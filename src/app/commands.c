/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The commands, a short function each. */
#include "app/cli.h"
#include "app/daily.h"
#include "app/importer.h"
#include "app/mailer.h"
#include "app/plan_commands.h"
#include "app/rooms.h"
#include "app/serve.h"
#include "app/user_commands.h"
#include "base/lemma.h"
#include "base/log.h"
#include "base/put.h"
#include "db/db.h"
#include "document/document.h"
#include "people/instance_key.h"
#include "people/people.h"
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

/* Plans can be read without the key; whoever needs a code is told then, too. */
static void tell_key(struct visit *v)
{
    unsigned char key[SECRET_KEY];

    if (!instance_key(v, key))
        log_line("%s%s%s", v->fail.text, v->fail.detail ? " " : "",
                 v->fail.detail ? v->fail.detail : "");
    secret_wipe(key, sizeof key);
    v->fail = (struct fail){ 0 };
}

static bool run_serve(struct visit *v, const struct command_line *line)
{
    struct serve_options o = {
        .db = option(line, "db"),
        .listen = option(line, "listen"),
        .health = option(line, "health"),
        .first_link = first_link(v),
    };

    /* A database that only can be read is served as well: nobody signs in there. */
    v->fail = (struct fail){ 0 };

    if (!o.listen)
        o.listen = "127.0.0.1:8080";
    if (!lemma_knows_finnish())
        log_line("%s", tr(v, "Finnish is not understood: the search looks for plain words. "
                             "Install the package voikko-fi and start again."));
    tell_key(v);
    return serve(v, &o);
}

/* A person by the e-mail address, or "contact" …: somebody with that role. */
static bool role_given(struct visit *v, const char *as)
{
    int role = as ? role_of(as) : -1;

    if (!as || strcmp(as, "guest") == 0)
        return true;
    if (strchr(as, '@'))
        return person_become(v, as);
    if (role < 0)
        return fail(v, FAIL_USAGE,
                    tr(v, "There is no role %s: contact, approver, council, coordinator, admin."),
                    as);
    v->roles = ROLE_BIT(role);
    v->name = v->called = as;
    return true;
}

static void print_headers(const struct visit *v, bool with_etag)
{
    char etag[ETAG];

    printf("%d\n", v->status);
    if (v->type)
        printf("Content-Type: %s\n", v->type);
    if (v->location)
        printf("Location: %s\n", v->location);
    if (v->filename)
        printf("Content-Disposition: attachment; filename=\"%s\"\n", v->filename);
    if (v->link)
        printf("Link: %s\n", v->link);
    if (with_etag && v->status == 200 && v->body.n) {
        etag_of(&v->body, etag);
        printf("ETag: %s\n", etag);
    }
    putchar('\n');
}

/* "field=PATH": a file as a form sends it; NULL: none. */
static bool file_sent(struct visit *v, const char *file, struct buf *bytes)
{
    const char *path = file ? strchr(file, '=') : NULL, *name;

    if (!file)
        return true;
    if (!path)
        return fail(v, FAIL_USAGE, "%s", tr(v, "A file is given so: --file field=PATH."));
    if (!document_load(v, ++path, bytes))
        return false;
    name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    *arena_push(v->arena, &v->files) = (struct posted_file){
        arena_copy(v->arena, file, (size_t)(path - file) - 1), name, bytes->at ? bytes->at : "",
        bytes->n
    };
    return true;
}

/* A page without a socket: what browsers get, for tests, manuals and bug reports. */
static bool run_visit(struct visit *v, const struct command_line *line)
{
    const char *host = option(line, "host"), *form = option(line, "form");
    struct buf bytes = buf_new(0);

    if (!role_given(v, option(line, "as")))
        return false;
    v->method = strcmp(line->words[0], "GET") == 0    ? METHOD_GET
                : strcmp(line->words[0], "POST") == 0 ? METHOD_POST
                                                      : METHOD_OTHER;
    v->host = host ? host : "";
    v->lang = LANG_FI;
    v->progress = NULL; /* a page prints itself and nothing else */
    visit_address(v, line->words[1]);
    v->bearer = option(line, "token");
    v->if_match = option(line, "match");
    v->request_key = option(line, "key");
    if (form && !failed(v))
        *form == '{' ? visit_json(v, form, strlen(form)) : visit_posted(v, form, strlen(form));
    if (!file_sent(v, option(line, "file"), &bytes))
        return false;
    visit_walk(v, &app_house);
    visit_afterwards(v);
    buf_free(&bytes);
    if (option(line, "headers"))
        print_headers(v, option(line, "etag"));
    if (v->body.n) /* a redirection has none */
        fwrite(v->body.at, 1, v->body.n, stdout);
    bool waits = v->work_waits && !failed(v);
    if (waits && !importer_round(v))
        return false;
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
    char typed[4096];
    const char *value = line->words[1];

    if (strcmp(value, "-") == 0) { /* a secret stands in no list of processes, no history */
        if (!fgets(typed, sizeof typed, stdin))
            return fail(v, FAIL_USAGE, "%s", tr(v, "Nothing came from standard input."));
        value = typed;
    }
    return db_begin_write(v) && fact_set(v, line->words[0], value) && db_commit(v);
}

static bool run_mail(struct visit *v, const struct command_line *line)
{
    struct mail_sent sent;

    (void)line;
    if (!mailer_round(v, NULL, &sent))
        return false;
    printf(tr_plural(v, "%s mail was sent.\n", "%s mails were sent.\n", (int64_t)sent.sent),
           say(v, (int64_t)sent.sent));
    if (sent.waiting)
        printf(tr_plural(v, "%s mail waits.\n", "%s mails wait.\n", (int64_t)sent.waiting),
               say(v, (int64_t)sent.waiting));
    if (sent.error)
        printf(tr(v, "The server said: %s\n"), sent.error);
    return true;
}

static bool run_daily(struct visit *v, const struct command_line *line)
{
    size_t forgotten;

    (void)line;
    v->name = "vointi daily";
    if (!daily_run(v, &forgotten))
        return false;
    printf(tr_plural(v, "Done. %s account that nobody used was deleted.\n",
                     "Done. %s accounts that nobody used were deleted.\n", (int64_t)forgotten),
           say(v, (int64_t)forgotten));
    return true;
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
    { "visit", "GET /tavoitteet --db DB [--as coordinator] [--token TOKEN] [--form a=b&c=d] "
      "[--file field=PATH] [--key KEY] [--match ETAG] [--host NAME] [--headers [--etag]]",
      N_("prints a page as a browser would get it"), "db as token form file key match host",
      "headers etag", 2, DB_EXISTS, run_visit },
    { "user",
      "add EMAIL --role contact|approver|council|coordinator|admin --db DB [--plan NAME] "
      "[--organisation NAME] [--name TEXT] [--address https://…] | reset EMAIL --db DB",
      N_("lets somebody in: prints a personal link; or turns a lost second factor off"),
      "db role plan organisation name address", "", 2, DB_EXISTS, run_user },
    { "backup", "FILE --db DB", N_("copies the database while others go on"), "db", "", 1,
      DB_EXISTS, run_backup },
    { "rebuild", "--db DB", N_("makes the list of actions and the search index anew"), "db", "", 0,
      DB_EXISTS, run_rebuild },
    { "set",
      "owner|contact_email|licence|smtp_url|mail_from|address|oidc_issuer|oidc_client|oidc_secret|"
      "oidc_groups|second_factor VALUE --db DB (VALUE - is read from standard input)",
      N_("tells who is responsible, whom to write to, the licence of the data, how mail is sent, "
         "through which service people sign in, and whether coordinators need a second factor "
         "(required, optional)"),
      "db", "", 2, DB_EXISTS, run_set },
    { "mail", "--db DB", N_("sends the mail that waits, once"), "db", "", 0, DB_EXISTS, run_mail },
    { "daily", "--db DB",
      N_("opens years whose day has come and deletes what was kept long enough"), "db", "", 0,
      DB_EXISTS, run_daily },
    { "version", "", N_("prints the version"), "", "", 0, DB_NONE, version },
    { 0 },
};

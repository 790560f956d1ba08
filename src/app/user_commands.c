/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Commands about people. */
#include "app/user_commands.h"

#include "app/rooms.h"
#include "base/text.h"
#include "db/db.h"
#include "people/people.h"
#include "people/people.sql.h"
#include "people/second_factor.h"
#include "plan/site.h"
#include "web/page.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_LINK_SECONDS = 24 * 3600 };

/* Of the plan, by its name or slug. */
static bool organisation_find(struct visit *v, int64_t plan, const char *name, int64_t *id)
{
    struct plan_organisations_rows rows;

    if (!plan_organisations(v, &rows, plan))
        return false;
    for (size_t i = 0; i < rows.n; i++)
        if (text_same(rows.at[i].name, name) || text_same(rows.at[i].short_name, name) ||
            strcmp(rows.at[i].slug, name) == 0) {
            *id = rows.at[i].id;
            return true;
        }
    return fail(v, FAIL_ABSENT, tr(v, "The plan has no organisation “%s”."), name);
}

static bool grant_given(struct visit *v, const struct command_line *line, struct grant *g)
{
    const char *role = option(line, "role"), *organisation = option(line, "organisation");
    int r = role ? role_of(role) : -1;

    if (r < 0)
        return fail(v, FAIL_USAGE, "%s",
                    tr(v, "Say the role: --role contact, approver, council, coordinator or "
                          "admin."));
    *g = (struct grant){ .role = (enum role)r };
    if (g->role == ROLE_ADMIN)
        return true;
    if (role_has_organisation(g->role) && !organisation)
        return fail(v, FAIL_USAGE, "%s", tr(v, "Say whose: --organisation NAME."));
    if (!plan_site(v, option(line, "plan")))
        return false;
    g->plan = v->plan;
    return !role_has_organisation(g->role) ||
           organisation_find(v, g->plan, organisation, &g->organisation);
}

/* Prints a link that signs the person in once. */
static bool user_add(struct visit *v, const struct command_line *line, const char *email)
{
    const char *name = option(line, "name"), *at = option(line, "address"), *link;
    struct grant grant;
    int64_t person;

    if (!email_fits(email))
        return fail(v, FAIL_INPUT, "%s",
                    tr(v, "Write the e-mail address in full, like maija@example.org."));
    v->name = "vointi user";
    if (!db_begin_write(v) || !grant_given(v, line, &grant) ||
        !person_invite(v, email, name ? name : "", &grant, &person, NULL) ||
        !link_make(v, person, true, "/", LINK_INVITATION_SECONDS, &link) || !db_commit(v))
        return false;
    printf(tr(v, "%s can come in once with this link, for two weeks:\n%s%s\n"), email,
           at ? at : "http://127.0.0.1:8080", link);
    return true;
}

/* For whoever lost the phone and the recovery codes. */
static bool user_reset(struct visit *v, const struct command_line *line, const char *email)
{
    bool was;

    (void)line;
    if (!db_begin_write(v) || !person_become(v, email) ||
        !factor_reset(v, v->person, v->name, &was) || !db_commit(v))
        return false;
    printf(was ? tr(v, "The second factor of %s is off, and they are signed out everywhere.\n")
               : tr(v, "%s has no second factor: nothing was changed.\n"), email);
    return true;
}

bool run_user(struct visit *v, const struct command_line *line)
{
    static const struct {
        const char *word;
        bool (*run)(struct visit *v, const struct command_line *line, const char *email);
    } does[] = { { "add", user_add }, { "reset", user_reset } };

    for (size_t i = 0; i < sizeof does / sizeof *does; i++)
        if (strcmp(line->words[0], does[i].word) == 0)
            return does[i].run(v, line, text_lower(v->arena, line->words[1]));
    return fail(v, FAIL_USAGE, tr(v, "vointi user knows “add” and “reset”, not “%s”."),
                line->words[0]);
}

const char *first_link(struct visit *v)
{
    static const struct grant admin = { .role = ROLE_ADMIN };
    const char *link = NULL;
    struct person_count_row *count;
    int64_t person;

    if (!db_begin_write(v))
        return NULL;
    if (person_count(v, &count) && !count->people &&
        person_invite(v, "admin@localhost", tr(v, "Administrator"), &admin, &person, NULL) &&
        link_make(v, person, true, "/", FIRST_LINK_SECONDS, &link))
        db_commit(v);
    db_end(v);
    return failed(v) ? NULL : link;
}

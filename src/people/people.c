/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "people/people.h"

#include "base/date.h"
#include "base/put.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"
#include "people/people.sql.h"

#include <string.h>

static const struct {
    const char *code, *name;
    bool organisation;
} roles[ROLES] = {
    [ROLE_CONTACT] = { "contact", N_("Contact person"), true },
    [ROLE_APPROVER] = { "approver", N_("Approver"), true },
    [ROLE_COUNCIL] = { "council", N_("Council or group member"), false },
    [ROLE_COORDINATOR] = { "coordinator", N_("Coordinator"), false },
    [ROLE_ADMIN] = { "admin", N_("Administrator"), false },
};

const char *role_code(enum role role)
{
    return roles[role].code;
}

int role_of(const char *code)
{
    for (int r = 0; r < ROLES; r++)
        if (strcmp(roles[r].code, code) == 0)
            return r;
    return -1;
}

const char *role_name(enum role role)
{
    return roles[role].name;
}

bool role_has_organisation(enum role role)
{
    return roles[role].organisation;
}

static bool grant_add(struct visit *v, int64_t person, const struct grant *g)
{
    return membership_add(v, &(struct membership_add_args){
                                 .person = person,
                                 .role = role_code(g->role),
                                 .plan = db_id(g->plan),
                                 .organisation = db_id(g->organisation),
                                 .created_at = date_now(v),
                                 .by_name = v->name ? v->name : "",
                             });
}

bool person_invite(struct visit *v, const char *email, const char *name, const struct grant *grant,
                   int64_t *person, bool *made)
{
    struct person_of_email_row *known;
    struct person_add_row *added = NULL;

    if (!person_of_email(v, &known, email) ||
        (!known && !person_add(v, &added, email, name, date_now(v))))
        return false;
    *person = known ? known->id : added->id;
    if (made)
        *made = !known;
    return grant_add(v, *person, grant);
}

const char *secret_digested(struct visit *v, const char *words)
{
    char *out = arena_alloc(v->arena, SECRET_DIGEST);
    secret_digest(words, out);
    return out;
}

bool person_become(struct visit *v, const char *email)
{
    struct person_of_email_row *p;

    if (!person_of_email(v, &p, text_lower(v->arena, email)))
        return false;
    if (!p)
        return fail(v, FAIL_ABSENT, tr(v, "Nobody has the e-mail address %s."), email);
    v->person = p->id;
    v->name = p->email;
    v->called = *p->person_name ? p->person_name : p->email;
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A person's own account: name, password, sessions, what happened at the door. */
#include "people/account.h"

#include "base/date.h"
#include "base/put.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"
#include "people/account.view.h"
#include "people/pages.h"
#include "people/people.h"
#include "people/personal.h"
#include "people/personal_data.view.h"
#include "web/address.h"

#include <stdlib.h>
#include <string.h>

bool is_session_here(const struct account *a, const struct sessions_of_row *s)
{
    return strcmp(a->here, s->token_digest) == 0;
}

static bool account_load(struct visit *v, struct account *a)
{
    return person_get(v, &a->person, v->person) && a->person &&
           memberships_of(v, &a->roles, v->person) && factor_of(v, &a->factor, v->person) &&
           sessions_of(v, &a->sessions, v->person, date_now(v)) &&
           tokens_of(v, &a->tokens, v->person, date_now(v)) &&
           sign_in_events_of(v, &a->events, v->person);
}

bool account_show(struct visit *v)
{
    struct account *a = arena_alloc(v->arena, sizeof *a);

    a->here = v->session ? secret_digested(v, v->session) : "";
    if (!account_load(v, a))
        return false;
    fill(v, "person_name", a->person->person_name);
    fill(v, "days", "90");
    return show_account(v, a);
}

static bool rename_person(struct visit *v)
{
    return person_rename(v, v->person, given(v, "person_name")) && go(v, to(v, "/tili"));
}

/* The name and what a person takes part in: in nobody's password (OWASP ASVS 5.0, 6.2.11). */
static const char *places_of(struct visit *v, const struct person_of_email_row *p,
                             const struct memberships_of_rows *roles)
{
    const char *all = p->person_name;

    for (size_t i = 0; i < roles->n; i++)
        all = text(v, "%s %s %s", all, text_or_empty(roles->at[i].organisation_name),
                   text_or_empty(roles->at[i].plan_title));
    return all;
}

const char *come_again_words(struct visit *v)
{
    return text(v,
                tr(v, "You came in over %s minutes ago. Sign in again first: so nobody else does "
                      "this in a browser that you left open."),
                say(v, (int64_t)FRESH_SECONDS / 60));
}

/* Whoever finds a browser open must not get the account with it: the present password or
 * a new way in is asked, and all other sessions, links and tokens end. */
static bool change_password(struct visit *v)
{
    const char *new = given(v, "new_password"), *words;
    char hash[SECRET_HASH];
    struct person_of_email_row *p;
    struct memberships_of_rows roles;
    bool closed;

    if (!person_get(v, &p, v->person) || !memberships_of(v, &roles, v->person) ||
        !door_is_closed(v, v->name, &closed))
        return false;
    words = password_fault(v, new, v->name, places_of(v, p, &roles));
    db_end(v); /* a hash takes long: nobody waits for the database meanwhile */
    if (p->password_hash && closed)
        return door_refuse(v, DOOR_TOO_MANY, v->name, v->person, NULL);
    if (p->password_hash && !secret_fits(p->password_hash, given(v, "password")))
        return door_refuse(v, DOOR_PASSWORD_WRONG, v->name, v->person,
                           tr(v, "Your present password is something else. Check it."));
    if (!p->password_hash && v->session_old)
        return fault(v, "new_password", come_again_words(v));
    if (words)
        return fault(v, "new_password", words);
    if (!secret_hash(new, hash))
        return fail(v, FAIL_BUSY, "%s", tr(v, "There is no memory just now. Try again soon."));
    return db_begin_unseen(v) && person_set_password(v, v->person, hash) &&
           session_drop_others(v, v->person, v->session ? secret_digested(v, v->session) : "") &&
           links_drop(v, v->person) && tokens_drop(v, v->person) &&
           door_event_add(v, DOOR_PASSWORD_CHANGED, v->name, v->person) && go(v, to(v, "/tili"));
}

static bool session_finish(struct visit *v)
{
    return session_drop_own(v, strtoll(part(v, "id"), NULL, 10), v->person) &&
           go(v, to(v, "/tili"));
}

/* ---- a copy of one's own data, and forgetting it ---- */

static bool data_show(struct visit *v)
{
    struct personal_data *d = arena_alloc(v->arena, sizeof *d);

    v->filename = "vointi.json";
    return personal_load(v, v->person, d) && show_personal_data(v, d);
}

/* It can't be undone: the address is typed, so that nobody does it by mistake. */
static bool forget_me(struct visit *v)
{
    if (strcmp(given(v, "own_email"), v->name) != 0)
        return fault(v, "own_email", tr(v, "Write your own e-mail address to confirm."));
    if (v->session_old)
        return fault(v, "own_email", come_again_words(v));
    if (!person_forget(v, v->person))
        return v->fail.kind == FAIL_INPUT ? fault(v, "own_email", v->fail.text) : false;
    v->new_session = "";
    return go(v, to(v, "/"));
}

static const struct input forget_inputs[] = {
    { "own_email", INPUT_EMAIL, 254, .missing = N_("Write your own e-mail address to confirm.") },
    { 0 },
};

static const struct input name_inputs[] = {
    { "person_name", INPUT_TEXT, NAME_MOST, .label = N_("The name") },
    { 0 },
};

static const struct input password_inputs[] = {
    { "password", INPUT_SECRET, PASSWORD_MOST, .label = N_("The password") },
    { "new_password", INPUT_SECRET, PASSWORD_MOST, .label = N_("The password"),
      .missing = N_("Write the new password.") },
    { 0 },
};

const struct page account_pages[] = {
    { METHOD_GET, "/tili", RIGHT_PERSON, NULL, account_show, &account_view,
      .bar = N_("Own account") },
    { METHOD_POST, "/tili", RIGHT_PERSON, name_inputs, rename_person, &account_view },
    { METHOD_GET, "/tili/salasana", RIGHT_PERSON, NULL, account_show, &account_view },
    { METHOD_POST, "/tili/salasana", RIGHT_PERSON, password_inputs, change_password,
      &account_view, .slow = true },
    { METHOD_GET, "/tili/tiedot", RIGHT_PERSON, NULL, data_show, &personal_data_view },
    { METHOD_GET, "/tili/poista", RIGHT_PERSON, NULL, account_show, &account_view },
    { METHOD_POST, "/tili/poista", RIGHT_PERSON, forget_inputs, forget_me, &account_view },
    { METHOD_POST, "/tili/istunnot/{id}", RIGHT_PERSON, NULL, session_finish, &account_view },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Sessions end by themselves: when they are not used for a while, and in any
 * case in the end. Coordinators and administrators, who can change much, are
 * asked again sooner (OWASP ASVS 5.0, 7.3). */
#include "people/people.h"

#include "base/date.h"
#include "base/put.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"
#include "people/door.sql.h"
#include "people/people.sql.h"
#include "people/second_factor.sql.h"
#include "people/token.h"
#include "web/address.h"
#include "web/hall.h"

#include <string.h>

enum {
    HOUR = 3600,
    STAFF_IDLE = 12 * HOUR,
    IDLE = 14 * 24 * HOUR,
    LONGEST = 30 * 24 * HOUR,
    HALF = 1800, /* somebody fetches a phone, and perhaps first the program for it */
    SEEN_EVERY = 600,
    BROWSER_MOST = 120
};

/* In the database; "" for nothing. */
static const char *const owes_codes[] = {
    [OWES_NOTHING] = "", [OWES_CODE] = "code", [OWES_FACTOR] = "factor"
};

/* A word that a newer program wrote opens nothing: OWES_CODE. */
static enum owes owes_of(const char *code)
{
    return !*code ? OWES_NOTHING
           : strcmp(code, owes_codes[OWES_FACTOR]) == 0 ? OWES_FACTOR
                                                        : OWES_CODE;
}

/* Roles in the plan of the address, and whose rows the person may write there. */
static bool roles_find(struct visit *v)
{
    struct memberships_here_rows rows;

    if (!memberships_here(v, &rows, v->person, v->plan))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        int role = role_of(rows.at[i].role);
        if (role < 0)
            continue;
        v->roles |= ROLE_BIT(role);
        if (role_has_organisation(role) && rows.at[i].organisation != DB_NULL)
            *arena_push(v->arena, &v->organisations) = rows.at[i].organisation;
    }
    return true;
}

bool session_find(struct visit *v)
{
    struct session_of_row *s;
    const char *now = date_now(v);

    if (v->bearer)
        return token_find(v) && roles_find(v);
    if (!v->session) /* a command may have said who comes */
        return !v->person || roles_find(v);
    if (!session_of(v, &s, secret_digested(v, v->session), now))
        return false;
    if (!s)
        return true;
    if ((v->owes = owes_of(s->owes))) {
        v->half = s->person;
        return true;
    }
    v->person = s->person;
    v->name = s->email;
    v->called = *s->person_name ? s->person_name : s->email;
    v->session_unseen = strcmp(s->seen_at, date_after(v, now, -SEEN_EVERY)) < 0;
    v->session_longest = date_after(v, s->begun_at, LONGEST);
    v->session_old = strcmp(s->begun_at, date_after(v, now, -(int64_t)FRESH_SECONDS)) < 0;
    return roles_find(v);
}

static const char *earlier(const char *a, const char *b)
{
    return strcmp(a, b) < 0 ? a : b;
}

/* Whether a person can change much anywhere. */
static bool is_staff(struct visit *v, int64_t person, bool *staff)
{
    struct memberships_of_rows rows;

    *staff = false;
    if (!memberships_of(v, &rows, person))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        int role = role_of(rows.at[i].role);
        *staff |= role == ROLE_COORDINATOR || role == ROLE_ADMIN;
    }
    return true;
}

static bool idle_end(struct visit *v, int64_t person, const char **ends)
{
    bool staff;

    if (!is_staff(v, person, &staff))
        return false;
    *ends = date_after(v, date_now(v), staff ? STAFF_IDLE : IDLE);
    return true;
}

void session_seen(struct visit *v)
{
    const char *ends;

    if (failed(v) || !v->session_unseen || v->new_session)
        return;
    if (db_begin_unseen(v) &&
        (v->bearer ? token_seen(v)
                   : idle_end(v, v->person, &ends) &&
                         session_seen_set(v, secret_digested(v, v->session), date_now(v),
                                          earlier(ends, v->session_longest))))
        db_commit(v);
    db_end(v);
}

/* What is still asked after a password or a link; an identity provider asks by itself. */
static bool owes_find(struct visit *v, int64_t person, const char *way)
{
    struct factor_of_row *factor;
    struct second_factor_setting_row *setting;
    bool staff, ours = strcmp(way, "password") == 0 || strcmp(way, "link") == 0;

    if (!factor_of(v, &factor, person) || !second_factor_setting(v, &setting) ||
        !is_staff(v, person, &staff))
        return false;
    bool required = staff && !(setting && strcmp(setting->instance_value, "optional") == 0);
    v->owes = !ours ? OWES_NOTHING : factor ? OWES_CODE : required ? OWES_FACTOR : OWES_NOTHING;
    return true;
}

/* With a token of its own: one that was known before opens nothing more now. */
static bool session_open(struct visit *v, int64_t person, const char *way)
{
    char *token = arena_alloc(v->arena, SECRET_TOKEN);
    const char *ends;

    secret_token(token);
    if (!session_end(v) || !door_sweep_sessions(v, date_now(v)) || !idle_end(v, person, &ends) ||
        !session_add(v, &(struct session_add_args){
                            .token_digest = secret_digested(v, token),
                            .person = person,
                            .sign_in_way = way,
                            .browser = text_cut(v->arena, v->browser, BROWSER_MOST),
                            .begun_at = date_now(v),
                            .ends_at = v->owes ? date_after(v, date_now(v), HALF) : ends,
                            .owes = owes_codes[v->owes],
                        }))
        return false;
    v->new_session = token;
    v->half = v->owes ? person : 0;
    return true;
}

bool session_begin(struct visit *v, int64_t person, const char *way)
{
    return owes_find(v, person, way) && session_open(v, person, way);
}

/* How this browser's session began. */
static bool way_find(struct visit *v, const char **way)
{
    struct session_of_row *s = NULL;

    if (v->session && !session_of(v, &s, secret_digested(v, v->session), date_now(v)))
        return false;
    *way = s ? s->sign_in_way : "password";
    return true;
}

bool session_complete(struct visit *v, int64_t person)
{
    const char *way;

    v->owes = OWES_NOTHING;
    return way_find(v, &way) && session_open(v, person, way);
}

bool session_begin_again(struct visit *v, int64_t person)
{
    const char *way;
    return way_find(v, &way) && session_begin(v, person, way);
}

const char *session_onward(struct visit *v, const char *address)
{
    struct buf back = buf_new(1 << 14);

    address = door_onward(v, address);
    if (!v->owes)
        return address;
    escape_url(&back, address);
    address = text(v, "%s?takaisin=%s", to(v, "%s", door_path(v)),
                   back.n ? arena_copy(v->arena, back.at, back.n) : "");
    buf_free(&back);
    return address;
}

bool session_end(struct visit *v)
{
    v->new_session = "";
    return !v->session || session_drop(v, secret_digested(v, v->session));
}

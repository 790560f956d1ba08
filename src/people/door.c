/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Personal links, and what happens at the door. */
#include "people/people.h"

#include "base/date.h"
#include "base/put.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"
#include "people/door.sql.h"
#include "web/address.h"

#include <string.h>

enum { BROWSER_MOST = 120, KEPT_SECONDS = 365 * 24 * 3600 };

static const struct {
    const char *code, *name;
} events[DOOR_EVENTS] = {
    [DOOR_PASSWORD_RIGHT] = { "password_right", N_("Signed in with a password") },
    [DOOR_PASSWORD_WRONG] = { "password_wrong", N_("A wrong password") },
    [DOOR_TOO_MANY] = { "too_many", N_("Too many wrong passwords: closed for a while") },
    [DOOR_LINK_USED] = { "link_used", N_("Came in by a personal link") },
    [DOOR_SIGNED_OUT] = { "signed_out", N_("Signed out") },
    [DOOR_PASSWORD_CHANGED] = { "password_changed", N_("The password was changed") },
    [DOOR_CODE_RIGHT] = { "code_right", N_("Wrote the right code") },
    [DOOR_CODE_WRONG] = { "code_wrong", N_("A wrong code") },
    [DOOR_CODES_TOO_MANY] = { "codes_too_many", N_("Too many wrong codes: closed for a while") },
    [DOOR_RECOVERY_USED] = { "recovery_used", N_("Used a recovery code") },
    [DOOR_RECOVERY_NEW] = { "recovery_new", N_("New recovery codes were made") },
    [DOOR_FACTOR_ON] = { "factor_on", N_("The second factor was turned on") },
    [DOOR_FACTOR_OFF] = { "factor_off", N_("The second factor was turned off") },
    [DOOR_FACTOR_RESET] = { "factor_reset",
                            N_("An administrator turned the second factor off") },
    [DOOR_LINK_ASKED] = { "link_asked", N_("A link was asked for by e-mail") },
    [DOOR_TOKEN_MADE] = { "token_made", N_("Made a token for a program") },
    [DOOR_TOKEN_ENDED] = { "token_ended", N_("Ended a token") },
    [DOOR_CLOSED] = { "closed", N_("An administrator closed the account") },
    [DOOR_REOPENED] = { "reopened", N_("An administrator opened the account again") },
    [DOOR_PROVIDER] = { "provider", N_("Signed in through the organisation’s sign-in service") },
};

const char *door_event_code(enum door_event event)
{
    return events[event].code;
}

const char *door_event_name(enum door_event event)
{
    return events[event].name;
}

enum door_event door_event_of(const char *code)
{
    enum door_event e = 0;
    while (e < DOOR_EVENTS - 1 && strcmp(events[e].code, code) != 0)
        e++;
    return e;
}

bool door_event_add(struct visit *v, enum door_event event, const char *email, int64_t person)
{
    const char *now = date_now(v);

    return door_sweep(v, date_after(v, now, -(int64_t)KEPT_SECONDS)) &&
           sign_in_event_add(v, &(struct sign_in_event_add_args){
                                    .happened_at = now,
                                    .email_digest = secret_digested(v, email),
                                    .person = person ? person : DB_NULL,
                                    .event = events[event].code,
                                    .browser = text_cut(v->arena, v->browser, BROWSER_MOST),
                                });
}

static bool happened_often(struct visit *v, const char *email, enum door_event event,
                           int64_t often, bool *closed)
{
    struct sign_in_events_recent_row *recent;
    const char *since = date_after(v, date_now(v), -(int64_t)DOOR_SECONDS);

    if (!sign_in_events_recent(v, &recent, secret_digested(v, email), events[event].code, since))
        return false;
    *closed = recent->events >= often;
    return true;
}

bool door_refuse(struct visit *v, enum door_event event, const char *email, int64_t person,
                 const char *words)
{
    if (!words)
        words = text(v, tr(v, "Too many wrong passwords. Wait %s minutes, or use a personal link."),
                     say(v, (int64_t)DOOR_SECONDS / 60));
    return db_begin_unseen(v) && door_event_add(v, event, email, person) && db_commit(v) &&
           fault(v, "password", words);
}

bool door_is_closed(struct visit *v, const char *email, bool *closed)
{
    return happened_often(v, email, DOOR_PASSWORD_WRONG, DOOR_TRIES, closed);
}

bool door_codes_closed(struct visit *v, const char *email, bool *closed)
{
    return happened_often(v, email, DOOR_CODE_WRONG, DOOR_CODE_TRIES, closed);
}

bool door_gives_no_link(struct visit *v, const char *email, bool *none)
{
    return happened_often(v, email, DOOR_LINK_ASKED, DOOR_LINKS, none);
}

const char *door_onward(struct visit *v, const char *address)
{
    bool ours = *address == '/' && address[1] != '/' && !strpbrk(address, "\\\r\n");
    return ours ? address : to(v, "/");
}

static bool link_store(struct visit *v, struct link_add_args link, int64_t seconds,
                       const char **address)
{
    char token[SECRET_TOKEN];

    secret_token(token);
    *address = text(v, "/linkki/%s", token);
    link.token_digest = secret_digested(v, token);
    link.created_at = date_now(v);
    link.ends_at = date_after(v, link.created_at, seconds);
    return link_add(v, &link);
}

bool link_make(struct visit *v, int64_t person, bool once, const char *leads_to, int64_t seconds,
               const char **address)
{
    return link_store(v,
                      (struct link_add_args){ .person = person,
                                              .link_kind = once ? "once" : "round",
                                              .leads_to = leads_to,
                                              .round = DB_NULL },
                      seconds, address);
}

bool link_make_of_round(struct visit *v, int64_t person, int64_t round, const char *leads_to,
                        int64_t seconds, const char **address)
{
    return link_store(v,
                      (struct link_add_args){ .person = person,
                                              .link_kind = "round",
                                              .leads_to = leads_to,
                                              .round = round ? round : DB_NULL },
                      seconds, address);
}

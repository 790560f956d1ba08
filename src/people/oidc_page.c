/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The way in through an identity provider: there, and back. */
#include "base/date.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"
#include "people/link_page.h"
#include "people/oidc.h"
#include "people/pages.h"
#include "people/people.h"
#include "people/sign_in.view.h"
#include "web/address.h"

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { TALKS_AT_ONCE = 2, CODE_MOST = 4000, ONWARD_MOST = 2000 };

/* A slow provider must not hold all of the back room: passwords go on meanwhile. */
static atomic_int talks;

static const char *back_address(struct visit *v)
{
    return text(v, "%s/kirjaudu/paluu", v->base);
}

/* The page of the way in, with what happened and the other ways. */
static bool tell(struct visit *v, int status, const char *words)
{
    v->status = status;
    v->new_flow = "";
    return sign_in_shown(v, words);
}

static bool tell_answer(struct visit *v, enum oidc_answer answer)
{
    switch (answer) {
    case OIDC_DOWN:
        return tell(v, 503, tr(v, "The sign-in service of your organisation does not answer just "
                                  "now. Try again in a moment, or come in another way."));
    case OIDC_REFUSED:
        return tell(v, 403, tr(v, "The sign-in service of your organisation did not let you in. "
                                  "Try again, or come in another way."));
    default:
        return tell(v, 502, tr(v, "The sign-in service of your organisation gave an answer that "
                                  "can't be trusted, so nobody was signed in. Tell the "
                                  "administrator of this service, and come in another way."));
    }
}

static bool tell_busy(struct visit *v)
{
    return tell(v, 503, tr(v, "Too many are signing in just now. Try again in a few seconds."));
}

/* After db_end(): nobody waits for the database while another server thinks. */
static bool talk_begins(void)
{
    if (++talks <= TALKS_AT_ONCE)
        return true;
    talks--;
    return false;
}

static bool settings_find(struct visit *v, struct oidc_settings *s)
{
    return oidc_settings_load(v, s) &&
           (s->issuer || fail(v, FAIL_ABSENT, "%s",
                              tr(v, "There is no such page. It may have moved.")));
}

/* ---- there ---- */

static void flow_make(struct visit *v, struct oidc_flow *flow)
{
    const char *onward = door_onward(v, given(v, "takaisin"));

    *flow = (struct oidc_flow){ .begun = date_seconds(date_now(v)), .lang = v->lang };
    secret_token(flow->state);
    secret_token(flow->nonce);
    secret_token(flow->verifier);
    if (strlen(onward) < sizeof flow->leads_to)
        memcpy(flow->leads_to, onward, strlen(onward) + 1);
}

static bool go_there(struct visit *v)
{
    struct oidc_settings s;
    struct oidc_flow flow;
    const char *address;

    if (!settings_find(v, &s))
        return false;
    db_end(v);
    flow_make(v, &flow);
    if (!talk_begins())
        return tell_busy(v);
    enum oidc_answer answer = oidc_begin(v, &s, &flow, back_address(v), &address);
    talks--;
    if (answer != OIDC_RIGHT)
        return tell_answer(v, answer);
    return oidc_flow_seal(v, &flow, &v->new_flow) && go(v, address);
}

/* ---- and back ---- */

/* The browser that went is the one that comes, with an answer of the right provider. */
static bool belongs(struct visit *v, const struct oidc_settings *s, const struct oidc_flow *flow)
{
    const char *state = given(v, "state"), *issuer = given(v, "iss");

    return strlen(state) == strlen(flow->state) &&
           secret_same(state, flow->state, strlen(flow->state)) &&
           (!*issuer || strcmp(issuer, s->issuer) == 0); /* RFC 9207 */
}

static bool let_in(struct visit *v, const struct oidc_settings *s, const struct oidc_claims *claims,
                   const struct oidc_flow *flow)
{
    const char *email = "", *words = "";
    int64_t person;

    if (!db_begin_unseen(v) || !oidc_person(v, s, claims, &person, &email, &words))
        return false;
    if (!person) {
        db_end(v);
        return tell(v, 403, words);
    }
    v->new_flow = "";
    return session_begin(v, person, "provider") &&
           door_event_add(v, DOOR_PROVIDER, email, person) && db_commit(v) &&
           go(v, session_onward(v, *flow->leads_to ? flow->leads_to : "/"));
}

static bool come_back(struct visit *v)
{
    struct oidc_settings s;
    struct oidc_flow flow;
    struct oidc_claims claims;
    bool there;

    if (!settings_find(v, &s) || !oidc_flow_open(v, v->flow, &flow, &there))
        return false;
    if (there)
        v->lang = (enum lang)flow.lang;
    if (!there || !belongs(v, &s, &flow))
        return tell(v, 400, tr(v, "This sign-in was not begun in this browser, or it took too "
                                  "long. Begin again."));
    if (!*given(v, "code"))
        return tell_answer(v, OIDC_REFUSED);
    db_end(v);
    if (!talk_begins())
        return tell_busy(v);
    enum oidc_answer answer =
        oidc_finish(v, &s, &flow, back_address(v), given(v, "code"), &claims);
    talks--;
    return answer == OIDC_RIGHT ? let_in(v, &s, &claims, &flow) : tell_answer(v, answer);
}

static const struct input there_query[] = { { "takaisin", INPUT_TEXT, ONWARD_MOST }, { 0 } };
static const struct input back_query[] = {
    { "code", INPUT_TEXT, CODE_MOST },
    { "state", INPUT_TEXT, 100 },
    { "iss", INPUT_TEXT, ONWARD_MOST },
    { "error", INPUT_TEXT, 200 },
    { 0 },
};

const struct page oidc_pages[] = {
    { METHOD_GET, "/kirjaudu/palvelu", RIGHT_DOOR, there_query, go_there, &sign_in_view,
      .slow = true },
    { METHOD_GET, "/kirjaudu/paluu", RIGHT_DOOR, back_query, come_back, &sign_in_view,
      .slow = true },
    { 0 },
};

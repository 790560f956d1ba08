/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The second factor: the code at the door, turning it on and off, recovery codes. */
#include "base/date.h"
#include "base/put.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"
#include "people/door.sql.h"
#include "people/pages.h"
#include "people/people.h"
#include "people/people.sql.h"
#include "people/recovery_codes.view.h"
#include "people/second_factor.sql.h"
#include "people/second_factor_show.view.h"
#include "people/sign_in_code.view.h"
#include "web/address.h"

#include <stdlib.h>
#include <string.h>

enum { ONWARD_MOST = 2000, SEALED_MOST = 400 };

/* Whoever is signed in, or has begun to. */
static bool who_find(struct visit *v, struct person_of_email_row **p)
{
    return person_get(v, p, v->person ? v->person : v->half) &&
           (*p || fail(v, FAIL_SIGN_IN, "%s", tr(v, "Sign in to see this page.")));
}

/* What happened is kept although the form comes back. */
static bool refuse(struct visit *v, const char *field, enum factor_answer answer)
{
    return db_commit(v) &&
           fault(v, field,
                 answer == FACTOR_CLOSED
                     ? text(v, tr(v, "Too many wrong codes. Wait %s minutes, or use a recovery "
                                     "code."), say(v, (int64_t)DOOR_SECONDS / 60))
                     : tr(v, "The code is wrong or was used already. Wait for the next one in "
                             "your phone and write that."));
}

/* ---- at the door ---- */

bool code_show(struct visit *v)
{
    return show_sign_in_code(v);
}

static bool code_enter(struct visit *v)
{
    enum factor_answer answer;
    struct person_of_email_row *p;

    db_end(v); /* no page of a guest changes */
    if (!db_begin_unseen(v) || !who_find(v, &p) ||
        !factor_prove(v, p->id, p->email, given(v, "code"), &answer))
        return false;
    if (answer != FACTOR_RIGHT)
        return refuse(v, "code", answer);
    return session_complete(v, p->id) && door_go_on(v, given(v, "takaisin"));
}

/* ---- own account ---- */

bool factor_show(struct visit *v)
{
    struct second_factor_shown *s = arena_alloc(v->arena, sizeof *s);
    struct person_of_email_row *p;
    struct factor_of_row *on;

    if (!who_find(v, &p) || !factor_of(v, &on, p->id))
        return false;
    s->turned_on_at = on ? on->turned_on_at : NULL;
    s->has_password = p->password_hash != NULL;
    s->must = v->owes == OWES_FACTOR;
    if (on) {
        struct recovery_left_row *left;
        if (!recovery_left(v, &left, p->id))
            return false;
        s->codes_left = left->codes;
    } else if (!factor_offer(v, p->id, p->email, given(v, "avain"), &s->offer)) {
        return false;
    }
    return show_second_factor_show(v, s);
}

/* New ones, shown this once. */
static bool recovery_show(struct visit *v, int64_t person)
{
    struct recovery_codes *c = arena_alloc(v->arena, sizeof *c);

    c->n = RECOVERY_CODES;
    c->onward = door_onward(v, given(v, "takaisin"));
    return factor_recovery_make(v, person, c->at) && show_recovery_codes(v, c);
}

/* Other browsers that came in without it end, and this one gets a new session. */
static bool turn_on(struct visit *v)
{
    enum factor_answer answer;
    struct person_of_email_row *p;

    if (!who_find(v, &p) ||
        !factor_turn_on(v, p->id, p->email, given(v, "avain"), given(v, "code"), &answer))
        return false;
    if (answer != FACTOR_RIGHT)
        return refuse(v, "code", answer);
    return session_complete(v, p->id) &&
           session_drop_others(v, p->id, secret_digested(v, v->new_session)) &&
           recovery_show(v, p->id);
}

/* A password or a code: whoever finds a browser open has neither. A hash takes long:
 * nobody waits for the database meanwhile. */
static bool prove(struct visit *v, const char *field, struct person_of_email_row **p, bool *right)
{
    enum factor_answer answer;
    const char *typed = given(v, field);
    bool closed;

    if (!who_find(v, p) || !door_codes_closed(v, (*p)->email, &closed))
        return false;
    db_end(v);
    *right = !closed && (*p)->password_hash && secret_fits((*p)->password_hash, typed);
    if (!db_begin_unseen(v))
        return false;
    if (*right)
        return true;
    if (!factor_prove(v, (*p)->id, (*p)->email, typed, &answer))
        return false;
    *right = answer == FACTOR_RIGHT;
    return *right || refuse(v, field, answer);
}

static bool codes_new(struct visit *v)
{
    struct person_of_email_row *p;
    bool right;

    return prove(v, "proof_codes", &p, &right) &&
           door_event_add(v, DOOR_RECOVERY_NEW, p->email, p->id) && recovery_show(v, p->id);
}

/* Where it is required, the next thing to do is to turn it on with another phone. */
static bool turn_off(struct visit *v)
{
    struct person_of_email_row *p;
    bool right, was;

    return prove(v, "proof_off", &p, &right) && factor_turn_off(v, p->id, &was) &&
           (!was || door_event_add(v, DOOR_FACTOR_OFF, p->email, p->id)) &&
           session_begin_again(v, p->id) && go(v, session_onward(v, to(v, "/tili")));
}

/* ---- the codes as a file ---- */

static void put_codes(struct visit *v, const void *data)
{
    const struct recovery_codes *c = data;

    buf_printf(&v->body, "%s\n%s\n\n", tr(v, "Recovery codes for Vointi. Each works once."),
               v->base ? v->base : "");
    for (size_t i = 0; i < c->n; i++)
        buf_printf(&v->body, "%s\n", c->at[i]);
}

static const struct view recovery_file_view = { "recovery_file", { [FORMAT_TEXT] = put_codes } };

/* The browser sends back what it was just shown; only what works goes into the file. */
static bool codes_file(struct visit *v)
{
    struct recovery_codes *c = arena_alloc(v->arena, sizeof *c);
    const char *line = given(v, "codes"); /* a space between them */

    for (size_t n; *line && c->n < RECOVERY_CODES; line += n + (line[n] == ' ')) {
        bool is;
        n = strcspn(line, " ");
        const char *code = arena_copy(v->arena, line, n);
        if (!factor_recovery_is(v, v->person, code, &is))
            return false;
        if (is)
            c->at[c->n++] = code;
    }
    if (!c->n)
        return fail(v, FAIL_INPUT, "%s",
                    tr(v, "These recovery codes do not work any more. Make new ones."));
    v->filename = "vointi.txt";
    v->view = &recovery_file_view;
    v->data = c;
    return true;
}

/* ---- for somebody else ---- */

static bool reset(struct visit *v)
{
    struct person_of_email_row *p;
    bool was;

    if (!person_get(v, &p, strtoll(part(v, "person"), NULL, 10)))
        return false;
    if (!p)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such person."));
    return factor_reset(v, p->id, p->email, &was) && go(v, to(v, "/kayttajat"));
}

static const struct input code_query[] = { { "takaisin", INPUT_TEXT, ONWARD_MOST }, { 0 } };

static const struct input code_inputs[] = {
    { "code", INPUT_SECRET, FACTOR_TYPED_MOST, .label = N_("The code"),
      .missing = N_("Write the code that your phone shows.") },
    { "takaisin", INPUT_TEXT, ONWARD_MOST },
    { 0 },
};

static const struct input turn_on_inputs[] = {
    { "avain", INPUT_TEXT, SEALED_MOST },
    { "code", INPUT_SECRET, FACTOR_TYPED_MOST, .label = N_("The code"),
      .missing = N_("Write the code that your phone shows.") },
    { "takaisin", INPUT_TEXT, ONWARD_MOST },
    { 0 },
};

static const struct input proof_codes_inputs[] = {
    { "proof_codes", INPUT_SECRET, PASSWORD_MOST, .label = N_("The code"),
      .missing = N_("Write your password or a code.") },
    { 0 },
};

static const struct input proof_off_inputs[] = {
    { "proof_off", INPUT_SECRET, PASSWORD_MOST, .label = N_("The code"),
      .missing = N_("Write your password or a code.") },
    { 0 },
};

static const struct input file_inputs[] = { { "codes", INPUT_SECRET, 400 }, { 0 } };

#define SHOWN &second_factor_show_view
const struct page second_factor_pages[] = {
    { METHOD_GET, "/kirjaudu/koodi", RIGHT_CODE, code_query, code_show, &sign_in_code_view },
    { METHOD_POST, "/kirjaudu/koodi", RIGHT_CODE, code_inputs, code_enter, &sign_in_code_view },
    { METHOD_GET, "/tili/koodi", RIGHT_FACTOR, code_query, factor_show, SHOWN },
    { METHOD_POST, "/tili/koodi", RIGHT_FACTOR, turn_on_inputs, turn_on, SHOWN },
    { METHOD_GET, "/tili/koodi/varakoodit", RIGHT_PERSON, NULL, factor_show, SHOWN },
    { METHOD_POST, "/tili/koodi/varakoodit", RIGHT_PERSON, proof_codes_inputs, codes_new, SHOWN,
      .slow = true },
    { METHOD_GET, "/tili/koodi/pois", RIGHT_PERSON, NULL, factor_show, SHOWN },
    { METHOD_POST, "/tili/koodi/pois", RIGHT_PERSON, proof_off_inputs, turn_off, SHOWN,
      .slow = true },
    { METHOD_POST, "/tili/koodi/tiedosto", RIGHT_PERSON, file_inputs, codes_file,
      &recovery_file_view },
    { METHOD_POST, "/kayttajat/{person}/koodi-pois", RIGHT_ADMIN, NULL, reset, SHOWN },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The way in and out: password, personal link. */
#include "base/date.h"
#include "base/put.h"
#include "base/secret.h"
#include "db/db.h"
#include "people/door.sql.h"
#include "people/link_ask.view.h"
#include "people/link_open.view.h"
#include "people/mail.h"
#include "people/oidc.h"
#include "people/pages.h"
#include "people/people.h"
#include "people/people.sql.h"
#include "people/second_factor_page.h"
#include "people/sign_in.view.h"
#include "people/sign_in_back.view.h"
#include "web/address.h"

#include <string.h>

/* What was typed before the session ended is sent from a page of ours: a redirection
 * could not carry it. What is owed before that carries it, too. */
bool door_go_on(struct visit *v, const char *leads_to)
{
    if (!carries(v))
        return go(v, session_onward(v, leads_to));
    return v->owes == OWES_CODE     ? code_show(v)
           : v->owes == OWES_FACTOR ? factor_show(v)
                                    : show_sign_in_back(v, door_onward(v, leads_to));
}

bool sign_in_shown(struct visit *v, const char *words)
{
    struct sign_in_page *page = arena_alloc(v->arena, sizeof *page);

    page->words = words;
    return mail_is_set_up(v, &page->mails) && oidc_is_set_up(v, &page->elsewhere) &&
           show_sign_in(v, page);
}

static bool sign_in_show(struct visit *v)
{
    return sign_in_shown(v, NULL);
}

/* The same words and the same time whether or not there is an account. A hash takes
 * long: nobody waits for the database meanwhile. */
static bool sign_in(struct visit *v)
{
    const char *email = given(v, "email");
    struct person_of_email_row *p;
    bool closed;

    if (!person_of_email(v, &p, email) || !door_is_closed(v, email, &closed))
        return false;
    db_end(v);
    if (closed)
        return door_refuse(v, DOOR_TOO_MANY, email, p ? p->id : 0, NULL);
    if (!secret_fits(p ? p->password_hash : NULL, given(v, "password")) || p->closed_at)
        return door_refuse(v, DOOR_PASSWORD_WRONG, email, p ? p->id : 0,
                           tr(v, "The e-mail address or the password is wrong. Check both."));
    return db_begin_unseen(v) && session_begin(v, p->id, "password") &&
           door_event_add(v, DOOR_PASSWORD_RIGHT, email, p->id) &&
           door_go_on(v, given(v, "takaisin"));
}

/* Guests may press it too: kept pages stay good. */
static bool sign_out(struct visit *v)
{
    db_end(v);
    v->signs_out = true;
    return db_begin_unseen(v) && session_end(v) &&
           (!v->person || door_event_add(v, DOOR_SIGNED_OUT, v->name, v->person)) &&
           go(v, to(v, "/"));
}

/* ---- a link by mail ---- */

static bool link_ask_show(struct visit *v)
{
    struct sign_in_page *page = arena_alloc(v->arena, sizeof *page);

    return mail_is_set_up(v, &page->mails) && show_link_ask(v, page);
}

static bool link_mail(struct visit *v, const struct person_of_email_row *p)
{
    const char *body =
        text(v, "%s%s%s%s", mail_hello(v, p->person_name),
             mail_words(v, text(v,
                                tr(v, "With this link you get in. It works once, for %s minutes."),
                                say(v, (int64_t)LINK_SIGN_IN_SECONDS / 60))),
             mail_link(v, door_onward(v, given(v, "takaisin"))),
             mail_words(v, tr(v, "If you did not ask for it, you need do nothing: without the link "
                                 "nobody gets in.")));
    return mail_put(v,
                    &(struct mail){ .to = p->email,
                                    .subject = tr(v, "Your link for signing in"),
                                    .body = body,
                                    .kind = MESSAGE_SIGN_IN,
                                    .person = p->id,
                                    .once = true,
                                    .link_seconds = LINK_SIGN_IN_SECONDS },
                    NULL);
}

/* The same answer whether or not there is an account, and whether or not a link goes. */
static bool link_ask(struct visit *v)
{
    struct sign_in_page *page = arena_alloc(v->arena, sizeof *page);
    const char *email = given(v, "email");
    struct person_of_email_row *p;
    bool none;

    db_end(v); /* no guest's page shows what is written here */
    if (!db_begin_unseen(v) || !mail_is_set_up(v, &page->mails) || !person_of_email(v, &p, email) ||
        !door_gives_no_link(v, email, &none) ||
        !door_event_add(v, DOOR_LINK_ASKED, email, p ? p->id : 0) ||
        (page->mails && p && !p->closed_at && !none && !link_mail(v, p)))
        return false;
    page->asked = true;
    return show_link_ask(v, page);
}

/* ---- personal links ---- */

static bool link_find(struct visit *v, struct link_of_row **link)
{
    char digest[SECRET_DIGEST];

    secret_digest(part(v, "token"), digest);
    if (!link_of(v, link, digest))
        return false;
    struct link_of_row *l = *link;
    if (l && (l->closed_at || strcmp(l->ends_at, date_now(v)) <= 0 ||
              (l->used_at && strcmp(l->link_kind, "once") == 0)))
        *link = NULL;
    return true;
}

static bool link_show(struct visit *v)
{
    struct link_open *open = arena_alloc(v->arena, sizeof *open);
    struct link_of_row *l;

    if (!link_find(v, &l))
        return false;
    if (l)
        *open = (struct link_open){ true, l->email, *l->person_name ? l->person_name : l->email };
    else
        v->status = 404;
    return show_link_open(v, open);
}

/* Only a pressed button gets here: programs that follow links in mail do not. */
static bool link_enter(struct visit *v)
{
    struct link_of_row *l;

    db_end(v); /* no page of a guest changes */
    if (!db_begin_unseen(v) || !link_find(v, &l))
        return false;
    if (!l)
        return fail(v, FAIL_ABSENT, "%s",
                    tr(v, "This link has been used, or its time is over. Ask the coordinator for a "
                          "new one."));
    return link_use(v, l->id, date_now(v)) && session_begin(v, l->person, "link") &&
           door_event_add(v, DOOR_LINK_USED, l->email, l->person) &&
           go(v, session_onward(v, l->leads_to));
}

static const struct input sign_in_inputs[] = {
    { "email", INPUT_EMAIL, EMAIL_MOST, .missing = N_("Write your e-mail address.") },
    { "password", INPUT_SECRET, PASSWORD_MOST, .label = N_("The password"),
      .missing = N_("Write your password.") },
    { "takaisin", INPUT_TEXT, 2000 },
    { 0 },
};

static const struct input link_ask_inputs[] = {
    { "email", INPUT_EMAIL, EMAIL_MOST, .missing = N_("Write your e-mail address.") },
    { "takaisin", INPUT_TEXT, 2000 },
    { 0 },
};

static const struct input sign_in_query[] = { { "takaisin", INPUT_TEXT, 2000 }, { 0 } };

const struct page door_pages[] = {
    { METHOD_GET, "/kirjaudu", RIGHT_DOOR, sign_in_query, sign_in_show, &sign_in_view },
    { METHOD_POST, "/kirjaudu", RIGHT_DOOR, sign_in_inputs, sign_in, &sign_in_view, .slow = true },
    { METHOD_GET, "/kirjaudu/linkki", RIGHT_DOOR, sign_in_query, link_ask_show, &link_ask_view },
    { METHOD_POST, "/kirjaudu/linkki", RIGHT_DOOR, link_ask_inputs, link_ask, &link_ask_view },
    { METHOD_POST, "/ulos", RIGHT_DOOR, NULL, sign_out, &sign_in_view },
    { METHOD_GET, "/linkki/{token}", RIGHT_DOOR, NULL, link_show, &link_open_view },
    { METHOD_POST, "/linkki/{token}", RIGHT_DOOR, NULL, link_enter, &link_open_view },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The people of a plan: who may do what, and inviting more. */
#include "base/put.h"
#include "base/text.h"
#include "people/invite.h"
#include "people/mail.h"
#include "people/pages.h"
#include "people/people.h"
#include "people/people_list.view.h"
#include "people/personal.h"
#include "web/address.h"

#include <stdlib.h>
#include <string.h>

enum { ADDRESSES_MOST = 60000 };

bool may_grant(const struct visit *v, enum role role)
{
    return role != ROLE_ADMIN || (v->roles & ROLE_BIT(ROLE_ADMIN));
}

static bool list_load(struct visit *v, struct people_list *l)
{
    return mail_is_set_up(v, &l->mails) && people_of_plan(v, &l->rows, v->plan) &&
           plan_organisations(v, &l->organisations, v->plan);
}

static bool people_show(struct visit *v)
{
    struct people_list *l = arena_alloc(v->arena, sizeof *l);
    return list_load(v, l) && show_people_list(v, l);
}

/* ---- inviting ---- */

/* 0: the plan has none of that name. */
static int64_t organisation_of(const struct plan_organisations_rows *all, const char *words)
{
    for (size_t i = 0; i < all->n; i++)
        if (text_same(all->at[i].name, words) || text_same(all->at[i].short_name, words) ||
            strcmp(all->at[i].slug, words) == 0)
            return all->at[i].id;
    return 0;
}

static bool is_organisation(void *all, const char *words)
{
    return organisation_of(all, words) != 0;
}

/* A link lets its holder in as that person. The coordinator of one plan must not get one
 * that opens more than that plan: such a person comes in as before. */
static bool may_let_in(struct visit *v, int64_t person, bool *may)
{
    struct memberships_of_rows rows;

    if (!memberships_of(v, &rows, person))
        return false;
    *may = true;
    for (size_t i = 0; i < rows.n && !may_grant(v, ROLE_ADMIN); i++)
        *may &= rows.at[i].plan == v->plan;
    return true;
}

/* Where their work begins. */
static const char *begins(struct visit *v, enum role role)
{
    bool answers = role_has_organisation(role) || role == ROLE_COORDINATOR;
    return to(v, answers ? "/tyopoyta" : "/");
}

/* In the plan's language: nobody knows the person's yet. */
static bool invite_mail(struct visit *v, int64_t person, const struct invited *who, enum role role)
{
    enum lang lang = v->lang;

    v->lang = v->site->lang;
    const char *as = tr(v, role_name(role));
    const char *body =
        text(v, "%s%s%s%s", mail_hello(v, who->name),
             mail_words(v, text(v,
                                tr(v, "You were invited to keep a plan alive: %s. Your role: %s."),
                                v->site->title, as)),
             mail_link(v, begins(v, role)),
             text(v, "%s%s", mail_words(v, tr(v, "The link works once, for two weeks.")),
                  mail_goodbye(v)));
    bool ok = mail_put(v,
                       &(struct mail){ .to = who->email,
                                       .subject = text(v, tr(v, "Invitation: %s"), v->site->title),
                                       .body = body,
                                       .kind = MESSAGE_INVITATION,
                                       .person = person,
                                       .plan = v->plan,
                                       .once = true,
                                       .link_seconds = LINK_INVITATION_SECONDS },
                       NULL);
    v->lang = lang;
    return ok;
}

static bool invite_one(struct visit *v, struct people_list *l, const struct invited *who,
                       enum role role)
{
    const char *organisation = *who->organisation ? who->organisation : given(v, "organisation");
    struct grant grant = { .role = role, .plan = role == ROLE_ADMIN ? 0 : v->plan };
    struct invited_link *out = &l->invited[l->n_invited++];
    int64_t person;
    bool link;

    if (role_has_organisation(role))
        grant.organisation = organisation_of(&l->organisations, organisation);
    if (role_has_organisation(role) && !grant.organisation)
        return fault(v, "organisation",
                     text(v, tr(v, "Choose the organisation of %s."), who->email));
    out->email = who->email;
    if (!person_invite(v, who->email, who->name, &grant, &person, &out->is_new))
        return false;
    if (l->mails)
        return invite_mail(v, person, who, role);
    if (!may_let_in(v, person, &link))
        return false;
    if (link && !link_make(v, person, true, begins(v, role), LINK_INVITATION_SECONDS, &out->link))
        return false;
    out->link = link ? text(v, "%s%s", v->base, out->link) : NULL;
    return true;
}

static bool people_invite(struct visit *v)
{
    struct people_list *l = arena_alloc(v->arena, sizeof *l);
    struct invitations list;
    int role = role_of(given(v, "role"));

    if (role < 0 || !may_grant(v, (enum role)role))
        return fault(v, "role", tr(v, "Choose the role."));
    if (!list_load(v, l))
        return false;
    invitations_read(v, given(v, "addresses"), is_organisation, &l->organisations, &list);
    if (list.fault)
        return fault(v, "addresses", list.fault);
    l->invited = arena_alloc(v->arena, (list.n + 1) * sizeof *l->invited);
    for (size_t i = 0; i < list.n; i++)
        if (!invite_one(v, l, &list.at[i], (enum role)role))
            return false;
    v->form = (struct args){ 0 }; /* the form is empty again */
    return list_load(v, l) && show_people_list(v, l);
}

static bool role_take(struct visit *v)
{
    struct people_of_plan_rows rows;
    int64_t person = strtoll(part(v, "person"), NULL, 10);
    int64_t membership = strtoll(part(v, "membership"), NULL, 10);

    if (!people_of_plan(v, &rows, v->plan))
        return false;
    for (size_t i = 0; i < rows.n; i++)
        if (rows.at[i].membership_id == membership && rows.at[i].id == person &&
            may_grant(v, (enum role)role_of(rows.at[i].role)))
            return membership_drop(v, membership, person) && go(v, to(v, "/kayttajat"));
    return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such role in this plan any more."));
}

/* An account is the whole instance's, so only administrators close it. */
static bool account_shut(struct visit *v, bool closed)
{
    int64_t person = strtoll(part(v, "person"), NULL, 10);

    if (closed && person == v->person)
        return fail(v, FAIL_INPUT, "%s", tr(v, "You can't close your own account. Ask another "
                                               "administrator."));
    return person_shut(v, person, closed) && go(v, to(v, "/kayttajat"));
}

static bool account_close(struct visit *v)
{
    return account_shut(v, true);
}

static bool account_open(struct visit *v)
{
    return account_shut(v, false);
}

static const struct input invite_inputs[] = {
    { "addresses", INPUT_LINES, ADDRESSES_MOST, .label = N_("The list of addresses"),
      .missing = N_("Write at least one e-mail address.") },
    { "role", INPUT_TEXT, 20, .missing = N_("Choose the role.") },
    { "organisation", INPUT_TEXT, 200 },
    { 0 },
};

const struct page people_pages[] = {
    { METHOD_GET, "/kayttajat", RIGHT_COORDINATOR, NULL, people_show, &people_list_view,
      .bar = N_("People") },
    { METHOD_POST, "/kayttajat", RIGHT_COORDINATOR, invite_inputs, people_invite,
      &people_list_view },
    { METHOD_POST, "/kayttajat/{person}/{membership}/poista", RIGHT_COORDINATOR, NULL, role_take,
      &people_list_view },
    { METHOD_POST, "/kayttajat/{person}/sulje", RIGHT_ADMIN, NULL, account_close,
      &people_list_view },
    { METHOD_POST, "/kayttajat/{person}/avaa", RIGHT_ADMIN, NULL, account_open,
      &people_list_view },
    { 0 },
};

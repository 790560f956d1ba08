/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * From somebody the provider knows to an account here, and their roles from its groups. */
#include "people/oidc.h"

#include "base/date.h"
#include "base/text.h"
#include "db/db.h"
#include "people/oidc.sql.h"
#include "people/people.h"
#include "people/people.sql.h"

#include <string.h>

static const char by_groups[] = "identity provider"; /* membership.by_name */

/* ---- who ---- */

static bool connect(struct visit *v, const struct person_of_email_row *p, const char *issuer,
                    const char *subject, int64_t *person, const char **words)
{
    struct identity_of_person_row *other;
    struct identity_add_row *added;

    if (!identity_of_person(v, &other, p->id, issuer))
        return false;
    if (other) { /* the address was given to somebody else there */
        *words = tr(v, "Your address is connected with another account of your organisation. Ask "
                       "the administrator of this service.");
        return true;
    }
    *person = p->id;
    return identity_add(v, &added, p->id, issuer, subject, date_now(v)) &&
           (added || fail(v, FAIL_CLASH, "%s",
                          tr(v, "Something has changed meanwhile. Try again.")));
}

static bool first_time(struct visit *v, const struct oidc_settings *s,
                       const struct oidc_claims *c, int64_t *person, const char **email,
                       const char **words)
{
    struct person_of_email_row *p = NULL;

    if (c->email && !person_of_email(v, &p, c->email))
        return false;
    if (p && !p->closed_at) {
        *email = p->email;
        return connect(v, p, s->issuer, c->subject, person, words);
    }
    *words = c->email
                 ? tr(v, "Your organisation knows you, but nobody has invited your e-mail address "
                         "here. Ask the coordinator of the plan for an invitation.")
                 : tr(v, "Your organisation did not tell a verified e-mail address of yours, so "
                         "your account here was not found. Ask the administrator of this service.");
    return true;
}

/* ---- roles ---- */

static bool has_group(const struct oidc_claims *c, const char *group)
{
    for (size_t i = 0; i < c->groups.n; i++)
        if (strcmp(c->groups.at[i], group) == 0)
            return true;
    return false;
}

/* there false: no such plan or organisation any more. */
static bool grant_find(struct visit *v, const struct oidc_grant *g, struct grant *out, bool *there)
{
    struct place_of_row *place = NULL;

    *out = (struct grant){ .role = (enum role)g->role };
    if (*g->plan && !place_of(v, &place, g->plan, g->organisation))
        return false;
    *there = !*g->plan || (place && (!*g->organisation || place->organisation_id != DB_NULL));
    if (place) {
        out->plan = place->plan_id;
        out->organisation = *g->organisation ? place->organisation_id : 0;
    }
    if (!*there)
        fail_detail(v, "oidc_groups: no plan %s or organisation %s", g->plan, g->organisation);
    return true;
}

struct wanted {
    struct grant *at;
    size_t n, cap;
};

static bool wanted_find(struct visit *v, const struct oidc_settings *s,
                        const struct oidc_claims *c, struct wanted *out)
{
    const char *at = s->groups;
    struct oidc_grant g;
    bool there;

    while (oidc_grant_next(v, &at, &g)) {
        struct grant grant;
        if (g.role < 0 || !has_group(c, g.group))
            continue;
        if (!grant_find(v, &g, &grant, &there))
            return false;
        if (there)
            *arena_push(v->arena, out) = grant;
    }
    return true;
}

static bool is_wanted(const struct wanted *w, const struct group_memberships_of_row *m)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].role == (enum role)role_of(m->role) && db_id(w->at[i].plan) == m->plan &&
            db_id(w->at[i].organisation) == m->organisation)
            return true;
    return false;
}

/* Who left a group there has its role no longer; what a coordinator gave here stays. */
static bool roles_bring(struct visit *v, int64_t person, const struct wanted *w)
{
    struct group_memberships_of_rows had;

    if (!group_memberships_of(v, &had, person, by_groups))
        return false;
    for (size_t i = 0; i < had.n; i++)
        if (!is_wanted(w, &had.at[i]) && !membership_drop(v, had.at[i].id, person))
            return false;
    for (size_t i = 0; i < w->n; i++)
        if (!membership_add(v, &(struct membership_add_args){
                                   .person = person,
                                   .role = role_code(w->at[i].role),
                                   .plan = db_id(w->at[i].plan),
                                   .organisation = db_id(w->at[i].organisation),
                                   .created_at = date_now(v),
                                   .by_name = by_groups,
                               }))
            return false;
    return true;
}

bool oidc_person(struct visit *v, const struct oidc_settings *s, const struct oidc_claims *c,
                 int64_t *person, const char **email, const char **words)
{
    struct wanted wanted = { 0 };
    struct identity_of_row *known;

    *person = 0;
    if (!identity_of(v, &known, s->issuer, c->subject))
        return false;
    if (known && known->closed_at) {
        *words = tr(v, "Your account here has been closed. Ask the administrator of this service.");
        return true;
    }
    if (known) {
        *person = known->person;
        *email = known->email;
        if (!identity_used(v, s->issuer, c->subject, date_now(v)))
            return false;
    } else if (!first_time(v, s, c, person, email, words)) {
        return false;
    }
    return !*person || !*s->groups ||
           (wanted_find(v, s, c, &wanted) && roles_bring(v, *person, &wanted));
}

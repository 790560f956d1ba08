/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The gate: who may enter. The only place that compares a role with a page. */
#include "web/hall.h"

#include <string.h>

#define STAFF (ROLE_BIT(ROLE_COORDINATOR) | ROLE_BIT(ROLE_ADMIN))

/* Any of these roles; nothing is asked of a public page, a session of RIGHT_PERSON. */
static const unsigned may[RIGHTS] = {
    [RIGHT_OWN] = ROLE_BIT(ROLE_CONTACT) | ROLE_BIT(ROLE_APPROVER) | STAFF,
    [RIGHT_COUNCIL] = ROLE_BIT(ROLE_COUNCIL) | STAFF,
    [RIGHT_COORDINATOR] = STAFF,
    [RIGHT_ADMIN] = ROLE_BIT(ROLE_ADMIN),
};

bool page_takes_json(const struct page *p)
{
    return p->method == METHOD_POST && p->right >= RIGHT_OWN;
}

bool page_has_format(const struct page *p, enum format format)
{
    return p->view->dress[format] || (format == FORMAT_JSON && page_takes_json(p));
}

enum scope page_scope(const struct page *p)
{
    return p->method == METHOD_GET ? SCOPE_READ
           : p->right == RIGHT_OWN ? SCOPE_REPORT
                                   : SCOPE_MANAGE;
}

const char *scope_code(enum scope scope)
{
    static const char *const codes[SCOPES] = { "read", "report", "manage" };
    return codes[scope];
}

/* Signing in and the account: a token that is lost must not make others. */
static bool is_for_people(enum right right)
{
    return right >= RIGHT_DOOR && right <= RIGHT_PERSON;
}

static bool has_role(const struct visit *v, enum right right)
{
    if (v->bearer && is_for_people(right))
        return false;
    switch (right) {
    case RIGHT_PUBLIC:
    case RIGHT_DOOR:
        return true;
    case RIGHT_CODE:
        return v->owes == OWES_CODE;
    case RIGHT_FACTOR:
        return v->person || v->owes == OWES_FACTOR;
    case RIGHT_PERSON:
        return v->person;
    default:
        return v->roles & may[right];
    }
}

/* A coordinator's token that may only report writes as a contact does: own rows. */
bool has_right(const struct visit *v, enum right right)
{
    return has_role(v, right) &&
           (!v->bearer || v->method == METHOD_GET || right <= RIGHT_OWN ||
            v->scopes & SCOPE_BIT(SCOPE_MANAGE));
}

bool is_own_organisation(const struct visit *v, int64_t organisation)
{
    for (size_t i = 0; i < v->organisations.n; i++)
        if (v->organisations.at[i] == organisation)
            return true;
    return false;
}

bool may_propose(const struct visit *v, int64_t organisation)
{
    return has_right(v, RIGHT_COORDINATOR) || is_own_organisation(v, organisation);
}

bool needs_plan(const struct page *p)
{
    return p->right == RIGHT_PUBLIC || (p->right > RIGHT_PERSON && p->right != RIGHT_ADMIN);
}

const char *door_path(const struct visit *v)
{
    return v->owes == OWES_CODE     ? "/kirjaudu/koodi"
           : v->owes == OWES_FACTOR ? "/tili/koodi"
                                    : "/kirjaudu";
}

bool site_absent(struct visit *v)
{
    v->site = NULL; /* the page of the failure must not tell of it */
    v->plan = 0;
    v->plan_slug = "";
    if (v->page && !needs_plan(v->page) && !v->asked_plan)
        return true;
    return fail(v, FAIL_ABSENT, "%s",
                v->asked_plan ? tr(v, "There is no such page. It may have moved.")
                              : tr(v, "There is no plan here yet. The coordinator brings one in "
                                      "with “vointi import”."));
}

/* A draft is not public yet; whether there is one is nobody else's business. */
static bool is_hidden(const struct visit *v)
{
    return v->site && strcmp(v->site->state, "draft") == 0 && !v->roles;
}

static bool scope_fits(struct visit *v)
{
    enum scope needed = page_scope(v->page);

    return !v->bearer || v->scopes & SCOPE_BIT(needed) ||
           fail(v, FAIL_FORBIDDEN,
                tr(v, "The token does not have the scope “%s”. Make one that has it."),
                scope_code(needed));
}

bool may_enter(struct visit *v)
{
    if (is_hidden(v) && !site_absent(v))
        return false;
    /* A form on another site could send what a person never meant (OWASP ASVS 5.0, 3.5). */
    if (v->method == METHOD_POST && v->from_elsewhere)
        return fail(v, FAIL_FORBIDDEN, "%s",
                    tr(v, "This came from another site's page. Open the page here and try again."));
    if (v->bearer && is_for_people(v->page->right))
        return fail(v, FAIL_FORBIDDEN, "%s",
                    tr(v, "A token opens no page of an account. Sign in with a browser."));
    if (has_role(v, v->page->right))
        return scope_fits(v);
    return v->person || v->roles
               ? fail(v, FAIL_FORBIDDEN, "%s", tr(v, "This page is not for your role."))
           : v->owes
               ? fail(v, FAIL_SIGN_IN, "%s", tr(v, "You are not quite in yet: finish signing in."))
               : fail(v, FAIL_SIGN_IN, "%s", tr(v, "Sign in to see this page."));
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The gate: who may enter. The only place that compares a role with a page. */
#include "web/hall.h"

#include <string.h>

static const enum role least[] = {
    [RIGHT_PUBLIC] = ROLE_GUEST,
    [RIGHT_COORDINATOR] = ROLE_COORDINATOR,
    [RIGHT_ADMIN] = ROLE_ADMIN,
};

bool site_absent(struct visit *v)
{
    v->site = NULL; /* the page of the failure must not tell of it */
    v->plan = 0;
    v->plan_slug = "";
    return fail(v, FAIL_ABSENT, "%s",
                v->asked_plan ? tr(v, "There is no such page. It may have moved.")
                              : tr(v, "There is no plan here yet. The coordinator brings one in "
                                      "with “vointi import”."));
}

bool may_enter(struct visit *v)
{
    if (v->role < least[v->page->right])
        return v->role == ROLE_GUEST
                   ? fail(v, FAIL_SIGN_IN, "%s", tr(v, "Sign in to see this page."))
                   : fail(v, FAIL_FORBIDDEN, "%s", tr(v, "This page is not for your role."));
    /* A draft is not public yet; whether there is one is nobody else's business. */
    return strcmp(v->site->state, "draft") != 0 || v->role >= ROLE_COORDINATOR || site_absent(v);
}

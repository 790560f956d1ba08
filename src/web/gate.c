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

bool may_enter(struct visit *v)
{
    if (v->role < least[v->page->right])
        return v->role == ROLE_GUEST
                   ? fail(v, FAIL_SIGN_IN, "%s", tr(v, "Sign in to see this page."))
                   : fail(v, FAIL_FORBIDDEN, "%s", tr(v, "This page is not for your role."));
    /* A draft is not public yet; whether there is one is nobody else's business. */
    if (strcmp(v->site->state, "draft") == 0 && v->role < ROLE_COORDINATOR)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such page. It may have moved."));
    return true;
}

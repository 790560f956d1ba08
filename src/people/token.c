/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "people/token.h"

#include "base/date.h"
#include "people/people.h"
#include "people/token.sql.h"
#include "web/page.h"

#include <string.h>

enum { USED_EVERY = 600 };

const char *scope_name(enum scope scope)
{
    static const char *const names[SCOPES] = {
        [SCOPE_READ] = N_("Read what I may read"),
        [SCOPE_REPORT] = N_("Save and send an organisation’s report"),
        [SCOPE_MANAGE] = N_("Make all other changes that I may make"),
    };
    return names[scope];
}

unsigned scopes_of(const char *codes)
{
    unsigned scopes = 0;

    for (size_t n; *codes; codes += n + (codes[n] == ' ')) {
        n = strcspn(codes, " ");
        for (enum scope s = 0; s < SCOPES; s++)
            if (strlen(scope_code(s)) == n && strncmp(scope_code(s), codes, n) == 0)
                scopes |= SCOPE_BIT(s);
    }
    return scopes;
}

const char *scopes_codes(struct visit *v, unsigned scopes)
{
    const char *all = "";

    for (enum scope s = 0; s < SCOPES; s++)
        if (scopes & SCOPE_BIT(s))
            all = text(v, "%s%s%s", all, *all ? " " : "", scope_code(s));
    return all;
}

static bool refuse(struct visit *v, int64_t seconds)
{
    token_try_failed(v->network, seconds);
    return fail(v, FAIL_SIGN_IN, "%s",
                tr(v, "This token is not known, or it has ended. Make a new one in your account."));
}

bool token_find(struct visit *v)
{
    struct token_of_row *t;
    const char *now = date_now(v);
    int64_t seconds = date_seconds(now);

    if (!token_tries_left(v->network, seconds))
        return fail(v, FAIL_TOO_MANY, "%s",
                    tr(v, "Too many wrong tokens. Wait a quarter of an hour."));
    if (!token_of(v, &t, secret_digested(v, v->bearer), now))
        return false;
    if (!t)
        return refuse(v, seconds);
    v->person = t->person;
    v->scopes = scopes_of(t->scopes);
    v->name = t->email;
    v->called = *t->person_name ? t->person_name : t->email;
    v->session_unseen = !t->used_at || strcmp(t->used_at, date_after(v, now, -USED_EVERY)) < 0;
    return true;
}

bool token_seen(struct visit *v)
{
    return token_used_set(v, secret_digested(v, v->bearer), date_now(v));
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A person makes and ends tokens; the list of them stands on the page of the account. */
#include "base/date.h"
#include "base/secret.h"
#include "db/db.h"
#include "people/account.view.h"
#include "people/pages.h"
#include "people/people.h"
#include "people/token_made.view.h"
#include "web/address.h"

#include <stdlib.h>

/* Programs that look for secrets in files know it by its beginning. */
static const char prefix[] = "vointi_";

static unsigned scopes_given(const struct visit *v)
{
    return SCOPE_BIT(SCOPE_READ) | (*given(v, "report") ? SCOPE_BIT(SCOPE_REPORT) : 0) |
           (*given(v, "manage") ? SCOPE_BIT(SCOPE_MANAGE) : 0);
}

static bool token_store(struct visit *v, struct token_made *made)
{
    const int64_t day = 24 * 3600;
    char random[SECRET_TOKEN];
    const char *now = date_now(v);

    secret_token(random);
    made->token = text(v, "%s%s", prefix, random);
    made->name = given(v, "token_name");
    made->scopes = scopes_codes(v, scopes_given(v));
    made->ends_at = date_after(v, now, given_number(v, "days", 0) * day);
    return token_add(v, &(struct token_add_args){
                            .token_digest = secret_digested(v, made->token),
                            .person = v->person,
                            .token_name = made->name,
                            .scopes = made->scopes,
                            .created_at = now,
                            .ends_at = made->ends_at,
                        }) &&
           door_event_add(v, DOOR_TOKEN_MADE, v->name, v->person);
}

static bool token_make(struct visit *v)
{
    struct token_made *made = arena_alloc(v->arena, sizeof *made);
    struct tokens_of_rows rows;

    if (!tokens_sweep(v, date_now(v)) || !tokens_of(v, &rows, v->person, date_now(v)))
        return false;
    if (rows.n >= TOKENS_MOST)
        return fault(v, "token_name", tr(v, "You have 20 tokens already. End one first."));
    return token_store(v, made) && show_token_made(v, made);
}

static bool token_finish(struct visit *v)
{
    struct token_drop_row *was;

    return token_drop(v, &was, strtoll(part(v, "id"), NULL, 10), v->person) &&
           (!was || door_event_add(v, DOOR_TOKEN_ENDED, v->name, v->person)) &&
           go(v, to(v, "/tili#avaimet"));
}

static const char *const yes[] = { "1", NULL };
static const char *const day_choices[] = { "30", "90", "180", "365", NULL };
static const struct input token_inputs[] = {
    { "token_name", INPUT_TEXT, TOKEN_NAME_MOST, .label = N_("What it is for"),
      .missing = N_("Write what the token is for.") },
    { "report", INPUT_CHOICE, 0, yes },
    { "manage", INPUT_CHOICE, 0, yes },
    { "days", INPUT_CHOICE, 0, day_choices, .missing = N_("Choose how long the token works.") },
    { 0 },
};

const struct page token_pages[] = {
    { METHOD_GET, "/tili/avaimet", RIGHT_PERSON, NULL, account_show, &account_view },
    { METHOD_POST, "/tili/avaimet", RIGHT_PERSON, token_inputs, token_make, &token_made_view },
    { METHOD_POST, "/tili/avaimet/{id}", RIGHT_PERSON, NULL, token_finish, &account_view },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Settings, groups, and what a browser keeps while its person is at the provider. */
#include "people/oidc.h"

#include "base/date.h"
#include "base/text.h"
#include "people/fetch.h"
#include "people/instance_key.h"
#include "people/oidc.sql.h"
#include "people/people.h"

#include <string.h>

static const char secret_label[] = "client secret of the identity provider";
static const char flow_label[] = "signing in elsewhere";

/* Always as long, so that it opens without telling its length. */
struct kept_secret {
    char words[OIDC_SECRET_MOST + 1];
};

/* ---- settings ---- */

static bool facts_find(struct visit *v, struct oidc_settings *s)
{
    struct oidc_facts_rows rows;

    *s = (struct oidc_settings){ .client = "", .secret = "", .groups = "" };
    if (!oidc_facts(v, &rows))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        const char *key = rows.at[i].instance_key, *value = rows.at[i].instance_value;
        if (strcmp(key, "oidc_issuer") == 0 && *value)
            s->issuer = value;
        else if (strcmp(key, "oidc_client") == 0)
            s->client = value;
        else if (strcmp(key, "oidc_secret") == 0)
            s->secret = value; /* still sealed */
        else if (strcmp(key, "oidc_groups") == 0)
            s->groups = value;
    }
    if (!*s->client)
        s->issuer = NULL;
    return true;
}

bool oidc_is_set_up(struct visit *v, bool *yes)
{
    struct oidc_settings s;

    if (!facts_find(v, &s))
        return false;
    *yes = s.issuer != NULL;
    return true;
}

bool oidc_secret_seal(struct visit *v, const char *secret, const char **sealed)
{
    unsigned char key[SECRET_KEY];
    struct kept_secret kept = { "" };

    if (strlen(secret) > OIDC_SECRET_MOST)
        return fail(v, FAIL_INPUT, "%s",
                    tr(v, "The value is too long: shorten it to 200 characters."));
    if (!instance_key(v, key))
        return false;
    memcpy(kept.words, secret, strlen(secret));
    *sealed = secret_seal(v->arena, key, secret_label, &kept, sizeof kept);
    secret_wipe(key, sizeof key);
    secret_wipe(&kept, sizeof kept);
    return true;
}

static bool secret_unseal(struct visit *v, const char *sealed, const char **secret)
{
    unsigned char key[SECRET_KEY];
    struct kept_secret *kept = arena_alloc(v->arena, sizeof *kept);

    *secret = kept->words;
    if (!*sealed)
        return true;
    if (!instance_key(v, key))
        return false;
    bool ok = secret_open(key, secret_label, sealed, kept, sizeof *kept);
    secret_wipe(key, sizeof key);
    return ok || fail(v, FAIL_STORE, "%s",
                      tr(v, "The secret of the identity provider was kept with another key of "
                            "this instance. Set it again: vointi set oidc_secret -"));
}

bool oidc_settings_load(struct visit *v, struct oidc_settings *s)
{
    return facts_find(v, s) && (!s->issuer || secret_unseal(v, s->secret, &s->secret));
}

const char *oidc_issuer_fault(struct visit *v, const char *issuer)
{
    return fetch_url_fits(issuer) && !strpbrk(issuer, "?")
               ? NULL
               : tr(v, "Write the provider's address like https://login.example: with https, "
                       "as the provider itself tells it.");
}

/* ---- groups ---- */

bool oidc_grant_next(struct visit *v, const char **at, struct oidc_grant *out)
{
    const char *words[3] = { "", "", "" };

    *at += strspn(*at, "; ");
    size_t n = strcspn(*at, ";");
    if (!n)
        return false;
    const char *part = arena_copy(v->arena, *at, n), *equals = strrchr(part, '=');
    *at += n;
    *out = (struct oidc_grant){ .group = part, .role = -1, .plan = "", .organisation = "" };
    if (!equals)
        return true;
    const char *rest = text_squeeze(v->arena, equals + 1);
    for (size_t i = 0; i < 3 && *rest; i++) {
        size_t word = strcspn(rest, " ");
        words[i] = arena_copy(v->arena, rest, word);
        rest += word + (rest[word] == ' ');
    }
    out->group = text_squeeze(v->arena, arena_copy(v->arena, part, (size_t)(equals - part)));
    out->plan = words[1];
    out->organisation = words[2];
    int role = *rest || !*out->group ? -1 : role_of(words[0]);
    bool whole = role >= 0 && (role == ROLE_ADMIN) == !*out->plan &&
                 role_has_organisation((enum role)role) == (*out->organisation != '\0');
    out->role = whole ? role : -1;
    return true;
}

const char *oidc_groups_fault(struct visit *v, const char *groups)
{
    struct oidc_grant g;

    if (strlen(groups) > OIDC_GROUPS_MOST)
        return tr(v, "The list of groups is too long.");
    while (oidc_grant_next(v, &groups, &g))
        if (g.role < 0)
            return text(v, tr(v, "This is not understood: “%s”. Write a group, its role, the "
                                 "plan and the organisation: kotka-lape = contact plan kotka; "
                                 "lape = coordinator plan; it = admin."), g.group);
    return NULL;
}

/* ---- what a browser keeps meanwhile ---- */

bool oidc_flow_seal(struct visit *v, const struct oidc_flow *flow, const char **sealed)
{
    unsigned char key[SECRET_KEY];

    if (!instance_key(v, key))
        return false;
    *sealed = secret_seal(v->arena, key, flow_label, flow, sizeof *flow);
    secret_wipe(key, sizeof key);
    return true;
}

bool oidc_flow_open(struct visit *v, const char *sealed, struct oidc_flow *flow, bool *there)
{
    unsigned char key[SECRET_KEY];

    if (!instance_key(v, key))
        return false;
    *there = sealed && secret_open(key, flow_label, sealed, flow, sizeof *flow);
    secret_wipe(key, sizeof key);
    int64_t age = *there ? date_seconds(date_now(v)) - flow->begun : 0;
    *there = *there && age >= 0 && age <= OIDC_FLOW_SECONDS;
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a provider says of somebody, and what must hold of it. Pure. */
#include "people/oidc.h"

#include "base/json.h"
#include "base/text.h"
#include "web/page.h"

#include <string.h>

enum {
    SKEW_SECONDS = 120,  /* clocks differ */
    OLDEST_SECONDS = 900, /* a token is made when the code is changed */
    SUBJECT_MOST = 255,  /* Core § 8 */
    GROUPS_MOST = 1000
};

static bool groups_take(struct visit *v, const struct node *root, struct oidc_claims *out)
{
    struct node groups = node_child(root, "groups");

    for (size_t i = 0; i < node_count(&groups) && i < GROUPS_MOST; i++) {
        struct node group = node_item(&groups, i);
        const char *name;
        if (!node_string(v, &group, &name))
            return false;
        *arena_push(v->arena, &out->groups) = name;
    }
    return true;
}

bool oidc_claims_take(struct visit *v, const struct node *root, struct oidc_claims *out)
{
    const char *email = "";
    bool verified = false;

    *out = (struct oidc_claims){ 0 };
    if (!node_exact(v, root, "sub", &out->subject) || !node_text(v, root, "email", &email) ||
        !groups_take(v, root, out))
        return false;
    if (!*out->subject || strlen(out->subject) > SUBJECT_MOST) {
        struct node subject = node_child(root, "sub");
        return node_fault(v, &subject, "its length");
    }
    /* Some say "true" as a text: that is not relied on. */
    if (*email && node_bool(v, root, "email_verified", &verified) && verified && email_fits(email))
        out->email = text_lower(v->arena, email);
    return !failed(v);
}

/* One audience or a list with ours; with others beside it the token must say whom it was
 * made for (Core § 3.1.3.7, 3–5). */
static const char *audience_fault(struct visit *v, const struct node *root, const char *client)
{
    struct node list = node_child(root, "aud");
    size_t n = node_count(&list), ours = 0;
    const char *one = "", *party = "";

    for (size_t i = 0; i < n; i++) {
        struct node item = node_item(&list, i);
        if (!node_string(v, &item, &one))
            return "aud";
        ours += strcmp(one, client) == 0;
    }
    if (!n && !node_exact(v, root, "aud", &one))
        return "aud";
    if (!n)
        ours = strcmp(one, client) == 0;
    if (!node_text(v, root, "azp", &party))
        return "azp";
    return !ours ? "aud is another"
           : n > 1 && !*party ? "azp is missing"
           : *party && strcmp(party, client) != 0 ? "azp is another"
                                                  : NULL;
}

static const char *time_fault(struct visit *v, const struct node *root, int64_t now)
{
    int64_t ends = 0, made = 0, from = 0;

    if (!node_integer(v, root, "exp", &ends) || !node_integer(v, root, "iat", &made) ||
        !node_integer(v, root, "nbf", &from))
        return "a time";
    return ends <= now - SKEW_SECONDS    ? "exp is over"
           : !made                       ? "iat is missing"
           : made > now + SKEW_SECONDS   ? "iat is to come"
           : made < now - OLDEST_SECONDS ? "iat is long ago"
           : from > now + SKEW_SECONDS   ? "nbf is to come"
                                         : NULL;
}

static const char *fault_in(struct visit *v, const struct node *root, const struct oidc_settings *s,
                            const char *nonce, int64_t now, struct oidc_claims *out)
{
    const char *issuer = "", *its = "";

    if (!node_exact(v, root, "iss", &issuer) || strcmp(issuer, s->issuer) != 0)
        return "iss is another";
    const char *fault = audience_fault(v, root, s->client);
    fault = fault ? fault : time_fault(v, root, now);
    if (fault)
        return fault;
    if (!node_exact(v, root, "nonce", &its) || strcmp(its, nonce) != 0)
        return "nonce is another";
    return oidc_claims_take(v, root, out) ? NULL : "sub, email or groups";
}

const char *oidc_claims_fault(struct visit *v, const char *json, const struct oidc_settings *s,
                              const char *nonce, int64_t now, struct oidc_claims *out)
{
    struct fail before = v->fail;
    const char *fault = "not an object";
    struct node root;

    if (node_parse(v, json, strlen(json), &root) && node_is_object(v, &root))
        fault = fault_in(v, &root, s, nonce, now, out);
    node_free(&root);
    v->fail = before;
    return fault;
}

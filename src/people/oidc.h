/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Signing in through an identity provider (OpenID Connect Core 1.0, code flow with PKCE):
 * docs/adr/0012-identity-provider-and-back-room.md. */
#ifndef PEOPLE_OIDC_H
#define PEOPLE_OIDC_H

#include "base/visit.h"

/* ---- settings ---- */

enum { OIDC_SECRET_MOST = 255, OIDC_GROUPS_MOST = 2000 };

struct oidc_settings {
    const char *issuer; /* NULL: not set up */
    const char *client;
    const char *secret; /* "" none */
    const char *groups; /* "" roles do not come from groups */
};

/* Set up when issuer and client are told. */
bool oidc_is_set_up(struct visit *v, bool *yes);
/* With the secret opened: needs the key of the instance. */
bool oidc_settings_load(struct visit *v, struct oidc_settings *s);

/* What is wrong with a value of "vointi set", for the person; NULL: nothing. */
const char *oidc_issuer_fault(struct visit *v, const char *issuer);
const char *oidc_groups_fault(struct visit *v, const char *groups);
/* A client secret as it is kept: encrypted with the key of the instance. */
bool oidc_secret_seal(struct visit *v, const char *secret, const char **sealed);

/* ---- groups ---- */

/* "group = role plan organisation; …": one of them. */
struct oidc_grant {
    const char *group;
    int role;                       /* enum role */
    const char *plan, *organisation; /* slugs, "" none */
};

/* The next of a list; false: no more. A part that is not understood has role -1. */
bool oidc_grant_next(struct visit *v, const char **at, struct oidc_grant *out);

/* ---- what a browser keeps meanwhile ---- */

struct oidc_flow {
    char state[44], nonce[44], verifier[44]; /* SECRET_TOKEN */
    int64_t begun; /* seconds */
    int64_t lang;
    char leads_to[600]; /* an address of ours */
};

enum { OIDC_FLOW_SECONDS = 600 };

/* Sealed, so that nobody reads or makes one; bound to this browser as a cookie. */
bool oidc_flow_seal(struct visit *v, const struct oidc_flow *flow, const char **sealed);
/* *there false: none, too old, or not ours. */
bool oidc_flow_open(struct visit *v, const char *sealed, struct oidc_flow *flow, bool *there);

/* ---- the talk ---- */

enum oidc_answer {
    OIDC_RIGHT,
    OIDC_DOWN,   /* no answer, or a failure of the provider's */
    OIDC_WRONG,  /* an answer that can't be trusted */
    OIDC_REFUSED /* the provider did not let the person in */
};

/* Who the provider says it is. */
struct oidc_claims {
    const char *subject;
    const char *email; /* lower case; NULL: none that it has verified */
    struct {
        const char **at;
        size_t n, cap;
    } groups;
};

/* Where the browser is sent. No transaction is open. */
enum oidc_answer oidc_begin(struct visit *v, const struct oidc_settings *s,
                            const struct oidc_flow *flow, const char *back, const char **address);
/* What the code that came back is worth. What went wrong stands in the visit's fail.detail;
 * the visit does not fail. */
enum oidc_answer oidc_finish(struct visit *v, const struct oidc_settings *s,
                             const struct oidc_flow *flow, const char *back, const char *code,
                             struct oidc_claims *claims);

/* What must hold of an ID token's claims (Core § 3.1.3.7); pure. now: seconds. NULL when all
 * does, else what does not, for the log. */
const char *oidc_claims_fault(struct visit *v, const char *json, const struct oidc_settings *s,
                              const char *nonce, int64_t now, struct oidc_claims *out);

struct node;
/* The name, the verified address and the groups out of a token or of userinfo; FAIL_DOCUMENT
 * when they are not as they should be. */
bool oidc_claims_take(struct visit *v, const struct node *root, struct oidc_claims *out);

/* ---- the person ---- */

/* The account of somebody the provider knows: by issuer and subject, the first time by the
 * verified e-mail address of somebody who was invited; their roles from its groups. Inside a
 * write transaction. *person 0: nobody here, with what to do in *words. */
bool oidc_person(struct visit *v, const struct oidc_settings *s, const struct oidc_claims *claims,
                 int64_t *person, const char **email, const char **words);

#endif

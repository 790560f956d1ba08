/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Talking with the provider: what it says of itself, its keys, the code that a browser
 * brought back. All of it is bounded, and nothing is believed before it was checked. */
#include "people/oidc.h"

#include "base/date.h"
#include "base/json.h"
#include "base/put.h"
#include "base/secret.h"
#include "people/fetch.h"
#include "people/jose.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    TALK_MS = 10 * 1000, /* one sign-in, all of it */
    FRESH_MS = 3600 * 1000,
    KEYS_AGAIN_MS = 60 * 1000, /* an unknown key: not asked more often */
    ANSWER_MOST = 256 << 10
};

struct provider {
    const char *authorize, *token, *keys, *userinfo;
    bool posts_secret; /* its token endpoint does not take Basic */
};

struct talk {
    struct visit *v;
    const struct oidc_settings *s;
    int64_t until;
    struct provider provider;
};

/* ---- answers ---- */

static enum oidc_answer ask(struct talk *t, struct fetch f, const char **body)
{
    struct visit *v = t->v;
    long status = 0;
    size_t n;

    f.most = ANSWER_MOST;
    f.until = t->until;
    if (!fetch_url_fits(f.url)) {
        fail_detail(v, "identity provider: an address that is not safe");
        return OIDC_WRONG;
    }
    if (!fetch_do(v, &f, &status, body, &n))
        return OIDC_DOWN;
    if (status == 200)
        return OIDC_RIGHT;
    fail_detail(v, "identity provider: %s answered %ld", f.url, status);
    return status >= 500 ? OIDC_DOWN : status >= 400 ? OIDC_REFUSED : OIDC_WRONG;
}

/* An object out of an answer; read() takes what it needs. The visit does not fail. */
static enum oidc_answer read_object(struct visit *v, const char *json,
                                    bool (*take)(struct visit *v, const struct node *root,
                                                 void *arg), void *arg)
{
    struct fail before = v->fail;
    struct node root;
    bool ok = node_parse(v, json, strlen(json), &root) && node_is_object(v, &root) &&
              take(v, &root, arg);

    node_free(&root);
    const char *why = v->fail.detail ? v->fail.detail : v->fail.text;
    v->fail = before;
    if (!ok)
        fail_detail(v, "identity provider: %s", why ? why : "an answer that is not understood");
    return ok ? OIDC_RIGHT : OIDC_WRONG;
}

/* ---- what is known of the provider ---- */

/* Kept from sign-in to sign-in, of one issuer. */
static struct {
    pthread_mutex_t lock;
    char *issuer, *about, *keys;
    int64_t about_at, keys_at;
    int64_t again_at; /* keys were asked for before their time */
} known = { .lock = PTHREAD_MUTEX_INITIALIZER };

static const char *known_take(struct visit *v, const char *issuer, char *const *what,
                              const int64_t *at, int64_t most)
{
    const char *out = NULL;

    pthread_mutex_lock(&known.lock);
    if (known.issuer && strcmp(known.issuer, issuer) == 0 && *what &&
        fetch_clock() - *at <= most)
        out = text(v, "%s", *what);
    pthread_mutex_unlock(&known.lock);
    return out;
}

static void known_keep(const char *issuer, char **what, int64_t *at, const char *words)
{
    pthread_mutex_lock(&known.lock);
    if (!known.issuer || strcmp(known.issuer, issuer) != 0) {
        free(known.issuer);
        free(known.about);
        free(known.keys);
        known.issuer = strdup(issuer);
        known.about = known.keys = NULL;
    }
    free(*what);
    *what = strdup(words);
    *at = fetch_clock();
    if (!known.issuer || !*what)
        abort();
    pthread_mutex_unlock(&known.lock);
}

static bool take_about(struct visit *v, const struct node *root, void *arg)
{
    struct talk *t = arg;
    struct provider *p = &t->provider;
    struct node ways = node_child(root, "token_endpoint_auth_methods_supported");
    const char *issuer = "";
    bool basic = !ways.at, posts = false;

    *p = (struct provider){ 0 };
    if (!node_need(v, root, "issuer", &issuer) ||
        !node_need(v, root, "authorization_endpoint", &p->authorize) ||
        !node_need(v, root, "token_endpoint", &p->token) ||
        !node_need(v, root, "jwks_uri", &p->keys) ||
        !node_text(v, root, "userinfo_endpoint", &p->userinfo))
        return false;
    for (size_t i = 0; i < node_count(&ways); i++) {
        struct node way = node_item(&ways, i);
        const char *name = "";
        if (!node_string(v, &way, &name))
            return false;
        basic |= strcmp(name, "client_secret_basic") == 0;
        posts |= strcmp(name, "client_secret_post") == 0;
    }
    p->posts_secret = posts && !basic;
    if (strcmp(issuer, t->s->issuer) == 0 && fetch_url_fits(p->authorize) &&
        fetch_url_fits(p->token) && fetch_url_fits(p->keys) &&
        (!p->userinfo || fetch_url_fits(p->userinfo)))
        return true;
    fail_detail(v, "it says that it is another, or leads to an address that is not safe");
    return false;
}

/* The well-known address is under the issuer's, whatever its last sign (Discovery § 4). */
static enum oidc_answer about_find(struct talk *t)
{
    struct visit *v = t->v;
    const char *issuer = t->s->issuer, *body;
    size_t n = strlen(issuer);
    bool was = (body = known_take(v, issuer, &known.about, &known.about_at, FRESH_MS)) != NULL;
    enum oidc_answer answer = OIDC_RIGHT;

    if (!was)
        answer = ask(t, (struct fetch){ .url = text(v, "%.*s/.well-known/openid-configuration",
                                                    (int)(n - (issuer[n - 1] == '/')), issuer) },
                     &body);
    if (answer != OIDC_RIGHT)
        return answer == OIDC_DOWN ? OIDC_DOWN : OIDC_WRONG;
    answer = read_object(v, body, take_about, t);
    if (answer == OIDC_RIGHT && !was)
        known_keep(issuer, &known.about, &known.about_at, body);
    return answer;
}

static bool take_keys(struct visit *v, const struct node *root, void *arg)
{
    struct node keys = node_child(root, "keys");

    (void)arg;
    return node_is_list(v, &keys) && node_count(&keys);
}

/* Whether it is time to ask for keys before their time; whoever sends bad tokens must not
 * make us ask again and again. */
static bool again_fits(void)
{
    int64_t now = fetch_clock();

    pthread_mutex_lock(&known.lock);
    bool fits = !known.again_at || now - known.again_at > KEYS_AGAIN_MS;
    if (fits)
        known.again_at = now;
    pthread_mutex_unlock(&known.lock);
    return fits;
}

static enum oidc_answer keys_find(struct talk *t, bool again, const char **keys)
{
    const char *issuer = t->s->issuer;

    *keys = known_take(t->v, issuer, &known.keys, &known.keys_at, FRESH_MS);
    if (*keys && !(again && again_fits()))
        return OIDC_RIGHT;
    enum oidc_answer answer = ask(t, (struct fetch){ .url = t->provider.keys }, keys);
    if (answer == OIDC_RIGHT)
        answer = read_object(t->v, *keys, take_keys, NULL);
    if (answer == OIDC_RIGHT)
        known_keep(issuer, &known.keys, &known.keys_at, *keys);
    return answer == OIDC_REFUSED ? OIDC_WRONG : answer;
}

static struct talk talk_new(struct visit *v, const struct oidc_settings *s)
{
    return (struct talk){ .v = v, .s = s, .until = fetch_clock() + TALK_MS };
}

/* ---- there ---- */

static const char *escaped(struct visit *v, const char *words)
{
    struct buf out = buf_new(1 << 14);

    escape_url(&out, words);
    const char *copy = arena_copy(v->arena, out.n ? out.at : "", out.n);
    buf_free(&out);
    return copy;
}

enum oidc_answer oidc_begin(struct visit *v, const struct oidc_settings *s,
                            const struct oidc_flow *flow, const char *back, const char **address)
{
    struct talk t = talk_new(v, s);
    char challenge[SECRET_TOKEN];
    enum oidc_answer answer = about_find(&t);

    if (answer != OIDC_RIGHT)
        return answer;
    secret_challenge(flow->verifier, challenge);
    *address = text(v, "%s%sresponse_type=code&client_id=%s&redirect_uri=%s&scope=%s&state=%s"
                       "&nonce=%s&code_challenge=%s&code_challenge_method=S256",
                    t.provider.authorize, strchr(t.provider.authorize, '?') ? "&" : "?",
                    escaped(v, s->client), escaped(v, back),
                    *s->groups ? "openid%20email%20profile%20groups" : "openid%20email%20profile",
                    flow->state, flow->nonce, challenge);
    return OIDC_RIGHT;
}

/* ---- and back ---- */

struct tokens {
    const char *id, *access;
};

static bool take_tokens(struct visit *v, const struct node *root, void *arg)
{
    struct tokens *t = arg;

    t->access = "";
    return node_need(v, root, "id_token", &t->id) && node_text(v, root, "access_token", &t->access);
}

static enum oidc_answer code_change(struct talk *t, const struct oidc_flow *flow, const char *back,
                                    const char *code, struct tokens *out)
{
    struct visit *v = t->v;
    const struct oidc_settings *s = t->s;
    bool basic = *s->secret && !t->provider.posts_secret;
    const char *client = escaped(v, s->client), *secret = escaped(v, s->secret), *body;
    const char *form =
        text(v, "grant_type=authorization_code&code=%s&redirect_uri=%s&code_verifier=%s%s%s%s%s",
             escaped(v, code), escaped(v, back), flow->verifier, basic ? "" : "&client_id=",
             basic ? "" : client, basic || !*s->secret ? "" : "&client_secret=",
             basic ? "" : secret);
    enum oidc_answer answer =
        ask(t, (struct fetch){ .url = t->provider.token, .form = form,
                               .user = basic ? client : NULL, .password = secret }, &body);

    return answer == OIDC_RIGHT ? read_object(v, body, take_tokens, out) : answer;
}

/* A key that is not known may be new: the provider is asked, though not often. */
static enum oidc_answer token_verify(struct talk *t, const char *token, const char **claims)
{
    const char *keys;
    enum oidc_answer answer = keys_find(t, false, &keys);

    if (answer != OIDC_RIGHT)
        return answer;
    enum jose_answer signature = jose_verify(t->v, token, keys, claims);
    if (signature == JOSE_NO_KEY) {
        t->v->fail.detail = NULL;
        answer = keys_find(t, true, &keys);
        if (answer != OIDC_RIGHT)
            return answer;
        signature = jose_verify(t->v, token, keys, claims);
    }
    return signature == JOSE_RIGHT ? OIDC_RIGHT : OIDC_WRONG;
}

static bool take_claims(struct visit *v, const struct node *root, void *arg)
{
    return oidc_claims_take(v, root, arg);
}

/* Many providers keep the address and groups there and not in the token (Core § 5.4). */
static enum oidc_answer userinfo_add(struct talk *t, const char *access, struct oidc_claims *c)
{
    struct oidc_claims more = { 0 };
    const char *body;
    enum oidc_answer answer =
        ask(t, (struct fetch){ .url = t->provider.userinfo, .bearer = access }, &body);

    if (answer == OIDC_RIGHT)
        answer = read_object(t->v, body, take_claims, &more);
    if (answer != OIDC_RIGHT)
        return answer == OIDC_REFUSED ? OIDC_WRONG : answer;
    if (strcmp(more.subject, c->subject) != 0) {
        fail_detail(t->v, "userinfo: of somebody else");
        return OIDC_WRONG;
    }
    c->email = c->email ? c->email : more.email;
    if (!c->groups.n)
        c->groups = more.groups;
    return OIDC_RIGHT;
}

enum oidc_answer oidc_finish(struct visit *v, const struct oidc_settings *s,
                             const struct oidc_flow *flow, const char *back, const char *code,
                             struct oidc_claims *claims)
{
    struct talk t = talk_new(v, s);
    struct tokens tokens;
    const char *json;
    enum oidc_answer answer = about_find(&t);

    if (answer == OIDC_RIGHT)
        answer = code_change(&t, flow, back, code, &tokens);
    if (answer == OIDC_RIGHT)
        answer = token_verify(&t, tokens.id, &json);
    if (answer != OIDC_RIGHT)
        return answer;
    const char *fault = oidc_claims_fault(v, json, s, flow->nonce, date_seconds(date_now(v)),
                                          claims);
    if (fault) {
        fail_detail(v, "id token: %s", fault);
        return OIDC_WRONG;
    }
    bool lacks = !claims->email || (*s->groups && !claims->groups.n);
    return lacks && t.provider.userinfo && *tokens.access
               ? userinfo_add(&t, tokens.access, claims)
               : OIDC_RIGHT;
}

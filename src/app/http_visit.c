/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the headers of a request tell a visit, and the cookie that goes back. */
#include "app/http.h"

#include "base/text.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <string.h>

/* Over TLS the name itself makes browsers keep the cookie to this host and to TLS
 * (RFC 6265bis § 4.1.3.2). */
static const char *const safe_cookie = "__Host-vointi";
static const char *const plain_cookie = "vointi";
/* Of a sign-in at an identity provider, until the browser comes back. */
static const char *const safe_flow = "__Host-vointi-flow";
static const char *const plain_flow = "vointi-flow";
enum { FLOW_SECONDS = 600 };

static const char *header(struct MHD_Connection *c, const char *name)
{
    const char *value = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
    return value ? value : "";
}

static const char *host_only(struct visit *v, const char *host)
{
    if (strlen(host) > 255)
        return "";
    return text_lower(v->arena, arena_copy(v->arena, host, strcspn(host, ":")));
}

/* Browsers say it of every POST: newer ones in words, older ones as an address. A
 * program that says neither has no cookies of somebody else to misuse. */
static bool from_elsewhere(struct MHD_Connection *c)
{
    const char *site = header(c, "Sec-Fetch-Site"), *origin = header(c, "Origin");
    const char *host = strstr(origin, "://");

    if (*site)
        return strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0;
    return *origin && (!host || strcasecmp(host + 3, header(c, "Host")) != 0);
}

/* "Bearer vointi_…" (RFC 6750 § 2.1). Other schemes are for the proxy before us. */
static const char *bearer(struct visit *v, struct MHD_Connection *c)
{
    const char *s = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Authorization");

    if (!s || strncasecmp(s, "Bearer ", strlen("Bearer ")) != 0)
        return NULL;
    s += strlen("Bearer");
    return text_trim(v->arena, text_clean(v->arena, s, strlen(s)));
}

/* Who asks, as a proxy on this machine says, or as the connection does. */
static const char *network(struct visit *v, struct MHD_Connection *c)
{
    const union MHD_ConnectionInfo *i =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *a = i ? i->client_addr : NULL;
    char *out = arena_alloc(v->arena, INET6_ADDRSTRLEN);
    bool known = a && getnameinfo(a, a->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                                              : sizeof(struct sockaddr_in),
                                  out, INET6_ADDRSTRLEN, NULL, 0, NI_NUMERICHOST) == 0;

    if (known && strcmp(out, "127.0.0.1") != 0 && strcmp(out, "::1") != 0)
        return out;
    return arena_strdup(v->arena, header(c, "X-Real-IP"));
}

/* A token comes alone: a cookie beside it counts for nothing, and no other site can make a
 * browser send one. */
static void who_comes(struct MHD_Connection *c, struct visit *v)
{
    v->bearer = bearer(v, c);
    v->network = v->bearer ? network(v, c) : "";
    v->session = v->bearer ? NULL
                           : MHD_lookup_connection_value(c, MHD_COOKIE_KIND,
                                                         v->secure ? safe_cookie : plain_cookie);
    v->from_elsewhere = !v->bearer && from_elsewhere(c);
}

void http_visit(struct MHD_Connection *c, struct visit *v)
{
    v->host = host_only(v, header(c, "Host"));
    v->browser = text_clean(v->arena, header(c, "User-Agent"), strlen(header(c, "User-Agent")));
    v->if_match = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-Match");
    v->request_key = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Idempotency-Key");
    v->secure = strcmp(header(c, "X-Forwarded-Proto"), "https") == 0;
    v->base = text(v, "%s://%s", v->secure ? "https" : "http",
                   text_clean(v->arena, header(c, "Host"), strlen(header(c, "Host"))));
    who_comes(c, v);
    v->flow = MHD_lookup_connection_value(c, MHD_COOKIE_KIND, v->secure ? safe_flow : plain_flow);
}

/* seconds 0: as long as the browser is open. */
static void put_cookie(struct visit *v, struct MHD_Response *r, const char *name,
                       const char *value, int seconds)
{
    const char *age = !*value ? "; Max-Age=0" : seconds ? text(v, "; Max-Age=%d", seconds) : "";

    http_header(r, "Set-Cookie", text(v, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s", name, value,
                                      v->secure ? "; Secure" : "", age));
}

void http_cookie(struct visit *v, struct MHD_Response *r)
{
    if (v->new_session)
        put_cookie(v, r, v->secure ? safe_cookie : plain_cookie, v->new_session, 0);
    if (v->new_flow)
        put_cookie(v, r, v->secure ? safe_flow : plain_flow, v->new_flow, FLOW_SECONDS);
}

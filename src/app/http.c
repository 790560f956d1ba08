/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/http.h"

#include "base/log.h"
#include "base/text.h"
#include "web/asset.h"
#include "web/hall.h"
#include "web/theme.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* ---- doubtful requests ---- */

struct headers {
    size_t lengths, hosts, encodings;
    size_t bytes; /* of all header lines, each with CR LF */
    bool broken;
};

/* A token (RFC 9110 § 5.6.2): no white space before the colon. */
static bool is_name(const char *s)
{
    return *s && !s[strspn(s, "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ")];
}

static bool has_control(const char *s)
{
    for (; *s; s++)
        if (((unsigned char)*s < ' ' && *s != '\t') || *s == 0x7F)
            return true;
    return false;
}

/* The library cuts the bytes that came into name and value where they are: what lies
 * between them, beside the colon, is a blank or nothing. */
static size_t between(const char *name, const char *value)
{
    return (uintptr_t)value - (uintptr_t)name - strlen(name) - strlen(":");
}

static enum MHD_Result see_header(void *cls, enum MHD_ValueKind kind, const char *name,
                                  const char *value)
{
    struct headers *h = cls;
    size_t blanks = value ? between(name, value) : 0;
    bool encoding = strcasecmp(name, "Transfer-Encoding") == 0;

    (void)kind;
    value = value ? value : "";
    h->lengths += strcasecmp(name, "Content-Length") == 0;
    h->hosts += strcasecmp(name, "Host") == 0;
    h->encodings += encoding;
    h->bytes += strlen(name) + strlen(":") + blanks + strlen(value) + strlen("\r\n");
    h->broken |= !is_name(name) || has_control(value) || blanks > 1 ||
                 (encoding && strcasecmp(value, "chunked") != 0);
    return MHD_YES;
}

/* The library shows headers only when it has read them its own way. What it took away
 * (NUL and what came after, folded lines, line ends without CR) is seen from the
 * number of bytes. */
static bool bytes_missing(struct MHD_Connection *c, const struct headers *h, size_t line)
{
    const union MHD_ConnectionInfo *came =
        MHD_get_connection_info(c, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);

    return !came || came->header_size != line + h->bytes + strlen("\r\n");
}

bool http_doubtful(struct MHD_Connection *c, size_t line, const char *version)
{
    struct headers h = { 0 };
    bool old = strcmp(version, "HTTP/1.0") == 0;

    MHD_get_connection_values(c, MHD_HEADER_KIND, see_header, &h);
    return (!old && strcmp(version, "HTTP/1.1") != 0) || h.broken || h.lengths > 1 ||
           h.hosts > 1 || h.encodings > 1 || (h.encodings && (h.lengths || old)) ||
           bytes_missing(c, &h, line);
}

/* ---- answers ---- */

static const char *const policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";
static const char *const sandbox = "sandbox; default-src 'none'; frame-ancestors 'none'";

static const char *const security_headers[][2] = {
    { "X-Content-Type-Options", "nosniff" },
    { "Referrer-Policy", "same-origin" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
};

void http_header(struct MHD_Response *r, const char *name, const char *value)
{
    if (value && MHD_add_response_header(r, name, value) != MHD_YES)
        log_line("a header could not be sent: %s", name);
}

static void common_headers(struct MHD_Response *r, const char *content_policy)
{
    http_header(r, "Content-Security-Policy", content_policy);
    for (size_t i = 0; i < sizeof security_headers / sizeof *security_headers; i++)
        http_header(r, security_headers[i][0], security_headers[i][1]);
}

void http_common_headers(struct MHD_Response *r)
{
    common_headers(r, policy);
}

void http_sandbox_headers(struct MHD_Response *r)
{
    common_headers(r, sandbox);
    http_header(r, "Cross-Origin-Resource-Policy", "same-origin");
}

/* If-None-Match may hold a list; weak and strong compare alike (RFC 9110 § 13.1.2). */
bool http_etag_matches(struct MHD_Connection *c, const char *etag)
{
    const char *asked = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
    const char *bare = text_begins(etag, "W/") ? etag + 2 : etag;

    return asked && (strcmp(asked, "*") == 0 || strstr(asked, bare));
}

enum MHD_Result http_send_response(struct MHD_Connection *c, unsigned status,
                                     struct MHD_Response *r)
{
    enum MHD_Result queued = MHD_queue_response(c, status, r);
    MHD_destroy_response(r);
    return queued;
}

enum MHD_Result http_send_304(struct MHD_Connection *c, const char *etag, const char *keep)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(0, "", MHD_RESPMEM_PERSISTENT);

    http_header(r, "ETag", etag);
    http_header(r, "Cache-Control", keep);
    http_common_headers(r);
    return http_send_response(c, 304, r);
}

static struct MHD_Response *plain(const char *words)
{
    struct MHD_Response *r =
        MHD_create_response_from_buffer(strlen(words), (void *)words, MHD_RESPMEM_MUST_COPY);

    http_header(r, "Content-Type", "text/plain; charset=utf-8");
    http_header(r, "Cache-Control", "no-store");
    http_common_headers(r);
    return r;
}

enum MHD_Result http_send_plain(struct MHD_Connection *c, unsigned status, const char *words)
{
    return http_send_response(c, status, plain(words));
}

enum MHD_Result http_send_wrong_method(struct MHD_Connection *c)
{
    struct MHD_Response *r = plain("This can only be read.\n");

    http_header(r, "Allow", "GET, HEAD");
    return http_send_response(c, 405, r);
}

static enum MHD_Result send_asset(struct MHD_Connection *c, const struct asset *a)
{
    if (http_etag_matches(c, a->etag))
        return http_send_304(c, a->etag, a->keep);
    struct MHD_Response *r =
        MHD_create_response_from_buffer(a->n, (void *)a->at, MHD_RESPMEM_PERSISTENT);
    http_header(r, "Content-Type", a->type);
    http_header(r, "Cache-Control", a->keep);
    http_header(r, "ETag", a->etag);
    http_common_headers(r);
    return http_send_response(c, 200, r);
}

/* "/assets/teema-3f3d99.css": computed from the colour in its name. */
static bool theme_asked(const char *target, char colour[8])
{
    const char *at = target + strlen("/assets/teema-");

    if (!text_begins(target, "/assets/teema-") || strspn(at, "0123456789abcdefABCDEF") != 6 ||
        strcmp(at + 6, ".css") != 0)
        return false;
    snprintf(colour, 8, "#%.6s", at);
    return true;
}

static enum MHD_Result send_theme(struct MHD_Connection *c, const char *colour)
{
    static const char *const keep = "public, max-age=31536000, immutable";
    struct buf css = buf_new(64 << 10);
    struct theme theme;
    char etag[ETAG];

    if (!theme_make(colour, &theme))
        return http_send_plain(c, 404, "No such colour.\n");
    theme_css(&theme, &css);
    etag_of(&css, etag);
    if (http_etag_matches(c, etag)) {
        buf_free(&css);
        return http_send_304(c, etag, keep);
    }
    struct MHD_Response *r = MHD_create_response_from_buffer(css.n, css.at, MHD_RESPMEM_MUST_FREE);
    http_header(r, "Content-Type", "text/css; charset=utf-8");
    http_header(r, "Cache-Control", keep);
    http_header(r, "ETag", etag);
    http_common_headers(r);
    return http_send_response(c, 200, r);
}

bool http_send_file(struct MHD_Connection *c, const char *target, bool get,
                    enum MHD_Result *result)
{
    char colour[8];
    const struct asset *asset = asset_find(target);

    if (!asset && !theme_asked(target, colour))
        return false;
    *result = !get   ? http_send_wrong_method(c)
              : asset ? send_asset(c, asset)
                      : send_theme(c, colour);
    return true;
}

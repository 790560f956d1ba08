/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Small pieces of HTTP around libmicrohttpd, whose header is included only here:
 * which requests are refused, headers that every answer has, files that never
 * change. */
#ifndef APP_HTTP_H
#define APP_HTTP_H

#include "base/visit.h"

#include <microhttpd.h>

/* Requests that two programs may understand differently (request smuggling): the
 * library itself is lenient with them. line: bytes of the first line, as it was
 * understood, with its CR LF. Some unusual sound ones are refused too: two blanks
 * after a colon. */
bool http_doubtful(struct MHD_Connection *c, size_t line, const char *version);

/* Host, session or token, browser, conditions, and whether another site's page sent it: into
 * the visit. */
void http_visit(struct MHD_Connection *c, struct visit *v);
/* The cookie of v->new_session, if there is one. */
void http_cookie(struct visit *v, struct MHD_Response *r);

/* value NULL: no header. */
void http_header(struct MHD_Response *r, const char *name, const char *value);
void http_common_headers(struct MHD_Response *r);
/* The same for bytes that somebody sent: nothing of them may run or load anything. */
void http_sandbox_headers(struct MHD_Response *r);

bool http_etag_matches(struct MHD_Connection *c, const char *etag);

/* Queues the response and lets go of it. */
enum MHD_Result http_send_response(struct MHD_Connection *c, unsigned status,
                                   struct MHD_Response *r);
enum MHD_Result http_send_304(struct MHD_Connection *c, const char *etag, const char *keep);
enum MHD_Result http_send_plain(struct MHD_Connection *c, unsigned status, const char *words);
enum MHD_Result http_send_wrong_method(struct MHD_Connection *c);
/* Style sheets, fonts, icons, themes of colours. False: no such file. */
bool http_send_file(struct MHD_Connection *c, const char *target, bool get,
                    enum MHD_Result *result);

#endif

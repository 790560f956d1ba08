/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * HTTP requests become visits and their bodies answers; finished pages are kept.
 * The functions that serve.c hands to libmicrohttpd, in the order it calls them. */
#ifndef APP_REQUEST_H
#define APP_REQUEST_H

#include "app/http.h"

/* With the address before anything is decoded: a request begins. */
void *request_target(void *cls, const char *uri, struct MHD_Connection *c);
/* Instead of decoding: web/find.c does that itself. */
size_t request_as_it_came(void *cls, struct MHD_Connection *c, char *s);
/* When the headers are there, with each piece of a body, and at the end. */
enum MHD_Result request_come(void *cls, struct MHD_Connection *c, const char *url,
                             const char *method, const char *version, const char *data,
                             size_t *size, void **con_cls);
/* The answer was sent or given up. */
void request_completed(void *cls, struct MHD_Connection *c, void **con_cls,
                       enum MHD_RequestTerminationCode why);

/* How many answers are being made or sent. */
int requests_running(void);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The front door for browsers: HTTP requests to visits and back. */
#ifndef APP_SERVE_H
#define APP_SERVE_H

#include "base/visit.h"

struct serve_options {
    const char *db;
    const char *listen; /* "127.0.0.1:8080", "[::1]:0" (a free port) or a path of a Unix socket */
    const char *health; /* the same for /healthz and /metrics; NULL: none */
    const char *first_link; /* lets the first administrator in; NULL: there is somebody already */
};

/* Serves until SIGTERM or SIGINT. */
bool serve(struct visit *v, const struct serve_options *options);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * libcurl, whose header is included only here: mail goes over it (smtp.c), and what other
 * servers are asked (fetch.c). */
#ifndef PEOPLE_TRANSFER_H
#define PEOPLE_TRANSFER_H

#include <curl/curl.h>

/* A handle of a library that was begun once. */
CURL *transfer_new(void);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The interface for programs: its page for people, and its description (OpenAPI 3.1), made
 * from the page tables so that it can't tell of another server than this one. */
#ifndef APP_API_H
#define APP_API_H

#include "web/page.h"

extern const struct page api_pages[];

/* docs/api/components.json: what is written by hand, among it the schema of what each view
 * answers, by the view's name. Made a part of the program by the build. */
extern const char api_components[];

/* What programs may ask of a page: each POST, and GET in each format but HTML. */
bool api_tells(const struct page *p, enum format format);
/* "/tavoitteet/{code}.json" */
const char *api_path(struct visit *v, const struct page *p, enum format format);
/* The description, into the body. */
void openapi_put(struct visit *v, const void *unused);

#endif

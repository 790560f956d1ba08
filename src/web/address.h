/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Every address on a page is made here: /{lang}/{plan}/rest, where Finnish
 * needs no {lang} and the default plan no {plan}. */
#ifndef WEB_ADDRESS_H
#define WEB_ADDRESS_H

#include "web/page.h"

/* An address in the visit's language and plan: to(v, "/tavoitteet/%s", slug).
 * What is printed into it must be a slug or a number. */
const char *to(struct visit *v, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The page that is being shown, in another language, with its query. */
const char *to_language(struct visit *v, enum lang lang);
/* The same page in another format (".csv"), with its query. */
const char *to_format(struct visit *v, enum format format);
/* An address in another plan, "" for the default one. */
const char *to_plan(struct visit *v, const char *slug, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The page as it should be known: rel=canonical. */
const char *to_canonical(struct visit *v);
/* The page that is being shown with one query argument set to something else. */
const char *to_with(struct visit *v, const char *name, const char *value);
/* The list goes on from a cursor: v->next is the address and v->link the header (RFC 8288).
 * A page with such a list takes the arguments "limit" and "next". */
enum { LIMIT_MOST = 1000 };
void link_next(struct visit *v, const char *cursor);
/* The same list from another page on, which is the argument "sivu". */
const char *to_page(struct visit *v, int64_t page);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The steps of the walk, known to this room and to the front door only. */
#ifndef WEB_HALL_H
#define WEB_HALL_H

#include "db/db.h"
#include "web/page.h"

enum walk_step { STEP_DOOR, STEP_PAGE, STEP_GATE, STEP_FORM, STEP_DO, STEP_DRESS, STEP_SEND };

/* find.c: language, plan, page, {parts} and format of the path. */
bool page_find(struct visit *v);
/* NULL: what a form sends is not shown anywhere. */
const struct page *page_of_form(const struct visit *v);
/* gate.c: the only place that compares a person with a page or a plan. */
bool needs_plan(const struct page *p);
bool may_enter(struct visit *v);
/* Where somebody goes who may not enter: the way in, or what they owe there. */
const char *door_path(const struct visit *v);
/* form.c: the page's inputs from the query or body into v->form. */
bool form_read(struct visit *v);
/* match.c: whether the page is still as the program saw it that sends If-Match; fails
 * with FAIL_STALE. */
bool match_holds(struct visit *v);
/* repeat.c: the answer that the same request got before (known), with the same
 * Idempotency-Key; fails when the key came with another request. */
bool repeat_find(struct visit *v, bool *known);
/* Keeps the answer for a day; in the visit's transaction. */
bool repeat_keep(struct visit *v);
/* dress.c */
enum { ETAG = 40 };
/* Weak: nginx may compress what we send. */
void etag_of(const struct buf *body, char out[ETAG]);
void dress_page(struct visit *v);
void dress_failure(struct visit *v);

#endif

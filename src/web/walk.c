/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The walk: a visit goes through the house once, room by room, and never turns
 * back. The first step that fails ends it; the last one then dresses the page
 * or the failure. */
#include "web/hall.h"

#include <time.h>

static void step(struct visit *v, enum walk_step s)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    v->step[s] = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* Statements of one visit see one snapshot, or make one change. */
static bool begin(struct visit *v)
{
    return v->method == METHOD_POST ? db_begin_write(v)
                                    : db_begin_read(v) && db_revision(v, &v->revision);
}

/* The same request again gets the same answer; one that comes too late changes nothing. */
static bool do_change(struct visit *v)
{
    bool known;

    if (!repeat_find(v, &known) || known)
        return known;
    return match_holds(v) && v->page->handler(v) && repeat_keep(v) && db_commit(v);
}

static bool do_page(struct visit *v)
{
    return v->method == METHOD_POST ? do_change(v) : v->page->handler(v);
}

/* A form with faults changes nothing and comes back with what was typed. */
static bool show_again(struct visit *v)
{
    const struct page *shown = v->faults.n && v->method == METHOD_POST ? page_of_form(v) : NULL;

    if (!shown || v->fail.kind != FAIL_INPUT || v->format != FORMAT_HTML)
        return false;
    db_end(v);
    v->fail = (struct fail){ 0 };
    v->page = shown;
    v->method = METHOD_GET;
    v->status = fail_status(FAIL_INPUT);
    return begin(v) && do_page(v);
}

bool visit_may_send(struct visit *v, const struct house *house)
{
    v->house = house;
    bool ok = page_find(v) && v->page->body_most && db_begin_read(v) &&
              house->find_site(v, v->asked_plan) && house->find_person(v) && may_enter(v);
    db_end(v);
    return ok;
}

void visit_walk(struct visit *v, const struct house *house)
{
    v->house = house;
    /* Also after a failure at the door: the language and format are wanted. */
    bool ok = page_find(v) && !failed(v);
    step(v, STEP_PAGE);
    ok = ok && begin(v) && house->find_site(v, v->asked_plan) &&
         house->find_person(v) && may_enter(v);
    step(v, STEP_GATE);
    ok = ok && form_read(v);
    step(v, STEP_FORM);
    ok = (ok && do_page(v)) || show_again(v);
    step(v, STEP_DO);
    if (!ok)
        dress_failure(v);
    else if (!v->body.n)
        dress_page(v);
    db_end(v);
    step(v, STEP_DRESS);
}

void visit_afterwards(struct visit *v)
{
    if (!v->afterwards || failed(v))
        return;
    v->afterwards(v);
    db_end(v);
}

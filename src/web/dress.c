/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The last step: a page or a failure in the format that was asked for. */
#include "base/digest.h"
#include "web/address.h"
#include "web/done.view.h"
#include "web/failure.view.h"
#include "web/hall.h"

#include <stdio.h>
#include <string.h>

static const char *const types[FORMATS] = {
    [FORMAT_HTML] = "text/html; charset=utf-8",
    [FORMAT_JSON] = "application/json",
    [FORMAT_CSV] = "text/csv; charset=utf-8; header=present",
    [FORMAT_ICS] = "text/calendar; charset=utf-8",
    [FORMAT_SVG] = "image/svg+xml",
    [FORMAT_XLSX] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    [FORMAT_TEXT] = "text/plain; charset=utf-8",
    [FORMAT_ATOM] = "application/atom+xml; charset=utf-8",
};

bool go(struct visit *v, const char *address)
{
    v->status = 303;
    v->location = address;
    return true;
}

/* "toimenpiteet.csv": the last segment of the path. */
static const char *download_name(struct visit *v)
{
    const char *last = strrchr(v->rest, '/') + 1;
    return text(v, "%s.%s", *last ? last : "vointi", v->format == FORMAT_CSV ? "csv" : "xlsx");
}

static void put_body(struct visit *v, const struct view *view)
{
    if (v->format == FORMAT_JSON && v->status >= 400)
        v->type = "application/problem+json";
    else if (!v->type) /* a feed says which kind of JSON it is */
        v->type = types[v->format];
    if (v->format == FORMAT_CSV)
        buf_puts(&v->body, "\xEF\xBB\xBF"); /* spreadsheets know UTF-8 by it */
    view->dress[v->format](v, v->data);
}

void etag_of(const struct buf *body, char out[ETAG])
{
    snprintf(out, ETAG, "W/\"%016llx\"", (unsigned long long)digest_fast(body->at, body->n));
}

/* A program is told where a browser would have been sent. */
static void dress_done(struct visit *v)
{
    v->data = v->location ? v->location : to(v, "%s", v->rest);
    v->location = NULL;
    v->status = 200;
    put_body(v, &done_view);
}

void dress_page(struct visit *v)
{
    if (v->format == FORMAT_JSON && (v->location || !v->view->dress[FORMAT_JSON])) {
        dress_done(v);
        return;
    }
    if (v->location)
        return;
    if (!v->status) /* a handler may have set another: a page about what is gone is 404 */
        v->status = 200;
    if (v->format == FORMAT_CSV || v->format == FORMAT_XLSX)
        v->filename = download_name(v);
    put_body(v, v->view);
    if (buf_over(&v->body)) {
        fail(v, FAIL_OURS, "%s", tr(v, "The page grew too large."));
        dress_failure(v);
    }
}

void dress_failure(struct visit *v)
{
    buf_free(&v->body);
    v->location = NULL;
    v->filename = NULL;
    v->sandboxed = false;
    v->status = fail_status(v->fail.kind);
    v->data = &v->fail;
    v->link = v->next = NULL;
    v->type = NULL;
    if (!failure_view.dress[v->format])
        v->format = FORMAT_HTML;
    if (v->bearer && v->format == FORMAT_HTML)
        v->format = FORMAT_JSON; /* a program asks */
    put_body(v, &failure_view);
}

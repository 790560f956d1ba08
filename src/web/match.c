/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * If-Match (RFC 9110 § 13.1.1): a program that read a page as JSON changes it only as long
 * as the page still reads so. The page is made once more, in the transaction that would
 * change it; what it shows of rev is in it. */
#include "base/text.h"
#include "web/hall.h"

#include <string.h>

enum { BODY_MOST = 64 << 20 };

/* The page's JSON as the same visitor would get it now. */
static bool etag_now(struct visit *v, const struct page *shown, char etag[ETAG])
{
    struct visit now = *v;

    now.page = shown;
    now.method = METHOD_GET;
    now.format = FORMAT_JSON;
    now.posted_json = false;
    now.posted = now.query = now.form = (struct args){ 0 };
    now.files.n = 0;
    now.body = buf_new(BODY_MOST);
    bool ok = form_read(&now) && shown->handler(&now);
    if (ok) {
        dress_page(&now);
        etag_of(&now.body, etag);
    }
    buf_free(&now.body);
    v->statements = now.statements;
    v->fail = now.fail;
    return ok;
}

/* "*" asks only that there is something; a list of tags may be given. Ours are weak, because
 * a proxy may compress, and are compared without the mark. */
bool match_holds(struct visit *v)
{
    const struct page *shown = v->if_match ? page_of_form(v) : NULL;
    char etag[ETAG] = "";

    if (!v->if_match || strcmp(v->if_match, "*") == 0)
        return true;
    if (shown && shown->view->dress[FORMAT_JSON] && !etag_now(v, shown, etag))
        return false;
    const char *bare = text_begins(etag, "W/") ? etag + 2 : etag;
    return (*bare && strstr(v->if_match, bare)) ||
           fail(v, FAIL_STALE, "%s",
                tr(v, "It has changed since you read it: nothing was saved. Read it again."));
}

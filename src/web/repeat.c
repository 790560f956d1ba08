/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Idempotency-Key: a program that got no answer asks again with the same key, and gets the
 * answer of the first time; nothing is done twice. Only answers that changed something are
 * kept: what was refused may be tried again. */
#include "base/date.h"
#include "base/digest.h"
#include "base/secret.h"
#include "web/hall.h"
#include "web/repeat.sql.h"

#include <string.h>

enum { KEY_MOST = 200, DAY = 24 * 3600 };

static bool is_asked(const struct visit *v)
{
    return v->request_key && v->person && v->format == FORMAT_JSON;
}

static bool key_fits(struct visit *v)
{
    size_t n = strlen(v->request_key);

    for (const char *s = v->request_key; *s; s++)
        if (*s < ' ' || *s > '~')
            n = 0;
    return (n && n <= KEY_MOST) ||
           fail(v, FAIL_REQUEST, "%s",
                tr(v, "Idempotency-Key is a text of at most 200 ASCII characters."));
}

/* What was asked: the address, all fields and files. */
static const char *digest_of_request(struct visit *v)
{
    struct buf all = buf_new((size_t)4 << 20);
    char *digest = arena_alloc(v->arena, SECRET_DIGEST);

    buf_puts(&all, v->path);
    for (size_t i = 0; i < v->posted.n; i++)
        buf_printf(&all, "\n%zu %s %zu %s", strlen(v->posted.at[i].name), v->posted.at[i].name,
                   strlen(v->posted.at[i].value), v->posted.at[i].value);
    for (size_t i = 0; i < v->files.n; i++) {
        char bytes[DIGEST_TEXT];
        digest_text(v->files.at[i].at, v->files.at[i].n, bytes);
        buf_printf(&all, "\n%s %s", v->files.at[i].field, bytes);
    }
    secret_digest(all.at, digest);
    buf_free(&all);
    return digest;
}

bool repeat_find(struct visit *v, bool *known)
{
    struct kept_answer_of_row *row;

    *known = false;
    if (!is_asked(v))
        return true;
    if (!key_fits(v) ||
        !kept_answer_of(v, &row, v->person, v->request_key, date_after(v, date_now(v), -DAY)))
        return false;
    if (!row)
        return true;
    if (strcmp(row->request_digest, digest_of_request(v)) != 0)
        return fail(v, FAIL_INPUT, "%s",
                    tr(v, "This Idempotency-Key came with another request before."));
    *known = true;
    v->status = (int)row->answer_status;
    v->type = "application/json";
    buf_puts(&v->body, row->answer_body);
    return true;
}

bool repeat_keep(struct visit *v)
{
    const char *now = date_now(v);

    if (!is_asked(v))
        return true;
    dress_page(v);
    return kept_answers_sweep(v, date_after(v, now, -DAY)) &&
           kept_answer_put(v, &(struct kept_answer_put_args){
                                  .person = v->person,
                                  .request_key = v->request_key,
                                  .request_digest = digest_of_request(v),
                                  .answer_status = v->status,
                                  .answer_body = arena_copy(v->arena, v->body.at, v->body.n),
                                  .kept_at = now,
                              });
}

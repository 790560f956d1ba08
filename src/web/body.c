/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a program sends instead of a form: one JSON object with the form's field names, so
 * that a page takes both with the same handler. */
#include "base/json.h"
#include "base/text.h"
#include "web/hall.h"

#include <string.h>

enum { FIELDS_MOST = 4000 };

static bool take_field(struct visit *v, const struct node *n)
{
    const char *value;

    if (v->posted.n == FIELDS_MOST)
        return node_fault(v, n, tr(v, "there are too many fields"));
    if (!node_scalar(v, n, &value))
        return false;
    args_add(v, &v->posted, text_clean(v->arena, n->key, strlen(n->key)), value);
    return true;
}

/* A fault of the body's shape is one of the request, not of a value. */
static bool shape_fault(struct visit *v, const char *words)
{
    v->fail = (struct fail){ .detail = v->fail.detail };
    v->posted = (struct args){ 0 };
    return fail(v, FAIL_REQUEST, "%s", words);
}

bool visit_json(struct visit *v, const char *body, size_t n)
{
    struct node root;

    v->posted_json = true;
    if (!node_parse(v, body, n, &root))
        return shape_fault(v, tr(v, "The body is not whole JSON."));
    bool ok = node_is_object(v, &root) && node_each(v, &root, take_field);
    node_free(&root);
    return ok || shape_fault(v, tr(v, "Send one JSON object with the names of the form’s fields; "
                                      "each value a text, a whole number, true or false."));
}

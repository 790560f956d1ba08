/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/visit.h"

#include <string.h>

enum { BODY_LIMIT = 64 << 20 };

struct visit visit_new(void)
{
    return (struct visit){
        .arena = arena_new(),
        .lang = LANG_EN,
        .host = "",
        .base = "",
        .browser = "",
        .network = "",
        .path = "/",
        .rest = "/",
        .plan_slug = "",
        .body = buf_new(BODY_LIMIT),
    };
}

void visit_end(struct visit *v)
{
    buf_free(&v->body);
    arena_free(v->arena);
    v->arena = NULL;
}

bool fail(struct visit *v, enum fail_kind kind, const char *format, ...)
{
    if (failed(v))
        return false;
    va_list args;
    va_start(args, format);
    v->fail.kind = kind;
    v->fail.text = arena_vtext(v->arena, format, args);
    va_end(args);
    return false;
}

void fail_detail(struct visit *v, const char *format, ...)
{
    if (v->fail.detail)
        return;
    va_list args;
    va_start(args, format);
    v->fail.detail = arena_vtext(v->arena, format, args);
    va_end(args);
}

const char *text(struct visit *v, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *s = arena_vtext(v->arena, format, args);
    va_end(args);
    return s;
}

const char *args_get(const struct args *args, const char *name)
{
    for (size_t i = 0; i < args->n; i++)
        if (strcmp(args->at[i].name, name) == 0)
            return args->at[i].value;
    return NULL;
}

void args_add(struct visit *v, struct args *args, const char *name, const char *value)
{
    *arena_push(v->arena, args) = (struct arg){ name, value };
}

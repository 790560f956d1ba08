/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "web/address.h"

#include <string.h>

static const char *const endings[FORMATS] = {
    [FORMAT_HTML] = "", [FORMAT_JSON] = ".json", [FORMAT_CSV] = ".csv",
    [FORMAT_ICS] = ".ics", [FORMAT_SVG] = ".svg", [FORMAT_XLSX] = ".xlsx", [FORMAT_TEXT] = ".txt",
    [FORMAT_ATOM] = ".atom",
};

static const char *prefixed(struct visit *v, enum lang lang, const char *slug, const char *rest)
{
    bool front = strcmp(rest, "/") == 0;
    const char *all = text(v, "%s%s%s%s%s", lang == LANG_FI ? "" : "/",
                           lang == LANG_FI ? "" : lang_code(lang), *slug ? "/" : "", slug,
                           front ? "" : rest);
    return front ? text(v, "%s/", all) : all;
}

const char *to(struct visit *v, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *rest = arena_vtext(v->arena, format, args);
    va_end(args);
    return prefixed(v, v->lang, v->plan_slug, rest);
}

/* "?a=b&c=d" of what was given, with one argument changed; "" when empty. What was
 * typed into a form belongs to no address: a password may be among it. */
static const char *query(struct visit *v, const char *name, const char *value)
{
    struct buf out = buf_new(1 << 16);

    for (size_t i = 0; i < v->form.n && !v->posted.n; i++) {
        const struct arg *a = &v->form.at[i];
        if (!*a->value || (name && strcmp(a->name, name) == 0))
            continue;
        buf_putc(&out, out.n ? '&' : '?');
        escape_url(&out, a->name);
        buf_putc(&out, '=');
        escape_url(&out, a->value);
    }
    if (name && value && *value) {
        buf_putc(&out, out.n ? '&' : '?');
        escape_url(&out, name);
        buf_putc(&out, '=');
        escape_url(&out, value);
    }
    const char *copy = out.n ? arena_copy(v->arena, out.at, out.n) : "";
    buf_free(&out);
    return copy;
}

const char *to_language(struct visit *v, enum lang lang)
{
    return text(v, "%s%s", prefixed(v, lang, v->plan_slug, v->rest), query(v, NULL, NULL));
}

const char *to_format(struct visit *v, enum format format)
{
    return text(v, "%s%s%s", to(v, "%s", v->rest), endings[format], query(v, NULL, NULL));
}

const char *to_plan(struct visit *v, const char *slug, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *rest = arena_vtext(v->arena, format, args);
    va_end(args);
    return prefixed(v, v->lang, slug, rest);
}

const char *to_canonical(struct visit *v)
{
    return to(v, "%s", v->rest);
}

const char *to_with(struct visit *v, const char *name, const char *value)
{
    return text(v, "%s%s", to(v, "%s", v->rest), query(v, name, value));
}

const char *to_page(struct visit *v, int64_t page)
{
    return to_with(v, "sivu", page > 1 ? text(v, "%lld", (long long)page) : "");
}

void link_next(struct visit *v, const char *cursor)
{
    v->next = text(v, "%s%s%s", to(v, "%s", v->rest), endings[v->format],
                   query(v, "next", cursor));
    v->link = text(v, "<%s>; rel=\"next\"", v->next);
}

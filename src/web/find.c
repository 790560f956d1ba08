/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * From an address to a row of a page table. */
#include "web/hall.h"

#include "base/put.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { TARGET_MOST = 4096, ARGS_MOST = 64, POSTED_MOST = 4000 };

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* %XX and, in a query, + decoded; NULL for a broken code, NUL or bad UTF-8. */
static const char *decoded(struct visit *v, const char *at, size_t n, bool query)
{
    char *out = arena_alloc(v->arena, n + 1);
    size_t m = 0;

    for (size_t i = 0; i < n; i++) {
        char c = at[i];
        if (c == '%') {
            if (i + 2 >= n || hex(at[i + 1]) < 0 || hex(at[i + 2]) < 0)
                return NULL;
            c = (char)(hex(at[i + 1]) * 16 + hex(at[i + 2]));
            i += 2;
        } else if (c == '+' && query) {
            c = ' ';
        }
        if (!c)
            return NULL;
        out[m++] = c;
    }
    return text_valid(out, m) ? out : NULL;
}

static bool pairs_read(struct visit *v, const char *s, struct args *into, size_t most)
{
    for (size_t count = 0; *s; count++) {
        size_t n = strcspn(s, "&"), name_n = strcspn(s, "=&");
        const char *name = decoded(v, s, name_n, true);
        const char *value =
            name_n < n ? decoded(v, s + name_n + 1, n - name_n - 1, true) : "";
        if (!name || !value || count == most)
            return false;
        if (*name)
            args_add(v, into, name, value);
        s += n + (s[n] == '&');
    }
    return true;
}

bool visit_posted(struct visit *v, const char *body, size_t n)
{
    return (strlen(body) == n && pairs_read(v, body, &v->posted, POSTED_MOST)) ||
           fail(v, FAIL_REQUEST, "%s",
                tr(v, "What the form sent did not arrive whole. Go back and send it again."));
}

bool fields_read(struct visit *v, const char *fields, struct args *into)
{
    return pairs_read(v, fields, into, POSTED_MOST) ||
           fail(v, FAIL_OURS, "%s", tr(v, "What was kept of a form can't be read."));
}

const char *fields_written(struct visit *v, const struct args *args)
{
    struct buf out = buf_new((size_t)8 << 20);

    for (size_t i = 0; i < args->n; i++) {
        buf_puts(&out, i ? "&" : "");
        escape_url(&out, args->at[i].name);
        buf_puts(&out, "=");
        escape_url(&out, args->at[i].value);
    }
    const char *all = arena_copy(v->arena, out.at ? out.at : "", out.n);
    buf_free(&out);
    return all;
}

static size_t segment(const char *path)
{
    return strcspn(path + 1, "/");
}

/* Takes a language code off the front of the path. */
static const char *language(struct visit *v, const char *path)
{
    for (enum lang l = 0; l < LANGS; l++)
        if (l != LANG_FI && segment(path) == 2 && strncmp(path + 1, lang_code(l), 2) == 0) {
            v->lang = l;
            return path[3] ? path + 3 : "/";
        }
    return path;
}

bool visit_address(struct visit *v, const char *target)
{
    size_t n = strcspn(target, "?");

    v->path = decoded(v, target, n, false);
    if (v->path && *v->path == '/')
        language(v, v->path);
    if (strlen(target) < TARGET_MOST && v->path && *v->path == '/' &&
        pairs_read(v, target[n] ? target + n + 1 : "", &v->query, ARGS_MOST))
        return true;
    v->path = "/";
    return fail(v, FAIL_REQUEST, "%s",
                tr(v, "The address is broken. Check it or start from the front page."));
}

static const struct {
    const char *ending;
    enum format format;
} endings[] = { { ".json", FORMAT_JSON }, { ".csv", FORMAT_CSV }, { ".ics", FORMAT_ICS },
                { ".svg", FORMAT_SVG },   { ".xlsx", FORMAT_XLSX },
                { ".txt", FORMAT_TEXT },  { ".atom", FORMAT_ATOM } };

static const char *format_taken(struct visit *v, const char *path)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends(path, endings[i].ending) && !text_ends(path, "/.json")) {
            v->format = endings[i].format;
            return arena_copy(v->arena, path, strlen(path) - strlen(endings[i].ending));
        }
    return path;
}

bool page_reserves(const struct house *house, const char *path)
{
    size_t n = segment(path);

    for (enum lang l = 0; l < LANGS; l++)
        if (n == 2 && strncmp(path + 1, lang_code(l), 2) == 0)
            return true;
    for (const struct page *const *room = house->rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++)
            if (segment(p->path) == n && strncmp(p->path, path, n + 1) == 0)
                return true;
    return strncmp(path, "/assets", 7) == 0;
}

/* Compares a pattern with a path and keeps the {parts}. */
static bool matches(struct visit *v, const char *pattern, const char *path)
{
    struct args parts = { 0 };

    while (*pattern && *path) {
        if (*pattern != '{') {
            if (*pattern++ != *path++)
                return false;
            continue;
        }
        size_t name = strcspn(pattern, "}"), n = strcspn(path, "/");
        if (!n)
            return false;
        args_add(v, &parts, arena_copy(v->arena, pattern + 1, name - 1),
                 arena_copy(v->arena, path, n));
        pattern += name + 1;
        path += n;
    }
    if (*pattern || *path)
        return false;
    v->parts = parts;
    return true;
}

static bool absent(struct visit *v)
{
    return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such page. It may have moved."));
}

/* What a program sends as JSON it gets answered as JSON, whatever the address ends with. */
static bool format_fits(struct visit *v, const struct page *p)
{
    if (v->posted_json && v->format == FORMAT_HTML)
        v->format = FORMAT_JSON;
    if (v->posted_json && !page_takes_json(p))
        return fail(v, FAIL_TYPE, "%s", tr(v, "This page takes a form, not JSON."));
    return page_has_format(p, v->format) || absent(v);
}

bool page_find(struct visit *v)
{
    const char *path = language(v, v->path);
    size_t n = strlen(path);

    if (n > 1 && path[n - 1] == '/' && path[n - 2] != '/')
        path = arena_copy(v->arena, path, n - 1);
    path = format_taken(v, path);
    if (strcmp(path, "/") != 0 && !page_reserves(v->house, path)) {
        n = segment(path);
        v->asked_plan = arena_copy(v->arena, path + 1, n);
        path = path[n + 1] ? path + n + 1 : "/";
    }
    v->rest = path;
    v->allow = NULL; /* it may have been found before */
    for (const struct page *const *room = v->house->rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++) {
            if (!matches(v, p->path, path))
                continue;
            if (p->method == v->method) {
                v->page = p;
                v->allow = NULL;
                return format_fits(v, p);
            }
            v->allow = p->method == METHOD_GET && !v->allow ? "GET, HEAD"
                       : v->allow ? "GET, HEAD, POST"
                                  : "POST";
        }
    if (v->allow)
        return fail(v, FAIL_METHOD, "%s", tr(v, "This page can't be used in that way."));
    return absent(v);
}

/* Where a form is shown: the row with method GET and the same path. */
const struct page *page_of_form(const struct visit *v)
{
    for (const struct page *const *room = v->house->rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++)
            if (p->method == METHOD_GET && strcmp(p->path, v->page->path) == 0)
                return p;
    return NULL;
}

const char *part(const struct visit *v, const char *name)
{
    const char *value = args_get(&v->parts, name);
    return value ? value : "";
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Any bytes as a view (the first chooses the format, the second the branches that
 * are taken): viewgen refuses it, or a hostile value changes nothing in what it
 * shows: a browser's tokenizer finds the same elements and attributes, JSON the
 * same values, CSV the same cells, and no value where it would run. The C that is
 * made is not compiled but followed line by line. */
#include "../fuzz_tool.h"
#include "../../tools/viewgen.c"

#include "base/put.h"
#include "../html_tokens.h"

#include <jansson.h>

static const char *const values[] = {
    "/x", /* harmless everywhere */
    "\"'><script>alert(1)</script></title></textarea></style></iframe><!-- ;=\\",
    "javascript:alert('\"<x>')",
    "' onload=alert(1) title=\"\n",
};

enum { LINES = 2000 };
static char *lines[LINES];
static int n_lines;
static uint8_t choices;

static bool begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

/* The bytes of a C string up to its quote. */
static void put_literal(struct buf *body, const char *s)
{
    for (; *s != '"'; s++) {
        char c = *s;
        if (c == '\\' && isdigit((unsigned char)s[1])) {
            c = (char)strtol((char[]){ s[1], s[2], s[3], '\0' }, NULL, 8);
            s += 3;
        } else if (c == '\\') {
            c = *++s == 'n' ? '\n' : *s;
        }
        buf_putc(body, c);
    }
}

static void put_value(struct visit *v, const char *line_, const char *value)
{
    static const struct {
        const char *name;
        enum put_place place;
    } places[] = {
        { "PUT_TEXT,", PUT_TEXT },         { "PUT_ATTRIBUTE,", PUT_ATTRIBUTE },
        { "PUT_URL,", PUT_URL },           { "PUT_URL_PART,", PUT_URL_PART },
        { "PUT_JSON,", PUT_JSON },         { "PUT_JSON_STRING,", PUT_JSON_STRING },
        { "PUT_CSV,", PUT_CSV },
    };
    const char *place_ = strstr(line_, "PUT_");
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (begins(place_, places[i].name))
            (put_text)(v, places[i].place, value);
}

/* Past the block that line i begins: the line of its "} else …" or "}". */
static int block_end(int i)
{
    int deep = 0;
    for (i++; i < n_lines; i++) {
        bool closes = begins(lines[i], "    }"), opens = begins(lines[i], "    if (") ||
                                                         begins(lines[i], "    for (");
        if (closes && !deep)
            return i;
        deep += opens - (closes && strcmp(lines[i], "    }") == 0);
    }
    return n_lines;
}

/* Shows the lines of one function from i on; which branch is taken and how often
 * a loop runs (0 or 2 times) comes from the input. */
static int show(struct visit *v, int i, int end, const char *value)
{
    for (; i < end; i++) {
        const char *l = lines[i];
        if (begins(l, "    buf_put(&v->body, \"")) {
            put_literal(&v->body, strchr(l, '"') + 1);
        } else if (begins(l, "    put(v, ") || begins(l, "    put_text(v, ")) {
            put_value(v, l, value);
        } else if (begins(l, "    for (")) {
            int after = block_end(i);
            for (int n = (choices >> (i % 8)) & 1 ? 2 : 0; n > 0; n--)
                show(v, i + 1, after, value);
            i = after;
        } else if (begins(l, "    if (")) {
            bool taken = false;
            for (;;) {
                int after = block_end(i);
                bool this = !taken && (begins(lines[i], "    } else {") || (choices >> (i % 8)) & 1);
                if (this)
                    show(v, i + 1, after, value);
                taken |= this;
                i = after;
                if (i >= n_lines || strcmp(lines[i], "    }") == 0)
                    break;
            }
        }
    }
    return i;
}

/* ---- what must not change ---- */

static bool runs(const struct token *t)
{
    const char *s = t->value + strspn(t->value, " \t\n");
    size_t n = strcspn(s, ":/?#");

    return t->kind == TOKEN_ATTRIBUTE && strcmp(t->name, "href") == 0 && s[n] == ':' &&
           !begins(s, "http:") && !begins(s, "https:") && !begins(s, "mailto:") &&
           strncasecmp(s, "tel:", 4) != 0 && strncasecmp(s, "http", 4) != 0 &&
           strncasecmp(s, "mailto", 6) != 0;
}

static void same_html(const char *was, const char *is, int how)
{
    struct tokens a = { .arena = tool_arena, .how = how }, b = a;

    html_tokens(&a, was);
    html_tokens(&b, is);
    if (a.n != b.n)
        abort();
    for (size_t i = 0; i < a.n; i++) {
        const struct token *p = &a.at[i], *q = &b.at[i];
        bool noscript = p->kind == TOKEN_RAW && strcmp(p->name, "noscript") == 0;
        if (p->kind != q->kind || strcmp(p->name, q->name) != 0 || runs(q))
            abort();
        if (strcmp(p->value, q->value) == 0 || noscript)
            continue;
        if (p->kind == TOKEN_COMMENT || p->kind == TOKEN_RAW ||
            (p->kind == TOKEN_ATTRIBUTE && (begins(p->name, "on") || strcmp(p->name, "style") == 0)))
            abort(); /* a value got where it runs */
    }
}

static bool same_shape(const json_t *a, const json_t *b)
{
    if (json_typeof(a) != json_typeof(b) || json_array_size(a) != json_array_size(b) ||
        json_object_size(a) != json_object_size(b))
        return false;
    for (size_t i = 0; i < json_array_size(a); i++)
        if (!same_shape(json_array_get(a, i), json_array_get(b, i)))
            return false;
    return true;
}

static void same_json(const char *was, const char *is)
{
    json_t *a = json_loads(was, JSON_DECODE_ANY, NULL), *b = json_loads(is, JSON_DECODE_ANY, NULL);

    if (a && (!b || !same_shape(a, b)))
        abort();
    json_decref(a);
    json_decref(b);
}

/* How many cells. A quote opens a cell and closes it, or is doubled inside. */
static size_t cells(const char *s)
{
    size_t n = 0;

    while (*s) {
        if (*s == '"') {
            for (s++; *s != '"' || s[1] == '"'; s++) {
                s += *s == '"';
                if (!*s)
                    abort();
            }
            s++;
        } else {
            s += strcspn(s, "\";\n");
        }
        s += *s == '\r';
        if (*s && *s != ';' && *s != '\n')
            abort();
        s += *s != '\0';
        n++;
    }
    return n;
}

/* ---- one input ---- */

static const char *shown(const char *value)
{
    struct visit v = { .arena = tool_arena, .body = buf_new((size_t)1 << 20) };

    show(&v, 0, n_lines, value);
    const char *copy = arena_copy(tool_arena, v.body.n ? v.body.at : "", v.body.n);
    bool over = buf_over(&v.body);
    buf_free(&v.body);
    return over ? NULL : copy;
}

static void compare(void)
{
    const char *was = shown(values[0]);

    for (size_t i = 1; was && i < sizeof values / sizeof *values; i++) {
        const char *is = shown(values[i]);
        if (!is || strlen(was) > 20000)
            return;
        if (format == JSON)
            same_json(was, is);
        else if (format == CSV && cells(was) != cells(is))
            abort();
        else if (format == HTML || format == SVG)
            for (int how = 0; how < 4; how++)
                same_html(was, is, how);
    }
}

/* The functions of a file are shown one by one. */
static void compare_each(char *c)
{
    n_lines = 0;
    for (char *l = strtok_r(c, "\n", &c); l; l = strtok_r(NULL, "\n", &c)) {
        if (strcmp(l, "}") == 0) {
            compare();
            n_lines = 0;
        } else if (n_lines < LINES) {
            lines[n_lines++] = l;
        }
    }
}

static bool newline_in_directive(const char *s)
{
    for (const char *end; (s = strstr(s, "{{")); s = end) {
        end = strstr(s, "}}");
        if (!end || memchr(s, '\n', (size_t)(end - s)))
            return true;
    }
    return false;
}

static void run(const uint8_t *at, size_t n)
{
    char *s = arena_alloc(tool_arena, n + 2), *made = NULL, *header = NULL;
    size_t n_made = 0, n_header = 0;

    memcpy(s, at, n);
    s = file_text(s, n);
    out = open_memstream(&made, &n_made);
    FILE *h = open_memstream(&header, &n_header);
    view_read(s);
    flush();
    fclose(out);
    out = open_memstream(&header, &n_header);
    make_header(h, "x");
    if (!newline_in_directive(s) && !strstr(s, "raw"))
        compare_each(made);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n)
{
    if (n < 2)
        return 0;
    n_functions = n_includes = depth = 0;
    n_literal = 0;
    file = "x";
    format = at[0] % FORMAT_COUNT;
    choices = at[1];
    if (tool_begin())
        run(at + 2, n - 2);
    return 0;
}

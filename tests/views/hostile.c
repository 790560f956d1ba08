/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Renders tests/views/places.*, which have a hole in every place where one is
 * allowed, with hostile values. The page must hold the same elements, fields and
 * cells as with a harmless value, and where that stood, exactly the hostile one.
 * Parsed by other means than ours: a browser's tokenizer, libxml2, jansson. */
#include "html_tokens.h"
#include "places.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <stdio.h>

/* Allowed as an address, and told apart from itself with percent signs. */
static const char harmless[] = "/Mark7", harmless_part[] = "%2FMark7";

static const char *const hostile[] = {
    "x",
    "\"",
    "'",
    "`",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    " onload=alert(1) ",
    "</title><script>alert(1)</script>",
    "</textarea></style></script></pre></noscript><b>",
    "--><b>",
    "--!><b><!--",
    "]]><b>",
    "<![CDATA[",
    "<!DOCTYPE x [<!ENTITY y \"z\">]>",
    "&lt;b&gt; &quot; &#34; &amp;amp; &#x22; &",
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//example.org/",
    "/\\example.org/",
    "/polku?a=b&c=d#e",
    "https://example.org/?q=\"><b>",
    "mailto:a@example.org",
    "?sivu=2",
    "#\"><b>",
    "{{ x }} {{end}} }}",
    "%s %n %% %27",
    "\\",
    "\\\"",
    "\\u0022, \"a\": 1",
    "yksi\nkaksi\n",
    "a\tb",
    "=1+1",
    "+358 40",
    "-1+1",
    "- kohta",
    "@SUM(A1)",
    "\t=1",
    "'=1",
    "''x",
    ";",
    "a;b;c\"d\"",
    "\";=1;\"",
    " a ",
    "ä Å ö \xE2\x80\xA8 \xE2\x80\xAE \xF0\x9F\x8C\xB1 \xEF\xBF\xBD \x7F",
};

static struct visit v;
static int number;

static void told(bool ok, const char *what, const char *value, const char *why)
{
    printf("%sok %d - %s:", ok ? "" : "not ", ++number, what);
    for (const char *p = value; *p; p++)
        printf(*p < 0x20 ? " " : "%c", *p);
    printf("\n%s%s%s", ok ? "" : "# ", ok ? "" : why, ok ? "" : "\n");
}

static const char *render(enum format format, const char *x)
{
    v.body.n = 0;
    places_view.dress[format](&v, x);
    return arena_copy(v.arena, v.body.at, v.body.n);
}

static const char *percent(const char *x)
{
    const char *out = "";
    for (; *x; x++)
        out = isalnum((unsigned char)*x) || strchr("-._~", *x)
                  ? text(&v, "%s%c", out, *x)
                  : text(&v, "%s%%%02X", out, (unsigned char)*x);
    return out;
}

static const char *replaced(const char *s, const char *mark, const char *with)
{
    const char *out = "", *at;
    for (; (at = strstr(s, mark)); s = at + strlen(mark))
        out = text(&v, "%s%.*s%s", out, (int)(at - s), s, with);
    return text(&v, "%s%s", out, s);
}

static bool safe_address(const char *x)
{
    return (*x == '/' && x[1] != '/' && x[1] != '\\') || strchr("#?", *x) ||
           strncmp(x, "https://", 8) == 0 || strncmp(x, "mailto:", 7) == 0;
}

/* What a token must now say. */
static const char *wanted(const struct token *t, const char *x)
{
    static const char *const urls[] = { "href", "src", "action", "formaction", NULL };

    if (t->kind != TOKEN_ATTRIBUTE || !tokens_in(t->name, urls))
        return replaced(t->value, harmless, x);
    return replaced(replaced(t->value, harmless_part, percent(x)), harmless,
                    safe_address(x) ? x : "#");
}

static const char *html_fault(const char *was, const char *is, const char *x, int how)
{
    struct tokens a = { .arena = v.arena, .how = how }, b = a;

    html_tokens(&a, was);
    html_tokens(&b, is);
    if (a.n != b.n)
        return text(&v, "%zu tokens instead of %zu", b.n, a.n);
    for (size_t i = 0; i < a.n; i++) {
        const struct token *p = &a.at[i], *q = &b.at[i];
        if (p->kind == TOKEN_RAW && strcmp(p->name, "noscript") == 0)
            continue; /* told as elements when there is no scripting */
        if (p->kind != q->kind || strcmp(p->name, q->name) != 0)
            return text(&v, "%s became %s", p->name, q->name);
        if (strcmp(wanted(p, x), q->value) != 0)
            return text(&v, "%s: \"%s\" instead of \"%s\"", q->name, q->value, wanted(p, x));
    }
    return a.n > 3 ? NULL : "nothing was rendered";
}

static void html(const char *x)
{
    const char *was = render(FORMAT_HTML, harmless), *is = render(FORMAT_HTML, x), *fault = NULL;

    for (int how = 0; how < 4 && !fault; how++)
        fault = html_fault(was, is, x, how);
    told(!fault, "html", x, fault);
}

static void svg(const char *x)
{
    const char *was = render(FORMAT_SVG, harmless), *is = render(FORMAT_SVG, x);
    const char *fault = html_fault(was, is, x, TOKENS_FOREIGN);
    xmlDoc *d = xmlReadMemory(is, (int)strlen(is), "places.svg", NULL, XML_PARSE_NOERROR);

    told(!fault && d, "svg", x, fault ? fault : "not well-formed");
    xmlFreeDoc(d);
}

static const char *json_fault(const json_t *a, const json_t *b, const char *x)
{
    const char *fault = NULL, *key;
    json_t *value;
    size_t i;

    if (json_typeof(a) != json_typeof(b) && !(json_is_boolean(a) && json_is_boolean(b)))
        return "another type";
    if (json_is_array(a))
        json_array_foreach(a, i, value)
            fault = fault ? fault : json_fault(value, json_array_get(b, i), x);
    if (json_is_object(a))
        json_object_foreach((json_t *)(uintptr_t)a, key, value) {
            json_t *other = json_object_get(b, replaced(key, harmless, x));
            fault = fault ? fault : other ? json_fault(value, other, x) : "a key is gone";
        }
    if (json_is_string(a) &&
        strcmp(replaced(json_string_value(a), harmless, x), json_string_value(b)) != 0)
        return text(&v, "\"%s\" became \"%s\"", json_string_value(a), json_string_value(b));
    return json_is_object(a) && json_object_size(a) != json_object_size(b) ? "more keys" : fault;
}

static void json(const char *x)
{
    json_t *was = json_loads(render(FORMAT_JSON, harmless), JSON_REJECT_DUPLICATES, NULL);
    json_error_t error = { 0 };
    json_t *is = json_loads(render(FORMAT_JSON, x), JSON_REJECT_DUPLICATES, &error);
    const char *fault = !was || !is ? error.text : json_fault(was, is, x);

    told(was && is && !fault, "json", x, fault);
    json_decref(was);
    json_decref(is);
}

/* The cells of RFC 4180 with ";", ended by tabs and newlines of their own. */
static const char *csv_cells(const char *s)
{
    struct buf out = buf_new((size_t)1 << 20);

    for (bool quoted = false; *s; s++) {
        if (*s == '"' && quoted && s[1] == '"')
            buf_putc(&out, *s++);
        else if (*s == '"')
            quoted = !quoted;
        else if (!quoted && *s == ';')
            buf_puts(&out, "\x01");
        else if (!quoted && strncmp(s, "\r\n", 2) == 0)
            buf_puts(&out, "\x02"), s++;
        else
            buf_putc(&out, *s);
    }
    const char *copy = arena_copy(v.arena, out.at, out.n);
    buf_free(&out);
    return copy;
}

static void csv(const char *x)
{
    const char *after = x + strspn(x, "'");
    bool guarded = (*after && strchr("=+@\t", *after)) ||
                   (*after == '-' && after[1] && after[1] != ' ');
    const char *cell = guarded ? text(&v, "'%s", x) : x;
    const char *was = csv_cells(render(FORMAT_CSV, harmless)), *is = csv_cells(render(FORMAT_CSV, x));
    /* "Text …" begins with a letter, so what follows needs no guard. */
    const char *text_too = replaced(was, text(&v, "Text %s", harmless), text(&v, "Text %s", x));
    const char *want = replaced(text_too, harmless, cell);

    told(strcmp(want, is) == 0, "csv", x, text(&v, "\"%s\" instead of \"%s\"", is, want));
}

int main(void)
{
    v = visit_new();
    v.lang = LANG_EN;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        html(hostile[i]);
        svg(hostile[i]);
        json(hostile[i]);
        csv(hostile[i]);
    }
    printf("1..%d\n", number);
    visit_end(&v);
    xmlCleanupParser();
    return 0;
}

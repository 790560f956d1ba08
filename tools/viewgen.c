/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * viewgen OUT_BASE FILE...: makes OUT_BASE.h and OUT_BASE.c from the views of
 * one name in all their formats (goal_show.html, goal_show.json, …).
 *
 *   {{include "plan/goal.h"}}
 *   {{fn goal_list(const struct goal_list *g)}} … {{end}}
 *   {{ g->title }}  {{if c}} {{elif c}} {{else}} {{end}}  {{for init; test; step}} {{end}}
 *   {{call other(args)}}  {{_ "Text", args}}  {{_n "%s action", "%s actions", n}}  {{raw x}}
 *
 * The function with the name of the file is the page's view; the others are
 * partials. Each gets the format as a suffix (goal_list_html) and the visit as
 * a hidden first parameter v. What a hole prints is escaped for its place; a
 * hole where nothing is safe is refused, with the line of the view. */
#include <ctype.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 64, DEPTH = 32, FUNCTIONS = 100, INCLUDES = 32, SIGNATURE = 400 };

enum format { HTML, JSON, CSV, SVG, FORMAT_COUNT };

static const struct {
    const char *ending, *constant;
} formats[FORMAT_COUNT] = {
    [HTML] = { "html", "FORMAT_HTML" },
    [JSON] = { "json", "FORMAT_JSON" },
    [CSV] = { "csv", "FORMAT_CSV" },
    [SVG] = { "svg", "FORMAT_SVG" },
};

/* Where in the output the next byte falls. */
enum state {
    IN_TEXT,
    IN_TAG_NAME,
    IN_TAG,
    IN_ATTRIBUTE_NAME,
    AFTER_EQUALS,
    IN_VALUE,
    IN_BARE_VALUE,
    IN_COMMENT,
    IN_SCRIPT,
    IN_JSON_STRING
};

struct context {
    enum state state;
    char quote;
    char element[NAME], attribute[NAME];
    bool value_begun;
};

struct open {
    enum { FN, IF, FOR } kind;
    int line;
    struct context at; /* what every branch must end in */
};

struct function {
    char name[NAME], signature[SIGNATURE];
    enum format format;
};

static struct function functions[FUNCTIONS];
static int n_functions;
static char includes[INCLUDES][NAME * 2];
static int n_includes;

static const char *file, *base;
static enum format format;
static int line;
static struct context now;
static struct open stack[DEPTH];
static int depth;
static FILE *out;
static char literal[1 << 16];
static size_t n_literal;
static bool line_bare; /* only block directives and spaces on this line so far */

static void die(const char *format_, ...) __attribute__((format(printf, 1, 2), noreturn));
static void die(const char *format_, ...)
{
    va_list args;
    va_start(args, format_);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, format_, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

static void copy(char *to, size_t room, const char *at, size_t n, const char *what)
{
    if (n >= room)
        die("%s is too long", what);
    memcpy(to, at, n);
    to[n] = '\0';
}

/* ---- literal text ---- */

static void flush(void)
{
    if (!n_literal)
        return;
    fprintf(out, "    buf_put(&v->body, \"");
    for (size_t i = 0; i < n_literal; i++) {
        unsigned char c = (unsigned char)literal[i];
        if (c == '\n')
            fputs("\\n", out);
        else if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F || c == '?')
            fprintf(out, "\\%03o", c);
        else
            fputc(c, out);
    }
    fprintf(out, "\", %zu);\n", n_literal);
    n_literal = 0;
}

static void literal_byte(char c)
{
    if (n_literal == sizeof literal)
        flush();
    literal[n_literal++] = c;
}

/* ---- following the format ---- */

static bool is_word(const char *s, const char *const *words)
{
    for (; *words; words++)
        if (strcasecmp(s, *words) == 0)
            return true;
    return false;
}

static void enter_text(void)
{
    static const char *const raw[] = { "script", "style", NULL };
    now.state = is_word(now.element, raw) ? IN_SCRIPT : IN_TEXT;
}

static void grow(char *name, char c)
{
    size_t n = strlen(name);
    if (n + 1 >= NAME)
        die("a name of markup is too long");
    name[n] = c;
    name[n + 1] = '\0';
}

static void markup_byte(const char *p)
{
    char c = *p;

    switch (now.state) {
    case IN_TEXT:
        if (c != '<')
            break;
        now.element[0] = '\0';
        now.state = strncmp(p, "<!--", 4) == 0 ? IN_COMMENT : IN_TAG_NAME;
        break;
    case IN_TAG_NAME:
        if (c == '>')
            enter_text();
        else if (isspace((unsigned char)c))
            now.state = IN_TAG;
        else
            grow(now.element, c);
        break;
    case IN_TAG:
    case IN_ATTRIBUTE_NAME:
        if (c == '>')
            enter_text();
        else if (c == '=')
            now.state = AFTER_EQUALS;
        else if (isspace((unsigned char)c) || c == '/')
            now.state = IN_TAG;
        else {
            if (now.state == IN_TAG)
                now.attribute[0] = '\0';
            now.state = IN_ATTRIBUTE_NAME;
            grow(now.attribute, c);
        }
        break;
    case AFTER_EQUALS:
        now.value_begun = false;
        now.quote = c;
        now.state = c == '"' || c == '\'' ? IN_VALUE : IN_BARE_VALUE;
        break;
    case IN_VALUE:
        if (c == now.quote)
            now.state = IN_TAG;
        now.value_begun = true;
        break;
    case IN_BARE_VALUE:
        if (c == '>')
            enter_text();
        else if (isspace((unsigned char)c))
            now.state = IN_TAG;
        break;
    case IN_COMMENT:
        if (c == '>' && p[-1] == '-' && p[-2] == '-')
            now.state = IN_TEXT;
        break;
    case IN_SCRIPT:
        if (c == '<' && p[1] == '/') {
            now.element[0] = '\0';
            now.state = IN_TAG_NAME;
        }
        break;
    case IN_JSON_STRING:
        break;
    }
}

static void follow(const char *p, const char *start)
{
    if (format == HTML || format == SVG)
        markup_byte(p);
    else if (format == JSON && *p == '"' && (p == start || p[-1] != '\\'))
        now.state = now.state == IN_TEXT ? IN_JSON_STRING : IN_TEXT;
}

/* The spaces that indent a view are not for the reader. */
static bool keep_spaces(void)
{
    static const char *const as_is[] = { "pre", "textarea", NULL };
    return now.state == IN_VALUE || now.state == IN_JSON_STRING || is_word(now.element, as_is);
}

/* Literal bytes up to the next directive; returns where it begins. A line that
 * holds only directives leaves nothing behind. */
static const char *literal_read(const char *p, const char *start)
{
    while (*p && strncmp(p, "{{", 2) != 0) {
        if (*p == '\n' && !keep_spaces()) {
            bool again = n_literal && literal[n_literal - 1] == '\n';
            line++;
            follow(p, start);
            p++;
            p += strspn(p, " \t");
            if (!again && !line_bare && format != JSON && depth)
                literal_byte('\n');
            line_bare = true;
            continue;
        }
        line += *p == '\n';
        line_bare = false;
        follow(p, start);
        if (depth)
            literal_byte(*p);
        else if (!isspace((unsigned char)*p) && *p != '\xEF' && *p != '\xBB' && *p != '\xBF')
            die("text outside a function");
        p++;
    }
    return p;
}

/* ---- holes ---- */

static const char *html_place(void)
{
    static const char *const urls[] = { "href", "src", "action", "formaction", "cite", "poster",
                                        "xlink:href", NULL };
    static const char *const never[] = { "style", "srcdoc", NULL };

    switch (now.state) {
    case IN_TEXT:
        return "PUT_TEXT";
    case IN_VALUE:
        if (strncasecmp(now.attribute, "on", 2) == 0 || is_word(now.attribute, never))
            die("no expression in attribute %s: put it in a data- attribute", now.attribute);
        if (!is_word(now.attribute, urls))
            return "PUT_ATTRIBUTE";
        return now.value_begun ? "PUT_URL_PART" : "PUT_URL";
    case IN_COMMENT:
        die("no expression here (comment)");
    case IN_SCRIPT:
        die("no expression here (script or style)");
    case AFTER_EQUALS:
    case IN_BARE_VALUE:
        die("no expression here (unquoted attribute)");
    default:
        die("no expression here (inside a tag)");
    }
}

static const char *place(void)
{
    if (format == CSV)
        return "PUT_CSV";
    if (format == JSON)
        return now.state == IN_JSON_STRING ? "PUT_JSON_STRING" : "PUT_JSON";
    return html_place();
}

static void mark_line(void)
{
    fprintf(out, "#line %d \"%s\"\n", line, file);
}

static void hole(const char *expression, size_t n)
{
    const char *where = place();
    flush();
    mark_line();
    fprintf(out, "    put(v, %s, %.*s);\n", where, (int)n, expression);
    now.value_begun = true;
    line_bare = false;
}

/* The length of a C string literal at p, quotes included. */
static size_t quoted(const char *p)
{
    size_t n = 1;
    if (*p != '"')
        die("a text in quotes is expected here");
    while (p[n] && p[n] != '"')
        n += p[n] == '\\' ? 2 : 1;
    if (!p[n])
        die("the text has no closing quote");
    return n + 1;
}

/* Arguments at depth 0 commas, each through say(). */
static void said(const char *p, const char *end)
{
    while (p < end) {
        int nested = 0;
        const char *q = p;
        while (q < end && !(*q == ',' && nested == 0)) {
            nested += *q == '(' || *q == '[' ? 1 : *q == ')' || *q == ']' ? -1 : 0;
            q++;
        }
        fprintf(out, ", say(v, %.*s)", (int)(q - p), p);
        p = q + 1;
    }
}

static const char *spaces(const char *p)
{
    while (isspace((unsigned char)*p))
        p++;
    return p;
}

/* {{_ "Text", args}} and {{_n "one", "many", n, more}} */
static void words(const char *p, const char *end, bool plural)
{
    const char *where = place();
    const char *one = p = spaces(p);
    size_t n_one = quoted(p), n_many = 0;
    const char *many = NULL;

    p = spaces(p + n_one);
    if (plural) {
        if (*p != ',')
            die("{{_n \"one\", \"many\", n}} is expected");
        many = p = spaces(p + 1);
        n_many = quoted(p);
        p = spaces(p + n_many);
    }
    if (p < end && *p != ',')
        die("a comma is expected after the text");
    if (plural && p >= end)
        die("{{_n \"one\", \"many\", n}}: the number is missing");
    flush();
    mark_line();
    fprintf(out, "    put_text(v, %s, ", where);
    if (p >= end) {
        fprintf(out, "tr(v, %.*s));\n", (int)n_one, one);
    } else if (!plural) {
        fprintf(out, "text(v, tr(v, %.*s)", (int)n_one, one);
        said(p + 1, end);
        fprintf(out, "));\n");
    } else {
        const char *number = spaces(p + 1), *q = number;
        int nested = 0;
        while (q < end && !(*q == ',' && nested == 0)) {
            nested += *q == '(' ? 1 : *q == ')' ? -1 : 0;
            q++;
        }
        fprintf(out, "text(v, tr_plural(v, %.*s, %.*s, (int64_t)(%.*s))", (int)n_one, one,
                (int)n_many, many, (int)(q - number), number);
        said(number, end);
        fprintf(out, "));\n");
    }
    now.value_begun = true;
    line_bare = false;
}

/* ---- directives ---- */

static bool same_place(const struct context *a, const struct context *b)
{
    return a->state == b->state && (a->state != IN_VALUE || strcmp(a->attribute, b->attribute) == 0);
}

/* A directive between attributes ends the name before it, the tag's or an attribute's. */
static void settle_tag(void)
{
    if (now.state == IN_ATTRIBUTE_NAME || now.state == IN_TAG_NAME)
        now.state = IN_TAG;
}

static void branch_ends(const struct open *o)
{
    settle_tag();
    if (!same_place(&now, &o->at))
        die("branch ends in another place of the format than it began (line %d)", o->line);
    bool begun = now.value_begun;
    now = o->at;
    now.value_begun = begun;
}

static struct open *push(int kind)
{
    if (depth == DEPTH)
        die("nested too deep");
    settle_tag();
    stack[depth] = (struct open){ .kind = kind, .line = line, .at = now };
    return &stack[depth++];
}

static struct open *top(int kind, const char *what)
{
    if (!depth || (int)stack[depth - 1].kind != kind)
        die("%s without its beginning", what);
    return &stack[depth - 1];
}

static size_t name_length(const char *p)
{
    size_t n = 0;
    while (isalnum((unsigned char)p[n]) || p[n] == '_')
        n++;
    return n;
}

static void fn(const char *p, const char *end)
{
    if (depth)
        die("a function inside a function");
    if (n_functions == FUNCTIONS)
        die("too many functions");
    struct function *f = &functions[n_functions++];
    size_t n = name_length(p);
    copy(f->name, sizeof f->name, p, n, "the function's name");
    p += n;
    if (*p != '(' || end[-1] != ')')
        die("{{fn name(parameters)}} is expected");
    copy(f->signature, sizeof f->signature, p + 1, (size_t)(end - p - 2), "the signature");
    f->format = format;
    memset(&now, 0, sizeof now);
    push(FN);
    mark_line();
    fprintf(out, "void %s_%s(struct visit *v%s%s)\n{\n    (void)v;\n", f->name,
            formats[format].ending, *f->signature ? ", " : "", f->signature);
}

static void end_block(void)
{
    if (!depth)
        die("{{end}} without its beginning");
    struct open *o = &stack[depth - 1];
    flush();
    if (o->kind == FN && now.state != IN_TEXT)
        die("the function of line %d ends inside a tag, comment or string", o->line);
    branch_ends(o);
    depth--;
    fputs(o->kind == FN ? "}\n\n" : "    }\n", out);
}

static void call(const char *p, const char *end)
{
    size_t n = name_length(p);
    const char *args = p + n + 1;

    if (!n || p[n] != '(' || end[-1] != ')')
        die("{{call name(arguments)}} is expected");
    if (now.state != IN_TEXT && now.state != IN_TAG)
        die("a call is for whole elements, not inside an attribute or string");
    flush();
    mark_line();
    fprintf(out, "    %.*s_%s(v%s%.*s;\n", (int)n, p, formats[format].ending,
            args < end - 1 ? ", " : "", (int)(end - args), args);
}

static void include(const char *p, const char *end)
{
    if (depth || n_includes == INCLUDES)
        die("{{include}} stands at the top of a view, at most %d of them", INCLUDES);
    for (int i = 0; i < n_includes; i++)
        if (strncmp(includes[i], p, (size_t)(end - p)) == 0 && !includes[i][end - p])
            return;
    copy(includes[n_includes++], sizeof *includes, p, (size_t)(end - p), "the include");
}

static bool is(const char **p, const char *end, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(end - *p) < n || strncmp(*p, word, n) != 0 ||
        (*p + n < end && !isspace((unsigned char)(*p)[n])))
        return false;
    *p = spaces(*p + n);
    return true;
}

static void condition(const char *head, const char *p, const char *end)
{
    flush();
    mark_line();
    fprintf(out, "    %s (%.*s) {\n", head, (int)(end - p), p);
}

static void directive(const char *p, const char *end)
{
    while (end > p && isspace((unsigned char)end[-1]))
        end--;
    if (is(&p, end, "include"))
        include(p, end);
    else if (is(&p, end, "fn"))
        fn(p, end);
    else if (!depth)
        die("outside a function");
    else if (is(&p, end, "end"))
        end_block();
    else if (is(&p, end, "if")) {
        push(IF);
        condition("if", p, end);
    } else if (is(&p, end, "for")) {
        push(FOR);
        condition("for", p, end);
    } else if (is(&p, end, "elif")) {
        branch_ends(top(IF, "{{elif}}"));
        condition("} else if", p, end);
    } else if (is(&p, end, "else")) {
        branch_ends(top(IF, "{{else}}"));
        flush();
        fprintf(out, "    } else {\n");
    } else if (is(&p, end, "call"))
        call(p, end);
    else if (is(&p, end, "_n"))
        words(p, end, true);
    else if (is(&p, end, "_"))
        words(p, end, false);
    else if (is(&p, end, "raw")) {
        if (format != HTML || now.state != IN_TEXT)
            die("{{raw}} only between the tags of HTML");
        flush();
        mark_line();
        fprintf(out, "    put_raw(v, %.*s);\n", (int)(end - p), p);
    } else if (p == end)
        die("an empty hole");
    else
        hole(p, (size_t)(end - p));
}

static void csv_line_ends(void)
{
    /* RFC 4180: lines of CSV end in CR LF. */
    if (format == CSV)
        for (size_t i = 0; i < n_literal; i++)
            if (literal[i] == '\n' && (i == 0 || literal[i - 1] != '\r') &&
                n_literal + 1 < sizeof literal) {
                memmove(literal + i + 1, literal + i, n_literal - i);
                literal[i++] = '\r';
                n_literal++;
            }
}

static void view_read(const char *s)
{
    const char *p = s;

    line = 1;
    line_bare = true;
    memset(&now, 0, sizeof now);
    while (*(p = literal_read(p, s))) {
        const char *end = strstr(p, "}}");
        if (!end)
            die("\"{{\" without \"}}\"");
        csv_line_ends();
        const char *inside = spaces(p + 2);
        for (const char *q = p; q < inside; q++)
            line += *q == '\n';
        directive(inside, end);
        for (const char *q = inside; q < end; q++)
            line += *q == '\n';
        p = end + 2;
    }
    if (depth)
        die("the block of line %d has no {{end}}", stack[depth - 1].line);
}

/* ---- both files ---- */

static const char *main_signature(const char *name)
{
    const char *signature = NULL;

    for (int i = 0; i < n_functions; i++) {
        const struct function *f = &functions[i];
        if (strcmp(f->name, name) != 0)
            continue;
        if (signature && strcmp(signature, f->signature) != 0) {
            fprintf(stderr, "%s: the formats of %s take different data: \"%s\", \"%s\"\n", file,
                    name, signature, f->signature);
            exit(1);
        }
        signature = f->signature;
    }
    return signature;
}

/* "const struct goal_list *g" to "const struct goal_list *". */
static void type_of(const char *signature, char *to, size_t room)
{
    size_t n = strlen(signature);
    while (n && (isalnum((unsigned char)signature[n - 1]) || signature[n - 1] == '_'))
        n--;
    copy(to, room, signature, n, "the type");
}

static void make_view(FILE *h, const char *name)
{
    const char *signature = main_signature(name);
    char type[SIGNATURE];

    if (!signature)
        return;
    type_of(signature, type, sizeof type);
    fprintf(h, "\nextern const struct view %s_view;\n/* What the page shows; always true. */\n", name);
    if (*signature)
        fprintf(h, "static inline bool show_%s(struct visit *v, %s)\n"
                   "{\n    v->view = &%s_view;\n    v->data = %s;\n    return true;\n}\n",
                name, signature, name, signature + strlen(type));
    else
        fprintf(h, "static inline bool show_%s(struct visit *v)\n"
                   "{\n    v->view = &%s_view;\n    return true;\n}\n", name, name);
    for (int i = 0; i < n_functions; i++)
        if (strcmp(functions[i].name, name) == 0)
            fprintf(out, "static void dress_%s(struct visit *v, const void *data)\n{\n    (void)data;\n    %s_%s(v%s);\n}\n\n",
                    formats[functions[i].format].ending, name,
                    formats[functions[i].format].ending, *signature ? ", data" : "");
    fprintf(out, "const struct view %s_view = {\n    .name = \"%s\",\n    .dress = {\n", name, name);
    for (int i = 0; i < n_functions; i++)
        if (strcmp(functions[i].name, name) == 0)
            fprintf(out, "        [%s] = dress_%s,\n", formats[functions[i].format].constant,
                    formats[functions[i].format].ending);
    fprintf(out, "    },\n};\n");
}

static char *read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t cap = 1 << 16, n = 0;
    char *s = malloc(cap);

    if (!f || !s) {
        perror(path);
        exit(1);
    }
    for (size_t got; s && (got = fread(s + n, 1, cap - n - 1, f)) > 0;)
        if ((n += got) + 1 == cap)
            s = realloc(s, cap *= 2);
    fclose(f);
    if (!s)
        abort();
    s[n] = '\0';
    return s;
}

static enum format format_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    for (int i = 0; dot && i < FORMAT_COUNT; i++)
        if (strcmp(dot + 1, formats[i].ending) == 0)
            return i;
    fprintf(stderr, "%s: views are .html, .json, .csv or .svg\n", path);
    exit(1);
}

static FILE *open_or_die(const char *ending)
{
    char path[512];
    snprintf(path, sizeof path, "%s.%s", base, ending);
    FILE *f = fopen(path, "w+");
    if (!f) {
        perror(path);
        exit(1);
    }
    return f;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: viewgen OUT_BASE FILE...\n", stderr);
        return 2;
    }
    base = argv[1];
    out = tmpfile();
    if (!out)
        return 1;
    for (int i = 2; i < argc; i++) {
        file = argv[i];
        format = format_of(file);
        view_read(read_file(file));
    }
    /* The name of the page is the file's without folder and ending. */
    char name[NAME], guard[NAME * 2];
    const char *slash = strrchr(argv[2], '/');
    const char *stem = slash ? slash + 1 : argv[2];
    copy(name, sizeof name, stem, strcspn(stem, "."), "the file name");

    FILE *h = open_or_die("h"), *c = open_or_die("c");
    snprintf(guard, sizeof guard, "VIEW_%s_H", name);
    fprintf(h, "/* Made by tools/viewgen. */\n#ifndef %s\n#define %s\n#include \"web/view.h\"\n", guard, guard);
    for (int i = 0; i < n_includes; i++)
        fprintf(h, "#include %s\n", includes[i]);
    for (int i = 0; i < n_functions; i++)
        fprintf(h, "void %s_%s(struct visit *v%s%s);\n", functions[i].name,
                formats[functions[i].format].ending, *functions[i].signature ? ", " : "",
                functions[i].signature);
    make_view(h, name);
    fprintf(h, "#endif\n");
    const char *header = strncmp(base, "out/gen/", 8) == 0 ? base + 8 : base;
    fprintf(c, "/* Made by tools/viewgen. */\n#include \"%s.h\"\n\n", header);
    rewind(out);
    for (int byte; (byte = fgetc(out)) != EOF;)
        fputc(byte, c);
    return fclose(h) | fclose(c) ? 1 : 0;
}

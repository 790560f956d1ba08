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
 * hole where nothing is safe is refused, with the line of the view
 * (viewgen_place.h). */
#include "viewgen_place.h"

enum { DEPTH = 32, FUNCTIONS = 100, INCLUDES = 32, SIGNATURE = 400 };

struct open {
    enum { FN, IF, FOR } kind;
    int line;
    struct context at;  /* where each branch begins */
    struct context end; /* where the branches before this one ended */
    bool branched, has_else;
};

struct function {
    char name[NAME], signature[SIGNATURE];
    enum view_format format;
    const char *file;
    int line;
};

static struct function functions[FUNCTIONS];
static int n_functions;
static char includes[INCLUDES][NAME * 2];
static int n_includes;

static const char *base;
static struct open stack[DEPTH];
static int depth;
static FILE *out;
static char literal[1 << 16];
static size_t n_literal;
static bool line_bare; /* only block directives and spaces on this line so far */

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
    for (size_t i = 0; i < n_literal; i++)
        c_byte(out, literal[i]);
    fprintf(out, "\", %zu);\n", n_literal);
    n_literal = 0;
}

static void literal_byte(char c)
{
    if (n_literal + 2 > sizeof literal)
        flush();
    if (c == '\n' && format == CSV) /* RFC 4180: lines end in CR LF */
        literal[n_literal++] = '\r';
    literal[n_literal++] = c;
}

/* ---- reading literal text ---- */

/* The spaces that indent a view are not for the reader. */
static bool keep_spaces(void)
{
    return now.state == IN_VALUE || now.state == IN_JSON_STRING || now.verbatim;
}

/* A line end that is not for keeping: the spaces that indent the next line go
 * with it, and a line that holds only directives leaves nothing behind. */
static const char *line_end(const char *p)
{
    bool again = n_literal && literal[n_literal - 1] == '\n';

    follow(p);
    line++;
    if (!again && !line_bare && format != JSON && depth)
        literal_byte('\n');
    line_bare = true;
    return p + 1 + strspn(p + 1, " \t");
}

/* Literal bytes up to the next directive; returns where it begins. */
static const char *literal_read(const char *p)
{
    while (*p && strncmp(p, "{{", 2) != 0) {
        if (*p == '\n' && !keep_spaces()) {
            p = line_end(p);
            continue;
        }
        if (!depth && !is_space(*p))
            die("text outside a function");
        line_bare = false;
        follow(p);
        line += *p == '\n';
        if (depth)
            literal_byte(*p);
        p++;
    }
    return p;
}

/* ---- C inside {{ }} ---- */

static const char *spaces(const char *p)
{
    while (is_space(*p))
        p++;
    return p;
}

/* Past one byte of C, or past a whole text or character in quotes. */
static const char *c_next(const char *p)
{
    char quote = *p++;

    if (quote != '"' && quote != '\'')
        return p;
    while (*p && *p != quote && *p != '\n')
        p += *p == '\\' && p[1] ? 2 : 1;
    if (*p != quote)
        die("a quote has no end");
    return p + 1;
}

static const char *directive_end(const char *p)
{
    for (; *p; p = c_next(p))
        if (strncmp(p, "}}", 2) == 0)
            return p;
    die("\"{{\" without \"}}\"");
}

/* The first of these signs outside quotes and brackets, else the end. */
static const char *c_find(const char *p, const char *end, const char *signs)
{
    for (int nested = 0; p < end; p = c_next(p)) {
        if (!nested && strchr(signs, *p))
            return p;
        nested += strchr("([{", *p) ? 1 : strchr(")]}", *p) ? -1 : 0;
        if (nested < 0)
            die("a closing bracket too many");
    }
    return end;
}

/* An expression is one expression: nothing in it ends the call it is put into. */
static void c_check(const char *p, const char *end, const char *what)
{
    int nested = 0;

    if (spaces(p) >= end)
        die("%s is missing", what);
    c_find(p, end, "");
    for (const char *q = p; q < end; q = c_next(q)) {
        nested += strchr("([{", *q) ? 1 : strchr(")]}", *q) ? -1 : 0;
        if (*q == ';' || *q == '#' || (*q == '/' && q + 1 < end && strchr("/*", q[1])))
            die("%s is an expression: no \"%c\" in it", what, *q);
    }
    if (nested)
        die("%s: a bracket is not closed", what);
}

/* The length of a C string literal at p, quotes included. */
static size_t quoted(const char *p)
{
    if (*p != '"')
        die("a text in quotes is expected here");
    return (size_t)(c_next(p) - p);
}

/* ---- holes ---- */

static void mark_line(void)
{
    fprintf(out, "#line %d \"%s\"\n", line, file);
}

static void hole(const char *p, const char *end)
{
    c_check(p, end, "the expression");
    const char *where = place();
    flush();
    mark_line();
    fprintf(out, "    put(v, %s, %.*s);\n", where, (int)(end - p), p);
    line_bare = false;
}

/* {{_ "Text", args}} and {{_n "one", "many", n, more}}: the text in the reader's
 * language, its arguments said as the language says them. */
static void words(const char *p, const char *end, bool plural)
{
    const char *where = place(), *one = p, *many = NULL;
    size_t n_one = quoted(p), n_many = 0;

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
    fprintf(out, "    put_text(v, %s, %s", where, p < end ? "text(v, " : "");
    if (plural) {
        const char *number = spaces(p + 1);
        fprintf(out, "tr_plural(v, %.*s, %.*s, (int64_t)(%.*s))", (int)n_one, one, (int)n_many,
                many, (int)(c_find(number, end, ",") - number), number);
    } else {
        fprintf(out, "tr(v, %.*s)", (int)n_one, one);
    }
    bool args = p < end;
    while (p < end) {
        const char *arg = spaces(p + 1);
        p = c_find(arg, end, ",");
        c_check(arg, p, "an argument");
        fprintf(out, ", say(v, %.*s)", (int)(p - arg), arg);
    }
    fputs(args ? "));\n" : ");\n", out);
    line_bare = false;
}

/* ---- directives ---- */

static struct open *push(int kind)
{
    if (depth == DEPTH)
        die("nested too deep");
    if (kind == FOR)
        loop_begins();
    stack[depth] = (struct open){ .kind = kind, .line = line, .at = now };
    return &stack[depth++];
}

static void branch(const char *what, bool is_else)
{
    struct open *o = depth ? &stack[depth - 1] : NULL;

    if (!o || o->kind != IF || o->has_else)
        die("%s without its beginning", what);
    if (o->branched)
        meet(&o->end, o->line);
    o->end = now;
    o->branched = true;
    o->has_else = is_else;
    now = o->at;
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
    if (!n || *p != '(' || end[-1] != ')')
        die("{{fn name(parameters)}} is expected");
    copy(f->signature, sizeof f->signature, p + 1, (size_t)(end - p - 2), "the signature");
    f->format = format;
    f->file = file;
    f->line = line;
    for (struct function *g = functions; g < f; g++)
        if (strcmp(f->name, g->name) == 0 && f->format == g->format)
            die("%s is here twice", f->name);
    memset(&now, 0, sizeof now);
    push(FN);
    mark_line();
    fprintf(out, "void %s_%s(struct visit *v%s%s)\n{\n    (void)v;\n", f->name,
            formats[format].ending, *f->signature ? ", " : "", f->signature);
}

static void end_block(void)
{
    struct open *o = &stack[depth - 1];

    flush();
    if (o->kind == FN && now.state != IN_TEXT)
        die("the function of line %d ends inside a tag, string or cell", o->line);
    if (o->kind == FOR && format == CSV && o->at.state == IN_TEXT && now.state != IN_TEXT)
        die("the loop of line %d puts all into one cell: end each with ; or a line end", o->line);
    if (o->kind != FN)
        meet(o->branched ? &o->end : &o->at, o->line);
    if (o->branched && !o->has_else)
        meet(&o->at, o->line);
    depth--;
    fputs(o->kind == FN ? "}\n\n" : "    }\n", out);
}

static void call(const char *p, const char *end)
{
    size_t n = name_length(p);
    const char *args = p + n + 1;

    if (!n || p[n] != '(' || end[-1] != ')')
        die("{{call name(arguments)}} is expected");
    if (now.state != IN_TEXT)
        die("a call is for whole elements, not inside a tag, string or cell");
    c_find(args, end - 1, "");
    if (spaces(args) < end - 1)
        c_check(args, end - 1, "the arguments");
    flush();
    mark_line();
    fprintf(out, "    %.*s_%s(v%s%.*s;\n", (int)n, p, formats[format].ending,
            spaces(args) < end - 1 ? ", " : "", (int)(end - args), args);
    line_bare &= format == CSV; /* a partial of CSV ends its own lines */
}

static void raw(const char *p, const char *end)
{
    if (format != HTML || now.state != IN_TEXT || is_word(now.element, text_only))
        die("{{raw}} only between the tags of HTML");
    c_check(p, end, "the expression");
    flush();
    mark_line();
    fprintf(out, "    put_raw(v, %.*s);\n", (int)(end - p), p);
    line_bare = false;
}

static void include(const char *p, const char *end)
{
    if (depth || n_includes == INCLUDES)
        die("{{include}} stands at the top of a view, at most %d of them", INCLUDES);
    if (!(*p == '"' && c_next(p) == end) &&
        !(*p == '<' && memchr(p, '>', (size_t)(end - p)) == end - 1))
        die("{{include \"room/file.h\"}} is expected");
    for (int i = 0; i < n_includes; i++)
        if (strncmp(includes[i], p, (size_t)(end - p)) == 0 && !includes[i][end - p])
            return;
    copy(includes[n_includes++], sizeof *includes, p, (size_t)(end - p), "the include");
}

/* The word a directive begins with; *p moves on past it. */
static bool is(const char **p, const char *end, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(end - *p) < n || strncmp(*p, word, n) != 0 ||
        (*p + n < end && !is_space((*p)[n])))
        return false;
    *p = spaces(*p + n);
    if (*p > end)
        *p = end;
    return true;
}

static void condition(const char *head, const char *p, const char *end)
{
    c_check(p, end, "the condition");
    flush();
    mark_line();
    fprintf(out, "    %s (%.*s) {\n", head, (int)(end - p), p);
}

static void loop(const char *p, const char *end)
{
    const char *test = c_find(p, end, ";"), *step = test < end ? c_find(test + 1, end, ";") : end;

    if (step == end || c_find(step + 1, end, ";") != end)
        die("{{for begin; test; step}} is expected");
    push(FOR);
    flush();
    mark_line();
    fprintf(out, "    for (%.*s) {\n", (int)(end - p), p);
}

static void nothing_follows(const char *p, const char *end, const char *what)
{
    if (p < end)
        die("nothing follows %s, not \"%.*s\"", what, (int)(end - p), p);
}

/* Inside a function. */
static void body_directive(const char *p, const char *end)
{
    directive_place();
    if (is(&p, end, "end")) {
        nothing_follows(p, end, "{{end}}");
        end_block();
    } else if (is(&p, end, "if")) {
        push(IF);
        condition("if", p, end);
    } else if (is(&p, end, "for")) {
        loop(p, end);
    } else if (is(&p, end, "elif")) {
        flush();
        branch("{{elif}}", false);
        condition("} else if", p, end);
    } else if (is(&p, end, "else")) {
        nothing_follows(p, end, "{{else}}");
        flush();
        branch("{{else}}", true);
        fprintf(out, "    } else {\n");
    } else if (is(&p, end, "call")) {
        call(p, end);
    } else if (is(&p, end, "_n")) {
        words(p, end, true);
    } else if (is(&p, end, "_")) {
        words(p, end, false);
    } else if (is(&p, end, "raw")) {
        raw(p, end);
    } else {
        hole(p, end);
    }
}

static void directive(const char *p, const char *end)
{
    while (end > p && is_space(end[-1]))
        end--;
    if (is(&p, end, "include"))
        include(p, end);
    else if (is(&p, end, "fn"))
        fn(p, end);
    else if (!depth)
        die("outside a function");
    else
        body_directive(p, end);
}

static void view_read(const char *s)
{
    const char *p = s;

    line = 1;
    line_bare = true;
    memset(&now, 0, sizeof now);
    while (*(p = literal_read(p))) {
        const char *inside = spaces(p + 2), *end = directive_end(p + 2);
        for (; p < inside; p++)
            line += *p == '\n';
        directive(inside, end);
        for (; p < end; p++)
            line += *p == '\n';
        p = end + 2;
    }
    if (depth)
        die("the block of line %d has no {{end}}", stack[depth - 1].line);
}

/* ---- both files ---- */

/* The page's function in each format must take the same: one thing or nothing. */
static const char *main_signature(const char *name)
{
    const char *signature = NULL;

    for (int i = 0; i < n_functions; i++) {
        const struct function *f = &functions[i];
        if (strcmp(f->name, name) != 0)
            continue;
        file = f->file;
        line = f->line;
        if (strchr(f->signature, ','))
            die("the view of a page takes one parameter or none");
        if (signature && strcmp(signature, f->signature) != 0)
            die("%s takes \"%s\" here, \"%s\" in another format", name, f->signature, signature);
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
    if (n && !strchr(" *", signature[n - 1]))
        die("a type and a name are expected: \"%s\"", signature);
    copy(to, room, signature, n, "the type");
}

static void make_show(FILE *h, const char *name, const char *signature)
{
    char type[SIGNATURE];

    type_of(signature, type, sizeof type);
    fprintf(h, "\nextern const struct view %s_view;\n/* What the page shows; always true. */\n",
            name);
    fprintf(h, "static inline bool show_%s(struct visit *v%s%s)\n{\n    v->view = &%s_view;\n",
            name, *signature ? ", " : "", signature, name);
    if (*signature)
        fprintf(h, "    v->data = %s;\n", signature + strlen(type));
    fprintf(h, "    return true;\n}\n");
}

static void make_view(FILE *h, const char *name)
{
    const char *signature = main_signature(name);

    if (!signature)
        return;
    make_show(h, name, signature);
    for (int i = 0; i < n_functions; i++) {
        const char *ending = formats[functions[i].format].ending;
        if (strcmp(functions[i].name, name) == 0)
            fprintf(out,
                    "static void dress_%s(struct visit *v, const void *data)\n{\n"
                    "    (void)data;\n    %s_%s(v%s);\n}\n\n",
                    ending, name, ending, *signature ? ", data" : "");
    }
    fprintf(out, "const struct view %s_view = {\n    .name = \"%s\",\n    .dress = {\n", name,
            name);
    for (int i = 0; i < n_functions; i++)
        if (strcmp(functions[i].name, name) == 0)
            fprintf(out, "        [%s] = dress_%s,\n", formats[functions[i].format].constant,
                    formats[functions[i].format].ending);
    fprintf(out, "    },\n};\n");
}

static enum view_format format_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    for (int i = 0; dot && i < FORMAT_COUNT; i++)
        if (strcmp(dot + 1, formats[i].ending) == 0)
            return i;
    fprintf(stderr, "%s: views are .html, .json, .csv, .svg or .atom\n", path);
    exit(1);
}

static void make_header(FILE *h, const char *name)
{
    fprintf(h, "/* Made by tools/viewgen. */\n#ifndef VIEW_%s_H\n#define VIEW_%s_H\n", name, name);
    fprintf(h, "#include \"web/view.h\"\n");
    for (int i = 0; i < n_includes; i++)
        fprintf(h, "#include %s\n", includes[i]);
    for (int i = 0; i < n_functions; i++)
        fprintf(h, "void %s_%s(struct visit *v%s%s);\n", functions[i].name,
                formats[functions[i].format].ending, *functions[i].signature ? ", " : "",
                functions[i].signature);
    make_view(h, name);
    fprintf(h, "#endif\n");
}

int main(int argc, char **argv)
{
    char name[NAME];

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
        view_read(file_read(file));
    }
    /* The name of the page is the file's without folder and ending. */
    const char *slash = strrchr(argv[2], '/'), *stem = slash ? slash + 1 : argv[2];
    copy(name, sizeof name, stem, strcspn(stem, "."), "the file name");

    FILE *h = file_make(base, "h"), *c = file_make(base, "c");
    make_header(h, name);
    fprintf(c, "/* Made by tools/viewgen. */\n#include \"%s.h\"\n\n",
            strncmp(base, "out/gen/", 8) == 0 ? base + 8 : base);
    rewind(out);
    for (int byte; (byte = fgetc(out)) != EOF;)
        fputc(byte, c);
    return fclose(h) | fclose(c) ? 1 : 0;
}

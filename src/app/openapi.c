/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * OpenAPI 3.1 from the page tables: paths, what may be asked and sent, who may. The shapes
 * of answers are written by hand (docs/api/components.json). */
#include "app/api.h"
#include "web/address.h"

#include <string.h>

static const struct {
    const char *ending, *type;
} formats[FORMATS] = {
    [FORMAT_HTML] = { "", "text/html" },
    [FORMAT_JSON] = { ".json", "application/json" },
    [FORMAT_CSV] = { ".csv", "text/csv" },
    [FORMAT_ICS] = { ".ics", "text/calendar" },
    [FORMAT_SVG] = { ".svg", "image/svg+xml" },
    [FORMAT_XLSX] = { ".xlsx",
                      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    [FORMAT_TEXT] = { ".txt", "text/plain" },
    [FORMAT_ATOM] = { ".atom", "application/atom+xml" },
};

/* The address that a form goes to: without an ending, where there is a page. */
static enum format form_format(const struct page *p)
{
    enum format f = FORMAT_HTML;

    while (f < FORMATS - 1 && !p->view->dress[f])
        f++;
    return f;
}

bool api_tells(const struct page *p, enum format format)
{
    return p->method == METHOD_POST ? format == form_format(p)
                                    : format != FORMAT_HTML && p->view->dress[format];
}

const char *api_path(struct visit *v, const struct page *p, enum format format)
{
    return text(v, "%s%s", p->path, formats[format].ending);
}

/* ---- writing ---- */

static void quoted(struct visit *v, const char *s)
{
    buf_putc(&v->body, '"');
    escape_json(&v->body, s);
    buf_putc(&v->body, '"');
}

static void raw(struct visit *v, const char *s)
{
    buf_puts(&v->body, s);
}

/* Before all but the first of a list. */
static void comma(struct visit *v, bool *begun)
{
    raw(v, *begun ? ", " : "");
    *begun = true;
}

static void choices(struct visit *v, const struct input *in)
{
    bool begun = false;

    raw(v, "\"enum\": [");
    for (const char *const *c = in->choices; *c; c++) {
        comma(v, &begun);
        quoted(v, *c);
    }
    raw(v, in->missing ? "]" : ", \"\"]");
}

/* What a value must be like. A number with choices may be one of them instead. */
static void schema(struct visit *v, const struct input *in)
{
    static const char *const types[] = {
        [INPUT_TEXT] = "\"type\": \"string\"",
        [INPUT_LINES] = "\"type\": \"string\"",
        [INPUT_EMAIL] = "\"type\": \"string\", \"format\": \"email\"",
        [INPUT_SECRET] = "\"type\": \"string\", \"format\": \"password\"",
        [INPUT_NUMBER] = "\"type\": [\"integer\", \"null\"], \"minimum\": 1",
        [INPUT_CHOICE] = "\"type\": \"string\"",
    };
    bool number = in->kind == INPUT_NUMBER;

    if (number && in->choices) {
        buf_printf(&v->body, "{ \"anyOf\": [{ \"type\": \"integer\", \"minimum\": 1, \"maximum\": "
                             "%lld }, { ", (long long)in->max);
        choices(v, in);
        raw(v, " }] }");
        return;
    }
    buf_printf(&v->body, "{ %s", types[in->kind]);
    if (in->kind == INPUT_CHOICE) {
        raw(v, ", ");
        choices(v, in);
    } else {
        buf_printf(&v->body, ", \"%s\": %lld", number ? "maximum" : "maxLength",
                   (long long)in->max);
    }
    raw(v, " }");
}

/* ---- what is sent ---- */

static void part_parameters(struct visit *v, const char *path, bool *begun)
{
    for (const char *at = path; (at = strchr(at, '{')); at++) {
        comma(v, begun);
        buf_printf(&v->body, "{ \"name\": \"%.*s\", \"in\": \"path\", \"required\": true, "
                             "\"schema\": { \"type\": \"string\" } }",
                   (int)strcspn(at + 1, "}"), at + 1);
    }
}

static void parameters(struct visit *v, const struct page *p)
{
    const struct input *query = p->method == METHOD_GET ? p->inputs : NULL;
    bool begun = false;

    raw(v, "\"parameters\": [");
    part_parameters(v, p->path, &begun);
    for (const struct input *in = query; in && in->name; in++) {
        comma(v, &begun);
        raw(v, "{ \"name\": ");
        quoted(v, in->name);
        raw(v, ", \"in\": \"query\", \"schema\": ");
        schema(v, in);
        raw(v, " }");
    }
    if (page_takes_json(p)) {
        comma(v, &begun);
        raw(v, "{ \"$ref\": \"#/components/parameters/if_match\" }, "
               "{ \"$ref\": \"#/components/parameters/idempotency_key\" }");
    }
    raw(v, "]");
}

/* rows: the fields of which there is one for each row of a form, "done-*". */
static void properties(struct visit *v, const struct page *p, bool rows)
{
    bool begun = false;

    for (const struct input *in = p->inputs; in && in->name; in++) {
        size_t n = strlen(in->name);
        if ((in->name[n - 1] == '*') != rows)
            continue;
        comma(v, &begun);
        quoted(v, rows ? text(v, "^%.*s", (int)n - 1, in->name) : in->name);
        raw(v, ": ");
        schema(v, in);
    }
}

static void required(struct visit *v, const struct page *p)
{
    bool begun = false;

    for (const struct input *in = p->inputs; in && in->name; in++)
        if (in->missing) {
            raw(v, begun ? ", " : ", \"required\": [");
            quoted(v, in->name);
            begun = true;
        }
    raw(v, begun ? "]" : "");
}

static void body_schema(struct visit *v, const struct page *p)
{
    raw(v, "{ \"schema\": { \"type\": \"object\", \"properties\": { ");
    properties(v, p, false);
    raw(v, " }, \"patternProperties\": { ");
    properties(v, p, true);
    raw(v, " }");
    required(v, p);
    raw(v, p->body_most ? " } }" : ", \"additionalProperties\": false } }"); /* files besides */
}

static void request_body(struct visit *v, const struct page *p)
{
    raw(v, ",\n\"requestBody\": { \"content\": { ");
    if (page_takes_json(p)) {
        raw(v, "\"application/json\": ");
        body_schema(v, p);
        raw(v, ", ");
    }
    raw(v, p->body_most ? "\"multipart/form-data\": " : "\"application/x-www-form-urlencoded\": ");
    body_schema(v, p);
    raw(v, " } }");
}

/* ---- what is answered ---- */

static void answer_schema(struct visit *v, const struct page *p)
{
    const char *own = text(v, "{ \"$ref\": \"#/components/schemas/%s\" }", p->view->name);

    if (p->method == METHOD_GET)
        raw(v, own);
    else if (p->view->dress[FORMAT_JSON])
        buf_printf(&v->body, "{ \"anyOf\": [{ \"$ref\": \"#/components/schemas/done\" }, %s] }",
                   own);
    else
        raw(v, "{ \"$ref\": \"#/components/schemas/done\" }");
}

static void responses(struct visit *v, const struct page *p, enum format format)
{
    bool json = format == FORMAT_JSON || page_takes_json(p);

    raw(v, ",\n\"responses\": { \"200\": { \"description\": \"done\"");
    if (json) {
        raw(v, ", \"content\": { \"application/json\": { \"schema\": ");
        answer_schema(v, p);
        raw(v, " } }");
    } else {
        buf_printf(&v->body, ", \"content\": { \"%s\": {} }", formats[format].type);
    }
    raw(v, " }");
    if (p->method == METHOD_POST)
        raw(v, ", \"303\": { \"description\": \"done, for a browser that sent a form\" }");
    raw(v, ", \"default\": { \"$ref\": \"#/components/responses/problem\" } }");
}

static void security(struct visit *v, const struct page *p)
{
    raw(v, ",\n\"security\": [");
    if (p->right == RIGHT_PUBLIC || p->right == RIGHT_DOOR)
        raw(v, "{}");
    else if (p->right < RIGHT_OWN)
        raw(v, "{ \"session\": [] }");
    else
        buf_printf(&v->body, "{ \"token\": [\"%s\"] }, { \"session\": [] }",
                   scope_code(page_scope(p)));
    raw(v, "]");
}

/* "get_tavoitteet_code_json" */
static const char *operation_id(struct visit *v, const char *path, const char *method)
{
    char *id = arena_alloc(v->arena, strlen(path) + 8), *to = id;

    for (const char *s = method; *s; s++)
        *to++ = *s;
    for (const char *s = path; *s; s++)
        if (!strchr("/{}.-", *s))
            *to++ = *s;
        else if (to[-1] != '_')
            *to++ = '_';
    while (to[-1] == '_')
        to--;
    *to = '\0';
    return id;
}

static void operation(struct visit *v, const struct page *p, enum format format, bool *begun)
{
    const char *path = api_path(v, p, format), *method = p->method == METHOD_POST ? "post" : "get";

    raw(v, *begun ? ",\n" : "\n");
    *begun = true;
    quoted(v, path);
    buf_printf(&v->body, ": { \"%s\": { \"operationId\": \"%s\", \"tags\": [\"%s\"],\n", method,
               operation_id(v, path, method), p->view->name);
    parameters(v, p);
    if (p->method == METHOD_POST)
        request_body(v, p);
    responses(v, p, format);
    security(v, p);
    raw(v, " } }");
}

void openapi_put(struct visit *v, const void *unused)
{
    bool begun = false;

    (void)unused;
    raw(v, "{ \"openapi\": \"3.1.1\",\n\"info\": { \"title\": \"Vointi\", \"version\": \"1\", "
           "\"license\": { \"name\": \"EUPL-1.2\", \"identifier\": \"EUPL-1.2\" } },\n"
           "\"servers\": [{ \"url\": \"/\", \"description\": \"the default plan, in Finnish\" }, "
           "{ \"url\": \"/{lang}\", \"variables\": { \"lang\": { \"default\": \"en\", "
           "\"enum\": [\"sv\", \"en\"] } } }, "
           "{ \"url\": \"/{plan}\", \"variables\": { \"plan\": { \"default\": \"plan\" } } }, "
           "{ \"url\": \"/{lang}/{plan}\", \"variables\": { \"lang\": { \"default\": \"en\", "
           "\"enum\": [\"sv\", \"en\"] }, \"plan\": { \"default\": \"plan\" } } }],\n"
           "\"paths\": {");
    for (const struct page *const *room = v->house->rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++)
            for (enum format f = 0; f < FORMATS; f++)
                if (api_tells(p, f))
                    operation(v, p, f, &begun);
    raw(v, "\n},\n\"components\": ");
    raw(v, api_components);
    raw(v, "}\n");
}

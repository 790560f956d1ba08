/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For viewgen: where in a format the next byte falls, and how an expression
 * there is escaped. Follows the literal text of a view byte by byte as a browser
 * would; where a browser would have to guess, it refuses the text. Knows nothing
 * of directives except where none may stand. */
#include "tool.h"

#include <ctype.h>
#include <stdbool.h>

enum { NAME = 64 };

enum view_format { HTML, JSON, CSV, SVG, ATOM, FORMAT_COUNT };

static const struct {
    const char *ending, *constant;
} formats[FORMAT_COUNT] = {
    [HTML] = { "html", "FORMAT_HTML" },
    [JSON] = { "json", "FORMAT_JSON" },
    [CSV] = { "csv", "FORMAT_CSV" },
    [SVG] = { "svg", "FORMAT_SVG" },
    [ATOM] = { "atom", "FORMAT_ATOM" },
};

/* Where in the output the next byte falls. */
enum state {
    IN_TEXT, /* between tags; in JSON between strings; in CSV where a cell begins */
    IN_TAG_NAME,
    IN_TAG,
    IN_ATTRIBUTE_NAME,
    AFTER_EQUALS,
    IN_VALUE,
    IN_BARE_VALUE,
    IN_COMMENT,
    IN_DECLARATION,
    IN_SCRIPT,
    IN_JSON_STRING,
    IN_CELL,
    AFTER_CELL
};

/* What is known of the beginning of an address in href, src …: nothing stands
 * there yet; literal text without an end of its scheme; safe whatever follows;
 * it depends on a branch. */
enum address { EMPTY, LITERAL, DECIDED, UNSURE };

struct context {
    enum state state;
    char quote;
    char element[NAME], attribute[NAME];
    enum address address;
    char scheme[NAME]; /* the literal beginning of an address */
    bool glued;        /* a directive ended a name here: the name must not go on */
    bool verbatim;     /* in pre or textarea: spaces count */
    int escaped;       /* in a JSON string, so many bytes belong to a backslash */
    bool refresh;      /* the tag has http-equiv */
    bool holed;        /* the tag has a hole */
};

static const char *file;
static int line;
static enum view_format format;
static struct context now;

#define die(...) die_at(file, line, __VA_ARGS__)

static bool is_word(const char *s, const char *const *words)
{
    for (; *words; words++)
        if (strcasecmp(s, *words) == 0)
            return true;
    return false;
}

static bool is_space(char c)
{
    return isspace((unsigned char)c);
}

static bool is_letter(char c)
{
    return isalpha((unsigned char)c);
}

/* ---- following HTML and SVG ---- */

static const char *const url_attributes[] = { "href",   "src",        "action", "formaction",
                                              "cite",   "poster",     "data",   "background",
                                              "ping",   "xlink:href", NULL };

/* Elements that hold text and no elements. */
static const char *const text_only[] = { "title", "textarea", NULL };

static void grow(char *name, char c)
{
    size_t n = strlen(name);
    if (n + 1 >= NAME)
        die("a name of markup is too long");
    name[n] = c;
    name[n + 1] = '\0';
}

static void enter_text(void)
{
    static const char *const raw[] = { "script",   "style",    "xmp",       "iframe",
                                       "noembed", "noframes", "plaintext", NULL };
    static const char *const as_is[] = { "pre", "textarea", NULL };

    if (is_word(now.element, as_is))
        now.verbatim = true;
    else if (*now.element == '/' && is_word(now.element + 1, as_is))
        now.verbatim = false;
    now.state = is_word(now.element, raw) ? IN_SCRIPT : IN_TEXT;
}

static bool closes_element(const char *p)
{
    size_t n = strlen(now.element);

    return strncmp(p, "</", 2) == 0 && strncasecmp(p + 2, now.element, n) == 0 &&
           (is_space(p[2 + n]) || p[2 + n] == '>');
}

/* At "<" in text. */
static void tag_opens(const char *p)
{
    if ((now.state == IN_SCRIPT || is_word(now.element, text_only)) && !closes_element(p))
        die("a \"<\" inside %s", now.element);
    if (strncmp(p, "<!--", 4) == 0) {
        now.state = IN_COMMENT;
    } else if (is_letter(p[1]) || (p[1] == '/' && is_letter(p[2]))) {
        now.state = IN_TAG_NAME;
        now.element[0] = now.attribute[0] = '\0';
        now.refresh = now.holed = false;
    } else if (strncasecmp(p, "<!doctype", 9) == 0 ||
               ((format == SVG || format == ATOM) && strncmp(p, "<?xml", 5) == 0)) {
        now.state = IN_DECLARATION;
    } else {
        die("a \"<\" that begins no tag: write &lt;");
    }
}

static void attribute_equals(void)
{
    if (!*now.attribute)
        die("an attribute without a name");
    if (strcasecmp(now.attribute, "http-equiv") == 0) {
        if (now.holed)
            die("no expression in a tag with http-equiv");
        now.refresh = true;
    }
    now.state = AFTER_EQUALS;
}

static void tag_byte(char c)
{
    if (now.glued && !is_space(c) && c != '>' && c != '/')
        die("a directive can't cut a name: \"%c\" goes on after it", c);
    now.glued = false;
    if (c == '>') {
        enter_text();
    } else if (c == '=') {
        attribute_equals();
    } else if (is_space(c)) {
        now.state = IN_TAG;
    } else if (c == '/') {
        now.state = IN_TAG;
        now.attribute[0] = '\0';
    } else if (strchr("\"'<", c)) {
        die("a %c inside a tag, outside a value", c);
    } else {
        if (now.state == IN_TAG)
            now.attribute[0] = '\0';
        now.state = IN_ATTRIBUTE_NAME;
        grow(now.attribute, c);
    }
}

static bool in_address(void)
{
    return (now.state == IN_VALUE || now.state == IN_BARE_VALUE) &&
           is_word(now.attribute, url_attributes);
}

/* An address begins with one of these or is one of our own; "javascript:" is
 * none, and neither is what an entity could hide. */
static void scheme_check(void)
{
    static const char *const schemes[] = { "http:", "https:", "mailto:", "tel:", NULL };

    if (in_address() && now.address == LITERAL && strpbrk(now.scheme, ":&") &&
        !is_word(now.scheme, schemes))
        die("an address begins with http:, https:, mailto: or tel:, or is our own: not \"%s\"",
            now.scheme);
}

static void unsure(void) __attribute__((noreturn));
static void unsure(void)
{
    die("what this address begins with depends on a branch: write a whole one in each");
}

static void value_byte(char c)
{
    if (c == '<')
        die("a \"<\" in a value: write &lt;");
    if (!in_address() || now.address == DECIDED)
        return;
    if (strchr("/?#", c)) {
        scheme_check();
        now.address = DECIDED;
    } else if (now.address == UNSURE) {
        if (strchr(":&", c))
            unsure();
    } else {
        now.address = LITERAL;
        grow(now.scheme, c);
        if (c == ':') {
            scheme_check();
            now.address = DECIDED;
        }
    }
}

static void value_begins(char c)
{
    if (is_space(c))
        return;
    if (strchr(">=<`", c))
        die("attribute %s has no value", now.attribute);
    now.address = EMPTY;
    now.scheme[0] = '\0';
    now.quote = c;
    now.state = c == '"' || c == '\'' ? IN_VALUE : IN_BARE_VALUE;
    if (now.state == IN_BARE_VALUE)
        value_byte(c);
}

static void value_ends(char c)
{
    scheme_check();
    now.attribute[0] = '\0';
    now.state = IN_TAG;
    if (c == '>')
        enter_text();
}

static void markup_byte(const char *p)
{
    char c = *p;

    switch (now.state) {
    case IN_TEXT:
    case IN_SCRIPT:
        if (c == '<')
            tag_opens(p);
        break;
    case IN_TAG_NAME:
        if (c == '>')
            enter_text();
        else if (is_space(c) || (c == '/' && *now.element))
            now.state = IN_TAG;
        else
            grow(now.element, c);
        break;
    case IN_TAG:
    case IN_ATTRIBUTE_NAME:
        tag_byte(c);
        break;
    case AFTER_EQUALS:
        value_begins(c);
        break;
    case IN_VALUE:
        if (c == now.quote)
            value_ends(c);
        else
            value_byte(c);
        break;
    case IN_BARE_VALUE:
        if (c == '>' || is_space(c))
            value_ends(c);
        else if (strchr("\"'<=`", c))
            die("put the value of %s in quotes", now.attribute);
        else
            value_byte(c);
        break;
    case IN_COMMENT:
        if (strncmp(p, "--!>", 4) == 0)
            die("a comment ends with -->");
        if (c == '>' && p[-1] == '-' && p[-2] == '-')
            now.state = IN_TEXT;
        break;
    case IN_DECLARATION:
        if (c == '>')
            now.state = IN_TEXT;
        break;
    default:
        break;
    }
}

/* ---- following JSON and CSV ---- */

static void json_byte(char c)
{
    if (now.state != IN_JSON_STRING)
        now.state = c == '"' ? IN_JSON_STRING : IN_TEXT;
    else if (now.escaped)
        now.escaped = now.escaped == 1 && c == 'u' ? 4 : now.escaped - 1;
    else if (c == '\\')
        now.escaped = 1;
    else if (c == '"')
        now.state = IN_TEXT;
    else if (c == '\n')
        die("a line ends inside a string");
}

static void csv_byte(char c)
{
    if (c == ';' || c == '\n')
        now.state = IN_TEXT;
    else if (c == '"')
        die("quotes are added where a cell needs them");
    else if (now.state == AFTER_CELL)
        die("a cell is one expression or plain text: use text(v, …)");
    else
        now.state = IN_CELL;
}

static void follow(const char *p)
{
    if ((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t')
        die("a control character");
    if (format == JSON)
        json_byte(*p);
    else if (format == CSV)
        csv_byte(*p);
    else
        markup_byte(p);
}

/* ---- the place of a hole ---- */

static const char *value_place(void)
{
    static const char *const never[] = { "style", "srcdoc", "srcset",        "http-equiv", "to",
                                         "from",  "by",     "attributename", "values",     NULL };

    if (strncasecmp(now.attribute, "on", 2) == 0 || is_word(now.attribute, never))
        die("no expression in attribute %s: put it in a data- attribute", now.attribute);
    if (now.refresh && strcasecmp(now.attribute, "content") == 0)
        die("no expression in a tag with http-equiv");
    now.holed = true;
    if (!in_address())
        return "PUT_ATTRIBUTE";
    if (now.address == UNSURE)
        unsure();
    scheme_check();
    const char *place = now.address == EMPTY ? "PUT_URL" : "PUT_URL_PART";
    now.address = DECIDED;
    return place;
}

static const char *place(void)
{
    if (format == CSV) {
        if (now.state != IN_TEXT)
            die("a cell is one expression or plain text: use text(v, …)");
        now.state = AFTER_CELL;
        return "PUT_CSV";
    }
    if (format == JSON)
        return now.state == IN_JSON_STRING ? "PUT_JSON_STRING" : "PUT_JSON";
    if (now.state == IN_TEXT)
        return "PUT_TEXT";
    if (now.state != IN_VALUE)
        die("no expression here (inside a tag)");
    return value_place();
}

/* ---- directives ---- */

/* Where a directive would hide a part of the literal text from the tool, none
 * is allowed; it ends the name of a tag or attribute before it. */
static void directive_place(void)
{
    if (now.state == IN_COMMENT || now.state == IN_DECLARATION)
        die("no {{…}} here (comment)");
    if (now.state == IN_SCRIPT)
        die("no {{…}} here (script or style)");
    if (now.state == AFTER_EQUALS || now.state == IN_BARE_VALUE)
        die("no {{…}} here (unquoted attribute)");
    if (now.escaped)
        die("no {{…}} here (after a backslash)");
    if (now.state == IN_TAG_NAME || now.state == IN_ATTRIBUTE_NAME)
        now.glued = true;
    if (now.glued)
        now.state = IN_TAG;
    if (now.state == IN_TAG)
        now.attribute[0] = '\0';
}

static bool same_place(const struct context *a, const struct context *b)
{
    bool plain = a->state == IN_TEXT && !is_word(a->element, text_only) &&
                 !is_word(b->element, text_only);

    return a->state == b->state && (plain || strcmp(a->element, b->element) == 0) &&
           (a->state != IN_VALUE ||
            (a->quote == b->quote && strcmp(a->attribute, b->attribute) == 0));
}

/* Before the body of a loop, which may have run already when it begins. */
static void loop_begins(void)
{
    if (format == CSV && now.state != IN_TEXT)
        now.state = AFTER_CELL;
    if (now.address != DECIDED)
        now.address = UNSURE;
}

/* What is known where two ways through a view meet. */
static void meet(const struct context *other, int where)
{
    if (format == CSV) {
        if (now.state != other->state)
            now.state = AFTER_CELL; /* the cell may be filled: nothing more goes into it */
        return;
    }
    if (!same_place(&now, other))
        die("branch ends in another place of the format than it began (line %d)", where);
    if (now.address != other->address || strcmp(now.scheme, other->scheme) != 0)
        now.address = now.address == DECIDED && other->address == DECIDED ? DECIDED : UNSURE;
    now.glued |= other->glued;
    now.verbatim |= other->verbatim;
    now.refresh |= other->refresh;
    now.holed |= other->holed;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Web pages, also Word's "Web page, filtered". libxml2's HTML parser tells tags
 * and text as they come and no tree is built, so a page of any size takes little
 * memory. What a tag means is one row of a table; tables are put together in
 * html_table.c. Style sheets and what a browser would hide are not interpreted. */
#include "document/html_parse.h"
#include "document/html_table.h"
#include "document/html_word.h"
#include "document/outline.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LOOK_AT = 64 * 1024, TITLE_LONGEST = 300 };

enum tag {
    INLINE,
    BLOCK,
    HEADING,
    BREAK,
    LIST,
    ITEM,
    TABLE,
    SECTION,
    ROW,
    CELL,
    CAPTION,
    BOLD,
    PRE,
    TITLE,
    SKIP,
    LINK
};

/* Sorted by name; what is not here is inline. */
static const struct tag_name {
    const char *name;
    enum tag tag;
} tags[] = {
    { "a", LINK },           { "address", BLOCK },  { "article", BLOCK },  { "aside", BLOCK },
    { "b", BOLD },
    { "blockquote", BLOCK }, { "body", BLOCK },     { "br", BREAK },       { "caption", CAPTION },
    { "center", BLOCK },     { "dd", BLOCK },       { "details", BLOCK },  { "dir", LIST },
    { "div", BLOCK },        { "dl", BLOCK },       { "dt", BLOCK },       { "fieldset", BLOCK },
    { "figcaption", BLOCK }, { "figure", BLOCK },   { "footer", BLOCK },   { "form", BLOCK },
    { "h1", HEADING },       { "h2", HEADING },     { "h3", HEADING },     { "h4", HEADING },
    { "h5", HEADING },       { "h6", HEADING },     { "header", BLOCK },   { "hr", BLOCK },
    { "iframe", SKIP },      { "legend", BLOCK },   { "li", ITEM },        { "main", BLOCK },
    { "menu", LIST },        { "nav", BLOCK },      { "noscript", SKIP },  { "object", SKIP },
    { "ol", LIST },          { "p", BLOCK },        { "pre", PRE },        { "script", SKIP },
    { "section", BLOCK },    { "select", SKIP },    { "strong", BOLD },    { "style", SKIP },
    { "summary", BLOCK },    { "svg", SKIP },       { "table", TABLE },    { "tbody", SECTION },
    { "td", CELL },          { "template", SKIP },  { "textarea", SKIP },  { "tfoot", SECTION },
    { "th", CELL },          { "thead", SECTION },  { "title", TITLE },    { "tr", ROW },
    { "ul", LIST },          { "xml", SKIP },
};

/* Where in a list we are; a cell begins anew and gives back what was before it. */
struct listing {
    int depth;
    bool fresh; /* an item has begun and holds nothing yet */
    bool loose; /* in a list, but in no item */
};

struct element {
    enum tag tag;
    bool bold, link;
    struct listing before; /* of a cell or list */
};

struct html {
    struct visit *v;
    struct document *d;
    struct html_parse parse;
    struct buf text;  /* of the paragraph at hand */
    size_t thin, fat; /* its bytes outside and inside bold, white space left out */
    size_t linked;    /* and inside links to a place on this page */
    struct element stack[HTML_DEEPEST];
    int bold, skip, pre, caption, link; /* how many are open */
    int heading;                  /* level of the open one, 0: none */
    struct listing list;
    struct html_word word;
    struct html_table *table; /* the innermost open one */
    struct {
        struct html_table **at;
        size_t n, cap;
    } tables; /* the outermost and those inside it, in the order they began */
};

static int by_name(const void *name, const void *row)
{
    return strcmp(name, ((const struct tag_name *)row)->name);
}

static enum tag tag_of(const xmlChar *name)
{
    const struct tag_name *t =
        bsearch(name, tags, sizeof tags / sizeof *tags, sizeof *tags, by_name);
    return t ? t->tag : INLINE;
}

/* "" when the element has no such attribute. */
static const char *attribute(const xmlChar **atts, const char *name)
{
    for (; atts && *atts; atts += 2)
        if (atts[1] && strcmp((const char *)atts[0], name) == 0)
            return (const char *)atts[1];
    return "";
}

/* The open cell that the text at hand belongs to; NULL: the body. */
static struct cell *open_cell(const struct html *h)
{
    for (const struct html_table *t = h->table; t; t = t->outer)
        if (t->open)
            return t->open;
    return NULL;
}

static bool add_block(struct html *h, struct line line, bool contents)
{
    bool heading = h->heading || h->word.title;
    enum block_kind kind = heading ? BLOCK_HEADING : line.item ? BLOCK_ITEM : BLOCK_PARAGRAPH;
    size_t before = h->d->n;

    if (heading)
        line.level = h->heading ? h->heading : 1;
    if (!document_add(h->v, h->d, kind, line.level, line.text, html_parse_line(&h->parse)))
        return false;
    if (h->d->n > before) {
        document_last(h->d)->strong = line.strong;
        document_last(h->d)->contents = contents;
    }
    return true;
}

static bool add_line(struct html *h, struct line line, bool contents)
{
    struct cell *cell = open_cell(h);

    line.strong |= cell && h->heading;
    return cell ? cell_add(h->v, h->d, cell, line) : add_block(h, line, contents);
}

/* A list without items holds them split by marks, as in text files. */
static bool add_loose(struct html *h, struct line line)
{
    struct marked marked = { 0 };

    document_split_marks(h->v, line.text, &marked);
    for (size_t i = 0; i < marked.n; i++) {
        line.text = marked.at[i].text;
        if (!add_line(h, line, false))
            return false;
    }
    return true;
}

/* Whether the text is a line of the contents: Word says so, or it is a link to a
 * place on this page. Cuts its page number off. */
static bool takes_contents(struct html *h, char *s)
{
    if (h->heading || (!h->word.contents && h->linked < h->thin + h->fat))
        return false;
    s[outline_contents_title((struct span){ s, strlen(s) }).n] = '\0';
    return true;
}

static void add_paragraph(struct html *h)
{
    char *s = h->text.at;
    struct line line = { .text = s,
                         .item = h->list.depth > 0 && h->list.fresh,
                         .level = h->list.depth > 0 ? h->list.depth - 1 : 0,
                         .strong = h->fat && !h->thin };

    text_squeeze_here(s);
    bool contents = !open_cell(h) && takes_contents(h, s);
    if (h->word.list && !h->heading) {
        line.text = html_word_after_marker(s);
        line.item = h->word.numbered || line.text != s;
        line.level = line.item ? h->word.level : 0;
    }
    if (line.item && h->list.loose)
        add_loose(h, line);
    else
        add_line(h, line, contents);
}

/* Ends the paragraph at hand. */
static void flush(struct html *h)
{
    if (buf_over(&h->text))
        document_too_big(h->v);
    else if (h->thin || h->fat) {
        add_paragraph(h);
        h->list.fresh = h->list.loose;
    }
    h->text.n = h->thin = h->fat = h->linked = 0;
}

/* The text at hand is a caption or title, not a paragraph; NULL: nothing. */
static const char *take_text(struct html *h)
{
    const char *text = NULL;

    if ((h->thin || h->fat) && !buf_over(&h->text)) {
        text_squeeze_here(h->text.at);
        text = text_cut(h->v->arena, h->text.at, TITLE_LONGEST);
    }
    h->text.n = h->thin = h->fat = h->linked = 0;
    return text;
}

static void begin_table(struct html *h)
{
    struct html_table *t = arena_alloc(h->v->arena, sizeof *t);

    *t = (struct html_table){ .outer = h->table, .nested = h->table != NULL,
                              .around = h->table ? h->table->open : NULL };
    t->line = html_parse_line(&h->parse);
    *arena_push(h->v->arena, &h->tables) = t;
    h->table = t;
}

/* Tables go to the document when the outermost ends, in the order they began. */
static void end_table(struct html *h)
{
    if (!h->table)
        return;
    h->table = h->table->outer;
    if (h->table)
        return;
    for (size_t i = 0; i < h->tables.n; i++)
        if (!html_table_end(h->v, h->d, h->tables.at[i]))
            return;
    h->tables.n = 0;
}

static int number(const char *s)
{
    long n = strtol(s, NULL, 10);
    return *s ? (n < 0 || n > 100000 ? 1 : (int)n) : 1;
}

/* Google's editor writes lists of each level side by side: "lst-kix_abc-1". */
static void begin_list(struct html *h, struct element *e, const char *class)
{
    const char *level = text_begins(class, "lst-kix_") ? strchr(class, '-') : NULL;

    e->before = h->list;
    h->list = (struct listing){ h->list.depth + 1, true, true };
    level = level ? strchr(level + 1, '-') : NULL;
    if (level && text_is_digit((unsigned char)level[1]))
        h->list.depth = level[1] - '0' + 1;
}

static void begin_cell(struct html *h, struct element *e, bool header, const xmlChar **atts)
{
    e->before = h->list;
    h->list = (struct listing){ 0 };
    if (h->table)
        html_table_cell(h->v, h->table, header, number(attribute(atts, "rowspan")),
                        number(attribute(atts, "colspan")), html_parse_line(&h->parse));
}

static void end_cell(struct html *h, const struct element *e)
{
    h->list = e->before;
    if (h->table)
        h->table->open = NULL;
}

static void begin(struct html *h, struct element *e, const char *name, const xmlChar **atts)
{
    switch (e->tag) {
    case HEADING:
        h->heading = name[1] - '0';
        break;
    case BLOCK:
        h->word = html_word_of(attribute(atts, "class"), attribute(atts, "style"));
        break;
    case LIST:
        begin_list(h, e, attribute(atts, "class"));
        break;
    case ITEM:
        h->list = (struct listing){ h->list.depth + !h->list.depth, true, false };
        break;
    case TABLE:
        begin_table(h);
        break;
    case SECTION:
        if (h->table)
            html_table_section(h->table, strcmp(name, "thead") == 0);
        break;
    case ROW:
        if (h->table)
            html_table_row(h->table);
        break;
    case CELL:
        begin_cell(h, e, name[1] == 'h', atts);
        break;
    default:
        h->pre += e->tag == PRE;
        h->skip += e->tag == SKIP;
        h->caption += e->tag == CAPTION;
    }
}

static void end(struct html *h, const struct element *e)
{
    switch (e->tag) {
    case HEADING:
        h->heading = 0;
        break;
    case BLOCK:
        h->word = (struct html_word){ 0 };
        break;
    case LIST:
        h->list = (struct listing){ e->before.depth, false, false };
        break;
    case TABLE:
        end_table(h);
        break;
    case SECTION:
        if (h->table)
            html_table_section(h->table, false);
        break;
    case ROW:
        if (h->table)
            html_table_row_end(h->table);
        break;
    case CELL:
        end_cell(h, e);
        break;
    default:
        h->pre -= e->tag == PRE;
        h->skip -= e->tag == SKIP;
        h->caption -= e->tag == CAPTION;
    }
}

/* Whether the paragraph at hand ends where such an element begins or ends. */
static bool breaks(const struct html *h, enum tag tag)
{
    return tag != INLINE && tag != BOLD && tag != LINK && tag != SKIP && !h->caption &&
           !(tag == BREAK && h->heading);
}

static void start_element(void *data, const xmlChar *name, const xmlChar **atts)
{
    struct html *h = data;
    struct element e = { .tag = tag_of(name) };

    if (!html_parse_begin(&h->parse, atts))
        return;
    if (h->skip && e.tag != SKIP)
        e.tag = INLINE;
    e.bold = e.tag == BOLD || html_style_is_bold(attribute(atts, "style"));
    h->bold += e.bold;
    e.link = e.tag == LINK && *attribute(atts, "href") == '#';
    h->link += e.link;
    if (breaks(h, e.tag))
        flush(h);
    else if (e.tag == BREAK)
        buf_putc(&h->text, ' ');
    begin(h, &e, (const char *)name, atts);
    h->stack[h->parse.depth++] = e;
}

static void end_element(void *data, const xmlChar *name)
{
    struct html *h = data;
    (void)name; /* libxml2 closes in order what the page left open */

    if (failed(h->v) || !h->parse.depth)
        return;
    struct element e = h->stack[--h->parse.depth];
    if (e.tag == CAPTION && h->table && h->caption == 1)
        h->table->name = take_text(h);
    else if (e.tag == TITLE && !h->d->title)
        h->d->title = take_text(h);
    else if (breaks(h, e.tag))
        flush(h);
    end(h, &e);
    h->bold -= e.bold;
    h->link -= e.link;
}

static void take_characters(void *data, const xmlChar *at, int n)
{
    struct html *h = data;

    if (failed(h->v) || h->skip)
        return;
    for (int i = 0; i < n; i++) {
        bool space = strchr(" \t\r\n\f", at[i]) != NULL;
        if (at[i] == '\n' && h->pre)
            flush(h);
        else
            buf_putc(&h->text, space ? ' ' : (char)at[i]);
        *(h->bold ? &h->fat : &h->thin) += !space;
        h->linked += h->link && !space;
    }
}

/* A page begins with a tag and has the bones of one; a text file with <p> and
 * <ul> in its cells has not. */
bool sniff_html(const char *bytes, size_t n)
{
    static const char *const bones[] = { "<!doctype html", "<html", "<head", "<body", "<table",
                                         "<meta",          "<h1",   "<h2",   "<h3" };
    size_t at = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (at < n && strchr(" \t\r\n\f", bytes[at]))
        at++;
    if (at == n || bytes[at] != '<')
        return false;
    for (; at < n && at < LOOK_AT; at++)
        for (size_t i = 0; bytes[at] == '<' && i < sizeof bones / sizeof *bones; i++)
            if (n - at > strlen(bones[i]) &&
                strncasecmp(bytes + at, bones[i], strlen(bones[i])) == 0)
                return true;
    return false;
}

bool read_html(struct visit *v, const char *bytes, size_t n, struct document *d)
{
    const htmlSAXHandler sax = { .startElement = start_element,
                                 .endElement = end_element,
                                 .characters = take_characters,
                                 .ignorableWhitespace = take_characters };
    struct html *h = arena_alloc(v->arena, sizeof *h);

    *h = (struct html){
        .v = v, .d = d, .parse = { .v = v }, .text = buf_new(DOCUMENT_LINE_BYTES)
    };
    if (html_parse_page(&h->parse, &sax, h, bytes, n)) {
        flush(h);
        while (h->table)
            end_table(h);
    }
    buf_free(&h->text);
    return !failed(v);
}

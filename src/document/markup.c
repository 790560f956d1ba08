/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "document/markup.h"

#include "base/text.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A tag with its attributes is not longer; past this a '<' is a '<'. */
enum { TAG_LONGEST = 400, ENTITY_LONGEST = 12 };

enum tag { NO_TAG, PLAIN, BOLD, BREAK, PARAGRAPH, LIST, ITEM };

static const struct {
    const char *name;
    enum tag tag;
} tags[] = {
    { "ul", LIST },      { "ol", LIST },      { "li", ITEM },      { "p", PARAGRAPH },
    { "div", PARAGRAPH }, { "br", BREAK },    { "b", BOLD },       { "strong", BOLD },
    { "h1", BOLD },      { "h2", BOLD },      { "h3", BOLD },      { "h4", BOLD },
    { "i", PLAIN },      { "em", PLAIN },     { "u", PLAIN },      { "s", PLAIN },
    { "del", PLAIN },    { "ins", PLAIN },    { "sup", PLAIN },    { "sub", PLAIN },
    { "span", PLAIN },   { "font", PLAIN },   { "a", PLAIN },      { "small", PLAIN },
    { "mark", PLAIN },   { "o:p", PLAIN },
};

static bool put_line(struct markup *m, const char *text, bool strong)
{
    return m->line(m, (struct line){ .text = text,
                                     .item = m->depth > 0,
                                     .level = m->depth > 0 ? m->depth - 1 : 0,
                                     .strong = strong });
}

static bool split_list(struct markup *m, bool strong)
{
    struct marked marked = { 0 };

    document_split_marks(m->v, m->text.at, &marked);
    for (size_t i = 0; i < marked.n; i++)
        if (!put_line(m, marked.at[i].text, strong))
            return false;
    return true;
}

/* Gives the text gathered so far as a line, or as the items of a list. */
static bool flush(struct markup *m)
{
    bool strong = m->fat && !m->thin, ok = true;

    if (m->fat + m->thin)
        ok = m->depth && !m->items ? split_list(m, strong) : put_line(m, m->text.at, strong);
    m->text.n = m->fat = m->thin = 0;
    return ok;
}

static void put(struct markup *m, const char *at, size_t n)
{
    if (!isspace((unsigned char)*at))
        *(m->bold > 0 ? &m->fat : &m->thin) += n;
    buf_put(&m->text, at, n);
}

/* The tag at s: how long it is; 0 when it is not one that we know. */
static size_t find_tag(struct span s, enum tag *tag, bool *closing)
{
    size_t n = 0, most = s.n < TAG_LONGEST ? s.n : TAG_LONGEST;

    while (n < most && s.at[n] != '>' && (!n || s.at[n] != '<'))
        n++;
    if (n == most || s.at[n] != '>')
        return 0;
    *closing = s.at[1] == '/';
    const char *name = s.at + 1 + *closing;
    size_t len = 0;
    while (isalnum((unsigned char)name[len]) || name[len] == ':')
        len++;
    /* "a <b and c> d" is no tag: after the name come attributes or nothing. */
    if (name[len] == ' ' && name[len + 1] != '/' && !memchr(s.at, '=', n))
        return 0;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strlen(tags[i].name) == len && strncasecmp(tags[i].name, name, len) == 0) {
            *tag = tags[i].tag;
            return n + 1;
        }
    return 0;
}

static bool take_tag(struct markup *m, enum tag tag, bool closing)
{
    switch (tag) {
    case BOLD:
        m->bold += closing ? -(m->bold > 0) : 1;
        return true;
    case BREAK:
        return flush(m);
    case PARAGRAPH: /* ends a list that was never closed, unless it is inside a real item */
        if (!flush(m))
            return false;
        if (!closing && !m->items)
            m->depth = 0;
        return true;
    case ITEM:
        if (!flush(m))
            return false;
        m->items = true;
        m->depth += !m->depth;
        return true;
    case LIST:
        if (!flush(m))
            return false;
        m->depth += closing ? -(m->depth > 0) : 1;
        m->items = m->items && m->depth > 0;
        return true;
    default:
        return true;
    }
}

/* A character reference at s: how long it is and which character; 0: none. */
static size_t find_entity(struct span s, uint32_t *c)
{
    char name[ENTITY_LONGEST + 1] = { 0 };
    size_t n = 0;

    for (; n < ENTITY_LONGEST && n + 1 < s.n; n++) {
        name[n] = s.at[n + 1];
        if (!isalnum((unsigned char)name[n]) && name[n] != '#')
            break;
    }
    name[n] = '\0';
    if (n < 2 || n + 1 >= s.n || s.at[n + 1] != ';')
        return 0;
    if (name[0] == '#') {
        bool hex = name[1] == 'x' || name[1] == 'X';
        unsigned long number = strtoul(name + 1 + hex, NULL, hex ? 16 : 10);
        *c = number && number < 0x110000 && (number & 0xFFFFF800) != 0xD800 ? (uint32_t)number
                                                                           : 0xFFFD;
        return n + 2;
    }
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    *c = entity ? entity->value : 0;
    return entity ? n + 2 : 0;
}

/* "**" that opens or closes bold; one without a partner on the line is text. */
static bool is_stars(const struct markup *m, struct span s)
{
    if (s.n < 2 || s.at[0] != '*' || s.at[1] != '*')
        return false;
    if (m->bold)
        return true;
    for (size_t i = 2; i + 1 < s.n && s.at[i] != '\n'; i++)
        if (s.at[i] == '*' && s.at[i + 1] == '*')
            return i > 2;
    return false;
}

/* Whether the line after a newline begins with a small letter. */
static bool begins_small(struct span s)
{
    char head[5] = { 0 };
    const char *p = head;

    while (s.n && strchr(" \r\n", *s.at))
        s.at++, s.n--;
    memcpy(head, s.at, s.n < 4 ? s.n : 4);
    uint32_t c = text_next(&p);
    return text_is_letter(c) && !text_is_upper(c);
}

/* Takes what stands at s and tells how long it was; 0: stop. */
static size_t take(struct markup *m, struct span s)
{
    enum tag tag;
    bool closing;
    uint32_t c;
    size_t n;

    if (*s.at == '<' && (n = find_tag(s, &tag, &closing)))
        return take_tag(m, tag, closing) ? n : 0;
    if (*s.at == '&' && (n = find_entity(s, &c))) {
        char out[4];
        put(m, out, text_encode(c, out));
        return n;
    }
    if (is_stars(m, s)) {
        m->bold = !m->bold;
        return 2;
    }
    if (*s.at != '\n' && *s.at != '\r') {
        put(m, s.at, 1);
        return 1;
    }
    if (!m->wrapped || !begins_small(s))
        return flush(m);
    put(m, " ", 1);
    return 1;
}

bool markup_read(struct markup *m, struct span text)
{
    bool ok = true;

    if (text.n > DOCUMENT_LINE_BYTES)
        return document_too_big(m->v);
    m->text = buf_new(text.n * 3 + 1); /* "&le;" is the shortest for three bytes */
    m->depth = m->bold = 0;
    m->items = false;
    m->fat = m->thin = 0;
    while (ok && text.n) {
        size_t n = take(m, text);
        ok = n > 0;
        text.at += n;
        text.n -= n;
    }
    ok = ok && flush(m);
    buf_free(&m->text);
    return ok;
}

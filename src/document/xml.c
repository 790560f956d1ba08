/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * libxml2 pushes, readers pull: each unpacked piece is parsed into a short list
 * of events, which xml_child() hands out. libxml2's own reader would build nodes
 * and would have read a whole DTD before it could be refused. */
#include "document/xml.h"

#include "base/text.h"
#include "document/readers.h"

#include <libxml/parser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    PIECE = 64 * 1024,
    /* What the visit may hold while a part is read: with the file itself and its
     * unpacking this stays under 256 MB. The limits of document.h count what a
     * document is; this one also what a reader keeps beside it. */
    MEMORY = 128 << 20,
    /* Where libxml2's time grows with the square: attributes of one element,
     * namespaces in scope, names in its dictionary. Office programs stay under a
     * tenth of these. */
    ATTRIBUTES = 250,
    NAMESPACES = 250,
    NAMES = 50 * 1000,
    EQUALS = 2000, /* in a tag that is longer than a piece */
};

enum event_kind { EVENT_START, EVENT_END, EVENT_TEXT };

struct attribute {
    const char *name, *value;
};

struct event {
    enum event_kind kind;
    const char *at;    /* name (in the parser's dictionary) or text (in the scratch arena) */
    const char *space; /* namespace of an element, NULL: none */
    size_t n;          /* bytes of text, or attributes */
    struct attribute *attributes;
    int depth;
};

struct xml_parse {
    struct visit *v;
    struct part *part;
    xmlParserCtxt *parser;
    const char *why; /* our own reason to stop */
    int depth;
    int namespaces;              /* in scope */
    int declared[XML_DEPTH + 1]; /* by the open element at each depth */
    bool ended;                  /* the part is read to its end */
    struct arena *scratch;       /* texts and attributes of the events at hand */
    struct {
        struct event *at;
        size_t n, cap;
    } events;
    size_t next; /* event to hand out */
};

static void stop(struct xml_parse *p, const char *why)
{
    p->why = p->why ? p->why : why;
    xmlStopParser(p->parser);
}

static void on_doctype(void *to, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
    (void)name, (void)id, (void)system;
    stop(to, "xml: a document type declaration");
}

/* libxml2 leaves "&" in values as "&#38;", for a later step that we don't take
 * (the option that would decode it also expands entities). */
static const char *copy_value(struct arena *a, const char *at, size_t n)
{
    static const char ampersand[] = "&#38;";
    char *value = arena_copy(a, at, n), *to = value;

    if (!memchr(value, '&', n))
        return value;
    for (const char *p = value; *p; p++) {
        *to++ = *p;
        if (text_begins(p, ampersand))
            p += sizeof ampersand - 2;
    }
    *to = '\0';
    return value;
}

static void on_start(void *to, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **namespace, int n, int defaulted,
                     const xmlChar **values)
{
    struct xml_parse *p = to;
    struct event e = { .kind = EVENT_START,
                       .at = (const char *)name,
                       .space = (const char *)uri,
                       .n = (size_t)n,
                       .depth = ++p->depth };

    (void)prefix, (void)namespace, (void)defaulted;
    if (p->depth > XML_DEPTH || n > ATTRIBUTES || p->namespaces + namespaces > NAMESPACES) {
        stop(p, "xml: too deep, or too many attributes or namespaces");
        return;
    }
    p->declared[p->depth] = namespaces;
    p->namespaces += namespaces;
    e.attributes = n ? arena_alloc(p->scratch, (size_t)n * sizeof *e.attributes) : NULL;
    /* Five pointers each: name, prefix, URI, value, end of the value. */
    for (int i = 0; i < n; i++, values += 5)
        e.attributes[i] = (struct attribute){ (const char *)values[0],
                                              copy_value(p->scratch, (const char *)values[3],
                                                         (size_t)(values[4] - values[3])) };
    *arena_push(p->scratch, &p->events) = e;
}

static void on_end(void *to, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct xml_parse *p = to;

    (void)prefix, (void)uri;
    p->namespaces -= p->declared[p->depth];
    *arena_push(p->scratch, &p->events) =
        (struct event){ .kind = EVENT_END, .at = (const char *)name, .depth = p->depth-- };
}

static void on_text(void *to, const xmlChar *at, int n)
{
    struct xml_parse *p = to;
    const char *text = arena_copy(p->scratch, (const char *)at, (size_t)n);

    *arena_push(p->scratch, &p->events) =
        (struct event){ .kind = EVENT_TEXT, .at = text, .n = (size_t)n, .depth = p->depth + 1 };
}

static xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_doctype,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_text,
};

struct xml *xml_open(struct visit *v, struct package *package, const char *name)
{
    struct part *part = part_open(v, package, name);
    if (!part)
        return NULL;
    struct xml_parse *p = arena_alloc(v->arena, sizeof *p);
    struct xml *x = arena_alloc(v->arena, sizeof *x);

    *p = (struct xml_parse){ .v = v, .part = part, .scratch = arena_new() };
    p->parser = xmlCreatePushParserCtxt(&handler, p, NULL, 0, NULL);
    if (!p->parser)
        abort(); /* out of memory */
    /* Never XML_PARSE_HUGE: it takes libxml2's own limits away. */
    xmlCtxtUseOptions(p->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    *x = (struct xml){ "", "", 0, 0, p };
    return x;
}

void xml_close(struct xml *x)
{
    if (!x)
        return;
    xmlFreeParserCtxt(x->parse->parser);
    arena_free(x->parse->scratch);
    part_close(x->parse->part);
}

static bool damaged(struct xml_parse *p)
{
    const char *why = p->parser->lastError.message;
    return document_damaged(p->v, p->why ? p->why : why ? why : "xml: broken");
}

/* Stops before libxml2 would compare each of a million attributes with the rest. */
static void watch(struct xml_parse *p)
{
    const xmlParserInput *input = p->parser->input;
    size_t equals = 0;

    if (xmlDictSize(p->parser->dict) > NAMES)
        stop(p, "xml: too many names");
    if (!input || input->end - input->cur < PIECE)
        return;
    for (const xmlChar *at = input->cur; (at = memchr(at, '=', (size_t)(input->end - at))); at++)
        equals++;
    if (equals > EQUALS)
        stop(p, "xml: too many attributes");
}

/* Parses the next piece into events, in place of those handed out. */
static bool parse_piece(struct xml_parse *p)
{
    char piece[PIECE];
    ptrdiff_t n = part_read(p->part, piece, sizeof piece);

    if (n < 0)
        return false;
    arena_reset(p->scratch);
    p->events.at = NULL;
    p->events.n = p->events.cap = p->next = 0;
    p->ended = n == 0;
    int error = xmlParseChunk(p->parser, piece, (int)n, p->ended);
    watch(p);
    if (p->why || (error && !p->parser->wellFormed))
        return damaged(p);
    return true;
}

/* The next event; NULL at the end and after a failure. */
static const struct event *next_event(struct xml_parse *p)
{
    if (arena_used(p->v->arena) > MEMORY)
        document_too_big(p->v);
    while (p->next == p->events.n)
        if (failed(p->v) || p->ended || !parse_piece(p))
            return NULL;
    return &p->events.at[p->next++];
}

/* The event handed out last. */
static const struct event *this_event(const struct xml_parse *p)
{
    return p->next ? &p->events.at[p->next - 1] : NULL;
}

/* The event that the next child begins with; NULL: no more. */
static const struct event *find_child(struct xml_parse *p, int here)
{
    const struct event *e = this_event(p);

    if (e && e->kind == EVENT_END && e->depth == here)
        return NULL;
    while ((e = next_event(p))) {
        if (e->kind == EVENT_END && e->depth <= here)
            return NULL;
        if (e->kind != EVENT_END && e->depth == here + 1)
            return e;
    }
    return NULL;
}

bool xml_child(struct xml *x, int here)
{
    const struct event *e = find_child(x->parse, here);

    if (!e || failed(x->parse->v)) {
        *x = (struct xml){ "", "", 0, here, x->parse };
        return false;
    }
    x->depth = e->depth;
    x->name = e->kind == EVENT_START ? e->at : "";
    x->text = e->kind == EVENT_TEXT ? e->at : "";
    x->length = e->kind == EVENT_TEXT ? e->n : 0;
    return true;
}

bool xml_is(const struct xml *x, const char *name)
{
    return strcmp(x->name, name) == 0;
}

/* The element that xml_child() came to; NULL: it came to text or to an end. */
static const struct event *this_element(const struct xml *x)
{
    const struct event *e = this_event(x->parse);
    return e && e->kind == EVENT_START ? e : NULL;
}

const char *xml_get(const struct xml *x, const char *name)
{
    const struct event *e = this_element(x);

    for (size_t i = 0; e && i < e->n; i++)
        if (strcmp(e->attributes[i].name, name) == 0)
            return e->attributes[i].value;
    return NULL;
}

bool xml_has(const struct xml *x, const char *name, const char *value)
{
    const struct event *e = this_element(x);

    for (size_t i = 0; e && i < e->n; i++)
        if (strcmp(e->attributes[i].name, name) == 0 && strcmp(e->attributes[i].value, value) == 0)
            return true;
    return false;
}

bool xml_in(const struct xml *x, const char *word)
{
    const struct event *e = this_element(x);
    return e && e->space && strstr(e->space, word);
}

int xml_get_int(const struct xml *x, const char *name, int other)
{
    const char *value = xml_get(x, name);
    char *end;

    if (!value || !*value)
        return other;
    long n = strtol(value, &end, 10);
    return *end || n < INT_MIN || n > INT_MAX ? other : (int)n;
}

const char *xml_keep(const struct xml *x, const char *value)
{
    return value ? arena_strdup(x->parse->v->arena, value) : NULL;
}

bool xml_put_text(const struct xml *x, struct buf *into)
{
    for (size_t done = 0; done < x->length; done++) {
        size_t run = strcspn(x->text + done, "\r\n");
        buf_put(into, x->text + done, run);
        done += run;
        if (done < x->length)
            buf_putc(into, ' ');
    }
    return strspn(x->text, " \t\r\n") < x->length;
}

void xml_read_text(struct xml *x, struct buf *into)
{
    for (int here = x->depth; xml_child(x, here);) {
        if (x->length)
            buf_put(into, x->text, x->length);
        else
            xml_read_text(x, into);
    }
}

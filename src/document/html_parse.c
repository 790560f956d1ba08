/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#define _GNU_SOURCE /* memmem */
#include "document/html_parse.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { PIECE = 16 * 1024, CONDITION_LONGEST = 200 };

/* Past these a page is refused. libxml2 compares each end tag with all open
 * elements and each attribute with the others of its tag, and keeps a tag, a
 * comment or a text whole while it waits for its end. */
enum {
    PAGE_BYTES = 32 << 20,
    ATTRIBUTES = 250,
    BLANKS_IN_TAG = 20 * 1000,
    COMPARISONS = 300 * 1000 * 1000,
    WAITING_BYTES = 2 * DOCUMENT_LINE_BYTES,
};

static bool too_tangled(struct html_parse *p)
{
    return fail(p->v, FAIL_DOCUMENT,
                tr(p->v, "The web page is too tangled to read. Open it in Word, save it as .docx, "
                         "and try with that file."));
}

static bool has_many_attributes(const xmlChar **atts)
{
    for (int n = 0; atts && *atts; atts += 2)
        if (++n > ATTRIBUTES)
            return true;
    return false;
}

bool html_parse_begin(struct html_parse *p, const xmlChar **atts)
{
    if (failed(p->v))
        return false;
    return (p->depth < HTML_DEEPEST && !has_many_attributes(atts)) || too_tangled(p);
}

int html_parse_line(const struct html_parse *p)
{
    return p->parser && p->parser->input ? p->parser->input->line : 0;
}

/* How much of s may be fed; *skip: how much after it is to be left out, which is
 * "<![if !supportLists]>" and the like: libxml2 would take it for text. Where it
 * ends with "-->" it closes a comment and stays. */
static size_t next_piece(struct span s, size_t *skip)
{
    size_t most = s.n < PIECE ? s.n : PIECE;
    const char *mark = memmem(s.at, most, "<![", 3);
    size_t left = mark ? s.n - (size_t)(mark - s.at) : 0;
    const char *close =
        mark ? memchr(mark, '>', left < CONDITION_LONGEST ? left : CONDITION_LONGEST) : NULL;

    *skip = 0;
    if (!mark) { /* the next one may begin at the edge; characters are not cut */
        size_t n = s.n > PIECE ? most - 2 : most;
        while (n < s.n && (s.at[n] & 0xC0) == 0x80)
            n--;
        return n;
    }
    if (!close || (close[-1] == '-' && close[-2] == '-'))
        return (size_t)(mark - s.at) + 3;
    *skip = (size_t)(close + 1 - mark);
    return (size_t)(mark - s.at);
}

/* After each piece: whether the parser has not too much to keep and to do. */
static bool watch(struct html_parse *p, struct span piece)
{
    const xmlParserInput *input = p->parser->input;
    size_t waiting = input ? (size_t)(input->end - input->cur) : 0;

    if (waiting > WAITING_BYTES)
        return document_too_big(p->v);
    for (size_t i = 1; i < piece.n; i++)
        p->comparisons += piece.at[i - 1] == '<' && piece.at[i] == '/' ? (size_t)p->depth : 0;
    if (p->comparisons > COMPARISONS)
        return too_tangled(p);
    if (waiting < PIECE || input->cur[0] != '<' || !text_is_letter(input->cur[1])) {
        p->blanks = 0;
        return true;
    }
    for (size_t i = 0; i < piece.n; i++)
        p->blanks += strchr(" \t\r\n\f", piece.at[i]) != NULL;
    return p->blanks <= BLANKS_IN_TAG || too_tangled(p);
}

static bool feed(struct html_parse *p, struct span text)
{
    while (text.n && !failed(p->v)) {
        size_t skip, n = next_piece(text, &skip);
        htmlParseChunk(p->parser, text.at, (int)n, 0);
        if (!failed(p->v) && !watch(p, (struct span){ text.at, n }))
            return false;
        text.at += n + skip;
        text.n -= n + skip;
    }
    if (!failed(p->v))
        htmlParseChunk(p->parser, NULL, 0, 1);
    return !failed(p->v);
}

bool html_parse_page(struct html_parse *p, const htmlSAXHandler *sax, void *taker,
                     const char *bytes, size_t n)
{
    htmlSAXHandler handler = *sax;
    struct span text;

    if (n > PAGE_BYTES)
        return document_too_big(p->v);
    if (!document_decode(p->v, bytes, n, &text))
        return false;
    p->parser = htmlCreatePushParserCtxt(&handler, taker, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!p->parser)
        abort(); /* out of memory */
    htmlCtxtUseOptions(p->parser, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                      HTML_PARSE_IGNORE_ENC);
    bool ok = feed(p, text);
    htmlFreeParserCtxt(p->parser);
    p->parser = NULL;
    return ok;
}

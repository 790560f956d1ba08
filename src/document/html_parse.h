/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * libxml2's HTML parser, kept within bounds: it tells tags and text as they come
 * and is stopped before a page takes too much memory or time. */
#ifndef DOCUMENT_HTML_PARSE_H
#define DOCUMENT_HTML_PARSE_H

#include "document/readers.h"

#include <libxml/HTMLparser.h>

enum { HTML_DEEPEST = 256 }; /* elements inside each other */

struct html_parse {
    struct visit *v;
    int depth; /* of open elements; whoever takes the tags counts it */

    /* html_parse.c's own */
    htmlParserCtxtPtr parser;
    size_t blanks;      /* so far in a tag that the parser waits to end */
    size_t comparisons; /* of end tags with open elements, at most */
};

/* Tells the tags and text of a page to taker. False: failed. */
bool html_parse_page(struct html_parse *p, const htmlSAXHandler *sax, void *taker,
                     const char *bytes, size_t n);

/* First thing at each start tag: whether it may be taken. */
bool html_parse_begin(struct html_parse *p, const xmlChar **atts);

/* The line of the page that the parser is on. */
int html_parse_line(const struct html_parse *p);

#endif

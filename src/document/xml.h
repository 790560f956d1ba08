/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The XML of a package's part, read as it is unpacked: whatever its size, only
 * the piece at hand is in memory. Names are local names (Word's strict variant
 * has other namespaces). A DTD, absurd depth and broken XML fail the visit. */
#ifndef DOCUMENT_XML_H
#define DOCUMENT_XML_H

#include "document/zip_part.h"

/* Deeper than any office program nests; bounds the readers' recursion too. */
enum { XML_DEPTH = 250 };

/* What xml_child() came to: an element or a piece of text. */
struct xml {
    const char *name; /* local name of the element; "" for text */
    const char *text; /* the piece of text; "" for an element */
    size_t length;    /* of the text */
    int depth;        /* of the element, from 1; children of it are one deeper */
    struct xml_parse *parse;
};

/* Begins before the root element, at depth 0. NULL: failed, or no such part
 * (package_has() tells). Whoever opens closes. */
struct xml *xml_open(struct visit *v, struct package *p, const char *part);
void xml_close(struct xml *x); /* NULL is fine */

/* Moves to the next child of the element at the depth; what was left unread of
 * the last one is skipped. false: no more children, or failed. So to read all
 * children: int here = x->depth; while (xml_child(x, here)) … */
bool xml_child(struct xml *x, int here);

bool xml_is(const struct xml *x, const char *name);
/* An attribute of the element; good until the next xml_child(), NULL when absent. */
const char *xml_get(const struct xml *x, const char *name);
/* A whole number; other when absent or not one. */
int xml_get_int(const struct xml *x, const char *name, int other);
/* Whether an attribute of the name, in whatever namespace, has the value. */
bool xml_has(const struct xml *x, const char *name, const char *value);
/* Whether the address of the element's namespace holds the word. */
bool xml_in(const struct xml *x, const char *word);
/* The same text, kept in the visit's arena. NULL stays NULL. */
const char *xml_keep(const struct xml *x, const char *value);

/* Adds the piece of text that xml_child() came to; a line broken in the XML is a
 * space (lines on the page have elements of their own). Tells whether it held
 * more than white space. */
bool xml_put_text(const struct xml *x, struct buf *into);
/* Adds all text inside the element to into. */
void xml_read_text(struct xml *x, struct buf *into);

#endif

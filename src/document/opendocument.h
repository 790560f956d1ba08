/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For the odt and ods readers only: what styles mean, and the state of reading
 * content.xml. OpenDocument 1.3 part 3. */
#ifndef DOCUMENT_OPENDOCUMENT_H
#define DOCUMENT_OPENDOCUMENT_H

#include "document/flow.h"
#include "document/numbering.h"
#include "document/sheet.h"
#include "document/xml.h"

enum od_family { OD_PARAGRAPH, OD_TEXT, OD_TABLE, OD_CELL, OD_FAMILIES };

struct od_style {
    enum od_family family;
    const char *name, *parent;
    int bold;         /* -1: not said */
    const char *list; /* its list style; "" takes the list away; NULL: not said */
    bool title;       /* the document's title, or made from that style */
    bool hidden;      /* a table that is not shown */
    bool settled;
};

struct od_list_style {
    const char *name;
    struct numbering_level levels[NUMBERING_LEVELS];
    struct numbering_count count;
};

struct od_styles {
    struct od_style *at;
    size_t n, cap;
    struct {
        struct od_list_style **at;
        size_t n, cap;
    } lists;
    struct od_list_style *outline; /* how headings are numbered; NULL: they are not */
};

/* Reads the styles under the element that the XML stands on (office:styles,
 * office:automatic-styles). */
void od_read_styles(struct visit *v, struct xml *x, struct od_styles *styles);
/* Sorts them and fills in what they inherit, once all are read. */
void od_settle_styles(struct od_styles *styles);
/* A style that says nothing when there is none of the name (NULL too). */
struct od_style od_style(const struct od_styles *styles, enum od_family family, const char *name);
/* NULL: none of the name. It counts its paragraphs. */
struct od_list_style *od_list_style(const struct od_styles *styles, const char *name);

/* ---- reading content.xml ---- */

struct od_list {
    struct od_list *outer;
    struct od_list_style *style; /* NULL: not known */
    int level;
    int start;  /* the item says its number; -1: it does not */
    bool fresh; /* no paragraph of the item has been read yet */
};

struct od_paragraph {
    struct buf text;
    const char *style;
    int heading;
    bool numbered; /* a heading that may have a number */
    bool bold, plain;
    size_t mark;
};

struct od {
    struct visit *v;
    struct package *package;
    struct xml *x;
    struct flow flow;
    struct document notes; /* footnotes, until the end */
    struct od_styles styles;
    struct od_list *list;           /* the innermost open one */
    struct od_paragraph *paragraph; /* the open one */
    bool bold;                      /* the span */
    int contents;                   /* inside tables of contents */

    bool spreadsheet;
    bool hidden;         /* reading the hidden sheets now */
    struct sheet *sheet; /* the open one; paragraphs go to cell */
    struct buf *cell;
    bool cell_plain; /* some of the cell's text is not bold */
};

/* What the table of elements in read_opendocument.c does not know is looked through. */
void od_read_element(struct od *d);
void od_read_children(struct od *d);

/* opendocument_table.c: a table of a text, a sheet of a spreadsheet. */
void od_read_table(struct od *d);
void od_read_sheet(struct od *d);

#endif

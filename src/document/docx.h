/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For the docx reader only: what a paragraph's style and list mean (ECMA-376
 * part 1, 17.7 and 17.9), and the state of reading a part. */
#ifndef DOCUMENT_DOCX_H
#define DOCUMENT_DOCX_H

#include "document/flow.h"
#include "document/numbering.h"
#include "document/xml.h"

/* -1 in a number means that it is not said. */
struct docx_format {
    int outline;     /* 0 the highest heading … 8; 9 body text */
    int list, level; /* numId, 0 takes the list away; ilvl */
    int bold;        /* 0 or 1 */
};

enum docx_role { DOCX_PLAIN, DOCX_CONTENTS, DOCX_CONTENTS_TITLE };

struct docx_style {
    const char *id, *parent;
    enum docx_role role;
    struct docx_format format; /* with what it inherits */
    bool settled;
};

struct docx_styles {
    struct docx_style *at; /* in the order of their ids */
    size_t n, cap;
    const char *normal; /* id of the style of paragraphs that name none */
};

/* part NULL: the package has none. */
bool docx_read_styles(struct visit *v, struct package *p, const char *part,
                      struct docx_styles *out);
/* The style with the id (NULL: the normal one). An id that is not defined means
 * what its name says. */
struct docx_style docx_style(const struct docx_styles *styles, const char *id);

/* Reads one property of a paragraph or run (w:outlineLvl, w:numPr, w:b) that
 * the XML stands on; others change nothing. */
void docx_read_format(struct xml *x, struct docx_format *format);
/* A property that is on unless its value says otherwise (w:b, w:tblHeader). */
bool docx_on(const struct xml *x);

struct docx_lists {
    struct docx_list *at; /* w:num; docx_lists.c tells the rest */
    size_t n, cap;
};

bool docx_read_lists(struct visit *v, struct package *p, const char *part, struct docx_lists *out);
/* Counts one more paragraph of the list that the format names and gives what is
 * printed before it: "" for a bullet, NULL for nothing at all. The level
 * that counts is stored in format->level: where the format does not say it, the
 * list may tie it to the style. */
const char *docx_list_next(struct visit *v, const struct docx_styles *styles,
                           const struct docx_lists *lists, const char *style,
                           struct docx_format *format);

/* ---- reading a text part ---- */

enum { DOCX_FIELDS = 32 };

/* A field: begin, instruction, separate, result, end; one may stand in another. */
struct docx_field {
    bool result; /* past its instruction */
    bool contents;
};

struct docx_paragraph {
    struct buf text;
    const char *style; /* id, NULL when not named */
    struct docx_format format;
    bool bold, plain; /* some of the text is */
    bool contents;
    bool gone; /* the end of the paragraph is deleted: it goes on in the next */
    size_t mark;
};

struct docx {
    struct visit *v;
    struct package *package;
    struct xml *x;
    struct flow flow;
    struct docx_styles styles;
    struct docx_lists lists;

    struct docx_paragraph *paragraph; /* the open one */
    const char *rest;                 /* text of a paragraph whose end was deleted */
    const char *bare;                 /* number of an empty paragraph in the open cell */
    bool bold, hidden;                /* the run */
    int prompts;                      /* inside content controls that nobody has filled */
    int contents;                     /* inside tables of contents */
    struct docx_field fields[DOCX_FIELDS];
    int field; /* how many are open */
};

/* What the table of elements in read_docx.c does not know is looked through. */
void docx_read_element(struct docx *d);
void docx_read_children(struct docx *d);

/* docx_run.c: each reads the element it is named after. */
void docx_read_run(struct docx *d);
void docx_read_text(struct docx *d);
void docx_add_tab(struct docx *d);
void docx_add_break(struct docx *d);
void docx_add_hyphen(struct docx *d);
void docx_add_symbol(struct docx *d);
void docx_read_field_char(struct docx *d);
void docx_read_instruction(struct docx *d);
/* At the end of a paragraph: a field whose parts were torn apart (by a deleted
 * passage) must not swallow the rest of the text. */
void docx_mend_fields(struct docx *d, bool heading);

/* Adds the text of a deleted paragraph end that no paragraph followed. */
void docx_add_rest(struct docx *d);

/* docx_table.c */
void docx_read_table(struct docx *d);
void docx_read_row(struct docx *d);
void docx_read_cell(struct docx *d);

#endif

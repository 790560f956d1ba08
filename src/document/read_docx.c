/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Word documents (ECMA-376, transitional and strict): text in reading order as
 * it is printed with all changes accepted. Headers, footers and comments are
 * left out; footnotes come last. One table says what each element means; an
 * element that is not in it is looked through. */
#include "document/docx.h"

#include "document/package.h"
#include "document/readers.h"

#include <string.h>

enum { PARAGRAPH_BYTES = 8 << 20 };

bool sniff_docx(const char *bytes, size_t n)
{
    return package_kind(bytes, n) == PACKAGE_DOCX;
}

/* ---- paragraphs ---- */

static void read_paragraph_format(struct docx *d, struct docx_paragraph *p)
{
    struct docx_format own = { -1, -1, -1, -1 };

    for (int here = d->x->depth; xml_child(d->x, here);) {
        docx_read_format(d->x, &own);
        if (xml_is(d->x, "pStyle"))
            p->style = xml_keep(d->x, xml_get(d->x, "val"));
        else if (xml_is(d->x, "rPr"))
            for (int mark = d->x->depth; xml_child(d->x, mark);)
                p->gone |= xml_is(d->x, "del") || xml_is(d->x, "moveFrom");
    }
    p->format = docx_style(&d->styles, p->style).format;
    p->format.outline = own.outline >= 0 ? own.outline : p->format.outline;
    if (own.list >= 0 || own.level >= 0) {
        p->format.level = own.level;
        p->format.list = own.list >= 0 ? own.list : p->format.list;
    }
}

/* Text of a deleted paragraph end that no paragraph followed. */
void docx_add_rest(struct docx *d)
{
    struct paragraph p = { .text = d->rest, .mark = "" };

    d->rest = NULL;
    if (p.text)
        flow_add(&d->flow, &p, flow_mark(&d->flow));
}

static void add_paragraph(struct docx *d, struct docx_paragraph *p)
{
    struct docx_style style = docx_style(&d->styles, p->style);
    int heading = p->format.outline >= 0 && p->format.outline < 9 ? p->format.outline + 1 : 0;
    const char *mark = p->format.list > 0
                           ? docx_list_next(d->v, &d->styles, &d->lists, style.id, &p->format)
                           : NULL;
    struct paragraph out = {
        .text = p->text.n ? arena_copy(d->v->arena, p->text.at, p->text.n) : "",
        .mark = mark ? mark : "",
        .heading = heading,
        .item = mark && !*mark && !heading, /* a number is in the text instead */
        .level = p->format.level > 0 ? p->format.level : 0,
        .strong = p->bold && !p->plain,
        .contents = !heading && (p->contents || style.role == DOCX_CONTENTS ||
                                 (d->contents && style.role != DOCX_CONTENTS_TITLE)),
    };

    if (out.text[strspn(out.text, " \t\n")])
        flow_add(&d->flow, &out, p->mark);
    else if (*out.mark)
        d->bare = out.mark;
    docx_mend_fields(d, heading > 0);
}

static void read_paragraph(struct docx *d)
{
    struct docx_paragraph *outer = d->paragraph;
    struct docx_paragraph p = { .text = buf_new(PARAGRAPH_BYTES), .mark = flow_mark(&d->flow) };

    p.format = docx_style(&d->styles, NULL).format;
    if (d->rest)
        buf_puts(&p.text, d->rest);
    d->rest = NULL;
    d->paragraph = &p;
    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (xml_is(d->x, "pPr"))
            read_paragraph_format(d, &p);
        else
            docx_read_element(d);
    }
    if (buf_over(&p.text))
        document_too_big(d->v);
    else if (p.gone)
        d->rest = p.text.n ? arena_copy(d->v->arena, p.text.at, p.text.n) : NULL;
    else
        add_paragraph(d, &p);
    buf_free(&p.text);
    d->paragraph = outer;
}

/* ---- wrappers ---- */

struct control {
    bool prompt;   /* holds only "Click here to enter text" */
    bool contents; /* holds the table of contents */
};

static void read_control_format(struct docx *d, struct control *control)
{
    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (xml_is(d->x, "showingPlcHdr"))
            control->prompt = docx_on(d->x);
        else if (xml_is(d->x, "docPartObj"))
            for (int inner = d->x->depth; xml_child(d->x, inner);) {
                const char *value = xml_get(d->x, "val");
                if (xml_is(d->x, "docPartGallery") && value)
                    control->contents = strcmp(value, "Table of Contents") == 0;
            }
    }
}

/* A content control may wrap blocks, rows, cells or runs. */
static void read_control(struct docx *d)
{
    struct control control = { 0 };

    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (xml_is(d->x, "sdtPr")) {
            read_control_format(d, &control);
        } else if (xml_is(d->x, "sdtContent")) {
            d->prompts += control.prompt;
            d->contents += control.contents;
            docx_read_children(d);
            d->prompts -= control.prompt;
            d->contents -= control.contents;
        }
    }
}

/* The same thing in several ways, the best first. */
static void read_alternate(struct docx *d)
{
    bool first = true;

    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (first && !d->x->length) {
            docx_read_children(d);
            first = false;
        }
    }
}

static void skip(struct docx *d)
{
    (void)d;
}

static const struct {
    const char *name;
    void (*read)(struct docx *d);
} elements[] = {
    { "p", read_paragraph },
    { "r", docx_read_run },
    { "t", docx_read_text },
    { "tc", docx_read_cell },
    { "tr", docx_read_row },
    { "tbl", docx_read_table },
    { "tab", docx_add_tab },
    { "ptab", docx_add_tab },
    { "br", docx_add_break },
    { "cr", docx_add_break },
    { "noBreakHyphen", docx_add_hyphen },
    { "sym", docx_add_symbol },
    { "fldChar", docx_read_field_char },
    { "instrText", docx_read_instruction },
    { "sdt", read_control },
    { "AlternateContent", read_alternate },
    { "del", skip },      /* deleted, with changes tracked */
    { "moveFrom", skip }, /* kept where it was moved to */
    { "rt", skip },       /* small reading aid over a word */
    { "pPr", skip },
    { "rPr", skip },
    { "sectPr", skip },
};

void docx_read_element(struct docx *d)
{
    if (d->x->length)
        return;
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (xml_is(d->x, elements[i].name)) {
            elements[i].read(d);
            return;
        }
    docx_read_children(d);
}

void docx_read_children(struct docx *d)
{
    for (int here = d->x->depth; xml_child(d->x, here);)
        docx_read_element(d);
}

/* ---- parts ---- */

static bool read_text_part(struct docx *d, const char *part)
{
    if (!part)
        return true;
    d->x = xml_open(d->v, d->package, part);
    if (d->x)
        docx_read_children(d);
    docx_add_rest(d);
    d->field = 0;
    xml_close(d->x);
    return !failed(d->v);
}

static bool read_parts(struct docx *d)
{
    struct package *p = d->package;
    struct relations of_package, of_main;

    if (!package_relations(d->v, p, "", &of_package))
        return false;
    const char *main = relation_of_type(p, &of_package, "officeDocument");
    main = main ? main : "word/document.xml";
    if (!package_relations(d->v, p, main, &of_main))
        return false;
#define PART(type) relation_of_type(p, &of_main, type)
    return docx_read_styles(d->v, p, PART("styles"), &d->styles) &&
           docx_read_lists(d->v, p, PART("numbering"), &d->lists) && read_text_part(d, main) &&
           read_text_part(d, PART("footnotes")) && read_text_part(d, PART("endnotes")) &&
           package_title(d->v, p, relation_of_type(p, &of_package, "core-properties"), d->flow.d);
#undef PART
}

bool read_docx(struct visit *v, const char *bytes, size_t n, struct document *to)
{
    struct docx d = { .v = v, .flow = { .v = v, .d = to }, .package = package_open(bytes, n) };

    if (!d.package)
        return document_damaged(v, "zip: not whole");
    bool ok = read_parts(&d);
    package_close(d.package);
    return ok;
}

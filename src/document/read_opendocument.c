/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * OpenDocument texts and spreadsheets: what is printed, with all changes
 * accepted. Page headers, footers, comments and hidden sections are left out;
 * notes come last. One table says what each element means; an element that is
 * not in it is looked through. */
#include "document/opendocument.h"

#include "base/text.h"
#include "document/package.h"
#include "document/readers.h"

#include <string.h>

enum { PARAGRAPH_BYTES = 8 << 20, START_LAST = 100 * 1000 };

bool sniff_odt(const char *bytes, size_t n)
{
    return package_kind(bytes, n) == PACKAGE_ODT;
}

bool sniff_ods(const char *bytes, size_t n)
{
    return package_kind(bytes, n) == PACKAGE_ODS;
}

/* ---- text ---- */

static void add_text(struct od *d)
{
    struct od_paragraph *p = d->paragraph;

    if (!p || !xml_put_text(d->x, &p->text))
        return;
    p->bold |= d->bold;
    p->plain |= !d->bold;
}

static void add_mark(struct od *d, char c)
{
    if (d->paragraph)
        buf_putc(&d->paragraph->text, c);
}

static void add_tab(struct od *d)
{
    add_mark(d, '\t');
}

static void add_break(struct od *d)
{
    add_mark(d, '\n');
}

static void add_space(struct od *d)
{
    add_mark(d, ' ');
}

static void read_span(struct od *d)
{
    const bool bold = d->bold;
    struct od_style style = od_style(&d->styles, OD_TEXT, xml_get(d->x, "style-name"));

    d->bold = style.bold < 0 ? bold : style.bold;
    od_read_children(d);
    d->bold = bold;
}

/* ---- paragraphs ---- */

/* What is printed before the paragraph; NULL: nothing, and it is no item. Only
 * the first paragraph of an item has its bullet or number. */
static const char *next_mark(struct od *d, const struct od_paragraph *p, int *level)
{
    struct od_list *list = d->list;
    struct od_list_style *style = list ? list->style : d->styles.outline;

    *level = list ? list->level : p->heading - 1;
    if (list ? !list->fresh : !p->numbered)
        return NULL;
    if (list)
        list->fresh = false;
    if (!style && list)
        style = od_list_style(&d->styles, od_style(&d->styles, OD_PARAGRAPH, p->style).list);
    if (!style || *level < 0 || *level >= NUMBERING_LEVELS)
        return list ? "" : NULL;
    if (list && list->start >= 0) {
        style->count.at[*level] = list->start - 1;
        style->count.begun[*level] = true;
        list->start = -1;
    }
    const char *mark = numbering_next(d->v, style->levels, &style->count, *level);
    return *mark || style->levels[*level].kind == NUMBER_BULLET ? mark : NULL;
}

static void add_paragraph(struct od *d, const struct od_paragraph *p)
{
    int level;
    const char *mark = next_mark(d, p, &level);
    const char *words = p->text.n ? arena_copy(d->v->arena, p->text.at, p->text.n) : "";
    bool empty = !words[strspn(words, " \t\n")];
    /* a number is in the text instead */
    bool item = mark && !*mark && !p->heading;
    struct paragraph out = {
        .text = words,
        .mark = mark ? mark : "",
        .heading = p->heading,
        .item = item,
        .level = item ? level : 0,
        .strong = p->bold && !p->plain,
        .contents = d->contents > 0,
    };

    /* A number alone counts at the beginning: a column of running numbers. */
    if (!empty || (*out.mark && !flow_mark(&d->flow)))
        flow_add(&d->flow, &out, p->mark);
}

/* In a cell of a spreadsheet. */
static void add_to_cell(struct od *d, const struct od_paragraph *p)
{
    d->cell_plain |= p->plain;
    if (d->cell->n)
        buf_putc(d->cell, '\n');
    if (p->text.n)
        buf_put(d->cell, p->text.at, p->text.n);
}

static void read_paragraph(struct od *d)
{
    struct od_paragraph *outer = d->paragraph;
    struct od_list *list = d->list;
    const bool bold = d->bold;
    struct od_paragraph p = { .text = buf_new(PARAGRAPH_BYTES),
                              .style = xml_keep(d->x, xml_get(d->x, "style-name")),
                              .mark = flow_mark(&d->flow) };
    struct od_style style = od_style(&d->styles, OD_PARAGRAPH, p.style);

    if (xml_is(d->x, "h")) {
        p.heading = xml_get_int(d->x, "outline-level", 1);
        p.heading = p.heading < 1 ? 1 : p.heading;
        p.numbered = !xml_has(d->x, "is-list-header", "true") && !(style.list && !*style.list);
    } else if (style.title) {
        p.heading = 1;
    }
    if (outer) /* a text box inside a list item is not in the list */
        d->list = NULL;
    d->paragraph = &p;
    d->bold = style.bold < 0 ? d->cell && bold : style.bold;
    od_read_children(d);
    if (buf_over(&p.text))
        document_too_big(d->v);
    else if (d->cell)
        add_to_cell(d, &p);
    else
        add_paragraph(d, &p);
    buf_free(&p.text);
    d->paragraph = outer;
    d->list = list;
    d->bold = bold;
}

/* ---- lists ---- */

/* A list inside an item is one level deeper and, unless it says otherwise, of
 * the same style. A list of its own begins to count again. */
static void read_list(struct od *d)
{
    struct od_list *outer = d->list;
    const char *name = xml_get(d->x, "style-name");
    struct od_list list = { .outer = outer, .start = -1 };

    list.level = outer ? outer->level + 1 : 0;
    list.style = name ? od_list_style(&d->styles, name) : outer ? outer->style : NULL;
    if (!outer && list.style && !xml_has(d->x, "continue-numbering", "true") &&
        !xml_get(d->x, "continue-list"))
        list.style->count = (struct numbering_count){ 0 };
    d->list = &list;
    od_read_children(d);
    d->list = outer;
}

static void read_item(struct od *d)
{
    struct od_list *list = d->list;

    if (list) {
        list->fresh = true;
        list->start = xml_get_int(d->x, "start-value", -1);
        list->start = list->start > START_LAST ? -1 : list->start;
    }
    od_read_children(d);
}

/* Belongs to the list but has no bullet. */
static void read_list_header(struct od *d)
{
    if (d->list)
        d->list->fresh = false;
    od_read_children(d);
}

/* ---- wrappers ---- */

static void read_table(struct od *d)
{
    if (d->sheet)
        return; /* a table inside a cell of a spreadsheet: no program makes them */
    if (d->spreadsheet)
        od_read_sheet(d);
    else
        od_read_table(d);
}

/* The text of notes is gathered apart from the flow. */
static void read_note_body(struct od *d)
{
    const struct flow flow = d->flow;
    struct od_list *list = d->list;

    d->flow = (struct flow){ .v = d->v, .d = &d->notes };
    d->list = NULL;
    od_read_children(d);
    d->flow = flow;
    d->list = list;
}

/* The templates of its lines stand in an element of their own, its heading in
 * index-title. */
static void read_contents(struct od *d)
{
    d->contents++;
    od_read_children(d);
    d->contents--;
}

static void read_contents_title(struct od *d)
{
    const int contents = d->contents;

    d->contents = 0;
    od_read_children(d);
    d->contents = contents;
}

static void read_section(struct od *d)
{
    if (!xml_has(d->x, "display", "none"))
        od_read_children(d);
}

/* text:title is a field; svg:title tells what is in a picture. */
static void read_title(struct od *d)
{
    if (xml_in(d->x, ":text:"))
        od_read_children(d);
}

static void read_automatic_styles(struct od *d)
{
    od_read_styles(d->v, d->x, &d->styles);
}

static void read_body(struct od *d)
{
    od_settle_styles(&d->styles);
    od_read_children(d);
}

static void skip(struct od *d)
{
    (void)d;
}

static const struct {
    const char *name;
    void (*read)(struct od *d);
} elements[] = {
    { "p", read_paragraph },
    { "span", read_span },
    { "list", read_list },
    { "list-item", read_item },
    { "list-header", read_list_header },
    { "h", read_paragraph },
    { "s", add_space },
    { "tab", add_tab },
    { "line-break", add_break },
    { "table", read_table },
    { "note-body", read_note_body },
    { "note-citation", skip },
    { "section", read_section },
    { "table-of-content", read_contents },
    { "index-title", read_contents_title },
    { "title", read_title },
    { "desc", skip },
    { "automatic-styles", read_automatic_styles },
    { "body", read_body },
    { "tracked-changes", skip }, /* holds what was deleted */
    { "annotation", skip },
    { "placeholder", skip }, /* "<Click here>" */
    { "hidden-text", skip },
    { "ruby-text", skip }, /* small reading aid over a word */
    /* templates of the lines of a table of contents and of other indexes */
    { "table-of-content-source", skip },
    { "illustration-index-source", skip },
    { "table-index-source", skip },
    { "object-index-source", skip },
    { "user-index-source", skip },
    { "alphabetical-index-source", skip },
    { "bibliography-source", skip },
    /* of a spreadsheet: pictures and charts, help texts, copies of other files */
    { "shapes", skip },
    { "content-validations", skip },
    { "dde-links", skip },
};

void od_read_element(struct od *d)
{
    if (d->x->length) {
        add_text(d);
        return;
    }
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (xml_is(d->x, elements[i].name)) {
            elements[i].read(d);
            return;
        }
    od_read_children(d);
}

void od_read_children(struct od *d)
{
    for (int here = d->x->depth; xml_child(d->x, here);)
        od_read_element(d);
}

/* ---- parts ---- */

/* Looks for encryption-data at any depth. */
static bool is_encrypted(struct xml *x)
{
    for (int here = x->depth; xml_child(x, here);)
        if (xml_is(x, "encryption-data") || (!x->length && is_encrypted(x)))
            return true;
    return false;
}

static bool check_manifest(struct od *d)
{
    static const char part[] = "META-INF/manifest.xml";
    struct xml *x = package_has(d->package, part) ? xml_open(d->v, d->package, part) : NULL;

    if (x && is_encrypted(x))
        package_locked(d->v);
    xml_close(x);
    return !failed(d->v);
}

/* The styles that have names; page headers and their styles are not read. */
static bool read_common_styles(struct od *d)
{
    static const char part[] = "styles.xml";
    struct xml *x = package_has(d->package, part) ? xml_open(d->v, d->package, part) : NULL;

    if (x && xml_child(x, 0))
        for (int here = x->depth; xml_child(x, here);)
            if (xml_is(x, "styles"))
                od_read_styles(d->v, x, &d->styles);
    xml_close(x);
    return !failed(d->v);
}

static bool read_content(struct od *d)
{
    d->x = xml_open(d->v, d->package, "content.xml");
    if (d->x)
        od_read_children(d);
    xml_close(d->x);
    return !failed(d->v);
}

static bool add_notes(struct od *d)
{
    for (size_t i = 0; i < d->notes.n; i++) {
        const struct block *b = &d->notes.at[i];
        if (b->text && !document_add(d->v, d->flow.d, b->kind, b->level, b->text, 0))
            return false;
        if (!b->table)
            continue;
        *arena_push(d->v->arena, d->flow.d) = *b;
        b->table->number = ++d->flow.d->tables;
    }
    return true;
}

static bool read_parts(struct od *d)
{
    if (!check_manifest(d) || !read_common_styles(d) || !read_content(d) || !add_notes(d))
        return false;
    if (d->spreadsheet && !d->flow.d->tables) {
        d->hidden = true;
        if (!read_content(d))
            return false;
    }
    return package_title(d->v, d->package, "meta.xml", d->flow.d);
}

static bool read_package(struct visit *v, const char *bytes, size_t n, struct document *to,
                         bool spreadsheet)
{
    struct od d = { .v = v,
                    .flow = { .v = v, .d = to },
                    .spreadsheet = spreadsheet,
                    .package = package_open(bytes, n) };

    if (!d.package)
        return document_damaged(v, "zip: not whole");
    bool ok = read_parts(&d);
    package_close(d.package);
    return ok;
}

bool read_odt(struct visit *v, const char *bytes, size_t n, struct document *d)
{
    return read_package(v, bytes, n, d, false);
}

bool read_ods(struct visit *v, const char *bytes, size_t n, struct document *d)
{
    return read_package(v, bytes, n, d, true);
}

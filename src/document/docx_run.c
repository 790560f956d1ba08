/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Runs of text in a paragraph, what stands for text in them, and fields. */
#include "document/docx.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static bool in_instruction(const struct docx *d)
{
    for (int i = 0; i < d->field && i < DOCX_FIELDS; i++)
        if (!d->fields[i].result)
            return true;
    return false;
}

static bool in_contents_field(const struct docx *d)
{
    for (int i = 0; i < d->field && i < DOCX_FIELDS; i++)
        if (d->fields[i].contents)
            return true;
    return false;
}

/* Where text goes now; NULL: nowhere, it is not shown. */
static struct buf *shown(const struct docx *d)
{
    bool hidden = d->hidden || d->prompts || in_instruction(d);
    return d->paragraph && !hidden ? &d->paragraph->text : NULL;
}

static void note_shown(struct docx *d)
{
    d->paragraph->bold |= d->bold;
    d->paragraph->plain |= !d->bold;
    d->paragraph->contents |= in_contents_field(d);
}

void docx_read_text(struct docx *d)
{
    struct buf *to = shown(d);

    for (int here = d->x->depth; to && xml_child(d->x, here);)
        if (xml_put_text(d->x, to))
            note_shown(d);
}

static void add_mark(struct docx *d, char c)
{
    struct buf *to = shown(d);
    if (to)
        buf_putc(to, c);
}

void docx_add_tab(struct docx *d)
{
    add_mark(d, '\t');
}

void docx_add_break(struct docx *d)
{
    add_mark(d, '\n');
}

void docx_add_hyphen(struct docx *d)
{
    add_mark(d, '-');
}

/* A sign by its number in a font; signs of picture fonts are in the private area. */
void docx_add_symbol(struct docx *d)
{
    const char *code = xml_get(d->x, "char");
    unsigned long c = code ? strtoul(code, NULL, 16) : 0;
    struct buf *to = shown(d);
    char out[4];

    if (!to || !c || c > 0xFFFF || (c >= 0xD800 && c <= 0xDFFF))
        return;
    buf_put(to, out, text_encode((uint32_t)c, out));
    note_shown(d);
}

static void read_run_format(struct docx *d, struct docx_format *format)
{
    for (int here = d->x->depth; xml_child(d->x, here);) {
        docx_read_format(d->x, format);
        if (xml_is(d->x, "vanish"))
            d->hidden = docx_on(d->x);
        else if (xml_is(d->x, "rStyle") && format->bold < 0)
            format->bold = docx_style(&d->styles, xml_get(d->x, "val")).format.bold;
    }
}

void docx_read_run(struct docx *d)
{
    const bool bold = d->bold, hidden = d->hidden;
    struct docx_format format = { .bold = -1 };

    d->hidden = false;
    d->bold = d->paragraph && d->paragraph->format.bold > 0;
    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (xml_is(d->x, "rPr")) {
            read_run_format(d, &format);
            d->bold = format.bold < 0 ? d->bold : format.bold;
        } else {
            docx_read_element(d);
        }
    }
    d->bold = bold;
    d->hidden = hidden;
}

/* ---- fields ---- */

void docx_read_field_char(struct docx *d)
{
    const char *type = xml_get(d->x, "fldCharType");
    struct docx_field *top =
        d->field > 0 && d->field <= DOCX_FIELDS ? &d->fields[d->field - 1] : NULL;

    if (!type)
        return;
    if (strcmp(type, "begin") == 0) {
        if (d->field < DOCX_FIELDS)
            d->fields[d->field] = (struct docx_field){ 0 };
        d->field++;
    } else if (strcmp(type, "separate") == 0 && top) {
        top->result = true;
    } else if (strcmp(type, "end") == 0 && d->field > 0) {
        d->field--;
    }
}

void docx_read_instruction(struct docx *d)
{
    struct buf words = buf_new(256);

    xml_read_text(d->x, &words);
    const char *p = words.at ? words.at + strspn(words.at, " \t\n") : "";
    if (text_begins(p, "TOC") && d->field > 0 && d->field <= DOCX_FIELDS)
        d->fields[d->field - 1].contents = true;
    buf_free(&words);
}

/* A field whose parts were torn apart (by a deleted passage) must not swallow the
 * rest of the text: no instruction goes on past its paragraph, and no table of
 * contents holds headings. */
void docx_mend_fields(struct docx *d, bool heading)
{
    for (int i = 0; i < d->field && i < DOCX_FIELDS; i++) {
        d->fields[i].result = true;
        d->fields[i].contents &= !heading;
    }
}

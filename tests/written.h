/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For tests: a document's blocks as the bytes of a file in any format that we read,
 * as plainly as programs write them. What a format can't say is left out: text and
 * CSV know no merged cells, spreadsheets no headings. */
#ifndef TESTS_WRITTEN_H
#define TESTS_WRITTEN_H

#include "base/text.h"
#include "document/document.h"
#include "office.h"

static inline void written_xml(struct buf *b, const char *s)
{
    for (; *s; s++)
        if (*s == '&')
            buf_puts(b, "&amp;");
        else if (*s == '<')
            buf_puts(b, "&lt;");
        else
            buf_putc(b, *s);
}

/* Lines of a cell that only text can hold: items with their mark in front. */
static inline const char *written_lines(struct visit *v, const struct cell *c, const char *mark,
                                        const char *between)
{
    const char *out = "";

    for (size_t i = 0; c && i < c->n; i++)
        out = text(v, "%s%s%s%s", out, i ? between : "", c->at[i].item ? mark : "", c->at[i].text);
    return out;
}

/* Whether the cell begins at this position, and is not merged from above or the left. */
static inline bool written_begins(const struct table *t, int row, int column)
{
    const struct cell *c = t->cells[row * t->columns + column];
    return c && c->row == row && c->column == column;
}

/* The name of a sheet stands over its first table where there are no sheets; NULL: none. */
static inline const char *written_sheet_name(const struct document *d, size_t i)
{
    const char *last = NULL;

    for (size_t k = 0; k < i; k++)
        last = d->at[k].table && d->at[k].table->name ? d->at[k].table->name : last;
    const char *name = d->at[i].table ? d->at[i].table->name : NULL;
    return name && !(last && strcmp(last, name) == 0) ? name : NULL;
}

/* ---- txt, as a converter leaves documents: tabs between cells, lists without marks of items ---- */

static inline void written_txt_cell(struct visit *v, const struct cell *c, struct buf *b)
{
    bool item = c && c->n && c->at[c->n - 1].item;
    const char *open = item ? "<ul style=\"list-style-type: none\"> " : c->n > 1 ? "<p>" : "";

    buf_printf(b, "%s%s%s", open, written_lines(v, c, "• ", item ? " " : "</p> <p>"),
               item ? " </ul>" : c->n > 1 ? "</p>" : "");
}

static inline void written_txt(struct visit *v, const struct document *d, struct buf *b)
{
    for (size_t i = 0; i < d->n; i++) {
        const struct block *at = &d->at[i];
        const struct table *t = at->table;
        if (!t) {
            buf_printf(b, at->contents ? "%s.....%zu\n" : "%s\n\n", at->text, i + 1);
            continue;
        }
        if (written_sheet_name(d, i))
            buf_printf(b, "%s\n\n", t->name);
        for (int r = 0; r < t->rows; r++)
            for (int c = 0; c < t->columns; c++) {
                if (written_begins(t, r, c))
                    written_txt_cell(v, t->cells[r * t->columns + c], b);
                buf_putc(b, c + 1 < t->columns ? '\t' : '\n');
            }
        buf_puts(b, "\n");
    }
}

static inline void written_csv(struct visit *v, const struct document *d, struct buf *b)
{
    for (size_t i = 0; i < d->n; i++) {
        const struct table *t = d->at[i].table;
        if (!t)
            buf_printf(b, "\"%s\"\r\n", d->at[i].text);
        if (written_sheet_name(d, i))
            buf_printf(b, "\"%s\"\r\n", t->name);
        for (int r = 0; t && r < t->rows; r++)
            for (int c = 0; c < t->columns; c++) {
                const struct cell *cell = t->cells[r * t->columns + c];
                buf_printf(b, "\"%s\"%s", written_begins(t, r, c)
                                              ? written_lines(v, cell, "- ", "\n") : "",
                           c + 1 < t->columns ? ";" : "\r\n");
            }
    }
}

/* ---- html ---- */

static inline void written_html_lines(const struct cell *c, struct buf *b)
{
    bool list = false;

    for (size_t i = 0; i < c->n; i++) {
        if (c->at[i].item != list)
            buf_puts(b, list ? "</ul>" : "<ul>");
        list = c->at[i].item;
        buf_puts(b, list ? "<li>" : "<p>");
        written_xml(b, c->at[i].text);
        buf_puts(b, list ? "</li>" : "</p>");
    }
    buf_puts(b, list ? "</ul>" : "");
}

static inline void written_html(struct visit *v, const struct document *d, struct buf *b)
{
    (void)v;
    buf_puts(b, "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>\n");
    for (size_t i = 0; i < d->n; i++) {
        const struct block *at = &d->at[i];
        const struct table *t = at->table;
        if (!t) {
            const char *tag = at->kind == BLOCK_HEADING ? text(v, "h%d", at->level) : "p";
            buf_printf(b, "<%s>%s", tag, at->strong ? "<b>" : "");
            written_xml(b, at->text);
            buf_printf(b, "%s%s</%s>\n", at->contents ? text(v, ".....%zu", i) : "",
                       at->strong ? "</b>" : "", tag);
            continue;
        }
        if (written_sheet_name(d, i))
            buf_printf(b, "<h2>%s</h2>\n", t->name);
        buf_puts(b, "<table>");
        for (int r = 0; r < t->rows; r++) {
            buf_puts(b, "<tr>");
            for (int c = 0; c < t->columns; c++) {
                const struct cell *cell = t->cells[r * t->columns + c];
                if (!cell)
                    buf_puts(b, "<td></td>");
                if (!written_begins(t, r, c))
                    continue;
                buf_printf(b, "<td rowspan=\"%d\" colspan=\"%d\">", cell->rows, cell->columns);
                written_html_lines(cell, b);
                buf_puts(b, "</td>");
            }
            buf_puts(b, "</tr>\n");
        }
        buf_puts(b, "</table>\n");
    }
    buf_puts(b, "</body></html>\n");
}

/* ---- docx ---- */

#define WRITTEN_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WRITTEN_W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define WRITTEN_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define WRITTEN_RELS(inside)                                                                       \
    WRITTEN_XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"           \
                "relationships\">" inside "</Relationships>"
#define WRITTEN_REL(id, type, target)                                                              \
    "<Relationship Id=\"" id "\" Type=\"" WRITTEN_OFFICE "/" type "\" Target=\"" target "\"/>"

/* Our readers don't ask for it, other programs do. */
#define WRITTEN_TYPES(main, type)                                                                  \
    WRITTEN_XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"   \
                "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package." \
                "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>" \
                "<Override PartName=\"" main "\" ContentType=\"application/"                        \
                "vnd.openxmlformats-officedocument." type ".main+xml\"/>%s</Types>"

static inline void written_docx_line(struct buf *b, const char *text, const char *properties,
                                     bool strong)
{
    buf_printf(b, "<w:p><w:pPr>%s</w:pPr><w:r>%s<w:t xml:space=\"preserve\">", properties,
               strong ? "<w:rPr><w:b/></w:rPr>" : "");
    written_xml(b, text);
    buf_puts(b, "</w:t></w:r></w:p>");
}

static inline void written_docx_cell(const struct table *t, int r, int c, struct buf *b)
{
    static const char item[] = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    const struct cell *cell = t->cells[r * t->columns + c];
    bool below = cell && cell->row < r;

    buf_printf(b, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:gridSpan w:val=\"%d\"/>%s"
                  "</w:tcPr>", 1400 * (cell ? cell->columns : 1), cell ? cell->columns : 1,
               below ? "<w:vMerge/>" : cell && cell->rows > 1 ? "<w:vMerge w:val=\"restart\"/>" : "");
    for (size_t i = 0; cell && !below && i < cell->n; i++)
        written_docx_line(b, cell->at[i].text, cell->at[i].item ? item : "", cell->at[i].strong);
    buf_puts(b, cell && cell->n && !below ? "</w:tc>" : "<w:p/></w:tc>");
}

static inline char *written_docx(struct visit *v, const struct document *d, size_t *n)
{
    struct buf b = buf_new(1 << 26), styles = buf_new(1 << 16);

    buf_puts(&b, WRITTEN_XML "<w:document " WRITTEN_W "><w:body>");
    for (size_t i = 0; i < d->n; i++) {
        const struct block *at = &d->at[i];
        const struct table *t = at->table;
        if (!t) {
            const char *style = at->contents ? "<w:pStyle w:val=\"TOC1\"/>"
                : at->kind == BLOCK_HEADING ? text(v, "<w:pStyle w:val=\"H%d\"/>", at->level) : "";
            written_docx_line(&b, at->text, style, at->strong);
            continue;
        }
        if (written_sheet_name(d, i))
            written_docx_line(&b, t->name, "<w:pStyle w:val=\"H2\"/>", false);
        buf_puts(&b, "<w:tbl><w:tblPr/><w:tblGrid>");
        for (int c = 0; c < t->columns; c++)
            buf_puts(&b, "<w:gridCol w:w=\"1400\"/>");
        buf_puts(&b, "</w:tblGrid>");
        for (int r = 0; r < t->rows; r++) {
            buf_puts(&b, "<w:tr>");
            for (int c = 0; c < t->columns; c++) {
                const struct cell *cell = t->cells[r * t->columns + c];
                if (!cell || cell->column == c)
                    written_docx_cell(t, r, c, &b);
            }
            buf_puts(&b, "</w:tr>");
        }
        buf_puts(&b, "</w:tbl><w:p/>");
    }
    buf_puts(&b, "</w:body></w:document>");
    buf_puts(&styles, WRITTEN_XML "<w:styles " WRITTEN_W "><w:style w:type=\"paragraph\" "
             "w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>");
    for (int i = 1; i <= 9; i++)
        buf_printf(&styles, "<w:style w:type=\"paragraph\" w:styleId=\"H%d\"><w:name w:val=\"heading "
                   "%d\"/><w:pPr><w:outlineLvl w:val=\"%d\"/></w:pPr></w:style>", i, i, i - 1);
    buf_puts(&styles, "</w:styles>");
    const struct office_part parts[] = {
        { .name = "[Content_Types].xml",
          .bytes = text(v, WRITTEN_TYPES("/word/document.xml", "wordprocessingml.document"),
                        "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd."
                        "openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
                        "<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd."
                        "openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>") },
        { .name = "_rels/.rels",
          .bytes = WRITTEN_RELS(WRITTEN_REL("r1", "officeDocument", "word/document.xml")) },
        { .name = "word/document.xml", .bytes = b.at, .n = b.n },
        { .name = "word/styles.xml", .bytes = styles.at, .n = styles.n },
        { .name = "word/numbering.xml",
          .bytes = WRITTEN_XML "<w:numbering " WRITTEN_W "><w:abstractNum w:abstractNumId=\"0\">"
                   "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl>"
                   "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
                   "</w:numbering>" },
        { .name = "word/_rels/document.xml.rels",
          .bytes = WRITTEN_RELS(WRITTEN_REL("r1", "styles", "styles.xml")
                                WRITTEN_REL("r2", "numbering", "numbering.xml")) },
        { 0 },
    };
    char *out = office_zip(parts, n);
    buf_free(&b);
    buf_free(&styles);
    return out;
}

/* ---- odt and ods ---- */

#define WRITTEN_OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define WRITTEN_NS                                                                                 \
    "xmlns:office=\"" WRITTEN_OASIS "office:1.0\" xmlns:text=\"" WRITTEN_OASIS "text:1.0\" "       \
    "xmlns:table=\"" WRITTEN_OASIS "table:1.0\" xmlns:style=\"" WRITTEN_OASIS "style:1.0\" "       \
    "xmlns:fo=\"" WRITTEN_OASIS "xsl-fo-compatible:1.0\""

static inline void written_odf_line(struct buf *b, const char *text, bool item)
{
    buf_puts(b, item ? "<text:list><text:list-item><text:p>" : "<text:p>");
    written_xml(b, text);
    buf_puts(b, item ? "</text:p></text:list-item></text:list>" : "</text:p>");
}

static inline void written_odf_rows(struct visit *v, const struct table *t, bool sheet,
                                    struct buf *b)
{
    if (!sheet)
        buf_printf(b, "<table:table-column table:number-columns-repeated=\"%d\"/>", t->columns);
    for (int r = 0; r < t->rows; r++) {
        buf_puts(b, "<table:table-row>");
        for (int c = 0; c < t->columns; c++) {
            const struct cell *cell = t->cells[r * t->columns + c];
            if (!cell || !written_begins(t, r, c)) {
                buf_puts(b, cell ? "<table:covered-table-cell/>" : "<table:table-cell/>");
                continue;
            }
            buf_printf(b, "<table:table-cell office:value-type=\"string\" "
                          "table:number-rows-spanned=\"%d\" table:number-columns-spanned=\"%d\">",
                       cell->rows, cell->columns);
            for (size_t i = 0; i < cell->n; i++)
                written_odf_line(b, sheet && cell->at[i].item ? text(v, "- %s", cell->at[i].text)
                                                              : cell->at[i].text,
                                 cell->at[i].item && !sheet);
            buf_puts(b, "</table:table-cell>");
        }
        buf_puts(b, "</table:table-row>");
    }
}

static inline char *written_odf(struct visit *v, const char *type, struct buf *content, size_t *n)
{
    const struct office_part parts[] = {
        { .name = "mimetype", .bytes = type, .store = true },
        { .name = "META-INF/manifest.xml",
          .bytes = text(v, WRITTEN_XML "<manifest:manifest xmlns:manifest=\"" WRITTEN_OASIS
                        "manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" "
                        "manifest:media-type=\"%s\"/><manifest:file-entry manifest:full-path="
                        "\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>",
                        type) },
        { .name = "content.xml", .bytes = content->at, .n = content->n },
        { 0 },
    };
    char *out = office_zip(parts, n);
    buf_free(content);
    return out;
}

static inline char *written_odt(struct visit *v, const struct document *d, size_t *n)
{
    struct buf b = buf_new(1 << 26);

    buf_puts(&b, WRITTEN_XML "<office:document-content " WRITTEN_NS "><office:automatic-styles>"
             "<style:style style:name=\"P1\" style:family=\"paragraph\"><style:text-properties "
             "fo:font-weight=\"bold\"/></style:style></office:automatic-styles><office:body>"
             "<office:text>");
    for (size_t i = 0; i < d->n; i++) {
        const struct block *at = &d->at[i];
        if (written_sheet_name(d, i))
            buf_printf(&b, "<text:h text:outline-level=\"2\">%s</text:h>", at->table->name);
        if (at->table) {
            buf_puts(&b, "<table:table>");
            written_odf_rows(v, at->table, false, &b);
            buf_puts(&b, "</table:table><text:p/>");
            continue;
        }
        const char *tag = at->kind == BLOCK_HEADING ? "h" : "p";
        buf_printf(&b, "<text:%s text:outline-level=\"%d\"%s>", tag, at->level,
                   at->strong ? " text:style-name=\"P1\"" : "");
        written_xml(&b, at->text);
        buf_printf(&b, "%s</text:%s>", at->contents ? text(v, ".....%zu", i) : "", tag);
    }
    buf_puts(&b, "</office:text></office:body></office:document-content>");
    return written_odf(v, "application/vnd.oasis.opendocument.text", &b, n);
}

/* A sheet holds what stands between its name and the next: lines become rows. */
static inline bool written_new_sheet(const struct document *d, size_t i, const char *last)
{
    const struct table *t = d->at[i].table;
    return !i || (t && t->name && (!last || strcmp(last, t->name) != 0));
}

static inline char *written_ods(struct visit *v, const struct document *d, size_t *n)
{
    struct buf b = buf_new(1 << 26);
    const char *last = NULL;

    buf_puts(&b, WRITTEN_XML "<office:document-content " WRITTEN_NS "><office:body>"
                             "<office:spreadsheet>");
    for (size_t i = 0; i < d->n; i++) {
        const struct table *t = d->at[i].table;
        if (written_new_sheet(d, i, last))
            buf_printf(&b, "%s<table:table table:name=\"%s\">", i ? "</table:table>" : "",
                       t && t->name ? t->name : "Taul1");
        last = t && t->name ? t->name : last;
        if (t) {
            written_odf_rows(v, t, true, &b);
        } else {
            buf_puts(&b, "<table:table-row><table:table-cell office:value-type=\"string\">");
            written_odf_line(&b, d->at[i].text, false);
            buf_puts(&b, "</table:table-cell></table:table-row>");
        }
    }
    buf_puts(&b, "</table:table></office:spreadsheet></office:body></office:document-content>");
    return written_odf(v, "application/vnd.oasis.opendocument.spreadsheet", &b, n);
}

/* ---- xlsx ---- */

struct written_sheet {
    struct buf rows, merges;
    int row, n_merges;
};

static inline void written_xlsx_cell(struct buf *b, int row, int column, const char *text)
{
    buf_printf(b, "<c r=\"%c%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">", 'A' + column,
               row + 1);
    written_xml(b, text);
    buf_puts(b, "</t></is></c>");
}

static inline void written_xlsx_table(struct visit *v, const struct table *t,
                                      struct written_sheet *s)
{
    for (int r = 0; r < t->rows; r++, s->row++) {
        buf_printf(&s->rows, "<row r=\"%d\">", s->row + 1);
        for (int c = 0; c < t->columns; c++) {
            const struct cell *cell = t->cells[r * t->columns + c];
            if (!written_begins(t, r, c))
                continue;
            written_xlsx_cell(&s->rows, s->row, c, written_lines(v, cell, "• ", "\n"));
            if (cell->rows > 1 || cell->columns > 1) {
                buf_printf(&s->merges, "<mergeCell ref=\"%c%d:%c%d\"/>", 'A' + c, s->row + 1,
                           'A' + c + cell->columns - 1, s->row + cell->rows);
                s->n_merges++;
            }
        }
        buf_puts(&s->rows, "</row>");
    }
}

static inline const char *written_xlsx_end(struct visit *v, struct written_sheet *s)
{
    const char *out = text(
        v, WRITTEN_XML "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/"
        "main\"><sheetData>%s</sheetData>%s%s%s</worksheet>", s->rows.at ? s->rows.at : "",
        s->n_merges ? "<mergeCells>" : "", s->n_merges ? s->merges.at : "",
        s->n_merges ? "</mergeCells>" : "");
    buf_free(&s->rows);
    buf_free(&s->merges);
    *s = (struct written_sheet){ .rows = buf_new(1 << 26), .merges = buf_new(1 << 26) };
    return out;
}

enum { WRITTEN_SHEETS = 20 };

static inline char *written_xlsx(struct visit *v, const struct document *d, size_t *n)
{
    struct written_sheet s = { .rows = buf_new(1 << 26), .merges = buf_new(1 << 26) };
    const char *sheets[WRITTEN_SHEETS], *names = "", *rels = "", *last = NULL;
    struct office_part parts[WRITTEN_SHEETS + 5] = { 0 };
    int count = 0;

    for (size_t i = 0; i < d->n; i++) {
        const struct table *t = d->at[i].table;
        if (written_new_sheet(d, i, last)) {
            if (count)
                sheets[count - 1] = written_xlsx_end(v, &s);
            count++;
            names = text(v, "%s<sheet name=\"%s\" sheetId=\"%d\" r:id=\"r%d\"/>", names,
                         t && t->name ? t->name : "Taul1", count, count);
            rels = text(v, "%s<Relationship Id=\"r%d\" Type=\"%s/worksheet\" "
                           "Target=\"worksheets/sheet%d.xml\"/>",
                        rels, count, WRITTEN_OFFICE, count);
        }
        last = t && t->name ? t->name : last;
        if (t) {
            written_xlsx_table(v, t, &s);
        } else {
            buf_printf(&s.rows, "<row r=\"%d\">", s.row + 1);
            written_xlsx_cell(&s.rows, s.row++, 0, d->at[i].text);
            buf_puts(&s.rows, "</row>");
        }
    }
    sheets[count - 1] = written_xlsx_end(v, &s);
    parts[0] = (struct office_part){ .name = "_rels/.rels",
        .bytes = WRITTEN_RELS(WRITTEN_REL("r1", "officeDocument", "xl/workbook.xml")) };
    parts[1] = (struct office_part){ .name = "xl/workbook.xml",
        .bytes = text(v, WRITTEN_XML "<workbook xmlns=\"http://schemas.openxmlformats.org/"
                         "spreadsheetml/2006/main\" xmlns:r=\"" WRITTEN_OFFICE "\"><sheets>%s"
                         "</sheets></workbook>", names) };
    parts[2] = (struct office_part){ .name = "xl/_rels/workbook.xml.rels",
                                     .bytes = text(v, WRITTEN_RELS("%s"), rels) };
    const char *types = "";
    for (int i = 0; i < count; i++)
        types = text(v, "%s<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\""
                     "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>",
                     types, i + 1);
    parts[3] = (struct office_part){ .name = "[Content_Types].xml",
        .bytes = text(v, WRITTEN_TYPES("/xl/workbook.xml", "spreadsheetml.sheet"), types) };
    for (int i = 0; i < count; i++)
        parts[4 + i] = (struct office_part){
            .name = text(v, "xl/worksheets/sheet%d.xml", i + 1), .bytes = sheets[i] };
    char *out = office_zip(parts, n);
    buf_free(&s.rows);
    buf_free(&s.merges);
    return out;
}

/* The bytes of a file, which the caller frees. */
static inline char *written_document(struct visit *v, const struct document *d, const char *format,
                                     size_t *n)
{
    static const struct {
        const char *format;
        void (*text)(struct visit *v, const struct document *d, struct buf *b);
        char *(*package)(struct visit *v, const struct document *d, size_t *n);
    } formats[] = {
        { "txt", written_txt, NULL },   { "csv", written_csv, NULL },
        { "html", written_html, NULL }, { "docx", NULL, written_docx },
        { "odt", NULL, written_odt },   { "ods", NULL, written_ods },
        { "xlsx", NULL, written_xlsx },
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i].format, format) != 0)
            continue;
        if (formats[i].package)
            return formats[i].package(v, d, n);
        struct buf b = buf_new(1 << 26);
        formats[i].text(v, d, &b);
        *n = b.n;
        return b.at;
    }
    abort();
}

#endif

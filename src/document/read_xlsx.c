/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Excel workbooks (ECMA-376 part 1, 18): each visible sheet with text is a table;
 * hidden ones only when no other has any. Hidden rows and columns are read.
 * Formulas are not computed: what the file says they gave is taken. */
#include "base/text.h"
#include "document/package.h"
#include "document/readers.h"
#include "document/sheet.h"
#include "document/sheet_number.h"
#include "document/xml.h"

#include <stdlib.h>
#include <string.h>

enum {
    CELL_BYTES = 8 << 20,
    SHEETS = 500,
    NUMBERS = 4000, /* Excel keeps about 200 number formats of one's own, 65490 cell formats */
    CELL_FORMATS = 70 * 1000,
};

enum bold { BOLD_UNSAID = -1, BOLD_NO, BOLD_YES };

/* A text of its own or from the shared ones. */
struct xlsx_text {
    const char *text;
    enum bold bold;
};

/* What a cell's style says (w:xf). */
struct xlsx_style {
    const char *number; /* format code, NULL: General */
    bool bold;
};

/* A sheet as the workbook lists it. */
struct xlsx_listed {
    const char *name, *part;
    bool hidden;
};

struct xlsx {
    struct visit *v;
    struct package *package;
    struct document *d;
    struct xml *x;
    struct relations relations; /* of the workbook */
    struct sheet *sheet;        /* the one being read */
    bool from_1904;
    struct {
        struct xlsx_listed *at;
        size_t n, cap;
    } sheets;
    struct {
        struct xlsx_text *at;
        size_t n, cap;
    } shared;
    struct {
        struct xlsx_style *at;
        size_t n, cap;
    } styles;
    struct {
        struct number_code {
            int id;
            const char *code;
        } * at;
        size_t n, cap;
    } numbers;
    struct {
        bool *at;
        size_t n, cap;
    } fonts; /* bold or not */
};

bool sniff_xlsx(const char *bytes, size_t n)
{
    return package_kind(bytes, n) == PACKAGE_XLSX;
}

static bool is_on(const char *value)
{
    return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

/* ---- texts ---- */

/* Characters that XML can't hold are written "_x000D_" (22.9.2.19). */
static char *unescape(struct visit *v, const struct buf *text)
{
    char *out = arena_copy(v->arena, text->at, text->n), *to = out, *end;

    for (char *p = out; *p;) {
        unsigned long c = text_begins(p, "_x") ? strtoul(p + 2, &end, 16) : 0;
        if (c && end == p + 6 && *end == '_' && (c < 0xD800 || c > 0xDFFF)) {
            to += text_encode((uint32_t)c, to);
            p += 7;
        } else {
            *to++ = *p++;
        }
    }
    *to = '\0';
    return out;
}

/* <b/> is on, <b val="0"/> is off. */
static bool bold_on(const struct xml *x)
{
    return !xml_get(x, "val") || is_on(xml_get(x, "val"));
}

/* A run of rich text: w:rPr tells of bold before w:t comes. */
static void read_run(struct xlsx *r, struct buf *text, bool *bold, bool *plain)
{
    bool strong = false;
    size_t n = text->n;

    for (int here = r->x->depth; xml_child(r->x, here);) {
        if (xml_is(r->x, "t"))
            xml_read_text(r->x, text);
        else if (xml_is(r->x, "rPr"))
            for (int inner = r->x->depth; xml_child(r->x, inner);)
                strong |= xml_is(r->x, "b") && bold_on(r->x);
    }
    if (text->n > n)
        *(strong ? bold : plain) = true;
}

/* <si> or <is>; reading aids (rPh) are left out. */
static struct xlsx_text read_text(struct xlsx *r)
{
    struct buf text = buf_new(CELL_BYTES);
    struct xlsx_text out = { "", BOLD_UNSAID };
    bool bold = false, plain = false;

    for (int here = r->x->depth; xml_child(r->x, here);) {
        if (xml_is(r->x, "t"))
            xml_read_text(r->x, &text);
        else if (xml_is(r->x, "r"))
            read_run(r, &text, &bold, &plain);
    }
    if (buf_over(&text))
        document_too_big(r->v);
    if (text.n)
        out.text = unescape(r->v, &text);
    if (bold || plain)
        out.bold = bold && !plain ? BOLD_YES : BOLD_NO;
    buf_free(&text);
    return out;
}

static void read_shared(struct xlsx *r)
{
    for (int here = r->x->depth; xml_child(r->x, here);)
        if (xml_is(r->x, "si"))
            *arena_push(r->v->arena, &r->shared) = read_text(r);
}

/* ---- styles ---- */

static void read_fonts(struct xlsx *r)
{
    for (int here = r->x->depth; xml_child(r->x, here);) {
        bool bold = false;
        for (int inner = r->x->depth; xml_child(r->x, inner);)
            bold |= xml_is(r->x, "b") && bold_on(r->x);
        *arena_push(r->v->arena, &r->fonts) = bold;
    }
}

static void read_numbers(struct xlsx *r)
{
    for (int here = r->x->depth; xml_child(r->x, here);) {
        const char *code = xml_get(r->x, "formatCode");
        if (r->numbers.n == NUMBERS)
            document_too_big(r->v);
        else if (xml_is(r->x, "numFmt") && code)
            *arena_push(r->v->arena, &r->numbers) =
                (struct number_code){ xml_get_int(r->x, "numFmtId", -1), xml_keep(r->x, code) };
    }
}

static const char *number_code(const struct xlsx *r, int id)
{
    for (size_t i = 0; i < r->numbers.n; i++)
        if (r->numbers.at[i].id == id)
            return r->numbers.at[i].code;
    return sheet_number_code(id);
}

static void read_formats(struct xlsx *r)
{
    for (int here = r->x->depth; xml_child(r->x, here);) {
        int font = xml_get_int(r->x, "fontId", -1);
        if (r->styles.n == CELL_FORMATS)
            document_too_big(r->v);
        else if (xml_is(r->x, "xf"))
            *arena_push(r->v->arena, &r->styles) = (struct xlsx_style){
                .number = number_code(r, xml_get_int(r->x, "numFmtId", 0)),
                .bold = font >= 0 && (size_t)font < r->fonts.n && r->fonts.at[font],
            };
    }
}

static void read_styles(struct xlsx *r)
{
    for (int here = r->x->depth; xml_child(r->x, here);) {
        if (xml_is(r->x, "numFmts"))
            read_numbers(r);
        else if (xml_is(r->x, "fonts"))
            read_fonts(r);
        else if (xml_is(r->x, "cellXfs"))
            read_formats(r);
    }
}

/* ---- cells ---- */

/* "BC12" to column and row, from 0. What is missing or wrong stays as it was:
 * cells and rows that do not say where they are follow the ones before. */
static void read_place(const char *at, int *row, int *column)
{
    int letters = 0, digits = 0;

    if (!at)
        return;
    for (; *at >= 'A' && *at <= 'Z' && letters <= SHEET_COLUMNS; at++)
        letters = letters * 26 + (*at - 'A' + 1);
    for (; *at >= '0' && *at <= '9' && digits <= SHEET_ROWS; at++)
        digits = digits * 10 + (*at - '0');
    if (letters > 0)
        *column = letters - 1;
    if (digits > 0)
        *row = digits - 1;
}

static void read_merge(struct xlsx *r)
{
    const char *range = xml_get(r->x, "ref"), *colon = range ? strchr(range, ':') : NULL;
    int row = -1, column = -1, last_row = -1, last_column = -1;

    if (!colon)
        return;
    read_place(range, &row, &column);
    read_place(colon + 1, &last_row, &last_column);
    if (last_row >= row && last_column >= column)
        sheet_merge(
            r->v, r->sheet,
            (struct sheet_merge){ row, column, last_row - row + 1, last_column - column + 1 });
}

/* The value as it is shown. type: b, n, s, str, e, d (18.18.11). */
static struct xlsx_text value_text(const struct xlsx *r, const char *type, const char *value,
                                   const struct xlsx_style *style)
{
    const struct xlsx_text none = { "", BOLD_UNSAID };
    char *end;

    if (strcmp(type, "s") == 0) {
        unsigned long i = strtoul(value, &end, 10);
        return end > value && i < r->shared.n ? r->shared.at[i] : none;
    }
    if (strcmp(type, "str") == 0)
        return (struct xlsx_text){ value, BOLD_UNSAID };
    if (strcmp(type, "b") == 0)
        return (struct xlsx_text){ is_on(value) ? "TRUE" : "FALSE", BOLD_UNSAID };
    if (strcmp(type, "d") == 0)
        return (struct xlsx_text){ sheet_date(r->v, value), BOLD_UNSAID };
    if (strcmp(type, "e") == 0)
        return none;
    double number = strtod(value, &end);
    if (end == value)
        return none;
    return (struct xlsx_text){ sheet_number(r->v, number, style->number, r->from_1904),
                               BOLD_UNSAID };
}

static const char *read_value(struct xlsx *r)
{
    struct buf value = buf_new(CELL_BYTES);

    xml_read_text(r->x, &value);
    if (buf_over(&value))
        document_too_big(r->v);
    const char *text = value.n ? unescape(r->v, &value) : "";
    buf_free(&value);
    return text;
}

static void read_cell(struct xlsx *r, int row, int column)
{
    static const struct xlsx_style plain = { 0 };
    const char *type = xml_keep(r->x, xml_get(r->x, "t"));
    int style_number = xml_get_int(r->x, "s", 0);
    const struct xlsx_style *style = style_number >= 0 && (size_t)style_number < r->styles.n
                                         ? &r->styles.at[style_number]
                                         : &plain;
    struct xlsx_text text = { "", BOLD_UNSAID };

    for (int here = r->x->depth; xml_child(r->x, here);) {
        if (xml_is(r->x, "v"))
            text = value_text(r, type ? type : "n", read_value(r), style);
        else if (xml_is(r->x, "is"))
            text = read_text(r);
    }
    bool strong = text.bold == BOLD_UNSAID ? style->bold : text.bold == BOLD_YES;
    sheet_cell(r->v, r->sheet, (struct sheet_cell){ row, column, text.text, strong });
}

static void read_rows(struct xlsx *r)
{
    int row = -1, column;

    for (int here = r->x->depth; xml_child(r->x, here);) {
        if (!xml_is(r->x, "row"))
            continue;
        row++;
        column = -1;
        read_place(xml_get(r->x, "r"), &row, &column);
        for (int inner = r->x->depth; xml_child(r->x, inner);) {
            if (!xml_is(r->x, "c"))
                continue;
            column++;
            read_place(xml_get(r->x, "r"), &row, &column);
            read_cell(r, row, column);
        }
    }
}

static void read_sheet(struct xlsx *r)
{
    for (int here = r->x->depth; xml_child(r->x, here);) {
        if (xml_is(r->x, "sheetData"))
            read_rows(r);
        else if (xml_is(r->x, "mergeCells"))
            for (int inner = r->x->depth; xml_child(r->x, inner);)
                read_merge(r);
    }
}

/* ---- the workbook ---- */

static void read_sheet_name(struct xlsx *r)
{
    const char *id = xml_get(r->x, "id"), *state = xml_get(r->x, "state");
    const char *part = id ? relation_of_id(r->package, &r->relations, id) : NULL;

    if (r->sheets.n == SHEETS)
        document_too_big(r->v);
    else if (part)
        *arena_push(r->v->arena, &r->sheets) =
            (struct xlsx_listed){ xml_keep(r->x, xml_get(r->x, "name")), part,
                                  state && strcmp(state, "visible") != 0 };
}

static void read_workbook(struct xlsx *r)
{
    for (int here = r->x->depth; xml_child(r->x, here);) {
        if (xml_is(r->x, "workbookPr"))
            r->from_1904 = is_on(xml_get(r->x, "date1904"));
        else if (xml_is(r->x, "sheets"))
            for (int inner = r->x->depth; xml_child(r->x, inner);)
                read_sheet_name(r);
    }
}

/* part NULL: the package has none. */
static bool read_part(struct xlsx *r, const char *part, void (*read)(struct xlsx *r))
{
    if (!part)
        return true;
    r->x = xml_open(r->v, r->package, part);
    if (r->x && xml_child(r->x, 0))
        read(r);
    xml_close(r->x);
    return !failed(r->v);
}

static bool read_sheets(struct xlsx *r, bool hidden)
{
    for (size_t i = 0; i < r->sheets.n; i++) {
        struct sheet sheet = { .name = r->sheets.at[i].name };
        r->sheet = &sheet;
        if (r->sheets.at[i].hidden == hidden &&
            !(read_part(r, r->sheets.at[i].part, read_sheet) && sheet_end(r->v, &sheet, r->d)))
            return false;
    }
    return true;
}

static bool read_parts(struct xlsx *r)
{
    struct relations of_package;

    if (!package_relations(r->v, r->package, "", &of_package))
        return false;
    const char *workbook = relation_of_type(r->package, &of_package, "officeDocument");
    const char *properties = relation_of_type(r->package, &of_package, "core-properties");
    workbook = workbook ? workbook : "xl/workbook.xml";
    if (text_ends(workbook, ".bin"))
        return fail(r->v, FAIL_DOCUMENT,
                    tr(r->v, "This is a binary Excel workbook (.xlsb). Open it, save it as .xlsx, "
                             "and try with that file."));
    if (!package_relations(r->v, r->package, workbook, &r->relations))
        return false;
    const char *styles = relation_of_type(r->package, &r->relations, "styles");
    const char *shared = relation_of_type(r->package, &r->relations, "sharedStrings");
    return read_part(r, styles, read_styles) && read_part(r, shared, read_shared) &&
           read_part(r, workbook, read_workbook) && read_sheets(r, false) &&
           (r->d->tables || read_sheets(r, true)) &&
           package_title(r->v, r->package, properties, r->d);
}

bool read_xlsx(struct visit *v, const char *bytes, size_t n, struct document *d)
{
    struct xlsx r = { .v = v, .d = d, .package = package_open(bytes, n) };

    if (!r.package)
        return document_damaged(v, "zip: not whole");
    bool ok = read_parts(&r);
    package_close(r.package);
    return ok;
}

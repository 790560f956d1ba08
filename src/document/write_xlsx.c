/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Tables of texts as a spreadsheet, a sheet each. libxlsxwriter writes files only, so it goes
 * through a temporary one. The only door to libxlsxwriter. */
#include "base/text.h"
#include "document/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    CELL_CHARACTERS = 32767, /* what a cell holds, in UTF-16 */
    SHEET_ROWS = 1048576,
    SHEET_COLUMNS = 16384,
    CREATED = 946684800 /* not now, so that the same table gives the same bytes */
};

/* "_x0041_" in a text means the letter A, so such a text is written "_x005F_x0041_"
 * (ISO/IEC 29500-1, ST_Xstring). */
static const char *escaped(struct visit *v, const char *s)
{
    if (!strstr(s, "_x"))
        return s;
    char *out = arena_alloc(v->arena, strlen(s) * 4 + 1);
    for (size_t n = 0; *s; s++) {
        if (text_begins(s, "_x") && strspn(s + 2, "0123456789abcdefABCDEF") == 4 && s[6] == '_') {
            memcpy(out + n, "_x005F", 6);
            n += 6;
        }
        out[n++] = *s;
    }
    return out;
}

/* Whether a text has more UTF-16 units than a cell holds. */
static bool too_long(const char *s)
{
    size_t n = 0;

    if (strlen(s) <= CELL_CHARACTERS)
        return false;
    for (uint32_t c; (c = text_next(&s));)
        n += c > 0xFFFF ? 2 : 1;
    return n > CELL_CHARACTERS;
}

static bool fits(struct visit *v, const struct xlsx_table *sheet)
{
    if (sheet->rows > SHEET_ROWS || sheet->columns > SHEET_COLUMNS)
        return fail(v, FAIL_SIZE, tr(v, "The table is too big for a spreadsheet. Take it as CSV "
                                        "instead."));
    for (size_t i = 0; i < sheet->rows * sheet->columns; i++) {
        const char *cell = sheet->cells[i];
        if (too_long(escaped(v, cell)))
            return fail(v, FAIL_SIZE,
                        tr(v, "The text that begins with “%s” is too long for a cell of a "
                              "spreadsheet. Take the table as CSV instead."),
                        text_cut(v->arena, cell, 60));
    }
    return true;
}

/* A list to choose from; other words can still be written. */
static void offer_choices(lxw_worksheet *page, const struct xlsx_table *sheet)
{
    lxw_data_validation list = { .validate = LXW_VALIDATION_TYPE_LIST,
                                 .value_list = (char **)sheet->choices,
                                 .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING };
    lxw_col_t column = (lxw_col_t)sheet->choices_in;

    if (sheet->choices && sheet->rows > 1)
        worksheet_data_validation_range(page, 1, column, (lxw_row_t)sheet->rows - 1, column, &list);
}

static bool write_cells(struct visit *v, lxw_workbook *book, lxw_worksheet *page,
                        const struct xlsx_table *sheet)
{
    lxw_format *heading = workbook_add_format(book), *body = workbook_add_format(book);

    format_set_bold(heading);
    format_set_text_wrap(heading);
    format_set_text_wrap(body);
    format_set_align(body, LXW_ALIGN_VERTICAL_TOP);
    worksheet_freeze_panes(page, 1, 0);
    for (size_t i = 0; i < sheet->columns; i++)
        worksheet_set_column(page, (lxw_col_t)i, (lxw_col_t)i, sheet->widths[i], body);
    offer_choices(page, sheet);
    for (size_t i = 0; i < sheet->rows * sheet->columns; i++) {
        lxw_row_t row = (lxw_row_t)(i / sheet->columns);
        lxw_col_t column = (lxw_col_t)(i % sheet->columns);
        if (*sheet->cells[i] &&
            worksheet_write_string(page, row, column, escaped(v, sheet->cells[i]),
                                   row ? body : heading) != LXW_NO_ERROR)
            return false;
    }
    return true;
}

static bool write_sheets(struct visit *v, lxw_workbook *book, const struct xlsx_table *sheets,
                         size_t n)
{
    lxw_doc_properties properties = { .title = (char *)text_cut(v->arena, sheets->title, 100),
                                      .created = CREATED };

    if (workbook_set_properties(book, &properties) != LXW_NO_ERROR)
        return false;
    for (size_t i = 0; i < n; i++) {
        lxw_worksheet *page = workbook_add_worksheet(book, sheets[i].name);
        if (!page || !write_cells(v, book, page, &sheets[i]))
            return false;
    }
    return true;
}

static bool write_book(struct visit *v, const struct xlsx_table *sheets, size_t n,
                       const char *path)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    lxw_workbook *book = workbook_new_opt(path, &options);
    bool ok = book && write_sheets(v, book, sheets, n);

    return (!book || workbook_close(book) == LXW_NO_ERROR) && ok;
}

static bool read_back(FILE *in, struct buf *out)
{
    char piece[64 * 1024];
    size_t n;

    while ((n = fread(piece, 1, sizeof piece, in)) > 0)
        buf_put(out, piece, n);
    return !ferror(in);
}

bool xlsx_write(struct visit *v, const struct xlsx_table *sheet, struct buf *out)
{
    return xlsx_write_book(v, sheet, 1, out);
}

bool xlsx_write_book(struct visit *v, const struct xlsx_table *sheets, size_t n, struct buf *out)
{
    const char *folder = getenv("TMPDIR");
    char *path = arena_text(v->arena, "%s/vointi-XXXXXX", folder && *folder ? folder : "/tmp");
    int file;

    for (size_t i = 0; i < n; i++)
        if (!fits(v, &sheets[i]))
            return false;
    file = mkstemp(path);
    FILE *in = file < 0 ? NULL : fdopen(file, "rb");
    bool ok = in && write_book(v, sheets, n, path) && read_back(in, out);
    if (in)
        fclose(in);
    if (file >= 0)
        unlink(path);
    return ok || fail(v, FAIL_STORE, tr(v, "The spreadsheet could not be written. See that there "
                                           "is room for temporary files, and try again."));
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * table:table, which is a table in a text and a sheet in a spreadsheet. Each
 * element is one position, also those that a merged cell covers; cells and rows
 * may stand for many ("number-columns-repeated" goes up to 16384). */
#include "document/opendocument.h"

#include "document/readers.h"
#include "document/sheet_number.h"

#include <stdlib.h>
#include <string.h>

enum { CELL_BYTES = 8 << 20 };

/* An attribute that counts something: 1 when absent. */
static int count_of(const struct xml *x, const char *name, int most)
{
    int n = xml_get_int(x, name, 1);
    return n < 1 ? 1 : n < most ? n : most;
}

/* Rows may stand in table-rows, table-row-group and table-header-rows. */
static bool is_row_group(const struct xml *x)
{
    return xml_is(x, "table-rows") || xml_is(x, "table-row-group") ||
           xml_is(x, "table-header-rows");
}

/* ---- a table in a text ---- */

static void read_text_cell(struct od *d, int repeated)
{
    flow_cell(&d->flow, count_of(d->x, "number-rows-spanned", SHEET_ROWS),
              count_of(d->x, "number-columns-spanned", SHEET_COLUMNS), FLOW_NEW);
    od_read_children(d);
    flow_cell_end(&d->flow);
    flow_repeat_cell(&d->flow, repeated);
}

static void read_text_row(struct od *d, bool heading)
{
    int repeated = count_of(d->x, "number-rows-repeated", SHEET_ROWS), column = 0;

    flow_row(&d->flow, heading);
    for (int here = d->x->depth; xml_child(d->x, here) && column < SHEET_COLUMNS;) {
        int columns = count_of(d->x, "number-columns-repeated", SHEET_COLUMNS - column);
        if (xml_is(d->x, "table-cell")) {
            /* moved on where covered positions were left out, as pandoc does */
            column = flow_column(&d->flow, column);
            read_text_cell(d, columns);
        } else if (!xml_is(d->x, "covered-table-cell")) {
            continue;
        }
        column += columns;
    }
    flow_repeat_row(&d->flow, repeated);
}

static void read_text_rows(struct od *d, bool heading)
{
    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (xml_is(d->x, "table-row"))
            read_text_row(d, heading);
        else if (is_row_group(d->x))
            read_text_rows(d, heading || xml_is(d->x, "table-header-rows"));
    }
}

void od_read_table(struct od *d)
{
    struct od_list *list = d->list;

    /* Its name ("Table1") is the program's, not a caption. A list around the table
     * does not go on in its cells. */
    d->list = NULL;
    flow_table(&d->flow);
    read_text_rows(d, false);
    flow_table_end(&d->flow);
    d->list = list;
}

/* ---- a sheet of a spreadsheet ---- */

/* What a cell says of its value beside the text that shows it (19.385 …). */
struct value {
    const char *type, *number, *date, *boolean, *string;
    bool error;
};

static struct value read_value(const struct xml *x)
{
    const char *type = xml_keep(x, xml_get(x, "value-type"));

    if (!type)
        return (struct value){ .type = "" };
    return (struct value){
        .type = type,
        .number = xml_keep(x, xml_get(x, "value")),
        .date = xml_keep(x, xml_get(x, "date-value")),
        .boolean = xml_keep(x, xml_get(x, "boolean-value")),
        .string = xml_keep(x, xml_get(x, "string-value")),
        .error = xml_has(x, "value-type", "error"),
    };
}

/* "15.3.2021", "3/15/21": a whole date in figures. */
static bool is_figures(const char *text)
{
    int groups = 0;

    for (const char *p = text; *p; groups++) {
        p += strcspn(p, "0123456789");
        if (!*p)
            break;
        p += strspn(p, "0123456789");
    }
    return groups >= 3;
}

/* The text as people see it, except that a date in figures is ISO 8601; some
 * programs leave the text out. */
static const char *shown_text(struct visit *v, const struct value *value, const char *text)
{
    if (value->error)
        return "";
    if (value->date && (!*text || is_figures(text)))
        return sheet_date(v, value->date);
    if (*text)
        return text;
    if (value->number)
        return sheet_number(v, strtod(value->number, NULL),
                            strcmp(value->type, "percentage") == 0 ? "0.##%" : NULL, false);
    if (value->boolean)
        return strcmp(value->boolean, "true") == 0 ? "TRUE" : "FALSE";
    return value->string ? value->string : "";
}

/* The cell without its place; text "" when nothing is shown. */
static struct sheet_cell read_sheet_cell(struct od *d)
{
    struct buf text = buf_new(CELL_BYTES);
    const struct value value = read_value(d->x);
    struct sheet_cell cell = { .text = "" };
    const bool bold = od_style(&d->styles, OD_CELL, xml_get(d->x, "style-name")).bold > 0;

    d->bold = bold;
    d->cell = &text;
    d->cell_plain = false;
    od_read_children(d);
    d->cell = NULL;
    d->bold = false;
    cell.strong = text.n ? !d->cell_plain : bold;
    if (buf_over(&text))
        document_too_big(d->v);
    cell.text = shown_text(d->v, &value, text.n ? arena_copy(d->v->arena, text.at, text.n) : "");
    buf_free(&text);
    return cell;
}

/* A cell of a row and how many columns it stands for. */
struct run {
    struct sheet_cell cell;
    int times;
};

struct runs {
    struct run *at;
    size_t n, cap;
};

static void read_sheet_cells(struct od *d, int row, struct runs *runs)
{
    int column = 0;

    for (int here = d->x->depth; xml_child(d->x, here) && column < SHEET_COLUMNS;) {
        int times = count_of(d->x, "number-columns-repeated", SHEET_COLUMNS - column);
        bool covered = xml_is(d->x, "covered-table-cell");
        struct sheet_merge merge = { row, column, count_of(d->x, "number-rows-spanned", SHEET_ROWS),
                                     count_of(d->x, "number-columns-spanned", SHEET_COLUMNS) };
        if (xml_is(d->x, "table-cell")) {
            sheet_merge(d->v, d->sheet, merge);
            struct run run = { read_sheet_cell(d), times };
            run.cell.row = row;
            run.cell.column = column;
            if (*run.cell.text)
                *arena_push(d->v->arena, runs) = run;
        } else if (!covered) {
            continue;
        }
        column += times;
    }
}

/* Puts the cells of a row on the rows that it stands for. */
static bool put_row(struct od *d, const struct runs *runs, int times)
{
    for (int down = 0; down < times && runs->n; down++)
        for (size_t i = 0; i < runs->n; i++)
            for (int right = 0; right < runs->at[i].times; right++) {
                struct sheet_cell cell = runs->at[i].cell;
                cell.row += down;
                cell.column += right;
                if (!sheet_cell(d->v, d->sheet, cell))
                    return false;
            }
    return true;
}

static void read_sheet_rows(struct od *d, int *row, bool heading)
{
    for (int here = d->x->depth; *row < SHEET_ROWS && xml_child(d->x, here);) {
        if (is_row_group(d->x)) {
            read_sheet_rows(d, row, heading || xml_is(d->x, "table-header-rows"));
        } else if (xml_is(d->x, "table-row")) {
            int times = count_of(d->x, "number-rows-repeated", SHEET_ROWS - *row);
            struct runs runs = { 0 };
            read_sheet_cells(d, *row, &runs);
            put_row(d, &runs, times);
            if (heading && d->sheet->header_rows == *row)
                d->sheet->header_rows += times;
            *row += times;
        }
    }
}

void od_read_sheet(struct od *d)
{
    struct sheet sheet = { .name = xml_keep(d->x, xml_get(d->x, "name")) };
    int row = 0;

    if (od_style(&d->styles, OD_TABLE, xml_get(d->x, "style-name")).hidden != d->hidden)
        return;
    d->sheet = &sheet;
    read_sheet_rows(d, &row, false);
    d->sheet = NULL;
    sheet_end(d->v, &sheet, d->flow.d);
}

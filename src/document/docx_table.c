/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Tables: rows, cells and how they are merged. ECMA-376 part 1, 17.4. */
#include "document/docx.h"

#include <string.h>

void docx_read_table(struct docx *d)
{
    flow_table(&d->flow);
    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (!xml_is(d->x, "tblPr")) {
            docx_read_element(d);
            continue;
        }
        for (int inner = d->x->depth; xml_child(d->x, inner);)
            if (xml_is(d->x, "tblCaption") && xml_get(d->x, "val"))
                flow_table_name(&d->flow, xml_keep(d->x, xml_get(d->x, "val")));
    }
    flow_table_end(&d->flow);
}

struct row_format {
    bool heading, deleted;
    int before; /* grid columns left out before the first cell */
};

static void read_row_format(struct docx *d, struct row_format *row)
{
    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (xml_is(d->x, "tblHeader"))
            row->heading = docx_on(d->x);
        else if (xml_is(d->x, "del"))
            row->deleted = true;
        else if (xml_is(d->x, "gridBefore"))
            row->before = xml_get_int(d->x, "val", 0);
    }
}

void docx_read_row(struct docx *d)
{
    struct row_format row = { 0 };
    bool begun = false;

    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (xml_is(d->x, "trPr")) {
            read_row_format(d, &row);
        } else if (!row.deleted && !xml_is(d->x, "tblPrEx") && !d->x->length) {
            if (!begun && d->flow.grid) {
                flow_row(&d->flow, row.heading);
                flow_column(&d->flow, row.before);
            }
            begun = true;
            docx_read_element(d);
        }
    }
}

struct cell_format {
    int columns;
    enum flow_join join;
    bool deleted;
};

/* A merge without a value goes on from the cell above, or to the left. */
static bool goes_on(const struct xml *x)
{
    const char *value = xml_get(x, "val");
    return !value || strcmp(value, "restart") != 0;
}

static void read_cell_format(struct docx *d, struct cell_format *cell)
{
    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (xml_is(d->x, "gridSpan"))
            cell->columns = xml_get_int(d->x, "val", 1);
        else if (xml_is(d->x, "vMerge") && goes_on(d->x))
            cell->join = FLOW_DOWN;
        else if (xml_is(d->x, "hMerge") && goes_on(d->x))
            cell->join = FLOW_RIGHT;
        else if (xml_is(d->x, "cellDel"))
            cell->deleted = true;
    }
}

/* The number of an empty paragraph counts when the cell has nothing else: a
 * column of running numbers. */
static void end_cell(struct docx *d)
{
    struct paragraph number = { .text = d->bare, .mark = "" };

    docx_add_rest(d);
    if (d->bare && !flow_mark(&d->flow))
        flow_add(&d->flow, &number, 0);
    flow_cell_end(&d->flow);
}

void docx_read_cell(struct docx *d)
{
    struct cell_format cell = { .columns = 1 };
    const char *bare = d->bare;
    bool begun = false;

    if (!d->flow.grid) {
        docx_read_children(d);
        return;
    }
    d->bare = NULL;
    for (int here = d->x->depth; xml_child(d->x, here);) {
        if (xml_is(d->x, "tcPr")) {
            read_cell_format(d, &cell);
        } else if (!cell.deleted && !d->x->length) {
            if (!begun)
                flow_cell(&d->flow, 1, cell.columns, cell.join);
            begun = true;
            docx_read_element(d);
        }
    }
    if (!begun && !cell.deleted)
        flow_cell(&d->flow, 1, cell.columns, cell.join);
    end_cell(d);
    d->bare = bare;
}

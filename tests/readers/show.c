/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Shows a file as the readers see it: one line a block, one line a cell. For
 * whoever works on a reader: make out/release/readers/show */
#include "document/document.h"

#include <stdio.h>

static void show_cell(const struct cell *c)
{
    printf("    %d,%d", c->row + 1, c->column + 1);
    if (c->rows > 1 || c->columns > 1)
        printf(" (%d×%d)", c->rows, c->columns);
    for (size_t i = 0; i < c->n; i++)
        printf("%s%s%.*s%s", i ? "\n        " : "  ", c->at[i].strong ? "!" : "",
               c->at[i].item ? c->at[i].level + 1 : 0, "**********", c->at[i].text);
    putchar('\n');
}

static void show_table(const struct table *t)
{
    printf("TABLE %d: %d × %d, header rows %d%s%s%s\n", t->number, t->rows, t->columns,
           t->header_rows, t->name ? ", " : "", t->name ? t->name : "", t->nested ? ", nested" : "");
    for (int i = 0; i < t->rows * t->columns; i++)
        if (t->cells[i] && t->cells[i]->row * t->columns + t->cells[i]->column == i)
            show_cell(t->cells[i]);
}

int main(int argc, char **argv)
{
    static const char *const kinds[] = { "heading", "paragraph", "item" };
    struct visit v = visit_new();
    struct document d;

    if (argc != 2 || !document_open(&v, argv[1], &d)) {
        fprintf(stderr, "%s\n", argc == 2 ? v.fail.text : "show FILE");
        return 1;
    }
    printf("%s, %s%s%s\n", d.name, d.format, d.title ? ": " : "", d.title ? d.title : "");
    for (size_t i = 0; i < d.n; i++) {
        const struct block *b = &d.at[i];
        printf("%4d ", b->line);
        if (b->kind == BLOCK_TABLE)
            show_table(b->table);
        else
            printf("%s %d%s%s: %s\n", kinds[b->kind], b->level, b->strong ? " strong" : "",
                   b->contents ? " contents" : "", b->text);
    }
    visit_end(&v);
    return 0;
}

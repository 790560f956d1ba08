/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * CSV files: one table of all rows. What separates the cells is found from the
 * content. The file is read twice, first to count rows and columns, so nothing
 * has to be kept between. */
#include "document/readers.h"

#include <csv.h>
#include <string.h>

enum { SAMPLE = 64 * 1024, MOST_COLUMNS = 256, ENTRY_STEP = 64 * 1024 };

/* libcsv's state between rows (csv_parser.pstate). */
enum { ROW_NOT_BEGUN = 0 };

/* One reading of the file. */
struct csv {
    struct visit *v;
    struct document *d;
    struct table *table; /* NULL while counting */
    int rows, widest;
    int columns, filled; /* of the row at hand; up to its last cell that holds something */
    bool open;           /* a quoted cell was never closed */
    int line;            /* on which the row at hand began */
    int counts[MOST_COLUMNS]; /* rows by their number of columns */
};

static void take_field(void *at, size_t n, void *data)
{
    struct csv *c = data;
    const char *text = at;
    int column = c->columns++;

    for (size_t i = 0; i < n && c->filled < c->columns; i++)
        if (!strchr(" \t\r\n", text[i]))
            c->filled = c->columns;
    if (!c->table || failed(c->v) || c->rows >= c->table->rows)
        return;
    struct cell *cell = table_cell(c->v, c->table, c->rows, column, 1, 1);
    if (cell) {
        cell->line = c->line;
        cell_add(c->v, c->d, cell, (struct line){ .text = text });
    }
}

static void take_row(int end, void *data)
{
    struct csv *c = data;
    (void)end;

    if (c->filled) {
        c->rows++;
        c->widest = c->filled > c->widest ? c->filled : c->widest;
        c->counts[c->columns < MOST_COLUMNS ? c->columns : MOST_COLUMNS - 1]++;
    } else if (c->table && c->rows < c->table->rows) {
        /* An empty row leaves its place to the next one. */
        memset(&c->table->cells[c->rows * c->table->columns], 0,
               (size_t)c->table->columns * sizeof *c->table->cells);
    }
    c->columns = c->filled = 0;
}

/* Reads text line by line, to know where rows begin. quote: '\0' for none. */
static void read_all(struct csv *c, struct span text, char delimiter, char quote)
{
    struct csv_parser p;
    int line = 1;

    csv_init(&p, CSV_APPEND_NULL);
    csv_set_delim(&p, (unsigned char)delimiter);
    csv_set_quote(&p, (unsigned char)quote);
    csv_set_blk_size(&p, ENTRY_STEP);
    c->line = 1;
    while (text.n && !failed(c->v)) {
        const char *eol = memchr(text.at, '\n', text.n);
        size_t n = eol ? (size_t)(eol + 1 - text.at) : text.n;
        if (csv_parse(&p, text.at, n, take_field, take_row, c) != n)
            document_too_big(c->v);
        line++;
        if (p.pstate == ROW_NOT_BEGUN)
            c->line = line;
        text.at += n;
        text.n -= n;
    }
    c->open = p.quoted && p.pstate != ROW_NOT_BEGUN;
    csv_fini(&p, take_field, take_row, c);
    csv_free(&p);
}

/* How well a delimiter fits: the share of rows that have the commonest number of
 * cells, where that is at least two; of equals the one with more cells. */
static int64_t fit_of(struct visit *v, struct span sample, char delimiter)
{
    struct csv c = { .v = v };
    int best = 0;

    read_all(&c, sample, delimiter, '"');
    for (int i = 2; i < MOST_COLUMNS; i++)
        best = c.counts[i] && c.counts[i] >= c.counts[best] ? i : best;
    return best ? (int64_t)c.counts[best] * 1000 / c.rows * MOST_COLUMNS + best : 0;
}

/* Moves text past Excel's line "sep=;". */
static char find_delimiter(struct visit *v, struct span *text)
{
    static const char delimiters[] = { ';', '\t', ',' };
    struct span sample = { text->at, text->n < SAMPLE ? text->n : SAMPLE };
    char best = ';';
    int64_t best_fit = 0;

    if (text->n > 5 && memcmp(text->at, "sep=", 4) == 0 && strchr(";\t,|", text->at[4]) &&
        strchr("\r\n", text->at[5])) {
        best = text->at[4];
        text->at += 5;
        text->n -= 5;
        return best;
    }
    for (size_t i = 0; i < sizeof delimiters; i++) {
        int64_t fit = fit_of(v, sample, delimiters[i]);
        if (fit > best_fit) {
            best = delimiters[i];
            best_fit = fit;
        }
    }
    return best;
}

bool sniff_csv(const char *bytes, size_t n)
{
    return document_is_text(bytes, n) && !sniff_html(bytes, n);
}

bool read_csv(struct visit *v, const char *bytes, size_t n, struct document *d)
{
    struct span text;

    if (!document_decode(v, bytes, n, &text))
        return false;
    char delimiter = find_delimiter(v, &text), quote = '"';
    struct csv count = { .v = v };
    read_all(&count, text, delimiter, quote);
    if (count.open) { /* a quote that was no quote: read them all as they are */
        quote = '\0';
        count = (struct csv){ .v = v };
        read_all(&count, text, delimiter, quote);
    }
    if (failed(v) || !count.rows)
        return !failed(v);
    struct csv fill = { .v = v, .d = d };
    fill.table = document_table(v, d, count.rows, count.widest);
    if (!fill.table)
        return false;
    read_all(&fill, text, delimiter, quote);
    return !failed(v);
}

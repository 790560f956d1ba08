/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For tests of the recogniser: documents written as text, and the plan that was
 * found written as text. A line of a document is
 *   # text      a heading, one # for each level
 *   **text      a paragraph in bold
 *   @text       a line of the contents list
 *   =text       the sheet that the tables from here on stand on
 *   |a|b|c      a row of a table; rows without a line between them are one table.
 *               In a cell "//" begins a new line and "* " a list item; "^" is the
 *               cell above and "<" the cell to the left, merged with this one
 * and else a paragraph. */
#ifndef TESTS_RECOGNISE_TEXT_H
#define TESTS_RECOGNISE_TEXT_H

#include "base/text.h"
#include "document/readers.h"
#include "intake/recognise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { TEXT_COLUMNS = 64, TEXT_ROWS = 20000 };

/* Splits at '|'; returns the number of cells. */
static int text_cells(struct visit *v, const char *row, const char *out[TEXT_COLUMNS])
{
    int n = 0;

    for (const char *p = row + 1; n < TEXT_COLUMNS; n++) {
        size_t length = strcspn(p, "|");
        out[n] = arena_copy(v->arena, p, length);
        if (!p[length])
            return n + 1;
        p += length + 1;
    }
    return n;
}

static void text_fill(struct visit *v, struct document *d, struct cell *c, const char *text)
{
    while (*text) {
        const char *end = strstr(text, "//");
        size_t n = end ? (size_t)(end - text) : strlen(text);
        bool item = text_begins(text, "* ");
        struct line line = { .text = arena_copy(v->arena, text + item * 2, n - item * 2u),
                             .item = item };
        cell_add(v, d, c, line);
        text += n + (end ? 2 : 0);
    }
}

static void text_table(struct visit *v, struct document *d, const char **rows, int n,
                       const char *sheet)
{
    const char **cells = arena_alloc(v->arena, (size_t)n * TEXT_COLUMNS * sizeof *cells);
    int columns = 0;

    for (int r = 0; r < n; r++) {
        int count = text_cells(v, rows[r], cells + r * TEXT_COLUMNS);
        columns = count > columns ? count : columns;
    }
    struct table *t = document_table(v, d, n, columns);
    t->name = sheet;
    for (int r = 0; r < n; r++)
        for (int c = 0; c < columns; c++) {
            const char **at = cells + r * TEXT_COLUMNS + c;
            int down = 1, right = 1;
            if (!*at || !strcmp(*at, "^") || !strcmp(*at, "<"))
                continue;
            while (c + right < columns && at[right] && !strcmp(at[right], "<"))
                right++;
            while (r + down < n && at[down * TEXT_COLUMNS] && !strcmp(at[down * TEXT_COLUMNS], "^"))
                down++;
            struct cell *cell = table_cell(v, t, r, c, down, right);
            if (cell) /* else a merged cell covers the place */
                text_fill(v, d, cell, *at);
        }
}

static void text_line(struct visit *v, struct document *d, const char *line)
{
    int level = (int)strspn(line, "#");

    if (level) {
        document_add(v, d, BLOCK_HEADING, level, line + level, 0);
        return;
    }
    bool strong = text_begins(line, "**"), contents = *line == '@';
    size_t before = d->n;
    document_add(v, d, BLOCK_PARAGRAPH, 0, line + 2 * strong + contents, 0);
    if (d->n > before) {
        document_last(d)->strong = strong;
        document_last(d)->contents = contents;
    }
}

static void text_document(struct visit *v, const char *text, const char *name, struct document *d)
{
    const char **rows = arena_alloc(v->arena, TEXT_ROWS * sizeof *rows), *sheet = NULL;
    int n = 0;

    *d = (struct document){ .name = name, .format = strstr(text, "\n=") ? "xlsx" : "docx" };
    for (const char *p = text;; ) {
        size_t length = strcspn(p, "\n");
        const char *line = arena_copy(v->arena, p, length);
        if (*line == '|' && n < TEXT_ROWS) {
            rows[n++] = line;
        } else {
            if (n)
                text_table(v, d, rows, n, sheet);
            n = 0;
            if (*line == '=')
                sheet = line + 1;
            else if (*line)
                text_line(v, d, line);
        }
        if (!p[length])
            break;
        p += length + 1;
    }
    if (n)
        text_table(v, d, rows, n, sheet);
}

/* A file of tests/plans: the document, and under "====" the plan. */
static inline void text_halves(struct visit *v, const char *file, const char **document,
                               const char **plan)
{
    static const char line[] = "\n====\n";
    const char *at = strstr(file, line);

    *document = at ? arena_copy(v->arena, file, (size_t)(at - file)) : file;
    *plan = at ? arena_strdup(v->arena, at + strlen(line)) : "";
}

static void text_details(struct buf *b, const struct details *list, const char *indent)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct detail *d = &list->at[i];
        buf_printf(b, "%s%s%s%s: %s%s\n", indent, field_kind_code(d->field), d->name ? " " : "",
                   d->name ? d->name : "", d->words, d->not_measured ? " (not measured)" : "");
    }
}

static void text_entry(struct buf *b, const struct plan *p, const struct entry *e)
{
    buf_printf(b, "%s %s %s\n", p->organisations.at[e->organisation].name,
               p->goals.at[e->goal].code, entry_kind_code(e->kind));
    if (e->reason)
        buf_printf(b, "  reason: %s\n", e->reason);
    for (size_t i = 0; i < e->actions.n; i++) {
        buf_printf(b, "  - %s\n", e->actions.at[i].title);
        text_details(b, &e->actions.at[i].details, "      ");
    }
    text_details(b, &e->details, "  ");
    for (size_t i = 0; i < e->references.n; i++) {
        const struct reference *r = &e->references.at[i];
        buf_printf(b, "  %s -> %s\n", r->field == FIELD_KINDS ? "row" : field_kind_code(r->field),
                   p->goals.at[r->goal].code);
    }
}

/* Title, goals, entries, and the codes of the doubts. */
static const char *text_plan(struct visit *v, const struct recognised *r)
{
    const struct plan *p = &r->plan;
    struct buf b = buf_new(64 << 20);

    buf_printf(&b, "%s; %s-%s; %s; %s\n", p->title, p->starts ? p->starts : "",
               p->ends ? p->ends : "", p->area ? p->area : "", p->languages);
    for (size_t i = 0; i < p->goals.n; i++)
        buf_printf(&b, "%s %s%s%s\n", p->goals.at[i].code, p->goals.at[i].title,
                   p->goals.at[i].question ? " / " : "",
                   p->goals.at[i].question ? p->goals.at[i].question : "");
    for (size_t i = 0; i < p->entries.n; i++)
        text_entry(&b, p, &p->entries.at[i]);
    for (size_t i = 0; i < r->doubts.n; i++)
        buf_printf(&b, "? %s: %s%s%s\n", doubt_kind_code(r->doubts.at[i].kind),
                   r->doubts.at[i].words, r->doubts.at[i].guess ? " => " : "",
                   r->doubts.at[i].guess ? r->doubts.at[i].guess : "");
    const char *out = arena_copy(v->arena, b.at, b.n);
    buf_free(&b);
    return out;
}

/* A document, the organisation given on the command line, the plan or the sentence. */
struct recognise_case {
    const char *name, *organisation, *document, *plan;
};

static inline void recognise_check(const struct recognise_case *c)
{
    struct visit v = visit_new();
    struct document d;
    struct recognised r;

    v.lang = LANG_EN;
    text_document(&v, c->document, "suunnitelma.docx", &d);
    const char *found = recognise_plan(&v, &d, c->organisation, &r)
                            ? text_plan(&v, &r)
                            : text(&v, "%s\n", v.fail.text);
    if (strcmp(found, c->plan) != 0)
        printf("%s:\n%s", c->name, found);
    assert_string_equal(found, c->plan);
    visit_end(&v);
}

#define RECOGNISE_CASES(cases, title)                                                             \
    static void check_cases(void **state)                                                         \
    {                                                                                             \
        (void)state;                                                                              \
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)                                 \
            recognise_check(&cases[i]);                                                           \
    }                                                                                             \
    int main(void)                                                                                \
    {                                                                                             \
        const struct CMUnitTest tests[] = { { title, check_cases, NULL, NULL, NULL } };           \
        return cmocka_run_group_tests(tests, NULL, NULL);                                         \
    }

#endif

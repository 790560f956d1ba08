/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Rows and tables that are no data of a plan: hints under a heading, headings
 * over the rows, forms and boxes. Looks, and changes nothing but the questions
 * of columns. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

enum { LONGEST_TITLE = 240 }; /* a longer text alone on a row is prose, not a goal */

/* Questions and examples under a heading, for those who fill in the table. */
bool grid_hints(struct finder *f, const struct table *t, int row, struct columns *columns)
{
    int n = 0, hints = 0;

    for (int c = 0; c < t->columns; c++) {
        const char *text = grid_line(f, grid_cell(t, row, c));
        if (!*text)
            continue;
        n++;
        hints += heading_is_hint(f->v, text);
        if (columns->at[c].kind == COLUMN_NUMBER)
            return false;
    }
    if (n < 2 || hints * 5 < n * 4)
        return false;
    for (int c = 0; c < t->columns && c < columns->n; c++) {
        const char *text = grid_line(f, grid_cell(t, row, c));
        if (columns->at[c].kind == COLUMN_GOAL && strchr(text, '?'))
            columns->at[c].question = text;
    }
    return true;
}

/* The number of the goal on the next row that has one; "" when there is none. */
static const char *next_number(struct finder *f, const struct table *t, int row, int column)
{
    for (int r = row + 1; r < t->rows && r < row + 4; r++) {
        const char *number, *title;
        number_and_title(f->v, grid_line(f, grid_cell(t, r, column)), &number, &title);
        if (*number)
            return number;
    }
    return "";
}

/* Whether the first column is for main goals and empty under this row: what
 * stands in the row is the main goal of the rows under it. */
static bool fills_main_column(struct finder *f, const struct table *t, int row,
                              const struct columns *columns)
{
    const struct cell *below = grid_cell(t, row + 1, 0);

    return columns->goals > 1 && columns->at[0].kind == COLUMN_GOAL && !columns->at[0].level &&
           row + 1 < t->rows && !*grid_line(f, below);
}

/* "Päätavoite III:" alone on the row above: its title, or the rest of it, stands here. */
static bool is_title_below(struct finder *f, const struct table *t, int row, const char *words)
{
    const struct cell *above;
    struct piece goal;

    if (!row || grid_filled(t, row - 1, &above) != 1 ||
        !line_goal(f->v, grid_line(f, above), true, &goal))
        return false;
    uint32_t first = text_next(&words);
    return !*goal.title || (goal.rank == RANK_MAIN && text_is_letter(first) &&
                            !text_is_upper(first));
}

/* "3 Seuranta": a heading of the report, not of the plan. */
static bool is_part_of_report(struct finder *f, const char *words)
{
    const char *number, *title;

    number_and_title(f->v, words, &number, &title);
    return *number && *title && !strchr(title, ' ') && heading_is_plan_word(f->v, title);
}

/* A parent by its number: "1" over "1.1", "II" over "1". */
static bool is_parent(struct finder *f, const struct table *t, int row, const struct cell *c)
{
    const char *number, *title;

    number_and_title(f->v, grid_line(f, c), &number, &title);
    const char *next = next_number(f, t, row, c->column);
    if (!*number || !*title || !*next)
        return false;
    return text_begins(next, text(f->v, "%s.", number)) ||
           (text_roman(number) && !text_roman(next) && !strchr(next, '.'));
}

/* A row with one text that is not data but a heading over the rows that follow. */
static bool is_banner(struct finder *f, const struct table *t, int row, const struct cell *c,
                      const struct columns *columns)
{
    const char *words = grid_line(f, c);
    bool wide = c->columns >= 2 && c->columns >= t->columns - 1, sure;
    struct piece goal;

    if (line_goal(f->v, words, true, &goal) &&
        (wide || goal.rank == RANK_MAIN || !columns->goals))
        return true;
    if (wide)
        return !fills_main_column(f, t, row, columns);
    enum column_kind kind = c->column < columns->n ? columns->at[c->column].kind : COLUMN_NONE;
    if (kind == COLUMN_NUMBER && !number_only(words))
        return true;
    if (!c->column && is_part_of_report(f, words))
        return true;
    if (kind != COLUMN_GOAL && kind != COLUMN_NUMBER && c->column)
        return false;
    return text_length(words) > LONGEST_TITLE || is_title_below(f, t, row, words) ||
           (line_organisation(f->v, words, &sure) && sure) || is_parent(f, t, row, c);
}

/* "Päätavoite I" in one cell and its title in the next; NULL when it is not so. */
static const char *banner_of_two(struct finder *f, const struct table *t, int row,
                                 const struct cell *second)
{
    struct piece goal;

    for (int c = 0; c < second->column; c++) {
        const char *text = grid_line(f, grid_cell(t, row, c));
        if (*text && line_goal(f->v, text, true, &goal) && !*goal.title && *goal.number)
            return arena_text(f->v->arena, "%s: %s", text, grid_line(f, second));
    }
    return NULL;
}

/* A row that is a heading over the rows that follow; NULL when it is data. */
const char *grid_banner(struct finder *f, const struct table *t, int row,
                        const struct columns *columns)
{
    const struct cell *only;
    int n = grid_filled(t, row, &only);

    if (n == 1 && is_banner(f, t, row, only, columns))
        return grid_line(f, only);
    return n == 2 ? banner_of_two(f, t, row, only) : NULL;
}

const char *grid_other(struct finder *f, const struct table *t, int row)
{
    const struct cell *last;
    int n = grid_filled(t, row, &last);
    const char *words = grid_line(f, last);

    if (n == 1)
        return heading_is_other(f->v, words) ? words : NULL;
    for (int c = 0; n == 2 && c < last->column; c++) {
        const char *number = grid_line(f, grid_cell(t, row, c));
        if (*number)
            return number_only(number) && heading_is_other(f->v, words)
                       ? arena_text(f->v->arena, "%s %s", number, words)
                       : NULL;
    }
    return NULL;
}

/* "3 Vuosikello" over the rows of a sheet: what follows is not of the plan. */
bool banner_ends_plan(struct finder *f, const struct table *t, int row, const char *banner)
{
    struct piece goal;

    if (!heading_is_plan_word(f->v, banner) || line_goal(f->v, banner, true, &goal) ||
        line_owner(f->v, banner))
        return false;
    finder_doubt(f, DOUBT_TABLE_SKIPPED, grid_place(t, row, 0), banner, NULL);
    return true;
}

/* A few labels and what is filled in beside them: "Organisaatio | Kotka". */
bool grid_is_form(struct finder *f, const struct table *t)
{
    for (int r = 0; r < t->rows; r++)
        for (int c = 0; c < t->columns; c++)
            if (text_length(grid_line(f, grid_cell(t, r, c))) > HEADING_LONGEST)
                return false;
    return t->columns == 2 && t->rows <= 12;
}

/* Boxes drawn around text: a cell or two, or a column of them. */
bool grid_is_layout(const struct table *t)
{
    const struct cell *only;
    int n = 0, cells = 0;

    for (int r = 0; r < t->rows && n < 2; r++) {
        int here = grid_filled(t, r, &only);
        n += here > 0;
        cells += here;
    }
    return t->columns == 1 || (n == 1 && cells <= 2);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The columns of a plan table: reads its heading rows and fits what they say to
 * what stands under them, since headings are merged, shifted or left out. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

enum { ROWS_SAMPLED = 40 };

struct cell *grid_cell(const struct table *t, int row, int column)
{
    if (row < 0 || column < 0 || row >= t->rows || column >= t->columns)
        return NULL;
    return t->cells[(size_t)row * (size_t)t->columns + (size_t)column];
}

struct place grid_place(const struct table *t, int row, int column)
{
    const struct cell *c = grid_cell(t, row, column);
    return (struct place){ .table = t->number,
                           .row = row + 1,
                           .column = column + 1,
                           .line = c ? c->line : 0,
                           .sheet = t->name };
}

int grid_filled(const struct table *t, int row, const struct cell **only)
{
    int n = 0;

    *only = NULL;
    for (int c = 0; c < t->columns; c++) {
        const struct cell *cell = grid_cell(t, row, c);
        if (!cell || !cell->n || (c && cell == grid_cell(t, row, c - 1)))
            continue;
        *only = cell;
        n++;
    }
    return n;
}

/* A cell's text on one line; lines are tidy already. */
const char *grid_line(struct finder *f, const struct cell *c)
{
    if (!c || !c->n)
        return "";
    return c->n == 1 ? c->at[0].text : text_squeeze(f->v->arena, cell_text(f->v, c));
}

static const char *heading_text(struct finder *f, const struct cell *c)
{
    return c && c->n ? text_squeeze(f->v->arena, value_unbreak(f->v, cell_text(f->v, c))) : "";
}

/* What one row says if it is a heading. */
struct reading {
    int filled, known, plain, hints; /* cells: with text, known, hardly else, questions */
};

static struct reading read_row(struct finder *f, const struct table *t, int row,
                               struct column *at)
{
    struct reading r = { 0 };

    for (int c = 0; c < t->columns; c++) {
        const struct cell *cell = grid_cell(t, row, c);
        if (cell && c && cell == grid_cell(t, row, c - 1)) {
            at[c] = at[c - 1];
            continue;
        }
        if (cell && cell->n && strlen(cell->at[0].text) > 2 * HEADING_LONGEST)
            return (struct reading){ 0 }; /* no heading row has such a text, or a number */
        const char *text = heading_text(f, cell);
        if (*text && number_only(text))
            return (struct reading){ 0 };
        bool known = heading_read(f->v, text, &at[c]) || year_heading(f->v, text);
        at[c].name = *text ? text : NULL;
        if (!*text)
            continue;
        r.filled++;
        r.known += known;
        r.hints += heading_is_hint(f->v, text);
        r.plain += known && at[c].plain;
        if (text_length(text) > HEADING_LONGEST)
            return (struct reading){ 0 };
    }
    return r;
}

static bool is_heading(struct reading r)
{
    return r.plain >= 2 && r.known * 2 >= r.filled;
}

bool columns_may_begin(struct finder *f, const struct table *t, int row)
{
    struct column *at = arena_alloc(f->v->arena, ((size_t)t->columns + 1) * sizeof *at);
    struct reading r = read_row(f, t, row, at);

    return r.filled > 1 && r.known * 2 >= r.filled && r.hints * 2 <= r.filled;
}

/* A second heading row tells more of the first one's merged cells. */
static void add_second_row(struct finder *f, const struct table *t, int row, struct columns *out)
{
    struct column *below = arena_alloc(f->v->arena, ((size_t)t->columns + 1) * sizeof *below);
    struct reading r = read_row(f, t, row + 1, below);

    bool another = is_heading(r) && r.hints * 2 <= r.filled;
    if (row + 1 >= t->rows || !(another || year_row(f, t, row + 1)))
        return;
    for (int c = 0; c < out->n; c++) {
        bool same = grid_cell(t, row, c) == grid_cell(t, row + 1, c);
        if (below[c].name && !same)
            out->at[c] = below[c];
    }
    out->rows = 2;
}

/* What stands under a column; organisations are counted only where names is asked. */
struct sample {
    int numbers, texts, organisations;
};

static struct sample sample_names(struct finder *f, const struct table *t, int from, int column,
                                  bool names)
{
    struct sample s = { 0 };

    for (int r = from; r < f->sampled && r < from + ROWS_SAMPLED; r++) {
        const struct cell *c = grid_cell(t, r, column), *only;
        if (!c || !c->n || c->columns > 1 || c == grid_cell(t, r - 1, column))
            continue;
        if (t->columns > 2 && grid_filled(t, r, &only) == 1) /* a heading over rows */
            continue;
        const char *text = cell_text(f->v, c);
        bool sure;
        if (!*text || heading_is_hint(f->v, text))
            continue;
        if (strlen(text) < 9 && number_only(text))
            s.numbers++;
        else
            s.texts++;
        if (names && line_organisation(f->v, text, &sure))
            s.organisations += sure;
    }
    return s;
}

static struct sample sample_column(struct finder *f, const struct table *t, int from, int column)
{
    return sample_names(f, t, from, column, false);
}

static bool mostly_numbers(struct sample s)
{
    return s.numbers > s.texts;
}

/* One name too few: the numbers' column has none, so the names stand one to the left. */
static void shift(struct finder *f, const struct table *t, int from, struct columns *out)
{
    int last = out->n - 1;
    struct sample end = sample_column(f, t, from, last);

    if (last < 2 || out->at[last].name || !(end.texts + end.numbers) ||
        out->at[0].kind != COLUMN_GOAL || !out->at[1].name ||
        !mostly_numbers(sample_column(f, t, from, 0)))
        return;
    memmove(out->at + 1, out->at, (size_t)last * sizeof *out->at);
    out->at[0] = (struct column){ .kind = COLUMN_NUMBER };
}

static bool has_kind(const struct columns *c, enum column_kind kind)
{
    for (int i = 0; i < c->n; i++)
        if (c->at[i].kind == kind)
            return true;
    return false;
}

/* A column without a heading: its place and what stands in it tell its meaning. */
static void name_unnamed(struct finder *f, const struct table *t, int from, struct columns *out,
                         int i)
{
    struct column *c = &out->at[i], *left = i ? c - 1 : NULL;
    struct sample s = sample_column(f, t, from, i);
    const char *guess = "";

    if (!s.texts && !s.numbers)
        return;
    if (mostly_numbers(s) && (!left || left->kind != COLUMN_NUMBER)) {
        c->kind = COLUMN_NUMBER;
        return;
    }
    if (left && left->kind == COLUMN_GOAL && mostly_numbers(sample_column(f, t, from, i - 1))) {
        *c = *left;
        left->kind = COLUMN_NUMBER;
        return;
    }
    if (left && left->kind == COLUMN_NUMBER && !has_kind(out, COLUMN_GOAL)) {
        *c = (struct column){ .kind = COLUMN_GOAL, .rank = RANK_ANY };
    } else if (!has_kind(out, COLUMN_ORGANISATION) &&
               sample_names(f, t, from, i, true).organisations * 2 > s.texts) {
        c->kind = COLUMN_ORGANISATION;
    } else if (!left || left->kind == COLUMN_NUMBER || left->kind == COLUMN_ORGANISATION) {
        *c = (struct column){ .kind = COLUMN_GOAL,
                              .rank = has_kind(out, COLUMN_GOAL) ? RANK_MAIN : RANK_ANY };
    } else {
        *c = *left;
        guess = left->name ? left->name : "";
    }
    finder_doubt(f, DOUBT_COLUMN_GUESSED, grid_place(t, from, i),
                 text_cut(f->v->arena, heading_text(f, grid_cell(t, from, i)), 80), guess);
}

/* "Mittarit ja seuranta": whichever of the two has no column of its own. */
static void choose_kinds(struct columns *out)
{
    bool action = has_kind(out, COLUMN_ACTION); /* or found so far */

    for (int i = 0; i < out->n; i++) {
        struct column *c = &out->at[i];
        if (c->kind == COLUMN_MEASURE) {
            c->kind = action || c->other == COLUMN_METRIC ? COLUMN_METRIC : COLUMN_ACTION;
            action = true;
        }
        bool pair = (c->kind == COLUMN_FOLLOWUP && c->other == COLUMN_METRIC) ||
                    (c->kind == COLUMN_METRIC && c->other == COLUMN_FOLLOWUP);
        if (!pair)
            continue;
        c->kind = COLUMN_NONE;
        c->kind = has_kind(out, COLUMN_METRIC) ? COLUMN_FOLLOWUP : COLUMN_METRIC;
    }
}

static bool is_single(enum column_kind kind)
{
    return kind == COLUMN_ORGANISATION || (kind >= COLUMN_ACTION && kind <= COLUMN_FOLLOWUP);
}

/* Two columns of one meaning: the plainer heading keeps it, the other becomes an
 * extra column. Cells under one merged heading stay together. */
static void part_doubles(struct finder *f, const struct table *t, int from, struct columns *out)
{
    for (int i = 0; i < out->n; i++)
        for (int k = i + 1; k < out->n; k++) {
            struct column *a = &out->at[i], *b = &out->at[k];
            if (a->kind != b->kind || !is_single(a->kind) || a->name == b->name ||
                a->side != b->side || a->year || b->year)
                continue;
            struct column *extra = a->weak && !b->weak ? a : b;
            if (!extra->name)
                continue;
            if (extra->kind == COLUMN_ACTION)
                finder_doubt(f, DOUBT_COLUMN, grid_place(t, from - 1, extra == a ? i : k),
                             extra->name, NULL);
            extra->kind = COLUMN_EXTRA;
        }
}

/* Levels of goals: main goals before sub-goals, else from left to right. */
static void order_goals(struct columns *out)
{
    for (int rank = RANK_MAIN; rank <= RANK_SUB; rank++)
        for (int i = 0; i < out->n; i++) {
            struct column *c = &out->at[i];
            if (c->kind != COLUMN_GOAL || (int)c->rank != rank)
                continue;
            if (out->goals == GOAL_LEVELS)
                c->kind = COLUMN_EXTRA;
            else
                c->level = out->goals++;
        }
    for (int i = 0; i < out->n; i++) {
        struct column *c = &out->at[i];
        int k = i + 1;
        if (c->kind != COLUMN_NUMBER)
            continue;
        while (k < out->n && out->at[k].kind == COLUMN_NUMBER)
            k++;
        if (k < out->n && out->at[k].kind == COLUMN_GOAL)
            c->level = out->at[k].level;
        else if (i && c[-1].kind == COLUMN_GOAL && k == out->n)
            c->level = c[-1].level;
        else /* the numbers of actions, not of goals */
            c->kind = c->name ? COLUMN_EXTRA : COLUMN_NONE;
    }
}

static void keep_unknown(struct finder *f, const struct table *t, int from, struct columns *out)
{
    for (int i = 0; i < out->n; i++) {
        struct column *c = &out->at[i];
        struct sample s = c->kind ? (struct sample){ 0 } : sample_column(f, t, from, i);
        if (c->kind || !c->name || !(s.texts + s.numbers))
            continue;
        if (!has_kind(out, COLUMN_GOAL) && (!i || c[-1].kind == COLUMN_NUMBER) && s.texts) {
            *c = (struct column){ .kind = COLUMN_GOAL, .rank = RANK_ANY, .name = c->name };
            finder_doubt(f, DOUBT_COLUMN_GUESSED, grid_place(t, from - 1, i), c->name, "");
            continue;
        }
        c->kind = COLUMN_EXTRA;
        finder_doubt(f, DOUBT_COLUMN, grid_place(t, from - 1, i), c->name, NULL);
    }
}

/* A goal's heading merged over its number and title, or over cells merged too. */
static void part_numbers(struct finder *f, const struct table *t, int from, struct columns *out)
{
    for (int i = 0; i + 1 < out->n; i++) {
        struct column *c = &out->at[i];
        if (c->kind != COLUMN_GOAL || !c->name || c->name != c[1].name)
            continue;
        struct sample right = sample_column(f, t, from, i + 1);
        if (mostly_numbers(sample_column(f, t, from, i)))
            c->kind = COLUMN_NUMBER;
        else if (!(right.texts + right.numbers))
            c[1] = (struct column){ .kind = COLUMN_NONE };
    }
}

/* The same heading again, as on each page. */
static bool is_repeated(struct finder *f, const struct table *t, int row,
                        const struct columns *before)
{
    int named = 0, same = 0;

    for (int c = 0; c < t->columns && c < before->n; c++) {
        const struct cell *cell = grid_cell(t, row, c);
        const char *name = before->at[c].name;
        named += name != NULL;
        if (name && cell && cell->n) /* the first letters tell most rows apart at once */
            same += (*name | 0x20) == (*cell->at[0].text | 0x20) &&
                    text_same(name, heading_text(f, cell));
        else if (!name && cell && cell->n)
            return false;
    }
    return same >= 2 && same * 2 > named;
}

/* Quick, and most rows of data have one. */
static bool has_long_cell(const struct table *t, int row)
{
    for (int c = 0; c < t->columns; c++) {
        const struct cell *cell = grid_cell(t, row, c);
        if (cell && cell->n && strlen(cell->at[0].text) > HEADING_LONGEST / 2)
            return true;
    }
    return false;
}

/* Whether a row under a heading is another heading: all of it reads as one. */
static bool is_another(struct finder *f, const struct table *t, int row)
{
    struct column c;

    if (has_long_cell(t, row))
        return false;
    for (int i = t->columns; i-- > 0;) {
        const struct cell *cell = grid_cell(t, row, i);
        if (cell && cell->n && !heading_read(f->v, heading_text(f, cell), &c))
            return false;
    }
    return true;
}

bool columns_read_again(struct finder *f, const struct table *t, int row,
                        const struct columns *before, struct columns *out)
{
    if (!(is_repeated(f, t, row, before) || is_another(f, t, row)) ||
        !columns_read(f, t, row, out))
        return false;
    for (int i = 0; i < out->n && i < before->n; i++) /* the hints are not repeated */
        if (out->at[i].kind == COLUMN_GOAL && before->at[i].kind == COLUMN_GOAL)
            out->at[i].question = before->at[i].question;
    return true;
}

/* The row of the next heading: columns may mean something else from there on. */
static int next_heading(struct finder *f, const struct table *t, int from)
{
    struct column *at = arena_alloc(f->v->arena, ((size_t)t->columns + 1) * sizeof *at);
    int r = from;

    for (; r < t->rows && r < from + ROWS_SAMPLED; r++) {
        if (has_long_cell(t, r))
            continue;
        struct reading reading = read_row(f, t, r, at);
        if (is_heading(reading) && reading.hints * 2 <= reading.filled)
            break;
    }
    return r;
}

bool columns_look(struct finder *f, const struct table *t, int row, struct columns *out)
{
    struct column *at = arena_alloc(f->v->arena, ((size_t)t->columns + 1) * sizeof *at);
    struct reading r = read_row(f, t, row, at);

    *out = (struct columns){ .at = at, .n = t->columns, .rows = 1 };
    if (!sides_read(f, t, row, out)) {
        if (!is_heading(r))
            return false;
        add_second_row(f, t, row, out);
    }
    return has_kind(out, COLUMN_ACTION) || has_kind(out, COLUMN_MEASURE);
}

bool columns_read(struct finder *f, const struct table *t, int row, struct columns *out)
{
    if (!columns_look(f, t, row, out))
        return false;
    int from = row + out->rows;
    years_read(f, t, from, out);
    f->sampled = next_heading(f, t, from);
    choose_kinds(out);
    shift(f, t, from, out);
    part_numbers(f, t, from, out);
    for (int i = 0; i < out->n; i++)
        if (!out->at[i].name && !out->at[i].kind)
            name_unnamed(f, t, from, out, i);
    keep_unknown(f, t, from, out);
    part_doubles(f, t, from, out);
    order_goals(out);
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A document's blocks as pieces: lines of text, and tables of the plan row by
 * row. Tells plan tables from others, headings and hints from data, and knows a
 * table that only continues the one before. Says nothing of what a line means. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

enum { LONG_PARAGRAPH = 160, NOTED_WORDS = 50000 };

/* What the walk through the document remembers from table to table. */
struct walk {
    struct finder *f;
    struct columns *columns; /* of the last plan table; NULL before the first */
    bool broken;             /* other text stood since: a new table does not continue it */
    bool tables, rows;       /* some were found */
    const char *sheet;
    struct over over;
};

static struct piece *add_line(struct walk *w, const char *text, enum line_source source, int level,
                              struct place place)
{
    struct piece *p = arena_push(w->f->v->arena, &w->f->pieces);
    const char *dots = strstr(text, "....");

    p->kind = PIECE_LINE;
    /* A line of a contents list that its reader did not know as one. */
    if (dots && dots > text && strpbrk(dots, "0123456789") &&
        strspn(dots, ". 0123456789") == strlen(dots)) {
        p->role = ROLE_CONTENTS;
        text = text_trim(w->f->v->arena, arena_copy(w->f->v->arena, text, (size_t)(dots - text)));
    }
    p->text = text;
    p->source = source;
    p->level = level;
    p->place = place;
    p->number = p->title = "";
    return p;
}

/* Beginnings of the words written in lower case: see values_split_lost(). */
static void note_words(struct finder *f, const char *text)
{
    bool inside = false;

    for (const char *p = text; *p && f->words.n < NOTED_WORDS;) {
        const char *start = p;
        uint32_t c = text_next(&p);
        bool letter = text_is_letter(c);
        if (letter && !inside && !text_is_upper(c)) {
            const char *end = p;
            for (int i = 1; i < 4 && *end && *end != ' '; i++)
                text_next(&end);
            const char *key = arena_copy(f->v->arena, start, (size_t)(end - start));
            if (lookup_find(&f->words, key) < 0)
                lookup_put(f->v->arena, &f->words, key, 1);
        }
        inside = letter;
    }
}

/* "Välitavoite 1: …", "1. …" or only a title in the column of a goal. */
static void read_goal(struct finder *f, const struct column *column, const char *text,
                      struct printed *out)
{
    struct piece goal;

    if (number_only(text)) {
        out->number = number_clean(f->v, text);
        out->given = true;
        return;
    }
    if (column->kind == COLUMN_GOAL && line_goal(f->v, text, true, &goal) && *goal.title) {
        out->number = *goal.number ? goal.number : out->number;
        out->title = goal.title;
    } else if (*out->number) {
        out->title = text;
    } else {
        number_and_title(f->v, text, &out->number, &out->title);
    }
    out->given = true;
}

static void read_part(struct finder *f, const struct table *t, int r, int c, struct row *row)
{
    const struct column *column = &row->columns->at[c];
    const struct cell *cell = grid_cell(t, r, c);
    const char *text = grid_line(f, cell);
    bool above = r && cell == grid_cell(t, r - 1, c);

    if (column->kind == COLUMN_NUMBER || column->kind == COLUMN_GOAL) {
        struct printed *p = &row->goals[column->level];
        if (above)
            return;
        if (!p->place.table)
            p->place = grid_place(t, r, c);
        read_goal(f, column, value_unbreak(f->v, text), p);
        return;
    }
    if (column->kind == COLUMN_ORGANISATION) {
        row->organisation = above ? NULL : text;
        return;
    }
    struct part *part = &row->parts[row->n++];
    *part = (struct part){ .column = column, .place = grid_place(t, r, c), .above = above };
    values_of_cell(f, cell, &part->values);
    note_words(f, text);
}

/* What a row says to one organisation: all of it but the cells of the others. */
static void add_side(struct walk *w, const struct table *t, int r, bool first, int side)
{
    struct finder *f = w->f;
    struct row *row = arena_alloc(f->v->arena, sizeof *row);
    const struct cell *last = NULL;

    row->columns = w->columns;
    row->place = grid_place(t, r, 0);
    row->first = first;
    row->side = side;
    row->organisation = w->columns->n_sides ? w->columns->sides[side] : NULL;
    row->parts = arena_alloc(f->v->arena, (size_t)w->columns->n * sizeof *row->parts);
    for (int i = 0; i < GOAL_LEVELS; i++)
        row->goals[i].number = row->goals[i].title = "";
    for (int c = 0; c < t->columns && c < w->columns->n; c++) {
        const struct cell *cell = grid_cell(t, r, c);
        const struct column *column = &w->columns->at[c];
        row->place.line = row->place.line ? row->place.line : cell ? cell->line : 0;
        if (!cell || (column->side && column->side != side + 1) ||
            (side && (column->kind == COLUMN_GOAL || column->kind == COLUMN_NUMBER)))
            continue; /* the goal is said once: the next organisations have the same */
        if (cell->n && cell != last && column->kind)
            read_part(f, t, r, c, row);
        last = cell;
    }
    struct piece *p = arena_push(f->v->arena, &f->pieces);
    p->kind = PIECE_ROW;
    p->place = row->place;
    p->row = row;
    w->rows = true;
}

static void add_row(struct walk *w, const struct table *t, int r, bool first)
{
    add_side(w, t, r, first, 0);
    for (int side = 1; side < w->columns->n_sides; side++)
        add_side(w, t, r, first, side);
}

/* Rows that are not the plan's are told by the first of them. */
static void doubt_skipped(struct finder *f, const struct table *t, int row)
{
    const char *words = "";

    for (int c = 0; c < t->columns; c++) {
        const struct cell *cell = grid_cell(t, row, c);
        if (cell && cell->n && !(c && cell == grid_cell(t, row, c - 1)))
            words = text(f->v, "%s%s%s", words, *words ? " | " : "",
                         text_cut(f->v->arena, grid_line(f, cell), 60));
    }
    if (*words && f->skipped != t)
        finder_doubt(f, DOUBT_TABLE_SKIPPED, grid_place(t, row, 0), words, NULL);
    f->skipped = t;
}

/* Rows that stand before the heading: titles over the table, or the rest of the
 * table on the page before. */
static void add_row_before(struct walk *w, const struct table *t, int r, bool continues)
{
    const struct cell *only;
    int n = grid_filled(t, r, &only);

    if (continues && n > 1) {
        add_row(w, t, r, r == 0);
        return;
    }
    if (n == 2 && grid_cell(t, r, only->column - 1)) { /* "Organisaatio: | Kotka" */
        const char *label = grid_line(w->f, grid_cell(t, r, 0));
        if (*label && strlen(label) < HEADING_LONGEST)
            add_line(w, text(w->f->v, "%s: %.*s", number_clean(w->f->v, label), HEADING_LONGEST,
                             grid_line(w->f, only)),
                     LINE_BANNER, 0, grid_place(t, r, 0));
        return;
    }
    if (n > 2) {
        doubt_skipped(w->f, t, r);
        return;
    }
    for (int c = 0; c < t->columns; c++) {
        const struct cell *cell = grid_cell(t, r, c);
        if (cell && cell->n && !(c && cell == grid_cell(t, r, c - 1)))
            add_line(w, grid_line(w->f, cell), LINE_BANNER, 0, grid_place(t, r, c));
    }
}

/* Rows from the heading on. */
static void add_rows(struct walk *w, const struct table *t, int from)
{
    bool first = true, after_heading = w->columns && from > 0, ended = false;

    for (int r = from; r < t->rows; r++) {
        const struct cell *only;
        struct columns again;
        int n = grid_filled(t, r, &only);
        if (!n)
            continue;
        if (after_heading && grid_hints(w->f, t, r, w->columns))
            continue;
        if (n > 1 && columns_read_again(w->f, t, r, w->columns, &again)) {
            *(w->columns = arena_alloc(w->f->v->arena, sizeof again)) = again;
            if (w->f->pieces.at[w->f->pieces.n - 1].kind == PIECE_LINE) {
                struct piece *p = arena_push(w->f->v->arena, &w->f->pieces);
                *p = (struct piece){ .kind = PIECE_TABLE, .place = grid_place(t, r, 0) };
            }
            r += again.rows - 1;
            first = after_heading = true;
            ended = false;
            continue;
        }
        const char *other = ended ? NULL : grid_other(w->f, t, r);
        ended |= other && banner_ends_plan(w->f, t, r, other);
        if (ended)
            continue;
        after_heading = false;
        const char *banner = grid_banner(w->f, t, r, w->columns);
        if (banner) {
            struct place place = grid_place(t, r, only->column);
            struct piece *p = add_line(w, banner, LINE_BANNER, 0, place);
            ended = banner_ends_plan(w->f, t, r, banner);
            p->role = ended ? ROLE_USED : ROLE_NONE;
            continue;
        }
        add_row(w, t, r, first);
        first = false;
    }
}

static void add_layout(struct walk *w, const struct table *t)
{
    for (int r = 0; r < t->rows; r++)
        for (int c = 0; c < t->columns; c++) {
            const struct cell *cell = grid_cell(t, r, c);
            bool again = (c && cell == grid_cell(t, r, c - 1)) ||
                         (r && cell == grid_cell(t, r - 1, c));
            for (size_t i = 0; cell && !again && i < cell->n; i++)
                add_line(w, cell->at[i].text, LINE_BANNER, 0, grid_place(t, r, c));
        }
}

/* Whether a table without a heading goes on where the last one ended. */
static bool continues(struct walk *w, const struct table *t)
{
    int numbers = 0, texts = 0;

    if (!w->columns || w->broken || t->columns != w->columns->n ||
        columns_may_begin(w->f, t, 0))
        return false;
    for (int i = 0; i < t->rows * t->columns; i++) {
        const struct cell *c = t->cells[i];
        if (!c || !c->n)
            continue;
        const char *s = grid_line(w->f, c);
        if (strspn(s, "0123456789.,%+- ") == strlen(s))
            numbers++;
        else
            texts++;
    }
    return texts > numbers;
}

static int find_heading(struct walk *w, const struct table *t, struct columns *out)
{
    const struct cell *only;
    bool strict = w->f->strict;

    for (int r = 0; r < t->rows; r++)
        if (grid_filled(t, r, &only) > 1 && columns_look(w->f, t, r, out) &&
            (!strict || table_is_plan(w->f, out, &w->over)) && columns_read(w->f, t, r, out))
            return r;
    return -1;
}

static void add_sheet(struct walk *w, const struct table *t)
{
    bool sheet = text_same(w->f->document->format, "xlsx") ||
                 text_same(w->f->document->format, "ods");
    bool same = w->sheet && t->name && strcmp(t->name, w->sheet) == 0;

    if (t->name && *t->name && !same && !table_name_is_given(w->f->v, t->name))
        add_line(w, t->name, sheet ? LINE_SHEET : LINE_STRONG, 0, grid_place(t, 0, 0));
    w->broken |= sheet && !same;
    w->sheet = t->name;
}

/* Places in a part of a table, or in a turned one, as they are in the document. */
struct moved {
    size_t pieces, doubts; /* from where on */
    int rows;              /* that stand above */
    bool turned;
};

static struct moved moved_from(struct walk *w, int rows, bool turned)
{
    return (struct moved){ w->f->pieces.n, w->f->out->doubts.n, rows, turned };
}

static void move_place(const struct moved *m, struct place *p)
{
    int row = m->turned ? p->column : p->row;

    if (!p->table)
        return;
    p->column = m->turned ? p->row : p->column;
    p->row = row + m->rows;
}

static void move_places(struct walk *w, const struct moved *m)
{
    for (size_t i = m->doubts; i < w->f->out->doubts.n; i++)
        move_place(m, &w->f->out->doubts.at[i].place);
    for (size_t i = m->pieces; i < w->f->pieces.n; i++) {
        struct piece *p = &w->f->pieces.at[i];
        move_place(m, &p->place);
        for (size_t k = 0; p->row && k < p->row->n; k++)
            move_place(m, &p->row->parts[k].place);
        for (int k = 0; p->row && k < GOAL_LEVELS; k++)
            move_place(m, &p->row->goals[k].place);
        if (p->row)
            move_place(m, &p->row->place);
    }
}

static void read_table(struct walk *w, const struct table *t);

/* Cards under each other, and the lines between them. False: there are none. */
static bool read_cards(struct walk *w, const struct table *t)
{
    int first = 0, end = 0;
    struct columns found;

    while (first < t->rows && !table_turned(w->f, t, first, &end))
        first++;
    for (int r = 0; r < t->rows && first < t->rows; r = end) {
        const struct table *card = table_turned(w->f, t, r, &end);
        struct moved moved = moved_from(w, r, true);
        if (card && find_heading(w, card, &found) == 0) {
            read_table(w, card);
            move_places(w, &moved);
        } else {
            end = r + 1;
            add_row_before(w, t, r, false);
        }
    }
    return first < t->rows;
}

static void read_table(struct walk *w, const struct table *t)
{
    const struct cell *only;
    struct columns found;
    int heading = t->columns > 1 ? find_heading(w, t, &found) : -1;

    if (heading < 0 && read_cards(w, t))
        return;
    add_sheet(w, t);
    bool goes_on = continues(w, t);
    if (heading < 0 && grid_is_layout(t) && !goes_on) {
        add_layout(w, t);
        return;
    }
    if (heading < 0 && !goes_on && grid_is_form(w->f, t)) {
        for (int r = 0; r < t->rows; r++)
            add_row_before(w, t, r, false);
        return;
    }
    if (heading < 0 && !goes_on) {
        int r = 0;
        while (r + 1 < t->rows && !grid_filled(t, r, &only))
            r++;
        doubt_skipped(w->f, t, r);
        w->broken = true;
        return;
    }
    for (int r = 0; r < heading; r++)
        add_row_before(w, t, r, goes_on);
    bool sure = false;
    const char *corner = heading < 0 || !found.at[0].name ? "" : found.at[0].name;
    if (*corner && line_organisation(w->f->v, corner, &sure) && sure)
        add_line(w, corner, LINE_BANNER, 0, grid_place(t, heading, 0));
    w->tables = true;
    struct piece *p = arena_push(w->f->v->arena, &w->f->pieces);
    *p = (struct piece){ .kind = PIECE_TABLE, .place = grid_place(t, 0, 0) };
    if (heading >= 0)
        *(w->columns = arena_alloc(w->f->v->arena, sizeof found)) = found;
    add_rows(w, t, heading < 0 ? 0 : heading + found.rows);
    w->broken = false;
}

/* All that a sheet or a table holds: most often one table. */
static void read_parts(struct walk *w, const struct table *t)
{
    struct sheet_part part;

    for (int first = 0; first < t->rows; first = part.end) {
        part = sheet_part(w->f, t, first);
        if (part.table) /* the name of the sheet stands over all of it */
            add_sheet(w, t);
        for (int r = part.first; r < part.table; r++) {
            const struct cell *c = grid_cell(t, r, 0);
            const char *words = grid_line(w->f, c);
            over_read(w->f, &(struct block){ .kind = BLOCK_PARAGRAPH, .text = words }, &w->over);
            add_row_before(w, t, r, false);
        }
        struct moved moved = moved_from(w, part.table, false);
        if (part.table < part.end)
            read_table(w, sheet_table(w->f, t, &part));
        move_places(w, &moved);
    }
}

static void read_block(struct walk *w, const struct block *b)
{
    struct piece goal;
    bool sure = false;

    over_read(w->f, b, &w->over);
    if (b->kind == BLOCK_TABLE) {
        read_parts(w, b->table);
        return;
    }
    if (b->contents) {
        add_line(w, b->text, LINE_PARAGRAPH, b->level, (struct place){ .line = b->line })->role =
            ROLE_CONTENTS;
        return;
    }
    bool heading = b->kind == BLOCK_HEADING;
    add_line(w, b->text, heading ? LINE_HEADING : b->strong ? LINE_STRONG : LINE_PARAGRAPH,
             heading ? b->level : 0, (struct place){ .line = b->line });
    note_words(w->f, b->text);
    if (text_length(b->text) > LONG_PARAGRAPH)
        w->broken = true;
    else if (heading && !line_goal(w->f->v, b->text, true, &goal))
        w->broken |= !line_organisation(w->f->v, b->text, &sure) || !sure;
}

bool pieces_read(struct finder *f)
{
    struct walk w = { .f = f };

    tables_fill_cells(f);
    tables_look(f);
    for (size_t i = 0; i < f->document->n; i++)
        read_block(&w, &f->document->at[i]);
    if (w.tables && !w.rows)
        return fail(f->v, FAIL_DOCUMENT,
                    tr(f->v, "The plan's table is empty: under its headings there is no row. Fill "
                             "in at least one goal with an action and try again."));
    return w.rows ||
           fail(f->v, FAIL_DOCUMENT,
                tr(f->v, "No plan table was found. A plan is recognised by a table whose headings "
                         "name at least the actions and one more column, for example goal, "
                         "action, metric, schedule and actor."));
}

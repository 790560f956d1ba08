/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Organisations beside each other as columns, goals as rows:
 *   Tavoite | Haminan kaupunki | Kotkan kaupunki           cells are actions
 *   Tavoite | Toimijat ja toimenpiteet (over) Kunnat | Järjestöt
 *   Tavoite | Haminan kaupunki (over) Toimenpide | Mittari | Kotkan kaupunki (over) …
 * Only finds them; a row for each organisation is made by pieces.c. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

enum { ROWS_SAMPLED = 40 };

/* The names in a row, for its columns from first to last; NULL where there is none. */
struct names {
    const char **at;
    int n, sure; /* different ones; of them those whose words say so */
};

static struct names read_names(struct finder *f, const struct table *t, int row, int first,
                               int last)
{
    struct names names = { arena_alloc(f->v->arena, (size_t)t->columns * sizeof *names.at), 0, 0 };
    struct lookup seen = { 0 };

    for (int c = first; c <= last; c++) {
        const struct cell *cell = grid_cell(t, row, c);
        struct column known;
        bool sure = false;
        if (!cell || !cell->n || strlen(cell->at[0].text) > HEADING_LONGEST)
            continue;
        const char *words = text_squeeze(f->v->arena, value_unbreak(f->v, cell_text(f->v, cell)));
        const char *name = line_organisation(f->v, words, &sure);
        if (!name || (!sure && heading_read(f->v, words, &known)) || heading_is_hint(f->v, words))
            continue;
        names.at[c] = name;
        if (lookup_find(&seen, name) >= 0)
            continue;
        lookup_put(f->v->arena, &seen, name, 1);
        names.n++;
        names.sure += sure;
    }
    return names;
}

/* Tables of figures have organisations beside each other too. */
static bool holds_words(struct finder *f, const struct table *t, int from,
                        const struct names *names)
{
    int words = 0, figures = 0;

    for (int r = from; r < t->rows && r < from + ROWS_SAMPLED; r++)
        for (int c = 0; c < t->columns; c++) {
            const char *text = names->at[c] ? grid_line(f, grid_cell(t, r, c)) : "";
            if (strlen(text_plain(f->v->arena, text)) > 3 &&
                strspn(text, "0123456789 .,%€-") < strlen(text))
                words++;
            else
                figures += *text && !value_is_dash(text);
        }
    return words > figures;
}

static bool has_goal_column(const struct columns *out)
{
    for (int i = 0; i < out->n; i++)
        if (out->at[i].kind == COLUMN_GOAL)
            return true;
    return false;
}

/* The side of a name; 0: there are too many. */
static int side_of(struct columns *out, const char *name)
{
    for (int i = 0; i < out->n_sides; i++)
        if (strcmp(out->sides[i], name) == 0)
            return i + 1;
    if (out->n_sides == SIDES)
        return 0;
    out->sides[out->n_sides++] = name;
    return out->n_sides;
}

/* Columns under names hold actions, but for those whose own heading says what. */
static void take_names(struct finder *f, const struct table *t, int row, const struct names *names,
                       struct columns *out, bool headed)
{
    for (int c = 0; c < out->n; c++) {
        const char *name = names->at[c];
        bool sure;
        if (!name)
            continue;
        const char *words = grid_line(f, grid_cell(t, row, c));
        int side = side_of(out, name);
        if (!side || (headed && !out->at[c].kind))
            continue;
        if (!headed)
            out->at[c] = (struct column){ .kind = COLUMN_ACTION, .name = words };
        out->at[c].side = side;
        if (!line_organisation(f->v, words, &sure) || !sure)
            finder_doubt(f, DOUBT_ORGANISATION_GUESSED, grid_place(t, row, c), words, name);
    }
}

/* The last column under a heading: it is merged over them, or nothing stands beside it
 * where the row below goes on. */
static int last_under(struct finder *f, const struct table *t, int row, int column)
{
    const struct cell *over = grid_cell(t, row, column);
    int last = over->column + over->columns - 1;

    while (over->columns == 1 && last + 1 < t->columns &&
           !*grid_line(f, grid_cell(t, row, last + 1)) &&
           *grid_line(f, grid_cell(t, row + 1, last + 1)))
        last++;
    return last < t->columns ? last : t->columns - 1;
}

/* "Toimijat ja toimenpiteet" over the names of organisations. */
static bool under_heading(struct finder *f, const struct table *t, int row, struct columns *out)
{
    for (int c = 0; c < out->n; c++) {
        const struct cell *over = grid_cell(t, row, c);
        const struct column *says = &out->at[c];
        int last = over && over->n ? last_under(f, t, row, c) : c;
        bool actor = says->kind == COLUMN_ACTOR || says->kind == COLUMN_ORGANISATION ||
                     says->other == COLUMN_ACTOR || says->other == COLUMN_ORGANISATION;
        if (!over || last == c || over->rows > 1 ||
            !(actor || says->kind == COLUMN_ACTION || says->other == COLUMN_ACTION))
            continue;
        struct names names = read_names(f, t, row + 1, c, last);
        if (names.n > 1 && (names.sure || actor) && holds_words(f, t, row + 2, &names)) {
            take_names(f, t, row + 1, &names, out, false);
            out->rows = 2;
            return true;
        }
        c = last;
    }
    return false;
}

/* Whether actions have headings under the names, one for each of them. */
static bool are_headed(struct finder *f, const struct table *t, int row,
                       const struct names *names, struct column *below)
{
    int actions = 0;

    for (int c = 0; c < t->columns; c++) {
        const struct cell *cell = grid_cell(t, row + 1, c);
        const char *words = grid_line(f, cell);
        bool known = cell && cell != grid_cell(t, row, c) && *words &&
                     heading_read(f->v, words, &below[c]);
        if (!known)
            below[c] = (struct column){ 0 };
        else
            below[c].name = words;
        actions += known && names->at[c] && below[c].kind == COLUMN_ACTION;
    }
    return actions >= names->n;
}

bool sides_read(struct finder *f, const struct table *t, int row, struct columns *out)
{
    if (!has_goal_column(out))
        return false;
    if (under_heading(f, t, row, out))
        return true;
    struct names names = read_names(f, t, row, 0, t->columns - 1);
    struct column *below = arena_alloc(f->v->arena, ((size_t)t->columns + 1) * sizeof *below);
    if (names.n < 2 || names.sure < 2)
        return false;
    for (int c = 0; c < out->n; c++) /* what has a meaning of its own is no name */
        if (out->at[c].kind == COLUMN_GOAL || out->at[c].kind == COLUMN_NUMBER)
            names.at[c] = NULL;
    bool headed = are_headed(f, t, row, &names, below);
    if (!headed && !holds_words(f, t, row + 1, &names))
        return false;
    for (int c = 0; headed && c < out->n; c++) {
        if (below[c].kind)
            out->at[c] = below[c];
        if (c && below[c].kind && !*grid_line(f, grid_cell(t, row, c))) /* merged no more */
            names.at[c] = names.at[c - 1];
    }
    take_names(f, t, row, &names, out, headed);
    out->rows = 1 + headed;
    return true;
}

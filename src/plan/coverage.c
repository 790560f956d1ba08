/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Fills the table; what it tells in sentences is in coverage_findings.c. */
#include "plan/coverage.h"

#include "base/text.h"
#include "web/address.h"

#include <string.h>

enum { HEAD_MOST = 34 };

static const char *const shows[] = { "tekstit", "puuttuvat", "kaikki", NULL };
static const char *const kinds[] = { "kaikki", "other",       "county", "municipality", "parish",
                                     "association", "police", "school", NULL };

const struct input coverage_inputs[] = {
    { "nayta", INPUT_CHOICE, 0, shows },
    { "tyyppi", INPUT_CHOICE, 0, kinds },
    { 0 },
};

/* ---- columns ---- */

static int kinds_n(const struct organisation_items *list)
{
    int n = 0;
    for (enum organisation_kind k = 0; k < ORGANISATION_KINDS; k++)
        n += organisation_items_has_kind(list, k);
    return n;
}

static void column_add(struct visit *v, struct coverage *c, const struct organisation_item *o)
{
    c->columns[c->n_columns++] = (struct coverage_column){
        .name = o->row->name,
        .head = soft_hyphens(v, text_cut(v->arena, o->row->short_name, HEAD_MOST)),
        .address = o->address,
        .organisation = o,
        .kind = o->kind,
    };
}

static void column_add_kind(struct visit *v, struct coverage *c, enum organisation_kind kind)
{
    const char *name = tr(v, organisation_kind_plural(kind));

    c->columns[c->n_columns++] = (struct coverage_column){
        .name = name,
        .head = soft_hyphens(v, name),
        .address = to_with(v, "tyyppi", organisation_kind_code(kind)),
        .kind = kind,
    };
}

static void choose_columns(struct visit *v, struct coverage *c)
{
    const char *kind = given(v, "tyyppi");
    const struct organisation_items *list = &c->organisations;

    c->can_group = list->n > COVERAGE_ORGANISATIONS && kinds_n(list) > 1;
    c->by_kind = c->can_group && !*kind && v->format == FORMAT_HTML &&
                 strcmp(c->show, "puuttuvat") != 0;
    c->one_kind = *kind && strcmp(kind, "kaikki") != 0;
    c->columns =
        arena_alloc(v->arena, ((size_t)list->n + ORGANISATION_KINDS) * sizeof *c->columns);
    if (c->by_kind)
        for (enum organisation_kind k = 0; k < ORGANISATION_KINDS; k++)
            if (organisation_items_has_kind(list, k))
                column_add_kind(v, c, k);
    for (int i = 0; !c->by_kind && i < list->n; i++)
        if (!c->one_kind || strcmp(organisation_kind_code(list->at[i].kind), kind) == 0)
            column_add(v, c, &list->at[i]);
}

/* The column of each organisation, in the order of the list; -1: not shown. */
static int *columns_of(struct visit *v, const struct coverage *c)
{
    int *of = arena_alloc(v->arena, ((size_t)c->organisations.n + 1) * sizeof *of);

    for (int i = 0; i < c->organisations.n; i++) {
        const struct organisation_item *o = &c->organisations.at[i];
        of[i] = -1;
        for (int k = 0; k < c->n_columns; k++)
            if (c->columns[k].organisation ? c->columns[k].organisation == o
                                           : c->columns[k].kind == o->kind)
                of[i] = k;
    }
    return of;
}

/* ---- cells ---- */

static bool count_cells(struct visit *v, struct coverage *c, struct tally *cells)
{
    struct overview_cells_rows rows;
    const int *column = columns_of(v, c);

    if (!overview_cells(v, &rows, v->plan))
        return false;
    for (size_t i = 0; i < rows.n; i++) {
        int goal = ids_find(&c->goals.ids, rows.at[i].goal);
        int organisation = ids_find(&c->organisations.ids, rows.at[i].organisation);
        if (goal < 0 || organisation < 0 || column[organisation] < 0)
            continue;
        tally_count(&cells[goal * c->n_columns + column[organisation]], rows.at[i].entry_kind,
                    rows.at[i].status, 1, 0);
    }
    return true;
}

/* A row for each goal with entries, and a heading for each goal above others. */
static void make_rows(struct visit *v, struct coverage *c, const struct tally *cells)
{
    c->rows = arena_alloc(v->arena, ((size_t)c->goals.n * 2 + 1) * sizeof *c->rows);
    for (int i = 0; i < c->goals.n; i++) {
        struct coverage_row row = { .goal = &c->goals.at[i], .cells = cells + i * c->n_columns };
        for (int k = 0; k < c->n_columns; k++) {
            tally_add(&row.tally, &row.cells[k]);
            tally_add(&c->columns[k].tally, &row.cells[k]);
        }
        tally_add(&c->all, &row.tally);
        if (!row.goal->row->is_leaf)
            c->rows[c->n_rows++] = (struct coverage_row){ .goal = row.goal };
        if (row.goal->row->is_leaf || tally_all(&row.tally))
            c->rows[c->n_rows++] = row;
    }
}

bool coverage_load(struct visit *v, struct coverage *c)
{
    *c = (struct coverage){ .show = given(v, "nayta") };
    if (!goal_items_load(v, &c->goals) || !organisation_items_load(v, &c->organisations))
        return false;
    choose_columns(v, c);
    struct tally *cells = arena_alloc(
        v->arena, ((size_t)c->goals.n * (size_t)c->n_columns + 1) * sizeof *cells);
    if (!count_cells(v, c, cells))
        return false;
    make_rows(v, c, cells);
    coverage_find(v, c);
    return true;
}

enum status coverage_status(const struct tally *cell)
{
    static const enum status loudest[] = { STATUS_MISSING,  STATUS_PLANNED, STATUS_NOTSTARTED,
                                           STATUS_PROGRESS, STATUS_STOPPED, STATUS_DONE,
                                           STATUS_REFERS,   STATUS_NA };

    for (int i = 0; i < STATUSES; i++)
        if (cell->entries[loudest[i]])
            return loudest[i];
    return STATUSES;
}

bool coverage_lists(const struct coverage *c, const struct tally *cell)
{
    return strcmp(c->show, "puuttuvat") == 0 ? cell->entries[STATUS_MISSING] > 0
                                             : tally_all(cell) > 0;
}

const char *coverage_address(struct visit *v, const struct coverage_row *row,
                             const struct coverage_column *column)
{
    return column->organisation
               ? text(v, "%s#%s", row->goal->address, column->organisation->row->slug)
               : text(v, "%s?tyyppi=%s", row->goal->address, organisation_kind_code(column->kind));
}

const char *coverage_words(struct visit *v, const struct coverage_row *row,
                           const struct coverage_column *column, const struct tally *cell)
{
    const char *status = tr(v, status_name(coverage_status(cell)));

    if (column->organisation)
        return text(v, "%s, %s %s", status, column->organisation->row->short_name,
                    row->goal->row->code);
    return text(v, tr(v, "Recorded %s of %s, missing %s: %s %s"),
                say(v, tally_recorded(cell)), say(v, tally_expected(cell)),
                say(v, cell->entries[STATUS_MISSING]), column->name, row->goal->row->code);
}

/* ---- soft hyphens ---- */

enum { WORD_LONG = 10, SIDE_LEAST = 4 };

/* Last parts of the long words in names of organisations: before them is the best place. */
static const char *const last_parts[] = {
    "alue",      "alueet",   "yhtymä",    "verkosto",   "laitos",       "laitokset", "keskus",
    "yhdistys",  "järjestö", "kunta",     "kunnat",     "toiminta",     "palvelut",  "område",
    "områden",   "stugor",   "förening",  "föreningar", "förbund",      "nätverk",   "kommun",
    "församling", "anstalter", "organisation",
};

static bool is_vowel(uint32_t c)
{
    for (const char *at = "aeiouyåäöAEIOUYÅÄÖ"; *at;)
        if (text_next(&at) == c)
            return true;
    return false;
}

/* Where the last part of a compound word begins; NULL: not known. */
static const char *last_part(struct visit *v, const char *word)
{
    const char *lower = text_lower(v->arena, word);

    for (size_t i = 0; i < sizeof last_parts / sizeof *last_parts; i++) {
        size_t n = strlen(last_parts[i]);
        if (strlen(lower) == strlen(word) && text_ends(lower, last_parts[i]) &&
            strlen(word) > n + SIDE_LEAST - 1)
            return word + strlen(word) - n;
    }
    return NULL;
}

/* Else a syllable begins with the last consonant before a vowel, as in Finnish. */
static void hyphenate(struct visit *v, struct buf *out, const char *word)
{
    size_t letters = text_length(word), i = 0;
    const char *part = last_part(v, word);

    for (const char *at = word; *at; i++) {
        const char *here = at, *after;
        bool vowel = is_vowel(text_next(&at));
        after = at;
        bool syllable = !part && !vowel && *after && is_vowel(text_next(&after)) &&
                        i >= SIDE_LEAST && letters - i >= SIDE_LEAST;
        if (here == part || syllable)
            buf_puts(out, "\u00AD");
        buf_put(out, here, (size_t)(at - here));
    }
}

const char *soft_hyphens(struct visit *v, const char *words)
{
    struct buf out = buf_new(1 << 16);

    while (*words) {
        const char *begin = words, *end = words;
        while (*words && text_is_letter(text_next(&words)))
            end = words;
        const char *word = arena_copy(v->arena, begin, (size_t)(end - begin));
        if (text_length(word) > WORD_LONG)
            hyphenate(v, &out, word);
        else
            buf_puts(&out, word);
        buf_put(&out, end, (size_t)(words - end));
    }
    const char *copy = out.n ? arena_copy(v->arena, out.at, out.n) : "";
    buf_free(&out);
    return copy;
}

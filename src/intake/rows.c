/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Rows in the order of the document: joins what a page break has cut, and walks
 * through goals and organisations to find whose each row is. What stands in the
 * cells of a row is entries.c's. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

static bool begins_small(const char *s)
{
    uint32_t c = text_next(&s);
    return text_is_letter(c) && !text_is_upper(c);
}

static struct part *find_part(const struct row *row, const struct column *column)
{
    for (size_t i = 0; i < row->n; i++) {
        const struct column *c = row->parts[i].column;
        if (c->kind == column->kind &&
            (c->kind != COLUMN_EXTRA || text_same(c->name, column->name)))
            return &row->parts[i];
    }
    return NULL;
}

const struct part *row_action(const struct row *row)
{
    static const struct column action = { .kind = COLUMN_ACTION };
    return find_part(row, &action);
}

/* Whether the first row of a table is the rest of the last row of the one before. */
static bool is_rest(const struct row *row)
{
    const struct part *action = row_action(row);
    bool given = false;

    for (int i = 0; i < row->columns->goals; i++) {
        if (*row->goals[i].number || (*row->goals[i].title && !begins_small(row->goals[i].title)))
            return false;
        given |= row->goals[i].given;
    }
    if (!action)
        return row->n || given;
    const struct value *first = &action->values.at[0];
    return begins_small(first->text) && !first->item;
}

static const char *last_words(const struct part *p)
{
    return p && p->values.n ? p->values.at[p->values.n - 1].text : "";
}

/* Whether a row inside a table is the rest of the row above: a cell above ends in the
 * middle of a word or sentence, and all cells go on in small letters. */
static bool is_cut(const struct row *row, const struct row *above, struct row *const *owner)
{
    bool broken = false;

    if (row->organisation && !row->columns->n_sides)
        return false;
    for (int i = 0; i < row->columns->goals; i++) {
        const struct printed *p = &row->goals[i];
        if (*p->number || (*p->title && !(begins_small(p->title) && owner[i])))
            return false;
        broken |= *p->title && value_joins(owner[i]->goals[i].title, "X");
    }
    for (size_t i = 0; i < row->n; i++) {
        const struct part *p = &row->parts[i];
        const char *before = last_words(find_part(above, p->column));
        if (p->above || !p->values.n || p->values.at[0].item || !*before ||
            !begins_small(p->values.at[0].text))
            return false;
        broken |= value_joins(before, "X");
    }
    return broken;
}

static void join_part(struct finder *f, struct row *to, const struct part *from)
{
    struct part *part = find_part(to, from->column);

    if (!part) {
        struct part *more = arena_alloc(f->v->arena, (to->n + 1) * sizeof *more);
        if (to->n)
            memcpy(more, to->parts, to->n * sizeof *more);
        more[to->n++] = *from;
        to->parts = more;
        return;
    }
    for (size_t i = 0; i < from->values.n; i++) {
        const struct value *value = &from->values.at[i];
        struct value *last = part->values.n ? &part->values.at[part->values.n - 1] : NULL;
        if (!i && last && !value->item && value_joins(last->text, value->text))
            last->text = value_unbreak(f->v, text(f->v, "%s %s", last->text, value->text));
        else
            *arena_push(f->v->arena, &part->values) = *value;
    }
}

/* The words of a row, for a doubt. */
static const char *row_words(struct finder *f, const struct row *row)
{
    const char *out = "";

    for (int i = 0; i < row->columns->goals; i++)
        if (*row->goals[i].title)
            out = text(f->v, "%s%s%s", out, *out ? " | " : "", row->goals[i].title);
    for (size_t i = 0; i < row->n; i++)
        out = text(f->v, "%s%s%s", out, *out ? " | " : "",
                   text_cut(f->v->arena, values_text(f->v, &row->parts[i].values), 100));
    return out;
}

void rows_join(struct finder *f)
{
    struct row *lasts[SIDES] = { 0 }, *owner[GOAL_LEVELS] = { 0 };

    for (size_t i = 0; i < f->pieces.n; i++) {
        struct piece *p = &f->pieces.at[i];
        if (p->kind == PIECE_LINE && (p->role == ROLE_GOAL || p->role == ROLE_ORGANISATION))
            memset(lasts, 0, sizeof lasts);
        if (p->kind != PIECE_ROW)
            continue;
        struct row *row = p->row, *last = lasts[row->side];
        if (last && (row->first ? is_rest(row) : is_cut(row, last, owner))) {
            finder_doubt(f, DOUBT_ROW_JOINED, row->place, row_words(f, row), NULL);
            for (size_t k = 0; k < row->n; k++)
                join_part(f, last, &row->parts[k]);
            for (int k = 0; k < row->columns->goals; k++)
                if (*row->goals[k].title && owner[k])
                    owner[k]->goals[k].title = value_unbreak(
                        f->v, text(f->v, "%s %s", owner[k]->goals[k].title, row->goals[k].title));
            row->gone = true;
            continue;
        }
        for (int k = 0; k < row->columns->goals; k++)
            owner[k] = row->goals[k].given ? row : owner[k];
        lasts[row->side] = row;
    }
}

/* Where the walk stands. */
struct walk {
    struct finder *f;
    struct open {
        enum goal_rank rank;
        struct printed printed;
    } open[GOAL_LEVELS]; /* goal headings over the table */
    int opened;
    int over;         /* the goal that stands over the rows; -1: none, -2: not asked yet */
    const struct printed *printed[GOAL_LEVELS]; /* as the row before names them */
    int goals[GOAL_LEVELS]; /* of the row before, level by level; -1: none */
    int parents[GOAL_LEVELS];
    const char *organisation; /* of the section; NULL: none said */
    int row_organisation; /* of the row before */
    bool untitled;    /* there is a goal without a title */
    bool named;       /* some line or column names organisations */
    int first, last;  /* leaf goals: of the section, of the row before */
    int parent;       /* over the table of the row before */
    bool any;         /* some row has been built */
    int organisation_before; /* of the row before */
    struct built *built;     /* of each organisation */
    size_t n_built, cap_built;
};

static void open_goal(struct walk *w, const struct piece *p)
{
    struct printed printed = { p->number, p->title, true, p->place };

    w->over = -2;
    while (w->opened) {
        const struct open *top = &w->open[w->opened - 1];
        bool under = *top->printed.number &&
                     text_begins(p->number, text(w->f->v, "%s.", top->printed.number));
        if (top->rank < p->rank || (under && w->opened < GOAL_LEVELS))
            break;
        w->opened--;
    }
    if (w->opened == GOAL_LEVELS)
        w->opened--;
    w->open[w->opened++] = (struct open){ p->rank, printed };
}

static int goal_over_row(struct walk *w)
{
    if (w->over != -2)
        return w->over;
    w->over = -1;
    for (int i = 0; i < w->opened; i++)
        w->over = goal_get(w->f, w->over, &w->open[i].printed, false);
    return w->over;
}

/* Whether a row names the same goal as the row before. */
static bool is_same(const struct printed *a, const struct printed *b)
{
    return a && strcmp(a->number, b->number) == 0 && strcmp(a->title, b->title) == 0;
}

/* The goal of a row: what it says itself under what stands over it. */
static int goal_of_row(struct walk *w, const struct row *row)
{
    int over = goal_over_row(w), goal = over;

    for (int i = 0; i < row->columns->goals; i++) {
        const struct printed *p = &row->goals[i];
        bool given = p->given && (*p->number || *p->title);
        bool kept = w->goals[i] >= 0 && w->parents[i] == goal;
        if (given && !(kept && is_same(w->printed[i], p))) {
            bool fresh = row->first && over == w->parent && w->any;
            goal = goal_get(w->f, goal, p, fresh);
            int parent = w->f->out->plan.goals.at[goal].parent;
            if (!i && parent != over)
                w->over = over = parent;
            w->printed[i] = p;
        } else if (kept) {
            goal = w->goals[i];
        } else if (i + 1 < row->columns->goals) {
            w->goals[i] = -1;
            continue;
        }
        w->goals[i] = goal;
        w->parents[i] = i ? w->goals[i - 1] : over;
    }
    w->parent = over;
    return goal;
}

/* Nothing says which goal: one without a title. */
static int goal_without_title(struct walk *w, const struct row *row)
{
    struct printed none = { .number = "", .title = "", .place = row->place };

    if (!w->untitled)
        finder_doubt(w->f, DOUBT_GOAL_NO_TITLE, row->place, row_words(w->f, row), NULL);
    w->untitled = true;
    return goal_get(w->f, -1, &none, false);
}

/* Where organisations are not named, the first goal again begins the next one. */
static int organisation_unnamed(struct walk *w, int goal, bool first)
{
    struct organisations *list = &w->f->out->plan.organisations;
    bool again = first && goal == w->first && w->last != goal;

    if (!list->n || again) {
        *arena_push(w->f->v->arena, list) = (struct organisation){ .name = "" };
        w->first = goal;
    }
    w->last = goal;
    return (int)list->n - 1;
}

static bool has_organisation_column(const struct row *row)
{
    if (row->columns->n_sides)
        return true;
    for (int i = 0; i < row->columns->n; i++)
        if (row->columns->at[i].kind == COLUMN_ORGANISATION)
            return true;
    return false;
}

static int organisation_of_row(struct walk *w, const struct row *row, int goal)
{
    if (row->organisation && *row->organisation)
        return organisation_get(w->f, row->organisation);
    if (has_organisation_column(row) && w->row_organisation >= 0)
        return w->row_organisation;
    if (w->organisation)
        return organisation_get(w->f, w->organisation);
    if (!w->named)
        return organisation_unnamed(w, goal, row->first);
    /* Before the first heading that names one: the plan's own. */
    return organisation_get(w->f, organisation_default(w->f));
}

/* What the organisation's rows before have left. Rows of several organisations may take
 * turns; else another's rows between hide what stood above. */
static struct built *built_of(struct walk *w, const struct row *row, int organisation)
{
    while (w->n_built <= (size_t)organisation) {
        w->built = arena_grow(w->f->v->arena, w->built, w->n_built, &w->cap_built,
                              sizeof *w->built);
        w->built[w->n_built++] = (struct built){ .entry = -1, .before = -1 };
    }
    struct built *b = &w->built[organisation];
    if (organisation != w->organisation_before && !has_organisation_column(row))
        *b = (struct built){ .entry = -1, .before = -1 };
    /* What is said to all of them is told once. */
    b->placed = row->side && w->built[w->organisation_before].placed;
    return b;
}

static void build_row(struct walk *w, const struct row *row)
{
    int goal = goal_of_row(w, row);

    if (goal < 0)
        goal = goal_without_title(w, row);
    int organisation = organisation_of_row(w, row, goal);
    w->row_organisation = organisation;
    if (row->columns->goals) {
        const struct column *at = row->columns->at;
        for (int i = 0; i < row->columns->n; i++)
            if (at[i].kind == COLUMN_GOAL && at[i].question &&
                at[i].level == row->columns->goals - 1)
                w->f->out->plan.goals.at[goal].question = at[i].question;
    }
    entry_build(w->f, built_of(w, row, organisation), row, goal, organisation);
    w->organisation_before = organisation;
    w->any = true;
}

static bool names_organisations(const struct finder *f)
{
    for (size_t i = 0; i < f->pieces.n; i++) {
        const struct piece *p = &f->pieces.at[i];
        if (p->role == ROLE_ORGANISATION ||
            (p->kind == PIECE_ROW && has_organisation_column(p->row)))
            return true;
    }
    return false;
}

static bool names_goal(const struct row *row, const struct row *before)
{
    for (int i = 0; i < row->columns->goals; i++) {
        const struct printed *p = &row->goals[i];
        if (p->given && !(before && is_same(&before->goals[i], p)))
            return true;
    }
    return false;
}

/* In a plan with a row for each action, many rows are about the goal of the row before. */
static bool is_row_per_action(const struct finder *f)
{
    const struct row *before = NULL;
    int rows = 0, without = 0;

    for (size_t i = 0; i < f->pieces.n; i++) {
        const struct row *row = f->pieces.at[i].row;
        if (f->pieces.at[i].kind != PIECE_ROW || row->gone || row->side)
            continue;
        rows++;
        without += !names_goal(row, before);
        before = row;
    }
    return without * 4 > rows;
}

void rows_build(struct finder *f)
{
    struct walk w = { .f = f, .row_organisation = -1, .first = -1, .last = -1,
                      .over = -2, .parent = -1, .organisation_before = -1 };

    for (int i = 0; i < GOAL_LEVELS; i++)
        w.goals[i] = w.parents[i] = -1;
    w.named = names_organisations(f);
    f->row_per_action = is_row_per_action(f);
    for (size_t i = 0; i < f->pieces.n; i++) {
        struct piece *p = &f->pieces.at[i];
        if (p->kind == PIECE_LINE && p->role == ROLE_GOAL)
            open_goal(&w, p);
        else if (p->kind == PIECE_LINE && p->role == ROLE_ORGANISATION)
            w.organisation = p->title;
        else if (p->kind == PIECE_ROW && !p->row->gone)
            build_row(&w, p->row);
    }
    organisations_name(f, w.named);
}

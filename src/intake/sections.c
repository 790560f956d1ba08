/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which lines name a goal and which an organisation. A line's own words may say
 * it ("Päätavoite I", "Haminan kaupunki"); else lines that look the same as such
 * lines are taken the same way, and what stands under them tells: where the same
 * goals come again and again, the headings over them are organisations. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

enum { LINES_BEFORE_TABLE = 5, STYLES_OF_SOURCE = 2 * 16, STYLES = 5 * STYLES_OF_SOURCE };

static bool is_line(const struct piece *p)
{
    return p->kind == PIECE_LINE;
}

/* Lines with and without a number do not look alike. */
static int style_of(const struct piece *p)
{
    int level = p->level < 0 ? 0 : p->level > 15 ? 15 : p->level;
    return (int)p->source * STYLES_OF_SOURCE + 2 * level + (number_end(p->text) != NULL);
}

static bool begins_small(const char *s)
{
    uint32_t c = text_next(&s);
    return text_is_letter(c) && !text_is_upper(c);
}

/* The line that carries on with a goal's title, or holds all of it. */
static void take_title(struct finder *f, size_t i)
{
    struct piece *p = &f->pieces.at[i], *next = p + 1;
    struct piece goal;
    bool sure = false;

    if (i + 1 >= f->pieces.n || !is_line(next) || next->role || next->source == LINE_SHEET ||
        text_length(next->text) > 200 || line_goal(f->v, next->text, true, &goal) ||
        (line_organisation(f->v, next->text, &sure) && sure))
        return;
    if (!*p->title)
        p->title = next->text;
    else if (begins_small(next->text) && next->source == p->source &&
             !strchr(".:!", p->title[strlen(p->title) - 1]))
        p->title = text(f->v, "%s %s", p->title, next->text);
    else
        return;
    next->role = ROLE_USED;
}

static void find_goal_lines(struct finder *f)
{
    for (size_t i = 0; i < f->pieces.n; i++) {
        struct piece *p = &f->pieces.at[i], goal;
        if (!is_line(p) || p->role || !line_goal(f->v, p->text, p->source != LINE_PARAGRAPH, &goal))
            continue;
        p->role = ROLE_GOAL;
        p->sure = true;
        p->rank = goal.rank;
        p->number = goal.number;
        p->title = goal.title;
        take_title(f, i);
    }
}

/* Marks the lines that may say something of the table that follows them: open
 * headings, names of sheets, rows over the rows of a table, the last lines. */
static bool *find_scope(struct finder *f)
{
    bool *scope = arena_alloc(f->v->arena, f->pieces.n + 1);
    bool table = false; /* a plan table follows */
    bool close = false; /* nothing but headings stands before it */
    int lines = 0, lowest = 16;

    for (size_t i = f->pieces.n; i-- > 0;) {
        struct piece *p = &f->pieces.at[i];
        if (!is_line(p)) {
            table = close = true;
            lines = 0;
            lowest = 16;
            continue;
        }
        if (p->role >= ROLE_CONTENTS || !table)
            continue;
        close &= p->source == LINE_HEADING;
        if (p->source == LINE_HEADING) {
            scope[i] = p->level < lowest || close;
            if (p->role != ROLE_GOAL && p->level < lowest)
                lowest = p->level;
        } else {
            scope[i] = p->source >= LINE_BANNER || lines < LINES_BEFORE_TABLE;
        }
        if (p->role != ROLE_GOAL && p->source != LINE_HEADING)
            lines += text_length(p->text) > HEADING_LONGEST ? LINES_BEFORE_TABLE : 1;
    }
    return scope;
}

/* "Prioritet 1: Trygghet", "Kärki 2 – Osallisuus": whatever the word is. */
static bool worded_number(struct visit *v, const char *text, const char **number,
                          const char **title)
{
    const char *p = text, *end = text;

    for (uint32_t c; (c = text_next(&p)) && text_is_letter(c);)
        end = p;
    if (end == text || *end != ' ' || !number_end(end + 1))
        return false;
    const char *after = number_end(end + 1);
    bool apart = after[-1] == ':' || after[-1] == '.' || text_begins(after, " –") ||
                 text_begins(after, " - ");
    number_and_title(v, end + 1, number, title);
    return apart && *title;
}

static void set_goal(struct finder *f, struct piece *p, enum goal_rank rank)
{
    p->role = ROLE_GOAL;
    p->rank = rank;
    if (!worded_number(f->v, p->text, &p->number, &p->title))
        number_and_title(f->v, p->text, &p->number, &p->title);
}

/* "Prioritet 1: …", "Prioritet 2: …": the same word with other numbers names goals. */
static void find_worded_goals(struct finder *f, const bool *scope)
{
    struct lookup words = { 0 };

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < f->pieces.n; i++) {
            struct piece *p = &f->pieces.at[i];
            const char *number, *title;
            if (!is_line(p) || p->role || !scope[i] || heading_is_plan_word(f->v, p->text) ||
                !worded_number(f->v, p->text, &number, &title))
                continue;
            const char *key = arena_copy(f->v->arena, p->text, strcspn(p->text, " "));
            int met = lookup_find(&words, key);
            if (!pass)
                lookup_put(f->v->arena, &words, key, met < 0 ? 1 : met + 1);
            else if (met > 1)
                set_goal(f, p, RANK_MAIN);
        }
}

/* A table without a column for goals under a line with a number: its goal. */
static void find_numbered_goals(struct finder *f, const bool *scope)
{
    for (size_t i = 1; i + 1 < f->pieces.n; i++) {
        const struct piece *row = &f->pieces.at[i + 1];
        struct piece *p = &f->pieces.at[i - 1];
        bool sure = false;
        if (f->pieces.at[i].kind == PIECE_TABLE && row->kind == PIECE_ROW &&
            !row->row->columns->goals && is_line(p) && !p->role && scope[i - 1] &&
            number_end(p->text) && text_length(p->text) <= 200 &&
            !(line_organisation(f->v, p->text, &sure) && sure))
            set_goal(f, p, RANK_SUB);
    }
}

static void set_organisation(struct piece *p, const char *name, bool sure)
{
    p->role = ROLE_ORGANISATION;
    p->title = name;
    p->sure = sure;
}

/* Lines whose words say that they name an organisation; counts them by style. */
static void find_named(struct finder *f, const bool *scope, int styles[STYLES])
{
    for (size_t i = 0; i < f->pieces.n; i++) {
        struct piece *p = &f->pieces.at[i];
        bool sure = false;
        if (!is_line(p) || p->role || !scope[i])
            continue;
        const char *name = line_organisation(f->v, p->text, &sure);
        if (!name || !sure)
            continue;
        set_organisation(p, name, true);
        styles[style_of(p)]++;
    }
}

/* Whether a line stands alone: right after a table or, in a sheet, right over one. */
static bool stands_alone(const struct finder *f, size_t i)
{
    const struct piece *p = &f->pieces.at[i];
    return p->source == LINE_HEADING || p->source == LINE_SHEET || !i || !is_line(p - 1) ||
           (p->source == LINE_BANNER &&
            (number_end(p->text) ||
             (i + 1 < f->pieces.n && !strchr(p->text, ':') &&
              (!is_line(p + 1) || p[1].role == ROLE_GOAL))));
}

static bool is_candidate(struct finder *f, size_t i, const bool *scope)
{
    const struct piece *p = &f->pieces.at[i];
    bool sure;

    return is_line(p) && !p->role && scope[i] && stands_alone(f, i) &&
           !heading_is_plan_word(f->v, p->text) && line_organisation(f->v, p->text, &sure);
}

/* Whether rows of the plan come before the next line of the same style. */
static bool has_rows(const struct finder *f, size_t line)
{
    for (size_t i = line + 1; i < f->pieces.n; i++) {
        const struct piece *p = &f->pieces.at[i];
        if (p->kind == PIECE_ROW)
            return true;
        if (is_line(p) && style_of(p) == style_of(&f->pieces.at[line]))
            return false;
    }
    return false;
}

static void guess_organisation(struct finder *f, size_t i)
{
    struct piece *p = &f->pieces.at[i];

    set_organisation(p, line_without_number(f->v, p->text), false);
    if (has_rows(f, i))
        finder_doubt(f, DOUBT_ORGANISATION_GUESSED, p->place, p->text, p->title);
}

/* Lines that look like those that name organisations do so too. */
static void find_alike(struct finder *f, const bool *scope, const int styles[STYLES])
{
    for (size_t i = 0; i < f->pieces.n; i++)
        if (is_candidate(f, i, scope) && styles[style_of(&f->pieces.at[i])])
            guess_organisation(f, i);
}

/* How many organisations lines have named so far, 2 for more. A title that names the
 * plan's own ("Laihian hyvinvointisuunnitelma") says nothing of sections. */
static int count_named(struct finder *f)
{
    const char *first = NULL;
    bool title = true;

    for (size_t i = 0; i < f->pieces.n; i++) {
        const struct piece *p = &f->pieces.at[i];
        if (p->role != ROLE_ORGANISATION)
            continue;
        if (first && !text_same(first, p->title))
            return 2;
        first = p->title;
        title &= heading_is_plan_word(f->v, p->text);
    }
    return first && !title ? 1 : 0;
}

/* What comes first under a line: the first goal, for telling whether the same
 * goals come again under the next line. */
static const char *first_goal(struct finder *f, size_t i)
{
    const char *key = "";

    for (i++; i < f->pieces.n; i++) {
        const struct piece *p = &f->pieces.at[i];
        if (is_line(p) && p->role == ROLE_GOAL)
            key = text(f->v, "%s|%s", key, text_plain(f->v->arena, p->title));
        if (p->kind != PIECE_ROW)
            continue;
        for (int k = 0; k < GOAL_LEVELS; k++)
            key = text(f->v, "%s|%s", key, text_plain(f->v->arena, p->row->goals[k].title));
        break;
    }
    return key;
}

static size_t first_row(const struct finder *f, size_t i)
{
    while (i < f->pieces.n && f->pieces.at[i].kind != PIECE_ROW)
        i++;
    return i;
}

struct headings {
    size_t *at;
    size_t n, cap;
};

/* The candidates of the style that has most of them; the higher heading wins. */
static struct headings commonest_candidates(struct finder *f, const bool *scope)
{
    int count[STYLES] = { 0 }, best = 0;
    struct headings out = { 0 };

    for (size_t i = 0; i < f->pieces.n; i++)
        if (is_candidate(f, i, scope))
            count[style_of(&f->pieces.at[i])]++;
    for (int s = 0; s < STYLES; s++)
        best = count[s] > count[best] ? s : best;
    for (int s = 0; s < STYLES; s++)
        if (count[s] >= 2 && s / STYLES_OF_SOURCE == best / STYLES_OF_SOURCE) {
            best = s;
            break;
        }
    for (size_t i = 0; i < f->pieces.n; i++)
        if (is_candidate(f, i, scope) && style_of(&f->pieces.at[i]) == best)
            *arena_push(f->v->arena, &out) = i;
    return out;
}

static bool goals_repeat(struct finder *f, const struct headings *h)
{
    struct lookup seen = { 0 };
    size_t again = 0;

    for (size_t i = 0; i < h->n; i++) {
        const char *key = first_goal(f, h->at[i]);
        if (i + 1 < h->n && h->at[i + 1] < first_row(f, h->at[i]))
            continue; /* a line over the next one */
        again += strlen(key) > GOAL_LEVELS && lookup_find(&seen, key) >= 0;
        lookup_put(f->v->arena, &seen, key, 1);
    }
    return h->n >= 2 && again * 2 >= h->n - 1 && again;
}

static bool has_goal_lines(const struct finder *f)
{
    for (size_t i = 0; i < f->pieces.n; i++)
        if (f->pieces.at[i].role == ROLE_GOAL)
            return true;
    return false;
}

static int most_goal_columns(const struct finder *f)
{
    int most = 0;
    for (size_t i = 0; i < f->pieces.n; i++)
        if (f->pieces.at[i].kind == PIECE_ROW && f->pieces.at[i].row->columns->goals > most)
            most = f->pieces.at[i].row->columns->goals;
    return most;
}

/* Numbered headings under those of main goals are goals between them and the rows. */
static void set_goals_below(struct finder *f, const bool *scope, int level)
{
    int below = 0;

    for (size_t i = 0; i < f->pieces.n; i++) {
        struct piece *p = &f->pieces.at[i];
        if (is_line(p) && !p->role && scope[i] && p->source == LINE_HEADING && p->level > level &&
            (!below || p->level == below) && number_end(p->text) && has_rows(f, i)) {
            below = p->level;
            set_goal(f, p, RANK_ANY);
            p->rank = text_roman(p->number) ? RANK_MAIN : RANK_ANY;
        }
    }
}

/* Headings without a telling word: organisations where goals repeat under them,
 * main goals where the tables themselves have only one level. */
static void judge_candidates(struct finder *f, const bool *scope)
{
    struct headings h = commonest_candidates(f, scope);
    bool repeat = goals_repeat(f, &h), roman = false;

    if (!repeat && (h.n < 2 || has_goal_lines(f) || most_goal_columns(f) != 1))
        return;
    for (size_t i = 0; i < h.n; i++) {
        struct piece *p = &f->pieces.at[h.at[i]];
        if (repeat) {
            guess_organisation(f, h.at[i]);
            continue;
        }
        set_goal(f, p, RANK_MAIN);
        roman |= text_roman(p->number) > 0;
        if (roman && *p->number && !text_roman(p->number)) /* "1" stands under "I" */
            p->rank = RANK_ANY;
    }
    if (!repeat && f->pieces.at[h.at[0]].source == LINE_HEADING)
        set_goals_below(f, scope, f->pieces.at[h.at[0]].level);
}

/* A table without a column for goals takes the heading over it as its goal. */
static void find_goal_over_table(struct finder *f, const bool *scope, size_t table)
{
    bool goal = false;

    for (size_t i = table; i-- > 0 && is_line(&f->pieces.at[i]);)
        goal |= f->pieces.at[i].role == ROLE_GOAL;
    for (size_t i = table; i-- > 0 && is_line(&f->pieces.at[i]);) {
        struct piece *p = &f->pieces.at[i];
        if (p->role == ROLE_GOAL)
            return;
        if (p->role || !scope[i] || text_length(p->text) > 200)
            continue;
        if (goal && (text_ends(p->text, ".") || heading_is_hint(f->v, p->text)))
            continue; /* words under the goal's heading */
        set_goal(f, p, RANK_SUB);
        return;
    }
}

/* Text under a goal's heading that no table follows: it may be the plan's. */
static void doubt_unplaced(struct finder *f)
{
    bool table = false, goal = false, after = false; /* nothing else stands since a table */

    for (size_t i = 0; i < f->pieces.n; i++) {
        const struct piece *p = &f->pieces.at[i];
        after = !is_line(p) || (after && !p->role && p->source == LINE_BANNER);
        if (!is_line(p)) {
            table = true;
            goal = false;
        } else if (p->role == ROLE_GOAL) {
            goal = true;
        } else if (p->role || p->source == LINE_HEADING || p->source == LINE_SHEET) {
            goal = goal && p->role >= ROLE_CONTENTS;
        } else if (table && (goal || after)) {
            finder_doubt(f, DOUBT_UNPLACED, p->place, p->text, NULL);
        }
    }
}

void sections_read(struct finder *f)
{
    int styles[STYLES] = { 0 };

    find_goal_lines(f);
    const bool *scope = find_scope(f);
    find_worded_goals(f, scope);
    find_numbered_goals(f, scope);
    find_named(f, scope, styles);
    if (count_named(f))
        find_alike(f, scope, styles);
    if (count_named(f) < 2)
        judge_candidates(f, scope);
    for (size_t i = 0; i + 1 < f->pieces.n; i++) {
        const struct piece *row = &f->pieces.at[i + 1];
        if (f->pieces.at[i].kind == PIECE_TABLE && row->kind == PIECE_ROW &&
            !row->row->columns->goals)
            find_goal_over_table(f, scope, i);
    }
    doubt_unplaced(f);
}

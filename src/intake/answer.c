/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What may be answered to a doubt, and what in the plan it is about. */
#include "intake/answer.h"

#include "base/lookup.h"
#include "base/text.h"

#include <string.h>

/* ---- what is offered ---- */

static const struct doubt_offer offers[DOUBT_KINDS] = {
    [DOUBT_UNPLACED] = { OFFER_GOAL | OFFER_WHO, N_("Does this belong to the plan?"),
                         N_("No, leave it out") },
    [DOUBT_COLUMN] = { OFFER_FIELD | OFFER_DROP, N_("What does this column hold?"),
                       N_("Keep it as a column of its own"), N_("Leave the column out") },
    [DOUBT_COLUMN_GUESSED] = { OFFER_FIELD | OFFER_DROP, N_("Was the column understood right?"),
                               N_("Yes, as it was guessed"), N_("Leave the column out") },
    [DOUBT_GOAL_NO_TITLE] = { OFFER_LINE, N_("What is this goal called?") },
    [DOUBT_GOAL_MERGED] = { OFFER_LINE | OFFER_APART,
                            N_("These were taken as one goal. Are they one?"),
                            N_("They are one, written as below") },
    [DOUBT_GOAL_NUMBER] = { OFFER_LINE, N_("Which number does this goal have?") },
    [DOUBT_ORGANISATION_GUESSED] = { OFFER_ORGANISATION | OFFER_LINE,
                                     N_("Is this the right organisation?"),
                                     N_("Yes, as it was guessed") },
    [DOUBT_ORGANISATION_NONE] = { OFFER_ORGANISATION | OFFER_LINE, N_("Whose rows are these?"),
                                  N_("As it was guessed") },
    [DOUBT_REFERENCE] = { OFFER_GOAL | OFFER_DROP, N_("Which goal does this refer to?"),
                          N_("To none: keep the words"), N_("Leave the words out") },
    [DOUBT_REFERENCE_GUESSED] = { OFFER_GOAL | OFFER_DROP, N_("Does this refer to the right goal?"),
                                  N_("Yes, as it was guessed"), N_("It refers to none") },
    [DOUBT_NOT_OURS_NO_REASON] = { OFFER_LINE, N_("Why is this not theirs?") },
    [DOUBT_ROW_JOINED] = { OFFER_LINES, N_("Was this put together right over the page break?") },
    [DOUBT_LIST_SPLIT] = { OFFER_LINES, N_("Is each item on a line of its own?") },
    [DOUBT_REPEATED] = { OFFER_DROP, N_("Does this really stand twice?"), N_("Yes, keep both"),
                         N_("No, keep one") },
    [DOUBT_MISPLACED] = { OFFER_FIELD | OFFER_DROP, N_("Does this belong to another column?"),
                          N_("No, leave it here"), N_("Leave it out") },
    [DOUBT_TABLE_SKIPPED] = { 0, N_("Is this table no part of the plan?"),
                              N_("It is none: leave it out") },
    [DOUBT_TITLE] = { OFFER_LINE, N_("What is the plan called?") },
    [DOUBT_FACTS] = { OFFER_DROP, N_("Which line belongs to which metric?"),
                      N_("They belong in this order"), N_("Leave these out") },
    [DOUBT_TWO_DOCUMENTS] = { OFFER_DOCUMENTS, N_("Which document is taken, or both?") },
    [DOUBT_REPORT_STATE] = { OFFER_LINE | OFFER_DROP, N_("Which state is meant?"),
                             N_("As it is written below"), N_("Leave the state out") },
    [DOUBT_REPORT_NUMBER] = { OFFER_LINE | OFFER_DROP, N_("Is this the value of the metric?"),
                              N_("As it is written below"), N_("Leave the value out") },
    [DOUBT_REPORT_METRIC] = { OFFER_LINE | OFFER_DROP, N_("Which metric is meant?"),
                              N_("As it is written below"), N_("Leave the value out") },
    [DOUBT_REPORT_ROW] = { OFFER_GOAL, N_("Which goal is this row about?"), N_("Leave it out") },
    [DOUBT_REPORT_LONG] = { OFFER_LINES, N_("How is this said more shortly?") },
};

const struct doubt_offer *doubt_offer(enum doubt_kind kind)
{
    return &offers[kind];
}

enum doubt_kind doubt_kind_of(const char *code)
{
    for (enum doubt_kind k = 0; k < DOUBT_KINDS; k++)
        if (strcmp(doubt_kind_code(k), code) == 0)
            return k;
    return DOUBT_KINDS;
}

bool doubt_choice_fits(struct visit *v, const struct plan *p, enum doubt_kind kind,
                       const char *choice)
{
    unsigned may = offers[kind].offers;

    (void)v;
    if (!*choice)
        return true;
    if (strcmp(choice, "drop") == 0)
        return may & OFFER_DROP;
    if (strcmp(choice, "apart") == 0)
        return may & OFFER_APART;
    if (strcmp(choice, "join") == 0 || strcmp(choice, "first") == 0 ||
        strcmp(choice, "second") == 0)
        return may & OFFER_DOCUMENTS;
    if (text_begins(choice, "field:"))
        return (may & OFFER_FIELD) && field_kind_of(choice + strlen("field:")) < FIELD_KINDS;
    if (text_begins(choice, "goal:"))
        return (may & OFFER_GOAL) && goal_find(p, choice + strlen("goal:")) >= 0;
    return text_begins(choice, "who:") && (may & OFFER_ORGANISATION) && choice[strlen("who:")];
}

/* ---- what it is about ---- */

bool doubt_quotes(struct visit *v, const struct doubt *d, const char *words)
{
    return words && d->words && strcmp(text_cut(v->arena, words, 300), d->words) == 0;
}

bool doubt_covers(const struct doubt *d, const struct place *p)
{
    const struct place *q = &d->place;

    return q->document == p->document && q->table == p->table && q->row == p->row &&
           (q->table ? q->row && (!q->column || q->column == p->column)
                     : q->line && q->line == p->line);
}

struct cell_index {
    struct lookup cells; /* key to entry * FIELD_KINDS + field */
};

static const char *cell_key(struct visit *v, const struct place *p, bool whole_row)
{
    return text(v, "%lld/%d/%d/%d/%d", (long long)p->document, p->table, p->row,
                whole_row ? 0 : p->column, p->table ? 0 : p->line);
}

static void put(struct visit *v, struct cell_index *index, const struct place *p, size_t entry,
                enum field_kind field)
{
    int value = (int)(entry * FIELD_KINDS + field);
    const char *cell = cell_key(v, p, false), *row = cell_key(v, p, true);

    if (!p->document || (!p->table && !p->line))
        return;
    if (lookup_find(&index->cells, cell) < 0)
        lookup_put(v->arena, &index->cells, cell, value);
    if (lookup_find(&index->cells, row) < 0)
        lookup_put(v->arena, &index->cells, row, (int)(entry * FIELD_KINDS + FIELD_ACTION));
}

static void put_details(struct visit *v, struct cell_index *index, const struct details *d,
                        size_t entry)
{
    for (size_t i = 0; i < d->n; i++)
        put(v, index, &d->at[i].place, entry, d->at[i].field);
}

struct cell_index *cell_index_make(struct visit *v, const struct plan *p)
{
    struct cell_index *index = arena_alloc(v->arena, sizeof *index);

    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        for (size_t k = 0; k < e->actions.n; k++)
            put(v, index, &e->actions.at[k].place, i, FIELD_ACTION);
        put_details(v, index, &e->details, i);
        for (size_t k = 0; k < e->actions.n; k++)
            put_details(v, index, &e->actions.at[k].details, i);
        put(v, index, &e->place, i, FIELD_ACTION);
    }
    return index;
}

/* Those are about a whole column, or about what is above the entries. */
static bool is_of_entry(enum doubt_kind kind)
{
    static const bool not_of[DOUBT_KINDS] = {
        [DOUBT_UNPLACED] = true,          [DOUBT_COLUMN] = true,
        [DOUBT_COLUMN_GUESSED] = true,    [DOUBT_GOAL_NO_TITLE] = true,
        [DOUBT_GOAL_MERGED] = true,       [DOUBT_GOAL_NUMBER] = true,
        [DOUBT_TABLE_SKIPPED] = true,     [DOUBT_TITLE] = true,
        [DOUBT_ORGANISATION_NONE] = true, [DOUBT_ORGANISATION_GUESSED] = true,
        [DOUBT_REPORT_STATE] = true,      [DOUBT_REPORT_NUMBER] = true,
        [DOUBT_REPORT_METRIC] = true,     [DOUBT_REPORT_ROW] = true,
        [DOUBT_REPORT_LONG] = true,       [DOUBT_TWO_DOCUMENTS] = true,
    };
    return !not_of[kind];
}

int cell_index_find(struct visit *v, const struct cell_index *index, const struct doubt *d,
                    enum field_kind *field)
{
    int value = -1;

    if (is_of_entry(d->kind) && d->place.document && (d->place.table || d->place.line))
        value = lookup_find(&index->cells, cell_key(v, &d->place, false));
    if (value < 0 && is_of_entry(d->kind) && d->place.table && d->place.row)
        value = lookup_find(&index->cells, cell_key(v, &d->place, true));
    *field = value < 0 ? FIELD_ACTION : (enum field_kind)(value % FIELD_KINDS);
    return value < 0 ? -1 : value / FIELD_KINDS;
}

static bool same_place(const struct place *a, const struct place *b)
{
    return a->document == b->document && a->table == b->table && a->row == b->row &&
           a->column == b->column && a->line == b->line && (a->table || a->line);
}

int doubt_goal(struct visit *v, const struct plan *p, const struct doubt *d)
{
    for (int i = 0; d->guess && i < (int)p->goals.n; i++)
        if (strcmp(p->goals.at[i].title, d->guess) == 0 ||
            strcmp(p->goals.at[i].code, d->guess) == 0)
            return i;
    for (int i = 0; i < (int)p->goals.n; i++) {
        const struct goal *g = &p->goals.at[i];
        if (doubt_quotes(v, d, text(v, "%s %s", g->number, g->title)))
            return i;
    }
    for (int i = 0; i < (int)p->goals.n; i++)
        if (same_place(&p->goals.at[i].place, &d->place))
            return i;
    return -1;
}

int doubt_organisation(const struct plan *p, const struct doubt *d)
{
    int at = d->guess ? organisation_find(p, d->guess) : -1;
    return at >= 0 || !d->words ? at : organisation_find(p, d->words);
}

/* ---- the words that may be edited ---- */

static const char *joined(struct visit *v, const char *all, const char *one)
{
    one = text_squeeze(v->arena, one);
    return *all ? text(v, "%s\n%s", all, one) : one;
}

/* Items of an entry that stood in the doubt's place. */
static const char *items(struct visit *v, const struct entry *e, const struct doubt *d,
                         enum field_kind field)
{
    const char *all = "";

    for (size_t i = 0; field == FIELD_ACTION && i < e->actions.n; i++)
        if (doubt_covers(d, &e->actions.at[i].place))
            all = joined(v, all, e->actions.at[i].title);
    for (size_t i = 0; field != FIELD_ACTION && i < e->details.n; i++)
        if (e->details.at[i].field == field && doubt_covers(d, &e->details.at[i].place))
            all = joined(v, all, e->details.at[i].words);
    return all;
}

const char *doubt_words(struct visit *v, const struct plan *p, const struct cell_index *index,
                        const struct doubt *d)
{
    enum field_kind field;
    int goal, entry;

    switch (d->kind) {
    case DOUBT_GOAL_NO_TITLE:
    case DOUBT_GOAL_MERGED:
        goal = doubt_goal(v, p, d);
        return goal < 0 ? "" : p->goals.at[goal].title;
    case DOUBT_GOAL_NUMBER:
        goal = doubt_goal(v, p, d);
        return goal < 0 ? "" : p->goals.at[goal].number;
    case DOUBT_REPORT_STATE:
    case DOUBT_REPORT_NUMBER:
    case DOUBT_REPORT_METRIC:
        return d->guess ? d->guess : d->words;
    case DOUBT_TITLE:
        return p->title ? p->title : "";
    case DOUBT_ROW_JOINED:
    case DOUBT_LIST_SPLIT:
        entry = cell_index_find(v, index, d, &field);
        return entry < 0 ? "" : items(v, &p->entries.at[entry], d, field);
    default:
        return "";
    }
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The cells of a row become actions, details and references of an entry. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

static struct entry *entry_at(struct finder *f, int entry)
{
    return &f->out->plan.entries.at[entry];
}

static int entry_get(struct finder *f, int goal, int organisation, struct place place)
{
    struct entries *list = &f->out->plan.entries;
    const char *key = text(f->v, "%d %d", goal, organisation);
    int found = lookup_find(&f->entries, key);

    if (found >= 0)
        return found;
    lookup_put(f->v->arena, &f->entries, key, (int)list->n);
    *arena_push(f->v->arena, list) =
        (struct entry){ .goal = goal, .organisation = organisation, .place = place };
    return (int)list->n - 1;
}

static enum field_kind field_of(const struct column *c)
{
    switch (c->kind) {
    case COLUMN_METRIC:
        return FIELD_METRIC;
    case COLUMN_SCHEDULE:
        return FIELD_SCHEDULE;
    case COLUMN_ACTOR:
        return FIELD_ACTOR;
    case COLUMN_FOLLOWUP:
        return FIELD_FOLLOWUP;
    case COLUMN_ACTION:
        return FIELD_ACTION;
    default:
        return FIELD_EXTRA;
    }
}

/* A row's cells while they are read. */
struct reading {
    struct finder *f;
    const struct row *row;
    struct details details;
    struct values actions; /* a title each */
    struct asked *asked;
    size_t n, cap; /* of asked */
    bool not_ours;
    const char *reason;
    struct place place; /* of the action cell */
    const struct part *lost; /* a list whose marks are lost */
    bool year; /* a column for a year told something */
    const struct details *above; /* of the row above when it is of the same entry */
};

static void ask(struct reading *r, enum field_kind field, const char *words, bool whole,
                struct place place)
{
    r->asked = arena_grow(r->f->v->arena, r->asked, r->n, &r->cap, sizeof *r->asked);
    r->asked[r->n++] =
        (struct asked){ .field = field, .words = words, .whole = whole, .place = place };
}

/* A cross under a year; crosses under several are one schedule. */
static void add_year(struct reading *r, const struct part *p, struct detail *d)
{
    struct detail *last = r->details.n ? &r->details.at[r->details.n - 1] : NULL;

    d->words = year_words(r->f->v, p->column, d->words);
    const char *both = last && last->field == FIELD_SCHEDULE && r->year
                           ? year_join(r->f->v, last->words, d->words)
                           : NULL;
    if (!both)
        last = arena_push(r->f->v->arena, &r->details);
    *last = *d;
    last->words = both ? both : d->words;
    schedule_parse(r->f->v, last);
    r->year = true;
}

static void add_detail(struct reading *r, const struct part *p, const char *words)
{
    struct detail d = { .field = field_of(p->column), .words = words, .place = p->place,
                        .organisation = -1 };

    if (d.field == FIELD_EXTRA)
        d.name = p->column->name ? p->column->name : "";
    if (d.field == FIELD_METRIC)
        d.not_measured = value_not_measured(r->f->v, words);
    if (p->column->year) {
        add_year(r, p, &d);
        return;
    }
    if (d.field != FIELD_SCHEDULE) {
        *arena_push(r->f->v->arena, &r->details) = d;
        return;
    }
    struct marked split = { 0 };
    schedule_split(r->f->v, words, &split);
    for (size_t i = 0; i < split.n; i++) {
        /* A comma between them is not lost: every word stays as it was written. */
        const char *next = i + 1 < split.n ? strstr(words + 1, split.at[i + 1].text) : NULL;
        size_t n = next ? (size_t)(next - words) : strlen(words);
        d.words = text_trim(r->f->v->arena, arena_copy(r->f->v->arena, words, n));
        words += n;
        schedule_parse(r->f->v, &d);
        *arena_push(r->f->v->arena, &r->details) = d;
    }
}

/* Each line of a value with a list inside it is a value of its own. */
static void add_lines(struct reading *r, const struct part *p, const char *words)
{
    for (const char *line = words; *line;) {
        size_t n = strcspn(line, "\n");
        add_detail(r, p, arena_copy(r->f->v->arena, line, n));
        line += n + (line[n] == '\n');
    }
}

/* The items of a list whose marks are lost. One doubt for a row is enough, best
 * about its actions. */
static struct values *find_lost(struct reading *r, const struct part *p, struct values *values,
                                struct values *lost)
{
    if (!values_are_lost(r->f, p))
        return values;
    values_split_lost(r->f, p, lost);
    if (lost->n > values->n && (!r->lost || p->column->kind == COLUMN_ACTION))
        r->lost = p;
    return lost;
}

/* "See above" in a row for another action of the same entry: the same values. */
static bool copy_above(struct reading *r, const struct part *p, const struct pointer *pointer)
{
    size_t n = r->details.n;

    if (!r->above || pointer->to != POINT_PREVIOUS || !pointer->whole)
        return false;
    for (size_t i = 0; i < r->above->n; i++)
        if (r->above->at[i].field == field_of(p->column))
            *arena_push(r->f->v->arena, &r->details) = r->above->at[i];
    return r->details.n > n;
}

static void read_details(struct reading *r, const struct part *p)
{
    struct values lost, *values = (struct values *)&p->values;

    values = find_lost(r, p, values, &lost);
    for (size_t i = 0; i < values->n; i++) {
        const char *words = values->at[i].text;
        struct pointer pointer;
        if (value_is_dash(words) && !(p->column->year && !strpbrk(words, "-–—")))
            continue;
        reference_read(r->f->v, words, &pointer);
        if (pointer.found && copy_above(r, p, &pointer))
            continue;
        if (pointer.found)
            ask(r, field_of(p->column), words, pointer.whole, p->place);
        if (!pointer.found || !pointer.whole)
            add_lines(r, p, words);
    }
}

/* Lines of a cell as items: what reads so is a list whose marks are lost. */
static void mark_lines(struct reading *r, const struct part *p, struct values *values)
{
    if (!values_are_lines(r->f, values))
        return;
    for (size_t i = 0; i < values->n; i++)
        values->at[i].item = true;
    if (r->f->lines_split != p->place.table)
        finder_doubt(r->f, DOUBT_LIST_SPLIT, p->place, values_text(r->f->v, values), NULL);
    r->f->lines_split = p->place.table;
}

/* Paragraphs without marks are one action; so is each list item. */
static void add_action(struct reading *r, const struct value *value, bool *open)
{
    struct values *list = &r->actions;

    if (!value->item && *open) {
        struct value *last = &list->at[list->n - 1];
        last->text = text(r->f->v, "%s\n%s", last->text, value->text);
        return;
    }
    *arena_push(r->f->v->arena, list) = *value;
    *open = !value->item;
}

static void read_action(struct reading *r, const struct part *p)
{
    struct values lost, *values = (struct values *)&p->values;
    bool open = false;

    r->place = p->place;
    if (values->n == 1 && value_not_ours(r->f->v, values->at[0].text)) {
        r->not_ours = true;
        r->reason = values->at[0].text;
        return;
    }
    values = find_lost(r, p, values, &lost);
    mark_lines(r, p, values);
    for (size_t i = 0; i < values->n; i++) {
        struct pointer pointer;
        if (value_is_dash(values->at[i].text)) {
            r->not_ours |= values->n == 1;
            continue;
        }
        reference_read(r->f->v, values->at[i].text, &pointer);
        if (r->above && values->n == 1 && pointer.found && pointer.whole &&
            pointer.to == POINT_PREVIOUS) { /* the action of the row above, once more */
            finder_doubt(r->f, DOUBT_REFERENCE_GUESSED, p->place, values->at[i].text, NULL);
            continue;
        }
        if (pointer.found)
            ask(r, FIELD_ACTION, values->at[i].text, pointer.whole, p->place);
        if (!pointer.found || !pointer.whole)
            add_action(r, &values->at[i], &open);
        else
            open = false;
    }
}

static const struct part *same_words(const struct row *row, const struct part *p)
{
    const char *words = p->values.at[0].text;

    for (size_t i = 0; i < row->n && text_length(words) >= 12; i++)
        if (&row->parts[i] != p && row->parts[i].values.n &&
            text_same(row->parts[i].values.at[0].text, words))
            return &row->parts[i];
    return NULL;
}

/* Words in the schedule that tell no time and stand in a neighbour too. */
static void doubt_leaked(struct reading *r)
{
    for (size_t i = 0; i < r->row->n; i++) {
        const struct part *p = &r->row->parts[i];
        struct detail d = { .field = FIELD_SCHEDULE };
        struct pointer pointer;
        if (p->column->kind != COLUMN_SCHEDULE || !p->values.n || !same_words(r->row, p))
            continue;
        d.words = p->values.at[0].text;
        reference_read(r->f->v, d.words, &pointer);
        if (pointer.found)
            continue;
        schedule_parse(r->f->v, &d);
        if (d.schedule == SCHEDULE_WORDS)
            finder_doubt(r->f, DOUBT_MISPLACED, p->place, d.words, NULL);
    }
}

/* The reason why something is not ours, where another cell tells it. */
static void find_reason(struct reading *r)
{
    size_t best = r->details.n;

    for (size_t i = 0; i < r->details.n; i++) {
        const struct detail *d = &r->details.at[i];
        bool likely = d->field == FIELD_FOLLOWUP || value_not_ours(r->f->v, d->words);
        if (best == r->details.n && (likely || r->details.n == 1))
            best = i;
    }
    if (best == r->details.n)
        return;
    r->reason = r->details.at[best].words;
    memmove(&r->details.at[best], &r->details.at[best + 1],
            (r->details.n - best - 1) * sizeof *r->details.at);
    r->details.n--;
}

/* The same action again in an entry may be a slip of the writer. */
static void doubt_repeated(struct finder *f, int entry, const struct action *a)
{
    const char *key = text(f->v, "%d|%s", entry, text_plain(f->v->arena, a->title));

    if (lookup_find(&f->actions, key) >= 0)
        finder_doubt(f, DOUBT_REPEATED, a->place, a->title, NULL);
    lookup_put(f->v->arena, &f->actions, key, 1);
}

static void copy_details(struct finder *f, const struct details *from, struct details *to)
{
    for (size_t i = 0; i < from->n; i++)
        *arena_push(f->v->arena, to) = from->at[i];
}

static void put_actions(struct reading *r, struct built *b)
{
    struct entry *e = entry_at(r->f, b->entry);

    b->first = e->actions.n;
    for (size_t i = 0; i < r->actions.n; i++) {
        struct action *a = arena_push(r->f->v->arena, &e->actions);
        a->title = r->actions.at[i].text;
        a->place = r->place;
        copy_details(r->f, &r->details, &a->details);
        doubt_repeated(r->f, b->entry, a);
    }
}

/* More about the actions of the row above: its action cell is merged over this
 * row, or nothing is said of the action again. */
static void put_more(struct reading *r, struct built *b)
{
    struct entry *e = entry_at(r->f, b->entry);

    for (size_t i = b->first; i < e->actions.n; i++)
        copy_details(r->f, &r->details, &e->actions.at[i].details);
}

static void put_not_ours(struct reading *r, struct built *b)
{
    struct entry *e = entry_at(r->f, b->entry);

    if (!r->reason)
        find_reason(r);
    if (!e->actions.n) {
        e->kind = ENTRY_NOT_OURS;
        e->reason = r->reason;
    }
    if (!r->reason)
        finder_doubt(r->f, DOUBT_NOT_OURS_NO_REASON, r->place,
                     values_text(r->f->v, &row_action(r->row)->values), NULL);
    copy_details(r->f, &r->details, &e->details);
}

/* Only references in the row: to one place as a whole, or field by field. */
static void put_asked(struct reading *r, struct built *b, bool alone)
{
    struct finder *f = r->f;
    bool action = false;

    for (size_t i = 0; i < r->n; i++)
        action |= r->asked[i].field == FIELD_ACTION && r->asked[i].whole;
    for (size_t i = 0; i < r->n; i++) {
        struct asked asked = r->asked[i];
        asked.entry = b->entry;
        asked.before = b->before;
        if (alone && action && asked.field == FIELD_ACTION)
            asked.field = FIELD_KINDS;
        f->asked = arena_grow(f->v->arena, f->asked, f->n_asked, &f->cap_asked, sizeof *f->asked);
        f->asked[f->n_asked++] = asked;
    }
}

/* Where organisations stand beside each other, what is said to all of them belongs to
 * those that do something; where nobody does it is told. */
static bool is_for_row(struct reading *r, struct built *b, const struct part *p)
{
    const struct row *row = r->row;

    if (!row->columns->n_sides || p->column->side)
        return true;
    b->placed |= r->actions.n > 0;
    if (!b->placed && row->side == row->columns->n_sides - 1)
        finder_doubt(r->f, DOUBT_UNPLACED, p->place, values_text(r->f->v, &p->values), NULL);
    return r->actions.n;
}

static void read_row(struct reading *r, struct built *b)
{
    const struct row *row = r->row;
    const struct part *action = row_action(row);

    if (action && !action->above && row->columns->n_sides)
        read_action(r, action);
    for (size_t i = 0; i < row->n; i++)
        if (row->parts[i].column->kind != COLUMN_ACTION && is_for_row(r, b, &row->parts[i]))
            read_details(r, &row->parts[i]);
    if (action && !action->above && !row->columns->n_sides)
        read_action(r, action);
}

void entry_build(struct finder *f, struct built *b, const struct row *row, int goal,
                 int organisation)
{
    struct reading r = { .f = f, .row = row, .place = row->place };
    int entry = entry_get(f, goal, organisation, row->place);
    bool again = entry == b->entry;

    goal_note_row(f, goal, &row->place);
    b->before = again ? b->before : b->entry;
    b->entry = entry;
    if (again && b->first < entry_at(f, entry)->actions.n)
        r.above = &entry_at(f, entry)->actions.at[b->first].details;
    read_row(&r, b);
    doubt_leaked(&r);
    if (r.lost)
        finder_doubt(f, DOUBT_LIST_SPLIT, r.lost->place, values_text(f->v, &r.lost->values), NULL);
    if (r.not_ours)
        put_not_ours(&r, b);
    else if (r.actions.n)
        put_actions(&r, b);
    else if (again && b->first < entry_at(f, entry)->actions.n)
        put_more(&r, b);
    else
        copy_details(f, &r.details, &entry_at(f, entry)->details);
    put_asked(&r, b, !r.actions.n && !r.details.n);
}

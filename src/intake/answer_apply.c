/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Answers into the plan that was recognised. */
#include "base/text.h"
#include "intake/answer_parts.h"

#include <string.h>

/* ---- lists ---- */

static void details_remove(struct details *d, size_t at)
{
    memmove(d->at + at, d->at + at + 1, (--d->n - at) * sizeof *d->at);
}

static void actions_remove(struct actions *a, size_t at)
{
    memmove(a->at + at, a->at + at + 1, (--a->n - at) * sizeof *a->at);
}

/* The entry of a doubt; NULL: none. */
static struct entry *entry_of(struct applying *ap, const struct doubt *d, enum field_kind *field)
{
    int at = cell_index_find(ap->v, ap->index, d, field);
    return at < 0 ? NULL : &ap->plan->entries.at[at];
}

static void detail_reads(struct applying *ap, struct detail *d)
{
    d->starts = d->ends = NULL;
    d->every = 0;
    if (d->field == FIELD_SCHEDULE)
        schedule_parse(ap->v, d);
    d->not_measured = d->field == FIELD_METRIC && value_not_measured(ap->v, d->words);
    d->organisation = -1; /* actors are linked when the plan is stored */
}

static void action_add(struct applying *ap, struct entry *e, const char *title, struct place place)
{
    *arena_push(ap->v->arena, &e->actions) = (struct action){ .title = title, .place = place };
}

/* ---- another column ---- */

/* Which details a doubt is about: those of its column, or those with its words. */
static bool of_extra_column(struct applying *ap, const struct doubt *d, const struct detail *x)
{
    return x->field == FIELD_EXTRA && x->name && x->place.document == d->place.document &&
           doubt_quotes(ap->v, d, x->name);
}

static bool of_guessed_column(struct applying *ap, const struct doubt *d, const struct detail *x)
{
    (void)ap;
    return x->place.document == d->place.document && x->place.table == d->place.table &&
           x->place.column == d->place.column;
}

static bool of_words(struct applying *ap, const struct doubt *d, const struct detail *x)
{
    return doubt_covers(d, &x->place) && doubt_quotes(ap->v, d, x->words);
}

/* choice: "drop", or "field:…". */
static void move_details(struct applying *ap, struct entry *e, struct details *list,
                         const struct doubt_answer *a,
                         bool (*fits)(struct applying *, const struct doubt *,
                                      const struct detail *))
{
    bool drop = strcmp(a->choice, "drop") == 0;
    enum field_kind to = drop ? FIELD_KINDS : field_kind_of(a->choice + strlen("field:"));

    for (size_t i = 0; i < list->n;) {
        struct detail *x = &list->at[i];
        if (!fits(ap, &a->doubt, x)) {
            i++;
            continue;
        }
        if (drop || to == FIELD_ACTION) {
            struct detail was = *x;
            details_remove(list, i);
            if (!drop)
                action_add(ap, e, was.words, was.place);
            continue;
        }
        if (to == FIELD_EXTRA && !x->name)
            x->name = text_cut(ap->v->arena, a->doubt.words, 80);
        x->field = to;
        if (to != FIELD_EXTRA)
            x->name = NULL;
        detail_reads(ap, x);
        i++;
    }
}

static void move_in_entry(struct applying *ap, struct entry *e, const struct doubt_answer *a,
                          bool (*fits)(struct applying *, const struct doubt *,
                                       const struct detail *))
{
    move_details(ap, e, &e->details, a, fits);
    for (size_t i = 0; i < e->actions.n; i++) {
        /* A detail that becomes an action makes the list grow. */
        struct details list = e->actions.at[i].details;
        move_details(ap, e, &list, a, fits);
        e->actions.at[i].details = list;
    }
}

/* A column of actions that holds something else. */
static void move_actions(struct applying *ap, struct entry *e, const struct doubt_answer *a)
{
    enum field_kind to = text_begins(a->choice, "field:")
                             ? field_kind_of(a->choice + strlen("field:"))
                             : FIELD_KINDS;

    for (size_t i = 0; to != FIELD_ACTION && i < e->actions.n;) {
        struct action x = e->actions.at[i];
        struct detail as = { .field = to, .words = x.title, .place = x.place };
        if (!of_guessed_column(ap, &a->doubt, &as)) {
            i++;
            continue;
        }
        actions_remove(&e->actions, i);
        if (to == FIELD_KINDS)
            continue;
        as.name = to == FIELD_EXTRA ? text_cut(ap->v->arena, a->doubt.words, 80) : NULL;
        detail_reads(ap, &as);
        *arena_push(ap->v->arena, &e->details) = as;
    }
}

static void apply_column(struct applying *ap, const struct doubt_answer *a)
{
    bool guessed = a->doubt.kind == DOUBT_COLUMN_GUESSED;

    for (size_t i = 0; *a->choice && i < ap->plan->entries.n; i++) {
        struct entry *e = &ap->plan->entries.at[i];
        if (guessed)
            move_actions(ap, e, a);
        move_in_entry(ap, e, a, guessed ? of_guessed_column : of_extra_column);
    }
}

static void apply_misplaced(struct applying *ap, const struct doubt_answer *a)
{
    enum field_kind field;
    struct entry *e = entry_of(ap, &a->doubt, &field);

    if (e && *a->choice)
        move_in_entry(ap, e, a, of_words);
}

/* ---- references ---- */

/* Takes the words that were kept as an action or a value; tells which field. */
static bool words_remove(struct applying *ap, struct entry *e, const struct doubt *d,
                         enum field_kind *field)
{
    for (size_t i = 0; i < e->actions.n; i++)
        if (doubt_quotes(ap->v, d, e->actions.at[i].title)) {
            actions_remove(&e->actions, i);
            *field = FIELD_ACTION;
            return true;
        }
    for (size_t i = 0; i < e->details.n; i++)
        if (doubt_quotes(ap->v, d, e->details.at[i].words)) {
            *field = e->details.at[i].field;
            details_remove(&e->details, i);
            return true;
        }
    return false;
}

static void apply_reference(struct applying *ap, const struct doubt_answer *a)
{
    enum field_kind field;
    struct entry *e = entry_of(ap, &a->doubt, &field);
    int goal = text_begins(a->choice, "goal:") ? goal_find(ap->plan, a->choice + 5) : -1;

    if (!e || !*a->choice)
        return;
    if (!words_remove(ap, e, &a->doubt, &field))
        field = FIELD_ACTION;
    if (goal >= 0)
        *arena_push(ap->v->arena, &e->references) = (struct reference){
            .field = field == FIELD_ACTION && !e->actions.n ? FIELD_KINDS : field,
            .goal = goal,
            .words = a->doubt.words,
        };
}

static void apply_reference_guessed(struct applying *ap, const struct doubt_answer *a)
{
    enum field_kind field;
    struct entry *e = entry_of(ap, &a->doubt, &field);
    int goal = text_begins(a->choice, "goal:") ? goal_find(ap->plan, a->choice + 5) : -1;

    for (size_t i = 0; e && *a->choice && i < e->references.n; i++) {
        struct references *list = &e->references;
        if (!doubt_quotes(ap->v, &a->doubt, list->at[i].words))
            continue;
        if (goal >= 0) {
            list->at[i].goal = goal;
            return;
        }
        memmove(list->at + i, list->at + i + 1, (--list->n - i) * sizeof *list->at);
        if (!e->actions.n)
            action_add(ap, e, a->doubt.words, a->doubt.place);
        return;
    }
}

/* ---- the words of a cell ---- */

/* Lines in place of the items that stood in the doubt's cell: the first ones keep what
 * hangs on them. */
static void replace_actions(struct applying *ap, struct entry *e, const struct doubt *d,
                            const char *words)
{
    struct actions old = e->actions;
    bool put = false;

    e->actions = (struct actions){ 0 };
    for (size_t i = 0; i < old.n; i++) {
        if (!doubt_covers(d, &old.at[i].place)) {
            *arena_push(ap->v->arena, &e->actions) = old.at[i];
            continue;
        }
        for (const char *line = words; !put && *line; line += *line == '\n') {
            size_t n = strcspn(line, "\n");
            struct action one = { .place = old.at[i].place };
            one.title = text_squeeze(ap->v->arena, arena_copy(ap->v->arena, line, n));
            if (line == words)
                one.details = old.at[i].details;
            if (*one.title)
                *arena_push(ap->v->arena, &e->actions) = one;
            line += n;
        }
        put = true;
    }
}

static void replace_details(struct applying *ap, struct entry *e, const struct doubt *d,
                            enum field_kind field, const char *words)
{
    struct details old = e->details;
    bool put = false;

    e->details = (struct details){ 0 };
    for (size_t i = 0; i < old.n; i++) {
        if (old.at[i].field != field || !doubt_covers(d, &old.at[i].place)) {
            *arena_push(ap->v->arena, &e->details) = old.at[i];
            continue;
        }
        for (const char *line = words; !put && *line; line += *line == '\n') {
            size_t n = strcspn(line, "\n");
            struct detail one = { .field = field, .name = old.at[i].name,
                                  .place = old.at[i].place };
            one.words = text_squeeze(ap->v->arena, arena_copy(ap->v->arena, line, n));
            detail_reads(ap, &one);
            if (*one.words)
                *arena_push(ap->v->arena, &e->details) = one;
            line += n;
        }
        put = true;
    }
}

static void apply_lines(struct applying *ap, const struct doubt_answer *a)
{
    enum field_kind field;
    struct entry *e = entry_of(ap, &a->doubt, &field);

    if (!e || !*a->words)
        return;
    if (field == FIELD_ACTION)
        replace_actions(ap, e, &a->doubt, a->words);
    else
        replace_details(ap, e, &a->doubt, field, a->words);
}

static void apply_repeated(struct applying *ap, const struct doubt_answer *a)
{
    enum field_kind field;
    struct entry *e = entry_of(ap, &a->doubt, &field);
    bool seen = false;

    for (size_t i = 0; e && strcmp(a->choice, "drop") == 0 && i < e->actions.n;) {
        bool same = doubt_quotes(ap->v, &a->doubt, e->actions.at[i].title);
        if (same && seen)
            actions_remove(&e->actions, i);
        else
            i++;
        seen |= same;
    }
}

static void apply_reason(struct applying *ap, const struct doubt_answer *a)
{
    enum field_kind field;
    struct entry *e = entry_of(ap, &a->doubt, &field);

    if (e && *a->words && e->kind == ENTRY_NOT_OURS)
        e->reason = a->words;
}

static void apply_unplaced(struct applying *ap, const struct doubt_answer *a)
{
    struct plan *p = ap->plan;
    int goal = text_begins(a->choice, "goal:") ? goal_find(p, a->choice + 5) : -1;
    int organisation = *a->who ? organisation_find(p, a->who) : -1;
    struct entry *e;

    if (goal < 0)
        return;
    if (organisation < 0 && *a->who) {
        *arena_push(ap->v->arena, &p->organisations) = (struct organisation){
            .name = a->who, .kind = organisation_kind_from_name(ap->v, a->who)
        };
        organisation = (int)p->organisations.n - 1;
    }
    if (organisation < 0 && p->organisations.n == 1)
        organisation = 0;
    if (organisation < 0)
        return;
    e = answer_entry(p, goal, organisation);
    if (!e) {
        e = arena_push(ap->v->arena, &p->entries);
        *e = (struct entry){ .goal = goal, .organisation = organisation };
    }
    action_add(ap, e, a->doubt.words, a->doubt.place);
}

static void apply_title(struct applying *ap, const struct doubt_answer *a)
{
    if (*a->words)
        ap->plan->title = a->words;
}

/* "drop": what the row's metrics aim at is left as the plan has it. */
static void leave_fact(struct details *list, const struct doubt *d)
{
    for (size_t i = 0; i < list->n; i++) {
        struct detail *x = &list->at[i];
        if (x->field != FIELD_METRIC || x->place.document != d->place.document ||
            x->place.table != d->place.table || x->place.row != d->place.row)
            continue;
        for (enum metric_fact f = 0; f < METRIC_FACTS; f++)
            if (strcmp(text_or_empty(d->guess), metric_fact_code(f)) == 0) {
                metric_fact_set(x, f, NULL);
                x->facts_told &= ~(1u << f);
            }
    }
}

static void apply_facts(struct applying *ap, const struct doubt_answer *a)
{
    enum field_kind field;
    struct entry *e = entry_of(ap, &a->doubt, &field);

    if (!e || strcmp(a->choice, "drop") != 0)
        return;
    leave_fact(&e->details, &a->doubt);
    for (size_t i = 0; i < e->actions.n; i++)
        leave_fact(&e->actions.at[i].details, &a->doubt);
}

/* ---- all of them ---- */

static void (*const apply[DOUBT_KINDS])(struct applying *ap, const struct doubt_answer *a) = {
    [DOUBT_UNPLACED] = apply_unplaced,
    [DOUBT_COLUMN] = apply_column,
    [DOUBT_COLUMN_GUESSED] = apply_column,
    [DOUBT_GOAL_NO_TITLE] = answer_goal,
    [DOUBT_GOAL_MERGED] = answer_goal,
    [DOUBT_GOAL_NUMBER] = answer_goal,
    [DOUBT_ORGANISATION_GUESSED] = answer_organisation,
    [DOUBT_ORGANISATION_NONE] = answer_organisation,
    [DOUBT_REFERENCE] = apply_reference,
    [DOUBT_REFERENCE_GUESSED] = apply_reference_guessed,
    [DOUBT_NOT_OURS_NO_REASON] = apply_reason,
    [DOUBT_ROW_JOINED] = apply_lines,
    [DOUBT_LIST_SPLIT] = apply_lines,
    [DOUBT_REPEATED] = apply_repeated,
    [DOUBT_MISPLACED] = apply_misplaced,
    [DOUBT_TITLE] = apply_title,
    [DOUBT_FACTS] = apply_facts,
};

bool answers_apply(struct visit *v, struct plan *p, const struct doubt_answers *answers)
{
    struct applying ap = { .v = v, .plan = p, .index = cell_index_make(v, p) };
    bool any = false;

    for (size_t i = 0; i < answers->n; i++) {
        const struct doubt_answer *a = &answers->at[i];
        if (!apply[a->doubt.kind] || (!*a->choice && !*a->words && !*a->who) ||
            !doubt_choice_fits(v, p, a->doubt.kind, a->choice))
            continue;
        apply[a->doubt.kind](&ap, a);
        any = true;
    }
    for (size_t i = 0; i < answers->n; i++)
        if (answers->at[i].doubt.kind == DOUBT_TWO_DOCUMENTS &&
            doubt_choice_fits(v, p, DOUBT_TWO_DOCUMENTS, answers->at[i].choice)) {
            answer_documents(&ap, &answers->at[i]);
            any = true;
        }
    return !any || plan_settle(v, p);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Finds the entries that references mean, once all rows are known. What a
 * reference says is read by reference.c. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

enum { CHAIN_LONGEST = 64, STEM_SHORTEST = 4 };

static struct entry *entry_at(struct finder *f, int entry)
{
    return &f->out->plan.entries.at[entry];
}

static int find_entry(struct finder *f, int goal, int organisation)
{
    return lookup_find(&f->entries, text(f->v, "%d %d", goal, organisation));
}

/* "3": of the same main goal; "I.5": anywhere; "A1": whichever has that number. -1: none. */
static int find_code(struct finder *f, const struct entry *e, const char *code)
{
    const struct plan *p = &f->out->plan;
    int parent = p->goals.at[e->goal].parent;
    int goal = lookup_find(&f->goals,
                           text(f->v, "%d|%s", parent, text_plain(f->v->arena, code)));

    int whole = goal_find(p, code);
    if (whole >= 0 && (goal < 0 || strpbrk(code, "./")))
        return whole;
    for (size_t i = 0; goal < 0 && i < p->goals.n; i++)
        if (*p->goals.at[i].number && text_same(p->goals.at[i].number, code))
            goal = (int)i;
    return goal;
}

/* Whether a text holds the beginnings of all the longer words of a name: words
 * are inflected, "palveluohjaus" is found in "palveluohjauksen". */
static bool tells_of(struct visit *v, const char *text, const char *name)
{
    const char *lower = text_lower(v->arena, text);
    int words = 0;

    for (const char *p = text_lower(v->arena, name); *p;) {
        size_t n = 0;
        const char *end = p;
        for (const char *q = p; *q && text_is_letter(text_next(&q)); n++)
            end = q;
        size_t keep = n > 2 * STEM_SHORTEST ? n - 3 : n > STEM_SHORTEST ? n - 1 : n;
        const char *cut = p;
        for (size_t i = 0; i < keep; i++)
            text_next(&cut);
        if (n >= STEM_SHORTEST) {
            words++;
            if (!strstr(lower, arena_copy(v->arena, p, (size_t)(cut - p))))
                return false;
        }
        p = end;
        if (*p)
            text_next(&p);
    }
    return words > 0;
}

static bool entry_tells_of(struct finder *f, const struct entry *e, const char *name)
{
    for (size_t i = 0; i < e->actions.n; i++)
        if (tells_of(f->v, e->actions.at[i].title, name))
            return true;
    return false;
}

/* By a name: of a goal, or of what another entry of the organisation does. */
static int find_name(struct finder *f, int entry, const char *name)
{
    const struct plan *p = &f->out->plan;
    int organisation = entry_at(f, entry)->organisation;

    if (!*name)
        return -1;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < p->entries.n; i++) {
            const struct entry *e = &p->entries.at[i];
            if ((int)i == entry || e->organisation != organisation)
                continue;
            if (pass ? entry_tells_of(f, e, name)
                     : tells_of(f->v, p->goals.at[e->goal].title, name))
                return e->goal;
        }
    return -1;
}

static int find_target(struct finder *f, const struct asked *a, bool *guessed)
{
    const struct entry *e = entry_at(f, a->entry);
    struct pointer pointer;
    int next = a->entry + 1;

    reference_read(f->v, a->words, &pointer);
    *guessed = *pointer.name && (pointer.whole || pointer.to == POINT_NAME);
    int named = *guessed ? find_name(f, a->entry, pointer.name) : -1;
    if (named >= 0)
        return named;
    switch (pointer.to) {
    case POINT_CODE:
        return find_code(f, e, pointer.code);
    case POINT_PREVIOUS:
        return a->before >= 0 ? entry_at(f, a->before)->goal : -1;
    case POINT_NEXT:
        return next < (int)f->out->plan.entries.n &&
                       entry_at(f, next)->organisation == e->organisation
                   ? entry_at(f, next)->goal
                   : -1;
    default:
        return -1;
    }
}

/* Words that led nowhere stay where they stood. */
static void keep_words(struct finder *f, const struct asked *a)
{
    struct entry *e = entry_at(f, a->entry);

    finder_doubt(f, DOUBT_REFERENCE, a->place, a->words, NULL);
    if (!a->whole)
        return; /* they are there already */
    if (a->field == FIELD_KINDS || a->field == FIELD_ACTION) {
        struct action *action = arena_push(f->v->arena, &e->actions);
        action->title = a->words;
        action->place = a->place;
        return;
    }
    *arena_push(f->v->arena, &e->details) = (struct detail){
        .field = a->field, .name = a->field == FIELD_EXTRA ? "" : NULL, .words = a->words,
        .place = a->place, .organisation = -1,
    };
}

static void resolve(struct finder *f, const struct asked *a)
{
    struct entry *e = entry_at(f, a->entry);
    bool guessed = false;
    int goal = find_target(f, a, &guessed);

    if (goal < 0 || goal == e->goal || !goal_is_leaf(&f->out->plan, goal)) {
        keep_words(f, a);
        return;
    }
    *arena_push(f->v->arena, &e->references) =
        (struct reference){ .field = a->field, .goal = goal, .words = a->words };
    if (guessed)
        finder_doubt(f, DOUBT_REFERENCE_GUESSED, a->place, a->words,
                     f->out->plan.goals.at[goal].code);
}

/* The reference of the same field, or of the whole row, in the entry meant. */
static const struct reference *next_in_chain(struct finder *f, const struct reference *r,
                                             int organisation)
{
    int target = find_entry(f, r->goal, organisation);
    const struct entry *e = target >= 0 ? entry_at(f, target) : NULL;

    for (size_t i = 0; e && i < e->references.n; i++) {
        const struct reference *next = &e->references.at[i];
        bool whole = next->field == FIELD_KINDS && !e->actions.n && !e->details.n;
        if (whole || (next->field == r->field && r->field != FIELD_KINDS &&
                      r->field != FIELD_ACTION))
            return next;
    }
    return NULL;
}

static void follow(struct finder *f, struct entry *e, struct reference *r)
{
    struct reference end = *r;

    for (int i = 0; i < CHAIN_LONGEST; i++) {
        const struct reference *next = next_in_chain(f, &end, e->organisation);
        if (!next || next->goal == e->goal)
            break;
        end.goal = next->goal;
    }
    r->goal = end.goal;
}

/* What the whole row says need not be said of its fields again. */
static void drop_doubles(struct references *list)
{
    const struct reference *row = NULL;
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].field == FIELD_KINDS)
            row = &list->at[i];
    struct reference whole = row ? *row : (struct reference){ .goal = -1 };
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].field == FIELD_KINDS || list->at[i].goal != whole.goal)
            list->at[n++] = list->at[i];
    list->n = n;
}

void references_resolve(struct finder *f)
{
    struct plan *p = &f->out->plan;

    goals_number(f->v, p);
    for (size_t i = 0; i < f->n_asked; i++)
        resolve(f, &f->asked[i]);
    for (size_t i = 0; i < p->entries.n; i++)
        for (size_t k = 0; k < p->entries.at[i].references.n; k++)
            follow(f, &p->entries.at[i], &p->entries.at[i].references.at[k]);
    for (size_t i = 0; i < p->entries.n; i++)
        drop_doubles(&p->entries.at[i].references);
}

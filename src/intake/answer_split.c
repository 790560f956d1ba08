/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Answers about one and two: goals that were taken as one become two, and what two documents
 * say of an organisation becomes one. */
#include "base/lookup.h"
#include "base/text.h"
#include "intake/answer_parts.h"

#include <string.h>

/* ---- one goal becomes two ---- */

/* Goals are two: what stood in these rows is the second's. */
struct parting {
    struct applying *ap;
    int64_t document;
    struct lookup rows; /* "table:row" */
    int first, second;
};

static bool is_seconds(const struct parting *t, const struct place *p)
{
    return p->document == t->document &&
           lookup_find(&t->rows, text(t->ap->v, "%d:%d", p->table, p->row)) >= 0;
}

/* A value of an entry that has actions in the same row stood on each of its actions. */
static void part_details(const struct parting *t, const struct entry *was, struct entry *stays,
                         struct entry *goes)
{
    for (size_t i = 0; i < was->details.n; i++) {
        const struct detail *d = &was->details.at[i];
        bool common = answer_is_common(was, d), second = is_seconds(t, &d->place);
        if (common ? stays->actions.n != 0 : !second)
            *arena_push(t->ap->v->arena, &stays->details) = *d;
        if (common ? goes->actions.n != 0 : second)
            *arena_push(t->ap->v->arena, &goes->details) = *d;
    }
}

/* What else an entry has goes with its own row. */
static void part_entry(const struct parting *t, struct entry *e, struct entry *out)
{
    struct entry was = *e;
    bool moves = is_seconds(t, &was.place);

    *out = (struct entry){ .goal = t->second, .organisation = was.organisation };
    e->actions = (struct actions){ 0 };
    e->details = (struct details){ 0 };
    for (size_t i = 0; i < was.actions.n; i++) {
        struct action *a = &was.actions.at[i];
        struct entry *to = is_seconds(t, &a->place) ? out : e;
        *arena_push(t->ap->v->arena, &to->actions) = *a;
    }
    part_details(t, &was, e, out);
    out->place = out->actions.n ? out->actions.at[0].place : was.place;
    if (!moves)
        return;
    out->kind = was.kind;
    out->reason = was.reason;
    out->references = was.references;
    out->place = was.place;
    e->kind = ENTRY_MISSING;
    e->reason = NULL;
    e->references = (struct references){ 0 };
    if (e->actions.n)
        e->place = e->actions.at[0].place;
}

/* Whether an entry has something in the second's rows, and in others. */
static void entry_sides(const struct parting *t, const struct entry *e, bool *second, bool *first)
{
    bool any = e->references.n || e->kind == ENTRY_NOT_OURS;

    *second = any && is_seconds(t, &e->place);
    *first = any && !*second;
    for (size_t i = 0; i < e->actions.n; i++)
        *(is_seconds(t, &e->actions.at[i].place) ? second : first) = true;
    for (size_t i = 0; !e->actions.n && i < e->details.n; i++)
        *(is_seconds(t, &e->details.at[i].place) ? second : first) = true;
}

/* ---- the goals under it ---- */

/* A goal under the first one, or itself. */
struct part_goal {
    bool under, second, first; /* has something of the second's, of the first's */
    int twin;                  /* what it is called under the second; -1: not yet */
};

static bool goes_whole(const struct part_goal *g)
{
    return g->second && !g->first;
}

static struct part_goal *goals_see(const struct parting *t)
{
    const struct plan *p = t->ap->plan;
    struct part_goal *list = arena_alloc(t->ap->v->arena, (p->goals.n + 1) * sizeof *list);

    for (size_t i = 0; i < p->goals.n; i++) {
        int g = (int)i;
        while (g >= 0 && g != t->first)
            g = p->goals.at[g].parent;
        list[i] = (struct part_goal){ .under = g == t->first, .twin = -1 };
    }
    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        bool second, first;
        entry_sides(t, e, &second, &first);
        for (int g = e->goal; list[e->goal].under && g != t->first; g = p->goals.at[g].parent) {
            list[g].second |= second;
            list[g].first |= first;
        }
    }
    return list;
}

/* A goal like another, at the end, so that no code of others changes. */
static int goal_like(struct applying *ap, int goal, int parent)
{
    struct goal copy = ap->plan->goals.at[goal];

    copy.id = 0;
    copy.parent = parent;
    *arena_push(ap->v->arena, &ap->plan->goals) = copy;
    return (int)ap->plan->goals.n - 1;
}

static int twin_of(struct applying *ap, struct part_goal *list, int goal)
{
    int parent = ap->plan->goals.at[goal].parent;

    if (list[goal].twin < 0)
        list[goal].twin = goal_like(ap, goal, twin_of(ap, list, parent));
    return list[goal].twin;
}

/* A goal that has only the second's moves under it; one that has both is in both. */
static void goals_part(struct parting *t, struct part_goal *list, int n)
{
    struct plan *p = t->ap->plan;
    size_t entries = p->entries.n;

    for (int g = 0; g < n; g++) {
        int parent = p->goals.at[g].parent;
        if (list[g].under && goes_whole(&list[g]) && !goes_whole(&list[parent])) {
            parent = twin_of(t->ap, list, parent);
            p->goals.at[g].parent = parent;
        }
    }
    for (size_t i = 0; i < entries; i++) {
        struct entry *e = &p->entries.at[i], out;
        bool second, first;
        entry_sides(t, e, &second, &first);
        if (!list[e->goal].under || !second || goes_whole(&list[e->goal]))
            continue;
        t->second = twin_of(t->ap, list, e->goal);
        part_entry(t, e, &out);
        *arena_push(t->ap->v->arena, &p->entries) = out;
    }
}

static void rows_read(struct parting *t, const char *about)
{
    for (const char *p = about; *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        lookup_put(t->ap->v->arena, &t->rows, arena_copy(t->ap->v->arena, p, n), 1);
        p += n;
    }
}

void answer_apart(struct applying *ap, const struct doubt_answer *a, int goal)
{
    struct plan *p = ap->plan;
    int n = (int)p->goals.n;
    struct parting t = { .ap = ap, .document = a->doubt.place.document, .first = goal };

    rows_read(&t, text_or_empty(a->doubt.about));
    struct part_goal *list = goals_see(&t);
    int second = list[goal].twin = goal_like(ap, goal, p->goals.at[goal].parent);
    p->goals.at[second].title = a->doubt.words;
    p->goals.at[second].titles = (struct translations){ 0 };
    p->goals.at[second].place = a->doubt.place;
    goals_part(&t, list, n);
    goals_order(ap->v, p);
    ap->index = cell_index_make(ap->v, p);
}

/* ---- two documents, one organisation ---- */

static bool same_detail(const struct detail *a, const struct detail *b)
{
    return a->field == b->field && text_same(text_or_empty(a->name), text_or_empty(b->name)) &&
           text_same(a->words, b->words);
}

/* What the other document says too is said once. */
static void details_once(struct details *list)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        struct detail d = list->at[i];
        bool again = false;
        for (size_t k = 0; k < n; k++)
            again |= list->at[k].place.document != d.place.document &&
                     same_detail(&list->at[k], &d);
        if (!again)
            list->at[n++] = d;
    }
    list->n = n;
}

static struct action *earlier(struct actions *list, size_t n, const struct action *a)
{
    for (size_t i = 0; i < n; i++)
        if (list->at[i].place.document != a->place.document &&
            text_same(list->at[i].title, a->title))
            return &list->at[i];
    return NULL;
}

static void actions_once(struct applying *ap, struct actions *list)
{
    size_t n = 0;

    for (size_t i = 0; i < list->n; i++) {
        struct action a = list->at[i], *same = earlier(list, n, &a);
        if (!same) {
            list->at[n++] = a;
            continue;
        }
        for (size_t k = 0; k < a.details.n; k++)
            *arena_push(ap->v->arena, &same->details) = a.details.at[k];
        details_once(&same->details);
    }
    list->n = n;
}

static void organisation_empty(struct plan *p, int organisation)
{
    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry *e = &p->entries.at[i];
        if (e->organisation == organisation)
            *e = (struct entry){ .goal = e->goal, .organisation = organisation };
    }
}

void answer_documents(struct applying *ap, const struct doubt_answer *a)
{
    struct plan *p = ap->plan;
    const char *about = text_or_empty(a->doubt.about), *line = strchr(about, '\n');
    const char *choice = *a->choice ? a->choice : text_or_empty(a->doubt.guess);
    const char *name = line ? arena_copy(ap->v->arena, about, (size_t)(line - about)) : about;
    int first = organisation_find(p, name), second = line ? organisation_find(p, line + 1) : -1;

    if (second < 0 || first == second)
        return;
    if (first < 0) { /* it turned out to be another's */
        p->organisations.at[second].name = name;
        return;
    }
    if (strcmp(choice, "join") != 0)
        organisation_empty(p, strcmp(choice, "first") == 0 ? second : first);
    answer_organisation_into(ap, second, first);
    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry *e = &p->entries.at[i];
        if (e->organisation - (e->organisation > second) != first - (first > second))
            continue;
        details_once(&e->details);
        actions_once(ap, &e->actions);
    }
}

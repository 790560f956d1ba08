/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What an entry's form means for the plan, what is wrong with it, and how two entries
 * differ. */
#include "editing/entry_form.h"

#include "base/put.h"
#include "base/date.h"
#include "base/text.h"
#include "editing/structure.h"
#include "intake/recognise.h"
#include "plan/said.h"
#include "web/layout.h"

#include <string.h>

/* ---- the entry that is meant ---- */

static bool said_the_same(const struct detail *d, const struct value_row *r)
{
    return d->field == r->field && strcmp(d->words, r->words) == 0 &&
           strcmp(d->name ? d->name : "", d->field == FIELD_EXTRA ? r->name : "") == 0;
}

/* What stood there in the same words keeps its meaning and its place in a document, each
 * once; a new text is read like the words of a document. */
static struct detail detail_of(struct visit *v, const struct value_row *r,
                               const struct details *known, bool *taken)
{
    struct detail d = { .field = r->field, .organisation = -1 };

    for (size_t i = 0; i < known->n && !d.words; i++)
        if (!taken[i] && said_the_same(&known->at[i], r)) {
            d = known->at[i];
            taken[i] = true;
        }
    if (!d.words) {
        d.words = r->words;
        d.name = r->name;
        if (r->field == FIELD_SCHEDULE)
            schedule_parse(v, &d);
        d.not_measured = value_not_measured(v, r->words);
    } else {
        d.not_measured = false;
    }
    d.not_measured |= r->not_measured;
    d.unit = text_or_null(r->unit);
    d.baseline = text_or_null(r->baseline);
    d.target = text_or_null(r->target);
    d.target_year = text_or_null(r->target_year);
    d.was = text_or_null(r->was);
    return d;
}

static void put_values(struct visit *v, const struct entry_form *f, int action,
                       const struct details *known, struct details *out)
{
    bool *taken = arena_alloc(v->arena, known->n + 1);

    *out = (struct details){ 0 };
    for (size_t i = 0; i < f->values.n; i++)
        if (f->values.at[i].action == action && *f->values.at[i].words)
            *arena_push(v->arena, out) = detail_of(v, &f->values.at[i], known, taken);
}

static const struct action *action_numbered(const struct entry *e, int number)
{
    for (size_t i = 0; number && i < e->actions.n; i++)
        if (e->actions.at[i].number == number)
            return &e->actions.at[i];
    return NULL;
}

/* Each action of the entry is met once, whatever numbers were sent. */
static void put_actions(struct visit *v, const struct entry_form *f, const struct plan *p,
                        const struct entry *current, struct entry *out)
{
    static const struct details none = { 0 };

    out->actions = (struct actions){ 0 };
    for (size_t i = 0; i < f->actions.n; i++) {
        const struct action_row *r = &f->actions.at[i];
        const struct action *a = action_numbered(out, r->number)
                                     ? NULL : action_numbered(current, r->number);
        struct action made = a ? *a : (struct action){ 0 };
        made.title = r->title;
        for (enum lang l = 0; l < LANGS; l++)
            if (r->titles.in[l] && is_other_language(p, l))
                made.titles.in[l] = text_or_null(r->titles.in[l]);
        put_values(v, f, (int)i, a ? &a->details : &none, &made.details);
        *arena_push(v->arena, &out->actions) = made;
    }
}

static int goal_of_slug(struct visit *v, const struct plan *p, const char *slug)
{
    for (int i = 0; i < (int)p->goals.n; i++)
        if (strcmp(goal_slug(v, p->goals.at[i].code), slug) == 0)
            return i;
    return -1;
}

static void put_references(struct visit *v, const struct entry_form *f, const struct plan *p,
                           struct references *out)
{
    *out = (struct references){ 0 };
    for (size_t i = 0; i < f->references.n; i++) {
        const struct reference_row *r = &f->references.at[i];
        int goal = goal_of_slug(v, p, r->goal);
        if (goal >= 0)
            *arena_push(v->arena, out) =
                (struct reference){ r->field, goal, text_or_null(r->words) };
    }
}

struct entry entry_form_entry(struct visit *v, const struct entry_form *f, const struct plan *p,
                              const struct entry *current)
{
    struct entry e = *current;
    struct plan alone = *p; /* actors_link() walks the entries of a plan */

    e.kind = f->not_ours ? ENTRY_NOT_OURS : ENTRY_MISSING;
    e.reason = f->not_ours ? text_or_null(f->reason) : NULL;
    put_values(v, f, -1, &current->details, &e.details);
    put_actions(v, f, p, current, &e);
    put_references(v, f, p, &e.references);
    entry_settle(v, &e);
    alone.entries = (struct entries){ &e, 1, 1 };
    actors_link(v, &alone);
    return e;
}

/* ---- faults ---- */

static void values_sound(struct visit *v, const struct entry_form *f)
{
    for (size_t i = 0; i < f->values.n; i++) {
        const struct value_row *r = &f->values.at[i];
        if (!date_is_year(r->target_year))
            fault(v, row_field(v, "year", i), tr(v, "Write the year with four digits."));
        if (!*r->words && (*r->unit || *r->baseline || *r->target || *r->target_year))
            fault(v, row_field(v, "words", i), tr(v, "Say what is measured."));
        if (r->not_measured && !*r->words)
            fault(v, row_field(v, "words", i), tr(v, "Say why it is not measured."));
        if (r->field == FIELD_EXTRA && *r->words && !*r->name)
            fault(v, row_field(v, "name", i), tr(v, "Say what the column is called."));
    }
}

/* Where an entry refers: another goal of the plan that entries may be written for. */
static void references_sound(struct visit *v, const struct entry_form *f, const struct plan *p)
{
    int own = p->entries.at[0].goal;

    for (size_t i = 0; i < f->references.n; i++) {
        const char *slug = f->references.at[i].goal;
        int goal = *slug ? goal_of_slug(v, p, slug) : -1;
        if (*slug && goal < 0)
            fault(v, row_field(v, "goal", i), tr(v, "There is no such goal in this plan."));
        if (goal == own)
            fault(v, row_field(v, "goal", i), tr(v, "An entry can't refer to itself: choose "
                                                    "another goal."));
    }
}

bool entry_form_sound(struct visit *v, const struct entry_form *f, const struct plan *p)
{
    bool acts = false;

    for (size_t i = 0; i < f->actions.n; i++)
        acts |= *f->actions.at[i].title != '\0';
    if (f->not_ours && !*f->reason)
        fault(v, "reason", tr(v, "Say why it is not this organisation's task."));
    if (f->not_ours && acts)
        fault(v, "not_ours", tr(v, "What is not this organisation's task has no actions: remove "
                                   "them, or take the mark away."));
    values_sound(v, f);
    references_sound(v, f, p);
    return !v->faults.n;
}

/* ---- differences ---- */

static const char *lines_of(struct visit *v, const struct details *list, enum field_kind field)
{
    const char *all = NULL;

    for (size_t i = 0; i < list->n; i++) {
        const struct detail *d = &list->at[i];
        const char *aim = aim_said(v, d->unit, d->baseline, d->target, d->target_year);
        if (d->field != field)
            continue;
        all = text(v, "%s%s%s%s%s%s%s%s%s", all ? all : "", all ? "\n" : "",
                   d->name ? d->name : "", d->name ? ": " : "",
                   d->not_measured ? tr(v, "Not measured: ") : "", d->words, *aim ? " (" : "",
                   aim, *aim ? ")" : "");
    }
    return all;
}

static void changed(struct visit *v, struct entry_changes *out, const char *what,
                    const char *before, const char *after)
{
    if (before == after || (before && after && strcmp(before, after) == 0))
        return;
    struct differences words = difference_words(v, before, after);
    /* Texts with little in common stand under each other there, here each in its cell. */
    if (words.n == 3 && words.at[1].kind == TEXT_SAME && strcmp(words.at[1].text, "\n") == 0)
        words.at[1].text = "";
    *arena_push(v->arena, out) = (struct entry_change){ what, before, after, words };
}

static void compare_details(struct visit *v, const char *of, const struct details *before,
                            const struct details *after, struct entry_changes *out)
{
    for (enum field_kind f = FIELD_METRIC; f < FIELD_KINDS; f++)
        changed(v, out, *of ? text(v, "%s: %s", of, field_said(v, f)) : field_said(v, f),
                lines_of(v, before, f), lines_of(v, after, f));
}

static const char *action_said(struct visit *v, const struct action *a)
{
    return a->number ? text(v, tr(v, "Action %s"), text(v, "%d", a->number))
                     : tr(v, "New action");
}

static void compare_actions(struct visit *v, const struct entry *before,
                            const struct entry *after, struct entry_changes *out)
{
    static const struct details none = { 0 };

    for (size_t i = 0; i < after->actions.n; i++) {
        const struct action *a = &after->actions.at[i], *b = action_numbered(before, a->number);
        changed(v, out, action_said(v, a), b ? b->title : NULL, a->title);
        for (enum lang l = 0; l < LANGS; l++)
            changed(v, out, text(v, "%s: %s", action_said(v, a), language_name(l)),
                    b ? b->titles.in[l] : NULL, a->titles.in[l]);
        compare_details(v, action_said(v, a), b ? &b->details : &none, &a->details, out);
    }
    for (size_t i = 0; i < before->actions.n; i++) {
        const struct action *b = &before->actions.at[i];
        if (action_numbered(after, b->number))
            continue;
        changed(v, out, action_said(v, b), b->title, NULL);
        compare_details(v, action_said(v, b), &b->details, &none, out);
    }
}

/* Only those that are in both: what came and went is told apart. */
static const char *order_of(struct visit *v, const struct entry *e, const struct entry *other)
{
    const char *all = "";

    for (size_t i = 0; i < e->actions.n; i++)
        if (action_numbered(other, e->actions.at[i].number))
            all = text(v, "%s%s%d", all, *all ? ", " : "", e->actions.at[i].number);
    return all;
}

static const char *references_of(struct visit *v, const struct plan *p, const struct entry *e)
{
    const char *all = NULL;

    for (size_t i = 0; i < e->references.n; i++) {
        const struct reference *r = &e->references.at[i];
        all = text(v, "%s%s%s%s%s", all ? all : "", all ? "\n" : "",
                   r->field < FIELD_KINDS ? field_said(v, r->field) : "",
                   r->field < FIELD_KINDS ? ": " : "",
                   text(v, tr(v, "See %s"), p->goals.at[r->goal].code));
    }
    return all;
}

static const char *not_ours_of(struct visit *v, const struct entry *e)
{
    return e->kind != ENTRY_NOT_OURS ? NULL : e->reason ? e->reason : tr(v, "No reason is given.");
}

void entry_compare(struct visit *v, const struct plan *p, const struct entry *before,
                   const struct entry *after, struct entry_changes *out)
{
    *out = (struct entry_changes){ 0 };
    changed(v, out, tr(v, "Not this organisation's task"), not_ours_of(v, before),
            not_ours_of(v, after));
    compare_actions(v, before, after, out);
    changed(v, out, tr(v, "The order of the actions"), order_of(v, before, after),
            order_of(v, after, before));
    compare_details(v, "", &before->details, &after->details, out);
    changed(v, out, tr(v, "Refers elsewhere"), references_of(v, p, before),
            references_of(v, p, after));
}

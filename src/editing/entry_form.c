/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The fields of an entry's form: read, filled, and changed by its buttons. What they
 * mean for the plan is in entry_meant.c. */
#include "editing/entry_form.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

const char *row_field(struct visit *v, const char *what, size_t row)
{
    return text(v, "%s-%zu", what, row);
}

/* ---- from the plan ---- */

static void fill_values(struct visit *v, struct entry_form *f, const struct details *list,
                        int action)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct detail *d = &list->at[i];
        *arena_push(v->arena, &f->values) = (struct value_row){
            .field = d->field,
            .name = text_or_empty(d->name),
            .words = d->words,
            .not_measured = d->not_measured,
            .unit = text_or_empty(d->unit),
            .baseline = text_or_empty(d->baseline),
            .target = text_or_empty(d->target),
            .target_year = text_or_empty(d->target_year),
            .was = d->words,
            .action = action,
        };
    }
}

void entry_form_fill(struct visit *v, const struct plan *p, const struct entry *e,
                     struct entry_form *f)
{
    *f = (struct entry_form){
        .rev = e->rev,
        .not_ours = e->kind == ENTRY_NOT_OURS,
        .reason = text_or_empty(e->reason),
    };
    fill_values(v, f, &e->details, -1);
    for (size_t i = 0; i < e->actions.n; i++) {
        const struct action *a = &e->actions.at[i];
        struct action_row *r = arena_push(v->arena, &f->actions);
        *r = (struct action_row){ .number = a->number, .title = a->title };
        for (enum lang l = 0; l < LANGS; l++)
            r->titles.in[l] = text_or_empty(a->titles.in[l]);
        fill_values(v, f, &a->details, (int)i);
    }
    for (size_t i = 0; i < e->references.n; i++) {
        const struct reference *r = &e->references.at[i];
        *arena_push(v->arena, &f->references) = (struct reference_row){
            .field = r->field,
            .goal = goal_slug(v, p->goals.at[r->goal].code),
            .words = text_or_empty(r->words),
        };
    }
}

/* ---- from what was sent ---- */

/* "title-12" to its row; -1 when the name begins otherwise. */
static int row_of(const char *name, const char *what)
{
    size_t n = strlen(what);
    char *end;

    if (strncmp(name, what, n) != 0 || name[n] != '-' || !text_is_digit((unsigned char)name[n + 1]))
        return -1;
    long row = strtol(name + n + 1, &end, 10);
    return *end || row >= FORM_ROWS ? -1 : (int)row;
}

/* Rows as they come in: a form may leave numbers out. */
struct sent_rows {
    struct action_row actions[FORM_ROWS];
    struct value_row values[FORM_ROWS];
    struct reference_row references[FORM_ROWS];
};

/* "title-sv-3" */
static const char *const title_lang_field[LANGS] = {
    [LANG_FI] = "title-fi", [LANG_SV] = "title-sv", [LANG_EN] = "title-en",
};

const char *title_field(struct visit *v, enum lang lang, size_t row)
{
    return row_field(v, title_lang_field[lang], row);
}

static void read_action(struct sent_rows *rows, const char *name, const char *value)
{
    int at;

    if ((at = row_of(name, "number")) >= 0)
        rows->actions[at].number = (int)strtol(value, NULL, 10);
    else if ((at = row_of(name, "title")) >= 0)
        rows->actions[at].title = value;
    for (enum lang l = 0; l < LANGS; l++)
        if ((at = row_of(name, title_lang_field[l])) >= 0)
            rows->actions[at].titles.in[l] = value;
}

static void read_reference(struct sent_rows *rows, const char *name, const char *value)
{
    int at;

    if ((at = row_of(name, "goal")) >= 0)
        rows->references[at].goal = value;
    else if ((at = row_of(name, "part")) >= 0)
        rows->references[at].field = *value ? field_kind_of(value) : FIELD_KINDS;
    else if ((at = row_of(name, "quote")) >= 0)
        rows->references[at].words = value;
}

static void read_value(struct sent_rows *rows, const char *name, const char *value)
{
    static const struct {
        const char *name;
        size_t offset;
    } texts[] = {
        { "name", offsetof(struct value_row, name) },
        { "words", offsetof(struct value_row, words) },
        { "unit", offsetof(struct value_row, unit) },
        { "baseline", offsetof(struct value_row, baseline) },
        { "target", offsetof(struct value_row, target) },
        { "year", offsetof(struct value_row, target_year) },
        { "was", offsetof(struct value_row, was) },
    };
    int at;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if ((at = row_of(name, texts[i].name)) >= 0)
            *(const char **)((char *)&rows->values[at] + texts[i].offset) = value;
    if ((at = row_of(name, "field")) >= 0)
        rows->values[at].field = field_kind_of(value);
    if ((at = row_of(name, "unmeasured")) >= 0)
        rows->values[at].not_measured = *value;
    /* One more than the index, so that 0 is the entry. */
    if ((at = row_of(name, "of")) >= 0)
        rows->values[at].action = *value ? (int)strtol(value, NULL, 10) + 1 : 0;
}

/* Where each action of the form went. */
static void gather_actions(struct visit *v, const struct sent_rows *rows, struct entry_form *f,
                           int *went)
{
    for (int i = 0; i < FORM_ROWS; i++) {
        went[i] = -1;
        if (!rows->actions[i].title)
            continue;
        went[i] = (int)f->actions.n;
        *arena_push(v->arena, &f->actions) = rows->actions[i];
    }
}

static void gather_values(struct visit *v, const struct sent_rows *rows, const int *went,
                          struct entry_form *f)
{
    for (int i = 0; i < FORM_ROWS; i++) {
        struct value_row r = rows->values[i];
        if (!r.words || r.field <= FIELD_ACTION || r.field >= FIELD_KINDS)
            continue;
        r.name = text_or_empty(r.name);
        r.unit = text_or_empty(r.unit);
        r.baseline = text_or_empty(r.baseline);
        r.target = text_or_empty(r.target);
        r.target_year = text_or_empty(r.target_year);
        r.was = text_or_empty(r.was);
        r.action = r.action > 0 && r.action <= FORM_ROWS ? went[r.action - 1] : -1;
        *arena_push(v->arena, &f->values) = r;
    }
    for (int i = 0; i < FORM_ROWS; i++)
        if (rows->references[i].goal) {
            struct reference_row r = rows->references[i];
            r.words = text_or_empty(r.words);
            *arena_push(v->arena, &f->references) = r;
        }
}

void entry_form_read(struct visit *v, const struct args *sent, struct entry_form *f)
{
    struct sent_rows *rows = arena_alloc(v->arena, sizeof *rows);
    int *went = arena_alloc(v->arena, FORM_ROWS * sizeof *went);

    *f = (struct entry_form){ .reason = "" };
    for (size_t i = 0; i < sent->n; i++) {
        const char *name = sent->at[i].name, *value = sent->at[i].value;
        if (strcmp(name, "rev") == 0)
            f->rev = strtoll(value, NULL, 10);
        else if (strcmp(name, "reason") == 0)
            f->reason = value;
        else if (strcmp(name, "not_ours") == 0)
            f->not_ours = *value;
        else {
            read_action(rows, name, value);
            read_reference(rows, name, value);
            read_value(rows, name, value);
        }
    }
    gather_actions(v, rows, f, went);
    gather_values(v, rows, went, f);
}

/* ---- buttons ---- */

static void add_value(struct visit *v, struct entry_form *f, enum field_kind field, int action)
{
    if (field > FIELD_ACTION && field < FIELD_KINDS && f->values.n < FORM_ROWS)
        *arena_push(v->arena, &f->values) = (struct value_row){
            field, "", "", false, "", "", "", "", "", action
        };
}

static void add(struct visit *v, struct entry_form *f, const char *what)
{
    if (strcmp(what, "action") == 0) {
        if (f->actions.n < FORM_ROWS)
            *arena_push(v->arena, &f->actions) = (struct action_row){ .title = "" };
    } else if (strcmp(what, "reference") == 0) {
        *arena_push(v->arena, &f->references) = (struct reference_row){ FIELD_KINDS, "", "" };
    } else {
        add_value(v, f, field_kind_of(what), -1);
    }
}

/* Two actions change places, with what belongs to each. */
static void swap_actions(struct entry_form *f, int a, int b)
{
    if (a < 0 || b < 0 || a >= (int)f->actions.n || b >= (int)f->actions.n)
        return;
    struct action_row kept = f->actions.at[a];
    f->actions.at[a] = f->actions.at[b];
    f->actions.at[b] = kept;
    for (size_t i = 0; i < f->values.n; i++) {
        int *action = &f->values.at[i].action;
        *action = *action == a ? b : *action == b ? a : *action;
    }
}

static void drop_value(struct entry_form *f, int at)
{
    if (at < 0 || at >= (int)f->values.n)
        return;
    f->values.n--;
    memmove(&f->values.at[at], &f->values.at[at + 1],
            (f->values.n - (size_t)at) * sizeof *f->values.at);
}

static void drop_action(struct entry_form *f, int at)
{
    if (at < 0 || at >= (int)f->actions.n)
        return;
    f->actions.n--;
    memmove(&f->actions.at[at], &f->actions.at[at + 1],
            (f->actions.n - (size_t)at) * sizeof *f->actions.at);
    for (int i = (int)f->values.n; i-- > 0;)
        if (f->values.at[i].action == at)
            drop_value(f, i);
        else
            f->values.at[i].action -= f->values.at[i].action > at;
}

static void drop_reference(struct entry_form *f, int at)
{
    if (at < 0 || at >= (int)f->references.n)
        return;
    f->references.n--;
    memmove(&f->references.at[at], &f->references.at[at + 1],
            (f->references.n - (size_t)at) * sizeof *f->references.at);
}

bool entry_form_do(struct visit *v, struct entry_form *f, const char *what)
{
    int at;

    if (text_begins(what, "lisaa-"))
        add(v, f, what + strlen("lisaa-"));
    else if ((at = row_of(what, "oma")) >= 0 && at < (int)f->actions.n)
        add_value(v, f, field_kind_of(given(v, row_field(v, "omat", (size_t)at))), at);
    else if ((at = row_of(what, "ylos")) >= 0)
        swap_actions(f, at, at - 1);
    else if ((at = row_of(what, "alas")) >= 0)
        swap_actions(f, at, at + 1);
    else if ((at = row_of(what, "pois")) >= 0)
        drop_action(f, at);
    else if ((at = row_of(what, "poisarvo")) >= 0)
        drop_value(f, at);
    else if ((at = row_of(what, "poisviite")) >= 0)
        drop_reference(f, at);
    else
        return false;
    return true;
}

static const char *const fields[] = { "metric", "schedule", "actor", "followup", "extra", NULL };
static const char *const parts[] = { "action",   "metric", "schedule", "actor",
                                     "followup", "extra",  NULL };
static const char *const yes[] = { "1", NULL };
const struct input entry_inputs[] = {
    { "rev", INPUT_TEXT, 20 },
    { "tee", INPUT_TEXT, 40 },
    { "not_ours", INPUT_CHOICE, 0, yes },
    { "reason", INPUT_LINES, WORDS_MOST, .label = N_("The reason") },
    { "number-*", INPUT_TEXT, 20 },
    { "title-*", INPUT_LINES, WORDS_MOST, .label = N_("An action") },
    { "omat-*", INPUT_CHOICE, 0, fields },
    { "of-*", INPUT_TEXT, 20 },
    { "field-*", INPUT_CHOICE, 0, fields },
    { "name-*", INPUT_TEXT, AIM_MOST, .label = N_("The name of a column") },
    { "words-*", INPUT_LINES, WORDS_MOST, .label = N_("A value") },
    { "unmeasured-*", INPUT_CHOICE, 0, yes },
    { "unit-*", INPUT_TEXT, AIM_MOST, .label = N_("The unit") },
    { "baseline-*", INPUT_TEXT, AIM_MOST, .label = N_("The value at the start") },
    { "target-*", INPUT_TEXT, AIM_MOST, .label = N_("The aim") },
    { "year-*", INPUT_TEXT, 20, .label = N_("The year of the aim") },
    { "was-*", INPUT_LINES, WORDS_MOST },
    { "goal-*", INPUT_TEXT, 100 },
    { "part-*", INPUT_CHOICE, 0, parts },
    { "quote-*", INPUT_LINES, WORDS_MOST },
    { "words", INPUT_LINES, 2000, .label = N_("The comment") },
    { "whole", INPUT_TEXT, 2,
      .missing = N_("What the form sent did not arrive whole. Go back and send it again.") },
    { 0 },
};

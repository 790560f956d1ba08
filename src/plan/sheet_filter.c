/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Leaves out of a sheet what the visit does not ask for. */
#include "plan/sheet.h"

#include "base/put.h"
#include "web/page.h"

#include <string.h>

static const struct {
    const char *code, *name;
} durations[DURATIONS] = {
    [DURATION_PERMANENT] = { "permanent", N_("Permanent") },
    [DURATION_PROJECT] = { "project", N_("Project or pilot") },
    [DURATION_DATED] = { "dated", N_("Dated") },
};

static const char *const kind_choices[] = {
    "other", "county", "municipality", "parish", "association", "police", "school", NULL
};
static const char *const status_choices[] = { "done",    "progress", "notstarted", "stopped",
                                             "planned", "refers",   "na",         "missing", NULL };
static const char *const duration_choices[] = { "permanent", "project", "dated", NULL };

const struct input sheet_inputs[] = {
    { "tyyppi", INPUT_CHOICE, 0, kind_choices },
    { "tilanne", INPUT_CHOICE, 0, status_choices },
    { "kesto", INPUT_CHOICE, 0, duration_choices },
    { "haku", INPUT_TEXT, 200, NULL },
    { 0 },
};

const char *duration_code(enum duration duration)
{
    return durations[duration].code;
}

const char *duration_name(enum duration duration)
{
    return durations[duration].name;
}

enum duration duration_of_schedule(enum schedule_kind kind)
{
    switch (kind) {
    case SCHEDULE_PERMANENT:
    case SCHEDULE_CONTINUOUS:
    case SCHEDULE_SCHOOL_YEAR:
    case SCHEDULE_EVERY:
        return DURATION_PERMANENT;
    case SCHEDULE_PILOT:
    case SCHEDULE_PROJECT:
        return DURATION_PROJECT;
    case SCHEDULE_FROM:
    case SCHEDULE_UNTIL:
    case SCHEDULE_RANGE:
    case SCHEDULE_TIME:
    case SCHEDULE_ONCE:
        return DURATION_DATED;
    default:
        return DURATIONS;
    }
}

static bool lasts(const struct sheet_detail *at, size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++) {
        const char *kind = at[i].row->schedule_kind;
        enum duration d = kind ? duration_of_schedule(schedule_kind_of(kind)) : DURATIONS;
        if (d < DURATIONS && strcmp(durations[d].code, code) == 0)
            return true;
    }
    return false;
}

static bool entry_lasts(const struct sheet_entry *e, const char *code)
{
    if (lasts(e->details, e->n_details, code))
        return true;
    for (size_t i = 0; i < e->n_actions; i++)
        if (lasts(e->actions[i].details, e->actions[i].n_details, code))
            return true;
    return false;
}

/* found: numbers of actions. */
static bool entry_is_found(const struct sheet_entry *e, const struct ids *found)
{
    for (size_t i = 0; i < e->n_actions; i++)
        if (ids_find(found, e->actions[i].row->number) >= 0)
            return true;
    return false;
}

static bool fits(const struct visit *v, const struct sheet_entry *e, const struct ids *found)
{
    const char *kind = given(v, "tyyppi"), *status = given(v, "tilanne");
    const char *duration = given(v, "kesto");

    return (!*kind || strcmp(kind, organisation_kind_code(e->organisation->kind)) == 0) &&
           (!*status || strcmp(status, status_code(e->status)) == 0) &&
           (!*duration || entry_lasts(e, duration)) && (!found || entry_is_found(e, found));
}

/* NULL when no words were asked. */
static bool search(struct visit *v, struct sheet *sheet, const struct ids **numbers)
{
    struct search *s = arena_alloc(v->arena, sizeof *s);
    struct ids *found = arena_alloc(v->arena, sizeof *found);

    *numbers = NULL;
    if (!*given(v, "haku"))
        return true;
    if (!search_find(v, v->plan, given(v, "haku"), s))
        return false;
    *found = ids_new(v->arena, s->found.n);
    for (size_t i = 0; i < s->found.n; i++)
        ids_put(found, s->found.at[i], (int)i);
    sheet->search = s;
    *numbers = found;
    return true;
}

bool sheet_filter(struct visit *v, struct sheet *sheet)
{
    const struct ids *found;
    size_t n = 0;

    if (!search(v, sheet, &found))
        return false;
    sheet->actions = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        if (!fits(v, &sheet->at[i], found))
            continue;
        sheet->at[n] = sheet->at[i];
        sheet->actions += (int64_t)sheet->at[n++].n_actions;
    }
    sheet->n = n;
    return true;
}

bool sheet_is_filtered(const struct visit *v)
{
    for (const struct input *in = sheet_inputs; in->name; in++)
        if (*given(v, in->name))
            return true;
    return false;
}

static const char *listed(struct visit *v, const char *list, const char *item)
{
    return *item ? text(v, "%s%s%s", list, *list ? ", " : "", item) : list;
}

const char *sheet_filter_words(struct visit *v)
{
    const char *list = "";

    for (enum organisation_kind k = 0; k < ORGANISATION_KINDS; k++)
        if (strcmp(given(v, "tyyppi"), organisation_kind_code(k)) == 0)
            list = listed(v, list, tr(v, organisation_kind_name(k)));
    for (enum status s = 0; s < STATUSES; s++)
        if (strcmp(given(v, "tilanne"), status_code(s)) == 0)
            list = listed(v, list, tr(v, status_name(s)));
    for (enum duration d = 0; d < DURATIONS; d++)
        if (strcmp(given(v, "kesto"), durations[d].code) == 0)
            list = listed(v, list, tr(v, durations[d].name));
    return *given(v, "haku") ? listed(v, list, text(v, tr(v, "“%s”"), given(v, "haku"))) : list;
}

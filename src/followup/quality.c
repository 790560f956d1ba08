/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The lacks of every filled entry, counted, and the worst first. */
#include "followup/quality.h"

#include "base/date.h"
#include "db/db.h"
#include "followup/pages.h"
#include "followup/quality.sql.h"
#include "followup/quality.view.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_MOST = 50 };

static const struct {
    const char *code, *name;
} lacks[LACKS] = {
    [LACK_ACTOR] = { "actor", N_("No actor") },
    [LACK_METRIC] = { "metric", N_("No metric") },
    [LACK_SCHEDULE] = { "schedule", N_("No schedule") },
    [LACK_OVER] = { "over", N_("The schedule is over") },
    [LACK_REPORT] = { "report", N_("No fresh report") },
};

static const char *const lack_choices[] = { "actor", "metric", "schedule", "over", "report", NULL };

const struct input quality_inputs[] = {
    { "organisaatio", INPUT_TEXT, 60, NULL },
    { "puute", INPUT_CHOICE, 0, lack_choices },
    { 0 },
};

const char *lack_code(enum lack lack)
{
    return lacks[lack].code;
}

const char *lack_name(enum lack lack)
{
    return lacks[lack].name;
}

static unsigned lacks_of(const struct quality *q, const struct quality_entries_row *r)
{
    bool told = r->status_year != DB_NULL && r->status_year >= q->asked;

    return (unsigned)!r->has_actor << LACK_ACTOR | (unsigned)!r->has_metric << LACK_METRIC |
           (unsigned)!r->has_schedule << LACK_SCHEDULE | (unsigned)r->is_over << LACK_OVER |
           (unsigned)(q->asked != DB_NULL && !told) << LACK_REPORT;
}

/* Counts it; whether the visit asks to see it. */
static bool count(struct visit *v, struct quality *q, const struct quality_entry *e)
{
    struct quality_row *of = &q->of[e->organisation - q->organisations.at];
    const char *organisation = given(v, "organisaatio"), *lack = given(v, "puute");
    bool wanted = !*lack;

    q->entries++;
    of->entries++;
    q->sound += !e->lacks;
    of->sound += !e->lacks;
    for (enum lack l = 0; l < LACKS; l++) {
        bool has = e->lacks >> l & 1;
        q->all[l] += has;
        of->lacks[l] += has;
        wanted |= has && strcmp(lack, lack_code(l)) == 0;
    }
    return e->lacks && wanted &&
           (!*organisation || strcmp(organisation, e->organisation->row->slug) == 0);
}

static int worst_first(const void *a, const void *b)
{
    const struct quality_entry *x = a, *y = b;
    ptrdiff_t by = y->n - x->n;

    by = by ? by : x->goal - y->goal;
    by = by ? by : x->organisation - y->organisation;
    return by < 0 ? -1 : by > 0;
}

bool quality_load(struct visit *v, struct quality *q)
{
    struct quality_asked_row *asked;
    struct quality_entries_rows rows;

    if (!goal_items_load(v, &q->goals) || !organisation_items_load(v, &q->organisations) ||
        !quality_asked(v, &asked, v->plan) ||
        !quality_entries(v, &rows, v->plan, date_today(v)))
        return false;
    q->asked = asked->year;
    q->of = arena_alloc(v->arena, ((size_t)q->organisations.n + 1) * sizeof *q->of);
    q->at = arena_alloc(v->arena, (rows.n + 1) * sizeof *q->at);
    for (size_t i = 0; i < rows.n; i++) {
        const struct quality_entries_row *r = &rows.at[i];
        struct quality_entry e = {
            .goal = &q->goals.at[ids_find(&q->goals.ids, r->goal)],
            .organisation = &q->organisations.at[ids_find(&q->organisations.ids, r->organisation)],
            .told = r->status_year,
            .lacks = lacks_of(q, r),
        };
        e.n = __builtin_popcount(e.lacks);
        if (count(v, q, &e))
            q->at[q->n++] = e;
    }
    qsort(q->at, q->n, sizeof *q->at, worst_first);
    q->shown = v->format == FORMAT_HTML && q->n > SHOWN_MOST ? SHOWN_MOST : q->n;
    return true;
}

const char *quality_words(struct visit *v, const struct quality_entry *e)
{
    const char *all = "";

    for (enum lack l = 0; l < LACKS; l++)
        if (e->lacks >> l & 1)
            all = text(v, "%s%s%s", all, *all ? ", " : "", tr(v, lack_name(l)));
    return all;
}

static bool quality(struct visit *v)
{
    struct quality *q = arena_alloc(v->arena, sizeof *q);

    return quality_load(v, q) && show_quality(v, q);
}

const struct page quality_pages[] = {
    { METHOD_GET, "/laatu", RIGHT_PUBLIC, quality_inputs, quality, &quality_view },
    { 0 },
};

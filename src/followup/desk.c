/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "followup/desk.h"

#include "base/date.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- whose desk ---- */

static bool desk_organisation(struct visit *v, const char *slug, struct desk *d)
{
    if (!organisation_items_load(v, &d->organisations))
        return false;
    int at = organisation_items_find(&d->organisations, slug);
    if (at < 0)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such organisation in this plan."));
    d->organisation = &d->organisations.at[at];
    return true;
}

static bool whose_find(struct visit *v, const char *slug, struct desk *d)
{
    if (!desk_organisation(v, slug, d))
        return false;
    d->on_behalf = !is_own_organisation(v, d->organisation->row->id);
    return !d->on_behalf || has_right(v, RIGHT_COORDINATOR) ||
           fail(v, FAIL_FORBIDDEN, "%s", tr(v, "These are another organisation's rows."));
}

static bool round_find(struct visit *v, const char *year, struct desk *d)
{
    struct round_list_row *round;

    if (!round_of(v, &round, v->plan, strtoll(year, NULL, 10)))
        return false;
    if (!round || strcmp(year, text(v, "%lld", (long long)round->year)) != 0 ||
        (round_state_of(round->round_state) == ROUND_PLANNED && !d->on_behalf))
        return fail(v, FAIL_ABSENT, tr(v, "The follow-up of the year %s has not been opened."),
                    text_cut(v->arena, text_squeeze(v->arena, year), 10));
    d->round = round;
    return true;
}

static enum answer_state state_of(const struct answer_of_row *a)
{
    return a ? answer_state_of(&(struct answer_times){ a->opened_at, a->begun_at, a->sent_at,
                                                       a->returned_at, a->accepted_at })
             : ANSWER_NOT_OPENED;
}

static bool answer_find(struct visit *v, struct desk *d)
{
    struct answer_of_row *a;

    if (!answer_of(v, &a, d->round->id, d->organisation->row->id))
        return false;
    d->answer = a;
    d->state = state_of(a);
    d->open = answer_is_open(round_state_of(d->round->round_state), d->state,
                             date_today(v), a ? a->extended_to : NULL);
    return !a || reviews_of(v, &d->reviews, a->id);
}

/* Either may be NULL. */
static const char *latest(const char *a, const char *b)
{
    return !a || (b && strcmp(b, a) > 0) ? b : a;
}

const char *desk_now(struct visit *v, const struct desk *d)
{
    const struct answer_of_row *a = d->answer;
    return date_now_after(v, a ? latest(latest(a->sent_at, a->returned_at), a->accepted_at) : NULL);
}

/* ---- its rows ---- */

static const struct updates_of_row *update_find(const struct updates_of_rows *rows, int64_t entry)
{
    for (size_t i = 0; i < rows->n; i++)
        if (rows->at[i].entry == entry)
            return &rows->at[i];
    return NULL;
}

/* of: NULL when there is none, or it is hidden. */
static const char *value_find(const struct metric_values_of_rows *rows,
                              const struct updates_of_row *of, int64_t entry, const char *metric)
{
    for (size_t i = 0; of && i < rows->n; i++)
        if (rows->at[i].entry == entry && strcmp(rows->at[i].metric, metric) == 0)
            return rows->at[i].value_words;
    return "";
}

struct year_rows {
    struct updates_of_rows updates;
    struct metric_values_of_rows values;
    struct action_updates_of_rows actions;
    struct evidence_files_of_rows files;
    const char *sent_at, *accepted_at; /* NULL: not yet; accepted_at: and it still is */
};

static bool year_load(struct visit *v, int64_t round, int64_t organisation, struct year_rows *y)
{
    struct answer_of_row *a;

    if (!answer_of(v, &a, round, organisation))
        return false;
    y->sent_at = a ? a->sent_at : NULL;
    y->accepted_at = state_of(a) == ANSWER_ACCEPTED ? a->accepted_at : NULL;
    return updates_of(v, &y->updates, round, organisation) &&
           metric_values_of(v, &y->values, round, organisation) &&
           action_updates_of(v, &y->actions, round, organisation) &&
           evidence_files_of(v, &y->files, round, organisation);
}

static bool is_by(const char *at, const char *end)
{
    return end && strcmp(at, end) <= 0;
}

/* What an organisation wrote and has not sent is read by nobody else; not what it changed
 * after it sent either. Everybody reads what was accepted. at: when it was written. */
static bool is_private(const struct desk *d, const struct year_rows *y, const char *at,
                       bool on_behalf)
{
    if (d->told)
        return !is_by(at, y->accepted_at);
    return d->on_behalf && !on_behalf && !is_by(at, y->sent_at);
}

static bool is_hidden(const struct desk *d, const struct year_rows *y,
                      const struct updates_of_row *u)
{
    return u && is_private(d, y, u->saved_at, u->on_behalf);
}

static bool has_metric(const struct desk_entry *e, const char *words)
{
    for (size_t i = 0; i < e->n_metrics; i++)
        if (strcmp(e->metrics[i].words, words) == 0)
            return true;
    return false;
}

static void add_metric(struct visit *v, struct desk_entry *e, const struct sheet_detail *detail,
                       const struct year_rows *now, const struct year_rows *before)
{
    int64_t entry = e->entry->row->id;
    const char *words = detail->row->words;

    if (detail->field != FIELD_METRIC || detail->row->not_measured || has_metric(e, words))
        return;
    e->metrics[e->n_metrics++] = (struct desk_metric){
        .words = words,
        .field = desk_value_field(v, e, words),
        .row = detail->row,
        .value = value_find(&now->values, e->now, entry, words),
        .before = value_find(&before->values, e->before, entry, words),
    };
}

/* What was told of a metric stays told when it leaves the plan. */
static void add_metrics_gone(struct visit *v, struct desk_entry *e, const struct year_rows *now,
                             const struct year_rows *before)
{
    int64_t entry = e->entry->row->id;

    for (size_t i = 0; e->now && i < now->values.n; i++) {
        const struct metric_values_of_row *r = &now->values.at[i];
        if (r->entry == entry && !has_metric(e, r->metric))
            e->metrics[e->n_metrics + e->n_gone++] = (struct desk_metric){
                .words = r->metric,
                .field = desk_value_field(v, e, r->metric),
                .value = r->value_words,
                .before = value_find(&before->values, e->before, entry, r->metric),
            };
    }
}

static void add_metrics(struct visit *v, const struct desk *d, struct desk_entry *e,
                        const struct year_rows *now, const struct year_rows *before)
{
    const struct sheet_entry *s = e->entry;
    size_t most = s->n_details + now->values.n;

    for (size_t i = 0; i < s->n_actions; i++)
        most += s->actions[i].n_details;
    e->metrics = arena_alloc(v->arena, (most + 1) * sizeof *e->metrics);
    for (size_t i = 0; i < s->n_details; i++)
        add_metric(v, e, &s->details[i], now, before);
    for (size_t i = 0; i < s->n_actions; i++)
        for (size_t k = 0; k < s->actions[i].n_details; k++)
            add_metric(v, e, &s->actions[i].details[k], now, before);
    add_metrics_gone(v, e, now, before);
    if (d->told) {
        e->n_metrics += e->n_gone;
        e->n_gone = 0;
    }
}

/* Where there is one action the row tells of it. */
static void add_actions(struct visit *v, struct desk_entry *e, const struct year_rows *now)
{
    const struct sheet_entry *s = e->entry;

    e->n_actions = s->n_actions > 1 ? s->n_actions : 0;
    e->actions = arena_alloc(v->arena, (e->n_actions + 1) * sizeof *e->actions);
    for (size_t i = 0; i < e->n_actions; i++) {
        e->actions[i] = (struct desk_action){ &s->actions[i], "" };
        for (size_t k = 0; e->now && k < now->actions.n; k++)
            if (now->actions.at[k].action == s->actions[i].row->id)
                e->actions[i].status = now->actions.at[k].status;
    }
}

/* A file that was not sent is hidden like a row. */
static void add_files(struct visit *v, struct desk *d, struct desk_entry *e,
                      const struct year_rows *now)
{
    e->files = arena_alloc(v->arena, (now->files.n + 1) * sizeof *e->files);
    for (size_t i = 0; i < now->files.n; i++) {
        const struct evidence_files_of_row *f = &now->files.at[i];
        if (f->entry != e->entry->row->id)
            continue;
        d->n_files++;
        d->saved_at = latest(d->saved_at, f->added_at);
        d->files_bytes += f->size_bytes;
        if (is_private(d, now, f->added_at, f->on_behalf)) {
            e->hidden = true;
            continue;
        }
        e->files[e->n_files++] = f;
        d->seen += f->id;
    }
}

static void add_entry(struct visit *v, struct desk *d, const struct sheet_entry *s,
                      const struct year_rows *now, const struct year_rows *before)
{
    struct desk_entry *e = &d->at[d->n++];
    const struct updates_of_row *u = update_find(&now->updates, s->row->id);
    const struct updates_of_row *last = update_find(&before->updates, s->row->id);

    *e = (struct desk_entry){
        .entry = s,
        .now = is_hidden(d, now, u) ? NULL : u,
        .before = is_hidden(d, before, last) ? NULL : last,
        .to_report = entry_kind_of(s->row->entry_kind) == ENTRY_FILLED,
        .hidden = is_hidden(d, now, u),
    };
    add_metrics(v, d, e, now, before);
    add_actions(v, e, now);
    add_files(v, d, e, now);
    if (d->told)
        u = e->now; /* the rest is not counted either */
    e->reported = e->to_report && u && *u->status;
    d->expected += e->to_report;
    d->reported += e->reported;
    d->hidden += e->hidden;
    d->seen += e->now ? e->now->rev : 0;
    if (u)
        d->saved_at = latest(d->saved_at, u->saved_at);
}

bool desk_is_named(const char *slugs, const struct desk_entry *e)
{
    const char *slug = e->entry->goal->row->goal_slug;
    size_t n = strlen(slug);

    for (const char *p = slugs; (p = strstr(p, slug)); p += n)
        if ((p == slugs || p[-1] == ',') && (!p[n] || p[n] == ','))
            return true;
    return false;
}

static bool rows_load(struct visit *v, struct desk *d)
{
    struct year_rows now = { 0 }, before = { 0 };
    struct round_list_row *last;
    int64_t organisation = d->organisation->row->id;

    if (!year_load(v, d->round->id, organisation, &now) ||
        !round_of(v, &last, v->plan, d->round->year - 1) ||
        (last && !year_load(v, last->id, organisation, &before)))
        return false;
    d->at = arena_alloc(v->arena, (d->sheet.n + 1) * sizeof *d->at);
    d->n = d->expected = d->reported = d->hidden = d->n_files = 0;
    d->files_bytes = 0;
    d->seen = 1;
    for (size_t i = 0; i < d->sheet.n; i++)
        add_entry(v, d, &d->sheet.at[i], &now, &before);
    return true;
}

static bool all_load(struct visit *v, struct desk *d)
{
    return goal_items_load(v, &d->goals) &&
           sheet_load(v, &d->sheet, &d->goals, &d->organisations, 0, d->goals.n,
                      d->organisation) &&
           rows_load(v, d);
}

bool desk_load(struct visit *v, const char *year, const char *slug, struct desk *d)
{
    return whose_find(v, slug, d) && round_find(v, year, d) && answer_find(v, d) &&
           all_load(v, d);
}

/* A year that is not there, and one that was not accepted, look the same from outside. */
static bool told_find(struct visit *v, const char *year, struct desk *d)
{
    struct round_list_row *round;
    struct answer_of_row *a = NULL;

    if (!round_of(v, &round, v->plan, strtoll(year, NULL, 10)) ||
        (round && !answer_of(v, &a, round->id, d->organisation->row->id)))
        return false;
    d->round = round;
    d->answer = a;
    d->state = state_of(a);
    return (d->state == ANSWER_ACCEPTED &&
            strcmp(year, text(v, "%lld", (long long)round->year)) == 0) ||
           fail(v, FAIL_ABSENT, "%s",
                tr(v, "Nothing that this organisation has told of that year has been accepted."));
}

bool desk_load_told(struct visit *v, const char *year, const char *slug, struct desk *d)
{
    d->told = true;
    return desk_organisation(v, slug, d) && told_find(v, year, d) && all_load(v, d);
}

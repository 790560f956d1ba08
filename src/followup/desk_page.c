/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The update view: an organisation tells how its year went, on one page. */
#include "followup/desk.h"

#include "base/date.h"
#include "base/put.h"
#include "db/db.h"
#include "followup/answer_summary.view.h"
#include "followup/pages.h"
#include "followup/update_year.view.h"
#include "followup/workbook.h"
#include "plan/said.h"

#include <stdlib.h>
#include <string.h>

/* ---- what the view asks ---- */

const char *desk_icon(const struct desk_entry *e)
{
    return e->to_report ? e->now && *e->now->status ? e->now->status : "notstarted"
                        : status_code(e->entry->status);
}

const struct goal_item *desk_main(const struct desk *d, size_t i)
{
    const struct goal_item *own = d->at[i].entry->goal;
    int main = goal_items_main(&d->goals, (int)(own - d->goals.at));

    return &d->goals.at[main] == own ? NULL : &d->goals.at[main];
}

const struct desk_entry *desk_row(const struct desk *d, const char *goal_slug)
{
    for (size_t i = 0; i < d->n; i++)
        if (strcmp(d->at[i].entry->goal->row->goal_slug, goal_slug) == 0)
            return &d->at[i];
    return NULL;
}

const char *metric_hint(struct visit *v, const struct desk *d, const struct desk_metric *m)
{
    const char *aim = aim_said(v, m->row->unit, m->row->baseline, m->row->target,
                               m->row->target_year);

    if (!*m->before)
        return aim;
    return text(v, "%lld: %s%s%s", (long long)d->round->year - 1, m->before, *aim ? ", " : "", aim);
}

const char *desk_due(const struct desk *d)
{
    return d->answer && d->answer->extended_to ? d->answer->extended_to : d->round->due_on;
}

const char *desk_message(struct visit *v, const struct desk *d)
{
    int64_t left = (int64_t)(d->expected - d->reported);
    const char *saved = d->saved_at ? text(v, tr(v, "Saved %s."), say_moment(v, d->saved_at)) : "";
    const char *rest = left ? text(v, tr_plural(v, "%s row not reported", "%s rows not reported",
                                                left), say(v, left))
                            : "";

    return text(v, "%s%s%s", saved, *saved && *rest ? " " : "", rest);
}

/* ---- showing ---- */

static bool is_based(const struct visit *v, const struct desk_entry *e)
{
    return e->before && given_number(v, "pohja", 0) == e->entry->row->id;
}

/* What is kept stands in the fields until something is typed; last year's text where
 * it was asked for as a base. */
static void fill_row(struct visit *v, const struct desk_entry *e)
{
    const struct updates_of_row *u = e->now;

    if (is_based(v, e) && (!u || !*u->done))
        fill(v, desk_field(v, "done", e), e->before->done);
    if (u) {
        fill(v, desk_field(v, "status", e), u->status);
        fill(v, desk_field(v, "reason", e), u->reason);
        fill(v, desk_field(v, "done", e), u->done);
        fill(v, desk_field(v, "learnt", e), u->learnt);
        fill(v, desk_field(v, "evidence", e), u->evidence);
    }
    for (size_t i = 0; i < e->n_metrics; i++)
        fill(v, e->metrics[i].field, e->metrics[i].value);
    for (size_t i = 0; i < e->n_actions; i++)
        fill(v, desk_action_field(v, e, i), e->actions[i].status);
}

bool desk_has_own_states(struct visit *v, const struct desk_entry *e)
{
    for (size_t i = 0; i < e->n_actions; i++)
        if (*given(v, desk_action_field(v, e, i)))
            return true;
    return false;
}

/* Another's save since the form was made: its rev is older than what is kept. */
static bool was_overtaken(struct visit *v, const struct desk_entry *e)
{
    const char *rev = args_get(&v->form, desk_field(v, "rev", e));
    return rev && e->now && strtoll(rev, NULL, 10) != e->now->rev &&
           fault_of(v, desk_field(v, "done", e));
}

/* What was stopped, or is not theirs, says why before it is sent. */
static bool lacks_reason(const struct desk_entry *e)
{
    return e->to_report && e->now && !*e->now->reason &&
           progress_needs_reason(progress_of(e->now->status));
}

/* Before what is kept is filled in: what was typed over it must be seen. */
static bool is_done_with(struct visit *v, const struct desk_entry *e)
{
    return e->now && *e->now->status && !lacks_reason(e) && !e->clashes && !is_based(v, e) &&
           strcmp(given(v, "auki"), e->entry->goal->row->goal_slug) != 0 &&
           !desk_differs(v, e) && !fault_of(v, desk_field(v, "reason", e)) &&
           !fault_of(v, desk_field(v, "done", e));
}

/* The coordinator sees who has looked at the page at all. */
static void keep_opened(struct visit *v)
{
    const struct desk *d = v->afterwards_of;

    if (db_begin_unseen(v) &&
        answer_open(v, d->round->id, d->organisation->row->id, date_now(v)))
        db_commit(v);
}

static bool desk_show(struct visit *v)
{
    struct desk *d = arena_alloc(v->arena, sizeof *d);

    if (!desk_load(v, part(v, "vuosi"), part(v, "slug"), d))
        return false;
    if (d->open && !d->on_behalf && (!d->answer || !d->answer->opened_at)) {
        v->afterwards = keep_opened;
        v->afterwards_of = d;
    }
    d->asks = d->open && d->reported < d->expected && chosen(v, "laheta", "kysy");
    d->sent = chosen(v, "laheta", "valmis") && d->state == ANSWER_SENT;
    for (size_t i = 0; i < d->n; i++) {
        d->at[i].clashes = was_overtaken(v, &d->at[i]);
        d->at[i].refused = !d->open && v->posted.n && desk_differs(v, &d->at[i]);
        d->at[i].lost = desk_lost(v, &d->at[i]);
        d->at[i].folded = is_done_with(v, &d->at[i]);
        fill_row(v, &d->at[i]);
    }
    return show_update_year(v, d);
}

/* ---- saving and sending ---- */

static void tell_reasons(struct visit *v, const struct desk *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (lacks_reason(&d->at[i]))
            fault(v, desk_field(v, "reason", &d->at[i]),
                  text(v, tr(v, "%s: say why it was stopped or is not yours."),
                       d->at[i].entry->goal->row->code));
}

static bool may_send(const struct desk *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (lacks_reason(&d->at[i]))
            return false;
    return !d->hidden;
}

static void tell_clash(struct visit *v, const struct desk_entry *e)
{
    bool lost = e->lost.n;

    if (v->format == FORMAT_JSON)
        fail(v, FAIL_CLASH, "%s",
             lost ? tr(v, "The metrics of this row were changed meanwhile. Press Save: you will "
                          "see which value has no metric any more.")
                  : tr(v, "Somebody else saved this row meanwhile. Copy your text, load the page "
                          "again and put both together."));
    fault(v, desk_field(v, "done", e),
          text(v, lost ? tr(v, "%s: the metrics of this row were changed meanwhile. Your text is "
                               "kept here; look at the values and save again.")
                       : tr(v, "%s: somebody else saved this row meanwhile. Your text is kept "
                               "here; compare and save again."),
               e->entry->goal->row->code));
}

/* A script that saves while one types gets it as a conflict. */
static void tell_clashes(struct visit *v, const struct desk *d)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->at[i].clashes)
            tell_clash(v, &d->at[i]);
}

static bool send(struct visit *v, struct desk *d)
{
    struct answer_of_row *a;
    const char *now = desk_now(v, d);

    if (d->saved_at && strcmp(d->saved_at, now) > 0) /* of the same second: it goes along */
        now = d->saved_at;
    return answer_begin(v, d->round->id, d->organisation->row->id, now) &&
           answer_of(v, &a, d->round->id, d->organisation->row->id) &&
           answer_send(v, a->id, now) && review_add(v, &(struct review_add_args){
                                                           .answer = a->id,
                                                           .review_kind = "sent",
                                                           .words = "",
                                                           .happened_at = now,
                                                           .by_name = v->name,
                                                       });
}

/* After the rows were saved; again: loaded since. */
static bool send_or_go(struct visit *v, struct desk *again)
{
    const char *year = part(v, "vuosi"), *slug = part(v, "slug"), *send_word = given(v, "laheta");
    const struct desk_entry *row = desk_row(again, given(v, "seuraava")),
                            *files = desk_row(again, given(v, "tiedostot"));

    if (*send_word && again->reported < again->expected && strcmp(send_word, "silti") != 0)
        return go(v, to(v, "/paivitys/%s/%s?laheta=kysy", year, slug));
    if (*send_word)
        return send(v, again) && go(v, to(v, "/paivitys/%s/%s?laheta=valmis", year, slug));
    if (files)
        return go(v, to(v, "/paivitys/%s/%s/%s/tiedostot", year, slug,
                        files->entry->goal->row->goal_slug));
    return go(v, row ? to(v, "/paivitys/%s/%s#k-%s", year, slug, row->entry->goal->row->goal_slug)
                     : to(v, "/tyopoyta"));
}

static const char *codes_of(struct visit *v, const struct desk *d, const char *slugs)
{
    const char *all = "";

    for (size_t i = 0; i < d->n; i++)
        if (desk_is_named(slugs, &d->at[i]))
            all = text(v, "%s%s%s", all, *all ? ", " : "", d->at[i].entry->goal->row->code);
    return all;
}

/* A workbook that was filled in: its rows are saved as if they had been typed here. */
static bool workbook_post(struct visit *v, struct desk *d)
{
    const struct posted_file *f = v->files.at;
    struct document document = { 0 };
    size_t clashes;

    if (!d->open)
        return fault(v, "taulukko", tr(v, "This year is closed, so nothing was saved."));
    if (v->too_much)
        return fault(v, "taulukko",
                     text(v, tr(v, "The workbook is too large: at most %d megabytes."),
                          WORKBOOK_BYTES >> 20));
    if (!document_read(v, f->name, f->at, f->n, &document)) {
        const char *why = v->fail.text;
        v->fail = (struct fail){ 0 };
        return fault(v, "taulukko", why);
    }
    const char *rows;
    if (!v->house->plan_differs(v, &document, d->organisation->row->id, &rows))
        return false;
    bool whole = workbook_type(v, &document, d);
    if (!whole && *rows)
        fault(v, "taulukko",
              text(v, tr(v, "The sheet of the plan says otherwise than the plan in these rows: %s. "
                            "Nothing of that is taken: propose it on the row’s own page."),
                   codes_of(v, d, rows)));
    struct fail why = v->fail;
    v->fail = (struct fail){ 0 };
    if (whole && !desk_save(v, d, &clashes))
        return false;
    if (whole && !clashes)
        return go(v, to(v, "/paivitys/%s/%s?taulukko=1&suunnitelma=%s", part(v, "vuosi"),
                        part(v, "slug"), rows));
    if (whole && !db_commit(v)) /* the other rows are saved */
        return false;
    v->fail = why;
    if (whole)
        tell_clashes(v, d);
    return false;
}

static bool desk_post(struct visit *v)
{
    struct desk *d = arena_alloc(v->arena, sizeof *d), *again = arena_alloc(v->arena, sizeof *d);
    const char *year = part(v, "vuosi"), *slug = part(v, "slug");
    bool sends = *given(v, "laheta");
    size_t clashes;

    if (!desk_load(v, year, slug, d))
        return false;
    if (v->too_much || v->files.n)
        return workbook_post(v, d);
    if (!d->open)
        return fault(v, "laheta", tr(v, "This year is closed, so nothing was saved. Your text is "
                                        "still here: copy it, and ask for more time."));
    if (!desk_save(v, d, &clashes) || !desk_load(v, year, slug, again))
        return false;
    if (!clashes && !sends && v->format == FORMAT_JSON) /* the script needs the new revisions */
        return show_update_year(v, again);
    if (!clashes && (!sends || may_send(again)))
        return send_or_go(v, again);
    if (!db_commit(v)) /* what was sound is kept, also when the form comes back */
        return false;
    tell_clashes(v, d);
    if (sends)
        tell_reasons(v, again);
    if (sends && again->hidden)
        fault(v, "laheta", tr(v, "The organisation has begun to answer by itself: only it can "
                                 "send that."));
    return false;
}

/* All that was written, to be read through before it is sent. */
static bool summary_show(struct visit *v)
{
    struct desk *d = arena_alloc(v->arena, sizeof *d);

    return desk_load(v, part(v, "vuosi"), part(v, "slug"), d) && show_answer_summary(v, d);
}

static const char *const progress_choices[] = { "notstarted", "progress", "done", "stopped", "na",
                                                NULL };
static const char *const send_choices[] = { "kysy", "silti", "valmis", NULL };
static const struct input desk_query[] = {
    { "laheta", INPUT_CHOICE, 0, send_choices },
    { "pohja", INPUT_NUMBER, INT64_MAX / 10 },
    { "taulukko", INPUT_NUMBER, 1 },
    { "suunnitelma", INPUT_TEXT, 2000 },
    { "auki", INPUT_TEXT, 60 },
    { 0 },
};

static const struct input desk_inputs[] = {
    { "laheta", INPUT_CHOICE, 0, send_choices },
    { "seuraava", INPUT_TEXT, 60 },
    { "rev-*", INPUT_NUMBER, INT64_MAX / 10 },
    { "status-*", INPUT_CHOICE, 0, progress_choices, .label = N_("State") },
    { "reason-*", INPUT_TEXT, REASON_MOST, .label = N_("The reason") },
    { "done-*", INPUT_LINES, TOLD_MOST, .label = N_("What was done") },
    { "learnt-*", INPUT_LINES, TOLD_MOST, .label = N_("What was learnt") },
    { "evidence-*", INPUT_LINES, EVIDENCE_MOST, .label = N_("The links") },
    { "tiedostot", INPUT_TEXT, 60 },
    { "own-*", INPUT_CHOICE, 0, progress_choices, .label = N_("The state of an action") },
    { "value-*", INPUT_TEXT, VALUE_MOST, .label = N_("The value of a metric") },
    { 0 },
};

const struct page desk_pages[] = {
    { METHOD_GET, "/paivitys/{vuosi}/{slug}/yhteenveto", RIGHT_OWN, NULL, summary_show,
      &answer_summary_view },
    { METHOD_GET, "/paivitys/{vuosi}/{slug}", RIGHT_OWN, desk_query, desk_show,
      &update_year_view },
    { METHOD_POST, "/paivitys/{vuosi}/{slug}", RIGHT_OWN, desk_inputs, desk_post,
      &update_year_view, .body_most = WORKBOOK_BYTES + (1 << 20) },
    { 0 },
};

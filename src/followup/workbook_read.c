/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a workbook says of a year, against what is kept: typed into the form of the update
 * view, or told and saved as the news of an import. */
#include "base/text.h"
#include "followup/imported.h"
#include "followup/workbook_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- one row ---- */

bool report_line_is_of(const struct report_line *line, const struct desk *d)
{
    const struct overview_organisations_row *o = d->organisation->row;
    const char *name = line->words[REPORT_ORGANISATION];

    return line->year == d->round->year && (text_same(name, o->name) ||
                                            text_same(name, o->short_name));
}

struct report_line *report_line_of(const struct report_lines *lines, const struct desk *d,
                                   const struct desk_entry *e, const char *metric)
{
    for (size_t i = 0; i < lines->n; i++) {
        struct report_line *line = &lines->at[i];
        if (line->is_metric == (metric != NULL) && report_line_is_of(line, d) &&
            strcmp(line->words[REPORT_CODE], e->entry->goal->row->code) == 0 &&
            (!metric || text_same(line->words[REPORT_METRIC], metric)))
            return line;
    }
    return NULL;
}

static const char *kept_text(const struct desk_entry *e, enum report_column c)
{
    const struct updates_of_row *u = e->now;

    return !u                     ? ""
           : c == REPORT_REASON   ? u->reason
           : c == REPORT_DONE     ? u->done
           : c == REPORT_LEARNT   ? u->learnt
           : c == REPORT_EVIDENCE ? u->evidence
                                  : u->status;
}

/* As the form itself would send it. What the workbook has no column for stays. */
static void type(struct visit *v, const struct desk *d, const struct desk_entry *e,
                 const struct report_lines *lines, const struct report_line *line)
{
    enum progress p = line ? report_state(v, line->words[REPORT_STATUS]) : PROGRESSES;
    bool told = line && !report_state_wrong(v, line);
    const char *rev = line && line->has[REPORT_REV] ? line->words[REPORT_REV]
                      : e->now ? text(v, "%lld", (long long)e->now->rev)
                               : "";

    args_add(v, &v->form, desk_field(v, "rev", e), rev);
    args_add(v, &v->form, desk_field(v, "status", e),
             p < PROGRESSES ? progress_code(p) : told ? "" : kept_text(e, REPORT_STATUS));
    for (size_t i = 0; i < REPORT_TEXTS; i++) {
        enum report_column c = report_texts[i].column;
        args_add(v, &v->form, desk_field(v, report_texts[i].field, e),
                 line && line->has[c] ? text_trim(v->arena, line->words[c]) : kept_text(e, c));
    }
    for (size_t k = 0; k < e->n_actions; k++)
        args_add(v, &v->form, desk_action_field(v, e, k), e->actions[k].status);
    for (size_t k = 0; k < e->n_metrics; k++) {
        const struct report_line *m = report_line_of(lines, d, e, e->metrics[k].words);
        const char *value = m ? text_squeeze(v->arena, m->words[REPORT_VALUE]) : NULL;
        bool used = value && text_length(value) <= VALUE_MOST;
        args_add(v, &v->form, e->metrics[k].field, used ? value : e->metrics[k].value);
    }
}

/* Whether the workbook tells anything of an entry. */
static bool speaks_of(const struct report_lines *lines, const struct desk *d,
                      const struct desk_entry *e, const struct report_line **line)
{
    struct report_line *own = report_line_of(lines, d, e, NULL);
    bool any = own;

    if (own)
        own->used = true;
    for (size_t k = 0; k < e->n_metrics; k++) {
        struct report_line *m = report_line_of(lines, d, e, e->metrics[k].words);
        if (m)
            any = m->used = true;
    }
    *line = own;
    return any;
}

/* ---- as if it were typed ---- */

/* What can't be understood is asked beside the form, which holds the rest already. A value
 * without figures may be typed there too; a text that is too long is told beside its field. */
static void tell_doubts(struct visit *v, const struct desk *desk, const struct report_lines *lines)
{
    struct report_news news = { 0 };

    report_doubts_find(v, desk, lines, &news);
    for (size_t i = 0; i < lines->n; i++)
        if (!report_line_is_of(&lines->at[i], desk) && news.doubts.n < REPORT_DOUBTS)
            report_doubt_row(v, &lines->at[i], &news);
    for (size_t i = 0; i < news.doubts.n; i++)
        if (news.doubts.at[i].wrong != REPORT_WRONG_NUMBER &&
            news.doubts.at[i].wrong != REPORT_WRONG_LONG)
            fault(v, "taulukko", report_doubt_said(v, &news.doubts.at[i]));
}

bool workbook_type(struct visit *v, const struct document *d, const struct desk *desk)
{
    struct report_lines lines;
    const struct report_line *line;
    size_t n = 0;

    report_lines_read(v, d, &lines);
    if (!lines.sheets.n)
        return fault(v, "taulukko", tr(v, "This is not a workbook of a year. Load it from this "
                                          "page, fill it in and send it back."));
    for (size_t i = 0; i < desk->n; i++) {
        const struct desk_entry *e = &desk->at[i];
        const char *field, *wrong;
        if (!e->to_report || e->hidden || !speaks_of(&lines, desk, e, &line))
            continue;
        n++;
        type(v, desk, e, &lines, line);
        wrong = line ? report_line_wrong(v, e, line, &field) : NULL;
        if (wrong)
            fault(v, field, wrong);
    }
    if (!n)
        return fault(v, "taulukko",
                     text(v, tr(v, "The workbook tells nothing of %s in %lld. Check that it is the "
                                   "right one, and that it was saved."),
                          desk->organisation->row->name, (long long)desk->round->year));
    tell_doubts(v, desk, &lines);
    return !failed(v);
}

/* ---- as news ---- */

const char *report_said(struct visit *v, const char *status, const char *done)
{
    enum progress p = progress_of(status);
    const char *state = p < PROGRESSES ? tr(v, progress_name(p)) : "";

    return text(v, "%s%s%s", state, *state && *done ? ": " : "", done);
}

/* Why a row does not come in; NULL: it does. */
static const char *refused(struct visit *v, const struct desk *d, const struct desk_entry *e,
                           const struct report_line *line)
{
    const char *field, *wrong = line ? report_line_wrong(v, e, line, &field) : NULL;
    const char *rev = given(v, desk_field(v, "rev", e));

    if (wrong)
        return wrong;
    if (!d->open)
        return tr(v, "This year is not open for the organisation any more.");
    if (e->hidden)
        return tr(v, "The organisation has begun to answer by itself.");
    if (strtoll(rev, NULL, 10) != (e->now ? e->now->rev : 0))
        return tr(v, "Somebody has saved this row since the workbook was made.");
    return NULL;
}

/* A row that does not come in is not in the form that is saved. */
static void untype(struct visit *v, size_t before)
{
    v->form.n = before;
}

/* Saves what was typed, as part of an import. */
static bool desk_import(struct visit *v, struct desk *d, int64_t import)
{
    size_t clashes = 0;

    return imported_keep_before(v, d, import) && desk_save(v, d, &clashes) &&
           imported_keep_made(v, d, import);
}

/* A row that is nobody's, or twice. */
static void line_left(struct visit *v, const struct report_line *line, struct report_news *out)
{
    *arena_push(v->arena, out) = (struct report_row){
        .organisation = line->words[REPORT_ORGANISATION],
        .code = line->words[REPORT_CODE],
        .kept = true,
        .why = line->is_metric ? tr(v, "Left out: no such metric in that row of the plan")
                               : tr(v, "Left out: no row of the year, or it stands twice"),
        .after = line->words[line->is_metric ? REPORT_VALUE : REPORT_DONE],
    };
}

static void lines_left(struct visit *v, const struct desk *d, const struct report_lines *lines,
                       struct report_news *out)
{
    int64_t more = 0, n = 0;

    report_doubts_find(v, d, lines, out);
    for (size_t i = 0; i < lines->n; i++)
        if (!lines->at[i].used && report_line_is_of(&lines->at[i], d)) {
            if (n++ < REPORT_DOUBTS)
                line_left(v, &lines->at[i], out);
            else
                more++;
        }
    if (more)
        *arena_push(v->arena, out) = (struct report_row){
            .organisation = d->organisation->row->name,
            .kept = true,
            .why = text(v, tr_plural(v, "Left out: %s more row", "Left out: %s more rows", more),
                        say(v, more)),
        };
}

static bool desk_news(struct visit *v, struct desk *d, const struct report_lines *lines,
                      int64_t import, struct report_news *out)
{
    const struct report_line *line;
    size_t n = 0;

    for (size_t i = 0; i < d->n; i++) {
        struct desk_entry *e = &d->at[i];
        size_t before = v->form.n;
        if (!e->to_report || !speaks_of(lines, d, e, &line))
            continue;
        type(v, d, e, lines, line);
        if (!e->hidden && !desk_differs(v, e)) {
            untype(v, before);
            continue;
        }
        const char *why = refused(v, d, e, line);
        *arena_push(v->arena, out) = (struct report_row){
            .organisation = d->organisation->row->name,
            .code = e->entry->goal->row->code,
            .kept = why,
            .why = why                                     ? why
                   : line && report_state_wrong(v, line) ? tr(v, "Comes in without its state")
                                                           : NULL,
            .before = e->now ? report_said(v, e->now->status, e->now->done) : NULL,
            .after = report_said(v, given(v, desk_field(v, "status", e)),
                          given(v, desk_field(v, "done", e))),
        };
        n += !why;
        if (why)
            untype(v, before);
    }
    lines_left(v, d, lines, out);
    return !import || !n || desk_import(v, d, import);
}

/* The desk of a row; NULL in *slug: there is no such organisation or year. */
static bool desk_of(struct visit *v, const struct report_line *line, const char **slug)
{
    struct organisation_items list;
    struct round_list_row *round;

    *slug = NULL;
    if (!organisation_items_load(v, &list) || !round_of(v, &round, v->plan, line->year))
        return false;
    for (int i = 0; round && i < list.n; i++) {
        const struct overview_organisations_row *o = list.at[i].row;
        if (text_same(line->words[REPORT_ORGANISATION], o->name) ||
            text_same(line->words[REPORT_ORGANISATION], o->short_name))
            *slug = o->slug;
    }
    return true;
}

static bool seen_before(const struct report_lines *lines, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (lines->at[i].year == lines->at[at].year &&
            strcmp(lines->at[i].words[REPORT_ORGANISATION],
                   lines->at[at].words[REPORT_ORGANISATION]) == 0)
            return true;
    return false;
}

bool report_news_of(struct visit *v, const struct document *d, int64_t import,
                    struct report_news *out)
{
    struct report_lines lines;

    *out = (struct report_news){ 0 };
    report_lines_read(v, d, &lines);
    out->sheets = lines.sheets.at;
    out->n_sheets = lines.sheets.n;
    for (size_t i = 0; i < lines.n; i++) {
        const struct report_line *line = &lines.at[i];
        struct desk *desk = arena_alloc(v->arena, sizeof *desk);
        const char *slug;
        if (seen_before(&lines, i))
            continue;
        if (!desk_of(v, line, &slug))
            return false;
        if (!slug) {
            report_doubt_row(v, line, out);
            *arena_push(v->arena, out) = (struct report_row){
                .organisation = line->words[REPORT_ORGANISATION], .kept = true,
                .why = tr(v, "There is no follow-up of that year and organisation."),
            };
        } else if (!desk_load(v, text(v, "%d", line->year), slug, desk) ||
                 !desk_news(v, desk, &lines, import, out))
            return false;
    }
    return true;
}

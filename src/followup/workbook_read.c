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

static bool is_of(const struct report_line *line, const struct desk *d)
{
    const struct overview_organisations_row *o = d->organisation->row;
    const char *name = line->words[REPORT_ORGANISATION];

    return line->year == d->round->year && (text_same(name, o->name) ||
                                            text_same(name, o->short_name));
}

/* The row of an entry; NULL: the workbook tells nothing of it. */
static const struct report_line *line_of(const struct report_lines *lines, const struct desk *d,
                                         const struct desk_entry *e, const char *metric)
{
    for (size_t i = 0; i < lines->n; i++) {
        const struct report_line *line = &lines->at[i];
        if (line->is_metric == (metric != NULL) && is_of(line, d) &&
            strcmp(line->words[REPORT_CODE], e->entry->goal->row->code) == 0 &&
            (!metric || text_same(line->words[REPORT_METRIC], metric)))
            return line;
    }
    return NULL;
}

/* In any of the languages; PROGRESSES: no such state. */
static enum progress progress_said(struct visit *v, const char *words)
{
    for (enum progress p = 0; p < PROGRESSES; p++)
        for (enum lang l = 0; l < LANGS; l++)
            if (text_same(words, lang_text(l, progress_name(p))))
                return p;
    return progress_of(text_squeeze(v->arena, words));
}

static const char *states_said(struct visit *v)
{
    const char *all = "";

    for (enum progress p = 0; p < PROGRESSES; p++)
        all = text(v, "%s%s%s", all, *all ? ", " : "", tr(v, progress_name(p)));
    return all;
}

static const struct {
    enum report_column column;
    const char *field;
    size_t most;
} texts[] = {
    { REPORT_REASON, "reason", REASON_MOST },
    { REPORT_DONE, "done", TOLD_MOST },
    { REPORT_LEARNT, "learnt", TOLD_MOST },
    { REPORT_EVIDENCE, "evidence", EVIDENCE_MOST },
};
enum { TEXTS = sizeof texts / sizeof *texts };

/* What can't be used of a row, and its field; NULL: nothing. */
static const char *line_wrong(struct visit *v, const struct desk_entry *e,
                              const struct report_line *line, const char **field)
{
    const char *code = e->entry->goal->row->code, *status = line->words[REPORT_STATUS];

    *field = desk_field(v, "status", e);
    if (*status && progress_said(v, status) == PROGRESSES)
        return text(v, tr(v, "%s: “%s” is not a state. Write one of these: %s."), code,
                    text_cut(v->arena, status, 40), states_said(v));
    for (size_t i = 0; i < TEXTS; i++) {
        *field = desk_field(v, texts[i].field, e);
        if (text_length(line->words[texts[i].column]) > texts[i].most)
            return text(v, tr(v, "%s: a text is too long. Shorten it to %d characters."), code,
                        (int)texts[i].most);
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
    enum progress p = line ? progress_said(v, line->words[REPORT_STATUS]) : PROGRESSES;
    const char *rev = line && line->has[REPORT_REV] ? line->words[REPORT_REV]
                      : e->now ? text(v, "%lld", (long long)e->now->rev)
                               : "";

    args_add(v, &v->form, desk_field(v, "rev", e), rev);
    args_add(v, &v->form, desk_field(v, "status", e),
             p < PROGRESSES ? progress_code(p) : line ? "" : kept_text(e, REPORT_STATUS));
    for (size_t i = 0; i < TEXTS; i++) {
        enum report_column c = texts[i].column;
        args_add(v, &v->form, desk_field(v, texts[i].field, e),
                 line && line->has[c] ? text_trim(v->arena, line->words[c]) : kept_text(e, c));
    }
    for (size_t k = 0; k < e->n_actions; k++)
        args_add(v, &v->form, desk_action_field(v, e, k), e->actions[k].status);
    for (size_t k = 0; k < e->n_metrics; k++) {
        const struct report_line *m = line_of(lines, d, e, e->metrics[k].words);
        const char *value = m ? text_squeeze(v->arena, m->words[REPORT_VALUE])
                              : e->metrics[k].value;
        args_add(v, &v->form, desk_value_field(v, e, k),
                 text_length(value) > VALUE_MOST ? text_cut(v->arena, value, VALUE_MOST - 1)
                                                 : value);
    }
}

/* Whether the workbook tells anything of an entry. */
static bool speaks_of(const struct report_lines *lines, const struct desk *d,
                      const struct desk_entry *e, const struct report_line **line)
{
    *line = line_of(lines, d, e, NULL);
    for (size_t k = 0; !*line && k < e->n_metrics; k++)
        if (line_of(lines, d, e, e->metrics[k].words))
            return true;
    return *line;
}

/* ---- as if it were typed ---- */

bool workbook_type(struct visit *v, const struct document *d, const struct desk *desk)
{
    struct report_lines lines;
    const struct report_line *line;
    size_t n = 0;

    report_lines_read(v, d, &lines);
    for (size_t i = 0; i < desk->n; i++) {
        const struct desk_entry *e = &desk->at[i];
        const char *field, *wrong;
        if (!e->to_report || e->hidden || !speaks_of(&lines, desk, e, &line))
            continue;
        n++;
        type(v, desk, e, &lines, line);
        wrong = line ? line_wrong(v, e, line, &field) : NULL;
        if (wrong)
            fault(v, field, wrong);
    }
    if (!lines.sheets.n)
        return fault(v, "taulukko", tr(v, "This is not a workbook of a year. Load it from this "
                                          "page, fill it in and send it back."));
    if (!n)
        return fault(v, "taulukko",
                     text(v, tr(v, "The workbook tells nothing of %s in %lld. Check that it is the "
                                   "right one, and that it was saved."),
                          desk->organisation->row->name, (long long)desk->round->year));
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
    const char *field, *wrong = line ? line_wrong(v, e, line, &field) : NULL;
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
            .why = why,
            .before = e->now ? report_said(v, e->now->status, e->now->done) : NULL,
            .after = report_said(v, given(v, desk_field(v, "status", e)),
                          given(v, desk_field(v, "done", e))),
        };
        n += !why;
        if (why)
            untype(v, before);
    }
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
        if (!slug)
            *arena_push(v->arena, out) = (struct report_row){
                .organisation = line->words[REPORT_ORGANISATION], .kept = true,
                .why = tr(v, "There is no follow-up of that year and organisation."),
            };
        else if (!desk_load(v, text(v, "%d", line->year), slug, desk) ||
                 !desk_news(v, desk, &lines, import, out))
            return false;
    }
    return true;
}

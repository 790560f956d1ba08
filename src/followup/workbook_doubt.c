/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What of a workbook's rows can't be understood, where it stands and what is meant most
 * likely. Nothing is saved here. */
#include "base/text.h"
#include "followup/workbook_parts.h"

#include <string.h>

/* From this likeness (text_likeness) on a word is taken for another. */
#define LIKE 0.6

const struct report_text report_texts[REPORT_TEXTS] = {
    { REPORT_REASON, "reason", REASON_MOST },
    { REPORT_DONE, "done", TOLD_MOST },
    { REPORT_LEARNT, "learnt", TOLD_MOST },
    { REPORT_EVIDENCE, "evidence", EVIDENCE_MOST },
};

/* ---- states ---- */

enum progress report_state(struct visit *v, const char *words)
{
    for (enum progress p = 0; p < PROGRESSES; p++)
        for (enum lang l = 0; l < LANGS; l++)
            if (text_same(words, lang_text(l, progress_name(p))))
                return p;
    return progress_of(text_squeeze(v->arena, words));
}

bool report_state_wrong(struct visit *v, const struct report_line *line)
{
    const char *words = line->words[REPORT_STATUS];
    return *text_squeeze(v->arena, words) && report_state(v, words) == PROGRESSES;
}

static const char *states_said(struct visit *v)
{
    const char *all = "";

    for (enum progress p = 0; p < PROGRESSES; p++)
        all = text(v, "%s%s%s", all, *all ? ", " : "", tr(v, progress_name(p)));
    return all;
}

/* In the visit's language, whichever it was written in; NULL: like none of them. */
static const char *state_guess(struct visit *v, const char *words)
{
    const char *guess = NULL;
    double best = LIKE;

    for (enum progress p = 0; p < PROGRESSES; p++)
        for (enum lang l = 0; l < LANGS; l++) {
            double like = text_likeness(words, lang_text(l, progress_name(p)));
            if (like >= best) {
                best = like;
                guess = tr(v, progress_name(p));
            }
        }
    return guess;
}

/* ---- a row ---- */

/* The first text that is too long; NULL: none. */
static const struct report_text *too_long(const struct report_line *line)
{
    for (size_t i = 0; i < REPORT_TEXTS; i++)
        if (text_length(line->words[report_texts[i].column]) > report_texts[i].most)
            return &report_texts[i];
    return NULL;
}

const char *report_line_wrong(struct visit *v, const struct desk_entry *e,
                              const struct report_line *line, const char **field)
{
    const char *code = e->entry->goal->row->code, *rev = line->words[REPORT_REV];
    const struct report_text *t = too_long(line);

    *field = desk_field(v, t ? t->field : "status", e);
    if (t)
        return text(v, tr(v, "%s: a text is too long. Shorten it to %d characters."), code,
                    (int)t->most);
    if (rev[strspn(rev, "0123456789")])
        return text(v, tr(v, "%s: the column “Version” was changed. Load the workbook again and "
                             "write this row there."), code);
    return NULL;
}

static void doubt(struct visit *v, struct report_news *out, enum report_wrong wrong,
                  const struct report_line *line, enum report_column at, const char *guess)
{
    *arena_push(v->arena, &out->doubts) = (struct report_doubt){
        .wrong = wrong,
        .place = line->place[at],
        .words = text_squeeze(v->arena, line->words[at]),
        .guess = guess,
    };
}

void report_doubt_row(struct visit *v, const struct report_line *line, struct report_news *out)
{
    doubt(v, out, REPORT_WRONG_ROW, line, REPORT_CODE, NULL);
    out->doubts.at[out->doubts.n - 1].words =
        text_squeeze(v->arena, text(v, "%s %s %s", line->words[REPORT_ORGANISATION],
                                    line->words[REPORT_CODE], line->words[REPORT_GOAL]));
}

/* ---- the rows of a desk ---- */

static bool is_untold(const struct desk *d, const struct desk_entry *e,
                      const struct report_lines *lines, size_t metric)
{
    return !report_line_of(lines, d, e, e->metrics[metric].words);
}

/* The metric that is most like one that is none, of those that the workbook tells nothing of. */
static const char *metric_guess(const struct desk *d, const struct desk_entry *e,
                                const struct report_lines *lines, const char *words)
{
    const char *guess = NULL;
    double best = LIKE;

    for (size_t k = 0; k < e->n_metrics; k++) {
        double like = text_likeness(words, e->metrics[k].words);
        if (like >= best && is_untold(d, e, lines, k)) {
            best = like;
            guess = e->metrics[k].words;
        }
    }
    return guess;
}

static const struct desk_entry *entry_of(const struct desk *d, const struct report_line *line)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->at[i].to_report &&
            strcmp(d->at[i].entry->goal->row->code, line->words[REPORT_CODE]) == 0)
            return &d->at[i];
    return NULL;
}

/* The value stands so already. */
static bool is_kept(struct visit *v, const struct desk_entry *e, const struct report_line *line)
{
    for (size_t k = 0; e && k < e->n_metrics; k++)
        if (text_same(e->metrics[k].words, line->words[REPORT_METRIC]))
            return strcmp(e->metrics[k].value,
                          text_squeeze(v->arena, line->words[REPORT_VALUE])) == 0;
    return false;
}

static void doubts_of_line(struct visit *v, const struct desk_entry *e,
                           const struct report_line *line, struct report_news *out)
{
    const struct report_text *t = too_long(line);
    const char *value = line->words[REPORT_VALUE];

    if (report_state_wrong(v, line))
        doubt(v, out, REPORT_WRONG_STATE, line, REPORT_STATUS,
              state_guess(v, line->words[REPORT_STATUS]));
    if (t)
        doubt(v, out, REPORT_WRONG_LONG, line, t->column, NULL);
    if (line->is_metric && text_length(value) > VALUE_MOST)
        doubt(v, out, REPORT_WRONG_VALUE, line, REPORT_VALUE, NULL);
    else if (line->is_metric && *value && !value[strcspn(value, "0123456789")] &&
             !is_kept(v, e, line))
        doubt(v, out, REPORT_WRONG_NUMBER, line, REPORT_VALUE, NULL);
}

void report_doubts_find(struct visit *v, const struct desk *d, const struct report_lines *lines,
                        struct report_news *out)
{
    for (size_t i = 0; i < lines->n && out->doubts.n < REPORT_DOUBTS; i++) {
        const struct report_line *line = &lines->at[i];
        const struct desk_entry *e = entry_of(d, line);
        if (!report_line_is_of(line, d))
            continue;
        if (line->used)
            doubts_of_line(v, e, line, out);
        else if (line->is_metric && e)
            doubt(v, out, REPORT_WRONG_METRIC, line, REPORT_METRIC,
                  metric_guess(d, e, lines, line->words[REPORT_METRIC]));
        else
            report_doubt_row(v, line, out);
    }
}

/* ---- in words ---- */

const char *report_doubt_said(struct visit *v, const struct report_doubt *d)
{
    const char *place = text(v, tr(v, "%s, row %d"), text_or_empty(d->place.sheet), d->place.row);
    const char *words = text_cut(v->arena, d->words, 80);

    switch (d->wrong) {
    case REPORT_WRONG_STATE:
        return text(v, tr(v, "%s: “%s” is not a state. Choose one of these: %s."), place, words,
                    states_said(v));
    case REPORT_WRONG_METRIC:
        return text(v, tr(v, "%s: “%s” is not a metric of that row, so its value was left out."),
                    place, words);
    case REPORT_WRONG_LONG:
    case REPORT_WRONG_VALUE:
        return text(v, tr(v, "%s: “%s” is too long. Shorten it."), place, words);
    case REPORT_WRONG_ROW:
        return text(v, tr(v, "%s: “%s” is not one of your rows of this year, or it stands twice. "
                             "It was left out."), place, words);
    case REPORT_WRONG_NUMBER:
    case REPORT_WRONGS:
        break;
    }
    return text(v, tr(v, "%s: “%s” has no figures in it."), place, words);
}

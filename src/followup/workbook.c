/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The sheets of a year, written and found again. */
#include "followup/workbook.h"

#include "base/put.h"
#include "base/text.h"
#include "followup/workbook_parts.h"

#include <string.h>

/* ---- columns ---- */

/* N_(); %s is a year. They are known again in any language, in any order. */
static const struct {
    const char *heading;
    int width;
} columns[REPORT_COLUMNS] = {
    [REPORT_ORGANISATION] = { N_("Organisation"), 22 },
    [REPORT_CODE] = { N_("Goal code"), 8 },
    [REPORT_GOAL] = { N_("Goal"), 30 },
    [REPORT_PLANNED] = { N_("What was planned"), 40 },
    [REPORT_STATUS_BEFORE] = { N_("In %s: state"), 14 },
    [REPORT_DONE_BEFORE] = { N_("In %s: what was done"), 40 },
    [REPORT_STATUS] = { N_("State %s"), 14 },
    [REPORT_REASON] = { N_("Why, if stopped or not yours"), 30 },
    [REPORT_DONE] = { N_("What was done %s"), 50 },
    [REPORT_LEARNT] = { N_("What was learnt"), 40 },
    [REPORT_EVIDENCE] = { N_("Links, one on each line"), 30 },
    [REPORT_REV] = { N_("Version (do not change)"), 8 },
    [REPORT_METRIC] = { N_("Metric"), 40 },
    [REPORT_VALUE_BEFORE] = { N_("In %s: value"), 14 },
    [REPORT_VALUE] = { N_("Value %s"), 14 },
};

static const enum report_column entry_sheet[] = {
    REPORT_ORGANISATION, REPORT_CODE,   REPORT_GOAL, REPORT_PLANNED, REPORT_STATUS_BEFORE,
    REPORT_DONE_BEFORE,  REPORT_STATUS, REPORT_REASON, REPORT_DONE,  REPORT_LEARNT,
    REPORT_EVIDENCE,     REPORT_REV,
};
static const enum report_column metric_sheet[] = {
    REPORT_ORGANISATION, REPORT_CODE, REPORT_GOAL, REPORT_METRIC, REPORT_VALUE_BEFORE,
    REPORT_VALUE,
};
enum {
    ENTRY_COLUMNS = sizeof entry_sheet / sizeof *entry_sheet,
    METRIC_COLUMNS = sizeof metric_sheet / sizeof *metric_sheet,
    STATUS_COLUMN = 6
};

/* ---- out ---- */

static const char *heading(struct visit *v, enum report_column c, int64_t year)
{
    bool before = c == REPORT_STATUS_BEFORE || c == REPORT_DONE_BEFORE ||
                  c == REPORT_VALUE_BEFORE;
    const char *words = tr(v, columns[c].heading), *hole = strstr(words, "%s");

    return hole ? text(v, "%.*s%lld%s", (int)(hole - words), words, (long long)year - before,
                       hole + strlen("%s"))
                : words;
}

/* Also a sheet may be saved as CSV. */
static const char *cell(struct visit *v, const char *words)
{
    return csv_guarded(words) ? text(v, "'%s", words) : words;
}

static const char *planned(struct visit *v, const struct desk_entry *e)
{
    const char *all = "";

    for (size_t i = 0; i < e->entry->n_actions; i++)
        all = text(v, "%s%s%s", all, *all ? "\n" : "", e->entry->actions[i].row->title);
    return all;
}

static const char *status_words(struct visit *v, const struct updates_of_row *u)
{
    enum progress p = u ? progress_of(u->status) : PROGRESSES;
    return p < PROGRESSES ? tr(v, progress_name(p)) : "";
}

static const char *entry_cell(struct visit *v, const struct desk *d, const struct desk_entry *e,
                              enum report_column c)
{
    const struct updates_of_row *now = e->now, *before = e->before;

    switch (c) {
    case REPORT_ORGANISATION:
        return d->organisation->row->name;
    case REPORT_CODE:
        return e->entry->goal->row->code;
    case REPORT_GOAL:
        return e->entry->goal->row->title;
    case REPORT_PLANNED:
        return planned(v, e);
    case REPORT_STATUS_BEFORE:
        return status_words(v, before);
    case REPORT_DONE_BEFORE:
        return before ? before->done : "";
    case REPORT_STATUS:
        return status_words(v, now);
    case REPORT_REASON:
        return now ? now->reason : "";
    case REPORT_DONE:
        return now ? now->done : "";
    case REPORT_LEARNT:
        return now ? now->learnt : "";
    case REPORT_EVIDENCE:
        return now ? now->evidence : "";
    default:
        return now ? text(v, "%lld", (long long)now->rev) : "";
    }
}

static const char *metric_cell(const struct desk *d, const struct desk_entry *e,
                               const struct desk_metric *m, enum report_column c)
{
    switch (c) {
    case REPORT_ORGANISATION:
        return d->organisation->row->name;
    case REPORT_CODE:
        return e->entry->goal->row->code;
    case REPORT_GOAL:
        return e->entry->goal->row->title;
    case REPORT_METRIC:
        return m->words;
    case REPORT_VALUE_BEFORE:
        return m->before;
    default:
        return m->value;
    }
}

static struct xlsx_table sheet_new(struct visit *v, const struct desk *d, const char *name,
                                   const enum report_column *at, size_t n, size_t rows)
{
    const char **cells = arena_alloc(v->arena, (rows + 1) * n * sizeof *cells);
    int *widths = arena_alloc(v->arena, n * sizeof *widths);

    for (size_t i = 0; i < n; i++) {
        cells[i] = heading(v, at[i], d->round->year);
        widths[i] = columns[at[i]].width;
    }
    return (struct xlsx_table){ .name = name,
                                .title = d->organisation->row->name,
                                .columns = n,
                                .rows = 1,
                                .cells = cells,
                                .widths = widths };
}

static struct xlsx_table entries_of(struct visit *v, const struct desk *d)
{
    const char *year = text(v, "%lld", (long long)d->round->year);
    const char **choices = arena_alloc(v->arena, (PROGRESSES + 1) * sizeof *choices);
    struct xlsx_table t = sheet_new(v, d, text(v, tr(v, "Follow-up %s"), year), entry_sheet,
                                    ENTRY_COLUMNS, d->n);

    for (size_t i = 0; i < d->n; i++) {
        const struct desk_entry *e = &d->at[i];
        if (!e->to_report || e->hidden)
            continue;
        for (size_t c = 0; c < ENTRY_COLUMNS; c++)
            t.cells[t.rows * ENTRY_COLUMNS + c] = cell(v, entry_cell(v, d, e, entry_sheet[c]));
        t.rows++;
    }
    for (enum progress p = 0; p < PROGRESSES; p++)
        choices[p] = tr(v, progress_name(p));
    t.choices = choices;
    t.choices_in = STATUS_COLUMN;
    return t;
}

static struct xlsx_table metrics_of(struct visit *v, const struct desk *d)
{
    const char *year = text(v, "%lld", (long long)d->round->year);
    size_t rows = 0;

    for (size_t i = 0; i < d->n; i++)
        rows += d->at[i].n_metrics;
    struct xlsx_table t = sheet_new(v, d, text(v, tr(v, "Metrics %s"), year), metric_sheet,
                                    METRIC_COLUMNS, rows);
    for (size_t i = 0; i < d->n; i++) {
        const struct desk_entry *e = &d->at[i];
        for (size_t k = 0; e->to_report && !e->hidden && k < e->n_metrics; k++) {
            for (size_t c = 0; c < METRIC_COLUMNS; c++)
                t.cells[t.rows * METRIC_COLUMNS + c] =
                    cell(v, metric_cell(d, e, &e->metrics[k], metric_sheet[c]));
            t.rows++;
        }
    }
    return t;
}

size_t workbook_sheets(struct visit *v, const struct desk *d, struct xlsx_table *out)
{
    out[0] = entries_of(v, d);
    out[1] = metrics_of(v, d);
    return out[1].rows > 1 ? 2 : 1;
}

/* ---- back ---- */

/* "Tila 2025" against "State %s" in each language; the year, 0: it has none, -1: another. */
static int heading_is(const char *words, enum report_column c)
{
    for (enum lang l = 0; l < LANGS; l++) {
        const char *key = lang_text(l, columns[c].heading), *hole = strstr(key, "%s");
        size_t n = hole ? (size_t)(hole - key) : 0, m = strlen(words);
        if (!hole && strcmp(words, key) == 0)
            return 0;
        if (hole && m == strlen(key) + 2 && strncmp(words, key, n) == 0 &&
            strspn(words + n, "0123456789") == 4 && strcmp(words + n + 4, hole + 2) == 0)
            return (words[n] - '0') * 1000 + (words[n + 1] - '0') * 100 +
                   (words[n + 2] - '0') * 10 + words[n + 3] - '0';
    }
    return -1;
}

static const char *words_at(struct visit *v, const struct table *t, int row, int column)
{
    const struct cell *c = column < 0 ? NULL : t->cells[row * t->columns + column];
    return c && c->n ? csv_bare(cell_text(v, c)) : "";
}

/* Where each column stands; -1: nowhere. */
static void heading_find(struct visit *v, const struct table *t, int at[REPORT_COLUMNS], int *year)
{
    *year = 0;
    for (int c = 0; c < REPORT_COLUMNS; c++) {
        at[c] = -1;
        for (int i = 0; at[c] < 0 && i < t->columns; i++) {
            int found = heading_is(text_squeeze(v->arena, words_at(v, t, 0, i)),
                                   (enum report_column)c);
            if (found < 0)
                continue;
            at[c] = i;
            if (c == REPORT_STATUS || c == REPORT_VALUE)
                *year = found;
        }
    }
}

static bool is_report(const int at[REPORT_COLUMNS])
{
    return at[REPORT_ORGANISATION] >= 0 && at[REPORT_CODE] >= 0 &&
           ((at[REPORT_STATUS] >= 0 && at[REPORT_DONE] >= 0) ||
            (at[REPORT_METRIC] >= 0 && at[REPORT_VALUE] >= 0));
}

static void line_read(struct visit *v, const struct table *t, const int at[REPORT_COLUMNS],
                      int row, int year, struct report_lines *out)
{
    struct report_line line = { .year = year, .is_metric = at[REPORT_METRIC] >= 0 };
    bool any = false;

    for (int c = 0; c < REPORT_COLUMNS; c++) {
        line.has[c] = at[c] >= 0;
        line.words[c] = words_at(v, t, row, at[c]);
        line.place[c] = (struct place){ .sheet = t->name, .table = t->number, .row = row + 1,
                                        .column = at[c] + 1 };
        any |= c >= REPORT_STATUS && c <= REPORT_EVIDENCE && *line.words[c];
    }
    line.words[REPORT_CODE] = text_squeeze(v->arena, line.words[REPORT_CODE]);
    if (any || (line.is_metric && *line.words[REPORT_VALUE]))
        *arena_push(v->arena, out) = line;
}

void report_lines_read(struct visit *v, const struct document *d, struct report_lines *out)
{
    int at[REPORT_COLUMNS], year;

    *out = (struct report_lines){ 0 };
    for (size_t i = 0; i < d->n; i++) {
        const struct table *t = d->at[i].table;
        if (!t || t->rows < 1)
            continue;
        heading_find(v, t, at, &year);
        if (!is_report(at))
            continue;
        *arena_push(v->arena, &out->sheets) = t->name ? t->name : "";
        for (int row = 1; row < t->rows; row++)
            line_read(v, t, at, row, year, out);
    }
}

bool workbook_has_report(struct visit *v, const struct document *d)
{
    struct report_lines lines;

    report_lines_read(v, d, &lines);
    return lines.sheets.n;
}

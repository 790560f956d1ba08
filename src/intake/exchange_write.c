/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The exchange table as CSV and XLSX, and the list of formats. */
#include "base/put.h"
#include "intake/exchange_parts.h"

#include <string.h>

const struct exchange_format exchange_formats[] = {
    { "csv", "text/csv; charset=utf-8", exchange_write_csv },
    { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      exchange_write_xlsx },
    { "json", "application/json", exchange_write_json },
    { 0 },
};

const struct exchange_format *exchange_format_find(const char *name)
{
    for (const struct exchange_format *f = exchange_formats; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

static bool written(struct visit *v, const struct buf *out)
{
    return !buf_over(out) || fail(v, FAIL_SIZE, tr(v, "The plan is too big for one file."));
}

bool exchange_write_csv(struct visit *v, const struct plan *p, struct buf *out)
{
    struct exchange_table t;

    exchange_table_fill(v, p, &t);
    buf_puts(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < t.columns.n; i++) {
        buf_puts(out, i ? ";" : "");
        escape_csv(out, t.columns.at[i].name);
    }
    buf_puts(out, "\r\n");
    for (size_t i = 0; i < t.rows * t.columns.n; i++) {
        escape_csv(out, t.cells[i]);
        buf_puts(out, (i + 1) % t.columns.n ? ";" : "\r\n");
    }
    return written(v, out);
}

/* In characters, as a spreadsheet counts them. */
static int width_of(const struct exchange_column *c)
{
    switch (c->what) {
    case EXCHANGE_NUMBER:
    case EXCHANGE_POSITION:
    case EXCHANGE_NOT_APPLICABLE:
        return 8;
    case EXCHANGE_ORGANISATION:
    case EXCHANGE_TITLE:
        return 28;
    case EXCHANGE_ACTION:
        return 60;
    case EXCHANGE_REFERS:
        return 12;
    default:
        return 32;
    }
}

void exchange_sheet(struct visit *v, const struct plan *p, struct xlsx_table *out)
{
    struct exchange_table t;

    exchange_table_fill(v, p, &t);
    size_t n = t.columns.n, cells = (t.rows + 1) * n;
    const char **at = arena_alloc(v->arena, cells * sizeof *at);
    int *widths = arena_alloc(v->arena, n * sizeof *widths);
    for (size_t i = 0; i < n; i++) {
        at[i] = t.columns.at[i].name;
        widths[i] = width_of(&t.columns.at[i]);
    }
    memcpy(at + n, t.cells, t.rows * n * sizeof *at);
    /* The same guard as in CSV: a sheet may be saved as CSV later. */
    for (size_t i = 0; i < cells; i++)
        if (csv_guarded(at[i]))
            at[i] = text(v, "'%s", at[i]);
    *out = (struct xlsx_table){ .name = "plan",
                                .title = p->title,
                                .rows = t.rows + 1,
                                .columns = n,
                                .cells = at,
                                .widths = widths };
}

bool exchange_write_xlsx(struct visit *v, const struct plan *p, struct buf *out)
{
    struct xlsx_table sheet;

    exchange_sheet(v, p, &sheet);
    return xlsx_write(v, &sheet, out) && written(v, out);
}

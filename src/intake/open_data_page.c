/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Open data: where the lists are, and the whole plan in one file. */
#include "db/db.h"
#include "intake/exchange.h"
#include "intake/open_data.view.h"
#include "intake/pages.h"
#include "plan/plan_tree.h"

#include <string.h>

static bool open_data(struct visit *v)
{
    struct open_data *data = arena_alloc(v->arena, sizeof *data);

    return facts_load(v, &data->facts) && show_open_data(v, data);
}

/* The exporter makes the whole file; the hall adds the mark at the front of CSV. */
static void dress_plan(struct visit *v, const void *data)
{
    const struct bytes *file = data;
    size_t mark = v->format == FORMAT_CSV && memcmp(file->at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    buf_put(&v->body, (const char *)file->at + mark, file->n - mark);
}

static const struct view plan_view = {
    .name = "plan",
    .dress = { [FORMAT_JSON] = dress_plan, [FORMAT_CSV] = dress_plan, [FORMAT_XLSX] = dress_plan },
};

static const char *const exchange_names[FORMATS] = {
    [FORMAT_JSON] = "json", [FORMAT_CSV] = "csv", [FORMAT_XLSX] = "xlsx",
};

static bool whole_plan(struct visit *v)
{
    const struct exchange_format *f = exchange_format_find(exchange_names[v->format]);
    struct buf out = buf_new((size_t)48 << 20);
    struct bytes *file = arena_alloc(v->arena, sizeof *file);
    struct plan p;
    bool ok = plan_tree_load(v, v->site->slug, &p) && f->write(v, &p, &out);

    if (ok)
        *file = (struct bytes){ arena_copy(v->arena, out.at, out.n), out.n };
    buf_free(&out);
    v->view = &plan_view;
    v->data = file;
    return ok;
}

const struct page open_data_pages[] = {
    { METHOD_GET, "/avoin-data", RIGHT_PUBLIC, NULL, open_data, &open_data_view, NULL },
    { METHOD_GET, "/avoin-data/suunnitelma", RIGHT_PUBLIC, NULL, whole_plan, &plan_view, NULL },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * One organisation's part of the plan as a sheet of its workbook, and what a sheet that came
 * back says otherwise. */
#include "base/text.h"
#include "intake/exchange.h"
#include "intake/merge.h"
#include "plan/plan_tree.h"
#include "web/page.h"

#include <string.h>

enum { DIFFERING = 30 }; /* goals told */

static void keep_actor(struct details *list, int organisation)
{
    for (size_t i = 0; i < list->n; i++)
        list->at[i].organisation = list->at[i].organisation == organisation ? 0 : -1;
}

static void keep_part(struct plan *p, int organisation)
{
    size_t n = 0;

    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry e = p->entries.at[i];
        if (e.organisation != organisation)
            continue;
        e.organisation = 0;
        keep_actor(&e.details, organisation);
        for (size_t k = 0; k < e.actions.n; k++)
            keep_actor(&e.actions.at[k].details, organisation);
        p->entries.at[n++] = e;
    }
    p->entries.n = n;
    p->organisations.at[0] = p->organisations.at[organisation];
    p->organisations.n = 1;
}

/* The visit's plan with nothing but one organisation's part. */
static bool part_load(struct visit *v, int64_t organisation, struct plan *p)
{
    if (!plan_tree_load(v, v->site->slug, p))
        return false;
    for (int i = 0; i < (int)p->organisations.n; i++)
        if (p->organisations.at[i].id == organisation) {
            keep_part(p, i);
            return true;
        }
    return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such organisation in this plan."));
}

bool exchange_plan_sheet(struct visit *v, int64_t organisation, struct xlsx_table *out)
{
    struct plan p;

    if (!part_load(v, organisation, &p))
        return false;
    exchange_sheet(v, &p, out);
    return true;
}

static bool is_listed(const char *list, const char *slug)
{
    size_t n = strlen(slug);

    for (const char *p = list; (p = strstr(p, slug)); p += n)
        if ((p == list || p[-1] == ',') && (!p[n] || p[n] == ','))
            return true;
    return false;
}

bool exchange_plan_differs(struct visit *v, const struct document *d, int64_t organisation,
                           const char **goals)
{
    struct recognised sheet;
    struct merge_report report;
    struct plan current, merged;
    size_t n = 0;

    *goals = "";
    if (!exchange_recognise(d))
        return true;
    if (!part_load(v, organisation, &current) || !exchange_read(v, d, NULL, &sheet) ||
        !plan_settle(v, &current) ||
        !merge_plans(v, NULL, &current, &sheet.plan, false, &merged, &report))
        return false;
    for (size_t i = 0; i < report.n && n < DIFFERING; i++) {
        const struct merge_row *row = &report.at[i];
        const char *slug = row->code ? goal_slug(v, row->code) : "";
        if (!row->organisation || !*slug || is_listed(*goals, slug) ||
            strcmp(row->organisation, current.organisations.at[0].name) != 0)
            continue;
        *goals = text(v, "%s%s%s", *goals, n++ ? "," : "", slug);
    }
    return true;
}

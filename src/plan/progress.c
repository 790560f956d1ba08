/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "plan/progress.h"

#include "base/date.h"
#include "db/db.h"
#include "plan/progress.sql.h"
#include "plan/tree.sql.h"

#include <string.h>

static bool same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool note(struct visit *v, const char *row_kind, int64_t row_id, const char *by,
                 const char *was, const char *status)
{
    return same(was, status) || history_add(v, &(struct history_add_args){
                                                   .changed_at = date_now(v),
                                                   .by_name = by,
                                                   .plan = v->plan,
                                                   .import = DB_NULL,
                                                   .row_kind = row_kind,
                                                   .row_id = row_id,
                                                   .field = "status",
                                                   .old_value = was,
                                                   .new_value = status,
                                               });
}

bool entry_report(struct visit *v, int64_t entry, const char *by, const char *was,
                  const char *status, int64_t year)
{
    return entry_set_status(v, entry, status, year) && note(v, "entry", entry, by, was, status);
}

bool action_report(struct visit *v, int64_t action, int64_t number, const char *by,
                   const char *was, const char *status, int64_t year)
{
    return action_set_status(v, action, status, status ? year : DB_NULL) &&
           note(v, "action", number, by, was, status);
}

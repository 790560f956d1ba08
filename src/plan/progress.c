/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "plan/progress.h"

#include "base/date.h"
#include "db/db.h"
#include "plan/progress.sql.h"
#include "plan/tree.sql.h"

#include <string.h>

bool entry_report(struct visit *v, int64_t entry, const char *by, const char *was,
                  const char *status, int64_t year)
{
    if (!entry_set_status(v, entry, status, year))
        return false;
    return (was && strcmp(was, status) == 0) ||
           history_add(v, &(struct history_add_args){
                              .changed_at = date_now(v),
                              .by_name = by,
                              .plan = v->plan,
                              .import = DB_NULL,
                              .row_kind = "entry",
                              .row_id = entry,
                              .field = "status",
                              .old_value = was,
                              .new_value = status,
                          });
}

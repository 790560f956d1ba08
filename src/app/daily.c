/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/daily.h"

#include "base/date.h"
#include "base/log.h"
#include "db/db.h"
#include "followup/rounds.h"
#include "people/personal.h"

#include <string.h>

bool daily_run(struct visit *v, size_t *forgotten)
{
    return db_begin_write(v) && rounds_open_due(v) && retention_run(v, forgotten) && db_commit(v);
}

/* Only the thread of scheduled work comes here. */
bool daily_due(struct visit *v)
{
    static char done_on[sizeof "2026-11-22"];
    const char *today = date_today(v);
    size_t forgotten;

    if (strcmp(done_on, today) == 0)
        return true;
    if (!daily_run(v, &forgotten))
        return false;
    memcpy(done_on, today, sizeof done_on);
    if (forgotten)
        log_line("%zu accounts that nobody used were deleted", forgotten);
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#define _GNU_SOURCE /* strptime, timegm */
#include "base/date.h"

#include <stdlib.h>
#include <time.h>

#define FORMAT "%Y-%m-%dT%H:%M:%SZ"

static const char *written(struct visit *v, time_t at)
{
    struct tm t;
    char *out = arena_alloc(v->arena, 24);

    gmtime_r(&at, &t);
    strftime(out, 24, FORMAT, &t);
    return out;
}

const char *date_now(struct visit *v)
{
    const char *given = getenv("VOINTI_NOW");
    return given && *given ? given : written(v, time(NULL));
}

const char *date_after(struct visit *v, const char *time, int64_t seconds)
{
    struct tm t = { 0 };

    if (!strptime(time, FORMAT, &t))
        return time;
    return written(v, timegm(&t) + (time_t)seconds);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/date.h"

#include <stdlib.h>
#include <time.h>

const char *date_now(struct visit *v)
{
    const char *given = getenv("VOINTI_NOW");
    time_t now = time(NULL);
    struct tm t;
    char *out = arena_alloc(v->arena, 24);

    if (given && *given)
        return given;
    gmtime_r(&now, &t);
    strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &t);
    return out;
}

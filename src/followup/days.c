/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Days as people write them. */
#include "followup/days.h"

#include "base/date.h"
#include "web/page.h"

#include <stdlib.h>
#include <string.h>

bool day_given(struct visit *v, const char *name, const char **day)
{
    const char *words = given(v, name);

    *day = *words ? date_read(v, words) : NULL;
    return !*words || *day ||
           fault(v, name, tr(v, "Write the day like 13.2.2026."));
}

const char *month_day_read(struct visit *v, const char *words)
{
    size_t n = strlen(words);
    const char *bare = n && words[n - 1] == '.' ? arena_copy(v->arena, words, n - 1) : words;
    const char *day = date_read(v, text(v, "%s.2023", bare)); /* no leap year: every year has it */

    return day ? day + strlen("2023-") : NULL;
}

const char *month_day_said(struct visit *v, const char *month_day)
{
    char *end;
    long month = strtol(month_day, &end, 10), day = strtol(end + 1, NULL, 10);

    return text(v, "%ld.%ld.", day, month);
}

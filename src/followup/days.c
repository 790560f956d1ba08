/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Days as people write them. */
#include "followup/days.h"

#include "web/page.h"

#include <stdlib.h>
#include <string.h>

const char *day_read(struct visit *v, const char *words)
{
    char *end;
    long a = strtol(words, &end, 10), b, c;

    if (end == words || (*end != '.' && *end != '-'))
        return NULL;
    char between = *end;
    b = strtol(end + 1, &end, 10);
    if (*end != between)
        return NULL;
    c = strtol(end + 1, &end, 10);
    static const char month_days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    long year = between == '.' ? c : a, day = between == '.' ? a : c;
    if (*end || year < YEAR_LEAST || year > YEAR_MOST || b < 1 || b > 12 || day < 1 ||
        day > month_days[b - 1] || (b == 2 && day == 29 && (year % 4 || year == 2100)))
        return NULL;
    return text(v, "%04ld-%02ld-%02ld", year, b, day);
}

bool day_given(struct visit *v, const char *name, const char **day)
{
    const char *words = given(v, name);

    *day = *words ? day_read(v, words) : NULL;
    return !*words || *day ||
           fault(v, name, tr(v, "Write the day like 13.2.2026."));
}

const char *month_day_read(struct visit *v, const char *words)
{
    size_t n = strlen(words);
    const char *bare = n && words[n - 1] == '.' ? arena_copy(v->arena, words, n - 1) : words;
    const char *day = day_read(v, text(v, "%s.2023", bare)); /* no leap year: every year has it */

    return day ? day + strlen("2023-") : NULL;
}

const char *month_day_said(struct visit *v, const char *month_day)
{
    char *end;
    long month = strtol(month_day, &end, 10), day = strtol(end + 1, NULL, 10);

    return text(v, "%ld.%ld.", day, month);
}

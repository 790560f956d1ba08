/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#define _GNU_SOURCE /* strptime, timegm */
#include "base/date.h"

#include "base/put.h"

#include <pthread.h>
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

const char *date_today(struct visit *v)
{
    return text(v, "%.10s", date_now(v));
}

/* The local time of Finland as a rule (summer time by directive 2000/84/EC), so that no
 * time zone data is needed. */
static void zone_set(void)
{
    setenv("TZ", "EET-2EEST,M3.5.0/3,M10.5.0/4", 0);
    tzset();
}

static bool finnish(const char *time, struct tm *out)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct tm t = { 0 };

    pthread_once(&once, zone_set);
    if (!strptime(time, FORMAT, &t))
        return false;
    time_t at = timegm(&t);
    return localtime_r(&at, out) != NULL;
}

const char *say_moment(struct visit *v, const char *time)
{
    struct tm at, now;

    if (!finnish(time, &at) || !finnish(date_now(v), &now))
        return time;
    const char *clock = text(v, tr(v, "at %d.%02d"), at.tm_hour, at.tm_min);
    if (at.tm_year == now.tm_year && at.tm_yday == now.tm_yday)
        return clock;
    const char *day = text(v, "%04d-%02d-%02d", at.tm_year + 1900, at.tm_mon + 1, at.tm_mday);
    return text(v, "%s %s", say_date(v, day), clock);
}

int64_t date_seconds(const char *time)
{
    struct tm t = { 0 };
    return strptime(time, FORMAT, &t) ? (int64_t)timegm(&t) : 0;
}

const char *date_after(struct visit *v, const char *time, int64_t seconds)
{
    struct tm t = { 0 };

    if (!strptime(time, FORMAT, &t))
        return time;
    return written(v, timegm(&t) + (time_t)seconds);
}

int64_t date_day_number(const char *day)
{
    struct tm t = { 0 };

    return strptime(day, "%Y-%m-%d", &t) ? (int64_t)timegm(&t) / (24 * 3600) : 0;
}

static bool is_leap(long year)
{
    return year % 4 == 0 && (year % 100 || year % 400 == 0);
}

bool date_is_year(const char *s)
{
    return !*s || (strlen(s) == 4 && strspn(s, "0123456789") == 4 && *s != '0');
}

const char *date_read(struct visit *v, const char *words)
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
    if (*end || year < 1900 || year > 2100 || b < 1 || b > 12 || day < 1 ||
        day > month_days[b - 1] || (b == 2 && day == 29 && !is_leap(year)))
        return NULL;
    return text(v, "%04ld-%02ld-%02ld", year, b, day);
}

int64_t date_left(struct visit *v, const char *day)
{
    return date_day_number(day) - date_day_number(date_today(v));
}

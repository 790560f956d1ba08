/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Time as texts: ISO 8601 in UTC, made here and nowhere else. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/visit.h"

/* "2026-11-21T10:42:07Z". VOINTI_NOW in the environment stands in for the
 * clock, so that tests and golden files do not change from day to day. */
const char *date_now(struct visit *v);
/* The day of it: "2026-11-21". */
const char *date_today(struct visit *v);
/* A time as a person in Finland reads it: "22.11.2026 klo 3.41"; today's by the clock only. */
const char *say_moment(struct visit *v, const char *time);
/* A day as people and programs write it, "13.2.2026" or "2026-02-13", as the latter; NULL:
 * it is no day between 1900 and 2100. */
const char *date_read(struct visit *v, const char *words);
/* A year of four digits, or nothing. */
bool date_is_year(const char *s);
/* Seconds since 1970-01-01T00:00:00Z; 0 for what is no time. */
int64_t date_seconds(const char *time);
/* So many seconds after a time (before it: negative), in the same form. */
const char *date_after(struct visit *v, const char *time, int64_t seconds);
/* The day of a time or a day, counted from 1970-01-01: for days between two. */
int64_t date_day_number(const char *day);
/* Days from today to a day; below 0 when it is past. */
int64_t date_left(struct visit *v, const char *day);

#endif

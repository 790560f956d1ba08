/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Days as people write them. */
#ifndef FOLLOWUP_DAYS_H
#define FOLLOWUP_DAYS_H

#include "followup/followup.h"

/* An input that may be a day; NULL in *day: none was given. */
bool day_given(struct visit *v, const char *name, const char **day);
/* "12.1." and "12.1" become "01-12"; NULL: no day of every year. */
const char *month_day_read(struct visit *v, const char *words);
/* The other way. */
const char *month_day_said(struct visit *v, const char *month_day);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Facts of a plan said in words, in the visit's language. */
#ifndef PLAN_SAID_H
#define PLAN_SAID_H

#include "plan/plan.h"

/* "Metric"; for the whole row: "Reference". */
const char *field_said(struct visit *v, enum field_kind field);

/* What a schedule was understood to mean: "permanent, from 2021", "2022–2025",
 * "every other year". Dates as in struct detail, NULL: none; years 0: not told.
 * "" when nothing was understood. */
const char *schedule_said(struct visit *v, enum schedule_kind kind, const char *starts,
                          const char *ends, int64_t years);

/* What a metric aims at: "at the start 120 kävijää, aim 200 kävijää in 2028"; each NULL: not
 * told. "" when nothing is. */
const char *aim_said(struct visit *v, const char *unit, const char *baseline, const char *target,
                     const char *target_year);

/* "plan.docx, table 3, row 4, column 2". Numbers from 1, others are left out. */
const char *place_said(struct visit *v, const char *file_name, const struct place *place);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * How an entry goes, as every page shows it: written here by the rooms that know,
 * with its history. */
#ifndef PLAN_PROGRESS_H
#define PLAN_PROGRESS_H

#include "base/visit.h"

/* status: a status_code(); was: what it was, NULL: nothing had been reported. by: whose
 * word it is, for the public history. */
bool entry_report(struct visit *v, int64_t entry, const char *by, const char *was,
                  const char *status, int64_t year);

/* The same of an action that goes otherwise than its entry; status NULL: as the entry. number:
 * the action's in its plan. */
bool action_report(struct visit *v, int64_t action, int64_t number, const char *by,
                   const char *was, const char *status, int64_t year);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The history of an action and of its entry, for people. */
#ifndef PLAN_ACTION_HISTORY_H
#define PLAN_ACTION_HISTORY_H

#include "plan/action_known.h"

/* entry 0: only the action's own. */
bool action_history_load(struct visit *v, int64_t number, int64_t entry,
                         struct action_revisions *out);

#endif

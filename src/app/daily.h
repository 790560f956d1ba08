/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What is due once a day: rounds that open, and what was kept long enough. "serve" does it
 * by itself, "vointi daily" at once. */
#ifndef APP_DAILY_H
#define APP_DAILY_H

#include "base/visit.h"

/* In one transaction of its own. forgotten: accounts that nobody used. */
bool daily_run(struct visit *v, size_t *forgotten);
/* The same when a day has begun since the last time in this process. */
bool daily_due(struct visit *v);

#endif

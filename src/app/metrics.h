/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Counters of the running service, as Prometheus text. */
#ifndef APP_METRICS_H
#define APP_METRICS_H

#include "base/buf.h"

#include <stdint.h>

void metrics_answer(int status, uint64_t nanoseconds, int from_cache);
void metrics_text(struct buf *out);

#endif

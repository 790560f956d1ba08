/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which metric of an entry is which after a change: docs/adr/0017-metrics-keep-their-values.md. */
#ifndef PLAN_METRICS_H
#define PLAN_METRICS_H

#include "plan/plan.h"

struct metric_pair {
    const char *before, *after; /* words; after NULL: it has left the entry */
};

struct metric_pairs {
    struct metric_pair *at;
    size_t n, cap;
};

/* A pair for each metric that was measured before, of the entry and of its actions: who edits
 * says it (struct detail.was), else it is the one in the same words, else the likest. Pure. */
void metrics_paired(struct visit *v, const struct entry *before, const struct entry *after,
                    struct metric_pairs *out);

/* What was told of a metric follows it to its new words; inside a write transaction. */
bool metrics_follow(struct visit *v, const struct entry *before, const struct entry *after);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/metrics.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

/* Upper bounds of the histogram, in microseconds. */
static const uint64_t bounds[] = { 100, 300, 1000, 3000, 10000, 30000, 100000, 1000000 };
enum { BOUNDS = sizeof bounds / sizeof *bounds };

static atomic_uint_fast64_t answers[6], within[BOUNDS], total, sum_us, cached;

void metrics_answer(int status, uint64_t nanoseconds, int from_cache)
{
    uint64_t us = nanoseconds / 1000;

    answers[status >= 100 && status < 600 ? status / 100 : 5]++;
    sum_us += us;
    /* From the widest on, and read from the narrowest: each holds all before it. */
    total++;
    for (size_t i = BOUNDS; i-- > 0;)
        if (us <= bounds[i])
            within[i]++;
    cached += from_cache != 0;
}

/* Resident memory in bytes; 0 where /proc is not there. */
static uint64_t resident(void)
{
    unsigned long long pages = 0;
    FILE *f = fopen("/proc/self/statm", "re");

    if (f) {
        if (fscanf(f, "%*s %llu", &pages) != 1)
            pages = 0;
        fclose(f);
    }
    return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

void metrics_text(struct buf *out)
{
    buf_puts(out, "# HELP vointi_answers_total Answers by class of status, "
                  "without style sheets and other files.\n"
                  "# TYPE vointi_answers_total counter\n");
    for (int i = 1; i < 6; i++)
        buf_printf(out, "vointi_answers_total{status=\"%dxx\"} %" PRIuFAST64 "\n", i, answers[i]);
    buf_puts(out, "# HELP vointi_answer_seconds Time from request to answer.\n"
                  "# TYPE vointi_answer_seconds histogram\n");
    for (size_t i = 0; i < BOUNDS; i++)
        buf_printf(out, "vointi_answer_seconds_bucket{le=\"%g\"} %" PRIuFAST64 "\n",
                   (double)bounds[i] / 1e6, within[i]);
    uint64_t all = total;
    buf_printf(out,
               "vointi_answer_seconds_bucket{le=\"+Inf\"} %" PRIu64 "\n"
               "vointi_answer_seconds_sum %.6f\nvointi_answer_seconds_count %" PRIu64 "\n",
               all, (double)sum_us / 1e6, all);
    buf_puts(out, "# HELP vointi_cached_total Answers from the page cache.\n"
                  "# TYPE vointi_cached_total counter\n");
    buf_printf(out, "vointi_cached_total %" PRIuFAST64 "\n", cached);
    buf_puts(out, "# HELP process_resident_memory_bytes Memory in use.\n"
                  "# TYPE process_resident_memory_bytes gauge\n");
    buf_printf(out, "process_resident_memory_bytes %" PRIu64 "\n", resident());
}

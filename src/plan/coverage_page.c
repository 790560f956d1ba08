/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The table of all goals and organisations. */
#include "plan/coverage.view.h"
#include "plan/pages.h"

static bool coverage(struct visit *v)
{
    struct coverage *c = arena_alloc(v->arena, sizeof *c);

    return coverage_load(v, c) && show_coverage(v, c);
}

const struct page coverage_pages[] = {
    { METHOD_GET, "/kattavuus", RIGHT_PUBLIC, coverage_inputs, coverage, &coverage_view,
      N_("Coverage") },
    { 0 },
};

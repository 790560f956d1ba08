/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The front page: what the plan is and how it goes, on one screen. */
#include "plan/pages.h"
#include "plan/front.view.h"

static bool front(struct visit *v)
{
    return show_front(v, v->site);
}

const struct page front_pages[] = {
    { METHOD_GET, "/", RIGHT_PUBLIC, NULL, front, &front_view, N_("Front page") },
    { 0 },
};

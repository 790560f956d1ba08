/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Pages about the service itself: accessibility (Digipalvelulaki 306/2019 § 7)
 * and privacy. What they say of the program must stay true: change them with it. */
#include "plan/accessibility.view.h"
#include "plan/pages.h"
#include "plan/privacy.view.h"

static bool accessibility(struct visit *v)
{
    struct facts *facts = arena_alloc(v->arena, sizeof *facts);

    return facts_load(v, facts) && show_accessibility(v, facts);
}

static bool privacy(struct visit *v)
{
    struct facts *facts = arena_alloc(v->arena, sizeof *facts);

    return facts_load(v, facts) && show_privacy(v, facts);
}

const struct page service_pages[] = {
    { METHOD_GET, "/saavutettavuus", RIGHT_PUBLIC, NULL, accessibility, &accessibility_view, NULL },
    { METHOD_GET, "/tietosuoja", RIGHT_PUBLIC, NULL, privacy, &privacy_view, NULL },
    { 0 },
};

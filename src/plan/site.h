/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which plan an address belongs to: by its slug, by the host name, or the
 * default one. */
#ifndef PLAN_SITE_H
#define PLAN_SITE_H

#include "web/page.h"

/* For struct house. */
bool plan_site(struct visit *v, const char *slug);

#endif

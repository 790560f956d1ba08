/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The demonstration's people, and two years that they have told about. */
#ifndef APP_DEMO_YEAR_H
#define APP_DEMO_YEAR_H

#include "document/document.h"

/* people: e-mail, name, role, organisation's slug. told: round (-1 last year, 0 this
 * year), organisation, goal, status, reason, done, learnt; a row without a goal ends an
 * organisation's year and says in status how far it is. Both in the default plan. */
bool demo_years(struct visit *v, struct document *people, struct document *told);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The demonstration's people, and two years that they have told about. */
#ifndef APP_DEMO_YEAR_H
#define APP_DEMO_YEAR_H

#include "document/document.h"

/* people: e-mail, name, role, organisation's slug. told: round (-1 last year, 0 this
 * year), organisation, goal, status, reason, done, learnt, ease, impact; a row without a
 * goal ends an organisation's year and says in status how far it is and in done what the
 * coordinator answered. Both in the default plan. */
bool demo_years(struct visit *v, const char *now, struct document *people, struct document *told);

/* The clock of the demonstration (VOINTI_NOW), so that it looks lived: so many days from
 * the time when it is made. */
void demo_go_to_day(struct visit *v, const char *now, int days);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The only list of all rooms. */
#ifndef APP_ROOMS_H
#define APP_ROOMS_H

#include "web/page.h"

extern const struct house app_house;

#endif

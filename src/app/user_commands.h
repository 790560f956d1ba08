/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Commands about people. */
#ifndef APP_USER_COMMANDS_H
#define APP_USER_COMMANDS_H

#include "app/cli.h"

bool run_user(struct visit *v, const struct command_line *line);

/* When nobody may sign in yet: makes the first administrator and gives the address
 * (without host) that lets them in once, today. NULL: there is somebody already. */
const char *first_link(struct visit *v);

#endif

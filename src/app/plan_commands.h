/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Commands that bring plans in and out. */
#ifndef APP_PLAN_COMMANDS_H
#define APP_PLAN_COMMANDS_H

#include "app/cli.h"

bool run_import(struct visit *v, const struct command_line *line);
bool run_export(struct visit *v, const struct command_line *line);
bool run_undo(struct visit *v, const struct command_line *line);
bool run_plans(struct visit *v, const struct command_line *line);

bool run_demo(struct visit *v, const struct command_line *line);

/* What an import did, in sentences on standard output. */
struct import_report;
void report_import(struct visit *v, const struct import_report *r, bool dry_run);

#endif

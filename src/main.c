/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The front door: the words of the command line go to app/cli.c. */
#include "app/cli.h"

int main(int argc, char **argv)
{
    return cli_run(argc, argv);
}

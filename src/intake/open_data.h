/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the page of open data lists. tests/unit/open_data.c compares it with
 * what the lists really hold. */
#ifndef INTAKE_OPEN_DATA_H
#define INTAKE_OPEN_DATA_H

#include "plan/facts.h"

struct open_column {
    const char *name;    /* as in the first line of the CSV file */
    const char *meaning; /* N_() */
};

struct open_list {
    const char *path;
    const char *name, *what;           /* N_() */
    const struct open_column *columns; /* ends with name NULL */
};

extern const struct open_list open_lists[]; /* ends with path NULL */

struct open_data {
    struct facts facts;
};

#endif

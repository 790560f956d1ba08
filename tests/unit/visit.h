/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A visit of its own for each test, without a database: before() and after() are its
 * setup and teardown. It is in English, as visit_new() makes it. */
#ifndef UNIT_VISIT_H
#define UNIT_VISIT_H

#include "base/visit.h"

static struct visit v;

static int before(void **state)
{
    (void)state;
    v = visit_new();
    return 0;
}

static int after(void **state)
{
    (void)state;
    visit_end(&v);
    return 0;
}

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/fail.h"

static const struct {
    int status, code;
} kinds[] = {
#define X(name, status, code) [name] = { status, code },
    FAIL_LIST(X)
#undef X
};

int fail_status(enum fail_kind kind)
{
    return kinds[kind].status;
}

int fail_exit(enum fail_kind kind)
{
    return kinds[kind].code;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What import*.c share; private to them. */
#ifndef INTAKE_IMPORT_PARTS_H
#define INTAKE_IMPORT_PARTS_H

#include "intake/import.h"

/* Sets the document of every place: to[n - 1] that of file n; NULL: all are of document one. */
void import_places(struct recognised *r, const int64_t *to, int64_t one);

#endif

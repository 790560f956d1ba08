/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The work between the pages of an import (intake/upload.h). */
#ifndef APP_IMPORTER_H
#define APP_IMPORTER_H

#include "base/visit.h"

/* All that waits, in the visit's own transactions: for a command. */
bool importer_round(struct visit *v);

/* A thread for it. */
void importer_begin(void);
void importer_tell(void);
void importer_end(void);

#endif

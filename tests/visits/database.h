/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * New databases for the conversations, on one engine after the other. */
#ifndef VISITS_DATABASE_H
#define VISITS_DATABASE_H

#include <stdbool.h>
#include <stddef.h>

/* 0 SQLite, 1 the PostgreSQL of VOINTI_TEST_PG; false: there is none (more). */
bool database_choose(int engine);
/* An empty one; its file name or URL. The one before it is gone. */
void database_new(char *url, size_t room);
const char *database_engine(const char *url);
/* Removes what is left. */
void database_end(void);

#endif

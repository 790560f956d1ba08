/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The key of the instance, which encrypts what a copy of the database must not
 * tell. It is never in the database. */
#ifndef PEOPLE_INSTANCE_KEY_H
#define PEOPLE_INSTANCE_KEY_H

#include "base/secret.h"
#include "base/visit.h"

/* From the systemd credential "vointi-key", else the file that VOINTI_KEY_FILE names,
 * else DB.key beside an SQLite database, which is made when it is not there. FAIL_STORE
 * with what to do when there is none, or others can read it. v->db is open. */
bool instance_key(struct visit *v, unsigned char key[SECRET_KEY]);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The socket that the front door opens on. */
#ifndef APP_LISTEN_H
#define APP_LISTEN_H

#include "base/visit.h"

/* where: "127.0.0.1:8080", "[::1]:8080", port 0 for a free one, or the path of
 * a Unix socket. A socket that systemd hands over comes first. Writes how the
 * door is reached ("http://127.0.0.1:8080/"). -1: failed with a sentence. */
int listen_on(struct visit *v, const char *where, char *address, size_t room);

#endif

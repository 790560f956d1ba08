/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * One line for each visit, on standard error, without personal data: no
 * addresses of people, no names, no query text. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

/* One whole line; threads do not mix theirs. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif

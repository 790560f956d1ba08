/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The files of demo/ inside the binary; made by the build. */
#ifndef APP_DEMO_FILES_H
#define APP_DEMO_FILES_H

#include <stddef.h>

struct demo_file {
    const char *name;
    const unsigned char *at; /* a NUL follows */
    size_t n;
};

extern const struct demo_file demo_files[];
extern const size_t demo_files_n;

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For the fuzz targets of the zip-based readers. An input that begins like a zip
 * file is one. Any other is the XML of some parts with a NUL between them, which
 * is put into a package first: past the checksums, into the reader. */
#ifndef TESTS_FUZZ_PACKAGE_H
#define TESTS_FUZZ_PACKAGE_H

#include "base/text.h"
#include "document/readers.h"
#include "document/zip_part.h"
#include "../office.h"
#include "../readers/check.h"

#include <assert.h>

enum { FUZZ_PARTS = 12 };

/* names: of the parts that the input holds, in this order; fixed: the others. */
static inline void fuzz_package(bool (*read)(struct visit *, const char *, size_t,
                                             struct document *),
                                const char *const *names, const struct office_part *fixed,
                                const uint8_t *at, size_t n)
{
    struct office_part parts[FUZZ_PARTS] = { 0 };
    size_t count = 0, size;

    if (package_sniff((const char *)at, n)) {
        check_reader(read, at, n);
        return;
    }
    for (; *names && n; names++) {
        const uint8_t *end = memchr(at, '\0', n);
        size_t length = end ? (size_t)(end - at) : n;
        if (length)
            parts[count++] = (struct office_part){
                .name = *names, .bytes = (const char *)at, .n = length, .store = true
            };
        at += length + (end != NULL);
        n -= length + (end != NULL);
    }
    for (; fixed->name; fixed++)
        parts[count++] = *fixed;
    assert(count < FUZZ_PARTS);
    char *bytes = office_zip(parts, &size);
    check_reader(read, (const uint8_t *)bytes, size);
    free(bytes);
}

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For tests of the zip-based readers: makes packages out of XML. */
#ifndef TESTS_OFFICE_H
#define TESTS_OFFICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct office_part {
    const char *name, *bytes;
    size_t n;   /* 0: up to the NUL */
    bool store; /* not packed */
    bool tight; /* packed as well as it goes */
};

/* A zip file of the parts (at least one, up to a NULL name), in memory that the caller frees. */
static inline char *office_zip(const struct office_part *parts, size_t *n)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    for (; parts->name; parts++) {
        size_t size = parts->n ? parts->n : strlen(parts->bytes);
        zip_int64_t at = zip_file_add(
            zip, parts->name, zip_source_buffer(zip, parts->bytes, size, 0), ZIP_FL_ENC_UTF_8);
        zip_int32_t method = parts->store ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
        if (at < 0 || zip_set_file_compression(zip, (zip_uint64_t)at, method, parts->tight ? 9 : 1))
            abort();
    }
    if (zip_close(zip))
        abort();
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    char *bytes = malloc(stat.size);
    zip_source_open(source);
    *n = (size_t)zip_source_read(source, bytes, stat.size);
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * libzip over bytes in memory. What this file refuses: too many parts, parts
 * that unpack to too much or too well, methods other than the two that office
 * programs use, passwords. */
#define _GNU_SOURCE /* memmem */
#include "document/zip_part.h"

#include "document/readers.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

enum {
    PARTS = 20 * 1000, /* a document has a few, and one for each picture */
    /* All parts of a package together. */
    UNPACKED_TOGETHER = 2 * DOCUMENT_UNPACKED_BYTES,
    /* XML of real tables packs 5 to 40 times; deflate itself ends at 1032. */
    RATIO = 400,
    RATIO_FROM_BYTES = 4 << 20,
    EOCD_TAIL = 65536 + 22 + 20 + 56, /* where the end records of a zip may stand */
};

struct package {
    zip_t *zip;
    size_t left; /* bytes that may still be unpacked */
};

struct part {
    struct visit *v;
    struct package *package;
    zip_file_t *file;
    size_t left; /* of this part, by its own word */
};

bool package_sniff(const char *bytes, size_t n)
{
    return n >= 22 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0);
}

static uint64_t little_endian(const char *at, int bytes)
{
    uint64_t value = 0;
    while (bytes--)
        value = value << 8 | (unsigned char)at[bytes];
    return value;
}

/* libzip makes room for as many parts as a zip64 end record claims. The plain
 * record can't claim more than 65535. */
static bool claims_too_many(const char *bytes, size_t n)
{
    const char *end = bytes + n, *p = n > EOCD_TAIL ? end - EOCD_TAIL : bytes;

    while ((p = memmem(p, (size_t)(end - p), "PK\6\7", 4))) {
        uint64_t at = end - p >= 20 ? little_endian(p + 8, 8) : n;
        if (at < n && n - at >= 56 && little_endian(bytes + at + 32, 8) > PARTS)
            return true;
        p += 4;
    }
    return false;
}

struct package *package_open(const char *bytes, size_t n)
{
    if (!package_sniff(bytes, n) || claims_too_many(bytes, n))
        return NULL;
    zip_source_t *source = zip_source_buffer_create(bytes, n, 0, NULL);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (!zip) {
        zip_source_free(source);
        return NULL;
    }
    struct package *p = malloc(sizeof *p);
    if (!p || zip_get_num_entries(zip, 0) > PARTS) {
        zip_discard(zip);
        free(p);
        return NULL;
    }
    *p = (struct package){ zip, UNPACKED_TOGETHER };
    return p;
}

void package_close(struct package *p)
{
    if (!p)
        return;
    zip_discard(p->zip);
    free(p);
}

bool package_has(struct package *p, const char *name)
{
    return zip_name_locate(p->zip, name, ZIP_FL_NOCASE) >= 0;
}

bool package_has_under(struct package *p, const char *folder)
{
    zip_int64_t n = zip_get_num_entries(p->zip, 0);

    for (zip_int64_t i = 0; i < n; i++) {
        const char *name = zip_get_name(p->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        if (name && strncasecmp(name, folder, strlen(folder)) == 0)
            return true;
    }
    return false;
}

bool package_locked(struct visit *v)
{
    return fail(v, FAIL_DOCUMENT,
                tr(v, "A password protects the file. Open it, save it without the password, "
                      "and try with that file."));
}

/* Looks at a part before it is unpacked. */
static bool part_check(struct visit *v, const struct package *p, const struct zip_stat *stat)
{
    const zip_uint64_t need = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD |
                              ZIP_STAT_ENCRYPTION_METHOD | ZIP_STAT_INDEX;

    if ((stat->valid & need) != need)
        return document_damaged(v, "zip: a part without sizes");
    if (stat->encryption_method != ZIP_EM_NONE)
        return package_locked(v);
    if (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE)
        return document_damaged(v, "zip: an unusual packing method");
    if (stat->size > DOCUMENT_UNPACKED_BYTES || stat->size > p->left ||
        (stat->size > RATIO_FROM_BYTES && stat->size / RATIO > stat->comp_size))
        return document_too_big(v);
    return true;
}

struct part *part_open(struct visit *v, struct package *p, const char *name)
{
    struct zip_stat stat = { 0 };

    if (zip_stat(p->zip, name, ZIP_FL_NOCASE, &stat)) {
        document_damaged(v, text(v, "zip: no part %s", name));
        return NULL;
    }
    if (!part_check(v, p, &stat))
        return NULL;
    zip_file_t *file = zip_fopen_index(p->zip, stat.index, 0);
    if (!file) {
        document_damaged(v, zip_strerror(p->zip));
        return NULL;
    }
    struct part *part = arena_alloc(v->arena, sizeof *part);
    *part = (struct part){ v, p, file, stat.size };
    return part;
}

ptrdiff_t part_read(struct part *part, char *at, size_t n)
{
    zip_int64_t got = zip_fread(part->file, at, n);

    if (got < 0) {
        document_damaged(part->v, zip_file_strerror(part->file));
        return -1;
    }
    if ((size_t)got > part->left || (size_t)got > part->package->left) {
        document_damaged(part->v, "zip: a part is bigger than it says");
        return -1;
    }
    part->left -= (size_t)got;
    part->package->left -= (size_t)got;
    return got;
}

void part_close(struct part *part)
{
    zip_fclose(part->file);
}

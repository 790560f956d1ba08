/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The parts of a zip package (docx, xlsx, odt, ods), opened safely: names, sizes,
 * ratios and methods are looked at before anything is unpacked, and unpacking
 * goes piece by piece, so a zip bomb costs nothing. The only door to libzip. */
#ifndef DOCUMENT_ZIP_PART_H
#define DOCUMENT_ZIP_PART_H

#include "base/visit.h"

struct package;
struct part;

/* Whether the bytes begin like a zip file. */
bool package_sniff(const char *bytes, size_t n);
/* Opens the list of parts. The bytes are borrowed until package_close(). NULL
 * when they are no whole zip file, or one with absurdly many parts. */
struct package *package_open(const char *bytes, size_t n);
void package_close(struct package *p); /* NULL is fine */

/* Whether there is a part with this name; ASCII case makes no difference. */
bool package_has(struct package *p, const char *name);
/* Whether some part's name begins so ("word/"), in any case. */
bool package_has_under(struct package *p, const char *folder);

/* Opens a part for reading; it lives in the visit's arena. NULL: failed. */
struct part *part_open(struct visit *v, struct package *p, const char *name);
/* Up to n unpacked bytes; 0 at the end, -1: failed. */
ptrdiff_t part_read(struct part *part, char *at, size_t n);
void part_close(struct part *part);

/* The sentence for a file that a password protects. Returns false. */
bool package_locked(struct visit *v);

#endif

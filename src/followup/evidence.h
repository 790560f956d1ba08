/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Files that show what was done. Looked at by their content and kept without what they
 * tell besides the picture: docs/adr/0013-evidence.md. */
#ifndef FOLLOWUP_EVIDENCE_H
#define FOLLOWUP_EVIDENCE_H

#include "followup/desk.h"
#include "followup/evidence.sql.h"

enum {
    EVIDENCE_FILE_MOST = 10 << 20, /* bytes of one */
    EVIDENCE_BODY_MOST = 11 << 20, /* … with what a form adds */
    EVIDENCE_ROW_MOST = 10,        /* files of one row */
    EVIDENCE_ANSWER_MOST = 50,     /* files of a whole answer */
    EVIDENCE_NAME_MOST = 120
};
#define EVIDENCE_ANSWER_BYTES ((int64_t)100 << 20)

enum evidence_format { EVIDENCE_PDF, EVIDENCE_JPEG, EVIDENCE_PNG, EVIDENCE_FORMATS };

const char *evidence_code(enum evidence_format format); /* "jpeg" */
enum evidence_format evidence_of(const char *code);
const char *evidence_type(enum evidence_format format); /* "image/jpeg" */
const char *evidence_ending(enum evidence_format format); /* "jpg" */

struct evidence {
    enum evidence_format format;
    struct buf bytes; /* as it is kept; buf_free() it, also after a fault */
};

/* The file as it is kept: of a picture what is needed to show it and which way is up, and
 * nothing else (no place, device, time, words, small copies, or what comes after its end).
 * A PDF stays as it is. NULL, or what is wrong, for the person. Pure. */
const char *evidence_clean(struct visit *v, const void *at, size_t n, struct evidence *out);

/* evidence_jpeg.c, evidence_png.c: false when the bytes are not what they should be. */
bool evidence_clean_jpeg(const unsigned char *at, size_t n, struct buf *out);
bool evidence_clean_png(const unsigned char *at, size_t n, struct buf *out);

/* "1,4 MB" */
const char *evidence_size(struct visit *v, int64_t bytes);

/* What the page of a row's files shows. */
struct evidence_page {
    struct desk desk;
    const struct desk_entry *entry;
};

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which kinds of files there are, and what must be true of one. */
#include "followup/evidence.h"

#include "base/put.h"

#include <string.h>

static const struct {
    const char *code, *type, *ending;
} formats[EVIDENCE_FORMATS] = {
    [EVIDENCE_PDF] = { "pdf", "application/pdf", "pdf" },
    [EVIDENCE_JPEG] = { "jpeg", "image/jpeg", "jpg" },
    [EVIDENCE_PNG] = { "png", "image/png", "png" },
};

const char *evidence_code(enum evidence_format format)
{
    return formats[format].code;
}

const char *evidence_type(enum evidence_format format)
{
    return formats[format].type;
}

const char *evidence_ending(enum evidence_format format)
{
    return formats[format].ending;
}

enum evidence_format evidence_of(const char *code)
{
    enum evidence_format f = 0;

    while (f < EVIDENCE_FORMATS - 1 && strcmp(formats[f].code, code) != 0)
        f++;
    return f;
}

const char *evidence_size(struct visit *v, int64_t bytes)
{
    return bytes < 100 * 1000 ? text(v, tr(v, "%s kB"), say(v, (bytes + 999) / 1000))
                              : text(v, tr(v, "%s MB"), say_double(v, (double)bytes / 1e6, 1));
}

static bool has(const char *at, size_t n, const char *words)
{
    size_t length = strlen(words);

    for (size_t i = 0; i + length <= n; i++)
        if (memcmp(at + i, words, length) == 0)
            return true;
    return false;
}

/* Its first line, and at its end where its table is (ISO 32000 § 7.5). */
static bool clean_pdf(const unsigned char *at, size_t n, struct buf *out)
{
    enum { TAIL = 2048 };
    const char *s = (const char *)at;
    size_t tail = n < TAIL ? n : TAIL;

    if (n < 16 || (memcmp(s, "%PDF-1.", 7) != 0 && memcmp(s, "%PDF-2.", 7) != 0) ||
        !has(s + n - tail, tail, "startxref") || !has(s + n - tail, tail, "%%EOF"))
        return false;
    buf_put(out, s, n);
    return true;
}

const char *evidence_clean(struct visit *v, const void *at, size_t n, struct evidence *out)
{
    static bool (*const clean[EVIDENCE_FORMATS])(const unsigned char *, size_t, struct buf *) = {
        [EVIDENCE_PDF] = clean_pdf,
        [EVIDENCE_JPEG] = evidence_clean_jpeg,
        [EVIDENCE_PNG] = evidence_clean_png,
    };
    static const char *const begins[EVIDENCE_FORMATS] = {
        [EVIDENCE_PDF] = "%PDF", [EVIDENCE_JPEG] = "\xff\xd8\xff", [EVIDENCE_PNG] = "\x89PNG"
    };

    out->bytes = buf_new(EVIDENCE_FILE_MOST + 64);
    if (!n)
        return tr(v, "the file is empty");
    if (n > EVIDENCE_FILE_MOST)
        return tr(v, "the file is larger than 10 MB");
    for (enum evidence_format f = 0; f < EVIDENCE_FORMATS; f++) {
        size_t head = strlen(begins[f]);
        if (n < head || memcmp(at, begins[f], head) != 0)
            continue;
        out->format = f;
        return clean[f](at, n, &out->bytes) && !buf_over(&out->bytes)
                   ? NULL
                   : tr(v, "the file is broken or of an unusual kind: save it again as PDF, JPEG "
                           "or PNG");
    }
    return tr(v, "only PDF, JPEG and PNG files are kept here");
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Any bytes as a file of evidence: refused, or cleaned to something that is cleaned to
 * itself and has no place left for what cameras tell. */
#include "base/visit.h"
#include "followup/evidence.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PNG_HEAD = 8, PNG_AROUND = 12 };

static uint32_t big(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool is_png(const uint8_t *at, size_t n)
{
    return n >= PNG_HEAD && memcmp(at, "\x89PNG\r\n\x1a\n", PNG_HEAD) == 0;
}

static uint32_t crc_of(const uint8_t *at, size_t n)
{
    uint32_t crc = 0xffffffff;

    for (size_t i = 0; i < n; i++) {
        crc ^= at[i];
        for (int k = 0; k < 8; k++)
            crc = crc & 1 ? 0xedb88320 ^ crc >> 1 : crc >> 1;
    }
    return ~crc;
}

/* With wrong sums every change would be refused at the first chunk. */
static void mend_sums(uint8_t *at, size_t n)
{
    for (size_t i = PNG_HEAD; n - i >= PNG_AROUND;) {
        uint32_t length = big(at + i);
        if (length > n - i - PNG_AROUND)
            return;
        uint32_t crc = crc_of(at + i + 4, length + 4);
        for (int k = 0; k < 4; k++)
            at[i + 8 + length + (size_t)k] = (uint8_t)(crc >> (24 - 8 * k));
        i += length + PNG_AROUND;
    }
}

static void check_png(const uint8_t *at, size_t n)
{
    static const char kept[] = "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT";
    size_t i = PNG_HEAD;

    for (char type[5] = ""; i < n; i += big(at + i) + PNG_AROUND) {
        assert(n - i >= PNG_AROUND);
        memcpy(type, at + i + 4, 4);
        assert(strstr(kept, type));
    }
    assert(i == n);
}

/* Exif is one that holds which way is up and nothing else; of JFIF no small copy is left,
 * of Adobe only the colours. */
static void check_segment(unsigned marker, const uint8_t *data, size_t n)
{
    static const uint8_t turned[] = { 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
                                      0x01, 0x12, 0, 3, 0, 0, 0, 1, 0 };

    if (marker == 0xe0)
        assert(n == 14 && !data[12] && !data[13]);
    else if (marker == 0xe1)
        assert(n == 32 && memcmp(data, turned, sizeof turned) == 0 && data[25] <= 8 &&
               memcmp(data + 26, "\0\0\0\0\0\0", 6) == 0);
    else if (marker == 0xee)
        assert(n == 12 && memcmp(data, "Adobe", 5) == 0);
    else
        assert(marker != 0xfe && (marker < 0xe0 || marker > 0xef));
}

static void check_jpeg(const uint8_t *at, size_t n)
{
    size_t i = 2;

    for (unsigned marker = 0; marker != 0xd9;) {
        assert(n - i >= 2 && at[i] == 0xff);
        marker = at[i + 1];
        i += 2;
        if (marker == 0xd9)
            break;
        assert(n - i >= 2);
        size_t length = (size_t)at[i] << 8 | at[i + 1];
        assert(length >= 2 && length <= n - i);
        check_segment(marker, at + i + 2, length - 2);
        i += length;
        while (marker == 0xda && (at[i] != 0xff || !at[i + 1] || (at[i + 1] & 0xf8) == 0xd0))
            i += at[i] == 0xff ? 2 : 1;
    }
    assert(i == n);
}

static void check(struct visit *v, const uint8_t *at, size_t n)
{
    struct evidence once = { 0 }, again = { 0 };
    const char *why = evidence_clean(v, at, n, &once);

    assert(!why || *why);
    if (!why) {
        assert(once.bytes.n <= n + 36); /* an Exif that is written anew may be longer */
        why = evidence_clean(v, once.bytes.at, once.bytes.n, &again);
        assert(!why && again.format == once.format && again.bytes.n == once.bytes.n &&
               memcmp(again.bytes.at, once.bytes.at, once.bytes.n) == 0);
        buf_free(&again.bytes);
        if (once.format == EVIDENCE_PNG)
            check_png((const uint8_t *)once.bytes.at, once.bytes.n);
        if (once.format == EVIDENCE_JPEG)
            check_jpeg((const uint8_t *)once.bytes.at, once.bytes.n);
    }
    buf_free(&once.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct visit v = visit_new();

    check(&v, data, size);
    if (is_png(data, size)) {
        uint8_t *copy = malloc(size);
        assert(copy);
        memcpy(copy, data, size);
        mend_sums(copy, size);
        check(&v, copy, size);
        free(copy);
    }
    visit_end(&v);
    return 0;
}

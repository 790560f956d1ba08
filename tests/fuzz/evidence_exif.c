/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Any bytes as what a camera tells beside a sound picture: nothing of them is in what is
 * kept, except that it may be one of the seven ways in which a picture is turned. */
#include "base/visit.h"
#include "followup/evidence.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SEGMENT_MOST = 65533, TURNED = 36 };

static const uint8_t frame[] = { 0xff, 0xc0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0 };
static const uint8_t scan[] = { 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 'd', 0xff, 0, 'e', 0xff, 0xd9 };

static void put_segment(struct buf *b, uint8_t marker, const char *name, size_t name_n,
                        const uint8_t *data, size_t n)
{
    size_t length = n + name_n + 2;
    const uint8_t head[] = { 0xff, marker, (uint8_t)(length >> 8), (uint8_t)length };

    buf_put(b, (const char *)head, sizeof head);
    buf_put(b, name, name_n);
    buf_put(b, (const char *)data, n);
}

/* The same picture with the bytes in every place that a camera or a program has. */
static void put_picture(struct buf *b, const uint8_t *data, size_t n)
{
    buf_put(b, "\xff\xd8", 2);
    put_segment(b, 0xe1, "Exif\0\0", 6, data, n);
    put_segment(b, 0xe1, "http://ns.adobe.com/xap/1.0/", 29, data, n);
    put_segment(b, 0xe2, "ICC_PROFILE", 12, data, n);
    put_segment(b, 0xed, "Photoshop 3.0", 14, data, n);
    put_segment(b, 0xfe, "", 0, data, n);
    buf_put(b, (const char *)frame, sizeof frame);
    buf_put(b, (const char *)scan, sizeof scan);
    buf_put(b, (const char *)data, n);
}

static void check(const struct buf *out)
{
    const char *at = out->at + 2;
    size_t n = out->n - 2;

    assert(out->n >= 2 && memcmp(out->at, "\xff\xd8", 2) == 0);
    if (n == TURNED + sizeof frame + sizeof scan) {
        assert(memcmp(at, "\xff\xe1\0\"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0", 29) == 0);
        assert(at[29] >= 2 && at[29] <= 8 && memcmp(at + 30, "\0\0\0\0\0\0", 6) == 0);
        at += TURNED;
        n -= TURNED;
    }
    assert(n == sizeof frame + sizeof scan && memcmp(at, frame, sizeof frame) == 0 &&
           memcmp(at + sizeof frame, scan, sizeof scan) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct visit v = visit_new();
    struct buf b = buf_new(1 << 20);
    struct evidence e = { 0 };

    put_picture(&b, data, size < SEGMENT_MOST - 100 ? size : SEGMENT_MOST - 100);
    assert(!evidence_clean(&v, b.at, b.n, &e));
    check(&e.bytes);
    buf_free(&e.bytes);
    buf_free(&b);
    visit_end(&v);
    return 0;
}

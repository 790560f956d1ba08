/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * PNG (ISO/IEC 15948): only the chunks that make the picture are taken over. */
#include "followup/evidence.h"

#include <string.h>

enum { HEAD = 8, AROUND = 12 /* length, type, CRC */, SIDE_MOST = 30000 };
#define PIXELS_MOST (100 * 1000 * 1000u)

static const unsigned char signature[HEAD] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static uint32_t big(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Of type and data; bit by bit: half a second for ten megabytes would be too much, so four
 * bits at a time. */
static uint32_t crc_of(const unsigned char *at, size_t n)
{
    static const uint32_t half[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
        0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
        0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    uint32_t crc = 0xffffffff;

    for (size_t i = 0; i < n; i++) {
        crc = half[(crc ^ at[i]) & 15] ^ crc >> 4;
        crc = half[(crc ^ (uint32_t)(at[i] >> 4)) & 15] ^ crc >> 4;
    }
    return ~crc;
}

static bool is(const unsigned char *type, const char *name)
{
    return memcmp(type, name, 4) == 0;
}

/* What the picture needs and its true colours. Text, time, place (eXIf), profiles and the
 * frames of moving pictures are left out. */
static bool is_kept(const unsigned char *type)
{
    static const char *const kept[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
                                        "sRGB", "sBIT" };

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (is(type, kept[i]))
            return true;
    return false;
}

static bool head_fits(const unsigned char *data, uint32_t n)
{
    if (n != 13)
        return false;
    uint32_t width = big(data), height = big(data + 4);
    return width && height && width <= SIDE_MOST && height <= SIDE_MOST &&
           (uint64_t)width * height <= PIXELS_MOST && data[8] && data[8] <= 16 &&
           data[9] <= 6 && !data[10] && !data[11] && data[12] <= 1;
}

bool evidence_clean_png(const unsigned char *at, size_t n, struct buf *out)
{
    bool first = true, data = false;

    if (n < HEAD || memcmp(at, signature, HEAD) != 0)
        return false;
    buf_put(out, (const char *)at, HEAD);
    for (size_t i = HEAD; n - i >= AROUND; first = false) {
        uint32_t length = big(at + i);
        const unsigned char *type = at + i + 4;
        if (length > n - i - AROUND || crc_of(type, length + 4) != big(type + 4 + length) ||
            first != is(type, "IHDR") || (first && !head_fits(type + 4, length)))
            return false;
        if (!is_kept(type) && !(type[0] & 0x20)) /* one that no reader may leave out */
            return false;
        if (is_kept(type))
            buf_put(out, (const char *)at + i, length + AROUND);
        data |= is(type, "IDAT") && length;
        i += length + AROUND;
        if (is(type, "IEND"))
            return data && !length; /* what comes after is not the picture's */
    }
    return false;
}

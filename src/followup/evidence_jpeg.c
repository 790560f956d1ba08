/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * JPEG (ITU T.81): the segments that make the picture are taken over as they are; of what
 * cameras add only which way is up, written anew. */
#include "followup/evidence.h"

#include <string.h>

enum {
    SOI = 0xd8, EOI = 0xd9, SOS = 0xda, DQT = 0xdb, DHT = 0xc4, DRI = 0xdd,
    APP0 = 0xe0, APP1 = 0xe1, APP14 = 0xee, APP15 = 0xef, COM = 0xfe, RST0 = 0xd0, RST7 = 0xd7,
    PIXELS_MOST = 100 * 1000 * 1000,
    TAG_ORIENTATION = 0x0112
};

struct jpeg {
    const unsigned char *at;
    size_t n, i;
    struct buf *out;
    bool framed, scanned; /* the frame, and a scan, were there */
    int orientation;      /* 1–8; 0: not told */
};

static unsigned pair(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

/* ---- which way is up: a TIFF inside the first application segment (Exif 2.32 § 4.5) ---- */

struct tiff {
    const unsigned char *at;
    size_t n;
    bool little;
};

static uint32_t number(const struct tiff *t, size_t i, int bytes)
{
    uint32_t out = 0;

    for (int k = 0; k < bytes && i + (size_t)bytes <= t->n; k++)
        out = out << 8 | t->at[i + (size_t)(t->little ? bytes - 1 - k : k)];
    return out;
}

static int orientation_of(const unsigned char *data, size_t n)
{
    if (n < 14 || memcmp(data, "Exif\0\0", 6) != 0)
        return 0;
    struct tiff t = { data + 6, n - 6, data[6] == 'I' };
    size_t directory = number(&t, 4, 4), entries = 0;

    if (number(&t, 2, 2) != 42 || directory > t.n || t.n - directory < 2)
        return 0;
    entries = number(&t, directory, 2);
    for (size_t k = 0; k < entries && t.n - directory >= 2 + (k + 1) * 12; k++) {
        size_t entry = directory + 2 + k * 12;
        uint32_t way = number(&t, entry + 8, 2);
        if (number(&t, entry, 2) == TAG_ORIENTATION && number(&t, entry + 2, 2) == 3)
            return way >= 1 && way <= 8 ? (int)way : 0;
    }
    return 0;
}

/* A directory with that one entry. */
static void put_orientation(struct jpeg *j)
{
    const unsigned char segment[] = {
        0xff, APP1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (unsigned char)j->orientation, 0, 0, 0, 0, 0, 0,
    };

    if (j->orientation > 1)
        buf_put(j->out, (const char *)segment, sizeof segment);
}

/* ---- segments ---- */

static void put_segment(struct jpeg *j, unsigned marker, const unsigned char *data, size_t n)
{
    const unsigned char head[] = { 0xff, (unsigned char)marker, (unsigned char)((n + 2) >> 8),
                                   (unsigned char)(n + 2) };

    buf_put(j->out, (const char *)head, sizeof head);
    buf_put(j->out, (const char *)data, n);
}

/* Baseline, extended and progressive with Huffman codes: what browsers show. */
static bool frame_fits(const struct jpeg *j, const unsigned char *data, size_t n)
{
    if (j->framed || n < 6)
        return false;
    unsigned height = pair(data + 1), width = pair(data + 3), parts = data[5];
    return data[0] == 8 && width && height && (uint64_t)width * height <= PIXELS_MOST &&
           (parts == 1 || parts == 3 || parts == 4) && n == 6 + 3 * parts;
}

/* Coded data goes on to the next marker that is neither a stuffed byte nor a restart. */
static void put_scan(struct jpeg *j)
{
    size_t from = j->i;

    while (j->i + 1 < j->n &&
           (j->at[j->i] != 0xff || !j->at[j->i + 1] ||
            (j->at[j->i + 1] >= RST0 && j->at[j->i + 1] <= RST7)))
        j->i += j->at[j->i] == 0xff ? 2 : 1;
    buf_put(j->out, (const char *)j->at + from, j->i - from);
}

/* The density of JFIF is kept, its small copy is not; of Adobe's the colours. */
static bool put_application(struct jpeg *j, unsigned marker, const unsigned char *data, size_t n)
{
    unsigned char jfif[14];

    if (marker == APP0 && n >= 14 && memcmp(data, "JFIF", 5) == 0) {
        memcpy(jfif, data, sizeof jfif);
        jfif[12] = jfif[13] = 0;
        put_segment(j, APP0, jfif, sizeof jfif);
    } else if (marker == APP14 && n >= 12 && memcmp(data, "Adobe", 5) == 0) {
        put_segment(j, APP14, data, 12);
    }
    return true;
}

static bool put_one(struct jpeg *j, unsigned marker, const unsigned char *data, size_t n)
{
    switch (marker) {
    case 0xc0:
    case 0xc1:
    case 0xc2:
        if (!frame_fits(j, data, n))
            return false;
        j->framed = true;
        put_orientation(j);
        break;
    case SOS:
        if (!j->framed || !n || !data[0] || data[0] > 4 || n != 4 + 2 * (size_t)data[0])
            return false;
        break;
    case DQT:
    case DHT:
    case DRI:
        break;
    default:
        return (marker >= APP0 && marker <= APP15) || marker == COM
                   ? put_application(j, marker, data, n)
                   : false;
    }
    put_segment(j, marker, data, n);
    if (marker == SOS) {
        put_scan(j);
        j->scanned = true;
    }
    return true;
}

/* The next marker; 0: there is none. */
static unsigned marker_next(struct jpeg *j)
{
    if (j->i >= j->n || j->at[j->i] != 0xff)
        return 0;
    while (j->i < j->n && j->at[j->i] == 0xff) /* any number of them may fill */
        j->i++;
    return j->i < j->n ? j->at[j->i++] : 0;
}

/* What a camera tells stands before the frame, though not always first. */
static void orientation_find(struct jpeg *j)
{
    size_t start = j->i;

    for (unsigned marker; (marker = marker_next(j)) >= 0xc0 && marker != SOS && marker != EOI;) {
        size_t length = j->n - j->i >= 2 ? pair(j->at + j->i) : 0;
        if (length < 2 || length > j->n - j->i)
            break;
        if (marker == APP1 && !j->orientation)
            j->orientation = orientation_of(j->at + j->i + 2, length - 2);
        j->i += length;
    }
    j->i = start;
}

bool evidence_clean_jpeg(const unsigned char *at, size_t n, struct buf *out)
{
    struct jpeg j = { .at = at, .n = n, .i = 2, .out = out };

    if (n < 4 || at[0] != 0xff || at[1] != SOI)
        return false;
    buf_put(out, (const char *)at, 2);
    orientation_find(&j);
    for (unsigned marker; (marker = marker_next(&j));) {
        if (marker == EOI) {
            buf_put(out, "\xff\xd9", 2); /* what comes after is not the picture's */
            return j.scanned;
        }
        size_t length = j.n - j.i >= 2 ? pair(j.at + j.i) : 0;
        if (length < 2 || length > j.n - j.i)
            return false;
        const unsigned char *data = j.at + j.i + 2;
        j.i += length;
        if (!put_one(&j, marker, data, length - 2))
            return false;
    }
    return false;
}

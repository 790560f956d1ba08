/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What is kept of a file: the picture and which way is up, and nothing else. */
#define _GNU_SOURCE /* memmem */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include "followup/evidence.h"

#include "unit/visit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h> /* last: it has a macro fail() */

static const unsigned char jfif[] = { 0xff, 0xe0, 0, 18, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 72, 0,
                                      72, 1, 0, 'T', 'H' };
static const unsigned char frame[] = { 0xff, 0xc0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0 };
static const unsigned char scan[] = { 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 'd', 0xff, 0, 'e', 0xff,
                                      0xd0, 'f' };
static const unsigned char comment[] = { 0xff, 0xfe, 0, 8, 'S', 'A', 'L', 'A', 'X', 'X' };
static const unsigned char tables[] = { 0xff, 0xdb, 0, 4, 1, 2 };
static const unsigned char icc[] = { 0xff, 0xe2, 0, 8, 'I', 'C', 'C', '_', 'S', 'A' };

static struct buf made;

static void add(const void *at, size_t n)
{
    buf_put(&made, at, n);
}
#define ADD(bytes) add(bytes, sizeof(bytes))

/* An Exif segment with a place, a device and the orientation, in either byte order. */
static void put_exif(bool little, unsigned way)
{
    unsigned char at[] = { 0xff, 0xe1, 0, 66, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
                           0, 3, /* entries */
                           0x01, 0x0f, 0, 2, 0, 0, 0, 4, 'S', 'A', 'L', 0,
                           0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0,
                           0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
                           'G', 'P', 'S', 'S', 'A', 'L', 'A', 'X' };

    at[41] = (unsigned char)way;
    if (little) {
        static const unsigned char order[] = { 'I', 'I', 42, 0, 8, 0, 0, 0, 3, 0 };
        memcpy(at + 10, order, sizeof order);
        for (int e = 0; e < 3; e++) {
            unsigned char *entry = at + 20 + 12 * e;
            unsigned char swapped[8] = { entry[1], entry[0], entry[3], entry[2],
                                         entry[7], entry[6], entry[5], entry[4] };
            memcpy(entry, swapped, 8);
        }
        at[40] = (unsigned char)way;
        at[41] = 0;
    }
    add(at, sizeof at);
}

/* VOINTI_CORPUS=DIR keeps what is tried here for the fuzzer: so tests/fuzz/corpus/evidence was
 * made. */
static void keep_for_fuzzer(void)
{
    static int number;
    char path[500];

    if (!getenv("VOINTI_CORPUS"))
        return;
    snprintf(path, sizeof path, "%s/made-%d", getenv("VOINTI_CORPUS"), ++number);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(made.at, 1, made.n, f), made.n);
    assert_int_equal(fclose(f), 0);
}

static const char *clean(struct evidence *e)
{
    keep_for_fuzzer();
    const char *why = evidence_clean(&v, made.at, made.n, e);

    buf_free(&made);
    made = buf_new(1 << 24);
    return why;
}

static bool holds(const struct evidence *e, const char *words)
{
    return e->bytes.n && memmem(e->bytes.at, e->bytes.n, words, strlen(words));
}

static void begin_jpeg(void)
{
    add("\xff\xd8", 2);
}

static void a_picture_loses_what_it_tells(void **state)
{
    (void)state;
    for (int little = 0; little < 2; little++)
        for (unsigned way = 0; way <= 9; way++) {
            struct evidence e = { 0 };
            begin_jpeg();
            ADD(jfif);
            put_exif(little, way);
            ADD(icc);
            ADD(comment);
            ADD(tables);
            add("\xff\xff\xff", 3); /* any number of them may fill */
            add(frame + 1, sizeof frame - 1);
            ADD(scan);
            ADD(comment); /* between scans */
            ADD(scan);
            add("\xff\xd9TAKANA", 8);
            assert_null(clean(&e));
            assert_int_equal(e.format, EVIDENCE_JPEG);
            assert_false(holds(&e, "SAL") || holds(&e, "GPS") || holds(&e, "ICC") ||
                         holds(&e, "TH") || holds(&e, "TAKANA"));
            bool turned = way > 1 && way < 9;
            assert_int_equal(holds(&e, "Exif"), turned);
            assert_int_equal(e.bytes.n, 2 + 18 + (turned ? 36 : 0) + sizeof tables + sizeof frame +
                                            2 * sizeof scan + 2);
            /* What comes out goes through as it is. */
            struct evidence again = { 0 };
            assert_null(evidence_clean(&v, e.bytes.at, e.bytes.n, &again));
            assert_int_equal(again.bytes.n, e.bytes.n);
            assert_memory_equal(again.bytes.at, e.bytes.at, e.bytes.n);
            buf_free(&again.bytes);
            buf_free(&e.bytes);
        }
}

static void whole_jpeg(void)
{
    begin_jpeg();
    ADD(jfif);
    put_exif(true, 6);
    ADD(tables);
    ADD(frame);
    ADD(scan);
    add("\xff\xd9", 2);
}

static void refused(const char *what)
{
    struct evidence e = { 0 };

    if (!clean(&e))
        fail_msg("%s was taken", what);
    buf_free(&e.bytes);
}

static void broken_pictures(void **state)
{
    static const unsigned char lossless[] = { 0xff, 0xc3, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0 };
    static const unsigned char flat[] = { 0xff, 0xc0, 0, 11, 8, 0, 0, 0, 16, 1, 1, 0x11, 0 };
    static const unsigned char vast[] = { 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0 };
    (void)state;
    begin_jpeg();
    ADD(lossless);
    ADD(scan);
    add("\xff\xd9", 2);
    refused("a kind that browsers do not show");
    begin_jpeg();
    ADD(flat);
    ADD(scan);
    add("\xff\xd9", 2);
    refused("a picture without height");
    begin_jpeg();
    ADD(vast);
    ADD(scan);
    add("\xff\xd9", 2);
    refused("a picture too large to show");
    begin_jpeg();
    ADD(scan);
    add("\xff\xd9", 2);
    refused("a scan without a frame");
    begin_jpeg();
    ADD(frame);
    ADD(frame);
    ADD(scan);
    add("\xff\xd9", 2);
    refused("two frames");
    begin_jpeg();
    ADD(frame);
    add("\xff\xd9", 2);
    refused("no scan");
    begin_jpeg();
    add("<script>alert(1)</script>", 25);
    refused("a page");
    add("", 0);
    refused("nothing");
    add("GIF89a", 6);
    refused("another kind");
    add("%PDF-1.7\n<script>", 17);
    refused("half a PDF");
}

/* Cut anywhere, and with any byte changed: refused or whole, never read past its end. */
static void cut_and_changed(void **state)
{
    (void)state;
    whole_jpeg();
    size_t n = made.n;
    char *copy = malloc(n);
    assert_non_null(copy);
    memcpy(copy, made.at, n);
    for (size_t cut = 0; cut < n; cut++) {
        char *exact = malloc(cut + !cut);
        struct evidence e = { 0 };
        assert_non_null(exact);
        memcpy(exact, copy, cut);
        assert_non_null(evidence_clean(&v, exact, cut, &e));
        buf_free(&e.bytes);
        free(exact);
    }
    for (size_t i = 0; i < n; i++)
        for (int bit = 0; bit < 8; bit++) {
            struct evidence e = { 0 };
            copy[i] ^= (char)(1 << bit);
            evidence_clean(&v, copy, n, &e);
            buf_free(&e.bytes);
            copy[i] ^= (char)(1 << bit);
        }
    free(copy);
    buf_free(&made);
    made = buf_new(1 << 24);
}

/* ---- PNG ---- */

static uint32_t crc(const unsigned char *at, size_t n)
{
    uint32_t c = 0xffffffff;

    for (size_t i = 0; i < n; i++) {
        c ^= at[i];
        for (int k = 0; k < 8; k++)
            c = c & 1 ? 0xedb88320 ^ c >> 1 : c >> 1;
    }
    return ~c;
}

static void put_chunk(const char *type, const void *data, size_t n)
{
    unsigned char all[300], number[4];
    uint32_t numbers[2];

    memcpy(all, type, 4);
    memcpy(all + 4, data, n);
    numbers[0] = (uint32_t)n;
    numbers[1] = crc(all, n + 4);
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < 4; i++)
            number[i] = (unsigned char)(numbers[k] >> (24 - 8 * i));
        add(number, 4);
        if (!k)
            add(all, n + 4);
    }
}

static void put_png(unsigned width, const char *odd)
{
    unsigned char head[13] = { 0, 0, (unsigned char)(width >> 8), (unsigned char)width, 0, 0, 0, 8,
                               8, 2, 0, 0, 0 };

    add("\x89PNG\r\n\x1a\n", 8);
    put_chunk("IHDR", head, sizeof head);
    put_chunk("tEXt", "Author\0SALAINEN", 15);
    put_chunk("tIME", "SALA123", 7);
    put_chunk("eXIf", "MM SALA GPS", 11);
    put_chunk("iTXt", "SALA", 4);
    put_chunk("gAMA", "\0\0\0\1", 4);
    if (odd)
        put_chunk(odd, "SALA", 4);
    put_chunk("IDAT", "data", 4);
    put_chunk("IEND", "", 0);
    add("SALA", 4);
}

static void png(void **state)
{
    struct evidence e = { 0 };
    (void)state;
    put_png(8, NULL);
    assert_null(clean(&e));
    assert_int_equal(e.format, EVIDENCE_PNG);
    assert_false(holds(&e, "SALA"));
    assert_true(holds(&e, "gAMA") && holds(&e, "IDAT") && holds(&e, "IEND"));
    buf_free(&e.bytes);
    put_png(8, "abCd");
    e = (struct evidence){ 0 };
    assert_null(clean(&e));
    assert_false(holds(&e, "SALA"));
    buf_free(&e.bytes);
    put_png(8, "ABCD");
    refused("a chunk that can't be left out");
    put_png(0, NULL);
    refused("a picture without width");
    put_png(8, NULL);
    made.at[70] ^= 1; /* in a text: its sum is wrong */
    refused("a wrong sum");
    add("\x89PNG\r\n\x1a\n", 8);
    put_chunk("IDAT", "data", 4);
    put_chunk("IEND", "", 0);
    refused("no head");
}

static void pdf(void **state)
{
    static const char words[] = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n";
    struct evidence e = { 0 };
    (void)state;
    ADD(words);
    assert_null(clean(&e));
    assert_int_equal(e.format, EVIDENCE_PDF);
    assert_memory_equal(e.bytes.at, words, sizeof words);
    buf_free(&e.bytes);
}

static void too_large(void **state)
{
    struct evidence e = { 0 };
    char *much = calloc(1, EVIDENCE_FILE_MOST + 1);
    (void)state;
    assert_non_null(much);
    memcpy(much, "\xff\xd8\xff", 3);
    assert_non_null(strstr(evidence_clean(&v, much, EVIDENCE_FILE_MOST + 1, &e), "10 MB"));
    buf_free(&e.bytes);
    free(much);
}

static int setup(void **state)
{
    made = buf_new(1 << 24);
    return before(state);
}

static int teardown(void **state)
{
    buf_free(&made);
    return after(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_picture_loses_what_it_tells, setup, teardown),
        cmocka_unit_test_setup_teardown(broken_pictures, setup, teardown),
        cmocka_unit_test_setup_teardown(cut_and_changed, setup, teardown),
        cmocka_unit_test_setup_teardown(png, setup, teardown),
        cmocka_unit_test_setup_teardown(pdf, setup, teardown),
        cmocka_unit_test_setup_teardown(too_large, setup, teardown),
    };
    return cmocka_run_group_tests_name("evidence", tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Files made to hurt: each is read or refused with a sentence, in little time,
 * and the whole program stays under 256 MB. */
#include "document/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* Last: cmocka makes a macro of the name fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { MB = 1 << 20, SECONDS = 30, MEMORY_KB = 256 * 1024 };

static const char big[] = "too big", tangled[] = "too tangled", nothing[] = "no text",
                  cell[] = "far too much text",
                  unknown[] = "not recognised", damaged[] = "picture";

/* A file is begin, then piece again and again up to so many bytes. */
static const struct {
    const char *name, *begin, *piece;
    size_t bytes;
    const char *refused; /* part of the sentence; NULL: it is read */
} files[] = {
    { "cell.txt", "a\t", "sana ", 5 * MB, cell },
    { "marks.txt", "a\t<ul>", " - sana", 5 * MB, cell },
    { "many marks.txt", "a\t<ul>", " - sana", 9 * MB / 10, NULL },
    { "many tags.txt", "a\t", "<b", 9 * MB / 10, NULL },
    { "many stars.txt", "a\t", "** a", 9 * MB / 10, NULL },
    { "line.txt", "", "sana ", 9 * MB, big },
    { "columns.txt", "", "a\t", 2 * MB, big },
    { "rows.txt", "", "a\tb\n", 16 * MB, big },
    { "lines.txt", "", "a\n", 16 * MB, big },
    { "paragraphs.txt", "", "a\n\n", 16 * MB, big },
    { "quote.txt", "a\t\"", "x\n", 8 * MB, big },
    { "quotes.txt", "a", "\t\"x", 1 * MB, NULL },
    { "doubled.txt", "a", "\t\"\"\"", 8 * MB, big },
    { "lists.txt", "a\tb", "<ul>", 5 * MB, NULL },
    { "tags.txt", "a\t", "<b", 5 * MB, cell },
    { "stars.txt", "a\t", "** a", 5 * MB, cell },
    { "contents.txt", "", "a......1\n", 16 * MB, big },
    { "wrapped.txt", "A\tb\tc\n", "x\n", 2 * MB, big },
    { "broken.txt", "a", "\xFF\xFE", 4 * MB, NULL },
    { "blank.txt", "", " ", 8 * MB, "empty" },
    { "binary.txt", "\x7F" "ELF", "\x01\x02\x03 text", 4 * MB, unknown },
    { "picture.txt", "\x89PNG\r\n", "abc", 4 * MB, damaged },

    { "cell.csv", "a;\"", "sana;\n", 5 * MB, big },
    { "line.csv", "a;\"", "sana ", 5 * MB, cell },
    { "columns.csv", "", "x;", 2 * MB, big },
    { "empty.csv", "", ";", 8 * MB, nothing },
    { "rows.csv", "", "a;b;c;d\n", 8 * MB, big },
    { "quotes.csv", "", "\"\";\"", 4 * MB, big },

    { "cell.html", "<table><td>", "sana ", 5 * MB, cell },
    { "divs.html", "<html>", "<div>", 1 * MB, tangled },
    { "bolds.html", "<html>", "<b>", 1 * MB, tangled },
    { "nested.html", "<html>", "<table><tr><td>", 2 * MB, tangled },
    { "tables.html", "<html>", "<table><tr><td>a</table>", 16 * MB, big },
    { "cells.html", "<table><tr>", "<td>a", 8 * MB, big },
    { "rows.html", "<table>", "<tr>", 4 * MB, nothing },
    { "spans.html", "<table><tr>", "<td rowspan=65534 colspan=1000>a<td>b<tr><td>c", 1 * MB, big },
    { "ends.html", "<html><div><div><div><div>a", "</q>", 8 * MB, NULL },
    { "attribute.html", "<html><a b=\"", "c", 20 * MB, big },
    { "attributes.html", "<html><a ", "b=1 ", 4 * MB, tangled },
    { "tag.html", "<html><p ", "b ", 1 * MB, tangled },
    { "comment.html", "<html><!--", "- ", 20 * MB, big },
    { "script.html", "<html>a<script>", "<", 4 * MB, NULL },
    { "conditions.html", "<html>a", "<![", 1 * MB, NULL },
    { "ampersands.html", "<html>", "&", 2 * MB, NULL },
    { "less.html", "<html>", "<", 4 * MB, NULL },
    { "unclosed.html", "<html><p>a<table><tr><td>b<ul><li>c", "<p", 1 * MB, NULL },
    { "loud.html", "<html><p>", "sana ", 20 * MB, big },
    { "huge.html", "<html>", "<p>sana", 40 * MB, big },

    /* the most that may come in */
    { "most.txt", "", "Yksi lause jossa on sanoja. Toinen lause jossa on sanoja.\n\n", 60 * MB, big },
    { "most.csv", "", "sana;toinen;kolmas;neljäs;viides sana\n", 60 * MB, big },
    { "most.html", "<html><table>", "<tr><td>sana<td>toinen<td>kolmas sana\n", 31 * MB, big },
    { "over.txt", "", "sana\n", 65 * MB, big },
};

static char *repeated(const char *begin, const char *piece, size_t bytes)
{
    char *all = malloc(bytes);
    size_t n = strlen(begin), step = strlen(piece);

    assert_non_null(all);
    memcpy(all, begin, n);
    for (; n < bytes; n += step)
        memcpy(all + n, piece, bytes - n < step ? bytes - n : step);
    return all;
}

static void hostile_files_end_well(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct visit v = visit_new();
        struct document d;
        char *bytes = repeated(files[i].begin, files[i].piece, files[i].bytes);
        clock_t begun = clock();
        bool ok = document_read(&v, files[i].name, bytes, files[i].bytes, &d);
        double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;

        if (seconds > SECONDS)
            fail_msg("%s took %.0f s", files[i].name, seconds);
        if (files[i].refused && (ok || !strstr(v.fail.text, files[i].refused)))
            fail_msg("%s: %s", files[i].name, ok ? "was read" : v.fail.text);
        if (!files[i].refused && !ok)
            fail_msg("%s: %s", files[i].name, v.fail.text);
        free(bytes);
        visit_end(&v);
    }
}

static void memory_stays_small(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip();
#else
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    if (used.ru_maxrss > MEMORY_KB)
        fail_msg("%ld MB were used", used.ru_maxrss / 1024);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_files_end_well),
        cmocka_unit_test(memory_stays_small), /* after all of them */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Forms that send files, as browsers write them and as nobody should. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "web/page.h"

#include "unit/visit.h"

#include <cmocka.h>

#define TYPE "multipart/form-data; boundary=----x1"
#define FIELD(name, value) \
    "------x1\r\nContent-Disposition: form-data; name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(name, file, value) \
    "------x1\r\nContent-Disposition: form-data; name=\"" name "\"; filename=\"" file "\"\r\n" \
    "Content-Type: application/octet-stream\r\n\r\n" value "\r\n"
#define END "------x1--\r\n"

static bool parse_with(const char *type, const char *body, size_t n)
{
    visit_end(&v);
    v = visit_new();
    return visit_posted_files(&v, type, body, n);
}

#define parses(body) parse_with(TYPE, body, sizeof(body) - 1)

static void fields_and_files(void **state)
{
    (void)state;
    assert_true(parses(FIELD("organisaatio", "Kotka\r\n& muut")
                       FILE_PART("tiedosto", "a.docx", "PK\0\r\n--\r\n------x")
                       FILE_PART("tiedosto", "b.csv", "") END));
    assert_string_equal(args_get(&v.posted, "organisaatio"), "Kotka\r\n& muut");
    assert_int_equal(v.files.n, 2);
    assert_string_equal(v.files.at[0].field, "tiedosto");
    assert_string_equal(v.files.at[0].name, "a.docx");
    assert_int_equal(v.files.at[0].n, sizeof "PK\0\r\n--\r\n------x" - 1);
    assert_memory_equal(v.files.at[0].at, "PK\0\r\n--\r\n------x", v.files.at[0].n);
    assert_int_equal(v.files.at[1].n, 0);
}

static void a_field_without_a_file_sends_none(void **state)
{
    (void)state;
    assert_true(parses(FILE_PART("tiedosto", "", "") END));
    assert_int_equal(v.files.n, 0);
    assert_true(parses(END));
    assert_true(parses(FIELD("tyhja", "") END));
    assert_string_equal(args_get(&v.posted, "tyhja"), "");
}

static void names_lose_their_folders(void **state)
{
    (void)state;
    assert_true(parses(FILE_PART("t", "C:\\Users\\a\\Päätös 1.docx", "x")
                       FILE_PART("t", "../../etc/passwd", "x")
                       FILE_PART("t", "a\x01\xFF.csv", "x") END));
    assert_string_equal(v.files.at[0].name, "Päätös 1.docx");
    assert_string_equal(v.files.at[1].name, "passwd");
    assert_true(strlen(v.files.at[2].name) > 0);
    assert_null(strchr(v.files.at[2].name, '\x01'));
}

static void boundaries_come_in_several_ways(void **state)
{
    static const char body[] = "--a b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n"
                               "--a b--";
    (void)state;
    assert_true(parse_with("Multipart/Form-Data; charset=utf-8; boundary=\"----x1\"",
                           FIELD("x", "1") END, sizeof(FIELD("x", "1") END) - 1));
    assert_false(parse_with("multipart/form-data; boundary=\"a b\"", body, sizeof body - 1));
    assert_false(parse_with("multipart/form-data", END, sizeof END - 1));
    assert_false(parse_with("multipart/form-data; boundary=", END, sizeof END - 1));
    assert_false(parse_with("multipart/mixed; boundary=----x1", END, sizeof END - 1));
    assert_false(parse_with("multipart/form-data; boundary="
                            "01234567890123456789012345678901234567890123456789012345678901234567"
                            "890", END, sizeof END - 1));
}

static void what_is_broken_is_refused(void **state)
{
    static const char whole[] = FIELD("a", "1") FILE_PART("t", "x", "y") END;
    (void)state;
    for (size_t n = 0; n + 2 < sizeof whole - 2; n++)
        assert_false(parse_with(TYPE, whole, n));
    assert_false(parses("alku" FIELD("a", "1") END));
    assert_false(parses("------x1\r\n\r\n1\r\n" END));
    assert_false(parses("------x1\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n" END));
    assert_false(parses("------x1\r\nX: ; name=\"a\"\r\n\r\n1\r\n" END));
    assert_false(parses("------x1Content-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n" END));
    assert_false(parses(FIELD("a", "\xFF\xFE") END));
    assert_false(parses(FIELD("a", "1\0 2") END));
}

static void there_is_an_end_to_it(void **state)
{
    struct buf many = buf_new(4 << 20);
    (void)state;
    for (int i = 0; i < 300; i++)
        buf_puts(&many, FILE_PART("t", "x", "y"));
    buf_puts(&many, END);
    assert_false(parse_with(TYPE, many.at, many.n));
    buf_free(&many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fields_and_files, before, after),
        cmocka_unit_test_setup_teardown(a_field_without_a_file_sends_none, before, after),
        cmocka_unit_test_setup_teardown(names_lose_their_folders, before, after),
        cmocka_unit_test_setup_teardown(boundaries_come_in_several_ways, before, after),
        cmocka_unit_test_setup_teardown(what_is_broken_is_refused, before, after),
        cmocka_unit_test_setup_teardown(there_is_an_end_to_it, before, after),
    };

    return cmocka_run_group_tests_name("multipart", tests, NULL, NULL);
}

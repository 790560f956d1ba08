/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The document room's core: limits, tables, cells, and files that are refused. */
#include "document/readers.h"

#include <string.h>

/* Last: cmocka makes a macro of the name fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define REFUSED(bytes, part) refused(bytes, sizeof bytes - 1, part)
static void refused(const char *bytes, size_t n, const char *part)
{
    struct visit v = visit_new();
    struct document d;

    assert_false(document_read(&v, "plan.docx", bytes, n, &d));
    assert_int_equal(v.fail.kind, FAIL_DOCUMENT);
    if (!strstr(v.fail.text, part))
        fail_msg("\"%s\" does not say \"%s\"", v.fail.text, part);
    visit_end(&v);
}

static void foreign_files_get_a_sentence(void **state)
{
    (void)state;
    REFUSED("", "empty");
    REFUSED(" \r\n\t\n", "empty");
    REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on", "save it as .docx or .xlsx");
    REFUSED("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0..",
            "without the password");
    REFUSED("%PDF-1.7\n%\xE2\xE3\xCF\xD3", "Open it in Word and save it as .docx");
    REFUSED("{\\rtf1\\ansi Suunnitelma}", "RTF");
    REFUSED("MIME-Version: 1.0\nContent-Type: multipart/related", "single file");
    REFUSED("<?xml version=\"1.0\"?><w:wordDocument/>", "XML");
    REFUSED("\xEF\xBB\xBF<?xml version=\"1.0\"?><a/>", "XML");
    REFUSED("PK\x03\x04\x14\0\0\0", "cut short");
    REFUSED("PK\x05\x06\0\0\0\0", "zip");
    REFUSED("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "picture");
    REFUSED("\xFF\xD8\xFF\xE0\0\x10JFIF", "picture");
    REFUSED("RIFF\x10\0\0\0WEBPVP8 ", "picture");
    REFUSED("\0\0\0\x18" "ftypheic\0\0\0\0", "picture");
    REFUSED("\x7F" "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0", "not recognised");
}

static void a_missing_file_and_a_folder_fail(void **state)
{
    (void)state;
    const char *paths[] = { "/nonexistent/plan.docx", "/" };

    for (size_t i = 0; i < 2; i++) {
        struct visit v = visit_new();
        struct document d;
        assert_false(document_open(&v, paths[i], &d));
        assert_int_equal(v.fail.kind, FAIL_INPUT);
        assert_non_null(strstr(v.fail.text, paths[i]));
        visit_end(&v);
    }
}

static void blocks_are_clean_and_empty_ones_left_out(void **state)
{
    (void)state;
    struct visit v = visit_new();
    struct document d = { 0 };

    assert_true(document_add(&v, &d, BLOCK_HEADING, 1, " A\xC2\xA0 \xC2\xAD" "b\r\nc\xFF ", 7));
    assert_true(document_add(&v, &d, BLOCK_PARAGRAPH, 0, " \xC2\xA0\n", 8));
    assert_int_equal(d.n, 1);
    assert_string_equal(d.at[0].text, "A b c\xEF\xBF\xBD");
    assert_int_equal(d.at[0].line, 7);
    visit_end(&v);
}

static void a_newline_in_a_cell_is_a_new_line(void **state)
{
    (void)state;
    struct visit v = visit_new();
    struct document d = { 0 };
    struct cell c = { 0 };

    assert_string_equal(cell_text(&v, &c), "");
    assert_true(cell_add(&v, &d, &c, (struct line){ .text = "yksi\r\n\n kaksi", .item = true }));
    assert_true(cell_add(&v, &d, &c, (struct line){ .text = "kolme" }));
    assert_int_equal(c.n, 3);
    assert_true(c.at[1].item);
    assert_string_equal(cell_text(&v, &c), "yksi\nkaksi\nkolme");
    visit_end(&v);
}

static void cells_stay_inside_and_apart(void **state)
{
    (void)state;
    struct visit v = visit_new();
    struct document d = { 0 };
    struct table *t = document_table(&v, &d, 3, 4);

    struct cell *middle = table_cell(&v, t, 1, 1, 1, 2);
    struct cell *over = table_cell(&v, t, 0, 2, 5, 9);
    assert_int_equal(middle->columns, 2);
    assert_int_equal(over->rows, 1);
    assert_int_equal(over->columns, 2);
    assert_ptr_equal(t->cells[1 * 4 + 2], middle);
    assert_ptr_equal(t->cells[0 * 4 + 3], over);
    assert_null(t->cells[2 * 4 + 3]);
    assert_null(table_cell(&v, t, 1, 2, 1, 1));
    assert_null(table_cell(&v, t, 3, 0, 1, 1));
    assert_null(table_cell(&v, t, 0, -1, 1, 1));
    struct cell *clipped = table_cell(&v, t, 0, 0, 1000000, 1000000);
    assert_int_equal(clipped->columns, 2);
    assert_int_equal(clipped->rows, 1);
    assert_int_equal(d.tables, 1);
    visit_end(&v);
}

static void limits_fail_with_a_sentence(void **state)
{
    (void)state;
    struct visit v = visit_new();
    struct document d = { 0 };

    assert_non_null(document_table(&v, &d, 1000, 999));
    assert_null(document_table(&v, &d, 1001, 1));
    assert_int_equal(v.fail.kind, FAIL_DOCUMENT);
    visit_end(&v);

    v = visit_new();
    d = (struct document){ .lines = DOCUMENT_LINES - 1 };
    assert_true(document_add(&v, &d, BLOCK_PARAGRAPH, 0, "last", 1));
    assert_false(document_add(&v, &d, BLOCK_PARAGRAPH, 0, "over", 1));
    assert_non_null(strstr(v.fail.text, "too big"));
    visit_end(&v);

    v = visit_new();
    d = (struct document){ .bytes = DOCUMENT_TEXT_BYTES - 4 };
    struct cell c = { 0 };
    assert_true(cell_add(&v, &d, &c, (struct line){ .text = "last" }));
    assert_false(cell_add(&v, &d, &c, (struct line){ .text = "o" }));
    visit_end(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(foreign_files_get_a_sentence),
        cmocka_unit_test(a_missing_file_and_a_folder_fail),
        cmocka_unit_test(blocks_are_clean_and_empty_ones_left_out),
        cmocka_unit_test(a_newline_in_a_cell_is_a_new_line),
        cmocka_unit_test(cells_stay_inside_and_apart),
        cmocka_unit_test(limits_fail_with_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Each file of tests/readers/samples is read and compared with what is written in
 * NAME.shown beside it, in the notation of reading.h. */
#include "readers/reading.h"

#include <glob.h>

/* Last: cmocka makes a macro of the name fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Reads sample under another name; compares with the sample's .shown. */
static void same_as_shown(const char *sample, const char *name)
{
    struct visit v = visit_new();
    struct document d;
    struct buf bytes, shown;

    assert_true(document_load(&v, sample, &bytes));
    assert_true(document_load(&v, text(&v, "%s.shown", sample), &shown));
    assert_true(document_read(&v, name, bytes.at, bytes.n, &d));
    struct buf got = shown_document(&d);
    if (strcmp(got.at, shown.at) != 0)
        print_error("%s as %s:\n", sample, name);
    assert_string_equal(got.at, shown.at);
    buf_free(&got);
    buf_free(&bytes);
    buf_free(&shown);
    visit_end(&v);
}

static void samples_are_read_as_shown(void **state)
{
    (void)state;
    glob_t found;

    assert_int_equal(glob("tests/readers/samples/*.shown", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *name = found.gl_pathv[i];
        name[strlen(name) - strlen(".shown")] = '\0';
        same_as_shown(name, name);
    }
    globfree(&found);
}

static void a_wrong_extension_does_not_matter(void **state)
{
    (void)state;
    same_as_shown("tests/readers/samples/page.html", "plan.docx");
    same_as_shown("tests/readers/samples/page.html", "plan.csv");
    same_as_shown("tests/readers/samples/word.html", "plan.txt");
    same_as_shown("tests/readers/samples/regional.txt", "plan");
    same_as_shown("tests/readers/samples/regional.txt", "plan.xlsx");
    same_as_shown("tests/readers/samples/excel.csv", "FOLDER.txt/Plan.CSV");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_are_read_as_shown),
        cmocka_unit_test(a_wrong_extension_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

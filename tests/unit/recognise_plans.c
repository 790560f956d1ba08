/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Hard plans of our own: each file of tests/plans is a document and, under a line
 * of "====", the plan that a careful reader finds in it. Both in the notation of
 * recognise_text.h. */
#include "recognise_text.h"

#include <glob.h>

static void check_plans(void **state)
{
    (void)state;
    glob_t found;

    assert_int_equal(glob("tests/plans/*.plan", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct visit v = visit_new();
        struct recognise_case c = { .name = found.gl_pathv[i] };
        struct buf bytes;

        assert_true(document_load(&v, c.name, &bytes));
        text_halves(&v, bytes.at, &c.document, &c.plan);
        recognise_check(&c);
        buf_free(&bytes);
        visit_end(&v);
    }
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(check_plans) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

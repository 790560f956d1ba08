/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Hard plans of our own: each file of tests/plans is a document and, under a line
 * of "====", the plan that a careful reader finds in it. Both in the notation of
 * recognise_text.h. Documents that only one program writes so (text boxes, tracked
 * changes, tables in cells) are files of it, their plan in NAME.expected. And
 * whatever format a document is written in, its goals and entries are the same;
 * title and doubts may not be, since formats say less or more. */
#include "recognise_text.h"
#include "written.h"

#include <glob.h>

static const char *const formats[] = { "txt", "csv", "html", "docx", "odt", "ods", "xlsx" };

/* Without the first line and those of doubts. */
static const char *plan_itself(struct visit *v, const char *plan)
{
    const char *from = strchr(plan, '\n') + 1, *end = strstr(plan, "\n? ");
    return arena_copy(v->arena, from, end ? (size_t)(end + 1 - from) : strlen(from));
}

static void check_format(const struct recognise_case *c, const char *format)
{
    struct visit v = visit_new();
    struct document d, read;
    struct recognised r;
    size_t n;

    v.lang = LANG_EN;
    text_document(&v, c->document, "suunnitelma.docx", &d);
    char *bytes = written_document(&v, &d, format, &n);
    bool ok = document_read(&v, text(&v, "suunnitelma.%s", format), bytes, n, &read) &&
              recognise_plan(&v, &read, NULL, &r);
    free(bytes);
    const char *found = ok ? plan_itself(&v, text_plan(&v, &r)) : v.fail.text;
    const char *expected = plan_itself(&v, c->plan);
    if (strcmp(found, expected) != 0)
        print_error("%s as %s:\n", c->name, format);
    assert_string_equal(found, expected);
    visit_end(&v);
}

static void check_formats(const struct recognise_case *c)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        check_format(c, formats[i]);
}

static void each_plan(void (*check)(const struct recognise_case *c))
{
    glob_t found;

    assert_int_equal(glob("tests/plans/*.plan", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct visit v = visit_new();
        struct recognise_case c = { .name = found.gl_pathv[i] };
        struct buf bytes;

        assert_true(document_load(&v, c.name, &bytes));
        text_halves(&v, bytes.at, &c.document, &c.plan);
        check(&c);
        buf_free(&bytes);
        visit_end(&v);
    }
    globfree(&found);
}

static void check_file(const char *expected)
{
    struct visit v = visit_new();
    struct document d;
    struct recognised r;
    struct buf plan;
    const char *name = arena_copy(v.arena, expected, strlen(expected) - strlen(".expected"));

    v.lang = LANG_EN;
    assert_true(document_load(&v, expected, &plan));
    assert_true(document_open(&v, name, &d) && recognise_plan(&v, &d, NULL, &r));
    assert_string_equal(text_plan(&v, &r), plan.at);
    buf_free(&plan);
    visit_end(&v);
}

static void files_are_found(void **state)
{
    (void)state;
    glob_t found;

    assert_int_equal(glob("tests/plans/*.expected", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check_file(found.gl_pathv[i]);
    globfree(&found);
}

static void plans_are_found(void **state)
{
    (void)state;
    each_plan(recognise_check);
}

static void formats_agree(void **state)
{
    (void)state;
    each_plan(check_formats);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plans_are_found),
        cmocka_unit_test(files_are_found),
        cmocka_unit_test(formats_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

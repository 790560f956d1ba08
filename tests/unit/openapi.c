/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * docs/api/openapi.json against the page tables, both ways: every page that programs may
 * use is told, with its inputs and who may, and nothing else is. Whether answers are as
 * described, tests/api asks the running program. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "app/api.h"
#include "app/rooms.h"

#include <jansson.h>

#include <cmocka.h> /* last: it has a macro fail() */

static struct visit v;
static json_t *doc;

static int before(void **state)
{
    json_error_t error;

    (void)state;
    v = visit_new();
    doc = json_load_file("docs/api/openapi.json", JSON_REJECT_DUPLICATES, &error);
    if (!doc)
        print_message("docs/api/openapi.json: %s\n", error.text);
    return doc ? 0 : -1;
}

static int after(void **state)
{
    (void)state;
    json_decref(doc);
    visit_end(&v);
    return 0;
}

static json_t *operation_of(const struct page *p, enum format f)
{
    json_t *path = json_object_get(json_object_get(doc, "paths"), api_path(&v, p, f));
    return json_object_get(path, p->method == METHOD_POST ? "post" : "get");
}

static size_t operations(void)
{
    const char *path;
    json_t *methods;
    size_t n = 0;

    json_object_foreach(json_object_get(doc, "paths"), path, methods)
        n += json_object_size(methods);
    return n;
}

/* The table says it, and the document says no other. */
static void told_right(const struct page *p, enum format f)
{
    json_t *o = operation_of(p, f), *body;

    if (!o)
        fail_msg("%s is not told: tests/api/run bless", api_path(&v, p, f));
    json_t *security = json_array_get(json_object_get(o, "security"), 0);
    assert_int_equal(json_object_get(security, "token") != NULL, p->right >= RIGHT_OWN);
    assert_int_equal(json_object_size(security) == 0, p->right <= RIGHT_DOOR);
    body = json_object_get(json_object_get(o, "requestBody"), "content");
    assert_int_equal(body != NULL, p->method == METHOD_POST);
    assert_int_equal(json_object_get(body, "application/json") != NULL, page_takes_json(p));
}

static void every_page_is_told_and_nothing_else(void **state)
{
    size_t n = 0;

    (void)state;
    for (const struct page *const *room = app_house.rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++)
            for (enum format f = 0; f < FORMATS; f++)
                if (api_tells(p, f)) {
                    told_right(p, f);
                    n++;
                }
    assert_int_equal(operations(), n);
}

/* Every page with JSON, and every page that takes something, is among them. */
static void nothing_is_left_out(void **state)
{
    (void)state;
    for (const struct page *const *room = app_house.rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++) {
            int told = 0;
            for (enum format f = 0; f < FORMATS; f++)
                told += api_tells(p, f);
            if (p->method == METHOD_POST)
                assert_int_equal(told, 1);
            if (p->method == METHOD_GET && p->view->dress[FORMAT_JSON])
                assert_true(api_tells(p, FORMAT_JSON));
        }
}

static void what_pages_answer_has_a_shape(void **state)
{
    json_t *schemas = json_object_get(json_object_get(doc, "components"), "schemas");

    (void)state;
    for (const struct page *const *room = app_house.rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++)
            if (p->view->dress[FORMAT_JSON] && !json_object_get(schemas, p->view->name))
                fail_msg("docs/api/components.json has no schema of %s", p->view->name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_page_is_told_and_nothing_else),
        cmocka_unit_test(nothing_is_left_out),
        cmocka_unit_test(what_pages_answer_has_a_shape),
    };
    return cmocka_run_group_tests(tests, before, after);
}

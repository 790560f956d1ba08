/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Any bytes as what a program sends instead of a form: refused with a sentence, or fields
 * of clean text that go through the page's table, each kept or told. */
#include "base/text.h"
#include "web/hall.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const words[] = { "yksi", "kaksi", NULL };
static const struct input inputs[] = {
    { "text", INPUT_TEXT, 20 },          { "lines", INPUT_LINES, 40, .missing = "missing" },
    { "email", INPUT_EMAIL, EMAIL_MOST }, { "number", INPUT_NUMBER, 1000 },
    { "choice", INPUT_CHOICE, 0, words }, { "row-*", INPUT_TEXT, 10 },
    { 0 },
};

static void check_posted(const struct visit *v)
{
    for (size_t i = 0; i < v->posted.n; i++) {
        assert(text_valid(v->posted.at[i].name, strlen(v->posted.at[i].name)));
        assert(text_valid(v->posted.at[i].value, strlen(v->posted.at[i].value)));
    }
}

/* What came through is within the table; what did not is told. */
static void check_form(const struct visit *v)
{
    for (const struct input *in = inputs; in->name; in++)
        if (!fault_of(v, in->name) && in->max && in->kind != INPUT_NUMBER)
            assert(text_length(given(v, in->name)) <= (size_t)in->max);
    assert(given_number(v, "number", 0) <= 1000 || fault_of(v, "number"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct page page = { .method = METHOD_POST, .path = "/", .inputs = inputs };
    struct visit v = visit_new();

    v.method = METHOD_POST;
    v.page = &page;
    if (visit_json(&v, (const char *)data, size)) {
        check_posted(&v);
        assert(form_read(&v) == !v.faults.n);
        check_form(&v);
    } else {
        assert(v.fail.kind == FAIL_REQUEST && *v.fail.text && !v.posted.n);
    }
    visit_end(&v);
    return 0;
}

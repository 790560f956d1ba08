/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Any document through a reader and the recogniser: what comes out is a plan
 * whose parts fit together, or one sentence. The first byte chooses the reader. */
#include "base/text.h"
#include "intake/recognise.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_details(const struct plan *p, const struct details *list)
{
    for (size_t i = 0; i < list->n; i++) {
        assert(*list->at[i].words);
        assert(list->at[i].organisation < (int)p->organisations.n);
        assert((list->at[i].field == FIELD_EXTRA) == (list->at[i].name != NULL));
    }
}

static void check_plan(const struct plan *p)
{
    assert(p->goals.n && p->organisations.n && *p->title);
    for (size_t i = 0; i < p->organisations.n; i++)
        assert(p->organisations.at[i].name);
    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        assert(e->goal >= 0 && e->goal < (int)p->goals.n);
        assert(e->organisation >= 0 && e->organisation < (int)p->organisations.n);
        check_details(p, &e->details);
        for (size_t k = 0; k < e->actions.n; k++) {
            assert(*e->actions.at[k].title);
            check_details(p, &e->actions.at[k].details);
        }
        for (size_t k = 0; k < e->references.n; k++) {
            assert(e->references.at[k].goal >= 0 && e->references.at[k].goal < (int)p->goals.n);
            assert(e->references.at[k].goal != e->goal);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "a.txt", "a.csv", "a.html" };
    struct visit v = visit_new();
    struct document d = { 0 };
    struct recognised r;
    const char *clean = size ? text_clean(v.arena, (const char *)data + 1, size - 1) : "";

    if (size && document_read(&v, names[*data % 3], clean, strlen(clean), &d) &&
        recognise_plan(&v, &d, NULL, &r)) {
        check_plan(&r.plan);
        for (size_t i = 0; i < r.doubts.n; i++)
            assert(*doubt_text(&v, &r.doubts.at[i]));
    } else if (size) {
        assert(v.fail.kind == FAIL_DOCUMENT && *v.fail.text);
    }
    visit_end(&v);
    return 0;
}

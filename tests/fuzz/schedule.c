/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Any text as a schedule: it is read and split, and nothing of it is lost. */
#include "base/text.h"
#include "intake/recognise.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct visit v = visit_new();
    struct detail d = { .words = text_clean(v.arena, (const char *)data, size) };
    struct marked parts = { 0 };
    const char *together = "";

    schedule_parse(&v, &d);
    assert(d.schedule < SCHEDULE_KINDS);
    schedule_split(&v, d.words, &parts);
    for (size_t i = 0; i < parts.n; i++)
        together = text(&v, "%s%s", together, parts.at[i].text);
    assert(text_same(together, d.words));
    visit_end(&v);
    return 0;
}

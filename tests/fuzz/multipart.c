/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Any bytes as a form that sends files. */
#include "base/text.h"
#include "web/page.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n)
{
    struct visit v = visit_new();

    visit_posted_files(&v, "multipart/form-data; boundary=b", (const char *)at, n);
    for (size_t i = 0; i < v.files.n; i++) {
        const struct posted_file *f = &v.files.at[i];
        if (f->at < (const char *)at || f->at + f->n > (const char *)at + n ||
            !text_valid(f->name, strlen(f->name)))
            abort();
    }
    for (size_t i = 0; i < v.posted.n; i++)
        if (!text_valid(v.posted.at[i].value, strlen(v.posted.at[i].value)))
            abort();
    visit_end(&v);
    return 0;
}

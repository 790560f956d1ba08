/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Any bytes as a plan in JSON: refused with a sentence, or read; and what is read
 * comes out and in again the same. */
#include "intake/exchange.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_json(struct visit *v, const struct plan *p, struct buf *out)
{
    *out = buf_new(64 << 20);
    assert(exchange_format_find("json")->write(v, p, out));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct visit v = visit_new();
    struct recognised first, second;
    struct buf one, two;

    if (exchange_read_json(&v, (const char *)data, size, &first)) {
        write_json(&v, &first.plan, &one);
        assert(exchange_read_json(&v, one.at, one.n, &second));
        write_json(&v, &second.plan, &two);
        assert(one.n == two.n && memcmp(one.at, two.at, one.n) == 0);
        buf_free(&one);
        buf_free(&two);
    } else {
        assert(failed(&v) && *v.fail.text);
    }
    visit_end(&v);
    return 0;
}

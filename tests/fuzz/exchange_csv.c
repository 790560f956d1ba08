/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Any bytes as the lines below the heading of an exchange table: what is read of
 * them comes out and in again the same. */
#include "intake/exchange.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char heading[] =
    "organisation;goal_number;goal;subgoal_number;subgoal;action;metric;schedule;actor;followup;"
    "refers_to;not_applicable;level3;extra:X;goal:sv;question;refers_to:words;"
    "organisation:alias;organisation:kind;position;plan\r\n";

static bool read_csv(struct visit *v, const char *bytes, size_t n, struct plan *p)
{
    struct document d;
    struct recognised r;

    if (!document_read(v, "x.csv", bytes, n, &d) || !exchange_recognise(&d) ||
        !exchange_read(v, &d, NULL, &r))
        return false;
    *p = r.plan;
    return true;
}

static void write_csv(struct visit *v, const struct plan *p, struct buf *out)
{
    *out = buf_new(64 << 20);
    assert(exchange_format_find("csv")->write(v, p, out));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct visit v = visit_new();
    struct buf in = buf_new(64 << 20), one, two;
    struct plan first, second;

    buf_puts(&in, heading);
    buf_put(&in, (const char *)data, size);
    if (read_csv(&v, in.at, in.n, &first)) {
        write_csv(&v, &first, &one);
        assert(read_csv(&v, one.at, one.n, &second));
        write_csv(&v, &second, &two);
        assert(one.n == two.n && memcmp(one.at, two.at, one.n) == 0);
        buf_free(&one);
        buf_free(&two);
    }
    buf_free(&in);
    visit_end(&v);
    return 0;
}

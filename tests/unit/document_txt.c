/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Reading text files: made-up shapes written here, samples of tests/readers, and
 * the block counts of real plans where they are at hand (VOINTI_SEEDS). */
#include "readers/reading.h"

/* Last: cmocka makes a macro of the name fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static int count_kind(const struct document *d, enum block_kind kind)
{
    int n = 0;
    for (size_t i = 0; i < d->n; i++)
        n += d->at[i].kind == kind && !d->at[i].contents;
    return n;
}

static void real_plans_have_their_tables(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int tables, rows, contents;
    } plans[] = {
        { "000_869c70ee3e62dc8e.txt", 3, 8, 0 },
        { "002_988be7033e8b41a6.txt", 57, 290, 19 },
        { "003_ef1dbca66e7289bf.txt", 7, 40, 0 },
    };
    const char *folder = getenv("VOINTI_SEEDS");

    folder = folder ? folder : "../shared/seeds";
    if (access(folder, R_OK) != 0) {
        print_message("skipped: no plans in %s\n", folder);
        skip();
    }
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        struct visit v = visit_new();
        struct document d;
        assert_true(document_open(&v, text(&v, "%s/%s", folder, plans[i].name), &d));
        int rows = 0, contents = 0;
        for (size_t k = 0; k < d.n; k++) {
            rows += d.at[k].table ? d.at[k].table->rows : 0;
            contents += d.at[k].contents;
        }
        assert_int_equal(d.tables, plans[i].tables);
        assert_int_equal(count_kind(&d, BLOCK_TABLE), plans[i].tables);
        assert_int_equal(rows, plans[i].rows);
        assert_int_equal(contents, plans[i].contents);
        visit_end(&v);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_plans_have_their_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

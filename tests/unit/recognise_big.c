/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A plan of 100 organisations and 100 sub-goals is recognised in bounded time and
 * memory; tables of random words end in a plan that holds together or a sentence. */
#include "recognise_text.h"

#include <time.h>

enum { MANY = 100, RANDOM_DOCUMENTS = 400 };

static void put(struct visit *v, struct document *d, struct table *t, int row, int column,
                const char *words)
{
    struct line line = { .text = words };
    cell_add(v, d, table_cell(v, t, row, column, 1, 1), line);
}

static void big_table(struct visit *v, struct document *d, int organisation, int main)
{
    static const char *const names[] = { "Välitavoite", "Toimenpide", "Mittari", "Aikataulu",
                                         "Toimija", "Seuranta" };
    struct table *t = document_table(v, d, MANY / 10 + 1, 6);

    for (int c = 0; c < 6; c++)
        put(v, d, t, 0, c, names[c]);
    for (int r = 1; r <= MANY / 10; r++) {
        put(v, d, t, r, 0, text(v, "%d Välitavoite numero %d ja %d", r, main, r));
        put(v, d, t, r, 1, text(v, "- Toimitaan yhdessä %d - Tehdään muuta %d", organisation, r));
        put(v, d, t, r, 2, "kävijöiden määrä");
        put(v, d, t, r, 3, "2022-2025");
        put(v, d, t, r, 4, "Koulut ja päiväkodit");
        put(v, d, t, r, 5, r == 1 ? "vuosittain" : "ks. edellinen");
    }
}

static void a_nations_plan_is_recognised(void **state)
{
    struct visit v = visit_new();
    struct document d = { .name = "iso.docx", .format = "docx" };
    struct recognised r;

    (void)state;
    document_add(&v, &d, BLOCK_HEADING, 1, "Maan suunnitelma 2022-2025", 0);
    for (int o = 1; o <= MANY; o++) {
        document_add(&v, &d, BLOCK_HEADING, 1, text(&v, "Paikan%d kunta", o), 0);
        for (int m = 1; m <= 10; m++) {
            document_add(&v, &d, BLOCK_HEADING, 2, text(&v, "Päätavoite %d: Tavoite %d", m, m), 0);
            big_table(&v, &d, o, m);
        }
    }
    size_t before = arena_used(v.arena);
    clock_t start = clock();
    assert_true(recognise_plan(&v, &d, NULL, &r));
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    size_t used = (arena_used(v.arena) - before) >> 20;
    printf("%zu entries in %.1f s and %zu MB\n", r.plan.entries.n, seconds, used);
    assert_int_equal(r.plan.organisations.n, MANY);
    assert_int_equal(r.plan.goals.n, 10 + MANY);
    assert_int_equal(r.plan.entries.n, MANY * MANY);
    for (size_t i = 0; i < r.plan.entries.n; i++)
        assert_int_equal(r.plan.entries.at[i].actions.n, 2);
    assert_int_equal(r.doubts.n, 0);
    assert_true(seconds < 60); /* sanitizers make it slow; it is about a second */
    assert_true(used < 256);
    visit_end(&v);
}

static const char *const vocabulary[] = {
    "Tavoite", "Välitavoite", "Toimenpide", "Mittari", "Aikataulu", "Toimija", "Seuranta", "Nro",
    "Organisaatio", "Päätavoite I: Arki", "Päätavoite II:", "Kotkan kaupunki", "Hamina", "1", "2.",
    "I", "1.1", "Ks. edellinen", "Kts. kohta 1", "Ks. kohta I.2 ja muuta", "-", "Ei koske", "", "",
    "", "- Kerho - Leiri", "* Kerho//* Leiri", "2022-2025", "Koulut", "tavoitteellista ja",
    "Mitä tehdään?", "1 Arvostus", "2 Tuki", "^", "<", "<", "Ei mitata", "a//b//c",
};

static const char *random_document(struct visit *v, unsigned *seed)
{
    const char *out = "";
    int lines = 3 + rand_r(seed) % 25;

    for (int i = 0; i < lines; i++) {
        int cells = 1 + rand_r(seed) % 6, kind = rand_r(seed) % 10;
        const char *line = kind == 0 ? "#" : kind == 1 ? "**" : kind == 2 ? "=" : "";
        for (int c = 0; c < (kind < 5 ? 1 : cells); c++)
            line = text(v, "%s%s%s", line, kind < 4 ? "" : "|",
                        vocabulary[(size_t)rand_r(seed) % (sizeof vocabulary / sizeof *vocabulary)]);
        out = text(v, "%s%s\n", out, line);
    }
    return out;
}

static void check_entry(const struct plan *p, const struct entry *e)
{
    assert_in_range(e->goal, 0, p->goals.n - 1);
    assert_in_range(e->organisation, 0, p->organisations.n - 1);
    for (size_t i = 0; i < e->actions.n; i++)
        assert_true(*e->actions.at[i].title);
    for (size_t i = 0; i < e->references.n; i++) {
        assert_in_range(e->references.at[i].goal, 0, p->goals.n - 1);
        assert_int_not_equal(e->references.at[i].goal, e->goal);
    }
}

static void random_tables_hold_together(void **state)
{
    int plans = 0;

    (void)state;
    for (unsigned i = 0; i < RANDOM_DOCUMENTS; i++) {
        struct visit v = visit_new();
        unsigned seed = i;
        struct document d;
        struct recognised r;

        text_document(&v, random_document(&v, &seed), "x.docx", &d);
        if (recognise_plan(&v, &d, NULL, &r)) {
            plans++;
            for (size_t k = 0; k < r.plan.entries.n; k++)
                check_entry(&r.plan, &r.plan.entries.at[k]);
        } else {
            assert_int_equal(v.fail.kind, FAIL_DOCUMENT);
        }
        visit_end(&v);
    }
    printf("%d of %d random documents were plans\n", plans, RANDOM_DOCUMENTS);
    assert_in_range(plans, 1, RANDOM_DOCUMENTS - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_nations_plan_is_recognised),
        cmocka_unit_test(random_tables_hold_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

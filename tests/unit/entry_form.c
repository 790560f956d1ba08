/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * An entry as a form: there and back without loss, its buttons, what is faulty, and fields
 * that nobody's browser would send. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "editing/entry_form.h"

#include "unit/plans.h"
#include "unit/visit.h"

#include <cmocka.h> /* last: it has a macro fail() */

enum { SEEDS = 300 };

static void put_field(struct args *a, const char *what, size_t row, const char *value)
{
    args_add(&v, a, row_field(&v, what, row), value);
}

/* The fields as the page has them. */
static struct args sent(const struct entry_form *f)
{
    struct args a = { 0 };

    args_add(&v, &a, "rev", text(&v, "%lld", (long long)f->rev));
    args_add(&v, &a, "not_ours", f->not_ours ? "1" : "");
    args_add(&v, &a, "reason", f->reason);
    for (size_t i = 0; i < f->actions.n; i++) {
        put_field(&a, "number", i, text(&v, "%d", f->actions.at[i].number));
        put_field(&a, "title", i, f->actions.at[i].title);
    }
    for (size_t i = 0; i < f->values.n; i++) {
        const struct value_row *r = &f->values.at[i];
        put_field(&a, "field", i, field_kind_code(r->field));
        if (r->action >= 0)
            put_field(&a, "of", i, text(&v, "%d", r->action));
        put_field(&a, "name", i, r->name);
        put_field(&a, "words", i, r->words);
        put_field(&a, "unmeasured", i, r->not_measured ? "1" : "");
        put_field(&a, "unit", i, r->unit);
        put_field(&a, "baseline", i, r->baseline);
        put_field(&a, "target", i, r->target);
        put_field(&a, "year", i, r->target_year);
    }
    for (size_t i = 0; i < f->references.n; i++) {
        const struct reference_row *r = &f->references.at[i];
        put_field(&a, "goal", i, r->goal);
        put_field(&a, "part", i, r->field == FIELD_KINDS ? "" : field_kind_code(r->field));
        put_field(&a, "quote", i, r->words);
    }
    return a;
}

static void numbered(struct plan *p)
{
    int number = 0;

    for (size_t i = 0; i < p->entries.n; i++)
        for (size_t k = 0; k < p->entries.at[i].actions.n; k++)
            p->entries.at[i].actions.at[k].number = ++number;
}

static void same_details(const struct details *a, const struct details *b)
{
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        assert_string_equal(a->at[i].words, b->at[i].words);
        assert_int_equal(a->at[i].schedule, b->at[i].schedule);
        assert_int_equal(a->at[i].not_measured, b->at[i].not_measured);
        assert_int_equal(a->at[i].place.row, b->at[i].place.row);
    }
}

/* Through the form, and through the text that a proposal is kept as. */
static void an_entry_comes_back_as_it_went(void **state)
{
    size_t seen = 0;
    (void)state;

    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct plan p;
        plan_invent(&v, seed, true, &p);
        numbered(&p);
        for (size_t i = 0; i < p.entries.n; i++) {
            struct entry *e = &p.entries.at[i];
            struct entry_form f, again;
            struct args a, kept = { 0 };
            struct entry_changes changes;
            entry_form_fill(&v, &p, e, &f);
            a = sent(&f);
            assert_true(fields_read(&v, fields_written(&v, &a), &kept));
            entry_form_read(&v, &kept, &again);
            struct entry back = entry_form_entry(&v, &again, &p, e);
            entry_compare(&v, &p, e, &back, &changes);
            if (changes.n)
                fail_msg("seed %d: %s: %s became %s", (int)seed, changes.at[0].what,
                         changes.at[0].before, changes.at[0].after);
            assert_int_equal(back.kind, e->kind);
            same_details(&back.details, &e->details);
            assert_int_equal(back.actions.n, e->actions.n);
            for (size_t k = 0; k < e->actions.n; k++)
                same_details(&back.actions.at[k].details, &e->actions.at[k].details);
            seen++;
        }
    }
    assert_true(seen > 1000);
}

static struct entry_form small(void)
{
    struct entry_form f = { .reason = "" };

    *arena_push(v.arena, &f.actions) = (struct action_row){ 1, "A" };
    *arena_push(v.arena, &f.actions) = (struct action_row){ 2, "B" };
    *arena_push(v.arena, &f.values) =
        (struct value_row){ FIELD_METRIC, "", "of A", false, "", "", "", "", "", 0 };
    *arena_push(v.arena, &f.values) =
        (struct value_row){ FIELD_ACTOR, "", "of all", false, "", "", "", "", "", -1 };
    *arena_push(v.arena, &f.references) = (struct reference_row){ FIELD_KINDS, "i-1", "" };
    return f;
}

static void buttons_do_what_they_say(void **state)
{
    struct entry_form f = small();
    (void)state;

    assert_true(entry_form_do(&v, &f, "alas-0"));
    assert_string_equal(f.actions.at[0].title, "B");
    assert_int_equal(f.values.at[0].action, 1); /* what belongs to A went along */
    assert_true(entry_form_do(&v, &f, "ylos-0")); /* nothing above it */
    assert_string_equal(f.actions.at[0].title, "B");
    assert_true(entry_form_do(&v, &f, "pois-0"));
    assert_int_equal(f.actions.n, 1);
    assert_int_equal(f.values.at[0].action, 0);
    assert_true(entry_form_do(&v, &f, "pois-0"));
    assert_int_equal(f.values.n, 1); /* its metric is gone with it */
    assert_true(entry_form_do(&v, &f, "poisarvo-0"));
    assert_int_equal(f.values.n, 0);
    assert_true(entry_form_do(&v, &f, "poisviite-0"));
    assert_int_equal(f.references.n, 0);
    assert_true(entry_form_do(&v, &f, "lisaa-action"));
    assert_true(entry_form_do(&v, &f, "lisaa-reference"));
    assert_true(entry_form_do(&v, &f, "lisaa-followup"));
    assert_int_equal(f.values.at[0].field, FIELD_FOLLOWUP);
    args_add(&v, &v.form, "omat-0", "schedule");
    assert_true(entry_form_do(&v, &f, "oma-0"));
    assert_int_equal(f.values.at[1].field, FIELD_SCHEDULE);
    assert_int_equal(f.values.at[1].action, 0);
}

static void buttons_of_rows_that_are_not_there_do_nothing(void **state)
{
    static const char *const asked[] = { "pois-7",  "poisarvo-7", "poisviite-7", "ylos-7",
                                         "alas-1",  "alas-7",     "lisaa-hups",  "lisaa-" };
    static const char *const none[] = { "", "tallenna", "pois", "pois-", "pois-x", "pois--1",
                                        "pois-99999999999999999999", "oma-7", "hups-1" };
    struct entry_form f = small();
    (void)state;

    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        assert_true(entry_form_do(&v, &f, asked[i]));
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(entry_form_do(&v, &f, none[i]));
    assert_int_equal(f.actions.n, 2);
    assert_int_equal(f.values.n, 2);
    assert_int_equal(f.references.n, 1);
}

/* Whatever comes in, the entry that is meant is settled and points into the plan. */
static void hostile_fields_do_no_harm(void **state)
{
    static const char *const names[] = { "rev", "reason", "not_ours", "number", "title", "of",
                                         "field", "name", "words", "unmeasured", "unit", "year",
                                         "goal", "part", "quote", "tee", "omat" };
    static const char *const rows[] = { "", "-0", "-1", "-2", "-1199", "-1200", "--1", "-x",
                                        "-99999999999999999999", "-0x1", "-00" };
    static const char *const values[] = { "", "1", "-1", "metric", "extra", "action", "i-1",
                                          "99999999999999999999", "1199", "\n\n", "a\nb" };
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct plan p;
        plan_invent(&v, seed, true, &p);
        if (!p.entries.n)
            continue;
        numbered(&p);
        struct inventor i = { .v = &v, .p = &p, .random = seed * 104729 };
        struct args a = { 0 };
        struct entry_form f;
        for (int n = 0; n < 60; n++)
            args_add(&v, &a, text(&v, "%s%s", names[any(&i, 17)], rows[any(&i, 11)]),
                     any(&i, 2) ? values[any(&i, 11)] : any_text(&i));
        entry_form_read(&v, &a, &f);
        struct entry *e = &p.entries.at[any(&i, (int)p.entries.n)];
        struct entry back = entry_form_entry(&v, &f, &p, e);
        for (size_t k = 0; k < back.references.n; k++)
            assert_in_range(back.references.at[k].goal, 0, p.goals.n - 1);
        for (size_t k = 0; k < back.details.n; k++)
            assert_true(back.details.at[k].organisation < (int)p.organisations.n);
        for (size_t k = 0; k < back.actions.n; k++)
            for (size_t m = 0; m < k; m++)
                assert_true(!back.actions.at[k].id ||
                            back.actions.at[k].id != back.actions.at[m].id);
        struct entry_changes changes;
        entry_compare(&v, &p, e, &back, &changes);
    }
}

static void what_a_metric_aims_at_is_read_back(void **state)
{
    (void)state;
    assert_string_equal(metric_aim(&v, "kpl", "10", "20", "2028"), "10 → 20 kpl, 2028");
    assert_string_equal(metric_aim(&v, NULL, NULL, "20", NULL), "→ 20");
    assert_string_equal(metric_aim(&v, "kpl", "10", NULL, NULL), "10 kpl");
    assert_string_equal(metric_aim(&v, "kpl", NULL, NULL, NULL), "kpl");
    assert_string_equal(metric_aim(&v, NULL, NULL, NULL, "2028"), "2028");
    assert_string_equal(metric_aim(&v, NULL, NULL, NULL, NULL), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_entry_comes_back_as_it_went, before, after),
        cmocka_unit_test_setup_teardown(buttons_do_what_they_say, before, after),
        cmocka_unit_test_setup_teardown(buttons_of_rows_that_are_not_there_do_nothing, before,
                                        after),
        cmocka_unit_test_setup_teardown(hostile_fields_do_no_harm, before, after),
        cmocka_unit_test_setup_teardown(what_a_metric_aims_at_is_read_back, before, after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which metric of an entry is which after a change. That their values follow:
 * tests/visits/edit_metrics.visit. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "plan/metrics.h"

#include <cmocka.h> /* last: it has a macro fail() */

/* "A|B": metrics; "B<A": B was A; "-A": not measured. */
static struct details details_of(struct visit *v, const char *words)
{
    struct details list = { 0 };

    while (*words) {
        size_t n = strcspn(words, "|");
        const char *one = arena_copy(v->arena, words, n), *was = strchr(one, '<');
        *arena_push(v->arena, &list) = (struct detail){
            .field = FIELD_METRIC,
            .words = was ? arena_copy(v->arena, one, (size_t)(was - one)) : one + (*one == '-'),
            .was = was ? was + 1 : NULL,
            .not_measured = *one == '-',
        };
        words += n + (words[n] != '\0');
    }
    return list;
}

/* "A>B C>": pairs in the order of what was. */
static const char *paired(struct visit *v, const struct entry *before, const struct entry *after)
{
    const char *all = "";
    struct metric_pairs pairs;

    metrics_paired(v, before, after, &pairs);
    for (size_t i = 0; i < pairs.n; i++)
        all = text(v, "%s%s%s>%s", all, i ? " " : "", pairs.at[i].before,
                   text_or_empty(pairs.at[i].after));
    return all;
}

static void the_same_metric_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after, *pairs;
    } cases[] = {
        { "", "", "" },
        { "A", "A", "A>A" },
        { "A", "", "A>" },
        { "", "A", "" },
        { "A|B", "B|A", "A>A B>B" },
        { "Kävijöitä", "Kävijämäärä<Kävijöitä", "Kävijöitä>Kävijämäärä" },
        { "A", "B<A", "A>B" },
        { "A|B", "B<A|A<B", "A>B B>A" },           /* they change names */
        { "A|B", "B<A|C<B", "A>B B>C" },           /* one takes the other's */
        { "A|B", "B<A", "A>B B>" },
        { "A", "B<C", "A>" },                      /* what was not there is not believed */
        { "A", "B<A|C<A", "A>B" },                 /* nor twice */
        { "A", "-A", "A>" },
        { "-A", "A", "" },
        { "A|A", "A", "A>A" },
        { "Kurssin käyneiden määrä", "Kurssin käyneitten määrä",
          "Kurssin käyneiden määrä>Kurssin käyneitten määrä" },
        { "Kurssin käyneiden määrä", "Neuvolan asiakkaat", "Kurssin käyneiden määrä>" },
        { "Kerhon kävijät syksyllä|Kerhon kävijät keväällä",
          "Kerhon kävijät keväällä|Kerhon kävijät, syksyllä",
          "Kerhon kävijät syksyllä>Kerhon kävijät, syksyllä "
          "Kerhon kävijät keväällä>Kerhon kävijät keväällä" },
    };
    struct visit v = visit_new();

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct entry before = { .details = details_of(&v, cases[i].before) };
        struct entry after = { .details = details_of(&v, cases[i].after) };
        assert_string_equal(paired(&v, &before, &after), cases[i].pairs);
    }
    visit_end(&v);
}

/* An action's own metric may become the whole entry's, and the other way. */
static void actions_count_too(void **state)
{
    (void)state;
    struct visit v = visit_new();
    struct action own = { .title = "T", .details = details_of(&v, "A|B") };
    struct entry before = { .actions = { &own, 1, 1 } };
    struct entry after = { .details = details_of(&v, "B|C<A") };

    assert_string_equal(paired(&v, &before, &after), "A>C B>B");
    visit_end(&v);
}

/* Thousands of metrics in one cell cost no time. */
static void many_are_no_harm(void **state)
{
    (void)state;
    struct visit v = visit_new();
    struct entry before = { 0 }, after = { 0 };
    struct metric_pairs pairs;

    for (int i = 0; i < 20000; i++) {
        *arena_push(v.arena, &before.details) =
            (struct detail){ .field = FIELD_METRIC, .words = text(&v, "mittari %d", i) };
        *arena_push(v.arena, &after.details) =
            (struct detail){ .field = FIELD_METRIC, .words = text(&v, "uusi mittari %d", i) };
    }
    metrics_paired(&v, &before, &after, &pairs);
    assert_int_equal(pairs.n, 20000);
    assert_null(pairs.at[0].after);
    visit_end(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_metric_is_found),
        cmocka_unit_test(actions_count_too),
        cmocka_unit_test(many_are_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Counting rules and small words of the public pages. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "plan/coverage.h"
#include "plan/sheet.h"

#include <cmocka.h> /* last: it has a macro fail() */

static void every_entry_kind_has_a_status(void **state)
{
    struct tally t = { 0 };

    (void)state;
    for (enum entry_kind k = 0; k < ENTRY_KINDS; k++)
        tally_count(&t, entry_kind_code(k), NULL, k + 1, 10);
    assert_int_equal(t.entries[STATUS_MISSING], ENTRY_MISSING + 1);
    assert_int_equal(t.entries[STATUS_PLANNED], ENTRY_FILLED + 1);
    assert_int_equal(t.entries[STATUS_REFERS], ENTRY_REFERS + 1);
    assert_int_equal(t.entries[STATUS_NA], ENTRY_NOT_OURS + 1);
    assert_int_equal(tally_all(&t), 1 + 2 + 3 + 4);
    assert_int_equal(tally_expected(&t), 1 + 2 + 3);
    assert_int_equal(t.actions, 40);
}

static void only_what_was_written_goes_somehow(void **state)
{
    struct tally t = { 0 };

    (void)state;
    assert_int_equal(status_of_entry(ENTRY_FILLED, "done"), STATUS_DONE);
    assert_int_equal(status_of_entry(ENTRY_FILLED, "na"), STATUS_NA);
    assert_int_equal(status_of_entry(ENTRY_FILLED, "nonsense"), STATUS_PLANNED);
    assert_int_equal(status_of_entry(ENTRY_MISSING, "done"), STATUS_MISSING);
    assert_int_equal(status_of_entry(ENTRY_REFERS, "done"), STATUS_REFERS);
    tally_count(&t, "filled", "done", 2, 3);
    tally_count(&t, "filled", NULL, 4, 5);
    tally_count(&t, "filled", "na", 1, 1);
    tally_count(&t, "missing", NULL, 1, 0);
    assert_int_equal(tally_recorded(&t), 6);
    assert_int_equal(tally_expected(&t), 7);
    assert_int_equal(tally_all(&t), 8);
}

static void codes_lead_back(void **state)
{
    (void)state;
    for (enum status s = 0; s < STATUSES; s++)
        assert_int_equal(status_of_code(status_code(s)), s);
    assert_int_equal(status_of_code("nonsense"), STATUSES);
    assert_int_equal(status_of_code(""), STATUSES);
}

/* The parts of a bar follow each other and stay inside it, whatever the counts. */
static void bars_stay_in_their_place(void **state)
{
    static const struct tally tallies[] = {
        { { 1, 0, 0, 0 }, 0 },       { { 0, 0, 0, 7 }, 0 },
        { { 1, 1, 1, 1 }, 0 },       { { 158, 8, 4, 6 }, 200 },
        { { 1000000, 1, 1, 1 }, 0 }, { { 1, 1, 1, 1000000 }, 0 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof tallies / sizeof *tallies; i++) {
        double at = 0;
        for (enum status s = 0; s < STATUSES; s++) {
            const struct tally *t = &tallies[i];
            assert_true(bar_from(t, s) >= at - 0.011);
            if (!t->entries[s])
                continue;
            assert_true(bar_width(t, s) >= 0);
            at = bar_from(t, s) + bar_width(t, s);
            assert_true(at <= 100.011);
        }
    }
}

/* What the query may hold is what the codes are. */
static void inputs_know_all_codes(void **state)
{
    (void)state;
    for (const struct input *in = sheet_inputs; in->name; in++) {
        size_t n = 0;
        while (in->choices && in->choices[n])
            n++;
        if (strcmp(in->name, "tyyppi") == 0) {
            assert_int_equal(n, ORGANISATION_KINDS);
            for (size_t i = 0; i < n; i++)
                assert_true(organisation_kind_of(in->choices[i]) < ORGANISATION_KINDS);
        } else if (strcmp(in->name, "tilanne") == 0) {
            assert_int_equal(n, STATUSES);
            for (size_t i = 0; i < n; i++)
                assert_int_equal(status_of_code(in->choices[i]), i);
        } else if (strcmp(in->name, "kesto") == 0) {
            assert_int_equal(n, DURATIONS);
            for (size_t i = 0; i < n; i++)
                assert_string_equal(duration_code(i), in->choices[i]);
        }
    }
}

static void every_schedule_has_its_duration(void **state)
{
    int of[DURATIONS + 1] = { 0 };

    (void)state;
    for (enum schedule_kind k = 0; k < SCHEDULE_KINDS; k++)
        of[duration_of_schedule(k)]++;
    assert_int_equal(of[DURATION_PERMANENT], 4);
    assert_int_equal(of[DURATION_PROJECT], 2);
    assert_int_equal(of[DURATION_DATED], 5);
    assert_int_equal(of[DURATIONS], 1); /* words that tell no time */
}

static void long_words_may_break(void **state)
{
    static const struct {
        const char *name, *head; /* - for a soft hyphen */
    } cases[] = {
        { "", "" },
        { "Poliisi", "Poliisi" },
        { "Hyvinvointialue", "Hyvinvointi-alue" },
        { "Salmimaan seurakuntayhtymä", "Salmimaan seurakunta-yhtymä" },
        { "Järjestöverkosto 2.0", "Järjestö-verkosto 2.0" },
        { "Sundlands välfärdsområde", "Sundlands välfärds-område" },
        { "Haapakangas", "Haapa-kangas" },
        { "KYMENLAAKSO!", "KYMEN-LAAKSO!" },
        { "alue alue alue alue", "alue alue alue alue" },
        { "čšžŋđŧčšžŋđŧ", "čšžŋđŧčšžŋđŧ" },
    };
    struct visit v = visit_new();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *got = soft_hyphens(&v, cases[i].name);
        char *seen = arena_strdup(v.arena, got), *to = seen;
        for (const char *at = got; *at;)
            if (strncmp(at, "\u00AD", 2) == 0) {
                *to++ = '-';
                at += 2;
            } else {
                *to++ = *at++;
            }
        *to = '\0';
        assert_string_equal(seen, cases[i].head);
    }
    visit_end(&v);
}

static void texts_tell_their_language(void **state)
{
    struct site site = { .lang = LANG_FI };
    struct visit v = visit_new();

    (void)state;
    v.site = &site;
    v.lang = LANG_FI;
    assert_null(foreign_lang(&v, false));
    assert_null(foreign_lang_of(&v, "fi sv"));
    assert_string_equal(foreign_lang_of(&v, "sv"), "sv");
    v.lang = LANG_SV;
    assert_string_equal(foreign_lang(&v, false), "fi");
    assert_null(foreign_lang(&v, true));
    assert_string_equal(foreign_lang_of(&v, "fi sv"), "fi");
    assert_null(foreign_lang_of(&v, "xx"));
    visit_end(&v);
}

static void sentences_begin_with_words(void **state)
{
    struct visit v = visit_new();

    (void)state;
    v.lang = LANG_FI;
    assert_string_equal(number_first(&v, 1), "Yksi");
    assert_string_equal(number_first(&v, 12), "Kaksitoista");
    assert_string_equal(number_first(&v, 13), "13");
    assert_string_equal(number_first(&v, 0), "0");
    visit_end(&v);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_kind_has_a_status),
        cmocka_unit_test(only_what_was_written_goes_somehow),
        cmocka_unit_test(codes_lead_back),
        cmocka_unit_test(bars_stay_in_their_place),
        cmocka_unit_test(inputs_know_all_codes),
        cmocka_unit_test(every_schedule_has_its_duration),
        cmocka_unit_test(long_words_may_break),
        cmocka_unit_test(texts_tell_their_language),
        cmocka_unit_test(sentences_begin_with_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What changed between two texts, and facts of a plan said in words. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "plan/difference.h"
#include "plan/said.h"

#include "unit/visit.h"

#include <cmocka.h> /* last: it has a macro fail() */

/* "one -two +three": pieces that went and came. */
static const char *shown(const struct differences *d)
{
    static const char *const signs[] = { "", "-", "+" };
    const char *all = "";

    for (size_t i = 0; i < d->n; i++)
        all = d->at[i].kind == TEXT_SAME
                  ? text(&v, "%s%s", all, d->at[i].text)
                  : text(&v, "%s%s[%s]", all, signs[d->at[i].kind], d->at[i].text);
    return all;
}

static const struct {
    const char *old_text, *new_text, *shown;
} changes[] = {
    { "a b c d", "a b c d", "a b c d" },
    { "a b c d", "a x c d", "a -[b] +[x] c d" },
    { "a b c d", "a b c d e", "a b c d +[e]" },
    { "a b c d", "b c d", "-[a] b c d" },
    { "one two three", "four five six", "-[one two three]\n+[four five six]" },
    { NULL, "all new", "+[all new]" },
    { "all gone", NULL, "-[all gone]" },
    { NULL, NULL, "" },
    { "", "", "" },
    { "first\nsecond", "first\nsecond\nthird", "first\nsecond\n+[third]" },
    { "first\nsecond\nthird", "first\nsecond", "first\nsecond\n-[third]" },
    { "Perheohjaaja ottaa yhteyttä kolmen päivän kuluessa.",
      "Perheohjaaja ottaa yhteyttä kahden päivän kuluessa.",
      "Perheohjaaja ottaa yhteyttä -[kolmen] +[kahden] päivän kuluessa." },
};

static void words_that_changed_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct differences d = difference_words(&v, changes[i].old_text, changes[i].new_text);
        assert_string_equal(shown(&d), changes[i].shown);
    }
}

static const char *without(const struct differences *d, int kind)
{
    const char *all = "";

    for (size_t i = 0; i < d->n; i++)
        if ((int)d->at[i].kind != kind)
            all = text(&v, "%s%s", all, d->at[i].text);
    return text_squeeze(v.arena, all);
}

/* Whatever is found in common, both texts can be read from the pieces. */
static void both_texts_are_in_the_pieces(void **state)
{
    unsigned seed = 7;

    (void)state;
    for (int round = 0; round < 500; round++) {
        const char *a = "", *b = "";
        for (int i = 0; i < 30; i++) {
            seed = seed * 1103515245u + 12345u;
            if (seed >> 16 & 3)
                a = text(&v, "%s%c%s", a, 'a' + (int)(seed >> 20) % 6, seed >> 24 & 1 ? " " : "\n");
            if (seed >> 18 & 3)
                b = text(&v, "%s%c ", b, 'a' + (int)(seed >> 21) % 6);
        }
        struct differences d = difference_words(&v, a, b);
        assert_string_equal(without(&d, TEXT_NEW), text_squeeze(v.arena, a));
        assert_string_equal(without(&d, TEXT_GONE), text_squeeze(v.arena, b));
    }
}

static void long_texts_come_whole(void **state)
{
    struct buf b = buf_new(1 << 20);

    (void)state;
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, "word%d ", i);
    struct differences d = difference_words(&v, b.at, "word1 word2");
    assert_int_equal(d.at[0].kind, TEXT_GONE);
    assert_int_equal(strlen(d.at[0].text), b.n - 1);
    buf_free(&b);
}

static const struct {
    enum schedule_kind kind;
    const char *starts, *ends;
    int64_t years;
    const char *said;
} schedules[] = {
    { SCHEDULE_WORDS, NULL, NULL, 0, "" },
    { SCHEDULE_WORDS, "2021", NULL, 0, "" },
    { SCHEDULE_PERMANENT, NULL, NULL, 0, "permanent" },
    { SCHEDULE_PERMANENT, "2021", NULL, 0, "permanent, from 2021" },
    { SCHEDULE_FROM, "2025", NULL, 0, "from 2025" },
    { SCHEDULE_FROM, "2020-09", NULL, 0, "from September 2020" },
    { SCHEDULE_UNTIL, NULL, "2023-12-31", 0, "until 31 December 2023" },
    { SCHEDULE_RANGE, "2022", "2025", 0, "2022–2025" },
    { SCHEDULE_ONCE, "2024", "2024", 0, "2024" },
    { SCHEDULE_EVERY, NULL, NULL, 1, "every year" },
    { SCHEDULE_EVERY, NULL, NULL, 2, "every other year" },
    { SCHEDULE_EVERY, NULL, NULL, 4, "every 4 years" },
    { SCHEDULE_PILOT, "2021", "2022", 0, "a pilot, 2021–2022" },
    { SCHEDULE_FROM, NULL, NULL, 0, "" },
};

static void schedules_are_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof schedules / sizeof *schedules; i++)
        assert_string_equal(schedule_said(&v, schedules[i].kind, schedules[i].starts,
                                          schedules[i].ends, schedules[i].years),
                            schedules[i].said);
}

static void places_are_said(void **state)
{
    (void)state;
    assert_string_equal(
        place_said(&v, "a.docx", &(struct place){ .table = 3, .row = 4, .column = 2 }),
        "a.docx, table 3, row 4, column 2");
    assert_string_equal(place_said(&v, "a.txt", &(struct place){ .line = 1200 }),
                        "a.txt, line 1,200");
    assert_string_equal(place_said(&v, "a.xlsx", &(struct place){ .sheet = "Kotka", .row = 7 }),
                        "a.xlsx, sheet “Kotka”, row 7");
    assert_string_equal(place_said(&v, "100%s.txt", &(struct place){ 0 }), "100%s.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_that_changed_are_told),
        cmocka_unit_test(both_texts_are_in_the_pieces),
        cmocka_unit_test(long_texts_come_whole),
        cmocka_unit_test(schedules_are_said),
        cmocka_unit_test(places_are_said),
    };
    return cmocka_run_group_tests(tests, before, after);
}

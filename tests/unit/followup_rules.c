/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The rules of rounds and answers. */
#include "followup/followup.h"
#include "followup/rating.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

#define AT(minute) "2026-02-01T10:" minute ":00Z"

static void the_latest_word_on_an_answer_counts(void **state)
{
    static const struct {
        struct answer_times times;
        enum answer_state want;
    } cases[] = {
        { { 0 }, ANSWER_NOT_OPENED },
        { { .opened_at = AT("00") }, ANSWER_OPENED },
        { { .begun_at = AT("01") }, ANSWER_BEGUN }, /* written on behalf: nobody opened it */
        { { .opened_at = AT("00"), .begun_at = AT("01") }, ANSWER_BEGUN },
        { { .begun_at = AT("01"), .sent_at = AT("02") }, ANSWER_SENT },
        { { .sent_at = AT("02"), .returned_at = AT("03") }, ANSWER_RETURNED },
        { { .sent_at = AT("04"), .returned_at = AT("03") }, ANSWER_SENT },
        { { .sent_at = AT("04"), .returned_at = AT("03"), .accepted_at = AT("05") },
          ANSWER_ACCEPTED },
        { { .sent_at = AT("04"), .returned_at = AT("06"), .accepted_at = AT("05") },
          ANSWER_RETURNED },
        { { .sent_at = AT("07"), .returned_at = AT("06"), .accepted_at = AT("05") }, ANSWER_SENT },
        /* in the same second: what came last in the order of work */
        { { .sent_at = AT("04"), .accepted_at = AT("04") }, ANSWER_ACCEPTED },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(answer_state_of(&cases[i].times), cases[i].want);
}

static void who_may_still_write(void **state)
{
    (void)state;
    assert_true(answer_is_open(ROUND_OPEN, ANSWER_NOT_OPENED, "2026-02-13", NULL));
    assert_true(answer_is_open(ROUND_OPEN, ANSWER_SENT, "2026-02-13", NULL));
    assert_false(answer_is_open(ROUND_OPEN, ANSWER_ACCEPTED, "2026-02-13", NULL));
    assert_false(answer_is_open(ROUND_PLANNED, ANSWER_NOT_OPENED, "2026-02-13", NULL));
    assert_false(answer_is_open(ROUND_CLOSED, ANSWER_BEGUN, "2026-02-13", NULL));
    assert_true(answer_is_open(ROUND_CLOSED, ANSWER_BEGUN, "2026-02-13", "2026-02-13"));
    assert_false(answer_is_open(ROUND_CLOSED, ANSWER_BEGUN, "2026-02-14", "2026-02-13"));
    assert_false(answer_is_open(ROUND_LOCKED, ANSWER_BEGUN, "2026-02-13", "2026-02-20"));
}

static void codes_go_both_ways(void **state)
{
    (void)state;
    for (enum progress p = 0; p < PROGRESSES; p++)
        assert_int_equal(progress_of(progress_code(p)), p);
    assert_int_equal(progress_of(""), PROGRESSES);
    for (enum round_state s = 0; s < ROUND_STATES; s++)
        assert_int_equal(round_state_of(round_state_code(s)), s);
    assert_true(progress_needs_reason(PROGRESS_NA));
    assert_true(progress_needs_reason(PROGRESS_STOPPED));
    assert_false(progress_needs_reason(PROGRESS_DONE));
    assert_false(progress_needs_reason(PROGRESSES));
}

static void a_quarter_has_its_lower_border(void **state)
{
    (void)state;
    assert_int_equal(quarter_of(3, 3), QUARTER_FIRST);
    assert_int_equal(quarter_of(2.9, 3), QUARTER_LONG);
    assert_int_equal(quarter_of(3, 2.9), QUARTER_BESIDE);
    assert_int_equal(quarter_of(2.9, 2.9), QUARTER_CONSIDER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_latest_word_on_an_answer_counts),
        cmocka_unit_test(who_may_still_write),
        cmocka_unit_test(codes_go_both_ways),
        cmocka_unit_test(a_quarter_has_its_lower_border),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

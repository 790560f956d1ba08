/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Who is reminded when: the rules, and a whole round on both engines. */
#include "followup/remind.h"

#include "followup/round.sql.h"
#include "people/mail.sql.h"
#include "people/people.h"
#include "people/people.sql.h"
#include "plan/facts.h"
#include "plan/site.h"

#include "unit/importing.h"

/* ---- rules ---- */

static void the_step_of_a_day(void **state)
{
    static const struct {
        const char *today, *due;
        enum remind_step want;
    } cases[] = {
        { "2026-02-05", "2026-02-13", REMIND_STEPS }, { "2026-02-06", "2026-02-13", REMIND_BEFORE },
        { "2026-02-12", "2026-02-13", REMIND_BEFORE }, { "2026-02-13", "2026-02-13", REMIND_DAY },
        { "2026-02-15", "2026-02-13", REMIND_DAY },   { "2026-02-16", "2026-02-13", REMIND_AFTER },
        { "2026-02-22", "2026-02-13", REMIND_AFTER }, { "2026-02-23", "2026-02-13", REMIND_LAST },
        { "2026-03-15", "2026-02-13", REMIND_LAST },  { "2026-03-16", "2026-02-13", REMIND_STEPS },
        { "2026-12-28", "2027-01-04", REMIND_BEFORE }, /* over the turn of a year */
        { "2028-02-29", "2028-03-07", REMIND_BEFORE }, /* a leap day */
        { "2026-02-13", NULL, REMIND_STEPS },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(remind_step_on(cases[i].today, cases[i].due), cases[i].want);
}

static void who_is_waited_for(void **state)
{
    static const struct {
        enum round_state round;
        enum answer_state answer;
        int64_t expected;
        const char *extended_to;
        bool want;
    } cases[] = {
        { ROUND_OPEN, ANSWER_NOT_OPENED, 5, NULL, true },
        { ROUND_OPEN, ANSWER_BEGUN, 5, NULL, true },
        { ROUND_OPEN, ANSWER_RETURNED, 5, NULL, true }, /* it is theirs again */
        { ROUND_OPEN, ANSWER_SENT, 5, NULL, false },
        { ROUND_OPEN, ANSWER_ACCEPTED, 5, NULL, false },
        { ROUND_OPEN, ANSWER_NOT_OPENED, 0, NULL, false }, /* nothing to report */
        { ROUND_PLANNED, ANSWER_NOT_OPENED, 5, NULL, false },
        { ROUND_CLOSED, ANSWER_BEGUN, 5, NULL, false },
        { ROUND_CLOSED, ANSWER_BEGUN, 5, "2026-02-20", true },
        { ROUND_CLOSED, ANSWER_BEGUN, 5, "2026-02-12", false },
        { ROUND_LOCKED, ANSWER_BEGUN, 5, "2026-02-20", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(remind_waits_for(cases[i].round, cases[i].answer, cases[i].expected,
                                          "2026-02-13", cases[i].extended_to),
                         cases[i].want);
}

static void silence_passes_on(void **state)
{
    enum { C = ROLE_BIT(ROLE_CONTACT), A = ROLE_BIT(ROLE_APPROVER), K = ROLE_BIT(ROLE_COORDINATOR) };
    static const struct {
        size_t times;
        bool contact, approver;
        unsigned want;
    } cases[] = {
        { 0, true, true, C },       { 1, true, true, C },   { 2, true, true, C | A },
        { 3, true, true, C | A | K }, { 9, true, true, C | A | K },
        { 1, true, false, C },      { 2, true, false, C | K },
        { 0, false, true, A },      { 3, false, true, A | K },
        { 0, false, false, K },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(
            remind_audience(cases[i].times, cases[i].contact, cases[i].approver), cases[i].want);
    assert_false(remind_too_soon("2026-02-13", NULL));
    assert_true(remind_too_soon("2026-02-13", "2026-02-12T23:00:00Z"));
    assert_false(remind_too_soon("2026-02-13", "2026-02-11"));
}

/* ---- a whole round ---- */

static void person(const char *email, const char *name, enum role role, int64_t organisation)
{
    struct grant g = { role, v.plan, organisation };
    int64_t id;
    assert_true(person_invite(&v, email, name, &g, &id, NULL));
}

static int64_t organisation_id(const char *slug)
{
    return strtoll(asked(text(&v, "select cast(id as text) from organisation where slug = '%s'",
                              slug)), NULL, 10);
}

/* Kotka has a contact and an approver, Hamina a contact who is Kotka's too, Virolahti nobody. */
static void round_of_three(void)
{
    import_rows("a", "Kotka;I;Arki sujuu;1;Apua saa;Avoin kerho;;;;;;\n"
                     "Hamina;I;Arki sujuu;1;Apua saa;Leiri;;;;;;\n"
                     "Virolahti;I;Arki sujuu;1;Apua saa;Retki;;;;;;\n");
    setenv("VOINTI_NOW", "2026-02-01T10:00:00Z", 1);
    assert_true(db_begin_write(&v) && plan_site(&v, "a"));
    person("maija@example.org", "Maija", ROLE_CONTACT, organisation_id("kotka"));
    person("maija@example.org", "Maija", ROLE_CONTACT, organisation_id("hamina"));
    person("paallikko@example.org", "", ROLE_APPROVER, organisation_id("kotka"));
    person("koord@example.org", "Sanna", ROLE_COORDINATOR, 0);
    assert_true(round_add(&v, &(struct round_add_args){ .plan = v.plan, .year = 2025,
                                                        .round_state = "open",
                                                        .due_on = "2026-02-13" }));
    assert_true(fact_set(&v, "smtp_url", "smtp://mail.example") &&
                fact_set(&v, "mail_from", "plan@example.org") &&
                fact_set(&v, "address", "https://plan.example") && db_commit(&v));
}

/* What was queued since the last call: "address kind: subject" for each, in order. */
static const char *queued_on(const char *now)
{
    static int64_t last;
    const char *out = "";

    if (strcmp(now, "2026-02-01T12:00:00Z") == 0)
        last = 0;
    setenv("VOINTI_NOW", now, 1);
    if (!remind_due(&v))
        fail_msg("%s (%s)", v.fail.text, v.fail.detail ? v.fail.detail : "");
    for (;; last++) {
        const char *row = asked(text(&v, "select recipient || ' ' || message_kind || ': ' || subject"
                                         " from message where id = %lld", (long long)last + 1));
        if (!*row)
            return out;
        out = text(&v, "%s%s\n", out, row);
    }
}

static void send_answer(const char *slug, const char *column, const char *when)
{
    by_hand(text(&v, "insert into answer (round, organisation, %s) select r.id, o.id, '%s'"
                     " from round r, organisation o where o.slug = '%s'"
                     " on conflict (round, organisation) do update set %s = excluded.%s",
                 column, when, slug, column, column));
}

#define LIST_1 "koord@example.org list: Vuosiseuranta 2025: 1 organisaatio ei ole vastannut\n"

static void a_round_with_its_reminders(void **state)
{
    (void)state;
    round_of_three();
    assert_string_equal(queued_on("2026-02-01T12:00:00Z"), "");
    assert_string_equal(queued_on("2026-02-06T05:59:59Z"), ""); /* not at night */
    assert_string_equal(queued_on("2026-02-06T06:00:00Z"),
                        "maija@example.org reminder: Vuosiseuranta 2025: vastaa viimeistään "
                        "13.2.2026\n" LIST_1);
    assert_string_equal(queued_on("2026-02-06T06:01:00Z"), ""); /* once */
    assert_string_equal(queued_on("2026-02-12T06:00:00Z"), "");
    const char *body = asked("select body from message where recipient = 'maija@example.org'");
    assert_int_equal(strncmp(body, "Hei Maija,\n\n", 12), 0);
    assert_non_null(strstr(body, "/paivitys/2025/kotka\n")); /* one mail for both */
    assert_non_null(strstr(body, "/paivitys/2025/hamina\n"));
    send_answer("hamina", "sent_at", "2026-02-12T12:00:00Z");
    assert_string_equal(queued_on("2026-02-13T08:00:00Z"),
                        "maija@example.org reminder: Vuosiseuranta 2025: vastaa viimeistään "
                        "13.2.2026\n" LIST_1);
    body = asked("select body from message where id = 3");
    assert_null(strstr(body, "hamina")); /* they have sent */
    assert_string_equal(queued_on("2026-02-16T08:00:00Z"),
                        "maija@example.org reminder: Vuosiseuranta 2025: viimeinen päivä oli "
                        "13.2.2026\n"
                        "paallikko@example.org reminder: Vuosiseuranta 2025: viimeinen päivä oli "
                        "13.2.2026\n" LIST_1);
    assert_string_equal(queued_on("2026-02-23T08:00:00Z"),
                        "maija@example.org reminder: Vuosiseuranta 2025: viimeinen päivä oli "
                        "13.2.2026\n"
                        "paallikko@example.org reminder: Vuosiseuranta 2025: viimeinen päivä oli "
                        "13.2.2026\n"
                        "koord@example.org list: Vuosiseuranta 2025: 2 organisaatiota ei ole "
                        "vastannut\n");
    assert_string_equal(queued_on("2026-03-10T08:00:00Z"), "");
}

static void nothing_when_all_have_sent_or_the_year_is_closed(void **state)
{
    (void)state;
    round_of_three();
    assert_string_equal(queued_on("2026-02-01T12:00:00Z"), "");
    send_answer("kotka", "sent_at", "2026-02-02T12:00:00Z");
    send_answer("hamina", "sent_at", "2026-02-02T12:00:00Z");
    send_answer("virolahti", "sent_at", "2026-02-02T12:00:00Z");
    assert_string_equal(queued_on("2026-02-06T12:00:00Z"), "");
    send_answer("kotka", "returned_at", "2026-02-07T12:00:00Z");
    assert_string_equal(queued_on("2026-02-08T12:00:00Z"),
                        "maija@example.org reminder: Vuosiseuranta 2025: vastaa viimeistään "
                        "13.2.2026\n");
    by_hand("update round set round_state = 'closed'");
    assert_string_equal(queued_on("2026-02-13T12:00:00Z"), "");
    send_answer("kotka", "extended_to", "2026-02-20");
    assert_string_equal(queued_on("2026-02-14T12:00:00Z"),
                        "maija@example.org reminder: Vuosiseuranta 2025: vastaa viimeistään "
                        "20.2.2026\n");
}

static void without_a_server_nothing_is_queued(void **state)
{
    (void)state;
    round_of_three();
    assert_string_equal(queued_on("2026-02-01T12:00:00Z"), "");
    assert_true(db_begin_write(&v) && fact_set(&v, "smtp_url", "") && db_commit(&v));
    assert_string_equal(queued_on("2026-02-06T12:00:00Z"), "");
}

static void by_hand_once_a_day(void **state)
{
    struct reminders r;
    (void)state;

    round_of_three();
    setenv("VOINTI_NOW", "2026-02-02T12:00:00Z", 1);
    assert_true(db_begin_write(&v) && plan_site(&v, "a") && reminders_load(&v, true, &r));
    assert_int_equal(r.n, 1);
    assert_int_equal(r.at[0].n, 2);
    assert_int_equal(r.n_people, 1);
    assert_true(reminders_queue(&v, &r) && reminders_load(&v, true, &r));
    assert_int_equal(r.n, 0);
    setenv("VOINTI_NOW", "2026-02-03T12:00:00Z", 1);
    assert_true(reminders_load(&v, true, &r));
    assert_int_equal(r.n_people, 1);
    assert_true(db_commit(&v));
}

/* A Swedish plan's mail is Swedish whoever presses the button; what is typed makes no link. */
static void in_the_language_of_the_plan(void **state)
{
    struct reminders r;
    (void)state;

    round_of_three();
    by_hand("update plan set languages = 'sv fi'");
    by_hand("update person set person_name = '\x1e/tili <b>' where email = 'maija@example.org'");
    setenv("VOINTI_NOW", "2026-02-02T12:00:00Z", 1);
    assert_true(db_begin_write(&v) && plan_site(&v, "a") && reminders_load(&v, true, &r) &&
                reminders_queue(&v, &r) && db_commit(&v));
    assert_string_equal(asked("select subject || ' ' || lang from message"
                              " where recipient = 'maija@example.org'"),
                        "Årsuppföljning 2025: svara senast 13.2.2026 sv");
    const char *body = asked("select body from message where recipient = 'maija@example.org'");
    assert_int_equal(strncmp(body, "Hej ", 4), 0);
    assert_null(strstr(body, "\x1e/tili"));
    assert_non_null(strstr(body, "\x1e/sv/"));
}

int main(void)
{
    static const struct importing_test both[] = {
        { "a round with its reminders", a_round_with_its_reminders },
        { "nothing when all have sent or the year is closed",
          nothing_when_all_have_sent_or_the_year_is_closed },
        { "without a server nothing is queued", without_a_server_nothing_is_queued },
        { "by hand once a day", by_hand_once_a_day },
        { "in the language of the plan", in_the_language_of_the_plan },
    };
    static const struct importing_test once[] = {
        { "the step of a day", the_step_of_a_day },
        { "who is waited for", who_is_waited_for },
        { "silence passes on", silence_passes_on },
    };
    return importing_run("remind", both, sizeof both / sizeof *both, once,
                         sizeof once / sizeof *once);
}

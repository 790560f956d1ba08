/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Mail to a server that takes it, refuses it, is not there, falls silent; two processes
 * at once; kill -9 in the middle: nobody gets a mail twice, and none is forgotten. */
#include "process/process.h"
#include "process/smtp_server.h"
#include "unit/importing.h"

#include <signal.h>

enum { MANY = 30, KILLS_MOST = 60 };

/* ---- commands ---- */

static void command(const char *want, struct ran r)
{
    if (r.status || !strstr(r.out, want))
        fail_msg("status %d, not “%s”: %s%s", r.status, want, r.out, r.err);
    ran_free(&r);
}

#define VOINTI(want, ...) command(want, ran("vointi", __VA_ARGS__, "--db", store.url, NULL))

static void at_time(const char *now)
{
    setenv("VOINTI_NOW", now, 1);
}

static void settings(int port)
{
    VOINTI("", "set", "smtp_url", text(&v, "smtp://127.0.0.1:%d", port));
    VOINTI("", "set", "mail_from", "plan@example.org");
    VOINTI("", "set", "address", "https://plan.example");
}

/* A plan with two organisations, a coordinator, and mail set up. */
static void plan_with_mail(void)
{
    smtp_forget();
    at_time("2026-02-05T10:00:00Z");
    import_rows("a", "Kotka;I;Arki sujuu;1;Apua saa;Avoin kerho;;;;;;\n"
                     "Hamina;I;Arki sujuu;1;Apua saa;Leiri;;;;;;\n");
    settings(smtp_port);
    VOINTI("", "user", "add", "koord@example.org", "--role", "coordinator", "--plan", "a");
}

static void invite(const char *list)
{
    const char *form = text(&v, "role=contact&organisation=kotka&addresses=%s", list);
    VOINTI("", "visit", "POST", "/kayttajat", "--as", "koord@example.org", "--form", form);
}

static void invite_many(void)
{
    const char *list = "";

    for (int i = 0; i < MANY; i++)
        list = text(&v, "%sp%d@example.org%%0A", list, i);
    invite(list);
}

static int count_of(const char *where)
{
    return (int)strtol(asked(text(&v, "select cast(count(*) as text) from message where %s",
                                  where)), NULL, 10);
}

/* ---- a server that is well ---- */

static void a_mail_goes_once(void **state)
{
    (void)state;
    plan_with_mail();
    invite("Maija%20M%C3%A4ki%20%3Cmaija@example.org%3E");
    assert_int_equal(count_of("body like '%/linkki/%'"), 0); /* no token in the database */
    VOINTI("1 mail was sent.", "mail");
    VOINTI("0 mails were sent.", "mail");
    assert_int_equal(smtp_got.n, 1);
    static const char *const parts[] = {
        "To: <maija@example.org>\r\n", "From: =?utf-8?Q?Vointi?= <plan@example.org>\r\n",
        "Date: Thu, 05 Feb 2026 10:00:00 +0000\r\n", "Auto-Submitted: auto-generated\r\n",
        "Message-ID: <", "@plan.example>\r\n", "Hei Maija M=C3=A4ki,\r\n",
        "https://plan.example/linkki/",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strstr(smtp_got.at[0], parts[i]))
            fail_msg("no “%s” in\n%s", parts[i], smtp_got.at[0]);
}

/* The token in the mail lets its person in; the page acts only on POST. */
static void the_link_in_a_mail_works(void **state)
{
    (void)state;
    plan_with_mail();
    VOINTI("", "visit", "POST", "/kirjaudu/linkki", "--form", "email=koord@example.org");
    VOINTI("1 mail was sent.", "mail");
    assert_int_equal(smtp_got.n, 1);
    const char *at = strstr(smtp_got.at[0], "/linkki/");
    assert_non_null(at);
    char link[100];
    size_t n = 0;
    for (const char *c = at; n < strlen("/linkki/") + 43; c++)
        if (*c == '=' && c[1] == '\r')
            c += 2; /* the line went on */
        else
            link[n++] = *c;
    link[n] = '\0';
    VOINTI("koord@example.org", "visit", "GET", link);
    VOINTI("303", "visit", "POST", link, "--headers");
    struct ran r = ran("vointi", "visit", "POST", link, "--db", store.url, NULL);
    assert_int_equal(r.status, 1); /* once */
    ran_free(&r);
    VOINTI("", "visit", "POST", "/kirjaudu/linkki", "--form", "email=nobody@example.org");
    for (int i = 0; i < 5; i++)
        VOINTI("", "visit", "POST", "/kirjaudu/linkki", "--form", "email=koord@example.org");
    VOINTI("2 mails were sent.", "mail"); /* three in a quarter of an hour */
}

/* ---- a server that is not ---- */

static void what_can_not_go_waits(void **state)
{
    static const char *const greetings[] = { "421 not now", "554 never", "", "nonsense" };
    (void)state;

    plan_with_mail();
    invite("maija@example.org%0Akalle@example.org");
    for (size_t i = 0; i < sizeof greetings / sizeof *greetings; i++) {
        at_time(text(&v, "2026-02-05T1%zu:00:00Z", i + 1));
        smtp_says.greeting = greetings[i];
        VOINTI("2 mails wait.", "mail");
    }
    smtp_says.greeting = NULL;
    settings(1); /* nobody listens */
    at_time("2026-02-05T17:00:00Z");
    VOINTI("2 mails wait.", "mail");
    assert_int_equal(smtp_got.n, 0);
    settings(smtp_port);
    at_time("2026-02-06T17:00:00Z");
    VOINTI("2 mails were sent.", "mail");
}

static void what_is_refused_is_told_to_the_coordinator(void **state)
{
    (void)state;
    plan_with_mail();
    smtp_says.rcpt = "550 no such person <b>here</b>";
    invite("maija@example.org");
    VOINTI("The server said:", "mail");
    at_time("2026-02-05T11:00:00Z");
    VOINTI("1 mail waits.", "mail");
    at_time("2026-02-05T13:00:00Z");
    VOINTI("0 mails were sent.", "mail"); /* that was the last try */
    assert_int_equal(count_of("given_up_at is not null"), 1);
    VOINTI("550 no such person &lt;b&gt;here&lt;/b&gt;", "visit", "GET", "/muistutukset", "--as",
           "koord@example.org");
    smtp_says.rcpt = NULL;
    at_time("2026-02-05T15:00:00Z");
    VOINTI("1 mail was sent.", "mail");
    assert_int_equal(smtp_count("To: <koord@example.org>"), 1);
    assert_int_equal(smtp_count("https://plan.example/muistutukset"), 1);
}

static void a_mail_that_is_put_off_goes_later(void **state)
{
    (void)state;
    plan_with_mail();
    smtp_says.end = "451 busy";
    invite("maija@example.org");
    VOINTI("1 mail waits.", "mail");
    smtp_forget(); /* what was refused at its end did not arrive */
    VOINTI("0 mails were sent.", "mail"); /* not at once */
    at_time("2026-02-05T10:02:00Z");
    VOINTI("1 mail was sent.", "mail");
    assert_int_equal(smtp_got.n, 1);
}

/* It may have gone, and nobody gets a mail twice. */
static void silence_after_the_end_is_not_tried_again(void **state)
{
    (void)state;
    plan_with_mail();
    smtp_says.end = "";
    invite("maija@example.org");
    VOINTI("0 mails were sent.", "mail");
    smtp_says.end = NULL;
    at_time("2026-02-08T10:00:00Z");
    VOINTI("0 mails were sent.", "mail");
    assert_int_equal(smtp_got.n, 1);
    assert_int_equal(count_of("handed_at is not null and sent_at is null"), 1);
    VOINTI("Ehkä lähetetty", "visit", "GET", "/muistutukset", "--as", "koord@example.org");
}

static void a_server_that_says_nothing_does_not_hold_us(void **state)
{
    (void)state;
    plan_with_mail();
    smtp_says.silent = true;
    invite("maija@example.org%0Akalle@example.org");
    double began = seconds_now();
    VOINTI("2 mails wait.", "mail");
    assert_true(seconds_now() - began < 40); /* one wait, not one for each mail */
}

static void without_settings_nothing_waits(void **state)
{
    (void)state;
    plan_with_mail();
    VOINTI("", "set", "smtp_url", "");
    invite("maija@example.org");
    VOINTI("", "visit", "POST", "/kirjaudu/linkki", "--form", "email=koord@example.org");
    assert_int_equal(count_of("1 = 1"), 0);
}

/* ---- twice ---- */

/* Every mail of the queue came once. */
static void assert_each_once(int unsure_most)
{
    int unsure = 0;

    for (int i = 0; i < MANY; i++) {
        int n = smtp_count(text(&v, "To: <p%d@example.org>", i));
        if (n > 1)
            fail_msg("p%d got %d", i, n);
        unsure += n == 0;
        if (n == 0) /* then it is known that nobody knows */
            assert_int_equal(count_of(text(&v, "recipient = 'p%d@example.org' and sent_at is null"
                                               " and handed_at is not null", i)), 1);
    }
    if (unsure > unsure_most)
        fail_msg("%d did not come", unsure);
}

static void two_processes_do_not_send_the_same(void **state)
{
    const char *const words[] = { "vointi", "mail", "--db", store.url, NULL };
    struct process a, b;
    (void)state;

    plan_with_mail();
    smtp_says.slow_ms = 5;
    invite_many();
    assert_true(process_start(&a, words, false) && process_start(&b, words, false));
    for (int i = 0; i < 600 && (process_lives(&a) || process_lives(&b)); i++)
        sleep_ms(50);
    assert_int_equal(process_end(&a, SIGTERM, NULL), 0);
    assert_int_equal(process_end(&b, SIGTERM, NULL), 0);
    assert_int_equal(smtp_got.n, MANY);
    assert_each_once(0);
}

/* A round of reminders, killed at any moment and begun again five minutes later. */
static void nobody_gets_a_mail_twice_after_kill_9(void **state)
{
    const char *const words[] = { "vointi", "mail", "--db", store.url, NULL };
    unsigned dice = (unsigned)(seconds_now() * 1e6);
    int kills = 0;
    (void)state;

    plan_with_mail();
    invite_many();
    VOINTI("", "mail");
    smtp_forget();
    smtp_says.slow_ms = 25;
    at_time("2026-02-06T10:00:00Z");
    VOINTI("", "visit", "POST", "/seuranta", "--as", "koord@example.org", "--form",
           "year=2025&due_on=13.2.2026");
    for (int left = 1; left && kills < KILLS_MOST; kills++) {
        struct process p;
        at_time(text(&v, "2026-02-06T%02d:%02d:00Z", 10 + kills / 10, kills % 10 * 6));
        assert_true(process_start(&p, words, false));
        dice = dice * 1103515245u + 12345u;
        sleep_ms(20 + (int)(dice >> 16) % 150);
        process_end(&p, SIGKILL, NULL);
        left = count_of("sent_at is null and handed_at is null and message_kind = 'reminder'") ||
               !count_of("message_kind = 'reminder'");
    }
    at_time("2026-02-06T18:00:00Z");
    VOINTI("", "mail");
    assert_int_equal(count_of("message_kind = 'reminder'"), MANY);
    assert_each_once(kills);
    print_message("# killed %d times, %d without certainty\n", kills,
                  MANY - smtp_count("To: <p"));
}

/* ---- the server of pages sends too ---- */

static struct reply post(const char *address, const char *target, const char *form)
{
    struct wire w;
    const char *request = text(&v, "POST %s HTTP/1.1\r\nHost: plan.example\r\n"
                                   "Content-Type: application/x-www-form-urlencoded\r\n"
                                   "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
                               target, strlen(form), form);

    assert_true(wire_open(&w, address) && wire_send(&w, request, strlen(request)));
    struct reply r = wire_reply(&w, true);
    wire_close(&w);
    return r;
}

static void serve_sends_what_a_visit_queued(void **state)
{
    const char *const words[] = { "vointi", "serve", "--db", store.url, "--listen", "127.0.0.1:0",
                                  NULL };
    struct process p;
    char address[400];
    (void)state;

    plan_with_mail();
    assert_true(process_start(&p, words, true));
    const char *last = strrchr(p.line, ' ');
    snprintf(address, sizeof address, "%s", last ? last + 1 : "");
    struct reply r = post(address, "/kirjaudu/linkki", "email=koord@example.org");
    assert_int_equal(r.status, 200);
    reply_free(&r);
    for (int i = 0; i < 200 && smtp_got.n < 1; i++)
        sleep_ms(50);
    assert_int_equal(process_end(&p, SIGTERM, NULL), 0);
    assert_int_equal(smtp_got.n, 1); /* well before the minute is over */
}

/* ---- which database ---- */

static int all_begin(void **state)
{
    (void)state;
    setenv("LC_ALL", "C", 1);
    return smtp_begin() ? 0 : -1;
}

#define ON(test, engine, setup) { #test ", " engine, test, setup, after, NULL }
#define ALL_ON(engine, setup)                                                                      \
    ON(a_mail_goes_once, engine, setup), ON(the_link_in_a_mail_works, engine, setup),              \
        ON(what_can_not_go_waits, engine, setup),                                                  \
        ON(what_is_refused_is_told_to_the_coordinator, engine, setup),                             \
        ON(a_mail_that_is_put_off_goes_later, engine, setup),                                      \
        ON(silence_after_the_end_is_not_tried_again, engine, setup),                               \
        ON(without_settings_nothing_waits, engine, setup),                                         \
        ON(two_processes_do_not_send_the_same, engine, setup),                                     \
        ON(nobody_gets_a_mail_twice_after_kill_9, engine, setup),                                  \
        ON(serve_sends_what_a_visit_queued, engine, setup)

int main(void)
{
    const struct CMUnitTest here[] = {
        ALL_ON("sqlite", on_sqlite),
        ON(a_server_that_says_nothing_does_not_hold_us, "sqlite", on_sqlite),
        cmocka_unit_test(there_is_a_postgresql),
    };
    const struct CMUnitTest everywhere[] = {
        ALL_ON("sqlite", on_sqlite),
        ON(a_server_that_says_nothing_does_not_hold_us, "sqlite", on_sqlite),
        ALL_ON("postgresql", on_postgres),
    };
    return getenv("VOINTI_TEST_PG") ? cmocka_run_group_tests(everywhere, all_begin, NULL)
                                    : cmocka_run_group_tests(here, all_begin, NULL);
}

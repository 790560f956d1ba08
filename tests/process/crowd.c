/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A crowd at the door: hashes of passwords take long, so only so many wait for one; the
 * next are told to try again shortly with what they typed, and reading goes on. */
#include "process/serving.h"

enum { CROWD = 40, AT_ONCE = 16 /* wait; how many its threads have taken before depends */ };

static void begin_sign_in(struct wire *w, int i)
{
    char body[200], all[500];

    snprintf(body, sizeof body, "email=a%d@example.org&password=arvaus+vain+%d&mukana-done-1=Teksti",
             i, i);
    snprintf(all, sizeof all,
             "POST /kirjaudu HTTP/1.1\r\nHost: x\r\nContent-Length: %zu\r\n"
             "Content-Type: application/x-www-form-urlencoded\r\n\r\n%s", strlen(body), body);
    assert_true(wire_open(w, address) && wire_send(w, all, strlen(all)));
}

static void some_are_asked_to_come_again(void **state)
{
    static struct wire crowd[CROWD];
    int busy = 0;
    (void)state;
    for (int i = 0; i < CROWD; i++)
        begin_sign_in(&crowd[i], i);
    for (int i = 0; i < 20; i++) { /* on both threads that answer */
        char target[60];
        snprintf(target, sizeof target, "/tavoitteet?n=%d", i);
        double began = seconds_now();
        struct reply r = http_get(address, target);
        assert_int_equal(r.status, 200);
        reply_free(&r);
        assert_true(seconds_now() - began < 5); /* a thread that hashes would add up */
    }
    for (int i = 0; i < CROWD; i++) {
        struct reply r = wire_reply(&crowd[i], true);
        assert_true(r.status == 422 || r.status == 503);
        assert_true(r.whole && reply_has(&r, "name=\"mukana-done-1\" value=\"Teksti\""));
        assert_false(reply_has(&r, "arvaus"));
        if (r.status == 503) {
            assert_string_equal(reply_header(&r, "Retry-After"), "5");
            assert_true(reply_has(&r, "Yritä muutaman sekunnin"));
            busy++;
        }
        reply_free(&r);
        wire_close(&crowd[i]);
    }
    printf("# %d of %d were asked to come again\n", busy, CROWD);
    assert_true(busy > 0 && CROWD - busy >= AT_ONCE);
    begin_sign_in(&crowd[0], 0); /* and then there is room again */
    struct reply r = wire_reply(&crowd[0], true);
    assert_int_equal(r.status, 422);
    reply_free(&r);
    wire_close(&crowd[0]);
}

/* One connection goes on after an answer from the back room. */
static void a_connection_goes_on(void **state)
{
    static const char get[] = "GET /tavoitteet HTTP/1.1\r\nHost: x\r\n\r\n";
    struct wire w;
    (void)state;
    begin_sign_in(&w, 100);
    struct reply r = wire_reply(&w, true);
    assert_int_equal(r.status, 422);
    reply_free(&r);
    assert_true(wire_send(&w, get, strlen(get)));
    r = wire_reply(&w, true);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    wire_close(&w);
}

static void those_who_leave_and_the_end(void **state)
{
    static struct wire crowd[CROWD];
    (void)state;
    for (int i = 0; i < CROWD; i++)
        begin_sign_in(&crowd[i], 200 + i);
    for (int i = 0; i < CROWD; i += 2)
        wire_close(&crowd[i]);
    double seconds;
    assert_int_equal(process_end(&server, SIGTERM, &seconds), 0);
    for (int i = 1; i < CROWD; i += 2)
        wire_close(&crowd[i]);
    server_start();
    a_connection_goes_on(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_are_asked_to_come_again),
        cmocka_unit_test(a_connection_goes_on),
        cmocka_unit_test(those_who_leave_and_the_end),
    };
    return serving_run("crowd", tests, sizeof tests / sizeof *tests);
}

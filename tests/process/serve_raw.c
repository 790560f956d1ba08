/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Requests that no sound browser sends: those that two programs may understand
 * differently, broken ones, slow ones, very many. */
#include "process/serving.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>

#define TARGET "/tavoitteet"
#define LINE "GET " TARGET " HTTP/1.1\r\n"
#define HOST "Host: x\r\n"
#define END "Connection: close\r\n\r\n"

static void is_well(void)
{
    struct reply r = http_get(address, TARGET);

    assert_int_equal(r.status, 200);
    reply_free(&r);
}

/* How many 200 come when bytes are sent as they are; last: and no more will come. */
static int answers(const char *bytes, size_t n, bool last)
{
    struct wire w;
    int good = 0;

    assert_true(wire_open(&w, address));
    assert_true(wire_send(&w, bytes, n));
    if (last)
        shutdown(w.socket, SHUT_WR);
    struct reply r = wire_reply(&w, true);
    for (int i = 0; r.status && i < 3; i++) {
        good += r.status == 200;
        reply_free(&r);
        r = wire_reply(&w, true); /* a second answer would be smuggled */
    }
    reply_free(&r);
    wire_close(&w);
    return good;
}

static void doubtful_requests_are_refused(void **state)
{
    static const struct {
        const char *what, *bytes;
        size_t n; /* 0: its length */
    } rows[] = {
        { "two lengths", "POST " TARGET " HTTP/1.1\r\n" HOST
          "Content-Length: 5\r\nContent-Length: 6\r\n" END "hello", 0 },
        { "the same length twice", "POST " TARGET " HTTP/1.1\r\n" HOST
          "Content-Length: 5\r\nContent-Length: 5\r\n" END "hello", 0 },
        { "a length of two values", "POST " TARGET " HTTP/1.1\r\n" HOST
          "Content-Length: 5, 6\r\n" END "hello", 0 },
        { "a negative length", LINE HOST "Content-Length: -1\r\n" END, 0 },
        { "a length with a sign", LINE HOST "Content-Length: +0\r\n" END, 0 },
        { "a hexadecimal length", LINE HOST "Content-Length: 0x0\r\n" END, 0 },
        { "an empty length", LINE HOST "Content-Length: \r\n" END, 0 },
        { "an enormous length", LINE HOST "Content-Length: 99999999999999999999\r\n" END, 0 },
        { "length and chunks", LINE HOST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" END
          "0\r\n\r\nGET / HTTP/1.1\r\n" HOST END, 0 },
        { "chunks and length", LINE HOST "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n" END
          "0\r\n\r\nGET / HTTP/1.1\r\n" HOST END, 0 },
        { "chunks twice", LINE HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"
          END "0\r\n\r\n", 0 },
        { "an encoding that is none", LINE HOST "Transfer-Encoding: xchunked\r\n" END "0\r\n\r\n",
          0 },
        { "an encoding in two parts", LINE HOST "Transfer-Encoding: identity, chunked\r\n" END
          "0\r\n\r\n", 0 },
        { "an encoding with a vertical tab", LINE HOST "Transfer-Encoding: \vchunked\r\n" END
          "0\r\n\r\n", 0 },
        { "a broken chunk", LINE HOST "Transfer-Encoding: chunked\r\n" END "zz\r\n\r\n", 0 },
        { "a chunk of an enormous size", LINE HOST "Transfer-Encoding: chunked\r\n" END
          "fffffffffffffffffff\r\nx\r\n0\r\n\r\n", 0 },
        { "two hosts", LINE "Host: a\r\nHost: b\r\n" END, 0 },
        { "the same host twice", LINE HOST HOST END, 0 },
        { "no host", LINE END, 0 },
        { "a folded header", LINE HOST "X-Folded: a\r\n b\r\n" END, 0 },
        { "a folded length", LINE HOST "Content-Length:\r\n 0\r\n" END, 0 },
        { "white space before the colon", LINE HOST "Content-Length : 0\r\n" END, 0 },
        { "a header without a colon", LINE HOST "Nonsense\r\n" END, 0 },
        { "a header without a name", LINE HOST ": x\r\n" END, 0 },
        { "NUL in a header", LINE HOST "X-Nul: a\0b\r\n" END, sizeof LINE HOST "X-Nul: a\0b\r\n"
          END - 1 },
        { "NUL in the address", "GET /tavoitteet\0x HTTP/1.1\r\n" HOST END,
          sizeof "GET /tavoitteet\0x HTTP/1.1\r\n" HOST END - 1 },
        { "an absolute address", "GET http://evil.example/tavoitteet HTTP/1.1\r\n" HOST END, 0 },
        { "an authority", "CONNECT evil.example:443 HTTP/1.1\r\n" HOST END, 0 },
        { "no address", "GET  HTTP/1.1\r\n" HOST END, 0 },
        { "a space in the address", "GET /tavoitteet /x HTTP/1.1\r\n" HOST END, 0 },
        { "a version that is none", "GET " TARGET " HTTP/9.9\r\n" HOST END, 0 },
        { "another protocol", "GET " TARGET " ICY/1.1\r\n" HOST END, 0 },
        { "no version", "GET " TARGET "\r\n\r\n", 0 },
        { "lines that end in LF alone", "GET " TARGET " HTTP/1.1\nHost: x\nConnection: close\n\n",
          0 },
        { "a CR inside a header", LINE "X-Cr: a\rb\r\n" HOST END, 0 },
        { "white space before the first header", LINE " " HOST END, 0 },
        { "TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11 },
        { "HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0 },
        { "bytes", "\xff\xfe\xfd\r\n\r\n\r\n\r\n", 0 },
    };
    (void)state;
    http_patience_ms = 500; /* some wait for the rest of a body that never comes */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int good = answers(rows[i].bytes, rows[i].n ? rows[i].n : strlen(rows[i].bytes), true);
        if (good)
            fail_msg("%s: %d answers with 200", rows[i].what, good);
    }
    http_patience_ms = 20000;
    is_well();
}

static void sound_requests_are_answered(void **state)
{
    static const char *const rows[] = {
        LINE HOST END,
        LINE "host: VOINTI.example:8080\r\n" END,
        "\r\n" LINE HOST END,
        LINE HOST "Content-Length: 0\r\n" END,
        LINE HOST "Content-Length: 5\r\n" END "hello",
        LINE HOST "Transfer-Encoding: chunked\r\n" END "5\r\nhello\r\n0\r\n\r\n",
        "GET " TARGET " HTTP/1.0\r\n\r\n",
        LINE HOST "X-Close:a\r\n" END,
        LINE HOST "X-Empty:\r\nX-Empty: \r\n" END,
        LINE HOST "X-Letters: \xc3\xa4\xff\r\n" END,
        LINE HOST "Cookie: a=b; c=\"d\r\n" END,
        LINE HOST "Range: bytes=0-10\r\n" END,
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (answers(rows[i], strlen(rows[i]), false) != 1)
            fail_msg("not answered: %s", rows[i]);
}

/* ---- many and slow ---- */

enum { CLIENTS = 200, EACH = 5 };

static void *ask_some(void *arg)
{
    atomic_int *good = arg;

    for (int i = 0; i < EACH; i++) {
        struct reply r = http_get(address, i % 2 ? "/toimenpiteet?haku=kerho" : "/");
        *good += r.status == 200 && r.n > 1000;
        reply_free(&r);
    }
    return NULL;
}

static void two_hundred_clients_at_once(void **state)
{
    pthread_t threads[CLIENTS];
    atomic_int good = 0;
    (void)state;
    for (int i = 0; i < CLIENTS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_some, &good), 0);
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(good, CLIENTS * EACH);
}

/* Clients that stop in the middle hold nobody up. */
static void slow_clients_hold_nobody_up(void **state)
{
    enum { SLOW = 300 };
    int sockets[SLOW];
    double began = seconds_now();
    (void)state;
    for (int i = 0; i < SLOW; i++) {
        sockets[i] = http_dial(address);
        assert_true(sockets[i] >= 0);
        assert_int_equal(send(sockets[i], LINE, i % (int)strlen(LINE) + 1, MSG_NOSIGNAL),
                         i % (int)strlen(LINE) + 1);
    }
    for (int i = 0; i < 50; i++)
        is_well();
    assert_true(seconds_now() - began < 10);
    for (int i = 0; i < SLOW; i++)
        close(sockets[i]);
    is_well();
}

static void a_request_may_come_a_byte_at_a_time(void **state)
{
    static const char request[] = LINE HOST END;
    struct wire w;
    (void)state;
    assert_true(wire_open(&w, address));
    for (size_t i = 0; i < strlen(request); i++) {
        assert_true(wire_send(&w, request + i, 1));
        sleep_ms(1);
    }
    struct reply r = wire_reply(&w, true);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    wire_close(&w);
}

/* Those that ask and leave without reading. */
static void clients_that_leave_do_no_harm(void **state)
{
    static const char request[] = "GET /toimenpiteet?sivu=kaikki HTTP/1.1\r\n" HOST "\r\n";
    const struct linger at_once = { 1, 0 };
    (void)state;
    for (int i = 0; i < 300; i++) {
        int socket = http_dial(address);
        assert_true(socket >= 0);
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        send(socket, request, strlen(request), MSG_NOSIGNAL);
        close(socket);
    }
    is_well();
    assert_true(process_lives(&server));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubtful_requests_are_refused),
        cmocka_unit_test(sound_requests_are_answered),
        cmocka_unit_test(two_hundred_clients_at_once),
        cmocka_unit_test(slow_clients_hold_nobody_up),
        cmocka_unit_test(a_request_may_come_a_byte_at_a_time),
        cmocka_unit_test(clients_that_leave_do_no_harm),
    };
    return serving_run("serve_raw", tests, sizeof tests / sizeof *tests);
}

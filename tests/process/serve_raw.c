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
#define POSTED "POST " TARGET " HTTP/1.1\r\n"
#define HOST "Host: x\r\n"
#define END "\r\n"
#define CHUNKED "Transfer-Encoding: chunked\r\n"
#define TEN "A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\nF: 6\r\nG: 7\r\nH: 8\r\nI: 9\r\nJ: 0\r\n"
#define NEXT LINE HOST END /* what an attacker would like to be read as a request */

static void is_well(void)
{
    struct reply r = http_get(address, TARGET);

    assert_int_equal(r.status, 200);
    reply_free(&r);
}

/* What came back for bytes sent as they are. */
struct got {
    int first, good; /* the first status, how many 200 */
    bool told, closed; /* with the first answer: that the connection ends; it did */
};

static struct got got(const char *bytes, size_t n)
{
    struct got got = { 0 };
    struct wire w;

    assert_true(wire_open(&w, address));
    wire_send(&w, bytes, n); /* it may have refused half of it already */
    for (int i = 0; i < 5; i++) {
        struct reply r = wire_reply(&w, true);
        if (i == 0) {
            got.first = r.status;
            got.told = strcmp(reply_header(&r, "Connection"), "close") == 0;
        }
        got.good += r.status == 200;
        bool none = !r.status;
        reply_free(&r);
        if (none)
            break;
    }
    got.closed = wire_closed(&w);
    wire_close(&w);
    return got;
}

struct raw {
    const char *what, *bytes;
    size_t n;
};
#define RAW(what, bytes) { what, bytes, sizeof(bytes) - 1 }

static const struct raw doubtful[] = {
    RAW("two lengths", POSTED HOST "Content-Length: 5\r\nContent-Length: 6\r\n" END "hello"),
    RAW("the same length twice", POSTED HOST "Content-Length: 5\r\nContent-Length: 5\r\n" END
        "hello"),
    RAW("a length of two values", POSTED HOST "Content-Length: 5, 6\r\n" END "hello"),
    RAW("a negative length", LINE HOST "Content-Length: -1\r\n" END),
    RAW("a length with a sign", LINE HOST "Content-Length: +0\r\n" END),
    RAW("a hexadecimal length", LINE HOST "Content-Length: 0x0\r\n" END),
    RAW("an empty length", LINE HOST "Content-Length: \r\n" END),
    RAW("a length with a vertical tab", LINE HOST "Content-Length: \v0\r\n" END),
    RAW("an enormous length", LINE HOST "Content-Length: 99999999999999999999\r\n" END),
    RAW("length and chunks", LINE HOST "Content-Length: 5\r\n" CHUNKED END "0\r\n\r\n"),
    RAW("chunks and length", LINE HOST CHUNKED "Content-Length: 5\r\n" END "0\r\n\r\n"),
    RAW("no length and chunks", LINE HOST "Content-Length: 0\r\n" CHUNKED END "0\r\n\r\n"),
    RAW("chunks twice", LINE HOST CHUNKED CHUNKED END "0\r\n\r\n"),
    RAW("an encoding that is none", LINE HOST "Transfer-Encoding: xchunked\r\n" END "0\r\n\r\n"),
    RAW("no encoding", LINE HOST "Transfer-Encoding: identity\r\n" END "0\r\n\r\n"),
    RAW("an empty encoding", LINE HOST "Transfer-Encoding:\r\n" END "0\r\n\r\n"),
    RAW("an encoding in two parts", LINE HOST "Transfer-Encoding: identity, chunked\r\n" END
        "0\r\n\r\n"),
    RAW("an encoding with a vertical tab", LINE HOST "Transfer-Encoding: \vchunked\r\n" END
        "0\r\n\r\n"),
    RAW("chunks of the old protocol", "GET " TARGET " HTTP/1.0\r\n" HOST CHUNKED
        "Connection: keep-alive\r\n" END "0\r\n\r\n"),
    RAW("a broken chunk", LINE HOST CHUNKED END "zz\r\n\r\n"),
    RAW("a chunk with a sign", LINE HOST CHUNKED END "+0\r\n\r\n"),
    RAW("a hexadecimal chunk", LINE HOST CHUNKED END "0x0\r\n\r\n"),
    RAW("a chunk without its end", LINE HOST CHUNKED END "1\r\nxy\r\n0\r\n\r\n"),
    RAW("a chunk of an enormous size", LINE HOST CHUNKED END
        "fffffffffffffffffff\r\nx\r\n0\r\n\r\n"),
    RAW("two hosts", LINE "Host: a\r\nHost: b\r\n" END),
    RAW("the same host twice", LINE HOST HOST END),
    RAW("no host", LINE END),
    RAW("a folded header", LINE HOST "X-Folded: a\r\n b\r\n" END),
    RAW("a folded length", LINE HOST "Content-Length:\r\n 0\r\n" END),
    RAW("a host folded away", LINE "X-Folded: a\r\n Host: b\r\n" HOST END),
    RAW("white space before the colon", LINE HOST "Content-Length : 0\r\n" END),
    RAW("a tab before the colon", LINE HOST "Transfer-Encoding\t: chunked\r\n" END),
    RAW("a header without a colon", LINE HOST "Nonsense\r\n" END),
    RAW("a header without a name", LINE HOST ": x\r\n" END),
    RAW("NUL in a header", LINE HOST "X-Nul: a\0b\r\n" END),
    RAW("NUL in a name", LINE HOST "X-N\0ul: a\r\n" END),
    RAW("NUL in the address", "GET /tavoitteet\0x HTTP/1.1\r\n" HOST END),
    RAW("NUL in the method", "GET\0 /tavoitteet HTTP/1.1\r\n" HOST END),
    RAW("NUL in the version", "GET /tavoitteet HTTP/1.1\0\r\n" HOST END),
    RAW("an absolute address", "GET http://evil.example/tavoitteet HTTP/1.1\r\n" HOST END),
    RAW("an authority", "CONNECT evil.example:443 HTTP/1.1\r\n" HOST END),
    RAW("no address", "GET  HTTP/1.1\r\n" HOST END),
    RAW("a space in the address", "GET /tavoitteet /x HTTP/1.1\r\n" HOST END),
    RAW("two spaces", "GET  /tavoitteet HTTP/1.1\r\n" HOST END),
    RAW("a tab for a space", "GET\t/tavoitteet HTTP/1.1\r\n" HOST END),
    RAW("a space after the version", "GET /tavoitteet HTTP/1.1 \r\n" HOST END),
    RAW("a version that is none", "GET " TARGET " HTTP/9.9\r\n" HOST END),
    RAW("the next version", "GET " TARGET " HTTP/1.2\r\n" HOST END),
    RAW("another protocol", "GET " TARGET " ICY/1.1\r\n" HOST END),
    RAW("no version", "GET " TARGET "\r\n\r\n"),
    RAW("lines that end in LF alone", "GET " TARGET " HTTP/1.1\nHost: x\n\n"),
    RAW("a header that ends in LF alone", LINE HOST "X-Lf: a\n" END),
    RAW("an end in LF alone", LINE HOST "\n"),
    RAW("a CR inside a header", LINE "X-Cr: a\rb\r\n" HOST END),
    RAW("a CR without LF", LINE "X-Cr: a\rContent-Length: 5\r\n" HOST END),
    RAW("white space before the first header", LINE " " HOST END),
    RAW("TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
    RAW("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    RAW("bytes", "\xff\xfe\xfd\r\n\r\n\r\n\r\n"),
};

/* Each is followed by a sound request, which must not be answered: whoever reads the
 * doubtful one differently would see it elsewhere. */
static void doubtful_requests_are_refused(void **state)
{
    char bytes[1000];
    int wrong = 0;
    (void)state;
    http_patience_ms = 1000;
    for (size_t i = 0; i < sizeof doubtful / sizeof *doubtful; i++) {
        const struct raw *r = &doubtful[i];
        memcpy(bytes, r->bytes, r->n);
        memcpy(bytes + r->n, NEXT, strlen(NEXT));
        struct got g = got(bytes, r->n + strlen(NEXT));
        if (g.good || (g.first && (g.first < 400 || !g.told)) || !g.closed) {
            printf("# %s: %d, %d answers with 200%s%s\n", r->what, g.first, g.good,
                   g.told ? "" : ", the end not told", g.closed ? "" : ", not closed");
            wrong++;
        }
    }
    http_patience_ms = 20000;
    assert_int_equal(wrong, 0);
    is_well();
}

static const struct raw sound[] = {
    RAW("the shortest", LINE HOST END),
    RAW("a host with a port", LINE "host: VOINTI.example:8080\r\n" END),
    RAW("an empty line before", "\r\n" LINE HOST END),
    RAW("no body", LINE HOST "Content-Length: 0\r\n" END),
    RAW("a body", LINE HOST "Content-Length: 5\r\n" END "hello"),
    RAW("chunks", LINE HOST CHUNKED END "5\r\nhello\r\n0\r\n\r\n"),
    RAW("chunks with extensions and trailers", LINE HOST CHUNKED END
        "5;a=b\r\nhello\r\n0\r\nX-Trailer: a\r\n\r\n"),
    RAW("the old protocol", "GET " TARGET " HTTP/1.0\r\nConnection: keep-alive\r\n" END),
    RAW("no blank after the colon", LINE HOST "X-Close:a\r\n" END),
    RAW("empty headers", LINE HOST "X-Empty:\r\nX-Empty: \r\n" END),
    RAW("a tab in a header", LINE HOST "X-Tab: a\tb\r\n" END),
    RAW("letters", LINE HOST "X-Letters: \xc3\xa4\xff\r\n" END),
    RAW("a broken cookie", LINE HOST "Cookie: a=b; c=\"d\r\n" END),
    RAW("a range", LINE HOST "Range: bytes=0-10\r\n" END),
    RAW("many headers", LINE HOST TEN TEN TEN TEN TEN END),
};

/* Each is read to its end and no further: another on the same connection is answered. */
static void sound_requests_are_answered(void **state)
{
    static const char next[] = LINE HOST "Connection: close\r\n" END;
    char bytes[4000];
    (void)state;
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
        memcpy(bytes, sound[i].bytes, sound[i].n);
        memcpy(bytes + sound[i].n, next, strlen(next));
        struct got g = got(bytes, sound[i].n + strlen(next));
        if (g.good != 2 || !g.closed)
            fail_msg("%s: %d, %d answers with 200", sound[i].what, g.first, g.good);
    }
}

static void who_has_said_all_is_answered(void **state)
{
    struct wire w;
    (void)state;
    assert_true(wire_open(&w, address));
    assert_true(wire_send(&w, LINE HOST END, strlen(LINE HOST END)));
    shutdown(w.socket, SHUT_WR);
    struct reply r = wire_reply(&w, true);
    assert_int_equal(r.status, 200);
    assert_true(r.whole);
    reply_free(&r);
    wire_close(&w);
}

static void the_old_protocol_closes_unless_asked(void **state)
{
    static const char request[] = "GET " TARGET " HTTP/1.0\r\n" END;
    struct wire w;
    (void)state;
    assert_true(wire_open(&w, address));
    assert_true(wire_send(&w, request, strlen(request)));
    struct reply r = wire_reply(&w, true);
    assert_int_equal(r.status, 200);
    assert_true(r.whole && wire_closed(&w));
    reply_free(&r);
    wire_close(&w);
}

static void too_much_is_not_read(void **state)
{
    char chunk[70000];
    struct wire w;
    int sent = 0;
    (void)state;
    struct got g = got(POSTED HOST "Content-Length: 9999999999\r\n" END,
                       strlen(POSTED HOST "Content-Length: 9999999999\r\n" END));
    assert_int_equal(g.first, 413);
    assert_true(g.closed);

    assert_true(wire_open(&w, address));
    assert_true(wire_send(&w, POSTED HOST CHUNKED END, strlen(POSTED HOST CHUNKED END)));
    int n = snprintf(chunk, sizeof chunk, "10000\r\n%065536d\r\n", 0);
    while (sent < 1000 && wire_send(&w, chunk, (size_t)n))
        sent++;
    assert_true(sent < 1000); /* 64 MB */
    wire_close(&w);
}

static void who_waits_to_be_asked_for_a_body_is_asked(void **state)
{
    static const char head[] = LINE HOST "Content-Length: 5\r\nExpect: 100-continue\r\n" END;
    struct wire w;
    (void)state;
    assert_true(wire_open(&w, address));
    assert_true(wire_send(&w, head, strlen(head)));
    struct reply r = wire_reply(&w, true);
    assert_int_equal(r.status, 100);
    reply_free(&r);
    assert_true(wire_send(&w, "hello", 5));
    r = wire_reply(&w, true);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    wire_close(&w);
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

/* Leaves at once, without the usual farewell. */
static void leave(int socket)
{
    const struct linger at_once = { 1, 0 };

    setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(socket);
}

/* Those that ask and leave without reading. */
static void clients_that_leave_do_no_harm(void **state)
{
    static const char request[] = "GET /toimenpiteet?sivu=kaikki HTTP/1.1\r\n" HOST "\r\n";
    (void)state;
    for (int i = 0; i < 300; i++) {
        int socket = http_dial(address);
        assert_true(socket >= 0);
        send(socket, request, strlen(request), MSG_NOSIGNAL);
        leave(socket);
    }
    is_well();
    assert_true(process_lives(&server));
}

static void ten_thousand_that_come_and_go(void **state)
{
    (void)state;
    for (int i = 0; i < 10000; i++) {
        int socket = http_dial(address);
        assert_true(socket >= 0);
        if (i % 3 == 0)
            send(socket, LINE, strlen(LINE), MSG_NOSIGNAL);
        leave(socket);
    }
    is_well();
    assert_true(process_lives(&server));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(doubtful_requests_are_refused),
        cmocka_unit_test(sound_requests_are_answered),
        cmocka_unit_test(who_has_said_all_is_answered),
        cmocka_unit_test(the_old_protocol_closes_unless_asked),
        cmocka_unit_test(too_much_is_not_read),
        cmocka_unit_test(who_waits_to_be_asked_for_a_body_is_asked),
        cmocka_unit_test(two_hundred_clients_at_once),
        cmocka_unit_test(slow_clients_hold_nobody_up),
        cmocka_unit_test(a_request_may_come_a_byte_at_a_time),
        cmocka_unit_test(clients_that_leave_do_no_harm),
        cmocka_unit_test(ten_thousand_that_come_and_go),
    };
    return serving_run("serve_raw", tests, sizeof tests / sizeof *tests);
}

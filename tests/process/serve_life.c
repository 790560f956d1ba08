/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * How the server begins and ends: its sockets, what it tells the service manager,
 * answers that run when it is asked to stop, too few file descriptors. */
#include "process/serving.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

static struct process other;

/* Another server on the same database; words: what follows --db. */
static bool other_start(const char *option, const char *value)
{
    const char *const words[] = { "vointi", "serve", "--db", store.url, option, value, NULL };
    return process_start(&other, words, true);
}

/* A test that stopped in the middle leaves no server behind. */
static int other_end(void **state)
{
    (void)state;
    process_before = NULL;
    process_end(&other, SIGKILL, NULL);
    return 0;
}

static void answers_at(const char *where, const char *target, int status)
{
    struct reply r = http_get(where, target);

    if (r.status != status || !r.whole)
        fail_msg("%s%s: %d", where, target, r.status);
    reply_free(&r);
}

/* ---- sockets ---- */

static const char *socket_path(void)
{
    static char path[250];
    snprintf(path, sizeof path, "%s", path_of("door.sock"));
    return path;
}

static void a_unix_socket_for_nginx(void **state)
{
    const char *path = socket_path();
    struct stat st;
    (void)state;
    assert_true(other_start("--listen", path));
    assert_non_null(strstr(other.line, path));
    answers_at(path, "/tavoitteet", 200);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0660);

    /* Another program at the same place is told so, and the first goes on. */
    struct ran r = ran("vointi", "serve", "--db", store.url, "--listen", path, NULL);
    assert_int_equal(r.status, 1);
    assert_non_null(strstr(r.err, path));
    ran_free(&r);
    answers_at(path, "/tavoitteet", 200);

    /* What a killed program left behind is in nobody's way. */
    process_end(&other, SIGKILL, NULL);
    assert_int_equal(stat(path, &st), 0);
    assert_true(other_start("--listen", path));
    answers_at(path, "/tavoitteet", 200);
    assert_int_equal(process_end(&other, SIGTERM, NULL), 0);
    unlink(path);
}

static void a_port_that_is_taken_is_told(void **state)
{
    char where[40];
    (void)state;
    snprintf(where, sizeof where, "%.*s", (int)strcspn(address + 7, "/"), address + 7);
    struct ran r = ran("vointi", "serve", "--db", store.url, "--listen", where, NULL);
    assert_int_equal(r.status, 1);
    assert_non_null(strstr(r.err, where));
    assert_string_equal(r.out, "");
    ran_free(&r);
    r = ran("vointi", "serve", "--db", store.url, "--listen", "127.0.0.1:0", "--health", where,
            NULL);
    assert_int_equal(r.status, 1);
    ran_free(&r);
}

static int handed[2];

/* As systemd does: the sockets are 3 and 4, in the order of the unit. */
static void hand_over(void)
{
    char pid[20];

    snprintf(pid, sizeof pid, "%d", (int)getpid());
    setenv("LISTEN_PID", pid, 1);
    setenv("LISTEN_FDS", "2", 1);
    int door = fcntl(handed[0], F_DUPFD, 10), second = fcntl(handed[1], F_DUPFD, 10);
    dup2(door, 3);
    dup2(second, 4);
    close(door);
    close(second);
}

/* An open socket that listens; its address. */
static int listening(char *where, size_t room)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t n = sizeof a;
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_int_equal(bind(s, (struct sockaddr *)&a, sizeof a), 0);
    assert_int_equal(listen(s, 64), 0);
    assert_int_equal(getsockname(s, (struct sockaddr *)&a, &n), 0);
    snprintf(where, room, "http://127.0.0.1:%d/", ntohs(a.sin_port));
    return s;
}

static void sockets_that_were_opened_before(void **state)
{
    char door[60], second[60];
    struct wire early;
    (void)state;
    handed[0] = listening(door, sizeof door);
    handed[1] = listening(second, sizeof second);
    process_before = hand_over;
    /* Who comes before the program waits and is answered. */
    assert_true(wire_open(&early, door));
    assert_true(wire_send(&early, "GET / HTTP/1.0\r\n\r\n", 18));
    assert_true(other_start("--health", "127.0.0.1:0"));
    struct reply r = wire_reply(&early, true);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    wire_close(&early);
    answers_at(door, "/tavoitteet", 200);
    answers_at(second, "/healthz", 200);
    answers_at(door, "/healthz", 404);
    /* Between two lives of the program nobody is turned away. */
    assert_int_equal(process_end(&other, SIGTERM, NULL), 0);
    assert_true(wire_open(&early, door));
    assert_true(wire_send(&early, "GET / HTTP/1.0\r\n\r\n", 18));
    assert_true(other_start("--health", "127.0.0.1:0"));
    r = wire_reply(&early, true);
    assert_int_equal(r.status, 200);
    reply_free(&r);
    wire_close(&early);
    assert_int_equal(process_end(&other, SIGTERM, NULL), 0);
    close(handed[0]);
    close(handed[1]);
}

/* ---- the service manager ---- */

static char notify_path[250];

static void be_managed(void)
{
    char pid[20];

    snprintf(pid, sizeof pid, "%d", (int)getpid());
    setenv("NOTIFY_SOCKET", notify_path, 1);
    setenv("WATCHDOG_USEC", "300000", 1);
    setenv("WATCHDOG_PID", pid, 1);
}

/* Whether it is told within ten seconds; how many other messages came before. */
static bool told(int s, const char *what, int *before)
{
    char message[200];
    struct pollfd ready = { .fd = s, .events = POLLIN };

    for (*before = 0; poll(&ready, 1, 10000) == 1; ++*before) {
        ssize_t n = recv(s, message, sizeof message - 1, 0);
        message[n > 0 ? n : 0] = '\0';
        if (strcmp(message, what) == 0)
            return true;
    }
    return false;
}

/* The next program has us as its service manager. */
static int manage(void)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    int s = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    snprintf(notify_path, sizeof notify_path, "%s", path_of("notify.sock"));
    assert_true(strlen(notify_path) < sizeof a.sun_path);
    memcpy(a.sun_path, notify_path, strlen(notify_path) + 1);
    unlink(notify_path);
    assert_int_equal(bind(s, (struct sockaddr *)&a, sizeof a), 0);
    process_before = be_managed;
    return s;
}

static void the_service_manager_is_told(void **state)
{
    int s = manage(), before;
    const char *path = socket_path();
    (void)state;
    assert_true(other_start("--listen", path));
    assert_true(told(s, "READY=1", &before));
    assert_int_equal(before, 0);
    answers_at(path, "/tavoitteet", 200);
    double began = seconds_now();
    for (int i = 0; i < 3; i++)
        assert_true(told(s, "WATCHDOG=1", &before));
    /* Twice in the time that the manager waits, not more and not less often. */
    assert_true(seconds_now() - began > 0.2 && seconds_now() - began < 0.9);
    kill(other.pid, SIGTERM);
    assert_true(told(s, "STOPPING=1", &before));
    assert_int_equal(process_end(&other, SIGTERM, NULL), 0);
    close(s);
    unlink(notify_path);
    unlink(path);
}

/* ---- the end ---- */

static void it_ends_at_once_though_many_are_there(void **state)
{
    static const int signals[] = { SIGTERM, SIGINT };
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct wire w[20];
        double seconds;
        assert_true(other_start("--listen", "127.0.0.1:0"));
        for (int k = 0; k < 20; k++) { /* silent, in the middle of a request, or answered */
            static const char request[] = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
            char where[400];
            address_of(other.line, where, sizeof where);
            assert_true(wire_open(&w[k], where));
            assert_true(wire_send(&w[k], request, k % 3 == 0 ? 0 : k % 3 == 1 ? 20 : 27));
            if (k % 3 == 2) {
                struct reply r = wire_reply(&w[k], true);
                assert_int_equal(r.status, 200);
                reply_free(&r);
            }
        }
        assert_int_equal(process_end(&other, signals[i], &seconds), 0);
        assert_true(seconds < 2);
        for (int k = 0; k < 20; k++)
            wire_close(&w[k]);
    }
}

/* Opens a connection that takes a big page slowly; "big" is a plan of its own. */
static void ask_for_much(struct wire *w, const char *path)
{
    static const char request[] = "GET /iso/toimenpiteet.json?sivu=kaikki HTTP/1.1\r\n"
                                  "Host: x\r\n\r\n";
    struct pollfd ready;

    assert_true(wire_open(w, path));
    assert_true(wire_send(w, request, strlen(request)));
    ready = (struct pollfd){ .fd = w->socket, .events = POLLIN };
    assert_int_equal(poll(&ready, 1, http_patience_ms), 1); /* it has begun to answer */
}

static void running_answers_are_finished(void **state)
{
    enum { ROWS = 1500, ROW = 600 };
    char *rows = malloc(ROWS * ROW);
    const char *path = socket_path();
    struct wire w;
    (void)state;
    assert_non_null(rows);
    size_t n = 0;
    for (int i = 0; i < ROWS; i++)
        n += (size_t)snprintf(rows + n, ROWS * ROW - n,
                              "Kotka;I;Arki;1;Apua;Toimenpide %d %0400d;;;;;;\n", i, i);
    import_rows("iso", rows);
    free(rows);
    int manager = manage(), before;
    assert_true(other_start("--listen", path));
    ask_for_much(&w, path);
    kill(other.pid, SIGTERM);
    assert_true(told(manager, "STOPPING=1", &before));
    struct reply r = wire_reply(&w, true);
    assert_int_equal(r.status, 200);
    assert_true(r.whole && r.n > 500000);
    reply_free(&r);
    wire_close(&w);
    double seconds;
    assert_int_equal(process_end(&other, 0, &seconds), 0);
    assert_true(seconds < 2);

    /* Who does not take the answer is not waited for when a second signal comes. */
    assert_true(other_start("--listen", path));
    ask_for_much(&w, path);
    kill(other.pid, SIGTERM);
    assert_true(told(manager, "STOPPING=1", &before));
    assert_true(process_lives(&other));
    assert_int_equal(process_end(&other, SIGTERM, &seconds), 0);
    assert_true(seconds < 2);
    wire_close(&w);
    close(manager);
    unlink(notify_path);
    unlink(path);
}

/* ---- too few file descriptors ---- */

enum { FEW = 100, MANY = 200 };

static void have_few_files(void)
{
    const struct rlimit few = { FEW, FEW };
    setrlimit(RLIMIT_NOFILE, &few);
}

/* Connections wait in the queue; the database and /healthz have theirs nevertheless. */
static void many_connections_leave_files_for_others(void **state)
{
    const char *const words[] = { "vointi", "serve", "--db", store.url, "--listen", "127.0.0.1:0",
                                  "--health", "127.0.0.1:0", NULL };
    struct wire wires[MANY];
    char door[400], watch[400], line[400];
    int answered = 0;
    (void)state;
    process_before = have_few_files;
    assert_true(process_start(&other, words, true));
    assert_true(process_line(&other, line, sizeof line));
    address_of(other.line, door, sizeof door);
    address_of(line, watch, sizeof watch);
    for (int i = 0; i < MANY; i++) { /* who is let in is answered and stays */
        assert_true(wire_open(&wires[i], door));
        assert_true(wire_send(&wires[i], "GET /tavoitteet HTTP/1.1\r\nHost: x\r\n\r\n", 37));
    }
    answers_at(watch, "/healthz", 200);
    for (int i = 0; i < MANY; i++) {
        http_patience_ms = answered < 20 ? 20000 : 1;
        struct reply r = wire_reply(&wires[i], true);
        answered += r.status == 200;
        assert_true(r.status == 200 || r.status == 0);
        reply_free(&r);
    }
    http_patience_ms = 20000;
    assert_in_range(answered, 20, FEW);
    answers_at(watch, "/healthz", 200);
    for (int i = 0; i < MANY; i++)
        wire_close(&wires[i]);
    answers_at(door, "/tavoitteet", 200);
    assert_int_equal(process_end(&other, SIGTERM, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_unix_socket_for_nginx, other_end),
        cmocka_unit_test_teardown(a_port_that_is_taken_is_told, other_end),
        cmocka_unit_test_teardown(sockets_that_were_opened_before, other_end),
        cmocka_unit_test_teardown(the_service_manager_is_told, other_end),
        cmocka_unit_test_teardown(it_ends_at_once_though_many_are_there, other_end),
        cmocka_unit_test_teardown(running_answers_are_finished, other_end),
        cmocka_unit_test_teardown(many_connections_leave_files_for_others, other_end),
    };
    return serving_run("serve_life", tests, sizeof tests / sizeof *tests);
}

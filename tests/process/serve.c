/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Pages as a browser gets them from the running program: kept ones, conditional
 * requests, wrong ones, and the listener for watching. */
#include "process/serving.h"

static char etag[100];

/* The page's ETag, kept in etag; the answer must be 200 and hold a text. */
static void look(const char *target, const char *text)
{
    struct reply r = http_get(address, target);

    assert_int_equal(r.status, 200);
    if (!reply_has(&r, text))
        fail_msg("%s does not hold %s", target, text);
    snprintf(etag, sizeof etag, "%s", reply_header(&r, "ETag"));
    assert_true(*etag);
    reply_free(&r);
}

static int conditional(const char *target, const char *tag)
{
    char header[200];

    snprintf(header, sizeof header, "If-None-Match: %s\r\n", tag);
    struct reply r = http_ask(address, "GET", target, header);
    int status = r.status;
    if (status == 304)
        assert_int_equal(r.n, 0);
    reply_free(&r);
    return status;
}

static long metric(const char *name)
{
    struct reply r = http_get(health, "/metrics");
    const char *at = strstr(r.body, name);
    long value = at ? strtol(at + strlen(name), NULL, 10) : -1;

    assert_int_equal(r.status, 200);
    reply_free(&r);
    return value;
}

/* ---- kept pages ---- */

static void a_change_by_another_process_shows_at_once(void **state)
{
    static const char *const pages[] = { "/toimenpiteet", "/toimenpiteet.json",
                                         "/tavoitteet/i-1.csv", "/sv/toimenpiteet" };
    enum { PAGES = sizeof pages / sizeof *pages };
    char first[PAGES][100];
    (void)state;
    for (int i = 0; i < PAGES; i++) {
        look(pages[i], "Avoin kerho");
        snprintf(first[i], sizeof first[i], "%s", etag);
        look(pages[i], "Avoin kerho");
        assert_string_equal(first[i], etag);
        assert_int_equal(conditional(pages[i], first[i]), 304);
    }
    import_rows("a", SECOND);
    for (int i = 0; i < PAGES; i++) {
        assert_int_equal(conditional(pages[i], first[i]), 200);
        look(pages[i], "Avoin kerho ja leikkipuisto");
        assert_string_not_equal(first[i], etag);
        assert_int_equal(conditional(pages[i], etag), 304);
    }
    assert_int_equal(run("vointi", "undo", "--db", store.url, "--plan", "a", NULL), 0);
    for (int i = 0; i < PAGES; i++) {
        look(pages[i], "Neuvola");
        assert_string_equal(first[i], etag);
    }
}

static void what_does_not_change_a_page_leaves_its_etag(void **state)
{
    char before[100];
    (void)state;
    look("/tavoitteet", "Apua saa");
    snprintf(before, sizeof before, "%s", etag);
    import_rows("b", SECOND); /* another plan */
    look("/tavoitteet", "Apua saa");
    assert_string_equal(before, etag);
    import_rows("a", FIRST); /* the same again */
    look("/tavoitteet", "Apua saa");
    assert_string_equal(before, etag);
    assert_int_equal(run("vointi", "rebuild", "--db", store.url, NULL), 0);
    look("/tavoitteet", "Apua saa");
    assert_string_equal(before, etag);
    assert_int_equal(run("vointi", "undo", "--db", store.url, "--plan", "a", NULL), 0);
    look("/", "href=\"/b/\"");
    assert_int_equal(run("vointi", "undo", "--db", store.url, "--plan", "b", NULL), 0);
    struct reply r = http_get(address, "/b/");
    assert_int_equal(r.status, 404);
    reply_free(&r);
    look("/tavoitteet", "Apua saa");
    assert_string_equal(before, etag);
}

static void pages_are_kept_until_then(void **state)
{
    (void)state;
    look("/organisaatiot", "Kotka");
    long cached = metric("\nvointi_cached_total "), all = metric("{status=\"2xx\"} ");
    for (int i = 0; i < 5; i++)
        look("/organisaatiot", "Kotka");
    assert_int_equal(metric("\nvointi_cached_total "), cached + 5);
    assert_true(metric("{status=\"2xx\"} ") >= all + 5);
    /* Only the host and the whole address tell pages apart. */
    look("/organisaatiot?x=1", "Kotka");
    assert_int_equal(metric("\nvointi_cached_total "), cached + 5);
}

static void lists_of_etags_and_stars(void **state)
{
    char list[400];
    (void)state;
    look("/tavoitteet", "Apua saa");
    snprintf(list, sizeof list, "\"x\", %s, W/\"y\"", etag);
    assert_int_equal(conditional("/tavoitteet", list), 304);
    snprintf(list, sizeof list, "%s", etag + 2); /* without W/ */
    assert_int_equal(conditional("/tavoitteet", list), 304);
    assert_int_equal(conditional("/tavoitteet", "*"), 304);
    assert_int_equal(conditional("/tavoitteet", "\"x\""), 200);
    assert_int_equal(conditional("/tavoitteet", ""), 200);
    assert_int_equal(conditional("/ei-ole", "*"), 404);
}

/* ---- methods and addresses ---- */

static void head_is_get_without_the_body(void **state)
{
    static const char *const targets[] = { "/", "/tavoitteet.json", "/tavoitteet.csv", "/ei-ole",
                                           "/robots.txt" };
    static const char *const names[] = { "Content-Type", "Content-Length", "ETag", "Cache-Control",
                                         "Content-Security-Policy", "Content-Language" };
    (void)state;
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        struct reply get = http_get(address, targets[i]);
        struct reply head = http_ask(address, "HEAD", targets[i], "");
        assert_int_equal(get.status, head.status);
        assert_int_equal(head.n, 0);
        assert_true(get.n > 0);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            char value[1000];
            snprintf(value, sizeof value, "%s", reply_header(&get, names[k]));
            assert_string_equal(value, reply_header(&head, names[k]));
        }
        assert_int_equal(strtoul(reply_header(&get, "Content-Length"), NULL, 10), get.n);
        reply_free(&get);
        reply_free(&head);
    }
}

static void every_answer_has_the_headers_that_protect(void **state)
{
    static const char *const targets[] = { "/", "/ei-ole", "/tavoitteet.json", "/robots.txt",
                                           "/tavoitteet?haku=%zz" };
    static const char *const wanted[][2] = { { "X-Content-Type-Options", "nosniff" },
                                             { "Referrer-Policy", "same-origin" },
                                             { "Cross-Origin-Opener-Policy", "same-origin" } };
    (void)state;
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        struct reply r = http_get(address, targets[i]);
        for (size_t k = 0; k < 3; k++)
            assert_string_equal(reply_header(&r, wanted[k][0]), wanted[k][1]);
        assert_non_null(strstr(reply_header(&r, "Content-Security-Policy"), "default-src 'none'"));
        reply_free(&r);
    }
}

static void statuses(void **state)
{
    static const struct {
        const char *method, *target, *headers;
        int status;
        const char *holds;
    } rows[] = {
        { "GET", "/ei-ole/sivua", "", 404, "lang=\"fi\"" },
        { "GET", "/sv/tavoitteet/ei-ole", "", 404, "lang=\"sv\"" },
        { "GET", "/en/tavoitteet/ei-ole.json", "", 404, "\"status\": 404" },
        { "GET", "/toimenpiteet/999", "", 404, "" },
        { "GET", "/tavoitteet.svg", "", 404, "" },
        { "POST", "/tavoitteet", "Content-Length: 0\r\n", 405, "" },
        { "DELETE", "/tavoitteet", "", 405, "" },
        { "PUT", "/tavoitteet", "Content-Length: 0\r\n", 405, "" },
        { "OPTIONS", "*", "", 400, "" },
        { "TRACE", "/", "", 405, "" },
        { "BREW", "/tavoitteet", "", 405, "" },
        { "GET", "/tavoitteet?sivu=%zz", "", 400, "" },
        { "GET", "/tavoitteet/%00", "", 400, "" },
        { "GET", "/tavoitteet/%ff%fe", "", 400, "" },
        { "GET", "/toimenpiteet?sivu=x", "", 422, "" },
        { "GET", "/tavoitteet/", "", 200, "" },
        { "GET", "//tavoitteet", "", 404, "" },
        { "GET", "/../../etc/passwd", "", 404, "" },
        { "GET", "/assets/../robots.txt", "", 404, "" },
        { "GET", "/assets/ei-ole.css", "", 404, "" },
        { "GET", "/healthz", "", 404, "" }, /* has a listener of its own */
        { "GET", "/metrics", "", 404, "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reply r = http_ask(address, rows[i].method, rows[i].target, rows[i].headers);
        if (r.status != rows[i].status || !reply_has(&r, rows[i].holds))
            fail_msg("%s %s: %d, not %d: %.300s", rows[i].method, rows[i].target, r.status,
                     rows[i].status, r.body);
        reply_free(&r);
    }
}

static void what_is_too_long_is_said_so(void **state)
{
    enum { LONG = 100000 };
    char *text = malloc(LONG + 100);
    (void)state;
    assert_non_null(text);
    memset(text, 'a', LONG);
    text[0] = '/';
    text[5000] = '\0';
    struct reply r = http_get(address, text);
    assert_int_equal(r.status, 414);
    reply_free(&r);

    snprintf(text, LONG, "X-Long: %040000d\r\n", 0);
    r = http_ask(address, "GET", "/", text);
    assert_int_equal(r.status, 431);
    reply_free(&r);

    memset(text, 'a', LONG);
    text[0] = '/';
    text[LONG] = '\0';
    r = http_get(address, text);
    assert_true(r.status == 414 || r.status == 431);
    reply_free(&r);
    free(text);
    look("/", "Arki");
}

static void one_connection_serves_many_requests(void **state)
{
    static const char first[] = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    static const char three[] = "GET /tavoitteet HTTP/1.1\r\nHost: x\r\n\r\n"
                                "HEAD /tavoitteet HTTP/1.1\r\nHost: x\r\n\r\n"
                                "GET /ei-ole HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    static const int statuses[] = { 200, 200, 404 };
    struct wire w;
    (void)state;
    assert_true(wire_open(&w, address));
    for (int i = 0; i < 20; i++) {
        assert_true(wire_send(&w, first, strlen(first)));
        struct reply r = wire_reply(&w, true);
        assert_int_equal(r.status, 200);
        reply_free(&r);
    }
    /* Those that come together are answered in their order. */
    assert_true(wire_send(&w, three, strlen(three)));
    for (int i = 0; i < 3; i++) {
        struct reply r = wire_reply(&w, i != 1);
        assert_int_equal(r.status, statuses[i]);
        assert_true(r.whole);
        reply_free(&r);
    }
    assert_true(wire_closed(&w));
    wire_close(&w);
}

/* ---- watching ---- */

static void health_and_metrics_have_a_listener_of_their_own(void **state)
{
    (void)state;
    struct reply r = http_get(health, "/healthz");
    assert_int_equal(r.status, 200);
    assert_string_equal(r.body, "ok\n");
    reply_free(&r);
    r = http_get(health, "/metrics");
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "# TYPE vointi_answers_total counter"));
    assert_true(reply_has(&r, "vointi_answer_seconds_bucket{le=\"+Inf\"}"));
    assert_true(reply_has(&r, "process_resident_memory_bytes"));
    assert_true(strstr(reply_header(&r, "Content-Type"), "version=0.0.4") != NULL);
    reply_free(&r);
    r = http_get(health, "/");
    assert_int_equal(r.status, 404);
    reply_free(&r);
    r = http_ask(health, "POST", "/healthz", "Content-Length: 0\r\n");
    assert_int_equal(r.status, 405);
    reply_free(&r);
}

static void the_log_tells_no_queries(void **state)
{
    char line[1000];
    int lines = 0;
    (void)state;
    struct reply r = http_ask(address, "GET", "/toimenpiteet?haku=salainen-sana",
                              "X-Forwarded-For: 192.0.2.77\r\nUser-Agent: tuntomerkki\r\n");
    reply_free(&r);
    FILE *log = fopen(server.log, "r");
    assert_non_null(log);
    while (fgets(line, sizeof line, log)) {
        lines += strstr(line, "GET /toimenpiteet 200") != NULL;
        assert_null(strstr(line, "salainen"));
        assert_null(strstr(line, "192.0.2.77"));
        assert_null(strstr(line, "tuntomerkki"));
        assert_null(strstr(line, "127.0.0.1"));
    }
    fclose(log);
    assert_true(lines > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_by_another_process_shows_at_once),
        cmocka_unit_test(what_does_not_change_a_page_leaves_its_etag),
        cmocka_unit_test(pages_are_kept_until_then),
        cmocka_unit_test(lists_of_etags_and_stars),
        cmocka_unit_test(head_is_get_without_the_body),
        cmocka_unit_test(every_answer_has_the_headers_that_protect),
        cmocka_unit_test(statuses),
        cmocka_unit_test(what_is_too_long_is_said_so),
        cmocka_unit_test(one_connection_serves_many_requests),
        cmocka_unit_test(health_and_metrics_have_a_listener_of_their_own),
        cmocka_unit_test(the_log_tells_no_queries),
    };
    return serving_run("serve", tests, sizeof tests / sizeof *tests);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Pages as a browser gets them from the running program: kept ones, conditional
 * requests, headers, wrong methods and addresses. */
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

/* The address of a file as the front page has it. */
static const char *file_of(const char *begin)
{
    static char path[100];
    struct reply r = http_get(address, "/");
    const char *at = strstr(r.body, begin);

    assert_non_null(at);
    snprintf(path, sizeof path, "%.*s", (int)strcspn(at, "\""), at);
    reply_free(&r);
    return path;
}

static void files_are_conditional_too(void **state)
{
    const char *const files[] = { file_of("/assets/vointi."), "/assets/teema-3f3d99.css" };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = files[i];
        look(path, "");
        assert_int_equal(conditional(path, etag), 304);
        assert_int_equal(conditional(path, "\"other\""), 200);
        struct reply r = http_get(address, path);
        assert_non_null(strstr(reply_header(&r, "Cache-Control"), "immutable"));
        reply_free(&r);
    }
    look("/robots.txt", "User-agent");
    assert_int_equal(conditional("/robots.txt", etag), 304);
}

static void protected_is(const char *what, const struct reply *r)
{
    static const char *const wanted[][2] = {
        { "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
          "font-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
          "frame-ancestors 'none'" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "same-origin" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
        { "Permissions-Policy", "camera=(), geolocation=(), microphone=()" },
    };
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
        if (strcmp(reply_header(r, wanted[k][0]), wanted[k][1]) != 0)
            fail_msg("%s: %d: %s: %s", what, r->status, wanted[k][0],
                     reply_header(r, wanted[k][0]));
}

static void every_answer_has_the_headers_that_protect(void **state)
{
    static const struct {
        const char *method, *target, *headers;
        int status;
    } rows[] = {
        { "GET", "/", "", 200 },
        { "HEAD", "/tavoitteet", "", 200 },
        { "GET", "/tavoitteet", "If-None-Match: *\r\n", 304 },
        { "GET", "/robots.txt", "", 200 },
        { "GET", "/robots.txt", "If-None-Match: *\r\n", 304 },
        { "GET", "/assets/teema-3f3d99.css", "", 200 },
        { "GET", "/tavoitteet.json", "", 200 },
        { "GET", "/tavoitteet.csv", "", 200 },
        { "GET", "/tavoitteet?haku=%zz", "", 400 },
        { "GET", "/tavoitteet", "Host: b\r\n", 400 },
        { "GET", "/ei-ole", "", 404 },
        { "GET", "/ei-ole.json", "", 404 },
        { "POST", "/tavoitteet", "Content-Length: 0\r\n", 405 },
        { "PUT", "/robots.txt", "Content-Length: 0\r\n", 405 },
        { "POST", "/tavoitteet", "Content-Length: 2000000\r\n", 413 },
        { "GET", "/toimenpiteet?sivu=x", "", 422 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reply r = http_ask(address, rows[i].method, rows[i].target, rows[i].headers);
        if (r.status != rows[i].status)
            fail_msg("%s %s: %d", rows[i].method, rows[i].target, r.status);
        protected_is(rows[i].target, &r);
        reply_free(&r);
    }
}

/* Pages are read only: who asks otherwise is told how to ask. */
static void wrong_methods_are_told_the_right_ones(void **state)
{
    static const char *const methods[] = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE",
                                           "BREW" };
    static const char *const targets[] = { "/", "/tavoitteet", "/sv/tavoitteet/i-1",
                                           "/toimenpiteet.json", "/robots.txt",
                                           "/assets/teema-3f3d99.css" };
    (void)state;
    for (size_t m = 0; m < sizeof methods / sizeof *methods; m++) {
        for (size_t t = 0; t < sizeof targets / sizeof *targets; t++) {
            struct reply r = http_ask(address, methods[m], targets[t], "Content-Length: 0\r\n");
            if (r.status != 405 || strcmp(reply_header(&r, "Allow"), "GET, HEAD") != 0)
                fail_msg("%s %s: %d %s", methods[m], targets[t], r.status,
                         reply_header(&r, "Allow"));
            reply_free(&r);
        }
        struct reply r = http_ask(address, methods[m], "/ei-ole/mitaan", "Content-Length: 0\r\n");
        assert_int_equal(r.status, 404);
        reply_free(&r);
    }
}

static void addresses(void **state)
{
    static const struct {
        const char *target;
        int status;
        const char *holds;
    } rows[] = {
        { "/ei-ole/sivua", 404, "<html lang=\"fi\"" },
        { "/sv/tavoitteet/ei-ole", 404, "<html lang=\"sv\"" },
        { "/en/tavoitteet/ei-ole.json", 404, "\"status\": 404" },
        { "/toimenpiteet/999", 404, "" },
        { "/toimenpiteet/99999999999999999999", 404, "" },
        { "/tavoitteet.svg", 404, "" },
        { "/tavoitteet/", 200, "" },
        { "/%74avoitteet", 200, "Apua saa" },
        { "/tavoitteet?", 200, "Apua saa" },
        { "/tavoitteet?&&=&a=b=c", 200, "Apua saa" },
        { "/TAVOITTEET", 404, "" },
        { "//tavoitteet", 404, "" },
        { "/tavoitteet;v=1", 404, "" },
        { "/tavoitteet#apua", 404, "" },
        { "/tavoitteet\\..", 404, "" },
        { "/../../etc/passwd", 404, "" },
        { "/%2e%2e/%2E%2E/etc/passwd", 404, "" },
        { "/..%2f..%2fetc%2fpasswd", 404, "" },
        { "/sv/../tavoitteet", 404, "" },
        { "/./tavoitteet", 404, "" },
        { "/assets/../robots.txt", 404, "" },
        { "/assets/%2e%2e/robots.txt", 404, "" },
        { "/assets/ei-ole.css", 404, "" },
        { "/assets/teema-3f3d9.css", 404, "" },
        { "/assets/teema-zzzzzz.css", 404, "" },
        { "/%25", 404, "" },
        { "/%252e%252e/etc", 404, "" },
        { "/tavoitteet/%", 400, "" },
        { "/tavoitteet/%4", 400, "" },
        { "/tavoitteet/%zz", 400, "" },
        { "/tavoitteet/%00", 400, "" },
        { "/tavoitteet/%ff%fe", 400, "" },
        { "/%c0%af", 400, "" },          /* a slash in two bytes */
        { "/%ed%a0%80", 400, "" },       /* half a character */
        { "/\xff", 400, "" },
        { "/tavoitteet?sivu=%zz", 400, "" },
        { "/tavoitteet?haku=%00", 400, "" },
        { "/sv/tavoitteet?x=%", 400, "<html lang=\"sv\"" },
        { "*", 400, "" },
        { "http://vointi.example/tavoitteet", 400, "" },
        { "/toimenpiteet?sivu=x", 422, "" },
        { "/healthz", 404, "" }, /* has a listener of its own */
        { "/metrics", 404, "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reply r = http_get(address, rows[i].target);
        if (r.status != rows[i].status || !reply_has(&r, rows[i].holds) || !r.whole)
            fail_msg("%s: %d, not %d: %.300s", rows[i].target, r.status, rows[i].status, r.body);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_change_by_another_process_shows_at_once),
        cmocka_unit_test(what_does_not_change_a_page_leaves_its_etag),
        cmocka_unit_test(lists_of_etags_and_stars),
        cmocka_unit_test(files_are_conditional_too),
        cmocka_unit_test(head_is_get_without_the_body),
        cmocka_unit_test(every_answer_has_the_headers_that_protect),
        cmocka_unit_test(wrong_methods_are_told_the_right_ones),
        cmocka_unit_test(addresses),
        cmocka_unit_test(what_is_too_long_is_said_so),
        cmocka_unit_test(one_connection_serves_many_requests),
    };
    return serving_run("serve", tests, sizeof tests / sizeof *tests);
}

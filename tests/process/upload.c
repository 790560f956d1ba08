/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Documents sent to the running server: how large they may be and from whom, the work between
 * the pages, and what is there after kill -9 at any step of it. */
#include "process/serving.h"

#define MULTIPART "Content-Type: multipart/form-data; boundary=b\r\n"
#define PART_HEAD "--b\r\nContent-Disposition: form-data; name=\"tiedosto\"; " \
                  "filename=\"%s\"\r\n\r\n"
#define PART_END "\r\n--b--\r\n"
#define DOCUMENT HEAD SECOND "Kotka;I;Arki sujuu;2;Ystäviä löytyy;Kaveritaitoja;;;;;;\n"

static char cookie[200];

/* ---- requests ---- */

static struct reply post_bytes(const char *target, const char *headers, const char *body, size_t n)
{
    return http_post_bytes(address, target, headers, body, n);
}

static struct reply post(const char *target, const char *body)
{
    char headers[400];

    snprintf(headers, sizeof headers, "Content-Type: application/x-www-form-urlencoded\r\n%s",
             cookie);
    return post_bytes(target, headers, body, strlen(body));
}

static int status_of(struct reply r)
{
    int status = r.status;
    reply_free(&r);
    return status;
}

/* A document of so many bytes, filled up with lines that say nothing. */
static struct reply send_document(const char *who, const char *name, const char *text, size_t n)
{
    char headers[400], head[200];
    size_t at = (size_t)snprintf(head, sizeof head, PART_HEAD, name);
    size_t all = at + n + strlen(PART_END);
    char *body = malloc(all);

    assert_non_null(body);
    memcpy(body, head, at);
    memset(body + at, '\n', n);
    memcpy(body + at, text, strlen(text) < n ? strlen(text) : n);
    memcpy(body + at + n, PART_END, strlen(PART_END));
    snprintf(headers, sizeof headers, MULTIPART "%s", who);
    struct reply r = post_bytes("/tuonti", headers, body, all);
    free(body);
    return r;
}

static void come_in(void)
{
    struct ran r = ran("vointi", "user", "add", "koo@example.org", "--db", store.url, "--plan",
                       "a", "--role", "coordinator", NULL);
    char target[200];

    assert_int_equal(run("vointi", "set", "second_factor", "optional", "--db", store.url, NULL), 0);
    assert_int_equal(r.status, 0);
    const char *at = strstr(r.out, "/linkki/");
    assert_non_null(at);
    snprintf(target, sizeof target, "%.*s", (int)strcspn(at, "\n"), at);
    ran_free(&r);
    cookie[0] = '\0';
    struct reply in = post(target, "");
    const char *set = reply_header(&in, "Set-Cookie");
    snprintf(cookie, sizeof cookie, "Cookie: %.*s\r\n", (int)strcspn(set, ";"), set);
    assert_int_equal(status_of(in), 303);
}

/* ---- what is there ---- */

static struct reply look(const char *target)
{
    return http_ask(address, "GET", target, cookie);
}

static bool page_has(const char *target, const char *text)
{
    struct reply r = look(target);
    bool has = reply_has(&r, text);
    reply_free(&r);
    return has;
}

/* The page of a lot comes to hold a text, once the work is done. */
static void wait_for(const char *target, const char *text)
{
    for (int i = 0; i < 300; i++) {
        if (page_has(target, text))
            return;
        sleep_ms(50);
    }
    struct reply r = look(target);
    fail_msg("%s never holds %s: %.600s", target, text, r.body ? r.body : "");
}

/* "/tuonti/7": the lot that an answer leads to. */
static void lot_of(struct reply r, char out[80])
{
    assert_int_equal(r.status, 303);
    const char *to = reply_header(&r, "Location");
    snprintf(out, 80, "%.*s", (int)(strrchr(to, '/') - to), to);
    reply_free(&r);
}

static const char *under(const char *lot, const char *page)
{
    static char target[4][120];
    static int next;
    char *at = target[next++ % 4];

    snprintf(at, 120, "%s/%s", lot, page);
    return at;
}

static void confirm(const char *lot)
{
    char form[60];
    struct reply r = look(under(lot, "vahvistus.json"));
    const char *rev = r.body ? strstr(r.body, "\"rev\": ") : NULL;

    assert_non_null(rev);
    snprintf(form, sizeof form, "rev=%ld", strtol(rev + strlen("\"rev\": "), NULL, 10));
    reply_free(&r);
    assert_int_equal(status_of(post(under(lot, "vahvistus"), form)), 303);
}

static void kill_and_start(void)
{
    process_end(&server, SIGKILL, NULL);
    server_start();
}

/* ---- tests ---- */

static void from_the_document_to_the_public_page(void **state)
{
    char lot[80];
    (void)state;
    come_in();
    assert_false(page_has("/toimenpiteet", "Kaveritaitoja"));
    lot_of(send_document(cookie, "suunnitelma.csv", DOCUMENT, strlen(DOCUMENT)), lot);
    wait_for(under(lot, "tarkistus.json"), "\"state\": \"review\"");
    assert_int_equal(status_of(post(under(lot, "tarkistus"), "seuraava=vahvista")), 303);
    wait_for(under(lot, "vahvistus.json"), "\"state\": \"ready\"");
    struct reply before = http_get(address, "/toimenpiteet");
    assert_false(reply_has(&before, "Kaveritaitoja"));
    reply_free(&before);
    confirm(lot);
    wait_for(under(lot, "vahvistus.json"), "\"state\": \"done\"");
    struct reply public = http_get(address, "/toimenpiteet"); /* no kept page of before */
    assert_true(reply_has(&public, "Kaveritaitoja"));
    reply_free(&public);

    struct reply r = look(under(lot, "vahvistus.json"));
    const char *import = strstr(r.body, "\"import\": ");
    char form[60];
    assert_non_null(import);
    snprintf(form, sizeof form, "tuonti=%ld", strtol(import + strlen("\"import\": "), NULL, 10));
    reply_free(&r);
    assert_int_equal(status_of(post("/tuonti/peru", form)), 303);
    wait_for(under(lot, "vahvistus.json"), "\"state\": \"undone\"");
    public = http_get(address, "/toimenpiteet");
    assert_false(reply_has(&public, "Kaveritaitoja"));
    reply_free(&public);
}

static void a_large_document_comes_from_who_may_send_it(void **state)
{
    char lot[80];
    (void)state;
    come_in();
    lot_of(send_document(cookie, "iso.csv", DOCUMENT, 8 << 20), lot);
    wait_for(under(lot, "tarkistus.json"), "\"state\": \"review\"");
    assert_int_equal(status_of(post(under(lot, "poista"), "")), 303);
    assert_int_equal(status_of(send_document("", "pieni.csv", DOCUMENT, 1000)), 401);
    assert_int_equal(status_of(send_document("", "liian.csv", DOCUMENT, 45 << 20)), 413);

    /* The session has ended: the page says what to do, whatever was sent. */
    struct reply r = send_document("Cookie: vointi=x\r\n", "iso.csv", DOCUMENT, 8 << 20);
    assert_int_equal(r.status, 401);
    assert_true(reply_has(&r, "Vain tiedostot pitää valita uudestaan"));
    reply_free(&r);
}

static void what_is_too_large_is_told_in_words(void **state)
{
    (void)state;
    come_in();
    struct reply r = send_document(cookie, "liian.csv", DOCUMENT, 45 << 20);
    assert_int_equal(r.status, 422);
    assert_true(reply_has(&r, "enintään 40 megatavua"));
    assert_true(reply_has(&r, "class=\"ds-error-summary\""));
    reply_free(&r);
    assert_true(page_has("/tuonti", "Lue asiakirja"));
}

static void what_is_no_form_with_files(void **state)
{
    char headers[400];
    (void)state;
    come_in();
    snprintf(headers, sizeof headers, MULTIPART "%s", cookie);
    assert_int_equal(status_of(post_bytes("/tuonti", headers, "x", 1)), 400);
    assert_int_equal(status_of(post_bytes("/tuonti", headers, "--b\r\n", 5)), 400);
    assert_int_equal(status_of(post_bytes("/tuonti", headers, "--b--\r\n", 7)), 422);
    snprintf(headers, sizeof headers, "Content-Type: multipart/form-data\r\n%s", cookie);
    assert_int_equal(status_of(post_bytes("/tuonti", headers, "--b--\r\n", 7)), 400);
}

/* After each step the server is killed. Nothing that was sent is lost, and work that was
 * begun goes on by itself. */
static void killed_between_the_pages(void **state)
{
    char lot[80];
    (void)state;
    come_in();
    lot_of(send_document(cookie, "suunnitelma.csv", DOCUMENT, strlen(DOCUMENT)), lot);
    kill_and_start();
    wait_for(under(lot, "tarkistus.json"), "\"state\": \"review\"");
    assert_true(page_has(under(lot, "tarkistus"), "suunnitelma.csv"));
    assert_int_equal(status_of(post(under(lot, "tarkistus"), "seuraava=vahvista")), 303);
    kill_and_start();
    wait_for(under(lot, "vahvistus.json"), "\"state\": \"ready\"");
    kill_and_start();
    confirm(lot);
    kill_and_start();
    wait_for(under(lot, "vahvistus.json"), "\"state\": \"done\"");
    struct reply public = http_get(address, "/toimenpiteet.json");
    const char *once = public.body ? strstr(public.body, "Kaveritaitoja") : NULL;
    assert_non_null(once);
    assert_null(strstr(once + 1, "Kaveritaitoja")); /* it came in once */
    reply_free(&public);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_the_document_to_the_public_page),
        cmocka_unit_test(a_large_document_comes_from_who_may_send_it),
        cmocka_unit_test(what_is_too_large_is_told_in_words),
        cmocka_unit_test(what_is_no_form_with_files),
        cmocka_unit_test(killed_between_the_pages),
    };
    return serving_run("upload", tests, sizeof tests / sizeof *tests);
}

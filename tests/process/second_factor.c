/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The second factor over HTTP: from the first link to a code at the door, what a half
 * session may enter, one code from many browsers at once, and where its secrets stand. */
#include "process/serving.h"

#include "app/rooms.h"
#include "base/totp.h"
#include "web/page.h"

#include <time.h>

static unsigned char phone[TOTP_KEY];
static char cookie[100];     /* of the browser; "": none */
static char recovery[20];    /* the first of the codes */
static char key_words[60];   /* "ABCD EFGH …" */
static char whole_token[100]; /* of a session that counted */

/* ---- a browser ---- */

static struct reply ask_as(const char *method, const char *target, const char *token,
                           const char *form)
{
    static char request[6000];
    struct wire w;

    int n = snprintf(request, sizeof request,
                     "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s%s%s"
                     "Content-Type: application/x-www-form-urlencoded\r\n"
                     "Content-Length: %zu\r\n\r\n%s",
                     method, target, *token ? "Cookie: vointi=" : "", token, *token ? "\r\n" : "",
                     strlen(form), form);
    assert_true(wire_open(&w, address) && wire_send(&w, request, (size_t)n));
    struct reply r = wire_reply(&w, true);
    wire_close(&w);
    return r;
}

static void keep_cookie(const struct reply *r)
{
    const char *set = reply_header(r, "Set-Cookie");

    if (*set) {
        assert_int_equal(strncmp(set, "vointi=", 7), 0);
        assert_non_null(strstr(set, "; HttpOnly; SameSite=Lax"));
        snprintf(cookie, sizeof cookie, "%.*s", (int)strcspn(set + 7, ";"), set + 7);
    }
}

static struct reply ask(const char *method, const char *target, const char *form)
{
    struct reply r = ask_as(method, target, cookie, form);
    keep_cookie(&r);
    return r;
}

static void leads_to(const char *method, const char *target, const char *form, const char *where)
{
    struct reply r = ask(method, target, form);

    if (r.status != 303 || strcmp(reply_header(&r, "Location"), where) != 0)
        fail_msg("%s %s: %d to %s, not to %s\n%s", method, target, r.status,
                 reply_header(&r, "Location"), where, r.body);
    reply_free(&r);
}

static int status_of(const char *method, const char *target, const char *form)
{
    struct reply r = ask(method, target, form);
    int status = r.status;
    if (status == 200 && *cookie)
        assert_string_equal(reply_header(&r, "Cache-Control"), "no-store");
    reply_free(&r);
    return status;
}

static void copy_after(const struct reply *r, const char *mark, char *out, size_t room)
{
    const char *at = strstr(r->body, mark);

    if (!at)
        fail_msg("no %s in\n%s", mark, r->body);
    at += strlen(mark);
    snprintf(out, room, "%.*s", (int)strcspn(at, "<\""), at);
}

static void phone_reads(const char *words)
{
    unsigned bits = 0;
    int n = 0, have = 0;

    for (; *words && n < TOTP_KEY; words++) {
        if (*words == ' ')
            continue;
        bits = bits << 5 | (unsigned)(*words >= 'A' ? *words - 'A' : *words - '2' + 26);
        for (have += 5; have >= 8; have -= 8)
            phone[n++] = (unsigned char)(bits >> (have - 8));
    }
    assert_int_equal(n, TOTP_KEY);
}

/* Of the phone's step now or beside it; the clock is the real one. */
static const char *code_form(int steps_away)
{
    static char form[100];
    char code[TOTP_CODE];

    totp_code(phone, time(NULL) / TOTP_STEP_SECONDS + steps_away, code);
    snprintf(form, sizeof form, "code=%s&takaisin=/kayttajat", code);
    return form;
}

/* "vointi user add" prints a link; its page's button is pressed. */
static void come_by_link(const char *where)
{
    struct ran r = ran("vointi", "user", "add", "Koordinaattori@example.org", "--role",
                       "coordinator", "--plan", "a", "--db", store.url, NULL);
    char target[200] = "";
    const char *at = strstr(r.out, "/linkki/");

    assert_int_equal(r.status, 0);
    assert_non_null(at);
    snprintf(target, sizeof target, "%.*s", (int)strcspn(at, "\n"), at);
    ran_free(&r);
    *cookie = '\0';
    leads_to("POST", target, "", where);
}

/* ---- the tests, one after another ---- */

static void the_first_link_leads_to_the_picture(void **state)
{
    char form[700], sealed[300], half[100], code[TOTP_CODE];
    (void)state;
    come_by_link("/tili/koodi?takaisin=%2F");
    snprintf(half, sizeof half, "%s", cookie);
    struct reply r = ask("GET", "/tili/koodi", "");
    assert_int_equal(r.status, 200);
    assert_true(reply_has(&r, "<svg class=\"v-qr\" role=\"img\""));
    copy_after(&r, "<code class=\"v-break\">", key_words, sizeof key_words);
    copy_after(&r, "name=\"avain\" value=\"", sealed, sizeof sealed);
    reply_free(&r);
    phone_reads(key_words);
    totp_code(phone, time(NULL) / TOTP_STEP_SECONDS, code);
    snprintf(form, sizeof form, "avain=%s&code=%s", sealed, code);
    r = ask("POST", "/tili/koodi", form);
    assert_int_equal(r.status, 200);
    copy_after(&r, "<li><code>", recovery, sizeof recovery);
    reply_free(&r);
    assert_string_not_equal(cookie, half);
    assert_int_equal(status_of("GET", "/kayttajat", ""), 200);
    snprintf(whole_token, sizeof whole_token, "%s", cookie);
}

/* Something for the {parts} of a path. */
static const char *filled(const char *path, char *out, size_t room)
{
    size_t n = 0;

    for (; *path && n + 2 < room; path++) {
        out[n++] = *path == '{' ? '1' : *path;
        path += *path == '{' ? strcspn(path, "}") : 0;
    }
    out[n] = '\0';
    return out;
}

static void a_half_session_enters_nothing(void **state)
{
    int asked = 0;
    (void)state;
    come_by_link("/kirjaudu/koodi?takaisin=%2F");
    for (const struct page *const *room = app_house.rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++) {
            char path[200], target[300];
            const char *method = p->method == METHOD_POST ? "POST" : "GET";
            if (p->right == RIGHT_PUBLIC || p->right == RIGHT_DOOR || p->right == RIGHT_CODE)
                continue;
            filled(p->path, path, sizeof path);
            snprintf(target, sizeof target, "%s%s", path,
                     p->view->dress[FORMAT_HTML]   ? ""
                     : p->view->dress[FORMAT_TEXT] ? ".txt"
                     : p->view->dress[FORMAT_XLSX] ? ".xlsx"
                                                   : ".json");
            struct reply r = ask(method, target, "");
            if (r.status != 401)
                fail_msg("%s %s: %d for somebody who owes a code", method, target, r.status);
            assert_false(reply_has(&r, "koordinaattori@example.org"));
            reply_free(&r);
            asked++;
        }
    assert_true(asked > 20);
    struct reply r = ask("GET", "/", "");
    assert_int_equal(r.status, 200);
    assert_false(reply_has(&r, "v-staffbar"));
    reply_free(&r);
    assert_int_equal(status_of("GET", "/kirjaudu/koodi", ""), 200);
    leads_to("POST", "/ulos", "", "/");
    assert_string_equal(cookie, "");
}

static void one_code_lets_one_of_many_browsers_in(void **state)
{
    enum { BROWSERS = 8 };
    struct wire wires[BROWSERS];
    char request[600], form[100], tokens[BROWSERS][100];
    int in = 0, again = 0;
    (void)state;
    for (int i = 0; i < BROWSERS; i++) {
        come_by_link("/kirjaudu/koodi?takaisin=%2F");
        snprintf(tokens[i], sizeof tokens[i], "%s", cookie);
    }
    snprintf(form, sizeof form, "%s", code_form(1)); /* the one before turned it on */
    for (int i = 0; i < BROWSERS; i++) {
        assert_true(wire_open(&wires[i], address));
        int n = snprintf(request, sizeof request,
                         "POST /kirjaudu/koodi HTTP/1.1\r\nHost: x\r\nCookie: vointi=%s\r\n"
                         "Content-Type: application/x-www-form-urlencoded\r\n"
                         "Content-Length: %zu\r\n\r\n%.*s",
                         tokens[i], strlen(form), (int)strlen(form) - 1, form);
        assert_true(wire_send(&wires[i], request, (size_t)n)); /* all but the last letter */
    }
    for (int i = 0; i < BROWSERS; i++)
        assert_true(wire_send(&wires[i], form + strlen(form) - 1, 1));
    for (int i = 0; i < BROWSERS; i++) {
        struct reply r = wire_reply(&wires[i], true);
        in += r.status == 303 && strcmp(reply_header(&r, "Location"), "/kayttajat") == 0;
        again += r.status == 422;
        reply_free(&r);
        wire_close(&wires[i]);
    }
    assert_int_equal(in, 1);
    assert_int_equal(again, BROWSERS - 1);
}

static void a_recovery_code_lets_in_where_codes_are_closed(void **state)
{
    char form[100];
    (void)state;
    come_by_link("/kirjaudu/koodi?takaisin=%2F");
    struct reply r = ask("POST", "/kirjaudu/koodi", code_form(1)); /* closed by those before */
    assert_int_equal(r.status, 422);
    assert_true(reply_has(&r, "Liian monta"));
    reply_free(&r);
    snprintf(form, sizeof form, "code=%s&takaisin=/tili", recovery);
    leads_to("POST", "/kirjaudu/koodi", form, "/tili");
    assert_int_equal(status_of("GET", "/tili", ""), 200);
}

static void hostile_fields_are_refused_and_nothing_breaks(void **state)
{
    static const char *const forms[] = {
        "", "code", "code=", "code=%00", "code=%ff", "code=' or 1=1--", "code[]=1", "code=1&code=2",
        "code=%D9%A1%D9%A2%D9%A3%D9%A4%D9%A5%D9%A6", "code=-1", "code=1e5", "avain=x&code=123456",
        "code=<script>alert(1)</script>&takaisin=javascript:alert(1)",
        "code=123456&takaisin=%0d%0aSet-Cookie: a=b",
    };
    static char endless[4000];
    (void)state;
    come_by_link("/kirjaudu/koodi?takaisin=%2F");
    memset(endless, '1', sizeof endless - 1);
    memcpy(endless, "code=", 5);
    for (size_t i = 0; i <= sizeof forms / sizeof *forms; i++) {
        const char *form = i < sizeof forms / sizeof *forms ? forms[i] : endless;
        struct reply r = ask("POST", "/kirjaudu/koodi", form);
        if (r.status != 422 && r.status != 400)
            fail_msg("%s: %d", form, r.status);
        assert_false(reply_has(&r, "<script>alert"));
        assert_string_equal(reply_header(&r, "Set-Cookie"), "");
        reply_free(&r);
    }
    assert_int_equal(status_of("GET", "/kirjaudu/koodi?takaisin=//evil.example", ""), 200);
}

static char *all_of(const char *path, size_t *n)
{
    FILE *f = fopen(path, "r");
    char *all = calloc(1, 16 << 20);

    assert_true(f && all);
    *n = fread(all, 1, (16 << 20) - 1, f);
    fclose(f);
    return all;
}

static void holds_none(const char *path)
{
    const char *const secrets[] = { key_words, recovery, whole_token, cookie };
    size_t n;
    char *all = all_of(path, &n), bare[60];
    int m = 0;

    for (const char *c = key_words; *c; c++)
        if (*c != ' ')
            bare[m++] = *c;
    bare[m] = '\0';
    assert_null(memmem(all, n, phone, TOTP_KEY));
    assert_null(memmem(all, n, bare, (size_t)m));
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
        assert_true(strlen(secrets[i]) > 10);
        if (memmem(all, n, secrets[i], strlen(secrets[i])))
            fail_msg("%s holds what it must not: %s", path, secrets[i]);
    }
    free(all);
}

/* In a file of the database also what was deleted stands for a while. */
static void secrets_stand_nowhere(void **state)
{
    char path[500];
    (void)state;
    holds_none(server.log);
    if (*store.folder) {
        holds_none(store.url);
        snprintf(path, sizeof path, "%s-wal", store.url);
        holds_none(path);
        return;
    }
    struct ran r = ran("pg_dump", "--no-owner", "-n", store.schema, getenv("VOINTI_TEST_PG"), NULL);
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.out, "sealed_key"));
    assert_null(strstr(r.out, recovery));
    assert_null(strstr(r.out, whole_token));
    assert_null(strstr(r.out, key_words));
    ran_free(&r);
}

static void a_command_turns_it_off(void **state)
{
    (void)state;
    assert_int_equal(status_of("GET", "/kirjaudu/koodi", ""), 200);
    struct ran r = ran("vointi", "user", "reset", "KOORDINAATTORI@example.org", "--db", store.url,
                       NULL);
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.out, "koordinaattori@example.org"));
    ran_free(&r);
    assert_int_equal(status_of("GET", "/kirjaudu/koodi", ""), 401);
    come_by_link("/tili/koodi?takaisin=%2F");
    r = ran("vointi", "user", "reset", "koordinaattori@example.org", "--db", store.url, NULL);
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.out, "nothing was changed"));
    ran_free(&r);
    r = ran("vointi", "user", "reset", "nobody@example.org", "--db", store.url, NULL);
    assert_int_equal(r.status, 1);
    ran_free(&r);
    r = ran("vointi", "user", "remove", "nobody@example.org", "--db", store.url, NULL);
    assert_int_equal(r.status, 2);
    ran_free(&r);
    assert_int_equal(run("vointi", "set", "second_factor", "optional", "--db", store.url, NULL), 0);
    come_by_link("/");
    assert_int_equal(status_of("GET", "/kayttajat", ""), 200);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_link_leads_to_the_picture),
        cmocka_unit_test(a_half_session_enters_nothing),
        cmocka_unit_test(one_code_lets_one_of_many_browsers_in),
        cmocka_unit_test(a_recovery_code_lets_in_where_codes_are_closed),
        cmocka_unit_test(secrets_stand_nowhere),
        cmocka_unit_test(hostile_fields_are_refused_and_nothing_breaks),
        cmocka_unit_test(a_command_turns_it_off),
    };
    return serving_run("second_factor", tests, sizeof tests / sizeof *tests);
}

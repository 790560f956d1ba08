/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The way in and out as browsers and attackers meet it: links, passwords, cookies,
 * sessions, forms from elsewhere, and where secrets must not be found. */
#include "process/serving.h"

#include <libpq-fe.h>

#define EMAIL "kati@example.org"
#define PASSWORD "hevonen söi kaurapuuron"
#define TYPED "hevonen+s%C3%B6i+kaurapuuron"
#define NEW_TYPED "lehm%C3%A4+joi+kaivosta"
#define NEW_PASSWORD "lehmä joi kaivosta"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"

/* Every secret there was; looked for at the end. */
static char secrets[200][60];
static int n_secrets;

static void remember(const char *secret)
{
    assert_true(n_secrets < 200);
    snprintf(secrets[n_secrets++], sizeof secrets[0], "%s", secret);
}

/* ---- requests ---- */

static struct reply post_bytes(const char *target, const char *headers, const char *body, size_t n)
{
    return http_post_bytes(address, target, headers, body, n);
}

static struct reply post(const char *target, const char *headers, const char *body)
{
    char all[1000];
    snprintf(all, sizeof all, FORM "%s", headers);
    return post_bytes(target, all, body, strlen(body));
}

static int status_of(struct reply r)
{
    int status = r.status;
    reply_free(&r);
    return status;
}

/* "Cookie: vointi=…" out of an answer that signed somebody in. */
struct cookie {
    char header[120];
};

static struct cookie cookie_of(const struct reply *r)
{
    struct cookie c = { "" };
    char value[100];

    snprintf(value, sizeof value, "%s", reply_header(r, "Set-Cookie"));
    value[strcspn(value, ";")] = '\0';
    assert_true(strchr(value, '=') != NULL);
    remember(strchr(value, '=') + 1);
    snprintf(c.header, sizeof c.header, "Cookie: %s\r\n", value);
    return c;
}

/* ---- people ---- */

/* The address of a new personal link. */
static const char *link_for(const char *email, const char *role)
{
    static char link[120];
    struct ran r = ran("vointi", "user", "add", email, "--db", store.url, "--plan", "a", "--role",
                       role, "--organisation", "Kotka", NULL);

    assert_int_equal(r.status, 0);
    const char *at = strstr(r.out, "/linkki/");
    assert_non_null(at);
    snprintf(link, sizeof link, "%.*s", (int)strcspn(at, "\n"), at);
    remember(link + strlen("/linkki/"));
    ran_free(&r);
    return link;
}

static struct cookie come_by_link(const char *email)
{
    struct reply r = post(link_for(email, "contact"), "", "");

    assert_int_equal(r.status, 303);
    struct cookie c = cookie_of(&r);
    reply_free(&r);
    return c;
}

static struct reply sign_in(const char *email, const char *typed)
{
    char body[300];
    snprintf(body, sizeof body, "email=%s&password=%s", email, typed);
    return post("/kirjaudu", "", body);
}

static struct cookie come_by_password(const char *email, const char *typed)
{
    struct reply r = sign_in(email, typed);

    assert_int_equal(r.status, 303);
    struct cookie c = cookie_of(&r);
    reply_free(&r);
    return c;
}

static bool is_in(const struct cookie *c)
{
    return status_of(http_ask(address, "GET", "/tili", c->header)) == 200;
}

static void set_password(const struct cookie *c, const char *present, const char *typed)
{
    char body[300];

    snprintf(body, sizeof body, "password=%s&new_password=%s", present, typed);
    assert_int_equal(status_of(post("/tili/salasana", c->header, body)), 303);
}

/* The server from now on; its log is looked at first. */
static void nothing_secret_in_the_log(void)
{
    char *log = calloc(1, 4 << 20);
    FILE *f = fopen(server.log, "r");

    assert_true(log && f);
    size_t n = fread(log, 1, (4 << 20) - 1, f);
    fclose(f);
    for (int i = 0; i < n_secrets; i++)
        if (memmem(log, n, secrets[i], strlen(secrets[i])))
            fail_msg("the log holds the secret %s", secrets[i]);
    assert_null(strstr(log, EMAIL));
    free(log);
}

static void clock_at(const char *now)
{
    nothing_secret_in_the_log();
    assert_int_equal(process_end(&server, SIGTERM, NULL), 0);
    if (now)
        setenv("VOINTI_NOW", now, 1);
    else
        unsetenv("VOINTI_NOW");
    server_start();
}

/* ---- links and cookies ---- */

static void a_link_acts_only_when_its_button_is_pressed(void **state)
{
    char link[120];
    (void)state;
    snprintf(link, sizeof link, "%s", link_for(EMAIL, "contact"));
    for (int i = 0; i < 3; i++) {
        struct reply r = http_ask(address, i == 1 ? "HEAD" : "GET", link, "");
        assert_int_equal(r.status, 200);
        assert_string_equal(reply_header(&r, "Set-Cookie"), "");
        assert_string_equal(reply_header(&r, "Cache-Control"), "no-store");
        assert_string_equal(reply_header(&r, "ETag"), "");
        assert_true(i == 1 || reply_has(&r, EMAIL));
        reply_free(&r);
    }
    struct reply r = post(link, "", "");
    assert_int_equal(r.status, 303);
    assert_string_equal(reply_header(&r, "Location"), "/");
    assert_string_equal(reply_header(&r, "Cache-Control"), "no-store");
    const char *cookie = reply_header(&r, "Set-Cookie");
    assert_int_equal(strncmp(cookie, "vointi=", 7), 0);
    assert_string_equal(cookie + strcspn(cookie, ";"), "; Path=/; HttpOnly; SameSite=Lax");
    struct cookie c = cookie_of(&r);
    reply_free(&r);
    assert_true(is_in(&c));
    assert_int_equal(status_of(post(link, "", "")), 404);
    r = http_get(address, link);
    assert_int_equal(r.status, 404);
    assert_false(reply_has(&r, EMAIL));
    reply_free(&r);
}

static void over_tls_the_cookie_stays_there(void **state)
{
    static const char tls[] = "X-Forwarded-Proto: https\r\n";
    char both[300];
    (void)state;
    struct reply r = post(link_for(EMAIL, "contact"), tls, "");
    assert_int_equal(r.status, 303);
    const char *cookie = reply_header(&r, "Set-Cookie");
    assert_int_equal(strncmp(cookie, "__Host-vointi=", 14), 0);
    assert_string_equal(cookie + strcspn(cookie, ";"), "; Path=/; HttpOnly; SameSite=Lax; Secure");
    struct cookie c = cookie_of(&r);
    reply_free(&r);
    assert_false(is_in(&c)); /* without TLS the name is not read */
    snprintf(both, sizeof both, "%s%s", tls, c.header);
    assert_int_equal(status_of(http_ask(address, "GET", "/tili", both)), 200);
    struct cookie plain = come_by_link(EMAIL);
    snprintf(both, sizeof both, "%s%s", tls, plain.header);
    assert_int_equal(status_of(http_ask(address, "GET", "/tili", both)), 401);
}

/* What never was a link, in the ways that logs and pages could show it. */
static void broken_links(void **state)
{
    char target[300];
    const char *token;
    (void)state;
    token = link_for(EMAIL, "contact") + strlen("/linkki/");
    static const char *const ways[][2] = {
        { "PUT", "/linkki/%s" },         { "GET", "/linkki/%s/" },   { "GET", "/linkki/%s/x" },
        { "GET", "/linkki/%s?x=%%ZZ" },  { "GET", "/sv/linkki/%s" }, { "GET", "/%%6cinkki/%s" },
        { "GET", "/linkki/%s.json" },    { "GET", "/a/linkki/%s" },  { "GET", "/linkki/%s%%00" },
        { "DELETE", "/a/b/linkki/%s" },
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(target, sizeof target, ways[i][1], token);
#pragma GCC diagnostic pop
        for (int again = 0; again < 2; again++)
            status_of(http_ask(address, ways[i][0], target, ""));
    }
    snprintf(target, sizeof target, "/linkki/%s", token);
    status_of(post_bytes(target, FORM, "", 0)); /* used now */
    status_of(http_ask(address, "POST", target, FORM "Content-Length: 99999999\r\n"));
    status_of(http_ask(address, "GET", target, "Host: b\r\n"));
    nothing_secret_in_the_log();
}

static void a_link_ends(void **state)
{
    char link[120];
    (void)state;
    clock_at("2031-01-01T10:00:00Z");
    setenv("VOINTI_NOW", "2031-01-01T10:00:00Z", 1);
    snprintf(link, sizeof link, "%s", link_for(EMAIL, "contact"));
    assert_int_equal(status_of(http_get(address, link)), 200);
    clock_at("2031-01-15T10:00:00Z");
    assert_int_equal(status_of(http_get(address, link)), 404);
    assert_int_equal(status_of(post(link, "", "")), 404);
    clock_at(NULL);
}

/* ---- passwords ---- */

static void a_password_that_is_right_or_wrong(void **state)
{
    (void)state;
    struct cookie c = come_by_link(EMAIL), other = come_by_link(EMAIL);
    remember(PASSWORD);
    remember(TYPED);
    remember(NEW_PASSWORD);
    remember(NEW_TYPED);
    assert_int_equal(status_of(post("/tili/salasana", c.header, "new_password=lyhyt")), 422);
    assert_int_equal(status_of(post("/tili/salasana", c.header, "new_password=aaaaaaaaaaaaaaaa")),
                     422);
    assert_int_equal(status_of(post("/tili/salasana", c.header, "new_password=" EMAIL)), 422);
    set_password(&c, "", TYPED);
    assert_true(is_in(&c));
    assert_false(is_in(&other)); /* the others end */
    struct cookie by_password = come_by_password("KATI@Example.org", TYPED);
    assert_true(is_in(&by_password));
    struct reply r = post("/tili/salasana", c.header,
                          "password=v%C3%A4%C3%A4r%C3%A4&new_password=" NEW_TYPED);
    assert_int_equal(r.status, 422);
    assert_false(reply_has(&r, NEW_PASSWORD));
    assert_false(reply_has(&r, "lehm"));
    reply_free(&r);
    set_password(&c, TYPED, NEW_TYPED);
    assert_false(is_in(&by_password));
    assert_int_equal(status_of(sign_in(EMAIL, TYPED)), 422);
    by_password = come_by_password(EMAIL, NEW_TYPED);
    set_password(&c, NEW_TYPED, TYPED);
}

/* The same words whether or not there is an account. */
static void a_wrong_password_and_no_account_look_alike(void **state)
{
    (void)state;
    struct reply a = sign_in(EMAIL, "arvaus+vain");
    struct reply b = sign_in("kuka@example.org", "arvaus+vain");
    assert_int_equal(a.status, 422);
    assert_int_equal(b.status, 422);
    assert_false(reply_has(&a, "arvaus"));
    char *at = strstr(a.body, "value=\"" EMAIL), *bt = strstr(b.body, "value=\"kuka@example.org");
    assert_true(at && bt && at - a.body == bt - b.body);
    memset(at, 'x', strlen("value=\"kuka@example.org"));
    memset(bt, 'x', strlen("value=\"kuka@example.org"));
    assert_int_equal(a.n, b.n);
    assert_memory_equal(a.body, b.body, a.n);
    assert_string_equal(reply_header(&a, "Set-Cookie"), "");
    reply_free(&a);
    reply_free(&b);
}

static void ten_wrong_ones_close_the_password_way(void **state)
{
    (void)state;
    static const char email[] = "lukko@example.org"; /* the clock goes back after this */
    clock_at("2031-02-01T10:00:00Z");
    struct cookie first = come_by_link(email);
    set_password(&first, "", TYPED);
    for (int i = 0; i < 10; i++)
        assert_int_equal(status_of(sign_in(email, "arvaus")), 422);
    struct reply right = sign_in(email, TYPED);
    assert_int_equal(right.status, 422);
    assert_true(reply_has(&right, "Odota 15 minuuttia"));
    reply_free(&right);
    struct cookie c = come_by_link(email); /* nobody locks another out */
    assert_true(is_in(&c));
    /* Nor does an open browser let anybody guess on. */
    assert_int_equal(status_of(post("/tili/salasana", c.header,
                                    "password=" TYPED "&new_password=" NEW_TYPED)), 422);
    for (int i = 0; i < 10; i++)
        assert_int_equal(status_of(sign_in("kuka@example.org", "arvaus")), 422);
    struct reply none = sign_in("kuka@example.org", TYPED);
    assert_true(reply_has(&none, "Odota 15 minuuttia"));
    reply_free(&none);
    clock_at("2031-02-01T10:15:01Z");
    struct cookie again = come_by_password(email, TYPED);
    assert_true(is_in(&again));
    clock_at(NULL);
}

/* A browser that was left open gives nobody the account, nor takes it away. */
static void what_cannot_be_taken_back_needs_a_new_way_in(void **state)
{
    (void)state;
    static const char email[] = "avoin@example.org", forget[] = "own_email=avoin%40example.org";
    clock_at("2031-03-01T10:00:00Z");
    struct cookie c = come_by_link(email);
    clock_at("2031-03-01T10:15:01Z");
    struct reply page = http_ask(address, "GET", "/tili", c.header);
    assert_true(reply_has(&page, "Kirjaudu ensin uudelleen"));
    reply_free(&page);
    struct reply refused = post("/tili/salasana", c.header, "new_password=" TYPED);
    assert_int_equal(refused.status, 422);
    assert_true(reply_has(&refused, "Kirjaudu ensin uudelleen"));
    reply_free(&refused);
    assert_int_equal(status_of(post("/tili/poista", c.header, forget)), 422);
    c = come_by_link(email);
    set_password(&c, "", TYPED);
    clock_at("2031-03-01T12:00:00Z");
    set_password(&c, TYPED, NEW_TYPED); /* the present password is proof enough */
    assert_int_equal(status_of(post("/tili/poista", c.header, forget)), 422);
    c = come_by_password(email, NEW_TYPED);
    assert_int_equal(status_of(post("/tili/poista", c.header, forget)), 303);
    assert_false(is_in(&c));
    clock_at(NULL);
}

/* ---- sessions ---- */

static void a_session_ends(void **state)
{
    (void)state;
    struct cookie c = come_by_link(EMAIL);
    struct reply r = post("/ulos", c.header, "");
    assert_int_equal(r.status, 303);
    assert_non_null(strstr(reply_header(&r, "Set-Cookie"), "Max-Age=0"));
    reply_free(&r);
    assert_false(is_in(&c));
    assert_int_equal(status_of(post("/ulos", "", "")), 303);
    assert_int_equal(status_of(http_get(address, "/ulos")), 405);
    struct cookie junk = { "Cookie: vointi=\r\n" };
    assert_false(is_in(&junk));
    junk = (struct cookie){ "Cookie: vointi=' or 1=1 --\r\n" };
    assert_false(is_in(&junk));
}

static void a_session_that_is_not_used_ends(void **state)
{
    (void)state;
    clock_at("2031-03-01T10:00:00Z");
    struct cookie c = come_by_password(EMAIL, TYPED);
    clock_at("2031-03-15T09:00:00Z");
    assert_true(is_in(&c));
    clock_at("2031-03-29T08:00:00Z");
    assert_true(is_in(&c));
    clock_at("2031-03-31T10:00:01Z"); /* thirty days at the most */
    assert_false(is_in(&c));
    c = come_by_password(EMAIL, TYPED);
    clock_at("2031-04-14T10:00:02Z"); /* fourteen of them without use */
    assert_false(is_in(&c));
    clock_at(NULL);
}

static void those_who_can_change_much_are_asked_sooner(void **state)
{
    char link[120];
    (void)state;
    clock_at("2031-05-01T08:00:00Z");
    snprintf(link, sizeof link, "%s", link_for("koo@example.org", "coordinator"));
    struct reply r = post(link, "", "");
    struct cookie c = cookie_of(&r);
    reply_free(&r);
    clock_at("2031-05-01T08:29:00Z"); /* what is still owed is a second factor */
    assert_int_equal(status_of(http_ask(address, "GET", "/tili/koodi", c.header)), 200);
    clock_at("2031-05-01T10:00:00Z");
    assert_int_equal(status_of(http_ask(address, "GET", "/tili/koodi", c.header)), 401);
    clock_at(NULL);
}

/* ---- forms from elsewhere ---- */

static void forms_from_elsewhere_do_nothing(void **state)
{
    static const struct {
        const char *headers;
        int status;
    } ways[] = {
        { "", 303 }, /* no browser */
        { "Sec-Fetch-Site: same-origin\r\n", 303 },
        { "Sec-Fetch-Site: none\r\n", 303 },
        { "Sec-Fetch-Site: cross-site\r\n", 403 },
        { "Sec-Fetch-Site: same-site\r\n", 403 },
        { "Sec-Fetch-Site: SAME-ORIGIN\r\n", 403 },
        { "Sec-Fetch-Site: cross-site\r\nOrigin: http://vointi.example\r\n", 403 },
        { "Origin: http://vointi.example\r\n", 303 },
        { "Origin: https://VOINTI.example\r\n", 303 },
        { "Origin: http://vointi.example.evil.example\r\n", 403 },
        { "Origin: http://evil.example\r\n", 403 },
        { "Origin: http://vointi.example:8080\r\n", 403 },
        { "Origin: http://evil.example/vointi.example\r\n", 403 },
        { "Origin: http://vointi.example@evil.example\r\n", 403 },
        { "Origin: null\r\n", 403 },
    };
    char headers[300];
    (void)state;
    struct cookie c = come_by_link(EMAIL);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        snprintf(headers, sizeof headers, "%s%s", c.header, ways[i].headers);
        int status = status_of(post("/tili", headers, "person_name=Kati+K"));
        if (status != ways[i].status)
            fail_msg("%s%d, not %d", ways[i].headers, status, ways[i].status);
    }
    /* Nor does another site sign anybody in, or out. */
    static const char elsewhere[] = "Origin: http://evil.example\r\n";
    char link[120];
    snprintf(link, sizeof link, "%s", link_for(EMAIL, "contact"));
    assert_int_equal(status_of(post(link, elsewhere, "")), 403);
    assert_int_equal(status_of(post(link, "", "")), 303);
    snprintf(headers, sizeof headers, "%s%s", c.header, elsewhere);
    assert_int_equal(status_of(post("/ulos", headers, "")), 403);
    assert_true(is_in(&c));
}

/* ---- kept pages ---- */

static void pages_of_the_signed_in_are_never_kept(void **state)
{
    static const char *const pages[] = { "/", "/tavoitteet", "/toimenpiteet/1", "/tavoitteet.json" };
    char headers[400];
    (void)state;
    struct cookie c = come_by_link(EMAIL);
    assert_int_equal(status_of(post("/tili", c.header, "person_name=Kati+Kotkalainen")), 303);
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        bool html = !strstr(pages[i], ".json");
        for (int round = 0; round < 3; round++) {
            struct reply guest = http_get(address, pages[i]);
            snprintf(headers, sizeof headers, "%sIf-None-Match: %s\r\n", c.header,
                     reply_header(&guest, "ETag"));
            struct reply own = http_ask(address, "GET", pages[i], headers);
            assert_int_equal(guest.status, 200);
            assert_int_equal(own.status, 200);
            assert_false(reply_has(&guest, "Kotkalainen"));
            assert_int_equal(reply_has(&own, "Kotkalainen"), html);
            assert_string_equal(reply_header(&own, "Cache-Control"), "no-store");
            assert_string_equal(reply_header(&own, "ETag"), "");
            reply_free(&guest);
            reply_free(&own);
        }
    }
}

/* ---- addresses to go on to ---- */

static void nobody_is_sent_to_another_site(void **state)
{
    static const char *const ways[][2] = {
        { "%2Ftavoitteet", "/tavoitteet" },
        { "%2Ftavoitteet%3Fhaku%3Da%2526b", "/tavoitteet?haku=a%26b" },
        { "%2F%2Fevil.example", "/" },
        { "%2F%5Cevil.example", "/" },
        { "%5C%5Cevil.example", "/" },
        { "https%3A%2F%2Fevil.example", "/" },
        { "%2F%09%2Fevil.example", "/" },
        { "%09%2F%2Fevil.example", "/" },
        { "%2F%0A%2Fevil.example", "/" },
        { "%2F%0D%0ASet-Cookie:a=b", "/" },
        { "%2F%01%2Fevil.example", "/" },
        { "%2F%E2%80%8B%2Fevil.example", "/" },
        { "javascript%3Aalert(1)", "/" },
        { "evil.example", "/" },
        { "", "/" },
    };
    char body[400];
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        snprintf(body, sizeof body, "email=" EMAIL "&password=%s&takaisin=%s", TYPED, ways[i][0]);
        struct reply r = post("/kirjaudu", "", body);
        assert_int_equal(r.status, 303);
        const char *to = reply_header(&r, "Location");
        if (strcmp(to, ways[i][1]) != 0 && (to[0] != '/' || to[1] != ' '))
            fail_msg("%s leads to %s, not %s", ways[i][0], to, ways[i][1]);
        cookie_of(&r);
        reply_free(&r);
    }
}

/* ---- bodies ---- */

static void bodies_that_are_no_form(void **state)
{
    static char big[(1 << 20) + 100], many[60000];
    size_t n = 0;
    (void)state;
    struct cookie c = come_by_link(EMAIL);
    char form[300];
    snprintf(form, sizeof form, FORM "%s", c.header);
    for (int i = 0; i < 4001; i++)
        n += (size_t)snprintf(many + n, sizeof many - n, "f%d=1&", i);
    assert_int_equal(status_of(post_bytes("/tili", form, many, n)), 400);
    assert_int_equal(status_of(post("/tili", c.header, "person_name=a%00b")), 400);
    assert_int_equal(status_of(post("/tili", c.header, "person_name=%FF")), 400);
    assert_int_equal(status_of(post("/tili", c.header, "person_name=%C3")), 400);
    assert_int_equal(status_of(post("/tili", c.header, "person_name=%4")), 400);
    assert_int_equal(status_of(post_bytes("/tili", form, "person_name=a\0b", 15)), 400);
    assert_int_equal(status_of(post_bytes("/tili", form, "person_name=\xff\xfe", 14)), 400);
    assert_int_equal(status_of(post_bytes("/tili", c.header, "person_name=a", 13)), 415);
    snprintf(form, sizeof form, "Content-Type: multipart/form-data\r\n%s", c.header);
    assert_int_equal(status_of(post_bytes("/tili", form, "--x--", 5)), 415);
    snprintf(form, sizeof form, "Content-Type: application/json\r\n%s", c.header);
    assert_int_equal(status_of(post_bytes("/tili", form, "{}", 2)), 415);
    memset(big, 'a', sizeof big);
    memcpy(big, "person_name=", 12);
    snprintf(form, sizeof form, FORM "%s", c.header);
    assert_int_equal(status_of(post_bytes("/tili", form, big, sizeof big)), 413);
    assert_int_equal(status_of(post_bytes("/tili", form, big, 900000)), 422);
    assert_int_equal(status_of(post_bytes("/tili", form, big, 12 + 100)), 303);
    assert_int_equal(status_of(post_bytes("/tili", form, big, 12 + 101)), 422);
    assert_true(is_in(&c));
}

/* A fault for each of four thousand fields. */
static void many_faults_cost_little(void **state)
{
    static char many[100000];
    size_t n = 0;
    (void)state;
    struct cookie c = come_by_link(EMAIL);
    link_for("koo@example.org", "coordinator");
    assert_int_equal(run("vointi", "visit", "POST", "/seuranta", "--as", "koo@example.org",
                         "--form", "year=2025", "--db", store.url, NULL), 0);
    for (int i = 0; i < 3900; i++)
        n += (size_t)snprintf(many + n, sizeof many - n, "rev-%d=x&", i);
    char form[300];
    snprintf(form, sizeof form, FORM "%s", c.header);
    double begun = seconds_now();
    assert_int_equal(status_of(post_bytes("/paivitys/2025/kotka", form, many, n)), 422);
    assert_true(seconds_now() - begun < 10);
}

/* ---- secrets ---- */

static void look_in(const char *what, const char *bytes, size_t n)
{
    for (int i = 0; i < n_secrets; i++)
        if (memmem(bytes, n, secrets[i], strlen(secrets[i])))
            fail_msg("%s holds the secret %s", what, secrets[i]);
}

static void look_in_file(const char *path)
{
    char *bytes = malloc(16 << 20);
    FILE *f = fopen(path, "r");

    if (f && bytes) {
        look_in(path, bytes, fread(bytes, 1, 16 << 20, f));
        fclose(f);
    }
    free(bytes);
}

static void look_in_table(PGconn *c, const char *table)
{
    char sql[200];

    snprintf(sql, sizeof sql, "select coalesce(string_agg(t::text, ' '), '') from %s t", table);
    PGresult *r = PQexec(c, sql);
    assert_int_equal(PQresultStatus(r), PGRES_TUPLES_OK);
    look_in(table, PQgetvalue(r, 0, 0), (size_t)PQgetlength(r, 0, 0));
    PQclear(r);
}

static void look_in_postgres(void)
{
    PGconn *c = PQconnectdb(store.url);
    PGresult *r = PQexec(c, "select tablename from pg_tables where schemaname = current_schema()");

    assert_true(PQntuples(r) > 10);
    for (int i = 0; i < PQntuples(r); i++)
        look_in_table(c, PQgetvalue(r, i, 0));
    PQclear(r);
    PQfinish(c);
}

static void no_secret_is_kept_anywhere(void **state)
{
    char path[450];
    (void)state;
    assert_true(n_secrets > 20);
    nothing_secret_in_the_log();
    if (*store.schema) {
        look_in_postgres();
        return;
    }
    look_in_file(store.url);
    snprintf(path, sizeof path, "%s-wal", store.url);
    look_in_file(path);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_link_acts_only_when_its_button_is_pressed),
        cmocka_unit_test(over_tls_the_cookie_stays_there),
        cmocka_unit_test(broken_links),
        cmocka_unit_test(a_link_ends),
        cmocka_unit_test(a_password_that_is_right_or_wrong),
        cmocka_unit_test(a_wrong_password_and_no_account_look_alike),
        cmocka_unit_test(ten_wrong_ones_close_the_password_way),
        cmocka_unit_test(what_cannot_be_taken_back_needs_a_new_way_in),
        cmocka_unit_test(a_session_ends),
        cmocka_unit_test(a_session_that_is_not_used_ends),
        cmocka_unit_test(those_who_can_change_much_are_asked_sooner),
        cmocka_unit_test(forms_from_elsewhere_do_nothing),
        cmocka_unit_test(pages_of_the_signed_in_are_never_kept),
        cmocka_unit_test(nobody_is_sent_to_another_site),
        cmocka_unit_test(bodies_that_are_no_form),
        cmocka_unit_test(many_faults_cost_little),
        cmocka_unit_test(no_secret_is_kept_anywhere),
    };
    return serving_run("sign in", tests, sizeof tests / sizeof *tests);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Files as evidence, as browsers and attackers send them: who may add, see and take away
 * which, in which state; how they are given; and that a forgotten name stands nowhere. */
#include "process/serving.h"

#include <sqlite3.h>

#define DESK "/paivitys/2025/kotka"
#define FILES DESK "/i-1/tiedostot"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"
#define PARTS "Content-Type: multipart/form-data; boundary=XX\r\n"

static const char pdf[] = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n";

struct cookie {
    char header[120];
};

static struct cookie contact, coordinator, other;

static struct reply post_bytes(const char *target, const char *cookie, const char *type,
                               const char *body, size_t n)
{
    char headers[1000];

    snprintf(headers, sizeof headers, "%s%s", cookie, type);
    return http_post_bytes(address, target, headers, body, n);
}

static struct reply post(const char *target, const struct cookie *c, const char *body)
{
    return post_bytes(target, c ? c->header : "", FORM, body, strlen(body));
}

static int status_of(struct reply r)
{
    int status = r.status;
    reply_free(&r);
    return status;
}

static struct cookie come(const char *email, const char *role, const char *organisation)
{
    struct ran r = ran("vointi", "user", "add", email, "--db", store.url, "--plan", "a", "--role",
                       role, "--organisation", organisation, NULL);
    struct cookie c = { "" };
    char link[120], value[100];

    assert_int_equal(r.status, 0);
    const char *at = strstr(r.out, "/linkki/");
    assert_non_null(at);
    snprintf(link, sizeof link, "%.*s", (int)strcspn(at, "\n"), at);
    ran_free(&r);
    struct reply in = post(link, NULL, "");
    assert_int_equal(in.status, 303);
    snprintf(value, sizeof value, "%s", reply_header(&in, "Set-Cookie"));
    value[strcspn(value, ";")] = '\0';
    snprintf(c.header, sizeof c.header, "Cookie: %s\r\n", value);
    reply_free(&in);
    return c;
}

static void everybody_comes(void)
{
    import_rows("a", FIRST "Loviisa;I;Arki sujuu;1;Apua saa;Kahvila;;;;;;\n");
    assert_int_equal(run("vointi", "set", "second_factor", "optional", "--db", store.url, NULL), 0);
    contact = come("kati@example.org", "contact", "Kotka");
    other = come("bea@example.org", "contact", "Loviisa");
    coordinator = come("koo@example.org", "coordinator", "Kotka");
    assert_int_equal(status_of(post("/seuranta", &coordinator, "year=2025")), 303);
}

/* One file in a form of a browser. */
static struct reply send_file(const struct cookie *c, const char *target, const char *name,
                              const void *at, size_t n)
{
    size_t room = n + 500;
    char *body = malloc(room);
    assert_non_null(body);
    size_t head = (size_t)snprintf(body, room,
                                   "--XX\r\nContent-Disposition: form-data; name=\"tiedosto\"; "
                                   "filename=\"%s\"\r\nContent-Type: text/html\r\n\r\n", name);
    memcpy(body + head, at, n);
    memcpy(body + head + n, "\r\n--XX--\r\n", 10);
    struct reply r = post_bytes(target, c ? c->header : "", PARTS, body, head + n + 10);
    free(body);
    return r;
}

static int get_status(const struct cookie *c, const char *target)
{
    return status_of(http_ask(address, "GET", target, c ? c->header : ""));
}

/* The address of the only file of the row. */
static const char *file_address(void)
{
    static char out[60];
    struct reply r = http_ask(address, "GET", FILES, contact.header);
    const char *at = strstr(r.body, "/todisteet/");

    assert_non_null(at);
    snprintf(out, sizeof out, "%.*s", (int)strcspn(at, "\""), at);
    reply_free(&r);
    return out;
}

static void a_file_on_its_way_to_everybody(void **state)
{
    char file[60];
    (void)state;
    everybody_comes();
    assert_int_equal(status_of(send_file(&contact, FILES, "p\xc3\xb6yt\xc3\xa4kirja<b>.pdf", pdf,
                                         sizeof pdf - 1)), 303);
    assert_int_equal(status_of(send_file(&contact, FILES, "sama.pdf", pdf, sizeof pdf - 1)), 303);
    snprintf(file, sizeof file, "%s", file_address());
    struct reply r = http_ask(address, "GET", FILES, contact.header);
    assert_true(reply_has(&r, "p\xc3\xb6yt\xc3\xa4kirja&lt;b&gt;.pdf"));
    assert_false(reply_has(&r, "sama.pdf")); /* the same bytes once */
    reply_free(&r);
    /* Only its organisation, until it is sent. */
    assert_int_equal(get_status(&contact, file), 200);
    assert_int_equal(get_status(&other, file), 404);
    assert_int_equal(get_status(NULL, file), 404);
    assert_int_equal(get_status(&coordinator, file), 404);
    r = http_ask(address, "GET", FILES, coordinator.header);
    assert_int_equal(r.status, 200);
    assert_false(reply_has(&r, "kirja"));
    reply_free(&r);
    assert_int_equal(get_status(&other, FILES), 403);
    assert_int_equal(get_status(NULL, FILES), 401);
    assert_int_equal(status_of(post(DESK, &contact, "laheta=silti")), 303);
    assert_int_equal(get_status(&coordinator, file), 200);
    assert_int_equal(get_status(NULL, file), 404);
    assert_int_equal(get_status(&other, file), 404);
    r = http_ask(address, "GET", "/seuranta/2025/kotka", coordinator.header);
    assert_true(reply_has(&r, file));
    const char *seen = strstr(r.body, "name=\"seen\" value=\"");
    assert_non_null(seen);
    char accept[100];
    snprintf(accept, sizeof accept, "review_kind=accepted&seen=%ld",
             strtol(seen + strlen("name=\"seen\" value=\""), NULL, 10));
    reply_free(&r);
    assert_int_equal(status_of(post("/seuranta/2025/kotka", &coordinator, "review_kind=accepted&seen=1")),
                     422); /* nobody accepts a file that they did not see */
    assert_int_equal(status_of(post("/seuranta/2025/kotka", &coordinator, accept)), 303);
    r = http_get(address, file);
    assert_int_equal(r.status, 200);
    assert_int_equal(r.n, sizeof pdf - 1);
    assert_memory_equal(r.body, pdf, r.n);
    assert_string_equal(reply_header(&r, "Content-Type"), "application/pdf");
    assert_non_null(strstr(reply_header(&r, "Content-Disposition"), "attachment; filename=\"vointi-"));
    assert_string_equal(reply_header(&r, "X-Content-Type-Options"), "nosniff");
    assert_non_null(strstr(reply_header(&r, "Content-Security-Policy"), "sandbox; default-src 'none'"));
    assert_string_equal(reply_header(&r, "Cross-Origin-Resource-Policy"), "same-origin");
    reply_free(&r);
    /* Accepted: nothing is added or taken away any more. */
    char take[200];
    snprintf(take, sizeof take, FILES "/%s", file + strlen("/todisteet/"));
    assert_int_equal(status_of(post(take, &contact, "")), 422);
    assert_int_equal(status_of(send_file(&contact, FILES, "b.pdf", pdf, sizeof pdf - 2)), 422);
    sleep_ms(1100); /* times are told to the second */
    assert_int_equal(status_of(post("/seuranta/2025/kotka", &coordinator,
                                    "review_kind=returned&words=Vaihda")), 303);
    assert_int_equal(get_status(NULL, file), 404); /* not public while it is mended */
    assert_int_equal(status_of(post(take, &other, "")), 403);
    assert_int_equal(status_of(post(take, &contact, "")), 303);
    assert_int_equal(status_of(post(take, &contact, "")), 404);
    assert_int_equal(get_status(&contact, file), 404);
}

static void what_is_refused(void **state)
{
    static const struct {
        const char *name, *bytes;
    } files[] = {
        { "sivu.pdf", "<html><script>alert(1)</script>" }, { "kuva.jpg", "GIF89a" },
        { "tyhja.png", "" }, { "puolikas.pdf", "%PDF-1.4 " }, { "ohjelma.exe", "MZ\x90" },
        { "kuva.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct reply r = send_file(&contact, FILES, files[i].name, files[i].bytes,
                                   strlen(files[i].bytes));
        assert_int_equal(r.status, 422);
        assert_true(reply_has(&r, files[i].name));
        assert_true(reply_has(&r, "name=\"tiedosto\"")); /* the form is there again */
        reply_free(&r);
    }
    struct reply r = http_ask(address, "GET", FILES, contact.header);
    assert_false(reply_has(&r, "/todisteet/"));
    reply_free(&r);
    assert_int_equal(status_of(send_file(&other, FILES, "a.pdf", pdf, sizeof pdf - 1)), 403);
    assert_int_equal(status_of(send_file(NULL, FILES, "a.pdf", pdf, sizeof pdf - 1)), 401);
    assert_int_equal(status_of(send_file(&contact, DESK "/ei-ole/tiedostot", "a.pdf", pdf,
                                         sizeof pdf - 1)), 404);
    assert_int_equal(status_of(post(FILES, &contact, "")), 422);
    assert_int_equal(get_status(&contact, "/todisteet/0"), 404);
    assert_int_equal(get_status(&contact, "/todisteet/x"), 404);
    assert_int_equal(get_status(&contact, "/todisteet/99999999999999999999"), 404);
}

/* More than a page takes is told on the page; from a stranger it is not even read. */
static void too_much(void **state)
{
    enum { MUCH = 12 << 20 };
    char *much = calloc(1, MUCH);
    (void)state;
    assert_non_null(much);
    memcpy(much, pdf, sizeof pdf - 1);
    struct reply r = send_file(&contact, FILES, "iso.pdf", much, MUCH);
    assert_int_equal(r.status, 422);
    assert_true(reply_has(&r, "yli 10 Mt"));
    reply_free(&r);
    assert_int_equal(status_of(send_file(&other, FILES, "iso.pdf", much, MUCH)), 403);
    int status = status_of(send_file(NULL, FILES, "iso.pdf", much, MUCH));
    assert_true(status == 413 || status == 0); /* the connection ends */
    status = status_of(send_file(&contact, "/tili", "iso.pdf", much, MUCH)); /* takes no files */
    assert_true(status == 413 || status == 0);
    memcpy(much + (10 << 20) - 64, "startxref\n9\n%%EOF\n", 18);
    assert_int_equal(status_of(send_file(&contact, FILES, "sopiva.pdf", much, 10 << 20)), 303);
    r = http_ask(address, "GET", file_address(), contact.header);
    assert_int_equal(r.n, 10 << 20);
    reply_free(&r);
    free(much);
}

static void a_row_has_ten(void **state)
{
    char bytes[sizeof pdf + 4];
    (void)state;
    for (int i = 1; i <= 10; i++) { /* one is there from before */
        int n = snprintf(bytes, sizeof bytes, "%s%d", pdf, i);
        struct reply r = send_file(&contact, FILES, "a.pdf", bytes, (size_t)n);
        assert_int_equal(r.status, i < 10 ? 303 : 422);
        assert_true(i < 10 || reply_has(&r, "kymmenen"));
        reply_free(&r);
    }
}

/* ---- forgetting ---- */

static void look_in_table(sqlite3 *db, const char *table, const char *words)
{
    sqlite3_stmt *s;
    char sql[200];

    snprintf(sql, sizeof sql, "select * from \"%s\"", table);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &s, NULL), SQLITE_OK);
    while (sqlite3_step(s) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(s); i++) {
            const void *at = sqlite3_column_blob(s, i);
            size_t n = (size_t)sqlite3_column_bytes(s, i);
            if (at && memmem(at, n, words, strlen(words)))
                fail_msg("%s.%s holds %s", table, sqlite3_column_name(s, i), words);
        }
    sqlite3_finalize(s);
}

/* Every column of every table, also of those that are made later. */
static void a_forgotten_name_stands_nowhere(void **state)
{
    sqlite3 *db;
    sqlite3_stmt *tables;
    (void)state;
    assert_int_equal(status_of(post("/tili", &contact, "person_name=Kati+Kotkalainen")), 303);
    assert_int_equal(status_of(post(DESK, &contact, "laheta=silti")), 303);
    assert_int_equal(status_of(post("/tili/poista", &contact, "own_email=kati%40example.org")), 303);
    assert_int_equal(get_status(&contact, "/tili"), 401);
    struct reply r = http_ask(address, "GET", "/seuranta/2025/kotka", coordinator.header);
    assert_true(reply_has(&r, "/todisteet/")); /* the report stays */
    reply_free(&r);
    if (strncmp(store.url, "postgresql", 10) == 0)
        return; /* the same statements */
    assert_int_equal(sqlite3_open(store.url, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "select name from sqlite_master where type = 'table'", -1,
                                        &tables, NULL), SQLITE_OK);
    int n = 0;
    for (; sqlite3_step(tables) == SQLITE_ROW; n++) {
        look_in_table(db, (const char *)sqlite3_column_text(tables, 0), "kati@example.org");
        look_in_table(db, (const char *)sqlite3_column_text(tables, 0), "Kotkalainen");
    }
    assert_true(n > 20);
    sqlite3_finalize(tables);
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_on_its_way_to_everybody),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(too_much),
        cmocka_unit_test(a_row_has_ten),
        cmocka_unit_test(a_forgotten_name_stands_nowhere),
    };
    return serving_run("evidence", tests, sizeof tests / sizeof *tests);
}

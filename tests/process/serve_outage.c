/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A database server that goes away and comes back while pages are asked for. It
 * is one of this suite's own, so that no other suite loses its server. */
#include "process/serving.h"

static char postgres[200]; /* its folder; "": there is none */

static int begin(void **state)
{
    (void)state;
    process_name("outage", folder, sizeof folder);
    process_name("postgres", postgres, sizeof postgres);
    if (!mkdtemp(folder) || !mkdtemp(postgres) || rmdir(postgres) != 0) /* only a free name */
        return -1;
    struct ran r = ran("tests/postgres", "start", postgres, NULL);
    bool missing = strstr(r.err, "not installed") != NULL;
    snprintf(store.url, sizeof store.url, "%.*s", (int)strcspn(r.out, "\n"), r.out);
    if (r.status)
        printf("# %s", r.err);
    ran_free(&r);
    if (missing)
        *postgres = '\0';
    if (missing || !*store.url)
        return missing ? 0 : -1;
    import_rows("a", FIRST);
    server_start();
    return 0;
}

static int end(void **state)
{
    (void)state;
    int status = process_end(&server, SIGTERM, NULL);
    if (*postgres)
        run("tests/postgres", "stop", postgres, NULL);
    unlink(path_of("plan.csv"));
    rmdir(folder);
    return status;
}

static void need_postgresql(void)
{
    if (!*postgres)
        skip();
}

static struct reply must(const char *where, const char *target, int status)
{
    struct reply r = http_get(where, target);

    if (r.status != status || !r.whole)
        fail_msg("%s: %d, not %d: %.300s", target, r.status, status, r.body);
    return r;
}

static void well(void)
{
    static const char *const targets[] = { "/tavoitteet", "/sv/tavoitteet", "/toimenpiteet?n=1" };

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        struct reply r = must(address, targets[i], 200);
        reply_free(&r);
    }
    struct reply r = must(health, "/healthz", 200);
    reply_free(&r);
}

/* Kept pages too: whether they are still the newest is not known. */
static void an_outage_is_told_in_the_visitors_language(void **state)
{
    static const struct {
        const char *target, *language, *words;
    } rows[] = {
        { "/tavoitteet", "fi", "<html lang=\"fi\"" },
        { "/tavoitteet", "fi", "ei vastaa" },
        { "/sv/tavoitteet", "sv", "<html lang=\"sv\"" },
        { "/en/tavoitteet/i-1", "en", " does not answer" },
        { "/en/toimenpiteet.json", "en", "\"status\": 503" },
        { "/ei-ole-suunnitelmaa/", "fi", "<html lang=\"fi\"" },
    };
    (void)state;
    need_postgresql();
    well();
    assert_int_equal(run("tests/postgres", "down", postgres, NULL), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reply r = must(address, rows[i].target, 503);
        if (!reply_has(&r, rows[i].words))
            fail_msg("%s does not hold %s: %.2000s", rows[i].target, rows[i].words, r.body);
        assert_string_equal(reply_header(&r, "Content-Language"), rows[i].language);
        assert_string_equal(reply_header(&r, "Retry-After"), "5");
        assert_string_equal(reply_header(&r, "Cache-Control"), "no-store");
        assert_string_equal(reply_header(&r, "ETag"), "");
        assert_string_not_equal(reply_header(&r, "Content-Security-Policy"), "");
        assert_false(reply_has(&r, "libpq") || reply_has(&r, "127.0.0.1"));
        reply_free(&r);
    }
    struct reply r = http_ask(address, "GET", "/tavoitteet", "If-None-Match: *\r\n");
    assert_int_equal(r.status, 503);
    reply_free(&r);
    r = must(health, "/healthz", 503);
    assert_true(reply_has(&r, "database"));
    reply_free(&r);
    r = must(address, "/robots.txt", 200);
    reply_free(&r);
}

static void commands_say_so_too(void **state)
{
    static const char *const words[][6] = {
        { "vointi", "plans", "--db", store.url },
        { "vointi", "serve", "--db", store.url, "--listen", "127.0.0.1:0" },
    };
    (void)state;
    need_postgresql();
    for (size_t i = 0; i < 2; i++) {
        struct ran r = ran(words[i][0], words[i][1], words[i][2], words[i][3], words[i][4],
                           words[i][5], NULL);
        assert_int_equal(r.status, 1);
        assert_non_null(strstr(r.err, "The database server does not answer. Check the address"));
        ran_free(&r);
    }
}

static void it_is_back_without_a_restart(void **state)
{
    (void)state;
    need_postgresql();
    assert_int_equal(run("tests/postgres", "up", postgres, NULL), 0);
    well();
    import_rows("a", SECOND);
    struct reply r = must(address, "/toimenpiteet", 200);
    assert_true(reply_has(&r, "leikkipuisto"));
    reply_free(&r);
    assert_true(process_lives(&server));
}

/* Shorter than two visits: the visitor sees nothing of it. */
static void a_short_outage_is_not_seen(void **state)
{
    (void)state;
    need_postgresql();
    assert_int_equal(run("tests/postgres", "down", postgres, NULL), 0);
    assert_int_equal(run("tests/postgres", "up", postgres, NULL), 0);
    well();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_outage_is_told_in_the_visitors_language),
        cmocka_unit_test(commands_say_so_too),
        cmocka_unit_test(it_is_back_without_a_restart),
        cmocka_unit_test(a_short_outage_is_not_seen),
    };
    return cmocka_run_group_tests_name("serve_outage", tests, begin, end);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Pages while the database is in trouble: who only reads goes on; who can't is told so
 * in the language and format of the page, and the next visit or start works. And what
 * visitors learn of a draft: nothing, in headers neither. */
#include "process/serving.h"

#include "base/lang.h"

#include <sqlite3.h>

static const char *const prefixes[LANGS] = { "/", "/sv/", "/en/" };

static const char busy[] = "Another program is using the database. Nothing was changed. "
                           "Try again in a moment.",
                  broken[] = "The file is not a sound Vointi database. Restore it from a backup.";

static void assert_page(const char *target, int status, const char *text)
{
    struct reply r = http_get(address, target);

    if (r.status != status || (text && !reply_has(&r, text)))
        fail_msg("%s: %d\n%s", target, r.status, r.body);
    assert_string_equal(reply_header(&r, "Retry-After"), status == 503 ? "5" : "");
    assert_string_equal(reply_header(&r, "Cache-Control"),
                        status == 200 ? "public, max-age=0, must-revalidate" : "no-store");
    assert_true(status == 200 ? *reply_header(&r, "ETag") : !*reply_header(&r, "ETag"));
    reply_free(&r);
}

/* As a page and as JSON, in each language; an address that was not asked before. */
static void assert_pages_refuse(int status, const char *source)
{
    static int n;
    char target[100];

    for (enum lang l = 0; l < LANGS; l++)
        for (int json = 0; json < 2; json++) {
            snprintf(target, sizeof target, "%stoimenpiteet%s?x=%d", prefixes[l],
                     json ? ".json" : "", n++);
            assert_page(target, status, lang_text(l, source));
        }
}

static struct visit holder;

static void hold(const char *sql)
{
    holder = visit_new();
    if (!db_open(&holder, store.url, false, &holder.db) || !db_begin_write(&holder) ||
        (sql && !store_script(&holder, sql)))
        fail_msg("%s (%s)", holder.fail.text, holder.fail.detail);
}

static void let_go(void)
{
    db_end(&holder);
    db_close(holder.db);
    visit_end(&holder);
}

static void pages_go_on_while_another_program_writes(void **state)
{
    (void)state;
    hold(NULL);
    assert_page("/tavoitteet?lukko=1", 200, "Apua saa");
    assert_page("/toimenpiteet.csv?lukko=1", 200, "Avoin kerho");
    struct reply r = http_get(health, "/healthz");
    assert_int_equal(r.status, 200);
    reply_free(&r);
    let_go();
}

/* PostgreSQL only: SQLite lets nobody have a file alone that others read. */
static void pages_say_busy_while_a_table_is_locked(void **state)
{
    (void)state;
    if (!*store.schema)
        return;
    hold("lock table plan in access exclusive mode");
    assert_pages_refuse(503, busy);
    let_go();
    assert_page("/toimenpiteet?vapaa=1", 200, "Avoin kerho");
}

static long number_of(sqlite3 *c, const char *sql)
{
    sqlite3_stmt *s;

    assert_int_equal(sqlite3_prepare_v2(c, sql, -1, &s, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(s), SQLITE_ROW);
    long n = (long)sqlite3_column_int64(s, 0);
    sqlite3_finalize(s);
    return n;
}

/* The first page of a table is not what it was. */
static void break_plans(void)
{
    sqlite3 *c;

    assert_int_equal(sqlite3_open(store.url, &c), SQLITE_OK);
    long size = number_of(c, "pragma page_size"),
         page = number_of(c, "select rootpage from sqlite_schema where name = 'plan'");
    sqlite3_close(c);
    FILE *f = fopen(store.url, "r+b");
    assert_true(f && fseek(f, (page - 1) * size, SEEK_SET) == 0);
    for (long i = 0; i < size; i++)
        fputc(0xA5, f);
    assert_int_equal(fclose(f), 0);
}

/* SQLite only. The server starts: it looks at each page of the file when it needs it. */
static void a_broken_file_is_said_so_until_it_is_restored(void **state)
{
    char copy[500];
    (void)state;

    if (*store.schema)
        return;
    snprintf(copy, sizeof copy, "%s.copy", store.url);
    assert_int_equal(run("vointi", "backup", copy, "--db", store.url, NULL), 0);
    assert_int_equal(process_end(&server, SIGTERM, NULL), 0);
    break_plans();
    const char *const words[] = { "vointi", "serve", "--db", store.url, "--listen", "127.0.0.1:0",
                                  NULL };
    assert_true(process_start(&server, words, true));
    address_of(server.line, address, sizeof address);
    assert_pages_refuse(500, broken);
    assert_true(process_lives(&server));
    assert_int_equal(process_end(&server, SIGTERM, NULL), 0);
    assert_int_equal(rename(copy, store.url), 0);
    server_start();
    assert_page("/toimenpiteet", 200, "Avoin kerho");
}

/* ---- drafts ---- */

/* Headers and body but for the clock's part and the plan's own name in the address. */
static char *seen(const char *slug, const char *rest, const char *headers)
{
    char target[200], *out = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&out, &n);

    snprintf(target, sizeof target, "/%s%s", slug, rest);
    struct reply r = http_ask(address, "GET", target, headers);
    assert_non_null(f);
    for (const char *line = r.head; *line; line += strcspn(line, "\n") + 1)
        if (strncmp(line, "Date:", 5) != 0 && strncmp(line, "Server-Timing:", 14) != 0)
            fprintf(f, "%.*s\n", (int)strcspn(line, "\n"), line);
    for (const char *at = r.body; *at;) {
        const char *name = strstr(at, slug);
        fprintf(f, "%.*s", name ? (int)(name - at) : (int)strlen(at), at);
        at = name ? name + strlen(slug) : at + strlen(at);
    }
    fclose(f);
    reply_free(&r);
    return out;
}

static const char draft_plan[] =
    "{\"format\": \"vointi-plan\", \"version\": 1, \"state\": \"draft\", \"slug\": \"luonnos\","
    " \"title\": \"Salaisuus\", \"area\": \"Salaisuus\", \"starts\": \"2031\", \"ends\": \"2032\","
    " \"goals\": [{\"code\": \"1\", \"title\": \"Salaisuus\"}],"
    " \"organisations\": [{\"name\": \"Kotka\"}]}";

static void a_draft_answers_as_what_is_not_there(void **state)
{
    static const char *const rests[] = { "/", "", "/tavoitteet", "/tavoitteet/1.json",
                                         "/toimenpiteet.csv", "/avoin-data/suunnitelma.xlsx",
                                         "/toimenpiteet?sivu=x" };
    static const char *const headers[] = { "", "If-None-Match: *\r\n",
                                           "If-None-Match: W/\"0\"\r\nAccept-Language: sv\r\n" };
    (void)state;
    FILE *f = fopen(path_of("plan.json"), "w");
    assert_true(f && fputs(draft_plan, f) >= 0 && fclose(f) == 0);
    assert_int_equal(run("vointi", "import", path_of("plan.json"), "--db", store.url, "--plan",
                         "luonnos", "--colour", "7a1f5f", NULL), 0);
    unlink(path_of("plan.json"));
    for (size_t i = 0; i < sizeof rests / sizeof *rests; i++)
        for (size_t h = 0; h < sizeof headers / sizeof *headers; h++) {
            char *draft = seen("luonnos", rests[i], headers[h]),
                 *nothing = seen("olematta", rests[i], headers[h]);
            assert_null(strstr(draft, "Salaisuus"));
            assert_non_null(strstr(draft, " 404 "));
            /* The one has a letter more in its length. */
            char *length = strstr(draft, "Content-Length"), *other = strstr(nothing,
                                                                            "Content-Length");
            assert_true(length && other);
            memset(length, '-', strcspn(length, "\r"));
            memset(other, '-', strcspn(other, "\r"));
            assert_string_equal(draft, nothing);
            free(draft);
            free(nothing);
        }
    assert_int_equal(run("vointi", "undo", "--db", store.url, "--plan", "luonnos", NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_go_on_while_another_program_writes),
        cmocka_unit_test(pages_say_busy_while_a_table_is_locked),
        cmocka_unit_test(a_broken_file_is_said_so_until_it_is_restored),
        cmocka_unit_test(a_draft_answers_as_what_is_not_there),
    };

    setenv("VOINTI_DB_WAIT_MS", "150", 1);
    return serving_run("serve_trouble", tests, sizeof tests / sizeof *tests);
}

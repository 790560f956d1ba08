/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What those see who watch over the program: health, figures, the log. */
#include "process/serving.h"

#include <regex.h>

static long metric(const char *name)
{
    struct reply r = http_get(health, "/metrics");
    const char *at = strstr(r.body, name);
    long value = at ? strtol(at + strlen(name), NULL, 10) : -1;

    assert_int_equal(r.status, 200);
    reply_free(&r);
    return value;
}

static void ask(const char *target)
{
    struct reply r = http_get(address, target);

    assert_true(r.status != 0);
    reply_free(&r);
}

static void health_has_a_listener_of_its_own(void **state)
{
    static const struct {
        const char *method, *target;
        int status;
    } rows[] = {
        { "GET", "/healthz", 200 }, { "HEAD", "/healthz", 200 }, { "POST", "/healthz", 405 },
        { "GET", "/metrics", 200 }, { "HEAD", "/metrics", 200 }, { "DELETE", "/metrics", 405 },
        { "GET", "/", 404 },        { "GET", "/tavoitteet", 404 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reply r = http_ask(health, rows[i].method, rows[i].target, "Content-Length: 0\r\n");
        if (r.status != rows[i].status)
            fail_msg("%s %s: %d", rows[i].method, rows[i].target, r.status);
        assert_string_equal(reply_header(&r, "X-Content-Type-Options"), "nosniff");
        reply_free(&r);
    }
    struct reply r = http_get(health, "/healthz");
    assert_string_equal(r.body, "ok\n");
    reply_free(&r);
}

/* The text format 0.0.4: https://prometheus.io/docs/instrumenting/exposition_formats/ */
static void figures_are_as_prometheus_reads_them(void **state)
{
    static const char pattern[] =
        "^(# HELP [a-z_]+ [^\\\\]+\\.|# TYPE [a-z_]+ (counter|gauge|histogram)|"
        "[a-z_]+(\\{[a-z]+=\"[^\"\\\\]+\"\\})? [0-9]+(\\.[0-9]+)?)$";
    char family[100] = "", name[100];
    regex_t sound;
    (void)state;
    assert_int_equal(regcomp(&sound, pattern, REG_EXTENDED | REG_NOSUB), 0);
    struct reply r = http_get(health, "/metrics");
    assert_string_equal(reply_header(&r, "Content-Type"),
                        "text/plain; version=0.0.4; charset=utf-8");
    assert_true(r.n > 0 && r.body[r.n - 1] == '\n');
    for (char *rest = NULL, *line = strtok_r(r.body, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        if (regexec(&sound, line, 0, NULL, 0) != 0)
            fail_msg("not a line of figures: %s", line);
        snprintf(name, sizeof name, "%.*s", (int)strcspn(line + 7 * (*line == '#'), " {"),
                 line + 7 * (*line == '#'));
        if (strncmp(line, "# TYPE ", 7) == 0)
            snprintf(family, sizeof family, "%s", name);
        else if (*line != '#' && strncmp(name, family, strlen(family)) != 0)
            fail_msg("%s belongs to no family", line); /* what has a type stands below it */
    }
    reply_free(&r);
    regfree(&sound);
}

static void each_step_of_the_histogram_holds_those_before(void **state)
{
    static const char bucket[] = "vointi_answer_seconds_bucket{le=\"";
    long before = 0, n = 0;
    double bound = 0;
    (void)state;
    ask("/tavoitteet?histogram");
    ask("/ei-ole");
    struct reply r = http_get(health, "/metrics");
    for (const char *at = r.body; (at = strstr(at, bucket)); n++) {
        char *end;
        double next = strtod(at + strlen(bucket), &end); /* +Inf too */
        long value = strtol(end + 2, NULL, 10);
        assert_true(next > bound && value >= before);
        bound = next, before = value;
        at = end;
    }
    reply_free(&r);
    assert_true(n > 5);
    assert_int_equal(metric("vointi_answer_seconds_count "), before);
    assert_int_equal(metric("{status=\"2xx\"} ") + metric("{status=\"4xx\"} ") +
                         metric("{status=\"5xx\"} "), before);
}

static void pages_are_kept_until_then(void **state)
{
    (void)state;
    ask("/organisaatiot");
    long cached = metric("\nvointi_cached_total "), all = metric("{status=\"2xx\"} ");
    for (int i = 0; i < 5; i++)
        ask("/organisaatiot");
    assert_int_equal(metric("\nvointi_cached_total "), cached + 5);
    assert_true(metric("{status=\"2xx\"} ") >= all + 5);
    /* Only the host and the whole address tell pages apart. */
    ask("/organisaatiot?x=1");
    assert_int_equal(metric("\nvointi_cached_total "), cached + 5);
}

static void what_is_refused_is_counted(void **state)
{
    (void)state;
    long before = metric("{status=\"4xx\"} ");
    struct reply r = http_ask(address, "GET", "/tavoitteet", "Host: b\r\n");
    assert_int_equal(r.status, 400);
    reply_free(&r);
    ask("/ei-ole");
    assert_int_equal(metric("{status=\"4xx\"} "), before + 2);
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
        cmocka_unit_test(health_has_a_listener_of_its_own),
        cmocka_unit_test(figures_are_as_prometheus_reads_them),
        cmocka_unit_test(each_step_of_the_histogram_holds_those_before),
        cmocka_unit_test(pages_are_kept_until_then),
        cmocka_unit_test(what_is_refused_is_counted),
        cmocka_unit_test(the_log_tells_no_queries),
    };
    return serving_run("serve_watch", tests, sizeof tests / sizeof *tests);
}

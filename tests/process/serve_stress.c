/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Many readers while the plan is imported again and again by other processes:
 * every answer is whole, of one version, and never older than what was there
 * when it was asked for. */
#include "process/serving.h"

#include <pthread.h>
#include <stdatomic.h>

enum { READERS = 64, ROWS = 40, VERSIONS = 6, ROW_MOST = 100 };

static atomic_int newest; /* the version whose import has ended */
static atomic_bool over; /* enough was read, or a fault was found */
static atomic_int asked, unchanged;

static void import_version(int version)
{
    char rows[(ROWS + VERSIONS) * ROW_MOST];
    size_t n = 0;

    for (int i = 0; i < ROWS + version; i++)
        n += (size_t)snprintf(rows + n, sizeof rows - n,
                              "Kotka;I;Arki;%d;Apua %d;versio=%d= toimenpide %d;;;;;;\n",
                              i / 4 + 1, i / 4 + 1, version, i);
    import_rows("kuorma", rows);
}

/* Pages and JSON say how many rows there are; CSV does not. */
static bool says_total(const struct reply *r, int rows)
{
    char page[60], json[60];

    snprintf(page, sizeof page, "Näytetään kaikki %d toimenpidettä", rows);
    snprintf(json, sizeof json, "\"total\": %d,", rows);
    return reply_has(r, page) || reply_has(r, json) ||
           strstr(reply_header(r, "Content-Type"), "csv");
}

/* The version that an answer shows; 0 with what is wrong with it. */
static int version_of(const struct reply *r, bool page, const char **fault)
{
    int rows = 0, version = 0;

    *fault = !r->status                                ? "no answer"
             : r->status != 200                        ? "not 200"
             : !r->whole                               ? "cut short"
             : page && !strstr(r->body, "</html>")     ? "half a page"
                                                       : NULL;
    for (const char *at = r->body; !*fault && (at = strstr(at, "versio=")); rows++) {
        int this = (int)strtol(at += strlen("versio="), NULL, 10);
        if (version && this != version)
            *fault = "two versions in one answer";
        version = this;
    }
    if (!*fault && rows != ROWS + version)
        *fault = "rows of another version";
    if (!*fault && !says_total(r, rows))
        *fault = "the total is another than that of the rows";
    return *fault ? 0 : version;
}

enum { KINDS = 3 };

/* What a reader remembers of each kind of page, to ask whether it has changed. */
struct known {
    char tag[100];
    int version;
};

static void ask_next(struct wire *w, const char *target, const struct known *known)
{
    char request[400];
    int n = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: x\r\n%s%s%s\r\n", target,
                     known ? "If-None-Match: " : "", known ? known->tag : "", known ? "\r\n" : "");
    wire_send(w, request, (size_t)n);
}

/* Each kind of page in turn: the same address, which may be kept, with what is known;
 * or one that nobody asked for before. Returns what is wrong or NULL. */
static const char *read_one(struct wire *w, int i, struct known *known, char *target, size_t room)
{
    static const char *const pages[KINDS] = { "toimenpiteet", "toimenpiteet.json",
                                              "toimenpiteet.csv" };
    int at_least = newest, version;
    const char *fault = NULL;
    bool again = i / KINDS % 2;

    known += i % KINDS;
    snprintf(target, room, "/kuorma/%s?sivu=kaikki", pages[i % KINDS]);
    if (!again)
        snprintf(target + strlen(target), room - strlen(target), "&n=%d", i);
    ask_next(w, target, again && *known->tag ? known : NULL);
    struct reply r = wire_reply(w, true);
    if (again && r.status == 304) {
        version = known->version;
        unchanged++;
    } else {
        version = version_of(&r, i % KINDS == 0, &fault);
    }
    if (!fault && version < at_least)
        fault = "older than what was there";
    if (again && r.status == 200) {
        snprintf(known->tag, sizeof known->tag, "%s", reply_header(&r, "ETag"));
        known->version = version;
    }
    asked++;
    reply_free(&r);
    return fault;
}

/* Returns the first fault as a text of its own, or NULL. */
static void *reader(void *arg)
{
    struct known known[KINDS] = { 0 };
    struct wire w;
    char target[100], *told = NULL;

    if (!wire_open(&w, address))
        return strdup("no connection");
    for (int i = 1000000 * (int)(intptr_t)arg; !told && !over; i++) {
        const char *fault = read_one(&w, i, known, target, sizeof target);
        if (fault && asprintf(&told, "%s: %s", target, fault) < 0)
            abort();
        over = over || fault;
    }
    wire_close(&w);
    return told;
}

static void readers_see_whole_versions(void **state)
{
    pthread_t threads[READERS];
    int faults = 0;
    (void)state;
    over = false;
    newest = asked = unchanged = 0;
    import_version(1);
    newest = 1;
    for (int i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, reader, (void *)(intptr_t)i), 0);
    for (int version = 2; version <= VERSIONS && !over; version++) {
        import_version(version);
        newest = version;
        double until = seconds_now() + 30;
        while (asked < READERS * KINDS * 2 * version && !over && seconds_now() < until)
            sleep_ms(1); /* each version is read */
    }
    over = true;
    for (int i = 0; i < READERS; i++) {
        void *told;
        pthread_join(threads[i], &told);
        if (told && ++faults <= 5)
            printf("# %s\n", (char *)told);
        free(told);
    }
    printf("# %d answers, %d of them 304\n", (int)asked, (int)unchanged);
    assert_int_equal(faults, 0);
    assert_true(asked >= READERS * VERSIONS && unchanged > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_see_whole_versions),
    };
    return serving_run("serve_stress", tests, sizeof tests / sizeof *tests);
}

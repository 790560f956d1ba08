/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "visits/answer.h"

#include <jansson.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static char *read_all(FILE *f, size_t *n)
{
    size_t cap = 1 << 16;
    char *at = malloc(cap);

    rewind(f);
    *n = 0;
    for (size_t got; at && (got = fread(at + *n, 1, cap - *n - 1, f)) > 0;)
        if ((*n += got) + 1 == cap)
            at = realloc(at, cap *= 2);
    fclose(f);
    if (!at)
        die("malloc");
    at[*n] = '\0';
    return at;
}

static int run(char *const words[], FILE *out, FILE *errors)
{
    const char *program = getenv("VOINTI");
    posix_spawn_file_actions_t actions;
    int state;
    pid_t pid;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", 0, 0);
    posix_spawn_file_actions_adddup2(&actions, fileno(out), 1);
    posix_spawn_file_actions_adddup2(&actions, fileno(errors), 2);
    if (posix_spawn(&pid, program && *program ? program : "out/vointi", &actions, NULL, words,
                    environ) != 0 ||
        waitpid(pid, &state, 0) != pid)
        die("VOINTI");
    posix_spawn_file_actions_destroy(&actions);
    return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

/* "200\nContent-Type: …\n\nbody" in place. */
static void take_headers(struct answer *a, char *out, size_t n)
{
    char *line = out;

    a->status = (int)strtol(out, NULL, 10);
    while ((size_t)(line - out) < n && *line != '\n') {
        char *end = line + strcspn(line, "\n");
        bool last = !*end;
        *end = '\0';
        if (strncmp(line, "Content-Type: ", 14) == 0)
            a->type = line + 14;
        if (strncmp(line, "Location: ", 10) == 0)
            a->location = line + 10;
        if (strncmp(line, "Link: ", 6) == 0)
            snprintf(a->link, sizeof a->link, "%s", line + 6);
        if (strncmp(line, "ETag: ", 6) == 0)
            snprintf(a->etag, sizeof a->etag, "%s", line + 6);
        line = last ? end : end + 1;
    }
    a->type = strdup(a->type);
    a->location = strdup(a->location);
    a->n = n - (size_t)(line - out) - (*line == '\n');
    a->body = malloc(a->n + 1);
    if (!a->type || !a->location || !a->body)
        die("malloc");
    memcpy(a->body, line + (*line == '\n'), a->n + 1);
    free(out);
}

struct answer answer_of(char *const words[], bool visit)
{
    struct answer a = { .type = "", .location = "" };
    FILE *out = tmpfile(), *errors = tmpfile();
    size_t n;

    if (!out || !errors)
        die("tmpfile");
    a.exit = run(words, out, errors);
    char *said = read_all(out, &n);
    a.errors = read_all(errors, &a.n);
    if (visit) {
        take_headers(&a, said, n);
    } else {
        a.type = strdup("");
        a.location = strdup("");
        a.body = said;
        a.n = n;
    }
    return a;
}

void answer_free(struct answer *a)
{
    free(a->type);
    free(a->location);
    free(a->body);
    free(a->errors);
    *a = (struct answer){ 0 };
}

/* ---- CSV ---- */

struct csv {
    int rows, cells; /* cells of the first record */
    const char *fault;
};

/* A cell that begins so could run as a formula; "-" alone or before a space is text. */
static bool formula(const char *cell)
{
    return *cell == '-' ? cell[1] && !strchr(" ;\r\"", cell[1])
                        : *cell && strchr("=+@\t", *cell);
}

static const char *cell_end(const char *at, struct csv *csv)
{
    bool quoted = *at == '"';

    if (formula(at + quoted))
        csv->fault = "a cell could run as a formula";
    if (!quoted)
        return at + strcspn(at, ";\r\n");
    for (at++; *at; at++)
        if (*at == '"' && *++at != '"')
            return at;
    csv->fault = "a quote is not closed";
    return at;
}

static struct csv csv_read(const char *at)
{
    struct csv csv = { 0 };

    for (int cells = 1; *at;) {
        at = cell_end(at, &csv);
        if (*at == ';') {
            cells++;
            at++;
        } else if (strncmp(at, "\r\n", 2) == 0) {
            if (!csv.rows++)
                csv.cells = cells;
            if (cells != csv.cells)
                csv.fault = "a record has more or fewer cells than the first";
            cells = 1;
            at += 2;
        } else {
            csv.fault = "a record does not end in CR LF";
            return csv;
        }
    }
    return csv;
}

#define BOM "\xEF\xBB\xBF"

int answer_rows(const struct answer *a)
{
    return csv_read(a->body + (strncmp(a->body, BOM, 3) == 0 ? 3 : 0)).rows;
}

/* ---- what must hold ---- */

static bool is(const struct answer *a, const char *type)
{
    return strncmp(a->type, type, strlen(type)) == 0;
}

static const char *html_fault(const char *body)
{
    static const char *const never[] = { "<script", "<img", "<iframe", " style=", "(null)",
                                         "href=\"\"", "href=\"#\"", "=\"javascript:" };

    static const char ours[] = "<script src=\"/assets/vointi.";

    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        for (const char *at = body; (at = strstr(at, never[i])); at++)
            if (strncmp(at, ours, sizeof ours - 1) != 0)
                return never[i];
    return strstr(body, "</html>") ? NULL : "no end: </html> is missing";
}

static const char *body_fault(const struct answer *a)
{
    json_t *json;

    if (is(a, "text/html"))
        return html_fault(a->body);
    if (is(a, "text/csv"))
        return strncmp(a->body, BOM, 3) != 0 ? "no byte order mark" : csv_read(a->body + 3).fault;
    if (is(a, "application/json") || is(a, "application/problem+json")) {
        json = json_loadb(a->body, a->n, JSON_REJECT_DUPLICATES, NULL);
        json_decref(json);
        return json ? NULL : "not valid JSON, or the same key twice";
    }
    return NULL;
}

/* A failure is one line on standard error; anything else there is a surprise, such
 * as what a sanitizer found. */
static bool ended_well(const struct answer *a)
{
    const char *end = a->errors + strcspn(a->errors, "\n");
    bool one_line = strncmp(a->errors, "vointi: ", 8) == 0 && !end[*end == '\n'];

    return a->status < 400 ? a->exit == 0 && !*a->errors : a->exit == 1 && one_line;
}

void answer_check(const struct answer *a, void (*tell)(void *arg, const char *fault), void *arg)
{
    const char *fault = a->status == 303 ? NULL : body_fault(a);

    if (fault)
        tell(arg, fault);
    if (ended_well(a))
        return;
    tell(arg, "the program ended badly:");
    tell(arg, a->errors);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * run [FILE.visit…]: holds the conversations of tests/visits/ with the program
 * (VOINTI, out/vointi), first on SQLite, then on the PostgreSQL of VOINTI_TEST_PG.
 * Prints TAP, a test for each visit. Run it from the root of the repository.
 *
 *   given demo                          a new database, made by the command "demo"
 *   given import tests/visits/deep.json  … or by others: one line for each command
 *   then undo --plan a                  a command on the same database, between visits
 *   now 2026-02-01T10:00:00Z            the clock from here on; at first the real one
 *   GET /tavoitteet/i-3 -> 200          a visit and its status; "as admin GET …"
 *   as a@example.org POST /tili "person_name=A+B" -> 303   a form is sent
 *   token $t key k1 match $e POST /seuranta "{\"year\": 2025}" -> 200   a program sends JSON
 *   as a@example.org POST /tuonti file "tiedosto=demo/region.csv" -> 303   … with a file
 *       type "text/html"                what Content-Type begins with
 *       to "/tavoitteet/i-3"            where it is sent on
 *       has "I.3"                       the body holds a text
 *       no "Puuttuu"                    … or does not
 *       count 11 "<tr id="              … as many times
 *       rows 16                         so many lines of CSV after the first
 *       json counts.missing = 6         a value of JSON; .length of a list; goals[0].code
 *       link "rel=\"next\""              the header Link holds a text
 *       keep gaps counts.missing        its value for later lines: has "Puuttuu $gaps"
 *       keep e etag                     … its ETag
 *       keep t after "id=\"token\">"     … what follows a text, up to markup
 *
 * Texts stand in quotes; \" \\ \n \t are understood. What must hold of every
 * answer is checked without asking: see answer.h. */
#include "visits/answer.h"
#include "visits/database.h"

#include <ctype.h>
#include <glob.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 4000, WORDS = 40, KEPT = 40, NAME = 40 };

struct talk {
    const char *file;
    int line;
    char url[LINE];
    bool given; /* the lines before this one made the database */
    struct answer answer;
    bool visiting;
    char visit[LINE], told[LINE * 4];
    struct {
        char name[NAME], value[200];
    } kept[KEPT];
    int n_kept;
};

static int n_tests, n_failed;

/* ---- what went wrong ---- */

static void tell(struct talk *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void tell(struct talk *t, const char *format, ...)
{
    size_t n = strlen(t->told);
    va_list args;

    n += (size_t)snprintf(t->told + n, sizeof t->told - n, "#   line %d: ", t->line);
    if (n < sizeof t->told) {
        va_start(args, format);
        vsnprintf(t->told + n, sizeof t->told - n, format, args);
        va_end(args);
    }
    n = strlen(t->told);
    snprintf(t->told + n, sizeof t->told - n, "\n");
}

static void tell_fault(void *talk, const char *fault)
{
    tell(talk, "%s", fault);
}

static void broken(const struct talk *t, const char *why)
{
    printf("Bail out! %s:%d: %s\n", t->file, t->line, why);
    exit(1);
}

/* The visit that has been talked about so far is one test. */
static void finish_visit(struct talk *t)
{
    if (!t->visiting)
        return;
    printf("%s %d - %s %s: %s\n%s", *t->told ? "not ok" : "ok", ++n_tests,
           database_engine(t->url), t->file + strlen("tests/visits/"), t->visit, t->told);
    n_failed += *t->told != '\0';
    *t->told = '\0';
    t->visiting = false;
    answer_free(&t->answer);
}

/* ---- words of a line ---- */

/* Takes a word, or a text in quotes, off the line. */
static char *word(struct talk *t, char **at)
{
    char *out, *to;

    *at += strspn(*at, " \t");
    if (**at != '"') {
        out = *at;
        *at += strcspn(*at, " \t");
        if (**at)
            *(*at)++ = '\0';
        return out;
    }
    for (out = to = ++*at; **at != '"'; *to++ = *(*at)++) {
        if (!**at)
            broken(t, "a quote is missing");
        if (**at == '\\' && *++*at != '"' && **at != '\\')
            **at = **at == 'n' ? '\n' : **at == 't' ? '\t' : **at;
    }
    (*at)++;
    *to = '\0';
    return out;
}

/* $name becomes what was kept. */
static void fill_in(struct talk *t, const char *line, char out[LINE])
{
    size_t n = 0;

    while (*line && n < LINE - 200) {
        int i = 0;
        for (; *line == '$' && i < t->n_kept; i++)
            if (strncmp(line + 1, t->kept[i].name, strlen(t->kept[i].name)) == 0)
                break;
        if (*line == '$' && i < t->n_kept) {
            n += (size_t)snprintf(out + n, LINE - n, "%s", t->kept[i].value);
            line += 1 + strlen(t->kept[i].name);
        } else {
            out[n++] = *line++;
        }
    }
    out[n] = '\0';
}

/* ---- what a body must hold ---- */

static void check_type(struct talk *t, char *rest)
{
    const char *want = word(t, &rest);
    if (strncmp(t->answer.type, want, strlen(want)) != 0)
        tell(t, "the type is %s, not %s", t->answer.type, want);
}

static void check_to(struct talk *t, char *rest)
{
    const char *want = word(t, &rest);
    if (strcmp(t->answer.location, want) != 0)
        tell(t, "it leads to %s, not %s", t->answer.location, want);
}

static int occurrences(const struct talk *t, const char *text)
{
    int n = 0;
    for (const char *at = t->answer.body; (at = strstr(at, text)); at += strlen(text))
        n++;
    return n;
}

static void check_has(struct talk *t, char *rest)
{
    const char *want = word(t, &rest);
    if (!occurrences(t, want))
        tell(t, "it does not hold: %s", want);
}

static void check_no(struct talk *t, char *rest)
{
    const char *text = word(t, &rest);
    if (occurrences(t, text))
        tell(t, "it holds: %s", text);
}

static void check_count(struct talk *t, char *rest)
{
    int want = (int)strtol(word(t, &rest), NULL, 10);
    const char *text = word(t, &rest);
    int n = occurrences(t, text);
    if (n != want)
        tell(t, "it holds %d times, not %d: %s", n, want, text);
}

static void check_rows(struct talk *t, char *rest)
{
    int want = (int)strtol(word(t, &rest), NULL, 10), n = answer_rows(&t->answer) - 1;
    if (n != want)
        tell(t, "it has %d rows, not %d", n, want);
}

/* The value at "goals[0].counts.missing"; a new reference, NULL: none. */
static json_t *json_at(json_t *root, char *path)
{
    json_t *at = root;

    for (char *part = path; *part && at;) {
        size_t n = strcspn(part, ".[");
        char end = part[n];
        part[n] = '\0';
        if (strcmp(part, "length") == 0)
            return json_integer((json_int_t)json_array_size(at));
        if (*part)
            at = json_object_get(at, part);
        part += n + (end != '\0');
        if (end == '[') {
            at = json_array_get(at, strtoul(part, &part, 10));
            part += strspn(part, "].");
        }
    }
    return json_incref(at);
}

static char *json_said(struct talk *t, char *path)
{
    char copy[LINE];
    json_t *root = json_loadb(t->answer.body, t->answer.n, 0, NULL);

    snprintf(copy, sizeof copy, "%s", path);
    json_t *value = root ? json_at(root, copy) : NULL;
    char *said = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
    json_decref(value);
    json_decref(root);
    return said;
}

static void check_json(struct talk *t, char *rest)
{
    char *path = word(t, &rest), *said = json_said(t, path);

    rest += strspn(rest, " =");
    if (!said || strcmp(said, rest) != 0)
        tell(t, "%s is %s, not %s", path, said ? said : "not there", rest);
    free(said);
}

static void check_link(struct talk *t, char *rest)
{
    const char *want = word(t, &rest);
    if (*want ? !strstr(t->answer.link, want) : *t->answer.link)
        tell(t, "the link is %s, not %s", t->answer.link, want);
}

/* A value of JSON, the ETag (without W/ and quotes), or what follows a text. malloc'ed;
 * NULL: there is none. */
static char *what_to_keep(struct talk *t, char *what, char *rest)
{
    const char *quote = strchr(t->answer.etag, '"'), *at;

    if (strcmp(what, "etag") == 0)
        return quote ? strndup(quote + 1, strcspn(quote + 1, "\"")) : NULL;
    if (strcmp(what, "after") != 0)
        return json_said(t, what);
    const char *text = word(t, &rest);
    at = strstr(t->answer.body, text);
    return at ? strndup(at + strlen(text), strcspn(at + strlen(text), "<\"\n")) : NULL;
}

static void keep(struct talk *t, char *rest)
{
    const char *name = word(t, &rest);
    char *what = word(t, &rest), *said = what_to_keep(t, what, rest);

    if (t->n_kept == KEPT || !said)
        broken(t, "there is nothing to keep");
    snprintf(t->kept[t->n_kept].name, NAME, "%s", name);
    size_t n = strlen(said), quote = *said == '"'; /* of a text: what stands between them */
    snprintf(t->kept[t->n_kept++].value, sizeof t->kept->value, "%.*s", (int)(n - 2 * quote),
             said + quote);
    free(said);
}

/* ---- lines ---- */

static void command(struct talk *t, char *rest)
{
    char *words[WORDS] = { "vointi" };
    int n = 1;

    while (rest += strspn(rest, " \t"), *rest && n < WORDS - 3)
        words[n++] = word(t, &rest);
    words[n++] = "--db";
    words[n++] = t->url;
    struct answer answer = answer_of(words, false);
    if (answer.exit != 0) {
        fputs(answer.errors, stdout);
        broken(t, "the command failed");
    }
    answer_free(&answer);
}

static void given(struct talk *t, char *rest)
{
    finish_visit(t);
    if (!t->given)
        database_new(t->url, sizeof t->url);
    t->given = true;
    command(t, rest);
}

static void then(struct talk *t, char *rest)
{
    finish_visit(t);
    command(t, rest);
}

/* What may stand before the method, and the option that it becomes. */
static const char *const before_method[][2] = {
    { "as", "--as" }, { "token", "--token" }, { "key", "--key" }, { "match", "--match" },
};

static const char *option_of(const char *first)
{
    for (size_t i = 0; i < sizeof before_method / sizeof *before_method; i++)
        if (strcmp(first, before_method[i][0]) == 0)
            return before_method[i][1];
    return NULL;
}

/* "as coordinator GET /tavoitteet -> 200", "POST /ulos "a=b&c=d" -> 303" */
static void visit(struct talk *t, char *line)
{
    char *words[24] = { "vointi", "visit", "GET", NULL, "--headers", "--etag", "--db", t->url };
    char *arrow = strstr(line, " -> "), *form, *file, etag[100];
    size_t n = 8;

    finish_visit(t);
    snprintf(t->visit, sizeof t->visit, "%s", line);
    if (!arrow || !*t->url)
        broken(t, arrow ? "no database was given" : "“ -> 200” is missing");
    *arrow = '\0';
    char *first = word(t, &line);
    for (const char *option; (option = option_of(first)) && n < 15; first = word(t, &line)) {
        words[n++] = (char *)option;
        words[n++] = word(t, &line);
        if (strcmp(first, "match") == 0 && strcmp(words[n - 1], "*") != 0) {
            snprintf(etag, sizeof etag, "W/\"%s\"", words[n - 1]);
            words[n - 1] = etag;
        }
    }
    words[2] = first;
    words[3] = line + strspn(line, " ");
    if ((file = strstr(words[3], " file \""))) {
        *file = '\0';
        file += strlen(" file ");
        words[n++] = "--file";
        words[n++] = word(t, &file);
    }
    if ((form = strstr(words[3], " \""))) {
        *form++ = '\0';
        words[n++] = "--form";
        words[n++] = word(t, &form);
    }
    t->answer = answer_of(words, true);
    t->visiting = true;
    t->given = false;
    if (t->answer.status != strtol(arrow + 4, NULL, 10))
        tell(t, "the status is %d: %.300s", t->answer.status, t->answer.errors);
    answer_check(&t->answer, tell_fault, t);
}

static void clock_set(struct talk *t, char *rest)
{
    finish_visit(t);
    setenv("VOINTI_NOW", word(t, &rest), 1);
}

struct line_kind {
    const char *word;
    void (*act)(struct talk *t, char *rest);
};

static const struct line_kind between[] = {
    { "given", given }, { "then", then }, { "now", clock_set },
}, checks[] = {
    { "type", check_type }, { "to", check_to },       { "has", check_has },
    { "no", check_no },     { "count", check_count }, { "rows", check_rows },
    { "json", check_json }, { "keep", keep },         { "link", check_link },
};

/* "as ROLE …", "token …" or a method in capitals. */
static bool is_visit(const char *line)
{
    char first[20];

    snprintf(first, sizeof first, "%.*s", (int)strcspn(line, " "), line);
    return option_of(first) ||
           (isupper((unsigned char)line[0]) && isupper((unsigned char)line[1]));
}

static void take_line(struct talk *t, char *line)
{
    char *rest = line + strspn(line, " \t");

    if (!*rest || *rest == '#')
        return;
    if (is_visit(rest)) {
        visit(t, rest);
        return;
    }
    const char *first = word(t, &rest);
    for (size_t i = 0; i < sizeof between / sizeof *between; i++)
        if (strcmp(first, between[i].word) == 0) {
            between[i].act(t, rest);
            return;
        }
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (strcmp(first, checks[i].word) == 0) {
            if (!t->visiting)
                broken(t, "no visit was made yet");
            checks[i].act(t, rest);
            return;
        }
    broken(t, "this line begins with no known word");
}

static void talk(const char *file)
{
    static struct talk t;
    char line[LINE], filled[LINE];
    FILE *f = fopen(file, "r");

    t = (struct talk){ .file = file };
    unsetenv("VOINTI_NOW");
    if (!f)
        broken(&t, "the file can't be read");
    while (fgets(line, sizeof line, f)) {
        t.line++;
        line[strcspn(line, "\n")] = '\0';
        fill_in(&t, line, filled);
        take_line(&t, filled);
    }
    finish_visit(&t);
    fclose(f);
}

int main(int argc, char **argv)
{
    glob_t files = { 0 };

    if (glob("tests/visits/*.visit", 0, NULL, &files) != 0 && argc == 1) {
        puts("Bail out! there are no conversations here: run it from the root of the repository");
        return 1;
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int engine = 0; database_choose(engine); engine++)
        for (size_t i = 0; i < (argc > 1 ? (size_t)argc - 1 : files.gl_pathc); i++)
            talk(argc > 1 ? argv[i + 1] : files.gl_pathv[i]);
    database_end();
    globfree(&files);
    printf("1..%d\n", n_tests);
    return n_failed > 0;
}

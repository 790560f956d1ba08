/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Lists of people as they are pasted. */
#include "people/invite.h"
#include "people/people.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

static struct visit v;

static int begin(void **state)
{
    (void)state;
    v = visit_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    visit_end(&v);
    return 0;
}

static bool is_organisation(void *arg, const char *words)
{
    (void)arg;
    return strcmp(words, "Kaisla") == 0 || strcmp(words, "Niitty") == 0;
}

/* "email|name|organisation" for each, then the fault. */
static void reads(const char *pasted, const char *want)
{
    struct invitations list;
    const char *got = "";

    invitations_read(&v, pasted, is_organisation, NULL, &list);
    for (size_t i = 0; i < list.n; i++)
        got = text(&v, "%s%s|%s|%s\n", got, list.at[i].email, list.at[i].name,
                   list.at[i].organisation);
    if (list.fault)
        got = text(&v, "%s!%s\n", got, list.fault);
    assert_string_equal(got, want);
}

static void addresses_alone(void **state)
{
    (void)state;
    reads("", "");
    reads("  \n\n", "");
    reads("Maija@Example.ORG", "maija@example.org||\n");
    reads("a@x.fi\r\nb@x.fi\r\n", "a@x.fi||\nb@x.fi||\n");
    reads("a@x.fi, b@x.fi; c@x.fi", "a@x.fi||\nb@x.fi||\nc@x.fi||\n");
    reads("a@x.fi\na@x.fi\nA@X.FI", "a@x.fi||\n");
    reads("a@x.fi b@x.fi  c@x.fi", "a@x.fi||\nb@x.fi||\nc@x.fi||\n");
    reads("a@x.fi <a@x.fi>", "a@x.fi||\n");
}

static void names_and_organisations(void **state)
{
    (void)state;
    reads("Maija Meri <maija@x.fi>", "maija@x.fi|Maija Meri|\n");
    reads("\"Meri, Maija\" <maija@x.fi>", "maija@x.fi|Meri, Maija|\n");
    reads("a@x.fi, \"Meri, Maija\" <maija@x.fi>", "a@x.fi||\nmaija@x.fi|Meri, Maija|\n");
    reads("Maija Meri <m@x.fi>; Kalle Kivi <k@x.fi>", "m@x.fi|Maija Meri|\nk@x.fi|Kalle Kivi|\n");
    reads("m@x.fi; Maija Meri; Kaisla", "m@x.fi|Maija Meri|Kaisla\n");
    reads("m@x.fi\tKaisla\tMaija Meri", "m@x.fi|Maija Meri|Kaisla\n");
    reads("Maija Meri\tm@x.fi\tNiitty\nKalle\tk@x.fi", "m@x.fi|Maija Meri|Niitty\nk@x.fi|Kalle|\n");
    reads("sähköposti;nimi;organisaatio\nm@x.fi;Maija;Kaisla", "m@x.fi|Maija|Kaisla\n");
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
    (void)state;
    reads("Maija Meri", "!Line 1: there is no e-mail address.\n");
    reads("a@x.fi\n\nMaija", "a@x.fi||\n!Line 3: there is no e-mail address.\n");
    reads("maija@meri", "!Line 1: “maija@meri” is not a whole e-mail address.\n");
    reads("a@b@x.fi", "!Line 1: “a@b@x.fi” is not a whole e-mail address.\n");
    reads("Maija m@x.fi Kalle k@x.fi",
          "!Line 1: “Maija m@x.fi Kalle k@x.fi” is not a whole e-mail address.\n");
    reads("m@x.fi; Maija; Suvanto",
          "m@x.fi|Maija|\n!Line 1: the plan has no organisation “Suvanto”.\n");
}

static void only_so_many(void **state)
{
    static char list[INVITED_MOST * 16 + 100];
    struct invitations out;
    size_t n = 0;

    (void)state;
    for (int i = 0; i <= INVITED_MOST; i++)
        n += (size_t)snprintf(list + n, sizeof list - n, "a%d@x.fi\n", i);
    invitations_read(&v, list, is_organisation, NULL, &out);
    assert_int_equal(out.n, INVITED_MOST);
    assert_string_equal(out.fault, "Line 501: at most 500 can be invited at once.");
}

/* A line of nothing but one address more is no depth of calls. */
static void hostile_lists(void **state)
{
    static char list[60001];
    struct invitations out;
    char name[300], line[400];

    (void)state;
    for (size_t i = 0; i + 8 < sizeof list; i += 7)
        snprintf(list + i, sizeof list - i, "a%05zu ", i % 100000);
    for (size_t i = 0; i + 7 < sizeof list && list[i]; i += 7)
        list[i + 1] = '@';
    invitations_read(&v, list, is_organisation, NULL, &out);
    assert_int_equal(out.n, 0);
    assert_true(strlen(out.fault) < 400);
    memset(list, '@', sizeof list - 1);
    invitations_read(&v, list, is_organisation, NULL, &out);
    assert_int_equal(out.n, 0);
    assert_true(strlen(out.fault) < 400);
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    snprintf(line, sizeof line, "a@x.fi; %s", name);
    invitations_read(&v, line, is_organisation, NULL, &out);
    assert_true(out.fault || strlen(out.at[0].name) <= NAME_MOST + 3);
    snprintf(line, sizeof line, "%s@x.fi", name);
    invitations_read(&v, line, is_organisation, NULL, &out);
    assert_int_equal(out.n, 0);
    assert_non_null(out.fault);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(addresses_alone, begin, end),
        cmocka_unit_test_setup_teardown(names_and_organisations, begin, end),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_told_with_its_line, begin, end),
        cmocka_unit_test_setup_teardown(only_so_many, begin, end),
        cmocka_unit_test_setup_teardown(hostile_lists, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

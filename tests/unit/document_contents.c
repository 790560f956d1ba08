/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A list of contents that is plain paragraphs is found in every format. */
#include "document/document.h"

#include <string.h>

/* Last: cmocka makes a macro of the name fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const char page[] = "<p>Koealueen suunnitelma</p>"
                           "<p>1 Seurattavat asiat 3</p>"
                           "<p>2.1 Kettulan kaupunki.....11</p>"
                           "<p>2.2 Susilan kunta..... 17</p>"
                           "<p>3 Vuosikello 23</p>"
                           "<p>Puhelin.........................</p>"
                           "<p>Vuonna 2020</p>"
                           "<table><tr><td>Nimi</td><td>Luku</td></tr></table>"
                           "<p>Allekirjoitus.......... 5</p>";

static void plain_paragraphs_are_recognised(void **state)
{
    static const struct {
        const char *text;
        bool contents;
    } expected[] = {
        { "Koealueen suunnitelma", false }, { "1 Seurattavat asiat", true },
        { "2.1 Kettulan kaupunki", true },  { "2.2 Susilan kunta", true },
        { "3 Vuosikello", true },           { "Puhelin.........................", false },
        { "Vuonna 2020", false },           { NULL, false },
        { "Allekirjoitus.......... 5", false },
    };
    struct visit v = visit_new();
    struct document d;

    (void)state;
    assert_true(document_read(&v, "a.html", page, strlen(page), &d));
    assert_int_equal(d.n, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < d.n; i++) {
        if (expected[i].text)
            assert_string_equal(d.at[i].text, expected[i].text);
        assert_int_equal(d.at[i].contents, expected[i].contents);
    }
    visit_end(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(plain_paragraphs_are_recognised) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

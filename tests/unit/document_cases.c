/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Small texts and pages, each for one thing a reader has to get right. What is
 * read is written in the notation of reading.h. */
#include "readers/reading.h"

/* Last: cmocka makes a macro of the name fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct {
    const char *name, *bytes, *shown;
} cases[] = {
    /* txt: lines */
    { "a.txt", "yksi", "p yksi\n" },
    { "a.txt", "Yksi\r\rKaksi.\r\n", "h1 Yksi\np Kaksi.\n" },
    { "a.txt", "\xEF\xBB\xBFÄiti\n", "h1 Äiti\n" },
    { "a.txt", "\xC4iti ja \xE5hus\n", "h1 Äiti ja åhus\n" },
    { "a.txt", "Äiti ja is\xE4 ja \xC3\xB6\n", "h1 Äiti ja is\xEF\xBF\xBD ja ö\n" },
    { "a.txt", "# Yksi\n## Kaksi\n#kolme\n", "h1 Yksi\nh2 Kaksi\np #kolme\n" },
    { "a.txt", "1 Yksi\n\n1.2 Kaksi\n\nAlla\n\n2 | KOLME\n",
      "h1 1 Yksi\nh2 1.2 Kaksi\nh3 Alla\nh1 2 | KOLME\n" },
    { "a.txt", "2021 alkaa uusi kausi\n", "h1 2021 alkaa uusi kausi\n" },
    { "a.txt", "KOLME KOVAA\nja muuta,\nsiis.\n", "h1 KOLME KOVAA\np ja muuta,\np siis.\n" },
    { "a.txt", "<i>Yksi</i> ja <b>kaksi</b>\n\n**Kolme**\n\n3 ** 4\n",
      "h1 Yksi ja kaksi\nh1! Kolme\np 3 ** 4\n" },
    { "a.txt", "<p>Yksi</p><p>kaksi</p>", "h1 Yksi\np kaksi\n" },
    { "a.txt", "- yksi\n    - kaksi\n* kolme\n• neljä • viisi\n",
      "i0 yksi\ni1 kaksi\ni0 kolme\ni0 neljä\ni0 viisi\n" },
    { "a.txt", "Ks. kohta - ei lista\n", "h1 Ks. kohta - ei lista\n" },
    { "a.txt", "–\n", "p –\n" },

    /* txt: contents */
    { "a.txt", "Yksi.....3\n\nKaksi . . . . 5\n\nKolme…… 7\n", "c Yksi\nc Kaksi\nc Kolme\n" },
    { "a.txt", "Sisällys\n\nMatka 2026.....3\nMatka 2027.....5\n\nTeot 2028\n",
      "h1 Sisällys\nc Matka 2026\nc Matka 2027\nh1 Teot 2028\n" },
    { "a.txt", "Vuonna... 2021\n", "h1 Vuonna... 2021\n" },
    { "a.txt", "Innehåll\n\nInledning\t3\n\nMål\t4\n\nBudget\t2\n",
      "h1 Innehåll\nc Inledning\nc Mål\nT 1x2\n| Budget | 2 |\n" },
    { "a.txt", "Kunta\tLapsia\nLinna\t10\nSalo\t20\nTammi\t30\n",
      "T 4x2\n| Kunta | Lapsia |\n| Linna | 10 |\n| Salo | 20 |\n| Tammi | 30 |\n" },

    /* txt: tables */
    { "a.txt", "a\tb\n\tc\n", "T 2x2\n| a | b |\n| | c |\n" },
    { "a.txt", "a\tb\tc\nd\n", "T 1x3\n| a | b | c d |\n" },
    { "a.txt", "Tavoite\tTeko\tAika\nLeikki\tpuistoja\nraivataan\t2026\n",
      "T 2x3\n| Tavoite | Teko | Aika |\n| Leikki | puistoja raivataan | 2026 |\n" },
    { "a.txt", "Tavoite\tTeko\tAika\r\nLeikki\tpuistoja\r\nraivataan\t2026\r\n",
      "T 2x3\n| Tavoite | Teko | Aika |\n| Leikki | puistoja raivataan | 2026 |\n" },
    { "a.txt", "Tavoite\tTeko\tAika\nLeikki\t- puisto\n- piha ja\nranta\n• tori\t2026\nUni\t-\t-\n-\t-\t-\n",
      "T 4x3\n| Tavoite | Teko | Aika |\n| Leikki | - puisto / - piha ja ranta / • tori | 2026 |\n"
      "| Uni | - | - |\n| - | - | - |\n" },
    { "a.txt", "A\tB\tC\nD\te\n- f\tg\th\n", "T 3x3\n| A | B | C |\n| D | e | ~ |\n| - f | g | h |\n" },
    { "a.txt", "A\t\"B\r\nC\"\r\n", "T 1x2\n| A | B / C |\n" },
    { "a.txt", "A\tB\nC\tD\n\t\nE\tF\n", "T 4x2\n| A | B |\n| C | D |\n| | |\n| E | F |\n" },
    { "a.txt", "A\tB\n\nC\tD\n", "T 1x2\n| A | B |\nT 1x2\n| C | D |\n" },
    { "a.txt", "A\tB\t\t\t\t\nC\n", "T 1x6\n| A | B | | | | |\nh1 C\n" },
    { "a.txt", "A\tB\t\t\t\t\nC\tD\n", "T 2x2\n| A | B |\n| C | D |\n" },
    { "a.txt", "\tsisennetty\n", "p sisennetty\n" },
    { "a.txt", "1.1\tYksi asia\n", "h2 1.1 Yksi asia\n" },
    { "a.txt", "A\t\"B\n\nC\"\tD\n", "T 1x3\n| A | B / C | D |\n" },
    { "a.txt", "A\t\"B\" ja \"C\"\tD\n", "T 1x3\n| A | \"B\" ja \"C\" | D |\n" },
    { "a.txt", "A\t\"B\"\tD\n", "T 1x3\n| A | \"B\" | D |\n" },
    { "a.txt", "A\t\"B, C\"\tD\n", "T 1x3\n| A | B, C | D |\n" },
    { "a.txt", "A\t\"B\tD\n", "T 1x3\n| A | \"B | D |\n" },
    { "a.txt", "\"Sanottiin\ntaas\" niin.\n", "p \"Sanottiin\np taas\" niin.\n" },
    { "a.txt", "A\t<ul> - b - c <p>d</p>e\n", "T 1x2\n| A | *b / *c / d / e |\n" },
    { "a.txt", "A\t<ul><li>b<li>c</ul>d\n", "T 1x2\n| A | *b / *c / d |\n" },
    { "a.txt", "A\t<ul> b c\n", "T 1x2\n| A | *b c |\n" },
    { "a.txt", "A\tb<br>c<br/>d<BR />e\n", "T 1x2\n| A | b / c / d / e |\n" },
    { "a.txt", "A\t<18-vuotiaat & <b and c> &lt;b&gt; &#8364; &auml; &foo; &#0;\n",
      "T 1x2\n| A | <18-vuotiaat & <b and c> <b> € ä &foo; \xEF\xBF\xBD |\n" },
    { "a.txt", "A\t<b>kokonaan</b> \t<strong>osin</strong> vain\t**kokonaan**\n",
      "T 1x4\n| A | !kokonaan | osin vain | !kokonaan |\n" },

    /* csv */
    { "a.csv", "a;b\n1;2\n", "T 2x2\n| a | b |\n| 1 | 2 |\n" },
    { "a.csv", "a,b;c\n1,2\n", "T 2x2\n| a | b;c |\n| 1 | 2 |\n" },
    { "a.csv", "Otsikko\na;b,c;d\n1;2;3\n\n4;5;6\n",
      "T 4x3\n| Otsikko | ~ | ~ |\n| a | b,c | d |\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n" },
    { "a.csv", "yksi\nkaksi\n", "T 2x1\n| yksi |\n| kaksi |\n" },
    { "a.csv", "a;b;;;\nc;d;;;\n", "T 2x2\n| a | b |\n| c | d |\n" },
    { "a.csv", ";\n ; \na;b", "T 1x2\n| a | b |\n" },
    { "a.csv", "a;b\n\"x;y;b", "T 2x3\n| a | b | ~ |\n| \"x | y | b |\n" },
    { "a.csv", "a;\" b \r\n\r\n c\"\r\n", "T 1x2\n| a | b / c |\n" },
    { "a.csv", "a;3\" putki\n", "T 1x2\n| a | 3\" putki |\n" },
    { "a.csv", "a;'=1+1\n", "T 1x2\n| a | '=1+1 |\n" },
    { "a.csv", "sep=,\r\na;b,c\r\n", "T 1x2\n| a;b | c |\n" },
    { "a.csv", "\xFE\xFF\0a\0;\0\xE4\0\n\0", "T 1x2\n| a | ä |\n" },

    /* html */
    { "a.html", "<html>x", "p x\n" },
    { "a.html", "<h1>a<br>b</h1><h2> </h2>", "h1 a b\n" },
    { "a.html", "<html><p>a <b> b</b></p><p><b>a</b> <strong>b</strong></p><p style='font-weight: 700'>c</p>",
      "p a b\np! a b\np! c\n" },
    { "a.html", "<html><p>a&nbsp;b&#8203;c&shy;d\tä\xC3\xA4</p>", "p a b cd ää\n" },
    { "a.html", "<html><p>\xE4</p>", "p ä\n" },
    { "a.html", "<html><ul>- a - b</ul><ul><li>c<ul>d</ul></ul>", "i0 a\ni0 b\ni0 c\ni1 d\n" },
    { "a.html", "<ul class='lst-kix_ab-0 start'><li>a</ul><ul class='lst-kix_ab-1'><li>b</ul><h1>c</h1>",
      "i0 a\ni1 b\nh1 c\n" },
    { "a.html", "<html><li>a<p>b</p>c", "i0 a\np b\np c\n" },
    { "a.html", "<html><!-- x --><style>y</style><script>z</script><svg><text>w</text></svg>a",
      "p a\n" },
    { "a.html", "<table></table><table><tr></tr></table><p>a", "p a\n" },
    { "a.html", "<table><tr><td>a</td></tr>b<tr><td>c</table>", "p b\nT 2x1\n| a |\n| c |\n" },
    { "a.html", "<table><td>a<td>b</table>", "T 1x2\n| a | b |\n" },
    { "a.html", "<table><tr><td rowspan=3>a<td>b<tr><td>c</table>",
      "T 2x2\n| a | b |\n| ^ | c |\n" },
    { "a.html", "<table><thead><tr><td rowspan=3>a</thead><tr><td>c</table>",
      "T 2x1 head=1\n| a |\n| c |\n" },
    { "a.html", "<table><tr><td colspan=0>a<td colspan=-2>b<td colspan=x>c</table>",
      "T 1x3\n| a | b | c |\n" },
    { "a.html", "<table><tr><td colspan=2>a<tr><td>b<td>c<td colspan=7>d</table>",
      "T 2x3\n| a | < | ~ |\n| b | c | d |\n" },
    { "a.html", "<table><tr><th>a<th>b<tr><th>c<td>d</table>",
      "T 2x2 head=1\n| a | b |\n| c | d |\n" },
    { "a.html", "<table><caption> x <b>y</b></caption><tr><td>a</table>",
      "T 1x1 name=x y\n| a |\n" },
    { "a.html", "<table><tr><td>a<table><tr><td>b<table><tr><td>c</table></table>d<table><td>e</table></table>",
      "T 1x1\n| a / d |\nT 1x1 nested\n| b |\nT 1x1 nested\n| c |\nT 1x1 nested\n| e |\n" },
    { "a.html", "<table><tr><td><h2>a</h2><ul><li>b</ul>c</table>", "T 1x1\n| !a / *b / c |\n" },
    { "a.html", "<html><title> </title><title>a  b</title><p>c", "# a b\np c\n" },
    { "a.html", "<html><pre>a\n  b</pre>", "p a\np b\n" },
    { "a.html", "<html><p class=MsoToc1>Yksi\t3</p><p class=MsoToc2>2021</p>", "c Yksi\nc 2021\n" },
    { "a.html", "<h2>Sisällys</h2><p>Yksi\t2</p><p>1.2 Kaksi 12</p><p>Vuonna 2</p><p>Kolme 9</p>",
      "h2 Sisällys\nc Yksi\nc 1.2 Kaksi\np Vuonna 2\np Kolme 9\n" },
    { "a.html", "<html><ul><li><a href='#a'>1 Yksi</a><li><a href='#b'>Kaksi</a> x<li><a href='b'>c</a></ul>",
      "c 1 Yksi\ni0 Kaksi x\ni0 c\n" },
    { "a.html", "<html><p>Hetki... 4</p><p>Luku 1 ........... 4</p><p>Luku 2 ..... 5</p><h2>Luku 6</h2>",
      "p Hetki... 4\nc Luku 1\nc Luku 2\nh2 Luku 6\n" },
    { "a.html", "<?xml version='1.0'?><!DOCTYPE html><html xmlns='x:y'><body><p>a<br/>b</p></body></html>",
      "p a\np b\n" },
};

/* For cases that hold NULs: UTF-16 ends with a NUL and its partner. */
static size_t length_of(const char *bytes)
{
    if (bytes[0] != '\xFE')
        return strlen(bytes);
    size_t n = 2;
    while (bytes[n] || bytes[n + 1])
        n += 2;
    return n;
}

static void cases_are_read_as_shown(void **state)
{
    (void)state;
    int wrong = 0;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct visit v = visit_new();
        struct document d;
        bool ok = document_read(&v, cases[i].name, cases[i].bytes, length_of(cases[i].bytes), &d);
        struct buf got = ok ? shown_document(&d) : buf_new(1000);
        if (!ok)
            buf_puts(&got, v.fail.text);
        if (strcmp(got.at, cases[i].shown) != 0) {
            print_error("%s: %s\ngives\n%swanted\n%s\n", cases[i].name, cases[i].bytes, got.at,
                        cases[i].shown);
            wrong++;
        }
        buf_free(&got);
        visit_end(&v);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_are_read_as_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

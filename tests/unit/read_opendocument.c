/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * OpenDocument texts and spreadsheets: each case is the XML of a body and what
 * must be read of it. */
#include "base/text.h"
#include "office.h"
#include "readers/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define NS                                                                                         \
    "xmlns:office=\"" OASIS "office:1.0\" xmlns:text=\"" OASIS "text:1.0\" "                       \
    "xmlns:table=\"" OASIS "table:1.0\" xmlns:draw=\"" OASIS "drawing:1.0\" "                      \
    "xmlns:style=\"" OASIS "style:1.0\" xmlns:fo=\"" OASIS "xsl-fo-compatible:1.0\" "              \
    "xmlns:svg=\"" OASIS "svg-compatible:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "     \
    "xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\""
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

#define NUMBERS(level, format, more)                                                               \
    "<text:list-level-style-number text:level=\"" level "\" style:num-format=\"" format "\" " more \
    "/>"
#define BULLETS(level)                                                                             \
    "<text:list-level-style-bullet text:level=\"" level "\" text:bullet-char=\"•\"/>"

static const char styles[] = XML
    "<office:document-styles " NS "><office:styles>"
    "<style:style style:name=\"Title\" style:family=\"paragraph\"/>"
    "<style:style style:name=\"Vahva\" style:family=\"text\">"
    "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Vahva\" style:family=\"paragraph\"/>"
    "<style:style style:name=\"Luettelo\" style:family=\"paragraph\" style:list-style-name=\"L1\"/>"
    "<text:outline-style style:name=\"Outline\">"
    "<text:outline-level-style text:level=\"1\" style:num-format=\"I\" style:num-suffix=\".\"/>"
    "<text:outline-level-style text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/>"
    "<text:outline-level-style text:level=\"3\" style:num-format=\"\"/>"
    "</text:outline-style>"
    "</office:styles><office:automatic-styles>"
    "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Title\"/>"
    "</office:automatic-styles><office:master-styles><style:master-page><style:header>"
    "<text:p>page header</text:p></style:header></style:master-page></office:master-styles>"
    "</office:document-styles>";

static const char automatic[] =
    "<office:automatic-styles>"
    "<style:style style:name=\"P1\" style:family=\"paragraph\"><style:text-properties "
    "fo:font-weight=\"700\"/></style:style>"
    "<style:style style:name=\"P2\" style:family=\"paragraph\" style:parent-style-name=\"P1\"/>"
    "<style:style style:name=\"P3\" style:family=\"paragraph\" style:parent-style-name=\"Title\"/>"
    "<style:style style:name=\"P4\" style:family=\"paragraph\" style:list-style-name=\"\"/>"
    "<style:style style:name=\"T1\" style:family=\"text\" style:parent-style-name=\"Vahva\"/>"
    "<style:style style:name=\"T2\" style:family=\"text\"><style:text-properties "
    "fo:font-weight=\"normal\"/></style:style>"
    "<style:style style:name=\"ce1\" style:family=\"table-cell\"><style:text-properties "
    "fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties "
    "table:display=\"true\"/></style:style>"
    "<style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties "
    "table:display=\"false\"/></style:style>"
    "<text:list-style style:name=\"L2\">"
    NUMBERS("1", "1", "style:num-suffix=\".\"")
    NUMBERS("2", "a", "style:num-prefix=\"(\" style:num-suffix=\")\"")
    NUMBERS("3", "i", "text:display-levels=\"3\"") "</text:list-style>"
    "<text:list-style style:name=\"L1\">" BULLETS("1") BULLETS("2") "</text:list-style>"
    "<text:list-style style:name=\"L3\">" NUMBERS("1", "A", "text:start-value=\"3\"")
    NUMBERS("2", "", "style:num-suffix=\".\"") "</text:list-style>"
    "</office:automatic-styles>";

static const char meta[] = XML
    "<office:document-meta " NS "><office:meta><dc:title>Otsake &amp; muuta</dc:title>"
    "</office:meta></office:document-meta>";

static void check(const char *type, const char *format, const char *body, const char *expected)
{
    struct visit v = visit_new();
    struct document d;
    size_t n;
    const struct office_part parts[] = {
        { .name = "mimetype", .bytes = type, .store = true },
        { .name = "content.xml",
          .bytes = text(&v, XML "<office:document-content " NS ">%s<office:body>%s</office:body>"
                            "</office:document-content>", automatic, body) },
        { .name = "styles.xml", .bytes = styles },
        { .name = "meta.xml", .bytes = meta },
        { 0 },
    };
    char *bytes = office_zip(parts, &n);
    if (!document_read(&v, "plan.bin", bytes, n, &d))
        fail_msg("%s (%s)", v.fail.text, v.fail.detail);
    assert_string_equal(d.format, format);
    assert_string_equal(d.title, "Otsake & muuta");
    d.title = NULL;
    struct buf got = shown_document(&d);
    assert_string_equal(got.at, expected);
    buf_free(&got);
    free(bytes);
    visit_end(&v);
}

struct body {
    const char *body, *expected;
};

static void check_texts(const struct body *bodies, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct visit v = visit_new();
        check("application/vnd.oasis.opendocument.text", "odt",
              text(&v, "<office:text>%s</office:text>", bodies[i].body), bodies[i].expected);
        visit_end(&v);
    }
}
#define CHECK(bodies) check_texts(bodies, sizeof bodies / sizeof *bodies)

#define P(text) "<text:p>" text "</text:p>"
#define PS(style, text) "<text:p text:style-name=\"" style "\">" text "</text:p>"
#define H(level, text) "<text:h text:outline-level=\"" level "\">" text "</text:h>"
#define SPAN(style, text) "<text:span text:style-name=\"" style "\">" text "</text:span>"
#define LIST(style, items) "<text:list text:style-name=\"" style "\">" items "</text:list>"
#define LI(inside) "<text:list-item>" inside "</text:list-item>"
#define TABLE(rows) "<table:table><table:table-column/>" rows "</table:table>"
#define TR(cells) "<table:table-row>" cells "</table:table-row>"
#define TC(inside) "<table:table-cell>" inside "</table:table-cell>"
#define TCA(attributes, inside) "<table:table-cell " attributes ">" inside "</table:table-cell>"
#define COVERED "<table:covered-table-cell/>"

static void headings_and_paragraphs(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { H("1", "Yksi") H("2", "A") H("2", "B") H("3", "x") H("1", "Kaksi") H("2", "C"),
          "h1 I. Yksi\nh2 I.1 A\nh2 I.2 B\nh3 x\nh1 II. Kaksi\nh2 II.1 C\n" },
        { "<text:h>No level</text:h><text:h text:is-list-header=\"true\">No number</text:h>"
          "<text:h text:style-name=\"P4\">None either</text:h>" H("12", "deep"),
          "h1 I. No level\nh1 No number\nh1 None either\nh12 deep\n" },
        { PS("P3", "Suunnitelma") PS("Title", "Toinen"), "h1 Suunnitelma\nh1 Toinen\n" },
        { PS("P1", "a") PS("P2", "b") PS("P2", SPAN("T2", "c")) P(SPAN("T1", "d") " ")
          P(SPAN("T1", "e") "f") PS("Vahva", "g"),
          "p! a\np! b\np c\np! d\np ef\np g\n" },
        { P("a<text:s text:c=\"3\"/>b<text:tab/>c\n   d") P("e<text:line-break/>f")
          P("g<text:soft-page-break/>h <text:a>link</text:a> <text:title>field</text:title>"),
          "p a b c d\np e\np f\np gh link field\n" },
        { "<text:tracked-changes><text:changed-region><text:deletion>" P("gone")
          "</text:deletion></text:changed-region></text:tracked-changes>"
          P("a<text:change-start/>b<office:annotation><dc:creator>N</dc:creator>" P("comment")
            "</office:annotation><office:annotation-end/>"), "p ab\n" },
        { P("a<text:note><text:note-citation>1</text:note-citation><text:note-body>" P("note 1")
            "</text:note-body></text:note>b") P("c"), "p ab\np c\np note 1\n" },
        { P("a<text:note><text:note-body>" TABLE(TR(TC(P("b")))) "</text:note-body></text:note>")
          TABLE(TR(TC(P("c")))), "p a\nT 1x1\n| c |\nT 1x1\n| b |\n" },
        { "<text:section text:name=\"x\">" P("shown") "</text:section>"
          "<text:section text:display=\"none\">" P("hidden") "</text:section>", "p shown\n" },
        { P("<draw:frame><draw:text-box>" P("box") "</draw:text-box><svg:title>alt</svg:title>"
            "<svg:desc>what is seen</svg:desc></draw:frame>text"), "p text\np box\n" },
    };
    CHECK(bodies);
}

static void lists(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { LIST("L1", LI(P("a") LIST("L1", LI(P("b")) LI(P("c")))) LI(P("d") P("same item"))),
          "i0 a\ni1 b\ni1 c\ni0 d\np same item\n" },
        { LIST("L2", LI(P("a") "<text:list>" LI(P("b")) LI(P("c")
               "<text:list>" LI(P("d")) "</text:list>") "</text:list>") LI(P("e"))),
          "p 1. a\np (a) b\np (b) c\np 1.b.i d\np 2. e\n" },
        /* a new list begins again, unless it goes on */
        { LIST("L2", LI(P("a"))) P("x") LIST("L2", LI(P("b")))
          "<text:list text:style-name=\"L2\" text:continue-numbering=\"true\">" LI(P("c"))
          "</text:list><text:list text:style-name=\"L2\" text:continue-list=\"id1\">"
          "<text:list-item text:start-value=\"7\">" P("d") "</text:list-item>" LI(P("e"))
          "</text:list>",
          "p 1. a\np x\np 1. b\np 2. c\np 7. d\np 8. e\n" },
        { LIST("L3", LI(P("a") "<text:list>" LI(P("b")) "</text:list>") LI(P("c"))),
          "p C a\np b\np D c\n" },
        { LIST("L1", "<text:list-header>" P("lead") "</text:list-header>" LI(P("a"))),
          "p lead\ni0 a\n" },
        { "<text:list>" LI(PS("Luettelo", "a")) LI(P("no style at all")) "</text:list>"
          LIST("gone", LI(P("b"))), "i0 a\ni0 no style at all\ni0 b\n" },
        { LIST("L2", LI(H("2", "Otsikko"))), "h2 1. Otsikko\n" },
        { LIST("L1", LI(P("a<draw:frame><draw:text-box>" P("box") "</draw:text-box></draw:frame>")
                        TABLE(TR(TC(P("cell")))))),
          "i0 a\np box\nT 1x1\n| cell |\n" },
    };
    CHECK(bodies);
}

static void tables(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { "<table:table table:name=\"Taulu\"><table:table-header-rows>" TR(TC(P("h")) TC(P("i")))
          "</table:table-header-rows><table:table-rows>" TR(TC(P("a") P("b")) TC(""))
          "</table:table-rows></table:table>",
          "T 2x2 head=1\n| h | i |\n| a / b | |\n" },
        { TABLE(TR(TCA("table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"", P("a"))
                   COVERED TC(P("b")))
                TR(COVERED "<table:covered-table-cell>" P("covered") "</table:covered-table-cell>"
                   TC(P("c"))) TR(TC(P("d")) TC(P("e")) TC(P("f")))),
          "T 3x3\n| a | < | b |\n| ^ | ^ | c |\n| d | e | f |\n" },
        { TABLE(TR("<table:covered-table-cell table:number-columns-repeated=\"2\"/>"
                   TCA("table:number-columns-repeated=\"2\"", P("x")) TC(P("y")))
                "<table:table-row table:number-rows-repeated=\"2\">" TC(P("z")) "</table:table-row>"
                TR(TC(P("w")))),
          "T 4x5\n| ~ | ~ | x | x | y |\n| z | ~ | ~ | ~ | ~ |\n| z | ~ | ~ | ~ | ~ |\n"
          "| w | ~ | ~ | ~ | ~ |\n" },
        /* merged cells whose covered positions were left out */
        { TABLE(TR(TCA("table:number-columns-spanned=\"2\"", P("a")) TC(P("b")))
                TR(TCA("table:number-rows-spanned=\"2\"", P("c")) TC(P("d")) TC(P("e")))
                TR(TC(P("f")) TC(P("g")))),
          "T 3x3\n| a | < | b |\n| c | d | e |\n| ^ | f | g |\n" },
        { TABLE(TR(TC(LIST("L1", LI(P("a")) LI(P("b<text:line-break/>c"))) P("d"))
                   TC(LIST("L2", LI(P("")))) TC(PS("P1", "e") H("2", "f")))),
          "T 1x3\n| *a / *b / c / d | 1. | !e / !I.1 f |\n" },
        { TABLE(TR(TC(P("over") TABLE(TR(TC(P("in")))) P("under")))) TABLE(TR(TC(P("next")))),
          "T 1x1\n| over / under |\nT 1x1 nested\n| in |\nT 1x1\n| next |\n" },
        { TABLE("") TABLE(TR("")) P("x"), "p x\n" },
    };
    CHECK(bodies);
}

static void contents(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { "<text:table-of-content><text:table-of-content-source><text:index-title-template>"
          "Sisällys</text:index-title-template></text:table-of-content-source><text:index-body>"
          "<text:index-title>" P("Sisällys") "</text:index-title>"
          P("2.1 Kymsote<text:tab/>11") P("<text:a>2.2 Hamina 2025<text:tab/>17</text:a>")
          "</text:index-body></text:table-of-content>" P("after 3"),
          "p Sisällys\nc 2.1 Kymsote\nc 2.2 Hamina 2025\np after 3\n" },
    };
    CHECK(bodies);
}

/* ---- spreadsheets ---- */

#define SHEET(name, style, rows)                                                                   \
    "<table:table table:name=\"" name "\" table:style-name=\"" style "\"><table:table-column "     \
    "table:number-columns-repeated=\"16384\"/>" rows "</table:table>"
#define EMPTY_END                                                                                  \
    "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "                   \
    "table:number-columns-repeated=\"16384\"/></table:table-row>"

static void check_sheets(const char *sheets, const char *expected)
{
    struct visit v = visit_new();
    check("application/vnd.oasis.opendocument.spreadsheet", "ods",
          text(&v, "<office:spreadsheet>%s</office:spreadsheet>", sheets), expected);
    visit_end(&v);
}

static void sheets(void **state)
{
    (void)state;
    check_sheets(SHEET("Kunta", "ta1",
                       "<table:table-header-rows>"
                       TR(TCA("table:style-name=\"ce1\"", P("a")) TC(""))
                       "</table:table-header-rows>" TR(TC("") TC(P("b") P("c"))) EMPTY_END)
                 SHEET("Tyhjä", "ta1", EMPTY_END) SHEET("Piilo", "ta2", TR(TC(P("hidden"))))
                 SHEET("Toinen", "ta1", TR(TC(P("d")))),
                 "T 2x2 head=1 name=Kunta\n| !a | ~ |\n| ~ | b / c |\nT 1x1 name=Toinen\n"
                 "| d |\n");
    check_sheets(SHEET("Tyhjä", "ta1", EMPTY_END) SHEET("Piilo", "ta2", TR(TC(P("hidden")))),
                 "T 1x1 name=Piilo\n| hidden |\n");
    check_sheets(SHEET("S", "ta1",
                       "<table:table-row-group>"
                       TR(TCA("table:number-columns-repeated=\"2\"", P("x"))
                          TCA("table:number-columns-repeated=\"3\"", "") TC(P("y")))
                       "</table:table-row-group>"
                       "<table:table-row table:number-rows-repeated=\"2\">" TC(P("z"))
                       "</table:table-row>" EMPTY_END EMPTY_END),
                 "T 3x6 name=S\n| x | x | ~ | ~ | ~ | y |\n| z | ~ | ~ | ~ | ~ | ~ |\n"
                 "| z | ~ | ~ | ~ | ~ | ~ |\n");
    check_sheets(SHEET("S", "ta1",
                       TR(TCA("table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"",
                              P("a")) COVERED TC(P("b")))
                       TR(COVERED "<table:covered-table-cell>" P("under")
                          "</table:covered-table-cell>" TC(P("c")))),
                 "T 2x3 name=S\n| a | < | b |\n| ^ | ^ | c |\n");
    /* far away */
    check_sheets(SHEET("S", "ta1", TR(TC(P("a"))) EMPTY_END
                       TR(TCA("table:number-columns-repeated=\"16000\"", "") TC(P("b")))),
                 "T 3x3 name=S\n| a | ~ | ~ |\n| ~ | ~ | ~ |\n| ~ | ~ | b |\n");
    /* pictures, help texts and comments are no cells */
    check_sheets("<table:content-validations><table:content-validation><table:help-message>"
                 P("help") "</table:help-message></table:content-validation>"
                 "</table:content-validations>"
                 SHEET("S", "ta1", "<table:shapes><draw:frame>" P("shape") "</draw:frame>"
                       "</table:shapes>" TR(TC("<office:annotation>" P("comment")
                       "</office:annotation>" P("a")))),
                 "T 1x1 name=S\n| a |\n");
}

#define FLOAT(value) "office:value-type=\"float\" office:value=\"" value "\""
#define DATE(value) "office:value-type=\"date\" office:date-value=\"" value "\""

static void values_are_shown_as_people_see_them(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *shown;
    } cells[] = {
        { TCA(FLOAT("2020"), P("2020")), "2020" },
        { TCA(FLOAT("2020.0"), ""), "2020" },
        { TCA(FLOAT("12.5"), ""), "12,5" },
        { TCA("office:value-type=\"percentage\" office:value=\"0.123\"", P("12,3 %")), "12,3 %" },
        { TCA("office:value-type=\"percentage\" office:value=\"0.123\"", ""), "12,3 %" },
        { TCA(DATE("2021-03-15"), P("15.3.2021")), "2021-03-15" },
        { TCA(DATE("2021-03-15"), P("maaliskuu 2021")), "maaliskuu 2021" },
        { TCA(DATE("2021-03-15"), P("2021")), "2021" },
        { TCA(DATE("2021-03-15"), ""), "2021-03-15" },
        { TCA(DATE("2021-03-15T10:30:00"), P("15.3.2021 10:30")), "2021-03-15 10:30:00" },
        { TCA("office:value-type=\"boolean\" office:boolean-value=\"true\"", P("TOSI")), "TOSI" },
        { TCA("office:value-type=\"boolean\" office:boolean-value=\"true\"", ""), "TRUE" },
        { TCA("office:value-type=\"string\" office:string-value=\"s\"", ""), "s" },
        { TCA("office:value-type=\"string\"", P("a<text:s/><text:a>b</text:a>")), "a b" },
        { TCA("table:formula=\"of:=1/0\" office:value-type=\"string\" calcext:value-type=\"error\"",
              P("#DIV/0!")) TC(P("next")), NULL },
        { TC(P("") P(SPAN("T1", "bold"))), "!bold" },
        { TCA("table:style-name=\"ce1\"", P("a" SPAN("T2", "b"))), "ab" },
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct visit v = visit_new();
        check_sheets(text(&v, SHEET("S", "ta1", TR("%s")), cells[i].cell),
                     cells[i].shown ? text(&v, "T 1x1 name=S\n| %s |\n", cells[i].shown)
                                    : "T 1x2 name=S\n| ~ | next |\n");
        visit_end(&v);
    }
}

/* ---- packages ---- */

static void packages_are_known_by_what_is_in_them(void **state)
{
    (void)state;
    static const char content[] =
        "<document-content><body><text><p>x</p></text></body></document-content>";
    static const char sheet[] =
        "<document-content><body><spreadsheet><table><table-row><table-cell><p>x</p></table-cell>"
        "</table-row></table></spreadsheet></body></document-content>";
#define MANIFEST(type)                                                                             \
    "<manifest><file-entry full-path=\"content.xml\" media-type=\"text/xml\"/>"                    \
    "<file-entry full-path=\"/\" media-type=\"application/vnd.oasis.opendocument." type "\"/>"      \
    "</manifest>"
    const struct {
        struct office_part parts[3];
        const char *format;
    } packages[] = {
        { { { .name = "mimetype", .bytes = "application/vnd.oasis.opendocument.text-template",
              .store = true }, { .name = "content.xml", .bytes = content } }, "odt" },
        /* packed again: the type packed too, or only in the manifest */
        { { { .name = "content.xml", .bytes = content },
            { .name = "META-INF/manifest.xml", .bytes = MANIFEST("text") } }, "odt" },
        { { { .name = "content.xml", .bytes = sheet },
            { .name = "META-INF/manifest.xml", .bytes = MANIFEST("spreadsheet") } }, "ods" },
    };
    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++) {
        struct visit v = visit_new();
        struct document d;
        size_t n;
        char *bytes = office_zip(packages[i].parts, &n);
        assert_true(document_read(&v, "x.docx", bytes, n, &d));
        assert_string_equal(d.format, packages[i].format);
        free(bytes);
        visit_end(&v);
    }
}

static void a_password_is_told(void **state)
{
    (void)state;
    const struct office_part parts[] = {
        { .name = "mimetype", .bytes = "application/vnd.oasis.opendocument.text", .store = true },
        { .name = "META-INF/manifest.xml",
          .bytes = "<m:manifest xmlns:m=\"x\"><m:file-entry m:full-path=\"content.xml\">"
                   "<m:encryption-data/></m:file-entry></m:manifest>" },
        { .name = "content.xml", .bytes = "\x01\x02\x03" },
        { 0 },
    };
    struct visit v = visit_new();
    struct document d;
    size_t n;
    char *bytes = office_zip(parts, &n);
    assert_false(document_read(&v, "x.odt", bytes, n, &d));
    assert_int_equal(v.fail.kind, FAIL_DOCUMENT);
    assert_non_null(strstr(v.fail.text, "password"));
    free(bytes);
    visit_end(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_and_paragraphs),
        cmocka_unit_test(lists),
        cmocka_unit_test(tables),
        cmocka_unit_test(contents),
        cmocka_unit_test(sheets),
        cmocka_unit_test(values_are_shown_as_people_see_them),
        cmocka_unit_test(packages_are_known_by_what_is_in_them),
        cmocka_unit_test(a_password_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

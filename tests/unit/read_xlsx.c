/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Excel workbooks: each case is the XML of a sheet and what must be read of it. */
#include "base/text.h"
#include "document/sheet_number.h"
#include "office.h"
#include "readers/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

#define REL(id, type, target)                                                                      \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE "/" type "\" Target=\"" target "\"/>"
#define RELS(inside)                                                                               \
    XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"   \
        inside "</Relationships>"

/* Styles 0 General, 1 percent, 2 date, 3 own date, 4 own percent, 5 bold, 6 text,
 * 7 a style whose format is not defined. */
static const char styles[] = XML
    "<styleSheet " MAIN "><numFmts count=\"2\">"
    "<numFmt numFmtId=\"164\" formatCode=\"[$-40B]d\\.\\ mmmm\\ yyyy;@\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"0.0%\"/></numFmts>"
    "<fonts><font><sz val=\"11\"/></font><font><b/></font><font><b val=\"0\"/></font></fonts>"
    "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"9\" fontId=\"2\"/>"
    "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
    "<xf numFmtId=\"0\" fontId=\"1\"/><xf numFmtId=\"49\"/><xf numFmtId=\"199\" fontId=\"9\"/>"
    "</cellXfs></styleSheet>";

static const char shared[] = XML
    "<sst " MAIN "><si><t>Tavoite</t></si>"
    "<si><t xml:space=\"preserve\"> Ensimmäinen\nToinen_x000D_ </t></si>"
    "<si><r><rPr><b/><sz val=\"1\"/></rPr><t>lihava</t></r><r><t> ja ohut</t></r></si>"
    "<si><r><rPr><b/></rPr><t>lihava</t></r></si>"
    "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>"
    "<si/></sst>";

/* A workbook with two sheets, the first visible. */
static char *xlsx(const char *sheet, const char *hidden, const char *properties, size_t *n)
{
    struct visit v = visit_new();
    const struct office_part parts[] = {
        { .name = "_rels/.rels", .bytes = RELS(REL("r1", "officeDocument", "xl/workbook.xml")) },
        { .name = "xl/workbook.xml",
          .bytes = text(&v, XML "<workbook " MAIN " xmlns:r=\"" OFFICE "\"><workbookPr %s/><sheets>"
                            "<sheet name=\"Piilo\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/>"
                            "<sheet name=\" Kaakon &amp;  kunta \" sheetId=\"1\" r:id=\"rId1\"/>"
                            "<sheet name=\"Gone\" sheetId=\"3\" r:id=\"rId9\"/>"
                            "</sheets></workbook>", properties) },
        { .name = "xl/_rels/workbook.xml.rels",
          .bytes = RELS(REL("rId1", "worksheet", "worksheets/sheet1.xml")
                        REL("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
                        REL("rId3", "styles", "styles.xml")
                        REL("rId4", "sharedStrings", "sharedStrings.xml")
                        REL("rId9", "worksheet", "worksheets/absent.xml")) },
        { .name = "xl/styles.xml", .bytes = styles },
        { .name = "xl/sharedStrings.xml", .bytes = shared },
        { .name = "xl/worksheets/sheet1.xml",
          .bytes = text(&v, XML "<worksheet " MAIN ">%s</worksheet>", sheet) },
        { .name = "xl/worksheets/sheet2.xml",
          .bytes = text(&v, XML "<worksheet " MAIN ">%s</worksheet>", hidden) },
        { 0 },
    };
    char *bytes = office_zip(parts, n);
    visit_end(&v);
    return bytes;
}

static void check_book(const char *sheet, const char *hidden, const char *properties,
                       const char *expected)
{
    struct visit v = visit_new();
    struct document d;
    size_t n;
    char *bytes = xlsx(sheet, hidden, properties, &n);

    if (!document_read(&v, "plan.xlsx", bytes, n, &d))
        fail_msg("%s (%s)", v.fail.text, v.fail.detail);
    assert_string_equal(d.format, "xlsx");
    struct buf got = shown_document(&d);
    assert_string_equal(got.at, expected);
    buf_free(&got);
    free(bytes);
    visit_end(&v);
}

#define DATA(rows)                                                                                 \
    "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>" rows "</sheetData>"
#define C(ref, attributes, inside) "<c r=\"" ref "\" " attributes ">" inside "</c>"
#define N(ref, value) C(ref, "", "<v>" value "</v>")
#define T(ref, text) C(ref, "t=\"inlineStr\"", "<is><t>" text "</t></is>")

static void cells_are_shown_as_people_see_them(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *shown;
    } cells[] = {
        { N("A1", "2020"), "2020" },
        { N("A1", "2.02E3"), "2020" },
        { N("A1", "0.30000000000000004"), "0,3" },
        { N("A1", "-1234567.5"), "-1234567,5" },
        { C("A1", "t=\"n\" s=\"1\"", "<v>0.123</v>"), "12 %" },
        { C("A1", "s=\"4\"", "<v>0.123</v>"), "12,3 %" },
        { C("A1", "s=\"2\"", "<v>44270</v>"), "2021-03-15" },
        { C("A1", "s=\"3\"", "<v>44270.75</v>"), "2021-03-15" },
        { C("A1", "s=\"7\"", "<v>44270</v>"), "44270" },
        { C("A1", "s=\"99\"", "<v>7</v>"), "7" },
        { C("A1", "s=\"5\"", "<v>7</v>"), "!7" },
        { C("A1", "s=\"6\"", "<v>0091</v>"), "91" },
        { C("A1", "t=\"s\"", "<v>0</v>"), "Tavoite" },
        { C("A1", "t=\"s\" s=\"5\"", "<v>0</v>"), "!Tavoite" },
        { C("A1", "t=\"s\"", "<v>1</v>"), "Ensimmäinen / Toinen" },
        { C("A1", "t=\"s\" s=\"5\"", "<v>2</v>"), "lihava ja ohut" },
        { C("A1", "t=\"s\"", "<v>3</v>"), "!lihava" },
        { C("A1", "t=\"s\"", "<v>4</v>"), "東京" },
        { C("A1", "t=\"str\"", "<f>\"a\"&amp;\"b\"</f><v>ab</v>"), "ab" },
        { C("A1", "", "<f>A2*2</f><v>4</v>"), "4" },
        { C("A1", "t=\"b\"", "<v>1</v>"), "TRUE" },
        { C("A1", "t=\"b\"", "<v>0</v>"), "FALSE" },
        { C("A1", "t=\"d\"", "<v>2021-03-15T00:00:00</v>"), "2021-03-15" },
        { C("A1", "t=\"d\"", "<v>2021-03-15T10:30:00</v>"), "2021-03-15 10:30:00" },
        { C("A1", "t=\"inlineStr\"",
            "<is><r><t>a</t></r><r><t xml:space=\"preserve\"> b</t></r></is>"),
          "a b" },
        { "<c t=\"inlineStr\"><is><t>no place</t></is></c>", "no place" },
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct visit v = visit_new();
        check_book(text(&v, DATA("<row>%s</row>"), cells[i].cell), "", "",
                   text(&v, "T 1x1 name=Kaakon & kunta\n| %s |\n", cells[i].shown));
        visit_end(&v);
    }
}

static void empty_cells_are_none(void **state)
{
    (void)state;
    static const char *const cells[] = {
        C("B1", "t=\"e\"", "<v>#REF!</v>"), C("B1", "t=\"s\"", "<v>99</v>"),
        C("B1", "t=\"s\"", "<v>-1</v>"),    C("B1", "t=\"s\"", "<v>x</v>"),
        C("B1", "", "<f>1+1</f>"),          C("B1", "", "<v>x</v>"),
        C("B1", "", "<v>1e999</v>"),        T("B1", " \n"),
        C("B1", "s=\"5\"", ""),             C("B1", "t=\"s\"", "<v>5</v>"),
        T("XFE1", "past the last column"),  T("ABCDEFGHIJ1", "far past"),
        T("B99999999999", "past the last row"),
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct visit v = visit_new();
        check_book(text(&v, DATA("<row r=\"1\">" T("A1", "x") "%s</row>"), cells[i]), "", "",
                   "T 1x1 name=Kaakon & kunta\n| x |\n");
        visit_end(&v);
    }
}

static void sheets_keep_their_grid(void **state)
{
    (void)state;
    /* cells and rows say where they are, or follow the ones before; hidden rows too */
    check_book(DATA("<row r=\"2\" hidden=\"1\">" T("B2", "a") "<c t=\"str\"><v>b</v></c></row>"
                    "<row><c t=\"str\"><v>c</v></c>" T("D3", "d") "</row>"
                    "<row r=\"5\"><c r=\"A5\"/></row>"),
               "", "",
               "T 3x4 name=Kaakon & kunta\n| ~ | ~ | ~ | ~ |\n| ~ | a | b | ~ |\n"
               "| c | ~ | ~ | d |\n");
    /* merged ranges; what is under them is not shown; past the text they are cut */
    check_book(DATA("<row r=\"1\">" T("A1", "a") T("B1", "under") T("C1", "c") "</row>"
                    "<row r=\"2\">" T("A2", "under") T("C2", "d") "</row>"
                    "<row r=\"3\">" T("A3", "e") "</row>")
               "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C2:Z1000\"/>"
               "<mergeCell ref=\"A3:A3\"/><mergeCell ref=\"B1:C1\"/><mergeCell/>"
               "<mergeCell ref=\"x:y\"/><mergeCell ref=\"C3:A1\"/></mergeCells>",
               "", "", "T 3x3 name=Kaakon & kunta\n| a | < | c |\n| ^ | ^ | d |\n| e | ~ | ^ |\n");
    /* the same cell twice */
    check_book(DATA("<row>" T("A1", "a") T("A1", "b") "</row>"), "", "",
               "T 1x1 name=Kaakon & kunta\n| a / b |\n");
}

/* A stray cell in the last corner of the sheet leaves out what is empty between. */
static void a_cell_far_away_costs_nothing(void **state)
{
    (void)state;
    check_book(DATA("<row r=\"1\">" T("A1", "a") T("B1", "b") "</row>"
                    "<row r=\"3\">" T("A3", "c") T("XFC3", "d") "</row>"
                    "<row r=\"1048576\">" T("XFD1048576", "far") "</row>")
               "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:XFD1\"/></mergeCells>",
               "", "",
               "T 5x5 name=Kaakon & kunta\n| a | b | < | < | < |\n| ^ | ~ | ~ | ~ | ~ |\n"
               "| c | ~ | ~ | d | ~ |\n| ~ | ~ | ~ | ~ | ~ |\n| ~ | ~ | ~ | ~ | far |\n");
}

static void hidden_sheets_are_read_only_alone(void **state)
{
    (void)state;
    check_book(DATA("<row>" T("A1", "seen") "</row>"), DATA("<row>" T("A1", "hidden") "</row>"), "",
               "T 1x1 name=Kaakon & kunta\n| seen |\n");
    check_book(DATA("<row>" T("A1", " ") "</row>"), DATA("<row>" T("A1", "hidden") "</row>"), "",
               "T 1x1 name=Piilo\n| hidden |\n");
}

static void workbooks_may_count_from_1904(void **state)
{
    (void)state;
    check_book(DATA("<row>" C("A1", "s=\"2\"", "<v>42808</v>") "</row>"), "", "date1904=\"1\"",
               "T 1x1 name=Kaakon & kunta\n| 2021-03-15 |\n");
}

static void numbers_follow_their_format(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *code, *shown;
    } numbers[] = {
        { 1234.5, NULL, "1234,5" },
        { 1e20, NULL, "1e+20" },
        { 1e-7, "General", "1e-07" },
        { -0.0, NULL, "0" },
        { 5, "0.00", "5,00" },
        { 5.456, "#,##0.00", "5,46" },
        { 1234567, "# ##0", "1234567" },
        { 5.5, "0.##", "5,5" },
        { 5, "0.##", "5" },
        { 91, "000", "091" },
        { -7, "00", "-07" },
        { -0.001, "0.0", "0,0" },
        { 0, "#", "" },
        { 3, "0\" kpl\"", "3 kpl" },
        { 3, "0\\ \\h", "3 h" },
        { 12.5, "#,##0.00\\ [$€-40B]", "12,50 €" },
        { 12.5, "[$€-2]\\ 0", "€ 12" },
        { 0.5, "0 %", "50 %" },
        { 0.12345, "0.00%", "12,35 %" },
        { -4, "0;[Red]\\-0", "-4" },
        { -4, "0;(0)", "(4)" },
        { 0, "0;-0;\"ei mitata\"", "ei mitata" },
        { 0, "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"??_-;_-@_-", "-" },
        { 7, "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"??_-;_-@_-", "7" },
        { 7, ";;;", "7" },
        { 0.5, "# ?/?", "0,5" },
        { 1500, "0.00E+00", "1500" },
        { 7, "@", "7" },
        { 7, "\"unfinished", "unfinished" },
        { 7, "[unfinished", "" },
        { 7, "0\\", "7" },
        /* dates */
        { 44270, "d.m.yyyy", "2021-03-15" },
        { 44270, "yyyy\\-mm\\-dd", "2021-03-15" },
        { 44270, "\"day\" d.m.yyyy", "2021-03-15" },
        { 44270, "mmmm yyyy", "2021-03" },
        { 44270, "yyyy", "2021" },
        { 44270.4375, "d.m.yyyy h:mm", "2021-03-15 10:30" },
        { 44270.4375, "d.m.yyyy\\ hh:mm:ss", "2021-03-15 10:30:00" },
        { 44270.9999999, "d.m.yyyy h:mm", "2021-03-16 00:00" },
        { 44270.9999999, "d.m.yyyy", "2021-03-15" },
        { 0.4375, "h:mm", "10:30" },
        { 0.4375, "h:mm AM/PM", "10:30" },
        { 1.5, "[h]:mm", "36:00" },
        { 0.4375, "mm:ss", "10:30:00" },
        { 1, "d.m.yyyy", "1900-01-01" },
        { 59, "d.m.yyyy", "1900-02-28" },
        { 60, "d.m.yyyy", "1900-02-29" },
        { 61, "d.m.yyyy", "1900-03-01" },
        { 36585, "d.m.yyyy", "2000-02-29" },
        { 2958465, "d.m.yyyy", "9999-12-31" },
        { 2958466, "d.m.yyyy", "2958466" },
        { -1, "d.m.yyyy", "-1" },
        { 7, "[Red]0", "7" },
        { 7, "\"dym\"0\\d_s*h", "dym7d" },
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct visit v = visit_new();
        const char *shown = sheet_number(&v, numbers[i].value, numbers[i].code, false);
        if (strcmp(shown, numbers[i].shown) != 0)
            fail_msg("%g as %s: \"%s\", not \"%s\"", numbers[i].value, numbers[i].code, shown,
                     numbers[i].shown);
        visit_end(&v);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_shown_as_people_see_them),
        cmocka_unit_test(empty_cells_are_none),
        cmocka_unit_test(sheets_keep_their_grid),
        cmocka_unit_test(a_cell_far_away_costs_nothing),
        cmocka_unit_test(hidden_sheets_are_read_only_alone),
        cmocka_unit_test(workbooks_may_count_from_1904),
        cmocka_unit_test(numbers_follow_their_format),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

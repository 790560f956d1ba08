/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Packages made to hurt: each is read or refused with a sentence, in little
 * time, and the whole program stays under 256 MB. */
#include "document/document.h"
#include "office.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

/* Last: cmocka makes a macro of the name fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { MB = 1 << 20, SECONDS = 30, MEMORY_KB = 256 * 1024 };

static const char big[] = "too big", damaged[] = "damaged", nothing[] = "no text",
                  locked[] = "password", cell[] = "far too much text", unknown[] = "no Word, Excel or OpenDocument";

#define ODF "application/vnd.oasis.opendocument."

/* Where the hostile part goes, and the parts around it. */
static const struct layout {
    const char *part, *begin, *end;
    struct office_part others[4];
    bool tight; /* the part is packed as well as it goes */
} docx = { .part = "word/document.xml",
           .begin = "<w:document xmlns:w=\"w\"><w:body>",
           .end = "</w:body></w:document>" },
  odt = { .part = "content.xml",
          .begin = "<office:d xmlns:office=\"o\" xmlns:text=\"u\" xmlns:table=\"t\"><office:text>",
          .end = "</office:text></office:d>",
          .others = { { .name = "mimetype", .bytes = ODF "text", .store = true } } },
  ods = { .part = "content.xml",
          .begin = "<office:d xmlns:office=\"o\" xmlns:text=\"u\" xmlns:table=\"t\">"
                   "<office:spreadsheet><table:table>",
          .end = "</table:table></office:spreadsheet></office:d>",
          .others = { { .name = "mimetype", .bytes = ODF "spreadsheet", .store = true } } },
#define BOOK(sheets)                                                                               \
    { .name = "xl/workbook.xml", .bytes = "<w><sheets>" sheets "</sheets></w>" },                  \
    { .name = "xl/_rels/workbook.xml.rels",                                                        \
      .bytes = "<r><r Id=\"1\" Type=\"/worksheet\" Target=\"sheet.xml\"/>"                         \
               "<r Id=\"2\" Type=\"/sharedStrings\" Target=\"shared.xml\"/>"                       \
               "<r Id=\"3\" Type=\"/styles\" Target=\"styles.xml\"/></r>" }
#define CELL "<w><sheetData><row><c t=\"str\"><v>a</v></c></row></sheetData></w>"
  xlsx = { .part = "xl/sheet.xml",
           .begin = "<w><sheetData>",
           .end = "</sheetData></w>",
           .others = { BOOK("<s name=\"S\" id=\"1\"/>") } },
  strings = { .part = "xl/shared.xml",
              .begin = "<sst>",
              .end = "</sst>",
              .others = { BOOK("<s name=\"S\" id=\"1\"/>"),
                          { .name = "xl/sheet.xml", .bytes = CELL } } },
  styles = { .part = "word/styles.xml",
             .begin = "<styles>",
             .end = "</styles>",
             .others = { { .name = "word/document.xml", .bytes = "<d><p><r><t>a</t></r></p></d>" },
                         { .name = "word/_rels/document.xml.rels",
                           .bytes = "<r><r Id=\"1\" Type=\"/styles\" "
                                    "Target=\"styles.xml\"/></r>" } } },
  packed = { .part = "word/document.xml", .begin = "<d>", .end = "</d>", .tight = true },
  bare = { .part = "word/document.xml", .begin = "", .end = "" };

#define PARAGRAPH "<w:p><w:r><w:t>sana</w:t></w:r></w:p>"
#define TEXT_CELL "<table:table-cell><text:p>sana</text:p></table:table-cell>"
#define REPEATED(columns)                                                                          \
    "<table:table-cell table:number-columns-repeated=\"" columns "\"><text:p>a</text:p>"           \
    "</table:table-cell>"

/* The part is the layout's begin, ours, piece again and again, ours, end. */
static const struct {
    const char *name;
    const struct layout *in;
    const char *begin, *piece;
    size_t bytes; /* of the pieces together */
    const char *end;
    const char *refused; /* part of the sentence; NULL: it is read */
} files[] = {
    /* zip: sizes are looked at before anything is unpacked */
    { "bomb", &docx, "<w:p>", "          ", 97 * MB, "</w:p>", big },
    { "ratio", &packed, "<w:p>", "          ", 20 * MB, "</w:p>", big },

    /* XML: nothing is expanded, and nothing grows with the square of the input */
    { "laughs", &bare, "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"",
      "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;", 300, "\">]><d><p><r><t>&b;&b;</t></r></p></d>", damaged },
    { "outside", &bare, "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>", "", 0,
      "<d><p><r><t>&a;</t></r></p></d>", damaged },
    { "doctype", &bare, "<!DOCTYPE d [", "<!ENTITY a \"b\">", 9 * MB, "]><d/>", damaged },
    { "entity", &docx, "<w:p><w:r><w:t>", "&unknown;", 9, "</w:t></w:r></w:p>", damaged },
    { "deep", &docx, "", "<w:tbl><w:tr><w:tc>", 2 * MB, "", damaged },
    { "deep list", &odt, "", "<text:list><text:list-item>", 2 * MB, "", damaged },
    { "attributes", &docx, "<w:p ", "a=\"\" ", 4 * MB, "/>", damaged },
    { "attribute", &docx, "<w:p a=\"", "sana ", 20 * MB, "\"/>", damaged },
    { "namespaces", &docx, "<w:p ", "xmlns:a=\"u\" ", 4 * MB, "/>", damaged },
    { "comment", &docx, "<!--", "sana ", 20 * MB, "-->" PARAGRAPH, damaged },
    { "comments", &docx, "", "<!---->", 20 * MB, PARAGRAPH, NULL },
    { "characters", &docx, "<w:p><w:r><w:t>", "&#97;", 8 * MB, "</w:t></w:r></w:p>", NULL },
    { "unfinished", &docx, PARAGRAPH, "<w:p>", 5, "", damaged },
    { "nothing at all", &bare, "", "", 0, " ", damaged },
    { "binary", &bare, "\x01\x02", "\x03", 100, "", damaged },

    /* docx */
    { "cell", &docx, "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>", "sana ", 5 * MB,
      "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", cell },
    { "bigger cell", &docx, "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>", "sana ", 9 * MB,
      "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", big },
    { "columns", &docx, "<w:tbl><w:tr>", "<w:tc><w:p/></w:tc>", 4 * MB, "</w:tr></w:tbl>", big },
    { "span", &docx, "<w:tbl><w:tr>",
      "<w:tc><w:tcPr><w:gridSpan w:val=\"2147483647\"/></w:tcPr></w:tc>", 130, "</w:tr></w:tbl>",
      big },
    { "before", &docx, "<w:tbl>",
      "<w:tr><w:trPr><w:gridBefore w:val=\"2147483647\"/></w:trPr><w:tc/></w:tr>", 200, "</w:tbl>",
      big },
    { "rows", &docx, "<w:tbl>", "<w:tr><w:tc>" PARAGRAPH "</w:tc></w:tr>", 40 * MB, "</w:tbl>",
      big },
    { "tables", &docx, "", "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>", 30 * MB, "", big },
    { "empty tables", &docx, PARAGRAPH, "<w:tbl/>", 30 * MB, "", big },
    { "paragraphs", &docx, "", PARAGRAPH, 40 * MB, "", big },
    { "text boxes", &docx, "<w:p><w:r>", "<w:txbxContent>" PARAGRAPH "</w:txbxContent>", 20 * MB,
      "</w:r></w:p>", NULL },
    { "fields", &docx, "<w:p>", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", 8 * MB,
      "</w:p>" PARAGRAPH, NULL },
    { "styles", &styles, "", "<style styleId=\"a\"><basedOn val=\"a\"/></style>", 20 * MB, "",
      NULL },
    { "many styles", &styles, "", "<style styleId=\"a\"/>", 60 * MB, "", big },

    /* odt and ods */
    { "repeated cells", &odt, "<table:table>",
      "<table:table-row>" REPEATED("16384") "</table:table-row>", 2 * MB, "</table:table>", big },
    { "repeated rows", &odt, "<table:table>",
      "<table:table-row table:number-rows-repeated=\"1048576\">" TEXT_CELL "</table:table-row>",
      2 * MB, "</table:table>", big },
    { "notes", &odt, "<text:p>", "<text:note><text:note-body><text:p>a</text:p></text:note-body>"
      "</text:note>", 20 * MB, "</text:p>", NULL },
    { "repeated sheet", &ods, "",
      "<table:table-row table:number-rows-repeated=\"1048576\">" REPEATED("16384")
      "</table:table-row>", 2 * MB, "", big },
    { "endless sheet", &ods, "<table:table-row>" TEXT_CELL "</table:table-row>",
      "<table:table-row table:number-rows-repeated=\"2147483647\"><table:table-cell "
      "table:number-columns-repeated=\"2147483647\"/></table:table-row>", 4 * MB, "", NULL },
    { "merged sheet", &ods, "",
      "<table:table-row><table:table-cell table:number-columns-spanned=\"16384\" "
      "table:number-rows-spanned=\"1048576\"><text:p>a</text:p></table:table-cell>"
      "</table:table-row>",
      8 * MB, "", NULL },

    /* xlsx */
    { "sheet of cells", &xlsx, "<row>", "<c><v>1</v></c>", 20 * MB, "</row>", NULL },
    { "sheet of rows", &xlsx, "", "<row><c><v>1</v></c></row>", 40 * MB, "", big },
    { "one place", &xlsx, "<row>", "<c r=\"A1\"><v>1</v></c>", 20 * MB, "</row>", big },
    { "far", &xlsx, "",
      "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", 130, "", NULL },
    { "inline", &xlsx, "<row><c t=\"inlineStr\"><is><t>", "sana ", 5 * MB, "</t></is></c></row>",
      cell },
    { "bigger inline", &xlsx, "<row><c t=\"inlineStr\"><is><t>", "sana ", 9 * MB,
      "</t></is></c></row>", big },
    { "number", &xlsx, "<row><c><v>", "1", 9 * MB, "</v></c></row>", big },
    { "merges", &xlsx, "<row><c><v>1</v></c></row></sheetData><mergeCells>",
      "<mergeCell ref=\"A1:XFD1048576\"/>", 40 * MB, "</mergeCells><sheetData>", NULL },
    { "strings", &strings, "", "<si/>", 60 * MB, "", big },
};

/* The part, in memory that the caller frees. */
static char *make_part(size_t i, size_t *n)
{
    const char *const piece = files[i].piece;
    size_t step = strlen(piece), times = step ? files[i].bytes / step : 0;
    struct buf part = buf_new((size_t)120 * MB);

    buf_puts(&part, files[i].in->begin);
    buf_puts(&part, files[i].begin);
    while (times--)
        buf_put(&part, piece, step);
    buf_puts(&part, files[i].end);
    buf_puts(&part, files[i].in->end);
    assert_false(buf_over(&part));
    *n = part.n;
    return part.at;
}

static char *make_file(size_t i, size_t *n)
{
    const struct layout *in = files[i].in;
    struct office_part parts[6] = { 0 };
    char *part = make_part(i, n);
    size_t count = 0;

    for (; in->others[count].name; count++)
        parts[count] = in->others[count];
    parts[count] =
        (struct office_part){ .name = in->part, .bytes = part, .n = *n, .tight = in->tight };
    char *bytes = office_zip(parts, n);
    free(part);
    return bytes;
}

static void check_read(const char *name, const char *bytes, size_t n, const char *refused)
{
    struct visit v = visit_new();
    struct document d;
    clock_t begun = clock();
    bool ok = document_read(&v, name, bytes, n, &d);
    double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;

    if (seconds > SECONDS)
        fail_msg("%s took %.0f s", name, seconds);
    if (refused && (ok || v.fail.kind != FAIL_DOCUMENT || !strstr(v.fail.text, refused)))
        fail_msg("%s: %s", name, ok ? "was read" : v.fail.text);
    if (!refused && !ok)
        fail_msg("%s: %s (%s)", name, v.fail.text, v.fail.detail ? v.fail.detail : "");
    visit_end(&v);
}

static void hostile_parts_end_well(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        size_t n;
        char *bytes = make_file(i, &n);
        check_read(files[i].name, bytes, n, files[i].refused);
        free(bytes);
    }
}

/* Whole packages: what is missing, twice there, or not ours. */
static void strange_packages_end_well(void **state)
{
    (void)state;
#define TEXT "<d><body><p><r><t>a</t></r></p></body></d>"
    static const struct {
        struct office_part parts[5];
        const char *refused;
    } packages[] = {
        { { { .name = "word/media/a.png", .bytes = "x" } }, damaged },
        { { { .name = "xl/theme.xml", .bytes = "<a/>" } }, damaged },
        { { { .name = "xl/workbook.xml",
              .bytes = "<w><sheets><s name=\"a\" id=\"1\"/></sheets></w>" } },
          nothing },
        { { { .name = "xl/workbook.bin", .bytes = "\x83\x01" },
            { .name = "_rels/.rels", .bytes = "<r><r Id=\"1\" Type=\"/officeDocument\" "
                                              "Target=\"xl/workbook.bin\"/></r>" } },
          "save it as .xlsx" },
        { { { .name = "mimetype", .bytes = ODF "text", .store = true } }, damaged },
        { { { .name = "mimetype", .bytes = ODF "presentation", .store = true },
            { .name = "content.xml", .bytes = TEXT } }, unknown },
        { { { .name = "ppt/presentation.xml", .bytes = TEXT } }, unknown },
        { { { .name = "plan.docx", .bytes = "PK" } }, unknown },
        { { { .name = "a.txt", .bytes = "a" } }, unknown },
        { { { .name = "word/document.xml", .bytes = TEXT },
            { .name = "_rels/.rels", .bytes = "<r><r Id=\"1\" Type=\"/officeDocument\" "
                                              "Target=\"../../../word/document.xml\"/></r>" } },
          NULL },
        { { { .name = "word/document.xml", .bytes = TEXT },
            { .name = "_rels/.rels", .bytes = "<r><r Id=\"1\" Type=\"/officeDocument\" "
                                              "Target=\"absent.xml\"/></r>" } }, NULL },
        { { { .name = "word/document.xml", .bytes = TEXT },
            { .name = "_rels/.rels", .bytes = "<" } },
          damaged },
        { { { .name = "word/document.xml", .bytes = TEXT },
            { .name = "word/styles.xml", .bytes = "<" },
            { .name = "word/_rels/document.xml.rels",
              .bytes = "<r><r Id=\"1\" Type=\"/styles\" Target=\"styles.xml\"/></r>" } }, damaged },
    };
    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++) {
        size_t n;
        char *bytes = office_zip(packages[i].parts, &n);
        check_read(packages[i].parts[0].name, bytes, n, packages[i].refused);
        free(bytes);
    }
}

static char *small_docx(size_t *n)
{
    static const struct office_part parts[] = {
        { .name = "word/document.xml", .bytes = TEXT, .store = true },
        { .name = "docProps/app.xml", .bytes = "<a/>" },
        { 0 },
    };
    return office_zip(parts, n);
}

static void a_file_cut_short_is_damaged(void **state)
{
    (void)state;
    size_t n;
    char *bytes = small_docx(&n);

    for (size_t cut = 100; cut < n; cut++) {
        char *part = malloc(cut); /* its own, so that reading past it is seen */
        memcpy(part, bytes, cut);
        check_read("cut short", part, cut, damaged);
        free(part);
    }
    free(bytes);
}

/* Two parts of one name: the first is taken, the other is not even unpacked. */
static void of_two_parts_the_first_is_read(void **state)
{
    (void)state;
    static const struct office_part parts[] = {
        { .name = "word/document.xml", .bytes = TEXT, .store = true },
        { .name = "word/document.xm_", .bytes = "<broken", .store = true },
        { 0 },
    };
    size_t n;
    char *bytes = office_zip(parts, &n);

    for (size_t i = 0; i + 4 <= n; i++)
        if (memcmp(bytes + i, ".xm_", 4) == 0)
            bytes[i + 3] = 'l';
    check_read("twice", bytes, n, NULL);
    free(bytes);
}

static uint16_t two_bytes(const char *at)
{
    return (uint16_t)((unsigned char)at[0] | (unsigned char)at[1] << 8);
}

/* Sets two bytes of every central directory entry. */
static void patch(char *bytes, size_t n, size_t at, uint16_t value)
{
    for (size_t i = 0; i + 46 <= n; i++)
        if (memcmp(bytes + i, "PK\1\2", 4) == 0) {
            bytes[i + at] = (char)(value & 0xFF);
            bytes[i + at + 1] = (char)(value >> 8);
        }
}

static void the_list_of_parts_may_lie(void **state)
{
    (void)state;
    enum { FLAGS = 8, METHOD = 10, CRC = 16, PACKED = 20, SIZE = 24, ENCRYPTED = 1, LZMA = 14 };
    static const struct {
        size_t at;
        uint16_t value;
        const char *refused;
    } lies[] = {
        { FLAGS, ENCRYPTED, locked }, { METHOD, LZMA, damaged },  { METHOD, 99, damaged },
        { CRC, 0x1234, damaged },     { SIZE, 3, damaged },       { SIZE + 2, 0x7FFF, big },
        { PACKED, 3, damaged },       { PACKED + 2, 77, damaged },
    };
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        size_t n;
        char *bytes = small_docx(&n);
        patch(bytes, n, lies[i].at, lies[i].value);
        check_read("a lie", bytes, n, lies[i].refused);
        free(bytes);
    }
}

/* A zip64 end record that promises billions of parts. */
static void a_promise_of_many_parts_is_not_believed(void **state)
{
    (void)state;
    size_t n;
    char *bytes = small_docx(&n), *more = malloc(n + 76), *end = bytes + n - 22;

    assert_memory_equal(end, "PK\5\6", 4);
    size_t before = (size_t)(end - bytes);
    memcpy(more, bytes, before);
    memset(more + before, 0, 76);
    memcpy(more + before, "PK\6\6\x2C", 5);
    memset(more + before + 24, 0x7F, 16); /* how many parts, here and in all */
    memcpy(more + before + 56, "PK\6\7", 4);
    more[before + 64] = (char)(before & 0xFF);
    more[before + 65] = (char)(before >> 8);
    memcpy(more + before + 76, end, 22);
    memset(more + before + 76 + 8, 0xFF, 4);
    assert_int_equal(two_bytes(more + before + 64), before);
    check_read("zip64", more, n + 76, damaged);
    free(more);
    free(bytes);
}

/* libxml2 keeps every name it has seen, in chains that grow long. */
static void a_million_names_are_too_many(void **state)
{
    (void)state;
    struct office_part parts[] = { { .name = "word/document.xml" }, { 0 } };
    struct buf part = buf_new(16 * MB);
    size_t n;

    buf_puts(&part, "<d>");
    for (int i = 0; i < 1000 * 1000; i++)
        buf_printf(&part, "<a%d/>", i);
    buf_puts(&part, "</d>");
    parts[0].bytes = part.at;
    char *bytes = office_zip(parts, &n);
    check_read("names", bytes, n, damaged);
    free(bytes);
    buf_free(&part);
}

static void twenty_thousand_parts_are_too_many(void **state)
{
    (void)state;
    enum { PARTS = 20 * 1000 + 1, NAME = 32 };
    struct office_part *parts = calloc(PARTS + 1, sizeof *parts);
    char *names = calloc(PARTS, NAME);
    size_t n;

    for (size_t i = 0; i < PARTS; i++) {
        snprintf(names + i * NAME, NAME, "word/%zu.xml", i);
        parts[i] = (struct office_part){ .name = names + i * NAME, .bytes = "<d/>", .store = true };
    }
    char *bytes = office_zip(parts, &n);
    check_read("parts", bytes, n, damaged);
    free(bytes);
    free(names);
    free(parts);
}

static void memory_stays_small(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip();
#else
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    if (used.ru_maxrss > MEMORY_KB)
        fail_msg("%ld MB were used", used.ru_maxrss / 1024);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_parts_end_well),
        cmocka_unit_test(strange_packages_end_well),
        cmocka_unit_test(a_file_cut_short_is_damaged),
        cmocka_unit_test(of_two_parts_the_first_is_read),
        cmocka_unit_test(the_list_of_parts_may_lie),
        cmocka_unit_test(a_promise_of_many_parts_is_not_believed),
        cmocka_unit_test(a_million_names_are_too_many),
        cmocka_unit_test(twenty_thousand_parts_are_too_many),
        cmocka_unit_test(memory_stays_small), /* after all of them */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

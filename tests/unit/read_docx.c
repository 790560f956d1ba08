/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Word documents: each case is the XML of a body and what must be read of it. */
#include "base/text.h"
#include "document/document.h"
#include "office.h"
#include "readers/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "              \
          "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* Shorthand for what cases repeat. */
#define R(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define B(text) "<w:r><w:rPr><w:b/></w:rPr><w:t>" text "</w:t></w:r>"
#define P(inside) "<w:p>" inside "</w:p>"
#define PS(style, text) "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" R(text) "</w:p>"
#define LIST(id, level)                                                                            \
    "<w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id "\"/></w:numPr>"
#define ITEM(id, level, text) "<w:p><w:pPr>" LIST(id, level) "</w:pPr>" R(text) "</w:p>"
#define TC(format, inside) "<w:tc><w:tcPr>" format "</w:tcPr>" inside "</w:tc>"
#define C(text) TC("", P(R(text)))
#define TR(inside) "<w:tr>" inside "</w:tr>"
#define TBL(inside) "<w:tbl><w:tblPr/><w:tblGrid/>" inside "</w:tbl>"
#define CONTINUE "<w:vMerge/>"
#define RESTART "<w:vMerge w:val=\"restart\"/>"
#define FIELD(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"

static const char styles[] = XML
    "<w:styles " W ">"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normaali\">"
    "<w:name w:val=\"Normal\"/></w:style>"
    /* localised ids, English names; no outline level: the name tells */
    "<w:style w:type=\"paragraph\" w:styleId=\"Otsikko1\"><w:name w:val=\"heading 1\"/>"
    "<w:basedOn w:val=\"Normaali\"/><w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr>"
    "<w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Otsikko2\"><w:name w:val=\"heading 2\"/>"
    "<w:pPr><w:numPr><w:numId w:val=\"7\"/></w:numPr></w:pPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Rubrik3\"><w:name w:val=\"Rubrik 3\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Oma\"><w:name w:val=\"Organisaatio\"/>"
    "<w:basedOn w:val=\"Valissa\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Valissa\"><w:name w:val=\"x\"/>"
    "<w:basedOn w:val=\"Perus\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Perus\"><w:name w:val=\"y\"/>"
    "<w:pPr><w:outlineLvl w:val=\"3\"/></w:pPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Ympyra1\"><w:name w:val=\"z\"/>"
    "<w:basedOn w:val=\"Ympyra2\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Ympyra2\"><w:name w:val=\"z\"/>"
    "<w:basedOn w:val=\"Ympyra1\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Leipa\"><w:name w:val=\"Leipa\"/>"
    "<w:basedOn w:val=\"Otsikko1\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr>"
    "<w:outlineLvl w:val=\"9\"/></w:pPr><w:rPr><w:b w:val=\"0\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Luettelo\"><w:name w:val=\"List Bullet\"/>"
    "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Sisluet1\"><w:name w:val=\"toc 1\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Sisllysluettelonotsikko\">"
    "<w:name w:val=\"TOC Heading\"/><w:basedOn w:val=\"Otsikko1\"/>"
    "<w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr><w:outlineLvl w:val=\"9\"/></w:pPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Voimakas\"><w:name w:val=\"Strong\"/>"
    "<w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type=\"numbering\" w:styleId=\"Lista\"><w:name w:val=\"Lista\"/>"
    "<w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>"
    "</w:styles>";

#define LVL(level, format, text)                                                                   \
    "<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/>"           \
    "<w:lvlText w:val=\"" text "\"/></w:lvl>"
#define NUM(id, abstract) "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" abstract "\"/>"

static const char numbering[] = XML
    "<w:numbering " W ">"
    "<w:abstractNum w:abstractNumId=\"1\">" LVL("0", "bullet", "\xEF\x82\xB7")
    LVL("1", "bullet", "o") "</w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"2\">" LVL("0", "decimal", "%1.")
    LVL("1", "lowerLetter", "%2)")
    LVL("2", "decimal", "%1.%2.%3") "</w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"3\">" LVL("0", "upperRoman", "PÄÄTAVOITE %1:")
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"4\"/><w:numFmt w:val=\"decimal\"/><w:isLgl/>"
    "<w:lvlText w:val=\"%1.%2\"/></w:lvl>" LVL("2", "decimal", "") "</w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"4\">"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
    "<w:pStyle w:val=\"Otsikko1\"/><w:lvlText w:val=\"%1\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
    "<w:pStyle w:val=\"Otsikko2\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"5\"><w:numStyleLink w:val=\"Lista\"/></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"6\">" LVL("0", "none", "–") LVL("1", "none", "")
    LVL("2", "decimalZero", "%3") LVL("3", "upperLetter", "%4") LVL("4", "lowerRoman", "(%5)")
    "</w:abstractNum>"
    NUM("1", "1") "</w:num>" NUM("2", "2") "</w:num>" NUM("3", "3") "</w:num>"
    NUM("4", "2") "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>"
    "</w:num>"
    NUM("5", "5") "</w:num>" NUM("6", "6") "</w:num>" NUM("7", "4") "</w:num>"
    NUM("8", "2") "<w:lvlOverride w:ilvl=\"0\">" LVL("0", "decimal", "§ %1")
    "</w:lvlOverride></w:num>"
    NUM("9", "99") "</w:num>"
    "</w:numbering>";

#define REL(id, type, target)                                                                      \
    "<Relationship Id=\"" id "\" Type=\"" type "\" Target=\"" target "\"/>"
#define RELS(inside)                                                                               \
    XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"   \
        inside "</Relationships>"

static const char package_rels[] =
    RELS(REL("r1", OFFICE "officeDocument", "word/document.xml")
         REL("r2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
                   "core-properties", "docProps/core.xml"));
static const char main_rels[] =
    RELS(REL("r1", OFFICE "styles", "styles.xml") REL("r2", OFFICE "numbering", "numbering.xml")
         REL("r3", OFFICE "footnotes", "/word/footnotes.xml"));
static const char footnotes[] = XML
    "<w:footnotes " W "><w:footnote w:type=\"separator\" w:id=\"-1\">"
    P("<w:r><w:separator/></w:r>")
    "</w:footnote><w:footnote w:id=\"1\">" P("<w:r><w:footnoteRef/></w:r>" R(" Lähde: THL"))
    "</w:footnote></w:footnotes>";
static const char core[] = XML
    "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>x</dc:creator>"
    "<dc:title> Suunnitelma\n2025 </dc:title></cp:coreProperties>";

/* A whole docx of the body's XML. */
static char *docx(const char *document, size_t *n)
{
    const struct office_part parts[] = {
        { .name = "[Content_Types].xml", .bytes = XML "<Types/>" },
        { .name = "_rels/.rels", .bytes = package_rels },
        { .name = "word/document.xml", .bytes = document },
        { .name = "word/_rels/document.xml.rels", .bytes = main_rels },
        { .name = "word/styles.xml", .bytes = styles },
        { .name = "word/numbering.xml", .bytes = numbering },
        { .name = "word/footnotes.xml", .bytes = footnotes },
        { .name = "docProps/core.xml", .bytes = core },
        { 0 },
    };
    return office_zip(parts, n);
}

/* Reads the body; what every document of docx() has is left out of the answer. */
static void check_body(const char *body, const char *expected)
{
    struct visit v = visit_new();
    struct document d;
    size_t n;

    char *bytes = docx(text(&v, "<w:document " W "><w:body>%s</w:body></w:document>", body), &n);
    assert_true(document_read(&v, "plan.docx", bytes, n, &d));
    assert_string_equal(d.format, "docx");
    assert_string_equal(d.title, "Suunnitelma 2025");
    assert_string_equal(d.at[d.n - 1].text, "Lähde: THL");
    d.title = NULL;
    d.n--;
    struct buf got = shown_document(&d);
    assert_string_equal(got.at, expected);
    buf_free(&got);
    free(bytes);
    visit_end(&v);
}

struct body {
    const char *body, *expected;
};

#define CHECK(bodies)                                                                              \
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)                                    \
    check_body(bodies[i].body, bodies[i].expected)

static void headings_come_from_styles(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { PS("Rubrik3", "Mål"), "h3 Mål\n" },
        { PS("Oma", "Kymsote"), "h4 Kymsote\n" },
        { PS("Ympyra1", "Kehä"), "p Kehä\n" },
        { PS("Leipa", "Leipä"), "p Leipä\n" },
        { PS("Heading5", "Undefined style"), "h5 Undefined style\n" },
        { PS("Otsikko", "Suunnitelma"), "h1 Suunnitelma\n" },
        { PS("Heading1Char", "No"), "p No\n" },
        { P("<w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>" R("Itse")), "h2 Itse\n" },
        { P("<w:pPr><w:pStyle w:val=\"Oma\"/><w:outlineLvl w:val=\"9\"/></w:pPr>" R("Ei")),
          "p Ei\n" },
        { P("<w:pPr><w:pStyle w:val=\"Oma\"/></w:pPr>" R("PÄÄTAVOITE I:")
            "<w:r><w:br/></w:r>" R("Arki")), "h4 PÄÄTAVOITE I: Arki\n" },
    };
    CHECK(bodies);
}

static void numbers_are_counted(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        /* headings: the level comes from the style */
        { PS("Otsikko1", "Yksi") PS("Otsikko2", "A") PS("Otsikko2", "B") PS("Otsikko1", "Kaksi")
          PS("Otsikko2", "C"),
          "h1! 1 Yksi\nh2 1.1 A\nh2 1.2 B\nh1! 2 Kaksi\nh2 2.1 C\n" },
        { ITEM("2", "0", "a") ITEM("2", "1", "b") ITEM("2", "1", "c") ITEM("2", "0", "d")
          ITEM("2", "1", "e") ITEM("2", "2", "f"),
          "p 1. a\np a) b\np b) c\np 2. d\np a) e\np 2.a.1 f\n" },
        { ITEM("3", "0", "Arki") ITEM("3", "1", "x") ITEM("3", "1", "y") ITEM("3", "2", "z"),
          "p PÄÄTAVOITE I: Arki\np 1.4 x\np 1.5 y\np z\n" },
        /* the same abstract list goes on in another list, unless told to restart */
        { ITEM("2", "0", "a") ITEM("8", "0", "b") ITEM("4", "0", "c") ITEM("2", "0", "d"),
          "p 1. a\np § 2 b\np 1. c\np 2. d\n" },
        { ITEM("5", "0", "a") ITEM("5", "1", "b"), "p 1. a\np a) b\n" },
        { ITEM("6", "0", "dash") ITEM("6", "1", "none") ITEM("6", "2", "pad") ITEM("6", "3", "l")
          ITEM("6", "4", "r"),
          "i0 dash\np none\np 01 pad\np A l\np (i) r\n" },
        { ITEM("9", "0", "no such list") ITEM("77", "0", "nor this"),
          "p no such list\np nor this\n" },
        { ITEM("1", "0", "a") ITEM("1", "1", "b") PS("Luettelo", "c") ITEM("1", "99", "d"),
          "i0 a\ni1 b\ni0 c\np d\n" },
        { P("<w:pPr><w:pStyle w:val=\"Luettelo\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>"
            R("not an item")), "p not an item\n" },
        /* a column of numbers that exist only as numbering */
        { TBL(TR(TC("", P("<w:pPr>" LIST("2", "0") "</w:pPr>")) C("a"))
              TR(TC("", P("<w:pPr>" LIST("2", "0") "</w:pPr>")) C("b"))
              TR(TC("", ITEM("2", "0", "Tavoite") P("<w:pPr>" LIST("2", "0") "</w:pPr>")) C(""))),
          "T 3x2\n| 1. | a |\n| 2. | b |\n| 3. Tavoite | |\n" },
    };
    CHECK(bodies);
}

static void runs_become_text(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { P(R("a") "<w:r><w:tab/></w:r>" R("b") "<w:r><w:noBreakHyphen/></w:r>"
            "<w:r><w:softHyphen/></w:r>" R("c")), "p a b-c\n" },
        { P(R("yksi") "<w:r><w:br/></w:r>" R("kaksi") "<w:r><w:br w:type=\"page\"/><w:cr/></w:r>"
            R("kolme")), "p yksi\np kaksi\np kolme\n" },
        { P("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A7\"/></w:r>" R(" x")
            "<w:r><w:sym w:char=\"D800\"/><w:sym w:char=\"zz\"/><w:sym/></w:r>"),
          "p \xEF\x82\xA7 x\n" },
        { P("<w:hyperlink>" R("link") "</w:hyperlink>" "<w:smartTag><w:smartTagPr/>" R(" smart")
            "</w:smartTag>" "<w:r><w:ruby><w:rubyPr/><w:rt>" R("reading") "</w:rt><w:rubyBase>"
            R(" base") "</w:rubyBase></w:ruby></w:r>"), "p link smart base\n" },
        { P("<w:del w:id=\"1\"><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del>"
            "<w:ins w:id=\"2\">" R("new") "</w:ins><w:moveFrom>" R("away") "</w:moveFrom>"
            "<w:moveTo>" R(" here") "</w:moveTo>"), "p new here\n" },
        /* a deleted paragraph end joins two paragraphs */
        { P("<w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>" R("puo")) P(R("liso")) P(R("x")),
          "p puoliso\np x\n" },
        { P("<w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>" R("last")), "p last\n" },
        { P("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" R("seen")
            "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> too</w:t></w:r>"), "p seen too\n" },
        { P(R("a\n  b\r\n") "\n" R("c")), "p a b c\n" },
        { P(R(" \xC2\xA0 ")) P("") P(R("&lt;b&gt; &amp;&#228;<![CDATA[<]]>")), "p <b> &ä<\n" },
    };
    CHECK(bodies);
}

static void bold_is_strong(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { P(B("Kymsote") R(" ")), "p! Kymsote\n" },
        { P(B("Kymsote") R(" ja")), "p Kymsote ja\n" },
        { P("<w:r><w:rPr><w:b w:val=\"false\"/></w:rPr><w:t>x</w:t></w:r>"), "p x\n" },
        { P("<w:r><w:rPr><w:rStyle w:val=\"Voimakas\"/></w:rPr><w:t>x</w:t></w:r>"), "p! x\n" },
        { P("<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>" R("the mark is bold")),
          "p the mark is bold\n" },
        { TBL(TR(TC("", P(B("x")) P(R("y")) PS("Otsikko2", "z")))),
          "T 1x1\n| !x / y / !1.1 z |\n" },
    };
    CHECK(bodies);
}

static void tables_keep_their_grid(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        /* merged down with and without a value, and merged right */
        { TBL(TR(TC(RESTART, P(R("a"))) C("b")) TR(TC(CONTINUE, P("")) C("c"))
              TR(TC("<w:vMerge w:val=\"continue\"/>", P(R("x"))) C("d")) TR(C("e") C("f"))),
          "T 4x2\n| a / x | b |\n| ^ | c |\n| ^ | d |\n| e | f |\n" },
        { TBL(TR(TC("<w:gridSpan w:val=\"2\"/>", P(R("a"))) C("b")) TR(C("c") C("d") C("e"))),
          "T 2x3\n| a | < | b |\n| c | d | e |\n" },
        { TBL(TR(TC("<w:gridSpan w:val=\"2\"/>" RESTART, P(R("a"))) C("b"))
              TR(TC("<w:gridSpan w:val=\"2\"/>" CONTINUE, P("")) C("c"))),
          "T 2x3\n| a | < | b |\n| ^ | ^ | c |\n" },
        { TBL(TR(TC("<w:hMerge w:val=\"restart\"/>", P(R("a"))) TC("<w:hMerge/>", P("")) C("b"))),
          "T 1x3\n| a | < | b |\n" },
        /* narrower than the cell it goes on from: what it leaves free is still covered */
        { TBL(TR(TC("<w:gridSpan w:val=\"2\"/>" RESTART, P(R("a"))))
              TR(TC(CONTINUE, P("")) C("b") C("c"))),
          "T 2x3\n| a / b | < | ~ |\n| ^ | ^ | c |\n" },
        /* nothing above to go on from */
        { TBL(TR(TC(CONTINUE, P(R("a"))) C("b"))), "T 1x2\n| a | b |\n" },
        { TBL("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/></w:trPr>" C("x")
              "</w:tr>" TR(C("a") C("b") C("c"))),
          "T 2x3\n| ~ | x | ~ |\n| a | b | c |\n" },
        { "<w:tbl><w:tblPr><w:tblCaption w:val=\"Tavoitteet\"/></w:tblPr>"
          "<w:tr><w:trPr><w:tblHeader/></w:trPr>" C("h1") "</w:tr>"
          "<w:tr><w:trPr><w:tblHeader w:val=\"true\"/></w:trPr>" C("h2") "</w:tr>" TR(C("a"))
          "<w:tr><w:trPr><w:tblHeader/></w:trPr>" C("not at the top") "</w:tr></w:tbl>",
          "T 4x1 head=2 name=Tavoitteet\n| h1 |\n| h2 |\n| a |\n| not at the top |\n" },
        { TBL(TR(C("a")) "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>" C("gone") "</w:tr>"
              "<w:tr><w:trPr><w:ins w:id=\"1\"/></w:trPr>" C("new") "</w:tr>"),
          "T 2x1\n| a |\n| new |\n" },
        { TBL(TR(C("a") TC("<w:cellDel w:id=\"1\"/>", P(R("gone"))) C("b"))),
          "T 1x2\n| a | b |\n" },
        { TBL(TR(TC("", P(R("a") "<w:r><w:br/></w:r>" R("b")) ITEM("1", "0", "c")
                    "<w:p><w:pPr>" LIST("1", "1") "</w:pPr>" R("d") "<w:r><w:br/></w:r>" R("e")
                    "</w:p>"))),
          "T 1x1\n| a / b / *c / **d / e |\n" },
        { TBL("") TBL(TR("")) P(R("x")), "p x\n" },
        { P(R("before")) TBL(TR(C("a"))) P(R("between")) TBL(TR(C("b"))),
          "p before\nT 1x1\n| a |\np between\nT 1x1\n| b |\n" },
    };
    CHECK(bodies);
}

static void nested_tables_follow_the_outer(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { TBL(TR(TC("", P(R("over")) TBL(TR(C("in") TC("", TBL(TR(C("deep"))) P(""))))
                    P(R("under"))) C("beside"))) TBL(TR(C("next"))),
          "T 1x2\n| over / under | beside |\nT 1x2 nested\n| in | |\nT 1x1 nested\n| deep |\n"
          "T 1x1\n| next |\n" },
    };
    CHECK(bodies);
}

#define SDT(inside) "<w:sdt><w:sdtPr/><w:sdtContent>" inside "</w:sdtContent></w:sdt>"

static void wrappers_are_looked_through(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { SDT(P(SDT(R("run")))) TBL(SDT(TR(SDT(C("a")) TC("", SDT(P(R("b"))))))),
          "p run\nT 1x2\n| a | b |\n" },
        { P("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" R("Click here")
            "</w:sdtContent></w:sdt>" R("own")), "p own\n" },
        { TBL(TR("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" C("Click here")
                 "</w:sdtContent></w:sdt>" C("b"))),
          "T 1x2\n| | b |\n" },
        { P("<mc:AlternateContent><mc:Choice Requires=\"wps\">" R("new")
            "</mc:Choice><mc:Fallback>" R("old") "</mc:Fallback></mc:AlternateContent>"),
          "p new\n" },
        { "<w:customXml><w:customXmlPr/>" P(R("x")) "</w:customXml>", "p x\n" },
        /* a text box: after the paragraph it hangs on, in the body and in a cell */
        { P("<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>" P(R("box 1"))
            TBL(TR(C("boxed"))) P(R("box 2")) "</w:txbxContent></w:drawing></mc:Choice>"
            "<mc:Fallback><w:pict><w:txbxContent>" P(R("box 1")) "</w:txbxContent></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r>" R("text")) P(R("after")),
          "p text\np box 1\nT 1x1\n| boxed |\np box 2\np after\n" },
        { TBL(TR(TC("", P(R("first")) P(R("a") "<w:r><w:pict><w:txbxContent>" P(R("box"))
                    "</w:txbxContent></w:pict></w:r>" "<w:r><w:br/></w:r>" R("b"))))),
          "T 1x1\n| first / a / b / box |\n" },
    };
    CHECK(bodies);
}

static void fields_show_their_result(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { P(FIELD("begin") "<w:r><w:instrText> HYPERLINK \"x\" </w:instrText><w:t>no</w:t></w:r>"
            FIELD("separate") R("yes") FIELD("end") R(" after")), "p yes after\n" },
        { P(FIELD("begin") "<w:r><w:instrText>IF </w:instrText></w:r>" FIELD("begin")
            FIELD("separate") R("inner") FIELD("end") FIELD("separate") R("outer") FIELD("end")),
          "p outer\n" },
        { P("<w:fldSimple w:instr=\" PAGE \">" R("7") "</w:fldSimple>"), "p 7\n" },
        /* torn apart by a deletion: the rest of the text stays */
        { P(FIELD("begin") "<w:r><w:instrText> PAGE </w:instrText></w:r>" R("lost")) P(R("kept")),
          "p kept\n" },
        { P(FIELD("end") FIELD("separate") R("x")), "p x\n" },
    };
    CHECK(bodies);
}

static void contents_lose_page_numbers(void **state)
{
    (void)state;
    static const struct body bodies[] = {
        { PS("Sisluet1", "2.1 Kymsote.....11") PS("TOC2", "Kotka 2020 12") PS("TOC2", "Kotka 2020")
          PS("TOC2", "Hamina … … 17") PS("TOC3", "Miehikkälä…1017") PS("Contents 1", "7"),
          "c 2.1 Kymsote\nc Kotka 2020\nc Kotka 2020\nc Hamina\nc Miehikkälä\nc 7\n" },
        { PS("Sisllysluettelonotsikko", "Sisällys")
          P("<w:pPr><w:pStyle w:val=\"Sisluet1\"/></w:pPr>" FIELD("begin")
            "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" </w:instrText></w:r>"
            FIELD("separate") R("I") "<w:r><w:tab/></w:r>" R("Johdanto") "<w:r><w:tab/></w:r>"
            R("iv")) P(R("2") "<w:r><w:tab/></w:r>" R("Tavoitteet 2025") "<w:r><w:tab/></w:r>"
            R("5")) P(FIELD("end") R("Leipää 2025")),
          "p! Sisällys\nc I Johdanto\nc 2 Tavoitteet 2025\np Leipää 2025\n" },
        { "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>"
          "</w:docPartObj></w:sdtPr><w:sdtContent>" PS("Sisllysluettelonotsikko", "Sisällys")
          P(R("2.1 Kotka 17")) P(R("2.2 Hamina")) "</w:sdtContent></w:sdt>" P(R("2.3 Ei 17")),
          "p! Sisällys\nc 2.1 Kotka\nc 2.2 Hamina\np 2.3 Ei 17\n" },
        /* a table of contents that never ends does not swallow the text */
        { P(FIELD("begin") "<w:r><w:instrText>TOC</w:instrText></w:r>" FIELD("separate") R("A 1"))
          PS("Oma", "A") P(R("B 2")), "c A\nh4 A\np B 2\n" },
    };
    CHECK(bodies);
}

/* Word's strict variant: other namespaces, other addresses of relationships;
 * parts elsewhere, and no list of styles at all. */
static void strict_and_bare_packages_are_read(void **state)
{
    (void)state;
    const struct office_part strict[] = {
        { .name = "_rels/.rels",
          .bytes = RELS(REL("r", "http://purl.oclc.org/ooxml/officeDocument/relationships/"
                                 "officeDocument", "./word/main.xml")) },
        { .name = "word/main.xml",
          .bytes = "<x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">"
                   "<x:body><x:p><x:pPr><x:pStyle x:val=\"Otsikko2\"/></x:pPr><x:r><x:t>Tavoite</x:t></x:r>"
                   "</x:p></x:body></x:document>" },
        { 0 },
    };
    const struct office_part bare[] = {
        { .name = "WORD/DOCUMENT.XML",
          .bytes = "<document><body><p><r><t>x</t></r></p></body></document>" },
        { .name = "word/", .bytes = "" },
        { 0 },
    };
    const struct office_part *const packages[] = { strict, bare };
    const char *const expected[] = { "h2 Tavoite\n", "p x\n" };

    for (size_t i = 0; i < 2; i++) {
        struct visit v = visit_new();
        struct document d;
        size_t n;
        char *bytes = office_zip(packages[i], &n);
        assert_true(document_read(&v, "x.txt", bytes, n, &d));
        struct buf got = shown_document(&d);
        assert_string_equal(got.at, expected[i]);
        buf_free(&got);
        free(bytes);
        visit_end(&v);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_come_from_styles),
        cmocka_unit_test(numbers_are_counted),
        cmocka_unit_test(runs_become_text),
        cmocka_unit_test(bold_is_strong),
        cmocka_unit_test(tables_keep_their_grid),
        cmocka_unit_test(nested_tables_follow_the_outer),
        cmocka_unit_test(wrappers_are_looked_through),
        cmocka_unit_test(fields_show_their_result),
        cmocka_unit_test(contents_lose_page_numbers),
        cmocka_unit_test(strict_and_bare_packages_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

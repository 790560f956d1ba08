/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Files made to hurt, in every format, given to "vointi import": each ends in one
 * clear sentence in the user's language and exit status 1, or is a plan after all; in
 * little time and under 256 MB; and a refused one makes or changes no database. What
 * the readers do with more of them is in tests/unit/read_hostile.c and document_hostile.c. */
#include "base/buf.h"
#include "base/digest.h"

#include "office.h"
#include "unit/engines.h"

#include "process/refusing.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <linux/capability.h>

enum { MB = 1 << 20, MEMORY_KB = 256 * 1024, PATH_ROOM = 300 };

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SECONDS = 120, MEASURED = 0 }; /* a sanitizer needs memory and time of its own */
#else
enum { SECONDS = 20, MEASURED = 1 };
#endif

static const char big[] = "The file is too big. Keep the plan's own tables in it, leave the rest "
                          "and the pictures out, and try again.",
                  damaged[] = "The file is damaged or cut short. Open it in the program it was "
                              "made with, save it again under a new name, and try with that file.",
                  too_long[] = "One cell has far too much text. Divide it into rows, or leave out "
                               "what is not part of the plan, and try again.",
                  tangled[] = "The web page is too tangled to read. Open it in Word, save it "
                              "as .docx, and try with that file.",
                  no_rows[] = "The plan's table is empty: under its headings there is no row. "
                              "Fill in at least one goal with an action and try again.",
                  no_plan[] = "No plan table was found. A plan is recognised by a table whose "
                              "headings name at least the actions and one more column, for "
                              "example goal, action, metric, schedule and actor.",
                  no_text[] = "There is no text in the file. If the pages are pictures, the text "
                              "has to be typed in first.",
                  empty[] = "The file is empty. Check that it is the right file and that it was "
                            "saved.",
                  unknown[] = "What kind of file this is was not recognised. Give the plan as a "
                              "Word (.docx), Excel (.xlsx), OpenDocument, web page, CSV or text "
                              "file.",
                  picture[] = "This is a picture. A plan can be read from a Word or Excel file, a "
                              "web page or a text file: ask for the file that the picture was "
                              "made from.",
                  pdf[] = "This is a PDF, where tables are lost. Open it in Word and save it as "
                          ".docx, or export its tables to Excel, or ask for the file that the PDF "
                          "was made from.",
                  unopened[] = "The file %s can't be opened. Check its name and that you may read "
                               "it.",
                  no_file[] = "%s is not a file. If it is a folder, give a file in it.";

/* ---- the seven formats ---- */

#define ODF "application/vnd.oasis.opendocument."
#define ODF_NAMES "xmlns:office=\"o\" xmlns:text=\"u\" xmlns:table=\"t\""

static const struct shape {
    const char *name;
    const char *part; /* of a package; NULL: the file itself */
    const char *begin, *end;
    const char *table, *table_end, *row, *row_end, *cell, *cell_end;
    const char *next_line; /* inside a cell; NULL: not without quotes */
    struct office_part others[3];
} shapes[] = {
    { .name = "txt", .begin = "", .end = "", .table = "", .table_end = "\n", .row = "",
      .row_end = "\n", .cell = "", .cell_end = "\t" },
    { .name = "csv", .begin = "", .end = "", .table = "", .table_end = "", .row = "",
      .row_end = "\n", .cell = "", .cell_end = ";" },
    { .name = "html", .begin = "<!DOCTYPE html><html><body>", .end = "</body></html>",
      .table = "<table>", .table_end = "</table>", .row = "<tr>", .row_end = "</tr>",
      .cell = "<td>", .cell_end = "</td>", .next_line = "<br>" },
    { .name = "docx", .part = "word/document.xml",
      .begin = "<w:document xmlns:w=\"w\"><w:body>", .end = "</w:body></w:document>",
      .table = "<w:tbl>", .table_end = "</w:tbl>", .row = "<w:tr>", .row_end = "</w:tr>",
      .cell = "<w:tc><w:p><w:r><w:t>", .cell_end = "</w:t></w:r></w:p></w:tc>",
      .next_line = "</w:t></w:r></w:p><w:p><w:r><w:t>" },
    { .name = "odt", .part = "content.xml",
      .begin = "<office:d " ODF_NAMES "><office:text>", .end = "</office:text></office:d>",
      .table = "<table:table>", .table_end = "</table:table>", .row = "<table:table-row>",
      .row_end = "</table:table-row>", .cell = "<table:table-cell><text:p>",
      .cell_end = "</text:p></table:table-cell>", .next_line = "</text:p><text:p>",
      .others = { { .name = "mimetype", .bytes = ODF "text", .store = true } } },
    { .name = "xlsx", .part = "xl/sheet.xml", .begin = "<w><sheetData>",
      .end = "</sheetData></w>", .table = "", .table_end = "", .row = "<row>", .row_end = "</row>",
      .cell = "<c t=\"inlineStr\"><is><t>", .cell_end = "</t></is></c>",
      .next_line = "\n",
      .others = { { .name = "xl/workbook.xml",
                    .bytes = "<w><sheets><s name=\"S\" id=\"1\"/></sheets></w>" },
                  { .name = "xl/_rels/workbook.xml.rels",
                    .bytes = "<r><r Id=\"1\" Type=\"/worksheet\" Target=\"sheet.xml\"/></r>" } } },
    { .name = "ods", .part = "content.xml",
      .begin = "<office:d " ODF_NAMES "><office:spreadsheet>",
      .end = "</office:spreadsheet></office:d>", .table = "<table:table>",
      .table_end = "</table:table>", .row = "<table:table-row>", .row_end = "</table:table-row>",
      .cell = "<table:table-cell><text:p>", .cell_end = "</text:p></table:table-cell>",
      .next_line = "</text:p><text:p>",
      .others = { { .name = "mimetype", .bytes = ODF "spreadsheet", .store = true } } },
};
enum { FORMATS_READ = sizeof shapes / sizeof *shapes };

/* ---- files ---- */

static struct store store;
static char whole[FORMATS_READ][PATH_ROOM]; /* a plan in each format */

static void repeat(struct buf *b, const char *piece, size_t bytes)
{
    size_t n = strlen(piece);

    for (size_t had = 0; n && had < bytes; had += n)
        buf_put(b, piece, n);
}

static void add_cell(struct buf *b, const struct shape *f, const char *words)
{
    buf_puts(b, f->cell);
    buf_puts(b, words);
    buf_puts(b, f->cell_end);
}

static void add_row(struct buf *b, const struct shape *f, const char *const words[4])
{
    buf_puts(b, f->row);
    for (int i = 0; i < 4; i++)
        add_cell(b, f, words[i]);
    buf_puts(b, f->row_end);
}

static const char *const heads[4] = { "Tavoite", "Toimenpide", "Mittari", "Vastuutaho" };
static const char *const cells[4] = { "1. Arki sujuu", "Avoin kerho", "Kävijät", "Kotka" };

static void begin_plan(struct buf *b, const struct shape *f)
{
    *b = buf_new((size_t)160 * MB);
    buf_puts(b, f->begin);
    buf_puts(b, f->table);
    add_row(b, f, heads);
}

static void write_bytes(const char *path, const char *bytes, size_t n)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, n), n);
    close(fd);
}

/* The bytes, or a package around them, into a file; gives the memory back. */
static void write_shape(const char *path, const struct shape *f, struct buf *part)
{
    struct office_part parts[5] = { 0 };
    size_t n = 0, size = part->n;

    assert_false(buf_over(part));
    if (!f->part) {
        write_bytes(path, part->at, size);
        buf_free(part);
        return;
    }
    for (; f->others[n].name; n++)
        parts[n] = f->others[n];
    parts[n] = (struct office_part){ .name = f->part, .bytes = part->at, .n = size };
    char *bytes = office_zip(parts, &size);
    buf_free(part);
    write_bytes(path, bytes, size);
    free(bytes);
}

static const char *path_in(const char *name, const char *extension)
{
    static char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/%s.%s", store.folder, name, extension);
    return path;
}

static int begin(void **state)
{
    (void)state;
    if (!store_begin(ON_SQLITE, &store))
        return -1;
    for (size_t i = 0; i < FORMATS_READ; i++) {
        const struct shape *f = &shapes[i];
        struct buf b;
        begin_plan(&b, f);
        for (int n = 0; n < 40; n++)
            add_row(&b, f, cells);
        buf_puts(&b, f->table_end);
        buf_puts(&b, f->end);
        snprintf(whole[i], sizeof whole[i], "%s", path_in("plan", f->name));
        write_shape(whole[i], f, &b);
    }
    return 0;
}

static int end(void **state)
{
    (void)state;
    process_before = NULL;
    store_end(&store);
    return 0;
}

/* ---- importing them ---- */

static struct ran import_of(const char *path)
{
    double began = seconds_now();
    struct rusage used;

    malloc_trim(0); /* a child begins with our memory */
    struct ran r = ran("vointi", "import", path, "--db", store.url, "--plan", "a", NULL);
    if (seconds_now() - began > SECONDS)
        fail_msg("%s took %.0f s", path, seconds_now() - began);
    getrusage(RUSAGE_CHILDREN, &used);
    if (MEASURED && used.ru_maxrss > MEMORY_KB)
        fail_msg("%s took %ld MB", path, used.ru_maxrss / 1024);
    return r;
}

/* Each file in the next language. */
static void assert_import_refused(const char *path, const char *source)
{
    static unsigned turn;
    enum lang lang = (enum lang)(turn++ % LANGS);

    in_language(lang);
    struct ran r = import_of(path);
    if (r.status != 1)
        fail_msg("%s: status %d\n%s%s", path, r.status, r.out, r.err);
    assert_string_not_equal(lang_text(LANG_FI, source), source);
    assert_refused(r, 1, said_in(lang, source, path));
    if (access(store.url, F_OK) == 0)
        fail_msg("%s: a database was made", path);
}

static void assert_imported(const char *path)
{
    struct ran r = import_of(path);

    if (r.status)
        fail_msg("%s: %s", path, r.err);
    ran_free(&r);
    unlink(store.url);
}

static void a_plan_is_a_plan_in_every_format(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORMATS_READ; i++)
        assert_imported(whole[i]);
}

/* What is inside decides. */
static void a_wrong_extension_does_not_matter(void **state)
{
    static const char *const extensions[] = { "docx", "txt", "html", "csv", "pdf", "", "ods" };
    (void)state;
    for (size_t i = 0; i < FORMATS_READ; i++) {
        const char *path = path_in("nimi", extensions[i]);
        assert_int_equal(rename(whole[i], path), 0);
        assert_imported(path);
        assert_int_equal(rename(path, whole[i]), 0);
    }
}

static void what_is_no_document_is_said_so(void **state)
{
    static char noise[100000];
    uint64_t random = 88172645463325252u;
    (void)state;

    for (size_t i = 0; i < sizeof noise; i++) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        noise[i] = (char)random;
    }
    noise[0] = '\xFE';
    for (size_t i = 0; i < FORMATS_READ; i++) {
        const char *path = path_in("ei", shapes[i].name);
        write_bytes(path, "", 0);
        assert_import_refused(path, empty);
        write_bytes(path, " \r\n\t\n", 5);
        assert_import_refused(path, empty);
        write_bytes(path, "\x89PNG\r\n\x1a\n123456", 14);
        assert_import_refused(path, picture);
        write_bytes(path, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", 15);
        assert_import_refused(path, pdf);
        write_bytes(path, noise, sizeof noise);
        assert_import_refused(path, unknown);
        unlink(path);
    }
}

/* A package that was cut has no list of its parts; text that was cut is still text. */
static void a_cut_file_is_damaged_or_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < FORMATS_READ; i++)
        for (int part = 1; part < 10; part += 4) {
            struct stat st;
            const char *path = path_in("puoli", shapes[i].name);
            char *bytes = malloc(1 << 20);
            int fd = open(whole[i], O_RDONLY);
            assert_true(bytes && fd >= 0 && fstat(fd, &st) == 0);
            assert_int_equal(read(fd, bytes, 1 << 20), st.st_size);
            close(fd);
            write_bytes(path, bytes, (size_t)(st.st_size * part / 10));
            free(bytes);
            if (shapes[i].part)
                assert_import_refused(path, damaged);
            else
                assert_imported(path);
            unlink(path);
        }
}

/* ---- too much of something ---- */

enum excess { COLUMNS, CELL, LINES, ROWS, BOMB, NOT_A_PLAN, NOTHING, EXCESSES };
static const char *const excess_names[EXCESSES] = { "columns", "cell", "lines", "rows", "bomb",
                                                    "no-plan", "nothing" };

static void write_excess(const char *path, const struct shape *f, enum excess what)
{
    struct buf b;

    if (what == NOT_A_PLAN || what == NOTHING) {
        const char *const words[4] = { "Kissa", "Koira", "Hevonen", "Lehmä" }, *const none[4] =
                                                                        { " ", " ", " ", " " };
        b = buf_new(MB);
        buf_puts(&b, f->begin);
        buf_puts(&b, f->table);
        for (int i = 0; i < 9; i++)
            add_row(&b, f, what == NOTHING ? none : words);
    } else {
        begin_plan(&b, f);
        if (what == ROWS)
            for (int i = 0; i < 300000; i++)
                add_row(&b, f, cells);
        buf_puts(&b, f->row);
        if (what == COLUMNS)
            for (int i = 0; i < 1000000; i++)
                add_cell(&b, f, "");
        add_cell(&b, f, "1. Arki sujuu");
        buf_puts(&b, f->cell);
        if (what == CELL)
            repeat(&b, "sana ", 5 * MB);
        for (size_t had = 0; what == LINES && had < 5 * MB; had += 20)
            buf_printf(&b, "Avoin kerho kello %zu%s", had, f->next_line);
        if (what == BOMB)
            repeat(&b, "          ", 97 * MB);
        buf_puts(&b, f->cell_end);
        buf_puts(&b, f->row_end);
    }
    buf_puts(&b, f->table_end);
    buf_puts(&b, f->end);
    write_shape(path, f, &b);
}

static void too_much_of_one_thing(enum excess what, const char *const refused[FORMATS_READ])
{
    for (size_t i = 0; i < FORMATS_READ; i++) {
        const char *path = path_in(excess_names[what], shapes[i].name);
        if (what == LINES && !shapes[i].next_line)
            continue;
        write_excess(path, &shapes[i], what);
        if (refused[i])
            assert_import_refused(path, refused[i]);
        else
            assert_imported(path);
        unlink(path);
    }
}

#define ALL(s) { s, s, s, s, s, s, s }
#define EXCESS(name, what, ...)                                                                    \
    static void name(void **state)                                                                 \
    {                                                                                              \
        static const char *const refused[FORMATS_READ] = __VA_ARGS__;                              \
        (void)state;                                                                               \
        too_much_of_one_thing(what, refused);                                                      \
    }

EXCESS(a_million_columns, COLUMNS, { big, big, big, big, no_rows, no_rows, no_rows })
EXCESS(a_cell_of_5_mb, CELL, ALL(too_long))
EXCESS(a_cell_of_5_mb_in_lines, LINES, ALL(too_long))
EXCESS(a_million_cells, ROWS, ALL(big))
EXCESS(a_bomb_of_97_mb, BOMB, ALL(big))
EXCESS(a_table_that_is_no_plan, NOT_A_PLAN, ALL(no_plan))
EXCESS(cells_without_words, NOTHING, { empty, no_text, no_plan, no_plan, no_plan, no_text, no_text })

/* ---- markup ---- */

static void nested_tables(void **state)
{
    (void)state;
    for (size_t i = 2; i < FORMATS_READ; i++) {
        const struct shape *f = &shapes[i];
        struct buf b;
        const char *path = path_in("syva", f->name);
        char open[200];
        if (!*f->table)
            continue;
        begin_plan(&b, f);
        snprintf(open, sizeof open, "%s%s%.*s", f->table, f->row,
                 (int)strcspn(f->cell + 1, "<") + 1, f->cell);
        repeat(&b, open, 3 * MB);
        write_shape(path, f, &b);
        assert_import_refused(path, f->part ? damaged : tangled);
        unlink(path);
    }
}

static void entities_are_not_expanded(void **state)
{
    (void)state;
    for (size_t i = 2; i < FORMATS_READ; i++) {
        const struct shape *f = &shapes[i];
        struct buf b = buf_new(MB);
        const char *path = path_in("nauru", f->name);
        buf_puts(&b, "<!DOCTYPE d [<!ENTITY a \"hahahahaha\">");
        for (char c = 'b'; c < 'k'; c++) {
            buf_printf(&b, "<!ENTITY %c \"", c);
            for (int n = 0; n < 10; n++)
                buf_printf(&b, "&%c;", c - 1);
            buf_puts(&b, "\">");
        }
        buf_puts(&b, "<!ENTITY f SYSTEM \"file:///etc/passwd\">]>");
        buf_puts(&b, f->begin);
        buf_puts(&b, f->table);
        const char *const words[4] = { "&j;", "&f;", "&j;", "&j;" };
        add_row(&b, f, words);
        buf_puts(&b, f->table_end);
        buf_puts(&b, f->end);
        write_shape(path, f, &b);
        assert_import_refused(path, f->part ? damaged : no_plan);
        unlink(path);
    }
}

/* ---- what is no ordinary file ---- */

static void like_others(void)
{
    prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
    prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
}

static void folders_pipes_loops_and_locked_files(void **state)
{
    (void)state;
    assert_import_refused(store.folder, no_file);
    assert_import_refused("/dev/zero", no_file);
    assert_import_refused(path_in("puuttuu", "docx"), unopened);

    const char *path = path_in("putki", "docx");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_import_refused(path, no_file);
    int writer = open(path, O_RDWR); /* somebody who never writes */
    assert_import_refused(path, no_file);
    close(writer);
    unlink(path);

    path = path_in("silmukka", "docx");
    assert_int_equal(symlink(path, path), 0);
    assert_import_refused(path, unopened);
    unlink(path);

    path = path_in("lukittu", "csv");
    write_bytes(path, "a;b\n", 4);
    assert_int_equal(chmod(path, 0), 0);
    process_before = like_others;
    assert_import_refused(path, unopened);
    process_before = NULL;
    unlink(path);

    path = path_in("valtava", "csv"); /* a file of holes */
    write_bytes(path, "", 0);
    assert_int_equal(truncate(path, (off_t)4 << 30), 0);
    assert_import_refused(path, big);
    unlink(path);
}

/* A database that is there stays as it is, to the byte. */
static void refused_files_leave_a_database_alone(void **state)
{
    struct stat before, after;
    (void)state;

    in_language(LANG_EN);
    assert_int_equal(run("vointi", "import", whole[0], "--db", store.url, "--plan", "a", NULL), 0);
    assert_int_equal(stat(store.url, &before), 0);
    const char *path = path_in("ei", "docx");
    write_bytes(path, "PK\x03\x04", 4);
    struct ran r = import_of(path);
    assert_refused(r, 1, damaged);
    write_bytes(path, "a;b\nc;d\n", 8);
    r = import_of(path);
    assert_refused(r, 1, no_plan);
    unlink(path);
    assert_int_equal(stat(store.url, &after), 0);
    assert_int_equal(before.st_mtim.tv_sec, after.st_mtim.tv_sec);
    assert_int_equal(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
    assert_int_equal(before.st_size, after.st_size);
    unlink(store.url);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_is_a_plan_in_every_format),
        cmocka_unit_test(a_wrong_extension_does_not_matter),
        cmocka_unit_test(what_is_no_document_is_said_so),
        cmocka_unit_test(a_cut_file_is_damaged_or_read),
        cmocka_unit_test(a_million_columns),
        cmocka_unit_test(a_cell_of_5_mb),
        cmocka_unit_test(a_cell_of_5_mb_in_lines),
        cmocka_unit_test(a_million_cells),
        cmocka_unit_test(a_bomb_of_97_mb),
        cmocka_unit_test(a_table_that_is_no_plan),
        cmocka_unit_test(cells_without_words),
        cmocka_unit_test(nested_tables),
        cmocka_unit_test(entities_are_not_expanded),
        cmocka_unit_test(folders_pipes_loops_and_locked_files),
        cmocka_unit_test(refused_files_leave_a_database_alone),
    };

    return cmocka_run_group_tests(tests, begin, end);
}

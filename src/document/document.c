/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The table of readers, how a file finds its reader, and how readers append
 * blocks within the limits. What a format looks like inside is in read_*.c. */
#include "base/text.h"
#include "document/document.h"
#include "document/outline.h"
#include "document/readers.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Packages first, their bytes decide; the name decides among formats that look alike. */
const struct reader document_readers[] = {
    { "docx", sniff_docx, read_docx },
    { "xlsx", sniff_xlsx, read_xlsx },
    { "odt", sniff_odt, read_odt },
    { "ods", sniff_ods, read_ods },
    { "html", sniff_html, read_html },
    { "txt", sniff_txt, read_txt },
    { "csv", sniff_csv, read_csv },
    { 0 },
};

static const char *extension_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : "";
}

/* The first reader that knows the bytes; one that the name asks for goes first. */
static const struct reader *find_reader(const char *name, const char *bytes, size_t n)
{
    const struct reader *first = NULL;

    for (const struct reader *r = document_readers; r->format; r++) {
        if (!r->sniff(bytes, n))
            continue;
        if (strcasecmp(r->format, extension_of(name)) == 0)
            return r;
        first = first ? first : r;
    }
    return first;
}

bool document_too_big(struct visit *v)
{
    return fail(v, FAIL_DOCUMENT,
                tr(v, "The file is too big. Keep the plan's own tables in it, leave the rest and "
                      "the pictures out, and try again."));
}

bool document_damaged(struct visit *v, const char *detail)
{
    if (detail)
        fail_detail(v, "%s", detail);
    return fail(v, FAIL_DOCUMENT,
                tr(v, "The file is damaged or cut short. Open it in the program it was made with, "
                      "save it again under a new name, and try with that file."));
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool document_read(struct visit *v, const char *name, const char *bytes, size_t n,
                   struct document *d)
{
    if (n > DOCUMENT_FILE_BYTES)
        return document_too_big(v);
    const struct reader *r = find_reader(name, bytes, n);
    if (!r)
        return document_refuse(v, bytes, n);

    *d = (struct document){ .name = arena_strdup(v->arena, base_name(name)), .format = r->format };
    if (!r->read(v, bytes, n, d))
        return false;
    document_find_contents(v, d);
    if (!d->n)
        return fail(v, FAIL_DOCUMENT, tr(v, "There is no text in the file. If the pages are "
                                            "pictures, the text has to be typed in first."));
    return true;
}

/* -1: it can't be opened, or is a folder, pipe or device: those have no end, or no name
 * to tell the format by. */
static int open_file(struct visit *v, const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* not waiting at a pipe */

    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        return fd;
    fail_detail(v, "%s: %s", path, strerror(errno));
    fail(v, FAIL_INPUT,
         fd >= 0 ? tr(v, "%s is not a file. If it is a folder, give a file in it.")
                 : tr(v, "The file %s can't be opened. Check its name and that you may read it."),
         path);
    if (fd >= 0)
        close(fd);
    return -1;
}

bool document_load(struct visit *v, const char *path, struct buf *bytes)
{
    char piece[64 * 1024];
    ssize_t n = 0;
    int fd = open_file(v, path);

    *bytes = buf_new((size_t)DOCUMENT_FILE_BYTES + 1);
    if (fd < 0)
        return false;
    while (!buf_over(bytes) && (n = read(fd, piece, sizeof piece)) > 0)
        buf_put(bytes, piece, (size_t)n);
    if (n < 0) {
        fail_detail(v, "%s: %s", path, strerror(errno));
        fail(v, FAIL_INPUT, tr(v, "The file %s can't be read. Copy it to this computer and try "
                                  "with the copy."), path);
    } else if (buf_over(bytes)) {
        document_too_big(v);
    }
    close(fd);
    if (failed(v))
        buf_free(bytes);
    return !failed(v);
}

bool document_open(struct visit *v, const char *path, struct document *d)
{
    struct buf bytes;
    bool ok = document_load(v, path, &bytes) &&
              document_read(v, path, bytes.at ? bytes.at : "", bytes.n, d);

    buf_free(&bytes);
    return ok;
}

/* Clean text on one line, counted; NULL: past a limit; "" when nothing is left. */
static const char *take_line(struct visit *v, struct document *d, const char *text, size_t n)
{
    if (n > DOCUMENT_LINE_BYTES || d->bytes + n > DOCUMENT_TEXT_BYTES ||
        d->lines >= DOCUMENT_LINES) {
        document_too_big(v);
        return NULL;
    }
    char *line = text_clean(v->arena, text, n);
    text_squeeze_here(line);
    if (*line) {
        d->bytes += strlen(line);
        d->lines++;
    }
    return line;
}

bool document_add(struct visit *v, struct document *d, enum block_kind kind, int level,
                  const char *text, int line)
{
    const char *clean = take_line(v, d, text, strlen(text));
    if (!clean)
        return false;
    if (*clean)
        *arena_push(v->arena, d) =
            (struct block){ .kind = kind, .level = level, .text = clean, .line = line };
    return true;
}

struct table *document_table(struct visit *v, struct document *d, int rows, int columns)
{
    assert(rows >= 0 && columns >= 0);
    size_t positions = (size_t)rows * (size_t)columns;

    if (d->positions + positions > DOCUMENT_POSITIONS || d->lines >= DOCUMENT_LINES) {
        document_too_big(v);
        return NULL;
    }
    d->positions += positions;
    d->lines++;
    struct table *t = arena_alloc(v->arena, sizeof *t);
    *t = (struct table){ .rows = rows, .columns = columns, .number = ++d->tables };
    t->cells = arena_alloc(v->arena, positions * sizeof *t->cells);
    *arena_push(v->arena, d) = (struct block){ .kind = BLOCK_TABLE, .table = t };
    return t;
}

/* How many positions of a row are free from at on, at most n. */
static int free_run(struct cell *const *at, int n)
{
    int run = 0;
    while (run < n && !at[run])
        run++;
    return run;
}

struct cell *table_cell(struct visit *v, struct table *t, int row, int column, int rows,
                        int columns)
{
    if (row < 0 || column < 0 || row >= t->rows || column >= t->columns)
        return NULL;
    struct cell **at = &t->cells[row * t->columns + column];
    int right = t->columns - column, down = t->rows - row;

    columns = free_run(at, columns < right ? columns : right);
    if (!columns)
        return NULL;
    struct cell *c = arena_alloc(v->arena, sizeof *c);
    *c = (struct cell){ .row = row, .column = column, .columns = columns };
    for (; c->rows < rows && c->rows < down && free_run(at, columns) == columns; c->rows++) {
        for (int i = 0; i < columns; i++)
            at[i] = c;
        at += t->columns;
    }
    return c;
}

static bool cell_add_line(struct visit *v, struct document *d, struct cell *c, struct line line,
                          size_t n)
{
    c->bytes += n;
    if (c->bytes > DOCUMENT_CELL_BYTES)
        return fail(v, FAIL_DOCUMENT,
                    tr(v, "One cell has far too much text. Divide it into rows, or leave out what "
                          "is not part of the plan, and try again."));
    line.text = take_line(v, d, line.text, n);
    if (!line.text)
        return false;
    if (!*line.text)
        return true;
    if (!c->cap) { /* most cells hold one line: no room for eight at once */
        c->at = arena_alloc(v->arena, sizeof *c->at);
        c->cap = 1;
    }
    *arena_push(v->arena, c) = line;
    return true;
}

bool cell_add(struct visit *v, struct document *d, struct cell *c, struct line line)
{
    for (const char *p = line.text;; p++) {
        line.text = p;
        p += strcspn(p, "\r\n");
        if (!cell_add_line(v, d, c, line, (size_t)(p - line.text)))
            return false;
        if (!*p)
            return true;
    }
}

const char *cell_text(struct visit *v, const struct cell *c)
{
    size_t n = 0;

    for (size_t i = 0; i < c->n; i++)
        n += strlen(c->at[i].text) + 1;
    char *text = arena_alloc(v->arena, n + 1), *end = text;
    for (size_t i = 0; i < c->n; i++) {
        size_t len = strlen(c->at[i].text);
        if (i)
            *end++ = '\n';
        memcpy(end, c->at[i].text, len);
        end += len;
    }
    return text;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Text files as they come out of converters, mail and "Save as text": tables
 * are lines with tabs, cells may hold loose HTML (markup.c), headings are told
 * by their look (outline.c).
 *
 * A table is a run of lines with tabs. A blank line ends it, also where a page
 * break has cut a row in two: whoever reads the blocks knows better what to
 * join. A line inside the run continues the row above it when it begins with a
 * small letter or a list mark, and has no tabs or no more than the row still
 * lacks. A cell in double quotes may hold newlines, as Excel writes it. */
#include "document/markup.h"
#include "document/outline.h"
#include "base/text.h"

#include <string.h>

struct source_line {
    struct span text;
    int number;
};

struct source_lines {
    struct source_line *at;
    size_t n, cap;
};

struct field {
    struct span text;
    bool quoted;
    bool wrapped; /* goes on over the ends of lines: markup.h */
};

struct row {
    size_t first, n; /* fields */
    int line;
};

struct txt {
    struct visit *v;
    struct document *d;
    struct outline outline;
    struct span left; /* of the file */
    int line;         /* number of the next one */
    struct source_lines lines; /* the group at hand: lines up to a blank one */
    struct {
        struct field *at;
        size_t n, cap;
    } fields; /* of the table at hand */
    struct {
        struct row *at;
        size_t n, cap;
    } rows;
};

static bool is_blank(struct span s)
{
    for (size_t i = 0; i < s.n;) {
        if (s.at[i] == '\xC2' && i + 1 < s.n && s.at[i + 1] == '\xA0')
            i += 2; /* no-break space */
        else if (strchr(" \t\v", s.at[i]))
            i++;
        else
            return false;
    }
    return true;
}

static bool is_eol(char c)
{
    return c == '\n' || c == '\r' || c == '\f';
}

/* Quotes doubled inside a cell; each cell may have to be looked through again. */
enum { MOST_DOUBLED = 200 };

/* The closing quote of a cell that begins with one, or NULL: `"a ""b"" c"` must
 * be followed by a tab or the end of a line. */
static const char *closing_quote(const char *p, const char *end)
{
    for (int doubled = 0; doubled < MOST_DOUBLED && p + 1 < end; doubled++) {
        p = memchr(p + 1, '"', (size_t)(end - p - 1));
        if (!p)
            return NULL;
        if (p + 1 == end || p[1] != '"')
            return p + 1 == end || p[1] == '\t' || is_eol(p[1]) ? p : NULL;
        p++;
    }
    return NULL;
}

/* End of the cell at p; *quote: its closing quote. */
static const char *field_end(const char *p, const char *end, const char **quote)
{
    *quote = p < end && *p == '"' ? closing_quote(p, end) : NULL;
    if (*quote)
        return *quote + 1;
    while (p < end && *p != '\t' && !is_eol(*p))
        p++;
    return p;
}

/* End of the line at p; newlines in quoted cells belong to it when it has tabs. */
static const char *line_end(const char *p, const char *end)
{
    const char *quote, *first = p;

    for (;;) {
        const char *stop = field_end(p, end, &quote);
        bool tabs = p > first || (stop < end && *stop == '\t');
        if (quote && !tabs) { /* a quotation in the text, not a cell */
            for (stop = p; stop < end && !is_eol(*stop); stop++)
                ;
        }
        if (stop == end || *stop != '\t')
            return stop;
        p = stop + 1;
    }
}

/* Moves past the end of a line: CR LF, CR, LF or a form feed. */
static void skip_eol(struct txt *t)
{
    if (t->left.n > 1 && t->left.at[0] == '\r' && t->left.at[1] == '\n') {
        t->left.at++;
        t->left.n--;
    }
    t->line += *t->left.at != '\f';
    t->left.at++;
    t->left.n--;
}

/* Cuts the next line off what is left. */
static struct source_line next_line(struct txt *t)
{
    const char *end = line_end(t->left.at, t->left.at + t->left.n);
    struct source_line l = { { t->left.at, (size_t)(end - t->left.at) }, t->line };

    for (size_t i = 0; i < l.text.n; i++)
        t->line += l.text.at[i] == '\n';
    t->left.at += l.text.n;
    t->left.n -= l.text.n;
    if (t->left.n)
        skip_eol(t);
    return l;
}

static bool has_tab(struct source_line l)
{
    return memchr(l.text.at, '\t', l.text.n) != NULL;
}

/* Gathers the next lines up to a blank one; a line of mere tabs inside a table is
 * an empty row, not blank. False: failed. */
static bool next_group(struct txt *t)
{
    struct source_lines *lines = &t->lines;

    lines->n = 0;
    while (t->left.n) {
        struct source_line l = next_line(t);
        if (is_blank(l.text) && !(lines->n && has_tab(l) && has_tab(lines->at[lines->n - 1]))) {
            if (lines->n)
                return true;
            continue;
        }
        if (lines->n >= DOCUMENT_LINES)
            return document_too_big(t->v);
        *arena_push(t->v->arena, lines) = l;
    }
    return true;
}

/* A whole cell in quotes that only Excel can have put there loses them. */
static struct span unquote(struct txt *t, struct span s)
{
    static const char reasons[] = { '\t', '\n', '\r', ',', ';' };
    struct span inner = { s.at + 1, s.n - 2 };
    bool doubled = memchr(inner.at, '"', inner.n) != NULL, needed = doubled;

    for (size_t i = 0; i < sizeof reasons; i++)
        needed |= memchr(inner.at, reasons[i], inner.n) != NULL;
    if (!needed)
        return s;
    if (!doubled)
        return inner;
    char *out = arena_alloc(t->v->arena, inner.n);
    size_t n = 0;
    for (size_t i = 0; i < inner.n; i++) {
        out[n++] = inner.at[i];
        i += inner.at[i] == '"';
    }
    return (struct span){ out, n };
}

/* Whether text begins in the middle of a sentence or with the mark of a list. */
static bool begins_inside(struct span s)
{
    char head[8] = { 0 };
    const char *p = head;

    while (s.n && *s.at == ' ')
        s.at++, s.n--;
    memcpy(head, s.at, s.n < 7 ? s.n : 7);
    uint32_t c = text_next(&p), next = text_next(&p);
    if (text_is_letter(c))
        return !text_is_upper(c);
    bool quote = c >= 0x2018 && c <= 0x201F;
    return (c == '-' || c == '*' || c == 0xB7 || (c >= 0x2010 && !quote)) &&
           (next == ' ' || text_is_letter(next));
}

/* Appends the cells of a line as a row; when joined, its first cell to the latest
 * cell, beside which it stands in the file, and the others to the latest row. */
static bool add_fields(struct txt *t, struct source_line l, bool joined)
{
    const char *end = l.text.at + l.text.n, *quote, *stop;

    if (!joined)
        *arena_push(t->v->arena, &t->rows) = (struct row){ t->fields.n, 0, l.number };
    for (const char *p = l.text.at; p <= end; p = stop + 1) {
        stop = field_end(p, end, &quote);
        if (joined && p == l.text.at) {
            struct field *last = &t->fields.at[t->fields.n - 1];
            last->text.n = (size_t)(stop - last->text.at);
            last->wrapped = true;
            continue;
        }
        if (t->fields.n >= DOCUMENT_CELLS)
            return document_too_big(t->v);
        struct span text = { p, (size_t)(stop - p) };
        *arena_push(t->v->arena, &t->fields) =
            (struct field){ .text = quote ? unquote(t, text) : text, .quoted = quote != NULL };
        t->rows.at[t->rows.n - 1].n++;
    }
    return true;
}

static size_t count_tabs(struct span s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.at[i] == '\t';
    return n;
}

/* Whether a line inside a table goes on with the row above it. */
static bool continues(const struct txt *t, struct source_line l)
{
    if (!t->rows.n || !begins_inside(l.text) || t->fields.at[t->fields.n - 1].quoted)
        return false;
    size_t tabs = count_tabs(l.text), wanted = t->rows.at[0].n;
    return !tabs || t->rows.at[t->rows.n - 1].n + tabs <= wanted;
}

/* Gathers the rows of the table that begins at line i of the group; tells in *end
 * where it ends. */
static bool gather_rows(struct txt *t, size_t i, size_t *end)
{
    t->fields.n = t->rows.n = 0;
    for (; i < t->lines.n; i++) {
        bool joined = continues(t, t->lines.at[i]);
        if (!joined && !has_tab(t->lines.at[i]))
            break;
        if (!add_fields(t, t->lines.at[i], joined))
            return false;
    }
    *end = i;
    return true;
}

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "1." "2.1" "a)" "•" "o" or nothing: what stands before a tab that only indents. */
static bool is_numbering(struct span s)
{
    size_t figures = 0;

    if (s.n == 2 && is_ascii_letter(s.at[0]) && strchr(".)", s.at[1]))
        return true;
    if (s.n == 1 && s.at[0] == 'o')
        return true;
    for (size_t i = 0; i < s.n; i++) {
        figures = s.at[i] >= '0' && s.at[i] <= '9' ? figures + 1 : 0;
        if (figures > 2 || is_ascii_letter(s.at[i]))
            return false;
    }
    return s.n <= 6;
}

/* 0 when the lines are no table but numbered or indented text with a tab after the
 * number. Where rows are of many lengths, empty columns at the right are left out. */
static int count_columns(const struct txt *t)
{
    size_t columns = 0, first = t->rows.at[0].n;
    bool table = false, even = true;

    for (size_t i = 0; i < t->rows.n; i++) {
        const struct field *f = &t->fields.at[t->rows.at[i].first];
        size_t n = t->rows.at[i].n;
        even &= n == first;
        while (n && is_blank(f[n - 1].text))
            n--;
        columns = n > columns ? n : columns;
        table |= t->rows.at[i].n > 2 || (n == 2 && !is_numbering(f[0].text));
    }
    return !table ? 0 : even ? (int)first : (int)columns;
}

/* What markup_read() needs to add a line to a cell. */
struct in_cell {
    struct document *d;
    struct cell *cell;
};

static bool take_cell_line(struct markup *m, struct line line)
{
    struct in_cell *in = m->owner;
    return cell_add(m->v, in->d, in->cell, line);
}

static bool fill_cell(struct txt *t, struct table *table, int row, int column)
{
    const struct row *r = &t->rows.at[row];
    const struct field *f = &t->fields.at[r->first + (size_t)column];
    struct in_cell in = { t->d, table_cell(t->v, table, row, column, 1, 1) };
    struct markup m = {
        .v = t->v, .line = take_cell_line, .owner = &in, .wrapped = f->wrapped
    };

    in.cell->line = r->line;
    return markup_read(&m, f->text);
}

static bool add_table(struct txt *t, int columns)
{
    struct table *table = document_table(t->v, t->d, (int)t->rows.n, columns);

    if (!table)
        return false;
    document_last(t->d)->line = t->rows.at[0].line;
    t->outline.in_contents = false;
    for (int r = 0; r < table->rows; r++)
        for (int c = 0; c < columns && (size_t)c < t->rows.at[r].n; c++)
            if (!fill_cell(t, table, r, c))
                return false;
    return true;
}

static bool add_body(struct txt *t, size_t i, size_t end)
{
    bool alone = end - i == 1 && (!i || has_tab(t->lines.at[i - 1])) &&
                 (end == t->lines.n || has_tab(t->lines.at[end]));

    for (; i < end; i++)
        if (!outline_add(&t->outline, t->lines.at[i].text, t->lines.at[i].number, alone))
            return false;
    return true;
}

/* How many lines from i on are of the table of contents: page numbers grow, and
 * dots lead to them or the contents had begun before. */
static size_t count_contents(const struct txt *t, size_t i)
{
    size_t n = 0;
    bool sure = t->outline.in_contents;
    int page = sure ? t->outline.page : 0;
    struct contents_line found;

    while (i + n < t->lines.n && outline_contents(t->lines.at[i + n].text, &found) &&
           (found.leaders || found.page >= page)) {
        sure |= found.leaders;
        page = found.page;
        n++;
    }
    bool table = (i && has_tab(t->lines.at[i - 1])) ||
                 (i + n < t->lines.n && has_tab(t->lines.at[i + n]));
    return sure || (n >= 3 && !table) ? n : 0;
}

static bool add_contents(struct txt *t, size_t i, size_t end)
{
    struct contents_line found;

    for (; i < end; i++)
        if (outline_contents(t->lines.at[i].text, &found) &&
            !outline_add_contents(&t->outline, found, t->lines.at[i].number))
            return false;
    return true;
}

/* Adds what begins at line i of the group and moves on. */
static bool add_next(struct txt *t, size_t *i)
{
    size_t from = *i, contents = count_contents(t, from);

    if (contents) {
        *i += contents;
        return add_contents(t, from, *i);
    }
    if (!has_tab(t->lines.at[from])) {
        *i += 1;
        return add_body(t, from, *i);
    }
    if (!gather_rows(t, from, i))
        return false;
    int columns = count_columns(t);
    return columns ? add_table(t, columns) : add_body(t, from, *i);
}

/* Many save CSV under the name of a text file. Without tabs a text has no tables, so
 * nothing is lost when its first line only looks like cells. */
static bool is_csv(const char *bytes, size_t n)
{
    size_t separators = 0;

    for (size_t i = 0; i < n && bytes[i] != '\n'; i++)
        separators += bytes[i] == ';' || bytes[i] == ',';
    return separators > 1 && !memchr(bytes, '\t', n);
}

bool sniff_txt(const char *bytes, size_t n)
{
    return document_is_text(bytes, n) && !sniff_html(bytes, n) && !is_csv(bytes, n);
}

bool read_txt(struct visit *v, const char *bytes, size_t n, struct document *d)
{
    struct txt t = { .v = v, .d = d, .outline = { .v = v, .d = d }, .line = 1 };

    if (!document_decode(v, bytes, n, &t.left))
        return false;
    while (t.left.n) {
        if (!next_group(&t))
            return false;
        for (size_t i = 0; i < t.lines.n;)
            if (!add_next(&t, &i))
                return false;
    }
    return true;
}

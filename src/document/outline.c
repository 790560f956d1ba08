/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "document/outline.h"

#include "base/text.h"
#include "document/markup.h"

#include <ctype.h>
#include <string.h>

/* Code points of a heading of any kind, of one that only stands alone, of "1. Title". */
enum { HEADING_LONGEST = 120, ALONE_LONGEST = 100, NUMBERED_LONGEST = 80 };
/* At most so many digits in a page number, at least so many dots before it. */
enum { PAGE_DIGITS = 4, LEADERS = 4 };
enum { INDENT = 4 }; /* columns of a level */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Cuts a trailing page number off; its value, -1: none. */
static int cut_page(struct span *s)
{
    size_t digits = 0;
    int page = 0;

    while (s->n && is_blank(s->at[s->n - 1]))
        s->n--;
    while (digits < s->n && isdigit((unsigned char)s->at[s->n - 1 - digits]))
        digits++;
    if (!digits || digits > PAGE_DIGITS || digits == s->n)
        return -1;
    for (size_t i = s->n - digits; i < s->n; i++)
        page = page * 10 + s->at[i] - '0';
    s->n -= digits;
    return page;
}

/* Cuts trailing dots, "…" and blanks off; tells how many dots and whether a tab. */
static size_t cut_leaders(struct span *s, bool *tab)
{
    size_t dots = 0;

    *tab = false;
    while (s->n) {
        const char *end = s->at + s->n;
        if (s->n >= 3 && memcmp(end - 3, "…", 3) == 0) {
            dots += 3;
            s->n -= 3;
        } else if (end[-1] == '.' || is_blank(end[-1])) {
            dots += end[-1] == '.';
            *tab |= end[-1] == '\t';
            s->n--;
        } else {
            break;
        }
    }
    return dots;
}

/* Only "2.1" may stand before another tab. */
static bool is_number_and_title(struct span title)
{
    const char *tab = memchr(title.at, '\t', title.n);

    for (const char *p = title.at; tab && p < tab; p++)
        if (!isdigit((unsigned char)*p) && *p != '.' && *p != ' ')
            return false;
    return !tab || !memchr(tab + 1, '\t', title.n - (size_t)(tab + 1 - title.at));
}

bool outline_contents(struct span line, struct contents_line *out)
{
    bool tab;

    *out = (struct contents_line){ .title = line };
    out->page = cut_page(&out->title);
    if (out->page < 0)
        return false;
    out->leaders = cut_leaders(&out->title, &tab) >= LEADERS;
    return out->title.n && (out->leaders || tab) && is_number_and_title(out->title);
}

struct span outline_contents_title(struct span line)
{
    struct span title = line;
    bool tab;

    if (cut_page(&title) < 0)
        return line;
    size_t before = title.n;
    cut_leaders(&title, &tab);
    return title.n && title.n < before ? title : line; /* "Year2020" has no page number */
}

bool outline_is_contents_heading(const char *s)
{
    static const char *const words[] = { "Sisällys", "Sisällysluettelo", "Innehåll", "Contents",
                                         "Innehållsförteckning", "Table of contents" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_same(s, words[i]))
            return true;
    return false;
}

bool outline_add_contents(struct outline *o, struct contents_line found, int line)
{
    const char *title = arena_copy(o->v->arena, found.title.at, found.title.n);
    size_t before = o->d->n;

    if (!document_add(o->v, o->d, BLOCK_PARAGRAPH, 0, title, line))
        return false;
    if (o->d->n > before)
        document_last(o->d)->contents = true;
    o->in_contents = true;
    o->page = found.page;
    return true;
}

/* "1.2.3 Title", "2 | Title", "2. Title": how many numbers; *rest is the title. */
static int number_depth(const char *s, const char **rest)
{
    int depth = 0;

    while (isdigit((unsigned char)*s)) {
        size_t digits = strspn(s, "0123456789");
        if (digits > 2)
            return 0;
        depth++;
        s += digits;
        s += *s == '.';
    }
    if (!depth || *s != ' ')
        return 0;
    *rest = s + strspn(s, " |");
    return depth;
}

static bool is_all_capitals(const char *s)
{
    int upper = 0;

    for (uint32_t c; (c = text_next(&s));)
        if (text_is_upper(c))
            upper++;
        else if (text_is_letter(c))
            return false;
    return upper > 4;
}

static bool begins_upper(const char *s)
{
    uint32_t c = text_next(&s);
    return text_is_upper(c) || text_is_digit(c) || c == '"' || c == 0x201D || c == 0x201C;
}

static bool has_letter(const char *s)
{
    for (uint32_t c; (c = text_next(&s));)
        if (text_is_letter(c))
            return true;
    return false;
}

/* "1.1 Title" is a heading anywhere, "1 | Title" too, "1. Title" when it is alone and short. */
static bool is_numbered_heading(const char *s, const char *rest, int depth, bool alone)
{
    if (!depth || !begins_upper(rest))
        return false;
    return depth > 1 || memchr(s, '|', (size_t)(rest - s)) ||
           (alone && text_length(s) <= NUMBERED_LONGEST);
}

/* Level of a heading, 0 when the line does not look like one. */
static int heading_level(struct outline *o, const char *s, bool alone)
{
    const char *rest = s;
    int depth = number_depth(s, &rest);
    size_t length = text_length(s);
    bool ended = strchr(".,;", s[strlen(s) - 1]) != NULL;

    if (length > HEADING_LONGEST || ended || !has_letter(s))
        return 0;
    if (is_numbered_heading(s, rest, depth, alone))
        return o->numbered = depth;
    if (is_all_capitals(s) ||
        (alone && !depth && length <= ALONE_LONGEST && begins_upper(s)))
        return o->numbered + 1;
    return 0;
}

static bool begins_with_mark(const char *s)
{
    uint32_t c = text_next(&s);
    return !text_is_digit(c) && (!text_is_letter(c) || (c == 'o' && *s == ' '));
}

/* A line that begins with a list mark: its items. *was: whether it was one. */
static bool add_items(struct outline *o, const char *s, int level, int line, bool *was)
{
    struct marked marked = { 0 };

    *was = false;
    document_split_marks(o->v, s, &marked);
    if (!marked.n || marked.at[0].lead || (marked.n == 1 && strcmp(marked.at[0].text, s) == 0))
        return true;
    *was = true;
    for (size_t i = 0; i < marked.n; i++)
        if (!document_add(o->v, o->d, BLOCK_ITEM, level, marked.at[i].text, line))
            return false;
    return true;
}

/* What markup_read() needs to add a line. */
struct body {
    struct outline *o;
    int line, indent;
    bool alone;
};

static bool add_block(struct outline *o, enum block_kind kind, int level, const char *s,
                      const struct body *b, bool strong)
{
    size_t before = o->d->n;

    if (!document_add(o->v, o->d, kind, level, s, b->line))
        return false;
    if (o->d->n > before)
        document_last(o->d)->strong = strong;
    return true;
}

static bool take_line(struct markup *m, struct line found)
{
    struct body *b = m->owner;
    struct outline *o = b->o;
    char *s = text_squeeze(o->v->arena, found.text);
    size_t sharps = strspn(s, "#");
    bool was;
    int level;

    if (!*s)
        return true;
    o->in_contents = outline_is_contents_heading(s);
    o->page = 0;
    if (found.item)
        return add_block(o, BLOCK_ITEM, found.level, s, b, found.strong);
    if (sharps && sharps <= 6 && s[sharps] == ' ')
        return add_block(o, BLOCK_HEADING, (int)sharps, s + sharps + 1, b, found.strong);
    if (begins_with_mark(s)) {
        if (!add_items(o, s, b->indent / INDENT, b->line, &was) || was)
            return was;
    }
    level = heading_level(o, s, b->alone);
    return add_block(o, level ? BLOCK_HEADING : BLOCK_PARAGRAPH, level, s, b, found.strong);
}

bool outline_add(struct outline *o, struct span text, int line, bool alone)
{
    struct body b = { .o = o, .line = line, .alone = alone };
    struct markup m = { .v = o->v, .line = take_line, .owner = &b, .wrapped = true };

    for (size_t i = 0; i < text.n && is_blank(text.at[i]); i++)
        b.indent += text.at[i] == '\t' ? INDENT : 1;
    return markup_read(&m, text);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Splits a text into list items by the marks in it. The difficulty is that the
 * commonest mark, the hyphen, is also used in words and sentences. So a mark is
 * first only a candidate; which candidates count is decided by the whole text:
 *
 *   - A bullet ("•", "▪", a private-use bullet of Word, …) always counts.
 *   - At the beginning of the text or of a line each kind counts.
 *   - The first mark that counts sets the kind: in "• idea - aim • other" the
 *     hyphen does not count, in "- idea – aim - other" the dash does not.
 *   - After other text a hyphen counts when a sentence ended before it
 *     ("… regularly. - Clubs") or when there are more of them.
 *   - Not a mark: "2020 - 2024", "(own - shared)" inside brackets, "open school
 *     -model" and "chat and -phone" (Finnish writes ends of compounds so).
 *   - Numbers and letters ("1." "1)" "a)") count only as a sequence, so "3rd
 *     sector" as "3. sektori", dates and years are left alone.
 *
 * Says nothing about lists whose marks are lost altogether. */
#include "base/text.h"
#include "document/document.h"

#include <string.h>

enum style {
    NONE,
    BULLET,
    HYPHEN,
    DASH,
    STAR,
    LETTER_O,
    SECTION,
    DOTTED,
    BRACKETED,
    LETTERED,
    STYLES
};

/* After this many candidates the rest of the text stays in the last item. */
enum { MOST = 20000, HIGHEST = 99 };

struct mark {
    size_t start, end, item; /* the mark's bytes; where its item begins */
    enum style style;
    int number;        /* of DOTTED, BRACKETED and LETTERED, else 0 */
    bool followed;     /* the next number comes later */
    bool at_line;      /* begins the text or a line */
    char before;       /* last byte before it that is not a space; 0: none */
    bool after_and;    /* after "ja", "och", "/" …, so "-x" is the end of a compound */
    bool glued;        /* no space after it: "-word" */
    bool upper;        /* its item begins with an upper-case letter, a figure or a quote */
    bool tail;         /* its item begins with a word like "toimintamalli" */
    bool open, closed; /* inside brackets; and they are closed later */
};

struct marks {
    struct mark *at;
    size_t n, cap;
};

static const struct {
    uint32_t from, to;
    enum style style;
} kinds[] = {
    { 0xA7, 0xA7, SECTION },     /* a Wingdings square read as Latin-1; also "47 §" */
    { 0xB7, 0xB7, BULLET },
    { 0x2010, 0x2011, HYPHEN },  /* hyphen, no-break hyphen */
    { 0x2012, 0x2015, DASH },
    { 0x2022, 0x2023, BULLET },
    { 0x2043, 0x2043, BULLET },
    { 0x2212, 0x2212, HYPHEN },  /* minus */
    { 0x2219, 0x2219, BULLET },
    { 0x22C5, 0x22C5, BULLET },
    { 0x25A0, 0x25FF, BULLET },  /* squares, triangles, circles */
    { 0x2610, 0x2612, BULLET },  /* boxes to tick */
    { 0x2713, 0x2714, BULLET },
    { 0x2756, 0x2756, BULLET },
    { 0x27A2, 0x27A4, BULLET },
    { 0x2B25, 0x2B2B, BULLET },
    { 0xE000, 0xF049, BULLET },  /* private use: Symbol and Wingdings are at F000 …, */
    { 0xF04D, 0xF0DE, BULLET },  /* … where 04A-04C are smileys, */
    { 0xF0E9, 0xF0EE, BULLET },  /* DF-E8 and EF-F8 arrows */
    { 0xF0F9, 0xF8FF, BULLET },
};

static enum style style_of(uint32_t c)
{
    if (c < 0x80)
        return c == '-' ? HYPHEN : c == '*' ? STAR : NONE;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (c >= kinds[i].from && c <= kinds[i].to)
            return kinds[i].style;
    return NONE;
}

/* Words that Finnish and Swedish write after a name with a hyphen, as if the
 * name were the first part of a compound; endings of cases may follow. */
static const char *const tails[] = {
    "malli",     "toimintamalli", "toiminta",    "toiminna",  "hanke",    "hankk",
    "ryhmä",     "työryhmä",      "yhteistyöryhmä", "työ",    "ohjelma",  "menetelmä",
    "kysely",    "verkosto",      "verkko",      "verko",     "tapahtuma", "konsepti",
    "sovellu",   "koulutu",       "kortti",      "työskentely", "palvelu", "projekt",
    "tiimi",     "kampanja",      "viikko",      "päivä",     "opas",     "modell",
    "metod",     "grupp",         "program",     "verksamhet",
};

/* What an ordinal number is followed by: "3. luokka", "2. aste". */
static const char *const ordinals[] = {
    "luok",   "aste",   "vuosi", "vuode",   "sekto", "kerta",     "kerra",
    "kerros", "kerrok", "klass", "årskurs", "steg",  "tertiaali",
};

/* Whether one of the words begins here and ends within `more` bytes after it. */
static bool begins_with_any(const char *s, const char *const *words, size_t n, size_t more)
{
    size_t len = 0;
    for (const char *p = s; len < 64 && text_is_letter(text_next(&p));)
        len = (size_t)(p - s);
    for (size_t i = 0; i < n; i++)
        if (text_begins(s, words[i]) && len <= strlen(words[i]) + more)
            return true;
    return false;
}

/* Whether text[0..n) ends so that a following "-x" is the end of a compound. */
static bool ends_with_and(const char *text, size_t n)
{
    static const char *const words[] = { "ja", "tai", "sekä", "eli", "och", "eller", "samt" };

    if (n && strchr("/,&", text[n - 1]))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);
        if (n > len && memcmp(text + n - len, words[i], len) == 0 && text[n - len - 1] == ' ')
            return true;
    }
    return false;
}

static bool is_upper(uint32_t c)
{
    static const uint32_t quotes[] = { '"', '\'', '(', 0xAB, 0xBB, 0x2018, 0x2019, 0x201C, 0x201D };

    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (c == quotes[i])
            return true;
    return text_is_digit(c) || text_is_upper(c);
}

/* What is known while walking through the text. */
struct walk {
    const char *text;
    size_t black; /* end of the last character that is not white space */
    bool at_line, after_space;
    int depth; /* of brackets */
};

/* Fills in what is around the mark. False: no item follows. */
static bool look_around(const struct walk *w, struct mark *m)
{
    const char *p = w->text + m->end, *item = p;
    uint32_t c = text_next(&p);

    m->glued = !text_is_space(c);
    for (; text_is_space(c) && (c != '\n' || m->style == BULLET); c = text_next(&p))
        item = p;
    if (!c || c == '\n')
        return false;
    m->item = (size_t)(item - w->text);
    m->at_line = w->at_line;
    m->before = w->black ? w->text[w->black - 1] : '\0';
    m->after_and = m->glued && ends_with_and(w->text, w->black);
    m->upper = is_upper(c);
    m->tail = begins_with_any(item, tails, sizeof tails / sizeof *tails, 6);
    m->open = w->depth > 0;
    return true;
}

/* "2020 - 2024", "5. - 6. luokka" */
static bool between_figures(const struct walk *w, const char *item)
{
    const char *end = w->text + w->black;

    if (end > w->text + 1 && end[-1] == '.')
        end--;
    return end > w->text && text_is_digit((unsigned char)end[-1]) &&
           text_is_digit((unsigned char)*item);
}

static bool is_ordinal(const char *item)
{
    return begins_with_any(item, ordinals, sizeof ordinals / sizeof *ordinals, 12);
}

/* Whether a candidate may stand here at all, before the whole text is known. */
static bool fits(const struct walk *w, const struct mark *m)
{
    const char *item = w->text + m->item, *p = item;
    uint32_t c = text_next(&p);
    bool figure = text_is_digit(c), word = text_is_letter(c) || m->upper;

    switch (m->style) {
    case HYPHEN: /* "-10 %" is a value, "--" a line */
    case DASH:
        return (word || (style_of(c) && !m->glued)) && !(m->glued && figure) &&
               (m->at_line || !between_figures(w, item));
    case STAR: /* "*" without a space is a footnote */
        return word && !m->glued;
    case SECTION:
        return word && !m->glued && !figure;
    case LETTER_O:
        return m->upper && !m->glued && !figure;
    case DOTTED: /* "1.2.2024" */
        return word && !figure && (m->upper || (m->at_line && !m->glued && !is_ordinal(item)));
    case BRACKETED:
    case LETTERED:
        return word;
    default:
        return m->at_line || !between_figures(w, item);
    }
}

/* "1." "12)" "a)" at p: how long it is, 0: none. */
static size_t numbered(const char *p, struct mark *m)
{
    size_t n = 0;

    for (; n < 2 && text_is_digit((unsigned char)p[n]); n++)
        m->number = m->number * 10 + p[n] - '0';
    if (!n && *p >= 'a' && *p <= 'z' && p[1] == ')') {
        m->style = LETTERED;
        m->number = *p - 'a' + 1;
        return 2;
    }
    if (!n || (p[n] != '.' && p[n] != ')'))
        return 0;
    m->style = p[n] == '.' ? DOTTED : BRACKETED;
    return n + 1;
}

/* Whether a mark may begin at text[start]; c, up to `after`, is what stands there. */
static bool find_mark(const struct walk *w, uint32_t c, size_t start, size_t after, struct mark *m)
{
    *m = (struct mark){ .start = start, .end = after, .style = style_of(c) };
    /* Bullets are found in the middle of words too, but the middle dot is one of Catalan. */
    if (!w->after_space && (m->style != BULLET || c == 0xB7 || c == 0x2219 || c == 0x22C5))
        return false;
    if (m->style == NONE) {
        size_t n = numbered(w->text + start, m);
        if (!n && c != 'o')
            return false;
        m->style = n ? m->style : LETTER_O;
        m->end = n ? start + n : after;
    }
    return look_around(w, m) && fits(w, m);
}

static void find_marks(struct visit *v, const char *text, struct marks *marks)
{
    struct walk w = { .text = text, .at_line = true, .after_space = true };

    for (const char *p = text; *p && marks->n < MOST;) {
        size_t start = (size_t)(p - text);
        uint32_t c = text_next(&p);
        size_t after = (size_t)(p - text);
        struct mark m;

        if (find_mark(&w, c, start, after, &m)) {
            *arena_push(v->arena, marks) = m;
            w.black = m.end;
            w.after_space = true; /* the item may begin with another mark: "- 1) first" */
            p = text + m.item;
            continue;
        }
        w.depth += c == '(';
        w.depth -= c == ')' && w.depth > 0;
        w.at_line = c == '\n' || (w.at_line && text_is_space(c));
        w.after_space = text_is_space(c);
        if (!w.after_space)
            w.black = after;
    }
}

/* From the end to the beginning: which brackets are closed, which numbers go on. */
static void look_ahead(const char *text, struct marks *marks)
{
    bool seen[STYLES][HIGHEST + 2] = { 0 };
    size_t at = strlen(text);
    int closing = 0;

    for (size_t i = marks->n; i-- > 0;) {
        struct mark *m = &marks->at[i];
        while (at > m->item) {
            at--;
            closing += text[at] == ')';
            closing -= text[at] == '(' && closing > 0;
        }
        m->closed = m->open && closing > 0;
        m->followed = seen[m->style][m->number + 1];
        seen[m->style][m->number] = true;
    }
}

/* What has been decided so far, from the beginning of the text. */
struct list {
    enum style style; /* of the first mark that counts */
    bool glued, upper; /* how it was */
    bool several;      /* hyphens in the text that could be marks */
    bool let_out;      /* a bracket that is never closed was left */
    int expected[STYLES]; /* next number; 0: no sequence runs */
};

static bool is_end(char c)
{
    return c && strchr(".:;!?", c);
}

/* A hyphen or dash inside a line. */
static bool counts_inline(const struct list *l, const struct mark *m)
{
    bool lower_tail = m->tail && (m->glued || l->style == NONE || l->upper);

    if (m->after_and || lower_tail || (m->open && !l->let_out && !m->upper))
        return false;
    if (l->style == NONE)
        return is_end(m->before) || (m->style == HYPHEN && !m->glued && m->before == ',') ||
               (m->style == HYPHEN && l->several && (m->upper || !m->glued));
    if (l->style != m->style)
        return false;
    if (m->glued && !m->upper)
        return l->glued;
    return m->style == HYPHEN || m->upper || is_end(m->before) || !l->upper;
}

static bool counts_number(const struct list *l, const struct mark *m)
{
    if (m->number == l->expected[m->style])
        return true;
    if (!m->followed || !(m->at_line || m->number == 1))
        return false;
    return m->at_line || m->style != DOTTED || is_end(m->before);
}

static bool counts(const struct list *l, const struct mark *m)
{
    bool same = l->style == NONE || l->style == m->style;

    if (m->style == BULLET)
        return true;
    if (m->closed && !m->at_line)
        return false;
    switch (m->style) {
    case HYPHEN:
    case DASH: /* at a line too: a line may be cut before "-toiminta" */
        return m->at_line ? !(m->glued && m->tail) : counts_inline(l, m);
    case LETTER_O:
        return m->at_line || l->style == LETTER_O || l->style == BULLET;
    case STAR:
    case SECTION:
        return m->at_line || l->style == m->style;
    default:
        return (m->at_line || same || l->expected[m->style]) && counts_number(l, m);
    }
}

/* Whether two hyphens could be marks where none stands at a beginning. */
static bool has_several(const struct marks *marks)
{
    int n = 0;

    for (size_t i = 0; i < marks->n; i++) {
        const struct mark *m = &marks->at[i];
        n += m->style == HYPHEN && !m->tail && !m->after_and && !m->closed &&
             (m->upper || (!m->glued && !m->open));
    }
    return n > 1;
}

/* Keeps in marks only those that count. */
static void decide(struct marks *marks)
{
    struct list l = { .several = has_several(marks) };
    size_t kept = 0;

    for (size_t i = 0; i < marks->n; i++) {
        struct mark m = marks->at[i];
        if (!counts(&l, &m))
            continue;
        if (l.style == NONE) {
            l.style = m.style;
            l.glued = m.glued;
            l.upper = m.upper;
        }
        l.let_out |= m.open && !m.closed;
        l.expected[m.style] = m.number ? m.number + 1 : 0;
        marks->at[kept++] = m;
    }
    marks->n = kept;
}

static void emit(struct visit *v, const char *text, size_t from, size_t to, bool lead,
                 struct marked *out)
{
    char *s = arena_copy(v->arena, text + from, to - from);

    text_squeeze_here(s);
    if (!*s)
        return;
    arena_push(v->arena, out);
    out->at[out->n - 1].text = s;
    out->at[out->n - 1].lead = lead;
}

void document_split_marks(struct visit *v, const char *text, struct marked *out)
{
    struct marks marks = { 0 };
    size_t n = strlen(text);

    find_marks(v, text, &marks);
    look_ahead(text, &marks);
    decide(&marks);
    emit(v, text, 0, marks.n ? marks.at[0].start : n, marks.n > 0, out);
    for (size_t i = 0; i < marks.n; i++)
        emit(v, text, marks.at[i].item, i + 1 < marks.n ? marks.at[i + 1].start : n, false, out);
}

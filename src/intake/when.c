/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Dates are found among tokens: words, numbers and marks. A month or day whose
 * year comes later ("loka-marraskuu 2022") waits for it. */
#include "intake/when.h"

#include "base/text.h"

#include <string.h>

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_DASH, TOKEN_MARK };

struct token {
    enum token_kind kind;
    const char *at; /* lower case */
    size_t n;
    int value;      /* of a number */
    char mark;
    bool joined;    /* no space before it */
};

struct scan {
    struct token *at; /* ends with TOKEN_END, and begins with one before at[0] */
    struct span waiting[4]; /* without their year */
    size_t waiting_n;
    struct when found;
};

/* Names of months and seasons as words begin (with a space: whole words); the first
 * that fits decides, so "kesäkuu" stands before "kesä". Autumn is from September. */
static const struct period {
    const char *word;
    int first, last;
} periods[] = {
    { "tammikuu", 1, 1 },   { "januari", 1, 1 },   { "january", 1, 1 },
    { "helmikuu", 2, 2 },   { "februari", 2, 2 },  { "february", 2, 2 },
    { "maaliskuu", 3, 3 },  { "mars ", 3, 3 },      { "march ", 3, 3 },
    { "huhtikuu", 4, 4 },   { "april", 4, 4 },     { "toukokuu", 5, 5 },
    { "maj ", 5, 5 },        { "may ", 5, 5 },       { "kesäkuu", 6, 6 },
    { "juni", 6, 6 },       { "june", 6, 6 },      { "heinäkuu", 7, 7 },
    { "juli", 7, 7 },       { "july", 7, 7 },      { "elokuu", 8, 8 },
    { "augusti", 8, 8 },    { "august", 8, 8 },    { "syyskuu", 9, 9 },
    { "september", 9, 9 },  { "lokakuu", 10, 10 }, { "oktober", 10, 10 },
    { "october", 10, 10 },  { "marraskuu", 11, 11 }, { "november", 11, 11 },
    { "joulukuu", 12, 12 }, { "december", 12, 12 },
    { "kevä", 3, 5 },       { "vår", 3, 5 },       { "spring", 3, 5 },
    { "kesä", 6, 8 },       { "sommar", 6, 8 },    { "summer", 6, 8 },
    { "syksy", 9, 11 },     { "syys", 9, 11 },     { "höst", 9, 11 },
    { "autumn", 9, 11 },    { "fall ", 9, 11 },     { "talv", 12, 2 },
    { "vint", 12, 2 },      { "winter", 12, 2 },
};

/* Words that may stand between a month and its year, or between two dates. */
static const char *const fillers[] = { "vuonna", "vuoden", "v", "år", "året", "of", "year", NULL };
static const char *const connectors[] = { "ja", "och", "and", "to", "till", "–", NULL };

static bool is_word(const struct token *t, const char *word)
{
    return t->kind == TOKEN_WORD && t->n == strlen(word) && memcmp(t->at, word, t->n) == 0;
}

static bool is_one_of(const struct token *t, const char *const *words)
{
    for (; *words; words++)
        if (is_word(t, *words))
            return true;
    return false;
}

static bool is_mark(const struct token *t, char mark)
{
    return t->kind == TOKEN_MARK && t->mark == mark;
}

static bool is_dash(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static enum token_kind kind_of(uint32_t c)
{
    return text_is_digit(c)    ? TOKEN_NUMBER
           : text_is_letter(c) ? TOKEN_WORD
           : is_dash(c)        ? TOKEN_DASH
                               : TOKEN_MARK;
}

static struct token *tokens_of(struct visit *v, const char *words)
{
    const char *p = text_lower(v->arena, words);
    struct token *at = arena_alloc(v->arena, (strlen(p) + 2) * sizeof *at), *t = at;
    bool joined = false;

    for (const char *start = p; *p; start = p) {
        uint32_t c = text_next(&p);
        if (text_is_space(c)) {
            joined = false;
            continue;
        }
        enum token_kind kind = kind_of(c);
        if (kind > TOKEN_NUMBER || kind != t->kind || !joined)
            *++t = (struct token){ kind, start, 0, 0, c < 0x80 ? (char)c : 0, joined };
        t->n += (size_t)(p - start);
        if (kind == TOKEN_NUMBER)
            t->value = t->n < 9 ? t->value * 10 + (int)(c - '0') : -1;
        joined = true;
    }
    return at + 1;
}

static bool is_year(const struct token *t)
{
    const struct token *after = &t[1];

    if (t->kind != TOKEN_NUMBER || t->n != 4 || t->value < 1950 || t->value > 2099)
        return false;
    if (t->joined && t[-1].kind == TOKEN_WORD)
        return false;
    /* "2020-luvulla", "2020-talet": a decade */
    if (after->kind == TOKEN_DASH && after->joined && after[1].joined)
        after++;
    if (after->kind != TOKEN_WORD || !after->joined)
        return true;
    return !text_begins(after->at, "lu") && !text_begins(after->at, "tal") && !is_word(after, "s");
}

static bool is_part(const struct token *t, int most)
{
    return t->kind == TOKEN_NUMBER && t->n <= 2 && t->value >= 1 && t->value <= most;
}

static struct span whole(struct moment m)
{
    return (struct span){ m, m };
}

static const struct period *period_of(const struct token *t)
{
    /* "loka-marraskuu": the first part has lost its end. */
    bool cut = t->kind == TOKEN_WORD && t[1].kind == TOKEN_DASH && t[1].joined;

    for (size_t i = 0; t->kind == TOKEN_WORD && i < sizeof periods / sizeof *periods; i++) {
        const char *word = periods[i].word;
        size_t n = strcspn(word, " ");
        if ((word[n] ? t->n == n : t->n >= n) && memcmp(t->at, word, n) == 0)
            return &periods[i];
        if (cut && t->n + 3 == n && text_ends(word, "kuu") && memcmp(t->at, word, t->n) == 0)
            return &periods[i];
    }
    return NULL;
}

/* Each find_… looks at the tokens from t on, fills *out and tells how many tokens
 * it took; 0: not this. A span without a year waits for the next that has one. */

static int find_period(const struct token *t, struct span *out)
{
    const struct period *p = period_of(t);
    int n = 1;

    if (!p)
        return 0;
    while (n < 4 && (t[n].kind == TOKEN_DASH || is_mark(&t[n], ',') || is_mark(&t[n], '.') ||
                     is_one_of(&t[n], fillers)))
        n++;
    bool dated = is_year(&t[n]);
    int year = dated ? t[n].value : 0;
    *out = (struct span){ { year, p->first, 0 }, { year + (p->last < p->first), p->last, 0 } };
    return dated ? n + 1 : 1;
}

/* "5. syyskuuta 2020", "5 september 2020" */
static int find_day_of_period(const struct token *t, struct span *out)
{
    int n = is_mark(&t[1], '.') ? 2 : 1;

    if (!is_part(t, 31) || !period_of(&t[n]) || period_of(&t[n])->first != period_of(&t[n])->last)
        return 0;
    int more = find_period(&t[n], out);
    if (!out->first.year)
        return 0;
    out->first.day = out->last.day = t->value;
    return n + more;
}

/* "31.12.2023", and "1.1." before the dash of "1.1.–31.12.2023" */
static int find_day(const struct token *t, struct span *out)
{
    if (!is_part(t, 31) || !is_mark(&t[1], '.') || !is_part(&t[2], 12) || !is_mark(&t[3], '.'))
        return 0;
    bool dated = is_year(&t[4]);
    if (!dated && t[4].kind != TOKEN_DASH)
        return 0;
    *out = whole((struct moment){ dated ? t[4].value : 0, t[2].value, t->value });
    return dated ? 5 : 4;
}

static int find_iso_day(const struct token *t, struct span *out)
{
    if (!is_year(t) || t[1].kind != TOKEN_DASH || !is_part(&t[2], 12) || !t[2].joined ||
        t[3].kind != TOKEN_DASH || !is_part(&t[4], 31) || !t[4].joined)
        return 0;
    *out = whole((struct moment){ t->value, t[2].value, t[4].value });
    return 5;
}

/* "9/2021", "9.2021" */
static int find_month(const struct token *t, struct span *out)
{
    if (!is_part(t, 12) || !(is_mark(&t[1], '/') || is_mark(&t[1], '.')) || !t[1].joined ||
        !is_year(&t[2]) || !t[2].joined)
        return 0;
    *out = whole((struct moment){ t[2].value, t->value, 0 });
    return 3;
}

/* "2024", and "2022-25" */
static int find_year(const struct token *t, struct span *out)
{
    if (!is_year(t))
        return 0;
    *out = whole((struct moment){ t->value, 0, 0 });
    if (t[1].kind != TOKEN_DASH || !t[1].joined || t[2].kind != TOKEN_NUMBER || t[2].n != 2 ||
        t[2].value <= t->value % 100 || is_mark(&t[3], '.') || t[3].kind == TOKEN_DASH)
        return 1;
    out->last.year = t->value - t->value % 100 + t[2].value;
    return 3;
}

static int find_any(const struct token *t, struct span *out)
{
    static int (*const finders[])(const struct token *, struct span *) = {
        find_period, find_day_of_period, find_day, find_iso_day, find_month, find_year,
    };
    int n = 0;

    for (size_t i = 0; !n && i < sizeof finders / sizeof *finders; i++)
        n = finders[i](t, out);
    return n;
}

/* A dated span gives its year to those that waited for one. */
static void add_span(struct visit *v, struct scan *s, struct span span)
{
    if (!span.first.year) {
        if (s->waiting_n < sizeof s->waiting / sizeof *s->waiting)
            s->waiting[s->waiting_n++] = span;
        return;
    }
    for (size_t i = 0; i < s->waiting_n; i++) {
        s->waiting[i].first.year += span.first.year;
        s->waiting[i].last.year += span.first.year;
        *arena_push(v->arena, &s->found) = s->waiting[i];
    }
    s->waiting_n = 0;
    *arena_push(v->arena, &s->found) = span;
}

static void see_dashes(struct scan *s, const struct token *first, const struct token *after)
{
    bool last = after->kind == TOKEN_DASH && after[1].kind == TOKEN_END;
    bool hanging = after->kind == TOKEN_DASH && after->joined && after[1].kind == TOKEN_WORD &&
                   !after[1].joined && !period_of(&after[1]);

    if (last || hanging)
        s->found.open_after = true;
    if (first == &s->at[1] && first[-1].kind == TOKEN_DASH && first->joined)
        s->found.open_before = true;
}

struct when when_find(struct visit *v, const char *words)
{
    struct scan s = { .at = tokens_of(v, words) };

    for (const struct token *t = s.at; t->kind != TOKEN_END;) {
        struct span span;
        int n = find_any(t, &span);
        if (n) {
            see_dashes(&s, t, t + n);
            add_span(v, &s, span);
        } else if (t->kind != TOKEN_DASH && !is_one_of(t, connectors)) {
            s.waiting_n = 0;
        }
        t += n ? n : 1;
    }
    return s.found;
}

const char *moment_text(struct visit *v, struct moment m)
{
    return m.day     ? text(v, "%04d-%02d-%02d", m.year, m.month, m.day)
           : m.month ? text(v, "%04d-%02d", m.year, m.month)
                     : text(v, "%04d", m.year);
}

bool moment_is(const char *text)
{
    static const char shape[] = "dddd-dd-dd";
    size_t n = strlen(text);

    if (n != 4 && n != 7 && n != 10)
        return false;
    for (size_t i = 0; i < n; i++)
        if (shape[i] == 'd' ? !text_is_digit((unsigned char)text[i]) : text[i] != '-')
            return false;
    return true;
}

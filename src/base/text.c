/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

uint32_t text_next(const char **s)
{
    const unsigned char *p = (const unsigned char *)*s;
    int32_t at = 0;
    UChar32 c;

    if (!*p)
        return 0;
    U8_NEXT(p, at, -1, c);
    *s += at;
    return c < 0 ? 0xFFFD : (uint32_t)c;
}

size_t text_encode(uint32_t c, char out[4])
{
    int32_t n = 0;
    U8_APPEND_UNSAFE((unsigned char *)out, n, (UChar32)c);
    return (size_t)n;
}

bool text_valid(const char *at, size_t n)
{
    for (size_t i = 0; i < n;) {
        UChar32 c;
        U8_NEXT((const unsigned char *)at, i, n, c);
        if (c <= 0)
            return false;
    }
    return true;
}

/* What a code point becomes in clean text; 0 drops it. */
static uint32_t clean_point(UChar32 c)
{
    if (c < 0)
        return 0xFFFD;
    if (c == '\t' || c == '\n')
        return (uint32_t)c;
    if (c == 0x2028 || c == 0x2029 || c == 0x0B || c == 0x0C || c == 0x85)
        return '\n';
    if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || c == 0xAD)
        return 0;
    if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
        return 0xFFFD;
    return (uint32_t)c;
}

/* The next code point of at[*i..n), made clean; 0 where nothing is left of it. */
static uint32_t next_clean(const char *at, size_t n, size_t *i)
{
    UChar32 c;

    if (at[*i] == '\r') {
        *i += *i + 1 < n && at[*i + 1] == '\n' ? 2 : 1;
        return '\n';
    }
    U8_NEXT((const unsigned char *)at, *i, n, c);
    return clean_point(c);
}

char *text_clean(struct arena *a, const char *at, size_t n)
{
    size_t len = 0;

    /* Measured first: a broken byte grows to three, and texts may be large. */
    for (size_t i = 0; i < n;) {
        uint32_t c = next_clean(at, n, &i);
        len += c ? U8_LENGTH((UChar32)c) : 0;
    }
    char *out = arena_alloc(a, len + 1);
    len = 0;
    for (size_t i = 0; i < n;) {
        uint32_t c = next_clean(at, n, &i);
        if (c)
            len += text_encode(c, out + len);
    }
    return out;
}

static uint32_t from_1252(unsigned char c)
{
    static const uint16_t high[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
    };
    return c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c;
}

char *text_from_1252(struct arena *a, const char *at, size_t n)
{
    size_t len = 0;

    for (size_t i = 0; i < n; i++) {
        uint32_t c = from_1252((unsigned char)at[i]);
        len += U8_LENGTH((UChar32)c);
    }
    char *out = arena_alloc(a, len + 1);
    len = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = from_1252((unsigned char)at[i]);
        if (c)
            len += text_encode(c, out + len);
    }
    return out;
}

char *text_lower(struct arena *a, const char *s)
{
    /* A simple mapping, or a broken byte, grows to three bytes at most. */
    size_t most = strlen(s) * 3 + 1, len = 0;
    char *out = arena_alloc(a, most);

    for (uint32_t c; (c = text_next(&s));)
        len += text_encode((uint32_t)u_tolower((UChar32)c), out + len);
    arena_trim(a, out, most, len + 1);
    return out;
}

bool text_is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || (c > 0x7F && u_isUWhiteSpace((UChar32)c)) ||
           c == 0x200B;
}

bool text_is_letter(uint32_t c)
{
    return u_isalpha((UChar32)c);
}

bool text_is_upper(uint32_t c)
{
    return u_isupper((UChar32)c);
}

bool text_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* Squeezes s to out, which may be s itself when s is clean. */
static void squeeze(const char *s, char *out)
{
    size_t len = 0;
    bool gap = false;

    for (uint32_t c; (c = text_next(&s));) {
        if (text_is_space(c)) {
            gap = len > 0;
            continue;
        }
        if (gap)
            out[len++] = ' ';
        gap = false;
        len += text_encode(c, out + len);
    }
    out[len] = '\0';
}

char *text_squeeze(struct arena *a, const char *s)
{
    const char *p = s;
    size_t n = 0;

    for (uint32_t c; (c = text_next(&p));)
        n += U8_LENGTH((UChar32)c); /* a broken byte grows to three */
    char *out = arena_alloc(a, n + 1);
    squeeze(s, out);
    return out;
}

void text_squeeze_here(char *s)
{
    squeeze(s, s);
}

char *text_trim(struct arena *a, const char *s)
{
    const char *start = NULL, *end = s;

    for (const char *p = s; *p;) {
        const char *here = p;
        if (!text_is_space(text_next(&p))) {
            start = start ? start : here;
            end = p;
        }
    }
    return start ? arena_copy(a, start, (size_t)(end - start)) : arena_copy(a, "", 0);
}

static bool is_tidy(const char *s)
{
    bool gap = true;

    for (uint32_t c; (c = text_next(&s));) {
        bool space = text_is_space(c);
        if (space && (gap || (c != ' ' && c != '\n')))
            return false;
        gap = space;
    }
    return !gap;
}

const char *text_tidy(struct arena *a, const char *s)
{
    if (!*s || is_tidy(s))
        return s;
    char *out = arena_alloc(a, strlen(s) * 3 + 2);
    size_t n = 0;

    for (const char *p = s; *p;) {
        size_t length = strcspn(p, "\n");
        const char *line = text_squeeze(a, arena_copy(a, p, length));
        if (*line) {
            memcpy(out + n, line, strlen(line));
            n += strlen(line);
            out[n++] = '\n';
        }
        p += length + (p[length] == '\n');
    }
    out[n ? n - 1 : 0] = '\0';
    return out;
}

size_t text_length(const char *s)
{
    size_t n = 0;
    while (text_next(&s))
        n++;
    return n;
}

char *text_cut(struct arena *a, const char *s, size_t n)
{
    const char *p = s;
    while (n && text_next(&p))
        n--;
    if (!*p)
        return arena_strdup(a, s);
    return arena_text(a, "%.*s…", (int)(p - s), s);
}

const char *text_or_null(const char *s)
{
    return s && *s ? s : NULL;
}

const char *text_or_empty(const char *s)
{
    return s ? s : "";
}

bool text_begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

bool text_ends(const char *s, const char *with)
{
    size_t n = strlen(s), m = strlen(with);
    return n >= m && strcmp(s + n - m, with) == 0;
}

/* The next letter or digit in lower case; 0 at the end. */
static uint32_t next_plain(const char **s)
{
    for (uint32_t c; (c = text_next(s));)
        if (u_isalnum((UChar32)c))
            return (uint32_t)u_tolower((UChar32)c);
    return 0;
}

char *text_plain(struct arena *a, const char *s)
{
    /* A simple mapping, or a broken byte, grows to three bytes at most. */
    size_t most = strlen(s) * 3 + 1, n = 0;
    char *out = arena_alloc(a, most);

    for (uint32_t c; (c = next_plain(&s));)
        n += text_encode(c, out + n);
    arena_trim(a, out, most, n + 1);
    return out;
}

char *text_words(struct arena *a, const char *s)
{
    char *out = arena_alloc(a, strlen(s) * 3 + 3);
    size_t n = 0;

    out[n++] = ' ';
    for (uint32_t c; (c = text_next(&s));) {
        if (u_isalnum((UChar32)c))
            n += text_encode((uint32_t)u_tolower((UChar32)c), out + n);
        else if (out[n - 1] != ' ')
            out[n++] = ' ';
    }
    if (out[n - 1] != ' ')
        out[n++] = ' ';
    out[n] = '\0';
    return out;
}

bool text_same(const char *a, const char *b)
{
    for (;;) {
        uint32_t x = next_plain(&a), y = next_plain(&b);
        if (x != y)
            return false;
        if (!x)
            return true;
    }
}

enum { DISTANCE_LONGEST = 64 };

/* Code points of s, at most DISTANCE_LONGEST + 1. */
static size_t points(const char *s, uint32_t out[DISTANCE_LONGEST + 1])
{
    size_t n = 0;
    for (uint32_t c; n <= DISTANCE_LONGEST && (c = text_next(&s));)
        out[n++] = c;
    return n;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t text_distance(const char *a, const char *b, size_t limit)
{
    uint32_t x[DISTANCE_LONGEST + 1], y[DISTANCE_LONGEST + 1];
    size_t n = points(a, x), m = points(b, y);
    /* Three rows of the table: two back for a swap, one back, and this one. */
    size_t rows[3][DISTANCE_LONGEST + 2];

    if (n > DISTANCE_LONGEST || m > DISTANCE_LONGEST || (n > m ? n - m : m - n) > limit)
        return limit + 1;
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = rows[i % 3], *last = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t cost = last[j - 1] + (x[i - 1] != y[j - 1]);
            cost = least(cost, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
                cost = least(cost, before[j - 2] + 1);
            now[j] = cost;
        }
    }
    return least(rows[n % 3][m], limit + 1);
}

enum { PAIR_SLOTS = 512 };

/* Counts pairs of neighbouring letters into slots; tells how many there were. */
static size_t count_pairs(const char *s, int slots[PAIR_SLOTS], int by)
{
    size_t n = 0;
    uint32_t last = next_plain(&s);

    if (!last)
        return 0;
    for (uint32_t c; (c = next_plain(&s)); last = c, n++)
        slots[(last * 31 + c * 7) % PAIR_SLOTS] += by;
    return n;
}

double text_likeness(const char *a, const char *b)
{
    int slots[PAIR_SLOTS] = { 0 };

    if (text_same(a, b))
        return 1;
    size_t n = count_pairs(a, slots, 1), m = count_pairs(b, slots, -1), apart = 0;
    for (size_t i = 0; i < PAIR_SLOTS; i++)
        apart += (size_t)abs(slots[i]);
    return n + m ? 1.0 - (double)apart / (double)(n + m) : 0;
}

static const struct {
    const char *sign;
    int value;
} romans[] = {
    { "XC", 90 }, { "L", 50 }, { "XL", 40 }, { "X", 10 }, { "IX", 9 },
    { "V", 5 },   { "IV", 4 }, { "I", 1 },
};

const char *text_to_roman(struct arena *a, int n)
{
    const char *out = "";
    for (size_t i = 0; i < sizeof romans / sizeof *romans; i++)
        for (; n >= romans[i].value && strlen(out) < 12; n -= romans[i].value)
            out = arena_text(a, "%s%s", out, romans[i].sign);
    return out;
}

int text_roman(const char *s)
{
    int n = 0;
    for (size_t i = 0; i < sizeof romans / sizeof *romans; i++)
        for (int times = 0; times < 3 && text_begins(s, romans[i].sign); times++) {
            n += romans[i].value;
            s += strlen(romans[i].sign);
            if (romans[i].sign[1] || *romans[i].sign == 'L' || *romans[i].sign == 'V')
                break;
        }
    return *s ? 0 : n;
}

char *text_slug(struct arena *a, const char *s)
{
    char *out = arena_alloc(a, 64);
    size_t n = 0;
    bool gap = false;

    for (uint32_t c; n < 58 && (c = text_next(&s));) {
        c = (uint32_t)u_tolower((UChar32)c);
        c = c == 0xE5 || c == 0xE4 ? 'a' : c == 0xF6 || c == 0xF8 ? 'o' : c == 0xE9 ? 'e' : c;
        if (c >= 0x80 || !isalnum((int)c)) {
            gap = n > 0;
            continue;
        }
        if (gap)
            out[n++] = '-';
        gap = false;
        out[n++] = (char)c;
    }
    if (!n)
        out[n++] = 'x';
    out[n] = '\0';
    return out;
}

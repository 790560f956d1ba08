/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/put.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that need a word instead of themselves: run through what does not. */
static void put_escaped(struct buf *out, const char *s, const char *special,
                        const char *(*word)(char))
{
    for (;;) {
        size_t n = strcspn(s, special);
        buf_put(out, s, n);
        if (!s[n])
            return;
        buf_puts(out, word(s[n]));
        s += n + 1;
    }
}

static const char *html_word(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&#34;";
    default:
        return "&#39;";
    }
}

void escape_url(struct buf *out, const char *s)
{
    static const char hex[] = "0123456789ABCDEF";

    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
            strchr("-._~", c)) {
            buf_putc(out, (char)c);
        } else {
            char code[3] = { '%', hex[c >> 4], hex[c & 15] };
            buf_put(out, code, 3);
        }
    }
}

/* Our own addresses and the few schemes that do no harm in a link. */
static bool url_allowed(const char *s)
{
    static const char *const begins[] = { "/", "#", "?", "https://", "http://", "mailto:" };

    if (s[0] == '/' && (s[1] == '/' || s[1] == '\\'))
        return false;
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (strncmp(s, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

void escape_json(struct buf *out, const char *s)
{
    for (;;) {
        size_t n = 0;
        while ((unsigned char)s[n] >= 0x20 && s[n] != '"' && s[n] != '\\' && s[n] != '<')
            n++;
        buf_put(out, s, n);
        if (!s[n])
            return;
        if (s[n] == '\n')
            buf_puts(out, "\\n");
        else if (s[n] == '"' || s[n] == '\\')
            buf_printf(out, "\\%c", s[n]);
        else
            buf_printf(out, "\\u%04x", (unsigned char)s[n]);
        s += n + 1;
    }
}

bool csv_guarded(const char *s)
{
    while (*s == '\'')
        s++;
    return (*s && strchr("=+@\t", *s)) || (*s == '-' && s[1] && s[1] != ' ');
}

const char *csv_bare(const char *cell)
{
    return *cell == '\'' && csv_guarded(cell) ? cell + 1 : cell;
}

void escape_csv(struct buf *out, const char *s)
{
    bool guard = csv_guarded(s), quote = guard || s[strcspn(s, ";\",\t\r\n")] || *s == ' ' ||
                                         (*s && s[strlen(s) - 1] == ' ');

    if (quote)
        buf_putc(out, '"');
    if (guard)
        buf_putc(out, '\'');
    for (size_t n; n = strcspn(s, "\""), buf_put(out, s, n), s[n]; s += n + 1)
        buf_puts(out, "\"\"");
    if (quote)
        buf_putc(out, '"');
}

void put_text(struct visit *v, enum put_place place, const char *s)
{
    struct buf *out = &v->body;

    if (place == PUT_JSON) {
        if (!s) {
            buf_puts(out, "null");
            return;
        }
        buf_putc(out, '"');
        escape_json(out, s);
        buf_putc(out, '"');
        return;
    }
    if (!s)
        return;
    switch (place) {
    case PUT_TEXT:
        put_escaped(out, s, "&<>", html_word);
        break;
    case PUT_URL:
        put_escaped(out, url_allowed(s) ? s : "#", "&<>\"'", html_word);
        break;
    case PUT_ATTRIBUTE:
        put_escaped(out, s, "&<>\"'", html_word);
        break;
    case PUT_URL_PART:
        escape_url(out, s);
        break;
    case PUT_CSV:
        escape_csv(out, s);
        break;
    default:
        escape_json(out, s);
    }
}

void put_int(struct visit *v, enum put_place place, int64_t i)
{
    char digits[20];
    size_t n = sizeof digits;
    uint64_t rest = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;

    if (i == INT64_MIN) {
        buf_puts(&v->body, place == PUT_JSON ? "null" : "");
        return;
    }
    do /* lists are full of numbers, and printf takes its time */
        digits[--n] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (i < 0)
        buf_putc(&v->body, '-');
    buf_put(&v->body, digits + n, sizeof digits - n);
}

void put_double(struct visit *v, enum put_place place, double d)
{
    if (isfinite(d))
        buf_printf(&v->body, "%.15g", d);
    else
        buf_puts(&v->body, place == PUT_JSON ? "null" : "");
}

void put_bool(struct visit *v, enum put_place place, bool b)
{
    if (place == PUT_JSON || place == PUT_JSON_STRING)
        buf_puts(&v->body, b ? "true" : "false");
    else
        buf_puts(&v->body, b ? "1" : "");
}

#define NO_BREAK_SPACE "\u00A0"
#define MINUS "\u2212"

/* Digits in threes from the right. */
static const char *grouped(struct visit *v, const char *digits)
{
    const char *gap = v->lang == LANG_EN ? "," : NO_BREAK_SPACE;
    size_t n = strlen(digits), m = 0;
    char *out = arena_alloc(v->arena, n * 3 + 1);

    for (size_t i = 0; i < n; i++) {
        if (i && (n - i) % 3 == 0 && n > 4 - (v->lang == LANG_EN)) {
            memcpy(out + m, gap, strlen(gap));
            m += strlen(gap);
        }
        out[m++] = digits[i];
    }
    return out;
}

const char *say_int(struct visit *v, int64_t i)
{
    if (i == INT64_MIN)
        return "";
    const char *digits = grouped(v, text(v, "%" PRIu64, i < 0 ? 0 - (uint64_t)i : (uint64_t)i));
    return i < 0 ? text(v, MINUS "%s", digits) : digits;
}

const char *say_double(struct visit *v, double d, int decimals)
{
    if (!isfinite(d))
        return "";
    char *all = arena_text(v->arena, "%.*f", decimals, fabs(d)), *point = strchr(all, '.');
    if (point)
        *point = '\0';
    const char *sign = d < 0 && strspn(all, "0") < strlen(all) ? MINUS : "";
    return text(v, "%s%s%s%s", sign, grouped(v, all),
                point ? (v->lang == LANG_EN ? "." : ",") : "", point ? point + 1 : "");
}

const char *say_text(struct visit *v, const char *s)
{
    (void)v;
    return s ? s : "";
}

const char *say_date(struct visit *v, const char *iso)
{
    static const char *const months[] = { "January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December" };
    char *end;
    long year = strtol(iso, &end, 10), month = 0, day = 0;

    if (*end == '-')
        month = strtol(end + 1, &end, 10);
    if (*end == '-')
        day = strtol(end + 1, &end, 10);
    if (month < 1 || month > 12)
        return iso;
    if (v->lang == LANG_EN)
        return day ? text(v, "%ld %s %ld", day, months[month - 1], year)
                   : text(v, "%s %ld", months[month - 1], year);
    return day ? text(v, "%ld.%ld.%ld", day, month, year) : text(v, "%ld/%ld", month, year);
}

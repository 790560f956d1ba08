/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#define _GNU_SOURCE /* strptime */
#include "people/letter.h"

#include "base/text.h"

#include <ctype.h>
#include <time.h>

enum {
    WORD_MOST = 75, /* of an encoded word: RFC 2047 § 2 */
    LINE_MOST = 76, /* of a line: RFC 2045 § 6.7 */
    HEADER_ROOM = 60, /* of a plain subject, so that the line stays short */
    LETTER_MOST = 1 << 20
};

static const char word_begin[] = "=?utf-8?Q?", word_end[] = "?=";

static bool is_control(char c)
{
    return (unsigned char)c < ' ' || c == 0x7f;
}

static bool fits_header(const char *s)
{
    for (; *s; s++)
        if (is_control(*s))
            return false;
    return true;
}

/* An address may also not hold what ends it or begins another. */
static bool fits_address(const char *s)
{
    for (const char *c = s; *c; c++)
        if (is_control(*c) || strchr(" <>,;:\"()[]\\", *c) || (unsigned char)*c > 0x7e)
            return false;
    return *s && strchr(s, '@');
}

/* ---- headers ---- */

static bool is_plain(const char *words)
{
    for (const char *s = words; *s; s++)
        if ((unsigned char)*s > 0x7e || is_control(*s))
            return false;
    return !strstr(words, "=?") && strlen(words) <= HEADER_ROOM;
}

/* RFC 2047 § 5 (3): what is safe also in the name before an address. */
static bool stays_in_word(char c)
{
    return isalnum((unsigned char)c) || c == '!' || c == '*' || c == '+' || c == '-' || c == '/';
}

/* How many bytes a letter takes as it is written; its bytes in *n. */
static size_t letter_width(const char *s, size_t *n)
{
    const char *next = s;
    text_next(&next);
    *n = (size_t)(next - s);
    return *n == 1 && (stays_in_word(*s) || *s == ' ') ? 1 : 3 * *n;
}

static void put_letter(struct buf *out, const char *s, size_t n)
{
    if (n == 1 && *s == ' ')
        buf_putc(out, '_');
    else if (n == 1 && stays_in_word(*s))
        buf_putc(out, *s);
    else
        for (size_t i = 0; i < n; i++)
            buf_printf(out, "=%02X", (unsigned char)s[i]);
}

void letter_encoded(struct buf *out, const char *words)
{
    if (is_plain(words)) {
        buf_puts(out, words);
        return;
    }
    const size_t room = WORD_MOST - (sizeof word_begin - 1) - (sizeof word_end - 1);
    size_t used = 0, n;

    buf_puts(out, word_begin);
    for (const char *s = words; *s; s += n) {
        size_t width = letter_width(s, &n);
        if (used + width > room) {
            buf_printf(out, "%s\r\n %s", word_end, word_begin);
            used = 0;
        }
        put_letter(out, s, n);
        used += width;
    }
    buf_puts(out, word_end);
}

/* "Sun, 22 Nov 2026 02:41:57 +0000"; the names are English in every language. */
static void put_date(struct buf *out, const char *iso)
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct tm t = { 0 };

    strptime(iso, "%Y-%m-%dT%H:%M:%SZ", &t);
    buf_printf(out, "Date: %.3s, %02d %.3s %04d %02d:%02d:%02d +0000\r\n", days + 3 * t.tm_wday,
               t.tm_mday, months + 3 * t.tm_mon, t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

static void put_headers(struct buf *out, const struct letter *l)
{
    buf_puts(out, "From: ");
    if (*l->from_name) {
        buf_puts(out, word_begin); /* always encoded: quotes and commas mean something there */
        size_t n, used = 0;
        for (const char *s = l->from_name; *s; s += n) {
            size_t width = letter_width(s, &n);
            if (used + width > WORD_MOST - sizeof word_begin - sizeof word_end)
                break;
            put_letter(out, s, n);
            used += width;
        }
        buf_printf(out, "%s ", word_end);
    }
    buf_printf(out, "<%s>\r\nTo: <%s>\r\nSubject: ", l->from, l->to);
    letter_encoded(out, l->subject);
    buf_puts(out, "\r\n");
    put_date(out, l->date);
    buf_printf(out, "Message-ID: <%s@%s>\r\n", l->id, l->host);
    buf_printf(out, "Auto-Submitted: auto-generated\r\n" /* RFC 3834: no holiday answers */
                    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                    "Content-Transfer-Encoding: quoted-printable\r\nContent-Language: %s\r\n\r\n",
               l->lang);
}

/* ---- the body ---- */

/* White space at the end of a line would get lost on the way. */
static bool stays_in_line(const char *s)
{
    if (*s == ' ' || *s == '\t')
        return s[1] && s[1] != '\n';
    return *s > ' ' && *s < 0x7f && *s != '=';
}

void letter_quoted(struct buf *out, const char *text)
{
    size_t used = 0;

    for (const char *s = text; *s; s++) {
        if (*s == '\n') {
            buf_puts(out, "\r\n");
            used = 0;
            continue;
        }
        size_t width = stays_in_line(s) ? 1 : 3;
        if (used + width > LINE_MOST - 1) { /* room for the "=" of a line that goes on */
            buf_puts(out, "=\r\n");
            used = 0;
        }
        if (width == 1)
            buf_putc(out, *s);
        else
            buf_printf(out, "=%02X", (unsigned char)*s);
        used += width;
    }
    if (used)
        buf_puts(out, "\r\n");
}

const char *letter_write(struct visit *v, const struct letter *l, size_t *n)
{
    struct buf out = buf_new(LETTER_MOST);

    if (!fits_address(l->from) || !fits_address(l->to) || !fits_header(l->subject) ||
        !fits_header(l->from_name) || !fits_header(l->id) || !fits_header(l->host))
        return NULL;
    put_headers(&out, l);
    letter_quoted(&out, l->body);
    const char *copy = buf_over(&out) ? NULL : arena_copy(v->arena, out.at, out.n);
    *n = out.n;
    buf_free(&out);
    return copy;
}

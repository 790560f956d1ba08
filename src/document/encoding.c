/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Text files come in UTF-8, in Windows-1252 and, from Excel, in UTF-16: finds
 * out which and gives UTF-8. Does not clean the text; document_add() does. */
#include "base/text.h"
#include "document/readers.h"

#include <string.h>

enum { LOOK_AT = 64 * 1024 };

enum encoding { UTF_8, UTF_16_LE, UTF_16_BE, WINDOWS_1252 };

static bool is_odd_control(unsigned char c)
{
    return (c < ' ' && (c < '\t' || c > '\r')) || c == 0x7F;
}

bool document_is_text(const char *bytes, size_t n)
{
    size_t odd = 0, black = 0;

    if (document_foreign(bytes, n))
        return false;
    if (n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return true;
    for (size_t i = 0; i < n && i < LOOK_AT; i++) {
        unsigned char c = (unsigned char)bytes[i];
        odd += is_odd_control(c);
        black += c > ' ';
    }
    /* A few control characters come in texts pasted from old programs. */
    return black && odd <= black / 100;
}

/* Characters of more than one byte, and bytes that belong to none. */
static void count_utf8(const char *at, size_t n, size_t *good, size_t *broken)
{
    *good = *broken = 0;
    for (size_t i = 0; i < n;) {
        unsigned char c = (unsigned char)at[i++];
        if (c < 0x80)
            continue;
        size_t more = c >= 0xF0 && c < 0xF5 ? 3 : c >= 0xE0 && c < 0xF0 ? 2 : c >= 0xC2 && c < 0xE0;
        size_t got = 0;
        while (got < more && i + got < n && ((unsigned char)at[i + got] & 0xC0) == 0x80)
            got++;
        if (more && got == more) {
            (*good)++;
            i += more;
        } else {
            (*broken)++;
        }
    }
}

/* Moves bytes past a byte order mark. Without one it is UTF-8 when most of what
 * is not ASCII is UTF-8: one broken byte does not make it Windows-1252. */
static enum encoding find_encoding(struct span *bytes)
{
    static const struct {
        const char *mark;
        size_t n;
        enum encoding encoding;
    } marks[] = { { "\xEF\xBB\xBF", 3, UTF_8 },
                  { "\xFF\xFE", 2, UTF_16_LE },
                  { "\xFE\xFF", 2, UTF_16_BE } };
    size_t good, broken;

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (bytes->n >= marks[i].n && memcmp(bytes->at, marks[i].mark, marks[i].n) == 0) {
            bytes->at += marks[i].n;
            bytes->n -= marks[i].n;
            return marks[i].encoding;
        }
    count_utf8(bytes->at, bytes->n, &good, &broken);
    return broken > good ? WINDOWS_1252 : UTF_8;
}

static uint32_t utf16_unit(struct span s, size_t i, bool big)
{
    uint32_t first = (unsigned char)s.at[i], second = (unsigned char)s.at[i + 1];
    return big ? first << 8 | second : second << 8 | first;
}

/* The code point at *i, moving on; half a pair is U+FFFD, a NUL is left out by a space. */
static uint32_t utf16_next(struct span s, size_t *i, bool big)
{
    uint32_t c = utf16_unit(s, *i, big);

    *i += 2;
    if (c < 0xD800 || c > 0xDFFF)
        return c ? c : ' ';
    if (c > 0xDBFF || *i + 2 > s.n)
        return 0xFFFD;
    uint32_t low = utf16_unit(s, *i, big);
    if (low < 0xDC00 || low > 0xDFFF)
        return 0xFFFD;
    *i += 2;
    return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

static bool from_utf16(struct visit *v, struct span s, bool big, struct span *out)
{
    size_t len = 0;
    char four[4];

    for (size_t i = 0; i + 2 <= s.n;)
        len += text_encode(utf16_next(s, &i, big), four);
    if (len > DOCUMENT_TEXT_BYTES)
        return document_too_big(v);
    char *text = arena_alloc(v->arena, len + 1);
    len = 0;
    for (size_t i = 0; i + 2 <= s.n;) {
        size_t n = text_encode(utf16_next(s, &i, big), four);
        memcpy(text + len, four, n);
        len += n;
    }
    *out = (struct span){ text, len };
    return true;
}

/* Broken bytes and NULs mended: C and the libraries stumble on them. */
static bool mended(struct visit *v, struct span s, struct span *out)
{
    *out = s;
    if (text_valid(s.at, s.n))
        return true;
    if (s.n > DOCUMENT_TEXT_BYTES)
        return document_too_big(v);
    out->at = text_clean(v->arena, s.at, s.n);
    out->n = strlen(out->at);
    return true;
}

bool document_decode(struct visit *v, const char *bytes, size_t n, struct span *out)
{
    struct span s = { bytes, n };

    switch (find_encoding(&s)) {
    case UTF_16_LE:
        return from_utf16(v, s, false, out);
    case UTF_16_BE:
        return from_utf16(v, s, true, out);
    case WINDOWS_1252:
        if (s.n > DOCUMENT_TEXT_BYTES / 2) /* every byte may grow to two or three */
            return document_too_big(v);
        out->at = text_from_1252(v->arena, s.at, s.n);
        out->n = strlen(out->at);
        return true;
    default:
        return mended(v, s, out);
    }
}

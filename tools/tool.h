/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What sqlgen and viewgen share: reading a source, writing what is made of it,
 * and ending with a word about a line. A tool runs once and frees nothing. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void die_at(const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4), noreturn));
static void die_at(const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

static FILE *file_open(const char *path, const char *mode)
{
    FILE *f = fopen(path, mode);
    if (!f) {
        perror(path);
        exit(1);
    }
    return f;
}

/* Text without a byte order mark, its lines ended by "\n" alone, the last one
 * too; s has room for two bytes more than n. */
static char *file_text(char *s, size_t n)
{
    size_t m = 0;

    for (size_t i = n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; i < n; i++)
        if (s[i] && !(s[i] == '\r' && i + 1 < n && s[i + 1] == '\n'))
            s[m++] = s[i];
    if (m && s[m - 1] != '\n')
        s[m++] = '\n';
    s[m] = '\0';
    return s;
}

static char *file_read(const char *path)
{
    FILE *f = file_open(path, "rb");
    size_t cap = 1 << 16, n = 0;
    char *s = malloc(cap);

    for (size_t got; s && (got = fread(s + n, 1, cap - n - 2, f)) > 0;)
        if ((n += got) + 2 == cap)
            s = realloc(s, cap *= 2);
    fclose(f);
    if (!s)
        abort();
    return file_text(s, n);
}

/* BASE.h or BASE.c, to be written. */
static FILE *file_make(const char *base, const char *ending)
{
    char path[512];
    snprintf(path, sizeof path, "%s.%s", base, ending);
    return file_open(path, "w");
}

/* One byte inside a C string. */
static void c_byte(FILE *f, char byte)
{
    unsigned char c = (unsigned char)byte;

    if (c == '\n')
        fputs("\\n", f);
    else if (c == '"' || c == '\\')
        fprintf(f, "\\%c", c);
    else if (c < 0x20 || c == 0x7F || c == '?') /* three ? and a sign would be a trigraph */
        fprintf(f, "\\%03o", c);
    else
        fputc(c, f);
}

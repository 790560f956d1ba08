/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct buf buf_new(size_t limit)
{
    return (struct buf){ .limit = limit };
}

void buf_free(struct buf *b)
{
    free(b->at);
    *b = (struct buf){ .limit = b->limit };
}

static bool buf_room(struct buf *b, size_t n)
{
    if (b->over || n > b->limit - b->n) {
        b->over = true;
        return false;
    }
    if (b->n + n + 1 > b->cap) {
        size_t cap = b->cap ? b->cap * 2 : 4096;
        if (cap < b->n + n + 1)
            cap = b->n + n + 1;
        if (cap > b->limit)
            cap = b->limit + 1;
        char *at = realloc(b->at, cap);
        if (!at) {
            fputs("vointi: out of memory\n", stderr);
            abort();
        }
        b->at = at;
        b->cap = cap;
    }
    return true;
}

void buf_put_more(struct buf *b, const char *at, size_t n)
{
    if (!buf_room(b, n))
        return;
    if (n)
        memcpy(b->at + b->n, at, n);
    b->n += n;
    b->at[b->n] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
    buf_put(b, s, strlen(s));
}

void buf_putc(struct buf *b, char c)
{
    buf_put(b, &c, 1);
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (buf_room(b, (size_t)n)) {
        vsnprintf(b->at + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

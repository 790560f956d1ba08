/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A growing run of bytes, born with its limit: past it the buffer goes quiet
 * and buf_over() says so once, at the end. Lives in malloc memory, because the
 * HTTP library takes over a finished body as it is. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct buf {
    char *at; /* NUL-terminated once anything was put; may be NULL while empty */
    size_t n, cap, limit; /* cap: at most limit + 1 */
    bool over;
};

struct buf buf_new(size_t limit);
void buf_free(struct buf *b);
/* buf_put() when there may be no room yet. */
void buf_put_more(struct buf *b, const char *at, size_t n);
/* A page is some ten thousand small pieces: this much of it is worth being inline. */
static inline void buf_put(struct buf *b, const char *at, size_t n)
{
    if (!n || b->over || n >= b->cap - b->n) {
        buf_put_more(b, at, n);
        return;
    }
    memcpy(b->at + b->n, at, n);
    b->n += n;
    b->at[b->n] = '\0';
}
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline bool buf_over(const struct buf *b) { return b->over; }

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Memory that is given back all at once. Everything made for a visit lives in
 * the visit's arena, so no room frees anything by hand. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a);

/* Empties the arena but keeps its first block for the next user. */
void arena_reset(struct arena *a);

/* n bytes, zeroed, aligned for any type. Never NULL: out of memory aborts
 * (inputs are bounded; the service manager restarts, the database keeps the data). */
void *arena_alloc(struct arena *a, size_t n);

/* Gives back what the last piece, of `had` bytes, does not need beyond n: for texts
 * whose length is known only when they are made. Does nothing for an older piece. */
void arena_trim(struct arena *a, void *at, size_t had, size_t n);

/* A copy with a NUL added; the text may hold any byte. */
char *arena_copy(struct arena *a, const char *at, size_t n);
char *arena_strdup(struct arena *a, const char *s);

/* printf into the arena. */
char *arena_text(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vtext(struct arena *a, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Bytes handed out so far: what a reader of hostile files watches. */
size_t arena_used(const struct arena *a);

/* Room for one more element of a list: grows at[] to twice its size when full. */
void *arena_grow(struct arena *a, void *at, size_t n, size_t *cap, size_t size);

/* Appends a zeroed element to a list kept as { at, n, cap } and points to it. */
#define arena_push(a, list)                                                                       \
    ((list)->at = arena_grow((a), (list)->at, (list)->n, &(list)->cap, sizeof *(list)->at),       \
     &(list)->at[(list)->n++])

#endif

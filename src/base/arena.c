/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(at, n) ((void)(at), (void)(n))
#endif

enum { ALIGN = 16, FIRST_BLOCK = 64 * 1024 };

struct block {
    struct block *next;
    size_t size, used;
    _Alignas(ALIGN) char at[];
};

struct arena {
    struct block *first; /* the newest block; allocation happens here */
    size_t used;         /* over all blocks */
};

static struct block *block_new(size_t size, struct block *next)
{
    struct block *b = malloc(sizeof *b + size);
    if (!b) {
        fputs("vointi: out of memory\n", stderr);
        abort();
    }
    *b = (struct block){ .next = next, .size = size };
    ASAN_POISON_MEMORY_REGION(b->at, size);
    return b;
}

struct arena *arena_new(void)
{
    struct arena *a = malloc(sizeof *a);
    if (!a)
        abort();
    *a = (struct arena){ .first = block_new(FIRST_BLOCK, NULL) };
    return a;
}

void arena_reset(struct arena *a)
{
    while (a->first->next) {
        struct block *b = a->first;
        a->first = b->next;
        free(b);
    }
    a->first->used = 0;
    a->used = 0;
    ASAN_POISON_MEMORY_REGION(a->first->at, a->first->size);
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    arena_reset(a);
    free(a->first);
    free(a);
}

/* A gap after each piece under ASan, so that an overrun by one is seen. */
static size_t room_for(size_t n)
{
    return (n + ALIGN) / ALIGN * ALIGN;
}

/* n bytes that the caller fills. */
static void *arena_raw(struct arena *a, size_t n)
{
    size_t room = room_for(n);
    struct block *b = a->first;

    if (b->size - b->used < room) {
        size_t size = b->size < (size_t)1 << 22 ? b->size * 2 : b->size;
        b = a->first = block_new(size < room ? room : size, b);
    }
    void *at = b->at + b->used;
    ASAN_UNPOISON_MEMORY_REGION(at, n);
    b->used += room;
    a->used += room;
    return at;
}

void *arena_alloc(struct arena *a, size_t n)
{
    return memset(arena_raw(a, n), 0, n);
}

void arena_trim(struct arena *a, void *at, size_t had, size_t n)
{
    struct block *b = a->first;
    size_t left = room_for(had) - room_for(n);

    if ((char *)at + room_for(had) != b->at + b->used)
        return;
    b->used -= left;
    a->used -= left;
    ASAN_POISON_MEMORY_REGION((char *)at + n, room_for(had) - n);
}

char *arena_copy(struct arena *a, const char *at, size_t n)
{
    char *s = arena_raw(a, n + 1);
    if (n)
        memcpy(s, at, n);
    s[n] = '\0';
    return s;
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_copy(a, s, strlen(s));
}

char *arena_vtext(struct arena *a, const char *format, va_list args)
{
    char most[256]; /* nearly all texts are shorter: one formatting is enough */
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(most, sizeof most, format, args);
    char *s = arena_raw(a, (size_t)n + 1);
    if ((size_t)n < sizeof most)
        memcpy(s, most, (size_t)n + 1);
    else
        vsnprintf(s, (size_t)n + 1, format, again);
    va_end(again);
    return s;
}

char *arena_text(struct arena *a, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *s = arena_vtext(a, format, args);
    va_end(args);
    return s;
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

void *arena_grow(struct arena *a, void *at, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return at;
    *cap = *cap ? *cap * 2 : 4;
    void *bigger = arena_alloc(a, *cap * size);
    if (n)
        memcpy(bigger, at, n * size);
    return bigger;
}

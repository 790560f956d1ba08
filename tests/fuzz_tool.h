/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Runs a generator of tools/ inside a fuzz target: included before the tool's own
 * source, it turns main into tool_main, exit into a jump back, standard error
 * into nothing, and puts what a tool never frees into an arena. */
#ifndef TESTS_FUZZ_TOOL_H
#define TESTS_FUZZ_TOOL_H

#include "base/arena.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static jmp_buf tool_end;
static FILE *tool_silence;
static struct arena *tool_arena;

static void __attribute__((noreturn)) tool_exit(int status)
{
    longjmp(tool_end, status + 1);
}

/* The size stands before the block, for realloc. */
static inline void *tool_malloc(size_t n)
{
    size_t *at = arena_alloc(tool_arena, n + 16);
    *at = n;
    return (char *)at + 16;
}

static inline void *tool_calloc(size_t n, size_t size)
{
    return tool_malloc(n * size);
}

static inline void *tool_realloc(void *old, size_t n)
{
    size_t had = *(size_t *)(void *)((char *)old - 16);
    return memcpy(tool_malloc(n), old, had < n ? had : n);
}

static inline void tool_free(void *at)
{
    (void)at;
}

/* A stream into memory writes to its owner's variables when it is closed; after a
 * jump they are gone, so it writes to these first. */
static struct tool_stream {
    FILE *f;
    char *at, **to;
    size_t n, *to_n;
} tool_streams[4];

static inline FILE *tool_memstream(char **to, size_t *to_n)
{
    struct tool_stream *s = tool_streams;
    while (s->f)
        s++;
    s->to = to;
    s->to_n = to_n;
    s->f = open_memstream(&s->at, &s->n);
    return s->f;
}

static inline int tool_fclose(FILE *f)
{
    fclose(f);
    for (size_t i = 0; i < 4; i++) {
        struct tool_stream *s = &tool_streams[i];
        if (s->f != f)
            continue;
        *s->to = arena_copy(tool_arena, s->at, s->n);
        *s->to_n = s->n;
        free(s->at);
        s->f = NULL;
    }
    return 0;
}

static inline void tool_ready(void)
{
    if (!tool_silence)
        tool_silence = fopen("/dev/null", "w");
    if (!tool_arena)
        tool_arena = arena_new();
    arena_reset(tool_arena);
    for (size_t i = 0; i < 4; i++)
        if (tool_streams[i].f) {
            fclose(tool_streams[i].f);
            free(tool_streams[i].at);
            tool_streams[i].f = NULL;
        }
}

/* Before each input. False: the tool has ended with a message. */
#define tool_begin() (tool_ready(), setjmp(tool_end) == 0)

int tool_main(int argc, char **argv);

#define main tool_main
#define exit tool_exit
#define malloc tool_malloc
#define calloc tool_calloc
#define realloc tool_realloc
#define free tool_free
#define open_memstream tool_memstream
#define fclose tool_fclose
#undef stderr
#define stderr tool_silence

#endif

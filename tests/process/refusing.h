/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For suites that make commands fail: a command as a list of words, and what a
 * refusal must look like in each language. */
#ifndef PROCESS_REFUSING_H
#define PROCESS_REFUSING_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "process/process.h"

#include <cmocka.h> /* last: it has a macro fail() */

enum { ORDER_WORDS = 10 };

static const char *const locales[LANGS] = { "fi_FI.UTF-8", "sv_SE.UTF-8", "en_GB.UTF-8" };

/* A command; fewer words end with NULL. */
static inline struct ran ran_list(const char *const w[ORDER_WORDS])
{
    return ran(w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], NULL);
}

static inline void in_language(enum lang lang)
{
    setenv("LC_ALL", locales[lang], 1);
}

/* A text in a language, its only %s filled in; in a buffer that the next call uses again. */
static inline const char *said_in(enum lang lang, const char *source, const char *word)
{
    static char out[1000];
    const char *text = lang_text(lang, source), *hole = strstr(text, "%s");

    if (hole)
        snprintf(out, sizeof out, "%.*s%s%s", (int)(hole - text), text, word, hole + 2);
    else
        snprintf(out, sizeof out, "%s", text);
    return out;
}

/* A plan of one organisation with nine goals and so many actions, as CSV. */
static inline void write_plan(const char *path, int actions)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    fputs("organisation;goal_number;goal;subgoal_number;subgoal;action\n", f);
    for (int i = 1; i <= actions; i++)
        fprintf(f, "Kotka;I;Arki sujuu;%d;Kohta %d;Avoin kerho kello %d\n", i % 9 + 1, i % 9 + 1, i);
    assert_int_equal(fclose(f), 0);
}

/* The status, nothing on standard output, and one sentence at the end of what standard
 * error got, after what progress was shown. Frees it. */
static inline void assert_refused(struct ran r, int status, const char *sentence)
{
    char wanted[1100];
    size_t n = strlen(r.err), m = (size_t)snprintf(wanted, sizeof wanted, "vointi: %s\n", sentence);
    const char *first = strstr(r.err, "vointi: ");

    if (r.status != status || *r.out || n < m || strcmp(r.err + n - m, wanted) != 0 ||
        strstr(first + 1, "vointi: "))
        fail_msg("status %d, not %d\n%s%swanted: %s", r.status, status, r.out, r.err, wanted);
    ran_free(&r);
}

/* Refuses in the three languages; word fills the %s of the source text. */
static inline void assert_refuses(const char *const words[ORDER_WORDS], int status,
                                  const char *source, const char *word)
{
    assert_string_not_equal(lang_text(LANG_FI, source), source);
    assert_string_not_equal(lang_text(LANG_SV, source), source);
    for (enum lang l = 0; l < LANGS; l++) {
        in_language(l);
        assert_refused(ran_list(words), status, said_in(l, source, word));
    }
    in_language(LANG_EN);
}

#endif

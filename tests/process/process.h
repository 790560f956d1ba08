/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The program as others meet it: started, spoken to over sockets, killed. For
 * suites that look at the running program (VOINTI) from outside. */
#ifndef PROCESS_PROCESS_H
#define PROCESS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* ---- commands ---- */

struct ran {
    int status; /* of the process; 128 + signal when it was killed; -1: it took too long */
    char *out, *err;
};

/* Runs a program to its end with the words up to NULL; "vointi" is the one under test.
 * Free with ran_free(). */
struct ran ran(const char *word, ...) __attribute__((sentinel));
void ran_free(struct ran *r);
/* Only the status; what it printed is shown when it is not 0. */
int run(const char *word, ...) __attribute__((sentinel));

/* ---- a program that goes on ---- */

struct process {
    pid_t pid;
    int out;        /* its standard output */
    char line[400]; /* the first line it printed */
    char log[64];   /* a file with its standard error, removed at the end */
};

/* words ends with NULL. line: waits for its first line. */
bool process_start(struct process *p, const char *const *words, bool line);
/* Sends a signal, waits at most ten seconds; the status as in struct ran. */
int process_end(struct process *p, int signal, double *seconds);
/* Not yet ended. */
bool process_lives(const struct process *p);

double seconds_now(void);
void sleep_ms(int ms);

/* ---- HTTP ---- */

struct reply {
    int status; /* 0: none came */
    char *head; /* all header lines; "" */
    char *body;
    size_t n;
};

extern int http_patience_ms; /* how long an answer is waited for: 20 s */

/* address: what the program said, "http://127.0.0.1:8080/" or the path of a socket. */
int http_dial(const char *address);
/* Sends bytes as they are and reads one answer; body_follows: not for HEAD. The
 * connection stays open. */
struct reply http_talk(int socket, const char *bytes, size_t n, bool body_follows);
/* One request on a connection of its own; headers: whole lines with CR LF, or "". */
struct reply http_ask(const char *address, const char *method, const char *target,
                      const char *headers);
struct reply http_get(const char *address, const char *target);
/* The value of a header, into a buffer that the next call uses again; "" when not there. */
const char *reply_header(const struct reply *r, const char *name);
bool reply_has(const struct reply *r, const char *text);
void reply_free(struct reply *r);

#endif

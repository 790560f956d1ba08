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

/* What each program does before it begins (limits, environment, handed sockets); NULL:
 * nothing. Only calls that are safe between fork() and exec(). */
extern void (*process_before)(void);

/* A name for mkstemp() or mkdtemp() in TMPDIR. */
void process_name(const char *name, char *out, size_t room);

/* ---- a program that goes on ---- */

struct process {
    pid_t pid;
    int out;        /* its standard output */
    char line[400]; /* the first line it printed */
    char log[200];  /* a file with its standard error, removed at the end */
};

/* words ends with NULL. line: waits for its first line. */
bool process_start(struct process *p, const char *const *words, bool line);
/* The next line it prints, without its end; waits at most 30 seconds. */
bool process_line(struct process *p, char *line, size_t room);
/* Sends a signal, waits at most ten seconds; the status as in struct ran, 0 when it was
 * not there any more. Shows its standard error when it did not end well. */
int process_end(struct process *p, int signal, double *seconds);
/* Not yet ended. */
bool process_lives(const struct process *p);
/* Its standard error so far, as comments of TAP. */
void process_show_log(const struct process *p);

double seconds_now(void);
void sleep_ms(int ms);

/* ---- HTTP ---- */

struct reply {
    int status; /* 0: none came */
    char *head; /* all header lines; "" */
    char *body;
    size_t n;
    bool whole; /* as many bytes as the answer promised */
};

/* A connection, with what came on it and was not yet looked at. */
struct wire {
    int socket; /* -1: there is none */
    char *at;
    size_t n, cap;
};

extern int http_patience_ms; /* how long an answer is waited for: 20 s */

/* address: what the program said, "http://127.0.0.1:8080/" or the path of a socket. */
int http_dial(const char *address);
bool wire_open(struct wire *w, const char *address);
/* Sends bytes as they are; false: the other side has closed. */
bool wire_send(struct wire *w, const char *bytes, size_t n);
/* The next answer; body_follows: not after HEAD. */
struct reply wire_reply(struct wire *w, bool body_follows);
/* POSTs a body of any bytes; headers: lines, each with its end. */
struct reply http_post_bytes(const char *address, const char *target, const char *headers,
                             const char *body, size_t n);
/* The other side has closed the connection; what it sent before is thrown away. */
bool wire_closed(struct wire *w);
void wire_close(struct wire *w);

/* One request on a connection of its own; headers: whole lines with CR LF, or "". */
struct reply http_ask(const char *address, const char *method, const char *target,
                      const char *headers);
struct reply http_get(const char *address, const char *target);
/* The value of a header, into a buffer that the next call uses again; "" when not there. */
const char *reply_header(const struct reply *r, const char *name);
bool reply_has(const struct reply *r, const char *text);
void reply_free(struct reply *r);

#endif

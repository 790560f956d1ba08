/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A server of outgoing mail that can be told to misbehave: a thread that keeps every
 * mail whose end it saw. */
#ifndef PROCESS_SMTP_SERVER_H
#define PROCESS_SMTP_SERVER_H

#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SMTP_MAILS = 4000, SMTP_LINE = 2000 };

/* What it answers at a step instead of yes; "" closes the connection, NULL is yes. */
static struct {
    _Atomic(const char *) greeting, ehlo, mail, rcpt, data, end;
    atomic_bool silent; /* says nothing at all */
    atomic_int slow_ms; /* before each answer to the end of a mail */
} smtp_says;

/* The mails whose end came, as they came. */
static struct {
    char *at[SMTP_MAILS];
    atomic_int n;
} smtp_got;

static int smtp_socket = -1, smtp_port;

static inline bool smtp_answer(int c, const char *instead, const char *yes)
{
    const char *words = instead ? instead : yes;
    char line[300];

    if (!*words)
        return false;
    int n = snprintf(line, sizeof line, "%s\r\n", words);
    return send(c, line, (size_t)n, MSG_NOSIGNAL) == n;
}

static inline void smtp_keep(const char *mail)
{
    int i = smtp_got.n;

    if (i < SMTP_MAILS) {
        smtp_got.at[i] = strdup(mail);
        smtp_got.n = i + 1;
    }
}

static inline void smtp_data(FILE *in, char *mail, size_t room, bool *whole)
{
    char line[SMTP_LINE];
    size_t n = 0;

    *mail = '\0';
    *whole = false;
    while (!*whole && fgets(line, sizeof line, in)) {
        *whole = strcmp(line, ".\r\n") == 0;
        if (!*whole && n < room)
            n += (size_t)snprintf(mail + n, room - n, "%s", line + (*line == '.'));
    }
}

static inline bool smtp_command(int c, FILE *in, const char *line)
{
    static char mail[1 << 16];
    bool whole;

    if (strncmp(line, "EHLO", 4) == 0 || strncmp(line, "HELO", 4) == 0)
        return smtp_answer(c, smtp_says.ehlo, "250 test");
    if (strncmp(line, "MAIL", 4) == 0)
        return smtp_answer(c, smtp_says.mail, "250 ok");
    if (strncmp(line, "RCPT", 4) == 0)
        return smtp_answer(c, smtp_says.rcpt, "250 ok");
    if (strncmp(line, "DATA", 4) == 0) {
        if (!smtp_answer(c, smtp_says.data, "354 go on"))
            return false;
        if (smtp_says.data)
            return true;
        smtp_data(in, mail, sizeof mail, &whole);
        if (!whole)
            return false;
        smtp_keep(mail);
        usleep((useconds_t)smtp_says.slow_ms * 1000);
        return smtp_answer(c, smtp_says.end, "250 taken");
    }
    return smtp_answer(c, NULL, strncmp(line, "QUIT", 4) == 0 ? "221 bye" : "250 ok");
}

static inline void *smtp_talk(void *arg)
{
    int c = (int)(intptr_t)arg;
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
    FILE *in = fdopen(c, "r");
    char line[SMTP_LINE];
    bool goes_on = true;

    if (!in)
        abort();
    if (smtp_says.silent) {
        while (fgets(line, sizeof line, in))
            ;
        goes_on = false;
    }
    goes_on = goes_on && smtp_answer(c, smtp_says.greeting, "220 test");
    while (goes_on && fgets(line, sizeof line, in)) {
        pthread_mutex_lock(&one_at_a_time); /* a mail's buffer is one */
        goes_on = smtp_command(c, in, line);
        pthread_mutex_unlock(&one_at_a_time);
    }
    fclose(in);
    return NULL;
}

static inline void *smtp_accept(void *arg)
{
    (void)arg;
    for (int c; (c = accept(smtp_socket, NULL, NULL)) >= 0;) {
        pthread_t t;
        if (pthread_create(&t, NULL, smtp_talk, (void *)(intptr_t)c) == 0)
            pthread_detach(t);
    }
    return NULL;
}

/* On a free port of this machine, smtp_port. */
static inline bool smtp_begin(void)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof at;
    pthread_t t;

    smtp_socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(smtp_socket, (struct sockaddr *)&at, size) != 0 || listen(smtp_socket, 50) != 0 ||
        getsockname(smtp_socket, (struct sockaddr *)&at, &size) != 0)
        return false;
    smtp_port = ntohs(at.sin_port);
    return pthread_create(&t, NULL, smtp_accept, NULL) == 0 && pthread_detach(t) == 0;
}

static inline void smtp_forget(void)
{
    for (int i = 0; i < smtp_got.n; i++)
        free(smtp_got.at[i]);
    smtp_got.n = 0;
    memset(&smtp_says, 0, sizeof smtp_says);
}

/* How many of the mails hold a text. */
static inline int smtp_count(const char *words)
{
    int n = 0;

    for (int i = 0; i < smtp_got.n; i++)
        n += strstr(smtp_got.at[i], words) != NULL;
    return n;
}

#endif

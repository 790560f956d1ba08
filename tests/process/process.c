/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "process/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORDS_MOST = 40, LONGEST_S = 120 };

double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void sleep_ms(int ms)
{
    struct timespec t = { ms / 1000, ms % 1000 * 1000000L };
    while (nanosleep(&t, &t) != 0 && errno == EINTR)
        ;
}

static int status_of(int wait)
{
    return WIFSIGNALED(wait) ? 128 + WTERMSIG(wait) : WEXITSTATUS(wait);
}

/* Whether it ended within some seconds; *wait is then as waitpid() has it. */
static bool ended(pid_t pid, double seconds, int *wait)
{
    double until = seconds_now() + seconds;

    while (waitpid(pid, wait, WNOHANG) == 0) {
        if (seconds_now() > until)
            return false;
        sleep_ms(2);
    }
    return true;
}

void (*process_before)(void);

/* Becomes the program. Signals that a test blocked or ignored are as usual again; a
 * test that is cut off takes its programs along. */
static void __attribute__((noreturn)) become(const char *const *words, int out, int err)
{
    sigset_t none;
    const struct sigaction usual = { .sa_handler = SIG_DFL };
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const char *vointi = getenv("VOINTI") ? getenv("VOINTI") : "out/vointi";

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    sigaction(SIGPIPE, &usual, NULL);
    dup2(nothing, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (process_before)
        process_before();
    execvp(strcmp(words[0], "vointi") == 0 ? vointi : words[0], (char *const *)words);
    fprintf(stderr, "%s: %s\n", words[0], strerror(errno));
    _exit(126);
}

void process_name(const char *name, char *out, size_t room)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(out, room, "%s/vointi-%s-XXXXXX", tmp ? tmp : "/tmp", name);
}

/* A file without a name. */
static int temporary(void)
{
    char name[200];
    process_name("ran", name, sizeof name);
    int fd = mkostemp(name, O_CLOEXEC);

    if (fd >= 0)
        unlink(name);
    return fd;
}

static char *all_of(int fd)
{
    off_t n = lseek(fd, 0, SEEK_END);
    char *text = malloc((size_t)n + 1);

    if (!text || pread(fd, text, (size_t)n, 0) != n)
        abort();
    text[n] = '\0';
    close(fd);
    return text;
}

static struct ran ran_words(const char *const *words)
{
    int out = temporary(), err = temporary(), wait = 0;
    pid_t pid = fork();

    if (out < 0 || err < 0 || pid < 0)
        abort();
    if (pid == 0)
        become(words, out, err);
    bool done = ended(pid, LONGEST_S, &wait);
    if (!done) {
        kill(pid, SIGKILL);
        waitpid(pid, &wait, 0);
    }
    return (struct ran){ done ? status_of(wait) : -1, all_of(out), all_of(err) };
}

static void words_of(const char *word, va_list args, const char **words)
{
    int n = 0;

    for (; word && n < WORDS_MOST; word = va_arg(args, const char *))
        words[n++] = word;
    words[n] = NULL;
}

struct ran ran(const char *word, ...)
{
    const char *words[WORDS_MOST + 1];
    va_list args;

    va_start(args, word);
    words_of(word, args, words);
    va_end(args);
    return ran_words(words);
}

void ran_free(struct ran *r)
{
    free(r->out);
    free(r->err);
    *r = (struct ran){ 0 };
}

int run(const char *word, ...)
{
    const char *words[WORDS_MOST + 1];
    va_list args;

    va_start(args, word);
    words_of(word, args, words);
    va_end(args);
    struct ran r = ran_words(words);
    int status = r.status;
    if (status)
        printf("# %s %s: %d\n# %s# %s\n", words[0], words[1] ? words[1] : "", status, r.out, r.err);
    ran_free(&r);
    return status;
}

/* ---- a program that goes on ---- */

bool process_line(struct process *p, char *line, size_t room)
{
    double until = seconds_now() + 30;
    size_t n = 0;

    for (*line = '\0'; n + 1 < room; n++) {
        struct pollfd ready = { .fd = p->out, .events = POLLIN };
        int left = (int)((until - seconds_now()) * 1000);
        if (left <= 0 || poll(&ready, 1, left) <= 0 || read(p->out, line + n, 1) != 1)
            return false;
        if (line[n] == '\n')
            break;
    }
    line[n] = '\0';
    return true;
}

void process_show_log(const struct process *p)
{
    char line[1000];
    FILE *log = fopen(p->log, "re");

    while (log && fgets(line, sizeof line, log))
        printf("# %s", line);
    if (log)
        fclose(log);
}

bool process_start(struct process *p, const char *const *words, bool line)
{
    int ends[2];

    *p = (struct process){ .out = -1 };
    process_name("log", p->log, sizeof p->log);
    int log = mkostemp(p->log, O_CLOEXEC);
    if (log < 0 || pipe2(ends, O_CLOEXEC) != 0)
        return false;
    p->pid = fork();
    if (p->pid == 0)
        become(words, ends[1], log);
    close(ends[1]);
    close(log);
    p->out = ends[0];
    if (p->pid < 0 || (line && !process_line(p, p->line, sizeof p->line))) {
        printf("# %s did not say anything\n", words[0]);
        process_show_log(p);
        process_end(p, SIGKILL, NULL);
        return false;
    }
    return true;
}

bool process_lives(const struct process *p)
{
    siginfo_t what = { 0 };
    return p->pid > 0 &&
           waitid(P_PID, (id_t)p->pid, &what, WEXITED | WNOHANG | WNOWAIT) == 0 && !what.si_pid;
}

int process_end(struct process *p, int signal, double *seconds)
{
    double began = seconds_now();
    int wait = 0;

    if (p->pid <= 0)
        return 0;
    kill(p->pid, signal);
    bool done = ended(p->pid, 10, &wait);
    if (seconds)
        *seconds = seconds_now() - began;
    if (!done) {
        kill(p->pid, SIGKILL);
        waitpid(p->pid, &wait, 0);
    }
    int status = done ? status_of(wait) : -1;
    if (status && status != 128 + SIGKILL)
        process_show_log(p); /* what a sanitizer said, or why it did not end */
    close(p->out);
    unlink(p->log);
    p->pid = 0;
    return status;
}

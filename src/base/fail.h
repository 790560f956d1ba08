/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * One failure for a visit: the first one wins and sticks. Functions return
 * bool and chain with &&; the step that fails calls fail() and returns false. */
#ifndef BASE_FAIL_H
#define BASE_FAIL_H

/* The one list of kinds: name, HTTP status, exit status of a command.
 * Exit status: 1 refused or failed, 2 wrong use of the command line. */
#define FAIL_LIST(X)             \
    X(FAIL_NONE, 200, 0)         \
    X(FAIL_INPUT, 422, 1)        \
    X(FAIL_REQUEST, 400, 1)      \
    X(FAIL_SIGN_IN, 401, 1)      \
    X(FAIL_FORBIDDEN, 403, 1)    \
    X(FAIL_ABSENT, 404, 1)       \
    X(FAIL_METHOD, 405, 1)       \
    X(FAIL_CLASH, 409, 1)        \
    X(FAIL_STALE, 412, 1)        \
    X(FAIL_SIZE, 413, 1)         \
    X(FAIL_TYPE, 415, 1)         \
    X(FAIL_DOCUMENT, 422, 1)     \
    X(FAIL_TOO_MANY, 429, 1)     \
    X(FAIL_BUSY, 503, 1)         \
    X(FAIL_STORE, 500, 1)        \
    X(FAIL_OURS, 500, 1)         \
    X(FAIL_USAGE, 400, 2)

enum fail_kind {
#define X(name, status, code) name,
    FAIL_LIST(X)
#undef X
};

struct fail {
    enum fail_kind kind;
    const char *text;   /* a sentence for a person, in the visit's language; says what to do */
    const char *detail; /* for the log only: what the library said; never shown */
};

int fail_status(enum fail_kind kind);
int fail_exit(enum fail_kind kind);

#endif

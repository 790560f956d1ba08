/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Mail waits in a queue of the database: a visit puts it there in its own
 * transaction, so it goes out exactly when what it tells of came true. Sending is
 * scheduled work (app/mailer.h). docs/adr/0007-mail.md. */
#ifndef PEOPLE_MAIL_H
#define PEOPLE_MAIL_H

#include "base/visit.h"

#include <stdatomic.h>

/* ---- how mail is sent ---- */

struct mail_settings {
    const char *smtp_url; /* NULL: mail is not set up */
    const char *from;     /* e-mail address */
    const char *address;  /* how our addresses begin elsewhere: "https://plan.example" */
};

/* Mail is set up when all three are told. */
bool mail_settings_load(struct visit *v, struct mail_settings *s);
bool mail_is_set_up(struct visit *v, bool *yes);

/* What is wrong with a value of "vointi set", for the person; NULL: nothing.
 * smtp://host[:port] plain, smtp+starttls://…, smtps://…; with user@ only over TLS. */
const char *smtp_url_fault(struct visit *v, const char *url);
const char *address_fault(struct visit *v, const char *address);

/* ---- writing ---- */

enum message_kind {
    MESSAGE_INVITATION,
    MESSAGE_SIGN_IN,  /* somebody asked for a link */
    MESSAGE_REMINDER,
    MESSAGE_RETURNED, /* an answer is to be mended */
    MESSAGE_LIST,     /* to coordinators: who does not answer */
    MESSAGE_FAILURE,  /* to coordinators: a mail did not go */
    MESSAGE_KINDS
};

const char *message_kind_code(enum message_kind kind);
/* MESSAGE_KINDS when unknown. */
enum message_kind message_kind_of(const char *code);
const char *message_kind_name(enum message_kind kind); /* N_() */

struct mail {
    const char *to;
    const char *subject;
    const char *body; /* made with mail_words() and mail_link() */
    enum message_kind kind;
    int64_t person;
    int64_t plan;         /* 0: none */
    int64_t round;        /* 0: none; else its links end with it */
    bool once;            /* its links work a single time */
    int64_t link_seconds; /* how long its links work */
};

/* A paragraph, with an empty line after it. What stands in it can't look like a link of ours. */
const char *mail_words(struct visit *v, const char *words);
/* Here comes a personal link to one of our addresses, made when the mail is sent; its
 * token stands in the mail alone. */
const char *mail_link(struct visit *v, const char *leads_to);
/* "Hello Maija," or "Hello," */
const char *mail_hello(struct visit *v, const char *name);
/* The end of a mail with a link. */
const char *mail_goodbye(struct visit *v);

/* Puts it into the queue, in the visit's language and inside its write transaction. id: may
 * be NULL. */
bool mail_put(struct visit *v, const struct mail *m, int64_t *id);

/* The body with what link() gives for each link; NULL: link() gave NULL. */
const char *mail_with_links(struct visit *v, const char *body,
                            const char *(*link)(struct visit *v, const char *leads_to, void *arg),
                            void *arg);
/* A body as a person reads it who may not have its links. */
const char *mail_shown(struct visit *v, const char *body);

/* ---- the state of one ---- */

enum mail_state {
    MAIL_WAITS,
    MAIL_TRIES_AGAIN, /* a try failed */
    MAIL_SENT,
    MAIL_UNSURE,      /* the server did not say: it may have gone, and is not sent again */
    MAIL_GIVEN_UP,
    MAIL_STATES
};

/* When what happened, as in the table; NULL: not. */
struct mail_times {
    const char *handed_at, *sent_at, *given_up_at;
    int64_t tries;
};

enum mail_state mail_state(const struct mail_times *t);
const char *mail_state_code(enum mail_state state);
const char *mail_state_name(enum mail_state state); /* N_() */
/* The end of the classes and icons of a state. */
const char *mail_state_icon(enum mail_state state);

/* ---- sending ---- */

/* Seconds until the next try of what failed so many times; -1: no more of them. refused: the
 * server said no for good (5xx), as with an address that is not there. */
int64_t mail_pause(int64_t tries, bool refused);

struct mail_sent {
    size_t sent, failed, given_up, unsure, waiting;
    const char *error; /* the latest; NULL: none */
};

/* Sends what is due, one after the other, each in transactions of its own; stops early
 * when the server does not answer or *stop becomes true. A mail that failed is no
 * failure of the visit. */
bool mail_send_due(struct visit *v, const atomic_bool *stop, struct mail_sent *out);

#endif

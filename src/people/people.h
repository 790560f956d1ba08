/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * People: accounts, what each may do, sessions, personal links, and the events
 * at the door. It knows plans and organisations only by their ids. */
#ifndef PEOPLE_PEOPLE_H
#define PEOPLE_PEOPLE_H

#include "base/visit.h"

enum {
    NAME_MOST = 100,
    PASSWORD_LEAST = 12, /* characters; NIST SP 800-63B-4 § 3.1.1.2 asks for length only */
    PASSWORD_MOST = 256
};

/* ---- roles ---- */

/* "contact"; -1 for a word that is none. */
const char *role_code(enum role role);
int role_of(const char *code);
/* N_(): "Contact". */
const char *role_name(enum role role);
/* Contacts and approvers are of an organisation. */
bool role_has_organisation(enum role role);

/* Whether the visitor may give it to somebody: only administrators make administrators. */
bool may_grant(const struct visit *v, enum role role);

/* What is given to a person: a role in a plan, for an organisation. */
struct grant {
    enum role role;
    int64_t plan;         /* 0: in every plan (administrators) */
    int64_t organisation; /* 0: none */
};

/* ---- accounts ---- */

/* The person of an e-mail address, made when there is none yet; gets the role besides
 * what they have. made: whether the account is new; NULL: not asked. */
bool person_invite(struct visit *v, const char *email, const char *name, const struct grant *grant,
                   int64_t *person, bool *made);

/* What is kept of a token or an address (base/secret.h), in the visit's arena. */
const char *secret_digested(struct visit *v, const char *words);

/* NULL when a password will do, else what to do (NIST SP 800-63B-4 § 3.1.1.2). places: names,
 * with spaces between, of where the person works; "" for none. */
const char *password_fault(struct visit *v, const char *password, const char *email,
                           const char *places);

/* For commands: the visit is that person's. Fails when there is no account. */
bool person_become(struct visit *v, const char *email);

/* ---- sessions ---- */

/* house.find_person: who v->session is. Nobody: true, and v->person stays 0. */
bool session_find(struct visit *v);
/* After the answer: keeps in mind that the session is used. Not worth failing for. */
void session_seen(struct visit *v);
/* The visit's browser is signed in from now on: v->new_session. way: "password", "link";
 * after those two v->owes tells what is still asked before the session counts. */
bool session_begin(struct visit *v, int64_t person, const char *way);
/* What was owed is done: the same with nothing owed any more, and a new token. */
bool session_complete(struct visit *v, int64_t person);
/* Asks anew what is owed: a second factor was turned off. */
bool session_begin_again(struct visit *v, int64_t person);
/* An address of ours, or the front page where it is none. */
const char *door_onward(struct visit *v, const char *address);
/* Where to go after session_begin(): first to what is owed, from there to the address. */
const char *session_onward(struct visit *v, const char *address);
/* … and no more. */
bool session_end(struct visit *v);

/* ---- personal links ---- */

enum {
    LINK_SIGN_IN_SECONDS = 30 * 60,
    LINK_INVITATION_SECONDS = 14 * 24 * 3600
};

/* An address that signs a person in and leads to another address of ours; once: it
 * works a single time, else until it ends. The token is in the address only. */
bool link_make(struct visit *v, int64_t person, bool once, const char *leads_to, int64_t seconds,
               const char **address);
/* The same until it ends or the round does. round 0: none. */
bool link_make_of_round(struct visit *v, int64_t person, int64_t round, const char *leads_to,
                        int64_t seconds, const char **address);

/* ---- the door ---- */

/* What is kept of what happens there. */
enum door_event {
    DOOR_PASSWORD_RIGHT,
    DOOR_PASSWORD_WRONG,
    DOOR_TOO_MANY,  /* wrong passwords */
    DOOR_LINK_USED,
    DOOR_SIGNED_OUT,
    DOOR_PASSWORD_CHANGED,
    DOOR_CODE_RIGHT, /* of the second factor */
    DOOR_CODE_WRONG,
    DOOR_CODES_TOO_MANY,
    DOOR_RECOVERY_USED,
    DOOR_RECOVERY_NEW,
    DOOR_FACTOR_ON,
    DOOR_FACTOR_OFF,
    DOOR_FACTOR_RESET, /* by an administrator */
    DOOR_LINK_ASKED,
    DOOR_TOKEN_MADE,
    DOOR_TOKEN_ENDED,
    DOOR_CLOSED,   /* the account, by an administrator */
    DOOR_REOPENED,
    DOOR_PROVIDER, /* came in through an identity provider */
    DOOR_EVENTS
};

const char *door_event_code(enum door_event event);
enum door_event door_event_of(const char *code);
/* N_() */
const char *door_event_name(enum door_event event);
bool door_event_add(struct visit *v, enum door_event event, const char *email, int64_t person);

/* Keeps that a password was refused, also when the visit then fails, and tells it at the
 * field "password"; returns false. words: NULL for DOOR_TOO_MANY. No transaction is open. */
bool door_refuse(struct visit *v, enum door_event event, const char *email, int64_t person,
                 const char *words);

/* Wrong passwords for one address in a while; then only a link lets in for the rest of it. */
enum { DOOR_TRIES = 10, DOOR_SECONDS = 15 * 60 };
/* After coming in, what can't be taken back needs no other proof for so long (v->session_old). */
enum { FRESH_SECONDS = 15 * 60 };
bool door_is_closed(struct visit *v, const char *email, bool *closed);
/* … and wrong codes: then only a recovery code lets in. 5 of a million in 15 minutes, three
 * codes right at a time: one chance in 700 a day for whoever has the password already. */
enum { DOOR_CODE_TRIES = 5 };
bool door_codes_closed(struct visit *v, const char *email, bool *closed);
/* Links asked for by mail, for one address in the same time; after that none is sent. */
enum { DOOR_LINKS = 3 };
bool door_gives_no_link(struct visit *v, const char *email, bool *none);

#endif

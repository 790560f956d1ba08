/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The second factor of a person: a key that their phone knows too, its codes, and
 * recovery codes for when the phone is lost. Knows no pages. */
#ifndef PEOPLE_SECOND_FACTOR_H
#define PEOPLE_SECOND_FACTOR_H

#include "base/totp.h"
#include "base/visit.h"

enum {
    RECOVERY_CODES = 10,
    RECOVERY_LETTERS = 16, /* 80 random bits in base32 */
    FACTOR_TYPED_MOST = 40 /* what is typed into the field of a code */
};

/* A key that is offered and not yet anybody's. It goes with the form, sealed for this
 * person and browser, so that showing the form keeps nothing. */
struct factor_offer {
    const char *sealed;
    const char *key_words; /* "ABCD EFGH …" to type into a phone */
    const char *picture;   /* path of the picture to show to a phone (base/qr.h) */
    int64_t side;
};

/* sealed: what the form had already; "" or somebody else's: a new key. */
bool factor_offer(struct visit *v, int64_t person, const char *email, const char *sealed,
                  struct factor_offer *out);

enum factor_answer { FACTOR_RIGHT, FACTOR_WRONG, FACTOR_CLOSED };

/* Turns it on when the code is one of the offered key's. */
bool factor_turn_on(struct visit *v, int64_t person, const char *email, const char *sealed,
                    const char *code, enum factor_answer *answer);

/* A code or recovery code against the person's own; it is used up, and what happened is
 * kept: commit also when it was wrong. In a write transaction. */
bool factor_prove(struct visit *v, int64_t person, const char *email, const char *typed,
                  enum factor_answer *answer);

/* Ten new ones instead of all others, as they are shown once: "abcd-efgh-ijkl-mnop". */
bool factor_recovery_make(struct visit *v, int64_t person, const char *codes[RECOVERY_CODES]);
/* Whether a recovery code is the person's and works still. */
bool factor_recovery_is(struct visit *v, int64_t person, const char *typed, bool *is);

/* For whoever lost everything: off, and all their sessions end. was: it was on. */
bool factor_reset(struct visit *v, int64_t person, const char *email, bool *was);
/* Off; nobody has looked whether that is right. */
bool factor_turn_off(struct visit *v, int64_t person, bool *was);

#endif

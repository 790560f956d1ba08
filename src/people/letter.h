/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A mail as it goes over the wire (RFC 5322, 2045, 2047). Pure. */
#ifndef PEOPLE_LETTER_H
#define PEOPLE_LETTER_H

#include "base/visit.h"

struct letter {
    const char *from, *to; /* bare addresses */
    const char *from_name; /* what stands before the address; "" nothing */
    const char *subject;   /* UTF-8 */
    const char *body;      /* UTF-8, lines end with \n */
    const char *id;        /* of the message: left of @ */
    const char *host;      /* … and right of it */
    const char *date;      /* ISO 8601 UTC */
    const char *lang;      /* "fi" */
};

/* The whole message with CR LF, in the arena; *n its bytes. NULL: a line end or another
 * control character where a header would break. */
const char *letter_write(struct visit *v, const struct letter *l, size_t *n);

/* "=?utf-8?Q?…?= =?…?=" in words of at most 75 bytes that cut no letter; plain ASCII that
 * looks like no encoded word stays as it is. */
void letter_encoded(struct buf *out, const char *words);
/* Quoted-printable, lines of at most 76 bytes. */
void letter_quoted(struct buf *out, const char *text);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Many invited at once: a list pasted from a mail program, a spreadsheet or a
 * CSV file. Pure: no database. */
#ifndef PEOPLE_INVITE_H
#define PEOPLE_INVITE_H

#include "base/visit.h"

enum { INVITED_MOST = 500 };

/* One address with what stood beside it. */
struct invited {
    const char *email;        /* lower case */
    const char *name;         /* "" when none */
    const char *organisation; /* as written, "" when none */
    int line;                 /* from 1 */
};

struct invitations {
    struct invited *at;
    size_t n, cap;
    const char *fault; /* what to mend, for the person; NULL: nothing */
};

/* Understands, also mixed: "maija@example.org", "Maija Meri <maija@example.org>",
 * "maija@example.org; Maija Meri; Kaisla municipality" with ; , or TAB between, several
 * addresses on a line, and a first line of headings. is_organisation tells the words
 * that name one from those that name a person. An address twice is one. */
void invitations_read(struct visit *v, const char *text,
                      bool (*is_organisation)(void *arg, const char *words), void *arg,
                      struct invitations *out);

#endif

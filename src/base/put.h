/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Writing values into the visit's body, escaped for the place where they
 * stand. Views get here through tools/viewgen, which knows the place; nothing
 * else should have to choose. */
#ifndef BASE_PUT_H
#define BASE_PUT_H

#include "base/visit.h"

enum put_place {
    PUT_TEXT,        /* between tags of HTML or XML */
    PUT_ATTRIBUTE,   /* in a quoted attribute */
    PUT_URL,         /* begins the value of href, src, action …: http, https, mailto or our own */
    PUT_URL_PART,    /* later in it: percent-encoded */
    PUT_JSON,        /* a JSON value: quoted text, number, true, null */
    PUT_JSON_STRING, /* inside a JSON string */
    PUT_CSV          /* a cell: quoted where needed, formulas made harmless */
};

void put_text(struct visit *v, enum put_place place, const char *s);
void put_int(struct visit *v, enum put_place place, int64_t i);
void put_double(struct visit *v, enum put_place place, double d);
void put_bool(struct visit *v, enum put_place place, bool b);

/* NULL and DB_NULL: nothing in HTML and CSV, null in JSON. */
#define put(v, place, x)             \
    _Generic((x),                    \
        char *: put_text,            \
        const char *: put_text,      \
        bool: put_bool,              \
        double: put_double,          \
        default: put_int)(v, place, x)

/* The same into any buffer. The CSV rule (docs/api/plan-table.md): a cell that begins
 * with = + @ TAB, or with - and more, could run as a formula in a spreadsheet,
 * so it gets an apostrophe, which import takes away again. */
void escape_json(struct buf *out, const char *s);
/* All but letters, digits and -._~ as %XX (RFC 3986 § 2.3). */
void escape_url(struct buf *out, const char *s);
void escape_csv(struct buf *out, const char *s);
/* Whether a cell gets the apostrophe, also one that begins with some already. */
bool csv_guarded(const char *cell);
/* The cell without the apostrophe that escape_csv() gave it. */
const char *csv_bare(const char *cell);

/* A number as a person reads it: "12 345", "12,3" (no-break spaces, comma) in
 * Finnish and Swedish, "12,345" in English. */
const char *say_int(struct visit *v, int64_t i);
const char *say_double(struct visit *v, double d, int decimals);
const char *say_text(struct visit *v, const char *s);
#define say(v, x) _Generic((x), char *: say_text, const char *: say_text, default: say_int)(v, x)

/* "2026-11-21" or "2026-11" or "2026" as a person reads it: 21.11.2026. */
const char *say_date(struct visit *v, const char *iso);

#endif

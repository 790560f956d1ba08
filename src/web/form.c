/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What came in against what may come in. */
#include "web/hall.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static bool number_fits(const char *s, int64_t max)
{
    char *end;
    long long n = strtoll(s, &end, 10);
    return end != s && !*end && *s >= '1' && *s <= '9' && strlen(s) < 18 && n <= max;
}

static bool offered(const char *s, const char *const *choices)
{
    for (; *choices; choices++)
        if (strcmp(*choices, s) == 0)
            return true;
    return false;
}

bool email_fits(const char *s)
{
    const char *at = strchr(s, '@');
    return at && at > s && strlen(s) <= EMAIL_MOST && !strchr(at + 1, '@') &&
           (strchr(at + 1, '.') || strcmp(at + 1, "localhost") == 0) &&
           !strpbrk(s, " <>\"'(),:;\\");
}

static const char *called(struct visit *v, const struct input *in)
{
    return in->label ? tr(v, in->label) : in->name;
}

/* NULL when the value is sound, else what to do, for the person. */
static const char *wrong(struct visit *v, const struct input *in, const char *value)
{
    if (!*value)
        return in->missing ? tr(v, in->missing) : NULL;
    switch (in->kind) {
    case INPUT_NUMBER:
        return number_fits(value, in->max) || (in->choices && offered(value, in->choices))
                   ? NULL
                   : text(v, tr(v, "%s must be a whole number from 1 to %s."), called(v, in),
                          say(v, in->max));
    case INPUT_CHOICE:
        return offered(value, in->choices)
                   ? NULL
                   : text(v, tr(v, "%s has no choice “%s”."), called(v, in),
                          text_cut(v->arena, value, 40));
    case INPUT_EMAIL:
        if (!email_fits(value))
            return tr(v, "Write the e-mail address in full, like maija@example.org.");
        break;
    default:
        break;
    }
    return text_length(value) <= (size_t)in->max
               ? NULL
               : text(v, tr(v, "%s is too long: shorten it to %s characters."), called(v, in),
                      say(v, in->max));
}

/* Browsers end lines with CR LF. */
static const char *lines(struct visit *v, const char *value)
{
    char *out = text_trim(v->arena, value), *to = out;

    for (const char *from = out; *from; from++)
        if (*from != '\r' || from[1] != '\n')
            *to++ = *from;
    *to = '\0';
    return out;
}

static const char *tidied(struct visit *v, const struct input *in, const char *value)
{
    if (in->kind == INPUT_SECRET)
        return value;
    value = text_clean(v->arena, value, strlen(value));
    switch (in->kind) {
    case INPUT_LINES:
        return lines(v, value);
    case INPUT_EMAIL:
        return text_lower(v->arena, text_squeeze(v->arena, value));
    default:
        return text_squeeze(v->arena, value);
    }
}

bool fault(struct visit *v, const char *name, const char *words)
{
    *arena_push(v->arena, &v->faults) = (struct input_fault){ name, words };
    return fail(v, FAIL_INPUT, "%s", words);
}

const char *fault_of(const struct visit *v, const char *name)
{
    for (size_t i = 0; i < v->faults.n; i++)
        if (strcmp(v->faults.at[i].name, name) == 0)
            return v->faults.at[i].words;
    return NULL;
}

/* All of them in one failure: that is what programs and the log see. */
static bool fail_with_faults(struct visit *v)
{
    struct buf all = buf_new(1 << 20);

    for (size_t i = 0; i < v->faults.n; i++) {
        buf_puts(&all, i ? " " : "");
        buf_puts(&all, v->faults.at[i].words);
    }
    if (v->faults.n)
        fail(v, FAIL_INPUT, "%s", all.at);
    buf_free(&all);
    return !v->faults.n;
}

/* A form comes back with what was typed; a query only with what could be used. */
static void read_one(struct visit *v, const struct input *in, const char *name, const char *value)
{
    bool post = v->method == METHOD_POST;

    value = value ? tidied(v, in, value) : "";
    const char *words = wrong(v, in, value);
    if (words)
        *arena_push(v->arena, &v->faults) = (struct input_fault){ name, words };
    args_add(v, &v->form, name, words && !post ? "" : value);
}

/* "done-*": one field for each row of a form. */
static void read_rows(struct visit *v, const struct input *in)
{
    size_t n = strlen(in->name) - 1;

    for (size_t i = 0; i < v->posted.n; i++)
        if (strncmp(v->posted.at[i].name, in->name, n) == 0)
            read_one(v, in, v->posted.at[i].name, v->posted.at[i].value);
}

static bool is_input(const struct page *p, const char *name)
{
    for (const struct input *in = p->inputs; in && in->name; in++) {
        size_t n = strlen(in->name);
        if (in->name[n - 1] == '*' ? strncmp(name, in->name, n - 1) == 0
                                   : strcmp(name, in->name) == 0)
            return true;
    }
    return false;
}

/* A browser may send more than was asked; a program that does so has misspelled something. */
static void tell_unknown(struct visit *v)
{
    for (size_t i = 0; i < v->posted.n; i++) {
        const char *name = v->posted.at[i].name;
        if (!is_input(v->page, name))
            *arena_push(v->arena, &v->faults) = (struct input_fault){
                name, text(v, tr(v, "There is no field “%s”."), text_cut(v->arena, name, 40)) };
    }
}

bool form_read(struct visit *v)
{
    const struct args *from = v->method == METHOD_POST ? &v->posted : &v->query;

    if (v->posted_json)
        tell_unknown(v);

    for (const struct input *in = v->page->inputs; in && in->name; in++)
        if (text_ends(in->name, "*"))
            read_rows(v, in);
        else
            read_one(v, in, in->name, args_get(from, in->name));
    return fail_with_faults(v);
}

const char *given(const struct visit *v, const char *name)
{
    const char *value = args_get(&v->form, name);
    return value ? value : "";
}

/* ---- what goes through the sign-in ---- */

static const char carried[] = "mukana-";

static bool is_secret(const struct visit *v, const char *name)
{
    for (const struct input *in = v->page ? v->page->inputs : NULL; in && in->name; in++)
        if (in->kind == INPUT_SECRET && strcmp(in->name, name) == 0)
            return true;
    return false;
}

bool is_carried(const struct visit *v, const struct arg *field)
{
    return !is_secret(v, field->name) && strcmp(field->name, "email") != 0 &&
           strcmp(field->name, "takaisin") != 0;
}

bool carries(const struct visit *v)
{
    for (size_t i = 0; i < v->posted.n; i++)
        if (carried_from(v->posted.at[i].name))
            return true;
    return false;
}

const char *carried_name(struct visit *v, const char *name)
{
    return carried_from(name) ? name : text(v, "%s%s", carried, name);
}

const char *carried_from(const char *name)
{
    return text_begins(name, carried) ? name + strlen(carried) : NULL;
}

void fill(struct visit *v, const char *name, const char *value)
{
    if (!args_get(&v->form, name))
        args_add(v, &v->form, name, value);
}

int64_t given_number(const struct visit *v, const char *name, int64_t otherwise)
{
    int64_t n = strtoll(given(v, name), NULL, 10);
    return n ? n : otherwise;
}

bool chosen(const struct visit *v, const char *name, const char *value)
{
    return strcmp(given(v, name), value) == 0;
}

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

/* NULL when the value is sound, else what to do, for the person. */
static const char *fault(struct visit *v, const struct input *in, const char *value)
{
    switch (in->kind) {
    case INPUT_TEXT:
        return text_length(value) <= (size_t)in->max
                   ? NULL
                   : text(v, tr(v, "%s is too long: shorten it to %s characters."), in->name,
                          say(v, in->max));
    case INPUT_NUMBER:
        return number_fits(value, in->max) || (in->choices && offered(value, in->choices))
                   ? NULL
                   : text(v, tr(v, "%s must be a whole number from 1 to %s."), in->name,
                          say(v, in->max));
    case INPUT_CHOICE:
        return offered(value, in->choices)
                   ? NULL
                   : text(v, tr(v, "%s has no choice “%s”."), in->name,
                          text_cut(v->arena, value, 40));
    }
    return NULL;
}

bool form_read(struct visit *v)
{
    const char *faults = "";

    for (const struct input *in = v->page->inputs; in && in->name; in++) {
        const char *value = args_get(&v->query, in->name);
        value = value ? text_squeeze(v->arena, value) : "";
        const char *wrong = *value ? fault(v, in, value) : NULL;
        if (wrong)
            faults = text(v, "%s%s%s", faults, *faults ? " " : "", wrong);
        args_add(v, &v->form, in->name, wrong ? "" : value);
    }
    return !*faults || fail(v, FAIL_INPUT, "%s", faults);
}

const char *given(const struct visit *v, const char *name)
{
    const char *value = args_get(&v->form, name);
    return value ? value : "";
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

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "document/numbering.h"

#include "base/text.h"

enum { ROMAN_LAST = 99, LETTERS = 26, LETTERS_REPEATED = 5 };

/* a … z, then aa, bb …: as Word counts. */
static const char *letters(struct visit *v, int n, char first)
{
    char out[LETTERS_REPEATED + 1] = { 0 };
    int times = (n - 1) / LETTERS + 1;

    for (int i = 0; i < times && i < LETTERS_REPEATED; i++)
        out[i] = (char)(first + (n - 1) % LETTERS);
    return arena_strdup(v->arena, out);
}

static const char *number_text(struct visit *v, enum number_kind kind, int n)
{
    bool roman = n >= 1 && n <= ROMAN_LAST;

    if (kind == NUMBER_ROMAN && roman)
        return text_to_roman(v->arena, n);
    if (kind == NUMBER_ROMAN_SMALL && roman)
        return text_lower(v->arena, text_to_roman(v->arena, n));
    if ((kind == NUMBER_LETTER || kind == NUMBER_LETTER_SMALL) && n >= 1)
        return letters(v, n, kind == NUMBER_LETTER ? 'A' : 'a');
    if (kind == NUMBER_NONE || kind == NUMBER_BULLET)
        return "";
    return text(v, kind == NUMBER_PADDED ? "%02d" : "%d", n);
}

static void count_on(const struct numbering_level *levels, struct numbering_count *count, int level)
{
    /* A level above that was never counted shows its first number. */
    for (int i = 0; i < level; i++)
        if (!count->begun[i]) {
            count->at[i] = levels[i].start;
            count->begun[i] = true;
        }
    count->at[level] = count->begun[level] ? count->at[level] + 1 : levels[level].start;
    count->begun[level] = true;
    for (int i = level + 1; i < NUMBERING_LEVELS; i++)
        count->begun[i] = false;
}

const char *numbering_next(struct visit *v, const struct numbering_level *levels,
                           struct numbering_count *count, int level)
{
    const struct numbering_level *l = &levels[level];
    struct buf out = buf_new(256);

    count_on(levels, count, level);
    if (l->kind == NUMBER_BULLET)
        return "";
    for (const char *p = l->text; *p; p++) {
        int k = p[0] == '%' && p[1] >= '1' && p[1] <= '9' ? p[1] - '1' : -1;
        if (k < 0) {
            buf_putc(&out, *p);
        } else if (k <= level) {
            enum number_kind kind = l->decimal ? NUMBER_DECIMAL : levels[k].kind;
            buf_puts(&out, number_text(v, kind, count->at[k]));
        }
        p += k >= 0;
    }
    const char *text = out.n ? arena_copy(v->arena, out.at, out.n) : "";
    buf_free(&out);
    return text;
}

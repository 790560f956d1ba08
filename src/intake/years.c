/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A column for each year, as in "2025 | 2026 | 2027", with crosses or words under
 * them: a schedule. Figures under years are money or indicators, no schedule. */
#include "base/text.h"
#include "intake/recognise_parts.h"
#include "intake/when.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_SAMPLED = 40, YEAR_LONGEST = 24 };

bool year_heading(struct visit *v, const char *text)
{
    static const char *const words[] = { "vuosi", "vuonna", "v", "kevät", "kesä", "syksy",
                                         "talvi", "år",     "vår", "våren", "höst", "hösten",
                                         "year",  "spring", "summer", "autumn", "winter", NULL };
    const char *plain = text_words(v->arena, text);

    if (strlen(text) > YEAR_LONGEST || !strpbrk(text, "0123456789") || !when_find(v, text).n)
        return false;
    for (const char *p = plain + strspn(plain, " "); *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        const char *const *w = words;
        while (*w && !(strlen(*w) == n && strncmp(*w, p, n) == 0))
            w++;
        if (!*w && strspn(p, "0123456789") < n)
            return false;
        p += n;
    }
    return true;
}

bool year_row(struct finder *f, const struct table *t, int row)
{
    int years = 0;

    for (int c = 0; c < t->columns; c++) {
        const struct cell *cell = grid_cell(t, row, c);
        if (!cell || !cell->n || cell == grid_cell(t, row - 1, c))
            continue;
        if (cell->n > 1 || !year_heading(f->v, cell->at[0].text))
            return false;
        years++;
    }
    return years > 1;
}

static bool is_mark(const char *words)
{
    static const char *const marks[] = { "x", "xx", "xxx", "k", "kyllä", "on", "ja", "yes", NULL };

    if (!strpbrk(words, "0123456789") && value_is_dash(words))
        return true; /* "✓", "●" */
    for (const char *const *m = marks; *m; m++)
        if (text_same(*m, words))
            return true;
    return false;
}

/* Whether what stands under a year tells when: marks or words, not figures. */
static bool tells_when(struct finder *f, const struct table *t, int from, int column)
{
    int figures = 0, others = 0;

    for (int r = from; r < t->rows && r < from + ROWS_SAMPLED; r++) {
        const char *words = grid_line(f, grid_cell(t, r, column));
        if (*words && strspn(words, "0123456789 .,%€+-") == strlen(words))
            figures++;
        else
            others += *words != '\0';
    }
    return others >= figures;
}

void years_read(struct finder *f, const struct table *t, int from, struct columns *out)
{
    int years = 0;

    for (int i = 0; i < out->n; i++)
        years += out->at[i].name && year_heading(f->v, out->at[i].name);
    for (int i = 0; i < out->n && years > 1; i++) {
        struct column *c = &out->at[i];
        if (!c->name || !year_heading(f->v, c->name))
            continue;
        c->year = tells_when(f, t, from, i);
        c->kind = c->year ? COLUMN_SCHEDULE : COLUMN_EXTRA;
    }
}

const char *year_words(struct visit *v, const struct column *c, const char *words)
{
    return is_mark(words) ? c->name : text(v, "%s: %s", c->name, words);
}

const char *year_join(struct visit *v, const char *before, const char *year)
{
    size_t n = strlen(before);
    bool figures = n >= 4 && strspn(before + n - 4, "0123456789") == 4 && strlen(year) == 4;

    if (strchr(before, ':') || strchr(year, ':'))
        return NULL;
    if (!figures || strtol(year, NULL, 10) != strtol(before + n - 4, NULL, 10) + 1)
        return text(v, "%s, %s", before, year);
    bool range = n > 4 && text_begins(before + n - 4 - strlen("–"), "–");
    return range ? text(v, "%.*s%s", (int)n - 4, before, year) : text(v, "%s–%s", before, year);
}

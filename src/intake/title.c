/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The plan's own facts: title, period, area and the languages it is written in,
 * and the organisation of a plan whose rows name none. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <ctype.h>
#include <string.h>

enum { LINES_LOOKED_AT = 80, TITLE_LONGEST = 160 };

/* "2020-2024", "2020 – 2024", "2022-25": where it is, and its years. */
static const char *find_first_period(struct visit *v, const char *line, const char **starts,
                               const char **ends)
{
    for (const char *p = line; *p; p++) {
        if ((p > line && isdigit((unsigned char)p[-1])) || strspn(p, "0123456789") != 4 ||
            !(text_begins(p, "19") || text_begins(p, "20")))
            continue;
        const char *q = p + 4;
        q += strspn(q, " ");
        size_t dash = *q == '-' ? 1 : text_begins(q, "–") || text_begins(q, "—") ? 3 : 0;
        q += dash;
        q += strspn(q, " ");
        for (int i = 0; i < 2; i++) { /* "1.1.2023–31.12.2026" */
            size_t day = strspn(q, "0123456789");
            q += day && day <= 2 && q[day] == '.' ? day + 1 : 0;
        }
        size_t n = strspn(q, "0123456789");
        if (!dash || (n != 4 && n != 2))
            continue;
        *starts = arena_copy(v->arena, p, 4);
        *ends = n == 4 ? arena_copy(v->arena, q, 4) : text(v, "%.2s%.2s", p, q);
        if (strcmp(*starts, *ends) <= 0)
            return p;
    }
    return NULL;
}

/* The latest of them: "Hyvinvointikertomus 2021–2024 ja suunnitelma 2025–2028". */
static const char *find_period(struct visit *v, const char *line, const char **starts,
                               const char **ends)
{
    const char *best = NULL, *a, *b;

    for (const char *at = line; (at = find_first_period(v, at, &a, &b)); at += 4)
        if (!best || strcmp(a, *starts) > 0) {
            best = at;
            *starts = a;
            *ends = b;
        }
    return best;
}

/* "Toimintasuunnitelma 2024": a plan of one year. */
static bool find_year(struct visit *v, const char *line, const char **year)
{
    for (const char *p = line; *p; p++) {
        bool begins = p == line || !isdigit((unsigned char)p[-1]);
        if (begins && strspn(p, "0123456789") == 4 && text_begins(p, "20")) {
            *year = arena_copy(v->arena, p, 4);
            return true;
        }
    }
    return false;
}

/* How likely a line is the title; 0: it is not. */
static int title_score(struct visit *v, const struct block *b, size_t lines, bool *period)
{
    static const char *const words[] = { "suunnitelma", "ohjelma",   "strategia", "toimenpide",
                                         "tavoitteet",  "plan",      "program",   "strateg",
                                         "åtgärder",    NULL };
    const char *lower = text_lower(v->arena, b->text), *starts, *ends, *p = b->text;
    int score = 0;

    *period = find_period(v, b->text, &starts, &ends) != NULL;
    uint32_t first = text_next(&p);
    if (text_length(b->text) > TITLE_LONGEST || b->contents || !text_is_letter(first))
        return 0;
    for (const char *const *w = words; *w && !score; w++)
        score = strstr(lower, *w) ? 6 : 0;
    score += *period ? 4 : 0;
    score += b->kind == BLOCK_HEADING && b->level == 1 ? 3 : 0;
    score += lines == 0 ? 3 : lines < 8 ? 1 : 0;
    score -= !text_is_upper(first) ? 4 : 0;
    score -= text_ends(b->text, ".") || strchr(b->text, '|') ? 5 : 0;
    return score;
}

/* What leads to a period: "vuosille 2020-2024", "för åren 2020-2024". */
static const char *without_end(struct visit *v, const char *title)
{
    static const char *const words[] = {
        " vuosille", " vuosina", " vuosiksi", " vuodet",  " vuosien",  " kaudella", " kaudelle",
        " toimintakaudella", " toimintakaudelle", " valtuustokaudella", " valtuustokaudelle",
        " suunnitelmakaudelle", " suunnitelmakaudella", " för", " åren", " perioden", " under",
        " for", " years", " the", " period", " in", NULL,
    };
    char *cut = text_trim(v->arena, title);
    size_t n = strlen(cut);

    for (const char *const *w = words; *w;) {
        while (n && strchr(" ,:(-", cut[n - 1]))
            cut[--n] = '\0';
        bool ends = text_ends(cut, *w);
        n -= ends ? strlen(*w) : 0;
        cut[n] = '\0';
        w = ends ? words : w + 1;
    }
    while (text_ends(cut, "–") || text_ends(cut, " "))
        cut[n -= text_ends(cut, " ") ? 1 : strlen("–")] = '\0';
    return cut;
}

/* The title without the period at its end. */
static const char *without_period(struct visit *v, const char *title)
{
    const char *starts, *ends, *at = find_period(v, title, &starts, &ends);

    if (!at || at == title)
        return title;
    const char *after = at + strspn(at, "0123456789");
    after += strcspn(after, "0123456789");
    after += strspn(after, "0123456789");
    if (*after)
        return title;
    const char *cut = without_end(v, arena_copy(v->arena, title, (size_t)(at - title)));
    return *cut ? cut : title;
}

static const char *file_title(struct visit *v, const char *name)
{
    const char *dot = strrchr(name, '.');
    char *out = arena_copy(v->arena, name, dot ? (size_t)(dot - name) : strlen(name));

    for (char *p = out; *p; p++)
        *p = *p == '_' ? ' ' : *p;
    return text_squeeze(v->arena, out);
}

static const struct block *find_title(struct finder *f)
{
    const struct document *d = f->document;
    const struct block *best = NULL;
    size_t lines = 0;
    int most = 2;

    for (size_t i = 0; i < d->n && lines < LINES_LOOKED_AT; i++) {
        const struct block *b = &d->at[i];
        struct piece goal;
        bool period;
        if (b->kind == BLOCK_TABLE && lines)
            break;
        if (b->kind == BLOCK_TABLE || line_goal(f->v, b->text, true, &goal))
            continue;
        int score = title_score(f->v, b, lines++, &period);
        if (score > most) {
            most = score;
            best = b;
        }
    }
    return best;
}

/* A title in rows over the table: CSV and sheets have no other place for it. */
static const char *find_title_in_rows(struct finder *f)
{
    for (size_t i = 0; i < f->pieces.n && f->pieces.at[i].kind == PIECE_LINE; i++) {
        const struct piece *p = &f->pieces.at[i];
        struct block b = { .kind = BLOCK_PARAGRAPH, .text = p->text };
        bool period;
        /* The first may name the plan's own organisation too. */
        bool own = p->role == ROLE_ORGANISATION && i < 2 && heading_is_plan_word(f->v, p->text);
        if (p->source == LINE_BANNER && (!p->role || own) &&
            title_score(f->v, &b, i, &period) > 5)
            return p->text;
    }
    return NULL;
}

/* The period that most schedules name. */
static void guess_period(struct finder *f)
{
    struct plan *p = &f->out->plan;
    struct lookup counts = { 0 };
    int most = 2;

    for (size_t i = 0; i < f->pieces.n; i++) {
        const struct row *row = f->pieces.at[i].row;
        for (size_t k = 0; f->pieces.at[i].kind == PIECE_ROW && k < row->n; k++) {
            const struct part *part = &row->parts[k];
            const char *starts, *ends;
            if (part->column->kind != COLUMN_SCHEDULE || !part->values.n ||
                !find_period(f->v, part->values.at[0].text, &starts, &ends))
                continue;
            const char *key = text(f->v, "%s-%s", starts, ends);
            int n = lookup_find(&counts, key) < 0 ? 1 : lookup_find(&counts, key) + 1;
            lookup_put(f->v->arena, &counts, key, n);
            if (n <= most)
                continue;
            most = n;
            p->starts = starts;
            p->ends = ends;
        }
    }
}

/* sure: the title was found, so a doubt is only about the period. */
static void read_period(struct finder *f, const char *title, bool sure)
{
    struct plan *p = &f->out->plan;
    const struct document *d = f->document;

    if (find_period(f->v, title, &p->starts, &p->ends))
        return;
    for (size_t i = 0; i < f->pieces.n && i < LINES_LOOKED_AT; i++) {
        const struct piece *line = &f->pieces.at[i];
        if (line->kind == PIECE_LINE && line->role != ROLE_CONTENTS &&
            text_length(line->text) < TITLE_LONGEST &&
            find_period(f->v, line->text, &p->starts, &p->ends))
            return;
    }
    if ((d->title && find_period(f->v, d->title, &p->starts, &p->ends)) ||
        find_period(f->v, d->name, &p->starts, &p->ends))
        return;
    p->starts = p->ends = NULL;
    if (find_year(f->v, title, &p->starts)) {
        p->ends = p->starts;
        return;
    }
    guess_period(f);
    if (sure || p->starts)
        finder_doubt(f, DOUBT_TITLE, (struct place){ 0 }, title,
                     p->starts ? text(f->v, "%s–%s", p->starts, p->ends) : NULL);
}

static void read_area(struct finder *f)
{
    struct plan *p = &f->out->plan;
    const struct document *d = f->document;
    bool region;

    p->area = municipality_find(f->v, p->title, &region);
    for (size_t i = 0; !p->area && i < f->pieces.n && i < 12; i++)
        if (f->pieces.at[i].kind == PIECE_LINE && f->pieces.at[i].role != ROLE_CONTENTS &&
            f->pieces.at[i].role != ROLE_ORGANISATION)
            p->area = municipality_find(f->v, f->pieces.at[i].text, &region);
    if (!p->area && d->title)
        p->area = municipality_find(f->v, d->title, &region);
    if (!p->area)
        p->area = municipality_find(f->v, file_title(f->v, d->name), &region);
}

/* Letters and short words that are common in one of the languages only. */
static enum lang language_of(const char *text)
{
    static const char *const signs[LANGS][8] = {
        [LANG_FI] = { " ja ", "aa", "ää", "ii", "uu", "kk", "yö", NULL },
        [LANG_SV] = { " och ", "å", "för", "het", "tj", "ck", " av ", NULL },
        [LANG_EN] = { " and ", "th", " of ", "sh", "wh", "ee", "tion", NULL },
    };
    int most = 0, counts[LANGS] = { 0 };

    for (int lang = 0; lang < LANGS; lang++) {
        for (const char *const *sign = signs[lang]; *sign; sign++)
            for (const char *p = text; (p = strstr(p, *sign)); p++)
                counts[lang]++;
        most = counts[lang] > counts[most] ? lang : most;
    }
    return counts[most] ? (enum lang)most : LANGS;
}

/* The language of most texts, and those that at least one in six is written in. */
static void read_languages(struct finder *f)
{
    int counts[LANGS + 1] = { 0 }, most = 0, all = 0;

    for (size_t i = 0; i < f->pieces.n; i++) {
        const struct row *row = f->pieces.at[i].row;
        for (size_t k = 0; f->pieces.at[i].kind == PIECE_ROW && k < row->n; k++)
            counts[language_of(values_text(f->v, &row->parts[k].values))]++;
    }
    for (int i = 0; i < LANGS; i++) {
        most = counts[i] > counts[most] ? i : most;
        all += counts[i];
    }
    const char *out = lang_code((enum lang)most);
    for (int i = 0; i < LANGS; i++)
        if (i != most && counts[i] > 2 && counts[i] * 6 >= all)
            out = text(f->v, "%s %s", out, lang_code((enum lang)i));
    f->out->plan.languages = out;
}

void title_read(struct finder *f)
{
    struct plan *p = &f->out->plan;
    const struct document *d = f->document;
    const struct block *b = find_title(f);
    const char *title = b ? b->text : find_title_in_rows(f);

    bool sure = title != NULL;

    if (!sure) {
        title = d->title && *d->title ? d->title : file_title(f->v, d->name);
        finder_doubt(f, DOUBT_TITLE, (struct place){ 0 }, title, title);
    }
    p->title = without_period(f->v, title);
    p->state = "in_force";
    read_period(f, title, sure);
    read_area(f);
    read_languages(f);
}

/* A line of the cover that names an organisation. */
static const char *organisation_on_cover(struct finder *f)
{
    for (size_t i = 0; i < f->pieces.n && f->pieces.at[i].kind == PIECE_LINE && i < 12; i++) {
        bool sure;
        const struct piece *p = &f->pieces.at[i];
        const char *name = line_organisation(f->v, p->text, &sure);
        if (name && sure && p->role != ROLE_CONTENTS)
            return name;
    }
    return NULL;
}

const char *organisation_default(struct finder *f)
{
    const struct plan *p = &f->out->plan;
    const char *cover;

    if (f->organisation)
        return f->organisation;
    if ((cover = line_owner(f->v, p->title)) || (cover = organisation_on_cover(f))) {
        finder_doubt(f, DOUBT_ORGANISATION_GUESSED, (struct place){ 0 }, cover, cover);
        return cover;
    }
    if (p->area) {
        finder_doubt(f, DOUBT_ORGANISATION_GUESSED, (struct place){ 0 }, p->title, p->area);
        return p->area;
    }
    finder_doubt(f, DOUBT_ORGANISATION_NONE, (struct place){ 0 }, p->title, p->title);
    return p->title;
}

void organisations_name(struct finder *f, bool named)
{
    struct organisations *list = &f->out->plan.organisations;

    if (list->n == 1 && f->organisation)
        list->at[0].name = f->organisation;
    else if (!named && list->n == 1)
        list->at[0].name = organisation_default(f);
    else if (!named)
        sections_name(f);
}

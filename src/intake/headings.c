/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a heading says: of a column, or of a line that begins with a word for a
 * goal. Forgiving towards damage: "Aika-taulu", "Toimija/Toteuttajat(t)". */
#include "base/text.h"
#include "intake/heading_words.h"

#include <string.h>

enum { WORDS_MOST = 14, WORD_BYTES = 64 };

struct word {
    char at[WORD_BYTES];
    bool linked; /* "and", a comma or the like stood before it */
    size_t end;  /* where it ends in the text */
};

struct words {
    struct word at[WORDS_MOST];
    int n;
    bool more;
};

static const char *const links[] = { "ja",  "tai", "sekä", "och", "eller", "samt", "and", "or",
                                     "for", "of",  "för",  "av",  "till",  "per",  NULL };

static bool among(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

/* Lower-case words; a hyphen inside a word is left out. */
static void words_read(struct visit *v, const char *text, struct words *out)
{
    const char *lower = text_lower(v->arena, text), *p = lower;
    struct word *w = NULL;
    size_t n = 0;
    bool linked = false;

    *out = (struct words){ 0 };
    for (uint32_t c; (c = text_next(&p));) {
        if (text_is_letter(c) || text_is_digit(c)) {
            if (!w && out->n == WORDS_MOST) {
                out->more = true;
                return;
            }
            if (!w) {
                w = &out->at[out->n++];
                n = 0;
            }
            if (n + 4 < WORD_BYTES)
                n += text_encode(c, w->at + n);
            w->end = (size_t)(p - lower);
            continue;
        }
        if (c == '-' && w)
            continue;
        if (w && among(w->at, links)) {
            memset(w, 0, sizeof *w);
            out->n--;
            linked = true;
        } else if (w) {
            w->linked = linked;
            linked = false;
        }
        w = NULL;
        linked = linked || c == ',' || c == '/' || c == '&' || c == '+' || c == ';';
    }
    if (w)
        w->linked = linked;
}

/* '*' at the ends of the pattern stands for any letters. */
static bool fits(const char *word, const char *pattern)
{
    size_t n = strlen(pattern), m = strlen(word);
    bool open = n && pattern[n - 1] == '*';

    if (*pattern != '*')
        return strncmp(word, pattern, n - open) == 0 && (open || m == n);
    n -= 1 + open;
    for (const char *p = word; strlen(p) >= n; p++)
        if (strncmp(p, pattern + 1, n) == 0 && (open || !p[n]))
            return true;
    return false;
}

static const struct heading_word *find_exact(const char *word)
{
    for (const struct heading_word *h = heading_words; h->word; h++)
        if ((*h->word == *word || *h->word == '*') && fits(word, h->word))
            return h;
    return NULL;
}

/* A long word with a slip of the pen or of the scanner in it. */
static const struct heading_word *find_damaged(const char *word)
{
    size_t n = strlen(word);

    if (n < 7)
        return NULL;
    for (const struct heading_word *h = heading_words; h->word; h++)
        if (*h->word == *word && strlen(h->word) >= 7 && !h->weak && !strchr(h->word, '*') &&
            text_distance(word, h->word, 1) <= 1)
            return h;
    return NULL;
}

/* Tries two words as one first: "sub goal", "aika- taulu". Tells how many it took. */
static const struct heading_word *find_at(const struct words *w, int i, int *took)
{
    char both[2 * WORD_BYTES];

    if (i + 1 < w->n && !w->at[i + 1].linked) {
        size_t n = strlen(w->at[i].at);
        memcpy(both, w->at[i].at, n);
        memcpy(both + n, w->at[i + 1].at, strlen(w->at[i + 1].at) + 1);
        const struct heading_word *h = find_exact(both);
        /* A prefix that the first word fits by itself says nothing of the second. */
        if (h && h != find_exact(w->at[i].at)) {
            *took = 2;
            return h;
        }
    }
    *took = 1;
    const struct heading_word *h = find_exact(w->at[i].at);
    return h ? h : find_damaged(w->at[i].at);
}

/* Whether a later word of the heading says better what the column holds: the
 * last of a phrase does ("seurannan mittarit"), the first of a list does
 * ("toimenpiteet ja vastuutaho"). */
static bool says_better(const struct column *now, const struct heading_word *h, bool linked)
{
    if (now->kind == COLUMN_NUMBER && h->kind == COLUMN_GOAL)
        return true;
    if (now->kind == COLUMN_ORGANISATION && h->kind == COLUMN_ACTOR)
        return true;
    if (now->kind == COLUMN_ACTOR && h->kind == COLUMN_ORGANISATION)
        return false;
    return !linked;
}

bool heading_read(struct visit *v, const char *text, struct column *out)
{
    struct words w;
    int known = 0;
    bool linked = false;

    *out = (struct column){ .name = text };
    if (strlen(text) > 4 * HEADING_LONGEST)
        return false;
    words_read(v, text, &w);
    if (w.more)
        return false;
    for (int i = 0, took = 1; i < w.n; i += took) {
        const struct heading_word *h = find_at(&w, i, &took);
        linked = linked || w.at[i].linked;
        if (!h)
            continue;
        known += took;
        if (out->kind && !says_better(out, h, linked)) {
            out->other = h->kind != out->kind ? h->kind : out->other;
            continue;
        }
        out->kind = h->kind;
        out->rank = h->rank;
        out->weak = h->weak;
        linked = false;
    }
    out->plain = known * 2 >= w.n;
    return out->kind && known * 4 >= w.n;
}

static const char *const hint_starts[] = {
    "mitä",  "miten", "milloin", "kuka",     "ketkä", "missä", "mihin", "miksi",   "kuinka",
    "millä", "esim",  "esimerkiksi", "vad", "hur",   "när",   "vem",   "vilka",   "var",
    "varför", "tex",  "exempel", "what",     "how",   "when",  "who",   "where",   "why",
    "which", "eg",    "example", NULL,
};

bool heading_is_hint(struct visit *v, const char *text)
{
    struct words w;

    if (strlen(text) > 4 * HEADING_LONGEST)
        return false;
    words_read(v, text, &w);
    if (!w.n)
        return false;
    if (strchr(text, '?') || (*text == '(' && text_ends(text, ")")))
        return true;
    return among(w.at[0].at, hint_starts) ||
           (w.n > 1 && text_begins(text, "T.ex")) || text_begins(text, "e.g");
}

enum goal_rank heading_goal_word(struct visit *v, const char *line, const char **rest)
{
    struct words w;
    int took = 1;

    words_read(v, line, &w);
    if (!w.n)
        return RANK_NONE;
    const struct heading_word *h = find_at(&w, 0, &took);
    if (!h || h->kind != COLUMN_GOAL || h->weak)
        return RANK_NONE;
    /* Lower case may be longer or shorter than the line: count code points. */
    const char *lower = text_lower(v->arena, line), *p = lower;
    *rest = line;
    while (p < lower + w.at[took - 1].end && text_next(&p))
        text_next(rest);
    return h->rank;
}

static const char *const plan_words[] = {
    "toimenpiteet*", "toimenpide*",  "*suunnitelma*", "*ohjelma",  "*ohjelman", "tavoitteet*",
    "välitavoitteet", "päätavoitteet", "johdanto", "sisällys*",  "liite",     "liitteet",
    "indikaattor*",  "seuranta",     "arviointi",  "vuosikello",  "budjetti",  "talous*",
    "yhteystiedot",  "toimintaympäristö", "nykytila", "taulukko", "kuva",      "kuvio",
    "tiivistelmä",   "esipuhe",      "alkusanat",  "åtgärder*",   "*plan",     "*planen",
    "*program",      "*programmet",  "mål",        "innehåll*",   "inledning", "bilaga",
    "indikator*",    "uppföljning",  "utvärdering", "tabell",     "figur",     "budget*",
    "actions",       "plans",        "programme",  "goals",       "contents",  "introduction",
    "appendix",      "annex",        "indicators", "monitoring",  "evaluation", "table",
    "figure",        "taul*",        "sheet*",     "blad*",       "summary",   "ohje",
    "ohjeet",        "instructions", "anvisningar", NULL,
};

bool heading_is_plan_word(struct visit *v, const char *text)
{
    struct words w;

    words_read(v, text, &w);
    for (int i = 0; i < w.n; i++)
        for (const char *const *p = plan_words; *p; p++)
            if (fits(w.at[i].at, *p))
                return true;
    return false;
}

/* Parts of a report that are not its plan, as the heading over them says. */
static const char *const other_words[] = {
    "vuosikello*",  "*indikaattori",  "*indikaattorit", "liite",        "liitteet",  "lähteet",
    "yhteystiedot", "*talousarvio*",  "työryhmä*",      "valmistelu*",  "sanasto",   "käsitteet",
    "årsklocka*",   "indikatorer",    "bilaga",         "bilagor",      "källor",    "budget*",
    "arbetsgrupp*", "kontaktuppgifter", "annualclock",  "annual",       "indicators", "appendix",
    "appendices",   "sources",        "references",     "contacts",     NULL,
};

bool heading_is_other(struct visit *v, const char *text)
{
    struct words w;
    const char *number, *title;

    if (strlen(text) > HEADING_LONGEST)
        return false;
    number_and_title(v, text, &number, &title);
    words_read(v, title, &w);
    for (const char *const *p = other_words; w.n && w.n <= 3 && *p; p++)
        if (fits(w.at[0].at, *p) || fits(w.at[w.n - 1].at, *p))
            return true;
    return false;
}

bool heading_is_past(struct visit *v, const char *text)
{
    static const char *const phrases[] = {
        "edellisen kau",    "edellisen suunnitelma", "edellisen valtuusto", "edellisen hyvinvointi",
        "edellisellä kau",  "päättynee",             "päättyvän",           "kuluneen kau",
        "kuluneen valtuusto", "föregående plan",     "föregående period",   "föregående välfärd",
        "föregående fullmäktige", "förra perioden",  "avslutade perioden",  "previous plan",
        "previous period",  "previous term",         NULL,
    };
    const char *lower = text_lower(v->arena, text);

    for (const char *const *p = phrases; *p; p++)
        if (strstr(lower, *p))
            return true;
    return false;
}

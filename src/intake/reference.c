/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * "Ks. edellinen kohta", "Se punkt 2", "See I.3": reads what is meant, finds the
 * entry of the same organisation, and follows references of references to the
 * end. A reference that finds nothing is a doubt and its words stay as text. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

/* How a reference begins; sure: also in the middle of a text. */
static const struct {
    const char *words;
    bool sure;
} begins[] = {
    { "ks", true },          { "kts", true },           { "kats", true },
    { "katso", false },      { "sama kuin", false },    { "samat kuin", false },
    { "samoin kuin", false }, { "samat toimenpiteet kuin", false },
    { "sama", false },       { "samat", false },        { "kuten", false },
    { "vrt", false },        { "se", false },           { "jfr", false },
    { "samma som", false },  { "samma åtgärder som", false }, { "lika som", false },
    { "som", false },        { "see", false },          { "same as", false },
    { "as", false },         { "cf", false },
};

/* Words that only lead to what is meant. */
static const char *const fillers[] = {
    "mainittu", "mainitut", "esitetty", "kohta", "kohdat", "kohdassa", "kohdissa", "kohtaa",
    "kohdan", "kohdasta", "toimenpide", "toimenpiteet", "tavoite", "tavoitteen", "tavoitteessa",
    "välitavoite", "välitavoitteen",
    "välitavoitteessa", "alatavoite", "alatavoitteen", "osatavoite", "päätavoite", "päätavoitteen",
    "päätavoitteessa", "rivi", "rivillä", "numero", "nro", "kuin", "on", "myös", "lisäksi",
    "punkt", "punkten", "punkterna", "mål", "målet", "delmål", "delmålet", "huvudmål", "rad",
    "raden", "åtgärd", "åtgärden", "i", "under", "även", "nr", "den", "det", "de",
    "item", "items", "goal", "goals", "sub-goal", "subgoal", "objective", "point", "points",
    "section", "row", "the", "in", "also", "no", "number", "main", NULL,
};

static const struct {
    const char *word;
    int to;
} directions[] = {
    { "edellinen", POINT_PREVIOUS },   { "edellisen", POINT_PREVIOUS },
    { "edellisessä", POINT_PREVIOUS }, { "edelliset", POINT_PREVIOUS },
    { "edellisissä", POINT_PREVIOUS }, { "edellä", POINT_PREVIOUS },
    { "edeltävä", POINT_PREVIOUS },    { "ed", POINT_PREVIOUS },
    { "edell", POINT_PREVIOUS },       { "yllä", POINT_PREVIOUS },
    { "yllämainittu", POINT_PREVIOUS }, { "yläpuolella", POINT_PREVIOUS },
    { "ylempi", POINT_PREVIOUS },      { "ylempänä", POINT_PREVIOUS },
    { "föregående", POINT_PREVIOUS },  { "ovan", POINT_PREVIOUS },
    { "ovanstående", POINT_PREVIOUS }, { "ovannämnda", POINT_PREVIOUS },
    { "tidigare", POINT_PREVIOUS },    { "above", POINT_PREVIOUS },
    { "previous", POINT_PREVIOUS },    { "preceding", POINT_PREVIOUS },
    { "seuraava", POINT_NEXT },        { "seuraavassa", POINT_NEXT },
    { "seuraavat", POINT_NEXT },       { "alla", POINT_NEXT },
    { "följande", POINT_NEXT },        { "nedan", POINT_NEXT },
    { "next", POINT_NEXT },            { "below", POINT_NEXT },
    { "following", POINT_NEXT },
};

/* A word of a text: letters, digits and the dots and slashes inside codes. */
static const char *next_word(struct visit *v, const char **s)
{
    const char *p = *s, *start, *end;

    while (*p && (text_is_space((unsigned char)*p) || strchr("\"'(:,;", *p)))
        p++;
    start = end = p;
    for (uint32_t c; (c = text_next(&p)) && !text_is_space(c); end = p)
        if (c < 0x80 && strchr(",;:)(", (int)c))
            break;
    *s = end;
    while (end > start && strchr(".!", end[-1]))
        end--;
    return arena_copy(v->arena, start, (size_t)(end - start));
}

static bool among(const char *lower, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(lower, *list) == 0)
            return true;
    return false;
}

static bool is_code(const char *word)
{
    const char *end = number_end(word);
    return end && !*end;
}

static int direction_of(const char *lower)
{
    for (size_t i = 0; i < sizeof directions / sizeof *directions; i++)
        if (strcmp(directions[i].word, lower) == 0)
            return directions[i].to;
    return -1;
}

/* Where the own text begins that follows a reference: after a full stop that
 * ends a word of more than two letters. */
static const char *sentence_end(const char *s)
{
    const char *word = s;

    for (const char *p = s; *p; p++) {
        if (*p == ' ')
            word = p + 1;
        if (*p == ')' || *p == '\n')
            return p + 1;
        if (*p == '.' && (!p[1] || p[1] == ' ') && p - word > 2)
            return p + 1;
    }
    return s + strlen(s);
}

/* Reads what stands after "ks.": at is there. Named: words may name what is meant. */
static bool read_target(struct visit *v, const char *at, bool named, struct pointer *out)
{
    const char *end = sentence_end(at), *s = arena_copy(v->arena, at, (size_t)(end - at));
    static const char *const mostly[] = { "erityisesti", "etenkin",      "särskilt",
                                          "speciellt",   "especially", "particularly", NULL };
    bool filler = false;
    const char *code = "";

    out->whole = true;
    out->name = "";
    out->to = POINT_NAME;
    while (*s) {
        const char *before = s, *word = next_word(v, &s), *lower = text_lower(v->arena, word);
        if (!*word)
            break;
        int direction = direction_of(lower);
        if (direction >= 0 && out->to == POINT_NAME) {
            out->to = direction;
        } else if (is_code(word) && (out->to != POINT_NEXT || filler) &&
                   (filler || named || !text_is_digit((unsigned char)*word) ||
                    strpbrk(word, "./") || value_is_dash(s))) {
            /* "päätavoite II kohta 3" is II.3; of "1 ja 2" the first is meant */
            code = !*code ? word : filler ? text(v, "%s.%s", code, word) : code;
            out->to = POINT_CODE;
            filler = false;
        } else if (among(lower, fillers)) {
            filler = true;
        } else if (!strcmp(lower, "ja") || !strcmp(lower, "och") || !strcmp(lower, "and")) {
            filler = false;
        } else if (among(lower, mostly)) {
            out->name = text_trim(v->arena, s);
            break;
        } else {
            /* Own words in the same sentence, unless they are all that is said. */
            out->name = text_trim(v->arena, before);
            out->whole = out->to == POINT_NAME;
            break;
        }
    }
    out->code = code;
    bool target = out->to != POINT_NAME || (named && filler && *out->name);
    out->found = target;
    return target;
}

/* Whether the text at p begins with the words, as whole words; where they end. */
static const char *begins_with(const char *p, const char *words)
{
    size_t n = strlen(words);
    const char *end = p + n, *q = end;

    if (strncmp(p, words, n) != 0)
        return NULL;
    uint32_t c = text_next(&q);
    if (text_is_letter(c) || c == '-')
        return NULL;
    return end + (*end == '.');
}

/* Nothing but "sama" or the marks of a ditto. */
static bool is_ditto(const char *lower)
{
    static const char *const words[] = { "sama", "samat", "samoin", "samma", "d:o", "dito",
                                         "ditto", "same", NULL };
    bool quote = false;

    if (among(lower, words))
        return true;
    for (const char *p = lower; *p;) {
        uint32_t c = text_next(&p);
        bool mark = c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) || c == 0x2033 ||
                    c == 0x3003;
        if (!mark && c != '-' && c != 0x2013 && c != ' ')
            return false;
        quote |= mark;
    }
    return quote;
}

void reference_read(struct visit *v, const char *text, struct pointer *out)
{
    const char *lower = text_lower(v->arena, text);

    *out = (struct pointer){ .code = "", .name = "" };
    if (is_ditto(lower)) {
        out->found = out->whole = true;
        out->to = POINT_PREVIOUS;
        return;
    }
    if (strlen(lower) != strlen(text))
        return; /* letters whose lower case is longer: no word of ours */
    for (const char *p = lower; *p; p++) {
        if (p > lower && p[-1] != ' ' && p[-1] != '(' && p[-1] != '\n')
            continue;
        for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
            const char *after = begins_with(p, begins[i].words);
            if (!after || (p > lower && p[-1] != '(' && !begins[i].sure))
                continue;
            const char *at = text + (after - lower);
            if (!read_target(v, at, begins[i].sure, out))
                continue;
            out->whole &= p <= lower + 1 && !*text_trim(v->arena, sentence_end(at));
            return;
        }
    }
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What stands in a cell: list items in all the shapes that lists have, and
 * values that are not values ("-", "Ei mitata", "Ei kuulu meille"). */
#include "base/lemma.h"
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

static bool begins_small(const char *s)
{
    uint32_t c = text_next(&s);
    return text_is_letter(c) && !text_is_upper(c);
}

static void values_add(struct visit *v, struct values *out, const char *text, bool item, int level)
{
    struct value *last = out->n ? &out->at[out->n - 1] : NULL;

    /* A line cut in the middle, or a list inside an item. */
    if (last && !item && begins_small(text))
        last->text = value_unbreak(v, arena_text(v->arena, "%s %s", last->text, text));
    else if (last && last->item && item && level > last->level)
        last->text = arena_text(v->arena, "%s\n- %s", last->text, text);
    else
        *arena_push(v->arena, out) = (struct value){ .text = text, .item = item, .level = level };
}

/* Lines of a cell that are no list items in the source, from one on. */
static size_t count_plain(const struct cell *c, size_t from)
{
    size_t n = 0;
    while (from + n < c->n && !c->at[from + n].item)
        n++;
    return n;
}

static size_t count_items(const struct marked *marked)
{
    size_t n = 0;
    for (size_t i = 0; i < marked->n; i++)
        n += !marked->at[i].lead;
    return marked->n > 1 ? n : 0;
}

/* "1. …", "2. …": numbers are marks only as a sequence, so the lines are read
 * together. False: they are no sequence. */
static bool add_numbered(struct finder *f, const struct cell *c, size_t from, size_t n,
                         struct values *out)
{
    struct marked marked = { 0 };
    const char *all = c->at[from].text;

    for (size_t i = 1; i < n; i++)
        all = text(f->v, "%s\n%s", all, c->at[from + i].text);
    document_split_marks(f->v, all, &marked);
    const char *last = c->at[from + n - 1].text;
    bool numbered = text_is_digit((unsigned char)*last) || (*last && (last[1] == ')'));
    if (count_items(&marked) < 2 || !numbered)
        return false;
    for (size_t i = 0; i < marked.n; i++)
        values_add(f->v, out, marked.at[i].text, !marked.at[i].lead, 0);
    return true;
}

static void add_line(struct finder *f, const char *line, struct values *out)
{
    struct marked marked = { 0 };

    document_split_marks(f->v, line, &marked);
    bool list = marked.n > 1 || (marked.n == 1 && strcmp(marked.at[0].text, line) != 0);
    for (size_t i = 0; i < marked.n; i++)
        values_add(f->v, out, marked.at[i].text, list && !marked.at[i].lead, 0);
}

void values_of_cell(struct finder *f, const struct cell *c, struct values *out)
{
    for (size_t i = 0; i < c->n;) {
        size_t plain = count_plain(c, i);
        if (!plain) {
            values_add(f->v, out, c->at[i].text, true, c->at[i].level);
            i++;
            continue;
        }
        bool numbered = plain > 1 && plain < 100 && add_numbered(f, c, i, plain, out);
        for (size_t k = 0; k < plain && !numbered; k++)
            add_line(f, c->at[i + k].text, out);
        i += plain;
    }
}

const char *values_text(struct visit *v, const struct values *values)
{
    const char *out = "";

    if (values->n == 1)
        return values->at[0].text;
    struct buf b = buf_new(DOCUMENT_TEXT_BYTES);
    for (size_t i = 0; i < values->n; i++) {
        buf_puts(&b, i ? "\n" : "");
        buf_puts(&b, values->at[i].text);
    }
    if (b.n)
        out = arena_copy(v->arena, b.at, b.n);
    buf_free(&b);
    return out;
}

bool value_is_dash(const char *text)
{
    for (uint32_t c; (c = text_next(&text));)
        if (text_is_letter(c) || text_is_digit(c) || c == '"' || c == 0x201D || c == 0x2033)
            return false; /* a ditto says something */
    return true;
}

static bool begins_with_any(struct visit *v, const char *text, const char *const *list)
{
    const char *lower = text_squeeze(v->arena, text_lower(v->arena, text));

    for (; *list; list++)
        if (text_begins(lower, *list))
            return true;
    return false;
}

bool value_not_ours(struct visit *v, const char *text)
{
    static const char *const phrases[] = {
        "ei koske", "ei kosketa", "ei kuulu", "ei osu", "ei ole kunnan tehtävä", "ei liity",
        "ei sovellu", "ei relevant", "ei meidän", "ei toimenpiteitä", "ei tehtäviä",
        "berör inte",
        "berör ej", "gäller inte", "gäller ej", "hör inte", "hör ej", "inte aktuell",
        "ej aktuell",
        "ej tillämplig", "inte tillämplig", "ingår inte", "ingår ej", "inga åtgärder",
        "inte relevant", "not applicable", "n/a", "does not apply", "not relevant", "not our",
        "does not concern", "does not belong", "outside our", "no actions", "not ours", NULL,
    };
    static const char *const whole[] = { "ei ole", "ei", "ei mitään", "inga", "ingen", "inget",
                                         "finns inte", "nej", "none", "nothing", NULL };

    for (const char *const *w = whole; *w; w++)
        if (text_same(*w, text))
            return true;
    return strlen(text) <= 240 && begins_with_any(v, text, phrases);
}

bool value_not_measured(struct visit *v, const char *text)
{
    static const char *const phrases[] = {
        "ei mitata", "ei mitattavissa", "ei mittaria", "ei mittareita", "ei voida mitata",
        "ei voi mitata", "ei erillistä mittaria", "mäts inte", "mäts ej", "ingen mätare",
        "inga mätare", "kan inte mätas", "kan ej mätas", "inte mätbar", "ej mätbar",
        "not measured", "no metric", "cannot be measured", "not measurable", "no indicator", NULL,
    };
    return begins_with_any(v, text, phrases);
}

/* Words after which a hyphenated word goes on in the next one: "koulu- ja". */
static bool is_and(const char *s)
{
    static const char *const words[] = { "ja ",   "tai ", "sekä ", "että ", "eli ",
        "och ", "eller ",
                                         "samt ", "and ", "or ",   "to ",   "till ", NULL };
    for (const char *const *w = words; *w; w++)
        if (text_begins(s, *w))
            return true;
    return false;
}

const char *value_unbreak(struct visit *v, const char *text)
{
    char *out = arena_strdup(v->arena, text), *to = out;

    for (const char *p = text; *p;) {
        bool cut = *p == '-' && p > text && p[-1] != ' ' && (p[1] == ' ' || p[1] == '\n') &&
                   begins_small(p + 2) && !is_and(p + 2);
        if (cut)
            p += 2;
        else
            *to++ = *p++;
    }
    *to = '\0';
    return out;
}

bool value_joins(const char *before, const char *after)
{
    static const char *const ends[] = { ",", "-", " ja", " tai", " sekä", " och",
        " eller", " samt",
                                        " and", " or", " the", " of", "(", "/", NULL };
    if (!*before || !*after)
        return false;
    for (const char *const *e = ends; *e; e++)
        if (text_ends(before, *e))
            return true;
    return begins_small(after);
}

/* "Järjestetään": a verb alone is no item, its object follows. */
static bool is_verb_alone(const char *from, const char *end)
{
    static const char *const ends[] = { "aan", "ään", "mme", "vat", "vät", NULL };

    for (const char *p = from; p < end; p++)
        if (*p == ' ')
            return false;
    for (const char *const *e = ends; *e; e++)
        if ((size_t)(end - from) > strlen(*e) && memcmp(end - strlen(*e), *e, strlen(*e)) == 0)
            return true;
    return false;
}

/* A Finnish word that is no name and no part of one: the words beside it are not written
 * with capitals, or are no words of the language ("Yhteistyö Lions Clubin kanssa"). */
static bool is_plain_word(struct finder *f, const char *text, const char *before, const char *word,
                          size_t n)
{
    const char *last = before, *next = word + n, *p = word;

    while (last > text && last[-1] != ' ')
        last--;
    text_next(&p);
    if (text_is_upper(text_next(&last)) || text_is_upper(text_next(&p)) ||
        !lemma_is_common(arena_copy(f->v->arena, word, n)))
        return false;
    next += *next == ' ';
    p = next;
    return !text_is_upper(text_next(&p)) ||
           !lemma_is_common(arena_copy(f->v->arena, next, strcspn(next, " ,.:;")));
}

/* Whether a capital letter here begins an item, where the marks of a list are
 * lost: the word is one that the document writes in lower case elsewhere, or the
 * language does, so it is not a name, and what stands before it can end an item. */
static bool begins_item(struct finder *f, const char *text, const char *word, const char *from)
{
    const char *before = word - 1, *p = word;

    while (before > text && before[-1] == ' ')
        before--;
    if (before == text || strchr(",:;-/&(.", before[-1]) || is_verb_alone(from, before))
        return false;
    p += strspn(p, "\"'(");
    if (text_begins(p, "”") || text_begins(p, "“"))
        p += strlen("”");
    const char *q = p;
    if (!text_is_upper(text_next(&q)))
        return false;
    const char *line = arena_copy(f->v->arena, text, (size_t)(before - text));
    if (value_joins(line, "X"))
        return false;
    /* "Yhdessä yhteistyöllä -toimintamalli" is a name. */
    const char *tail = strstr(p, " -");
    if (tail && tail - p < 40 && tail[2] != ' ')
        return false;
    size_t n = strcspn(p, " ,.:;");
    if (p[n] == ':')
        return true;
    char *start = text_lower(f->v->arena, arena_copy(f->v->arena, p, n));
    const char *end = start;
    for (int i = 0; i < 4 && *end; i++)
        text_next(&end);
    start[end - start] = '\0';
    return lookup_find(&f->words, start) >= 0 || is_plain_word(f, text, before, p, n);
}

bool values_are_lost(const struct finder *f, const struct part *p)
{
    size_t items = 0;

    for (size_t i = 0; i < p->values.n; i++)
        items += p->values.at[i].item;
    /* A row for each action has one action in a cell. */
    return !f->row_per_action && items == 1 && p->values.at[p->values.n - 1].item;
}

bool values_are_lines(const struct finder *f, const struct values *values)
{
    for (size_t i = 0; i < values->n; i++) {
        const char *s = values->at[i].text, *end = s + strlen(s);
        const char *p = s;
        if (values->at[i].item || !text_is_upper(text_next(&p)) || strchr(".:;,-", end[-1]))
            return false;
    }
    return !f->row_per_action && values->n > 1;
}

void values_split_lost(struct finder *f, const struct part *p, struct values *out)
{
    const char *text = p->values.at[p->values.n - 1].text, *from = text;

    *out = (struct values){ 0 };
    for (size_t i = 0; i + 1 < p->values.n; i++)
        *arena_push(f->v->arena, out) = p->values.at[i];
    for (const char *q = text; *q; q++)
        if (*q == ' ' && begins_item(f, text, q + 1, from)) {
            *arena_push(f->v->arena, out) = (struct value){
                .text = arena_copy(f->v->arena, from, (size_t)(q - from)), .item = true
            };
            from = q + 1;
        }
    *arena_push(f->v->arena, out) = (struct value){ .text = from, .item = true };
}

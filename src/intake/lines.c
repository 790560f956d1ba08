/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a line of text may be: a number and a title, a heading of a goal, the
 * name of an organisation. Looks at one line only; sections.c decides. */
#include "base/text.h"
#include "intake/recognise_parts.h"

#include <string.h>

static const char *skip(const char *s, const char *these)
{
    for (;;) {
        const char *p = s;
        uint32_t c = text_next(&p);
        bool dash = c == 0x2013 || c == 0x2014;
        if (!c || !(text_is_space(c) || (dash && strchr(these, '-')) ||
                    (c < 0x80 && strchr(these, (int)c))))
            return s;
        s = p;
    }
}

/* "2. asteen opinnot", "3. sektorin tuki": an ordinal, not a number of a goal. */
static bool is_ordinal(const char *after)
{
    static const char *const words[] = { "aste", "asteen", "asteell", "sektori", "luok", "sektor",
                                         "stadiet", "lk", "kk", "v.", NULL };
    for (const char *const *w = words; *w; w++)
        if (text_begins(after, *w))
            return true;
    return false;
}

static const char *number_part(const char *s, bool first)
{
    size_t digits = strspn(s, "0123456789"), roman = strspn(s, "IVXL");

    if (digits >= 1 && digits <= 2)
        return s + digits;
    if (first && roman >= 1 && roman <= 6)
        return s + roman;
    if (first && *s >= 'A' && *s <= 'H' && s[1] && strchr(".):", s[1]))
        return s + 1;
    if (first && *s >= 'A' && *s <= 'H' && (digits = strspn(s + 1, "0123456789")) && digits <= 2)
        return s + 1 + digits;
    return NULL;
}

/* "1.1Lapset": the title begins right after a figure. "4H-kerho" and "3D" do not. */
static bool is_glued(const char *start, const char *end)
{
    const char *p = end;
    uint32_t first = text_next(&p), second = text_next(&p);

    return text_is_digit((unsigned char)*start) && text_is_upper(first) &&
           text_is_letter(second) && !text_is_upper(second);
}

const char *number_end(const char *s)
{
    const char *start = s += *s == '(', *end = number_part(s, true);

    if (!end)
        return NULL;
    while ((*end == '.' || *end == '/') && number_part(end + 1, false))
        end = number_part(end + 1, false);
    bool closed = *end && strchr(".):", *end);
    end += strspn(end, ".):");
    const char *p = end;
    uint32_t next = text_next(&p);
    if (text_is_letter(next) && !(closed && *start >= '0' && *start <= '9') &&
        !is_glued(start, end))
        return NULL;
    if (text_is_digit(next) || next == '%' || next == '-' || next == 0x2013)
        return NULL;
    return is_ordinal(skip(end, "")) ? NULL : end;
}

bool number_only(const char *s)
{
    const char *end = number_end(s);
    return end && !*skip(end, ".):-");
}

const char *number_clean(struct visit *v, const char *s)
{
    s = skip(s, "(");
    const char *end = s + strlen(s);
    while (end > s && strchr(" .):\t\n", end[-1]))
        end--;
    return arena_copy(v->arena, s, (size_t)(end - s));
}

void number_and_title(struct visit *v, const char *text, const char **number, const char **title)
{
    const char *s = text_squeeze(v->arena, text), *end = number_end(s);

    *number = "";
    *title = s;
    if (!end)
        return;
    *number = number_clean(v, arena_copy(v->arena, s, (size_t)(end - s)));
    *title = skip(end, "-|:");
}

const char *line_without_number(struct visit *v, const char *text)
{
    const char *number, *title;

    number_and_title(v, text, &number, &title);
    return *title ? title : text;
}

/* "tavoitteet", "goals": a heading over several, not the name of one. */
static bool is_plural(const char *word, const char *end)
{
    return end - word > 3 && (strncmp(end - 2, "et", 2) == 0 || strncmp(end - 2, "ET", 2) == 0 ||
                              end[-1] == 's' || end[-1] == 'S' || strncmp(end - 2, "na", 2) == 0);
}

/* Without a number, the words must look like a title of one goal. */
static bool reads_as_goal(const char *word, const char *end, const struct piece *p, bool heading)
{
    const char *rest = skip(end, "");
    bool separated = rest != skip(rest, ":-|");

    if (is_plural(word, end) || !*p->title)
        return false;
    if (separated)
        return text_length(p->title) <= 200;
    const char *next = p->title;
    uint32_t c = text_next(&next);
    char lower[4];
    size_t n = text_encode(c, lower);
    /* A title begins with a capital: what else begins with a small letter? */
    return heading && p->rank != RANK_ANY && n && !(c >= 'a' && c <= 'z') && c != 0xE4 && c != 0xF6;
}

bool line_goal(struct visit *v, const char *text, bool heading, struct piece *out)
{
    const char *number, *line, *end;

    if (text_length(text) > 300)
        return false;
    number_and_title(v, text, &number, &line);
    enum goal_rank rank = heading_goal_word(v, line, &end);
    if (!rank)
        return false;
    const char *after = skip(end, ":-"), *closed = number_end(after);
    out->rank = rank;
    if (closed) {
        number_and_title(v, after, &out->number, &out->title);
        return true;
    }
    out->number = strpbrk(number, "./") ? "" : number;
    out->title = skip(after, ":-|");
    return reads_as_goal(line, end, out, heading) || (*out->number && !is_plural(line, end));
}

/* "Organisaatio: Kotkan kaupunki" */
static const char *after_label(struct visit *v, const char *text)
{
    const char *colon = strchr(text, ':');
    struct column c;

    if (!colon || colon - text > 40)
        return NULL;
    const char *label = arena_copy(v->arena, text, (size_t)(colon - text));
    if (!heading_read(v, label, &c) || (c.kind != COLUMN_ORGANISATION))
        return NULL;
    const char *name = skip(colon + 1, "-");
    return *name ? name : NULL;
}

/* Where the words of a name begin that ends at `end`: capitals, and "and" between them. */
static const char *name_start(const char *text, const char *end)
{
    const char *start = end;

    for (const char *p = end; p > text;) {
        const char *word = p - 1;
        while (word > text && word[-1] != ' ')
            word--;
        const char *q = word;
        bool and = text_begins(word, "ja ") || text_begins(word, "och ");
        if (!and && !text_is_upper(text_next(&q)))
            break;
        start = and ? start : word;
        p = word > text ? word - 1 : text;
    }
    return start;
}

const char *line_owner(struct visit *v, const char *text)
{
    static const struct {
        const char *of, *name;
    } forms[] = {
        { " kaupungin ", " kaupunki" },
        { " kunnan ", " kunta" },
        { " kuntien ", " kunnat" },
        { " seurakunnan ", " seurakunta" },
        { " hyvinvointialueen ", " hyvinvointialue" },
        { " kuntayhtymän ", " kuntayhtymä" },
        { " poliisilaitoksen ", " poliisilaitos" },
        { " yhdistyksen ", " yhdistys" },
        { " piirin ", " piiri" },
        { " ry:n ", " ry" },
        { " kaupunki ", " kaupunki" },
        { " kunta ", " kunta" },
        { " seurakunta ", " seurakunta" },
        { " hyvinvointialue ", " hyvinvointialue" },
        { " stads ", " stad" },
        { " kommuns ", " kommun" },
        { " församlings ", " församling" },
        { " välfärdsområdes ", " välfärdsområde" },
        { " stad ", " stad" },
        { " kommun ", " kommun" },
        { " församling ", " församling" },
        { " välfärdsområde ", " välfärdsområde" },
    };
    static const char *const english[] = { "City of ", "Town of ", "Municipality of ",
                                           "Parish of ", NULL };
    const char *spaced = arena_text(v->arena, "%s ", text);

    for (const char *const *e = english; *e; e++) {
        const char *at = strstr(text, *e), *end = at ? at + strlen(*e) : NULL;
        if (at && text_is_letter((unsigned char)*end))
            return arena_copy(v->arena, at, strcspn(end, " ,:(") + strlen(*e));
    }

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *at = strstr(spaced, forms[i].of);
        const char *start = at ? name_start(spaced, at) : NULL;
        if (start && start < at)
            return arena_text(v->arena, "%.*s%s", (int)(at - start), start, forms[i].name);
    }
    return NULL;
}

static size_t count_words(const char *s)
{
    size_t n = 1;
    for (; *s; s++)
        n += *s == ' ';
    return n;
}

/* A name is short, begins with a capital or a figure and is no sentence. */
static bool reads_as_name(const char *s)
{
    const char *p = s;
    uint32_t c = text_next(&p);

    if (!c || text_length(s) > 90 || count_words(s) > 11 || strchr("?!;:", s[strlen(s) - 1]))
        return false;
    if ((c >= 'a' && c <= 'z') || strchr(s, '\t') || c == '(' || c == '"')
        return false;
    return !text_ends(s, ".") || text_ends(s, "ry.") || text_ends(s, "r.f.") || text_ends(s, "rf.");
}

/* "Lapsiystävällinen kunta" is no name, "Kunnan rooli" is no organisation. */
static bool is_named_after(struct visit *v, const char *name)
{
    static const char *const about[] = { " kunnan ", " kaupungin ", " kuntien ", " kommunens ",
                                         " stadens ", " staden ", " kommunen ", NULL };
    static const char *const adjectives[] = { "inen kunta", "inen kaupunki", "lig kommun",
                                              "lig stad", NULL };
    const char *lower = arena_text(v->arena, " %s ", text_lower(v->arena, name));

    for (const char *const *a = about; *a; a++)
        if (strstr(lower, *a))
            return false;
    for (const char *const *a = adjectives; *a; a++)
        if (strstr(lower, *a))
            return false;
    return true;
}

static bool has_letter(const char *s)
{
    for (uint32_t c; (c = text_next(&s));)
        if (text_is_letter(c))
            return true;
    return false;
}

/* "Nuorisoseura ry: toimenpiteet", "Nuorisoseura ry – toimenpiteet": the name before. */
static const char *name_before(struct visit *v, const char *s)
{
    static const char *const marks[] = { ":", " – ", " - ", NULL };

    for (const char *const *m = marks; *m; m++) {
        const char *at = strstr(s, *m);
        const char *name = at ? arena_copy(v->arena, s, (size_t)(at - s)) : NULL;
        if (name && !heading_is_plan_word(v, name) &&
            organisation_kind_from_name(v, name) != ORGANISATION_OTHER)
            return name;
    }
    return NULL;
}

const char *line_organisation(struct visit *v, const char *text, bool *sure)
{
    const char *s = line_without_number(v, text), *labelled = after_label(v, s), *rest;
    bool region;

    *sure = labelled != NULL;
    if (labelled)
        return labelled;
    if (!reads_as_name(s) || !has_letter(s) || value_not_ours(v, s) ||
        heading_goal_word(v, s, &rest))
        return NULL;
    const char *town = municipality_find(v, s, &region);
    if (heading_is_plan_word(v, s)) {
        const char *before = name_before(v, s), *name = before ? before : line_owner(v, s);
        name = !name && town && !region && count_words(s) <= 4 ? town : name;
        *sure = name != NULL;
        return name;
    }
    *sure = (organisation_kind_from_name(v, s) != ORGANISATION_OTHER && is_named_after(v, s)) ||
            (town && text_same(town, s));
    return s;
}

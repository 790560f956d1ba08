/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "document/opendocument.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { INHERIT_DEPTH = 32, START_LAST = 100 * 1000 };

/* ---- lists ---- */

static enum number_kind number_kind(const char *format)
{
    static const struct {
        const char *format;
        enum number_kind kind;
    } kinds[] = {
        { "1", NUMBER_DECIMAL },      { "I", NUMBER_ROMAN },  { "i", NUMBER_ROMAN_SMALL },
        { "a", NUMBER_LETTER_SMALL }, { "A", NUMBER_LETTER },
    };
    for (size_t i = 0; format && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(format, kinds[i].format) == 0)
            return kinds[i].kind;
    return NUMBER_NONE;
}

/* "%1.%2." of the level's prefix, suffix and how many levels it shows. */
static const char *level_text(struct visit *v, const struct xml *x,
                              const struct numbering_level *levels, int level)
{
    int shown = xml_get_int(x, "display-levels", 1);
    struct buf out = buf_new(256);

    buf_puts(&out, text_or_empty(xml_get(x, "num-prefix")));
    size_t prefix = out.n;
    for (int i = shown > level ? 0 : level - shown + 1; i <= level && i < 9 && shown > 0; i++)
        if (levels[i].kind != NUMBER_NONE && levels[i].kind != NUMBER_BULLET)
            buf_printf(&out, out.n > prefix ? ".%%%d" : "%%%d", i + 1);
    buf_puts(&out, text_or_empty(xml_get(x, "num-suffix")));
    const char *text = out.n ? arena_copy(v->arena, out.at, out.n) : "";
    buf_free(&out);
    return text;
}

/* A level of a list, or of the headings: text:list-level-style-number … */
static void read_level(struct visit *v, struct xml *x, struct numbering_level *levels)
{
    int level = xml_get_int(x, "level", 0) - 1, start = xml_get_int(x, "start-value", 1);

    if (level < 0 || level >= NUMBERING_LEVELS)
        return;
    struct numbering_level *l = &levels[level];
    l->start = start < 0 ? 0 : start < START_LAST ? start : START_LAST;
    if (xml_is(x, "list-level-style-bullet") || xml_is(x, "list-level-style-image")) {
        l->kind = NUMBER_BULLET;
        return;
    }
    l->kind = number_kind(xml_get(x, "num-format"));
    l->text = l->kind == NUMBER_NONE ? "" : level_text(v, x, levels, level);
}

static struct od_list_style *read_list_style(struct visit *v, struct xml *x)
{
    struct od_list_style *list = arena_alloc(v->arena, sizeof *list);

    list->name = text_or_empty(xml_keep(x, xml_get(x, "name")));
    for (int i = 0; i < NUMBERING_LEVELS; i++)
        list->levels[i] = (struct numbering_level){ .kind = NUMBER_NONE, .text = "", .start = 1 };
    for (int here = x->depth; xml_child(x, here);)
        read_level(v, x, list->levels);
    return list;
}

/* ---- paragraphs, spans, tables, cells ---- */

static enum od_family family_of(const char *name)
{
    static const char *const names[OD_FAMILIES] = { "paragraph", "text", "table", "table-cell" };

    for (int i = 0; name && i < OD_FAMILIES; i++)
        if (strcmp(name, names[i]) == 0)
            return i;
    return OD_FAMILIES;
}

static bool is_bold(const char *weight)
{
    return strcmp(weight, "bold") == 0 || strtol(weight, NULL, 10) >= 600;
}

static bool is_title(enum od_family family, const char *name)
{
    return family == OD_PARAGRAPH && name && strcmp(name, "Title") == 0;
}

static void read_style(struct visit *v, struct xml *x, struct od_styles *styles)
{
    enum od_family family = family_of(xml_get(x, "family"));
    const char *name = xml_keep(x, xml_get(x, "name"));

    if (family == OD_FAMILIES || !name)
        return;
    struct od_style *style = arena_push(v->arena, styles);
    *style = (struct od_style){ .family = family,
                                .name = name,
                                .parent = xml_keep(x, xml_get(x, "parent-style-name")),
                                .list = xml_keep(x, xml_get(x, "list-style-name")),
                                .title = is_title(family, name),
                                .bold = -1 };
    for (int here = x->depth; xml_child(x, here);) {
        const char *weight = xml_get(x, "font-weight");
        if (xml_is(x, "text-properties") && weight)
            style->bold = is_bold(weight);
        else if (xml_is(x, "table-properties"))
            style->hidden = xml_has(x, "display", "false");
    }
}

void od_read_styles(struct visit *v, struct xml *x, struct od_styles *styles)
{
    for (int here = x->depth; xml_child(x, here);) {
        if (xml_is(x, "style"))
            read_style(v, x, styles);
        else if (xml_is(x, "list-style"))
            *arena_push(v->arena, &styles->lists) = read_list_style(v, x);
        else if (xml_is(x, "outline-style"))
            styles->outline = read_list_style(v, x);
    }
}

static int by_name(const void *a, const void *b)
{
    const struct od_style *x = a, *y = b;
    return x->family == y->family ? strcmp(x->name, y->name) : (int)x->family - (int)y->family;
}

static struct od_style *find(const struct od_styles *styles, enum od_family family,
                             const char *name)
{
    struct od_style key = { .family = family, .name = name };
    return name && styles->n ? bsearch(&key, styles->at, styles->n, sizeof key, by_name) : NULL;
}

/* Fills in what a style inherits; a chain in a circle ends where it closes. */
static void settle(const struct od_styles *styles, struct od_style *style, int depth)
{
    if (style->settled)
        return;
    style->settled = true;
    struct od_style *parent = find(styles, style->family, style->parent);
    if (!parent || depth > INHERIT_DEPTH)
        return;
    settle(styles, parent, depth + 1);
    style->bold = style->bold < 0 ? parent->bold : style->bold;
    style->list = style->list ? style->list : parent->list;
    style->title |= parent->title;
}

static int by_list_name(const void *a, const void *b)
{
    const struct od_list_style *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

void od_settle_styles(struct od_styles *styles)
{
    if (styles->n)
        qsort(styles->at, styles->n, sizeof *styles->at, by_name);
    if (styles->lists.n)
        qsort(styles->lists.at, styles->lists.n, sizeof *styles->lists.at, by_list_name);
    for (size_t i = 0; i < styles->n; i++)
        settle(styles, &styles->at[i], 0);
}

struct od_style od_style(const struct od_styles *styles, enum od_family family, const char *name)
{
    const struct od_style *known = find(styles, family, name);
    return known ? *known
                 : (struct od_style){ .name = name, .bold = -1, .title = is_title(family, name) };
}

struct od_list_style *od_list_style(const struct od_styles *styles, const char *name)
{
    struct od_list_style wanted = { .name = name }, *key = &wanted;
    struct od_list_style **found =
        name && styles->lists.n
            ? bsearch(&key, styles->lists.at, styles->lists.n, sizeof key, by_list_name)
            : NULL;
    return found ? *found : NULL;
}

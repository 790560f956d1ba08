/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * numbering.xml: a list (w:num) is counted by an abstract list (w:abstractNum)
 * that several lists may share, each with levels of its own if it says so. */
#include "document/docx.h"

#include "document/readers.h"

#include <stdlib.h>
#include <string.h>

enum {
    START_LAST = 100 * 1000, /* keeps sums far from the end of int */
    LISTS = 8192,            /* Word itself stops at 2047 abstract lists */
};

struct docx_levels {
    struct numbering_level at[NUMBERING_LEVELS];
    const char *style[NUMBERING_LEVELS]; /* of the paragraphs that are on the level */
};

struct docx_abstract {
    int id;
    const char *style; /* w:numStyleLink: the levels are those of this style's list */
    struct docx_levels levels;
    struct numbering_count count;
};

struct docx_list {
    int id;
    struct docx_abstract *abstract; /* NULL: not defined */
    struct docx_levels *levels;     /* its own; NULL: the abstract list's */
    int restart[NUMBERING_LEVELS];  /* where this list begins again; -1: it goes on */
};

struct abstracts {
    struct docx_abstract **at;
    size_t n, cap;
};

static enum number_kind number_kind(const char *format)
{
    static const struct {
        const char *format;
        enum number_kind kind;
    } kinds[] = {
        { "bullet", NUMBER_BULLET },      { "none", NUMBER_NONE },
        { "upperRoman", NUMBER_ROMAN },   { "lowerRoman", NUMBER_ROMAN_SMALL },
        { "upperLetter", NUMBER_LETTER }, { "lowerLetter", NUMBER_LETTER_SMALL },
        { "decimalZero", NUMBER_PADDED },
    };
    for (size_t i = 0; format && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(format, kinds[i].format) == 0)
            return kinds[i].kind;
    return NUMBER_DECIMAL;
}

static int read_start(const struct xml *x)
{
    int start = xml_get_int(x, "val", 1);
    return start < 0 ? 0 : start < START_LAST ? start : START_LAST;
}

/* The level's number in its attribute; -1 when there is none such. */
static int level_number(const struct xml *x)
{
    int level = xml_get_int(x, "ilvl", -1);
    return level < NUMBERING_LEVELS ? level : -1;
}

static void read_level(struct xml *x, struct docx_levels *levels)
{
    int level = level_number(x);
    if (level < 0)
        return;
    struct numbering_level *l = &levels->at[level];
    for (int here = x->depth; xml_child(x, here);) {
        if (xml_is(x, "start"))
            l->start = read_start(x);
        else if (xml_is(x, "numFmt"))
            l->kind = number_kind(xml_get(x, "val"));
        else if (xml_is(x, "lvlText") && xml_get(x, "val"))
            l->text = xml_keep(x, xml_get(x, "val"));
        else if (xml_is(x, "isLgl"))
            l->decimal = docx_on(x);
        else if (xml_is(x, "pStyle"))
            levels->style[level] = xml_keep(x, xml_get(x, "val"));
    }
    /* A sign typed as the text of a level that counts is a bullet too. */
    if (l->kind == NUMBER_NONE || !strchr(l->text, '%'))
        l->kind = *l->text ? NUMBER_BULLET : l->kind;
}

static struct docx_abstract *read_abstract(struct visit *v, struct xml *x)
{
    struct docx_abstract *a = arena_alloc(v->arena, sizeof *a);

    a->id = xml_get_int(x, "abstractNumId", -1);
    for (int i = 0; i < NUMBERING_LEVELS; i++)
        a->levels.at[i] = (struct numbering_level){ .kind = NUMBER_NONE, .text = "", .start = 1 };
    for (int here = x->depth; xml_child(x, here);) {
        if (xml_is(x, "lvl"))
            read_level(x, &a->levels);
        else if (xml_is(x, "numStyleLink"))
            a->style = xml_keep(x, xml_get(x, "val"));
    }
    return a;
}

static void read_override(struct visit *v, struct xml *x, struct docx_list *list)
{
    int level = level_number(x);

    if (level < 0)
        return;
    if (!list->levels)
        list->levels = &list->abstract->levels;
    for (int here = x->depth; xml_child(x, here);) {
        if (xml_is(x, "startOverride")) {
            list->restart[level] = read_start(x);
        } else if (xml_is(x, "lvl")) {
            struct docx_levels *own = arena_alloc(v->arena, sizeof *own);
            *own = *list->levels;
            list->levels = own;
            read_level(x, own);
        }
    }
}

static struct docx_abstract *find_abstract(const struct abstracts *abstracts, int id)
{
    for (size_t i = 0; i < abstracts->n; i++)
        if (abstracts->at[i]->id == id)
            return abstracts->at[i];
    return NULL;
}

static void read_list(struct visit *v, struct xml *x, const struct abstracts *abstracts,
                      struct docx_list *list)
{
    list->id = xml_get_int(x, "numId", -1);
    for (int i = 0; i < NUMBERING_LEVELS; i++)
        list->restart[i] = -1;
    for (int here = x->depth; xml_child(x, here);) {
        if (xml_is(x, "abstractNumId"))
            list->abstract = find_abstract(abstracts, xml_get_int(x, "val", -1));
        else if (xml_is(x, "lvlOverride") && list->abstract)
            read_override(v, x, list);
    }
}

static int by_id(const void *a, const void *b)
{
    int x = ((const struct docx_list *)a)->id, y = ((const struct docx_list *)b)->id;
    return (x > y) - (x < y);
}

bool docx_read_lists(struct visit *v, struct package *p, const char *part, struct docx_lists *out)
{
    struct abstracts abstracts = { 0 };

    *out = (struct docx_lists){ 0 };
    if (!part)
        return true;
    struct xml *x = xml_open(v, p, part);
    if (x && xml_child(x, 0))
        for (int here = x->depth; xml_child(x, here);) {
            if (abstracts.n == LISTS || out->n == LISTS)
                document_too_big(v);
            else if (xml_is(x, "abstractNum"))
                *arena_push(v->arena, &abstracts) = read_abstract(v, x);
            else if (xml_is(x, "num"))
                read_list(v, x, &abstracts, arena_push(v->arena, out));
        }
    xml_close(x);
    if (out->n)
        qsort(out->at, out->n, sizeof *out->at, by_id);
    return !failed(v);
}

static struct docx_list *find(const struct docx_lists *lists, int id)
{
    struct docx_list key = { .id = id };
    struct docx_list *list =
        lists->n ? bsearch(&key, lists->at, lists->n, sizeof key, by_id) : NULL;
    return list && list->abstract ? list : NULL;
}

/* The list that holds the levels: a link to a style leads to that style's list. */
static struct docx_list *find_linked(const struct docx_styles *styles,
                                     const struct docx_lists *lists, int id)
{
    struct docx_list *list = find(lists, id);
    if (!list || !list->abstract->style)
        return list;
    return find(lists, docx_style(styles, list->abstract->style).format.list);
}

static int level_of_style(const struct docx_levels *levels, const char *style)
{
    for (int i = 0; i < NUMBERING_LEVELS; i++)
        if (levels->style[i] && strcmp(levels->style[i], style) == 0)
            return i;
    return 0;
}

/* A list that says where it begins begins there once. */
static void restart(struct docx_list *list, int level)
{
    if (list->restart[level] < 0)
        return;
    list->abstract->count.at[level] = list->restart[level] - 1;
    list->abstract->count.begun[level] = true;
    list->restart[level] = -1;
}

const char *docx_list_next(struct visit *v, const struct docx_styles *styles,
                           const struct docx_lists *lists, const char *style,
                           struct docx_format *format)
{
    struct docx_list *list = find_linked(styles, lists, format->list);

    if (!list)
        return NULL;
    struct docx_levels *levels = list->levels ? list->levels : &list->abstract->levels;
    if (format->level < 0)
        format->level = level_of_style(levels, style);
    if (format->level >= NUMBERING_LEVELS)
        format->level = NUMBERING_LEVELS - 1;
    restart(list, format->level);
    const char *mark = numbering_next(v, levels->at, &list->abstract->count, format->level);
    return *mark || levels->at[format->level].kind == NUMBER_BULLET ? mark : NULL;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "document/docx.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { BODY_TEXT = 9, INHERIT_DEPTH = 32 };

static const struct docx_format nothing_said = { -1, -1, -1, -1 };

/* Style names without their number. Word keeps the English names of its own
 * styles and translates the ids, dropping letters that are not ASCII; other
 * programs translate both. */
static const struct {
    const char *name;
    bool numbered; /* "heading 2": the number follows */
    enum docx_role role;
    int outline; /* without a number; -1: no heading */
} known_styles[] = {
    { "heading", true, DOCX_PLAIN, -1 },
    { "otsikko", true, DOCX_PLAIN, -1 },
    { "rubrik", true, DOCX_PLAIN, -1 },
    { "title", false, DOCX_PLAIN, 0 },
    { "otsikko", false, DOCX_PLAIN, 0 },
    { "rubrik", false, DOCX_PLAIN, 0 },
    { "subtitle", false, DOCX_PLAIN, BODY_TEXT }, /* made from the title's style */
    { "toc", true, DOCX_CONTENTS, BODY_TEXT },
    { "contents", true, DOCX_CONTENTS, BODY_TEXT },
    { "sisluet", true, DOCX_CONTENTS, BODY_TEXT },
    { "sisällysluettelo", true, DOCX_CONTENTS, BODY_TEXT },
    { "innehll", true, DOCX_CONTENTS, BODY_TEXT },
    { "innehåll", true, DOCX_CONTENTS, BODY_TEXT },
    { "toc heading", false, DOCX_CONTENTS_TITLE, BODY_TEXT },
    { "tocheading", false, DOCX_CONTENTS_TITLE, BODY_TEXT },
    { "contents heading", false, DOCX_CONTENTS_TITLE, BODY_TEXT },
};

/* What a name says by itself. */
static void read_name(const char *name, struct docx_style *style)
{
    for (size_t i = 0; i < sizeof known_styles / sizeof *known_styles; i++) {
        size_t n = strlen(known_styles[i].name);
        if (strncasecmp(name, known_styles[i].name, n) != 0)
            continue;
        const char *rest = name + n + (name[n] == ' ' || name[n] == '_');
        bool number = *rest >= '1' && *rest <= '9' && !rest[1];
        if (known_styles[i].numbered ? !number : name[n] != '\0')
            continue;
        style->role = known_styles[i].role;
        style->format.outline = known_styles[i].outline < 0 ? *rest - '1' : known_styles[i].outline;
        return;
    }
}

static bool is_off(const char *value)
{
    return strcmp(value, "0") == 0 || strcmp(value, "false") == 0 || strcmp(value, "off") == 0;
}

bool docx_on(const struct xml *x)
{
    const char *value = xml_get(x, "val");
    return !value || !is_off(value);
}

static void read_list(struct xml *x, struct docx_format *format)
{
    for (int here = x->depth; xml_child(x, here);) {
        if (xml_is(x, "numId"))
            format->list = xml_get_int(x, "val", -1);
        else if (xml_is(x, "ilvl"))
            format->level = xml_get_int(x, "val", -1);
    }
}

void docx_read_format(struct xml *x, struct docx_format *format)
{
    if (xml_is(x, "outlineLvl"))
        format->outline = xml_get_int(x, "val", -1);
    else if (xml_is(x, "b"))
        format->bold = docx_on(x);
    else if (xml_is(x, "numPr"))
        read_list(x, format);
}

static void read_style(struct xml *x, struct docx_style *style)
{
    struct docx_format said = nothing_said;

    read_name(style->id, style);
    for (int here = x->depth; xml_child(x, here);) {
        if (xml_is(x, "name") && xml_get(x, "val"))
            read_name(xml_get(x, "val"), style);
        else if (xml_is(x, "basedOn"))
            style->parent = xml_keep(x, xml_get(x, "val"));
        else if (xml_is(x, "pPr") || xml_is(x, "rPr"))
            for (int inner = x->depth; xml_child(x, inner);)
                docx_read_format(x, &said);
    }
    if (said.outline < 0)
        said.outline = style->format.outline;
    style->format = said;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct docx_style *)a)->id, ((const struct docx_style *)b)->id);
}

static struct docx_style *find(const struct docx_styles *styles, const char *id)
{
    struct docx_style key = { .id = id };
    return id && styles->n ? bsearch(&key, styles->at, styles->n, sizeof key, by_id) : NULL;
}

static int or_else(int own, int inherited)
{
    return own >= 0 ? own : inherited;
}

/* Fills in what a style inherits; a chain in a circle ends at the depth. */
static void settle(const struct docx_styles *styles, struct docx_style *style, int depth)
{
    struct docx_style *parent = find(styles, style->parent);

    if (style->settled)
        return;
    style->settled = true;
    if (!parent || depth > INHERIT_DEPTH)
        return;
    settle(styles, parent, depth + 1);
    struct docx_format *f = &style->format, *from = &parent->format;
    *f = (struct docx_format){ or_else(f->outline, from->outline), or_else(f->list, from->list),
                               or_else(f->level, from->level), or_else(f->bold, from->bold) };
}

bool docx_read_styles(struct visit *v, struct package *p, const char *part, struct docx_styles *out)
{
    *out = (struct docx_styles){ 0 };
    if (!part)
        return true;
    struct xml *x = xml_open(v, p, part);
    if (x && xml_child(x, 0))
        for (int here = x->depth; xml_child(x, here);) {
            const char *id = xml_keep(x, xml_get(x, "styleId")), *type = xml_get(x, "type");
            const char *normal = xml_get(x, "default");
            if (!xml_is(x, "style") || !id)
                continue;
            if (normal && !is_off(normal) && type && strcmp(type, "paragraph") == 0)
                out->normal = id;
            struct docx_style *style = arena_push(v->arena, out);
            *style = (struct docx_style){ .id = id, .format = nothing_said };
            read_style(x, style);
        }
    xml_close(x);
    if (out->n)
        qsort(out->at, out->n, sizeof *out->at, by_id);
    for (size_t i = 0; i < out->n; i++)
        settle(out, &out->at[i], 0);
    return !failed(v);
}

struct docx_style docx_style(const struct docx_styles *styles, const char *id)
{
    const struct docx_style *known = find(styles, id ? id : styles->normal);
    struct docx_style style = { .id = id ? id : "", .format = nothing_said };

    if (known)
        return *known;
    read_name(style.id, &style);
    return style;
}

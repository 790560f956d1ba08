/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#define _GNU_SOURCE /* strcasestr */
#include "document/html_word.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { MARKER_LONGEST = 5 };

/* Half an inch of margin for each level; the first has one already. */
static int level_of_margin(const char *style)
{
    static const struct {
        const char *unit;
        double points;
    } units[] = { { "pt", 1 }, { "in", 72 }, { "cm", 28.35 }, { "px", 0.75 } };
    const char *margin = strcasestr(style, "margin-left:");
    char *unit;

    if (!margin)
        return 0;
    double value = strtod(margin + strlen("margin-left:"), &unit);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        double points = value * units[i].points;
        if (text_begins(unit, units[i].unit) && points > 54 && points < 400)
            return (int)(points / 36 + 0.5) - 1;
    }
    return 0;
}

/* "mso-list:l0 level2 lfo1" where the page was saved unfiltered. */
static int level_of(const char *style)
{
    const char *list = strcasestr(style, "mso-list:"), *level = list ? strstr(list, "level") : NULL;

    if (level && level[5] >= '1' && level[5] <= '9')
        return level[5] - '1';
    return level_of_margin(style);
}

struct html_word html_word_of(const char *class, const char *style)
{
    struct html_word w = {
        .numbered = strcasestr(style, "mso-list:") && !strcasestr(style, "mso-list:none"),
        .contents = text_begins(class, "MsoToc") && text_is_digit((unsigned char)class[6]),
        .title = strcmp(class, "MsoTitle") == 0,
    };

    w.list = w.numbered || text_begins(class, "MsoList");
    w.level = w.list ? level_of(style) : 0;
    return w;
}

const char *html_word_after_marker(const char *s)
{
    const char *space = strchr(s, ' '), *p = s;
    size_t n = space ? (size_t)(space - s) : 0;
    uint32_t c = text_next(&p);

    if (!n || n > MARKER_LONGEST)
        return s;
    bool single = p == space && (!text_is_letter(c) || c == 'o') && !text_is_digit(c);
    bool numbered = n > 1 && strchr(".)", space[-1]) && (text_is_letter(c) || text_is_digit(c));
    return single || numbered ? space + 1 : s;
}

bool html_style_is_bold(const char *style)
{
    const char *weight = strcasestr(style, "font-weight:");

    if (!weight)
        return false;
    weight += strlen("font-weight:");
    weight += strspn(weight, " ");
    return text_begins(weight, "bold") || (*weight >= '6' && *weight <= '9');
}

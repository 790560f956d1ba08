/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What Word says of a paragraph in a web page: its lists, titles and contents
 * are plain <p> whose class and style tell what they were. */
#ifndef DOCUMENT_HTML_WORD_H
#define DOCUMENT_HTML_WORD_H

#include <stdbool.h>

struct html_word {
    bool list;     /* in a style for lists: an item if a marker begins it */
    bool numbered; /* surely an item */
    bool contents; /* a line of the table of contents */
    bool title;
    int level;     /* of the list, from 0 */
};

/* class and style: the attributes, "" when there is none. */
struct html_word html_word_of(const char *class, const char *style);

/* Past "·" "o" "1." "a)" and the space after it, as Word writes them into the
 * text of an item; s itself when it does not begin so. White space is squeezed. */
const char *html_word_after_marker(const char *s);

/* font-weight of any page's style. */
bool html_style_is_bold(const char *style);

#endif

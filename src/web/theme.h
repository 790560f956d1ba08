/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A municipality's own look from one colour: the accent scale of the design
 * system, 16 steps for light and dark. Each step has a fixed luminance, so the
 * contrast holds whatever the colour. Gives the values of Designsystemet's
 * generator 1.15.0; its steps are in node_modules/@digdir/designsystemet,
 * dist/src/colors/. The other colours of the theme are never changed. */
#ifndef WEB_THEME_H
#define WEB_THEME_H

#include "base/buf.h"

#include <stdbool.h>

enum theme_scheme { THEME_LIGHT, THEME_DARK, THEME_SCHEMES };

/* The steps in their order, by the names of their CSS variables. */
enum theme_step {
    THEME_BACKGROUND_DEFAULT,
    THEME_BACKGROUND_TINTED,
    THEME_SURFACE_DEFAULT,
    THEME_SURFACE_TINTED,
    THEME_SURFACE_HOVER,
    THEME_SURFACE_ACTIVE,
    THEME_BORDER_SUBTLE,
    THEME_BORDER_DEFAULT,
    THEME_BORDER_STRONG,
    THEME_TEXT_SUBTLE,
    THEME_TEXT_DEFAULT,
    THEME_BASE_DEFAULT,
    THEME_BASE_HOVER,
    THEME_BASE_ACTIVE,
    THEME_BASE_CONTRAST_SUBTLE,
    THEME_BASE_CONTRAST_DEFAULT,
    THEME_STEPS
};

/* A colour as in CSS: "#3f3d99". */
struct theme_colour {
    char hex[8];
};

struct theme {
    struct theme_colour step[THEME_SCHEMES][THEME_STEPS];
};

/* False for anything but # and six hexadecimal digits. */
bool theme_make(const char *hex, struct theme *theme);

/* The CSS that repaints --ds-color-accent-*, about 3 KB: a style sheet of its
 * own after vointi.css. */
void theme_css(const struct theme *theme, struct buf *css);

#endif

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Channels are 0 to 255 and keep their fractions until a colour is written;
 * luminance is WCAG's, 0 to 1; lightness is CIE L*, 0 to 100. */
#include "web/theme.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct rgb {
    double at[3];
};

static const struct rgb black = { { 0, 0, 0 } };
static const struct rgb white = { { 255, 255, 255 } };

/* The luminance of each step in light and dark; the base steps, which have
 * none, follow the lightness of the colour itself. */
static const struct {
    const char *name;
    double luminance[THEME_SCHEMES];
} steps[THEME_STEPS] = {
    [THEME_BACKGROUND_DEFAULT] = { "background-default", { 1, .009 } },
    [THEME_BACKGROUND_TINTED] = { "background-tinted", { .9, .014 } },
    [THEME_SURFACE_DEFAULT] = { "surface-default", { 1, .021 } },
    [THEME_SURFACE_TINTED] = { "surface-tinted", { .81, .027 } },
    [THEME_SURFACE_HOVER] = { "surface-hover", { .7, .036 } },
    [THEME_SURFACE_ACTIVE] = { "surface-active", { .59, .056 } },
    [THEME_BORDER_SUBTLE] = { "border-subtle", { .5, .08 } },
    [THEME_BORDER_DEFAULT] = { "border-default", { .19, .22 } },
    [THEME_BORDER_STRONG] = { "border-strong", { .11, .39 } },
    [THEME_TEXT_SUBTLE] = { "text-subtle", { .11, .39 } },
    [THEME_TEXT_DEFAULT] = { "text-default", { .0245, .84 } },
    [THEME_BASE_DEFAULT] = { .name = "base-default" },
    [THEME_BASE_HOVER] = { .name = "base-hover" },
    [THEME_BASE_ACTIVE] = { .name = "base-active" },
    [THEME_BASE_CONTRAST_SUBTLE] = { .name = "base-contrast-subtle" },
    [THEME_BASE_CONTRAST_DEFAULT] = { .name = "base-contrast-default" },
};

static int hex_digit(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c) : NULL;
    return at ? (int)(at - digits) : -1;
}

static bool rgb_read(const char *hex, struct rgb *colour)
{
    if (!hex || strlen(hex) != 7 || hex[0] != '#')
        return false;
    for (int i = 0; i < 3; i++) {
        int high = hex_digit(hex[1 + 2 * i]), low = hex_digit(hex[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        colour->at[i] = high * 16 + low;
    }
    return true;
}

/* To whole channels, as the colour will be written. */
static struct rgb rgb_round(struct rgb c)
{
    for (int i = 0; i < 3; i++)
        c.at[i] = floor(fmin(fmax(c.at[i], 0), 255) + .5);
    return c;
}

static struct theme_colour rgb_hex(struct rgb c)
{
    struct theme_colour colour;
    c = rgb_round(c);
    snprintf(colour.hex, sizeof colour.hex, "#%02x%02x%02x", (unsigned)c.at[0] & 255u,
             (unsigned)c.at[1] & 255u, (unsigned)c.at[2] & 255u);
    return colour;
}

/* sRGB's curve (IEC 61966-2-1) between a channel and linear light, 0 to 1. */
static double to_light(double channel)
{
    double c = channel / 255;
    return c <= .04045 ? c / 12.92 : pow((c + .055) / 1.055, 2.4);
}

static double from_light(double light)
{
    return 255 * (light <= .0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - .055);
}

/* WCAG 2's relative luminance; its limit differs from sRGB's, but no whole channel is between. */
static double luminance(struct rgb c)
{
    return .2126 * to_light(c.at[0]) + .7152 * to_light(c.at[1]) + .0722 * to_light(c.at[2]);
}

static struct rgb halfway(struct rgb a, struct rgb b)
{
    for (int i = 0; i < 3; i++)
        a.at[i] += .5 * (b.at[i] - a.at[i]);
    return a;
}

/* The colour mixed with black or white until it has the luminance wanted. */
static struct rgb with_luminance(struct rgb c, double wanted)
{
    if (wanted >= 1)
        return white;
    if (wanted <= 0)
        return black;
    bool darker = luminance(c) > wanted;
    struct rgb low = darker ? black : c, high = darker ? c : white, mid = halfway(low, high);
    for (int round = 0; round < 20 && fabs(luminance(mid) - wanted) >= 1e-7; round++) {
        if (luminance(mid) > wanted)
            high = mid;
        else
            low = mid;
        mid = halfway(low, high);
    }
    return rgb_round(mid);
}

static struct rgb multiply(const double matrix[3][3], struct rgb v)
{
    struct rgb out;
    for (int i = 0; i < 3; i++)
        out.at[i] = matrix[i][0] * v.at[0] + matrix[i][1] * v.at[1] + matrix[i][2] * v.at[2];
    return out;
}

/* 70 % of the chroma, in OKLab (CSS Color 4): on a dark page a full colour glares. */
static struct rgb calmer(struct rgb c)
{
    static const double light_to_cone[3][3] = {
        { .4122870823, .5363201457, .0514336492 },
        { .2119372243, .6806838236, .1073711844 },
        { .0883165142, .2817123302, .6298275426 },
    };
    static const double cone_to_oklab[3][3] = {
        { .2104542683, .7936177747, -.0040720430 },
        { 1.9779985324, -2.4285922420, .4505937096 },
        { .0259040425, .7827717125, -.8086757549 },
    };
    static const double oklab_to_cone[3][3] = {
        { 1, .3963377774, .2158037573 },
        { 1, -.1055613458, -.0638541728 },
        { 1, -.0894841775, -1.2914855480 },
    };
    static const double cone_to_light[3][3] = {
        { 4.0760928485, -3.3071851380, .2309331458 },
        { -1.2684672803, 2.6098176473, -.3413272621 },
        { -.0041970832, -.7035874389, 1.7080245229 },
    };
    for (int i = 0; i < 3; i++)
        c.at[i] = to_light(c.at[i]);
    struct rgb cone = multiply(light_to_cone, c);
    for (int i = 0; i < 3; i++)
        cone.at[i] = cbrt(cone.at[i]);
    struct rgb lab = multiply(cone_to_oklab, cone);
    lab.at[1] *= .7;
    lab.at[2] *= .7;
    cone = multiply(oklab_to_cone, lab);
    for (int i = 0; i < 3; i++)
        cone.at[i] = pow(cone.at[i], 3);
    c = multiply(cone_to_light, cone);
    for (int i = 0; i < 3; i++)
        c.at[i] = from_light(c.at[i]);
    return rgb_round(c);
}

/* CIE L* from light with sRGB's own weights, which are finer than WCAG's. */
static double lightness(struct rgb c)
{
    double y = .21263900587151 * to_light(c.at[0]) + .71516867876775 * to_light(c.at[1]) +
               .072192315360733 * to_light(c.at[2]);
    return y <= .0088564516 ? y * 903.2962962 : 116 * cbrt(y) - 16;
}

/* The colour as light as a grey of this L*; the grey counts as it would be written. */
static struct rgb with_lightness(struct rgb c, double wanted)
{
    double y = wanted <= 8 ? wanted / 903.2962962 : pow((wanted + 16) / 116, 3);
    double grey = from_light(y);
    return with_luminance(c, luminance(rgb_round((struct rgb){ { grey, grey, grey } })));
}

static double contrast(struct rgb a, struct rgb b)
{
    double x = luminance(a) + .05, y = luminance(b) + .05;
    return x > y ? x / y : y / x;
}

/* The fill of a button, what it becomes under the pointer and when pressed, and
 * two colours for text on it. */
static void base_steps(struct rgb colour, enum theme_scheme scheme, struct theme_colour *step)
{
    double light = lightness(colour);
    if (scheme == THEME_DARK)
        light = light <= 30 ? 70 : 100 - light;
    double change = light <= 30 || (light >= 49 && light <= 65) ? 8 : -8;
    struct rgb base = scheme == THEME_DARK ? with_lightness(colour, light) : colour;
    step[THEME_BASE_DEFAULT] = rgb_hex(base);
    step[THEME_BASE_HOVER] = rgb_hex(with_lightness(colour, light + change));
    step[THEME_BASE_ACTIVE] = rgb_hex(with_lightness(colour, light + 2 * change));

    light = lightness(base);
    change = light <= 40 || light >= 60 ? 60 : 50;
    bool on_dark = contrast(base, white) >= contrast(base, black);
    step[THEME_BASE_CONTRAST_SUBTLE] =
        rgb_hex(with_lightness(base, on_dark ? light + change : light - change));
    step[THEME_BASE_CONTRAST_DEFAULT] = rgb_hex(on_dark ? white : black);
}

bool theme_make(const char *hex, struct theme *theme)
{
    struct rgb colour;
    if (!rgb_read(hex, &colour))
        return false;
    for (int scheme = 0; scheme < THEME_SCHEMES; scheme++) {
        struct rgb ground = scheme == THEME_DARK ? calmer(colour) : colour;
        for (int i = 0; i < THEME_BASE_DEFAULT; i++)
            theme->step[scheme][i] = rgb_hex(with_luminance(ground, steps[i].luminance[scheme]));
        base_steps(colour, scheme, theme->step[scheme]);
    }
    return true;
}

static void put_steps(const struct theme *theme, enum theme_scheme scheme, struct buf *css)
{
    for (int i = 0; i < THEME_STEPS; i++)
        buf_printf(css, "--ds-color-accent-%s:%s;", steps[i].name, theme->step[scheme][i].hex);
}

void theme_css(const struct theme *theme, struct buf *css)
{
    buf_puts(css, ":root,[data-color-scheme=\"light\"]{");
    put_steps(theme, THEME_LIGHT, css);
    buf_puts(css, "}[data-color-scheme=\"dark\"]{");
    put_steps(theme, THEME_DARK, css);
    buf_puts(css, "}@media (prefers-color-scheme:dark){[data-color-scheme=\"auto\"]{");
    put_steps(theme, THEME_DARK, css);
    buf_puts(css, "}}\n");
}

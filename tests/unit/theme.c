/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A theme from one colour, against what Designsystemet's generator 1.15.0 gives
 * for the same colours (generateColorSchemes, all 16 steps, light and dark). */
#include "web/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static const struct {
    const char *colour;
    const char *step[THEME_SCHEMES][THEME_STEPS];
} generated[] = {
    { "#3F3D99",
      { { "#ffffff", "#f3f3f9", "#ffffff", "#e8e8f3", "#d9d8eb", "#c8c8e2", "#b9b9da", "#7372b5",
          "#5654a5", "#5654a5", "#26245b", "#3f3d99", "#302e73", "#212050", "#e4e4f1", "#ffffff" },
        { "#15162a", "#1c1d38", "#232546", "#282a51", "#2f315e", "#3b3d76", "#474a87", "#7c7ea9",
          "#a4a6c4", "#a4a6c4", "#ebecf2", "#a5a4cf", "#8f8ec4", "#7978b8", "#19181f", "#000000" } }
    },
    { "#0b7a5b",
      { { "#ffffff", "#edf5f3", "#ffffff", "#dcece8", "#c5e0d8", "#acd2c7", "#95c5b8", "#24886c",
          "#0a6a4f", "#0a6a4f", "#053225", "#0b7a5b", "#09644b", "#074f3b", "#e9f3f1", "#ffffff" },
        { "#0d1a15", "#11231c", "#162c24", "#193329", "#1d3b30", "#254a3c", "#2c5848", "#598b79",
          "#8dafa2", "#8dafa2", "#e7eeeb", "#379278", "#5ba691", "#7eb9a8", "#07120f", "#000000" } }
    },
    { "#ffd500",
      { { "#ffffff", "#fff4bf", "#ffffff", "#ffe97a", "#ffd70d", "#eec700", "#ddb900", "#8f7700",
          "#6e5c00", "#6e5c00", "#342b00", "#ffd500", "#e5bf00", "#cbaa00", "#4b3e00", "#000000" },
        { "#1b180c", "#231f10", "#2d2815", "#332e18", "#3c351c", "#4b4323", "#5a5029", "#918043",
          "#bda757", "#bda757", "#f9ecbc", "#2a2300", "#3e3400", "#534500", "#b8b5aa", "#ffffff" } }
    },
    { "#b3322d",
      { { "#ffffff", "#faf2f1", "#ffffff", "#f5e5e4", "#efd4d3", "#e8c1bf", "#e2b0ae", "#c15854",
          "#ac302b", "#ac302b", "#521715", "#b3322d", "#902824", "#701f1c", "#f4e2e1", "#ffffff" },
        { "#271210", "#331815", "#411e1a", "#4a221e", "#562823", "#6c322c", "#803b35", "#b36f69",
          "#cb9d98", "#cb9d98", "#f4eae9", "#cc7571", "#d6908d", "#e0aba9", "#251514", "#000000" } }
    },
    { "#111111",
      { { "#ffffff", "#f3f3f3", "#ffffff", "#e8e8e8", "#dadada", "#cacaca", "#bcbcbc", "#797979",
          "#5d5d5d", "#5d5d5d", "#2b2b2b", "#111111", "#222222", "#333333", "#9e9e9e", "#ffffff" },
        { "#181818", "#1f1f1f", "#282828", "#2e2e2e", "#353535", "#434343", "#505050", "#818181",
          "#a8a8a8", "#a8a8a8", "#ececec", "#ababab", "#969696", "#818181", "#1b1b1b", "#000000" } }
    },
    { "#ffffff",
      { { "#ffffff", "#f3f3f3", "#ffffff", "#e8e8e8", "#dadada", "#cacaca", "#bcbcbc", "#797979",
          "#5d5d5d", "#5d5d5d", "#2b2b2b", "#ffffff", "#e8e8e8", "#d1d1d1", "#5e5e5e", "#000000" },
        { "#181818", "#1f1f1f", "#282828", "#2e2e2e", "#353535", "#434343", "#505050", "#818181",
          "#a8a8a8", "#a8a8a8", "#ececec", "#000000", "#181818", "#282828", "#919191", "#ffffff" } }
    },
};

static void steps_are_those_of_the_generator(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof generated / sizeof *generated; i++) {
        struct theme theme;
        assert_true(theme_make(generated[i].colour, &theme));
        for (int scheme = 0; scheme < THEME_SCHEMES; scheme++)
            for (int step = 0; step < THEME_STEPS; step++)
                assert_string_equal(theme.step[scheme][step].hex, generated[i].step[scheme][step]);
    }
}

static void only_six_digits_are_a_colour(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",         "#",        "3f3d99",     "#3f3d9",   "#3f3d999",  "#3f3d9g",
        "#3f3d9 ",  " #3f3d99", "#fff",       "red",      "#3f3d99;}", "rgb(1,2,3)",
        "#-1-1-1",  "#0x0x0x",  "#\xc3\xa4" "aaaa", "#12345\n",
    };
    struct theme theme;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(theme_make(bad[i], &theme));
    assert_false(theme_make(NULL, &theme));
    assert_true(theme_make("#AbCdEf", &theme));
    assert_string_equal(theme.step[THEME_LIGHT][THEME_BASE_DEFAULT].hex, "#abcdef");
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    while ((text = strstr(text, what))) {
        text += strlen(what);
        n++;
    }
    return n;
}

static void css_repaints_the_accent_in_both_schemes(void **state)
{
    (void)state;
    struct theme theme;
    struct buf css = buf_new(8192);
    assert_true(theme_make("#0b7a5b", &theme));
    theme_css(&theme, &css);
    assert_false(buf_over(&css));
    assert_in_range(css.n, 2000, 3500);
    assert_int_equal(count(css.at, "--ds-color-accent-"), 3 * THEME_STEPS);
    assert_int_equal(count(css.at, "{"), count(css.at, "}"));
    assert_int_equal(count(css.at, "--ds-color-accent-base-default:#0b7a5b;"), 1);
    assert_int_equal(count(css.at, theme.step[THEME_DARK][THEME_BASE_DEFAULT].hex), 2);
    buf_free(&css);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_those_of_the_generator),
        cmocka_unit_test(only_six_digits_are_a_colour),
        cmocka_unit_test(css_repaints_the_accent_in_both_schemes),
    };
    return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}

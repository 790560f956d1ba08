/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The files compiled into the binary: found by their paths, whole, and the
 * style sheet asks for the fonts by the paths they really have. */
#include "web/asset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const struct asset *by_name(const char *name)
{
    const struct asset *a = asset_find(asset_url(name));
    assert_non_null(a);
    return a;
}

static void every_asset_is_found_by_its_path(void **state)
{
    (void)state;
    assert_true(assets_n >= 5);
    for (size_t i = 0; i < assets_n; i++) {
        assert_ptr_equal(asset_find(assets[i].path), &assets[i]);
        assert_true(assets[i].n > 100);
        assert_int_equal(assets[i].etag[0], '"');
    }
    assert_null(asset_find("/assets/vointi.css"));
    assert_null(asset_find("/assets/"));
    assert_null(asset_find(""));
}

static void a_path_that_is_kept_for_a_year_holds_its_hash(void **state)
{
    (void)state;
    for (size_t i = 0; i < assets_n; i++) {
        char hash[16] = "";
        memcpy(hash, assets[i].etag + 1, strlen(assets[i].etag) - 2);
        if (strstr(assets[i].keep, "immutable"))
            assert_non_null(strstr(assets[i].path, hash));
        else
            assert_string_equal(assets[i].path, "/robots.txt");
    }
}

static void contents_are_whole(void **state)
{
    (void)state;
    const struct asset *font = by_name("inter-latin.woff2");
    assert_memory_equal(font->at, "wOF2", 4);
    /* a WOFF2 file tells its own length in bytes 8 to 11 */
    uint32_t n = (uint32_t)font->at[8] << 24 | (uint32_t)font->at[9] << 16 |
                 (uint32_t)font->at[10] << 8 | font->at[11];
    assert_int_equal(font->n, n);
    const struct asset *icon = by_name("favicon.svg");
    assert_memory_equal(icon->at, "<svg", 4);
    assert_memory_equal(icon->at + icon->n - 7, "</svg>\n", 7);
    assert_string_equal(icon->type, "image/svg+xml");
}

static void the_style_sheet_asks_for_fonts_that_are_there(void **state)
{
    (void)state;
    const struct asset *css = by_name("vointi.css");
    const char *text = (const char *)css->at; /* tools/embed puts a NUL behind each file */
    assert_int_equal(strlen(text), css->n);
    assert_non_null(strstr(text, "@layer ds.theme,ds.base,ds.components,vointi;"));
    int fonts = 0;
    for (const char *at = text; (at = strstr(at, "url(\"inter")); fonts++) {
        at += strlen("url(\"");
        char path[80];
        snprintf(path, sizeof path, "/assets/%.*s", (int)strcspn(at, "\""), at);
        assert_non_null(asset_find(path));
    }
    assert_int_equal(fonts, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_asset_is_found_by_its_path),
        cmocka_unit_test(a_path_that_is_kept_for_a_year_holds_its_hash),
        cmocka_unit_test(contents_are_whole),
        cmocka_unit_test(the_style_sheet_asks_for_fonts_that_are_there),
    };
    return cmocka_run_group_tests_name("asset", tests, NULL, NULL);
}

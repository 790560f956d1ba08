/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What a browser loads besides pages: style sheet, fonts, icon. The files are
 * compiled into the binary by tools/embed. A path holds a hash of the content,
 * so a browser may keep the answer for a year. */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include <stddef.h>

struct asset {
    const char *name; /* "vointi.css" */
    const char *path; /* "/assets/vointi.1a2b3c4d.css"; a name others fix stays: "/robots.txt" */
    const char *type; /* Content-Type */
    const char *keep; /* Cache-Control */
    const char *etag; /* strong, with its quotes */
    const unsigned char *at;
    size_t n;
};

/* The asset of a request's path; NULL when there is none. */
const struct asset *asset_find(const char *path);

/* The path of an asset for a page: asset_url("vointi.css"). Asserts that the
 * name is known. */
const char *asset_url(const char *name);

/* Made by tools/embed into out/gen/assets.c. */
extern const struct asset assets[];
extern const size_t assets_n;

#endif

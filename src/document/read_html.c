/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Web pages, also Word's "Web page, filtered". */
#include "document/readers.h"

#include <string.h>
#include <strings.h>

enum { LOOK_AT = 64 * 1024 };

/* A page begins with a tag and has the bones of one; a text file with <p> and
 * <ul> in its cells has not. */
bool sniff_html(const char *bytes, size_t n)
{
    static const char *const bones[] = { "<!doctype html", "<html", "<head", "<body", "<table",
                                         "<meta",          "<h1",   "<h2",   "<h3" };
    size_t at = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (at < n && strchr(" \t\r\n\f", bytes[at]))
        at++;
    if (at == n || bytes[at] != '<')
        return false;
    for (; at < n && at < LOOK_AT; at++)
        for (size_t i = 0; bytes[at] == '<' && i < sizeof bones / sizeof *bones; i++)
            if (n - at > strlen(bones[i]) && strncasecmp(bytes + at, bones[i], strlen(bones[i])) == 0)
                return true;
    return false;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * How programs use Vointi: in words for people, as OpenAPI for programs. */
#include "app/api.h"
#include "app/api_show.view.h"

static void dress_words(struct visit *v, const void *data)
{
    api_show_view.dress[FORMAT_HTML](v, data);
}

static const struct view api_view = {
    .name = "openapi",
    .dress = { [FORMAT_HTML] = dress_words, [FORMAT_JSON] = openapi_put },
};

static bool api_page(struct visit *v)
{
    v->view = &api_view;
    return true;
}

const struct page api_pages[] = {
    { METHOD_GET, "/rajapinta", RIGHT_PUBLIC, NULL, api_page, &api_view },
    { 0 },
};

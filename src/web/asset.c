/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "web/asset.h"

#include <assert.h>
#include <string.h>

const struct asset *asset_find(const char *path)
{
    for (size_t i = 0; i < assets_n; i++)
        if (strcmp(assets[i].path, path) == 0)
            return &assets[i];
    return NULL;
}

const char *asset_url(const char *name)
{
    for (size_t i = 0; i < assets_n; i++)
        if (strcmp(assets[i].name, name) == 0)
            return assets[i].path;
    assert(!"an asset that was not compiled in");
    return NULL;
}

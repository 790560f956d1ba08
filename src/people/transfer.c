/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "people/transfer.h"

#include <pthread.h>
#include <stdlib.h>

static void begin_library(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

CURL *transfer_new(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, begin_library);
    CURL *curl = curl_easy_init();
    if (!curl)
        abort();
    return curl;
}

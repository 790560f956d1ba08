/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "package.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n)
{
    static const char *const names[] = { "content.xml", "styles.xml", "meta.xml", NULL };
    static const struct office_part fixed[] = {
        { .name = "mimetype", .bytes = "application/vnd.oasis.opendocument.spreadsheet",
          .store = true },
        { 0 },
    };
    fuzz_package(read_ods, names, fixed, at, n);
    return 0;
}

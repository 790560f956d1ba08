/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "package.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n);

#define REL(type, target) "<r Id=\"" type "\" Type=\"x/" type "\" Target=\"" target "\"/>"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n)
{
    static const char *const names[] = { "word/document.xml", "word/styles.xml",
                                         "word/numbering.xml", "word/footnotes.xml", NULL };
    static const struct office_part fixed[] = {
        { .name = "word/_rels/document.xml.rels",
          .bytes = "<r>" REL("styles", "styles.xml") REL("numbering", "numbering.xml")
                   REL("footnotes", "footnotes.xml") "</r>", .store = true },
        { 0 },
    };
    fuzz_package(read_docx, names, fixed, at, n);
    return 0;
}

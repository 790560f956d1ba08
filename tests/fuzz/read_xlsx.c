/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "package.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n);

#define REL(id, type, target) "<r Id=\"" id "\" Type=\"x/" type "\" Target=\"" target "\"/>"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t n)
{
    static const char *const names[] = { "xl/sheet.xml", "xl/shared.xml", "xl/styles.xml", NULL };
    static const struct office_part fixed[] = {
        { .name = "xl/workbook.xml",
          .bytes = "<w><workbookPr date1904=\"1\"/><sheets><s name=\"A\" id=\"r1\"/>"
                   "<s name=\"B\" id=\"r1\" state=\"hidden\"/></sheets></w>", .store = true },
        { .name = "xl/_rels/workbook.xml.rels",
          .bytes = "<r>" REL("r1", "worksheet", "sheet.xml")
                   REL("r2", "sharedStrings", "shared.xml") REL("r3", "styles", "styles.xml")
                   "</r>", .store = true },
        { 0 },
    };
    fuzz_package(read_xlsx, names, fixed, at, n);
    return 0;
}

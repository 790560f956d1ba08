/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Shows a file as the readers see it, in the notation of reading.h. For whoever
 * works on a reader: make out/release/readers/show */
#include "readers/reading.h"

int main(int argc, char **argv)
{
    struct visit v = visit_new();
    struct document d;

    if (argc != 2 || !document_open(&v, argv[1], &d)) {
        fprintf(stderr, "%s\n", argc == 2 ? v.fail.text : "show FILE");
        return 1;
    }
    struct buf b = shown_document(&d);
    fwrite(b.at, 1, b.n, stdout);
    buf_free(&b);
    visit_end(&v);
    return 0;
}

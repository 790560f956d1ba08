/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Shows the plan that is found in a file, in the notation of recognise_text.h: a
 * document of any format, or one of tests/plans. For whoever works on the
 * recogniser: make out/release/readers/plan */
#include "recognise_text.h"

static bool read_any(struct visit *v, const char *path, struct document *d)
{
    struct buf bytes;
    const char *document, *plan;

    if (!text_ends(path, ".plan"))
        return document_open(v, path, d);
    if (!document_load(v, path, &bytes))
        return false;
    text_halves(v, bytes.at, &document, &plan);
    buf_free(&bytes);
    text_document(v, document, "suunnitelma.docx", d);
    return true;
}

int main(int argc, char **argv)
{
    struct visit v = visit_new();
    struct document d;
    struct recognised r;

    v.lang = LANG_EN;
    if (argc < 2 || !read_any(&v, argv[1], &d) ||
        !recognise_plan(&v, &d, argc > 2 ? argv[2] : NULL, &r)) {
        fprintf(stderr, "%s\n", argc < 2 ? "plan FILE [ORGANISATION]" : v.fail.text);
        return 1;
    }
    fputs(text_plan(&v, &r), stdout);
    visit_end(&v);
    return 0;
}

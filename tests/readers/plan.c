/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * For whoever works on the recogniser: make out/release/readers/plan
 *   plan FILE                  the plan found in a document of any format or in one of
 *                              tests/plans, in the notation of recognise_text.h
 *   plan NAME.plan OUT.docx    writes the document as a file of the format that OUT names */
#include "recognise_text.h"
#include "written.h"

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

static int write_as(struct visit *v, const struct document *d, const char *path)
{
    size_t n;
    char *bytes = written_document(v, d, strrchr(path, '.') + 1, &n);
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(bytes, 1, n, f) == n;

    if (f)
        fclose(f);
    free(bytes);
    return !ok;
}

int main(int argc, char **argv)
{
    struct visit v = visit_new();
    struct document d;
    struct recognised r;

    v.lang = LANG_EN;
    if (argc < 2 || !read_any(&v, argv[1], &d)) {
        fprintf(stderr, "%s\n", argc < 2 ? "plan FILE [OUT]" : v.fail.text);
        return 1;
    }
    if (argc > 2)
        return write_as(&v, &d, argv[2]);
    bool found = recognise_plan(&v, &d, NULL, &r);
    fputs(found ? text_plan(&v, &r) : text(&v, "%s\n", v.fail.text), stdout);
    visit_end(&v);
    return !found;
}

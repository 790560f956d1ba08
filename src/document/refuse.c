/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Files that no reader knows: says what the file seems to be and what the
 * person can do. Knows formats by their first bytes only; reads nothing. */
#define _GNU_SOURCE /* memmem */
#include "document/readers.h"

#include <string.h>

/* "EncryptedPackage" in UTF-16: an Office file that a password protects is kept
 * in the old container under this name (MS-OFFCRYPTO 2.3.4.4). */
static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

static const char old_office[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

static const char picture[] =
    N_("This is a picture. A plan can be read from a Word or Excel file, a web page or a text "
       "file: ask for the file that the picture was made from.");

static const char unknown_package[] =
    N_("This is a zip package, but no Word, Excel or OpenDocument file was found in it. If the "
       "plan is packed inside, unpack it first and give the file itself.");

/* sizeof - 1: magics hold NULs. */
#define MAGIC(bytes) bytes, sizeof bytes - 1
static const struct {
    size_t at;
    const char *magic;
    size_t n;
    const char *sentence;
} foreign[] = {
    { 0, MAGIC(old_office),
      N_("This is an old Word or Excel file. Open it, save it as .docx or .xlsx, and try with "
         "that file.") },
    { 0, MAGIC("%PDF"),
      N_("This is a PDF, where tables are lost. Open it in Word and save it as .docx, or export "
         "its tables to Excel, or ask for the file that the PDF was made from.") },
    { 0, MAGIC("{\\rtf"), N_("This is an RTF file. Open it in Word or LibreOffice, save it as "
                             ".docx, and try with that file.") },
    { 0, MAGIC("MIME-Version:"),
      N_("This is a web page packed in a single file. Open it in Word or a browser, save it as "
         ".docx or as a plain web page, and try with that file.") },
    { 0, MAGIC("<?xml"), N_("This is an XML file of a kind that is not known. Open it in the "
                            "program it was made with and save it as .docx or .xlsx.") },
    { 0, MAGIC("\xEF\xBB\xBF<?xml"),
      N_("This is an XML file of a kind that is not known. Open it in the program it was made "
         "with and save it as .docx or .xlsx.") },
    { 0, MAGIC("PK\x03\x04"), unknown_package },
    { 0, MAGIC("PK\x05\x06"), unknown_package },
    { 0, MAGIC("\x89PNG"), picture },
    { 0, MAGIC("\xFF\xD8\xFF"), picture },
    { 0, MAGIC("GIF8"), picture },
    { 0, MAGIC("II*\0"), picture },
    { 0, MAGIC("MM\0*"), picture },
    { 0, MAGIC("BM"), picture },
    { 8, MAGIC("WEBP"), picture },
    { 4, MAGIC("ftyphei"), picture },
    { 4, MAGIC("ftypavif"), picture },
};

static bool only_space(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!strchr(" \t\r\n", bytes[i]))
            return false;
    return true;
}

const char *document_foreign(const char *bytes, size_t n)
{
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (foreign[i].at + foreign[i].n <= n &&
            memcmp(bytes + foreign[i].at, foreign[i].magic, foreign[i].n) == 0)
            return foreign[i].sentence;
    return NULL;
}

bool document_refuse(struct visit *v, const char *bytes, size_t n)
{
    if (only_space(bytes, n))
        return fail(v, FAIL_DOCUMENT, tr(v, "The file is empty. Check that it is the right file "
                                            "and that it was saved."));
    if (n > 8 && memcmp(bytes, old_office, 8) == 0 && memmem(bytes, n, MAGIC(encrypted)))
        return fail(v, FAIL_DOCUMENT,
                    tr(v, "A password protects the file. Open it, save it without the password, "
                          "and try with that file."));
    if (n >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0 && !memmem(bytes, n, MAGIC("PK\x05\x06")))
        return document_damaged(v, "the list of parts is missing");
    const char *sentence = document_foreign(bytes, n);
    if (sentence)
        return fail(v, FAIL_DOCUMENT, "%s", tr(v, sentence));
    return fail(v, FAIL_DOCUMENT,
                tr(v, "What kind of file this is was not recognised. Give the plan as a Word "
                      "(.docx), Excel (.xlsx), OpenDocument, web page, CSV or text file."));
}

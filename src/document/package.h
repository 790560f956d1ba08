/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What kind of office package a zip file is, and how the parts of an Office
 * Open XML package (docx, xlsx) point to each other. */
#ifndef DOCUMENT_PACKAGE_H
#define DOCUMENT_PACKAGE_H

#include "document/document.h"
#include "document/zip_part.h"

enum package_kind { PACKAGE_OTHER, PACKAGE_DOCX, PACKAGE_XLSX, PACKAGE_ODT, PACKAGE_ODS };

/* A package that was cut short is still told by its bytes, so that its reader
 * can say so. */
enum package_kind package_kind(const char *bytes, size_t n);

/* A relationship (ECMA-376 part 2, 9.3): from the part to another. */
struct relation {
    const char *id;
    const char *type;   /* the last step of its address: "styles", "worksheet" */
    const char *target; /* name of the other part in the package */
};

struct relations {
    struct relation *at;
    size_t n, cap;
};

/* The relationships of a part ("" for the package itself); none when it has no
 * list of them. false: failed. */
bool package_relations(struct visit *v, struct package *p, const char *part, struct relations *out);
/* The part that a relationship of the type or with the id points to; NULL when
 * there is none or the part is not there. */
const char *relation_of_type(struct package *p, const struct relations *r, const char *type);
const char *relation_of_id(struct package *p, const struct relations *r, const char *id);

/* The title from the file's properties; the document keeps NULL when empty. */
bool package_title(struct visit *v, struct package *p, const char *part, struct document *d);

#endif

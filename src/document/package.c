/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#define _GNU_SOURCE /* memmem */
#include "document/package.h"

#include "base/text.h"
#include "document/xml.h"

#include <string.h>

static const struct {
    const char *part; /* that every such package has */
    enum package_kind kind;
} office_folders[] = {
    { "word/", PACKAGE_DOCX },
    { "xl/", PACKAGE_XLSX },
};

/* Templates of them begin the same way. */
static const struct {
    const char *mimetype;
    enum package_kind kind;
} opendocument_types[] = {
    { "application/vnd.oasis.opendocument.text", PACKAGE_ODT },
    { "application/vnd.oasis.opendocument.spreadsheet", PACKAGE_ODS },
};

static enum package_kind kind_of_mimetype(const char *type, size_t n)
{
    for (size_t i = 0; i < sizeof opendocument_types / sizeof *opendocument_types; i++) {
        size_t length = strlen(opendocument_types[i].mimetype);
        if (n >= length && memcmp(type, opendocument_types[i].mimetype, length) == 0)
            return opendocument_types[i].kind;
    }
    return PACKAGE_OTHER;
}

/* The mimetype is the first part, stored (OpenDocument 1.3 part 2, 3.3), so it
 * stands at a fixed place, also when the end of the file is missing. */
static enum package_kind kind_of_first_part(const char *bytes, size_t n)
{
    static const char name[] = "mimetype";
    enum { NAME_AT = 30, TYPE_AT = NAME_AT + sizeof name - 1 };

    if (n < TYPE_AT || memcmp(bytes + NAME_AT, name, sizeof name - 1) != 0)
        return PACKAGE_OTHER;
    return kind_of_mimetype(bytes + TYPE_AT, n - TYPE_AT);
}

/* Packed again with another program, the mimetype may stand anywhere or be gone;
 * the manifest tells it as the type of "/". */
static enum package_kind kind_of_manifest(struct package *p)
{
    struct visit v = visit_new();
    enum package_kind kind = PACKAGE_OTHER;
    struct xml *x = xml_open(&v, p, "META-INF/manifest.xml");

    if (x && xml_child(x, 0))
        for (int here = x->depth; kind == PACKAGE_OTHER && xml_child(x, here);) {
            const char *path = xml_get(x, "full-path"), *type = xml_get(x, "media-type");
            if (path && type && strcmp(path, "/") == 0)
                kind = kind_of_mimetype(type, strlen(type));
        }
    xml_close(x);
    visit_end(&v);
    return kind;
}

/* A package without its list of parts: names stand before the parts too. */
static enum package_kind kind_of_damaged(const char *bytes, size_t n)
{
    for (size_t i = 0; i < sizeof office_folders / sizeof *office_folders; i++)
        if (memmem(bytes, n, office_folders[i].part, strlen(office_folders[i].part)))
            return office_folders[i].kind;
    return PACKAGE_OTHER;
}

enum package_kind package_kind(const char *bytes, size_t n)
{
    if (!package_sniff(bytes, n))
        return PACKAGE_OTHER;
    enum package_kind kind = kind_of_first_part(bytes, n);
    if (kind != PACKAGE_OTHER)
        return kind;
    struct package *p = package_open(bytes, n);
    if (!p)
        return kind_of_damaged(bytes, n);
    for (size_t i = 0; i < sizeof office_folders / sizeof *office_folders; i++)
        if (package_has_under(p, office_folders[i].part))
            kind = office_folders[i].kind;
    if (kind == PACKAGE_OTHER && package_has(p, "content.xml"))
        kind = kind_of_manifest(p);
    package_close(p);
    return kind;
}

/* "word/document.xml" → "word/_rels/document.xml.rels" */
static const char *relations_part(struct visit *v, const char *part)
{
    const char *slash = strrchr(part, '/'), *name = slash ? slash + 1 : part;
    return text(v, "%.*s_rels/%s.rels", (int)(name - part), part, name);
}

/* A target is relative to the folder of the part, or begins with "/". */
static const char *resolve(struct visit *v, const char *part, const char *target)
{
    const char *slash = strrchr(part, '/');
    size_t folder = slash ? (size_t)(slash - part) : 0;

    if (*target == '/')
        return arena_strdup(v->arena, target + 1);
    for (; text_begins(target, "../") || text_begins(target, "./");
         target = strchr(target, '/') + 1)
        if (text_begins(target, "../"))
            while (folder && part[--folder] != '/')
                ;
    return text(v, "%.*s%s%s", (int)folder, part, folder ? "/" : "", target);
}

bool package_relations(struct visit *v, struct package *p, const char *part, struct relations *out)
{
    const char *list = relations_part(v, part);

    *out = (struct relations){ 0 };
    if (!package_has(p, list))
        return true;
    struct xml *x = xml_open(v, p, list);
    if (x && xml_child(x, 0))
        for (int here = x->depth; xml_child(x, here);) {
            const char *id = xml_get(x, "Id"), *type = xml_get(x, "Type");
            const char *target = xml_get(x, "Target"), *mode = xml_get(x, "TargetMode");
            if (!id || !type || !target || (mode && strcmp(mode, "External") == 0))
                continue;
            const char *slash = strrchr(type, '/');
            *arena_push(v->arena, out) =
                (struct relation){ xml_keep(x, id), xml_keep(x, slash ? slash + 1 : type),
                                   resolve(v, part, target) };
        }
    xml_close(x);
    return !failed(v);
}

const char *relation_of_type(struct package *p, const struct relations *r, const char *type)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->at[i].type, type) == 0 && package_has(p, r->at[i].target))
            return r->at[i].target;
    return NULL;
}

const char *relation_of_id(struct package *p, const struct relations *r, const char *id)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->at[i].id, id) == 0 && package_has(p, r->at[i].target))
            return r->at[i].target;
    return NULL;
}

/* docProps/core.xml has the title under its root, meta.xml one deeper. */
static void find_title(struct xml *x, struct buf *title)
{
    for (int here = x->depth; !title->n && xml_child(x, here);) {
        if (xml_is(x, "title"))
            xml_read_text(x, title);
        else
            find_title(x, title);
    }
}

bool package_title(struct visit *v, struct package *p, const char *part, struct document *d)
{
    struct buf title = buf_new(4096);

    if (!part || !package_has(p, part))
        return true;
    struct xml *x = xml_open(v, p, part);
    if (x)
        find_title(x, &title);
    xml_close(x);
    if (title.n)
        d->title = text_squeeze(v->arena, text_clean(v->arena, title.at, title.n));
    if (d->title && !*d->title)
        d->title = NULL;
    buf_free(&title);
    return !failed(v);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Forms that send files: multipart/form-data as browsers write it (RFC 7578, HTML § 4.10.21.8).
 * Nothing is decoded: the bytes of a file stay where they came. */
#define _GNU_SOURCE /* memmem, strcasestr */
#include "web/page.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

enum { PARTS_MOST = 4000, FILES_MOST = 200, BOUNDARY_MOST = 70, NAME_MOST = 200 };

struct piece {
    const char *at;
    size_t n;
};

/* The place of a text in bytes; NULL: it is not there. */
static const char *find(struct piece in, const char *what, size_t n)
{
    return in.n >= n ? memmem(in.at, in.n, what, n) : NULL;
}

static struct piece after(struct piece in, const char *at)
{
    return (struct piece){ at, in.n - (size_t)(at - in.at) };
}

/* "multipart/form-data; boundary=----abc"; "" when there is none. */
static const char *boundary_of(struct visit *v, const char *type)
{
    const char *at = strcasestr(type, "boundary=");

    if (strncasecmp(type, "multipart/form-data", strlen("multipart/form-data")) != 0 || !at)
        return "";
    at += strlen("boundary=");
    at += *at == '"';
    size_t n = strcspn(at, "\";, \t\r\n");
    return n && n <= BOUNDARY_MOST ? text(v, "--%.*s", (int)n, at) : "";
}

/* A value of Content-Disposition: name="…"; browsers write " CR LF in it as %22 %0D %0A.
 * NULL: it is not there. */
static const char *disposition(struct visit *v, struct piece head, const char *name)
{
    const char *key = text(v, "; %s=\"", name), *from = find(head, key, strlen(key));

    if (!from)
        return NULL;
    struct piece rest = after(head, from + strlen(key));
    const char *end = find(rest, "\"", 1);
    return end ? text_clean(v->arena, arena_copy(v->arena, rest.at, (size_t)(end - rest.at)),
                            (size_t)(end - rest.at))
               : NULL;
}

/* Some browsers sent the whole path. */
static const char *without_folders(struct visit *v, const char *name)
{
    const char *cut = name + strlen(name);

    while (cut > name && cut[-1] != '/' && cut[-1] != '\\')
        cut--;
    return text_cut(v->arena, text_squeeze(v->arena, cut), NAME_MOST);
}

static bool take(struct visit *v, struct piece head, struct piece body)
{
    const char *name = disposition(v, head, "name"), *file = disposition(v, head, "filename");

    if (!name || strncasecmp(head.at, "Content-Disposition: form-data;",
                             strlen("Content-Disposition: form-data;")) != 0)
        return false;
    if (!file) {
        if (memchr(body.at, '\0', body.n) || !text_valid(body.at, body.n))
            return false;
        args_add(v, &v->posted, name, arena_copy(v->arena, body.at, body.n));
    } else if (*file || body.n) { /* an empty field of files sends one without a name */
        *arena_push(v->arena, &v->files) =
            (struct posted_file){ name, without_folders(v, file), body.at, body.n };
    }
    return v->posted.n <= PARTS_MOST && v->files.n <= FILES_MOST;
}

/* From behind one boundary to before the next; *in moves on behind that. */
static bool part_read(struct visit *v, struct piece *in, const char *between)
{
    const char *head_end, *end;
    size_t n = strlen(between);

    if (in->n < 2 || memcmp(in->at, "\r\n", 2) != 0)
        return false;
    *in = after(*in, in->at + 2);
    if (!(head_end = find(*in, "\r\n\r\n", 4)))
        return false;
    struct piece head = { in->at, (size_t)(head_end - in->at) };
    *in = after(*in, head_end + 4);
    if (!(end = find(*in, between, n)))
        return false;
    struct piece body = { in->at, (size_t)(end - in->at) };
    *in = after(*in, end + n);
    return take(v, head, body);
}

static bool parts_read(struct visit *v, const char *type, struct piece in)
{
    const char *boundary = boundary_of(v, type), *between = text(v, "\r\n%s", boundary);
    size_t n = strlen(boundary);

    if (!n || in.n < n || memcmp(in.at, boundary, n) != 0)
        return false;
    in = after(in, in.at + n);
    while (in.n < 2 || memcmp(in.at, "--", 2) != 0)
        if (!part_read(v, &in, between))
            return false;
    return true;
}

bool visit_posted_files(struct visit *v, const char *type, const char *body, size_t n)
{
    return parts_read(v, type, (struct piece){ body, n }) ||
           fail(v, FAIL_REQUEST, "%s",
                tr(v, "What the form sent did not arrive whole. Go back and send it again."));
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "people/invite.h"

#include "base/put.h"
#include "base/text.h"
#include "people/people.h"
#include "web/page.h"

#include <string.h>

struct reading {
    struct visit *v;
    struct invitations *out;
    bool (*is_organisation)(void *arg, const char *words);
    void *arg;
    int line;
    size_t first;        /* of the line, in out */
    const char *pending; /* a name that stood before its address */
};

static void wrong(struct reading *r, const char *words)
{
    if (!r->out->fault)
        r->out->fault = text(r->v, "%s: %s", text(r->v, tr(r->v, "Line %s"), say(r->v, r->line)),
                             words);
}

/* "Maija Meri <maija@example.org>", "maija@example.org": the address; *rest: the others. */
static const char *address_taken(struct visit *v, const char *piece, const char **rest)
{
    const char *at = strchr(piece, '@'), *from = at, *to = at;

    while (from > piece && !strchr(" <\"'(", from[-1]))
        from--;
    while (*to && !strchr(" >\"')", *to))
        to++;
    const char *before = arena_copy(v->arena, piece, (size_t)(from - piece));
    const char *both = text(v, "%s %s", before, to);
    char *bare = arena_strdup(v->arena, both);
    for (char *c = bare; *c; c++)
        if (strchr("<>\"()", *c))
            *c = ' ';
    *rest = text_squeeze(v->arena, bare);
    return text_lower(v->arena, arena_copy(v->arena, from, (size_t)(to - from)));
}

static bool known(const struct invitations *list, const char *email)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->at[i].email, email) == 0)
            return true;
    return false;
}

/* Words beside an address: of the one before them on the line, else of the next. */
static void add_words(struct reading *r, const char *words)
{
    struct invited *last = r->out->n > r->first ? &r->out->at[r->out->n - 1] : NULL;

    if (!last)
        r->pending = words;
    else if (r->is_organisation(r->arg, words))
        last->organisation = words;
    else if (!*last->name)
        last->name = text_cut(r->v->arena, words, NAME_MOST);
    else
        wrong(r, text(r->v, tr(r->v, "the plan has no organisation “%s”."),
                      text_cut(r->v->arena, words, 80)));
}

/* "a@x.fi b@x.fi": nothing but addresses. */
static bool all_addresses(const char *words)
{
    for (const char *at = words; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        if (!memchr(at, '@', n))
            return false;
        at += n;
    }
    return true;
}

static void add_address(struct reading *r, const char *piece)
{
    const char *name, *email = address_taken(r->v, piece, &name);
    bool more = strchr(name, '@');

    if (!email_fits(email) || more)
        wrong(r, text(r->v, tr(r->v, "“%s” is not a whole e-mail address."),
                      text_cut(r->v->arena, more ? piece : email, 80)));
    else if (r->out->n == INVITED_MOST)
        wrong(r, text(r->v, tr(r->v, "at most %s can be invited at once."),
                      say(r->v, (int64_t)INVITED_MOST)));
    else if (!known(r->out, email))
        *arena_push(r->v->arena, r->out) =
            (struct invited){ email,
                              text_cut(r->v->arena, *name ? name : r->pending, NAME_MOST), "",
                              r->line };
    r->pending = "";
}

static void add_piece(struct reading *r, const char *piece)
{
    if (!strchr(piece, '@')) {
        add_words(r, piece);
    } else if (!all_addresses(piece)) {
        add_address(r, piece);
    } else {
        for (size_t n; *piece; piece += n + (piece[n] != '\0')) {
            n = strcspn(piece, " ");
            add_address(r, arena_copy(r->v->arena, piece, n));
        }
    }
}

/* Headings of a table: the first line, without an address. */
static bool is_heading(const struct reading *r, const char *line)
{
    return r->line == 1 && !strchr(line, '@') && strpbrk(line, ";,\t");
}

/* Up to a separator that does not stand in quotes: "Meri, Maija" <maija@example.org>. */
static size_t piece_length(const char *s)
{
    const char *quote = *s == '"' ? strchr(s + 1, '"') : NULL;
    size_t quoted = quote ? (size_t)(quote - s) : 0;

    return quoted + strcspn(s + quoted, ";,\t");
}

static void read_line(struct reading *r, const char *line)
{
    r->first = r->out->n;
    r->pending = "";
    if (!*line || is_heading(r, line))
        return;
    if (!strchr(line, '@')) {
        wrong(r, tr(r->v, "there is no e-mail address."));
        return;
    }
    while (*line) {
        size_t n = piece_length(line);
        const char *piece = text_squeeze(r->v->arena, arena_copy(r->v->arena, line, n));
        if (*piece)
            add_piece(r, piece);
        line += n + (line[n] != '\0');
        line += strspn(line, " ");
    }
}

void invitations_read(struct visit *v, const char *text,
                      bool (*is_organisation)(void *arg, const char *words), void *arg,
                      struct invitations *out)
{
    struct reading r = { .v = v, .out = out, .is_organisation = is_organisation, .arg = arg };

    *out = (struct invitations){ 0 };
    while (*text) {
        size_t n = strcspn(text, "\n");
        r.line++;
        read_line(&r, text_trim(v->arena, arena_copy(v->arena, text, n)));
        text += n + (text[n] != '\0');
    }
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * HTML cut into tokens as a browser does it (the tokenizer of the WHATWG HTML
 * standard, section 13.2.5), for tests that ask what a page really holds. It
 * shares nothing with tools/viewgen. Does not build a tree; knows only the
 * character references that base/put.c writes. */
#ifndef TESTS_HTML_TOKENS_H
#define TESTS_HTML_TOKENS_H

#include "base/arena.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum token_kind { TOKEN_TEXT, TOKEN_TAG, TOKEN_ATTRIBUTE, TOKEN_END_TAG, TOKEN_COMMENT, TOKEN_RAW };

struct token {
    enum token_kind kind;
    const char *name; /* in lower case; of raw text, its element */
    const char *value;
};

/* What depends on the browser and on the tree: noscript is raw text with
 * scripting; inside svg nothing is raw. */
enum { TOKENS_SCRIPTING = 1, TOKENS_FOREIGN = 2 };

struct tokens {
    struct arena *arena;
    int how;
    int foreign; /* open svg elements */
    struct token *at;
    size_t n, cap;
};

static const char *tokens_lower(struct tokens *t, const char *s, size_t n)
{
    char *copy = arena_copy(t->arena, s, n);
    for (char *p = copy; *p; p++)
        *p = (char)tolower((unsigned char)*p);
    return copy;
}

static const char *tokens_decode(struct tokens *t, const char *s, size_t n)
{
    static const struct {
        const char *word;
        char byte;
    } known[] = { { "&lt;", '<' },   { "&gt;", '>' },  { "&amp;", '&' },
                  { "&quot;", '"' }, { "&#34;", '"' }, { "&#39;", '\'' } };
    char *copy = arena_copy(t->arena, s, n), *to = copy;

    for (const char *p = copy; *p; to++) {
        size_t length = 1;
        char c = *p;
        for (size_t i = 0; c == '&' && i < sizeof known / sizeof *known; i++)
            if (strncmp(p, known[i].word, strlen(known[i].word)) == 0) {
                c = known[i].byte;
                length = strlen(known[i].word);
                break;
            }
        *to = c;
        p += length;
    }
    *to = '\0';
    return copy;
}

static void tokens_add(struct tokens *t, enum token_kind kind, const char *name, const char *value)
{
    if (kind == TOKEN_TEXT && t->n && t->at[t->n - 1].kind == TOKEN_TEXT) {
        struct token *last = &t->at[t->n - 1];
        last->value = arena_text(t->arena, "%s%s", last->value, value);
        return;
    }
    *arena_push(t->arena, t) = (struct token){ kind, name, value };
}

static bool tokens_space(char c)
{
    return c && strchr(" \t\n\f\r", c);
}

static bool tokens_in(const char *name, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(name, *list) == 0)
            return true;
    return false;
}

/* "</name" and then white space, "/" or ">". */
static bool tokens_closes(const char *p, const char *name)
{
    size_t n = strlen(name);
    return strncmp(p, "</", 2) == 0 && strncasecmp(p + 2, name, n) == 0 &&
           (tokens_space(p[2 + n]) || p[2 + n] == '/' || p[2 + n] == '>');
}

/* Where a script ends: "<!--" hides "<script>" and its end (13.2.5.17-29). */
static const char *tokens_script_end(const char *p)
{
    enum { PLAIN, ESCAPED, DOUBLE } state = PLAIN;

    for (; *p; p++) {
        if (state != DOUBLE && tokens_closes(p, "script"))
            return p;
        if (state == PLAIN && strncmp(p, "<!--", 4) == 0)
            state = ESCAPED, p++;
        else if (state != PLAIN && strncmp(p, "-->", 3) == 0)
            state = PLAIN;
        else if (state == ESCAPED && strncasecmp(p, "<script", 7) == 0 &&
                 (tokens_space(p[7]) || p[7] == '/' || p[7] == '>'))
            state = DOUBLE;
        else if (state == DOUBLE && tokens_closes(p, "script"))
            state = ESCAPED;
    }
    return p;
}

/* The text of an element that holds no elements; p is after its start tag. */
static const char *tokens_raw(struct tokens *t, const char *p, const char *name)
{
    static const char *const raw[] = { "style", "xmp", "iframe", "noembed", "noframes", NULL };
    static const char *const text[] = { "title", "textarea", NULL };
    const char *end = p;
    bool decoded = tokens_in(name, text);

    if (t->foreign && (t->how & TOKENS_FOREIGN))
        return p;
    if (strcmp(name, "script") == 0)
        end = tokens_script_end(p);
    else if (strcmp(name, "plaintext") == 0)
        end += strlen(p);
    else if (decoded || tokens_in(name, raw) ||
             (strcmp(name, "noscript") == 0 && (t->how & TOKENS_SCRIPTING)))
        while (*end && !tokens_closes(end, name))
            end++;
    if (end > p && decoded)
        tokens_add(t, TOKEN_TEXT, "", tokens_decode(t, p, (size_t)(end - p)));
    else if (end > p)
        tokens_add(t, TOKEN_RAW, name, arena_copy(t->arena, p, (size_t)(end - p)));
    return end;
}

static const char *tokens_value(struct tokens *t, const char *p, const char **value)
{
    while (tokens_space(*p))
        p++;
    if (*p == '"' || *p == '\'') {
        char quote = *p++;
        size_t n = strcspn(p, quote == '"' ? "\"" : "'");
        *value = tokens_decode(t, p, n);
        return p + n + (p[n] != '\0');
    }
    size_t n = strcspn(p, " \t\n\f\r>");
    *value = tokens_decode(t, p, n);
    return p + n;
}

/* From after the name of a tag to after its ">"; NULL: the text ends before. */
static const char *tokens_attributes(struct tokens *t, const char *p, bool *closed)
{
    for (;;) {
        while (tokens_space(*p) || (*p == '/' && p[1] != '>'))
            p++;
        *closed = *p == '/';
        p += *closed;
        if (*p == '>')
            return p + 1;
        if (!*p)
            return NULL;
        size_t n = 1 + strcspn(p + 1, " \t\n\f\r/>=");
        const char *name = tokens_lower(t, p, n), *value = "";
        p += n;
        while (tokens_space(*p))
            p++;
        if (*p == '=')
            p = tokens_value(t, p + 1, &value);
        tokens_add(t, TOKEN_ATTRIBUTE, name, value);
    }
}

static const char *tokens_tag(struct tokens *t, const char *p)
{
    bool end = p[1] == '/', closed = false;
    size_t before = t->n;

    p += 1 + end;
    size_t n = strcspn(p, " \t\n\f\r/>");
    const char *name = tokens_lower(t, p, n);
    tokens_add(t, end ? TOKEN_END_TAG : TOKEN_TAG, name, "");
    p = tokens_attributes(t, p + n, &closed);
    if (!p) {
        t->n = before; /* a tag that the text cuts short is none */
        return "";
    }
    if (strcmp(name, "svg") == 0 && !closed)
        t->foreign += end ? -(t->foreign > 0) : 1;
    return end ? p : tokens_raw(t, p, name);
}

/* At "<!", "<?" or "</" before what is no letter. */
static const char *tokens_comment(struct tokens *t, const char *p)
{
    const char *begin = p + 2, *end = strchr(begin, '>');
    size_t mark = 1;

    if (strncmp(p, "<!--", 4) == 0) {
        begin = p + 4;
        if (*begin == '>' || strncmp(begin, "->", 2) == 0)
            return strchr(begin, '>') + 1;
        const char *plain = strstr(begin, "-->"), *odd = strstr(begin, "--!>");
        end = odd && (!plain || odd < plain) ? odd : plain;
        mark = end && end == odd ? 4 : 3;
    } else if (strncmp(p, "<![CDATA[", 9) == 0 && t->foreign && (t->how & TOKENS_FOREIGN)) {
        end = strstr(begin, "]]>");
        mark = 3;
    }
    if (!end)
        end = begin + strlen(begin), mark = 0;
    tokens_add(t, TOKEN_COMMENT, "", arena_copy(t->arena, begin, (size_t)(end - begin)));
    return end + mark;
}

static void html_tokens(struct tokens *t, const char *p)
{
    while (*p) {
        if (*p == '<' && (isalpha((unsigned char)p[1]) ||
                          (p[1] == '/' && isalpha((unsigned char)p[2])))) {
            p = tokens_tag(t, p);
        } else if (*p == '<' && p[1] && strchr("!?/", p[1]) && !(p[1] == '/' && !p[2])) {
            p = tokens_comment(t, p);
        } else {
            size_t n = 1 + strcspn(p + 1, "<");
            tokens_add(t, TOKEN_TEXT, "", tokens_decode(t, p, n));
            p += n;
        }
    }
}

#endif

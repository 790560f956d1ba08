/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "base/json.h"

#include "base/text.h"

#include <jansson.h>
#include <string.h>

/* jansson takes some 160 bytes for a list or object, 50 for a value and as much
 * again for its key: what would need more than the limit is refused before it is
 * read. A plan of 20,000 actions needs two thirds of it. */
enum { MEMORY = 200 << 20, LIST_MEMORY = 160, VALUE_MEMORY = 50, KEY_MEMORY = 60 };

enum { NUMBER_MOST = 1000 * 1000 * 1000 };
#define INTEGER_MOST (((int64_t)1 << 53) - 1)

/* What jansson would need, seen from the brackets and commas outside texts. */
static size_t memory_needed(const char *bytes, size_t n)
{
    size_t needed = n;
    bool inside = false;

    for (size_t i = 0; i < n; i++) {
        char c = bytes[i];
        if (inside && c == '\\')
            i++;
        else if (c == '"')
            inside = !inside;
        else if (!inside && (c == '[' || c == '{'))
            needed += LIST_MEMORY;
        else if (!inside && c == ',')
            needed += VALUE_MEMORY;
        else if (!inside && c == ':')
            needed += KEY_MEMORY;
    }
    return needed;
}

bool node_parse(struct visit *v, const char *bytes, size_t n, struct node *root)
{
    json_error_t error;

    *root = (struct node){ 0 };
    if (memory_needed(bytes, n) > MEMORY)
        return fail(v, FAIL_DOCUMENT, tr(v, "The file is too big to be read."));
    if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        n -= 3;
    }
    root->at = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, &error);
    if (root->at)
        return true;
    fail_detail(v, "%s", error.text);
    return fail(v, FAIL_DOCUMENT,
                tr(v, "The file is not whole JSON: it can't be read past line %d, column %d. "
                      "Take the file again from where it came."), error.line, error.column);
}

void node_free(struct node *root)
{
    json_decref((json_t *)root->at);
    root->at = NULL;
}

const char *node_path(struct visit *v, const struct node *n)
{
    if (!n->in)
        return "";
    const char *above = node_path(v, n->in);
    return n->key ? text(v, "%s%s%s", above, *above ? "." : "", n->key)
                  : text(v, "%s[%zu]", above, n->i);
}

bool node_fault(struct visit *v, const struct node *n, const char *what)
{
    const char *path = node_path(v, n);

    return fail(v, FAIL_DOCUMENT,
                tr(v, "The file has a fault at “%s”: %s. Mend it there and try again."),
                text_cut(v->arena, text_clean(v->arena, path, strlen(path)), 200), what);
}

struct node node_child(const struct node *n, const char *key)
{
    const json_t *at = json_object_get(n->at, key);
    return (struct node){ json_is_null(at) ? NULL : at, n, key, 0 };
}

size_t node_count(const struct node *list)
{
    return json_array_size(list->at);
}

struct node node_item(const struct node *list, size_t i)
{
    return (struct node){ json_array_get(list->at, i), list, NULL, i };
}

bool node_is_list(struct visit *v, const struct node *n)
{
    return json_is_array((const json_t *)n->at) || node_fault(v, n, tr(v, "a list is expected"));
}

bool node_is_object(struct visit *v, const struct node *n)
{
    return json_is_object((const json_t *)n->at) ||
           node_fault(v, n, tr(v, "an object is expected"));
}

/* As jansson has it. */
static const char *string_of(struct visit *v, const struct node *n)
{
    if (!json_is_string((const json_t *)n->at))
        node_fault(v, n, tr(v, "a text is expected"));
    return json_string_value(n->at);
}

bool node_string(struct visit *v, const struct node *n, const char **out)
{
    const char *s = string_of(v, n);

    if (s)
        *out = text_clean(v->arena, s, strlen(s));
    return s != NULL;
}

bool node_text(struct visit *v, const struct node *parent, const char *key, const char **out)
{
    struct node n = node_child(parent, key);
    return !n.at || node_string(v, &n, out);
}

bool node_need(struct visit *v, const struct node *parent, const char *key, const char **out)
{
    struct node n = node_child(parent, key);
    return node_string(v, &n, out);
}

bool node_exact(struct visit *v, const struct node *parent, const char *key, const char **out)
{
    struct node n = node_child(parent, key);
    const char *s = string_of(v, &n);

    if (s)
        *out = text(v, "%s", s);
    return s != NULL;
}

static bool whole_number(struct visit *v, const struct node *parent, const char *key, int64_t most,
                         int64_t *out)
{
    struct node n = node_child(parent, key);
    json_int_t value = json_integer_value(n.at);

    if (!n.at)
        return true;
    if (!json_is_integer((const json_t *)n.at) || value < 0 || value > most)
        return node_fault(v, &n, tr(v, "a whole number is expected"));
    *out = value;
    return true;
}

bool node_integer(struct visit *v, const struct node *parent, const char *key, int64_t *out)
{
    return whole_number(v, parent, key, INTEGER_MOST, out);
}

bool node_number(struct visit *v, const struct node *parent, const char *key, int *out)
{
    int64_t value = *out;
    bool ok = whole_number(v, parent, key, NUMBER_MOST, &value);

    *out = (int)value;
    return ok;
}

bool node_bool(struct visit *v, const struct node *parent, const char *key, bool *out)
{
    struct node n = node_child(parent, key);

    if (!n.at)
        return true;
    if (!json_is_boolean((const json_t *)n.at))
        return node_fault(v, &n, tr(v, "true or false is expected"));
    *out = json_is_true((const json_t *)n.at);
    return true;
}

bool node_code(struct visit *v, const struct node *parent, const char *key,
               unsigned (*of)(const char *), unsigned last, unsigned *out)
{
    struct node n = node_child(parent, key);
    const char *code = n.at ? string_of(v, &n) : NULL;

    if (!code)
        return !n.at;
    *out = of(code);
    return *out < last ||
           node_fault(v, &n, tr(v, "this is not one of the words that may stand here"));
}

bool node_scalar(struct visit *v, const struct node *n, const char **out)
{
    const json_t *at = n->at;

    if (json_is_string(at))
        return node_string(v, n, out);
    if (json_is_integer(at))
        *out = text(v, "%" JSON_INTEGER_FORMAT, json_integer_value(at));
    else if (!at || json_is_boolean(at))
        *out = json_is_true(at) ? "1" : "";
    else
        return node_fault(v, n, tr(v, "a text or a whole number is expected"));
    return true;
}

bool node_each(struct visit *v, const struct node *n,
               bool (*use)(struct visit *v, const struct node *value))
{
    json_t *object = (json_t *)n->at;

    for (void *i = json_object_iter(object); i; i = json_object_iter_next(object, i)) {
        const struct node value = node_child(n, json_object_iter_key(i));
        if (!use(v, &value))
            return false;
    }
    return true;
}

static bool is_among(const char *keys, const char *key)
{
    size_t n = strlen(key);

    for (const char *p = keys; n && (p = strstr(p, key)); p += n)
        if ((p == keys || p[-1] == ' ') && (!p[n] || p[n] == ' ') && !strchr(key, ' '))
            return true;
    return false;
}

const char *node_unknown(struct visit *v, const struct node *n, const char *keys, size_t *at)
{
    void *i = json_object_iter((json_t *)n->at);

    for (size_t k = 0; k < *at && i; k++)
        i = json_object_iter_next((json_t *)n->at, i);
    for (; i; i = json_object_iter_next((json_t *)n->at, i)) {
        struct node unknown = node_child(n, json_object_iter_key(i));
        ++*at;
        if (!is_among(keys, unknown.key)) {
            const char *path = node_path(v, &unknown);
            return text_clean(v->arena, path, strlen(path));
        }
    }
    return NULL;
}

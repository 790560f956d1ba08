/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Reading JSON that somebody else wrote: every value is asked for by key and by what
 * it must be, and the first fault is told with its path, "entries[3].title". A key
 * that is not there, or null, leaves *out as it was. The only door to jansson. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/visit.h"

/* A value and the way to it; lives on the stack of who reads it. */
struct node {
    const void *at; /* NULL: not there */
    const struct node *in;
    const char *key; /* NULL: the i-th of a list */
    size_t i;
};

/* Fails with FAIL_DOCUMENT, also when reading would take more memory than a file
 * of people's work needs. node_free() the root afterwards, also of a failed one. */
bool node_parse(struct visit *v, const char *bytes, size_t n, struct node *root);
void node_free(struct node *root);

/* FAIL_DOCUMENT with the path and what is wrong there: "a text is expected". */
bool node_fault(struct visit *v, const struct node *n, const char *what);
const char *node_path(struct visit *v, const struct node *n);

struct node node_child(const struct node *n, const char *key);
/* The elements of a list; 0 for anything else. */
size_t node_count(const struct node *list);
struct node node_item(const struct node *list, size_t i);
/* The value is a list, an object. */
bool node_is_list(struct visit *v, const struct node *n);
bool node_is_object(struct visit *v, const struct node *n);

/* The value itself as clean text, in the visit's arena. */
bool node_string(struct visit *v, const struct node *n, const char **out);
/* The values of an object. */
bool node_text(struct visit *v, const struct node *parent, const char *key, const char **out);
/* One that must be there. */
bool node_need(struct visit *v, const struct node *parent, const char *key, const char **out);
/* One that must be there, byte for byte: what is compared, not shown. */
bool node_exact(struct visit *v, const struct node *parent, const char *key, const char **out);
/* A whole number from 0 to 10^9. */
bool node_number(struct visit *v, const struct node *parent, const char *key, int *out);
/* A whole number from 0 to 2^53 - 1. */
bool node_integer(struct visit *v, const struct node *parent, const char *key, int64_t *out);
bool node_bool(struct visit *v, const struct node *parent, const char *key, bool *out);
/* A code that of() knows; it tells last for any other. */
bool node_code(struct visit *v, const struct node *parent, const char *key,
               unsigned (*of)(const char *), unsigned last, unsigned *out);

/* A text, or a whole number, true, false or null as one: "12", "1", "", "". */
bool node_scalar(struct visit *v, const struct node *n, const char **out);
/* Each value of an object in turn, until use() fails. */
bool node_each(struct visit *v, const struct node *n,
               bool (*use)(struct visit *v, const struct node *value));

/* The path of the next key of an object that is not among keys ("a b c"), *at counts
 * on from 0; NULL: no more. */
const char *node_unknown(struct visit *v, const struct node *n, const char *keys, size_t *at);

#endif

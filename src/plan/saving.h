/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the files that save a plan share: the trees, history, places. Private to
 * tree_save.c, tree_rows.c and saving.c. */
#ifndef PLAN_SAVING_H
#define PLAN_SAVING_H

#include "base/ids.h"
#include "base/lookup.h"
#include "plan/plan_tree.h"

struct saving {
    struct visit *v;
    const struct plan *old;
    struct plan *plan;
    const struct author *by;
    struct ids old_organisations, old_goals; /* where they stand in old, by their ids */
    size_t changes; /* counted: so an entry knows whether anything in it changed */
    struct lookup places; /* place as text to index in place_ids */
    struct {
        int64_t *at;
        size_t n, cap;
    } place_ids;
};

/* Both NULL, or the same text. */
bool saving_same(const char *a, const char *b);

/* A row of history. */
bool saving_note(struct saving *s, const char *row_kind, int64_t row_id, const char *field,
                 const char *old_value, const char *new_value);
/* The same, only where the values differ. */
bool saving_change(struct saving *s, const char *row_kind, int64_t row_id, const char *field,
                   const char *old_value, const char *new_value);

/* The row of a place; DB_NULL when nothing is known of it. Made once for each
 * cell, however many actions and values stood in it. */
bool saving_place(struct saving *s, struct place *p, int64_t *id);
bool saving_same_place(const struct place *a, const struct place *b);

/* Texts in other languages; old: NULL when the row is new. plan: 0 for a name of an
 * organisation. The history calls the field "title:sv". */
bool saving_translations(struct saving *s, int64_t plan, const char *row_kind, int64_t row_id,
                         const char *field, const struct translations *old,
                         const struct translations *new);

/* tree_rows.c: entries with all that is in them, written and taken away. */
bool saving_entries(struct saving *s);
bool saving_drop_rows(struct saving *s);

#endif

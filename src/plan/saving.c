/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 */
#include "plan/saving.h"

#include "plan/tree.sql.h"

#include <string.h>

bool saving_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* ---- history ---- */

bool saving_note(struct saving *s, const char *row_kind, int64_t row_id, const char *field,
                 const char *old_value, const char *new_value)
{
    s->changes++;
    return history_add(s->v, &(struct history_add_args){
                                 .changed_at = s->by->at,
                                 .by_name = s->by->name,
                                 .plan = s->plan->id,
                                 .import = s->by->import,
                                 .row_kind = row_kind,
                                 .row_id = row_id,
                                 .field = field,
                                 .old_value = old_value,
                                 .new_value = new_value,
                             });
}

bool saving_change(struct saving *s, const char *row_kind, int64_t row_id, const char *field,
                        const char *old_value, const char *new_value)
{
    return saving_same(old_value, new_value) ||
           saving_note(s, row_kind, row_id, field, old_value, new_value);
}

/* ---- places ---- */

bool saving_same_place(const struct place *a, const struct place *b)
{
    return a->document == b->document && a->table == b->table && a->row == b->row &&
           a->column == b->column && a->line == b->line && saving_same(a->sheet, b->sheet);
}

bool saving_place(struct saving *s, struct place *p, int64_t *id)
{
    struct visit *v = s->v;
    struct place_add_row *row;

    *id = p->id ? p->id : DB_NULL;
    if (p->id || !p->document)
        return true;
    const char *key = text(v, "%lld/%d/%d/%d/%d/%s", (long long)p->document, p->table, p->row,
                           p->column, p->line, p->sheet ? p->sheet : "");
    int at = lookup_find(&s->places, key);
    if (at < 0) {
        if (!place_add(v, &row,
                       &(struct place_add_args){ p->document, p->sheet, p->table, p->row, p->column,
                                                 p->line }))
            return false;
        at = (int)s->place_ids.n;
        *arena_push(v->arena, &s->place_ids) = row->id;
        lookup_put(v->arena, &s->places, key, at);
    }
    *id = p->id = s->place_ids.at[at];
    return true;
}

/* ---- translations ---- */

static bool save_translation(struct saving *s, int64_t plan, const char *row_kind, int64_t row_id,
                             const char *field, const char *lang, const char *words)
{
    return words ? translation_set(s->v, &(struct translation_set_args){ plan, row_kind, row_id,
                                                                         field, lang, words })
                 : translation_unset(s->v, &(struct translation_unset_args){
                                               plan, row_kind, row_id, field, lang });
}

bool saving_translations(struct saving *s, int64_t plan, const char *row_kind, int64_t row_id,
                         const char *field, const struct translations *old,
                         const struct translations *new)
{
    static const struct translations none = { { NULL } };

    old = old ? old : &none;
    for (enum lang l = 0; l < LANGS; l++)
        if (!saving_same(old->in[l], new->in[l]) &&
            !(save_translation(s, plan, row_kind, row_id, field, lang_code(l), new->in[l]) &&
              saving_note(s, row_kind, row_id, text(s->v, "%s:%s", field, lang_code(l)),
                          old->in[l], new->in[l])))
            return false;
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * From a document's blocks to a plan: the steps in their order. What each step
 * does and does not do is told in the first lines of its file. */
#include "base/text.h"
#include "intake/recognise_parts.h"

enum { DOUBT_WORDS = 300 };

bool finder_doubt(struct finder *f, enum doubt_kind kind, struct place place, const char *words,
                  const char *guess)
{
    const char *key = text(f->v, "%d|%s|%s", (int)kind, words, guess ? guess : "");

    if (lookup_find(&f->doubted, key) >= 0)
        return false;
    lookup_put(f->v->arena, &f->doubted, key, 1);
    *arena_push(f->v->arena, &f->out->doubts) = (struct doubt){
        .kind = kind,
        .place = place,
        .words = text_cut(f->v->arena, words, DOUBT_WORDS),
        .guess = guess,
    };
    return true;
}

bool recognise_plan(struct visit *v, const struct document *d, const char *organisation,
                    struct recognised *out)
{
    struct finder f = { .v = v, .document = d, .organisation = organisation, .out = out };

    *out = (struct recognised){ 0 };
    if (!pieces_read(&f))
        return false;
    sections_read(&f);
    rows_join(&f);
    title_read(&f);
    rows_build(&f);
    goals_letters(&f);
    references_resolve(&f);
    goals_finish(&f);
    organisations_finish(&f);
    return plan_settle(v, &out->plan);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What was recognised, for a person to look at: one organisation's table at a time, with the
 * doubtful cells as questions. A guess stands there already; only what is wrong needs a hand. */
#include "intake/upload.h"

#include "base/text.h"
#include "db/db.h"
#include "intake/pages.h"
#include "intake/upload_review.view.h"
#include "web/address.h"

#include <string.h>

/* ---- parts ---- */

static void doubts_place(struct visit *v, struct review *r)
{
    const struct cell_index *index = cell_index_make(v, &r->plan);

    r->doubts = arena_alloc(v->arena, (r->answers.n + 1) * sizeof *r->doubts);
    for (size_t i = 0; i < r->answers.n; i++) {
        struct doubt_answer *a = &r->answers.at[i];
        struct review_doubt *d = &r->doubts[r->n_doubts++];
        *d = (struct review_doubt){ .answer = a, .offer = doubt_offer(a->doubt.kind) };
        d->entry = cell_index_find(v, index, &a->doubt, &d->field);
        d->words = doubt_words(v, &r->plan, index, &a->doubt);
        r->n_answered += *a->choice || *a->words || *a->who;
    }
}

static void parts_make(struct visit *v, struct review *r)
{
    bool *doubted = arena_alloc(v->arena, r->plan.entries.n + 1);

    r->n_parts = r->plan.organisations.n + 1;
    r->parts = arena_alloc(v->arena, r->n_parts * sizeof *r->parts);
    r->parts[0].name = tr(v, "The document as a whole");
    for (size_t i = 1; i < r->n_parts; i++)
        r->parts[i].name = r->plan.organisations.at[i - 1].name;
    for (size_t i = 0; i < r->n_doubts; i++) {
        int entry = r->doubts[i].entry;
        r->parts[entry < 0 ? 0 : r->plan.entries.at[entry].organisation + 1].doubts++;
        if (entry >= 0 && !doubted[entry])
            r->doubted++;
        if (entry >= 0)
            doubted[entry] = true;
    }
    for (size_t i = 0; i < r->plan.entries.n; i++) {
        const struct entry *e = &r->plan.entries.at[i];
        struct review_part *p = &r->parts[e->organisation + 1];
        p->rows += e->kind != ENTRY_MISSING;
        p->missing += e->kind == ENTRY_MISSING;
        r->entries += e->kind != ENTRY_MISSING;
    }
}

/* What was asked for; else the first part with something to look at. */
static void part_choose(struct visit *v, struct review *r)
{
    int64_t asked = given_number(v, "osa", 0);

    r->show = chosen(v, "nayta", "kaikki")      ? REVIEW_ALL
              : chosen(v, "nayta", "puuttuvat") ? REVIEW_MISSING
                                                : REVIEW_DOUBTS;
    if (asked > 0 && (size_t)asked <= r->n_parts) {
        r->part = (size_t)asked - 1;
        return;
    }
    for (r->part = 0; r->part < r->n_parts; r->part++)
        if (r->parts[r->part].doubts)
            return;
    r->part = r->n_parts > 1 ? 1 : 0;
    if (!*given(v, "nayta"))
        r->show = REVIEW_ALL;
}

/* ---- rows ---- */

static bool is_shown(const struct review *r, const struct entry *e, size_t doubts)
{
    return r->show == REVIEW_ALL       ? true
           : r->show == REVIEW_MISSING ? e->kind == ENTRY_MISSING
                                       : doubts > 0;
}

static void rows_make(struct visit *v, struct review *r)
{
    struct review_doubt *place = arena_alloc(v->arena, (r->n_doubts + 1) * sizeof *place);

    r->rows = arena_alloc(v->arena, (r->plan.entries.n + 1) * sizeof *r->rows);
    for (size_t i = 0; r->part && i < r->plan.entries.n; i++) {
        const struct entry *e = &r->plan.entries.at[i];
        struct review_row row = { e, &r->plan.goals.at[e->goal], place, 0 };
        if (e->organisation + 1 != (int)r->part)
            continue;
        for (size_t k = 0; k < r->n_doubts; k++)
            if (r->doubts[k].entry == (int)i)
                place[row.n++] = r->doubts[k];
        if (!is_shown(r, e, row.n))
            continue;
        place += row.n;
        r->rows[r->n_rows++] = row;
    }
}

static bool review_load(struct visit *v, struct review *r)
{
    if (!upload_load(v, part(v, "nro"), &r->upload))
        return false;
    if (r->upload.state != UPLOAD_REVIEW && r->upload.state != UPLOAD_READY)
        return true;
    if (!upload_found(v, &r->upload, &r->plan, &r->answers) ||
        !upload_organisations(v, &r->known, v->plan))
        return false;
    doubts_place(v, r);
    parts_make(v, r);
    part_choose(v, r);
    rows_make(v, r);
    return true;
}

static bool review_show(struct visit *v)
{
    struct review *r = arena_alloc(v->arena, sizeof *r);

    if (!review_load(v, r))
        return false;
    if (r->upload.state > UPLOAD_READY || r->upload.state == UPLOAD_COMPARING)
        return go(v, to(v, "/tuonti/%s/vahvistus", part(v, "nro")));
    return show_upload_review(v, r);
}

/* ---- answers ---- */

/* An answer as the form has it; false: it was not in the form, or says the same. */
static bool answer_read(struct visit *v, const struct review_doubt *d, struct doubt_answer *out)
{
    const char *choice = args_get(&v->form, review_field(v, "valinta", d));
    const char *words = args_get(&v->form, review_field(v, "teksti", d));
    const char *who = args_get(&v->form, review_field(v, "kuka", d));

    *out = *d->answer;
    out->choice = choice ? choice : out->choice;
    out->who = who ? who : out->who;
    if (words)
        out->words = strcmp(words, d->words) == 0 ? "" : words;
    return strcmp(out->choice, d->answer->choice) != 0 ||
           strcmp(out->words, d->answer->words) != 0 || strcmp(out->who, d->answer->who) != 0;
}

static bool answers_save(struct visit *v, struct review *r, size_t *saved)
{
    for (size_t i = 0; i < r->n_doubts; i++) {
        const struct review_doubt *d = &r->doubts[i];
        struct doubt_answer a;
        if (!answer_read(v, d, &a))
            continue;
        if (!doubt_choice_fits(v, &r->plan, a.doubt.kind, a.choice))
            return fault(v, review_field(v, "valinta", d),
                         tr(v, "Choose one of the choices that are offered."));
        if ((d->offer->offers & OFFER_WHO) && *a.choice && !*a.who && r->plan.organisations.n > 1)
            return fault(v, review_field(v, "kuka", d),
                         tr(v, "Say whose this is: choose an organisation."));
        if (!upload_answer(v, a.id, a.choice, a.words, a.who))
            return false;
        ++*saved;
    }
    return true;
}

/* The part after this one that has something to look at; 0: none. */
static size_t next_part(const struct review *r)
{
    for (size_t i = r->part + 1; i < r->n_parts; i++)
        if (r->parts[i].doubts)
            return i;
    return 0;
}

static bool review_post(struct visit *v)
{
    struct review *r = arena_alloc(v->arena, sizeof *r);
    const char *number = part(v, "nro");
    size_t saved = 0;

    if (!review_load(v, r))
        return false;
    if (!r->n_parts)
        return fault(v, "seuraava", tr(v, "This import is not being checked just now."));
    if (!answers_save(v, r, &saved))
        return false;
    int64_t id = r->upload.row->id;
    if (chosen(v, "seuraava", "vahvista")) {
        v->work_waits = true;
        return upload_moved(v, id, false) &&
               upload_state_set(v, id, upload_state_code(UPLOAD_COMPARING)) &&
               go(v, to(v, "/tuonti/%s/vahvistus", number));
    }
    if (saved && !upload_state_set(v, id, upload_state_code(UPLOAD_REVIEW)))
        return false;
    if (chosen(v, "seuraava", "myohemmin"))
        return go(v, to(v, "/tuonti"));
    return go(v, review_address(v, r, next_part(r) ? next_part(r) : r->part, r->show));
}

static const char *const show_choices[] = { "epavarmat", "puuttuvat", "kaikki", NULL };
static const char *const next_choices[] = { "osa", "vahvista", "myohemmin", NULL };

static const struct input review_query[] = {
    { "osa", INPUT_NUMBER, 1000000 },
    { "nayta", INPUT_CHOICE, 0, show_choices },
    { 0 },
};
static const struct input review_inputs[] = {
    { "osa", INPUT_NUMBER, 1000000 },
    { "nayta", INPUT_CHOICE, 0, show_choices },
    { "seuraava", INPUT_CHOICE, 0, next_choices },
    { "valinta-*", INPUT_TEXT, 600, .label = N_("The choice") },
    { "teksti-*", INPUT_LINES, 20000, .label = N_("The text") },
    { "kuka-*", INPUT_TEXT, 600, .label = N_("The organisation") },
    { 0 },
};

const struct page upload_review_pages[] = {
    { METHOD_GET, "/tuonti/{nro}/tarkistus", RIGHT_COORDINATOR, review_query, review_show,
      &upload_review_view },
    { METHOD_POST, "/tuonti/{nro}/tarkistus", RIGHT_COORDINATOR, review_inputs, review_post,
      &upload_review_view },
    { 0 },
};

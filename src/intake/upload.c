/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What the pages of an import show: words and addresses for their views. */
#include "intake/upload.h"

#include "base/put.h"
#include "base/text.h"
#include "web/address.h"

#include <stdlib.h>
#include <string.h>

/* ---- states ---- */

static const struct {
    const char *code, *name;
    bool work;
} states[UPLOAD_STATES] = {
    [UPLOAD_READING] = { "reading", N_("Being read"), true },
    [UPLOAD_FAILED] = { "failed", N_("Could not be used") },
    [UPLOAD_REVIEW] = { "review", N_("To be checked") },
    [UPLOAD_COMPARING] = { "comparing", N_("Being compared with the plan"), true },
    [UPLOAD_READY] = { "ready", N_("To be confirmed") },
    [UPLOAD_STORING] = { "storing", N_("Being brought in"), true },
    [UPLOAD_DONE] = { "done", N_("Brought in") },
    [UPLOAD_UNDOING] = { "undoing", N_("Being taken back"), true },
    [UPLOAD_UNDONE] = { "undone", N_("Taken back") },
};

const char *upload_state_code(enum upload_state state)
{
    return states[state].code;
}

enum upload_state upload_state_of(const char *code)
{
    for (enum upload_state s = 0; s < UPLOAD_STATES; s++)
        if (strcmp(states[s].code, code) == 0)
            return s;
    return UPLOAD_STATES;
}

const char *upload_state_name(enum upload_state state)
{
    return states[state].name;
}

bool upload_is_work(enum upload_state state)
{
    return states[state].work;
}

bool upload_load(struct visit *v, const char *number, struct upload *u)
{
    struct upload_get_row *row = NULL;
    int64_t id = strtoll(number, NULL, 10);

    *u = (struct upload){ 0 };
    if (id > 0 && strcmp(number, text(v, "%lld", (long long)id)) == 0 &&
        !upload_get(v, &row, v->plan, id))
        return false;
    if (!row)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such import. It may have been thrown "
                                                "away."));
    u->row = row;
    u->state = upload_state_of(row->upload_state);
    u->progress = upload_progress(row->id);
    v->shows_work = upload_is_work(u->state);
    return upload_files(v, &u->files, row->id);
}

/* ---- the review ---- */

const char *review_cell(struct visit *v, const struct entry *e, enum field_kind field)
{
    const char *all = "";

    for (size_t i = 0; field == FIELD_ACTION && i < e->actions.n; i++)
        all = text(v, "%s%s%s", all, *all ? "\n" : "", e->actions.at[i].title);
    for (size_t i = 0; i < e->details.n; i++)
        if (e->details.at[i].field == field)
            all = text(v, "%s%s%s", all, *all ? "\n" : "", e->details.at[i].words);
    for (size_t k = 0; k < e->actions.n; k++)
        for (size_t i = 0; i < e->actions.at[k].details.n; i++)
            if (e->actions.at[k].details.at[i].field == field)
                all = text(v, "%s%s%s", all, *all ? "\n" : "",
                           e->actions.at[k].details.at[i].words);
    return all;
}

const char *review_field(struct visit *v, const char *what, const struct review_doubt *d)
{
    return text(v, "%s-%lld", what, (long long)d->answer->id);
}

bool review_chosen(struct visit *v, const struct review_doubt *d, const char *choice)
{
    const char *typed = args_get(&v->form, review_field(v, "valinta", d));

    const char *made = *d->answer->choice || !(d->offer->offers & OFFER_DOCUMENTS)
                           ? d->answer->choice
                           : d->answer->doubt.guess;

    return strcmp(typed ? typed : text_or_empty(made), choice) == 0;
}

const char *review_words(struct visit *v, const struct review_doubt *d)
{
    const char *typed = args_get(&v->form, review_field(v, "teksti", d));

    return typed ? typed : *d->answer->words ? d->answer->words : d->words;
}

enum field_kind review_column(enum field_kind field)
{
    return field == FIELD_EXTRA ? FIELD_ACTION : field;
}

bool review_doubts_in(const struct review_row *row, enum field_kind column)
{
    for (size_t i = 0; i < row->n; i++)
        if (review_column(row->doubts[i].field) == column)
            return true;
    return false;
}

bool review_has_next(const struct review *r)
{
    for (size_t i = r->part + 1; i < r->n_parts; i++)
        if (r->parts[i].doubts)
            return true;
    return false;
}

const char *review_place(struct visit *v, const struct review *r, const struct place *p)
{
    const char *file = "", *sheet = p->sheet ? text(v, "%s, ", p->sheet) : "";

    if (r->upload.files.n > 1 && p->document > 0 && p->document <= (int64_t)r->upload.files.n)
        file = text(v, "%s, ", r->upload.files.at[p->document - 1].file_name);
    if (p->table && p->row)
        return text(v, tr(v, "%s%stable %d, row %d"), file, sheet, p->table, p->row);
    if (p->line)
        return text(v, tr(v, "%sline %d"), file, p->line);
    return text(v, "%s%s", file, tr(v, "the whole document"));
}

static const char *const shows[] = { "epavarmat", "puuttuvat", "kaikki" };

const char *review_address(struct visit *v, const struct review *r, size_t part,
                           enum review_show show)
{
    return to(v, "/tuonti/%lld/tarkistus?osa=%zu&nayta=%s", (long long)r->upload.row->id, part + 1,
              shows[show]);
}

/* ---- what would change ---- */

const char *confirm_button(struct visit *v, const struct confirm *c)
{
    if (c->first)
        return text(v, tr_plural(v, "Bring in %s action", "Bring in %s actions",
                                 c->n[CONFIRM_ACTIONS][MERGE_NEW]),
                    say(v, c->n[CONFIRM_ACTIONS][MERGE_NEW]));
    return text(v, tr_plural(v, "Bring in %s change", "Bring in %s changes", c->changing),
                say(v, c->changing));
}

const char *change_kind_name(struct visit *v, const struct upload_changes_row *c)
{
    const char *merge_kind = c->merge_kind;
    static const char *const names[][2] = {
        { "changed", N_("Changes") }, { "new", N_("New") }, { "gone", N_("Goes") },
        { "kept", N_("Stays as it is") }, { "left", N_("Not spoken of") },
    };

    if (strcmp(c->change_of, "report") == 0 && *c->field)
        return c->field; /* why it does not come in */
    if (strcmp(c->field, "reported") == 0)
        return tr(v, "Stays: it has been reported on");
    if (strcmp(c->field, "rated") == 0)
        return tr(v, "Stays: it has been rated");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i][0], merge_kind) == 0)
            return tr(v, names[i][1]);
    return tr(v, N_("The same"));
}

const char *change_where(struct visit *v, const struct upload_changes_row *c)
{
    const char *number = c->number ? text(v, " #%lld", (long long)c->number) : "";

    if (!c->organisation_name && !c->code)
        return tr(v, "the plan");
    if (strcmp(c->change_of, "report") == 0)
        number = text(v, " (%s)", tr(v, "report"));
    return text(v, "%s%s%s%s", c->organisation_name ? c->organisation_name : "",
                c->organisation_name && c->code ? ", " : "", c->code ? c->code : "", number);
}

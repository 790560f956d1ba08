/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What was typed into the rows of a desk, against what is kept. */
#include "followup/desk.h"

#include "base/date.h"
#include "base/digest.h"
#include "web/page.h"

#include <string.h>

const char *desk_field(struct visit *v, const char *what, const struct desk_entry *e)
{
    return text(v, "%s-%lld", what, (long long)e->entry->row->id);
}

/* Eight digits of it: a row has a handful of metrics. */
const char *desk_value_field(struct visit *v, const struct desk_entry *e, const char *metric)
{
    char digest[DIGEST_TEXT];

    digest_text(metric, strlen(metric), digest);
    return text(v, "value-%lld-%.8s", (long long)e->entry->row->id, digest);
}

const char *desk_action_field(struct visit *v, const struct desk_entry *e, size_t action)
{
    return text(v, "own-%lld-%lld", (long long)e->entry->row->id,
                (long long)e->actions[action].action->row->id);
}

/* A row as the form has it. */
struct typed {
    const char *status, *reason, *done, *learnt, *evidence;
};

static struct typed typed_of(struct visit *v, const struct desk_entry *e)
{
    return (struct typed){
        .status = given(v, desk_field(v, "status", e)),
        .reason = given(v, desk_field(v, "reason", e)),
        .done = given(v, desk_field(v, "done", e)),
        .learnt = given(v, desk_field(v, "learnt", e)),
        .evidence = given(v, desk_field(v, "evidence", e)),
    };
}

/* A metric that was not in the form keeps what it has. */
static const char *typed_value(const struct visit *v, const struct desk_metric *m)
{
    const char *typed = args_get(&v->form, m->field);
    return typed ? typed : m->value;
}

static bool values_differ(struct visit *v, const struct desk_entry *e)
{
    for (size_t i = 0; i < e->n_metrics; i++)
        if (strcmp(typed_value(v, &e->metrics[i]), e->metrics[i].value) != 0)
            return true;
    return false;
}

/* ---- values without a metric ---- */

static const struct desk_metric *metric_of(const struct desk_entry *e, const char *field)
{
    for (size_t i = 0; i < e->n_metrics + e->n_gone; i++)
        if (strcmp(e->metrics[i].field, field) == 0)
            return &e->metrics[i];
    return NULL;
}

const char *desk_gone_words(const struct desk_entry *e, const char *field)
{
    const struct desk_metric *m = metric_of(e, field);
    return m ? m->words : "";
}

/* Nobody typed over it: it went along to other words, which the form does not have. */
static bool went_along(const struct visit *v, const struct desk_entry *e, const char *value)
{
    for (size_t i = 0; i < e->n_metrics; i++)
        if (!args_get(&v->form, e->metrics[i].field) && strcmp(e->metrics[i].value, value) == 0)
            return true;
    return false;
}

static bool is_lost(const struct visit *v, const struct desk_entry *e, const struct arg *typed)
{
    const struct desk_metric *m = metric_of(e, typed->name);

    if (!*typed->value || (m && m < e->metrics + e->n_metrics))
        return false;
    return !(m && strcmp(m->value, typed->value) == 0) && !went_along(v, e, typed->value);
}

struct args desk_lost(struct visit *v, const struct desk_entry *e)
{
    const char *begins = text(v, "%s-", desk_field(v, "value", e));
    struct args lost = { 0 };

    for (size_t i = 0; i < v->form.n; i++) {
        const struct arg *typed = &v->form.at[i];
        if (strncmp(typed->name, begins, strlen(begins)) == 0 && is_lost(v, e, typed))
            args_add(v, &lost, typed->name, typed->value);
    }
    return lost;
}

/* ---- rows ---- */

static bool actions_differ(struct visit *v, const struct desk_entry *e)
{
    for (size_t i = 0; i < e->n_actions; i++)
        if (strcmp(given(v, desk_action_field(v, e, i)), e->actions[i].status) != 0)
            return true;
    return false;
}

/* A row that was not in the form keeps what it has. */
static bool in_form(struct visit *v, const struct desk_entry *e)
{
    return args_get(&v->form, desk_field(v, "rev", e)) != NULL;
}

static bool differs(struct visit *v, const struct desk_entry *e, const struct typed *t)
{
    const struct updates_of_row *u = e->now;

    if (values_differ(v, e) || actions_differ(v, e) || desk_lost(v, e).n)
        return true;
    if (!u)
        return *t->status || *t->reason || *t->done || *t->learnt || *t->evidence;
    return strcmp(t->status, u->status) != 0 || strcmp(t->reason, u->reason) != 0 ||
           strcmp(t->done, u->done) != 0 || strcmp(t->learnt, u->learnt) != 0 ||
           strcmp(t->evidence, u->evidence) != 0;
}

bool desk_differs(struct visit *v, const struct desk_entry *e)
{
    struct typed t = typed_of(v, e);
    return in_form(v, e) && differs(v, e, &t);
}

static bool add_row(struct visit *v, const struct desk *d, const struct desk_entry *e,
                    const struct typed *t, struct update_add_row **row)
{
    return update_add(v, row, &(struct update_add_args){
                                  .round = d->round->id,
                                  .entry = e->entry->row->id,
                                  .status = t->status,
                                  .reason = t->reason,
                                  .done = t->done,
                                  .learnt = t->learnt,
                                  .evidence = t->evidence,
                                  .saved_at = desk_now(v, d),
                                  .saved_by = v->name,
                                  .on_behalf = d->on_behalf,
                              });
}

static bool set_row(struct visit *v, const struct desk *d, const struct desk_entry *e,
                    const struct typed *t, struct update_set_row **row)
{
    return update_set(v, row, &(struct update_set_args){
                                  .id = e->now->id,
                                  .rev = given_number(v, desk_field(v, "rev", e), 0),
                                  .status = t->status,
                                  .reason = t->reason,
                                  .done = t->done,
                                  .learnt = t->learnt,
                                  .evidence = t->evidence,
                                  .saved_at = desk_now(v, d),
                                  .saved_by = v->name,
                                  .on_behalf = d->on_behalf,
                              });
}

static bool save_values(struct visit *v, const struct desk_entry *e, int64_t update)
{
    for (size_t i = 0; i < e->n_metrics; i++) {
        const char *value = typed_value(v, &e->metrics[i]), *metric = e->metrics[i].words;
        if (strcmp(value, e->metrics[i].value) != 0 &&
            !(*value ? metric_value_put(v, update, metric, value)
                     : metric_value_drop(v, update, metric)))
            return false;
    }
    return true;
}

static bool save_actions(struct visit *v, const struct desk_entry *e, int64_t update)
{
    for (size_t i = 0; i < e->n_actions; i++) {
        const char *status = given(v, desk_action_field(v, e, i));
        int64_t action = e->actions[i].action->row->id;
        if (strcmp(status, e->actions[i].status) != 0 &&
            !(*status ? action_update_put(v, update, action, status)
                      : action_update_drop(v, update, action)))
            return false;
    }
    return true;
}

/* id 0: somebody else was first. */
static bool save_row(struct visit *v, const struct desk *d, const struct desk_entry *e,
                     const struct typed *t, int64_t *id)
{
    struct update_add_row *added = NULL;
    struct update_set_row *set = NULL;

    if (!(e->now ? set_row(v, d, e, t, &set) : add_row(v, d, e, t, &added)))
        return false;
    *id = added ? added->id : set ? set->id : 0;
    return !*id || (save_values(v, e, *id) && save_actions(v, e, *id));
}

bool desk_save(struct visit *v, struct desk *d, size_t *clashes)
{
    size_t saved = 0;

    *clashes = 0;
    for (size_t i = 0; i < d->n; i++) {
        struct desk_entry *e = &d->at[i];
        struct typed t = typed_of(v, e);
        int64_t id = 0;
        if (!e->to_report || e->hidden || !in_form(v, e) || !differs(v, e, &t))
            continue;
        e->lost = desk_lost(v, e);
        if (!e->lost.n && !save_row(v, d, e, &t, &id))
            return false;
        e->clashes = !id;
        *clashes += e->clashes;
        saved += !e->clashes;
    }
    return !saved || answer_begin(v, d->round->id, d->organisation->row->id, date_now(v));
}

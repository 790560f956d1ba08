/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A settled plan as JSON (docs/api/plan-json.md). Keys stand in one order and what
 * is not known is left out, so that two plans can be compared as texts. */
#include "base/put.h"
#include "intake/exchange_parts.h"

#include <inttypes.h>

struct writer {
    struct buf *out;
    const struct plan *plan;
    bool snapshot;
    int depth, flat; /* from this depth on all stands on one line; 0: no */
    bool first;      /* nothing in this object or list yet */
};

/* ---- values ---- */

/* The comma and white space before a value, and its key unless it is in a list. */
static void key(struct writer *w, const char *name)
{
    buf_puts(w->out, w->first ? "" : ",");
    if (!w->flat)
        buf_printf(w->out, "\n%*s", w->depth * 2, "");
    else if (!w->first)
        buf_putc(w->out, ' ');
    if (name)
        buf_printf(w->out, "\"%s\": ", name);
    w->first = false;
}

static void begin(struct writer *w, const char *name, char bracket)
{
    key(w, name);
    buf_putc(w->out, bracket);
    w->depth++;
    w->first = true;
}

static void end(struct writer *w, char bracket)
{
    w->depth--;
    if (!w->first && !w->flat)
        buf_printf(w->out, "\n%*s", w->depth * 2, "");
    buf_putc(w->out, bracket);
    w->first = false;
    if (w->flat > w->depth)
        w->flat = 0;
}

/* An object whose values all stand on its line. */
static void begin_flat(struct writer *w, const char *name)
{
    begin(w, name, '{');
    if (!w->flat)
        w->flat = w->depth;
}

static void string(struct writer *w, const char *name, const char *s)
{
    if (!s)
        return;
    key(w, name);
    buf_putc(w->out, '"');
    escape_json(w->out, s);
    buf_putc(w->out, '"');
}

static void number(struct writer *w, const char *name, int64_t n)
{
    if (!n)
        return;
    key(w, name);
    buf_printf(w->out, "%" PRId64, n);
}

static void row_id(struct writer *w, const char *name, int64_t id)
{
    if (w->snapshot)
        number(w, name, id);
}

static void translations(struct writer *w, const char *name, const struct translations *t)
{
    bool any = false;

    for (int i = 0; i < LANGS; i++)
        any |= t->in[i] != NULL;
    if (!any)
        return;
    begin_flat(w, name);
    for (int i = 0; i < LANGS; i++)
        string(w, lang_code(i), t->in[i]);
    end(w, '}');
}

/* ---- the plan ---- */

static bool place_known(const struct place *p)
{
    return p->table || p->row || p->column || p->line || p->sheet;
}

static void write_place(struct writer *w, const struct place *p)
{
    if (!place_known(p))
        return;
    begin_flat(w, "place");
    row_id(w, "document", p->document);
    number(w, "table", p->table);
    number(w, "row", p->row);
    number(w, "column", p->column);
    number(w, "line", p->line);
    string(w, "sheet", p->sheet);
    end(w, '}');
}

/* Writes goal i with all below it; tells where the next one stands. */
static size_t write_goal(struct writer *w, size_t i)
{
    const struct goals *goals = &w->plan->goals;
    const struct goal *g = &goals->at[i];
    size_t next = i + 1;

    begin(w, NULL, '{');
    row_id(w, "id", g->id);
    string(w, "code", g->code);
    string(w, "number", g->number);
    string(w, "title", g->title);
    translations(w, "titles", &g->titles);
    string(w, "question", g->question);
    write_place(w, &g->place);
    if (next < goals->n && goals->at[next].parent == (int)i) {
        begin(w, "goals", '[');
        while (next < goals->n && goals->at[next].parent == (int)i)
            next = write_goal(w, next);
        end(w, ']');
    }
    end(w, '}');
    return next;
}

static void write_organisation(struct writer *w, const struct organisation *o)
{
    begin(w, NULL, '{');
    row_id(w, "id", o->id);
    string(w, "slug", o->slug);
    string(w, "name", o->name);
    translations(w, "names", &o->names);
    string(w, "short_name", o->short_name);
    string(w, "kind", organisation_kind_code(o->kind));
    if (o->aliases.n) {
        begin(w, "aliases", '[');
        for (size_t i = 0; i < o->aliases.n; i++)
            string(w, NULL, o->aliases.at[i]);
        end(w, ']');
    }
    end(w, '}');
}

static void write_detail(struct writer *w, const struct detail *d)
{
    begin_flat(w, NULL);
    string(w, "field", field_kind_code(d->field));
    string(w, "name", d->name);
    string(w, "words", d->words);
    if (d->not_measured) {
        key(w, "not_measured");
        buf_puts(w->out, "true");
    }
    for (enum metric_fact f = 0; f < METRIC_FACTS; f++)
        string(w, metric_fact_code(f), metric_fact(d, f));
    if (w->snapshot)
        number(w, "facts_told", d->facts_told);
    if (d->field == FIELD_SCHEDULE) {
        string(w, "schedule", schedule_kind_code(d->schedule));
        string(w, "starts", d->starts);
        string(w, "ends", d->ends);
        number(w, "every", d->every);
    }
    if (d->field == FIELD_ACTOR && d->organisation >= 0)
        string(w, "organisation", w->plan->organisations.at[d->organisation].slug);
    write_place(w, &d->place);
    end(w, '}');
}

static void write_details(struct writer *w, const struct details *list)
{
    if (!list->n)
        return;
    begin(w, "details", '[');
    for (size_t i = 0; i < list->n; i++)
        write_detail(w, &list->at[i]);
    end(w, ']');
}

static void write_references(struct writer *w, const struct references *list)
{
    if (!list->n)
        return;
    begin(w, "references", '[');
    for (size_t i = 0; i < list->n; i++) {
        const struct reference *r = &list->at[i];
        begin_flat(w, NULL);
        string(w, "goal", w->plan->goals.at[r->goal].code);
        string(w, "field", r->field < FIELD_KINDS ? field_kind_code(r->field) : NULL);
        string(w, "words", r->words);
        end(w, '}');
    }
    end(w, ']');
}

static void write_actions(struct writer *w, const struct actions *list)
{
    if (!list->n)
        return;
    begin(w, "actions", '[');
    for (size_t i = 0; i < list->n; i++) {
        const struct action *a = &list->at[i];
        begin(w, NULL, '{');
        number(w, "number", a->number);
        string(w, "title", a->title);
        translations(w, "titles", &a->titles);
        write_details(w, &a->details);
        write_place(w, &a->place);
        end(w, '}');
    }
    end(w, ']');
}

static void write_entry(struct writer *w, const struct entry *e)
{
    begin(w, NULL, '{');
    string(w, "organisation", w->plan->organisations.at[e->organisation].slug);
    string(w, "goal", w->plan->goals.at[e->goal].code);
    string(w, "kind", entry_kind_code(e->kind));
    string(w, "reason", e->reason);
    write_references(w, &e->references);
    write_details(w, &e->details);
    write_actions(w, &e->actions);
    write_place(w, &e->place);
    end(w, '}');
}

static void write_plan_texts(struct writer *w)
{
    const struct plan *p = w->plan;

    string(w, "slug", p->slug);
    string(w, "title", p->title);
    translations(w, "titles", &p->titles);
    string(w, "starts", p->starts);
    string(w, "ends", p->ends);
    string(w, "area", p->area);
    string(w, "languages", p->languages);
    string(w, "state", p->state);
    string(w, "vision", p->vision);
    translations(w, "visions", &p->visions);
    number(w, "next_number", p->next_number);
}

static bool write_json(struct visit *v, const struct plan *p, bool snapshot, struct buf *out)
{
    struct writer w = { .out = out, .plan = p, .snapshot = snapshot, .first = true };

    buf_putc(out, '{');
    w.depth = 1;
    string(&w, "format", "vointi-plan");
    number(&w, "version", 1);
    write_plan_texts(&w);
    begin(&w, "goals", '[');
    for (size_t i = 0; i < p->goals.n;)
        i = write_goal(&w, i);
    end(&w, ']');
    begin(&w, "organisations", '[');
    for (size_t i = 0; i < p->organisations.n; i++)
        write_organisation(&w, &p->organisations.at[i]);
    end(&w, ']');
    begin(&w, "entries", '[');
    for (size_t i = 0; i < p->entries.n; i++)
        if (p->entries.at[i].kind != ENTRY_MISSING || place_known(&p->entries.at[i].place))
            write_entry(&w, &p->entries.at[i]);
    end(&w, ']');
    end(&w, '}');
    buf_putc(out, '\n');
    return !buf_over(out) || fail(v, FAIL_SIZE, tr(v, "The plan is too big for one file."));
}

bool exchange_write_json(struct visit *v, const struct plan *p, struct buf *out)
{
    return write_json(v, p, false, out);
}

bool exchange_write_snapshot(struct visit *v, const struct plan *p, struct buf *out)
{
    return write_json(v, p, true, out);
}

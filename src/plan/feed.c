/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "plan/feed.h"

#include "base/digest.h"
#include "base/put.h"
#include "plan/feed.view.h"
#include "web/address.h"

#include <string.h>

enum { TOLD_MOST = 40 }; /* rows of history that an item tells one by one */

struct asked {
    const struct goal_item *goal;  /* with those below it; NULL for all */
    int64_t first, last;           /* goal_order of those; 0 for all */
    const struct overview_organisations_row *organisation; /* NULL for all */
    const char *since;
};

static int64_t organisation_asked(const struct asked *a)
{
    return a->organisation ? a->organisation->id : 0;
}

/* 128 bits of what does not change, in the form of RFC 9562 § 5.8. */
static const char *uuid(struct visit *v, const char *words)
{
    char d[DIGEST_TEXT];

    digest_text(words, strlen(words), d);
    return text(v, "urn:uuid:%.8s-%.4s-8%.3s-%c%.3s-%.12s", d, d + 8, d + 13,
                "89ab"[(d[16] >= 'a' ? d[16] - 'a' + 10 : d[16] - '0') % 4], d + 17, d + 20);
}

static const char *whole(struct visit *v, const char *address)
{
    return text(v, "%s%s", v->base, address);
}

const char *feed_address(struct visit *v, enum format format)
{
    static const char *const names[] = { "tavoite", "organisaatio" };
    const char *address = text(v, "%s.%s", to(v, "/syote"),
                               format == FORMAT_ATOM ? "atom" : "json");
    bool any = false;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buf value = buf_new(1000);
        escape_url(&value, given(v, names[i]));
        if (value.n)
            address = text(v, "%s%c%s=%s", address, any ? '&' : '?', names[i], value.at);
        any |= value.n > 0;
        buf_free(&value);
    }
    return address;
}

/* ---- what is told of a group ---- */

static const char *field_said(struct visit *v, const struct change_field *f)
{
    const char *before = change_value_said(v, f->field, f->before);
    const char *after = change_value_said(v, f->field, f->after);

    return text(v, "%s: %s → %s", change_field_said(v, f->field), before ? before : "–",
                after ? after : "–");
}

static void tell_item(struct visit *v, struct buf *out, const struct change_item *c)
{
    buf_printf(out, "%s: %s\n", tr(v, change_name(c->kind)), change_item_said(v, c));
    for (size_t i = 0; i < c->n; i++)
        buf_printf(out, "  %s\n", field_said(v, &c->at[i]));
}

static const char *counts_said(struct visit *v, const struct change_groups_row *g)
{
    return text(v, tr(v, "%s actions added, %s removed; %s other changes."), say(v, g->added),
                say(v, g->dropped), say(v, g->changed));
}

/* A few changes are told one by one, many are counted. */
static bool tell_group(struct visit *v, const struct asked *asked,
                       const struct change_groups_row *g, struct feed_item *item)
{
    struct changes_between_rows rows;
    struct change_items items;
    struct buf out = buf_new(1 << 20);

    item->text = counts_said(v, g);
    if (g->rows_n > TOLD_MOST)
        return true;
    if (!changes_of_group(v, &rows, &(struct changes_of_group_args){
                                        .plan = v->plan,
                                        .since = asked->since,
                                        .changed_at = g->changed_at,
                                        .by_name = g->by_name,
                                        .first = g->first_id,
                                        .last = g->last_id,
                                        .first_order = asked->first,
                                        .last_order = asked->last,
                                        .organisation = organisation_asked(asked),
                                    }) ||
        !change_items_of(v, &rows, &items))
        return false;
    for (size_t i = 0; i < items.n; i++)
        tell_item(v, &out, &items.at[i]);
    if (out.n)
        item->text = arena_copy(v->arena, out.at, out.n);
    if (items.n == 1) {
        item->title = change_item_said(v, &items.at[0]);
        item->address = change_address(v, &items.at[0]);
    }
    buf_free(&out);
    return true;
}

static bool add_group(struct visit *v, const struct asked *asked,
                      const struct change_groups_row *g, struct feed *f)
{
    const char *day = text(v, "%.10s", g->changed_at);
    struct feed_item *item = arena_push(v->arena, f);

    *item = (struct feed_item){
        .id = uuid(v, text(v, "%lld %lld %s", (long long)v->plan, (long long)g->first_id,
                           g->changed_at)),
        .who = change_who(v, g->by_name, g->import, g->file_name),
        .changed_at = g->changed_at,
    };
    if (!tell_group(v, asked, g, item))
        return false;
    if (!item->title)
        item->title = text(v, "%s: %s", item->who, counts_said(v, g));
    if (!item->address)
        item->address = text(v, "%s?alku=%s&loppu=%s", to(v, "/muutokset"), day, day);
    item->address = whole(v, item->address);
    return true;
}

/* ---- the feed ---- */

static bool asked_find(struct visit *v, struct asked *a)
{
    struct goal_items goals;
    struct organisation_items organisations;
    struct changes_since_row *since;

    if (!goal_items_load(v, &goals) || !organisation_items_load(v, &organisations) ||
        !changes_since(v, &since, v->plan))
        return false;
    int goal = goal_items_find(&goals, given(v, "tavoite"));
    int organisation = organisation_items_find(&organisations, given(v, "organisaatio"));
    if ((goal < 0 && *given(v, "tavoite")) || (organisation < 0 && *given(v, "organisaatio")))
        return fail(v, FAIL_ABSENT, "%s", tr(v, "The plan has no such goal or organisation."));
    *a = (struct asked){ .since = change_since(v, since) };
    if (organisation >= 0)
        a->organisation = organisations.at[organisation].row;
    if (goal >= 0) {
        a->goal = &goals.at[goal];
        a->first = a->goal->row->goal_order;
        a->last = goals.at[a->goal->end - 1].row->goal_order;
    }
    return true;
}

/* "Suunnitelma, I.3, Kotka" */
static const char *title_of(struct visit *v, const struct asked *a)
{
    const char *of = a->organisation ? a->organisation->name : "";

    return text(v, "%s%s%s%s%s", v->site->title, a->goal ? ", " : "",
                a->goal ? a->goal->row->code : "", *of ? ", " : "", of);
}

bool feed_show(struct visit *v)
{
    struct feed *f = arena_alloc(v->arena, sizeof *f);
    struct change_groups_rows groups;
    struct asked asked = { 0 };

    if (!asked_find(v, &asked) ||
        !change_groups(v, &groups, &(struct change_groups_args){
                                       .plan = v->plan,
                                       .since = asked.since,
                                       .first_order = asked.first,
                                       .last_order = asked.last,
                                       .organisation = organisation_asked(&asked),
                                   }))
        return false;
    for (size_t i = 0; i < groups.n; i++)
        if (!add_group(v, &asked, &groups.at[i], f))
            return false;
    f->id = uuid(v, text(v, "%lld %s %lld %lld", (long long)v->plan, lang_code(v->lang),
                         (long long)(asked.goal ? asked.goal->row->id : 0),
                         (long long)organisation_asked(&asked)));
    f->title = title_of(v, &asked);
    f->updated = f->n ? f->at[0].changed_at : "1970-01-01T00:00:00Z";
    f->home = whole(v, to(v, "/muutokset"));
    f->self = whole(v, feed_address(v, v->format));
    if (v->format == FORMAT_JSON)
        v->type = "application/feed+json";
    return show_feed(v, f);
}

const struct input feed_inputs[] = {
    { "tavoite", INPUT_TEXT, 60 },
    { "organisaatio", INPUT_TEXT, 60 },
    { 0 },
};

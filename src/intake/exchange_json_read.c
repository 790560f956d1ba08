/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A plan out of JSON (docs/api/plan-json.md): what each value must be. The first
 * fault stops the reading; keys that we do not know are doubts. */
#include "base/json.h"
#include "base/lookup.h"
#include "base/text.h"
#include "intake/exchange_parts.h"
#include "intake/when.h"

#include <string.h>

struct plan_reader {
    struct visit *v;
    struct recognised *out;
    bool snapshot;              /* our own: ids may stand in it */
    struct lookup codes, slugs; /* of goals and organisations, to their indexes */
    const char **given;         /* codes of goals as given; NULL: none */
    size_t given_cap;
};

/* ---- what stands in many places ---- */

static bool read_date(struct plan_reader *r, const struct node *parent, const char *key,
                      const char **out)
{
    struct node n = node_child(parent, key);

    return node_text(r->v, parent, key, out) &&
           (!*out || moment_is(*out) ||
            node_fault(r->v, &n, tr(r->v, "a date like 2024-09 is expected")));
}

static bool read_translations(struct plan_reader *r, const struct node *parent, const char *key,
                              struct translations *out)
{
    struct node n = node_child(parent, key);
    bool ok = !n.at || node_is_object(r->v, &n);

    for (int i = 0; ok && i < LANGS; i++)
        ok = node_text(r->v, &n, lang_code(i), &out->in[i]);
    return ok;
}

/* Calls each() for the objects of a list. */
static bool read_list(struct plan_reader *r, const struct node *parent, const char *key, void *to,
                      bool (*each)(struct plan_reader *, const struct node *, void *))
{
    struct node list = node_child(parent, key);

    if (!list.at)
        return true;
    bool ok = node_is_list(r->v, &list);
    for (size_t i = 0; ok && i < node_count(&list); i++) {
        struct node n = node_item(&list, i);
        ok = node_is_object(r->v, &n) && each(r, &n, to);
    }
    return ok;
}

/* Keys that we do not know are not dropped in silence. */
static void only(struct plan_reader *r, const struct node *n, const char *keys)
{
    size_t at = 0;

    for (const char *path; (path = node_unknown(r->v, n, keys, &at));)
        *arena_push(r->v->arena, &r->out->doubts) = (struct doubt){
            .kind = DOUBT_UNPLACED, .words = text_cut(r->v->arena, path, 300)
        };
}

static bool read_id(struct plan_reader *r, const struct node *parent, const char *key, int64_t *out)
{
    return !r->snapshot || node_integer(r->v, parent, key, out);
}

static bool read_place(struct plan_reader *r, const struct node *parent, struct place *out)
{
    struct node n = node_child(parent, "place");

    if (!n.at)
        return true;
    if (!node_is_object(r->v, &n))
        return false;
    only(r, &n, r->snapshot ? "document table row column line sheet"
                            : "table row column line sheet");
    return read_id(r, &n, "document", &out->document) &&
           node_number(r->v, &n, "table", &out->table) &&
           node_number(r->v, &n, "row", &out->row) &&
           node_number(r->v, &n, "column", &out->column) &&
           node_number(r->v, &n, "line", &out->line) &&
           node_text(r->v, &n, "sheet", &out->sheet);
}

/* ---- goals and organisations ---- */

static bool read_goals(struct plan_reader *r, const struct node *parent, int goal);

static bool read_goal(struct plan_reader *r, const struct node *n, void *to)
{
    struct goals *goals = &r->out->plan.goals;
    struct goal g = { .parent = *(int *)to, .number = "", .title = "" };
    const char *code = NULL;
    int at = (int)goals->n;

    g.level = g.parent < 0 ? 1 : goals->at[g.parent].level + 1;
    if (g.level > EXCHANGE_LEVELS)
        return node_fault(r->v, n, tr(r->v, "there are too many levels of goals"));
    only(r, n, r->snapshot ? "id code number title titles question place goals"
                           : "code number title titles question place goals");
    if (!(read_id(r, n, "id", &g.id) && node_text(r->v, n, "code", &code) &&
          node_text(r->v, n, "number", &g.number) &&
          node_text(r->v, n, "title", &g.title) && node_text(r->v, n, "question", &g.question) &&
          read_translations(r, n, "titles", &g.titles) && read_place(r, n, &g.place)))
        return false;
    *arena_push(r->v->arena, goals) = g;
    r->given = arena_grow(r->v->arena, r->given, (size_t)at, &r->given_cap, sizeof *r->given);
    r->given[at] = code;
    return read_goals(r, n, at);
}

static bool read_goals(struct plan_reader *r, const struct node *parent, int goal)
{
    return read_list(r, parent, "goals", &goal, read_goal);
}

/* Entries name goals by the code that is given, or that the goal has anyway. */
static bool know_goals(struct plan_reader *r, const struct node *root)
{
    struct goals *goals = &r->out->plan.goals;

    goals_number(r->v, &r->out->plan);
    for (size_t i = 0; i < goals->n; i++) {
        const char *code = text_lower(r->v->arena, r->given[i] ? r->given[i] : goals->at[i].code);
        if (lookup_find(&r->codes, code) >= 0)
            return node_fault(r->v, root,
                              text(r->v, tr(r->v, "two goals have the code “%s”"), code));
        lookup_put(r->v->arena, &r->codes, code, (int)i);
    }
    return true;
}

static bool read_aliases(struct plan_reader *r, const struct node *parent, struct organisation *o)
{
    struct node list = node_child(parent, "aliases");
    bool ok = !list.at || node_is_list(r->v, &list);

    for (size_t i = 0; ok && i < node_count(&list); i++) {
        struct node n = node_item(&list, i);
        ok = node_string(r->v, &n, arena_push(r->v->arena, &o->aliases));
    }
    return ok;
}

static bool read_organisation(struct plan_reader *r, const struct node *n, void *to)
{
    struct organisations *list = to;
    struct organisation o = { 0 };

    only(r, n, r->snapshot ? "id slug name names short_name kind aliases"
                           : "slug name names short_name kind aliases");
    if (!(read_id(r, n, "id", &o.id) && node_need(r->v, n, "name", &o.name) &&
          node_text(r->v, n, "slug", &o.slug) &&
          read_translations(r, n, "names", &o.names) &&
          node_text(r->v, n, "short_name", &o.short_name) && read_aliases(r, n, &o) &&
          node_code(r->v, n, "kind", organisation_kind_of, ORGANISATION_KINDS, &o.kind)))
        return false;
    const char *slug = o.slug ? o.slug : text_slug(r->v->arena, o.name);
    if (lookup_find(&r->slugs, slug) >= 0)
        return node_fault(r->v, n,
                          text(r->v, tr(r->v, "two organisations have the slug “%s”"), slug));
    lookup_put(r->v->arena, &r->slugs, slug, (int)list->n);
    *arena_push(r->v->arena, list) = o;
    return true;
}

/* ---- entries ---- */

/* The goal or organisation that a text names. */
static bool read_named(struct plan_reader *r, const struct node *parent, const char *key,
                       const struct lookup *names, int *out)
{
    struct node n = node_child(parent, key);
    const char *name = NULL;

    if (!node_string(r->v, &n, &name))
        return false;
    *out = lookup_find(names, names == &r->codes ? text_lower(r->v->arena, name) : name);
    return *out >= 0 ||
           node_fault(r->v, &n, tr(r->v, "this names something that is not in the plan"));
}

static bool read_reference(struct plan_reader *r, const struct node *n, void *to)
{
    struct references *list = to;
    struct reference ref = { .field = FIELD_KINDS };

    only(r, n, "goal field words");
    if (!(read_named(r, n, "goal", &r->codes, &ref.goal) &&
          node_code(r->v, n, "field", field_kind_of, FIELD_KINDS, &ref.field) &&
          node_text(r->v, n, "words", &ref.words)))
        return false;
    *arena_push(r->v->arena, list) = ref;
    return true;
}

/* A file speaks of all of them; a plan that was kept says itself of which. */
static bool read_facts(struct plan_reader *r, const struct node *n, struct detail *d)
{
    int64_t told = 0;

    if (!read_id(r, n, "facts_told", &told))
        return false;
    d->facts_told = r->snapshot ? (unsigned)told : (1u << METRIC_FACTS) - 1;
    for (enum metric_fact f = 0; f < METRIC_FACTS; f++) {
        const char *value = NULL;
        if (!node_text(r->v, n, metric_fact_code(f), &value))
            return false;
        metric_fact_set(d, f, value);
    }
    return true;
}

static bool read_detail(struct plan_reader *r, const struct node *n, void *to)
{
    struct visit *v = r->v;
    struct details *list = to;
    struct detail d = { .field = FIELD_KINDS, .organisation = -1 };
    struct node field = node_child(n, "field"), schedule = node_child(n, "schedule"),
                actor = node_child(n, "organisation");

#define KEYS                                                                                      \
    "field name words not_measured unit baseline target target_year schedule starts ends every " \
    "organisation place"
    only(r, n, r->snapshot ? KEYS " facts_told" : KEYS);
#undef KEYS
    if (!(node_code(v, n, "field", field_kind_of, FIELD_KINDS, &d.field) &&
          node_need(v, n, "words", &d.words) && node_text(v, n, "name", &d.name) &&
          node_bool(v, n, "not_measured", &d.not_measured) &&
          read_facts(r, n, &d) &&
          node_code(v, n, "schedule", schedule_kind_of, SCHEDULE_KINDS, &d.schedule) &&
          read_date(r, n, "starts", &d.starts) && read_date(r, n, "ends", &d.ends) &&
          node_number(v, n, "every", &d.every) && read_place(r, n, &d.place) &&
          (!actor.at || read_named(r, n, "organisation", &r->slugs, &d.organisation))))
        return false;
    if (d.field == FIELD_KINDS || d.field == FIELD_ACTION)
        return node_fault(v, &field, tr(v, "this is not one of the words that may stand here"));
    if (d.field == FIELD_SCHEDULE && !schedule.at)
        schedule_parse(v, &d);
    *arena_push(v->arena, list) = d;
    return true;
}

static bool read_action(struct plan_reader *r, const struct node *n, void *to)
{
    struct actions *list = to;
    struct action a = { 0 };

    only(r, n, "number title titles details place");
    if (!(node_need(r->v, n, "title", &a.title) && node_number(r->v, n, "number", &a.number) &&
          read_translations(r, n, "titles", &a.titles) &&
          read_list(r, n, "details", &a.details, read_detail) && read_place(r, n, &a.place)))
        return false;
    *arena_push(r->v->arena, list) = a;
    return true;
}

static bool read_entry(struct plan_reader *r, const struct node *n, void *to)
{
    struct entries *list = to;
    struct entry e = { 0 };

    only(r, n, "organisation goal kind reason references details actions place");
    if (!(read_named(r, n, "organisation", &r->slugs, &e.organisation) &&
          read_named(r, n, "goal", &r->codes, &e.goal) &&
          node_code(r->v, n, "kind", entry_kind_of, ENTRY_KINDS, &e.kind) &&
          node_text(r->v, n, "reason", &e.reason) &&
          read_list(r, n, "references", &e.references, read_reference) &&
          read_list(r, n, "details", &e.details, read_detail) &&
          read_list(r, n, "actions", &e.actions, read_action) && read_place(r, n, &e.place)))
        return false;
    *arena_push(r->v->arena, list) = e;
    return true;
}

/* ---- the plan ---- */

static bool read_head(struct plan_reader *r, const struct node *root)
{
    struct node format_at = node_child(root, "format"), version_at = node_child(root, "version");
    const char *format = "";
    int version = 0;

    only(r, root, "format version slug title titles starts ends area languages state vision "
                  "visions next_number goals organisations entries");
    if (!(node_text(r->v, root, "format", &format) &&
          node_number(r->v, root, "version", &version)))
        return false;
    if (strcmp(format, "vointi-plan") != 0)
        return node_fault(r->v, &format_at, tr(r->v, "“vointi-plan” is expected"));
    return version == 1 ||
           node_fault(r->v, &version_at,
                      tr(r->v, "only version 1 is known; a newer program wrote this"));
}

static bool read_plan(struct plan_reader *r, const struct node *root)
{
    struct plan *p = &r->out->plan;

    return read_head(r, root) && node_text(r->v, root, "slug", &p->slug) &&
           node_text(r->v, root, "title", &p->title) &&
           read_translations(r, root, "titles", &p->titles) &&
           read_date(r, root, "starts", &p->starts) && read_date(r, root, "ends", &p->ends) &&
           node_text(r->v, root, "area", &p->area) &&
           node_text(r->v, root, "languages", &p->languages) &&
           node_text(r->v, root, "state", &p->state) &&
           node_text(r->v, root, "vision", &p->vision) &&
           read_translations(r, root, "visions", &p->visions) &&
           node_number(r->v, root, "next_number", &p->next_number) && read_goals(r, root, -1) &&
           know_goals(r, root) &&
           read_list(r, root, "organisations", &p->organisations, read_organisation) &&
           read_list(r, root, "entries", &p->entries, read_entry);
}

bool exchange_is_json(const char *bytes, size_t n)
{
    size_t i = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    while (i < n && strchr(" \t\r\n", bytes[i]) && bytes[i])
        i++;
    return i < n && bytes[i] == '{';
}

static bool read_json(struct visit *v, const char *bytes, size_t n, bool snapshot,
                      struct recognised *out)
{
    struct plan_reader r = { .v = v, .out = out, .snapshot = snapshot };
    struct node root;

    *out = (struct recognised){ .plan.title = "" };
    bool ok = node_parse(v, bytes, n, &root) && node_is_object(v, &root) && read_plan(&r, &root);
    node_free(&root);
    if (!ok)
        return false;
    exchange_check_plan(v, out);
    return plan_settle(v, &out->plan);
}

bool exchange_read_json(struct visit *v, const char *bytes, size_t n, struct recognised *out)
{
    return read_json(v, bytes, n, false, out);
}

bool exchange_read_snapshot(struct visit *v, const char *bytes, size_t n, struct plan *out)
{
    struct recognised r;

    if (!read_json(v, bytes, n, true, &r))
        return false;
    *out = r.plan;
    return true;
}

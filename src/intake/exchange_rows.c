/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Lines of the exchange table become organisations, goals and entries: lines with
 * the same names are about the same thing. */
#include "base/text.h"
#include "intake/exchange_read.h"
#include "intake/when.h"

#include <string.h>

/* What an earlier line told stays. */
static void fill(const char **to, const char *from)
{
    if (!*to || !**to)
        *to = from;
}

static void fill_translations(struct translations *to, const struct translations *from)
{
    for (int i = 0; i < LANGS; i++)
        fill(&to->in[i], from->in[i]);
}

static void add_aliases(struct visit *v, struct organisation *o, const char *cell)
{
    struct exchange_values values = { 0 };

    exchange_split(v, cell, &values);
    for (size_t i = 0; i < values.n; i++)
        *arena_push(v->arena, &o->aliases) = values.at[i];
}

/* Index in the plan; the organisation is added when it is new. */
static int organisation_of(struct exchange_reading *r, const char *name,
                           const struct exchange_line *line)
{
    struct organisations *list = &r->out->plan.organisations;
    int at = lookup_find(&r->organisations, name);

    if (at < 0) {
        at = (int)list->n;
        lookup_put(r->v->arena, &r->organisations, name, at);
        *arena_push(r->v->arena, list) = (struct organisation){ .name = name };
    }
    struct organisation *o = &list->at[at];
    fill(&o->short_name, line->organisation.short_name);
    fill_translations(&o->names, &line->organisation.names);
    if (line->aliases && !o->aliases.n)
        add_aliases(r->v, o, line->aliases);
    if (line->organisation_kind && o->kind == ORGANISATION_OTHER &&
        organisation_kind_of(line->organisation_kind) < ORGANISATION_KINDS)
        o->kind = organisation_kind_of(line->organisation_kind);
    return at;
}

/* A line with content but no name belongs to the organisation that was given. */
static int default_organisation(struct exchange_reading *r, const struct exchange_line *line)
{
    if (!r->organisation_given && lookup_find(&r->organisations, r->organisation) < 0)
        exchange_doubt(r, DOUBT_ORGANISATION_NONE, line->place, line->words, r->organisation);
    return organisation_of(r, r->organisation, line);
}

/* How deep the line's goal is: by its position where that is told, else by the
 * deepest level that has a text. */
static int depth_of(const struct exchange_line *line)
{
    int depth = 0;

    for (const char *p = line->position; p && *p; p++)
        depth += p == line->position || p[-1] == '.';
    for (int level = 1; !line->position && level <= EXCHANGE_LEVELS; level++)
        if (line->goals[level].number || line->goals[level].title)
            depth = level;
    return depth < EXCHANGE_LEVELS ? depth : EXCHANGE_LEVELS;
}

/* The n-th number of "1.2.3", as text; the whole rest where there are more levels. */
static const char *position_at(struct visit *v, const char *position, int n)
{
    while (--n > 0 && *position)
        position += strcspn(position, ".") + 1;
    return arena_copy(v->arena, position, strcspn(position, "."));
}

static int goal_at_level(struct exchange_reading *r, const struct exchange_line *line, int parent,
                         int level)
{
    struct goals *goals = &r->out->plan.goals;
    const struct exchange_goal_cells *cells = &line->goals[level];
    const char *key = line->position
                          ? text(r->v, "%d %s", parent, position_at(r->v, line->position, level))
                          : text(r->v, "%d\n%s\n%s", parent, text_or_empty(cells->number),
                                 text_or_empty(cells->title));
    int at = lookup_find(&r->goals, key);

    if (at < 0) {
        at = (int)goals->n;
        lookup_put(r->v->arena, &r->goals, key, at);
        *arena_push(r->v->arena, goals) = (struct goal){ .parent = parent,
                                                         .number = text_or_empty(cells->number),
                                                         .title = text_or_empty(cells->title),
                                                         .place = line->place };
    }
    fill(&goals->at[at].question, cells->question);
    fill_translations(&goals->at[at].titles, &cells->titles);
    return at;
}

/* -1 when the line names no goal. */
static int goal_of(struct exchange_reading *r, const struct exchange_line *line)
{
    int depth = depth_of(line), goal = -1;

    for (int level = 1; level <= depth; level++)
        goal = goal_at_level(r, line, goal, level);
    if (goal >= 0)
        fill(&r->out->plan.goals.at[goal].question, line->goals[0].question);
    return goal;
}

static int entry_of(struct exchange_reading *r, int goal, int organisation, struct place place)
{
    struct entries *list = &r->out->plan.entries;
    const char *key = text(r->v, "%d %d", goal, organisation);
    int at = lookup_find(&r->entries, key);

    if (at < 0) {
        at = (int)list->n;
        lookup_put(r->v->arena, &r->entries, key, at);
        *arena_push(r->v->arena, list) =
            (struct entry){ .goal = goal, .organisation = organisation, .place = place };
    }
    return at;
}

/* Each reference once, though it stands on each line of its entry. */
static void ask(struct exchange_reading *r, int entry, const struct exchange_line *line)
{
    struct exchange_values codes = { 0 }, words = { 0 };

    exchange_split(r->v, text_or_empty(line->refers), &codes);
    exchange_split(r->v, text_or_empty(line->refers_words), &words);
    for (size_t i = 0; i < codes.n; i++) {
        const char *key = text(r->v, "%d %s", entry, codes.at[i]);
        if (lookup_find(&r->references, key) >= 0)
            continue;
        lookup_put(r->v->arena, &r->references, key, 1);
        *arena_push(r->v->arena, &r->asked) = (struct asked){
            .entry = entry,
            .code = codes.at[i],
            .words = words.n == codes.n ? exchange_undashed(words.at[i]) : NULL,
            .place = line->place,
        };
    }
}

static bool is_not_applicable(const struct exchange_line *line)
{
    return line->not_applicable && strcmp(line->not_applicable, "0") != 0;
}

static void fill_entry(struct exchange_reading *r, struct entry *e,
                       const struct exchange_line *line)
{
    struct visit *v = r->v;
    struct details *to = &e->details;

    if (is_not_applicable(line)) {
        e->kind = ENTRY_NOT_OURS;
        if (line->action)
            e->reason = e->reason ? text(v, "%s\n%s", e->reason, line->action) : line->action;
    } else if (line->action) {
        struct action *a = arena_push(v->arena, &e->actions);
        *a = (struct action){ .title = line->action,
                              .titles = line->actions,
                              .place = line->action_place };
        to = &a->details;
    }
    if (!to->n)
        *to = line->details;
    else
        for (size_t i = 0; i < line->details.n; i++)
            *arena_push(v->arena, to) = line->details.at[i];
}

void exchange_line_place(struct exchange_reading *r, const struct exchange_line *line)
{
    bool content = line->action || line->details.n || line->refers || is_not_applicable(line);
    int goal = goal_of(r, line), organisation = -1;

    if (line->organisation.name)
        organisation = organisation_of(r, line->organisation.name, line);
    if (!content)
        return;
    if (goal < 0) {
        exchange_doubt(r, DOUBT_UNPLACED, line->place, line->words, NULL);
        return;
    }
    if (organisation < 0)
        organisation = default_organisation(r, line);
    int entry = entry_of(r, goal, organisation, line->place);
    fill_entry(r, &r->out->plan.entries.at[entry], line);
    ask(r, entry, line);
}

/* ---- when all is placed ---- */

/* "metric:I.2" to the field and the code. */
static struct reference reference_of(struct visit *v, const struct lookup *codes,
                                     const struct asked *a)
{
    const char *colon = strchr(a->code, ':');
    struct reference ref = { .field = FIELD_KINDS, .goal = -1, .words = a->words };
    const char *code = a->code;

    if (colon) {
        ref.field = field_kind_of(arena_copy(v->arena, code, (size_t)(colon - code)));
        if (ref.field == FIELD_KINDS)
            return ref;
        code = colon + 1;
    }
    ref.goal = lookup_find(codes, text_lower(v->arena, text_squeeze(v->arena, code)));
    return ref;
}

static void answer_references(struct exchange_reading *r)
{
    struct visit *v = r->v;
    struct plan *p = &r->out->plan;
    struct lookup codes = { 0 };

    goals_order(v, p);
    goals_number(v, p);
    for (size_t i = 0; i < p->goals.n; i++)
        lookup_put(v->arena, &codes, text_lower(v->arena, p->goals.at[i].code), (int)i);
    for (size_t i = 0; i < r->asked.n; i++) {
        const struct asked *a = &r->asked.at[i];
        struct reference ref = reference_of(v, &codes, a);
        if (ref.goal < 0)
            exchange_doubt(r, DOUBT_REFERENCE, a->place, a->code, NULL);
        else
            *arena_push(v->arena, &p->entries.at[a->entry].references) = ref;
    }
}

static bool is_languages(const char *s)
{
    return !s[strspn(s, "abcdefghijklmnopqrstuvwxyz ")];
}

static bool is_state(const char *s)
{
    return strcmp(s, "draft") == 0 || strcmp(s, "in_force") == 0 || strcmp(s, "superseded") == 0;
}

void exchange_check_plan(struct visit *v, struct recognised *out)
{
    struct plan *p = &out->plan;
    const struct {
        const char **at;
        bool (*is)(const char *);
    } checks[] = {
        { &p->starts, moment_is }, { &p->ends, moment_is },
        { &p->state, is_state },   { &p->languages, is_languages },
    };

    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (*checks[i].at && !checks[i].is(*checks[i].at)) {
            *arena_push(v->arena, &out->doubts) =
                (struct doubt){ .kind = DOUBT_UNPLACED,
                                .words = text_cut(v->arena, *checks[i].at, 300) };
            *checks[i].at = NULL;
        }
}

bool exchange_finish(struct exchange_reading *r)
{
    exchange_check_plan(r->v, r->out);
    answer_references(r);
    actors_link(r->v, &r->out->plan);
    return plan_settle(r->v, &r->out->plan);
}

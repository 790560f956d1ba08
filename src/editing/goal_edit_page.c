/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The goals of a plan: added, renamed, moved, joined, split, removed. */
#include "editing/structure.h"

#include "base/put.h"
#include "base/text.h"
#include "editing/goal_edit.view.h"
#include "editing/pages.h"
#include "editing/structure_goals.view.h"
#include "web/address.h"

#include <stdlib.h>
#include <string.h>

/* ---- all goals ---- */

static bool goals_show(struct visit *v)
{
    struct structure_goals *s = arena_alloc(v->arena, sizeof *s);

    if (!plan_tree_load(v, v->site->slug, &s->plan))
        return false;
    struct loss *loss = arena_alloc(v->arena, (s->plan.goals.n + 1) * sizeof *loss);
    for (int i = 0; i < (int)s->plan.goals.n; i++)
        loss[i] = goal_loss(&s->plan, i);
    s->loss = loss;
    return show_structure_goals(v, s);
}

/* The parent that was chosen; -1: a main goal. */
static bool parent_given(struct visit *v, const struct plan *p, int *parent)
{
    const char *slug = given(v, "parent");

    *parent = *slug ? structure_goal(v, p, slug) : -1;
    return !*slug || *parent >= 0 ||
           fault(v, "parent", tr(v, "There is no such goal in this plan."));
}

static bool goal_added(struct visit *v)
{
    struct structure s;
    struct goal g = { .number = given(v, "number"), .title = given(v, "title"),
                      .question = text_or_null(given(v, "question")) };
    int parent;

    return structure_load(v, &s) && parent_given(v, &s.changed, &parent) &&
           goal_put(v, &s.changed, parent, &g) && structure_save(v, &s) &&
           go(v, to(v, "/rakenne/tavoitteet"));
}

/* ---- one goal ---- */

static bool reports_of(struct visit *v, struct goal_edit *g)
{
    struct goal_reports_row *row;
    struct goal_ratings_row *rated;

    for (int i = g->at; i <= g->at + g->loss.goals; i++) {
        if (!goal_reports(v, &row, g->plan.goals.at[i].id) ||
            !goal_ratings(v, &rated, g->plan.goals.at[i].id))
            return false;
        g->reports += row->reports;
        g->ratings += rated->ratings;
    }
    return true;
}

static bool goal_found(struct visit *v, struct goal_edit *g, const struct plan *p)
{
    *g = (struct goal_edit){ .plan = *p };
    g->at = structure_goal(v, p, part(v, "code"));
    if (g->at < 0)
        return fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such goal in this plan."));
    g->goal = &p->goals.at[g->at];
    g->leaf = goal_is_leaf(p, g->at);
    g->loss = goal_loss(p, g->at);
    if (!reports_of(v, g))
        return false;
    g->seen = 1 + g->loss.goals + g->loss.entries + g->loss.actions + g->loss.references +
              g->reports + g->ratings;
    return true;
}

static void fill_goal(struct visit *v, const struct goal_edit *g)
{
    fill(v, "number", g->goal->number);
    fill(v, "title", g->goal->title);
    fill(v, "question", g->goal->question ? g->goal->question : "");
    fill(v, "parent", g->goal->parent < 0
                          ? "" : goal_slug(v, g->plan.goals.at[g->goal->parent].code));
    for (enum lang l = 0; l < LANGS; l++)
        fill(v, text(v, "title-%s", lang_code(l)),
             g->goal->titles.in[l] ? g->goal->titles.in[l] : "");
}

static bool goal_page(struct visit *v)
{
    struct goal_edit *g = arena_alloc(v->arena, sizeof *g);
    struct plan p;

    if (!plan_tree_load(v, v->site->slug, &p) || !goal_found(v, g, &p))
        return false;
    g->asks = chosen(v, "poista", "kysy") || fault_of(v, "seen");
    g->clashes = fault_of(v, "rev") != NULL;
    fill_goal(v, g);
    return show_goal_edit(v, g);
}

/* ---- what is done to it ---- */

static bool back(struct visit *v, const struct structure *s, int64_t id)
{
    for (size_t i = 0; i < s->changed.goals.n; i++)
        if (s->changed.goals.at[i].id == id)
            return go(v, to(v, "/rakenne/tavoitteet/%s",
                            goal_slug(v, s->changed.goals.at[i].code)));
    return go(v, to(v, "/rakenne/tavoitteet"));
}

static bool rename_goal(struct visit *v, struct structure *s, const struct goal_edit *g)
{
    struct goal *at = &s->changed.goals.at[g->at];
    int parent;

    if (!*given(v, "title"))
        return fault(v, "title", tr(v, "Write the goal’s title."));
    if (!parent_given(v, &s->changed, &parent))
        return false;
    at->number = given(v, "number");
    at->title = given(v, "title");
    at->question = text_or_null(given(v, "question"));
    for (enum lang l = 0; l < LANGS; l++)
        if (is_other_language(&g->plan, l))
            at->titles.in[l] = text_or_null(given(v, text(v, "title-%s", lang_code(l))));
    if (parent == at->parent)
        return true;
    return goal_may_move(&s->changed, g->at, parent)
               ? goal_move(v, &s->changed, g->at, parent)
               : fault(v, "parent", tr(v, "A goal can't stand under itself, or deeper than nine "
                                          "levels."));
}

static bool remove_goal(struct visit *v, struct structure *s, const struct goal_edit *g)
{
    if (given_number(v, "seen", 0) != g->seen)
        return fault(v, "seen", tr(v, "Something was changed under this goal after you opened "
                                      "the page. Look at the numbers again."));
    return goal_drop(v, &s->changed, g->at);
}

/* Another goal that entries are written for. */
static bool other_given(struct visit *v, const struct plan *p, const struct goal_edit *g,
                        int *other)
{
    const char *slug = given(v, "other");

    *other = *slug ? structure_goal(v, p, slug) : -1;
    return (*other >= 0 && *other != g->at && goal_is_leaf(p, *other)) ||
           fault(v, "other", tr(v, "Choose another sub-goal."));
}

/* What was told in rounds goes along; nothing is told twice of one year. */
static bool move_reports(struct visit *v, const struct plan *p, int from, int into)
{
    struct goal_entries_rows a, b;
    struct reports_in_both_row *both;

    if (!goal_entries(v, &a, p->goals.at[from].id) || !goal_entries(v, &b, p->goals.at[into].id))
        return false;
    for (size_t i = 0; i < a.n; i++)
        for (size_t k = 0; k < b.n; k++) {
            if (a.at[i].organisation != b.at[k].organisation)
                continue;
            if (!reports_in_both(v, &both, a.at[i].id, b.at[k].id))
                return false;
            if (both->rounds)
                return fault(v, "other", tr(v, "An organisation has reported the same year under "
                                               "both goals, so they can't be joined without "
                                               "losing a report."));
            if (!reports_move(v, a.at[i].id, b.at[k].id) ||
                !status_move(v, a.at[i].id, b.at[k].id))
                return false;
        }
    return true;
}

static bool join_goal(struct visit *v, struct structure *s, const struct goal_edit *g)
{
    int other;

    return (g->leaf || fault(v, "other", tr(v, "Only goals without sub-goals can be joined."))) &&
           other_given(v, &s->changed, g, &other) && move_reports(v, &s->kept, g->at, other) &&
           goal_join(v, &s->changed, g->at, other);
}

static size_t numbers_given(struct visit *v, int *numbers, size_t most)
{
    size_t n = 0;

    for (size_t i = 0; i < v->form.n && n < most; i++)
        if (strncmp(v->form.at[i].name, "action-", 7) == 0 && *v->form.at[i].value)
            numbers[n++] = (int)strtol(v->form.at[i].value, NULL, 10);
    return n;
}

static bool split_goal(struct visit *v, struct structure *s, const struct goal_edit *g)
{
    int *numbers = arena_alloc(v->arena, (v->form.n + 1) * sizeof *numbers), other;
    size_t n = numbers_given(v, numbers, v->form.n), moved;

    if (!other_given(v, &s->changed, g, &other) ||
        !goal_split(v, &s->changed, g->at, other, numbers, n, &moved))
        return false;
    return moved || fault(v, "actions", tr(v, "Choose the actions that move."));
}

static const struct {
    const char *code;
    bool (*act)(struct visit *v, struct structure *s, const struct goal_edit *g);
} acts[] = {
    { "tallenna", rename_goal }, { "poista", remove_goal }, { "yhdista", join_goal },
    { "jaa", split_goal },
};

static bool act(struct visit *v, struct structure *s, const struct goal_edit *g)
{
    const char *what = given(v, "tee");

    if (strcmp(what, "ylos") == 0 || strcmp(what, "alas") == 0)
        return goal_step(v, &s->changed, g->at, *what == 'y' ? -1 : 1);
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (strcmp(acts[i].code, what) == 0)
            return acts[i].act(v, s, g);
    return false;
}

static bool goal_post(struct visit *v)
{
    struct goal_edit *g = arena_alloc(v->arena, sizeof *g);
    struct structure s;

    if (!structure_load(v, &s) || !goal_found(v, g, &s.kept))
        return false;
    if (strcmp(given(v, "rev"), text(v, "%lld", (long long)g->goal->rev)) != 0)
        return fault(v, "rev", tr(v, "Somebody else changed this goal meanwhile. Nothing was "
                                     "overwritten: compare and save again."));
    int64_t id = g->goal->id;
    return act(v, &s, g) && structure_save(v, &s) && back(v, &s, id);
}

static const char *const what[] = { "tallenna", "poista", "yhdista", "jaa", "ylos", "alas", NULL };
static const struct input ask_inputs[] = {
    { "poista", INPUT_TEXT, 10 },
    { 0 },
};
static const struct input add_inputs[] = {
    { "number", INPUT_TEXT, NUMBER_MOST, .label = N_("The number") },
    { "title", INPUT_TEXT, TITLE_MOST, .label = N_("The title"),
      .missing = N_("Write the goal’s title.") },
    { "question", INPUT_LINES, QUESTION_MOST, .label = N_("The guiding question") },
    { "parent", INPUT_TEXT, 100 },
    { 0 },
};
static const struct input goal_inputs[] = {
    { "rev", INPUT_TEXT, 20 },
    { "seen", INPUT_NUMBER, INT64_MAX / 10 },
    { "tee", INPUT_CHOICE, 0, what, .missing = N_("Choose what to do.") },
    { "number", INPUT_TEXT, NUMBER_MOST, .label = N_("The number") },
    { "title", INPUT_TEXT, TITLE_MOST, .label = N_("The title") },
    { "title-*", INPUT_TEXT, TITLE_MOST, .label = N_("The title") },
    { "question", INPUT_LINES, QUESTION_MOST, .label = N_("The guiding question") },
    { "parent", INPUT_TEXT, 100 },
    { "other", INPUT_TEXT, 100 },
    { "action-*", INPUT_TEXT, 20 },
    { 0 },
};

const struct page goal_edit_pages[] = {
    { METHOD_GET, "/rakenne/tavoitteet", RIGHT_COORDINATOR, NULL, goals_show,
      &structure_goals_view, .bar = N_("Structure") },
    { METHOD_POST, "/rakenne/tavoitteet", RIGHT_COORDINATOR, add_inputs, goal_added,
      &structure_goals_view },
    { METHOD_GET, "/rakenne/tavoitteet/{code}", RIGHT_COORDINATOR, ask_inputs, goal_page,
      &goal_edit_view },
    { METHOD_POST, "/rakenne/tavoitteet/{code}", RIGHT_COORDINATOR, goal_inputs, goal_post,
      &goal_edit_view },
    { 0 },
};

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * First the numbers of the actions that are asked for, then the rows of those
 * that are shown: a page costs what it shows, also in a big plan. */
#include "plan/action_items.h"

#include "base/put.h"
#include "plan/said.h"
#include "plan/sheet.h"
#include "web/address.h"
#include "web/layout.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    LISTED_MOST = 500, /* numbers for one statement */
    NUMBER_WIDTH = 10, /* characters of each in it */
    SCHEDULE_CHOICES = 5
};

static const char *const kind_choices[] = { "other",  "county",      "municipality",
                                            "parish", "association", "police",
                                            "school", NULL };
static const char *const duration_choices[] = { "permanent", "project", "dated", NULL };
static const char *const page_choices[] = { "kaikki", NULL };

const struct input action_inputs[] = {
    { "haku", INPUT_TEXT, 200, NULL },
    { "tavoite", INPUT_TEXT, 60, NULL },
    { "tyyppi", INPUT_CHOICE, 0, kind_choices },
    { "organisaatio", INPUT_TEXT, 60, NULL },
    { "kesto", INPUT_CHOICE, 0, duration_choices },
    { "sivu", INPUT_NUMBER, 1000000, page_choices },
    { "limit", INPUT_NUMBER, LIMIT_MOST },
    { "next", INPUT_NUMBER, INT32_MAX },
    { 0 },
};

static bool filtered(const struct visit *v)
{
    return *given(v, "tavoite") || *given(v, "tyyppi") || *given(v, "organisaatio") ||
           *given(v, "kesto");
}

bool action_items_limited(const struct visit *v)
{
    return filtered(v) || *given(v, "haku");
}

/* ---- which actions ---- */

struct numbers {
    int64_t *at;
    size_t n, cap;
};

/* The kinds of schedules that last so: at most SCHEDULE_CHOICES, then "". */
static void schedules_lasting(const char *code, const char *kinds[SCHEDULE_CHOICES])
{
    size_t n = 0;

    for (size_t i = 0; i < SCHEDULE_CHOICES; i++)
        kinds[i] = "";
    for (enum schedule_kind k = 0; k < SCHEDULE_KINDS; k++) {
        enum duration d = duration_of_schedule(k);
        if (d == DURATIONS || strcmp(duration_code(d), code) != 0)
            continue;
        assert(n < SCHEDULE_CHOICES);
        kinds[n++] = schedule_kind_code(k);
    }
}

/* A goal or an organisation that is not in the plan has no actions. */
static bool numbers_fitting(struct visit *v, const struct action_items *list, struct numbers *out)
{
    const char *goal = given(v, "tavoite"), *organisation = given(v, "organisaatio");
    int g = *goal ? goal_items_find(&list->goals, goal) : -1;
    int o = *organisation ? organisation_items_find(&list->organisations, organisation) : -1;
    const char *kinds[SCHEDULE_CHOICES];
    struct action_numbers_fitting_rows rows;

    if ((*goal && g < 0) || (*organisation && o < 0))
        return true;
    schedules_lasting(given(v, "kesto"), kinds);
    const struct goal_item *at = g < 0 ? NULL : &list->goals.at[g];
    if (!action_numbers_fitting(
            v, &rows,
            &(struct action_numbers_fitting_args){
                .plan = v->plan,
                .organisation_kind = given(v, "tyyppi"),
                .organisation = o < 0 ? 0 : list->organisations.at[o].row->id,
                .first = at ? at->row->goal_order : 0,
                .last = at ? list->goals.at[at->end - 1].row->goal_order : INT64_MAX,
                .a = kinds[0],
                .b = kinds[1],
                .c = kinds[2],
                .d = kinds[3],
                .e = kinds[4],
            }))
        return false;
    for (size_t i = 0; i < rows.n; i++)
        *arena_push(v->arena, out) = rows.at[i].number;
    return true;
}

static bool numbers_all(struct visit *v, struct numbers *out)
{
    struct action_numbers_rows rows;

    if (!action_numbers(v, &rows, v->plan))
        return false;
    out->at = arena_alloc(v->arena, (rows.n + 1) * sizeof *out->at);
    for (size_t i = 0; i < rows.n; i++)
        out->at[out->n++] = rows.at[i].number;
    return true;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* What was found, in its own order, of those that fit (NULL: of all). */
static bool numbers_found(struct visit *v, struct action_items *list, const struct numbers *fit,
                          struct numbers *out)
{
    list->search = arena_alloc(v->arena, sizeof *list->search);
    if (!search_find(v, v->plan, given(v, "haku"), list->search))
        return false;
    for (size_t i = 0; i < list->search->found.n; i++) {
        const int64_t *number = &list->search->found.at[i];
        if (!fit || (fit->n && bsearch(number, fit->at, fit->n, sizeof *fit->at, by_value)))
            *arena_push(v->arena, out) = *number;
    }
    return true;
}

static bool numbers_load(struct visit *v, struct action_items *list, struct numbers *out)
{
    struct numbers fit = { 0 };
    bool search = *given(v, "haku");

    if (!filtered(v))
        return search ? numbers_found(v, list, NULL, out) : numbers_all(v, out);
    if (!numbers_fitting(v, list, search ? &fit : out))
        return false;
    return !search || numbers_found(v, list, &fit, out);
}

/* ---- the rows of a page ---- */

static void add_item(struct action_items *list, struct action_rows_row *rows, size_t n)
{
    int goal = ids_find(&list->goals.ids, rows->goal);
    int organisation = ids_find(&list->organisations.ids, rows->organisation);

    assert(goal >= 0 && organisation >= 0);
    list->at[list->n++] = (struct action_item){
        .row = rows,
        .n_schedules = rows->schedule ? n : 0,
        .title = rows->title,
        .goal = &list->goals.at[goal],
        .organisation = &list->organisations.at[organisation],
    };
}

/* Rows of one action follow each other. */
static void add_items(struct visit *v, struct action_items *list,
                      const struct action_rows_rows *rows)
{
    struct action_item *at = arena_alloc(v->arena, (list->n + rows->n + 1) * sizeof *at);

    if (list->n)
        memcpy(at, list->at, list->n * sizeof *at);
    list->at = at;
    for (size_t i = 0, n; i < rows->n; i += n) {
        for (n = 1; i + n < rows->n && rows->at[i + n].number == rows->at[i].number;)
            n++;
        add_item(list, &rows->at[i], n);
    }
}

/* Numbers as the statements with "listed" take them. */
static const char *numbers_text(struct visit *v, const int64_t *at, size_t n)
{
    char *out = arena_alloc(v->arena, n * NUMBER_WIDTH + 1);

    for (size_t i = 0; i < n; i++)
        memcpy(out + i * NUMBER_WIDTH, text(v, "%*lld", NUMBER_WIDTH, (long long)at[i]),
               NUMBER_WIDTH);
    return out;
}

static bool rows_listed(struct visit *v, struct action_items *list, const struct numbers *shown)
{
    for (size_t i = 0; i < shown->n; i += LISTED_MOST) {
        size_t some = shown->n - i < LISTED_MOST ? shown->n - i : LISTED_MOST;
        struct action_rows_rows rows;
        if (!action_rows_listed(v, &rows, v->plan, numbers_text(v, shown->at + i, some)))
            return false;
        add_items(v, list, &rows);
    }
    return true;
}

static bool rows_between(struct visit *v, struct action_items *list, int64_t first, int64_t last)
{
    struct action_rows_rows rows;

    if (!action_rows(v, &rows, v->plan, first, last))
        return false;
    add_items(v, list, &rows);
    return true;
}

/* Titles in the visit's language; the list may stand in any order. */
static bool translate(struct visit *v, struct action_items *list)
{
    int64_t first = INT64_MAX, last = 0;
    struct action_titles_rows rows;
    struct ids at = ids_new(v->arena, list->n);

    for (size_t i = 0; i < list->n; i++) {
        int64_t number = list->at[i].row->number;
        first = number < first ? number : first;
        last = number > last ? number : last;
    }
    if (!action_titles(v, &rows, v->plan, lang_code(v->lang), first, last))
        return false;
    for (size_t i = 0; rows.n && i < list->n; i++)
        ids_put(&at, list->at[i].row->number, (int)i);
    for (size_t i = 0; i < rows.n; i++) {
        int k = ids_find(&at, rows.at[i].row_id);
        if (k < 0)
            continue;
        list->at[k].title = rows.at[i].words;
        list->at[k].translated = true;
    }
    return true;
}

/* ---- where the words are ---- */

static const char *cell_said(struct visit *v, const struct action_cells_listed_row *cell)
{
    if (cell->title_lang && lang_of(cell->title_lang) < LANGS)
        return language_name(lang_of(cell->title_lang));
    return cell->field_name ? cell->field_name : field_said(v, field_kind_of(cell->field));
}

static bool found_here(struct visit *v, const struct action_items *list, struct action_item *a,
                       const char *name, const char *words, const char *lang)
{
    a->found = search_line(v, list->search, words);
    if (a->found.hit) {
        a->found_in = name;
        a->found_lang = lang;
    }
    return a->found.hit;
}

/* cells: those of the action come first in a list of n. */
static void find_words(struct visit *v, const struct action_items *list, struct action_item *a,
                       const struct action_cells_listed_row *cells, size_t n)
{
    const char *own = foreign_lang(v, false);

    if (search_mark(v, list->search, a->title).hit)
        return;
    for (size_t i = 0; i < n && cells[i].number == a->row->number; i++) {
        const struct action_cells_listed_row *c = &cells[i];
        if (found_here(v, list, a, cell_said(v, c), c->words, c->title_lang ? c->title_lang : own))
            return;
    }
    found_here(v, list, a, tr(v, "Goal"), a->goal->row->title,
               foreign_lang(v, a->goal->row->translated));
}

static int cell_order(const void *key, const void *row)
{
    int64_t number = *(const int64_t *)key;
    const struct action_cells_listed_row *r = row;
    return number < r->number ? -1 : number > r->number;
}

/* The cells of some actions of the list, and where the words are in them. */
static bool find_words_some(struct visit *v, struct action_items *list, size_t from, size_t n)
{
    struct action_cells_listed_rows rows;
    int64_t *numbers = arena_alloc(v->arena, n * sizeof *numbers);

    for (size_t i = 0; i < n; i++)
        numbers[i] = list->at[from + i].row->number;
    if (!action_cells_listed(v, &rows, v->plan, numbers_text(v, numbers, n)))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct action_cells_listed_row *cell =
            bsearch(&numbers[i], rows.at, rows.n, sizeof *rows.at, cell_order);
        assert(cell); /* the title at least */
        while (cell > rows.at && cell[-1].number == cell->number)
            cell--;
        find_words(v, list, &list->at[from + i], cell, (size_t)(rows.at + rows.n - cell));
    }
    return true;
}

static bool find_words_all(struct visit *v, struct action_items *list)
{
    for (size_t i = 0; i < list->n; i += LISTED_MOST) {
        size_t rest = list->n - i;
        if (!find_words_some(v, list, i, rest < LISTED_MOST ? rest : LISTED_MOST))
            return false;
    }
    return true;
}

/* ---- the page ---- */

static bool all_asked(const struct visit *v)
{
    return v->format != FORMAT_HTML ? !*given(v, "limit") && !*given(v, "next")
                                    : chosen(v, "sivu", "kaikki");
}

/* Programs go on after the number of an action: from the next one also when it is gone
 * meanwhile, in the order of numbers. */
static bool go_on(struct visit *v, struct numbers *numbers)
{
    int64_t after = given_number(v, "next", 0);
    size_t limit = (size_t)given_number(v, "limit", LIMIT_MOST), i = 0;
    bool sorted = !*given(v, "haku");

    while (after && i < numbers->n &&
           (sorted ? numbers->at[i] <= after : numbers->at[i] != after))
        i++;
    if (after && !sorted && i == numbers->n)
        return fault(v, "next", tr(v, "The list has changed. Begin from its start again."));
    i += after && !sorted;
    numbers->at += i;
    numbers->n -= i;
    if (numbers->n > limit) {
        numbers->n = limit;
        link_next(v, text(v, "%lld", (long long)numbers->at[limit - 1]));
    }
    return true;
}

/* Leaves the numbers of the page that was asked for. */
static bool page_choose(struct visit *v, struct action_items *list, struct numbers *numbers)
{
    list->fitting = numbers->n;
    if (all_asked(v))
        return true;
    if (v->format != FORMAT_HTML)
        return go_on(v, numbers);
    list->pages = (int64_t)((numbers->n + ACTIONS_A_PAGE - 1) / ACTIONS_A_PAGE);
    list->page = given_number(v, "sivu", 1);
    if (list->page > 1 && list->page > list->pages)
        return fail(v, FAIL_ABSENT, tr(v, "There is no page %s of this list: the last one is %s."),
                    say(v, list->page), say(v, list->pages > 1 ? list->pages : 1));
    list->before = (size_t)(list->page - 1) * ACTIONS_A_PAGE;
    numbers->at += list->before;
    numbers->n -= list->before;
    if (numbers->n > ACTIONS_A_PAGE)
        numbers->n = ACTIONS_A_PAGE;
    return true;
}

/* What is shown in the plan's own order comes faster by its first and last number. */
static bool load_shown(struct visit *v, struct action_items *list)
{
    struct numbers shown = { 0 };
    bool limited = action_items_limited(v);

    if (!limited && all_asked(v)) {
        bool ok = rows_between(v, list, 0, INT64_MAX);
        list->fitting = list->n;
        return ok;
    }
    if (!numbers_load(v, list, &shown) || !page_choose(v, list, &shown))
        return false;
    if (limited)
        return rows_listed(v, list, &shown);
    return !shown.n || rows_between(v, list, shown.at[0], shown.at[shown.n - 1]);
}

bool action_items_load(struct visit *v, struct action_items *list)
{
    list->base = to(v, "/toimenpiteet");
    return goal_items_load(v, &list->goals) && organisation_items_load(v, &list->organisations) &&
           load_shown(v, list) && translate(v, list) &&
           (!list->search || find_words_all(v, list));
}

/* ---- words ---- */

static const char *listed(struct visit *v, const char *list, const char *item)
{
    return *item ? text(v, "%s%s%s", list, *list ? ", " : "", item) : list;
}

const char *action_items_limits(struct visit *v, const struct action_items *list)
{
    int g = goal_items_find(&list->goals, given(v, "tavoite"));
    int o = organisation_items_find(&list->organisations, given(v, "organisaatio"));
    const char *all = "";

    all = listed(v, all, g < 0 ? given(v, "tavoite") : list->goals.at[g].row->code);
    all = listed(v, all, o < 0 ? given(v, "organisaatio") : list->organisations.at[o].row->name);
    return listed(v, all, sheet_filter_words(v));
}

const char *action_item_schedule(struct visit *v, const struct action_item *a)
{
    const char *all = a->n_schedules ? a->row->schedule : "";

    for (size_t i = 1; i < a->n_schedules; i++)
        all = text(v, "%s\n%s", all, a->row[i].schedule);
    return all;
}

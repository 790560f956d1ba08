/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Three plans into one: what holds for any plans (random ones, found again by their
 * seed), and what each kind of edit becomes. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "intake/exchange.h"
#include "intake/merge.h"

#include "unit/plans.h"
#include "unit/visit.h"

#include <cmocka.h> /* last: it has a macro fail() */

enum { ROUNDS = 300 };

/* ---- plans as texts ---- */

static const char *json_of(const struct plan *p)
{
    struct buf out = buf_new(64 << 20);

    assert_true(exchange_format_find("json")->write(&v, p, &out));
    const char *text = arena_copy(v.arena, out.at, out.n);
    buf_free(&out);
    return text;
}

static struct plan copy_of(const struct plan *p)
{
    struct buf out = buf_new(64 << 20);
    struct plan copy;

    assert_true(exchange_write_snapshot(&v, p, &out));
    assert_true(exchange_read_snapshot(&v, out.at, out.n, &copy));
    buf_free(&out);
    return copy;
}

static void check_same(const struct plan *a, const struct plan *b, const char *what, uint64_t seed)
{
    const char *x = json_of(a), *y = json_of(b);
    size_t same = 0;

    while (x[same] && x[same] == y[same])
        same++;
    if (!x[same] && !y[same])
        return;
    size_t from = same < 300 ? 0 : same - 300;
    fail_msg("%s, seed %u:\n%.500s\n-------- is not\n%.500s", what, (unsigned)seed, x + from,
             y + from);
}

static void check_no_rows(const struct merge_report *r, const char *what, uint64_t seed)
{
    for (size_t i = 0; i < r->n; i++)
        fail_msg("%s, seed %u: %s %s %s %s: “%s” → “%s”", what, (unsigned)seed,
                 merge_kind_code(r->at[i].kind), r->at[i].what, r->at[i].code, r->at[i].field,
                 r->at[i].old_value, r->at[i].new_value);
}

/* As the database does: each action without a number gets the next, and each goal
 * and organisation an id. */
static void store(struct plan *p)
{
    static int64_t next_id = 1;

    for (size_t i = 0; i < p->goals.n; i++)
        if (!p->goals.at[i].id)
            p->goals.at[i].id = next_id++;
    for (size_t i = 0; i < p->organisations.n; i++)
        if (!p->organisations.at[i].id)
            p->organisations.at[i].id = next_id++;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < p->entries.n; i++)
            for (size_t k = 0; k < p->entries.at[i].actions.n; k++) {
                struct action *a = &p->entries.at[i].actions.at[k];
                if (pass == 0 && a->number >= p->next_number)
                    p->next_number = a->number + 1;
                else if (pass == 1 && !a->number)
                    a->number = p->next_number++;
            }
}

/* A document knows no numbers and ids. */
static struct plan document_of(const struct plan *stored)
{
    struct plan copy = copy_of(stored), *p = &copy;

    for (size_t i = 0; i < p->goals.n; i++)
        p->goals.at[i].id = 0;
    for (size_t i = 0; i < p->organisations.n; i++)
        p->organisations.at[i].id = 0;
    for (size_t i = 0; i < p->entries.n; i++)
        for (size_t k = 0; k < p->entries.at[i].actions.n; k++)
            p->entries.at[i].actions.at[k].number = 0;
    return copy;
}

/* A plan as it stands in the database. */
static void invent_stored(uint64_t seed, struct plan *p)
{
    plan_invent(&v, seed, false, p);
    p->next_number = 1;
    p->slug = "plan";
    store(p);
}

static void merge(const struct plan *base, const struct plan *current, const struct plan *wanted,
                  bool whole, struct plan *out, struct merge_report *report)
{
    if (!merge_plans(&v, base, current, wanted, whole, out, report))
        fail_msg("%s", v.fail.text);
}

/* ---- random edits ---- */

static struct entry *any_filled(struct inventor *i)
{
    for (int tries = 0; i->p->entries.n && tries < 20; tries++) {
        struct entry *e = &i->p->entries.at[any(i, (int)i->p->entries.n)];
        if (e->actions.n)
            return e;
    }
    return NULL;
}

static void edit_action(struct inventor *i, struct entry *e)
{
    struct action *a = &e->actions.at[any(i, (int)e->actions.n)];

    switch (any(i, 6)) {
    case 0:
        a->title = text(i->v, "%s ja muuta", a->title);
        break;
    case 1:
        a->title = any_text(i);
        break;
    case 2:
        any_details(i, &a->details);
        break;
    case 3:
        a->details.n = 0;
        break;
    case 4: { /* changes places with another */
        struct action *b = &e->actions.at[any(i, (int)e->actions.n)], c = *a;
        *a = *b;
        *b = c;
        break;
    }
    default: /* goes */
        *a = e->actions.at[--e->actions.n];
    }
}

static void edit_entry(struct inventor *i, struct entry *e)
{
    struct entry *other = any_filled(i);

    switch (any(i, 6)) {
    case 0:
        *arena_push(i->v->arena, &e->actions) = (struct action){ .title = any_text(i) };
        break;
    case 1:
        any_details(i, &e->details);
        break;
    case 2:
        e->details.n = 0;
        break;
    case 3: /* an action moves here */
        if (other && other != e && other->organisation == e->organisation)
            *arena_push(i->v->arena, &e->actions) = other->actions.at[--other->actions.n];
        break;
    case 4:
        e->references.n = 0;
        break;
    default:
        e->kind = ENTRY_NOT_OURS;
        e->reason = e->actions.n ? NULL : any_text(i);
    }
}

static void edit_goal(struct inventor *i, struct goal *g)
{
    switch (any(i, 4)) {
    case 0:
        g->title = text(i->v, "%s edelleen", g->title);
        break;
    case 1:
        g->title = any_text(i);
        break;
    case 2:
        g->number = any(i, 2) ? "" : text(i->v, "%d", any(i, 9));
        break;
    default:
        g->question = any(i, 2) ? NULL : any_text(i);
    }
}

static void add_goal(struct inventor *i, int parent)
{
    *arena_push(i->v->arena, &i->p->goals) =
        (struct goal){ .parent = parent, .number = "", .title = any_text(i) };
}

/* Edits of the kinds that people and documents make; the plan is settled again. */
static void edit(struct inventor *i, int times)
{
    struct plan *p = i->p;

    for (; times > 0; times--) {
        struct entry *e = any_filled(i);
        if (e && any(i, 2))
            edit_action(i, e);
        else if (p->entries.n && any(i, 3))
            edit_entry(i, &p->entries.at[any(i, (int)p->entries.n)]);
        else if (p->goals.n && any(i, 2))
            edit_goal(i, &p->goals.at[any(i, (int)p->goals.n)]);
        else if (p->goals.n && !any(i, 3))
            add_goal(i, any(i, (int)p->goals.n));
        else
            p->title = any_text(i);
    }
    assert_true(plan_settle(&v, p));
}

static struct plan edited(const struct plan *p, uint64_t seed, int times)
{
    struct plan copy = copy_of(p);
    struct inventor i = { .v = &v, .p = &copy, .random = seed * 77777 + 1 };

    edit(&i, times);
    return copy;
}

/* ---- what holds for any plans ---- */

static void next_round(void)
{
    visit_end(&v);
    v = visit_new();
}

static void a_first_import_is_the_document(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++, next_round()) {
        struct plan wanted, out, empty = { .title = "" };
        struct merge_report r;
        plan_invent(&v, seed, false, &wanted);
        merge(NULL, &empty, &wanted, false, &out, &r);
        check_same(&out, &wanted, "first import", seed);
        assert_int_equal(r.n, 0);
        assert_int_equal(r.actions[MERGE_SAME] + r.actions[MERGE_GONE], 0);
    }
}

static void the_same_document_again_changes_nothing(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++, next_round()) {
        struct plan stored, wanted, out;
        struct merge_report r;
        invent_stored(seed, &stored);
        wanted = document_of(&stored);
        merge(&stored, &stored, &wanted, false, &out, &r);
        check_same(&out, &stored, "again", seed);
        check_no_rows(&r, "again", seed);
        merge(NULL, &stored, &wanted, false, &out, &r);
        check_same(&out, &stored, "again without base", seed);
        check_no_rows(&r, "again without base", seed);
    }
}

static void edits_by_hand_outlive_the_same_document(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++, next_round()) {
        struct plan stored, current, wanted, out;
        struct merge_report r;
        invent_stored(seed, &stored);
        current = edited(&stored, seed, 1 + (int)(seed % 5));
        store(&current);
        wanted = document_of(&stored);
        merge(&stored, &current, &wanted, false, &out, &r);
        check_same(&out, &current, "edited by hand", seed);
        for (size_t i = 0; i < r.n; i++) /* only that what was removed stays away */
            assert_int_equal(r.at[i].kind, MERGE_KEPT);
    }
}

/* An edited document is imported once, again, and taken back. */
static void imports_settle_and_can_be_taken_back(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++, next_round()) {
        struct plan stored, wanted, once, twice, back;
        struct merge_report r;
        invent_stored(seed, &stored);
        wanted = document_of(&stored);
        wanted = edited(&wanted, seed, 1 + (int)(seed % 20));
        merge(&stored, &stored, &wanted, false, &once, &r);
        store(&once);
        merge(&once, &once, &wanted, false, &twice, &r);
        check_same(&twice, &once, "the same document twice", seed);
        check_no_rows(&r, "the same document twice", seed);
        merge(&once, &once, &stored, true, &back, &r);
        back.next_number = stored.next_number; /* numbers are not given again */
        check_same(&back, &stored, "taken back", seed);
    }
}

/* Goals that can be told apart, as those of any plan that somebody made. */
static void name_goals(struct plan *p, const char *word)
{
    for (size_t i = 0; i < p->goals.n; i++)
        p->goals.at[i].title = text(&v, "%s %s %zu", p->goals.at[i].title, word, i);
    assert_true(plan_settle(&v, p));
}

/* Quite another document, with organisations and goals of its own. */
static void another_document_can_be_taken_back(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++, next_round()) {
        struct plan stored, wanted, once, twice, back;
        struct merge_report r;
        invent_stored(seed, &stored);
        plan_invent(&v, seed + 1000, false, &wanted);
        name_goals(&stored, "vanha");
        name_goals(&wanted, "uusi");
        merge(&stored, &stored, &wanted, false, &once, &r);
        store(&once);
        merge(&once, &once, &wanted, false, &twice, &r);
        check_same(&twice, &once, "another document twice", seed);
        merge(&once, &once, &stored, true, &back, &r);
        back.next_number = stored.next_number;
        check_same(&back, &stored, "another document taken back", seed);
    }
}

/* ---- what each edit becomes ---- */

/* A plan written as lines of the exchange table. */
static struct plan table(const char *lines)
{
    const char *csv = text(&v, "organisation;goal_number;goal;subgoal_number;subgoal;action;metric;"
                               "actor;refers_to;not_applicable;plan;extra:Raha\r\n%s", lines);
    struct document d = { 0 };
    struct recognised r;

    assert_true(document_read(&v, "x.csv", csv, strlen(csv), &d));
    assert_true(exchange_read(&v, &d, NULL, &r));
    for (size_t i = 0; i < r.doubts.n; i++)
        fail_msg("%s", doubt_text(&v, &r.doubts.at[i]));
    return r.plan;
}

static struct plan stored_table(const char *lines)
{
    struct plan p = table(lines);

    p.next_number = 1;
    store(&p);
    return p;
}

static struct action *action_of(const struct plan *p, const char *title)
{
    for (size_t i = 0; i < p->entries.n; i++)
        for (size_t k = 0; k < p->entries.at[i].actions.n; k++)
            if (strcmp(p->entries.at[i].actions.at[k].title, title) == 0)
                return &p->entries.at[i].actions.at[k];
    return NULL;
}

static void remove_action(struct plan *p, const char *title)
{
    for (size_t i = 0; i < p->entries.n; i++) {
        struct actions *list = &p->entries.at[i].actions;
        for (size_t k = 0; k < list->n; k++)
            if (strcmp(list->at[k].title, title) == 0)
                memmove(&list->at[k], &list->at[k + 1],
                        (--list->n - k) * sizeof *list->at);
    }
}

/* What is on the lines of a plan: "Kotka I.1 #1 Kerho (Määrä)". */
static const char *lines_of(const struct plan *p)
{
    const char *s = "";

    for (size_t i = 0; i < p->entries.n; i++) {
        const struct entry *e = &p->entries.at[i];
        const char *where = text(&v, "%s %s", p->organisations.at[e->organisation].name,
                                 p->goals.at[e->goal].code);
        if (e->kind == ENTRY_NOT_OURS)
            s = text(&v, "%s%s not ours: %s\n", s, where, e->reason);
        for (size_t k = 0; k < e->references.n; k++)
            s = text(&v, "%s%s → %s\n", s, where, p->goals.at[e->references.at[k].goal].code);
        for (size_t k = 0; k < e->details.n; k++)
            s = text(&v, "%s%s %s\n", s, where, e->details.at[k].words);
        for (size_t k = 0; k < e->actions.n; k++) {
            const struct action *a = &e->actions.at[k];
            s = text(&v, "%s%s #%d %s", s, where, a->number, a->title);
            for (size_t d = 0; d < a->details.n; d++)
                s = text(&v, "%s (%s)", s, a->details.at[d].words);
            s = text(&v, "%s\n", s);
        }
    }
    return s;
}

static const char *rows_of(const struct merge_report *r)
{
    const char *s = "";

    for (size_t i = 0; i < r->n; i++) {
        const struct merge_row *row = &r->at[i];
        s = text(&v, "%s%s %s %s%s%s #%d %s: %s > %s\n", s, merge_kind_code(row->kind), row->what,
                 row->organisation ? row->organisation : "", row->code ? " " : "",
                 row->code ? row->code : "", row->number, row->field,
                 row->old_value ? row->old_value : "–", row->new_value ? row->new_value : "–");
    }
    return s;
}

/* base and current NULL: what is stored was not edited by hand. */
static void check(const struct plan *stored, const struct plan *current, const char *document,
                  const char *lines, const char *rows)
{
    struct plan wanted = table(document), out;
    struct merge_report r;

    merge(stored, current ? current : stored, &wanted, false, &out, &r);
    assert_string_equal(lines_of(&out), lines);
    assert_string_equal(rows_of(&r), rows);
}

#define GOAL "Kotka;I;Arki sujuu;1;Apua saa ajoissa;"
#define OTHER "Kotka;I;Arki sujuu;2;Leikki on kaikille;"

static const char two[] = GOAL "Kerho aukeaa;Määrä\r\n" GOAL "Leiri kesällä\r\n";

static void the_document_changes_what_nobody_edited(void **state)
{
    struct plan stored = stored_table(two);
    (void)state;
    check(&stored, NULL, GOAL "Kerho aukeaa aikaisin;Kävijät\r\n" GOAL "Vanhempien ilta\r\n",
          "Kotka I.1 #1 Kerho aukeaa aikaisin (Kävijät)\nKotka I.1 #0 Vanhempien ilta\n",
          "changed action Kotka I.1 #1 title: Kerho aukeaa > Kerho aukeaa aikaisin\n"
          "changed action Kotka I.1 #1 metric: Määrä > Kävijät\n"
          "new action Kotka I.1 #0 : – > Vanhempien ilta\n"
          "gone action Kotka I.1 #2 : Leiri kesällä > –\n");
}

static void what_was_edited_by_hand_stays(void **state)
{
    struct plan stored = stored_table(two), current = copy_of(&stored);
    (void)state;
    action_of(&current, "Kerho aukeaa")->title = "Iltakerho";
    action_of(&current, "Iltakerho")->details.at[0].words = "Käynnit";
    check(&stored, &current, two,
          "Kotka I.1 #1 Iltakerho (Käynnit)\nKotka I.1 #2 Leiri kesällä\n", "");
    check(&stored, &current, GOAL "Kerho aukeaa nyt;Määrä\r\n" GOAL "Leiri kesällä\r\n",
          "Kotka I.1 #1 Iltakerho (Käynnit)\nKotka I.1 #2 Leiri kesällä\n",
          "kept action Kotka I.1 #1 title: Iltakerho > Kerho aukeaa nyt\n");
    check(&stored, &current, GOAL "Leiri kesällä\r\n",
          "Kotka I.1 #1 Iltakerho (Käynnit)\nKotka I.1 #2 Leiri kesällä\n",
          "kept action Kotka I.1 #1 : Iltakerho > –\n");
}

static void what_was_made_or_removed_by_hand_stays_so(void **state)
{
    struct plan stored = stored_table(two), current = copy_of(&stored);
    (void)state;
    remove_action(&current, "Leiri kesällä");
    *arena_push(v.arena, &current.entries.at[0].actions) =
        (struct action){ .title = "Oma idea", .number = 7 };
    assert_true(plan_settle(&v, &current));
    check(&stored, &current, two,
          "Kotka I.1 #1 Kerho aukeaa (Määrä)\nKotka I.1 #7 Oma idea\n",
          "kept action Kotka I.1 #0 : – > Leiri kesällä\n");
}

static void an_action_that_moves_keeps_its_number(void **state)
{
    struct plan stored = stored_table(two);
    (void)state;
    check(&stored, NULL, GOAL "Leiri kesällä\r\n" OTHER "Kerho aukeaa;Määrä\r\n",
          "Kotka I.1 #2 Leiri kesällä\nKotka I.2 Määrä\nKotka I.2 #1 Kerho aukeaa\n",
          "new goal  I.2 #0 : – > Leikki on kaikille\n"
          "new entry Kotka I.2 #0 metric: – > Määrä\n"
          "changed action Kotka I.1 #1 goal: I.1 > I.2\n"
          "gone action Kotka I.1 #1 metric: Määrä > –\n"); /* it belongs to the entry now */
}

static void goals_are_known_by_code_and_likeness(void **state)
{
    struct plan stored = stored_table(GOAL "Kerho\r\n" OTHER "Puisto\r\n"), out;
    struct plan wanted = table("Kotka;I;Arki sujuu;1;Leikki on kaikille;Puisto\r\n"
                               "Kotka;I;Arki sujuu;2;Apua saa aina ajoissa;Kerho\r\n");
    struct merge_report r;
    (void)state;
    merge(&stored, &stored, &wanted, false, &out, &r);
    assert_string_equal(lines_of(&out), "Kotka I.1 #2 Puisto\nKotka I.2 #1 Kerho\n");
    assert_int_equal(out.goals.at[1].id, stored.goals.at[2].id);
    assert_int_equal(out.goals.at[2].id, stored.goals.at[1].id);
    assert_int_equal(r.goals[MERGE_CHANGED], 2);
    assert_int_equal(r.goals[MERGE_NEW] + r.goals[MERGE_GONE], 0);
}

static void a_goal_renamed_by_hand_is_still_the_documents(void **state)
{
    struct plan stored = stored_table(two), current = copy_of(&stored);
    (void)state;
    current.goals.at[1].title = "Ihan toinen nimi";
    check(&stored, &current, two,
          "Kotka I.1 #1 Kerho aukeaa (Määrä)\nKotka I.1 #2 Leiri kesällä\n", "");
}

static void goals_that_the_document_lacks_go_unless_needed(void **state)
{
    struct plan stored = stored_table(GOAL "Kerho\r\n" OTHER "Puisto\r\n"
                                      "Hamina;I;Arki sujuu;2;Leikki on kaikille;Metsä\r\n");
    (void)state;
    check(&stored, NULL, GOAL "Kerho\r\nHamina;I;Arki sujuu;1;Apua saa ajoissa;\r\n",
          "Kotka I.1 #1 Kerho\n",
          "gone action Kotka I.2 #2 : Puisto > –\ngone action Hamina I.2 #3 : Metsä > –\n"
          "gone goal  I.2 #0 : Leikki on kaikille > –\n");
    check(&stored, NULL, GOAL "Kerho\r\n", "Kotka I.1 #1 Kerho\nHamina I.2 #3 Metsä\n",
          "gone action Kotka I.2 #2 : Puisto > –\n");
}

static void a_goal_of_others_keeps_its_place(void **state)
{
    struct plan stored = stored_table("Kotka;I;Arki;;Ensin;A\r\nHamina;I;Arki;;Sitten;B\r\n"
                                      "Kotka;I;Arki;;Lopuksi;C\r\n");
    (void)state;
    check(&stored, NULL, "Kotka;I;Arki;;Ensin;A\r\nKotka;I;Arki;;Lopuksi;C\r\n",
          "Kotka I.1 #1 A\nKotka I.3 #2 C\nHamina I.2 #3 B\n", "");
}

static void organisations_are_known_by_any_name(void **state)
{
    struct plan stored = stored_table("Kotkan kaupunki;1;A;;;Kerho\r\nHamina;1;A;;;Leiri\r\n");
    struct plan wanted = table("kotka;1;A;;;Kerho\r\nPyhtää;1;A;;;Talkoot\r\n"), out;
    struct merge_report r;
    (void)state;
    *arena_push(v.arena, &stored.organisations.at[0].aliases) = "Kotka";
    merge(&stored, &stored, &wanted, false, &out, &r);
    assert_string_equal(lines_of(&out), "Kotkan kaupunki 1 #1 Kerho\nHamina 1 #2 Leiri\n"
                                        "Pyhtää 1 #0 Talkoot\n");
    assert_string_equal(rows_of(&r), "new organisation Pyhtää #0 : – > Pyhtää\n"
                                     "new action Pyhtää 1 #0 : – > Talkoot\n");
    assert_int_equal(r.n_left, 1);
    assert_string_equal(r.left[0], "Hamina");
    assert_int_equal(out.organisations.at[0].id, stored.organisations.at[0].id);
    assert_int_equal(out.organisations.at[2].id, 0);
}

static void references_and_not_ours_are_merged(void **state)
{
    struct plan stored = stored_table(GOAL "Kerho\r\n" OTHER ";;;I.1\r\n"
                                      "Hamina;I;Arki sujuu;1;Apua saa ajoissa;Ei meille;;;;1\r\n");
    struct plan current = copy_of(&stored);
    const char *document = "Kotka;I;Arki sujuu;2;Apua saa ajoissa;Kerho\r\n"
                           "Kotka;I;Arki sujuu;3;Leikki on kaikille;;;;I.2\r\n"
                           "Hamina;I;Arki sujuu;2;Apua saa ajoissa;Ei kuulu meille;;;;1\r\n";
    (void)state;
    check(&stored, NULL, document,
          "Kotka I.2 #1 Kerho\nKotka I.3 → I.2\nHamina I.2 not ours: Ei kuulu meille\n",
          "changed goal  I.2 #0 number: 1 > 2\nchanged goal  I.3 #0 number: 2 > 3\n"
          "changed entry Hamina I.2 #0 not_ours: Ei meille > Ei kuulu meille\n");
    entry_find(&current, 1, 1)->reason = "Ei ole tehtävämme";
    entry_find(&current, 2, 0)->references.n = 0;
    assert_true(plan_settle(&v, &current));
    check(&stored, &current, document,
          "Kotka I.2 #1 Kerho\nHamina I.2 not ours: Ei ole tehtävämme\n",
          "changed goal  I.2 #0 number: 1 > 2\nchanged goal  I.3 #0 number: 2 > 3\n"
          "kept entry Hamina I.2 #0 not_ours: Ei ole tehtävämme > Ei kuulu meille\n");
}

static void extra_columns_are_fields_by_their_names(void **state)
{
    struct plan stored = stored_table("Kotka;1;A;;;Kerho;Määrä;;;;;5 €\r\n");
    (void)state;
    check(&stored, NULL, "Kotka;1;A;;;Kerho;Määrä;;;;;6 €\r\n",
          "Kotka 1 Määrä\nKotka 1 6 €\nKotka 1 #1 Kerho\n",
          "changed entry Kotka 1 #0 Raha: 5 € > 6 €\n");
}

static void new_actions_stand_where_the_document_has_them(void **state)
{
    struct plan stored = stored_table(GOAL "Ensimmäinen\r\n" GOAL "Toinen\r\n" GOAL "Vihreä\r\n");
    struct plan current = copy_of(&stored);
    struct actions *list = &current.entries.at[0].actions;
    (void)state;
    struct action first = list->at[0];
    list->at[0] = list->at[2];
    list->at[2] = first;
    check(&stored, &current,
          GOAL "Ensimmäinen\r\n" GOAL "Väliin\r\n" GOAL "Toinen\r\n" GOAL "Vihreä\r\n",
          "Kotka I.1 #3 Vihreä\nKotka I.1 #2 Toinen\nKotka I.1 #1 Ensimmäinen\n"
          "Kotka I.1 #0 Väliin\n",
          "new action Kotka I.1 #0 : – > Väliin\n");
    check(&stored, NULL, GOAL "Toinen\r\n" GOAL "Ensimmäinen\r\n" GOAL "Vihreä\r\n",
          "Kotka I.1 #2 Toinen\nKotka I.1 #1 Ensimmäinen\nKotka I.1 #3 Vihreä\n", "");
}

static void an_undo_gives_numbers_back_and_tells_what_stays(void **state)
{
    struct plan before_it = stored_table(two), now, out;
    struct plan wanted = table(GOAL "Kerho aukeaa\r\n" GOAL "Uusi talo\r\n");
    struct merge_report r;
    (void)state;
    merge(&before_it, &before_it, &wanted, false, &out, &r);
    store(&out);
    now = copy_of(&out);
    action_of(&now, "Kerho aukeaa")->title = "Iltakerho";
    merge(&out, &now, &before_it, true, &wanted, &r);
    assert_string_equal(lines_of(&wanted),
                        "Kotka I.1 #1 Iltakerho (Määrä)\nKotka I.1 #2 Leiri kesällä\n");
    assert_string_equal(rows_of(&r), "kept action Kotka I.1 #1 title: Iltakerho > Kerho aukeaa\n"
                                     "new action Kotka I.1 #1 metric: – > Määrä\n"
                                     "new action Kotka I.1 #2 : – > Leiri kesällä\n"
                                     "gone action Kotka I.1 #3 : Uusi talo > –\n");
}

static void an_undo_of_the_first_import_keeps_what_was_made_since(void **state)
{
    struct plan stored = stored_table("Kotka;1;A;;;Kerho\r\nHamina;1;A;;;Leiri\r\n"), out;
    struct plan now = copy_of(&stored), empty = { .title = "" };
    struct merge_report r;
    (void)state;
    *arena_push(v.arena, &now.entries.at[1].actions) =
        (struct action){ .title = "Oma idea", .number = 9 };
    merge(&stored, &now, &empty, true, &out, &r);
    assert_string_equal(lines_of(&out), "Hamina 1 #9 Oma idea\n");
    assert_int_equal(out.organisations.n, 1);
    merge(&stored, &stored, &empty, true, &out, &r);
    assert_int_equal(out.organisations.n + out.goals.n + out.entries.n, 0);
}

static void facts_that_the_document_does_not_tell_stay(void **state)
{
    struct plan stored = stored_table("Kotka;1;A;;;Kerho;;;;;Suunnitelma\r\n"), out;
    struct plan current = copy_of(&stored);
    struct plan silent = table("Kotka;1;A;;;Kerho\r\n");
    struct plan other = table("Kotka;1;A;;;Kerho;;;;;Uusi suunnitelma\r\n");
    struct merge_report r;
    (void)state;
    merge(&stored, &stored, &silent, false, &out, &r);
    assert_string_equal(out.title, "Suunnitelma");
    merge(&stored, &stored, &other, false, &out, &r);
    assert_string_equal(out.title, "Uusi suunnitelma");
    assert_string_equal(rows_of(&r), "changed plan  #0 title: Suunnitelma > Uusi suunnitelma\n");
    current.title = "Kaupungin suunnitelma";
    merge(&stored, &current, &other, false, &out, &r);
    assert_string_equal(out.title, "Kaupungin suunnitelma");
    assert_int_equal(r.at[0].kind, MERGE_KEPT);
}

static void what_somebody_corrected_in_a_meaning_stays(void **state)
{
    struct plan stored = stored_table("Kotka;1;A;;;Kerho;;Nuva\r\n"), out;
    struct plan current = copy_of(&stored), wanted = table("Kotka;1;A;;;Kerho;;Nuva\r\n");
    struct merge_report r;
    (void)state;
    current.entries.at[0].details.at[0].organisation = 0;
    merge(&stored, &current, &wanted, false, &out, &r);
    assert_int_equal(out.entries.at[0].details.at[0].organisation, 0);
    assert_int_equal(r.n, 0);
}

static void goals_that_hang_on_each_other_do_not_vanish(void **state)
{
    struct plan stored = stored_table("Kotka;1;Aamu;;;A\r\nKotka;2;Ilta;;;B\r\n"), out;
    struct plan current = copy_of(&stored), wanted = document_of(&stored);
    struct merge_report r;
    (void)state;
    current.goals.at[1].parent = 0; /* by hand under the first */
    assert_true(plan_settle(&v, &current));
    wanted.goals.at[0].parent = -1;
    wanted.goals.at[1].parent = 0;
    struct goal first = wanted.goals.at[0]; /* the document has them the other way round */
    wanted.goals.at[0] = wanted.goals.at[1];
    wanted.goals.at[0].parent = -1;
    wanted.goals.at[1] = first;
    wanted.goals.at[1].parent = 0;
    wanted.entries.n = 0;
    assert_true(plan_settle(&v, &wanted));
    merge(&stored, &current, &wanted, false, &out, &r);
    assert_int_equal(out.goals.n, 2);
}

static void twenty_thousand_actions_merge_in_time(void **state)
{
    struct plan stored = { .title = "" }, wanted, out;
    struct merge_report r;
    (void)state;
    for (int o = 0; o < 20; o++)
        *arena_push(v.arena, &stored.organisations) =
            (struct organisation){ .name = text(&v, "Kunta %d", o) };
    *arena_push(v.arena, &stored.goals) = (struct goal){ .parent = -1, .number = "", .title = "A" };
    for (int o = 0; o < 20; o++) {
        struct entry *e = arena_push(v.arena, &stored.entries);
        *e = (struct entry){ .organisation = o };
        for (int k = 0; k < 1000; k++)
            *arena_push(v.arena, &e->actions) =
                (struct action){ .title = text(&v, "Toimenpide numero %d/%d", o, k) };
    }
    assert_true(plan_settle(&v, &stored));
    store(&stored);
    wanted = document_of(&stored);
    for (size_t o = 0; o < 20; o++)
        for (size_t k = 0; k < 1000; k++) {
            struct action *a = &wanted.entries.at[o].actions.at[k];
            a->title = text(&v, "%s edelleen", a->title);
        }
    merge(&stored, &stored, &wanted, false, &out, &r);
    assert_int_equal(r.actions[MERGE_CHANGED], 20000);
    size_t right = 0; /* titles as like as these may change places */
    for (size_t k = 0; k < 1000; k++)
        right += out.entries.at[7].actions.at[k].number ==
                 stored.entries.at[7].actions.at[k].number;
    assert_in_range(right, 900, 1000);
}

#define T(test) cmocka_unit_test_setup_teardown(test, before, after)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_first_import_is_the_document),
        T(the_same_document_again_changes_nothing),
        T(edits_by_hand_outlive_the_same_document),
        T(imports_settle_and_can_be_taken_back),
        T(another_document_can_be_taken_back),
        T(the_document_changes_what_nobody_edited),
        T(what_was_edited_by_hand_stays),
        T(what_was_made_or_removed_by_hand_stays_so),
        T(an_action_that_moves_keeps_its_number),
        T(goals_are_known_by_code_and_likeness),
        T(a_goal_renamed_by_hand_is_still_the_documents),
        T(goals_that_the_document_lacks_go_unless_needed),
        T(a_goal_of_others_keeps_its_place),
        T(organisations_are_known_by_any_name),
        T(references_and_not_ours_are_merged),
        T(extra_columns_are_fields_by_their_names),
        T(new_actions_stand_where_the_document_has_them),
        T(an_undo_gives_numbers_back_and_tells_what_stays),
        T(an_undo_of_the_first_import_keeps_what_was_made_since),
        T(facts_that_the_document_does_not_tell_stay),
        T(what_somebody_corrected_in_a_meaning_stays),
        T(goals_that_hang_on_each_other_do_not_vanish),
        T(twenty_thousand_actions_merge_in_time),
    };
    return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The search as people use it, on a small plan in a database of its own. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "db/db.h"
#include "plan/plan_tree.h"
#include "plan/roll_up.h"
#include "plan/search.h"
#include "plan/search.sql.h"

#include <cmocka.h> /* last: it has a macro fail() */

static struct visit v;
static int64_t plan_id;

/* Actions 1, 2, 3 …, in an entry each. */
static const struct {
    const char *title, *swedish, *metric, *actor;
} actions[] = {
    { "Nuorisovaltuuston toimintaa vahvistetaan.", "Ungdomsfullmäktige får mer att säga till om.",
      "Aloitteiden määrä", "Nuorisopalvelut" },
    { "Lasten harrastustakuu.", NULL, "Osallistujat (tavoite 50 %)", "4H-yhdistys" },
    { "Perhekeskus avataan.", "Familjecentret öppnas.", "Kävijät", "Neuvola" },
    { "LAPE-kärkihankkeeseen valitaan vetäjä.", NULL, NULL, NULL },
    { "Koulupoissaolojen malli <b>otetaan</b> käyttöön & arvioidaan.", NULL,
      "Luvattomien poissaolojen määrä, jota seurataan lukukausittain kouluittain ja josta "
      "kerrotaan huoltajille, oppilaille ja lautakunnalle aina ennen kuin seuraava lukukausi alkaa",
      "Perusopetus" },
    { "100_prosenttia! Nuorten iltakahvila 8-9-luokille.", NULL, NULL, "KVY ry" },
};

enum { ACTIONS = sizeof actions / sizeof *actions };

static void add_action(struct plan *p, int at)
{
    struct entry *e = arena_push(v.arena, &p->entries);
    *e = (struct entry){ .goal = at + 1, .organisation = 0 };
    struct action *a = arena_push(v.arena, &e->actions);
    *a = (struct action){ .title = actions[at].title };
    a->titles.in[LANG_SV] = actions[at].swedish;
    if (actions[at].metric)
        *arena_push(v.arena, &e->details) = (struct detail){
            .field = FIELD_METRIC, .words = actions[at].metric, .organisation = -1
        };
    if (actions[at].actor)
        *arena_push(v.arena, &a->details) = (struct detail){
            .field = FIELD_ACTOR, .words = actions[at].actor, .organisation = -1
        };
}

static struct plan small_plan(void)
{
    struct plan p = { .slug = "salmi", .title = "Salmi", .languages = "fi", .state = "in_force" };

    struct organisation *o = arena_push(v.arena, &p.organisations);
    *o = (struct organisation){ .slug = "aapala", .name = "Aapalan kunta",
                                .short_name = "Aapala" };
    o->names.in[LANG_SV] = "Abborrböle kommun";
    *arena_push(v.arena, &o->aliases) = "ApK";
    *arena_push(v.arena, &p.goals) = (struct goal){ .parent = -1, .title = "Arki sujuu" };
    for (int i = 0; i < ACTIONS; i++)
        *arena_push(v.arena, &p.goals) =
            (struct goal){ .parent = 0, .title = text(&v, "Kohta %d", i) };
    p.goals.at[2].titles.in[LANG_SV] = "Trygg vardag";
    for (int i = 0; i < ACTIONS; i++)
        add_action(&p, i);
    return p;
}

/* The small plan with its index, in a database of v's own. */
static bool database_made(void)
{
    struct plan none = { 0 };
    struct author by = { "test", "2026-01-01T00:00:00Z", DB_NULL };
    struct plan p = small_plan();

    bool ok = db_open(&v, ":memory:", true, &v.db) && db_begin_write(&v) && plan_settle(&v, &p) &&
              plan_tree_save(&v, &none, &p, &by) && roll_up(&v, p.id) && db_commit(&v) &&
              db_begin_read(&v);
    plan_id = p.id;
    return ok;
}

static int before(void **state)
{
    (void)state;
    v = visit_new();
    return database_made() ? 0 : -1;
}

static int after(void **state)
{
    (void)state;
    db_end(&v);
    db_close(v.db);
    visit_end(&v);
    return 0;
}

/* "1 3; perhekeskus": the numbers found, then the suggestion. */
static const char *found(const char *asked)
{
    struct search s;
    const char *all = "";

    assert_true(search_find(&v, plan_id, asked, &s));
    for (size_t i = 0; i < s.found.n; i++)
        all = text(&v, "%s%s%lld", all, i ? " " : "", (long long)s.found.at[i]);
    return s.suggestion ? text(&v, "%s; %s", all, s.suggestion) : all;
}

static const struct {
    const char *asked, *found;
} plain_searches[] = {
    { "perhekeskus", "3" },
    { "PERHEKESKUS", "3" },
    { "perhek", "3" },          /* the beginning of a word */
    { "4H", "2" },
    { "KVY", "6" },
    { "8-9-luokille", "6" },
    { "lape", "4" },            /* a part between hyphens */
    { "familj", "3" },          /* Swedish, beginning or stem */
    { "familjecentrets", "3" },
    { "trygga", "2" },          /* the goal's Swedish name */
    { "aapala perhekeskus", "3" },
    { "apk perhekeskus", "3" }, /* another name of the organisation */
    { "kommun perhekeskus", "3" },
    { "neuvola perhekeskus", "3" },
    { "neuvola iltakahvila", "" },
    /* misspelt */
    { "perhekseskus", "; perhekeskus" },
    { "prehekeskus", "; perhekeskus" },
    { "perhekseskus neuvola", "; perhekeskus neuvola" },
    { "perhekseskus iltakahvila", "" }, /* the better spelling would find nothing either */
    { "qqqqqqqq", "" },
    { "qq", "" },
    /* nothing to look for */
    { "", "" },
    { "%", "" },
    { "%%%", "" },
    { "_____", "" },
    { "'\"--;()", "" },
    { "😀", "" },
    /* signs of LIKE and SQL inside words do nothing */
    { "perhe%", "3" },
    { "p_rhekeskus", "; perhekeskus" },
    { "iltakahvila' or 1=1 --", "" },
    { "100_prosenttia!", "6" },
    { "!", "" },
};

static const struct {
    const char *asked, *found;
} finnish_searches[] = {
    { "lapsi", "2" },
    { "lasten", "2" },
    { "lapsille", "2" },
    { "valtuusto", "1" },
    { "valtuustolle", "1" },
    { "nuorisovaltuusto", "1" },
    { "nuori", "6" },
    { "poissaolo", "5" },
    { "koulu", "5" },
    { "kärkihanke", "4" },
    { "lapsi ja harrastus", "2" },         /* "ja" stands in no such action */
    { "nuorisovaltusto", "; nuorisovaltuusto" },
    { "perhekeskusneuvola", "3" },         /* a compound of words that stand apart */
};

static void words_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof plain_searches / sizeof *plain_searches; i++)
        assert_string_equal(
            text(&v, "%s: %s", plain_searches[i].asked, found(plain_searches[i].asked)),
            text(&v, "%s: %s", plain_searches[i].asked, plain_searches[i].found));
}

static void finnish_words_are_found_in_any_form(void **state)
{
    (void)state;
    if (!lemma_knows_finnish())
        skip();
    for (size_t i = 0; i < sizeof finnish_searches / sizeof *finnish_searches; i++)
        assert_string_equal(
            text(&v, "%s: %s", finnish_searches[i].asked, found(finnish_searches[i].asked)),
            text(&v, "%s: %s", finnish_searches[i].asked, finnish_searches[i].found));
}

static void titles_weigh_most(void **state)
{
    (void)state;
    /* "määrä" stands in two metrics, "kohta" in all goals; the title decides. */
    if (lemma_knows_finnish())
        assert_string_equal(found("kohta aapala"), "1 2 3 4 5 6");
    assert_true(text_begins(found("perhe"), "3"));
}

static void long_questions_cost_little(void **state)
{
    struct buf b = buf_new(1 << 20);

    (void)state;
    for (int i = 0; i < 200; i++)
        buf_printf(&b, "sana%d ", i);
    v.statements = 0;
    assert_string_equal(found(b.at), "");
    assert_true(v.statements < 60);
    b.n = 0;
    for (int i = 0; i < 5000; i++)
        buf_putc(&b, 'x');
    assert_string_equal(found(b.at), ""); /* one word that is none */
    buf_free(&b);
}

/* "Uusi [perhekeskus] avataan". */
static const char *joined(const struct pieces *p)
{
    const char *all = "";

    for (size_t i = 0; i < p->n; i++)
        all = text(&v, p->at[i].hit ? "%s[%s]" : "%s%s", all, p->at[i].text);
    return all;
}

static const char *marked(const char *asked, const char *words)
{
    struct search s;

    assert_true(search_find(&v, plan_id, asked, &s));
    struct pieces p = search_mark(&v, &s, words);
    assert_int_equal(p.hit, strchr(joined(&p), '[') != NULL);
    return joined(&p);
}

static void hits_are_marked(void **state)
{
    (void)state;
    assert_string_equal(marked("perhekeskus", "Uusi Perhekeskus: avataan."),
                        "Uusi [Perhekeskus]: avataan.");
    assert_string_equal(marked("perhek", "perhekeskus perhe"), "[perhekeskus] perhe");
    assert_string_equal(marked("perhekeskus", ""), "");
    assert_string_equal(marked("perhekeskus", "muuta"), "muuta");
    assert_string_equal(marked("", "muuta"), "muuta");
    assert_string_equal(marked("neuvola perhekeskus", "perhekeskus/neuvola"),
                        "[perhekeskus]/[neuvola]");
    if (!lemma_knows_finnish())
        skip();
    assert_string_equal(marked("valtuusto", "Nuorisovaltuuston tila"), "[Nuorisovaltuuston] tila");
    assert_string_equal(marked("lapsi", "lasten ja Lapsille"), "[lasten] ja [Lapsille]");
}

static void long_texts_are_cut_around_the_hit(void **state)
{
    struct search s;

    (void)state;
    assert_true(search_find(&v, plan_id, "lautakunnalle", &s));
    struct pieces p = search_line(&v, &s, actions[4].metric);
    const char *line = joined(&p);
    assert_true(p.hit);
    assert_true(text_begins(line, "…"));
    assert_non_null(strstr(line, "[lautakunnalle]"));
    assert_true(text_length(line) <= 165);
    p = search_line(&v, &s, "rivi\nja toinen");
    assert_false(p.hit);
    assert_string_equal(joined(&p), "rivi ja toinen");
    const char *endless = text(&v, "%01000d", 0);
    p = search_line(&v, &s, endless);
    assert_true(text_length(joined(&p)) <= 161);
}

/* What an import changes is found at once, and what went is not. */
static void an_index_is_made_anew(void **state)
{
    struct plan now = { 0 };
    struct author by = { "test", "2026-01-02T00:00:00Z", DB_NULL };
    size_t plans;

    (void)state;
    db_end(&v);
    assert_true(db_begin_write(&v));
    assert_true(plan_tree_load(&v, "salmi", &now));
    struct plan old = now;
    struct entry *copy = arena_alloc(v.arena, now.entries.n * sizeof *copy);
    memcpy(copy, now.entries.at, now.entries.n * sizeof *copy);
    now.entries.at = copy;
    struct entry *e = entry_find(&now, 3, 0);
    struct action *a = arena_alloc(v.arena, sizeof *a);
    *a = e->actions.at[0];
    a->title = "Uimahalli avataan.";
    e->actions.at = a;
    assert_true(plan_tree_save(&v, &old, &now, &by));
    assert_true(roll_up_all(&v, &plans));
    assert_int_equal(plans, 1);
    assert_string_equal(found("uimahalli"), "3");
    assert_string_equal(found("perhekeskus"), "");
    assert_string_equal(found("familj"), "3"); /* the translation stays */
    db_end(&v);
    assert_true(db_begin_read(&v));
    assert_string_equal(found("uimahalli"), "");
}

/* ---- without voikko-fi ---- */

static struct {
    const char *asked, *found;
} without[] = {
    { "perhekeskus", "3" },     /* the word itself */
    { "lasten", "2" },
    { "lapsi", "" },            /* its other forms are not known */
    { "nuorisovaltuus", "1" },  /* the beginning of a word is */
    { "lape", "4" },            /* a part between hyphens */
    { "familjecentrets", "3" }, /* Swedish goes on */
    { "perhekseskus", "; perhekeskus" },
};

/* A thread of its own finds no dictionary; returns the number of wrong answers. */
static void *search_without(void *wrong)
{
    struct visit main_visit = v;
    v = visit_new();
    bool ok = !lemma_knows_finnish() && database_made();
    for (size_t i = 0; ok && i < sizeof without / sizeof *without; i++) {
        const char *got = found(without[i].asked);
        if (strcmp(got, without[i].found) != 0) {
            print_error("%s: \"%s\" is not \"%s\"\n", without[i].asked, got, without[i].found);
            ++*(int *)wrong;
        }
    }
    *(int *)wrong += !ok;
    after(NULL);
    v = main_visit;
    return NULL;
}

static void plain_words_are_found_without_voikko(void **state)
{
    pthread_t thread;
    int wrong = 0;

    (void)state;
    setenv("VOINTI_VOIKKO", "off", 1);
    assert_int_equal(pthread_create(&thread, NULL, search_without, &wrong), 0);
    pthread_join(thread, NULL);
    unsetenv("VOINTI_VOIKKO");
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(finnish_words_are_found_in_any_form),
        cmocka_unit_test(titles_weigh_most),
        cmocka_unit_test(long_questions_cost_little),
        cmocka_unit_test(hits_are_marked),
        cmocka_unit_test(long_texts_are_cut_around_the_hit),
        cmocka_unit_test(plain_words_are_found_without_voikko),
        cmocka_unit_test(an_index_is_made_anew),
    };
    return cmocka_run_group_tests(tests, before, after);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A plan out and in again in each format. Most plans here are made up by a random
 * generator with hostile texts; a failing one is found again by its seed. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/put.h"
#include "base/text.h"
#include "intake/exchange.h"

#include "unit/plans.h"
#include "unit/visit.h"

#include <cmocka.h> /* last: it has a macro fail() */

enum { ROUNDS = 300, BIGGEST = 64 << 20 };

/* The plan in a format, as a text in the arena. */
static const char *written(const struct plan *p, const char *format, size_t *n)
{
    struct buf out = buf_new(BIGGEST);

    assert_true(exchange_format_find(format)->write(&v, p, &out));
    const char *bytes = arena_copy(v.arena, out.at, out.n);
    *n = out.n;
    buf_free(&out);
    return bytes;
}

static const char *as_text(const struct plan *p, const char *format)
{
    size_t n;
    return written(p, format, &n);
}

static void read_again(const char *name, const char *bytes, size_t n, struct recognised *out)
{
    struct document d = { 0 };

    bool ok = exchange_is_json(bytes, n)
                  ? exchange_read_json(&v, bytes, n, out)
                  : document_read(&v, name, bytes, n, &d) && exchange_recognise(&d) &&
                        exchange_read(&v, &d, NULL, out);
    if (!ok)
        fail_msg("%s: %s", name, v.fail.text);
}

static void forget_places(struct details *list)
{
    for (size_t i = 0; i < list->n; i++)
        list->at[i].place = (struct place){ 0 };
}

/* What the table does not tell. */
static void make_comparable(struct plan *p, const struct plan *to)
{
    p->slug = to->slug;
    for (size_t i = 0; i < p->goals.n; i++)
        p->goals.at[i].place = (struct place){ 0 };
    for (size_t i = 0; i < p->entries.n; i++) {
        struct entry *e = &p->entries.at[i];
        e->place = (struct place){ 0 };
        forget_places(&e->details);
        for (size_t k = 0; k < e->actions.n; k++) {
            e->actions.at[k].place = (struct place){ 0 };
            forget_places(&e->actions.at[k].details);
        }
    }
}

/* Shows where two texts part, because a whole plan is too long to look at. */
static void check_same(const char *a, const char *b, const char *format, uint64_t seed)
{
    size_t same = 0;

    while (a[same] && a[same] == b[same])
        same++;
    size_t from = same < 200 ? 0 : same - 200;
    if (a[same] || b[same])
        fail_msg("%s, seed %u:\n%.400s\n-------- became\n%.400s", format, (unsigned)seed, a + from,
                 b + from);
}

/* The plan written, read and written again is the same, byte for byte, and what
 * was read is the same plan. */
static void check_round_trip(const struct plan *p, const char *format, uint64_t seed)
{
    struct recognised again;
    size_t n, m;
    const char *first = written(p, format, &n);

    read_again(text(&v, "plan.%s", format), first, n, &again);
    const char *second = written(&again.plan, format, &m);
    if (strcmp(format, "json") != 0)
        make_comparable(&again.plan, p);
    check_same(as_text(p, "json"), as_text(&again.plan, "json"), format, seed);
    assert_int_equal(n, m);
    assert_memory_equal(first, second, n);
    for (size_t i = 0; i < again.doubts.n; i++)
        fail_msg("%s, seed %u: doubt %s: %s", format, (unsigned)seed,
                 doubt_kind_code(again.doubts.at[i].kind), again.doubts.at[i].words);
}

static void round_trips(const char *format)
{
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct plan p;
        plan_invent(&v, seed, strcmp(format, "json") == 0, &p);
        check_round_trip(&p, format, seed);
        visit_end(&v);
        v = visit_new();
    }
}

static void random_plans_come_back_from_csv(void **state)
{
    (void)state;
    round_trips("csv");
}

static bool has_reader(const char *format)
{
    for (const struct reader *r = document_readers; r->format; r++)
        if (strcmp(r->format, format) == 0)
            return true;
    return false;
}

static void random_plans_come_back_from_xlsx(void **state)
{
    (void)state;
    if (!has_reader("xlsx"))
        skip();
    round_trips("xlsx");
}

static void random_plans_come_back_from_json(void **state)
{
    (void)state;
    round_trips("json");
}

/* A nation's plan: 20,000 actions, and a table with nearly all columns. */
static struct plan big_plan(void)
{
    struct plan p = { .title = "Suunnitelma", .vision = "V", .area = "A", .starts = "2020",
                      .ends = "2024", .languages = "fi", .state = "draft" };

    for (int g = 0; g < 100; g++)
        *arena_push(v.arena, &p.goals) = (struct goal){
            .parent = -1, .number = "", .title = text(&v, "Tavoite %d", g), .question = "Missä?"
        };
    for (int o = 0; o < 100; o++)
        *arena_push(v.arena, &p.organisations) = (struct organisation){
            .name = text(&v, "Kunta %d", o), .short_name = text(&v, "K%d", o)
        };
    for (int i = 0; i < 100 * 100; i++) {
        struct entry *e = arena_push(v.arena, &p.entries);
        *e = (struct entry){ .goal = i % 100, .organisation = i / 100 };
        *arena_push(v.arena, &e->references) = (struct reference){ FIELD_METRIC, i % 100, "Ks." };
        for (int k = 0; k < 2; k++) {
            struct action *a = arena_push(v.arena, &e->actions);
            a->title = text(&v, "Toimenpide %d/%d", i, k);
            a->titles.in[LANG_SV] = text(&v, "Åtgärd %d/%d", i, k);
            for (int f = FIELD_METRIC; f < FIELD_KINDS; f++)
                *arena_push(v.arena, &a->details) =
                    (struct detail){ .field = (enum field_kind)f,
                                     .name = "Rahat",
                                     .words = text(&v, "Arvo %d", k * f),
                                     .organisation = -1 };
        }
    }
    assert_true(plan_settle(&v, &p));
    return p;
}

static void a_plan_of_20000_actions_comes_back_from_each_format(void **state)
{
    (void)state;
    for (const struct exchange_format *f = exchange_formats; f->name; f++) {
        struct buf first = buf_new(BIGGEST), second = buf_new(BIGGEST);
        struct plan p = big_plan();
        struct recognised again;
        assert_true(f->write(&v, &p, &first));
        visit_end(&v);
        v = visit_new(); /* as an import has it: readers watch how much memory is used */
        read_again(text(&v, "plan.%s", f->name), first.at, first.n, &again);
        assert_int_equal(again.plan.entries.n, 100 * 100);
        assert_true(f->write(&v, &again.plan, &second));
        assert_int_equal(first.n, second.n);
        assert_memory_equal(first.at, second.at, first.n);
        buf_free(&first);
        buf_free(&second);
    }
}

/* ---- the shape of the table ---- */

static const char *const plan_json =
    "{\"format\": \"vointi-plan\", \"version\": 1,"
    " \"goals\": [{\"number\": \"I\", \"title\": \"Arki\", \"goals\": ["
    "   {\"number\": \"1\", \"title\": \"Tuki\"}, {\"number\": \"2\", \"title\": \"Leikki\"}]}],"
    " \"organisations\": [{\"name\": \"Kotkan kaupunki\"}, {\"name\": \"Pyörä ry\"}],"
    " \"entries\": ["
    "  {\"organisation\": \"kotkan-kaupunki\", \"goal\": \"I.1\","
    "   \"details\": [{\"field\": \"metric\", \"words\": \"Määrä\"},"
    "                 {\"field\": \"metric\", \"words\": \"Kysely\\nkeväällä\"},"
    "                 {\"field\": \"schedule\", \"words\": \"2022-2025\"}],"
    "   \"actions\": [{\"title\": \"Kerho; \\\"avoin\\\"\"},"
    "                 {\"title\": \"=SUM(A1)\","
    "                  \"details\": [{\"field\": \"actor\", \"words\": \"Nuva\"}]}]},"
    "  {\"organisation\": \"kotkan-kaupunki\", \"goal\": \"I.2\","
    "   \"references\": [{\"goal\": \"I.1\"}, {\"goal\": \"I.1\", \"field\": \"metric\"}]},"
    "  {\"organisation\": \"pyora-ry\", \"goal\": \"I.1\", \"kind\": \"not_ours\","
    "   \"reason\": \"Ei kuulu meille\"}]}";

#define HEADING                                                                                   \
    "organisation;goal_number;goal;subgoal_number;subgoal;action;metric;schedule;actor;"          \
    "followup;refers_to;not_applicable"

static void the_table_has_a_line_for_each_action(void **state)
{
    struct recognised r;
    (void)state;
    assert_true(exchange_read_json(&v, plan_json, strlen(plan_json), &r));
    assert_string_equal(as_text(&r.plan, "csv"),
        "\xEF\xBB\xBF" HEADING "\r\n"
        "Kotkan kaupunki;I;Arki;1;Tuki;\"Kerho; \"\"avoin\"\"\";\"Määrä\nKysely\n¦ keväällä\";"
        "2022-2025;;;;\r\n"
        "Kotkan kaupunki;I;Arki;1;Tuki;\"'=SUM(A1)\";\"Määrä\nKysely\n¦ keväällä\";2022-2025;Nuva;;;"
        "\r\n"
        "Kotkan kaupunki;I;Arki;2;Leikki;;;;;;\"I.1\nmetric:I.1\";\r\n"
        "Pyörä ry;I;Arki;1;Tuki;Ei kuulu meille;;;;;;1\r\n"
        "Pyörä ry;I;Arki;2;Leikki;;;;;;;\r\n");
}

static void read_csv(const char *csv, struct recognised *out)
{
    struct document d = { 0 };

    assert_true(document_read(&v, "käsin tehty.csv", csv, strlen(csv), &d));
    assert_true(exchange_recognise(&d));
    assert_true(exchange_read(&v, &d, NULL, out));
}

/* Two metrics of three have a target: a line for each, the action's after the entry's. */
static void what_metrics_aim_at_has_columns(void **state)
{
    static const char json[] =
        "{\"format\": \"vointi-plan\", \"version\": 1, \"goals\": [{\"title\": \"Arki\"}],"
        " \"organisations\": [{\"name\": \"Kotka\"}], \"entries\": ["
        "  {\"organisation\": \"kotka\", \"goal\": \"1\", \"details\": ["
        "    {\"field\": \"metric\", \"words\": \"Määrä\", \"target\": \"-\", \"unit\": \"=kpl\"},"
        "    {\"field\": \"metric\", \"words\": \"Kysely\"}],"
        "   \"actions\": [{\"title\": \"Kerho\"}, {\"title\": \"Leiri\", \"details\": ["
        "    {\"field\": \"metric\", \"words\": \"Päivät\", \"target\": \"5\"}]}]}]}";
    struct recognised r;
    (void)state;
    assert_true(exchange_read_json(&v, json, strlen(json), &r));
    assert_string_equal(as_text(&r.plan, "csv"),
        "\xEF\xBB\xBF" HEADING ";metric:unit;metric:target\r\n"
        "Kotka;;Arki;;;Kerho;\"Määrä\nKysely\";;;;;;\"'=kpl\n–\";\"\\-\n–\"\r\n"
        "Kotka;;Arki;;;Leiri;\"Määrä\nKysely\nPäivät\";;;;;;\"'=kpl\n–\n–\";"
        "\"\\-\n–\n5\"\r\n");
}

static void lines_of_facts_belong_to_metrics_in_order(void **state)
{
    struct recognised r;
    (void)state;
    read_csv("metric:target;organisation;goal_number;goal;action;metric;metric:unit\r\n"
             "\"10\n-\n30\";Kotka;I;Arki;Kerho;\"A\nB\nC\";\r\n"
             "7;Hamina;I;Arki;Leiri;ei mitata;\r\n"
             "\"1\n2\";Pyhtää;I;Arki;Tupa;A;€\r\n"
             "5;Virolahti;I;Arki;Talo;;\r\n", &r);
    const struct detail *d = entry_find(&r.plan, 0, 0)->details.at;
    assert_string_equal(d[0].target, "10");
    assert_null(d[1].target);
    assert_string_equal(d[2].target, "30");
    assert_int_equal(d[1].facts_told, 1 << METRIC_TARGET | 1 << METRIC_UNIT);
    d = entry_find(&r.plan, 0, 1)->details.at;
    assert_string_equal(d->target, "7"); /* so it is measured */
    assert_false(d->not_measured);
    assert_string_equal(entry_find(&r.plan, 0, 2)->details.at[0].target, "1");
    assert_int_equal(r.doubts.n, 2);
    assert_int_equal(r.doubts.at[0].kind, DOUBT_FACTS);
    assert_int_equal(r.doubts.at[0].place.row, 4);
    assert_int_equal(r.doubts.at[0].place.column, 1);
    assert_string_equal(r.doubts.at[1].words, "5");
}

static void columns_may_stand_in_any_order(void **state)
{
    struct recognised r;
    (void)state;
    read_csv("action;goal;goal_number;Rahat;metric;organisation;not_applicable\r\n"
             "Kerho;Arki;I;5 €;Määrä;Kotka;\r\n"
             "Leiri;Arki;I;6 €;Määrä;Kotka;0\r\n"
             ";;;;;;\r\n"
             "Ei;Arki;I;;;Hamina;x\r\n", &r);
    assert_int_equal(r.plan.goals.n, 1);
    assert_int_equal(r.plan.organisations.n, 2);
    const struct entry *e = entry_find(&r.plan, 0, 0);
    assert_int_equal(e->actions.n, 2);
    assert_int_equal(e->details.n, 1);
    assert_string_equal(e->details.at[0].words, "Määrä");
    assert_string_equal(e->actions.at[1].details.at[0].name, "Rahat");
    assert_string_equal(e->actions.at[1].details.at[0].words, "6 €");
    assert_int_equal(e->actions.at[1].place.row, 3);
    assert_int_equal(e->actions.at[1].place.column, 1);
    assert_int_equal(entry_find(&r.plan, 0, 1)->kind, ENTRY_NOT_OURS);
    assert_string_equal(entry_find(&r.plan, 0, 1)->reason, "Ei");
    assert_int_equal(r.doubts.n, 1);
    assert_int_equal(r.doubts.at[0].kind, DOUBT_COLUMN);
    assert_string_equal(r.doubts.at[0].words, "Rahat");
}

static void what_has_no_place_is_doubted(void **state)
{
    struct recognised r;
    (void)state;
    read_csv("organisation;goal_number;goal;subgoal_number;subgoal;action;refers_to;goal\r\n"
             "Kotka;;;;;Koditon;;\r\n"
             ";I;Arki;;;Isännätön;I.9;\r\n"
             ";I;Arki;;;;\"I.9\nsoup:I\nmetric:I\";toinen\r\n", &r);
    static const struct {
        enum doubt_kind kind;
        const char *words;
    } expected[] = {
        { DOUBT_COLUMN, "goal" },
        { DOUBT_UNPLACED, "Koditon" },
        { DOUBT_ORGANISATION_NONE, "Isännätön" },
        { DOUBT_REFERENCE, "I.9" },
        { DOUBT_REFERENCE, "soup:I" },
    };
    assert_int_equal(r.doubts.n, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < r.doubts.n; i++) {
        assert_int_equal(r.doubts.at[i].kind, expected[i].kind);
        assert_string_equal(r.doubts.at[i].words, expected[i].words);
    }
    assert_string_equal(r.plan.organisations.at[1].name, "käsin tehty");
    assert_int_equal(entry_find(&r.plan, 0, 1)->references.n, 1);
}

static void a_plan_in_english_is_not_taken_for_an_exchange_table(void **state)
{
    struct document d = { 0 };
    const char *csv = "organisation;goal;subgoal;action;metric\r\nKotka;A;B;C;D\r\n";
    (void)state;
    assert_true(document_read(&v, "x.csv", csv, strlen(csv), &d));
    assert_false(exchange_recognise(&d));
}

static void actors_are_linked_to_organisations(void **state)
{
    struct recognised r;
    (void)state;
    read_csv("organisation;goal_number;goal;action;actor;organisation:short_name;"
             "organisation:alias;organisation:kind\r\n"
             "Kymen verkosto;1;A;B;\"KVY\nkvy ry!\nNuva\";KVY;KVY ry;school\r\n", &r);
    const struct details *list = &r.plan.entries.at[0].details;
    assert_int_equal(list->at[0].organisation, 0);
    assert_int_equal(list->at[1].organisation, 0);
    assert_int_equal(list->at[2].organisation, -1);
    assert_int_equal(r.plan.organisations.at[0].kind, ORGANISATION_SCHOOL);
}

static void a_text_too_long_for_a_spreadsheet_is_refused(void **state)
{
    struct recognised r;
    struct buf out = buf_new(BIGGEST);
    char *big = arena_alloc(v.arena, 40001);
    (void)state;
    memset(big, 'a', 40000);
    assert_true(exchange_read_json(&v, plan_json, strlen(plan_json), &r));
    r.plan.goals.at[0].title = big;
    assert_false(exchange_format_find("xlsx")->write(&v, &r.plan, &out));
    assert_int_equal(v.fail.kind, FAIL_SIZE);
    buf_free(&out);
}

static void a_full_buffer_is_told(void **state)
{
    (void)state;
    for (const struct exchange_format *f = exchange_formats; f->name; f++) {
        struct recognised r;
        struct buf out = buf_new(100);
        v.fail = (struct fail){ 0 };
        assert_true(exchange_read_json(&v, plan_json, strlen(plan_json), &r));
        assert_false(f->write(&v, &r.plan, &out));
        assert_int_equal(v.fail.kind, FAIL_SIZE);
        buf_free(&out);
    }
    assert_null(exchange_format_find("doc"));
}

/* ---- JSON that somebody else wrote ---- */

static void faults_in_json_are_told_with_their_place(void **state)
{
    static const struct {
        const char *json, *says;
    } faults[] = {
        { "{", "line 1" },
        { "{\"a\": 1, \"a\": 2}", "line 1" },
        { "{}", "“format”" },
        { "{\"format\": 7}", "“format”: a text" },
        { "{\"format\": \"vointi-plan\"}", "“version”" },
        { "{\"format\": \"vointi-plan\", \"version\": 2}", "newer program" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"title\": []}", "“title”: a text" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"goals\": {}}", "“goals”: a list" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"goals\": [1]}", "“goals[0]”: an object" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"starts\": \"soon\"}", "“starts”: a date" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"goals\": "
          "[{\"code\": \"I\"}, {\"code\": \"i\"}]}", "code “i”" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"organisations\": "
          "[{\"name\": \"A\"}, {\"name\": \"a\"}]}", "slug “a”" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"organisations\": [{}]}",
          "“organisations[0].name”: a text" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"organisations\": "
          "[{\"name\": \"A\", \"aliases\": [\"B\", 5]}]}", "“organisations[0].aliases[1]”" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"goals\": [{}], \"organisations\": "
          "[{\"name\": \"A\", \"kind\": \"club\"}]}", "“organisations[0].kind”" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"goals\": [{}], \"organisations\": "
          "[{\"name\": \"A\"}], \"entries\": [{\"organisation\": \"b\", \"goal\": \"1\"}]}",
          "“entries[0].organisation”: this names" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"goals\": [{}], \"organisations\": "
          "[{\"name\": \"A\"}], \"entries\": [{\"organisation\": \"a\", \"goal\": \"1\", "
          "\"actions\": [{\"title\": \"x\"}, {\"title\": \"x\", \"details\": [{\"field\": "
          "\"action\", \"words\": \"w\"}]}]}]}", "“entries[0].actions[1].details[0].field”" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"goals\": [{}], \"organisations\": "
          "[{\"name\": \"A\"}], \"entries\": [{\"organisation\": \"a\", \"goal\": \"1\", "
          "\"place\": {\"row\": -1}}]}", "“entries[0].place.row”: a whole number" },
        { "{\"format\": \"vointi-plan\", \"version\": 1, \"goals\": [{\"place\": 5}]}",
          "“goals[0].place”: an object" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct recognised r;
        v.fail = (struct fail){ 0 };
        assert_false(exchange_read_json(&v, faults[i].json, strlen(faults[i].json), &r));
        assert_int_equal(v.fail.kind, FAIL_DOCUMENT);
        if (!strstr(v.fail.text, faults[i].says))
            fail_msg("%s: %s", faults[i].json, v.fail.text);
    }
}

static void unknown_keys_are_doubts(void **state)
{
    struct recognised r;
    const char *json = "{\"format\": \"vointi-plan\", \"version\": 1, \"motto\": \"x\", "
                       "\"state\": \"sleeping\", \"goals\": [{\"title\": \"A\", \"sub goals\": 1}]}";
    (void)state;
    assert_true(exchange_read_json(&v, json, strlen(json), &r));
    assert_int_equal(r.doubts.n, 3);
    assert_string_equal(r.doubts.at[0].words, "motto");
    assert_string_equal(r.doubts.at[1].words, "goals[0].sub goals");
    assert_string_equal(r.doubts.at[2].words, "sleeping");
    assert_null(r.plan.state);
}

/* The beginning many times, then the end. */
static bool read_repeated(const char *start, const char *piece, size_t times, const char *end)
{
    struct buf b = buf_new(BIGGEST);
    struct recognised r;

    buf_puts(&b, start);
    for (size_t i = 0; i < times; i++)
        buf_puts(&b, piece);
    buf_puts(&b, end);
    v.fail = (struct fail){ 0 };
    bool ok = exchange_read_json(&v, b.at, b.n, &r);
    buf_free(&b);
    return ok;
}

static void hostile_json_ends_in_a_sentence(void **state)
{
    const char *head = "{\"format\": \"vointi-plan\", \"version\": 1, \"goals\": [";
    (void)state;
    assert_false(read_repeated("", "[", 1 << 20, ""));
    assert_false(read_repeated("{\"a\":", "{\"a\":", 100000, "1"));
    assert_false(read_repeated(head, "[],", 3 << 20, "[]]}"));
    assert_string_equal(v.fail.text, "The file is too big to be read.");
    assert_false(read_repeated(head, "{\"goals\": [", 30, ""));
    assert_false(read_repeated(text(&v, "%s{\"goals\": [{\"goals\": [{\"goals\": [{\"goals\": [", head),
                               "{\"goals\": [", 8, "]}]}]}]}]}]}]}]}]}]}]}]}]}"));
    assert_non_null(strstr(v.fail.text, "too many levels"));
    assert_true(read_repeated(text(&v, "%s{\"title\": \"", head), "\\u0007x ", 100000, "\"}]}"));
    assert_false(read_repeated(text(&v, "%s{\"title\": \"", head), "\\u0000", 1, "\"}]}"));
    assert_false(read_repeated(text(&v, "%s{\"title\": \"", head), "\xC3", 1, "\"}]}"));
}

static void json_is_known_by_its_beginning(void **state)
{
    (void)state;
    assert_true(exchange_is_json(" \n{", 3));
    assert_true(exchange_is_json("\xEF\xBB\xBF{", 4));
    assert_false(exchange_is_json("[", 1));
    assert_false(exchange_is_json("", 0));
    assert_false(exchange_is_json("\0{", 2));
    assert_false(exchange_is_json("PK\3\4", 4));
}

#define T(test) cmocka_unit_test_setup_teardown(test, before, after)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(random_plans_come_back_from_csv),
        T(random_plans_come_back_from_xlsx),
        T(random_plans_come_back_from_json),
        T(a_plan_of_20000_actions_comes_back_from_each_format),
        T(the_table_has_a_line_for_each_action),
        T(what_metrics_aim_at_has_columns),
        T(lines_of_facts_belong_to_metrics_in_order),
        T(columns_may_stand_in_any_order),
        T(what_has_no_place_is_doubted),
        T(a_plan_in_english_is_not_taken_for_an_exchange_table),
        T(actors_are_linked_to_organisations),
        T(a_text_too_long_for_a_spreadsheet_is_refused),
        T(a_full_buffer_is_told),
        T(faults_in_json_are_told_with_their_place),
        T(unknown_keys_are_doubts),
        T(hostile_json_ends_in_a_sentence),
        T(json_is_known_by_its_beginning),
    };
    return cmocka_run_group_tests_name("exchange", tests, NULL, NULL);
}

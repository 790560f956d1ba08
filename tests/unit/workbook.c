/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * An organisation's workbook goes out, is filled in and comes back: on the update view, and
 * as an import. What comes back untouched changes nothing, and nobody's text is lost. */
#include "app/importer.h"
#include "app/rooms.h"
#include "document/document.h"
#include "followup/round.sql.h"
#include "followup/update.sql.h"
#include "people/people.h"
#include "people/people.sql.h"
#include "plan/site.h"
#include "web/hall.h"

#include "unit/importing.h"

static const char rows[] = "Aapa;I;Arki;1;Apua saa;Kerho;Kävijöitä;2025 alkaen;Neuvola;;;\n"
                           "Aapa;I;Arki;2;Ystäviä;Kaveritaitoja kouluissa;;Jatkuva;Koulut;;;\n"
                           "Berta;I;Arki;1;Apua saa;Kahvila;Kävijöitä;2025;Aapa;;;\n";
static int64_t contact, coordinator;

/* ---- who ---- */

static int64_t person_new(const char *email, enum role role, int64_t organisation)
{
    struct grant g = { role, v.plan, organisation };
    int64_t id;

    assert_true(person_invite(&v, email, "", &g, &id, NULL));
    return id;
}

static void year_open(void)
{
    struct plan_organisations_rows organisations;

    import_rows("vuosi", rows);
    assert_true(db_begin_write(&v) && plan_site(&v, "vuosi") &&
                plan_organisations(&v, &organisations, v.plan));
    assert_true(round_add(&v, &(struct round_add_args){ .plan = v.plan, .year = 2025,
                                                        .round_state = "open" }));
    contact = person_new("kati@example.org", ROLE_CONTACT, organisations.at[0].id);
    coordinator = person_new("koo@example.org", ROLE_COORDINATOR, 0);
    assert_true(db_commit(&v));
}

/* ---- visits ---- */

struct got {
    int status;
    struct buf body;
    const char *location;
};

static struct got visit_as(int64_t person, enum method method, const char *address,
                           const char *form, const struct buf *file)
{
    struct visit own = visit_new();

    own.db = v.db;
    own.person = person;
    own.name = own.called = person == contact ? "kati@example.org" : "koo@example.org";
    own.method = method;
    own.lang = LANG_FI;
    visit_address(&own, address);
    if (form)
        visit_posted(&own, form, strlen(form));
    if (file)
        *arena_push(own.arena, &own.files) =
            (struct posted_file){ "tiedosto", "kirja.xlsx", file->at, file->n };
    visit_walk(&own, &app_house);
    struct got got = { own.status, own.body, own.location ? arena_strdup(v.arena, own.location)
                                                          : "" };
    own.body = buf_new(0);
    if (own.work_waits && !failed(&own))
        assert_true(importer_round(&own));
    visit_end(&own);
    return got;
}

static int status_of(struct got got)
{
    buf_free(&got.body);
    return got.status;
}

/* ---- a workbook in hand ---- */

struct book {
    struct xlsx_table at[5];
    size_t n;
};

static struct book book_of(struct buf bytes)
{
    struct document d = { 0 };
    struct book b = { 0 };

    assert_true(document_read(&v, "kirja.xlsx", bytes.at, bytes.n, &d));
    for (size_t i = 0; i < d.n; i++) {
        const struct table *t = d.at[i].table;
        assert_non_null(t);
        size_t cells = (size_t)t->rows * (size_t)t->columns;
        const char **at = arena_alloc(v.arena, cells * sizeof *at);
        int *widths = arena_alloc(v.arena, (size_t)t->columns * sizeof *widths);
        for (size_t k = 0; k < cells; k++)
            at[k] = t->cells[k] ? cell_text(&v, t->cells[k]) : "";
        for (int k = 0; k < t->columns; k++)
            widths[k] = 20;
        b.at[b.n++] = (struct xlsx_table){ .name = t->name, .title = "x",
                                           .rows = (size_t)t->rows,
                                           .columns = (size_t)t->columns, .cells = at,
                                           .widths = widths };
    }
    buf_free(&bytes);
    return b;
}

static struct book book_load(int64_t person)
{
    struct got got = visit_as(person, METHOD_GET, "/vuosi/organisaatiot/aapa/taulukko.xlsx", NULL, NULL);

    assert_int_equal(got.status, 200);
    return book_of(got.body);
}

static const char **cell_at(struct book *b, const char *heading, size_t row)
{
    for (size_t s = 0; s < b->n; s++)
        for (size_t c = 0; c < b->at[s].columns; c++)
            if (strcmp(b->at[s].cells[c], heading) == 0) {
                assert_true(row < b->at[s].rows);
                return &b->at[s].cells[row * b->at[s].columns + c];
            }
    fail_msg("no column %s", heading);
    return NULL;
}

static int book_send(struct book *b, int64_t person, const char *address)
{
    struct buf bytes = buf_new(10 << 20);

    assert_true(xlsx_write_book(&v, b->at, b->n, &bytes));
    int status = status_of(visit_as(person, METHOD_POST, address, "organisaatio=", &bytes));
    buf_free(&bytes);
    return status;
}

static const char update_view[] = "/vuosi/paivitys/2025/aapa";

/* ---- what is kept ---- */

static struct updates_of_rows updates(void)
{
    struct round_list_row *round;
    struct plan_organisations_rows organisations;
    struct updates_of_rows list;

    assert_true(db_begin_read(&v) && round_of(&v, &round, v.plan, 2025) &&
                plan_organisations(&v, &organisations, v.plan) &&
                updates_of(&v, &list, round->id, organisations.at[0].id));
    db_end(&v);
    return list;
}

static bool is_begun(void)
{
    struct round_list_row *round;
    struct plan_organisations_rows organisations;
    struct answer_of_row *answer;

    assert_true(db_begin_read(&v) && round_of(&v, &round, v.plan, 2025) &&
                plan_organisations(&v, &organisations, v.plan) &&
                answer_of(&v, &answer, round->id, organisations.at[0].id));
    db_end(&v);
    return answer && answer->begun_at;
}

static bool shows(int64_t person, const char *address, const char *words)
{
    struct got got = visit_as(person, METHOD_GET, address, NULL, NULL);
    bool has = got.body.n && strstr(got.body.at, words);

    buf_free(&got.body);
    return has;
}

/* ---- tests ---- */

static void it_holds_the_plan_and_the_year(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(contact);

    assert_int_equal(b.n, 3);
    assert_string_equal(b.at[0].name, "plan");
    assert_string_equal(b.at[1].name, "Seuranta 2025");
    assert_string_equal(b.at[2].name, "Mittarit 2025");
    assert_int_equal(b.at[0].rows, 3);
    assert_int_equal(b.at[1].rows, 3);
    assert_int_equal(b.at[2].rows, 2);
    assert_string_equal(*cell_at(&b, "Mitä suunniteltiin", 1), "Kerho");
    assert_string_equal(*cell_at(&b, "Tila 2025", 1), "");
    for (size_t i = 0; i < b.at[0].rows * b.at[0].columns; i++)
        assert_null(strstr(b.at[0].cells[i], "Kahvila")); /* another's */
}

static void what_is_filled_in_is_saved(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(contact);

    *cell_at(&b, "Tila 2025", 1) = "Käynnissä";
    *cell_at(&b, "Mitä tehtiin 2025", 1) = "Kerho käynnistyi.\nJa jatkuu.";
    *cell_at(&b, "Arvo 2025", 1) = "4,2";
    *cell_at(&b, "Tila 2025", 2) = "under way"; /* in any of the languages, in any case */
    assert_int_equal(book_send(&b, contact, update_view), 303);
    struct updates_of_rows u = updates();
    assert_int_equal(u.n, 2);
    assert_string_equal(u.at[0].status, "progress");
    assert_string_equal(u.at[0].done, "Kerho käynnistyi.\nJa jatkuu.");
    assert_string_equal(u.at[1].status, "progress");
    assert_false(u.at[0].on_behalf);
    assert_true(shows(contact, update_view, "value=\"4,2\""));

    /* Out and back again: the same text, nothing to do. */
    b = book_load(contact);
    assert_string_equal(*cell_at(&b, "Tila 2025", 1), "Käynnissä");
    assert_int_equal(book_send(&b, contact, update_view), 303);
    assert_int_equal(updates().at[0].rev, 1);
}

/* What the workbook has no column for stays: an action that goes otherwise than its entry. */
static void what_it_does_not_tell_stays(void **state)
{
    (void)state;
    year_open();
    import_rows("vuosi", text(&v, "%sAapa;I;Arki;1;Apua saa;Neuvonta;;;;;;\n", rows));
    assert_int_equal(status_of(visit_as(contact, METHOD_POST, update_view,
                                        "rev-1=&status-1=progress&own-1-1=stopped", NULL)), 303);
    assert_true(shows(contact, update_view, "value=\"stopped\" selected"));
    struct book b = book_load(contact);
    *cell_at(&b, "Mitä tehtiin 2025", 1) = "Kirjasta";
    assert_int_equal(book_send(&b, contact, update_view), 303);
    assert_string_equal(updates().at[0].done, "Kirjasta");
    assert_true(shows(contact, update_view, "value=\"stopped\" selected"));
}

static void nobody_is_overwritten(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(contact), later = b;

    *cell_at(&b, "Tila 2025", 1) = "Toteutunut";
    *cell_at(&b, "Mitä tehtiin 2025", 1) = "Ensimmäinen";
    assert_int_equal(book_send(&b, contact, update_view), 303);
    *cell_at(&later, "Mitä tehtiin 2025", 1) = "Toinen";
    assert_int_equal(book_send(&later, contact, update_view), 422);
    assert_string_equal(updates().at[0].done, "Ensimmäinen");
}

static void what_is_not_understood_is_told(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(contact);

    *cell_at(&b, "Tila 2025", 1) = "Melkein";
    assert_int_equal(book_send(&b, contact, update_view), 422);
    assert_int_equal(updates().n, 0);
    *cell_at(&b, "Tila 2025", 1) = "";
    assert_int_equal(book_send(&b, contact, update_view), 422); /* it tells nothing */
    *cell_at(&b, "Tila 2025", 1) = "Toteutunut";
    *cell_at(&b, "Tila 2025", 0) = "Tila 2024"; /* another year's */
    assert_int_equal(book_send(&b, contact, update_view), 422);
    *cell_at(&b, "Tila 2024", 0) = "Tila 2025";
    for (size_t i = 1; i < 3; i++)
        b.at[1].cells[i * b.at[1].columns] = "Berta"; /* another's workbook */
    assert_int_equal(book_send(&b, contact, update_view), 422);
    assert_int_equal(updates().n, 0);

    struct buf text_file = buf_new(100);
    buf_puts(&text_file, "ei taulukko");
    assert_int_equal(status_of(visit_as(contact, METHOD_POST, update_view, NULL, &text_file)), 422);
    buf_free(&text_file);
}

/* The sheet of the plan is not taken from here: the rows where it differs are told. */
static void what_it_says_of_the_plan_is_told(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(contact);
    struct buf bytes = buf_new(10 << 20);
    *cell_at(&b, "Tila 2025", 1) = "Käynnissä";
    *cell_at(&b, "action", 2) = "Aivan muuta";
    assert_true(xlsx_write_book(&v, b.at, b.n, &bytes));
    struct got got = visit_as(contact, METHOD_POST, update_view, "", &bytes);
    assert_int_equal(got.status, 303);
    assert_non_null(strstr(got.location, "suunnitelma=i-2"));
    assert_true(shows(contact, got.location, "/muokkaa/i-2/aapa"));
    assert_false(shows(contact, got.location, "/muokkaa/i-1/aapa"));
    assert_int_equal(updates().n, 1);
    assert_false(shows(contact, "/vuosi/toimenpiteet", "Aivan muuta"));
    buf_free(&got.body);
    buf_free(&bytes);
    b = book_load(contact);
    assert_int_equal(book_send(&b, contact, update_view), 303);
}

static void only_the_own_one(void **state)
{
    (void)state;
    year_open();
    assert_int_equal(
        status_of(visit_as(contact, METHOD_GET, "/vuosi/organisaatiot/berta/taulukko.xlsx", NULL, NULL)),
        403);
    assert_int_equal(
        status_of(visit_as(contact, METHOD_GET, "/vuosi/organisaatiot/ei/taulukko.xlsx", NULL, NULL)),
        404);
    assert_int_equal(
        status_of(visit_as(coordinator, METHOD_GET, "/vuosi/organisaatiot/berta/taulukko.xlsx", NULL,
                           NULL)),
        200);
}

/* ---- as an import ---- */

static int64_t import_number(int upload, const char *key)
{
    struct got json = visit_as(coordinator, METHOD_GET,
                               text(&v, "/vuosi/tuonti/%d/vahvistus.json", upload), NULL, NULL);
    const char *at = strstr(json.body.at, text(&v, "\"%s\": ", key));

    assert_non_null(at);
    int64_t n = strtoll(at + strlen(key) + 4, NULL, 10);
    buf_free(&json.body);
    return n;
}

static void import_confirm(int upload)
{
    const char *form = text(&v, "rev=%ld", (long)import_number(upload, "rev"));
    const char *address = text(&v, "/vuosi/tuonti/%d/vahvistus", upload);

    assert_int_equal(status_of(visit_as(coordinator, METHOD_POST, address, form, NULL)), 303);
}

/* Sent, nothing asked, confirmed. */
static void book_import(struct book *b, int upload)
{
    const char *review = text(&v, "/vuosi/tuonti/%d/tarkistus", upload);

    assert_int_equal(book_send(b, coordinator, "/vuosi/tuonti"), 303);
    assert_int_equal(
        status_of(visit_as(coordinator, METHOD_POST, review, "seuraava=vahvista", NULL)), 303);
    import_confirm(upload);
}

static void import_back(int upload)
{
    const char *form = text(&v, "tuonti=%ld", (long)import_number(upload, "import"));

    assert_int_equal(
        status_of(visit_as(coordinator, METHOD_POST, "/vuosi/tuonti/peru", form, NULL)), 303);
    assert_true(shows(coordinator, text(&v, "/vuosi/tuonti/%d/vahvistus", upload),
                      "Tuonti peruttiin"));
}

static void as_an_import_both_come_in(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(coordinator);

    *cell_at(&b, "Tila 2025", 1) = "Toteutunut";
    *cell_at(&b, "Mitä tehtiin 2025", 1) = "Kerho kävi";
    *cell_at(&b, "Arvo 2025", 1) = "12";
    *cell_at(&b, "action", 2) = "Kaveritaitoja kouluissa ja kerhoissa";
    assert_int_equal(book_send(&b, coordinator, "/vuosi/tuonti"), 303);
    assert_true(shows(coordinator, "/vuosi/tuonti/1/tarkistus", "Mitään ei jäänyt epäselväksi."));
    assert_int_equal(status_of(visit_as(coordinator, METHOD_POST, "/vuosi/tuonti/1/tarkistus",
                                        "seuraava=vahvista", NULL)), 303);
    assert_true(shows(coordinator, "/vuosi/tuonti/1/vahvistus", "Tuo 2 muutosta"));
    assert_true(shows(coordinator, "/vuosi/tuonti/1/vahvistus", "Toteutunut: Kerho kävi"));
    assert_int_equal(updates().n, 0);
    import_confirm(1);
    assert_true(shows(coordinator, "/vuosi/tuonti/1/vahvistus", "Tuonti on valmis"));
    struct updates_of_rows u = updates();
    assert_int_equal(u.n, 1);
    assert_string_equal(u.at[0].done, "Kerho kävi");
    assert_true(u.at[0].on_behalf);
    assert_true(shows(coordinator, "/vuosi/toimenpiteet", "Kaveritaitoja kouluissa ja kerhoissa"));
    assert_true(shows(coordinator, "/vuosi/toimenpiteet", "Kahvila")); /* another's stays */
}

/* Each cell that is not understood is a question with its place; guesses are chosen already. */
static void what_a_workbook_says_wrong_is_asked(void **state)
{
    static const char review[] = "/vuosi/tuonti/1/tarkistus";
    (void)state;
    year_open();
    struct book b = book_load(coordinator);
    *cell_at(&b, "Tila 2025", 1) = "Käynissä"; /* like one */
    *cell_at(&b, "Mitä tehtiin 2025", 1) = "Kerho kävi";
    *cell_at(&b, "Tila 2025", 2) = "Punainen";
    *cell_at(&b, "Mitä tehtiin 2025", 2) = "Tavattiin";
    *cell_at(&b, "Arvo 2025", 1) = "paljon";
    *cell_at(&b, "Mittari", 1) = "Kävijöitä!"; /* text_same() */
    assert_int_equal(book_send(&b, coordinator, "/vuosi/tuonti"), 303);
    assert_true(shows(coordinator, review, "Sen tulkittiin olevan ”Käynnissä”."));
    assert_true(shows(coordinator, review, "Rivi tuodaan ilman tilaa."));
    assert_true(shows(coordinator, review, "Arvossa ”paljon” ei ole lukua."));
    assert_true(shows(coordinator, review, "Seuranta 2025, taulukko 2, rivi 3"));
    assert_int_equal(
        status_of(visit_as(coordinator, METHOD_POST, review, "seuraava=vahvista", NULL)), 303);
    assert_true(shows(coordinator, "/vuosi/tuonti/1/vahvistus", "Tuodaan ilman tilaa"));
    import_confirm(1);
    struct updates_of_rows u = updates();
    assert_int_equal(u.n, 2);
    assert_string_equal(u.at[0].status, "progress");
    assert_string_equal(u.at[1].status, "");
    assert_string_equal(u.at[1].done, "Tavattiin");
    assert_true(shows(coordinator, update_view, "value=\"paljon\""));
}

/* Answers are written into the cells. */
static void answers_mend_a_workbook(void **state)
{
    static const char review[] = "/vuosi/tuonti/1/tarkistus";
    (void)state;
    year_open();
    struct book b = book_load(coordinator);
    *cell_at(&b, "Tavoitteen koodi", 1) = "IX.9"; /* the first of the headings: entries */
    *cell_at(&b, "Tila 2025", 1) = "Valmis";
    *cell_at(&b, "Tila 2025", 2) = "Punainen";
    *cell_at(&b, "Arvo 2025", 1) = "paljon";
    *cell_at(&b, "Mittari", 1) = "Jotain muuta";
    assert_int_equal(book_send(&b, coordinator, "/vuosi/tuonti"), 303);
    assert_true(shows(coordinator, review, "ei ole sen organisaation ja vuoden rivi"));
    assert_true(shows(coordinator, review, "ei ole suunnitelman sen rivin mittari. Sen arvo"));
    assert_int_equal(status_of(visit_as(coordinator, METHOD_POST, review,
                                        "valinta-1=goal:I.1&teksti-2=Toteutunut"
                                        "&teksti-3=K%C3%A4vij%C3%B6it%C3%A4&seuraava=vahvista",
                                        NULL)), 303);
    import_confirm(1);
    struct updates_of_rows u = updates();
    assert_int_equal(u.n, 2);
    assert_string_equal(u.at[1].status, "done");
    assert_true(shows(coordinator, update_view, "value=\"paljon\""));
}

/* Rows that are nobody's are left out, told with their place, and do not hold up the rest. */
static void rows_of_nobody_are_told(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(contact);
    *cell_at(&b, "Tila 2025", 1) = "Toteutunut";
    *cell_at(&b, "Tila 2025", 2) = "Toteutunut";
    *cell_at(&b, "Tavoitteen koodi", 2) = "I.1"; /* twice */
    struct buf bytes = buf_new(10 << 20);
    assert_true(xlsx_write_book(&v, b.at, b.n, &bytes));
    struct got got = visit_as(contact, METHOD_POST, update_view, "", &bytes);
    assert_int_equal(got.status, 422);
    assert_non_null(strstr(got.body.at, "Seuranta 2025, rivi 3: ”Aapa I.1 Ystäviä” ei ole teidän"));
    assert_non_null(strstr(got.body.at, "value=\"done\" checked")); /* the rest is in the form */
    buf_free(&got.body);
    buf_free(&bytes);
    assert_int_equal(updates().n, 0);
}

/* What the organisation has typed and not sent is not the coordinator's to change. */
static void an_answer_that_was_begun_stays(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(coordinator), own = book_load(contact);

    *cell_at(&own, "Tila 2025", 1) = "Käynnissä";
    assert_int_equal(book_send(&own, contact, update_view), 303);
    *cell_at(&b, "Tila 2025", 1) = "Toteutunut";
    assert_int_equal(book_send(&b, coordinator, "/vuosi/tuonti"), 303);
    assert_int_equal(status_of(visit_as(coordinator, METHOD_POST, "/vuosi/tuonti/1/tarkistus",
                                        "seuraava=vahvista", NULL)), 303);
    assert_true(shows(coordinator, "/vuosi/tuonti/1/vahvistus", "Organisaatio on alkanut vastata"));
    assert_true(shows(coordinator, "/vuosi/tuonti/1/vahvistus", "Mikään ei muuttuisi"));
    assert_string_equal(updates().at[0].status, "progress");
}

/* Reports go back with the import that they came in: to what they were, or away. */
static void reports_go_back_with_their_import(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(coordinator);
    *cell_at(&b, "Tila 2025", 1) = "Toteutunut";
    *cell_at(&b, "Arvo 2025", 1) = "12";
    book_import(&b, 1);
    assert_true(shows(coordinator, update_view, "value=\"12\""));

    b = book_load(coordinator);
    *cell_at(&b, "Mitä tehtiin 2025", 1) = "Kerho kävi";
    *cell_at(&b, "Arvo 2025", 1) = "14";
    *cell_at(&b, "Tila 2025", 2) = "Käynnissä";
    *cell_at(&b, "action", 2) = "Uusi sana";
    book_import(&b, 2);
    assert_int_equal(updates().n, 2);
    assert_true(is_begun());
    import_back(2);
    struct updates_of_rows u = updates();
    assert_int_equal(u.n, 1);
    assert_string_equal(u.at[0].status, "done");
    assert_string_equal(u.at[0].done, "");
    assert_true(shows(coordinator, update_view, "value=\"12\""));
    assert_false(shows(coordinator, "/vuosi/toimenpiteet", "Uusi sana"));

    import_back(1);
    assert_int_equal(updates().n, 0);
    assert_false(is_begun());
}

static void a_report_that_was_changed_since_stays(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(coordinator);
    *cell_at(&b, "Tila 2025", 1) = "Toteutunut";
    *cell_at(&b, "Tila 2025", 2) = "Käynnissä";
    book_import(&b, 1);
    assert_int_equal(status_of(visit_as(contact, METHOD_POST, update_view,
                                        "rev-1=1&status-1=done&done-1=Omin+sanoin", NULL)), 303);
    import_back(1);
    struct updates_of_rows u = updates();
    assert_int_equal(u.n, 1);
    assert_string_equal(u.at[0].done, "Omin sanoin");
    assert_true(shows(coordinator, "/vuosi/tuonti/1/vahvistus",
                      "Jää ennalleen: raporttia on muutettu tuonnin jälkeen."));
}

static void a_report_that_was_sent_since_stays(void **state)
{
    (void)state;
    year_open();
    struct book b = book_load(coordinator);
    *cell_at(&b, "Tila 2025", 1) = "Toteutunut";
    *cell_at(&b, "Tila 2025", 2) = "Käynnissä";
    book_import(&b, 1);
    assert_int_equal(status_of(visit_as(contact, METHOD_POST, update_view, "laheta=silti", NULL)),
                     303);
    import_back(1);
    assert_int_equal(updates().n, 2);
    assert_true(shows(coordinator, "/vuosi/tuonti/1/vahvistus",
                      "Jää ennalleen: raportti on lähetetty tuonnin jälkeen."));
}

int main(void)
{
    static const struct importing_test both[] = {
        { "it holds the plan and the year", it_holds_the_plan_and_the_year },
        { "what is filled in is saved", what_is_filled_in_is_saved },
        { "what it does not tell stays", what_it_does_not_tell_stays },
        { "nobody is overwritten", nobody_is_overwritten },
        { "what is not understood is told", what_is_not_understood_is_told },
        { "what it says of the plan is told", what_it_says_of_the_plan_is_told },
        { "only the own one", only_the_own_one },
        { "as an import both come in", as_an_import_both_come_in },
        { "what a workbook says wrong is asked", what_a_workbook_says_wrong_is_asked },
        { "answers mend a workbook", answers_mend_a_workbook },
        { "rows of nobody are told", rows_of_nobody_are_told },
        { "an answer that was begun stays", an_answer_that_was_begun_stays },
        { "reports go back with their import", reports_go_back_with_their_import },
        { "a report that was changed since stays", a_report_that_was_changed_since_stays },
        { "a report that was sent since stays", a_report_that_was_sent_since_stays },
    };
    return importing_run("workbook", both, sizeof both / sizeof *both, NULL, 0);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * History put together: what came and went is no change, and what was done to a draft is
 * told nowhere after it came into force. */
#include "app/rooms.h"
#include "base/date.h"
#include "plan/changes.h"
#include "plan/site.h"
#include "web/hall.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "unit/importing.h"

/* ---- put together ---- */

static struct change_items together(const struct changes_between_row *rows, size_t n)
{
    struct changes_between_rows list = { (struct changes_between_row *)rows, n };
    struct change_items items;

    assert_true(change_items_of(&v, &list, &items));
    return items;
}

#define ROW(number, name, was, is)                                                            \
    { .id = __LINE__, .changed_at = "2026-01-01T00:00:00Z", .row_kind = "action",             \
      .row_id = number, .field = name, .old_value = was, .new_value = is, .goal_code = "I.1", \
      .organisation_name = "Kotka" }

static void rows_become_changes(void **state)
{
    static const struct changes_between_row rows[] = {
        ROW(1, "", NULL, "Uusi"),        ROW(1, "metric", NULL, "Kävijät"),
        ROW(1, "title", "Uusi", "Uudempi"),
        ROW(2, "", NULL, "Käväisi"),     ROW(2, "", "Käväisi", NULL),
        ROW(3, "title", "Vanha", "Muu"), ROW(3, "title", "Muu", "Vanha"),
        ROW(4, "", "Poistui", NULL),     ROW(4, "", NULL, "Poistui"),
        ROW(5, "title", "A", "B"),       ROW(5, "title", "B", "C"),
        ROW(5, "metric", "x", NULL),
        ROW(6, "title", "Ennen", "Jälkeen"), ROW(6, "", "Jälkeen", NULL),
    };
    (void)state;
    struct change_items items = together(rows, sizeof rows / sizeof *rows);
    assert_int_equal(items.n, 3);
    assert_int_equal(items.at[0].kind, CHANGE_ADDED);
    assert_string_equal(items.at[0].title, "Uudempi");
    assert_int_equal(items.at[0].n, 0);
    assert_int_equal(items.at[1].kind, CHANGE_CHANGED);
    assert_int_equal(items.at[1].n, 2);
    assert_string_equal(items.at[1].at[0].before, "A");
    assert_string_equal(items.at[1].at[0].after, "C");
    assert_null(items.at[1].at[1].after);
    assert_int_equal(items.at[2].kind, CHANGE_DROPPED);
    assert_string_equal(items.at[2].title, "Jälkeen");
    assert_string_equal(items.at[2].goal_code, "I.1");
    assert_int_equal(items.tally[CHANGE_ADDED] + items.tally[CHANGE_DROPPED] +
                         items.tally[CHANGE_CHANGED], 3);
}

/* ---- in the database ---- */

static void what_is_gone_still_belongs_somewhere(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    import_rows("a", KOTKA "Perheneuvola vastaa päivässä;Jonot;jatkuva;Kaupunki;Vuosittain;;\n");
    assert_string_equal(asked("select goal_code || ' ' || organisation_name from history where "
                              "old_value like 'Avoin%' and new_value is null"),
                        "I.1 Kotkan kaupunki");
    assert_int_equal(history("row_kind = 'action' and goal_code is null"), 0);
    assert_int_equal(history("row_kind = 'entry' and organisation_name is null"), 0);
    assert_int_equal(history("row_kind = 'plan' and goal_code is not null"), 0);
}

static const char *page(const char *address)
{
    struct visit own = visit_new();

    own.db = v.db;
    own.lang = LANG_FI;
    assert_true(visit_address(&own, address));
    visit_walk(&own, &app_house);
    const char *all = arena_copy(v.arena, own.body.at, own.body.n);
    if (own.status != 200 && own.status != 404)
        fail_msg("%s: %d %s", address, own.status, all);
    visit_end(&own);
    return all;
}

static const char *const public_addresses[] = {
    "/muutokset?alku=2020-01-01", "/muutokset.json?alku=2020-01-01",
    "/muutokset.csv?alku=2020-01-01", "/syote.atom", "/syote.json", "/syote.json?tavoite=i-1",
    "/toimenpiteet/1", "/toimenpiteet/1.json", "/toimenpiteet/2", "/toimenpiteet/2.json",
};

static void a_draft_is_told_nowhere(void **state)
{
    (void)state;
    import_rows("a", KOTKA "Luonnosteltu kerho;Arvattu määrä;;;;;\n" KOTKA "Hylätty leiri;;;;;;\n");
    import_rows("a", KOTKA "Luonnosteltu kerho kylässä;Oikea määrä;;;;;\n");
    by_hand("update history set changed_at = '2025-05-01T00:00:00Z'");
    by_hand("insert into history (changed_at, by_name, plan, row_kind, row_id, field, old_value, "
            "new_value) select '2025-06-01T00:00:00Z', 'koo@example.org', id, 'plan', id, 'state', "
            "'draft', 'in_force' from plan");
    import_rows("a", KOTKA "Luonnosteltu kerho kaupungissa;Oikea määrä;;;;;\n");
    for (size_t i = 0; i < sizeof public_addresses / sizeof *public_addresses; i++) {
        const char *all = page(public_addresses[i]);
        if (strstr(all, "Hylätty") || strstr(all, "Arvattu") || strstr(all, "koo@example"))
            fail_msg("%s tells of the draft: %s", public_addresses[i], all);
    }
    assert_non_null(strstr(page("/muutokset.json?alku=2020-01-01"), "kaupungissa"));
    assert_non_null(strstr(page("/syote.atom"), "Voimassa"));
    /* Those who make it see how it was made, as long as it is one. */
    by_hand("update plan set state = 'draft'");
    assert_null(strstr(page("/muutokset.json?alku=2020-01-01"), "kaupungissa"));
}

static double atom_number(const char *atom, const char *path)
{
    xmlDoc *doc = xmlReadMemory(atom, (int)strlen(atom), NULL, NULL, XML_PARSE_NONET);
    assert_non_null(doc);
    xmlXPathContext *in = xmlXPathNewContext(doc);
    xmlXPathRegisterNs(in, BAD_CAST "a", BAD_CAST "http://www.w3.org/2005/Atom");
    xmlXPathObject *found = xmlXPathEvalExpression(BAD_CAST path, in);
    assert_non_null(found);
    double n = xmlXPathCastToNumber(found);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(in);
    xmlFreeDoc(doc);
    return n;
}

/* What RFC 4287 asks of a feed (4.1.1) and of each entry (4.1.2). */
static void a_feed_is_atom_also_of_hostile_words(void **state)
{
    (void)state;
    import_rows("a", KOTKA "\"<script>&amp;]]> \x01\xef\xbf\xbe' \"\"x\"\"\";;;;;;\n");
    import_rows("a", KOTKA "\"<script>&amp;]]> muuttui --> \"\"x\"\"\";;;;;;\n");
    const char *atom = page("/syote.atom");
    assert_int_equal(atom_number(atom, "count(/a:feed[count(a:id) = 1 and count(a:title) = 1 and "
                                       "count(a:updated) = 1 and a:link[@rel = 'self']])"), 1);
    double entries = atom_number(atom, "count(/a:feed/a:entry)");
    assert_true(entries >= 2);
    assert_true(atom_number(atom, "count(/a:feed/a:entry[count(a:id) = 1 and count(a:title) = 1 "
                                  "and string-length(a:updated) = 20 and a:author/a:name != '' and "
                                  "a:link[@rel = 'alternate']/@href != '' and a:content[@type = "
                                  "'text']])") == entries);
    assert_int_equal(atom_number(atom, "count(//a:id[starts-with(., 'urn:uuid:')])"), entries + 1);
    assert_int_equal(atom_number(atom, "count(//*[local-name() = 'script'])"), 0);
}

/* The same item has the same id, whatever came after it. */
static void ids_of_a_feed_stay(void **state)
{
    (void)state;
    import_rows("a", two_organisations);
    const char *before = strstr(page("/syote.atom"), "<entry>");
    const char *id = text(&v, "%.60s", strstr(before, "urn:uuid:"));
    import_rows("a", KOTKA "Perheneuvola vastaa päivässä;Jonot;jatkuva;Kaupunki;Vuosittain;;\n");
    const char *after_ = strstr(page("/syote.atom"), "<entry>");
    assert_non_null(strstr(after_, id));
    assert_null(strstr(text(&v, "%.100s", after_), id)); /* it is not the newest any more */
    assert_null(strstr(page("/syote.json?organisaatio=haminan-seurakunta"), "Kotkan"));
}

/* Days are read as people and programs write them. */
static void days_are_read(void **state)
{
    (void)state;
    assert_string_equal(date_read(&v, "3.2.2026"), "2026-02-03");
    assert_string_equal(date_read(&v, "2026-02-03"), "2026-02-03");
    assert_string_equal(date_read(&v, "29.2.2000"), "2000-02-29");
    static const char *const none[] = { "",          "3.2",        "29.2.2026", "29.2.2100",
                                        "0.1.2026",  "1.13.2026",  "2026-02",   "1.1.1899",
                                        "1.1.2026x", "1-1.2026", "1.2.99999999999999999999" };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_null(date_read(&v, none[i]));
}

int main(void)
{
    static const struct importing_test both[] = {
        { "what is gone still belongs somewhere", what_is_gone_still_belongs_somewhere },
        { "a draft is told nowhere", a_draft_is_told_nowhere },
        { "ids of a feed stay", ids_of_a_feed_stay },
        { "a feed is Atom, also of hostile words", a_feed_is_atom_also_of_hostile_words },
    };
    static const struct importing_test alone[] = {
        { "rows become changes", rows_become_changes },
        { "days are read", days_are_read },
    };
    return importing_run("changes", both, sizeof both / sizeof *both, alone,
                         sizeof alone / sizeof *alone);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Who may enter what: every row of the page tables is asked in every format as
 * every role, for plans in every state, and the answers are those that stand in
 * tests/unit/permissions.txt. A page without its lines there fails. Of a draft a
 * visitor learns nothing anywhere: not that it is there, and not by what changes. */
#include "app/rooms.h"
#include "followup/round.sql.h"
#include "people/people.h"
#include "people/people.sql.h"
#include "plan/site.h"
#include "web/hall.h"

#include "unit/importing.h"

static const char kept_file[] = "tests/unit/permissions.txt";

static const char *const format_names[FORMATS] = {
    [FORMAT_HTML] = "html", [FORMAT_JSON] = "json", [FORMAT_CSV] = "csv",
    [FORMAT_ICS] = "ics",   [FORMAT_SVG] = "svg",   [FORMAT_XLSX] = "xlsx", [FORMAT_TEXT] = "txt",
    [FORMAT_ATOM] = "atom",
};

/* The last one does not exist. */
static const struct {
    const char *slug, *state;
} plans[] = { { "voimassa", "in_force" }, { "vanha", "superseded" }, { "luonnos", "draft" },
              { "olematon", NULL } };
enum { PLANS = sizeof plans / sizeof *plans, DRAFT = 2, ABSENT = 3 };

/* ---- plans ---- */

/* The same in every state but for the mark, a word that stands in every text. */
static const char *plan_text(const char *slug, const char *state, const char *mark)
{
    const char *seura = text_slug(v.arena, text(&v, "%s seura", mark));

    return text(&v,
        "{\"format\": \"vointi-plan\", \"version\": 1, \"slug\": \"%s\", \"state\": \"%s\","
        " \"title\": \"%s suunnitelma\", \"titles\": {\"sv\": \"%s plan\"}, \"area\": \"%s alue\","
        " \"starts\": \"2031\", \"ends\": \"2034\", \"languages\": \"fi sv\","
        " \"vision\": \"%s visio\","
        " \"goals\": [{\"code\": \"1\", \"number\": \"1\", \"title\": \"%s tavoite\"}],"
        " \"organisations\": [{\"slug\": \"kotka\", \"name\": \"Kotka\","
        "  \"aliases\": [\"%skotkalaiset\"], \"names\": {\"sv\": \"%skotka\"}},"
        " {\"slug\": \"%s\", \"name\": \"%s seura\", \"aliases\": [\"%sseuralaiset\"]}],"
        " \"entries\": [{\"organisation\": \"kotka\", \"goal\": \"1\", \"details\":"
        "   [{\"field\": \"actor\", \"words\": \"%s seura\"},"
        "    {\"field\": \"metric\", \"words\": \"%s mittari\"}],"
        "   \"actions\": [{\"number\": 1, \"title\": \"%s kerho\"}]},"
        "  {\"organisation\": \"%s\", \"goal\": \"1\","
        "   \"actions\": [{\"number\": 2, \"title\": \"%s leiri\"}]}]}",
        slug, state, mark, mark, mark, mark, mark, mark, mark, seura, mark, mark, mark, mark, mark, seura,
        mark);
}

static void import_plan(const char *slug, const char *state, const char *mark, const char *host)
{
    struct import_request r = { .slug = slug, .host = host, .colour = "7a1f5f" };
    struct import_read read;
    const char *json = plan_text(slug, state, mark);

    if (!import_read(&v, "plan.json", json, strlen(json), NULL, &read) ||
        !import_store(&v, &r, &read, &report))
        fail_msg("%s: %s (%s)", slug, v.fail.text, v.fail.detail ? v.fail.detail : "");
}

static void import_public_plans(void)
{
    import_plan("voimassa", "in_force", "Julkinen", NULL);
    import_plan("vanha", "superseded", "Entinen", NULL);
}

static void import_draft(void)
{
    import_plan("luonnos", "draft", "Salainen", "luonnos.example");
}

/* ---- visits ---- */

/* What a visitor can see of an answer; NULL-free copies. */
struct seen {
    int status;
    const char *all; /* status, headers and body */
};

/* Who asks: a guest, somebody with an account and nothing more, and one of each role. */
enum { GUEST = -2, PERSON = -1 };
static int64_t person_ids[ROLES + 1]; /* of PERSON first */

static enum owes owing; /* not quite in yet: what is still asked */

static const char *asker_name(int asker)
{
    return asker == GUEST ? "guest" : asker == PERSON ? "person" : role_code((enum role)asker);
}

static void add_person(int asker)
{
    const char *email = text(&v, "%s@example.org", asker_name(asker));
    struct person_add_row *row;

    assert_true(person_add(&v, &row, email, "", "2026-01-01T00:00:00Z"));
    person_ids[asker + 1] = row->id;
    for (size_t i = 0; asker >= 0 && i < PLANS && plans[i].state; i++) {
        struct plan_organisations_rows organisations;
        assert_true(plan_site(&v, plans[i].slug) && plan_organisations(&v, &organisations, v.plan));
        bool own = role_has_organisation((enum role)asker), all = asker == ROLE_ADMIN;
        struct grant g = { (enum role)asker, all ? 0 : v.plan,
                           own ? organisations.at[0].id : 0 };
        int64_t id;
        assert_true(person_invite(&v, email, "", &g, &id, NULL));
    }
}

/* A year that organisations tell about, in each plan. */
static void add_rounds(void)
{
    for (size_t i = 0; i < PLANS; i++)
        if (plans[i].state)
            assert_true(plan_site(&v, plans[i].slug) &&
                        round_add(&v, &(struct round_add_args){ .plan = v.plan,
                                                                .year = 2025,
                                                                .round_state = "open" }));
}

static void add_people(void)
{
    assert_true(db_begin_write(&v));
    add_rounds();
    for (int asker = PERSON; asker < ROLES; asker++)
        add_person(asker);
    assert_true(db_commit(&v));
}

static struct seen visit_at(enum method method, int asker, const char *host, const char *address)
{
    struct visit own = visit_new();

    own.db = v.db;
    if (asker >= PERSON) {
        own.person = person_ids[asker + 1];
        own.name = own.called = asker_name(asker);
    }
    if (owing) {
        own.half = own.person;
        own.owes = owing;
        own.person = 0;
        own.name = own.called = NULL;
    }
    own.method = method;
    own.lang = LANG_FI;
    own.host = host;
    visit_address(&own, address);
    visit_walk(&own, &app_house);
    struct seen s = {
        own.status,
        text(&v, "%d|%s|%s|%s|%.*s", own.status, own.type ? own.type : "",
             own.location ? own.location : "", own.filename ? own.filename : "",
             (int)(own.format == FORMAT_XLSX ? 0 : own.body.n), own.body.n ? own.body.at : ""),
    };
    visit_end(&own);
    return s;
}

static const char *ending(enum format f)
{
    return f == FORMAT_HTML ? "" : text(&v, ".%s", format_names[f]);
}

/* Something that is there in every plan, for the {parts} of a path. */
static const char *filled(const char *path)
{
    static const char *const parts[][2] = {
        { "{code}", "1" },   { "{number}", "1" }, { "{slug}", "kotka" },    { "{vuosi}", "2025" },
        { "{token}", "x" }, { "{id}", "1" },     { "{person}", "1" },      { "{membership}", "1" },
        { "{nro}", "1" },
    };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *at = strstr(path, parts[i][0]);
        if (at)
            path = text(&v, "%.*s%s%s", (int)(at - path), path, parts[i][1],
                        at + strlen(parts[i][0]));
    }
    if (strchr(path, '{'))
        fail_msg("%s: tell this test what may stand there (filled())", path);
    return path;
}

static const char *address_in(const char *slug, const struct page *p, enum format f)
{
    const char *path = filled(p->path);
    if (strcmp(path, "/") == 0 && f != FORMAT_HTML)
        path = ""; /* "/vanha.json" */
    return text(&v, "/%s%s%s", slug, path, ending(f));
}

/* ---- the matrix ---- */

static const char *line_of(const struct page *p, enum format f)
{
    const char *line = text(&v, "%-4s %-28s %-5s", p->method == METHOD_POST ? "POST" : "GET",
                            p->path, format_names[f]);

    for (int r = GUEST; r < ROLES; r++) {
        line = text(&v, "%s |", line);
        for (size_t i = 0; i < PLANS; i++)
            line = text(&v, "%s %d", line,
                        visit_at(p->method, r, "", address_in(plans[i].slug, p, f)).status);
    }
    return line;
}

/* The kept file without its head; malloc'ed. */
static char *kept_lines(void)
{
    FILE *f = fopen(kept_file, "r");
    char *all = calloc(1, 1 << 18);
    size_t n = 0;

    if (!f || !all)
        fail_msg("%s: run this from the root of the repository", kept_file);
    while (fgets(all + n, (1 << 18) - (int)n, f))
        if (all[n] != '#' && all[n] != '\n')
            n += strlen(all + n);
    all[n] = '\0';
    fclose(f);
    return all;
}

static void every_page_is_as_it_was_agreed(void **state)
{
    (void)state;
    char *kept = kept_lines();
    size_t lines = 0, had = 0, wrong = 0;

    import_public_plans();
    import_draft();
    add_people();
    for (const struct page *const *room = app_house.rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++)
            for (enum format f = 0; f < FORMATS; f++) {
                if (!page_has_format(p, f))
                    continue;
                const char *line = line_of(p, f);
                lines++;
                if (!strstr(kept, text(&v, "%s\n", line))) {
                    print_message("# not in %s:\n%s\n", kept_file, line);
                    wrong++;
                }
            }
    for (const char *at = kept; *at; at++)
        had += *at == '\n';
    if (had != lines)
        fail_msg("%s has %zu lines of pages, the page tables %zu", kept_file, had, lines);
    assert_int_equal(wrong, 0);
    free(kept);
}

/* A page in every plan and format: as for a guest, or the sentence that they are not
 * quite in yet instead of the one that asks to sign in. */
static void as_for_a_guest(const struct page *p, int asker)
{
    for (size_t i = 0; i < PLANS; i++)
        for (enum format f = 0; f < FORMATS; f++) {
            const char *at = address_in(plans[i].slug, p, f);
            struct seen half = visit_at(p->method, asker, "", at);
            enum owes owed = owing;
            owing = OWES_NOTHING;
            struct seen guest = visit_at(p->method, GUEST, "", at);
            owing = owed;
            if (half.status != guest.status ||
                (half.status != 401 && strcmp(half.all, guest.all) != 0))
                fail_msg("%s %s: %d, a guest gets %d", asker_name(asker), at, half.status,
                         guest.status);
        }
}

static void who_is_not_quite_in_is_a_guest(void **state)
{
    int own[] = { [OWES_CODE] = 0, [OWES_FACTOR] = 0 };
    (void)state;
    import_public_plans();
    import_draft();
    add_people();
    for (owing = OWES_CODE; owing <= OWES_FACTOR; owing++)
        for (const struct page *const *room = app_house.rooms; *room; room++)
            for (const struct page *p = *room; p->path; p++)
                for (int r = PERSON; r < ROLES; r++)
                    if (p->right == (owing == OWES_CODE ? RIGHT_CODE : RIGHT_FACTOR))
                        own[owing]++;
                    else
                        as_for_a_guest(p, r);
    owing = OWES_NOTHING;
    assert_int_equal(own[OWES_CODE], 2 * (ROLES + 1));   /* the page of the code */
    assert_int_equal(own[OWES_FACTOR], 2 * (ROLES + 1)); /* the page that turns it on */
}

static bool takes(const struct page *as, enum method method)
{
    for (const struct page *const *room = app_house.rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++)
            if (p->method == method && strcmp(p->path, as->path) == 0)
                return true;
    return false;
}

static void a_page_has_no_other_format_and_no_other_method(void **state)
{
    (void)state;
    import_public_plans();
    import_draft();
    add_people();
    for (const struct page *const *room = app_house.rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++)
            for (int r = GUEST; r < ROLES; r++)
                for (size_t i = 0; i < PLANS; i++) {
                    for (enum format f = 0; f < FORMATS; f++)
                        if (format_names[f] && !page_has_format(p, f))
                            assert_int_equal(
                                visit_at(p->method, r, "", address_in(plans[i].slug, p, f)).status,
                                404);
                    const char *at = address_in(plans[i].slug, p, FORMAT_HTML);
                    assert_int_equal(visit_at(METHOD_OTHER, r, "", at).status, 405);
                    if (!takes(p, METHOD_POST))
                        assert_int_equal(visit_at(METHOD_POST, r, "", at).status, 405);
                }
}

/* Every page in every format and language; what a visitor asks of each. */
static void each_address(void (*ask)(const char *lang, const char *rest))
{
    static const char *const langs[] = { "", "/sv", "/en" };

    for (size_t l = 0; l < sizeof langs / sizeof *langs; l++) {
        for (const struct page *const *room = app_house.rooms; *room; room++)
            for (const struct page *p = *room; p->path; p++)
                for (enum format f = 0; f < FORMATS; f++)
                    if (p->view->dress[f])
                        ask(langs[l], text(&v, "%s%s", filled(p->path), ending(f)));
        ask(langs[l], "/toimenpiteet?haku=salainen");
        ask(langs[l], "/toimenpiteet?haku=salaine");
        ask(langs[l], "/toimenpiteet.json?haku=salaiset%20leirit");
        ask(langs[l], "/toimenpiteet?sivu=nolla");
        ask(langs[l], "/tavoitteet/99");
        ask(langs[l], "/ei-ole");
        ask(langs[l], "/organisaatiot/salainen-seura");
    }
}

/* ---- what was typed and not sent ---- */

static const char typed[] = "Salamerkki";

/* Kotka has begun to answer in every plan; the other organisation has a contact. */
static void type_something(void)
{
    by_hand("insert into answer (round, organisation, opened_at, begun_at) select r.id, o.id, "
            "'2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' from round r cross join organisation o "
            "where o.slug = 'kotka'");
    by_hand(text(&v, "insert into entry_update (round, entry, status, reason, done, learnt, evidence, "
                     "saved_at, saved_by, on_behalf) select r.id, e.id, 'stopped', '%s', '%s', "
                     "'%s', 'https://x.example/%s', '2026-01-02T00:00:00Z', 'k@example.org', false "
                     "from round r join entry e on e.plan = r.plan join organisation o on o.id = "
                     "e.organisation where o.slug = 'kotka'", typed, typed, typed, typed));
    by_hand(text(&v, "insert into metric_value (entry_update, metric, value_words) select id, "
                     "'Julkinen mittari', '%s' from entry_update", typed));
}

/* The contact and the approver become those of the other organisation. */
static void move_contacts(void)
{
    by_hand("update membership set organisation = (select po.organisation from plan_organisation po "
            "join organisation o on o.id = po.organisation where po.plan = membership.plan and "
            "o.slug <> 'kotka') where role in ('contact', 'approver')");
}

static void asks_in_vain(int asker, const char *address)
{
    if (strstr(visit_at(METHOD_GET, asker, "", address).all, typed))
        fail_msg("%s reads at %s what was not sent", asker_name(asker), address);
}

static void nobody_reads(const char *lang, const char *rest)
{
    for (int asker = GUEST; asker < ROLES; asker++)
        for (size_t i = 0; i < ABSENT; i++)
            asks_in_vain(asker, text(&v, "%s/%s%s", lang, plans[i].slug, rest));
}

static void what_was_not_sent_is_its_organisations_own(void **state)
{
    (void)state;
    import_public_plans();
    import_draft();
    add_people();
    type_something();
    assert_non_null(strstr(visit_at(METHOD_GET, ROLE_CONTACT, "",
                                    "/voimassa/paivitys/2025/kotka.json").all, typed));
    move_contacts();
    each_address(nobody_reads);
    nobody_reads("", "/toimenpiteet.json?haku=salamerk"); /* a page says the words it looked for */
    nobody_reads("", "/toimenpiteet?haku=salamerk");
    nobody_reads("", "/muutokset.csv?alku=2000-01-01");
    nobody_reads("", "/syote.atom?organisaatio=kotka");
    /* Accepted, and written on since: the newer words are not sent either. */
    by_hand("update answer set sent_at = '2026-01-01T12:00:00Z', accepted_at = "
            "'2026-01-01T13:00:00Z'");
    each_address(nobody_reads);
}

/* ---- drafts ---- */

static const char *without(const char *s, const char *word)
{
    const char *out = "";

    for (const char *at; (at = strstr(s, word)); s = at + strlen(word))
        out = text(&v, "%s%.*s", out, (int)(at - s), s);
    return text(&v, "%s%s", out, s);
}

static void same_answer(const char *what, const char *a, const char *b)
{
    size_t n = 0;

    while (a[n] && a[n] == b[n])
        n++;
    if (a[n] || b[n])
        fail_msg("%s: at %zu\n%.300s\n-------- and\n%.300s", what, n, a + (n < 60 ? 0 : n - 60),
                 b + (n < 60 ? 0 : n - 60));
}

static void draft_and_nothing(const char *lang, const char *rest)
{
    const char *draft = text(&v, "%s/luonnos%s", lang, rest),
               *nothing = text(&v, "%s/olematon%s", lang, rest);

    same_answer(draft, without(visit_at(METHOD_GET, GUEST, "", draft).all, "luonnos"),
                without(visit_at(METHOD_GET, GUEST, "", nothing).all, "olematon"));
}

static void a_draft_answers_as_what_is_not_there(void **state)
{
    (void)state;
    import_public_plans();
    import_draft();
    add_people();
    each_address(draft_and_nothing);
    struct seen s = visit_at(METHOD_GET, ROLE_COORDINATOR, "", "/luonnos/");
    assert_int_equal(s.status, 200);
    assert_non_null(strstr(s.all, "Salainen visio"));
}

enum { ANSWERS_MOST = 2000 };
static const char *before[ANSWERS_MOST], *addresses[ANSWERS_MOST];
static size_t n_before;

/* On the default plan, on the other, and by the name of a host. */
static void remember(const char *lang, const char *rest)
{
    static const char *const slugs[] = { "", "/voimassa", "/vanha" };

    for (size_t i = 0; i < 3; i++) {
        assert_true(n_before < ANSWERS_MOST);
        addresses[n_before] = text(&v, "%s%s%s", lang, slugs[i], rest);
        before[n_before] = visit_at(METHOD_GET, GUEST, "luonnos.example",
                                    addresses[n_before]).all;
        n_before++;
    }
}

static void each_is_as_before(void)
{
    assert_true(n_before > 200);
    for (size_t i = 0; i < n_before; i++)
        same_answer(addresses[i], before[i],
                    visit_at(METHOD_GET, GUEST, "luonnos.example", addresses[i]).all);
}

static void nothing_else_changes_when_a_draft_comes_and_goes(void **state)
{
    (void)state;
    import_public_plans();
    n_before = 0;
    each_address(remember);
    import_draft();
    each_is_as_before();
    undo("luonnos");
    each_is_as_before();
}

/* Where there are only drafts, a visitor is told what one is told where there is no plan. */
static void an_instance_of_drafts_looks_empty(void **state)
{
    (void)state;
    n_before = 0;
    each_address(remember);
    import_draft();
    each_is_as_before();
    import_plan("voimassa", "in_force", "Julkinen", NULL);
    struct seen s = visit_at(METHOD_GET, GUEST, "", "/");
    assert_int_equal(s.status, 200);
    assert_non_null(strstr(s.all, "Julkinen visio"));
}

int main(void)
{
    static const struct importing_test both[] = {
        { "every page is as it was agreed", every_page_is_as_it_was_agreed },
        { "who is not quite in is a guest", who_is_not_quite_in_is_a_guest },
        { "a page has no other format and no other method",
          a_page_has_no_other_format_and_no_other_method },
        { "what was not sent is its organisation's own",
          what_was_not_sent_is_its_organisations_own },
        { "a draft answers as what is not there", a_draft_answers_as_what_is_not_there },
        { "nothing else changes when a draft comes and goes",
          nothing_else_changes_when_a_draft_comes_and_goes },
        { "an instance of drafts looks empty", an_instance_of_drafts_looks_empty },
    };
    setenv("VOINTI_NOW", "2026-02-01T10:00:00Z", 1); /* what may be rated depends on it */
    return importing_run("permissions", both, sizeof both / sizeof *both, NULL, 0);
}

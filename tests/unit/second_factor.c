/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The second factor as a browser meets it, on both engines: who is asked, what a half
 * session may enter, codes, recovery codes, turning on and off, and what the database
 * tells of it. The clock is the test's own. */
#include "app/rooms.h"
#include "base/date.h"
#include "base/totp.h"
#include "people/people.h"
#include "people/people.sql.h"
#include "people/second_factor.h"
#include "plan/facts.h"
#include "plan/site.h"
#include "web/hall.h"

#include "unit/importing.h"

/* ---- a browser ---- */

static const char *cookie; /* NULL: none */
static struct {
    int status;
    const char *location, *body, *filename;
    enum fail_kind fail;
} got;

static void ask(enum method method, const char *address, const char *form)
{
    struct visit own = visit_new();

    own.db = v.db;
    own.method = method;
    own.lang = LANG_EN;
    own.host = "";
    own.base = "http://vointi.example";
    own.browser = "Test";
    own.session = cookie;
    assert_true(visit_address(&own, address));
    own.lang = LANG_EN;
    assert_true(!form || visit_posted(&own, form, strlen(form)));
    visit_walk(&own, &app_house);
    got.status = own.status;
    got.location = own.location ? arena_strdup(v.arena, own.location) : "";
    got.filename = own.filename ? arena_strdup(v.arena, own.filename) : "";
    got.body = own.body.n ? arena_copy(v.arena, own.body.at, own.body.n) : "";
    got.fail = own.fail.kind;
    if (own.new_session)
        cookie = *own.new_session ? arena_strdup(v.arena, own.new_session) : NULL;
    visit_end(&own);
}

static void get(const char *address)
{
    ask(METHOD_GET, address, NULL);
}

static void post(const char *address, const char *form)
{
    ask(METHOD_POST, address, form);
}

static void leads_to(const char *address)
{
    if (got.status != 303 || strcmp(got.location, address) != 0)
        fail_msg("%d %s, not to %s\n%s", got.status, got.location, address, got.body);
}

static void shows(int status, const char *words)
{
    if (got.status != status || !strstr(got.body, words))
        fail_msg("%d, not %d with %s\n%s", got.status, status, words, got.body);
}

/* What stands after a mark, up to a sign. */
static const char *after_mark(const char *mark, const char *until)
{
    const char *at = strstr(got.body, mark);

    if (!at)
        fail_msg("no %s in\n%s", mark, got.body);
    at += strlen(mark);
    return arena_copy(v.arena, at, strcspn(at, until));
}

/* ---- the clock, and a phone ---- */

static int64_t now;
static unsigned char phone[TOTP_KEY];

static void clock_set(int64_t seconds)
{
    now = seconds;
    setenv("VOINTI_NOW", date_after(&v, "1970-01-01T00:00:00Z", seconds), 1);
}

static void wait_for(int64_t seconds)
{
    clock_set(now + seconds);
}

static const char *code_at(int64_t steps_away)
{
    char *code = arena_alloc(v.arena, TOTP_CODE);
    totp_code(phone, now / TOTP_STEP_SECONDS + steps_away, code);
    return code;
}

/* A code that is none of those that would do now. */
static const char *wrong_code(void)
{
    for (int i = 0;; i++) {
        const char *code = text(&v, "%06d", i);
        bool right = false;
        for (int64_t away = -1; away <= 1; away++)
            right |= strcmp(code, code_at(away)) == 0;
        if (!right)
            return code;
    }
}

/* The key that a page shows, in base32. */
static void phone_reads(void)
{
    const char *words = after_mark("<code class=\"v-break\">", "<");
    unsigned bits = 0;
    int n = 0, have = 0;

    for (; *words; words++) {
        if (*words == ' ')
            continue;
        bits = bits << 5 | (unsigned)(*words >= 'A' ? *words - 'A' : *words - '2' + 26);
        for (have += 5; have >= 8; have -= 8)
            phone[n++] = (unsigned char)(bits >> (have - 8));
    }
    assert_int_equal(n, TOTP_KEY);
}

/* ---- people ---- */

static const char *link_of_person(const char *email, enum role role, const char *leads)
{
    struct plan_organisations_rows o;
    const char *link;
    int64_t id;

    assert_true(db_begin_write(&v) && plan_site(&v, "a") && plan_organisations(&v, &o, v.plan));
    struct grant g = { role, role == ROLE_ADMIN ? 0 : v.plan,
                       role_has_organisation(role) ? o.at[0].id : 0 };
    assert_true(person_invite(&v, email, "", &g, &id, NULL) &&
                link_make(&v, id, true, leads, 3600, &link) && db_commit(&v));
    db_end(&v);
    return link;
}

static void come_by_link(const char *email, enum role role)
{
    cookie = NULL;
    post(link_of_person(email, role, "/kayttajat"), "");
}

static const char *recovery[RECOVERY_CODES];

static void read_recovery(void)
{
    const char *at = got.body;

    for (int i = 0; i < RECOVERY_CODES; i++) {
        at = strstr(at, "<li><code>");
        assert_non_null(at);
        at += strlen("<li><code>");
        recovery[i] = arena_copy(v.arena, at, strcspn(at, "<"));
        assert_int_equal(strlen(recovery[i]), RECOVERY_LETTERS + 3);
    }
    assert_null(strstr(at, "<li><code>"));
}

/* The coordinator with a second factor on, signed in. */
static void coordinator_has_it(void)
{
    come_by_link("c@example.org", ROLE_COORDINATOR);
    leads_to("/en/tili/koodi?takaisin=%2Fkayttajat");
    get(got.location);
    shows(200, "role=\"img\"");
    phone_reads();
    post("/tili/koodi", text(&v, "avain=%s&code=%s&takaisin=/kayttajat",
                             after_mark("name=\"avain\" value=\"", "\""), code_at(0)));
    shows(200, "href=\"/kayttajat\"");
    read_recovery();
}

static void set_up(void)
{
    import_rows("a", KOTKA "Avoin kerho;;;;;;\n");
    clock_set(1800000000);
    cookie = NULL;
}

static int events(const char *code)
{
    return (int)strtol(asked(text(&v, "select cast(count(*) as text) from sign_in_event "
                                      "where event = '%s'", code)), NULL, 10);
}

/* ---- the tests ---- */

static void staff_turns_it_on_before_anything_else(void **state)
{
    (void)state;
    set_up();
    come_by_link("c@example.org", ROLE_COORDINATOR);
    leads_to("/en/tili/koodi?takaisin=%2Fkayttajat");
    const char *half = cookie;
    get("/kayttajat");
    shows(401, "href=\"/en/tili/koodi?takaisin=");
    get("/tili/koodi?takaisin=/kayttajat");
    shows(200, "<title>The key as a picture for the phone</title>");
    assert_null(strstr(got.body, "style="));
    phone_reads();
    const char *sealed = after_mark("name=\"avain\" value=\"", "\"");
    post("/tili/koodi", text(&v, "avain=%s&code=%s", sealed, wrong_code()));
    shows(422, "The code is wrong");
    assert_string_equal(after_mark("name=\"avain\" value=\"", "\""), sealed); /* the same picture */
    assert_string_equal(cookie, half);
    post("/tili/koodi", text(&v, "avain=%s&code=%s", sealed, code_at(0)));
    shows(200, "They are shown only now.");
    read_recovery();
    assert_string_not_equal(cookie, half);
    get("/kayttajat");
    shows(200, "c@example.org");
    get("/tili");
    shows(200, "It is on since");
    assert_int_equal(events("factor_on"), 1);
    cookie = half; /* what was known before opens nothing now */
    get("/tili/koodi");
    assert_int_equal(got.status, 401);
}

static void others_are_not_asked_and_staff_need_not_be(void **state)
{
    static const enum role free[] = { ROLE_CONTACT, ROLE_APPROVER, ROLE_COUNCIL };
    (void)state;
    set_up();
    for (size_t i = 0; i < sizeof free / sizeof *free; i++) {
        come_by_link(text(&v, "%s@example.org", role_code(free[i])), free[i]);
        leads_to("/kayttajat");
    }
    come_by_link("admin@example.org", ROLE_ADMIN);
    leads_to("/en/tili/koodi?takaisin=%2Fkayttajat");
    assert_true(db_begin_write(&v) && fact_set(&v, "second_factor", "optional") && db_commit(&v));
    come_by_link("admin@example.org", ROLE_ADMIN);
    leads_to("/kayttajat");
    assert_true(db_begin_write(&v) && fact_set(&v, "second_factor", "required") && db_commit(&v));
    come_by_link("admin@example.org", ROLE_ADMIN);
    leads_to("/en/tili/koodi?takaisin=%2Fkayttajat");
    assert_true(db_begin_write(&v));
    refused(fact_set(&v, "second_factor", "perhaps"));
    db_end(&v);
}

static void whoever_turned_it_on_is_asked_by_any_way(void **state)
{
    (void)state;
    set_up();
    come_by_link("k@example.org", ROLE_CONTACT);
    post("/tili/salasana", "new_password=correct horse battery");
    leads_to("/en/tili");
    get("/tili/koodi");
    phone_reads();
    const char *sealed = after_mark("name=\"avain\" value=\"", "\"");
    post("/tili/koodi", text(&v, "avain=%s&code=%s", sealed, code_at(-1)));
    shows(200, "Recovery codes");
    come_by_link("k@example.org", ROLE_CONTACT);
    leads_to("/en/kirjaudu/koodi?takaisin=%2Fkayttajat");
    cookie = NULL;
    post("/kirjaudu", "email=k@example.org&password=correct horse battery&takaisin=/tili?x=1%262");
    leads_to("/en/kirjaudu/koodi?takaisin=%2Ftili%3Fx%3D1%262");
}

static void a_code_lets_in_once_and_gives_a_new_token(void **state)
{
    (void)state;
    set_up();
    coordinator_has_it();
    come_by_link("c@example.org", ROLE_COORDINATOR);
    leads_to("/en/kirjaudu/koodi?takaisin=%2Fkayttajat");
    const char *half = cookie;
    post("/kirjaudu/koodi", text(&v, "code=%s", code_at(0))); /* used to turn it on */
    shows(422, "was used already");
    post("/kirjaudu/koodi", text(&v, "code=%s", code_at(-1)));
    shows(422, "was used already");
    assert_null(strstr(got.body, code_at(-1))); /* what was typed is not shown */
    wait_for(60);
    post("/kirjaudu/koodi", text(&v, "code=%.3s %s&takaisin=//elsewhere.example/", code_at(1),
                                 code_at(1) + 3));
    leads_to("/en/");
    assert_string_not_equal(cookie, half);
    get("/kayttajat");
    assert_int_equal(got.status, 200);
    const char *whole = cookie;
    cookie = half;
    get("/kirjaudu/koodi");
    assert_int_equal(got.status, 401);
    cookie = whole;
    get("/kirjaudu/koodi");
    assert_int_equal(got.status, 403);
    come_by_link("c@example.org", ROLE_COORDINATOR);
    post("/kirjaudu/koodi", text(&v, "code=%s", code_at(1))); /* again, by another browser */
    shows(422, "was used already");
    assert_int_equal(events("code_right"), 1);
    assert_int_equal(events("code_wrong"), 3);
}

static void too_many_wrong_codes_close_the_codes_but_not_recovery(void **state)
{
    (void)state;
    set_up();
    coordinator_has_it();
    wait_for(90);
    come_by_link("c@example.org", ROLE_COORDINATOR);
    for (int i = 0; i < DOOR_CODE_TRIES; i++) {
        post("/kirjaudu/koodi", text(&v, "code=%s", wrong_code()));
        shows(422, "The code is wrong");
    }
    post("/kirjaudu/koodi", text(&v, "code=%s", code_at(0)));
    shows(422, "Too many wrong codes");
    assert_int_equal(events("codes_too_many"), 1);
    come_by_link("c@example.org", ROLE_COORDINATOR); /* nor in another session */
    post("/kirjaudu/koodi", text(&v, "code=%s", code_at(0)));
    shows(422, "Too many wrong codes");
    post("/kirjaudu/koodi", text(&v, "code=%s", recovery[3]));
    leads_to("/en/");
    wait_for(DOOR_SECONDS);
    come_by_link("c@example.org", ROLE_COORDINATOR);
    post("/kirjaudu/koodi", text(&v, "code=%s", code_at(0)));
    leads_to("/en/");
}

static void a_recovery_code_works_once_and_for_its_owner_only(void **state)
{
    (void)state;
    set_up();
    coordinator_has_it();
    const char *own[RECOVERY_CODES];
    memcpy(own, recovery, sizeof own);
    for (int i = 0; i < RECOVERY_CODES; i++)
        for (int j = 0; j < i; j++)
            assert_string_not_equal(own[i], own[j]);
    come_by_link("c@example.org", ROLE_COORDINATOR);
    post("/kirjaudu/koodi", text(&v, "code= %s ", text_plain(v.arena, own[0])));
    leads_to("/en/");
    get("/tili/koodi");
    shows(200, "9 recovery codes are left.");
    come_by_link("c@example.org", ROLE_COORDINATOR);
    post("/kirjaudu/koodi", text(&v, "code=%s", own[0]));
    shows(422, "The code is wrong");
    come_by_link("d@example.org", ROLE_COORDINATOR);
    get("/tili/koodi");
    phone_reads();
    post("/tili/koodi", text(&v, "avain=%s&code=%s", after_mark("name=\"avain\" value=\"", "\""),
                             code_at(0)));
    come_by_link("d@example.org", ROLE_COORDINATOR);
    post("/kirjaudu/koodi", text(&v, "code=%s", own[1]));
    shows(422, "The code is wrong");
    assert_int_equal(events("recovery_used"), 1);
}

static void new_recovery_codes_take_a_proof_and_end_the_old_ones(void **state)
{
    (void)state;
    set_up();
    coordinator_has_it();
    const char *old = recovery[0], *old_too = recovery[1];
    post("/tili/koodi/varakoodit", text(&v, "proof_codes=%s", wrong_code()));
    shows(422, "The code is wrong");
    wait_for(30);
    post("/tili/koodi/varakoodit", text(&v, "proof_codes=%s", code_at(0)));
    shows(200, "They are shown only now.");
    read_recovery();
    assert_string_not_equal(recovery[0], old);
    post("/tili/koodi/tiedosto.txt", text(&v, "codes=%s %s %s x", old, recovery[0], recovery[1]));
    shows(200, recovery[0]);
    assert_non_null(strstr(got.body, recovery[1]));
    assert_null(strstr(got.body, old));
    assert_string_equal(got.filename, "vointi.txt");
    post("/tili/koodi/tiedosto.txt", text(&v, "codes=%s", old));
    assert_int_equal(got.status, 422);
    come_by_link("c@example.org", ROLE_COORDINATOR);
    post("/kirjaudu/koodi", text(&v, "code=%s", old_too));
    shows(422, "The code is wrong");
}

static void turning_off_takes_a_proof_and_asks_staff_anew(void **state)
{
    (void)state;
    set_up();
    coordinator_has_it();
    post("/tili/salasana", "new_password=correct horse battery");
    leads_to("/en/tili");
    post("/tili/koodi", text(&v, "avain=&code=%s", code_at(0)));
    assert_int_equal(got.status, 422);
    post("/tili/koodi/pois", "proof_off=");
    shows(422, "Write your password or a code.");
    post("/tili/koodi/pois", "proof_off=incorrect horse battery");
    shows(422, "The code is wrong");
    post("/tili/koodi/pois", "proof_off=correct horse battery");
    leads_to("/en/tili/koodi?takaisin=%2Fen%2Ftili");
    get("/kayttajat");
    assert_int_equal(got.status, 401);
    assert_int_equal(events("factor_off"), 1);
    assert_string_equal(asked("select cast(count(*) as text) from recovery_code"), "0");
}

static void an_administrator_turns_it_off_for_whoever_lost_everything(void **state)
{
    (void)state;
    set_up();
    coordinator_has_it();
    const char *theirs = cookie, *id = asked("select cast(person as text) from second_factor");
    const char *address = text(&v, "/kayttajat/%s/koodi-pois", id);
    post(address, "");
    assert_int_equal(got.status, 403); /* not a coordinator, not even for oneself */
    assert_true(db_begin_write(&v) && fact_set(&v, "second_factor", "optional") && db_commit(&v));
    come_by_link("admin@example.org", ROLE_ADMIN);
    get("/kayttajat");
    shows(200, address);
    post(address, "");
    leads_to("/en/kayttajat");
    get("/kayttajat");
    assert_null(strstr(got.body, address));
    assert_int_equal(events("factor_reset"), 1);
    post("/kayttajat/999999/koodi-pois", "");
    assert_int_equal(got.status, 404);
    cookie = theirs;
    get("/kayttajat");
    assert_int_equal(got.status, 401);
    come_by_link("c@example.org", ROLE_COORDINATOR);
    leads_to("/kayttajat");
}

static void turning_it_on_ends_other_sessions_and_an_offer_is_for_one(void **state)
{
    (void)state;
    set_up();
    come_by_link("k@example.org", ROLE_CONTACT);
    const char *other = cookie;
    come_by_link("k@example.org", ROLE_CONTACT);
    get("/tili/koodi");
    phone_reads();
    const char *sealed = after_mark("name=\"avain\" value=\"", "\""), *mine = cookie;
    cookie = other; /* another browser's offer is nothing here */
    post("/tili/koodi", text(&v, "avain=%s&code=%s", sealed, code_at(0)));
    shows(422, "The code is wrong");
    assert_string_not_equal(after_mark("name=\"avain\" value=\"", "\""), sealed);
    cookie = mine;
    post("/tili/koodi", text(&v, "avain=%s&code=%s", sealed, code_at(0)));
    shows(200, "Recovery codes");
    post("/tili/koodi", text(&v, "avain=%s&code=%s", sealed, code_at(0)));
    assert_int_not_equal(got.status, 200); /* it is on already, and the offer was another's */
    cookie = other;
    get("/tili");
    assert_int_equal(got.status, 401);
}

/* A long form met an ended session: through password, code and back. */
static void what_was_typed_goes_through_the_second_factor(void **state)
{
    (void)state;
    set_up();
    coordinator_has_it();
    post("/tili/salasana", "new_password=correct horse battery");
    cookie = NULL;
    wait_for(60);
    post("/tili", "person_name=Maija <Meri>");
    shows(401, "name=\"mukana-person_name\" value=\"Maija &lt;Meri&gt;\"");
    post("/kirjaudu", "email=c@example.org&password=correct horse battery&takaisin=/tili"
                      "&mukana-person_name=Maija <Meri>");
    shows(200, "action=\"/en/kirjaudu/koodi\"");
    shows(200, "name=\"mukana-person_name\" value=\"Maija &lt;Meri&gt;\"");
    post("/tili", "person_name=Maija <Meri>"); /* or half in already */
    shows(401, "name=\"mukana-person_name\" value=\"Maija &lt;Meri&gt;\"");
    post("/kirjaudu/koodi", text(&v, "code=%s&takaisin=/tili&mukana-person_name=Maija <Meri>",
                                 wrong_code()));
    shows(422, "name=\"mukana-person_name\" value=\"Maija &lt;Meri&gt;\"");
    assert_null(strstr(got.body, "mukana-code"));
    post("/kirjaudu/koodi", text(&v, "code=%s&takaisin=/tili&mukana-person_name=Maija <Meri>",
                                 code_at(0)));
    shows(200, "<form method=\"post\" action=\"/tili\">");
    shows(200, "name=\"person_name\" value=\"Maija &lt;Meri&gt;\"");
}

/* What a form of secrets sent is not in the page that asks to sign in again. */
static void secrets_do_not_come_back_in_a_page(void **state)
{
    static const char *const forms[][2] = {
        { "/tili/koodi", "code=987654" },
        { "/tili/koodi/pois", "proof_off=987654" },
        { "/tili/koodi/varakoodit", "proof_codes=987654" },
        { "/tili/koodi/tiedosto.txt", "codes=987654" },
        { "/tili/salasana", "password=987654&new_password=987654" },
        { "/kirjaudu/koodi", "code=987654" },
    };
    (void)state;
    set_up();
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        post(forms[i][0], forms[i][1]);
        assert_int_equal(got.status, 401);
        assert_null(strstr(got.body, "987654"));
    }
}

static void a_half_session_ends_soon(void **state)
{
    (void)state;
    set_up();
    coordinator_has_it();
    come_by_link("c@example.org", ROLE_COORDINATOR);
    wait_for(29 * 60);
    get("/kirjaudu/koodi");
    assert_int_equal(got.status, 200);
    wait_for(2 * 60);
    get("/kirjaudu/koodi");
    assert_int_equal(got.status, 401);
}

int main(void)
{
    static const struct importing_test both[] = {
        { "staff turns it on before anything else", staff_turns_it_on_before_anything_else },
        { "others are not asked, and staff need not be",
          others_are_not_asked_and_staff_need_not_be },
        { "whoever turned it on is asked by any way", whoever_turned_it_on_is_asked_by_any_way },
        { "a code lets in once and gives a new token", a_code_lets_in_once_and_gives_a_new_token },
        { "too many wrong codes close the codes but not recovery",
          too_many_wrong_codes_close_the_codes_but_not_recovery },
        { "a recovery code works once and for its owner only",
          a_recovery_code_works_once_and_for_its_owner_only },
        { "new recovery codes take a proof and end the old ones",
          new_recovery_codes_take_a_proof_and_end_the_old_ones },
        { "turning off takes a proof and asks staff anew",
          turning_off_takes_a_proof_and_asks_staff_anew },
        { "an administrator turns it off for whoever lost everything",
          an_administrator_turns_it_off_for_whoever_lost_everything },
        { "turning it on ends other sessions, and an offer is for one",
          turning_it_on_ends_other_sessions_and_an_offer_is_for_one },
        { "what was typed goes through the second factor",
          what_was_typed_goes_through_the_second_factor },
        { "secrets do not come back in a page", secrets_do_not_come_back_in_a_page },
        { "a half session ends soon", a_half_session_ends_soon },
    };
    return importing_run("second_factor", both, sizeof both / sizeof *both, NULL, 0);
}

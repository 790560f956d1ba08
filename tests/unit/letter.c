/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A mail as it goes over the wire, also with hostile names, and when it is tried again. */
#include "people/letter.h"
#include "people/mail.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

static struct visit v;

static int begin(void **state)
{
    (void)state;
    v = visit_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    visit_end(&v);
    return 0;
}

static const char *made(void (*write)(struct buf *out, const char *s), const char *s)
{
    struct buf out = buf_new(1 << 20);

    write(&out, s);
    const char *copy = out.n ? arena_copy(v.arena, out.at, out.n) : "";
    buf_free(&out);
    return copy;
}

/* ---- reading it again, by the letter of the standards ---- */

static int hex(const char *s)
{
    char two[3] = { s[0], s[0] ? s[1] : '\0', '\0' };
    return (int)strtol(two, NULL, 16);
}

/* RFC 2047: words one after the other; the white space between two is not theirs. */
static const char *header_read(const char *s)
{
    char *out = arena_alloc(v.arena, strlen(s) + 1), *to = out;

    while (strncmp(s, "=?utf-8?Q?", 10) == 0) {
        const char *end = strstr(s + 10, "?=");
        assert_non_null(end);
        assert_true(end + 2 - s <= 75);
        for (s += 10; s < end; s++)
            if (*s == '=') {
                *to++ = (char)hex(s + 1);
                s += 2;
            } else {
                *to++ = *s == '_' ? ' ' : *s;
            }
        s = end + 2;
        if (strncmp(s, "\r\n ", 3) == 0)
            s += 3;
    }
    assert_int_equal(*s, 0);
    return out;
}

static const char *body_read(const char *s)
{
    char *out = arena_alloc(v.arena, strlen(s) + 1), *to = out;
    size_t line = 0;

    for (; *s; s++) {
        assert_true(strncmp(s, "\r\n", 2) == 0 ? line <= 76 : true);
        line = *s == '\r' ? 0 : line + 1;
        if (strncmp(s, "=\r\n", 3) == 0) {
            s += 2;
            line = 0;
        } else if (*s == '=') {
            *to++ = (char)hex(s + 1);
            s += 2;
            line += 2;
        } else if (*s == '\r') {
            assert_int_equal(s[1], '\n');
        } else {
            assert_true(*s == '\n' || (*s >= ' ' && *s < 0x7f) || *s == '\t');
            line -= *s == '\n';
            *to++ = *s;
        }
    }
    return out;
}

static void subjects_are_read_as_they_were_written(void **state)
{
    static const char *const subjects[] = {
        "Vuosiseuranta 2025: vastaa viimeistään 13.2.2026",
        "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ",
        "a b  c_d?e=f ä", "€ 𝄞 日本語 עברית", "=?utf-8?Q?fake?=", "x=?", "ä ", " ä",
        "A long subject that has only plain letters in it but does not fit into a line of a "
        "header without being cut somewhere",
    };
    (void)state;
    assert_string_equal(made(letter_encoded, "Follow-up 2025"), "Follow-up 2025");
    assert_string_equal(made(letter_encoded, ""), "");
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        assert_string_equal(header_read(made(letter_encoded, subjects[i])), subjects[i]);
}

/* No letter is cut: each word is valid by itself. */
static void a_word_of_a_header_holds_whole_letters(void **state)
{
    (void)state;
    for (int shift = 0; shift < 8; shift++) {
        const char *all = made(letter_encoded, text(&v, "%.*s𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞€€€€€€€€ääääääää", shift, "aaaaaaaa"));
        for (const char *w = all; (w = strstr(w, "?Q?")); w++) {
            int first = hex(w + 3 + 1);
            assert_true(w[3] != '=' || (first & 0xc0) != 0x80);
        }
    }
}

static void bodies_are_read_as_they_were_written(void **state)
{
    static const char *const bodies[] = {
        "", "a\n", "Hei Äiti,\n\nrivi\n", "trailing \nspaces \t\nhere\n", ".\n..\n.x\n", "=3D=\n",
        "https://plan.example/linkki/0123456789012345678901234567890123456789012 ja pitkä rivi, joka ei "
        "mahdu yhdelle riville mitenkään, ääkkösiä\n",
    };
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        assert_string_equal(body_read(made(letter_quoted, bodies[i])), bodies[i]);
    assert_string_equal(made(letter_quoted, "no end"), "no end\r\n");
    assert_string_equal(made(letter_quoted, "a \n"), "a=20\r\n");
}

static struct letter sound(void)
{
    return (struct letter){ .from = "plan@example.org", .to = "maija@example.org",
                            .from_name = "Vointi", .subject = "Hei", .body = "Hei\n", .id = "1",
                            .host = "plan.example", .date = "2026-11-22T02:41:57Z", .lang = "fi" };
}

static void nothing_typed_makes_a_header(void **state)
{
    static const char *const hostile[] = {
        "a@x.fi\r\nBcc: b@x.fi", "a@x.fi\nX: y", "a@x.fi\r", "a@x.fi> <b@x.fi", "a@x.fi,b@x.fi",
        "a b@x.fi", "\"a\"@x.fi", "", "nobody", "ä@x.fi", "a@x.fi\x7f", "a@x.fi\x01",
    };
    struct letter l = sound();
    size_t n;
    (void)state;

    assert_non_null(letter_write(&v, &l, &n));
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        l = sound();
        l.to = hostile[i];
        assert_null(letter_write(&v, &l, &n));
        l = sound();
        l.from = hostile[i];
        assert_null(letter_write(&v, &l, &n));
    }
    l = sound();
    l.subject = "Hei\r\nBcc: b@x.fi";
    assert_null(letter_write(&v, &l, &n));
    l = sound();
    l.from_name = "Hei\nBcc: b@x.fi";
    assert_null(letter_write(&v, &l, &n));
    l = sound();
    l.body = "Hei\r\n\r\n.\r\nMAIL FROM:<x>\n"; /* the end of the mail can't be typed */
    assert_null(strstr(letter_write(&v, &l, &n), "\r\n.\r\n\r\n"));
}

static void a_letter_has_its_headers(void **state)
{
    struct letter l = sound();
    size_t n;
    (void)state;

    l.from_name = "Äiti \"x\", y";
    assert_string_equal(letter_write(&v, &l, &n),
                        "From: =?utf-8?Q?=C3=84iti_=22x=22=2C_y?= <plan@example.org>\r\n"
                        "To: <maija@example.org>\r\nSubject: Hei\r\n"
                        "Date: Sun, 22 Nov 2026 02:41:57 +0000\r\nMessage-ID: <1@plan.example>\r\n"
                        "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                        "Content-Type: text/plain; charset=utf-8\r\n"
                        "Content-Transfer-Encoding: quoted-printable\r\nContent-Language: fi\r\n"
                        "\r\nHei\r\n");
}

/* ---- links in a body ---- */

static const char *numbered(struct visit *visit, const char *leads_to, void *arg)
{
    int *n = arg;
    return text(visit, "<%d:%s>", ++*n, leads_to);
}

static void only_our_own_links_are_made(void **state)
{
    int n = 0;
    (void)state;
    const char *body = text(&v, "%s%s%s", mail_words(&v, "Maija \x1e/tili\n\x1e/x"),
                            mail_link(&v, "/a"), mail_link(&v, "/b"));
    const char *out = mail_with_links(&v, body, numbered, &n);
    assert_int_equal(n, 2);
    assert_non_null(strstr(out, "<1:/a>\n\n<2:/b>"));
    assert_null(strchr(out, '\x1e'));
}

/* ---- settings ---- */

static void what_can_not_be_a_server_is_told(void **state)
{
    static const char *const good[] = { "smtp://mail.example", "smtp://127.0.0.1:25",
                                        "smtps://user@mail.example", "smtp+starttls://a%40b@m:587",
                                        "smtp://[::1]:2525" };
    static const char *const bad[] = { "", "mail.example", "http://x", "smtp://", "smtp://u@x",
                                       "smtps://u:p@x", "smtps://x/y", "smtp://x y", "file:///etc",
                                       "smtp://x\r\ny" };
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_null(smtp_url_fault(&v, good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_non_null(smtp_url_fault(&v, bad[i]));
    assert_null(address_fault(&v, "https://plan.example"));
    assert_null(address_fault(&v, "http://127.0.0.1:8080"));
    assert_non_null(address_fault(&v, "plan.example"));
    assert_non_null(address_fault(&v, "https://plan.example/"));
    assert_non_null(address_fault(&v, "https://plan.example/\nX: y"));
}

/* ---- again ---- */

static void pauses_grow_and_end(void **state)
{
    (void)state;
    assert_int_equal(mail_pause(1, false), 60);
    for (int64_t n = 2; n < 20; n++)
        assert_true(mail_pause(n, false) >= mail_pause(n - 1, false));
    assert_int_equal(mail_pause(100, false), 24 * 3600);
    assert_true(mail_pause(1, true) > 0 && mail_pause(2, true) > mail_pause(1, true));
    assert_int_equal(mail_pause(3, true), -1);
    assert_int_equal(mail_pause(30, true), -1);
}

static void the_state_of_a_mail(void **state)
{
    (void)state;
    assert_int_equal(mail_state(&(struct mail_times){ 0 }), MAIL_WAITS);
    assert_int_equal(mail_state(&(struct mail_times){ .tries = 2 }), MAIL_TRIES_AGAIN);
    assert_int_equal(mail_state(&(struct mail_times){ .handed_at = "x", .tries = 1 }), MAIL_UNSURE);
    assert_int_equal(mail_state(&(struct mail_times){ .handed_at = "x", .sent_at = "x" }),
                     MAIL_SENT);
    assert_int_equal(mail_state(&(struct mail_times){ .given_up_at = "x", .tries = 3 }),
                     MAIL_GIVEN_UP);
    for (enum message_kind k = 0; k < MESSAGE_KINDS; k++)
        assert_int_equal(message_kind_of(message_kind_code(k)), k);
    assert_int_equal(message_kind_of("x"), MESSAGE_KINDS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(subjects_are_read_as_they_were_written),
        TEST(a_word_of_a_header_holds_whole_letters),
        TEST(bodies_are_read_as_they_were_written),
        TEST(nothing_typed_makes_a_header),
        TEST(a_letter_has_its_headers),
        TEST(only_our_own_links_are_made),
        TEST(what_can_not_be_a_server_is_told),
        TEST(pauses_grow_and_end),
        TEST(the_state_of_a_mail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

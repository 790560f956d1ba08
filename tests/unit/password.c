/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which passwords will do. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include "people/people.h"

#include "unit/visit.h"

#include <cmocka.h>

#define PLACES "Kotkan kaupunki Kymenlaakson hyvinvointialue Kymenlaakso"

static void common_ones_are_refused(void **state)
{
    static const char *const easy[] = {
        "lyhyt", "12345678901", "123456789012", "aaaaaaaaaaaaaa", "password1234", "Password123!",
        "passwordpassword", "qwertyuiop12", "1q2w3e4r5t6y", "1qaz2wsx3edc", "iloveyou1234",
        "salasana12345", "Salasana2026!", "hyvinvointi2026", "vointi-vointi-1", "qwerty123456",
        "abcdefgh1234", "administrator1", "maija.meri2026", "maija.meri@example.org",
        "kotkankaupunki1", "Kotkan kaupunki 2026", "KYMENLAAKSO-2026",
        "Welcome2026!!", "L\xc3\xb6senord2026", "............", "letmein123456",
    };
    static const char *const good[] = {
        "hevonen s\xc3\xb6i kaurapuuron", "correct horse battery staple", "xK9#mQ2$vL7p",
        "kolme kissaa katolla", "kotkan majakka loistaa",
        "83025719460275103948", "password of my grandmother",
        "\xf0\x9f\x90\xb4\xf0\x9f\x90\xb4"
        "\xf0\x9f\x90\xb4\xf0\x9f\x90\xb4\xf0\x9f\x90\x88\xf0\x9f\x90\x88\xf0\x9f\x90\x88"
        "\xf0\x9f\x90\x88\xf0\x9f\x90\x95\xf0\x9f\x90\x95\xf0\x9f\x90\x95\xf0\x9f\x90\x95",
    };
    (void)state;
    for (size_t i = 0; i < sizeof easy / sizeof *easy; i++)
        if (!password_fault(&v, easy[i], "maija.meri@example.org", PLACES))
            fail_msg("%s was taken", easy[i]);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (password_fault(&v, good[i], "maija.meri@example.org", PLACES))
            fail_msg("%s was refused", good[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(common_ones_are_refused, before, after),
    };
    return cmocka_run_group_tests_name("password", tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What schedules mean, as plans write them, and where a cell holds several. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "intake/recognise.h"

#include "unit/visit.h"

#include <cmocka.h> /* last: it has a macro fail() */

/* words; kind, starts, ends and years as one text */
static const struct {
    const char *words, *meaning;
} meanings[] = {
    /* from */
    { "2020 alkaen", "from 2020.." },
    { "2021 alkaen", "from 2021.." },
    { "vuodesta 2021 lähtien", "from 2021.." },
    { "alkaen syyskuu - 2020", "from 2020-09.." },
    { "Koulupoissaolojen malli käyttöön alkaen syyskuu - 2020", "from 2020-09.." },
    { "Vanhempainkoulumalli käyntiin 2021", "from 2021.." },
    { "syksy 2021 -", "from 2021-09.." },
    { "syksy 2021 –", "from 2021-09.." },
    { "syksystä 2021 alkaen", "from 2021-09.." },
    { "2021-", "from 2021.." },
    { "2021- jokainen yksikkö", "from 2021.." },
    { "Aloitettu vuonna 2019.", "from 2019.." },
    { "Aloitettu vuoden 2020 alussa.", "from 2020.." },
    { "vuoden 2023 alusta", "from 2023.." },
    { "1.8.2022 alkaen", "from 2022-08-01.." },
    { "8/2022 alkaen", "from 2022-08.." },
    { "2021 alkaen kehittyvä pysyväksi toiminnaksi", "from 2021.." },
    { "från och med 2020", "from 2020.." },
    { "fr.o.m. 2021", "from 2021.." },
    { "Fr o m 2021", "from 2021.." },
    { "från hösten 2021", "from 2021-09.." },
    { "sedan 2019", "from 2019.." },
    { "from 2020", "from 2020.." },
    { "From autumn 2021 onwards", "from 2021-09.." },
    { "since May 2020", "from 2020-05.." },
    /* until */
    { "Vuoden 2023 loppuun", "until ..2023" },
    { "Vuoden 2023 loppuun.", "until ..2023" },
    { "vuoden 2025 loppuun mennessä", "until ..2025" },
    { "31.12.2023 mennessä", "until ..2023-12-31" },
    { "viimeistään syyskuussa 2024", "until ..2024-09" },
    { "2024 asti", "until ..2024" },
    { "-2023", "until ..2023" },
    { "till slutet av 2023", "until ..2023" },
    { "t.o.m. 31.5.2024", "until ..2024-05-31" },
    { "senast 2025", "until ..2025" },
    { "till 2025", "until ..2025" },
    { "by the end of 2024", "until ..2024" },
    { "By 2025", "until ..2025" },
    { "until June 2023", "until ..2023-06" },
    /* range */
    { "2022-2025", "range 2022..2025" },
    { "2022–2025", "range 2022..2025" },
    { "2022 — 2025", "range 2022..2025" },
    { "2022-2023.", "range 2022..2023" },
    { "2022-25", "range 2022..2025" },
    { "2022/2023", "range 2022..2023" },
    { "vuosina 2022-2024", "range 2022..2024" },
    { "v. 2022–2024", "range 2022..2024" },
    { "2022, 2023 ja 2024", "range 2022..2024" },
    { "1.1.2024-31.12.2025", "range 2024-01-01..2025-12-31" },
    { "1.1. – 31.12.2024", "range 2024-01-01..2024-12-31" },
    { "2024-01-01–2025-12-31", "range 2024-01-01..2025-12-31" },
    { "syksy 2021 - kevät 2022", "range 2021-09..2022-05" },
    { "elokuu 2021 - 2023", "range 2021-08..2023" },
    { "från 2020 till 2023", "range 2020..2023" },
    { "from 2020 to 2023", "range 2020..2023" },
    { "loka-marraskuu 2022", "range 2022-10..2022-11" },
    { "elo-, syyskuu 2022", "time 2022-09..2022-09" },
    { "tammi–maaliskuussa 2023", "range 2023-01..2023-03" },
    { "januari–mars 2022", "range 2022-01..2022-03" },
    { "Vuoden 2023 loppuun. 2022-2025.", "range 2022..2025" },
    /* seasons, months, days */
    { "kevät 2022", "time 2022-03..2022-05" },
    { "Keväällä 2022", "time 2022-03..2022-05" },
    { "kesä 2022", "time 2022-06..2022-08" },
    { "syksyllä 2021", "time 2021-09..2021-11" },
    { "syyslukukausi 2021", "time 2021-09..2021-11" },
    { "talvi 2022", "time 2022-12..2023-02" },
    { "syyskuu 2021", "time 2021-09..2021-09" },
    { "kesäkuussa 2021", "time 2021-06..2021-06" },
    { "9/2021", "time 2021-09..2021-09" },
    { "9.2021", "time 2021-09..2021-09" },
    { "15.9.2021", "time 2021-09-15..2021-09-15" },
    { "2021-09-15", "time 2021-09-15..2021-09-15" },
    { "5. syyskuuta 2021", "time 2021-09-05..2021-09-05" },
    { "hösten 2021", "time 2021-09..2021-11" },
    { "våren 2022", "time 2022-03..2022-05" },
    { "5 september 2021", "time 2021-09-05..2021-09-05" },
    { "Autumn 2021", "time 2021-09..2021-11" },
    { "in March 2024", "time 2024-03..2024-03" },
    { "spring of 2024", "time 2024-03..2024-05" },
    /* once */
    { "2024", "once 2024..2024" },
    { "2024.", "once 2024..2024" },
    { "vuonna 2024", "once 2024..2024" },
    { "v. 2024", "once 2024..2024" },
    { "v.2024", "once 2024..2024" },
    { "vuoden 2024 aikana", "once 2024..2024" },
    { "år 2024", "once 2024..2024" },
    { "in 2024", "once 2024..2024" },
    { "Kertaluonteinen tapahtuma", "once .." },
    { "Toimintakauden kestävä tai kertaluontoinen tapahtuma.", "once .." },
    { "engångsinsats 2022", "once 2022..2022" },
    { "one-off, 2022", "once 2022..2022" },
    /* permanent, continuous */
    { "Pysyvää toimintaa", "permanent .." },
    { "Pysyvä", "permanent .." },
    { "Pysyvät", "permanent .." },
    { "pysyvä ja kehittyvä toiminta", "permanent .." },
    { "PYSYVÄÄ", "permanent .." },
    { "Saagan perustoimintaa", "permanent .." },
    { "2021 Pysyvää toimintaa (LK)", "permanent 2021.." },
    { "Pysyvää toimintaa vuodesta 2021 alkaen", "permanent 2021.." },
    { "Pysyvää toimintaa ja kertaluontoisia tapahtumia", "permanent .." },
    { "permanent verksamhet", "permanent .." },
    { "Permanent", "permanent .." },
    { "jatkuva", "continuous .." },
    { "Jatkuvaa", "continuous .." },
    { "Jatkuva 2022-2025", "continuous 2022..2025" },
    { "Tarve arvioitava säännöllisesti / jatkuva", "continuous .." },
    { "Jatkuvaa toimintaa ja lisäksi kokeiluja", "continuous .." },
    { "toistaiseksi", "continuous .." },
    { "fortlöpande", "continuous .." },
    { "Kontinuerligt", "continuous .." },
    { "tills vidare", "continuous .." },
    { "Ongoing", "continuous .." },
    { "Continuous", "continuous .." },
    /* every */
    { "Lukuvuosittain", "school_year .." },
    { "Lukuvuosittain jatkuva, tapauskohtaisesti", "school_year .." },
    { "lukuvuonna 2022-2023", "school_year 2022..2023" },
    { "läsårsvis", "school_year .." },
    { "each school year", "school_year .." },
    { "vuosittain", "every 1 .." },
    { "Vuosittain Pysyvää", "every 1 .." },
    { "Suunnitellusti vuosittain tietyille luokille", "every 1 .." },
    { "2 kertaa vuodessa", "every 1 .." },
    { "joka toinen vuosi", "every 2 .." },
    { "Joka toinen vuosi vuodesta 2021 alkaen", "every 2 2021.." },
    { "kahden vuoden välein", "every 2 .." },
    { "3 vuoden välein", "every 3 .." },
    { "Kerran valtuustokaudessa", "every 4 .." },
    { "årligen", "every 1 .." },
    { "vartannat år", "every 2 .." },
    { "Vart fjärde år", "every 4 .." },
    { "annually", "every 1 .." },
    { "every other year", "every 2 .." },
    { "Every three years", "every 3 .." },
    /* pilots, projects */
    { "Pilotoidaan 2021-2022", "pilot 2021..2022" },
    { "2021-2022 pilotti", "pilot 2021..2022" },
    { "Kokeilu vuoden 2020 loppuun asti osa-aikaisesti.", "pilot ..2020" },
    { "försök 2022", "pilot 2022..2022" },
    { "Pilot 2022", "pilot 2022..2022" },
    { "Vielä hanke, haetaan vakituista rahoitusta", "project .." },
    { "Osa hanke/kuntarahoituksella", "project .." },
    { "MLL:n hanke 2020", "project 2020..2020" },
    { "Rahoitus auki.", "project .." },
    { "Projekt 2021–2023", "project 2021..2023" },
    { "project funding until 2023", "project ..2023" },
    /* words */
    { "", "words .." },
    { "-", "words .." },
    { "Kts. ed", "words .." },
    { "Imetysmittarit, Unikoulu, Koulu-terveyskysely, ISOBMI", "words .." },
    { "Toiminta on käynnistämässä", "words .." },
    { "tarpeen mukaan", "words .." },
    { "syksyllä", "words .." },
    { "2020-luvulla", "words .." },
    { "på 2020-talet", "words .." },
    { "in the 2020s", "words .." },
    { "12345", "words .." },
    { "1234", "words .." },
    { "31.12.", "words .." },
    { "A2021", "words .." },
    { "99999999999999999999", "words .." },
    { "13/2021", "once 2021..2021" },
    { "vi gör vår del", "words .." },
};

static const char *meaning_of(const char *words)
{
    struct detail d = { .field = FIELD_SCHEDULE, .words = words, .every = 9, .starts = "?" };

    schedule_parse(&v, &d);
    assert_string_equal(d.words, words);
    return text(&v, "%s %s%s..%s", schedule_kind_code(d.schedule),
                d.every ? text(&v, "%d ", d.every) : "", d.starts ? d.starts : "",
                d.ends ? d.ends : "");
}

static void schedules_mean_what_they_say(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        const char *meaning = meaning_of(meanings[i].words);
        if (strcmp(meaning, meanings[i].meaning) != 0) {
            print_message("“%s”: %s, not %s\n", meanings[i].words, meaning, meanings[i].meaning);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* words; the parts joined with '|' */
static const struct {
    const char *words, *parts;
} splits[] = {
    { "Vuoden 2023 loppuun. 2022-2025.", "Vuoden 2023 loppuun.|2022-2025." },
    { "2022-2025", "2022-2025" },
    { "Pysyvää toimintaa. Erityisryhmä aloitetaan kokeiluna",
      "Pysyvää toimintaa.|Erityisryhmä aloitetaan kokeiluna" },
    { "Rahoitus auki. Kokeilu vuoden 2020 loppuun asti osa-aikaisesti.",
      "Rahoitus auki.|Kokeilu vuoden 2020 loppuun asti osa-aikaisesti." },
    { "Osa pysyvää, osa hanke/kuntarahoituksella.",
      "Osa pysyvää|osa hanke/kuntarahoituksella." },
    { "Dels permanent, dels projekt", "Dels permanent|dels projekt" },
    { "Vielä hanke, haetaan vakituista rahoitusta.",
      "Vielä hanke, haetaan vakituista rahoitusta." },
    { "2021\nPysyvää toimintaa", "2021|Pysyvää toimintaa" },
    { "Pysyvää\ntoimintaa", "Pysyvää toimintaa" },
    { "MLL:n hanke\n2020\nVerkostotyö\npysyvää", "MLL:n hanke|2020 Verkostotyö|pysyvää" },
    { "2022; 2024", "2022|2024" },
    { "v. 2024", "v. 2024" },
    { "1.1. 2024 - 31.12. 2025", "1.1. 2024 - 31.12. 2025" },
    { "fr.o.m. 2021. Årligen", "fr.o.m. 2021.|Årligen" },
    { "Tavoite on selvä. Kts. ed", "Tavoite on selvä. Kts. ed" },
    { "Tavoite on selvä. Jatkuvaa. Lopuksi sanoja.",
      "Tavoite on selvä. Jatkuvaa. Lopuksi sanoja." },
    { "", "" },
    { " \n ", "" },
};

static const char *parts_of(const char *words)
{
    struct marked parts = { 0 };
    const char *s = "";

    schedule_split(&v, words, &parts);
    for (size_t i = 0; i < parts.n; i++)
        s = text(&v, "%s%s%s", s, i ? "|" : "", parts.at[i].text);
    return s;
}

static void cells_with_several_schedules_are_split(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof splits / sizeof *splits; i++)
        assert_string_equal(parts_of(splits[i].words), splits[i].parts);
}

static void long_texts_are_read_at_their_beginning_only(void **state)
{
    struct buf b = buf_new(8 << 20);
    (void)state;
    buf_puts(&b, "2024 asti ");
    while (b.n < 6 << 20)
        buf_puts(&b, "pysyvää. ");
    assert_string_equal(meaning_of(b.at), "until ..2024");
    struct marked parts = { 0 };
    schedule_split(&v, b.at, &parts);
    assert_int_equal(parts.n, 1);
    assert_int_equal(strlen(parts.at[0].text), b.n - 1);
    buf_free(&b);
}

static void every_doubt_has_a_code_and_a_sentence(void **state)
{
    (void)state;
    for (int kind = 0; kind < DOUBT_KINDS; kind++) {
        const char *const guesses[] = { NULL, "GUESS" };
        assert_true(strlen(doubt_kind_code(kind)) > 4);
        for (int k = 0; k < kind; k++)
            assert_string_not_equal(doubt_kind_code(kind), doubt_kind_code(k));
        for (int i = 0; i < 2; i++) {
            struct doubt d = { .kind = kind, .words = "100 %s\nWORDS", .guess = guesses[i] };
            const char *sentence = doubt_text(&v, &d);
            assert_true(text_ends(sentence, "."));
            assert_true(kind == DOUBT_TITLE || strstr(sentence, "100 %s WORDS") != NULL);
            d.words = NULL;
            assert_true(text_ends(doubt_text(&v, &d), "."));
        }
    }
}

#define T(test) cmocka_unit_test_setup_teardown(test, before, after)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(schedules_mean_what_they_say),
        T(cells_with_several_schedules_are_split),
        T(long_texts_are_read_at_their_beginning_only),
        T(every_doubt_has_a_code_and_a_sentence),
    };
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}

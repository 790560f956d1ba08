/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * document_split_marks(): one row a case. Items are written with " | " between
 * them; a text before the first mark is written "<text>". */
#include "base/text.h"
#include "document/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Last: cmocka makes a macro of the name fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const struct {
    const char *text, *items;
} cases[] = {
    /* no marks */
    { "", "" },
    { "  \n ", "" },
    { "Kerho joka viikko", "Kerho joka viikko" },
    { "-", "-" },
    { " – ", "–" },
    { "---", "---" },
    { "•", "•" },
    { "syksy 2021 -", "syksy 2021 -" },
    { "Rivi\nja toinen", "Rivi ja toinen" },

    /* bullets */
    { "• Kerho", "Kerho" },
    { "• Kerho • Retki", "Kerho | Retki" },
    { "•Kerho•Retki", "Kerho | Retki" },
    { "•\tKerho\n•\tRetki\nmetsään", "Kerho | Retki metsään" },
    { "•\nKerho\n•\nRetki", "Kerho | Retki" },
    { "Tuemme arkea: • kerho • retki •", "<Tuemme arkea:> | kerho | retki •" },
    { "· Kerho · Retki", "Kerho | Retki" },
    { "▪ Kerho ▪ Retki", "Kerho | Retki" },
    { "\xEF\x82\xB7 Kerho \xEF\x82\xB7 Retki", "Kerho | Retki" },
    { "\xEF\x82\xA7 Kerho\n\xEF\x82\xA7 Retki", "Kerho | Retki" },
    { "\xEF\x83\xBC Kerho \xEF\x80\xAD Retki", "Kerho | Retki" },
    { "☐ Kerho ☑ Retki ✓ Leiri", "Kerho | Retki | Leiri" },
    { "● hyvä, ● neutraali", "hyvä, | neutraali" },
    { "➢ Kerho ► Retki", "Kerho | Retki" },
    { "• • Kerho", "Kerho" },
    { "Huoli → puheeksi → tuki", "Huoli → puheeksi → tuki" },
    { "Huoli \xEF\x83\xA0 tuki", "Huoli \xEF\x83\xA0 tuki" },
    { "Koko 3 · 4 m", "Koko 3 · 4 m" },
    { "pa\xC2\xB7ral\xC2\xB7lel", "pa\xC2\xB7ral\xC2\xB7lel" },
    { "• Tilat samassa - yhteinen käyttö • Tori – kaikille", "Tilat samassa - yhteinen käyttö | Tori – kaikille" },

    /* hyphens at the beginning */
    { "- Kerho", "Kerho" },
    { "-Kerho -Retki - Leiri", "Kerho | Retki | Leiri" },
    { "- Kerho - retki - Leiri", "Kerho | retki | Leiri" },
    { "- kerho\n- retki", "kerho | retki" },
    { "– Kerho – Retki", "Kerho | Retki" },
    { "— Kerho\n— Retki", "Kerho | Retki" },
    { "\xE2\x80\x90 Kerho \xE2\x88\x92 Retki", "Kerho | Retki" },
    { "– Kerho – kaikille avoin – Retki", "Kerho – kaikille avoin | Retki" },
    { "- Kerho – kaikille avoin – aina - Retki", "Kerho – kaikille avoin – aina | Retki" },
    { "- - Kerho", "Kerho" },
    { "-10 % vähemmän", "-10 % vähemmän" },
    { "- 10 uutta tilaa - 2 ohjaajaa", "10 uutta tilaa | 2 ohjaajaa" },

    /* hyphens in words */
    { "Koulu- ja perhetyö", "Koulu- ja perhetyö" },
    { "- Kohtaamis- , vertais- ja ryhmätoiminta - Kerho", "Kohtaamis- , vertais- ja ryhmätoiminta | Kerho" },
    { "- Tuki- sähköinen palvelu - Kerho", "Tuki- sähköinen palvelu | Kerho" },
    { "Avoin koulu -toimintamalli käytössä", "Avoin koulu -toimintamalli käytössä" },
    { "- Avoin koulu -toimintamalli - Avoin koulu -hanke.", "Avoin koulu -toimintamalli | Avoin koulu -hanke." },
    { "Puhelin ja -chat", "Puhelin ja -chat" },
    { "Lukutaitoa ja -intoa. -Lukukerho", "<Lukutaitoa ja -intoa.> | Lukukerho" },
    { "Käynti kerrallaan –työskentelyä", "Käynti kerrallaan –työskentelyä" },
    { "Rauha kotona –vanhempainillat 3. luokille", "Rauha kotona –vanhempainillat 3. luokille" },
    { "teemaviikot/ -päivät", "teemaviikot/ -päivät" },
    { "Avoin\n-toimintamalli", "Avoin -toimintamalli" },
    { "Käytetään (Vaikutus esiin -kysely)", "Käytetään (Vaikutus esiin -kysely)" },
    { "Mukana yhdessä - yhteistyöryhmä", "Mukana yhdessä - yhteistyöryhmä" },

    /* hyphens after other text */
    { "Kerho - vertaistuki", "Kerho - vertaistuki" },
    { "Kerho kaikille. - vertaistuki", "<Kerho kaikille.> | vertaistuki" },
    { "Toimintaa, mm. - Kerho - Retki", "<Toimintaa, mm.> | Kerho | Retki" },
    { "Ohjataan eteenpäin - Neuvola - Ohjaamo", "<Ohjataan eteenpäin> | Neuvola | Ohjaamo" },
    { "Ohjataan - neuvolaan - kouluun", "<Ohjataan> | neuvolaan | kouluun" },
    { "Ohjaamo - Kotka", "Ohjaamo - Kotka" },
    { "Tukea eron jälkeen. -Lasten ryhmä - Aikuisten ryhmä -Koulutus",
      "<Tukea eron jälkeen.> | Lasten ryhmä | Aikuisten ryhmä | Koulutus" },
    { "Tilanne keskiössä, - Lapsi mukana", "<Tilanne keskiössä,> | Lapsi mukana" },
    { "Sopimukset – allekirjoitettu eri tahojen kanssa", "Sopimukset – allekirjoitettu eri tahojen kanssa" },
    { "Liikkuva poliisi – Poliisi mukana – kaikkialla", "Liikkuva poliisi – Poliisi mukana – kaikkialla" },
    { "Mitataan: – kävijät – palaute", "<Mitataan:> | kävijät | palaute" },
    { "Toiminta (avoin) - kaikille", "Toiminta (avoin) - kaikille" },
    { "sivi-sote-3.sektori", "sivi-sote-3.sektori" },

    /* years, times, ages */
    { "2020-2024", "2020-2024" },
    { "2020 - 2024", "2020 - 2024" },
    { "- Kokeilu 2020 - 2021 - Laajennus 2022 – 2023", "Kokeilu 2020 - 2021 | Laajennus 2022 – 2023" },
    { "5. - 6. luokat", "5. - 6. luokat" },
    { "31.12.2023", "31.12.2023" },
    { "1.8.2021 - 31.7.2022", "1.8.2021 - 31.7.2022" },
    { "klo 8 - 16", "klo 8 - 16" },
    { "0–6-vuotiaat", "0–6-vuotiaat" },

    /* brackets */
    { "- Lomakkeet (arki - jaksaminen - ero) - Kerho", "Lomakkeet (arki - jaksaminen - ero) | Kerho" },
    { "- Asiakirjat (mm. kertomus - suunnitelma (ei muut) - Seuranta vuosittain - palaute",
      "Asiakirjat (mm. kertomus - suunnitelma (ei muut) | Seuranta vuosittain | palaute" },
    { "- Kerhot (mm. • sirkus • kuoro) - Retki", "Kerhot (mm. | sirkus | kuoro) | Retki" },

    /* numbers and letters */
    { "1. Kerho 2. Retki 3. Leiri", "Kerho | Retki | Leiri" },
    { "1. Kerho\n2. retki\n3. Leiri", "Kerho | retki | Leiri" },
    { "1.Kerho 2.Retki", "Kerho | Retki" },
    { "1) kerho 2) retki", "kerho | retki" },
    { "Vaiheet 1) suunnittelu 2) toteutus", "<Vaiheet> | suunnittelu | toteutus" },
    { "Vaiheet: 1. Suunnittelu 2. Toteutus 2021. 3. Arvio", "<Vaiheet:> | Suunnittelu | Toteutus 2021. | Arvio" },
    { "a) kerho b) retki", "kerho | retki" },
    { "- 1) kerho 2) retki", "kerho | retki" },
    { "1. Kerho - avoin kaikille 2. Retki", "Kerho - avoin kaikille | Retki" },
    { "1. Kerho\n- avoin\n2. Retki", "Kerho | avoin | Retki" },
    { "1. Kerho", "1. Kerho" },
    { "1. luokka\n2. luokka", "1. luokka 2. luokka" },
    { "3. luokkalaiset", "3. luokkalaiset" },
    { "1. ja 2. luokan oppilaat", "1. ja 2. luokan oppilaat" },
    { "7. ja 8. luokkalaisista, 9. luokkalaisista", "7. ja 8. luokkalaisista, 9. luokkalaisista" },
    { "Siirtymä 2. asteelle, 3. sektori mukana", "Siirtymä 2. asteelle, 3. sektori mukana" },
    { "Kts. kohta 1", "Kts. kohta 1" },
    { "Alkaa 1. Elokuuta, loppuu 3. Elokuuta", "Alkaa 1. Elokuuta, loppuu 3. Elokuuta" },
    { "9. Yhdeksäs\n10. Kymmenes\n11. Yhdestoista", "Yhdeksäs | Kymmenes | Yhdestoista" },
    { "1. 1. 2022", "1. 1. 2022" },
    { "2. Toinen 4. Neljäs", "2. Toinen 4. Neljäs" },
    { "1. vuorovaikutus\n2. vuosittainen kysely", "1. vuorovaikutus 2. vuosittainen kysely" },
    { "1. vuorovaikutus\n2. kerrotaan", "vuorovaikutus | kerrotaan" },

    /* o, stars, sections */
    { "o Kerho\no Retki", "Kerho | Retki" },
    { "• Kerho o Askartelu o Musiikki • Retki", "Kerho | Askartelu | Musiikki | Retki" },
    { "barn o unga o Familjer", "barn o unga o Familjer" },
    { "* Kerho * Retki", "Kerho | Retki" },
    { "*tarvittaessa", "*tarvittaessa" },
    { "Kerho * avoin", "Kerho * avoin" },
    { "§ Kerho § Retki", "Kerho | Retki" },
    { "Laki 47 § Oppilas", "Laki 47 § Oppilas" },
    { "§ 12 mukaan", "§ 12 mukaan" },

    /* Swedish and English */
    { "- Stöd till familjer - Träffpunkter - Barnens röst hörs",
      "Stöd till familjer | Träffpunkter | Barnens röst hörs" },
    { "Öppna skolan -modellen används", "Öppna skolan -modellen används" },
    { "små- och medelstora kommuner", "små- och medelstora kommuner" },
    { "Rådgivning och -stöd", "Rådgivning och -stöd" },
    { "1. Öppet hus 2. Åtgärder i skolan", "Öppet hus | Åtgärder i skolan" },
    { "Åk 7 - 9, hösten 2021 - våren 2022", "Åk 7 - 9, hösten 2021 - våren 2022" },
    { "– Ålands skolor – Övriga skolor", "Ålands skolor | Övriga skolor" },
    { "Walk-in clinic – open daily", "Walk-in clinic – open daily" },
};

static const char *shown(struct visit *v, const struct marked *m)
{
    const char *s = "";

    for (size_t i = 0; i < m->n; i++)
        s = text(v, m->at[i].lead ? "%s%s<%s>" : "%s%s%s", s, i ? " | " : "", m->at[i].text);
    return s;
}

static void splits_as_a_person_would(void **state)
{
    (void)state;
    int wrong = 0;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct visit v = visit_new();
        struct marked m = { 0 };
        document_split_marks(&v, cases[i].text, &m);
        const char *got = shown(&v, &m);
        if (strcmp(got, cases[i].items) != 0) {
            print_error("\"%s\"\n   gives \"%s\"\n  wanted \"%s\"\n", cases[i].text, got, cases[i].items);
            wrong++;
        }
        visit_end(&v);
    }
    assert_int_equal(wrong, 0);
}

static void items_are_added_to_those_before(void **state)
{
    (void)state;
    struct visit v = visit_new();
    struct marked m = { 0 };

    document_split_marks(&v, "- yksi - kaksi", &m);
    document_split_marks(&v, "kolme", &m);
    assert_int_equal(m.n, 3);
    assert_string_equal(m.at[2].text, "kolme");
    assert_false(m.at[2].lead);
    visit_end(&v);
}

/* Five megabytes of one piece repeated: nothing is lost, and memory stays small. */
static void a_huge_cell_is_split_in_bounded_memory(void **state)
{
    (void)state;
    const char *pieces[] = { "- a ", "1. A ", "• ", "(- A ", "aaaa", "1) a 2) b\n", "- - - -", "-työ ", "ja -" };

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct visit v = visit_new();
        struct marked m = { 0 };
        size_t n = strlen(pieces[i]), times = (5 << 20) / n;
        char *huge = arena_alloc(v.arena, n * times + 1);
        for (size_t k = 0; k < times; k++)
            memcpy(huge + k * n, pieces[i], n);
        document_split_marks(&v, huge, &m);
        assert_true(m.n >= 1);
        assert_true(arena_used(v.arena) < 32 << 20);
        visit_end(&v);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_as_a_person_would),
        cmocka_unit_test(items_are_added_to_those_before),
        cmocka_unit_test(a_huge_cell_is_split_in_bounded_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Words and their dictionary forms, with voikko-fi and without it, in one
 * thread and in many. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/lemma.h"

#include "unit/visit.h"

#include <cmocka.h> /* last: it has a macro fail() */

/* "barnens3 barn3~": the forms with their weights, stems marked. */
static const char *forms(struct visit *of, const char *word)
{
    struct lemmas list = { 0 };
    const char *all = "";

    lemma_word(of, word, &list);
    for (size_t i = 0; i < list.n; i++)
        all = text(of, "%s%s%s%d%s", all, i ? " " : "", list.at[i].text, list.at[i].weight,
                   list.at[i].stem ? "~" : "");
    return all;
}

static const struct {
    const char *word, *forms;
} finnish_words[] = {
    { "lasten", "lasten3 lapsi3" },
    { "Lapsille", "lapsille3 lapsi3" },
    { "nuorisovaltuuston", "nuorisovaltuuston3 nuorisovaltuusto3 nuoriso1 valtuusto1" },
    { "HYVINVOINTISUUNNITELMAAN",
      "hyvinvointisuunnitelmaan3 hyvinvointisuunnitelma3 hyvinvointi1 suunnitelma1" },
    { "koulupoissaolojen", "koulupoissaolojen3 koulupoissaolo3 koulu1 poissaolo1" },
    { "kuusi", "kuusi3 kuu3" }, /* both a spruce and "your moon" */
};

static const struct {
    const char *word, *forms;
} other_words[] = {
    { "kommunernas", "kommunernas3 kommun3~" },
    { "barnens", "barnens3 barn3~" },
    { "Ungdomars", "ungdomars3 ungdom3~" },
    { "ungdomar", "ungdomar3 ungdom3~" },
    { "skolornas", "skolornas3 skol3~" },
    { "skolan", "skolan3 skol3~" },
    { "skolans", "skolans3 skol3~" },
    { "mötet", "mötet3 möt3~" },
    { "plan", "plan3" },
    { "hälsa", "hälsa3 häl3~" },
    { "hälsans", "hälsans3 häl3~" },
    { "KVY", "kvy3" },
    { "2025", "20253" },
    { "", "" },
    { "ÅÄÖ", "åäö3" },
};

static void finnish_words_have_dictionary_forms(void **state)
{
    (void)state;
    if (!lemma_knows_finnish())
        skip();
    for (size_t i = 0; i < sizeof finnish_words / sizeof *finnish_words; i++) {
        assert_string_equal(forms(&v, finnish_words[i].word), finnish_words[i].forms);
        /* The second time it is remembered. */
        assert_string_equal(forms(&v, finnish_words[i].word), finnish_words[i].forms);
    }
}

static void other_words_have_stems(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof other_words / sizeof *other_words; i++)
        assert_string_equal(forms(&v, other_words[i].word), other_words[i].forms);
}

static void hyphens_join_parts(void **state)
{
    (void)state;
    if (!lemma_knows_finnish())
        skip();
    const char *all = forms(&v, "LAPE-kärkihankkeeseen");
    assert_ptr_equal(strstr(all, "lape-kärkihankkeeseen3 "), all);
    assert_non_null(strstr(all, " lape1"));
    assert_non_null(strstr(all, " kärkihanke1"));
    assert_non_null(strstr(all, " hanke1"));
}

static void no_word_is_too_long(void **state)
{
    char word[LEMMA_WORD_MOST + 1];

    (void)state;
    memset(word, 'a', sizeof word);
    word[LEMMA_WORD_MOST] = '\0';
    assert_string_equal(forms(&v, word), "");
    word[LEMMA_WORD_MOST - 1] = '\0';
    assert_int_equal(strlen(forms(&v, word)), LEMMA_WORD_MOST);
}

/* The words of a text between bars. */
static const char *words(const char *text_)
{
    const char *begin, *all = "";

    while (lemma_next(&text_, &begin))
        all = text(&v, "%s|%.*s", all, (int)(text_ - begin), begin);
    return all;
}

static void words_are_found(void **state)
{
    (void)state;
    assert_string_equal(words(""), "");
    assert_string_equal(words(" %_!'\"();--"), "");
    assert_string_equal(words("Lapset, nuoret (0–17 v.)"), "|Lapset|nuoret|0|17|v");
    assert_string_equal(words("sosiaali- ja terveyspalvelut"), "|sosiaali|ja|terveyspalvelut");
    assert_string_equal(words("LAPE-hanke -hanke 8-9-luokka"), "|LAPE-hanke|hanke|8-9-luokka");
    assert_string_equal(words("a--b 😀 ö"), "|a|b|ö");
}

/* ---- threads ---- */

enum { THREADS = 4, ROUNDS = 200 };

static void *many_words(void *wrong)
{
    struct visit own = visit_new();

    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < sizeof finnish_words / sizeof *finnish_words; i++)
            if (lemma_knows_finnish() &&
                strcmp(forms(&own, finnish_words[i].word), finnish_words[i].forms) != 0)
                ++*(int *)wrong;
        /* Words that are always new, so that both libraries are at work. */
        forms(&own, text(&own, "lapsi%dnuori", round));
        forms(&own, text(&own, "kommunernas%d", round));
    }
    visit_end(&own);
    return NULL;
}

static void each_thread_has_its_own(void **state)
{
    pthread_t threads[THREADS];
    int wrong[THREADS] = { 0 };

    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, many_words, &wrong[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(wrong[i], 0);
    }
}

/* A thread that begins without voikko-fi. */
static void *without_voikko(void *out)
{
    struct visit own = visit_new();

    if (lemma_knows_finnish())
        *(const char **)out = "knows Finnish";
    else
        *(const char **)out = strdup(forms(&own, "nuorisovaltuuston"));
    visit_end(&own);
    return NULL;
}

static void plain_words_do_without_voikko(void **state)
{
    pthread_t thread;
    char *found = NULL;

    (void)state;
    setenv("VOINTI_VOIKKO", "off", 1);
    assert_int_equal(pthread_create(&thread, NULL, without_voikko, &found), 0);
    pthread_join(thread, NULL);
    unsetenv("VOINTI_VOIKKO");
    /* The word itself, and what the Swedish stemmer makes of it. */
    assert_string_equal(found, "nuorisovaltuuston3");
    free(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finnish_words_have_dictionary_forms),
        cmocka_unit_test(other_words_have_stems),
        cmocka_unit_test(hyphens_join_parts),
        cmocka_unit_test(no_word_is_too_long),
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(each_thread_has_its_own),
        cmocka_unit_test(plain_words_do_without_voikko),
    };
    return cmocka_run_group_tests(tests, before, after);
}

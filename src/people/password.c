/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Which passwords will do: long enough, and not what is tried first. */
#include "people/people.h"

#include "base/put.h"
#include "base/text.h"

#include <string.h>

/* What common passwords of twelve characters and more are made of, with digits and signs
 * between: the words of lists of leaked ones, rows of the keyboard, and words of this place. */
static const char *const common[] = {
    "hyvinvointi", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwerty", "qazwsxedc", "password",
    "passwort",   "salasana",   "lösenord",  "losenord", "welcome",
    "tervetuloa", "välkommen", "valkommen",
    "letmein",    "iloveyou",  "sunshine", "princess", "football",  "jalkapallo", "administrator",
    "superman",   "batman",    "dragon",   "monkey",   "master",    "michael",    "jordan",
    "trustno",    "changeme",  "default",  "secret",   "salainen",  "summer",     "winter",
    "admin",      "login",     "hello",    "moikka",   "suomi",     "finland",    "perkele",
    "abcdefgh",   "abcdef",    "abcd",     "abc",      "qwe",       "asd",        "zxc",
    "suunnitelma", "vointi", "plan", "koordinaattori",
};

static bool take(char *letters, const char *word)
{
    char *at = *word ? strstr(letters, word) : NULL;

    if (at)
        memmove(at, at + strlen(word), strlen(at + strlen(word)) + 1);
    return at;
}

/* In lower case, without digits and signs. */
static char *letters_of(struct visit *v, const char *words)
{
    const char *lower = text_lower(v->arena, words);
    char *out = arena_alloc(v->arena, strlen(lower) + 1), *to = out;

    for (const char *at = lower; *at; at++)
        if (!strchr("0123456789!#$%&*+-./?@_ ,;:", *at))
            *to++ = *at;
    *to = '\0';
    return out;
}

enum { LETTERS_LEFT = 4, OTHERS_ENOUGH = 16 /* many digits are no common password */ };

/* Takes each word of some away wherever it stands; short ones are parts of any other. */
static void take_words(struct visit *v, char *letters, const char *words)
{
    enum { WORD_LEAST = 3 };

    for (size_t n; *(words += strspn(words, " ")); words += n) {
        n = strcspn(words, " ");
        const char *word = letters_of(v, arena_copy(v->arena, words, n));
        while (text_length(word) >= WORD_LEAST && take(letters, word))
            ;
    }
}

/* Hardly a letter is left when common words are taken away; longer ones first. */
static bool is_made_of_common(struct visit *v, const char *password, const char *email,
                              const char *places)
{
    char *letters = letters_of(v, password);

    size_t others = strlen(password) - strlen(letters);
    take_words(v, letters, arena_copy(v->arena, email, strcspn(email, "@")));
    take_words(v, letters, places);
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        while (take(letters, common[i]))
            ;
    return strlen(letters) < LETTERS_LEFT && others < OTHERS_ENOUGH;
}

const char *password_fault(struct visit *v, const char *password, const char *email,
                           const char *places)
{
    if (text_length(password) < PASSWORD_LEAST)
        return text(v,
                    tr(v, "Choose a password of at least %s characters. Several words are good."),
                    say(v, (int64_t)PASSWORD_LEAST));
    /* What is tried first: the address itself, one sign over and over, common words. */
    if (strcmp(text_lower(v->arena, password), email) == 0 ||
        strspn(password, (char[]){ *password, '\0' }) == strlen(password) ||
        is_made_of_common(v, password, email, places))
        return tr(v, "This password is too easy to guess. Choose another.");
    return NULL;
}

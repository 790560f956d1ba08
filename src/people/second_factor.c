/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "people/second_factor.h"

#include "base/date.h"
#include "base/put.h"
#include "base/qr.h"
#include "base/secret.h"
#include "base/text.h"
#include "people/door.sql.h"
#include "people/instance_key.h"
#include "people/people.h"
#include "people/second_factor.sql.h"
#include "people/token.sql.h"

#include <string.h>

/* ---- keys ---- */

static const char *kept_label(struct visit *v, int64_t person)
{
    return text(v, "second factor of %lld", (long long)person);
}

static const char *offer_label(struct visit *v, int64_t person)
{
    const char *token = v->new_session ? v->new_session : v->session;
    return text(v, "offer to %lld in %s", (long long)person,
                token ? secret_digested(v, token) : "");
}

static const char *in_fours(struct visit *v, const char *letters, const char *between)
{
    const char *out = "";

    for (size_t i = 0; letters[i]; i += 4)
        out = text(v, "%s%s%.4s", out, i ? between : "", letters + i);
    return out;
}

/* What phones understand: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
static const char *address_of_key(struct visit *v, const char *email, const char *letters)
{
    struct buf label = buf_new(1 << 12);

    escape_url(&label, email);
    const char *out = text(v, "otpauth://totp/Vointi:%.*s?secret=%s&issuer=Vointi", (int)label.n,
                           label.at, letters);
    buf_free(&label);
    return out;
}

bool factor_offer(struct visit *v, int64_t person, const char *email, const char *sealed,
                  struct factor_offer *out)
{
    unsigned char own[SECRET_KEY], key[TOTP_KEY];
    const char *label = offer_label(v, person);
    char letters[TOTP_KEY_TEXT];

    if (!instance_key(v, own))
        return false;
    if (!secret_open(own, label, sealed, key, sizeof key)) {
        secret_bytes(key, sizeof key);
        sealed = secret_seal(v->arena, own, label, key, sizeof key);
    }
    totp_key_text(key, letters);
    out->sealed = sealed;
    out->key_words = in_fours(v, letters, " ");
    out->picture = qr_path(v->arena, address_of_key(v, email, letters), &out->side);
    secret_wipe(own, sizeof own);
    secret_wipe(key, sizeof key);
    return out->picture || fail(v, FAIL_OURS, "%s", tr(v, "The picture could not be made."));
}

static bool factor_keep(struct visit *v, int64_t person, const unsigned char own[SECRET_KEY],
                        const unsigned char key[TOTP_KEY], int64_t step)
{
    struct factor_add_row *added;
    const char *sealed = secret_seal(v->arena, own, kept_label(v, person), key, TOTP_KEY);

    if (!factor_add(v, &added, person, sealed, date_now(v), step))
        return false;
    return added || fail(v, FAIL_CLASH, "%s",
                         tr(v, "The second factor is on already. Turn it off first to change "
                               "the phone."));
}

bool factor_turn_on(struct visit *v, int64_t person, const char *email, const char *sealed,
                    const char *code, enum factor_answer *answer)
{
    unsigned char own[SECRET_KEY], key[TOTP_KEY];

    if (!instance_key(v, own))
        return false;
    int64_t step = secret_open(own, offer_label(v, person), sealed, key, sizeof key)
                       ? totp_step_of(key, text_plain(v->arena, code),
                                      date_seconds(date_now(v)), 0)
                       : 0;
    *answer = step ? FACTOR_RIGHT : FACTOR_WRONG;
    bool ok = !step || (factor_keep(v, person, own, key, step) &&
                        door_event_add(v, DOOR_FACTOR_ON, email, person));
    secret_wipe(own, sizeof own);
    secret_wipe(key, sizeof key);
    return ok;
}

/* ---- recovery codes ---- */

static const char *recovery_digest(struct visit *v, int64_t person, const char *letters,
                                   const unsigned char own[SECRET_KEY])
{
    char *out = arena_alloc(v->arena, SECRET_DIGEST);

    secret_keyed_digest(own, text(v, "%lld %s", (long long)person, letters), out);
    return out;
}

static void recovery_random(char letters[RECOVERY_LETTERS + 1])
{
    static const char base32[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char bytes[RECOVERY_LETTERS];

    secret_bytes(bytes, sizeof bytes);
    for (int i = 0; i < RECOVERY_LETTERS; i++)
        letters[i] = base32[bytes[i] & 31];
    letters[RECOVERY_LETTERS] = '\0';
}

bool factor_recovery_make(struct visit *v, int64_t person, const char *codes[RECOVERY_CODES])
{
    unsigned char own[SECRET_KEY];
    char letters[RECOVERY_LETTERS + 1];
    bool ok = instance_key(v, own) && recovery_drop(v, person);

    for (int i = 0; ok && i < RECOVERY_CODES; i++) {
        recovery_random(letters);
        codes[i] = in_fours(v, letters, "-");
        ok = recovery_add(v, person, recovery_digest(v, person, letters, own));
    }
    secret_wipe(own, sizeof own);
    return ok;
}

bool factor_recovery_is(struct visit *v, int64_t person, const char *typed, bool *is)
{
    unsigned char own[SECRET_KEY];
    struct recovery_is_row *row;
    bool ok = instance_key(v, own) &&
              recovery_is(v, &row, person,
                          recovery_digest(v, person, text_plain(v->arena, typed), own));

    secret_wipe(own, sizeof own);
    *is = ok && row;
    return ok;
}

/* ---- proving ---- */

/* What is being tried. */
struct try {
    int64_t person;
    const char *email, *typed; /* letters and digits only */
    struct factor_hold_row *factor;
    unsigned char own[SECRET_KEY];
};

static bool with_recovery(struct visit *v, const struct try *t, enum factor_answer *answer)
{
    struct recovery_use_row *used;

    if (!recovery_use(v, &used, t->person, recovery_digest(v, t->person, t->typed, t->own),
                      date_now(v)))
        return false;
    *answer = used ? FACTOR_RIGHT : FACTOR_WRONG;
    return door_event_add(v, used ? DOOR_RECOVERY_USED : DOOR_CODE_WRONG, t->email, t->person);
}

static bool key_lost(struct visit *v)
{
    return fail(v, FAIL_STORE, "%s",
                tr(v, "The key of this instance is another than when the second factor was turned "
                      "on. Restore the key from its backup, or turn the second factor off with "
                      "“vointi user reset”."));
}

static bool with_code(struct visit *v, const struct try *t, enum factor_answer *answer)
{
    unsigned char key[TOTP_KEY];
    bool closed;

    if (!door_codes_closed(v, t->email, &closed))
        return false;
    if (closed) {
        *answer = FACTOR_CLOSED;
        return door_event_add(v, DOOR_CODES_TOO_MANY, t->email, t->person);
    }
    if (!secret_open(t->own, kept_label(v, t->person), t->factor->sealed_key, key, sizeof key))
        return key_lost(v);
    int64_t step = totp_step_of(key, t->typed, date_seconds(date_now(v)), t->factor->last_step);
    secret_wipe(key, sizeof key);
    *answer = step ? FACTOR_RIGHT : FACTOR_WRONG;
    return (!step || factor_step(v, t->person, step)) &&
           door_event_add(v, step ? DOOR_CODE_RIGHT : DOOR_CODE_WRONG, t->email, t->person);
}

/* Nobody guesses a recovery code, so those go on working when the codes are closed:
 * nobody can lock another person out. */
bool factor_prove(struct visit *v, int64_t person, const char *email, const char *typed,
                  enum factor_answer *answer)
{
    struct try t = { person, email, text_plain(v->arena, typed), NULL, { 0 } };

    *answer = FACTOR_WRONG;
    if (!instance_key(v, t.own) || !factor_hold(v, &t.factor, person))
        return false;
    bool ok = !t.factor ? true
              : strlen(t.typed) == RECOVERY_LETTERS ? with_recovery(v, &t, answer)
                                                    : with_code(v, &t, answer);
    secret_wipe(t.own, sizeof t.own);
    return ok;
}

/* ---- off ---- */

bool factor_turn_off(struct visit *v, int64_t person, bool *was)
{
    struct factor_drop_row *dropped;

    if (!factor_drop(v, &dropped, person))
        return false;
    *was = dropped != NULL;
    return recovery_drop(v, person);
}

bool factor_reset(struct visit *v, int64_t person, const char *email, bool *was)
{
    return factor_turn_off(v, person, was) &&
           (!*was || (session_drop_others(v, person, "") && tokens_drop(v, person) &&
                      door_event_add(v, DOOR_FACTOR_RESET, email, person)));
}

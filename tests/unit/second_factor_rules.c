/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Codes against RFC 6238, what is sealed with a key, the picture of a key, and where
 * the key of an instance comes from. */
#include "base/qr.h"
#include "base/secret.h"
#include "base/totp.h"
#include "people/instance_key.h"

#include "unit/importing.h"

#include <fcntl.h>
#include <sys/stat.h>

static const unsigned char rfc_key[TOTP_KEY] = { '1', '2', '3', '4', '5', '6', '7', '8', '9', '0',
                                                 '1', '2', '3', '4', '5', '6', '7', '8', '9', '0' };

/* ---- codes ---- */

/* RFC 6238, appendix B, SHA-1; of its eight digits the last six. */
static void codes_are_those_of_the_rfc(void **state)
{
    static const struct {
        int64_t seconds;
        const char *code;
    } known[] = {
        { 59, "287082" },         { 1111111109, "081804" }, { 1111111111, "050471" },
        { 1234567890, "005924" }, { 2000000000, "279037" }, { 20000000000, "353130" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        char code[TOTP_CODE];
        totp_code(rfc_key, known[i].seconds / TOTP_STEP_SECONDS, code);
        assert_string_equal(code, known[i].code);
        assert_int_equal(totp_step_of(rfc_key, code, known[i].seconds, 0), known[i].seconds / 30);
    }
    char text[TOTP_KEY_TEXT];
    totp_key_text(rfc_key, text);
    assert_string_equal(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

static void a_code_is_good_for_one_step_around_its_own(void **state)
{
    const int64_t at = 1234567890, step = at / 30;
    (void)state;
    for (int64_t off = -3; off <= 3; off++) {
        char code[TOTP_CODE];
        totp_code(rfc_key, step + off, code);
        assert_int_equal(totp_step_of(rfc_key, code, at, 0),
                         off >= -1 && off <= 1 ? step + off : 0);
    }
}

static void a_code_that_was_used_and_those_before_it_are_none(void **state)
{
    const int64_t at = 1234567890, step = at / 30;
    (void)state;
    for (int64_t last = step - 2; last <= step + 2; last++)
        for (int64_t of = step - 1; of <= step + 1; of++) {
            char code[TOTP_CODE];
            totp_code(rfc_key, of, code);
            assert_int_equal(totp_step_of(rfc_key, code, at, last), of > last ? of : 0);
        }
}

static void what_is_not_six_digits_is_no_code(void **state)
{
    static const char *const typed[] = { "", "5", "00592", "0059240", "5924", "00592a", "      ",
                                         "\xef\xbc\x90\xef\xbc\x90", "-05924", "+05924" };
    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        assert_int_equal(totp_step_of(rfc_key, typed[i], 1234567890, 0), 0);
}

/* ---- what is sealed ---- */

static void what_is_sealed_opens_with_the_same_key_and_label_only(void **state)
{
    struct arena *a = arena_new();
    unsigned char key[SECRET_KEY], other[SECRET_KEY], out[TOTP_KEY];
    (void)state;
    secret_bytes(key, sizeof key);
    memcpy(other, key, sizeof key);
    other[31] ^= 1;
    const char *sealed = secret_seal(a, key, "of 1", rfc_key, TOTP_KEY);
    assert_true(secret_open(key, "of 1", sealed, out, sizeof out));
    assert_memory_equal(out, rfc_key, TOTP_KEY);
    assert_false(secret_open(other, "of 1", sealed, out, sizeof out));
    assert_false(secret_open(key, "of 2", sealed, out, sizeof out));
    assert_false(secret_open(key, "of 1", sealed, out, sizeof out - 1));
    assert_string_not_equal(sealed, secret_seal(a, key, "of 1", rfc_key, TOTP_KEY));
    arena_free(a);
}

static void what_was_changed_on_the_way_does_not_open(void **state)
{
    struct arena *a = arena_new();
    unsigned char key[SECRET_KEY], out[TOTP_KEY];
    (void)state;
    secret_bytes(key, sizeof key);
    const char *sealed = secret_seal(a, key, "", rfc_key, TOTP_KEY);
    for (size_t i = 0; sealed[i]; i++) {
        char *changed = arena_strdup(a, sealed);
        changed[i] = changed[i] == 'A' ? 'Q' : 'A'; /* differ in bits that count */
        assert_false(secret_open(key, "", changed, out, sizeof out));
        changed[i] = '\0';
        assert_false(secret_open(key, "", changed, out, sizeof out));
        changed[i] = '*';
        assert_false(secret_open(key, "", changed, out, sizeof out));
    }
    char *endless = arena_alloc(a, 5001);
    memset(endless, 'A', 5000);
    assert_false(secret_open(key, "", endless, out, sizeof out));
    arena_free(a);
}

static void a_key_as_text_is_the_same_key(void **state)
{
    static const char *const wrong[] = { "", "ab", " ", "zz", "\n" };
    unsigned char key[SECRET_KEY], again[SECRET_KEY];
    char words[SECRET_KEY_TEXT + 8];
    (void)state;
    secret_bytes(key, sizeof key);
    secret_key_text(key, words);
    assert_true(secret_key_read(words, again));
    assert_memory_equal(key, again, sizeof key);
    memcpy(words + 64, "\r\n", 3);
    assert_true(secret_key_read(words, again));
    memcpy(words + 64, "0\n", 3);
    assert_false(secret_key_read(words, again));
    words[62] = '\0';
    assert_false(secret_key_read(words, again));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(secret_key_read(wrong[i], again));
}

static void keyed_digests_differ_by_key_and_words(void **state)
{
    unsigned char key[SECRET_KEY] = { 0 }, other[SECRET_KEY] = { 1 };
    char a[SECRET_DIGEST], b[SECRET_DIGEST];
    (void)state;
    secret_keyed_digest(key, "abcd", a);
    secret_keyed_digest(key, "abcd", b);
    assert_string_equal(a, b);
    secret_keyed_digest(key, "abce", b);
    assert_string_not_equal(a, b);
    secret_keyed_digest(other, "abcd", b);
    assert_string_not_equal(a, b);
    secret_digest("abcd", b);
    assert_string_not_equal(a, b);
}

/* ---- the picture ---- */

/* The dark squares of a path, each run within the square that it promises. */
static int dark_squares(const char *path, long side)
{
    int n = 0;

    while (*path) {
        char *end;
        assert_int_equal(*path, 'M');
        long x = strtol(path + 1, &end, 10), y = strtol(end, &end, 10);
        assert_int_equal(*end, 'h');
        long run = strtol(end + 1, &end, 10);
        assert_true(x >= 4 && y >= 4 && run > 0 && x + run <= side - 4 && y < side - 4);
        path = strchr(end, 'z') + 1;
        n += (int)run;
    }
    return n;
}

static void a_picture_is_square_with_a_margin(void **state)
{
    struct arena *a = arena_new();
    int64_t side = 0;
    (void)state;
    const char *path = qr_path(a, "otpauth://totp/Vointi:a%40example.org?secret=GEZD", &side);
    assert_non_null(path);
    assert_int_equal((side - 8 - 17) % 4, 0); /* versions of the standard: 21, 25, 29 … */
    int dark = dark_squares(path, (long)side), all = (int)((side - 8) * (side - 8));
    assert_true(dark > all * 2 / 5 && dark < all * 3 / 5);
    assert_non_null(strstr(path, "M4 4h7v1h-7z")); /* the first finder begins in the corner */
    char *endless = arena_alloc(a, 4001);
    memset(endless, 'x', 4000);
    assert_null(qr_path(a, endless, &side));
    arena_free(a);
}

/* ---- the key of the instance ---- */

static const char *write_file(const char *name, const char *words, mode_t mode)
{
    const char *path = text(&v, "%s/%s", store.folder, name);
    FILE *f = fopen(path, "w");

    if (!f || fputs(words, f) < 0 || fclose(f) != 0 || chmod(path, mode) != 0)
        fail_msg("%s can't be written", path);
    return path;
}

#define KEY "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static void refused_saying(const char *words)
{
    unsigned char key[SECRET_KEY];

    assert_false(instance_key(&v, key));
    if (!strstr(v.fail.text, words))
        fail_msg("“%s” does not say “%s”", v.fail.text, words);
    assert_true(!*store.folder || !strstr(v.fail.text, store.folder));
    v.fail = (struct fail){ 0 };
}

static void beside_a_database_a_key_is_made_once(void **state)
{
    unsigned char key[SECRET_KEY], again[SECRET_KEY];
    struct stat s;
    (void)state;
    assert_true(instance_key(&v, key));
    assert_true(instance_key(&v, again));
    assert_memory_equal(key, again, sizeof key);
    const char *path = text(&v, "%s.key", store.url);
    assert_int_equal(stat(path, &s), 0);
    assert_int_equal(s.st_mode & 07777, 0600);
    assert_int_equal(s.st_nlink, 1);
}

static void a_key_that_others_can_read_is_refused(void **state)
{
    static const mode_t open_modes[] = { 0604, 0640, 0644, 0666, 0601, 0610 };
    (void)state;
    for (size_t i = 0; i < sizeof open_modes / sizeof *open_modes; i++) {
        write_file("test.db.key", KEY, open_modes[i]);
        refused_saying("chmod 600");
    }
    write_file("test.db.key", KEY, 0400);
    unsigned char key[SECRET_KEY];
    assert_true(instance_key(&v, key));
    assert_int_equal(key[31], 0x1f);
}

static void what_is_no_key_is_refused(void **state)
{
    static const char *const wrong[] = { "", "\n", "hello", KEY "00", KEY KEY KEY KEY };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        write_file("test.db.key", wrong[i], 0600);
        refused_saying("64 hexadecimal digits");
    }
    unlink(text(&v, "%s.key", store.url));
    assert_int_equal(mkdir(text(&v, "%s.key", store.url), 0700), 0);
    refused_saying("chmod 600");
    rmdir(text(&v, "%s.key", store.url));
    assert_int_equal(symlink("nowhere/at/all", text(&v, "%s.key", store.url)), 0);
    refused_saying("can't be read or made");
}

static void a_named_file_and_a_credential_go_first(void **state)
{
    unsigned char key[SECRET_KEY];
    (void)state;
    assert_int_equal(setenv("VOINTI_KEY_FILE", write_file("named", KEY "\n", 0600), 1), 0);
    assert_true(instance_key(&v, key) && key[1] == 1);
    assert_int_not_equal(access(text(&v, "%s.key", store.url), F_OK), 0);
    /* systemd's own file, where a list of readers shows as the mode of the group */
    write_file("vointi-key", "ff" KEY, 0440);
    setenv("CREDENTIALS_DIRECTORY", store.folder, 1);
    refused_saying("64 hexadecimal digits");
    unlink(text(&v, "%s/vointi-key", store.folder));
    write_file("vointi-key", "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
               0440);
    assert_true(instance_key(&v, key) && key[0] == 0xff);
    unlink(text(&v, "%s/vointi-key", store.folder)); /* other credentials, not ours */
    assert_true(instance_key(&v, key) && key[0] == 0);
    setenv("VOINTI_KEY_FILE", "/does/not/exist", 1);
    refused_saying("can't be read or made");
    unsetenv("VOINTI_KEY_FILE");
    unsetenv("CREDENTIALS_DIRECTORY");
}

static void without_a_file_somebody_must_give_the_key(void **state)
{
    (void)state;
    unsetenv("VOINTI_KEY_FILE");
    if (*store.folder) { /* SQLite has one */
        unsigned char key[SECRET_KEY];
        assert_true(instance_key(&v, key));
        return;
    }
    refused_saying("VOINTI_KEY_FILE");
}

int main(void)
{
    static const struct importing_test both[] = {
        { "without a file somebody must give the key", without_a_file_somebody_must_give_the_key },
    };
    static const struct importing_test alone[] = {
        { "codes are those of the RFC", codes_are_those_of_the_rfc },
        { "a code is good for one step around its own",
          a_code_is_good_for_one_step_around_its_own },
        { "a code that was used and those before it are none",
          a_code_that_was_used_and_those_before_it_are_none },
        { "what is not six digits is no code", what_is_not_six_digits_is_no_code },
        { "what is sealed opens with the same key and label only",
          what_is_sealed_opens_with_the_same_key_and_label_only },
        { "what was changed on the way does not open", what_was_changed_on_the_way_does_not_open },
        { "a key as text is the same key", a_key_as_text_is_the_same_key },
        { "keyed digests differ by key and words", keyed_digests_differ_by_key_and_words },
        { "a picture is square with a margin", a_picture_is_square_with_a_margin },
        { "beside a database a key is made once", beside_a_database_a_key_is_made_once },
        { "a key that others can read is refused", a_key_that_others_can_read_is_refused },
        { "what is no key is refused", what_is_no_key_is_refused },
        { "a named file and a credential go first", a_named_file_and_a_credential_go_first },
    };
    unsetenv("VOINTI_KEY_FILE");
    unsetenv("CREDENTIALS_DIRECTORY");
    return importing_run("second_factor_rules", both, sizeof both / sizeof *both, alone,
                         sizeof alone / sizeof *alone);
}

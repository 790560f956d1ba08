/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "people/instance_key.h"

#include "db/db.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_MOST = 200 }; /* 64 digits and some white space */

static bool unreadable(struct visit *v, const char *path)
{
    fail_detail(v, "%s: %s", path, strerror(errno));
    return fail(v, FAIL_STORE, "%s",
                tr(v, "The key of this instance can't be read or made. Check the folder and who "
                      "owns it: docs/run.md tells of the key."));
}

/* systemd keeps the mode of its own files, where a list says who may read. */
static bool file_checked(struct visit *v, int fd, const char *path, bool own)
{
    struct stat s;

    if (fstat(fd, &s) != 0)
        return unreadable(v, path);
    if (own && (!S_ISREG(s.st_mode) || (s.st_mode & 077))) {
        fail_detail(v, "%s: mode %o", path, s.st_mode & 07777);
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "Others can read the key of this instance. Let only its owner read it: "
                          "chmod 600."));
    }
    return true;
}

static bool file_read(struct visit *v, int fd, const char *path, unsigned char key[SECRET_KEY])
{
    char words[FILE_MOST + 1];
    ssize_t n = read(fd, words, FILE_MOST);

    if (n < 0)
        return unreadable(v, path);
    words[n] = '\0';
    bool ok = secret_key_read(words, key);
    secret_wipe(words, sizeof words);
    if (!ok)
        fail_detail(v, "%s: not 64 hexadecimal digits", path);
    return ok || fail(v, FAIL_STORE, "%s",
                      tr(v, "The key of this instance is not 64 hexadecimal digits. Restore it "
                            "from its backup."));
}

/* there: false when there is no such file and that is no failure. */
static bool key_load(struct visit *v, const char *path, bool own, bool *there,
                     unsigned char key[SECRET_KEY])
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0 && errno == ENOENT && there) {
        *there = false;
        return true;
    }
    if (fd < 0)
        return unreadable(v, path);
    bool ok = file_checked(v, fd, path, own) && file_read(v, fd, path, key);
    close(fd);
    return ok;
}

static bool put_whole(int fd, const char *words)
{
    size_t n = strlen(words);
    return write(fd, words, n) == (ssize_t)n && fsync(fd) == 0;
}

/* Whole or not at all: it gets its name when it is on the disk. When another process
 * was quicker, its key stays. */
static bool key_make(struct visit *v, const char *path)
{
    const char *fresh = text(v, "%s.%ld", path, (long)getpid());
    unsigned char key[SECRET_KEY];
    char words[SECRET_KEY_TEXT];
    int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd < 0)
        return unreadable(v, fresh);
    secret_bytes(key, sizeof key);
    secret_key_text(key, words);
    bool ok = put_whole(fd, words) && (link(fresh, path) == 0 || errno == EEXIST);
    if (!ok)
        unreadable(v, path);
    secret_wipe(key, sizeof key);
    secret_wipe(words, sizeof words);
    close(fd);
    unlink(fresh);
    return ok;
}

static bool beside_database(struct visit *v, const char *file, unsigned char key[SECRET_KEY])
{
    const char *path = text(v, "%s.key", file);
    bool there = true;

    return key_load(v, path, true, &there, key) &&
           (there || (key_make(v, path) && key_load(v, path, true, NULL, key)));
}

bool instance_key(struct visit *v, unsigned char key[SECRET_KEY])
{
    const char *credentials = getenv("CREDENTIALS_DIRECTORY"), *named = getenv("VOINTI_KEY_FILE");
    const char *file = db_file(v->db);
    bool there = credentials && *credentials;

    if (there && !key_load(v, text(v, "%s/vointi-key", credentials), false, &there, key))
        return false;
    if (there)
        return true;
    if (named && *named)
        return key_load(v, named, true, NULL, key);
    if (file)
        return beside_database(v, file, key);
    return fail(v, FAIL_STORE, "%s",
                tr(v, "The second factor needs the key of this instance: give it as the systemd "
                      "credential vointi-key, or in a file that VOINTI_KEY_FILE names. "
                      "docs/run.md tells how."));
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A database of a test's own on either engine: SQLite in a folder that is
 * removed; on the PostgreSQL of VOINTI_TEST_PG (without it: skipped) a schema,
 * which is made and dropped much faster than a database. */
#ifndef UNIT_ENGINES_H
#define UNIT_ENGINES_H

#include "db/driver.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum engine { ON_SQLITE, ON_POSTGRES };

struct store {
    char folder[200], url[400];
    char schema[40]; /* "" with SQLite */
    char key[300];   /* the file of the instance's key; "" with SQLite, which has its own */
};

/* Runs SQL outside of any transaction. */
static inline bool store_script(struct visit *v, const char *sql)
{
    return v->db->driver->script(v, v->db, sql);
}

/* On the server itself: makes, drops, terminates. */
static inline bool store_server(const char *sql)
{
    struct visit v = visit_new();
    struct db db = { .driver = &db_postgres };

    v.db = &db;
    bool ok = db_postgres.open(&v, &db, getenv("VOINTI_TEST_PG"), true) && store_script(&v, sql);
    if (!ok)
        fprintf(stderr, "# %s: %s (%s)\n", sql, v.fail.text, v.fail.detail);
    db_postgres.close(&db);
    visit_end(&v);
    return ok;
}

/* The key of an instance that has no file to keep one beside. */
static inline bool store_key(struct store *s)
{
    const char *tmp = getenv("TMPDIR");

    snprintf(s->key, sizeof s->key, "%s/vointi-key-XXXXXX", tmp ? tmp : "/tmp");
    int fd = mkstemp(s->key);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    return f && fprintf(f, "%064d\n", 7) > 0 && fclose(f) == 0 &&
           setenv("VOINTI_KEY_FILE", s->key, 1) == 0;
}

static inline bool store_postgres(struct store *s)
{
    static int number;
    const char *server = getenv("VOINTI_TEST_PG");
    char sql[200];

    if (!server)
        return false;
    snprintf(s->schema, sizeof s->schema, "test_%d_%d", (int)getpid(), ++number);
    snprintf(s->url, sizeof s->url, "%s?options=-csearch_path%%3D%s", server, s->schema);
    snprintf(sql, sizeof sql, "create schema %s", s->schema);
    return store_key(s) && store_server(sql);
}

/* An empty database; false: there is no such server. */
static inline bool store_begin(enum engine engine, struct store *s)
{
    const char *tmp = getenv("TMPDIR");

    *s = (struct store){ 0 };
    if (engine == ON_POSTGRES)
        return store_postgres(s);
    snprintf(s->folder, sizeof s->folder, "%s/vointi-unit-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(s->folder))
        return false;
    snprintf(s->url, sizeof s->url, "%s/test.db", s->folder);
    return true;
}

/* The folder with its files. */
static inline void store_remove(const char *folder)
{
    DIR *d = opendir(folder);
    char path[500];

    for (struct dirent *e; d && (e = readdir(d));) {
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        unlink(path); /* not of "." and ".." */
    }
    if (d)
        closedir(d);
    rmdir(folder);
}

static inline void store_end(struct store *s)
{
    char sql[200];

    if (*s->folder)
        store_remove(s->folder);
    if (!*s->schema)
        return;
    unlink(s->key);
    unsetenv("VOINTI_KEY_FILE");
    /* A test that failed may have left a transaction open. */
    snprintf(sql, sizeof sql, "set client_min_messages = error; set lock_timeout = '3s';"
                              "drop schema %s cascade", s->schema);
    store_server(sql);
}

#endif

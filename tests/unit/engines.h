/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * A database of a test's own on either engine: SQLite in a folder that is
 * removed, PostgreSQL on the server of VOINTI_TEST_PG (without it: skipped). */
#ifndef UNIT_ENGINES_H
#define UNIT_ENGINES_H

#include "db/driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum engine { ON_SQLITE, ON_POSTGRES };

struct store {
    char folder[64], url[400];
};

/* Runs SQL outside of any transaction. */
static inline bool store_script(struct visit *v, const char *sql)
{
    return v->db->driver->script(v, v->db, sql);
}

/* postgresql://user@host:port/postgres with another database. */
static inline void store_postgres(const char *server, struct store *s)
{
    struct visit v = visit_new();
    char name[40];
    const char *slash = strrchr(server, '/');

    snprintf(name, sizeof name, "vointi_unit_%d", (int)getpid());
    snprintf(s->url, sizeof s->url, "%.*s/%s", (int)(slash - server), server, name);
    struct db db = { .driver = &db_postgres };
    v.db = &db;
    bool ok = db_postgres.open(&v, &db, server, true) &&
              store_script(&v, text(&v, "drop database if exists \"%s\" with (force)", name)) &&
              store_script(&v, text(&v, "create database \"%s\" template template0", name));
    if (!ok)
        fprintf(stderr, "# %s: %s (%s)\n", server, v.fail.text, v.fail.detail);
    db_postgres.close(&db);
    visit_end(&v);
    if (!ok)
        *s->url = '\0';
}

/* An empty database; false: there is no such server. */
static inline bool store_begin(enum engine engine, struct store *s)
{
    const char *server = getenv("VOINTI_TEST_PG");

    *s = (struct store){ 0 };
    if (engine == ON_POSTGRES) {
        if (server)
            store_postgres(server, s);
        return *s->url;
    }
    snprintf(s->folder, sizeof s->folder, "/tmp/vointi-unit-XXXXXX");
    if (!mkdtemp(s->folder))
        return false;
    snprintf(s->url, sizeof s->url, "%s/test.db", s->folder);
    return true;
}

static inline void store_end(struct store *s)
{
    const char *server = getenv("VOINTI_TEST_PG");
    char path[500];
    static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

    if (*s->folder) {
        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
            snprintf(path, sizeof path, "%s%s", s->url, endings[i]);
            unlink(path);
        }
        rmdir(s->folder);
    } else if (*s->url && server) {
        struct visit v = visit_new();
        struct db db = { .driver = &db_postgres };
        v.db = &db;
        if (db_postgres.open(&v, &db, server, true))
            store_script(&v, text(&v, "drop database if exists \"%s\" with (force)",
                                  strrchr(s->url, '/') + 1));
        db_postgres.close(&db);
        visit_end(&v);
    }
}

#endif

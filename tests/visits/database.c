/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "visits/database.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PG_NAME "vointi_visits"

static bool postgres;
static char folder[200], file[220];

static void die(const char *what, const char *why)
{
    printf("Bail out! %s: %s\n", what, why);
    exit(1);
}

bool database_choose(int engine)
{
    const char *url = getenv("VOINTI_TEST_PG");

    postgres = engine == 1;
    const char *tmp = getenv("TMPDIR");

    if (engine == 0) {
        snprintf(folder, sizeof folder, "%s/vointi-visits-XXXXXX", tmp ? tmp : "/tmp");
        if (!mkdtemp(folder))
            die(folder, "can't be made");
    }
    return engine == 0 || (engine == 1 && url && *url && strcmp(url, "none") != 0);
}

static void remove_file(void)
{
    static const char *const endings[] = { "", "-wal", "-shm" };
    char path[240];

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s%s", file, endings[i]);
        unlink(path);
    }
}

static void postgres_do(PGconn *c, const char *sql)
{
    PGresult *r = PQexec(c, sql);
    if (PQresultStatus(r) != PGRES_COMMAND_OK)
        die(sql, PQerrorMessage(c));
    PQclear(r);
}

static void postgres_new(void)
{
    PGconn *c = PQconnectdb(getenv("VOINTI_TEST_PG"));

    if (PQstatus(c) != CONNECTION_OK)
        die("VOINTI_TEST_PG", PQerrorMessage(c));
    postgres_do(c, "set client_min_messages = error");
    postgres_do(c, "drop database if exists " PG_NAME " with (force)");
    postgres_do(c, "create database " PG_NAME " template template0");
    PQfinish(c);
}

void database_new(char *url, size_t room)
{
    if (postgres) {
        const char *server = getenv("VOINTI_TEST_PG");
        postgres_new();
        snprintf(url, room, "%.*s/" PG_NAME, (int)(strrchr(server, '/') - server), server);
        return;
    }
    remove_file();
    snprintf(file, sizeof file, "%s/visits.db", folder);
    snprintf(url, room, "%s", file);
}

const char *database_engine(const char *url)
{
    return strncmp(url, "postgresql:", 11) == 0 ? "PostgreSQL" : "SQLite";
}

void database_end(void)
{
    remove_file();
    rmdir(folder);
}

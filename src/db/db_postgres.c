/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * PostgreSQL through libpq, for when one machine is outgrown. Values travel as
 * text. The only file that knows libpq-fe.h. */
#include "db/driver.h"

#include <libpq-fe.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool failed_with(struct visit *v, PGconn *c, const PGresult *r, const char *what)
{
    const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;

    fail_detail(v, "postgresql %s: %s: %s", state ? state : "-", what, PQerrorMessage(c));
    if (!state || strncmp(state, "08", 2) == 0 || strncmp(state, "57", 2) == 0)
        return fail(v, FAIL_BUSY, "%s",
                    tr(v, "The database server does not answer. Nothing was changed. "
                          "Try again in a moment."));
    if (strncmp(state, "40", 2) == 0 || strcmp(state, "55P03") == 0)
        return fail(v, FAIL_BUSY, "%s",
                    tr(v, "Another program is using the database. Nothing was changed. "
                          "Try again in a moment."));
    if (strncmp(state, "23", 2) == 0)
        return fail(v, FAIL_CLASH, "%s",
                    tr(v, "Somebody else changed the same thing at the same time. "
                          "Look at the newest version and try again."));
    if (strcmp(state, "42501") == 0 || strcmp(state, "25006") == 0)
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "The database server does not allow this. Give the user in the address "
                          "after --db the right to read and write."));
    if (strcmp(state, "53100") == 0)
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "The disk is full. Nothing was changed. Make room and try again."));
    return fail(v, FAIL_STORE, "%s", tr(v, "The database could not do this."));
}

static bool done(struct visit *v, struct db *db, PGresult *r, const char *what)
{
    ExecStatusType status = PQresultStatus(r);
    bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

    if (!ok)
        failed_with(v, db->connection, r, what);
    PQclear(r);
    return ok;
}

static bool postgres_script(struct visit *v, struct db *db, const char *sql)
{
    return done(v, db, PQexec(db->connection, sql), "script");
}

static void no_notices(void *arg, const PGresult *r)
{
    (void)arg;
    (void)r;
}

static bool settings(struct visit *v, struct db *db)
{
    return postgres_script(v, db,
                           text(v,
                                "set client_encoding = 'UTF8'; set lock_timeout = %d;"
                                "set standard_conforming_strings = on; set bytea_output = 'hex'",
                                db_wait_ms()));
}

static bool not_connected(struct visit *v, PGconn *c, bool answers)
{
    fail_detail(v, "%s", PQerrorMessage(c));
    return fail(v, FAIL_BUSY, "%s",
                answers ? tr(v, "The database server answers but does not let us in. Check the "
                                "user, the password and the database name after --db.")
                        : tr(v, "The database server does not answer. Check the address after "
                                "--db and that the server is running."));
}

static bool postgres_open(struct visit *v, struct db *db, const char *url, bool create)
{
    static const char *const names[] = { "connect_timeout", "dbname", NULL };
    const char *const values[] = { "10", url, NULL }; /* the address may say otherwise */
    (void)create; /* the database itself is made by its administrator */
    PGconn *c = PQconnectdbParams(names, values, 1);

    db->connection = c;
    if (PQstatus(c) != CONNECTION_OK)
        return not_connected(v, c, PQpingParams(names, values, 1) == PQPING_OK);
    PQsetNoticeReceiver(c, no_notices, NULL);
    const char *encoding = PQparameterStatus(c, "server_encoding");
    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "The database can't hold all letters. Make it with the encoding UTF8: "
                          "createdb -E UTF8 -T template0"));
    return settings(v, db);
}

static void postgres_close(struct db *db)
{
    PQfinish(db->connection);
}

/* A name as short as the slot's address allows; the handle only says "made". */
static void statement_name(const struct db_statement *st, char out[32])
{
    snprintf(out, 32, "s%zx", (size_t)(uintptr_t)st);
}

/* Made ready under its name; else what the server said, for the caller to clear. */
static PGresult *refused(struct db *db, const struct db_statement *st, char name[32])
{
    void **slot = db_cache_slot(db, st);

    statement_name(st, name);
    if (*slot)
        return NULL;
    PGresult *r = PQprepare(db->connection, name, st->sql, 0, NULL);
    if (PQresultStatus(r) != PGRES_COMMAND_OK)
        return r;
    PQclear(r);
    *slot = db;
    return NULL;
}

/* The server's object identifiers of our types. */
static const unsigned oid_of[] = {
    [DB_INT] = 20, [DB_TEXT] = 25, [DB_DOUBLE] = 701, [DB_BOOL] = 16, [DB_BYTES] = 17,
};

static bool postgres_prepare(struct visit *v, struct db *db, const struct db_statement *st)
{
    char name[32];

    PGresult *r = refused(db, st, name);
    if (r)
        return done(v, db, r, st->name);
    r = PQdescribePrepared(db->connection, name);
    bool ok = PQresultStatus(r) == PGRES_COMMAND_OK && PQnfields(r) == st->n_columns &&
              PQnparams(r) == st->n_params;
    if (!ok)
        fail(v, FAIL_OURS, "%s:%d: %s: the server sees other parameters or columns", st->file,
             st->line, st->name);
    for (int i = 0; ok && i < st->n_columns; i++)
        if (!(ok = PQftype(r, i) == oid_of[st->columns[i].type]))
            fail(v, FAIL_OURS, "%s:%d: %s: column %s has type %u on the server", st->file, st->line,
                 st->name, st->columns[i].name, PQftype(r, i));
    for (int i = 0; ok && i < st->n_params; i++)
        if (!(ok = PQparamtype(r, i) == oid_of[st->params[i].type]))
            fail(v, FAIL_OURS, "%s:%d: %s: parameter %s has type %u on the server", st->file,
                 st->line, st->name, st->params[i].name, PQparamtype(r, i));
    PQclear(r);
    return ok;
}

static const char *param_text(struct visit *v, enum db_type type, const union db_value *value)
{
    switch (type) {
    case DB_INT:
        return value->i == DB_NULL ? NULL : text(v, "%lld", (long long)value->i);
    case DB_BOOL:
        return value->i ? "t" : "f";
    case DB_DOUBLE:
        return isnan(value->d) ? NULL : text(v, "%.17g", value->d);
    case DB_TEXT:
        return value->s;
    case DB_BYTES: {
        if (!value->b.at)
            return NULL;
        char *hex = arena_alloc(v->arena, value->b.n * 2 + 3);
        memcpy(hex, "\\x", 2);
        for (size_t i = 0; i < value->b.n; i++)
            snprintf(hex + 2 + i * 2, 3, "%02x", ((const unsigned char *)value->b.at)[i]);
        return hex;
    }
    }
    return NULL;
}

static bool set_bytes(struct visit *v, const struct db_column *c, void *row, const char *s)
{
    size_t n = 0;
    unsigned char *raw = s ? PQunescapeBytea((const unsigned char *)s, &n) : NULL;
    bool ok = db_set_bytes(v, c, row, raw, n);
    PQfreemem(raw);
    return ok;
}

static bool fill(struct visit *v, const struct db_statement *st, const PGresult *r, int at,
                 struct db_rows *rows)
{
    void *row = db_row_push(v, rows, st->row_size);
    const void *before = db_row_before(rows, st->row_size);
    bool ok = true;

    for (int i = 0; i < st->n_columns && ok; i++) {
        const struct db_column *c = &st->columns[i];
        bool null = PQgetisnull(r, at, i);
        const char *s = null ? NULL : PQgetvalue(r, at, i);
        switch (c->type) {
        case DB_INT:
            ok = db_set_int(v, c, row, null, null ? 0 : strtoll(s, NULL, 10));
            break;
        case DB_BOOL:
            ok = db_set_int(v, c, row, null, !null && *s == 't');
            break;
        case DB_DOUBLE:
            ok = db_set_double(v, c, row, null, null ? 0 : strtod(s, NULL));
            break;
        case DB_TEXT:
            ok = db_set_text(v, c, row, before, s, (size_t)PQgetlength(r, at, i));
            break;
        case DB_BYTES:
            ok = set_bytes(v, c, row, s);
            break;
        }
    }
    return ok;
}

/* A server that was restarted: a new connection knows no prepared statements. */
static bool reconnect(struct visit *v, struct db *db)
{
    PQreset(db->connection);
    for (size_t i = 0; i < db->cap_cache; i++)
        db->cache[i].handle = NULL;
    return (PQstatus(db->connection) == CONNECTION_OK ||
            failed_with(v, db->connection, NULL, "connect")) &&
           settings(v, db);
}

enum { PARAMS_MOST = 64 };

static PGresult *execute(struct db *db, const struct db_statement *st, const char *const *values)
{
    char name[32];
    PGresult *r = refused(db, st, name);

    return r ? r : PQexecPrepared(db->connection, name, st->n_params, values, NULL, NULL, 0);
}

/* Outside of a transaction nothing is lost with a connection: once more on a new one. */
static bool lost(const struct db *db)
{
    return !db->in_transaction && PQstatus(db->connection) != CONNECTION_OK;
}

static bool postgres_run(struct visit *v, struct db *db, const struct db_statement *st,
                         const union db_value *params, struct db_rows *rows)
{
    const char *values[PARAMS_MOST];

    for (int i = 0; i < st->n_params; i++)
        values[i] = param_text(v, st->params[i].type, &params[i]);
    PGresult *r = lost(db) ? NULL : execute(db, st, values);
    if (lost(db)) {
        PQclear(r);
        if (!reconnect(v, db))
            return false;
        r = execute(db, st, values);
    }
    ExecStatusType status = PQresultStatus(r);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        failed_with(v, db->connection, r, st->name);
    for (int i = 0; rows && !failed(v) && i < PQntuples(r); i++)
        fill(v, st, r, i, rows);
    PQclear(r);
    return !failed(v);
}

static bool postgres_begin(struct visit *v, struct db *db, bool write)
{
    const char *sql = write ? "begin" : "begin isolation level repeatable read read only";

    if (PQstatus(db->connection) == CONNECTION_OK) {
        PGresult *r = PQexec(db->connection, sql);
        bool ok = PQresultStatus(r) == PGRES_COMMAND_OK;
        if (!ok && PQstatus(db->connection) == CONNECTION_OK)
            failed_with(v, db->connection, r, sql);
        PQclear(r);
        if (ok || failed(v))
            return ok;
    }
    return reconnect(v, db) && postgres_script(v, db, sql);
}

static bool postgres_commit(struct visit *v, struct db *db)
{
    PGresult *r = PQexec(db->connection, "commit");
    /* Lost on the way: the server may have done it or not. */
    if (PQstatus(db->connection) != CONNECTION_OK) {
        PQclear(r);
        return fail(v, FAIL_BUSY, "%s",
                    tr(v, "The database server stopped answering while it saved. Look whether "
                          "the change is there before you try again."));
    }
    /* Of a transaction that had failed, the server says ROLLBACK instead. */
    if (PQresultStatus(r) == PGRES_COMMAND_OK && strcmp(PQcmdStatus(r), "COMMIT") != 0)
        fail(v, FAIL_OURS, "a failed transaction was committed");
    return done(v, db, r, "commit") && !failed(v);
}

static void postgres_rollback(struct db *db)
{
    PQclear(PQexec(db->connection, "rollback"));
}

static bool postgres_backup(struct visit *v, struct db *db, const char *to)
{
    (void)db;
    (void)to;
    return fail(v, FAIL_INPUT, "%s",
                tr(v, "A PostgreSQL database is backed up with its own program: pg_dump."));
}

static bool postgres_schema_version(struct visit *v, struct db *db, int64_t *version)
{
    *version = -1;
    /* Not to_regclass(): it may remember that there was none before a wait. */
    PGresult *r = PQexec(db->connection, "select 1 from pg_catalog.pg_tables where tablename ="
                                         " 'schema_version' and schemaname = current_schema()");
    bool ok = PQresultStatus(r) == PGRES_TUPLES_OK;
    bool there = ok && PQntuples(r) == 1;
    if (!ok)
        failed_with(v, db->connection, r, "schema");
    PQclear(r);
    if (!there)
        return ok;
    r = PQexec(db->connection, "select version from schema_version");
    if (PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1)
        *version = strtoll(PQgetvalue(r, 0, 0), NULL, 10);
    return done(v, db, r, "schema");
}

const struct db_driver db_postgres = {
    .engine = "postgresql",
    .id_type = "bigint generated by default as identity primary key",
    /* One program at a time; any number, always the same. */
    .migration_begin = "select pg_advisory_xact_lock(1450142062)",
    .open = postgres_open,
    .close = postgres_close,
    .script = postgres_script,
    .run = postgres_run,
    .prepare = postgres_prepare,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .backup = postgres_backup,
    .schema_version = postgres_schema_version,
};

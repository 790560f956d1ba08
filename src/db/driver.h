/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What an engine fills in; only db.c, db_sqlite.c, db_postgres.c and migrate.c know this. */
#ifndef DB_DRIVER_H
#define DB_DRIVER_H

#include "db/db.h"

struct db_driver {
    const char *engine;
    const char *id_type; /* what $id in schema files becomes */
    const char *migration_begin; /* SQL that each migration's transaction begins with */
    bool (*open)(struct visit *v, struct db *db, const char *url, bool create);
    void (*close)(struct db *db);
    /* SQL text without parameters, several statements allowed. */
    bool (*script)(struct visit *v, struct db *db, const char *sql);
    bool (*run)(struct visit *v, struct db *db, const struct db_statement *st,
                const union db_value *params, struct db_rows *rows);
    bool (*prepare)(struct visit *v, struct db *db, const struct db_statement *st);
    bool (*begin)(struct visit *v, struct db *db, bool write);
    bool (*commit)(struct visit *v, struct db *db);
    void (*rollback)(struct db *db);
    bool (*backup)(struct visit *v, struct db *db, const char *to);
    const char *(*file)(const struct db *db); /* NULL: never a file */
    /* What the schema's table version says; -1: there is no such table yet. */
    bool (*schema_version)(struct visit *v, struct db *db, int64_t *version);
};

extern const struct db_driver db_sqlite, db_postgres;

/* Prepared statements of one connection, by address of the statement. */
struct db_cached {
    const struct db_statement *st;
    void *handle;
};

struct db {
    const struct db_driver *driver;
    void *connection; /* sqlite3 *, PGconn * */
    struct db_cached *cache;
    size_t n_cache, cap_cache;
    bool in_transaction;
};

/* The prepared handle of a statement or NULL; the slot is made when absent. */
void **db_cache_slot(struct db *db, const struct db_statement *st);

/* Sets one member of a row from what an engine gave. s is NULL for NULL. A NULL
 * where the schema promises none is our own mistake and fails. before: the row above
 * it, NULL for the first: the same text is kept once. */
bool db_set_int(struct visit *v, const struct db_column *c, void *row, bool null, int64_t i);
bool db_set_double(struct visit *v, const struct db_column *c, void *row, bool null, double d);
bool db_set_text(struct visit *v, const struct db_column *c, void *row, const void *before,
                 const char *s, size_t n);
bool db_set_bytes(struct visit *v, const struct db_column *c, void *row, const void *at, size_t n);

/* The next row of a growing list. */
void *db_row_push(struct visit *v, struct db_rows *rows, size_t size);
/* The row above the last one; NULL: it is the first. */
const void *db_row_before(const struct db_rows *rows, size_t size);

/* How long to wait for others in milliseconds: 10 s, or VOINTI_DB_WAIT_MS for
 * tests that want to see what happens then. */
int db_wait_ms(void);

/* migrate.c: runs the migrations that the database lacks, each in a transaction
 * of its own; refuses a database that is newer than the program. */
bool db_migrate(struct visit *v, struct db *db, bool create);

/* The migrations inside the program, in order; made by the build from schema/. */
struct db_migration {
    const char *name; /* "0001_foundation" */
    const char *sql;
};
extern const struct db_migration db_migrations[]; /* ends with name NULL */

#endif

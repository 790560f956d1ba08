/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The cellar: one small interface over SQLite and PostgreSQL. Rooms never call
 * these directly for data: tools/sqlgen makes a typed function of every
 * statement in a .sql file, and those call db_run(). Every call takes the
 * visit, whose failure is sticky: after one, nothing more is asked. */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/visit.h"

#include <stdint.h>

enum db_type { DB_INT, DB_TEXT, DB_DOUBLE, DB_BOOL, DB_BYTES };

/* NULL of an int; a text is NULL as a NULL pointer, a double as NAN. */
#define DB_NULL INT64_MIN
/* An id as a column keeps it: 0 is none. */
static inline int64_t db_id(int64_t id)
{
    return id ? id : DB_NULL;
}

struct bytes {
    const void *at;
    size_t n;
};

/* A parameter; the statement knows its type (bool is in i). */
union db_value {
    int64_t i;
    double d;
    const char *s;
    struct bytes b;
};

struct db_column {
    const char *name;
    enum db_type type;
    bool nullable;
    size_t offset; /* in the row struct; unused for a parameter */
};

struct db_statement {
    const char *name, *file;
    int line;
    const char *sql; /* parameters $1 …, the same text for both engines */
    const struct db_column *columns, *params;
    int n_columns, n_params;
    size_t row_size;
};

struct db_rows {
    void *at;
    size_t n, cap;
};

/* url: a file name or postgresql://…; each thread opens its own. An existing
 * database is checked for its schema (FAIL_STORE with what to do); create makes
 * the file and runs the migrations that are missing. */
bool db_open(struct visit *v, const char *url, bool create, struct db **out);
void db_close(struct db *db);
/* "sqlite" or "postgresql". */
const char *db_engine(const struct db *db);
/* The whole path of an SQLite file; NULL: the database is not a file. */
const char *db_file(const struct db *db);

/* Grows with each write transaction, by whatever process: what a cached page
 * is compared with. Read it inside the visit's snapshot. */
bool db_revision(struct visit *v, int64_t *revision);

/* One snapshot for all reads of a visit. */
bool db_begin_read(struct visit *v);
/* A write transaction; waits for others at most 10 s, then FAIL_BUSY. Takes the
 * one row of revision first, so writers queue up alike on both engines. */
bool db_begin_write(struct visit *v);
/* The same for what no page shows to guests (sessions, drafts of a person): kept
 * pages stay good. */
bool db_begin_unseen(struct visit *v);
bool db_commit(struct visit *v);
/* Ends a transaction that is open, whatever happened; never fails. */
void db_end(struct visit *v);

/* Runs a statement; rows are put into the visit's arena. */
bool db_run(struct visit *v, const struct db_statement *st, const union db_value *params,
            struct db_rows *rows);
/* Prepares without running: tests ask this of every statement on both engines.
 * PostgreSQL also compares the types of parameters and columns with ours. */
bool db_prepare(struct visit *v, const struct db_statement *st);

/* For exactly one row ("one") and at most one ("maybe", NULL: none). */
bool db_one(struct visit *v, const struct db_statement *st, const union db_value *params,
            void **row);
bool db_maybe(struct visit *v, const struct db_statement *st, const union db_value *params,
              void **row);

/* A consistent copy while others go on (SQLite; PostgreSQL has pg_dump: the
 * failure says so). Tells its progress. */
bool db_backup(struct visit *v, const char *to);

/* All statements of the program, for tests; ends with NULL. Made by the build. */
extern const struct db_statement *const *const db_all_statements[];

#endif

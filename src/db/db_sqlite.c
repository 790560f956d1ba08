/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * SQLite: one file, WAL, every commit on the disk before it is confirmed. The
 * only file that knows sqlite3.h. */
#include "db/driver.h"

#include <math.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* "Voin" in the header of the file: whose database it is. */
#define APPLICATION_ID "1450142062"

static bool failed_with(struct visit *v, sqlite3 *c, const char *what)
{
    int code = c ? sqlite3_extended_errcode(c) : SQLITE_NOMEM;

    fail_detail(v, "sqlite %d: %s: %s", code, c ? sqlite3_errmsg(c) : "", what);
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(v, FAIL_BUSY, "%s",
                    tr(v, "Another program is using the database. Nothing was changed. "
                          "Try again in a moment."));
    case SQLITE_FULL:
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "The disk is full. Nothing was changed. Make room and try again."));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "The database file can't be opened or written. Check that the file and "
                          "its folder exist and belong to this user."));
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "The file is not a sound Vointi database. Restore it from a backup."));
    case SQLITE_CONSTRAINT:
        return fail(v, FAIL_CLASH, "%s",
                    tr(v, "Somebody else changed the same thing at the same time. "
                          "Look at the newest version and try again."));
    case SQLITE_IOERR:
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "The disk could not be read or written. Nothing was changed. "
                          "Check that there is room on it."));
    default:
        return fail(v, FAIL_STORE, "%s", tr(v, "The database could not do this."));
    }
}

static bool sqlite_script(struct visit *v, struct db *db, const char *sql)
{
    return sqlite3_exec(db->connection, sql, NULL, NULL, NULL) == SQLITE_OK ||
           failed_with(v, db->connection, sql);
}

/* The one number that a query gives; 0 when it gives no row. */
static bool number(struct visit *v, struct db *db, const char *sql, int64_t *out)
{
    sqlite3_stmt *s = NULL;
    int code = sqlite3_prepare_v2(db->connection, sql, -1, &s, NULL);

    *out = 0;
    if (code == SQLITE_OK && (code = sqlite3_step(s)) == SQLITE_ROW)
        *out = sqlite3_column_int64(s, 0);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        failed_with(v, db->connection, sql);
    sqlite3_finalize(s);
    return !failed(v);
}

static bool sqlite_schema_version(struct visit *v, struct db *db, int64_t *version)
{
    int64_t tables, ours;

    *version = -1;
    if (!number(v, db, "select count(*) from sqlite_schema", &tables) ||
        !number(v, db,
                "select application_id = " APPLICATION_ID " from pragma_application_id", &ours))
        return false;
    if (tables && !ours)
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "The file is another program's database. Choose another name for the "
                          "database of Vointi."));
    return !tables || number(v, db, "select version from schema_version", version);
}

static void configure_once(void)
{
    /* Must come before the first connection; halves the time of small reads. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* The journal mode is written into the file: nothing may be written into a file before
 * we know whose it is. Byte 18 is 2 where the mode is WAL (fileformat2.html, 1.3.3).
 * Read through SQLite's own handle: closing another would drop the locks of this process. */
static bool is_new_or_wal(sqlite3 *c, bool create)
{
    sqlite3_file *f = NULL;
    sqlite3_int64 size = 0;
    unsigned char mode = 0;

    sqlite3_file_control(c, "main", SQLITE_FCNTL_FILE_POINTER, &f);
    if (!f || !f->pMethods || f->pMethods->xFileSize(f, &size) != SQLITE_OK || !size)
        return create; /* in memory, or empty */
    return f->pMethods->xRead(f, &mode, 1, 18) == SQLITE_OK && mode == 2;
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Of two programs that change a new file's mode at once, SQLite refuses one without
 * calling its busy timeout (each would wait for the other): we wait in its stead. */
static bool use_wal(struct visit *v, struct db *db)
{
    static const char wal[] = "pragma journal_mode = wal";
    enum { PAUSE_MS = 5 };
    int64_t until = now_ms() + db_wait_ms();
    int code;

    while ((code = sqlite3_exec(db->connection, wal, NULL, NULL, NULL)) == SQLITE_BUSY &&
           now_ms() < until)
        sqlite3_sleep(PAUSE_MS);
    return code == SQLITE_OK || failed_with(v, db->connection, wal);
}

static bool sqlite_open(struct visit *v, struct db *db, const char *url, bool create)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    sqlite3 *c = NULL;
    int64_t version = 0;

    pthread_once(&once, configure_once);
    if (!create && access(url, F_OK) != 0)
        return fail(v, FAIL_INPUT, tr(v, "There is no database %s. \"vointi import\" makes one."),
                    url);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    int code = sqlite3_open_v2(url, &c, flags, NULL);
    db->connection = c;
    if (code != SQLITE_OK)
        return failed_with(v, c, url);
    sqlite3_busy_timeout(c, db_wait_ms());
    sqlite3_db_config(c, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(c, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(c, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    bool known = is_new_or_wal(c, create) || sqlite_schema_version(v, db, &version);
    return known &&
           sqlite_script(v, db, "pragma foreign_keys = on; pragma case_sensitive_like = on") &&
           ((version < 0 && !create) || use_wal(v, db)) &&
           sqlite_script(v, db, "pragma synchronous = full; pragma cache_size = -16384;"
                                "pragma trusted_schema = off");
}

static void sqlite_close(struct db *db)
{
    for (size_t i = 0; i < db->cap_cache; i++)
        sqlite3_finalize(db->cache[i].handle);
    sqlite3_close(db->connection);
}

static sqlite3_stmt *prepared(struct visit *v, struct db *db, const struct db_statement *st)
{
    void **slot = db_cache_slot(db, st);

    if (!*slot) {
        sqlite3_stmt *handle = NULL;
        if (sqlite3_prepare_v3(db->connection, st->sql, -1, SQLITE_PREPARE_PERSISTENT, &handle,
                               NULL) != SQLITE_OK)
            failed_with(v, db->connection, st->name);
        *slot = handle;
    }
    return *slot;
}

static void bind_one(sqlite3_stmt *s, int at, enum db_type type, const union db_value *value)
{
    switch (type) {
    case DB_INT:
        if (value->i == DB_NULL)
            sqlite3_bind_null(s, at);
        else
            sqlite3_bind_int64(s, at, value->i);
        break;
    case DB_BOOL:
        sqlite3_bind_int(s, at, value->i != 0);
        break;
    case DB_DOUBLE:
        if (isnan(value->d))
            sqlite3_bind_null(s, at);
        else
            sqlite3_bind_double(s, at, value->d);
        break;
    case DB_TEXT: /* NULL binds NULL */
        sqlite3_bind_text(s, at, value->s, -1, SQLITE_STATIC);
        break;
    case DB_BYTES:
        sqlite3_bind_blob64(s, at, value->b.at, value->b.n, SQLITE_STATIC);
        break;
    }
}

static bool is_null(sqlite3_stmt *s, int column)
{
    return sqlite3_column_type(s, column) == SQLITE_NULL;
}

static bool fill(struct visit *v, const struct db_statement *st, sqlite3_stmt *s,
                 struct db_rows *rows)
{
    void *row = db_row_push(v, rows, st->row_size);
    const void *before = db_row_before(rows, st->row_size);
    bool ok = true;

    for (int i = 0; i < st->n_columns && ok; i++) {
        const struct db_column *c = &st->columns[i];
        switch (c->type) {
        case DB_INT:
        case DB_BOOL: {
            int64_t number = sqlite3_column_int64(s, i);
            ok = db_set_int(v, c, row, !number && is_null(s, i), number);
            break;
        }
        case DB_DOUBLE:
            ok = db_set_double(v, c, row, is_null(s, i), sqlite3_column_double(s, i));
            break;
        case DB_TEXT: {
            const char *text = (const char *)sqlite3_column_text(s, i);
            ok = db_set_text(v, c, row, before, text, (size_t)sqlite3_column_bytes(s, i));
            break;
        }
        case DB_BYTES: {
            const void *blob = sqlite3_column_blob(s, i);
            size_t n = (size_t)sqlite3_column_bytes(s, i);
            ok = db_set_bytes(v, c, row, blob || is_null(s, i) ? blob : "", n);
            break;
        }
        }
    }
    return ok;
}

static bool sqlite_run(struct visit *v, struct db *db, const struct db_statement *st,
                       const union db_value *params, struct db_rows *rows)
{
    sqlite3_stmt *s = prepared(v, db, st);
    int code = SQLITE_DONE;

    if (!s)
        return false;
    for (int i = 0; i < st->n_params; i++) {
        char name[16];
        /* In SQLite $1 is a name, numbered by first appearance. */
        snprintf(name, sizeof name, "$%d", i + 1);
        bind_one(s, sqlite3_bind_parameter_index(s, name), st->params[i].type, &params[i]);
    }
    while ((code = sqlite3_step(s)) == SQLITE_ROW)
        if (rows && !fill(v, st, s, rows))
            break;
    if (code != SQLITE_DONE && code != SQLITE_ROW)
        failed_with(v, db->connection, st->name);
    sqlite3_reset(s);
    return !failed(v);
}

static bool sqlite_prepare(struct visit *v, struct db *db, const struct db_statement *st)
{
    return prepared(v, db, st) != NULL;
}

static bool sqlite_begin(struct visit *v, struct db *db, bool write)
{
    /* "immediate": a read transaction that turned to writing would get
     * SQLITE_BUSY at once, without waiting. */
    return sqlite_script(v, db, write ? "begin immediate" : "begin");
}

static bool sqlite_commit(struct visit *v, struct db *db)
{
    return sqlite_script(v, db, "commit");
}

static void sqlite_rollback(struct db *db)
{
    /* Fails only when SQLite has rolled back by itself. */
    if (!sqlite3_get_autocommit(db->connection))
        sqlite3_exec(db->connection, "rollback", NULL, NULL, NULL);
}

/* Copies what this connection's read transaction sees, so that writers need not
 * wait and never make it begin anew. */
static int copy_pages(struct visit *v, sqlite3 *copy, sqlite3 *from)
{
    sqlite3_backup *b = sqlite3_backup_init(copy, "main", from, "main");
    int code = SQLITE_OK;

    while (b && (code = sqlite3_backup_step(b, 1024)) == SQLITE_OK) {
        int all = sqlite3_backup_pagecount(b), left = sqlite3_backup_remaining(b);
        visit_progress(v, tr(v, "Copying"), (size_t)(all - left), (size_t)all);
    }
    sqlite3_backup_finish(b);
    return code;
}

/* The copy has its name only when it is whole. */
static bool sqlite_backup(struct visit *v, struct db *db, const char *to)
{
    const char *part = text(v, "%s.part", to);
    sqlite3 *copy = NULL;
    int64_t rows;

    if (access(to, F_OK) == 0)
        return fail(v, FAIL_INPUT, tr(v, "There is already a file %s. Choose another name."), to);
    unlink(part);
    if (!sqlite_begin(v, db, false) || !number(v, db, "select count(*) from sqlite_schema", &rows))
        return false;
    int code = sqlite3_open_v2(part, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (code == SQLITE_OK)
        code = copy_pages(v, copy, db->connection);
    if (code != SQLITE_DONE)
        failed_with(v, copy, to);
    sqlite3_close(copy);
    sqlite_rollback(db);
    if (failed(v) || rename(part, to) != 0) {
        unlink(part);
        return fail(v, FAIL_STORE, tr(v, "The copy %s could not be written."), to);
    }
    return true;
}

static const char *sqlite_file(const struct db *db)
{
    const char *path = sqlite3_db_filename(db->connection, "main");
    return path && *path ? path : NULL; /* "": only in memory */
}

const struct db_driver db_sqlite = {
    .engine = "sqlite",
    /* No number is given twice, as in PostgreSQL: history names rows that are gone. */
    .id_type = "integer primary key autoincrement",
    .migration_begin = "pragma application_id = " APPLICATION_ID,
    .open = sqlite_open,
    .close = sqlite_close,
    .script = sqlite_script,
    .run = sqlite_run,
    .prepare = sqlite_prepare,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .backup = sqlite_backup,
    .file = sqlite_file,
    .schema_version = sqlite_schema_version,
};

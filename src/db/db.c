/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * What both engines share: choosing the driver, the cache of prepared
 * statements, rows, transactions. */
#include "db/driver.h"

#include "base/text.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct db_driver *driver_of(const char *url)
{
    return text_begins(url, "postgresql://") || text_begins(url, "postgres://") ? &db_postgres
                                                                                : &db_sqlite;
}

int db_wait_ms(void)
{
    const char *s = getenv("VOINTI_DB_WAIT_MS");
    long ms = s ? strtol(s, NULL, 10) : 0;
    return ms > 0 && ms < INT_MAX ? (int)ms : 10000;
}

bool db_open(struct visit *v, const char *url, bool create, struct db **out)
{
    struct db *db = calloc(1, sizeof *db);

    if (!db)
        abort();
    db->driver = driver_of(url);
    if (db->driver->open(v, db, url, create) && db_migrate(v, db, create)) {
        *out = db;
        return true;
    }
    db_close(db);
    return false;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    db->driver->close(db);
    free(db->cache);
    free(db);
}

const char *db_engine(const struct db *db)
{
    return db->driver->engine;
}

const char *db_file(const struct db *db)
{
    return db->driver->file ? db->driver->file(db) : NULL;
}

static size_t cache_home(const struct db *db, const struct db_statement *st)
{
    return ((uintptr_t)st >> 4) * 0x9E3779B97F4A7C15u % db->cap_cache;
}

/* Open addressing; never more than half full. */
static struct db_cached *cache_find(struct db *db, const struct db_statement *st)
{
    size_t i = cache_home(db, st);
    while (db->cache[i].st && db->cache[i].st != st)
        i = (i + 1) % db->cap_cache;
    return &db->cache[i];
}

void **db_cache_slot(struct db *db, const struct db_statement *st)
{
    if (db->n_cache * 2 >= db->cap_cache) {
        struct db_cached *old = db->cache;
        size_t n = db->cap_cache;
        db->cap_cache = n ? n * 2 : 128;
        db->cache = calloc(db->cap_cache, sizeof *db->cache);
        if (!db->cache)
            abort();
        for (size_t i = 0; i < n; i++)
            if (old[i].st)
                *cache_find(db, old[i].st) = old[i];
        free(old);
    }
    struct db_cached *c = cache_find(db, st);
    if (!c->st) {
        c->st = st;
        db->n_cache++;
    }
    return &c->handle;
}

static bool null_refused(struct visit *v, const struct db_column *c)
{
    return c->nullable || fail(v, FAIL_OURS, "column %s is NULL", c->name);
}

bool db_set_int(struct visit *v, const struct db_column *c, void *row, bool null, int64_t i)
{
    char *at = (char *)row + c->offset;
    if (null && !null_refused(v, c))
        return false;
    if (c->type == DB_BOOL)
        *(bool *)at = !null && i != 0;
    else
        *(int64_t *)at = null ? DB_NULL : i;
    return true;
}

bool db_set_double(struct visit *v, const struct db_column *c, void *row, bool null, double d)
{
    if (null && !null_refused(v, c))
        return false;
    *(double *)((char *)row + c->offset) = null ? NAN : d;
    return true;
}

static const char *text_of(const void *row, const struct db_column *c)
{
    return row ? *(const char *const *)((const char *)row + c->offset) : NULL;
}

bool db_set_text(struct visit *v, const struct db_column *c, void *row, const void *before,
                 const char *s, size_t n)
{
    const char *above = text_of(before, c);

    if (!s && !null_refused(v, c))
        return false;
    if (s && above && strlen(above) == n && memcmp(above, s, n) == 0)
        s = above; /* in long lists much stands in row after row */
    else
        s = s ? arena_copy(v->arena, s, n) : NULL;
    *(const char **)((char *)row + c->offset) = s;
    return true;
}

bool db_set_bytes(struct visit *v, const struct db_column *c, void *row, const void *at, size_t n)
{
    if (!at && !null_refused(v, c))
        return false;
    *(struct bytes *)((char *)row + c->offset) =
        (struct bytes){ at ? arena_copy(v->arena, at, n) : NULL, n };
    return true;
}

void *db_row_push(struct visit *v, struct db_rows *rows, size_t size)
{
    rows->at = arena_grow(v->arena, rows->at, rows->n, &rows->cap, size);
    return (char *)rows->at + rows->n++ * size;
}

const void *db_row_before(const struct db_rows *rows, size_t size)
{
    return rows->n > 1 ? (const char *)rows->at + (rows->n - 2) * size : NULL;
}

bool db_run(struct visit *v, const struct db_statement *st, const union db_value *params,
            struct db_rows *rows)
{
    if (failed(v))
        return false;
    v->statements++;
    return v->db->driver->run(v, v->db, st, params, rows);
}

bool db_prepare(struct visit *v, const struct db_statement *st)
{
    return !failed(v) && v->db->driver->prepare(v, v->db, st);
}

bool db_maybe(struct visit *v, const struct db_statement *st, const union db_value *params,
              void **row)
{
    struct db_rows rows = { 0 };

    *row = NULL;
    if (!db_run(v, st, params, &rows))
        return false;
    if (rows.n > 1)
        return fail(v, FAIL_OURS, "%s gave %zu rows", st->name, rows.n);
    if (rows.n)
        *row = rows.at;
    return true;
}

bool db_one(struct visit *v, const struct db_statement *st, const union db_value *params,
            void **row)
{
    if (!db_maybe(v, st, params, row))
        return false;
    return *row || fail(v, FAIL_ABSENT, "%s", tr(v, "There is no such page. It may have moved."));
}

struct revision_row {
    int64_t revision;
};

static const struct db_column revision_column = { .name = "revision", .type = DB_INT };
static const struct db_statement revision_read = {
    .name = "revision_read",
    .file = __FILE__,
    .sql = "select revision from revision",
    .columns = &revision_column,
    .n_columns = 1,
    .row_size = sizeof(struct revision_row),
};
static const struct db_statement revision_grow = {
    .name = "revision_grow",
    .file = __FILE__,
    .sql = "update revision set revision = revision + 1",
};

bool db_revision(struct visit *v, int64_t *revision)
{
    void *row;

    if (!db_one(v, &revision_read, NULL, &row))
        return false;
    *revision = ((struct revision_row *)row)->revision;
    return true;
}

static bool begin(struct visit *v, bool write)
{
    if (failed(v) || !v->db->driver->begin(v, v->db, write))
        return false;
    v->db->in_transaction = true;
    return true;
}

bool db_begin_read(struct visit *v)
{
    return begin(v, false);
}

bool db_begin_write(struct visit *v)
{
    return begin(v, true) && db_run(v, &revision_grow, NULL, NULL);
}

bool db_begin_unseen(struct visit *v)
{
    return begin(v, true);
}

bool db_commit(struct visit *v)
{
    if (failed(v) || !v->db->driver->commit(v, v->db))
        return false;
    v->db->in_transaction = false;
    return true;
}

void db_end(struct visit *v)
{
    if (!v->db || !v->db->in_transaction)
        return;
    v->db->driver->rollback(v->db);
    v->db->in_transaction = false;
}

bool db_backup(struct visit *v, const char *to)
{
    return !failed(v) && v->db->driver->backup(v, v->db, to);
}

/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Brings a database to the schema of this program: forward only, each
 * migration in a transaction of its own together with its number. */
#include "db/driver.h"

#include <string.h>

static const char *with_id_type(struct visit *v, const char *sql, const char *id_type)
{
    struct buf out = buf_new((size_t)1 << 20);

    for (const char *at; (at = strstr(sql, "$id")); sql = at + 3) {
        buf_put(&out, sql, (size_t)(at - sql));
        buf_puts(&out, id_type);
    }
    buf_puts(&out, sql);
    const char *copy = arena_copy(v->arena, out.at, out.n);
    buf_free(&out);
    return copy;
}

/* False too when another program has run it while this one waited. */
static bool is_missing(struct visit *v, struct db *db, int64_t number)
{
    int64_t version;
    return db->driver->schema_version(v, db, &version) && version <= number;
}

static bool apply(struct visit *v, struct db *db, int64_t number)
{
    const struct db_driver *d = db->driver;
    const char *mark = number == 0
                           ? "create table schema_version (version bigint not null);"
                             "insert into schema_version (version) values (1)"
                           : text(v, "update schema_version set version = %lld",
                                  (long long)number + 1);

    bool ok = d->begin(v, db, true) && d->script(v, db, d->migration_begin) &&
              is_missing(v, db, number) &&
              d->script(v, db, with_id_type(v, db_migrations[number].sql, d->id_type)) &&
              d->script(v, db, mark) && d->commit(v, db);
    if (!ok)
        d->rollback(db);
    return !failed(v);
}

bool db_migrate(struct visit *v, struct db *db, bool create)
{
    int64_t version, newest = 0;

    while (db_migrations[newest].name)
        newest++;
    if (!db->driver->schema_version(v, db, &version))
        return false;
    if (version > newest)
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "This database was made by a newer Vointi. Install that version."));
    if (version < 0 && !create)
        return fail(v, FAIL_STORE, "%s",
                    tr(v, "This database is empty. \"vointi import\" puts a plan into it."));
    for (int64_t i = version < 0 ? 0 : version; i < newest; i++)
        if (!apply(v, db, i))
            return false;
    return true;
}

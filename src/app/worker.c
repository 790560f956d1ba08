/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors */
#include "app/worker.h"

#include "db/db.h"

#include <assert.h>
#include <stdatomic.h>

static const char *db_url;

struct worker {
    struct db *db;
    struct arena *arena;
};

static struct worker workers[WORKERS_MOST];
static atomic_int workers_n;
static _Thread_local struct worker *worker;

struct visit worker_visit(void)
{
    if (!worker) {
        int n = workers_n++;
        assert(n < WORKERS_MOST);
        worker = &workers[n];
        worker->arena = arena_new();
    }
    arena_reset(worker->arena);
    return (struct visit){
        .arena = worker->arena,
        .host = "",
        .network = "",
        .base = "",
        .browser = "",
        .path = "/",
        .rest = "/",
        .plan_slug = "",
        .body = buf_new((size_t)64 << 20),
    };
}

/* What commands are told when a database does not open is not for visitors. */
bool worker_database(struct visit *v)
{
    if (!failed(v) && !worker->db && !db_open(v, db_url, false, &worker->db)) {
        fail_detail(v, "%s", v->fail.text);
        v->fail.kind = FAIL_BUSY;
        v->fail.text = tr(v, "The database does not answer. Try again in a moment.");
    }
    v->db = worker->db;
    return !failed(v);
}

void workers_begin(const char *url)
{
    db_url = url;
}

void workers_end(void)
{
    for (int i = 0; i < workers_n; i++) {
        db_close(workers[i].db);
        arena_free(workers[i].arena);
    }
}

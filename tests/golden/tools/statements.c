/* Made by tools/sqlgen from statements.sql. */
#include "statements.sql.h"

#include <stddef.h>

static const struct db_column plan_list_columns[] = {
    { "id", DB_INT, false, offsetof(struct plan_list_row, id) },
    { "title", DB_TEXT, false, offsetof(struct plan_list_row, title) },
    { "vision", DB_TEXT, true, offsetof(struct plan_list_row, vision) },
    { "weight", DB_DOUBLE, true, offsetof(struct plan_list_row, weight) },
    { "is_default", DB_BOOL, false, offsetof(struct plan_list_row, is_default) },
    { "picture", DB_BYTES, true, offsetof(struct plan_list_row, picture) },
};
static const struct db_statement plan_list_statement = {
    .name = "plan_list",
    .file = "statements.sql",
    .line = 5,
    .sql = "select id, title, vision, weight, is_default, picture from plan order by title",
    .columns = plan_list_columns,
    .n_columns = 6,
    .row_size = sizeof(struct plan_list_row),
};
bool plan_list(struct visit *v, struct plan_list_rows *rows)
{
    struct db_rows list = { 0 };
    bool ok = db_run(v, &plan_list_statement, NULL, &list);
    *rows = (struct plan_list_rows){ list.at, list.n, list.cap };
    return ok;
}

static const struct db_column plan_of_slug_columns[] = {
    { "id", DB_INT, false, offsetof(struct plan_list_row, id) },
    { "title", DB_TEXT, false, offsetof(struct plan_list_row, title) },
    { "vision", DB_TEXT, true, offsetof(struct plan_list_row, vision) },
    { "weight", DB_DOUBLE, true, offsetof(struct plan_list_row, weight) },
    { "is_default", DB_BOOL, false, offsetof(struct plan_list_row, is_default) },
    { "picture", DB_BYTES, true, offsetof(struct plan_list_row, picture) },
};
static const struct db_column plan_of_slug_params[] = {
    { "slug", DB_TEXT, true, 0 },
};
static const struct db_statement plan_of_slug_statement = {
    .name = "plan_of_slug",
    .file = "statements.sql",
    .line = 8,
    .sql = "select id, title, vision, weight, is_default, picture from plan where slug = $1",
    .columns = plan_of_slug_columns,
    .n_columns = 6,
    .row_size = sizeof(struct plan_list_row),
    .params = plan_of_slug_params, .n_params = 1,
};
bool plan_of_slug(struct visit *v, struct plan_list_row **row, const char *slug)
{
    const union db_value values[] = {
        { .s = slug },
    };
    void *at = NULL;
    bool ok = db_maybe(v, &plan_of_slug_statement, values, &at);
    *row = at;
    return ok;
}

static const struct db_column plan_size_columns[] = {
    { "n", DB_INT, false, offsetof(struct plan_size_row, n) },
    { "mean", DB_DOUBLE, true, offsetof(struct plan_size_row, mean) },
};
static const struct db_column plan_size_params[] = {
    { "id", DB_INT, false, 0 },
};
static const struct db_statement plan_size_statement = {
    .name = "plan_size",
    .file = "statements.sql",
    .line = 12,
    .sql = "select count(*) as n, avg(level) as mean from goal where plan = $1",
    .columns = plan_size_columns,
    .n_columns = 2,
    .row_size = sizeof(struct plan_size_row),
    .params = plan_size_params, .n_params = 1,
};
bool plan_size(struct visit *v, struct plan_size_row **row, int64_t id)
{
    const union db_value values[] = {
        { .i = id },
    };
    void *at = NULL;
    bool ok = db_one(v, &plan_size_statement, values, &at);
    *row = at;
    return ok;
}

static const struct db_column plan_add_columns[] = {
    { "id", DB_INT, false, offsetof(struct plan_add_row, id) },
};
static const struct db_column plan_add_params[] = {
    { "title", DB_TEXT, false, 0 },
    { "vision", DB_TEXT, true, 0 },
    { "weight", DB_DOUBLE, true, 0 },
    { "is_default", DB_BOOL, false, 0 },
    { "picture", DB_BYTES, true, 0 },
};
static const struct db_statement plan_add_statement = {
    .name = "plan_add",
    .file = "statements.sql",
    .line = 15,
    .sql = "insert into plan (title, vision, weight, is_default, picture) values ($1, $2, $3, $4, $5) returning id",
    .columns = plan_add_columns,
    .n_columns = 1,
    .row_size = sizeof(struct plan_add_row),
    .params = plan_add_params, .n_params = 5,
};
bool plan_add(struct visit *v, struct plan_add_row **row, const struct plan_add_args *in)
{
    const union db_value values[] = {
        { .s = in->title },
        { .s = in->vision },
        { .d = in->weight },
        { .i = in->is_default },
        { .b = in->picture },
    };
    void *at = NULL;
    bool ok = db_one(v, &plan_add_statement, values, &at);
    *row = at;
    return ok;
}

static const struct db_column plan_rename_params[] = {
    { "id", DB_INT, false, 0 },
    { "title", DB_TEXT, false, 0 },
};
static const struct db_statement plan_rename_statement = {
    .name = "plan_rename",
    .file = "statements.sql",
    .line = 19,
    .sql = "update plan set title = $2, rev = rev + 1 where id = $1",
    .params = plan_rename_params, .n_params = 2,
};
bool plan_rename(struct visit *v, int64_t id, const char *title)
{
    const union db_value values[] = {
        { .i = id },
        { .s = title },
    };
    return db_run(v, &plan_rename_statement, values, NULL);
}

static const struct db_column goal_parents_columns[] = {
    { "id", DB_INT, false, offsetof(struct goal_parents_row, id) },
    { "parent_title", DB_TEXT, true, offsetof(struct goal_parents_row, parent_title) },
};
static const struct db_column goal_parents_params[] = {
    { "plan", DB_INT, false, 0 },
};
static const struct db_statement goal_parents_statement = {
    .name = "goal_parents",
    .file = "statements.sql",
    .line = 22,
    .sql = "select g.id, p.title as parent_title from goal g left join goal p on p.id = g.parent where g.plan = $1 order by g.id",
    .columns = goal_parents_columns,
    .n_columns = 2,
    .row_size = sizeof(struct goal_parents_row),
    .params = goal_parents_params, .n_params = 1,
};
bool goal_parents(struct visit *v, struct goal_parents_rows *rows, int64_t plan)
{
    const union db_value values[] = {
        { .i = plan },
    };
    struct db_rows list = { 0 };
    bool ok = db_run(v, &goal_parents_statement, values, &list);
    *rows = (struct goal_parents_rows){ list.at, list.n, list.cap };
    return ok;
}

const struct db_statement *const statements_sql[] = {
    &plan_list_statement,
    &plan_of_slug_statement,
    &plan_size_statement,
    &plan_add_statement,
    &plan_rename_statement,
    &goal_parents_statement,
    NULL
};

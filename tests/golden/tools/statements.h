/* Made by tools/sqlgen from statements.sql. */
#ifndef statements_sql_h
#define statements_sql_h
#include "db/db.h"

struct plan_list_row {
    int64_t id;
    const char *title;
    const char *vision; /* may be NULL */
    double weight; /* may be NULL */
    bool is_default;
    struct bytes picture; /* may be NULL */
};

struct plan_list_rows {
    struct plan_list_row *at;
    size_t n, cap;
};

struct plan_size_row {
    int64_t n;
    double mean; /* may be NULL */
};

struct plan_size_rows {
    struct plan_size_row *at;
    size_t n, cap;
};

struct plan_add_row {
    int64_t id;
};

struct plan_add_rows {
    struct plan_add_row *at;
    size_t n, cap;
};

struct goal_parents_row {
    int64_t id;
    const char *parent_title; /* may be NULL */
};

struct goal_parents_rows {
    struct goal_parents_row *at;
    size_t n, cap;
};

/* all plans by title. */
bool plan_list(struct visit *v, struct plan_list_rows *rows);

/* the plan with an address. */
bool plan_of_slug(struct visit *v, struct plan_list_row **row, const char *slug);

/* how many goals, and their mean level. */
bool plan_size(struct visit *v, struct plan_size_row **row, int64_t id);

struct plan_add_args {
    const char *title;
    const char *vision; /* may be NULL */
    double weight; /* may be NULL */
    bool is_default;
    struct bytes picture; /* may be NULL */
};

/* a new plan. */
bool plan_add(struct visit *v, struct plan_add_row **row, const struct plan_add_args *in);

/* another title. */
bool plan_rename(struct visit *v, int64_t id, const char *title);

/* goals with the titles of their parents. */
bool goal_parents(struct visit *v, struct goal_parents_rows *rows, int64_t plan);

#endif

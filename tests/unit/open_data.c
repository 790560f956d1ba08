/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The page of open data tells the columns of each list as they are. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include "app/rooms.h"
#include "base/text.h"
#include "db/db.h"
#include "intake/open_data.h"
#include "plan/plan_tree.h"
#include "web/hall.h"

#include <cmocka.h> /* last: it has a macro fail() */

static struct visit v;

static bool small_plan(struct visit *in)
{
    struct plan none = { 0 }, p = { .slug = "a", .title = "A", .languages = "fi",
                                    .state = "in_force" };
    struct author by = { "test", "2026-01-01T00:00:00Z", DB_NULL };

    *arena_push(in->arena, &p.organisations) =
        (struct organisation){ .slug = "o", .name = "O", .short_name = "O" };
    *arena_push(in->arena, &p.goals) = (struct goal){ .parent = -1, .title = "G" };
    *arena_push(in->arena, &p.entries) = (struct entry){ .goal = 0, .organisation = 0 };
    return plan_settle(in, &p) && plan_tree_save(in, &none, &p, &by);
}

static int before(void **state)
{
    (void)state;
    v = visit_new();
    bool ok = db_open(&v, ":memory:", true, &v.db) && db_begin_write(&v) && small_plan(&v) &&
              db_commit(&v);
    return ok ? 0 : -1;
}

static int after(void **state)
{
    (void)state;
    db_close(v.db);
    visit_end(&v);
    return 0;
}

/* The first line of a list's CSV file, without the mark at its front. */
static const char *first_line(const char *path)
{
    struct visit own = visit_new();

    own.db = v.db;
    assert_true(visit_address(&own, text(&own, "%s.csv", path)));
    visit_walk(&own, &app_house);
    assert_int_equal(own.status, 200);
    assert_memory_equal(own.body.at, "\xEF\xBB\xBF", 3);
    const char *line = arena_copy(v.arena, own.body.at + 3, strcspn(own.body.at + 3, "\r"));
    visit_end(&own);
    return line;
}

static void columns_are_told_as_they_are(void **state)
{
    (void)state;
    for (const struct open_list *l = open_lists; l->path; l++) {
        const char *told = "";
        for (const struct open_column *c = l->columns; c->name; c++)
            if (strcmp(c->name, "…") != 0)
                told = text(&v, "%s%s%s", told, *told ? ";" : "", c->name);
        const char *line = first_line(l->path);
        if (strcmp(l->path, "/kattavuus") == 0) /* its organisations follow */
            assert_true(text_begins(line, text(&v, "%s;", told)));
        else
            assert_string_equal(line, told);
    }
}

/* Every list that has a CSV file and no parts in its address is told of. */
static void no_list_is_left_out(void **state)
{
    (void)state;
    for (const struct page *const *room = app_house.rooms; *room; room++)
        for (const struct page *p = *room; p->path; p++) {
            bool told = strchr(p->path, '{') || !p->view->dress[FORMAT_CSV] ||
                        text_begins(p->path, "/avoin-data");
            for (const struct open_list *l = open_lists; l->path; l++)
                told |= strcmp(l->path, p->path) == 0;
            if (!told)
                fail_msg("%s is not on the page of open data", p->path);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_told_as_they_are),
        cmocka_unit_test(no_list_is_left_out),
    };
    return cmocka_run_group_tests(tests, before, after);
}

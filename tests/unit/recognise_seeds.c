/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * Three real plans against what a careful reader found in them. The plans are
 * not in the repository; tests/golden/seed_NNN.expected tells, without their
 * words, line by line:
 *   organisations N
 *   goal CODE
 *   e ORGANISATION CODE KIND     an entry; what follows belongs to it
 *   a HASH                       an action
 *   c FIELD VALUES HASH          a cell, of the action above or of the entry
 *   r FIELD CODE                 a reference; "row" for the whole row
 *   n HASH                       why it is not ours
 * HASH: first 8 hexadecimal digits of FNV-1a 64 over lower-case letters and digits. */
#include "base/text.h"
#include "intake/recognise.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Last: cmocka makes a macro of the name fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* What was found of what was expected. */
struct share {
    int found, of;
};

struct check {
    struct visit v;
    struct recognised r;
    struct entry *entry;
    struct action *action;
    struct share entries, actions, cells, values, references, goals;
};

static const char *seeds(void)
{
    const char *at = getenv("VOINTI_SEEDS");
    return at ? at : "../shared/seeds";
}

/* NULL when the seed is not on this machine. */
static const char *seed_path(struct visit *v, const char *number)
{
    DIR *dir = opendir(seeds());
    const char *path = NULL;

    for (struct dirent *e; dir && (e = readdir(dir));)
        if (text_begins(e->d_name, number) && text_ends(e->d_name, ".txt"))
            path = text(v, "%s/%s", seeds(), e->d_name);
    if (dir)
        closedir(dir);
    if (!path)
        printf("skipped: no seed %s in %s (VOINTI_SEEDS names the folder)\n", number, seeds());
    return path;
}

static const char *hash(struct visit *v, const char *s)
{
    uint64_t h = 14695981039346656037u;

    for (const char *p = text_plain(v->arena, s); *p; p++)
        h = (h ^ (unsigned char)*p) * 1099511628211u;
    return arena_copy(v->arena, text(v, "%016llx", (unsigned long long)h), 8);
}

static void count(struct share *s, bool found, const char *what, const char *line)
{
    s->of++;
    s->found += found;
    if (!found)
        printf("not found: %s %s", what, line);
}

static void join(const struct details *list, enum field_kind field, struct buf *b, int *n)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->at[i].field == field) {
            buf_puts(b, list->at[i].words);
            (*n)++;
        }
}

static void check_cell(struct check *c, const char *field, int values, const char *hashed,
                       const char *line)
{
    enum field_kind kind = field_kind_of(field);
    struct buf b = buf_new(1 << 20);
    int n = 0;

    if (c->action)
        join(&c->action->details, kind, &b, &n);
    if (c->entry)
        join(&c->entry->details, kind, &b, &n);
    bool same = b.n && strcmp(hash(&c->v, b.at), hashed) == 0;
    count(&c->cells, same, "cell", line);
    c->values.of += values;
    c->values.found += same && n == values ? values : 0;
    buf_free(&b);
}

static void check_reference(struct check *c, const char *field, const char *code, const char *line)
{
    enum field_kind kind = strcmp(field, "row") == 0 ? FIELD_KINDS : field_kind_of(field);
    bool found = false;

    for (size_t i = 0; c->entry && i < c->entry->references.n; i++) {
        const struct reference *r = &c->entry->references.at[i];
        found |= r->field == kind && strcmp(c->r.plan.goals.at[r->goal].code, code) == 0;
    }
    count(&c->references, found, "reference", line);
}

static void check_action(struct check *c, const char *hashed, const char *line)
{
    struct action *found = NULL, *after = c->action;

    /* The same words may stand twice in an entry: look after the last one first. */
    for (size_t i = 0; c->entry && i < c->entry->actions.n; i++) {
        struct action *a = &c->entry->actions.at[i];
        bool better = !found || (after && found <= after && a > after);
        if (better && strcmp(hash(&c->v, a->title), hashed) == 0)
            found = a;
    }
    c->action = found;
    count(&c->actions, found != NULL, "action", line);
}

/* The words of a line; missing ones are "". */
static void split(struct visit *v, const char *line, const char *words[4])
{
    for (int i = 0; i < 4; i++) {
        line += strspn(line, " ");
        size_t n = strcspn(line, " \n");
        words[i] = arena_copy(v->arena, line, n);
        line += n;
    }
}

static int number(const char *word)
{
    return (int)strtol(word, NULL, 10);
}

static void check_entry(struct check *c, int organisation, const char *code, const char *kind,
                        const char *line)
{
    int goal = goal_find(&c->r.plan, code);

    c->entry = goal < 0 ? NULL : entry_find(&c->r.plan, goal, organisation - 1);
    c->action = NULL;
    count(&c->entries, c->entry && c->entry->kind == entry_kind_of(kind), "entry", line);
}

static void check_reason(struct check *c, const char *hashed, const char *line)
{
    const char *reason = c->entry && c->entry->reason ? c->entry->reason : "";
    count(&c->cells, strcmp(hash(&c->v, reason), hashed) == 0, "reason", line);
}

static void check_line(struct check *c, const char *line)
{
    const char *w[4];

    split(&c->v, line, w);
    if (!strcmp(w[0], "organisations"))
        assert_int_equal((int)c->r.plan.organisations.n, number(w[1]));
    else if (!strcmp(w[0], "goal"))
        count(&c->goals, goal_find(&c->r.plan, w[1]) >= 0, "goal", line);
    else if (!strcmp(w[0], "e"))
        check_entry(c, number(w[1]), w[2], w[3], line);
    else if (!strcmp(w[0], "a"))
        check_action(c, w[1], line);
    else if (!strcmp(w[0], "c"))
        check_cell(c, w[1], number(w[2]), w[3], line);
    else if (!strcmp(w[0], "r"))
        check_reference(c, w[1], w[2], line);
    else if (!strcmp(w[0], "n"))
        check_reason(c, w[1], line);
    else
        assert_true(*line == '#' || *line == '\n');
}

static double percent(struct share s)
{
    return s.of ? 100.0 * s.found / s.of : 100;
}

static void check_seed(const char *number, int doubts_most)
{
    struct check c = { .v = visit_new() };
    const char *path = seed_path(&c.v, number);
    struct document d = { 0 };
    char line[256];

    if (!path) {
        visit_end(&c.v);
        skip();
    }
    assert_true(document_open(&c.v, path, &d));
    assert_true(recognise_plan(&c.v, &d, NULL, &c.r));
    FILE *f = fopen(text(&c.v, "tests/golden/seed_%s.expected", number), "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f))
        check_line(&c, line);
    fclose(f);
    printf("seed %s: entries %d/%d, actions %.1f %% of %d, cells %.1f %% of %d, values %.1f %% "
           "of %d, references %d/%d, doubts %zu\n",
           number, c.entries.found, c.entries.of, percent(c.actions), c.actions.of,
           percent(c.cells), c.cells.of, percent(c.values), c.values.of, c.references.found,
           c.references.of, c.r.doubts.n);
    assert_int_equal(c.goals.found, (int)c.r.plan.goals.n);
    assert_int_equal(c.entries.found, c.entries.of);
    assert_int_equal(c.references.found, c.references.of);
    assert_true(percent(c.actions) >= 98);
    assert_true(percent(c.cells) >= 97);
    assert_true((int)c.r.doubts.n <= doubts_most);
    visit_end(&c.v);
}

static void test_one_level(void **state)
{
    (void)state;
    check_seed("000", 5);
}

static void test_many_sections(void **state)
{
    (void)state;
    check_seed("002", 40);
}

static void test_cut_rows(void **state)
{
    (void)state;
    check_seed("003", 12);
}

/* Documents about plans that hold no plan table. */
static void check_refused(const char *number)
{
    struct visit v = visit_new();
    const char *path = seed_path(&v, number);
    struct document d = { 0 };
    struct recognised r;

    if (!path) {
        visit_end(&v);
        skip();
    }
    assert_true(document_open(&v, path, &d));
    assert_false(recognise_plan(&v, &d, NULL, &r));
    assert_int_equal(v.fail.kind, FAIL_DOCUMENT);
    visit_end(&v);
}

static void test_no_plan(void **state)
{
    (void)state;
    check_refused("001");
    check_refused("004");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_level),
        cmocka_unit_test(test_many_sections),
        cmocka_unit_test(test_cut_rows),
        cmocka_unit_test(test_no_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

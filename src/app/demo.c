/* SPDX-License-Identifier: EUPL-1.2
 * SPDX-FileCopyrightText: 2026 Vointi contributors
 *
 * The demonstration: a made-up region and a city of it, from the files of
 * demo/ inside the binary. plans.txt says what no table can: titles, colours,
 * short names, other spellings. */
#include "app/demo_files.h"
#include "app/demo_year.h"
#include "app/plan_commands.h"
#include "base/date.h"
#include "base/text.h"
#include "db/db.h"
#include "intake/import.h"
#include "plan/site.sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLAN_AGE_DAYS = 600 };

static const struct demo_file *file_of(const char *name)
{
    for (size_t i = 0; i < demo_files_n; i++)
        if (strcmp(demo_files[i].name, name) == 0)
            return &demo_files[i];
    return NULL;
}

/* The next "key: value" line; false at the end of a record or of the file. */
static bool fact(struct visit *v, const char **at, const char **key, const char **value)
{
    size_t n = strcspn(*at, "\n");
    const char *line = text_trim(v->arena, arena_copy(v->arena, *at, n)), *colon;

    *at += n + ((*at)[n] == '\n');
    colon = strstr(line, ": ");
    if (!colon)
        return false;
    *key = arena_copy(v->arena, line, (size_t)(colon - line));
    *value = colon + 2;
    return true;
}

/* "NAME = REST": the organisation of that name, and the rest. */
static struct organisation *named(struct visit *v, struct plan *p, const char *value,
                                  const char **rest)
{
    const char *equals = strstr(value, " = ");
    int at = equals ? organisation_find(p, arena_copy(v->arena, value, (size_t)(equals - value)))
                    : -1;

    if (at < 0)
        return NULL;
    *rest = equals + 3;
    return &p->organisations.at[at];
}

static bool organisation_fact(struct visit *v, struct plan *p, const char *key, const char *value)
{
    const char *rest;
    struct organisation *o = named(v, p, value, &rest);

    if (!o)
        return fail(v, FAIL_OURS, "demo/plans.txt: no such organisation: %s", value);
    if (strcmp(key, "short") == 0)
        o->short_name = rest;
    else if (strcmp(key, "kind") == 0)
        o->kind = organisation_kind_of(rest);
    else
        for (size_t n; *rest; rest += n + strspn(rest + n, ", ")) {
            n = strcspn(rest, ",");
            *arena_push(v->arena, &o->aliases) = arena_copy(v->arena, rest, n);
        }
    return true;
}

static bool plan_fact(struct visit *v, struct import_request *r, struct plan *p, const char *key,
                      const char *value)
{
    static const char *const of_organisation[] = { "short", "kind", "alias" };
    const char *colon = strchr(key, ':');

    for (size_t i = 0; i < 3; i++)
        if (strcmp(key, of_organisation[i]) == 0)
            return organisation_fact(v, p, key, value);
    if (colon && lang_of(colon + 1) < LANGS) {
        struct translations *t = text_begins(key, "title") ? &p->titles : &p->visions;
        t->in[lang_of(colon + 1)] = value;
    } else if (strcmp(key, "slug") == 0) {
        r->slug = value;
    } else if (strcmp(key, "title") == 0) {
        r->title = value;
    } else if (strcmp(key, "area") == 0) {
        r->area = value;
    } else if (strcmp(key, "period") == 0) {
        r->period = value;
    } else if (strcmp(key, "vision") == 0) {
        r->vision = value;
    } else if (strcmp(key, "colour") == 0) {
        r->colour = value;
    } else if (strcmp(key, "languages") == 0) {
        p->languages = value;
    } else if (strcmp(key, "default") == 0) {
        r->is_default = strcmp(value, "yes") == 0;
    }
    return true;
}

/* One record: the file is named second, right after the slug. */
static bool one_plan(struct visit *v, const char **at)
{
    struct import_request request = { 0 };
    struct import_read read = { 0 };
    struct import_report report;
    const char *key, *value;

    while (fact(v, at, &key, &value)) {
        const struct demo_file *f = strcmp(key, "file") == 0 ? file_of(value) : NULL;
        if (f ? !import_read(v, f->name, (const char *)f->at, f->n, NULL, &read)
              : !plan_fact(v, &request, &read.found.plan, key, value))
            return false;
    }
    actors_link(v, &read.found.plan); /* by the other names that have come in now, too */
    if (!import_store(v, &request, &read, &report))
        return false;
    report_import(v, &report, false);
    return true;
}

static bool read_file(struct visit *v, const char *name, struct document *d)
{
    const struct demo_file *f = file_of(name);
    return document_read(v, name, (const char *)f->at, f->n, d);
}

static bool fill_demo(struct visit *v, const char *now)
{
    const char *at = (const char *)file_of("plans.txt")->at;
    struct document people = { 0 }, told = { 0 };

    demo_go_to_day(v, now, -PLAN_AGE_DAYS);
    while (*at)
        if (!one_plan(v, &at))
            return false;
    return db_begin_write(v) && instance_set(v, "demo", "1") &&
           instance_set(v, "second_factor", "optional") && db_commit(v) &&
           read_file(v, "people.csv", &people) && read_file(v, "year.csv", &told) &&
           demo_years(v, now, &people, &told);
}

bool run_demo(struct visit *v, const struct command_line *line)
{
    const char *given = getenv("VOINTI_NOW"), *now = arena_strdup(v->arena, date_now(v));

    v->name = "demo";
    if (!cli_database(v, line))
        return false;
    bool ok = fill_demo(v, now);
    if (given)
        setenv("VOINTI_NOW", now, 1);
    else
        unsetenv("VOINTI_NOW");
    if (ok)
        puts(tr(v, "The demonstration is ready. “vointi serve” shows it."));
    return ok;
}
